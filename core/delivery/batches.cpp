#include "core/delivery/batches.h"

#include "core/base/ids.h"
#include "core/delivery/directory.h"
#include "core/delivery/directoryreader.h"
#include "core/delivery/enqueue.h"
#include "core/store/eachrow.h"
#include "core/store/outbox.h"

#include <algorithm>

namespace hw::delivery {

namespace {

using json::Object;
using json::Value;

enum WindowState { Open = 0, Triggered = 1, Cancelled = 2 };

struct Window
{
    qint64 seq = 0;
    QString environment;
    Target destination;
    QString keyName;
    Value payload;
};

struct Activity
{
    qint64 event = 0;
    QString action;
    Value data;
};

QString text(const Value& value)
{
    return QString::fromUtf8(json::write(value));
}

Value parsed(const QByteArray& bytes)
{
    Result<Value> value = json::parse(bytes);
    return value ? *std::move(value) : Value();
}

/// A recipient by reference: what it is known by, whatever else an event tells about it.
QString nameOf(const Value& recipient)
{
    return text(toJson(entityRefFrom(recipient)));
}

Result<std::vector<Activity>> activitiesOf(store::Database& database, qint64 window)
{
    std::vector<Activity> all;
    const Result<void> read = store::eachRow(
        database, "SELECT event_seq, action, data FROM batch_activity WHERE batch = ? ORDER BY ordinal",
        [&](const store::Statement& row) {
            all.push_back({row.integer(0), row.text(1), parsed(row.blob(2))});
        },
        window);
    if (!read)
        return read.error();
    return all;
}

Result<std::vector<qint64>> settleAll(store::Database& database, const std::vector<Activity>& activities,
                                      ActionStatus status, const QString& reason, const Value& result)
{
    std::vector<qint64> events;
    for (const Activity& activity : activities) {
        if (Result<void> done = store::settleAction(database, activity.event, activity.action, status, reason, result);
            !done)
            return done.error();
        events.push_back(activity.event);
    }
    return events;
}

Result<QString> eventId(store::Database& database, qint64 seq)
{
    const Result<store::Statement*> statement = database.cached("SELECT id FROM event WHERE seq = ?");
    if (!statement)
        return statement.error();
    const Result<bool> row = (*statement)->start(seq).step();
    if (!row)
        return row.error();
    const QString id = *row ? (*statement)->text(0) : QString();
    (*statement)->reset();
    return id;
}

/// The one trigger for all that was gathered.
Value triggerPayload(const Window& window, const std::vector<Activity>& activities)
{
    json::Array list;
    for (const Activity& activity : activities)
        list.push_back(activity.data);
    Object payload = window.payload.toObject();
    payload.set(QStringLiteral("data"),
                Object{{QStringLiteral("activities"), std::move(list)},
                       {QStringLiteral("total_activities"), static_cast<qint64>(activities.size())}});
    return payload;
}

Result<std::vector<qint64>> triggerHere(store::Database& database, const Window& window,
                                        const std::vector<Activity>& activities, Timestamp now)
{
    Action action;
    // As a trigger's id is made from its action's, a batch's is made from that of the first.
    action.id = activities.front().action + QStringLiteral("/batch/%1").arg(window.seq);
    action.kind = QStringLiteral("workflows_trigger");
    action.payload = triggerPayload(window, activities);
    const Result<QString> event = eventId(database, activities.back().event);
    if (!event)
        return event.error();
    Result<store::Savepoint> savepoint = store::Savepoint::begin(database);
    if (!savepoint)
        return savepoint.error();
    Result<Value> result = applyAction(database, window.environment, *event, now, action);
    if (!result) {
        if (isStoreError(result.error().code))
            return result.error();
        return settleAll(database, activities, ActionStatus::Dead, QString::fromLatin1(codeName(result.error().code)),
                         errorResult(result.error()));
    }
    if (Result<void> released = savepoint->release(); !released)
        return released.error();
    result->object().append(QStringLiteral("total_activities"), static_cast<qint64>(activities.size()));
    return settleAll(database, activities, ActionStatus::Succeeded, {}, *result);
}

Result<std::vector<qint64>> triggerThere(store::Database& database, const Window& window,
                                         const std::vector<Activity>& activities, const Confirmed& confirmed,
                                         Timestamp now)
{
    store::Delivery delivery;
    delivery.id = ids::make(ids::delivery, now);
    delivery.eventSeq = activities.front().event;
    delivery.environment = window.environment;
    delivery.destination = freeze(window.destination);
    delivery.keyName = window.keyName;
    delivery.kind = QStringLiteral("workflows_trigger");
    delivery.payload = triggerPayload(window, activities);
    delivery.idempotencyKey = idempotencyKey(activities.front().action, static_cast<int>(activities.size()), 0);
    delivery.status =
        confirmed.contains(window.environment) ? store::DeliveryStatus::Pending : store::DeliveryStatus::Held;
    delivery.createdAt = now;
    delivery.nextAt = now;
    delivery.batch = window.seq;
    delivery.lanes = lanesOf(window.environment, window.destination, delivery.kind, delivery.payload, {});
    if (Result<void> done = store::enqueue(database, delivery); !done)
        return done.error();
    return settleAll(database, activities, ActionStatus::Pending, {},
                     Object{{QStringLiteral("delivery"), delivery.id}});
}

Result<std::vector<qint64>> triggerWindow(store::Database& database, const Window& window, const Confirmed& confirmed,
                                          Timestamp now)
{
    const Result<std::vector<Activity>> activities = activitiesOf(database, window.seq);
    if (!activities)
        return activities.error();
    if (Result<void> done = database.run("UPDATE batch SET state = ? WHERE seq = ?", Triggered, window.seq); !done)
        return done.error();
    // What was gathered stands in the trigger from now on.
    if (Result<void> done = database.run("UPDATE batch_activity SET data = '' WHERE batch = ?", window.seq); !done)
        return done.error();
    if (activities->empty())
        return std::vector<qint64>();
    return window.destination.kind == TargetKind::Directory
               ? triggerHere(database, window, *activities, now)
               : triggerThere(database, window, *activities, confirmed, now);
}

Window windowFrom(const store::Statement& row)
{
    return {row.integer(0), row.text(1), thaw(row.text(2)), row.text(3), parsed(row.blob(4))};
}

constexpr char windowColumns[] = "SELECT seq, environment, destination, key_name, payload FROM batch ";

/// The payload of a trigger for one recipient, without data and batch.
Value basePayload(const Value& payload, const Value& recipient)
{
    Object base;
    for (const auto& [name, value] : payload.toObject()) {
        if (name == QLatin1String("recipients"))
            base.append(name, json::Array{recipient});
        else if (name != QLatin1String("data") && name != QLatin1String("batch"))
            base.append(name, value);
    }
    return base;
}

struct Place
{
    QString environment;
    QString workflow;
    QString recipient;
    QString key;
};

/// Closes the window of this place where its time is over: what comes now opens a new one.
Result<void> closeOverdue(store::Database& database, const Place& place, const Confirmed& confirmed, Timestamp now)
{
    const Result<store::Statement*> statement =
        database.cached(QByteArray(windowColumns) + "WHERE environment = ? AND workflow = ? AND recipient = ? AND "
                                                    "batch_key = ? AND state = 0 AND due_at <= ?");
    if (!statement)
        return statement.error();
    const Result<bool> row =
        (*statement)->start(place.environment, place.workflow, place.recipient, place.key, now).step();
    if (!row)
        return row.error();
    if (!*row)
        return {};
    const Window window = windowFrom(**statement);
    (*statement)->reset();
    const auto done = triggerWindow(database, window, confirmed, now);
    return done ? Result<void>() : done.error();
}

struct OpenWindow
{
    qint64 seq = 0;
    Timestamp end;
};

Result<OpenWindow> openWindow(store::Database& database, const Place& place, const Target& destination,
                              const Value& base, std::chrono::seconds length, Timestamp now)
{
    if (Result<void> done = database.run(
            "INSERT INTO batch(environment, workflow, recipient, batch_key, destination, key_name, payload, opened_at, "
            "due_at, state) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0) "
            "ON CONFLICT(environment, workflow, recipient, batch_key) WHERE state = 0 DO UPDATE SET "
            "payload = json_set(payload, '$.recipients', json_extract(excluded.payload, '$.recipients'))",
            place.environment, place.workflow, place.recipient, place.key, freeze(destination), destination.secret,
            text(base), now, now + length);
        !done)
        return done.error();
    const Result<store::Statement*> statement =
        database.cached("SELECT seq, due_at FROM batch WHERE environment = ? AND workflow = ? AND recipient = ? AND "
                        "batch_key = ? AND state = 0");
    if (!statement)
        return statement.error();
    const Result<bool> row = (*statement)->start(place.environment, place.workflow, place.recipient, place.key).step();
    if (!row)
        return row.error();
    if (!*row)
        return Error{ErrorCode::Internal, {QStringLiteral("a window that was opened is not there")}};
    const OpenWindow window{(*statement)->integer(0), (*statement)->time(1)};
    (*statement)->reset();
    return window;
}

} // namespace

Result<Timestamp> gather(store::Database& database, const Event& event, const Action& action, const Target& destination,
                         const Confirmed& confirmed, Timestamp now)
{
    const Value& payload = action.payload;
    const std::chrono::seconds length(payload[u"batch"][u"window"].toInteger());
    const Value& data = payload[u"data"];
    Timestamp last = now;
    for (const Value& recipient : payload[u"recipients"].toArray()) {
        const Place place{event.environment, payload[u"key"].toString(), nameOf(recipient),
                          payload[u"batch"][u"key"].toString()};
        if (Result<void> done = closeOverdue(database, place, confirmed, now); !done)
            return done.error();
        const Result<OpenWindow> window =
            openWindow(database, place, destination, basePayload(payload, recipient), length, now);
        if (!window)
            return window.error();
        if (Result<void> done =
                database.run("INSERT INTO batch_activity(batch, ordinal, event_seq, action, data) VALUES(?1, (SELECT "
                             "coalesce(max(ordinal) + 1, 0) FROM batch_activity WHERE batch = ?1), ?2, ?3, ?4)",
                             window->seq, event.seq, action.id, data.isUndefined() ? QStringLiteral("{}") : text(data));
            !done)
            return done.error();
        last = std::max(last, window->end);
    }
    return last;
}

Result<std::vector<Dropped>> dropWindows(store::Database& database, const QString& environment,
                                         const Value& cancelPayload)
{
    QStringList named;
    for (const Value& recipient : cancelPayload[u"recipients"].toArray())
        named.append(nameOf(recipient));
    std::vector<qint64> windows;
    const Result<void> read = store::eachRow(
        database,
        "SELECT seq, recipient FROM batch WHERE environment = ? AND workflow = ? AND state = 0 AND "
        "json_extract(payload, '$.cancellation_key') = ? ORDER BY seq",
        [&](const store::Statement& row) {
            if (named.isEmpty() || named.contains(row.text(1)))
                windows.push_back(row.integer(0));
        },
        environment, cancelPayload[u"key"].toString(), cancelPayload[u"cancellation_key"].toString());
    if (!read)
        return read.error();
    std::vector<Dropped> dropped;
    for (const qint64 window : windows) {
        const Result<std::vector<Activity>> activities = activitiesOf(database, window);
        if (!activities)
            return activities.error();
        if (Result<void> done = database.run("UPDATE batch SET state = ? WHERE seq = ?", Cancelled, window); !done)
            return done.error();
        const auto settled =
            settleAll(database, *activities, ActionStatus::Skipped, QStringLiteral("cancelled"), Object());
        if (!settled)
            return settled.error();
        for (const Activity& activity : *activities)
            dropped.push_back({activity.event, activity.action});
    }
    return dropped;
}

Result<std::vector<qint64>> triggerDueWindows(store::Database& database, const Confirmed& confirmed, Timestamp now,
                                              int limit)
{
    std::vector<Window> due;
    const Result<void> read = store::eachRow(
        database, QByteArray(windowColumns) + "WHERE state = 0 AND due_at <= ? ORDER BY due_at, seq LIMIT ?",
        [&](const store::Statement& row) { due.push_back(windowFrom(row)); }, now, limit);
    if (!read)
        return read.error();
    std::vector<qint64> events;
    for (const Window& window : due) {
        const Result<std::vector<qint64>> changed = triggerWindow(database, window, confirmed, now);
        if (!changed)
            return changed.error();
        events.insert(events.end(), changed->begin(), changed->end());
    }
    return events;
}

Result<std::vector<OpenBatch>> openBatches(store::Database& database, const QString& environment, int limit)
{
    std::vector<OpenBatch> open;
    const Result<void> read = store::eachRow(
        database,
        "SELECT workflow, recipient, batch_key, (SELECT count(*) FROM batch_activity WHERE batch = batch.seq), due_at "
        "FROM batch WHERE environment = ? AND state = 0 ORDER BY due_at, seq LIMIT ?",
        [&](const store::Statement& row) {
            open.push_back({row.text(0), parsed(row.blob(1)), row.text(2), row.integer(3), row.time(4)});
        },
        environment, limit);
    if (!read)
        return read.error();
    return open;
}

Result<std::optional<Timestamp>> nextWindowEnd(store::Database& database)
{
    const auto next = database.number("SELECT min(due_at) FROM batch WHERE state = 0");
    if (!next)
        return next.error();
    return next->has_value() ? std::optional(fromMicroseconds(**next)) : std::nullopt;
}

} // namespace hw::delivery
