#include "core/store/eventedit.h"

#include "core/store/eachrow.h"
#include "core/store/outbox.h"
#include "core/store/outcome.h"

#include <optional>

namespace hw::store {

namespace {

constexpr qint64 microsecondsPerMinute = 60LL * 1000 * 1000;

struct Row
{
    qint64 content = 0;
    qint64 run = 0;
    qint64 receivedAt = 0;
    QString source;
    QString environment;
    EventStatus status = EventStatus::Received;
    bool pinned = false;
};

Result<std::optional<Row>> readRow(Database& database, qint64 seq)
{
    Result<Statement*> statement = database.cached("SELECT content, run, received_at, source, environment, status, "
                                                   "pinned FROM event WHERE seq = ?");
    if (!statement)
        return statement.error();
    Statement& from = (*statement)->start(seq);
    const Result<bool> found = from.step();
    if (!found)
        return found.error();
    if (!*found)
        return std::optional<Row>();
    Row row;
    row.content = from.integer(0);
    row.run = from.integer(1);
    row.receivedAt = from.integer(2);
    row.source = from.text(3);
    row.environment = from.text(4);
    row.status = static_cast<EventStatus>(from.integer(5));
    row.pinned = from.integer(6) != 0;
    from.reset();
    return std::optional(std::move(row));
}

/// Whether the outbox still has something to do for the event, or a window still gathers what it triggered.
Result<bool> hasOpenDelivery(Database& database, qint64 seq)
{
    const auto open = database.number(
        "SELECT 1 FROM delivery WHERE event_seq = ?1 AND state NOT IN (?2, ?3) UNION ALL "
        "SELECT 1 FROM batch_activity a JOIN batch b ON b.seq = a.batch WHERE a.event_seq = ?1 AND (b.state = 0 OR "
        "EXISTS (SELECT 1 FROM delivery d WHERE d.batch = b.seq AND d.state NOT IN (?2, ?3))) LIMIT 1",
        seq, static_cast<int>(DeliveryStatus::Done), static_cast<int>(DeliveryStatus::Dead));
    if (!open)
        return open.error();
    return open->has_value();
}

Result<void> deleteDeliveries(Database& database, const QByteArray& which, qint64 of)
{
    for (const QByteArray& sql : std::initializer_list<QByteArray>{
             "DELETE FROM delivery_lane WHERE delivery IN (SELECT seq FROM delivery WHERE " + which + ')',
             "DELETE FROM attempt WHERE delivery IN (SELECT seq FROM delivery WHERE " + which + ')',
             "DELETE FROM delivery WHERE " + which}) {
        if (Result<void> done = database.run(sql, of); !done)
            return done;
    }
    return {};
}

/// A window goes, with the delivery of its trigger, when the last of its events does.
Result<void> leaveBatches(Database& database, qint64 event)
{
    std::vector<qint64> batches;
    if (Result<void> read = eachRow(
            database, "SELECT DISTINCT batch FROM batch_activity WHERE event_seq = ?",
            [&batches](const Statement& row) { batches.push_back(row.integer(0)); }, event);
        !read)
        return read;
    for (const qint64 batch : batches) {
        if (Result<void> done =
                database.run("DELETE FROM batch_activity WHERE batch = ? AND event_seq = ?", batch, event);
            !done)
            return done;
        const auto others = database.number("SELECT 1 FROM batch_activity WHERE batch = ? LIMIT 1", batch);
        if (!others)
            return others.error();
        if (others->has_value())
            continue;
        if (Result<void> done = deleteDeliveries(database, "batch = ?", batch); !done)
            return done;
        if (Result<void> done = database.run("DELETE FROM batch WHERE seq = ?", batch); !done)
            return done;
    }
    return {};
}

/// The runs of an event are a chain from the latest back.
Result<void> deleteRuns(Database& database, qint64 event, qint64 run)
{
    while (run > 0) {
        const auto previous = database.number("SELECT previous FROM run WHERE seq = ?", run);
        if (!previous)
            return previous.error();
        // A key that a later event has taken over stays with that one.
        if (Result<void> done = database.run(
                "DELETE FROM idempotency WHERE event = ?1 AND (source, environment, event_type, key) IN "
                "(SELECT e.source, e.environment, r.event_type, r.key FROM run r JOIN event e ON e.seq = r.event "
                "WHERE r.seq = ?2)",
                event, run);
            !done)
            return done;
        for (const char* sql : {"DELETE FROM action WHERE run = ?", "DELETE FROM run WHERE seq = ?"}) {
            if (Result<void> done = database.run(sql, run); !done)
                return done;
        }
        run = previous->value_or(0);
    }
    return {};
}

Result<void> takeOutOfTotals(Database& database, const Row& row)
{
    const bool failed = countsAsFailed(row.status);
    const int counted = row.status == EventStatus::Received ? 0 : 1; // one that still runs has no outcome yet
    if (Result<void> done = database.run(
            "UPDATE minute SET ok = ok - ?, failed = failed - ? WHERE minute = ? AND source = ? AND environment = ?",
            failed ? 0 : counted, failed ? counted : 0, row.receivedAt / microsecondsPerMinute, row.source,
            row.environment);
        !done)
        return done;
    // A minute with nothing left in it is no bar; its numbers led to events that are gone.
    if (Result<void> done = database.run(
            "DELETE FROM minute WHERE minute = ? AND source = ? AND environment = ? AND ok = 0 AND failed = 0 AND "
            "NOT EXISTS (SELECT 1 FROM event WHERE seq BETWEEN first_seq AND last_seq)",
            row.receivedAt / microsecondsPerMinute, row.source, row.environment);
        !done)
        return done;
    return database.run("UPDATE source_total SET events = events - 1 WHERE source = ?", row.source);
}

Result<void> deleteOne(Database& database, qint64 seq, const Row& row)
{
    if (Result<void> done = deleteRuns(database, seq, row.run); !done)
        return done;
    if (Result<void> done = leaveBatches(database, seq); !done)
        return done;
    if (Result<void> done = deleteDeliveries(database, "event_seq = ? AND batch IS NULL", seq); !done)
        return done;
    for (const char* sql : {"DELETE FROM exchange WHERE event = ?", "DELETE FROM note WHERE event = ?",
                            "DELETE FROM event WHERE seq = ?"}) {
        if (Result<void> done = database.run(sql, seq); !done)
            return done;
    }
    // The elements of a batch stand beside each other and share the content of their first.
    const auto others =
        database.number("SELECT 1 FROM event WHERE seq >= ? AND seq <= ? + 10000 AND content = ? LIMIT 1", row.content,
                        row.content, row.content);
    if (!others)
        return others.error();
    if (!*others) {
        if (Result<void> done = database.run("DELETE FROM content WHERE id = ?", row.content); !done)
            return done;
    }
    return takeOutOfTotals(database, row);
}

} // namespace

Result<void> pinEvent(Database& database, qint64 seq, Pinned pinned)
{
    if (Result<void> done =
            database.run("UPDATE event SET pinned = ? WHERE seq = ?", pinned == Pinned::Yes ? 1 : 0, seq);
        !done)
        return done;
    if (database.changes() == 0)
        return Error{ErrorCode::NotFound, {QStringLiteral("event"), QString::number(seq)}};
    return {};
}

Result<void> noteEvent(Database& database, qint64 seq, const QString& text)
{
    const auto found = database.number("SELECT 1 FROM event WHERE seq = ?", seq);
    if (!found)
        return found.error();
    if (!*found)
        return Error{ErrorCode::NotFound, {QStringLiteral("event"), QString::number(seq)}};
    if (text.isEmpty())
        return database.run("DELETE FROM note WHERE event = ?", seq);
    return database.run("INSERT INTO note(event, text) VALUES(?, ?) ON CONFLICT(event) DO UPDATE SET text = "
                        "excluded.text",
                        seq, text);
}

Result<Deleted> deleteEvents(Database& database, const std::vector<qint64>& seqs)
{
    Deleted deleted;
    for (const qint64 seq : seqs) {
        const auto row = readRow(database, seq);
        if (!row)
            return row.error();
        if (!*row)
            continue;
        const Result<bool> open = hasOpenDelivery(database, seq);
        if (!open)
            return open.error();
        if ((*row)->pinned) {
            ++deleted.pinned;
        } else if (*open) {
            ++deleted.unfinished;
        } else {
            if (Result<void> done = deleteOne(database, seq, **row); !done)
                return done.error();
            ++deleted.events;
        }
    }
    return deleted;
}

} // namespace hw::store
