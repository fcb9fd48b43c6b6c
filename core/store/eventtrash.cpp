#include "core/store/eventtrash.h"

#include "core/store/outcome.h"
#include "core/store/schema.h"

#include <array>

namespace hw::store {

namespace {

constexpr qint64 microsecondsPerMinute = 60LL * 1000 * 1000;

/// What belongs to an event: in the order of restoring. `of` finds the rows of the event ?1 in the table itself and in
/// its copy, whose name replaces "@"; "#" stands for its runs, which are a chain from the latest back, "$" for what its
/// deliveries are found by.
struct Part
{
    const char* table;
    const char* key; ///< of the copy's index
    const char* of;
};

constexpr std::array parts{
    Part{"event", "seq", "seq = ?1"},
    Part{"content", "id", "id = (SELECT content FROM @event WHERE seq = ?1)"},
    Part{"run", "seq", "seq IN #"},
    Part{"action", "run", "run IN #"},
    Part{"idempotency", "event",
         "event = ?1 AND (source, environment, event_type, key) IN (SELECT e.source, e.environment, r.event_type, "
         "r.key FROM @run r JOIN @event e ON e.seq = ?1 WHERE r.seq IN #)"},
    // A window goes with the last event that is in it, its trigger's delivery too.
    Part{"batch_activity", "event_seq", "event_seq = ?1"},
    Part{"batch", "seq", "seq IN (SELECT batch FROM @batch_activity WHERE event_seq = ?1)"},
    Part{"delivery", "event_seq", "($)"},
    Part{"delivery_lane", "delivery", "delivery IN (SELECT seq FROM @delivery WHERE $)"},
    Part{"attempt", "delivery", "delivery IN (SELECT seq FROM @delivery WHERE $)"},
    Part{"exchange", "event", "event = ?1"},
    Part{"note", "event", "event = ?1"},
};

constexpr char runsOfEvent[] =
    "(WITH RECURSIVE chain(seq) AS (SELECT run FROM @event WHERE seq = ?1 AND run IS NOT NULL UNION ALL SELECT "
    "r.previous FROM @run r JOIN chain c ON r.seq = c.seq WHERE r.previous IS NOT NULL) SELECT seq FROM chain)";

constexpr char deliveriesOfEvent[] =
    "event_seq = ?1 OR batch IN (SELECT batch FROM @batch_activity WHERE event_seq = ?1)";

QByteArray condition(const Part& part, const char* prefix)
{
    return QByteArray(part.of).replace("#", runsOfEvent).replace("$", deliveriesOfEvent).replace("@", prefix);
}

Result<void> makeTables(Database& database)
{
    for (const Part& part : parts) {
        const QByteArray name(part.table);
        if (Result<void> done =
                database.exec("CREATE TEMP TABLE IF NOT EXISTS trash_" + name + " AS SELECT * FROM main." + name +
                              " WHERE 0; CREATE INDEX IF NOT EXISTS temp.trash_" + name + "_key ON trash_" + name +
                              "(" + part.key + ")");
            !done)
            return done;
    }
    return {};
}

Result<void> keep(Database& database, qint64 seq)
{
    for (const Part& part : parts) {
        const QByteArray name(part.table);
        QByteArray sql =
            "INSERT INTO temp.trash_" + name + " SELECT * FROM main." + name + " WHERE " + condition(part, "main.");
        // Elements of a batch share their content.
        if (name == "content")
            sql += " AND id NOT IN (SELECT id FROM temp.trash_content)";
        if (Result<void> done = database.run(sql, seq); !done)
            return done;
    }
    return {};
}

Result<void> forget(Database& database, qint64 seq)
{
    // What others are found by goes last.
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        const QByteArray name(part->table);
        if (name == "content")
            continue;
        if (Result<void> done =
                database.run("DELETE FROM temp.trash_" + name + " WHERE " + condition(*part, "temp.trash_"), seq);
            !done)
            return done;
    }
    return {};
}

Result<void> dropUnusedContent(Database& database)
{
    return database.run("DELETE FROM temp.trash_content WHERE id NOT IN (SELECT content FROM temp.trash_event)");
}

Result<qint64> keptBytes(Database& database)
{
    const auto bytes = database.number("SELECT sum(length(body)) FROM temp.trash_content");
    if (!bytes)
        return bytes.error();
    return bytes->value_or(0);
}

Result<void> addToTotals(Database& database, qint64 seq)
{
    Result<Statement*> statement =
        database.cached("SELECT received_at, source, environment, status FROM event WHERE seq = ?");
    if (!statement)
        return statement.error();
    Statement& from = (*statement)->start(seq);
    const Result<bool> found = from.step();
    if (!found)
        return found.error();
    if (!*found)
        return {};
    const qint64 minute = from.integer(0) / microsecondsPerMinute;
    const QString source = from.text(1);
    const QString environment = from.text(2);
    const auto status = static_cast<EventStatus>(from.integer(3));
    from.reset();
    const bool failed = countsAsFailed(status);
    const int counted = status == EventStatus::Received ? 0 : 1;
    if (Result<void> done = database.run(
            "INSERT INTO minute(minute, source, environment, ok, failed, first_seq, last_seq) VALUES(?1, ?2, ?3, ?4, "
            "?5, ?6, ?6) ON CONFLICT(minute, source, environment) DO UPDATE SET ok = ok + excluded.ok, failed = failed "
            "+ excluded.failed, first_seq = min(first_seq, excluded.first_seq), last_seq = max(last_seq, "
            "excluded.last_seq)",
            minute, source, environment, failed ? 0 : counted, failed ? counted : 0, seq);
        !done)
        return done;
    return database.run("UPDATE source_total SET events = events + 1 WHERE source = ?", source);
}

Result<bool> restoreOne(Database& database, qint64 seq)
{
    const auto known = database.number("SELECT 1 FROM temp.trash_event WHERE seq = ?", seq);
    if (!known)
        return known.error();
    if (!*known)
        return false;
    for (const Part& part : parts) {
        const QByteArray name(part.table);
        if (Result<void> done = database.run("INSERT OR IGNORE INTO main." + name + " SELECT * FROM temp.trash_" +
                                                 name + " WHERE " + condition(part, "temp.trash_"),
                                             seq);
            !done)
            return done.error();
    }
    if (Result<void> done = addToTotals(database, seq); !done)
        return done.error();
    if (Result<void> done = forget(database, seq); !done)
        return done.error();
    return true;
}

} // namespace

