#pragma once

#include "core/base/json.h"
#include "core/engine/sourceruntime.h"
#include "core/record/bodyview.h"
#include "core/record/event.h"

#include <QByteArray>

#include <vector>

namespace hw::engine {

/// The paths below the body that the source's settings and mappings look at.
[[nodiscard]] std::vector<mapping::Path> bodyPaths(const SourceRuntime& source);

/// A JSON body that is too large for a tree of values, with only what stands at the paths: enough for everything that
/// is native. Null where the body is no JSON, or nothing is at any path.
[[nodiscard]] json::Value valuesAt(const QByteArray& body, const std::vector<mapping::Path>& paths);

/// The body of an event as the stages of this source need it: its view (of a batch: the element), or where it is too
/// large for one, only the places that matter.
[[nodiscard]] BodyView bodyFor(const SourceRuntime& source, const Event& event);

/// The same of a body of which only some places are looked at: SourceRuntime::wanted, or more.
[[nodiscard]] BodyView wantedBodyFor(const SourceRuntime& source, const Event& event, const json::Selection& wanted);

} // namespace hw::engine
