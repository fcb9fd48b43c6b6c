#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/delivery/directoryreader.h"

#include <QString>

namespace hw::delivery {

/// An object or a tenant with who is subscribed to it, and to those, level by level: its row as toJson() makes it, with
/// the rows of its subscribers as "subscribers". What was never set has its "id" and "collection" alone, with its
/// subscribers where there are some; undefined for a root that has neither. What stands above itself is not opened
/// again; beyond `limit` rows and 64 levels "more" is true where some were left out.
[[nodiscard]] Result<json::Value> directoryTree(DirectoryReader& reader, const QString& environment,
                                                const EntityRef& root, int limit = 10000);

} // namespace hw::delivery
