#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/delivery/target.h"
#include "core/record/event.h"
#include "core/record/run.h"
#include "core/store/database.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// Batched triggers (`batch` of workflows_trigger): per environment, workflow, recipient and key a window from the
/// first event, then one trigger with `data.activities` in order and `data.total_activities`. Windows stand in the
/// database, so that they survive a restart; every function works inside a transaction of the caller.
namespace hw::delivery {

/// Environments whose live destinations were confirmed: their deliveries may start at once, others are held.
using Confirmed = QStringList;

/// Adds the action's data to the window of each of its recipients, opening those that are not there. `payload` has a
/// `batch` of {key, window in seconds}. Gives the end of the last of these windows. A window whose time was over
/// already is closed first.
[[nodiscard]] Result<Timestamp> gather(store::Database& database, const Event& event, const Action& action,
                                       const Target& destination, const Confirmed& confirmed, Timestamp now);

/// An action that was waiting for its window.
struct Dropped
{
    qint64 event = 0; ///< seq
    QString action;   ///< id
    friend bool operator==(const Dropped&, const Dropped&) = default;
};

/// Drops the open windows that a workflows_cancel means; their actions are skipped as "cancelled".
[[nodiscard]] Result<std::vector<Dropped>> dropWindows(store::Database& database, const QString& environment,
                                                       const json::Value& cancelPayload);

/// Triggers up to `limit` windows whose time is over, each at the destination of its first event. Gives the sequence
/// numbers of the events that changed.
[[nodiscard]] Result<std::vector<qint64>> triggerDueWindows(store::Database& database, const Confirmed& confirmed,
                                                            Timestamp now, int limit);

/// A window that gathers still.
struct OpenBatch
{
    QString workflow;
    json::Value recipient; ///< "u1", {collection, id}
    QString key;
    qint64 activities = 0;
    Timestamp due;
    friend bool operator==(const OpenBatch&, const OpenBatch&) = default;
};

/// Those of an environment, the next to end first, at most `limit`.
[[nodiscard]] Result<std::vector<OpenBatch>> openBatches(store::Database& database, const QString& environment,
                                                         int limit = 50);

/// When the next window ends.
[[nodiscard]] Result<std::optional<Timestamp>> nextWindowEnd(store::Database& database);

} // namespace hw::delivery
