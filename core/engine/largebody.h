#pragma once

#include "core/base/json.h"
#include "core/engine/sourceruntime.h"

#include <QByteArray>

#include <vector>

namespace hw::engine {

/// The paths below the body that the source's settings and mappings look at.
[[nodiscard]] std::vector<mapping::Path> bodyPaths(const SourceRuntime& source);

/// A JSON body that is too large for a tree of values, with only what stands at the paths: enough for everything that
/// is native. Null where the body is no JSON, or nothing is at any path.
[[nodiscard]] json::Value valuesAt(const QByteArray& body, const std::vector<mapping::Path>& paths);

} // namespace hw::engine
