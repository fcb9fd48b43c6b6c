#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/record/run.h"
#include "core/store/database.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace hw::store {

/// Where a delivery stands. The numbers are those of the table.
enum class DeliveryStatus {
    Pending = 0, ///< waits for its time or its lane
    Held = 1,    ///< waits for a person: a live destination that is not confirmed yet
    Done = 2,
    Failed = 3, ///< will be tried again at nextAt
    Dead = 4,   ///< given up; holds no lane any more
};

/// "pending", "held", "done", "failed", "dead".
[[nodiscard]] QString toString(DeliveryStatus status);
[[nodiscard]] std::optional<DeliveryStatus> deliveryStatusFrom(QStringView text);

/// One action, or one part of it where it was split, on its way to a remote destination, frozen as it was planned.
struct Delivery
{
    qint64 seq = 0; ///< given by the outbox: the order of planning
    QString id;     ///< "dlv_…"
    qint64 eventSeq = 0;
    QString eventId;  ///< "hw_…", when read; empty where the event is gone
    QString actionId; ///< "act_…"; empty for the trigger of a batch, which has many
    int ordinal = 0;  ///< of the action in its run
    int part = 0;     ///< of an action that was split, from 0
    QString environment;
    QString destination; ///< what it is and where: JSON of delivery::Target
    QString keyName;     ///< the name of the destination's secret; never its value
    QString kind;        ///< the action's kind
    json::Value payload;
    QString idempotencyKey; ///< the same for each attempt
    DeliveryStatus status = DeliveryStatus::Pending;
    Timestamp createdAt;
    Timestamp nextAt; ///< not before
    int attempts = 0;
    json::Value lastResult = json::Object(); ///< what the destination answered
    QStringList lanes;                       ///< deliveries that share one go one after another
    qint64 batch = 0;                        ///< whose trigger this is; 0 = none
    int blocked = 0;                         ///< in how many lanes an earlier one stands before it
    int tries = 0;                           ///< attempts since `since`
    Timestamp since;                         ///< planned, or retried by hand
    std::optional<Timestamp> firstAt = {};   ///< of the first attempt of all
    QString reason = {};                     ///< why the last attempt failed
    bool outOfOrder = false;                 ///< was given up and retried by hand: later ones may have gone before

    friend bool operator==(const Delivery&, const Delivery&) = default;
};

/// Puts a delivery into the outbox, inside the caller's transaction (that of its plan); `seq`, `since` and `blocked`
/// are set.
Result<void> enqueue(Database& database, Delivery& delivery);

/// Which deliveries: all that is set must hold.
struct DeliveryQuery
{
    std::vector<DeliveryStatus> statuses = {}; ///< any of them; empty = all
    QString environment = {};
    QString kind = {};
    std::optional<qint64> before = {}; ///< only those planned before this seq
    int limit = 200;
};

/// Newest first.
[[nodiscard]] Result<std::vector<Delivery>> deliveries(Database& database, const DeliveryQuery& query);
[[nodiscard]] Result<std::optional<Delivery>> delivery(Database& database, const QString& id);
/// Of one action, the trigger of its batch included.
[[nodiscard]] Result<std::vector<Delivery>> deliveriesOfAction(Database& database, const QString& actionId);

/// All deliveries of an event, in the order of planning, the triggers of batches that it is part of included.
[[nodiscard]] Result<std::vector<Delivery>> deliveriesOf(Database& database, qint64 eventSeq);

/// All attempts of a delivery, in order.
[[nodiscard]] Result<std::vector<Attempt>> attemptsOf(Database& database, qint64 delivery);

/// Gives each action of an event's run the attempts that were made for it.
[[nodiscard]] Result<void> addAttempts(Database& database, qint64 eventSeq, std::vector<Action>& actions);

/// Deliveries of one environment, destination and kind are sent under one rate limit.
struct ReadyQueue
{
    QString environment;
    QString destination;
    QString kind;
    Timestamp nextAt; ///< when the first of them that no lane blocks is due
    friend bool operator==(const ReadyQueue&, const ReadyQueue&) = default;
};

/// The queues that have a delivery that may start, now or later.
[[nodiscard]] Result<std::vector<ReadyQueue>> readyQueues(Database& database);

/// Up to `limit` pending or failed deliveries of a queue whose time has come and that no earlier one blocks, in the
/// order of their times.
[[nodiscard]] Result<std::vector<Delivery>> readyDeliveries(Database& database, const ReadyQueue& queue, Timestamp now,
                                                            int limit);

/// Notes that an attempt begins; `delivery.attempts` is its number afterwards. False where the delivery has changed
/// meanwhile (another process holds, retried or finished it) and must not be sent.
[[nodiscard]] Result<bool> beginAttempt(Database& database, Delivery& delivery, Timestamp now);

/// How an attempt ended.
struct AttemptEnd
{
    DeliveryStatus status = DeliveryStatus::Done; ///< Done, Failed or Dead
    Attempt attempt;                              ///< number, outcome, reason, request, response, duration, retryAt
    json::Value result = json::Object();          ///< for the action's record
};

/// Notes the end, frees the lanes where it is the last, and tells the action and its event. Gives the sequence numbers
/// of the events that changed.
[[nodiscard]] Result<std::vector<qint64>> endAttempt(Database& database, const Delivery& delivery,
                                                     const AttemptEnd& end);

/// Attempts that a process began and did not live to end are marked as interrupted; they do not count as tries.
[[nodiscard]] Result<void> recoverAttempts(Database& database);

/// What waits for its time is held (all environments but those named), and back.
[[nodiscard]] Result<void> holdDeliveries(Database& database, const QStringList& exceptEnvironments);
[[nodiscard]] Result<void> releaseDeliveries(Database& database, const QStringList& environments);
/// Held deliveries by environment.
struct HeldCount
{
    QString environment;
    qint64 deliveries = 0;
    friend bool operator==(const HeldCount&, const HeldCount&) = default;
};
[[nodiscard]] Result<std::vector<HeldCount>> heldDeliveries(Database& database);

/// Puts a dead or failed delivery back: it is due now with a new round of tries, held until its destination is
/// confirmed. A dead one has lost its place in its lanes: it goes out of order. InvalidArgument for one that is done,
/// pending or held.
[[nodiscard]] Result<void> retryDelivery(Database& database, const QString& id, Timestamp now);

/// A destination that waits. `kind` as in DestinationKind's text, or "http_request", or "http_request/NAME" for those
/// requests alone that this secret signs; `reason`: "paused" (by hand), "secret_missing:NAME", "environment_removed", …
struct DeliveryPause
{
    QString environment;
    QString kind;
    QString reason;
    Timestamp at;
    friend bool operator==(const DeliveryPause&, const DeliveryPause&) = default;
};
[[nodiscard]] Result<std::vector<DeliveryPause>> deliveryPauses(Database& database);
[[nodiscard]] Result<void> pauseDestination(Database& database, const DeliveryPause& pause);
/// With what is paused of it alone.
[[nodiscard]] Result<void> resumeDestination(Database& database, const QString& environment, const QString& kind);

/// Sets what became of an action whose run is stored, and the event's summary of its latest run. `reason` replaces
/// the action's. Nothing happens where the event is gone.
[[nodiscard]] Result<void> settleAction(Database& database, qint64 eventSeq, const QString& actionId,
                                        ActionStatus status, const QString& reason, const json::Value& result);

} // namespace hw::store
