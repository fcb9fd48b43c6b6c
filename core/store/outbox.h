#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/store/database.h"

#include <QString>
#include <QStringList>

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

/// One attempt-bearing part of an action on its way to a remote destination, frozen as it was planned.
struct Delivery
{
    qint64 seq = 0; ///< given by the outbox: the order of planning
    QString id;     ///< "dlv_…"
    qint64 eventSeq = 0;
    QString actionId; ///< "act_…"
    int ordinal = 0;  ///< of the action in its run
    int part = 0;     ///< of an action that was split, from 0
    QString environment;
    QString destination; ///< what it is called in the environment, and where: the dispatcher's own text
    QString keyName;     ///< the name of the destination's secret; never its value
    QString kind;        ///< the action's kind
    json::Value payload;
    QString idempotencyKey; ///< the same for each attempt
    DeliveryStatus status = DeliveryStatus::Pending;
    Timestamp createdAt;
    Timestamp nextAt; ///< not before
    int attempts = 0;
    json::Value lastResult = json::Object();
    QStringList lanes; ///< deliveries that share one go one after another

    friend bool operator==(const Delivery&, const Delivery&) = default;
};

/// Puts a delivery into the outbox, inside the caller's transaction (that of its plan); `seq` is set.
Result<void> enqueue(Database& database, Delivery& delivery);

/// The newest deliveries, newest first; of one status, or of all.
[[nodiscard]] Result<std::vector<Delivery>> deliveries(Database& database, std::optional<DeliveryStatus> status,
                                                       int limit);

/// All deliveries of an event, in the order of planning.
[[nodiscard]] Result<std::vector<Delivery>> deliveriesOf(Database& database, qint64 eventSeq);

/// Up to `limit` pending or failed deliveries whose time has come and that share no lane with an earlier unfinished
/// one, oldest first.
[[nodiscard]] Result<std::vector<Delivery>> dueDeliveries(Database& database, Timestamp now, int limit);

} // namespace hw::store
