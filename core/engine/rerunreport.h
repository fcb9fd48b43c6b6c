#pragma once

#include "core/engine/rerun.h"

#include <QStringList>

#include <functional>

namespace hw::engine {

/// {"kind", "action", "mapping", "path", "before", "after"}; a side that has nothing is null.
[[nodiscard]] json::Value toJson(const Difference& difference);

/// The whole report as `rerun --json` prints it. `idsOf` gives the events' ids for their sequence numbers, in the same
/// order.
[[nodiscard]] json::Value toJson(const RerunReport& report,
                                 const std::function<QStringList(const std::vector<qint64>&)>& idsOf);

} // namespace hw::engine
