#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/store/database.h"

#include <QStringList>

#include <optional>
#include <vector>

/// What is stored under the key of a source.
namespace hw::store {

struct MovedHistory
{
    qint64 events = 0;
    bool done = true; ///< else there are more to move

    friend bool operator==(const MovedHistory&, const MovedHistory&) = default;
};

/// The history follows a source to its new key: the idempotency keys that its events hold, the histogram and the totals
/// at once, the events up to `most` of them, so that requests are not kept waiting by a long history; it is called
/// again until it is done. What stands under the new key already stays beside them. Runs inside a transaction of the
/// writer and is quick where nothing is under the old key.
Result<MovedHistory> moveHistory(Database& database, const QString& from, const QString& to, qint64 most);

/// A key that a source has or had beside its present one.
struct KeyUse
{
    QString key;
    std::optional<Timestamp> lastUsed; ///< when a request came by its path; nothing = never
    qint64 following = 0;              ///< events that are still under it, on their way to the present key

    friend bool operator==(const KeyUse&, const KeyUse&) = default;
};

Result<std::vector<KeyUse>> keyUses(Database& database, const QString& source, const QStringList& keys);

/// When a request came to the source by the path of this key, which it has or had; nothing = never.
Result<std::optional<Timestamp>> lastUseOf(Database& database, const QString& source, const QString& key);

} // namespace hw::store
