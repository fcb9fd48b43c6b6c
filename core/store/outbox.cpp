#include "core/store/outbox.h"

#include "core/store/eachrow.h"

#include <algorithm>
#include <array>
#include <limits>

namespace hw::store {

namespace {

constexpr char columns[] =
    "d.seq, d.id, d.event_seq, d.action, d.ordinal, d.part, d.environment, d.destination, d.key_name, d.kind, "
    "d.payload, d.idempotency_key, d.state, d.created_at, d.next_at, d.attempts, d.last_result, d.batch, d.blocked, "
    "d.tries, d.since, d.first_at, d.reason, d.out_of_order, (SELECT id FROM event WHERE seq = d.event_seq)";

constexpr std::array<std::pair<DeliveryStatus, QStringView>, 5> statusNames{{
    {DeliveryStatus::Pending, u"pending"},
    {DeliveryStatus::Held, u"held"},
    {DeliveryStatus::Done, u"done"},
    {DeliveryStatus::Failed, u"failed"},
    {DeliveryStatus::Dead, u"dead"},
}};

json::Value jsonOf(const Statement& from, int column)
{
    Result<json::Value> value = json::parse(from.blob(column));
    return value ? *std::move(value) : json::Value();
}

Delivery readDelivery(const Statement& from)
{
    Delivery delivery;
    delivery.seq = from.integer(0);
    delivery.id = from.text(1);
    delivery.eventSeq = from.integer(2);
    delivery.actionId = from.text(3);
    delivery.ordinal = static_cast<int>(from.integer(4));
    delivery.part = static_cast<int>(from.integer(5));
    delivery.environment = from.text(6);
    delivery.destination = from.text(7);
    delivery.keyName = from.text(8);
    delivery.kind = from.text(9);
    delivery.payload = jsonOf(from, 10);
    delivery.idempotencyKey = from.text(11);
    delivery.status = static_cast<DeliveryStatus>(from.integer(12));
    delivery.createdAt = from.time(13);
    delivery.nextAt = from.time(14);
    delivery.attempts = static_cast<int>(from.integer(15));
    delivery.lastResult = jsonOf(from, 16);
    delivery.batch = from.integer(17);
    delivery.blocked = static_cast<int>(from.integer(18));
    delivery.tries = static_cast<int>(from.integer(19));
    delivery.since = from.time(20);
    if (!from.isNull(21))
        delivery.firstAt = from.time(21);
    delivery.reason = from.text(22);
    delivery.outOfOrder = from.integer(23) != 0;
    delivery.eventId = from.text(24);
    return delivery;
}

Result<void> readLanes(Database& database, Delivery& delivery)
{
    return eachRow(
        database, "SELECT lane FROM delivery_lane WHERE delivery = ? ORDER BY lane",
        [&](const Statement& row) { delivery.lanes.append(row.text(0)); }, delivery.seq);
}

template<class... Args>
Result<std::vector<Delivery>> readAll(Database& database, const QByteArray& sql, const Args&... args)
{
    std::vector<Delivery> all;
    if (Result<void> read = eachRow(
            database, sql, [&](const Statement& row) { all.push_back(readDelivery(row)); }, args...);
        !read)
        return read.error();
    for (Delivery& delivery : all) {
        if (Result<void> done = readLanes(database, delivery); !done)
            return done.error();
    }
    return all;
}

QString textOf(const QStringList& names)
{
    json::Array list;
    for (const QString& name : names)
        list.emplace_back(name);
    return QString::fromUtf8(json::write(list));
}

/// In how many of the lanes somebody stands already.
Result<int> countBlocked(Database& database, const QStringList& lanes)
{
    int blocked = 0;
    for (const QString& lane : lanes) {
        const auto taken = database.number("SELECT 1 FROM delivery_lane WHERE lane = ? LIMIT 1", lane);
        if (!taken)
            return taken.error();
        blocked += taken->has_value() ? 1 : 0;
    }
    return blocked;
}

/// Only the first of all its lanes is ever finished, so that in each of them the next moves up.
Result<void> freeLanes(Database& database, const Delivery& delivery)
{
    for (const QString& lane : delivery.lanes) {
        if (Result<void> done =
                database.run("DELETE FROM delivery_lane WHERE lane = ? AND delivery = ?", lane, delivery.seq);
            !done)
            return done;
        if (database.changes() == 0)
            continue;
        if (Result<void> done = database.run("UPDATE delivery SET blocked = blocked - 1 WHERE blocked > 0 AND seq = "
                                             "(SELECT min(delivery) FROM delivery_lane WHERE lane = ?)",
                                             lane);
            !done)
            return done;
    }
    return {};
}

struct ActionPlace
{
    qint64 event = 0;
    QString action;
};

/// The actions that a delivery carries out: one, or those of its batch.
Result<std::vector<ActionPlace>> actionsOf(Database& database, const Delivery& delivery)
{
    std::vector<ActionPlace> places;
    if (delivery.batch == 0) {
        places.push_back({delivery.eventSeq, delivery.actionId});
        return places;
    }
    const Result<void> read = eachRow(
        database, "SELECT event_seq, action FROM batch_activity WHERE batch = ? ORDER BY ordinal",
        [&](const Statement& row) {
            places.push_back({row.integer(0), row.text(1)});
        },
        delivery.batch);
    if (!read)
        return read.error();
    return places;
}

/// Tells all actions of a delivery; gives their events.
Result<std::vector<qint64>> settleActions(Database& database, const Delivery& delivery, ActionStatus status,
                                          const QString& reason, const json::Value& result)
{
    const Result<std::vector<ActionPlace>> places = actionsOf(database, delivery);
    if (!places)
        return places.error();
    std::vector<qint64> events;
    for (const ActionPlace& place : *places) {
        if (Result<void> done = settleAction(database, place.event, place.action, status, reason, result); !done)
            return done.error();
        events.push_back(place.event);
    }
    return events;
}

ActionStatus actionStatusOf(DeliveryStatus status)
{
    switch (status) {
    case DeliveryStatus::Pending:
    case DeliveryStatus::Held: return ActionStatus::Pending;
    case DeliveryStatus::Done: return ActionStatus::Succeeded;
    case DeliveryStatus::Failed: return ActionStatus::Failed;
    case DeliveryStatus::Dead: return ActionStatus::Dead;
    }
    return ActionStatus::Pending;
}

QByteArray jsonText(const json::Value& value)
{
    return value.isUndefined() ? QByteArray() : json::write(value);
}

} // namespace

QString toString(DeliveryStatus status)
{
    const auto row =
        std::find_if(statusNames.begin(), statusNames.end(), [&](const auto& r) { return r.first == status; });
    return row->second.toString();
}

std::optional<DeliveryStatus> deliveryStatusFrom(QStringView text)
{
    const auto row =
        std::find_if(statusNames.begin(), statusNames.end(), [&](const auto& r) { return r.second == text; });
    return row == statusNames.end() ? std::nullopt : std::optional(row->first);
}

Result<void> enqueue(Database& database, Delivery& delivery)
{
    delivery.lanes.removeDuplicates();
    const Result<int> blocked = countBlocked(database, delivery.lanes);
    if (!blocked)
        return blocked.error();
    delivery.blocked = *blocked;
    delivery.since = delivery.createdAt;
    Result<Statement*> insert = database.cached(
        "INSERT INTO delivery(id, event_seq, action, ordinal, part, environment, destination, key_name, kind, payload, "
        "idempotency_key, state, created_at, next_at, attempts, last_result, batch, blocked, since) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!insert)
        return insert.error();
    Statement& row = **insert;
    row.bind(1, delivery.id).bind(2, delivery.eventSeq).bind(3, delivery.actionId).bind(4, delivery.ordinal);
    row.bind(5, delivery.part).bind(6, delivery.environment).bind(7, delivery.destination).bind(8, delivery.keyName);
    row.bind(9, delivery.kind).bindText(10, json::write(delivery.payload)).bind(11, delivery.idempotencyKey);
    row.bind(12, static_cast<int>(delivery.status)).bind(13, delivery.createdAt).bind(14, delivery.nextAt);
    row.bind(15, delivery.attempts).bindText(16, json::write(delivery.lastResult));
    row.bind(17, delivery.batch > 0 ? std::optional(delivery.batch) : std::nullopt);
    row.bind(18, delivery.blocked).bind(19, delivery.since);
    if (const Result<bool> done = row.step(); !done)
        return done.error();
    delivery.seq = database.lastInsertId();
    for (const QString& lane : std::as_const(delivery.lanes)) {
        if (Result<void> done =
                database.run("INSERT INTO delivery_lane(lane, delivery) VALUES(?, ?)", lane, delivery.seq);
            !done)
            return done;
    }
    return {};
}

Result<std::vector<Delivery>> deliveries(Database& database, const DeliveryQuery& query)
{
    // A query without statuses must not be taken for the partial index.
    QByteArray sql = QByteArray("SELECT ") + columns +
                     " FROM delivery d WHERE d.seq < ?1 AND (?2 = '' OR "
                     "d.environment = ?2) AND (?3 = '' OR d.kind = ?3)";
    if (!query.statuses.empty()) {
        QByteArrayList numbers;
        for (const DeliveryStatus status : query.statuses)
            numbers.append(QByteArray::number(static_cast<int>(status)));
        const QByteArray states = " IN (" + numbers.join(", ") + ')';
        sql += " AND d.state" + states;
        const bool open =
            std::find(query.statuses.begin(), query.statuses.end(), DeliveryStatus::Done) == query.statuses.end();
        if (open)
            sql += " AND d.state <> 2";
        // Of many that wait only the page's own are read whole: the index alone tells which they are.
        if (open && query.environment.isEmpty() && query.kind.isEmpty())
            sql += " AND d.seq IN (SELECT seq FROM delivery WHERE state" + states +
                   " AND state <> 2 AND seq < ?1 ORDER BY seq DESC LIMIT ?4)";
    }
    return readAll(database, sql + " ORDER BY d.seq DESC LIMIT ?4",
                   query.before.value_or(std::numeric_limits<qint64>::max()), query.environment, query.kind,
                   query.limit);
}

Result<std::optional<Delivery>> delivery(Database& database, const QString& id)
{
    Result<std::vector<Delivery>> found =
        readAll(database, QByteArray("SELECT ") + columns + " FROM delivery d WHERE d.id = ?", id);
    if (!found)
        return found.error();
    return found->empty() ? std::nullopt : std::optional(std::move(found->front()));
}

Result<std::vector<Delivery>> deliveriesOfAction(Database& database, const QString& actionId)
{
    return readAll(database,
                   QByteArray("SELECT ") + columns +
                       " FROM delivery d WHERE d.action = ?1 OR d.batch IN (SELECT batch FROM batch_activity WHERE "
                       "action = ?1) ORDER BY d.seq",
                   actionId);
}

Result<std::vector<Delivery>> deliveriesOf(Database& database, qint64 eventSeq)
{
    return readAll(database,
                   QByteArray("SELECT ") + columns +
                       " FROM delivery d WHERE d.event_seq = ?1 OR d.batch IN (SELECT batch FROM batch_activity WHERE "
                       "event_seq = ?1) ORDER BY d.seq",
                   eventSeq);
}

Result<std::vector<Attempt>> attemptsOf(Database& database, qint64 delivery)
{
    std::vector<Attempt> attempts;
    const Result<void> read = eachRow(
        database,
        "SELECT number, at, duration, outcome, reason, request, response, retry_at FROM attempt WHERE delivery = ? "
        "ORDER BY number",
        [&](const Statement& row) {
            Attempt attempt;
            attempt.number = static_cast<int>(row.integer(0));
            attempt.startedAt = row.time(1);
            attempt.duration = std::chrono::microseconds(row.integer(2));
            attempt.outcome = row.text(3);
            attempt.reason = row.text(4);
            attempt.request = jsonOf(row, 5);
            attempt.response = jsonOf(row, 6);
            if (!row.isNull(7))
                attempt.retryAt = row.time(7);
            attempts.push_back(std::move(attempt));
        },
        delivery);
    if (!read)
        return read.error();
    return attempts;
}

Result<void> addAttempts(Database& database, qint64 eventSeq, std::vector<Action>& actions)
{
    std::vector<std::pair<qint64, QString>> found;
    const Result<void> read = eachRow(
        database,
        "SELECT seq, action FROM delivery WHERE event_seq = ?1 AND batch IS NULL UNION ALL "
        "SELECT d.seq, b.action FROM batch_activity b JOIN delivery d ON d.batch = b.batch WHERE b.event_seq = ?1",
        [&](const Statement& row) { found.emplace_back(row.integer(0), row.text(1)); }, eventSeq);
    if (!read)
        return read;
    for (const auto& [delivery, id] : found) {
        const auto action = std::find_if(actions.begin(), actions.end(),
                                         [&wanted = id](const Action& each) { return each.id == wanted; });
        if (action == actions.end())
            continue;
        Result<std::vector<Attempt>> attempts = attemptsOf(database, delivery);
        if (!attempts)
            return attempts.error();
        std::move(attempts->begin(), attempts->end(), std::back_inserter(action->attempts));
    }
    return {};
}

Result<std::vector<ReadyQueue>> readyQueues(Database& database)
{
    // One seek for each queue, however many deliveries stand in it.
    std::vector<ReadyQueue> queues;
    ReadyQueue last;
    for (;;) {
        bool found = false;
        const Result<void> read = eachRow(
            database,
            "SELECT environment, destination, kind, next_at FROM delivery INDEXED BY delivery_ready "
            "WHERE blocked = 0 AND state IN (0, 3) AND (environment, destination, kind) > (?, ?, ?) "
            "ORDER BY environment, destination, kind, next_at LIMIT 1",
            [&](const Statement& row) {
                found = true;
                last = {row.text(0), row.text(1), row.text(2), row.time(3)};
            },
            last.environment, last.destination, last.kind);
        if (!read)
            return read.error();
        if (!found)
            return queues;
        queues.push_back(last);
    }
}

Result<std::vector<Delivery>> readyDeliveries(Database& database, const ReadyQueue& queue, Timestamp now, int limit)
{
    return readAll(database,
                   QByteArray("SELECT ") + columns +
                       " FROM delivery d INDEXED BY delivery_ready WHERE d.blocked = 0 AND d.state IN (0, 3) AND "
                       "d.environment = ? AND d.destination = ? AND d.kind = ? AND d.next_at <= ? "
                       "ORDER BY d.next_at, d.seq LIMIT ?",
                   queue.environment, queue.destination, queue.kind, now, limit);
}

Result<bool> beginAttempt(Database& database, Delivery& delivery, Timestamp now)
{
    if (Result<void> done =
            database.run("UPDATE delivery SET attempts = attempts + 1, first_at = coalesce(first_at, ?) "
                         "WHERE seq = ? AND attempts = ? AND blocked = 0 AND state IN (0, 3)",
                         now, delivery.seq, delivery.attempts);
        !done)
        return done.error();
    if (database.changes() == 0)
        return false;
    ++delivery.attempts;
    if (!delivery.firstAt)
        delivery.firstAt = now;
    const Result<void> noted =
        database.run("INSERT INTO attempt(delivery, number, at, duration, outcome, reason, request, response) "
                     "VALUES(?, ?, ?, 0, '', '', '', '')",
                     delivery.seq, delivery.attempts, now);
    if (!noted)
        return noted.error();
    return true;
}

Result<std::vector<qint64>> endAttempt(Database& database, const Delivery& delivery, const AttemptEnd& end)
{
    const Attempt& attempt = end.attempt;
    Result<Statement*> update = database.cached("UPDATE attempt SET duration = ?, outcome = ?, reason = ?, request = "
                                                "?, response = ?, retry_at = ? WHERE delivery = ? AND number = ?");
    if (!update)
        return update.error();
    Statement& row = **update;
    row.bind(1, static_cast<qint64>(attempt.duration.count())).bind(2, attempt.outcome).bind(3, attempt.reason);
    row.bindText(4, jsonText(attempt.request)).bindText(5, jsonText(attempt.response)).bind(6, attempt.retryAt);
    row.bind(7, delivery.seq).bind(8, attempt.number);
    if (const Result<bool> done = row.step(); !done)
        return done.error();
    const Result<void> moved = database.run(
        "UPDATE delivery SET state = ?, next_at = coalesce(?, next_at), tries = tries + 1, reason = ?, last_result = ? "
        "WHERE seq = ?",
        static_cast<int>(end.status), attempt.retryAt, attempt.reason, QString::fromUtf8(json::write(end.result)),
        delivery.seq);
    if (!moved)
        return moved.error();
    if (end.status == DeliveryStatus::Done || end.status == DeliveryStatus::Dead) {
        if (Result<void> freed = freeLanes(database, delivery); !freed)
            return freed.error();
    }
    return settleActions(database, delivery, actionStatusOf(end.status), attempt.reason, end.result);
}

Result<void> recoverAttempts(Database& database)
{
    return database.run("UPDATE attempt SET outcome = 'interrupted', reason = 'process_ended' WHERE outcome = ''");
}

Result<void> holdDeliveries(Database& database, const QStringList& exceptEnvironments)
{
    return database.run("UPDATE delivery SET state = 1 WHERE state <> 2 AND state IN (0, 3) AND environment NOT IN "
                        "(SELECT value FROM json_each(?))",
                        textOf(exceptEnvironments));
}

Result<void> releaseDeliveries(Database& database, const QStringList& environments)
{
    return database.run("UPDATE delivery SET state = iif(tries > 0, 3, 0) WHERE state = 1 AND "
                        "environment IN (SELECT value FROM json_each(?))",
                        textOf(environments));
}

Result<std::vector<HeldCount>> heldDeliveries(Database& database)
{
    std::vector<HeldCount> counts;
    const Result<void> read =
        eachRow(database, "SELECT environment, count(*) FROM delivery WHERE state = 1 GROUP BY environment",
                [&](const Statement& row) {
                    counts.push_back({row.text(0), row.integer(1)});
                });
    if (!read)
        return read.error();
    return counts;
}

Result<void> retryDelivery(Database& database, const QString& id, Timestamp now)
{
    const Result<std::optional<Delivery>> found = delivery(database, id);
    if (!found)
        return found.error();
    if (!*found)
        return Error{ErrorCode::NotFound, {QStringLiteral("delivery"), id}};
    const Delivery& one = **found;
    if (one.status != DeliveryStatus::Dead && one.status != DeliveryStatus::Failed) {
        return Error{ErrorCode::InvalidArgument,
                     {QStringLiteral("delivery"), toString(one.status), QStringLiteral("a dead or failed one")}};
    }
    if (Result<void> done = database.run("UPDATE delivery SET state = 1, next_at = ?1, since = ?1, tries = 0, "
                                         "out_of_order = max(out_of_order, ?2) WHERE seq = ?3",
                                         now, one.status == DeliveryStatus::Dead, one.seq);
        !done)
        return done;
    const auto told = settleActions(database, one, ActionStatus::Pending, {}, one.lastResult);
    return told ? Result<void>() : told.error();
}

Result<std::vector<DeliveryPause>> deliveryPauses(Database& database)
{
    std::vector<DeliveryPause> pauses;
    const Result<void> read =
        eachRow(database, "SELECT environment, kind, reason, at FROM delivery_pause", [&](const Statement& row) {
            pauses.push_back({row.text(0), row.text(1), row.text(2), row.time(3)});
        });
    if (!read)
        return read.error();
    return pauses;
}

Result<void> pauseDestination(Database& database, const DeliveryPause& pause)
{
    // A pause by hand stays one, whatever else holds the destination up meanwhile.
    return database.run("INSERT INTO delivery_pause(environment, kind, reason, at) VALUES(?, ?, ?, ?) "
                        "ON CONFLICT DO UPDATE SET reason = excluded.reason, at = excluded.at WHERE reason <> 'paused'",
                        pause.environment, pause.kind, pause.reason, pause.at);
}

Result<void> resumeDestination(Database& database, const QString& environment, const QString& kind)
{
    return database.run("DELETE FROM delivery_pause WHERE environment = ?1 AND (kind = ?2 OR substr(kind, 1, "
                        "length(?2) + 1) = ?2 || '/')",
                        environment, kind);
}

Result<void> settleAction(Database& database, qint64 eventSeq, const QString& actionId, ActionStatus status,
                          const QString& reason, const json::Value& result)
{
    // The reason of a planned action holds notes about its parameters: they stay until there is something else to say.
    if (Result<void> done = database.run(
            "WITH RECURSIVE chain(seq) AS (SELECT run FROM event WHERE seq = ?1 UNION ALL SELECT r.previous FROM run r "
            "JOIN chain c ON r.seq = c.seq WHERE r.previous IS NOT NULL) "
            "UPDATE action SET status = ?3, result = ?5, "
            "reason = CASE WHEN ?4 <> '' THEN ?4 WHEN status IN (3, 4, 5) THEN '' ELSE reason END "
            "WHERE id = ?2 AND run IN (SELECT seq FROM chain)",
            eventSeq, actionId, static_cast<int>(status), reason, QString::fromUtf8(json::write(result)));
        !done)
        return done;
    return database.run(
        "UPDATE event SET actions_done = (SELECT count(*) FROM action a WHERE a.run = event.run AND a.status = 2), "
        "actions_total = (SELECT count(*) FROM action a WHERE a.run = event.run AND a.status <> 5), "
        "delivery = (SELECT coalesce(max(CASE a.status WHEN 0 THEN 2 WHEN 1 THEN 2 WHEN 2 THEN 1 WHEN 3 THEN 3 "
        "WHEN 4 THEN 4 ELSE 0 END), 0) FROM action a WHERE a.run = event.run) WHERE seq = ?",
        eventSeq);
}

} // namespace hw::store
