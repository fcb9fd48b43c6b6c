#pragma once

#include "core/base/json.h"

#include <QString>

#include <vector>

namespace hw::engine {

/// One place at which two JSON values differ. A side that has nothing there is undefined.
struct ValueDifference
{
    QString path; ///< "data.items[0].id", `meta["odd key"]`; empty = the whole value
    json::Value before;
    json::Value after;
    friend bool operator==(const ValueDifference&, const ValueDifference&) = default;
};

/// Where `after` says something else than `before`, in the order of `before`, then what only `after` has. The order of
/// an object's keys and the spelling of a number (1, 1.0) mean nothing; a number is never a text. At most
/// `limit` places.
[[nodiscard]] std::vector<ValueDifference> differencesBetween(const json::Value& before, const json::Value& after,
                                                              size_t limit = 50);

/// The path with one more step.
[[nodiscard]] QString joinPath(const QString& path, const QString& key);
[[nodiscard]] QString joinPath(const QString& path, size_t index);

} // namespace hw::engine
