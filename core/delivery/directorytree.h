#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/delivery/directoryreader.h"

#include <QString>

namespace hw::delivery {

/// An object or a tenant with who is subscribed to it, and to those, level by level: its row as toJson() makes it, with
/// the rows of its subscribers as "subscribers". Undefined where it is not there; a subscriber that is not has its
/// "id" and "collection" alone. What stands above itself is not opened again; beyond `limit` rows and 64 levels "more"
/// is true where some were left out.
[[nodiscard]] Result<json::Value> directoryTree(DirectoryReader& reader, const QString& environment,
                                                const EntityRef& root, int limit = 10000);

} // namespace hw::delivery
