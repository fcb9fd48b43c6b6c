#include "core/store/reader.h"

#include "core/record/recordjson.h"
#include "core/store/bodyreader.h"
#include "core/store/head.h"
#include "core/store/migrations.h"
#include "core/store/outbox.h"
#include "core/store/schema.h"
#include "core/store/walk.h"

#include <QFileInfo>

#include <algorithm>

namespace hw::store {

namespace {

constexpr qint64 microsecondsPerMinute = 60LL * 1000 * 1000;

constexpr char eventColumns[] =
    "e.seq, e.id, e.source, e.environment, e.received_at, e.remote, e.complete, "
    "e.batch_index, e.batch_total, e.body_size, c.encoding, c.head, c.extra, c.body, e.run, "
    "e.pinned";
constexpr int runOfEvent = 14;
constexpr int pinOfEvent = 15;

Result<Event> readEvent(const Statement& from, BodyReader& bodies)
{
    Event event;
    event.seq = from.integer(0);
    event.id = from.text(1);
    event.source = from.text(2);
    event.environment = from.text(3);
    event.receivedAt = from.time(4);
    event.request.remote = from.text(5);
    event.request.complete = from.integer(6) != 0;
    if (!from.isNull(7))
        event.batch = BatchPlace{static_cast<int>(from.integer(7)), static_cast<int>(from.integer(8))};
    unpackHead(from.blob(11), from.blob(12), event.request);
    Result<QByteArray> body = bodies.read(from.integer(10), from.blob(13), from.integer(9));
    if (!body)
        return body.error();
    event.request.body = *std::move(body);
    return event;
}

Result<QString> noteOf(Database& database, qint64 seq)
{
    Result<Statement*> statement = database.cached("SELECT text FROM note WHERE event = ?");
    if (!statement)
        return statement.error();
    const Result<bool> row = (*statement)->start(seq).step();
    if (!row)
        return row.error();
    QString text = *row ? (*statement)->text(0) : QString();
    (*statement)->reset();
    return text;
}

json::Value jsonOf(const Statement& from, int column)
{
    Result<json::Value> value = json::parse(from.blob(column));
    return value ? *std::move(value) : json::Value();
}

std::chrono::microseconds us(const Statement& from, int column)
{
    return std::chrono::microseconds(from.integer(column));
}

Result<std::vector<Action>> readActions(Database& database, qint64 run)
{
    Result<Statement*> lines = database.cached("SELECT id, mapping, kind, status, reason, payload, result, duration "
                                               "FROM action WHERE run = ? ORDER BY ordinal");
    if (!lines)
        return lines.error();
    Statement& from = (*lines)->start(run);
    std::vector<Action> actions;
    for (;;) {
        const Result<bool> row = from.step();
        if (!row)
            return row.error();
        if (!*row)
            return actions;
        Action action;
        action.id = from.text(0);
        action.mappingId = from.text(1);
        action.kind = from.text(2);
        action.status = static_cast<ActionStatus>(from.integer(3));
        action.reason = from.text(4);
        action.payload = jsonOf(from, 5);
        action.result = jsonOf(from, 6);
        action.duration = us(from, 7);
        actions.push_back(std::move(action));
    }
}

struct ChainedRun
{
    Run run;
    qint64 previous = 0; ///< 0 = the first run
};

Result<std::optional<ChainedRun>> readRun(Database& database, qint64 seq)
{
    Result<Statement*> statement = database.cached(
        "SELECT r.id, e.id, r.previous, r.started_at, r.status, r.status_reason, r.verification, r.script, "
        "r.event_type, r.provider_id, r.provider_time, r.key, r.duplicate_of, r.key_reason, r.answer_status, "
        "r.answer_headers, r.answer_body, r.duration, r.receive_time, r.verify_time, r.script_time, r.map_time, "
        "r.commit_time, v.script, v.mappings, v.settings, r.event FROM run r JOIN event e ON e.seq = r.event "
        "JOIN revision v ON v.id = r.revision WHERE r.seq = ?");
    if (!statement)
        return statement.error();
    Statement& from = (*statement)->start(seq);
    const Result<bool> row = from.step();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<ChainedRun>();
    ChainedRun chained;
    Run& run = chained.run;
    run.id = from.text(0);
    run.eventId = from.text(1);
    chained.previous = from.integer(2);
    run.startedAt = from.time(3);
    run.status = static_cast<EventStatus>(from.integer(4));
    run.statusReason = from.text(5);
    run.verification = verificationFromJson(jsonOf(from, 6));
    run.script = scriptReportFromJson(jsonOf(from, 7));
    run.eventType = from.text(8);
    run.providerId = from.text(9);
    if (!from.isNull(10))
        run.timestamp = from.time(10);
    run.idempotency = {from.text(11), from.text(12), from.text(13)};
    run.answer.status = static_cast<int>(from.integer(14));
    run.answer.headers = headersFromJson(jsonOf(from, 15));
    run.answer.body = from.blob(16);
    run.duration = us(from, 17);
    run.timings = {us(from, 18), us(from, 19), us(from, 20), us(from, 21), us(from, 22)};
    run.scriptHash = from.text(23);
    run.mappingsHash = from.text(24);
    run.settingsHash = from.text(25);
    const qint64 event = from.integer(26);
    from.reset();
    Result<std::vector<Action>> actions = readActions(database, seq);
    if (!actions)
        return actions.error();
    run.actions = *std::move(actions);
    if (Result<void> done = addAttempts(database, event, run.actions); !done)
        return done.error();
    return std::optional(std::move(chained));
}

} // namespace

Result<Reader> Reader::open(const QString& path)
{
    Result<Database> database = openStoreForReading(path);
    if (!database)
        return database.error();
    return Reader(*std::move(database));
}

std::optional<SearchIndex> Reader::searchFor(const Filter& filter) const
{
    // Opened each time: the owner may have built another meanwhile.
    return filter.indexExpression().isEmpty() ? std::nullopt : SearchIndex::open(m_database.path());
}

Result<std::vector<EventRow>> Reader::events(const Filter& filter, const PageRequest& page, const ScanControl& control,
                                             const Found& found)
{
    std::vector<EventRow> rows;
    if (page.limit <= 0)
        return rows;
    const auto limit = static_cast<size_t>(page.limit);
    std::optional<SearchIndex> search = searchFor(filter);
    Walk walk(m_database, search ? &*search : nullptr, filter, page, control);
    const Result<void> walked = walk.run(page.limit, [&](EventRow row) {
        if (found)
            found(row);
        rows.push_back(std::move(row));
        return rows.size() < limit;
    });
    if (!walked)
        return walked.error();
    std::sort(rows.begin(), rows.end(), [](const EventRow& a, const EventRow& b) { return a.seq > b.seq; });
    return rows;
}

Result<qint64> Reader::count(const Filter& filter, qint64 limit, const ScanControl& control)
{
    qint64 found = 0;
    if (limit <= 0)
        return found;
    std::optional<SearchIndex> search = searchFor(filter);
    Walk walk(m_database, search ? &*search : nullptr, filter, {}, control);
    const Result<void> walked = walk.run(limit, [&](const EventRow&) { return ++found < limit; });
    if (!walked)
        return walked.error();
    return found;
}

Result<std::vector<EventRow>> Reader::eventsBySeq(const std::vector<qint64>& seqs)
{
    Result<Statement*> statement =
        m_database.cached(QByteArray("SELECT ") + rowColumns + " FROM event e WHERE e.seq = ?");
    if (!statement)
        return statement.error();
    std::vector<EventRow> rows;
    for (const qint64 seq : seqs) {
        const Result<bool> row = (*statement)->start(seq).step();
        if (!row)
            return row.error();
        if (*row)
            rows.push_back(readRow(**statement));
    }
    (*statement)->reset();
    std::sort(rows.begin(), rows.end(), [](const EventRow& a, const EventRow& b) { return a.seq > b.seq; });
    return rows;
}

Result<std::optional<StoredEvent>> Reader::event(const QString& id)
{
    auto seq = m_database.number("SELECT seq FROM event WHERE id = ?", id);
    if (seq && !*seq && !id.isEmpty())
        seq = m_database.number("SELECT seq FROM event WHERE provider_id = ? ORDER BY seq DESC LIMIT 1", id);
    if (!seq)
        return seq.error();
    if (!*seq)
        return std::optional<StoredEvent>();
    return eventBySeq(**seq);
}

Result<std::optional<StoredEvent>> Reader::eventBySeq(qint64 seq)
{
    Result<Statement*> statement = m_database.cached(
        QByteArray("SELECT ") + eventColumns + " FROM event e JOIN content c ON c.id = e.content WHERE e.seq = ?");
    if (!statement)
        return statement.error();
    const Result<bool> row = (*statement)->start(seq).step();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<StoredEvent>();
    if (!m_bodies)
        m_bodies = std::make_shared<BodyReader>(m_database);
    Result<Event> event = readEvent(**statement, *m_bodies);
    const qint64 runSeq = (*statement)->integer(runOfEvent);
    const bool pinned = (*statement)->integer(pinOfEvent) != 0;
    (*statement)->reset();
    if (!event)
        return event.error();
    StoredEvent stored{*std::move(event), std::nullopt, pinned, {}};
    auto note = noteOf(m_database, seq);
    if (!note)
        return note.error();
    stored.note = *std::move(note);
    if (runSeq > 0) {
        Result<std::optional<ChainedRun>> run = readRun(m_database, runSeq);
        if (!run)
            return run.error();
        if (*run)
            stored.run = std::move((*run)->run);
    }
    return std::optional(std::move(stored));
}

Result<std::vector<StoredEvent>> Reader::takeBySeq(std::deque<qint64>& seqs, size_t limit, qint64 bytes)
{
    // One transaction: each statement alone would lock the file and look whether it has changed.
    Result<Transaction> transaction = Transaction::begin(m_database, Transaction::Purpose::Read);
    if (!transaction)
        return transaction.error();
    std::vector<StoredEvent> events;
    for (size_t left = limit; left > 0 && bytes > 0 && !seqs.empty(); --left) {
        Result<std::optional<StoredEvent>> event = eventBySeq(seqs.front());
        if (!event)
            return event.error();
        seqs.pop_front();
        if (!*event)
            continue;
        bytes -= (*event)->event.request.body.size();
        events.push_back(std::move(**event));
    }
    if (Result<void> done = transaction->commit(); !done)
        return done.error();
    return events;
}

Result<std::vector<TypeCount>> Reader::typeCounts(const QString& source)
{
    Result<Statement*> statement = m_database.cached("SELECT event_type, count(*) FROM event WHERE source = ?1 AND "
                                                     "status NOT IN (?2, ?3, ?4) GROUP BY event_type ORDER BY 1");
    if (!statement)
        return statement.error();
    Statement& rows = (*statement)
                          ->start(source, static_cast<int>(EventStatus::Probe),
                                  static_cast<int>(EventStatus::Incomplete), static_cast<int>(EventStatus::Unrouted));
    std::vector<TypeCount> counts;
    for (;;) {
        const Result<bool> row = rows.step();
        if (!row)
            return row.error();
        if (!*row)
            return counts;
        counts.push_back({rows.text(0), rows.integer(1)});
    }
}

Result<std::vector<StoredEvent>> Reader::latest(const QString& source, const QString& type, int limit)
{
    const bool isPattern = type.contains(u'*');
    // Of GLOB's wildcards only the star is one here.
    QString glob = type;
    if (isPattern)
        glob.replace(u'[', QStringLiteral("[[]")).replace(u'?', QStringLiteral("[?]"));
    Result<Statement*> statement =
        m_database.cached(QByteArray("SELECT seq FROM event WHERE source = ?1 AND event_type ") +
                          (isPattern ? "GLOB" : "=") + " ?2 AND status NOT IN (?3, ?4, ?5) ORDER BY seq DESC LIMIT ?6");
    if (!statement)
        return statement.error();
    Statement& rows =
        (*statement)
            ->start(source, glob, static_cast<int>(EventStatus::Probe), static_cast<int>(EventStatus::Incomplete),
                    static_cast<int>(EventStatus::Unrouted), limit);
    std::vector<qint64> seqs;
    for (;;) {
        const Result<bool> row = rows.step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        seqs.push_back(rows.integer(0));
    }
    std::vector<StoredEvent> events;
    for (const qint64 seq : seqs) {
        Result<std::optional<StoredEvent>> event = eventBySeq(seq);
        if (!event)
            return event.error();
        if (*event)
            events.push_back(**std::move(event));
    }
    return events;
}

Result<std::vector<Run>> Reader::runsOf(const QString& eventId)
{
    const auto latest = m_database.number("SELECT run FROM event WHERE id = ?", eventId);
    if (!latest)
        return latest.error();
    std::vector<Run> runs;
    for (qint64 seq = latest->value_or(0); seq > 0;) {
        Result<std::optional<ChainedRun>> chained = readRun(m_database, seq);
        if (!chained)
            return chained.error();
        if (!*chained)
            break;
        seq = (*chained)->previous;
        runs.push_back(std::move((*chained)->run));
    }
    return runs;
}

Result<std::vector<Event>> Reader::pendingEvents()
{
    Result<Statement*> statement =
        m_database.cached(QByteArray("SELECT ") + eventColumns +
                          " FROM event e JOIN content c ON c.id = e.content "
                          "WHERE e.status <> 1 AND e.status = 0 AND e.run IS NULL ORDER BY e.seq");
    if (!statement)
        return statement.error();
    Statement& from = (*statement)->start();
    BodyReader bodies(m_database);
    std::vector<Event> events;
    for (;;) {
        const Result<bool> row = from.step();
        if (!row)
            return row.error();
        if (!*row)
            return events;
        Result<Event> event = readEvent(from, bodies);
        if (!event)
            return event.error();
        events.push_back(*std::move(event));
    }
}

Result<Summary> Reader::summary()
{
    Summary summary;
    Result<Statement*> statement =
        m_database.cached("SELECT source, events, last_at, last_status, last_seq FROM source_total ORDER BY source");
    if (!statement)
        return statement.error();
    Statement& from = (*statement)->start();
    for (;;) {
        const Result<bool> row = from.step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        summary.sources.push_back(
            {from.text(0), from.integer(1), from.time(2), static_cast<EventStatus>(from.integer(3))});
        summary.events += summary.sources.back().events;
        summary.newest = std::max(summary.newest, from.integer(4));
    }
    const auto users = m_database.number("SELECT value FROM counter WHERE name = 'directory.users'");
    if (!users)
        return users.error();
    summary.users = users->value_or(0);
    const auto dead = m_database.number("SELECT count(*) FROM delivery WHERE state <> 2 AND state = 4");
    if (!dead)
        return dead.error();
    summary.deadDeliveries = dead->value_or(0);
    for (const QString& path : {m_database.path(), SearchIndex::pathFor(m_database.path())}) {
        for (const char* suffix : {"", "-wal"})
            summary.storedBytes += QFileInfo(path + QLatin1String(suffix)).size();
    }
    return summary;
}

Result<qint64> Reader::searchBehind()
{
    const auto newest = m_database.number("SELECT max(id) FROM content");
    if (!newest)
        return newest.error();
    std::optional<SearchIndex> search = SearchIndex::open(m_database.path());
    return std::max<qint64>(0, newest->value_or(0) - (search ? search->indexedTo() : 0));
}

Result<std::vector<MinuteBar>> Reader::histogram(Timestamp from, Timestamp to, const QString& source)
{
    Result<Statement*> statement =
        m_database.cached("SELECT minute, sum(ok), sum(failed) FROM minute WHERE minute >= ?1 AND minute < ?2 "
                          "AND source <> '' AND (?3 = '' OR source = ?3) GROUP BY minute ORDER BY minute");
    if (!statement)
        return statement.error();
    const qint64 first = toMicroseconds(from) / microsecondsPerMinute;
    const qint64 last = (toMicroseconds(to) + microsecondsPerMinute - 1) / microsecondsPerMinute;
    Statement& rows = (*statement)->start(first, last, source);
    std::vector<MinuteBar> bars;
    for (;;) {
        const Result<bool> row = rows.step();
        if (!row)
            return row.error();
        if (!*row)
            return bars;
        bars.push_back({fromMicroseconds(rows.integer(0) * microsecondsPerMinute), static_cast<int>(rows.integer(1)),
                        static_cast<int>(rows.integer(2))});
    }
}

Result<std::vector<EventRow>> Reader::unrouted()
{
    Result<Statement*> statement = m_database.cached(QByteArray("SELECT ") + rowColumns +
                                                     " FROM event e WHERE e.source = '' ORDER BY e.seq DESC LIMIT 200");
    if (!statement)
        return statement.error();
    std::vector<EventRow> rows;
    for (;;) {
        const Result<bool> row = (*statement)->step();
        if (!row)
            return row.error();
        if (!*row)
            return rows;
        rows.push_back(readRow(**statement));
    }
}

Result<qint64> Reader::dataVersion()
{
    return m_database.dataVersion();
}

} // namespace hw::store
