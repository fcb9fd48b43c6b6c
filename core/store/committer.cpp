#include "core/store/committer.h"

#include "core/record/recordjson.h"
#include "core/store/head.h"
#include "core/store/outcome.h"
#include "core/store/schema.h"

#include <algorithm>

namespace hw::store {

namespace {

constexpr qint64 microsecondsPerMinute = 60LL * 1000 * 1000;
constexpr int unroutedKept = 200;

bool sameBytes(const QByteArray& a, const QByteArray& b)
{
    return (a.constData() == b.constData() && a.size() == b.size()) || a == b;
}

bool hasOpenAction(const Run& run)
{
    return std::any_of(run.actions.begin(), run.actions.end(),
                       [](const Action& action) { return action.status != ActionStatus::Skipped; });
}

QByteArray jsonText(const json::Value& value)
{
    return json::write(value.isUndefined() ? json::Value(json::Object()) : value);
}

qint64 us(std::chrono::microseconds duration)
{
    return duration.count();
}

/// The columns of `event` that repeat the latest run, from status to duration.
void bindOutcome(Statement& row, int first, const Run& run)
{
    const auto total = std::count_if(run.actions.begin(), run.actions.end(),
                                     [](const Action& a) { return a.status != ActionStatus::Skipped; });
    const auto succeeded = std::count_if(run.actions.begin(), run.actions.end(),
                                         [](const Action& a) { return a.status == ActionStatus::Succeeded; });
    row.bind(first, static_cast<int>(run.status)).bind(first + 1, static_cast<int>(run.verification.status));
    row.bind(first + 2, run.eventType);
    if (run.providerId.isEmpty())
        row.bind(first + 3, nullptr);
    else
        row.bind(first + 3, run.providerId);
    row.bind(first + 4, static_cast<qint64>(succeeded)).bind(first + 5, static_cast<qint64>(total));
    row.bind(first + 6, static_cast<int>(deliveryStateOf(run.actions)));
    row.bind(first + 7, run.status == EventStatus::Received ? 0 : run.answer.status).bind(first + 8, us(run.duration));
}

} // namespace

bool isStoreFailure(const Error& error)
{
    switch (error.code) {
    case ErrorCode::StoreFull:
    case ErrorCode::StoreReadOnly:
    case ErrorCode::StoreCorrupt:
    case ErrorCode::StoreBusy:
    case ErrorCode::IoError: return true;
    default: return false;
    }
}

void ActionState::putBack(Action& action) const
{
    action.status = status;
    action.reason = reason;
    action.result = result;
    action.duration = duration;
}

UnitState::UnitState(const CommitUnit& unit)
{
    m_items.reserve(unit.size());
    for (const CommitItem& item : unit) {
        Item& state = m_items.emplace_back();
        state.seq = item.event.seq;
        if (!item.run)
            continue;
        state.status = item.run->status;
        state.duplicateOf = item.run->idempotency.duplicateOf;
        state.actions = std::vector<ActionState>(item.run->actions.begin(), item.run->actions.end());
    }
}

void UnitState::putBack(CommitUnit& unit) const
{
    for (size_t i = 0; i < m_items.size(); ++i) {
        unit[i].event.seq = m_items[i].seq;
        if (!unit[i].run)
            continue;
        Run& run = *unit[i].run;
        run.status = m_items[i].status;
        run.idempotency.duplicateOf = m_items[i].duplicateOf;
        for (size_t j = 0; j < m_items[i].actions.size(); ++j)
            m_items[i].actions[j].putBack(run.actions[j]);
    }
}

void Committer::Totals::add(const Totals& other)
{
    for (const auto& [key, delta] : other.minutes) {
        MinuteDelta& sum = minutes[key];
        sum.ok += delta.ok;
        sum.failed += delta.failed;
        if (delta.firstSeq > 0) {
            sum.firstSeq = sum.firstSeq > 0 ? std::min(sum.firstSeq, delta.firstSeq) : delta.firstSeq;
            sum.lastSeq = std::max(sum.lastSeq, delta.lastSeq);
        }
    }
    for (const auto& [source, delta] : other.sources) {
        SourceDelta& sum = sources[source];
        sum.events += delta.events;
        if (delta.lastSeq >= sum.lastSeq) {
            sum.lastSeq = delta.lastSeq;
            sum.lastAt = delta.lastAt;
            sum.lastStatus = delta.lastStatus;
        }
    }
    unrouted = unrouted || other.unrouted;
}

void Committer::Totals::clear()
{
    minutes.clear();
    sources.clear();
    unrouted = false;
}

Result<void> Committer::begin()
{
    m_kept.clear();
    m_unit.clear();
    m_revisions.clear();
    const auto event = m_database.number("SELECT seq FROM sqlite_sequence WHERE name = 'event'");
    if (!event)
        return event.error();
    const auto run = m_database.number("SELECT max(seq) FROM run");
    if (!run)
        return run.error();
    m_eventSeq = event->value_or(0);
    m_runSeq = run->value_or(0);
    return {};
}

void Committer::keep()
{
    m_kept.add(m_unit);
    m_unit.clear();
}

void Committer::drop()
{
    m_unit.clear();
    // Its revisions went with its rows.
    m_revisions.clear();
}

Result<void> Committer::apply(CommitUnit& unit, Guard guard)
{
    m_content = 0;
    const CommitItem* previous = nullptr;
    for (CommitItem& item : unit) {
        if (Result<void> done = applyItem(item, previous, guard); !done)
            return done;
        previous = &item;
    }
    return {};
}

Result<void> Committer::applyItem(CommitItem& item, const CommitItem* previous, Guard guard)
{
    Event& event = item.event;
    const bool isNew = event.seq == 0;
    Before before;
    if (isNew) {
        event.seq = ++m_eventSeq;
        const bool shared = previous && m_content > 0 && sameBytes(previous->event.request.body, event.request.body) &&
                            sameBytes(previous->event.request.rawHead, event.request.rawHead);
        if (!shared) {
            m_content = event.seq;
            if (Result<void> done = insertContent(event); !done)
                return done;
        }
    } else {
        const Result<Before> found = readBefore(event);
        if (!found)
            return found.error();
        before = *found;
        m_content = 0;
    }
    if (!item.run) {
        if (!isNew)
            return {};
        count(event, EventStatus::Received, std::nullopt);
        return insertEvent(event, nullptr, 0);
    }
    Run& run = *item.run;
    if (run.status == EventStatus::Processed && !run.idempotency.key.isEmpty()) {
        if (Result<void> done = checkKey(item, run); !done)
            return done;
    }
    if (m_effects && run.status == EventStatus::Processed && hasOpenAction(run)) {
        if (Result<void> done = runEffects(event, run, guard); !done)
            return done;
    }
    const qint64 runSeq = ++m_runSeq;
    if (Result<void> done = insertRun(event, run, runSeq, before.run); !done)
        return done;
    count(event, run.status, isNew ? std::nullopt : std::optional(before.status));
    return isNew ? insertEvent(event, &run, runSeq) : updateEvent(event, run, runSeq);
}

Result<Committer::Before> Committer::readBefore(const Event& event)
{
    Result<Statement*> found = m_database.cached("SELECT run, status FROM event WHERE seq = ?");
    if (!found)
        return found.error();
    const Result<bool> row = (*found)->start(event.seq).step();
    if (!row)
        return row.error();
    if (!*row)
        return Error{ErrorCode::NotFound, {QStringLiteral("event"), event.id}};
    const Before before{(*found)->integer(0), static_cast<EventStatus>((*found)->integer(1))};
    (*found)->reset();
    return before;
}

Result<void> Committer::checkKey(const CommitItem& item, Run& run)
{
    const Event& event = item.event;
    const QString& key = run.idempotency.key;
    // The usual case, a new key, costs one look into the tree.
    if (Result<void> done =
            m_database.run("INSERT INTO idempotency(source, environment, event_type, key, event, at) "
                           "VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                           event.source, event.environment, run.eventType, key, event.seq, event.receivedAt);
        !done)
        return done;
    if (m_database.changes() == 1)
        return {};

    Result<Statement*> held =
        m_database.cached("SELECT i.event, i.at, e.id FROM idempotency i LEFT JOIN event e ON e.seq = i.event "
                          "WHERE i.source = ? AND i.environment = ? AND i.event_type = ? AND i.key = ?");
    if (!held)
        return held.error();
    const Result<bool> row = (*held)->start(event.source, event.environment, run.eventType, key).step();
    if (!row)
        return row.error();
    const qint64 holder = (*held)->integer(0);
    // A holder that was deleted holds nothing: its events are gone from everybody's sight.
    const bool holds = !(*held)->isNull(2) && event.receivedAt - (*held)->time(1) < item.idempotency.window;
    const QString holderId = (*held)->text(2);
    (*held)->reset();
    if (holds) {
        if (holder == event.seq || item.idempotency.mode == IdempotencyMode::Record)
            return {};
        run.status = EventStatus::Duplicate;
        run.idempotency.duplicateOf = holderId;
        for (Action& action : run.actions) {
            action.status = ActionStatus::Skipped;
            action.result = json::Object();
            action.reason = QStringLiteral("duplicate");
        }
        return {};
    }
    return m_database.run("UPDATE idempotency SET event = ?, at = ? "
                          "WHERE source = ? AND environment = ? AND event_type = ? AND key = ?",
                          event.seq, event.receivedAt, event.source, event.environment, run.eventType, key);
}

Result<void> Committer::runEffects(const Event& event, Run& run, Guard guard)
{
    if (guard == Guard::Group)
        return m_effects(m_database, event, run);
    Result<Savepoint> savepoint = Savepoint::begin(m_database);
    if (!savepoint)
        return savepoint.error();
    const std::vector<ActionState> planned(run.actions.begin(), run.actions.end());
    const Result<void> applied = m_effects(m_database, event, run);
    if (applied)
        return savepoint->release();
    // SQLite has undone the whole transaction: nothing of this unit can stay.
    if (isStoreFailure(applied.error()) || !m_database.inTransaction())
        return applied.error();
    for (size_t i = 0; i < planned.size(); ++i) {
        Action& action = run.actions[i];
        planned[i].putBack(action);
        if (action.status == ActionStatus::Skipped)
            continue;
        action.status = ActionStatus::Failed;
        action.reason = QString::fromLatin1(codeName(applied.error().code));
    }
    return {};
}

Result<void> Committer::prepare(const CommitUnit& unit)
{
    for (const CommitItem& item : unit) {
        const QByteArray& body = item.event.request.body;
        if (item.event.seq != 0 || body.size() < Blobs::smallest || m_prepared.contains(body.constData()))
            continue;
        Result<QString> name = m_blobs.put(body);
        if (!name)
            return name.error();
        m_prepared.insert(body.constData(), *name);
    }
    return {};
}

Result<QString> Committer::blobOf(const QByteArray& body)
{
    const auto known = m_prepared.constFind(body.constData());
    return known != m_prepared.constEnd() ? Result<QString>(*known) : m_blobs.put(body);
}

Result<void> Committer::insertContent(const Event& event)
{
    const http::Message& request = event.request;
    const QByteArray extra = packExtra(request);
    BodyEncoding encoding = BodyEncoding::Raw;
    QByteArray stored = request.body;
    if (request.body.size() >= Blobs::smallest) {
        const Result<QString> name = blobOf(request.body);
        if (!name)
            return name.error();
        encoding = BodyEncoding::Blob;
        stored = name->toLatin1();
    } else if (const QByteArray packed = m_codec.compress(request.body); !packed.isEmpty()) {
        encoding = BodyEncoding::Zstd;
        stored = packed;
    }
    Result<Statement*> insert =
        m_database.cached("INSERT INTO content(id, encoding, head, extra, body) VALUES(?, ?, ?, ?, ?)");
    if (!insert)
        return insert.error();
    (*insert)->bind(1, event.seq).bind(2, static_cast<int>(encoding)).bind(3, request.rawHead);
    if (extra.isEmpty())
        (*insert)->bind(4, nullptr);
    else
        (*insert)->bindText(4, extra);
    (*insert)->bind(5, stored);
    const Result<bool> done = (*insert)->step();
    return done ? Result<void>() : done.error();
}

Result<void> Committer::insertEvent(const Event& event, const Run* run, qint64 runSeq)
{
    const http::Message& request = event.request;
    Result<Statement*> insert = m_database.cached(
        "INSERT INTO event(seq, id, source, environment, received_at, method, target, remote, complete, "
        "batch_index, batch_total, content, body_size, run, status, verification, event_type, provider_id, "
        "actions_done, actions_total, delivery, answer_status, duration) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!insert)
        return insert.error();
    Statement& row = **insert;
    row.bind(1, event.seq).bind(2, event.id).bind(3, event.source).bind(4, event.environment);
    row.bind(5, event.receivedAt).bind(6, QString::fromLatin1(request.method));
    row.bind(7, QString::fromLatin1(request.target)).bind(8, request.remote).bind(9, request.complete);
    if (event.batch)
        row.bind(10, event.batch->index).bind(11, event.batch->total);
    else
        row.bind(10, nullptr).bind(11, nullptr);
    row.bind(12, m_content).bind(13, static_cast<qint64>(request.body.size()));
    if (run)
        row.bind(14, runSeq);
    else
        row.bind(14, nullptr);
    if (run) {
        bindOutcome(row, 15, *run);
    } else {
        Run none;
        none.eventType.clear();
        bindOutcome(row, 15, none);
    }
    const Result<bool> done = row.step();
    return done ? Result<void>() : done.error();
}

Result<void> Committer::updateEvent(const Event& event, const Run& run, qint64 runSeq)
{
    Result<Statement*> update = m_database.cached(
        "UPDATE event SET run = ?, status = ?, verification = ?, event_type = ?, provider_id = ?, actions_done = ?, "
        "actions_total = ?, delivery = ?, answer_status = ?, duration = ? WHERE seq = ?");
    if (!update)
        return update.error();
    (*update)->bind(1, runSeq).bind(11, event.seq);
    bindOutcome(**update, 2, run);
    const Result<bool> done = (*update)->step();
    return done ? Result<void>() : done.error();
}

Result<void> Committer::insertRun(const Event& event, const Run& run, qint64 runSeq, qint64 previous)
{
    const Result<qint64> revision = revisionOf(run);
    if (!revision)
        return revision.error();
    const std::optional<qint64> chained = previous > 0 ? std::optional(previous) : std::nullopt;
    Result<Statement*> insert = m_database.cached(
        "INSERT INTO run(seq, id, event, previous, started_at, status, status_reason, verification, script, "
        "event_type, provider_id, provider_time, key, duplicate_of, key_reason, answer_status, answer_headers, "
        "answer_body, duration, receive_time, verify_time, script_time, map_time, commit_time, revision) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!insert)
        return insert.error();
    Statement& row = **insert;
    row.bind(1, runSeq).bind(2, run.id).bind(3, event.seq).bind(4, chained).bind(5, run.startedAt);
    row.bind(6, static_cast<int>(run.status)).bind(7, run.statusReason);
    row.bindText(8, json::write(toJson(run.verification))).bindText(9, json::write(toJson(run.script)));
    row.bind(10, run.eventType).bind(11, run.providerId).bind(12, run.timestamp);
    row.bind(13, run.idempotency.key).bind(14, run.idempotency.duplicateOf).bind(15, run.idempotency.reason);
    row.bind(16, run.answer.status).bindText(17, json::write(toJson(run.answer.headers))).bind(18, run.answer.body);
    row.bind(19, us(run.duration)).bind(20, us(run.timings.receive)).bind(21, us(run.timings.verify));
    row.bind(22, us(run.timings.script)).bind(23, us(run.timings.map)).bind(24, us(run.timings.commit));
    row.bind(25, *revision);
    if (const Result<bool> done = row.step(); !done)
        return done.error();

    for (size_t i = 0; i < run.actions.size(); ++i) {
        const Action& action = run.actions[i];
        Result<Statement*> line =
            m_database.cached("INSERT INTO action(run, ordinal, id, mapping, kind, status, reason, payload, result, "
                              "duration) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        if (!line)
            return line.error();
        Statement& to = **line;
        to.bind(1, runSeq).bind(2, static_cast<qint64>(i)).bind(3, action.id).bind(4, action.mappingId);
        to.bind(5, action.kind).bind(6, static_cast<int>(action.status)).bind(7, action.reason);
        to.bindText(8, jsonText(action.payload)).bindText(9, jsonText(action.result)).bind(10, us(action.duration));
        if (const Result<bool> done = to.step(); !done)
            return done.error();
    }
    return {};
}

Result<qint64> Committer::revisionOf(const Run& run)
{
    const QString key = run.scriptHash + QLatin1Char('\n') + run.mappingsHash + QLatin1Char('\n') + run.settingsHash;
    if (const auto it = m_revisions.constFind(key); it != m_revisions.constEnd())
        return *it;
    if (Result<void> done = m_database.run("INSERT INTO revision(script, mappings, settings) VALUES(?, ?, ?) "
                                           "ON CONFLICT DO NOTHING",
                                           run.scriptHash, run.mappingsHash, run.settingsHash);
        !done)
        return done.error();
    const auto id = m_database.number("SELECT id FROM revision WHERE script = ? AND mappings = ? AND settings = ?",
                                      run.scriptHash, run.mappingsHash, run.settingsHash);
    if (!id)
        return id.error();
    m_revisions.insert(key, id->value_or(0));
    return id->value_or(0);
}

void Committer::count(const Event& event, EventStatus status, std::optional<EventStatus> before)
{
    const qint64 minute = toMicroseconds(event.receivedAt) / microsecondsPerMinute;
    MinuteDelta& delta = m_unit.minutes[{minute, event.source, event.environment}];
    const auto add = [&delta](EventStatus which, qint64 by) {
        // An event that still runs has no outcome yet.
        if (which != EventStatus::Received)
            (countsAsFailed(which) ? delta.failed : delta.ok) += by;
    };
    if (before)
        add(*before, -1);
    add(status, 1);
    if (!before) {
        delta.firstSeq = delta.firstSeq > 0 ? std::min(delta.firstSeq, event.seq) : event.seq;
        delta.lastSeq = std::max(delta.lastSeq, event.seq);
    }
    if (event.source.isEmpty()) {
        m_unit.unrouted = m_unit.unrouted || !before;
        return;
    }
    SourceDelta& source = m_unit.sources[event.source];
    source.events += before ? 0 : 1;
    if (event.seq >= source.lastSeq) {
        source.lastSeq = event.seq;
        source.lastAt = toMicroseconds(event.receivedAt);
        source.lastStatus = static_cast<int>(status);
    }
}

Result<void> Committer::finish()
{
    for (const auto& [key, delta] : m_kept.minutes) {
        const auto& [minute, source, environment] = key;
        Result<void> done;
        if (delta.firstSeq > 0) {
            done = m_database.run("INSERT INTO minute(minute, source, environment, ok, failed, first_seq, last_seq) "
                                  "VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET ok = ok + excluded.ok, "
                                  "failed = failed + excluded.failed, first_seq = min(first_seq, excluded.first_seq), "
                                  "last_seq = max(last_seq, excluded.last_seq)",
                                  minute, source, environment, delta.ok, delta.failed, delta.firstSeq, delta.lastSeq);
        } else {
            done = m_database.run("UPDATE minute SET ok = ok + ?, failed = failed + ? "
                                  "WHERE minute = ? AND source = ? AND environment = ?",
                                  delta.ok, delta.failed, minute, source, environment);
        }
        if (!done)
            return done;
    }
    for (const auto& [source, delta] : m_kept.sources) {
        if (Result<void> done = m_database.run(
                "INSERT INTO source_total(source, events, last_seq, last_at, last_status) VALUES(?, ?, ?, ?, ?) "
                "ON CONFLICT DO UPDATE SET events = events + excluded.events, "
                "last_at = iif(excluded.last_seq >= last_seq, excluded.last_at, last_at), "
                "last_status = iif(excluded.last_seq >= last_seq, excluded.last_status, last_status), "
                "last_seq = max(last_seq, excluded.last_seq)",
                source, delta.events, delta.lastSeq, delta.lastAt, delta.lastStatus);
            !done)
            return done;
    }
    const bool unrouted = m_kept.unrouted;
    m_kept.clear();
    return unrouted ? trimUnrouted() : Result<void>();
}

Result<void> Committer::trimUnrouted()
{
    const auto oldest = m_database.number("SELECT seq FROM event WHERE source = '' ORDER BY seq DESC LIMIT 1 OFFSET ?",
                                          unroutedKept - 1);
    if (!oldest)
        return oldest.error();
    if (!oldest->has_value())
        return {};
    // An unrouted request has at most one run and shares its content with nobody.
    for (const QByteArray& sql :
         {QByteArray("DELETE FROM content WHERE id IN (SELECT content FROM event WHERE source = '' AND seq < ?)"),
          QByteArray("DELETE FROM run WHERE seq IN (SELECT run FROM event WHERE source = '' AND seq < ?)"),
          QByteArray("DELETE FROM event WHERE source = '' AND seq < ?")}) {
        if (Result<void> done = m_database.run(sql, **oldest); !done)
            return done;
    }
    return {};
}

} // namespace hw::store
