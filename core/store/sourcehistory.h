#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/store/database.h"

#include <QString>

#include <optional>

/// What is stored under the key of a source.
namespace hw::store {

/// The history follows a source to its new key: its events, the idempotency keys that they hold, the histogram and the
/// totals; how many events. What stands under the new key already stays beside them. Runs inside a transaction of the
/// writer and is quick where nothing is under the old key.
Result<qint64> moveHistory(Database& database, const QString& from, const QString& to);

/// When a request came to the source by the path of this key, which it has or had; nothing = never.
Result<std::optional<Timestamp>> lastUseOf(Database& database, const QString& source, const QString& key);

} // namespace hw::store
