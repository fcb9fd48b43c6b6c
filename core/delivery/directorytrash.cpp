#include "core/delivery/directorytrash.h"

#include "core/store/writer.h"

#include <array>

namespace hw::delivery {

namespace {

/// The tables in the order of restoring, and where the rows of a user, object or tenant stand: ?1 the environment, ?2
/// the collection, ?3 the id.
struct Part
{
    const char* table;
    const char* ofEntity;
};

constexpr std::array parts{
    Part{"directory_entity", "environment = ?1 AND collection = ?2 AND id = ?3"},
    Part{"directory_audience", "0"},
    Part{"directory_member",
         "environment = ?1 AND ((collection = ?2 AND id = ?3) OR (?2 = '$tenants' AND tenant = ?3))"},
    Part{"directory_subscription",
         "environment = ?1 AND ((collection = ?2 AND id = ?3) OR (object_collection = ?2 AND object_id = ?3))"},
    Part{"directory_channel_data", "environment = ?1 AND collection = ?2 AND owner = ?3"},
    Part{"directory_preferences", "environment = ?1 AND collection = ?2 AND owner = ?3"},
    Part{"directory_run", "0"},
};

Result<void> makeTables(store::Database& database)
{
    if (Result<void> done =
            database.exec("CREATE TEMP TABLE IF NOT EXISTS trash_directory(number INTEGER PRIMARY KEY)");
        !done)
        return done;
    for (const Part& part : parts) {
        const QByteArray name(part.table);
        if (Result<void> done = database.exec("CREATE TEMP TABLE IF NOT EXISTS trash_" + name +
                                              " AS SELECT 0 AS trash_number, * FROM main." + name + " WHERE 0");
            !done)
            return done;
    }
    return {};
}

Result<qint64> nextNumber(store::Database& database)
{
    const auto number = database.number("SELECT coalesce(max(number), 0) + 1 FROM temp.trash_directory");
    if (!number)
        return number.error();
    if (Result<void> done = database.run("INSERT INTO temp.trash_directory(number) VALUES(?)", **number); !done)
        return done.error();
    return **number;
}

/// Keeps the rows of a table that the condition finds, under this number.
template<class... Args>
Result<void> keep(store::Database& database, const QByteArray& table, const QByteArray& where, qint64 number,
                  const Args&... args)
{
    const QByteArray last = QByteArray::number(static_cast<int>(sizeof...(args)) + 1);
    return database.run("INSERT INTO temp.trash_" + table + " SELECT ?" + last + ", * FROM main." + table + " WHERE " +
                            where,
                        args..., number);
}

/// Keeps the rows and deletes them.
template<class... Args>
Result<bool> move(store::Database& database, const QByteArray& table, const QByteArray& where, qint64 number,
                  const Args&... args)
{
    if (Result<void> done = keep(database, table, where, number, args...); !done)
        return done.error();
    if (Result<void> done = database.run("DELETE FROM main." + table + " WHERE " + where, args...); !done)
        return done.error();
    return database.changes() > 0;
}

Result<bool> trashEntity(const WriteContext& context, const EntityRef& ref, qint64 number)
{
    for (const Part& part : parts) {
        if (QByteArrayView(part.ofEntity) == "0")
            continue;
        if (Result<void> done =
                keep(context.database, part.table, part.ofEntity, number, context.environment, ref.collection, ref.id);
            !done)
            return done.error();
    }
    return deleteEntity(context, ref);
}

Result<bool> trashAudience(const WriteContext& context, const QString& key, qint64 number)
{
    const QByteArray where("environment = ?1 AND audience = ?2");
    if (Result<bool> done = move(context.database, "directory_member", where, number, context.environment, key); !done)
        return done.error();
    return move(context.database, "directory_audience", where, number, context.environment, key);
}

/// "name, email, …": of the table itself.
Result<QByteArray> columnsOf(store::Database& database, const QByteArray& table)
{
    const Result<store::Statement*> statement =
        database.cached("SELECT group_concat(name, ', ') FROM pragma_table_info('" + table + "')");
    if (!statement)
        return statement.error();
    const Result<bool> row = (*statement)->start().step();
    if (!row)
        return row.error();
    QByteArray columns = (*statement)->text(0).toUtf8();
    (*statement)->reset();
    return columns;
}

} // namespace

Result<qint64> trashRow(const WriteContext& context, const DirectoryTarget& target)
{
    store::Database& database = context.database;
    if (Result<void> done = makeTables(database); !done)
        return done.error();
    const Result<qint64> number = nextNumber(database);
    if (!number)
        return number;
    Result<bool> found = false;
    switch (target.kind) {
    case DirectoryKind::Users:
    case DirectoryKind::Tenants:
    case DirectoryKind::Objects: found = trashEntity(context, target.ref, *number); break;
    case DirectoryKind::Audiences: found = trashAudience(context, target.ref.id, *number); break;
    case DirectoryKind::Subscriptions:
        found = move(database, "directory_subscription",
                     "environment = ?1 AND object_collection = ?2 AND object_id = ?3 AND collection = ?4 AND id = ?5",
                     *number, context.environment, target.ref.collection, target.ref.id, target.recipient.collection,
                     target.recipient.id);
        break;
    case DirectoryKind::WorkflowRuns:
        found = move(database, "directory_run", "environment = ?1 AND id = ?2", *number, context.environment,
                     target.ref.id);
        break;
    }
    if (!found)
        return found.error();
    return *found ? *number : 0;
}

Result<bool> restoreRow(store::Database& database, qint64 number)
{
    if (Result<void> done = makeTables(database); !done)
        return done.error();
    bool any = false;
    for (const Part& part : parts) {
        const QByteArray name(part.table);
        const Result<QByteArray> columns = columnsOf(database, name);
        if (!columns)
            return columns.error();
        // A membership of an audience that is gone by now would be counted by nobody.
        const QByteArray more = name == "directory_member"
                                    ? " AND (environment, audience) IN (SELECT environment, audience FROM "
                                      "main.directory_audience)"
                                    : "";
        if (Result<void> done =
                database.run("INSERT OR IGNORE INTO main." + name + "(" + *columns + ") SELECT " + *columns +
                                 " FROM temp.trash_" + name + " WHERE trash_number = ?" + more,
                             number);
            !done)
            return done.error();
        const qint64 restored = database.changes();
        any = any || restored > 0;
        if (name != "directory_entity" || restored == 0)
            continue;
        const auto users = database.number("SELECT count(*) FROM temp.trash_directory_entity WHERE trash_number = ? "
                                           "AND collection = ''",
                                           number);
        if (!users)
            return users.error();
        if (Result<void> done = store::addToCounter(database, QStringLiteral("directory.users"), users->value_or(0));
            !done)
            return done.error();
    }
    if (Result<void> done = database.run(
            "UPDATE main.directory_audience SET members = (SELECT count(*) FROM main.directory_member m WHERE "
            "m.environment = directory_audience.environment AND m.audience = directory_audience.audience) WHERE "
            "(environment, audience) IN (SELECT environment, audience FROM temp.trash_directory_member WHERE "
            "trash_number = ?)",
            number);
        !done)
        return done.error();
    for (const Part& part : parts) {
        if (Result<void> done =
                database.run(QByteArray("DELETE FROM temp.trash_") + part.table + " WHERE trash_number = ?", number);
            !done)
            return done.error();
    }
    return any;
}

} // namespace hw::delivery
