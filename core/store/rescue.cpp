#include "core/store/rescue.h"

#include "core/store/diskstate.h"
#include "core/store/eachrow.h"

#include <QByteArrayList>
#include <QDateTime>
#include <QFile>
#include <QStringList>

#include <algorithm>
#include <cerrno>
#include <cstdio>

namespace hw::store {

namespace {

/// Attempts that may fail in one table: a key costs a few where its page is damaged.
constexpr int mostFailures = 200000;

struct Table
{
    QByteArray name;
    QByteArray columns;
    QByteArray number; ///< the leading integer of its key, by which ranges are read; empty = it has none
    QByteArrayList key;
};

/// The tables of the new database, with the columns that the old one has too.
class Copier final
{
public:
    explicit Copier(Database& database)
        : m_database(database)
    {}

    Result<qint64> run();

private:
    Result<std::vector<Table>> tables();
    Result<void> describe(Table& table);
    Result<void> copyTable(const Table& table);
    Result<void> copyRange(const Table& table, qint64 after, qint64 to);
    Result<void> copyEnd(const Table& table, const char* direction);
    /// Whether it was copied; false where something of it cannot be read.
    Result<bool> copy(const QByteArray& sql, qint64 first, qint64 second);

    Database& m_database;
    qint64 m_rows = 0;
    int m_failures = 0;
};

Result<std::vector<Table>> Copier::tables()
{
    std::vector<Table> all;
    const Result<void> read = eachRow(m_database,
                                      "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE "
                                      "'sqlite\\_%' ESCAPE '\\' ORDER BY name",
                                      [&all](const Statement& row) {
                                          all.push_back({row.blob(0), {}, {}, {}});
                                      });
    if (!read)
        return read.error();
    for (Table& table : all) {
        if (Result<void> done = describe(table); !done)
            return done.error();
    }
    return all;
}

Result<void> Copier::describe(Table& table)
{
    QByteArrayList columns;
    bool isLedByNumber = false;
    const Result<void> read = eachRow(
        m_database,
        "SELECT n.name, n.type, n.pk FROM pragma_table_info(?1, 'main') n JOIN pragma_table_info(?1, 'old') o ON "
        "o.name = n.name ORDER BY n.cid",
        [&](const Statement& row) {
            columns.append(row.blob(0));
            if (row.integer(2) > 0)
                table.key.append(row.blob(0));
            if (row.integer(2) == 1)
                isLedByNumber = row.blob(1) == "INTEGER";
        },
        QString::fromLatin1(table.name));
    if (!read)
        return read;
    const auto hasRowId =
        m_database.number("SELECT 1 FROM main.sqlite_schema WHERE name = ? AND sql NOT LIKE '%WITHOUT ROWID%'",
                          QString::fromLatin1(table.name));
    if (!hasRowId)
        return hasRowId.error();
    table.columns = columns.join(", ");
    if (hasRowId->has_value())
        table.number = "rowid";
    else if (isLedByNumber)
        table.number = table.key.first();
    return {};
}

Result<bool> Copier::copy(const QByteArray& sql, qint64 first, qint64 second)
{
    Result<Statement*> statement = m_database.cached(sql);
    if (!statement)
        return statement.error();
    const Result<void> done = (*statement)->run(first, second);
    if (done) {
        m_rows += m_database.changes();
        return true;
    }
    if (done.error().code != ErrorCode::StoreCorrupt)
        return done.error();
    ++m_failures;
    return false;
}

/// What can be read of the rows whose number is in (after, to]: halves, where not all of it can.
Result<void> Copier::copyRange(const Table& table, qint64 after, qint64 to)
{
    const QByteArray sql = "INSERT OR IGNORE INTO main." + table.name + '(' + table.columns + ") SELECT " +
                           table.columns + " FROM old." + table.name + " WHERE " + table.number + " > ?1 AND " +
                           table.number + " <= ?2";
    const Result<bool> whole = copy(sql, after, to);
    if (!whole)
        return whole.error();
    if (*whole || to - after <= 1 || m_failures > mostFailures)
        return {};
    const qint64 middle = after + (to - after) / 2;
    if (Result<void> done = copyRange(table, after, middle); !done)
        return done;
    return copyRange(table, middle, to);
}

/// As many rows from one end as can be read.
Result<void> Copier::copyEnd(const Table& table, const char* direction)
{
    const QByteArray order = table.key.join(QByteArray(direction) + ", ") + direction;
    const QByteArray sql = "INSERT OR IGNORE INTO main." + table.name + '(' + table.columns + ") SELECT " +
                           table.columns + " FROM old." + table.name + " ORDER BY " + order + " LIMIT ?1 + ?2";
    qint64 good = 0;
    qint64 step = 1;
    for (bool grows = true; step > 0;) {
        const Result<bool> read = copy(sql, good, step);
        if (!read)
            return read.error();
        if (*read) {
            good += step;
            if (grows && m_database.changes() == 0 && good > 1024)
                return {}; // all of it is there
        } else {
            grows = false;
        }
        step = grows ? step * 2 : step / 2;
    }
    return {};
}

Result<void> Copier::copyTable(const Table& table)
{
    if (table.columns.isEmpty())
        return {};
    m_failures = 0;
    const Result<bool> whole = copy("INSERT OR IGNORE INTO main." + table.name + '(' + table.columns + ") SELECT " +
                                        table.columns + " FROM old." + table.name + " WHERE ?1 = ?2",
                                    0, 0);
    if (!whole)
        return whole.error();
    if (*whole)
        return {};
    if (table.number.isEmpty()) {
        if (Result<void> done = copyEnd(table, ""); !done)
            return done;
        return copyEnd(table, " DESC");
    }
    const auto largest = m_database.number("SELECT max(" + table.number + ") FROM old." + table.name);
    // Where even that cannot be read: no table has more numbers than twice the events and something.
    qint64 to = 0;
    if (largest && largest->has_value()) {
        to = **largest;
    } else {
        const auto events = m_database.number("SELECT max(seq) FROM old.sqlite_sequence");
        to = 2 * (events ? events->value_or(0) : 0) + 100000;
    }
    return copyRange(table, -1, to);
}

Result<qint64> Copier::run()
{
    const Result<std::vector<Table>> all = tables();
    if (!all)
        return all.error();
    for (const Table& table : *all) {
        if (Result<void> done = copyTable(table); !done)
            return done.error();
    }
    // Numbers are never given twice, also those of rows that were lost.
    const Result<bool> numbers = copy("UPDATE main.sqlite_sequence SET seq = max(seq, coalesce((SELECT o.seq FROM "
                                      "old.sqlite_sequence o WHERE o.name = sqlite_sequence.name), 0)) WHERE ?1 = ?2",
                                      0, 0);
    if (!numbers)
        return numbers.error();
    return m_rows;
}

Result<void> moveFile(const QString& from, const QString& to)
{
    if (::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) == 0)
        return {};
    return errno == ENOENT ? Result<void>() : Result<void>(fileError(from, errno));
}

void removeDatabase(const QString& path)
{
    for (const char* suffix : {"", "-wal", "-shm"})
        QFile::remove(path + QLatin1String(suffix));
}

Result<qint64> copyReadable(const QString& from, const QString& to, const std::vector<SchemaModule>& modules)
{
    Result<Database> database = openStore(to, modules);
    if (!database)
        return database.error();
    Result<Statement> attach = database->prepare("ATTACH DATABASE ? AS old");
    if (!attach)
        return attach.error();
    if (Result<void> attached = attach->run(from); !attached)
        return attached.error();
    // Each statement is a transaction of its own: in a longer one, the first page that cannot be read spoils all that
    // follows. They are synced together at the end.
    if (Result<void> done = database->exec("PRAGMA main.synchronous=OFF"); !done)
        return done.error();
    const Result<qint64> rows = Copier(*database).run();
    if (!rows)
        return rows;
    if (Result<void> done = database->exec("PRAGMA main.synchronous=FULL"); !done)
        return done.error();
    if (*rows == 0)
        return Error{ErrorCode::StoreCorrupt, {from, QStringLiteral("no row can be read")}};
    if (Result<void> done = database->exec("DETACH DATABASE old"); !done)
        return done.error();
    if (Result<void> done = database->checkpoint(Database::Checkpoint::Truncate); !done)
        return done.error();
    return rows;
}

} // namespace

Result<Rescue> rescueStore(const QString& path, const std::vector<SchemaModule>& modules)
{
    const QString fresh = path + QStringLiteral(".rescue");
    removeDatabase(fresh);
    const Result<qint64> rows = copyReadable(path, fresh, modules);
    if (!rows) {
        removeDatabase(fresh);
        return rows.error();
    }
    const QString kept = path + QStringLiteral(".damaged-") +
                         QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-HHmmss"));
    for (const char* suffix : {"-wal", ""}) {
        if (Result<void> moved = moveFile(path + QLatin1String(suffix), kept + QLatin1String(suffix)); !moved)
            return moved.error();
    }
    QFile::remove(path + QStringLiteral("-shm"));
    if (Result<void> moved = moveFile(fresh, path); !moved)
        return moved.error();
    removeDatabase(fresh);
    return Rescue{kept, *rows};
}

} // namespace hw::store