Result<Trashed> trashEvents(Database& database, const std::vector<qint64>& seqs)
{
    if (Result<void> done = makeTables(database); !done)
        return done.error();
    auto bytes = keptBytes(database);
    if (!bytes)
        return bytes.error();
    Trashed trashed;
    for (const qint64 seq : seqs) {
        const auto size = database.number(
            "SELECT length(c.body) FROM event e JOIN content c ON c.id = e.content WHERE e.seq = ?", seq);
        if (!size)
            return size.error();
        *bytes += size->value_or(0);
        const bool keeps = *bytes <= trashBytes;
        if (keeps) {
            if (Result<void> done = keep(database, seq); !done)
                return done.error();
        }
        const Result<Deleted> deleted = deleteEvents(database, {seq});
        if (!deleted)
            return deleted.error();
        trashed.deleted.events += deleted->events;
        trashed.deleted.pinned += deleted->pinned;
        trashed.deleted.unfinished += deleted->unfinished;
        if (keeps && deleted->events > 0) {
            trashed.kept.push_back(seq);
        } else if (keeps) {
            if (Result<void> done = forget(database, seq); !done)
                return done.error();
        }
    }
    if (Result<void> done = dropUnusedContent(database); !done)
        return done.error();
    return trashed;
}

Result<qint64> restoreEvents(Database& database, const std::vector<qint64>& seqs)
{
    if (Result<void> done = makeTables(database); !done)
        return done.error();
    qint64 count = 0;
    for (const qint64 seq : seqs) {
        const Result<bool> restored = restoreOne(database, seq);
        if (!restored)
            return restored.error();
        count += *restored ? 1 : 0;
    }
    if (Result<void> done = dropUnusedContent(database); !done)
        return done.error();
    return count;
}

Result<void> moveTrash(Database& database, const QString& from, const QString& to)
{
    const auto table = database.number("SELECT 1 FROM sqlite_temp_schema WHERE name = 'trash_event'");
    if (!table)
        return table.error();
    if (!*table)
        return {};
    for (const char* sql : {"UPDATE temp.trash_event SET source = ?2 WHERE source = ?1",
                            "UPDATE temp.trash_idempotency SET source = ?2 WHERE source = ?1"}) {
        if (Result<void> done = database.run(sql, from, to); !done)
            return done;
    }
    return {};
}

Result<bool> isBlobTrashed(Database& database, const QByteArray& name)
{
    const auto table = database.number("SELECT 1 FROM sqlite_temp_schema WHERE name = 'trash_content'");
    if (!table)
        return table.error();
    if (!*table)
        return false;
    const auto used = database.number("SELECT 1 FROM temp.trash_content WHERE encoding = 2 AND body = ?", name);
    if (!used)
        return used.error();
    return used->has_value();
}

} // namespace hw::store
