#include "core/delivery/effects.h"

#include "core/base/ids.h"
#include "core/delivery/directory.h"
#include "core/delivery/enqueue.h"
#include "core/store/outbox.h"

#include <algorithm>
#include <chrono>

namespace hw::delivery {

namespace {

using json::Object;
using json::Value;

class Carrying final
{
public:
    Carrying(store::Database& database, const Event& event, Run& run, const Carrier& carrier)
        : m_database(database)
        , m_event(event)
        , m_run(run)
        , m_carrier(carrier)
    {}

    Result<void> all()
    {
        for (size_t i = 0; i < m_run.actions.size(); ++i) {
            if (m_run.actions[i].status != ActionStatus::Pending)
                continue;
            const auto started = std::chrono::steady_clock::now();
            if (Result<void> done = one(i); !done)
                return done;
            m_run.actions[i].duration =
                std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started);
        }
        return {};
    }

private:
    Result<void> one(size_t index)
    {
        Action& action = m_run.actions[index];
        Result<store::Savepoint> savepoint = store::Savepoint::begin(m_database);
        if (!savepoint)
            return savepoint.error();
        ActionStatus status = ActionStatus::Pending;
        Result<Value> result = carry(index, status);
        if (result) {
            if (Result<void> released = savepoint->release(); !released)
                return released;
            action.status = status;
            action.result = std::move(*result);
            return {};
        }
        if (isStoreError(result.error().code))
            return result.error();
        action.status = ActionStatus::Dead;
        action.reason = QString::fromLatin1(codeName(result.error().code));
        action.result = errorResult(result.error());
        return {};
    }

    Result<Value> carry(size_t index, ActionStatus& status)
    {
        const Action& action = m_run.actions[index];
        if (!action.payload[u"batch"].isUndefined())
            return gatherIt(action);
        qint64 dropped = 0;
        if (action.kind == QLatin1String("workflows_cancel")) {
            const Result<qint64> windows = dropWindowsOf(action);
            if (!windows)
                return windows.error();
            dropped = *windows;
        }
        const Target target = targetOf(m_carrier.destination, action.kind, action.payload);
        if (target.kind != TargetKind::Directory)
            return enqueueIt(index, target);
        Result<Value> result = applyAction(m_database, m_event.environment, m_event.id, m_run.startedAt, action);
        if (!result)
            return result;
        status = ActionStatus::Succeeded;
        if (dropped > 0)
            result->object().append(QStringLiteral("batched"), dropped);
        return result;
    }

    Result<Value> gatherIt(const Action& action)
    {
        const Result<Timestamp> end =
            gather(m_database, m_event, action, m_carrier.destination, m_carrier.confirmed, m_carrier.now);
        if (!end)
            return end.error();
        return Value(Object{{QStringLiteral("batched_until"), toIso8601(*end)}});
    }

    Result<qint64> dropWindowsOf(const Action& cancel)
    {
        const Result<std::vector<Dropped>> dropped = dropWindows(m_database, m_event.environment, cancel.payload);
        if (!dropped)
            return dropped.error();
        // This run's own actions are not stored yet.
        for (Action& action : m_run.actions) {
            const bool isOne =
                !action.id.isEmpty() && std::any_of(dropped->begin(), dropped->end(),
                                                    [&](const Dropped& each) { return each.action == action.id; });
            if (isOne) {
                action.status = ActionStatus::Skipped;
                action.reason = QStringLiteral("cancelled");
            }
        }
        return static_cast<qint64>(dropped->size());
    }

    Result<Value> enqueueIt(size_t index, const Target& target)
    {
        const Action& action = m_run.actions[index];
        if (Result<void> sendable = checkSendable(target, action.kind, action.payload); !sendable)
            return sendable.error();
        store::Delivery delivery;
        delivery.id = ids::make(ids::delivery, m_carrier.now);
        delivery.eventSeq = m_event.seq;
        delivery.actionId = action.id;
        delivery.ordinal = static_cast<int>(index);
        delivery.part = partOf(index);
        delivery.environment = m_event.environment;
        delivery.destination = freeze(target);
        delivery.keyName = target.secret;
        delivery.kind = action.kind;
        delivery.payload = action.payload;
        delivery.idempotencyKey = idempotencyKey(m_run.id, delivery.ordinal, delivery.part);
        delivery.status = m_carrier.confirmed.contains(m_event.environment) ? store::DeliveryStatus::Pending
                                                                            : store::DeliveryStatus::Held;
        delivery.createdAt = m_carrier.now;
        delivery.nextAt = m_carrier.now;
        delivery.lanes = lanesOf(m_event.environment, target, action.kind, action.payload, m_event.id);
        if (Result<void> done = store::enqueue(m_database, delivery); !done)
            return done.error();
        return Value(Object{{QStringLiteral("delivery"), delivery.id}});
    }

    /// Parts of one split action stand side by side.
    [[nodiscard]] int partOf(size_t index) const
    {
        int part = 0;
        while (index > 0 && m_run.actions[index - 1].mappingId == m_run.actions[index].mappingId) {
            --index;
            ++part;
        }
        return part;
    }

    store::Database& m_database;
    const Event& m_event;
    Run& m_run;
    const Carrier& m_carrier;
};

} // namespace

Result<void> carryOut(store::Database& database, const Event& event, Run& run, const Carrier& carrier)
{
    return Carrying(database, event, run, carrier).all();
}

} // namespace hw::delivery
