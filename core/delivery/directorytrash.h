#pragma once

#include "core/delivery/directoryreadthread.h"
#include "core/delivery/directorywriter.h"

/// Rows of the Directory that are deleted by hand. That can be taken back until the process ends: what goes is kept in
/// memory, with the writer's connection.
namespace hw::delivery {

/// Deletes what the target names, with all that hangs on it: memberships, subscriptions, preferences, channel data. The
/// number that restoreRow() takes; 0 where there was nothing.
[[nodiscard]] Result<qint64> trashRow(const WriteContext& context, const DirectoryTarget& target);

/// Puts it back as it was. What was made anew meanwhile stays as it is. False where there is nothing of that number.
[[nodiscard]] Result<bool> restoreRow(store::Database& database, qint64 number);

} // namespace hw::delivery
