#include "core/store/migrations.h"

#include "core/store/schema.h"

#include <QFile>

namespace hw::store {

namespace {

Result<int> userVersion(Database& database)
{
    const Result<std::optional<qint64>> version = database.number("PRAGMA user_version");
    if (!version)
        return version.error();
    return static_cast<int>(version->value_or(0));
}

Result<int> moduleVersion(Database& database, const QString& name)
{
    const Result<std::optional<qint64>> version =
        database.number("SELECT version FROM schema_module WHERE name = ?", name);
    if (!version)
        return version.error();
    return static_cast<int>(version->value_or(0));
}

Error tooNew(const Database& database, int found, int known)
{
    return {ErrorCode::StoreTooNew, {database.path(), QString::number(found), QString::number(known)}};
}

Result<void> refuseForeign(Database& database)
{
    const Result<std::optional<qint64>> tables = database.number("SELECT count(*) FROM sqlite_schema");
    if (!tables)
        return tables.error();
    const Result<std::optional<qint64>> owner = database.number("PRAGMA application_id");
    if (!owner)
        return owner.error();
    if (tables->value_or(0) > 0 && owner->value_or(0) != applicationId)
        return Error{ErrorCode::StoreCorrupt, {database.path(), QStringLiteral("a database of another program")}};
    return {};
}

Result<void> runSteps(Database& database, const std::vector<MigrationStep>& steps, int from)
{
    for (size_t i = static_cast<size_t>(from); i < steps.size(); ++i) {
        if (Result<void> done = steps[i](database); !done)
            return done.error();
    }
    return {};
}

/// Whether everything is as this program knows it. Errors: StoreTooNew.
Result<bool> isCurrent(Database& database, const std::vector<SchemaModule>& modules)
{
    const Result<int> version = userVersion(database);
    if (!version)
        return version.error();
    if (*version > storeSchemaVersion())
        return tooNew(database, *version, storeSchemaVersion());
    if (*version == 0)
        return false;
    bool current = *version == storeSchemaVersion();
    for (const SchemaModule& module : modules) {
        const Result<int> at = moduleVersion(database, module.name);
        if (!at)
            return at.error();
        const int known = static_cast<int>(module.steps.size());
        if (*at > known)
            return tooNew(database, *at, known);
        current = current && *at == known;
    }
    return current;
}

Result<void> migrate(Database& database, const std::vector<SchemaModule>& modules)
{
    Result<Transaction> transaction = Transaction::begin(database);
    if (!transaction)
        return transaction.error();
    // Read again: another process may have migrated it while this one waited for the lock.
    const Result<int> version = userVersion(database);
    if (!version)
        return version.error();
    if (*version == 0) {
        const QByteArray sql =
            "PRAGMA application_id=" + QByteArray::number(applicationId) +
            "; CREATE TABLE schema_module(name TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID";
        if (Result<void> done = database.exec(sql); !done)
            return done.error();
    }
    if (Result<void> done = runSteps(database, storeSteps(), *version); !done)
        return done.error();
    if (Result<void> done = database.exec("PRAGMA user_version=" + QByteArray::number(storeSchemaVersion())); !done)
        return done.error();
    for (const SchemaModule& module : modules) {
        const Result<int> at = moduleVersion(database, module.name);
        if (!at)
            return at.error();
        if (Result<void> done = runSteps(database, module.steps, *at); !done)
            return done.error();
        if (Result<void> done = database.run("INSERT INTO schema_module(name, version) VALUES(?, ?) "
                                             "ON CONFLICT(name) DO UPDATE SET version = excluded.version",
                                             module.name, static_cast<qint64>(module.steps.size()));
            !done)
            return done.error();
    }
    return transaction->commit();
}

} // namespace

MigrationStep sqlStep(QByteArray sql)
{
    return [sql = std::move(sql)](Database& database) { return database.exec(sql); };
}

int storeSchemaVersion()
{
    return static_cast<int>(storeSteps().size());
}

Result<Database> openStore(const QString& path, const std::vector<SchemaModule>& modules)
{
    Result<Database> database = Database::open(path, Database::Mode::ReadWrite);
    if (!database)
        return database.error();
    if (Result<void> ours = refuseForeign(*database); !ours)
        return ours.error();
    const Result<bool> current = isCurrent(*database, modules);
    if (!current)
        return current.error();
    if (*current)
        return database;
    const Result<int> version = userVersion(*database);
    if (!version)
        return version.error();
    if (*version > 0) {
        const QString backup = QStringLiteral("%1.v%2.backup").arg(path).arg(*version);
        QFile::remove(backup);
        if (Result<void> done = database->backupTo(backup); !done)
            return done.error();
    }
    if (Result<void> done = migrate(*database, modules); !done)
        return done.error();
    return database;
}

Result<Database> openStoreForReading(const QString& path)
{
    Result<Database> database = Database::open(path, Database::Mode::ReadOnly);
    if (!database)
        return database.error();
    if (Result<void> ours = refuseForeign(*database); !ours)
        return ours.error();
    const Result<int> version = userVersion(*database);
    if (!version)
        return version.error();
    if (*version > storeSchemaVersion())
        return tooNew(*database, *version, storeSchemaVersion());
    if (*version < storeSchemaVersion()) {
        return Error{ErrorCode::StoreOutdated,
                     {path, QString::number(*version), QString::number(storeSchemaVersion())}};
    }
    return database;
}

} // namespace hw::store
