#pragma once

#include "core/workspace/workspace.h"

namespace hw::models {

/// Whether the window starts the listener when it opens the workspace; `window.listen` of data/local.json, true where
/// it is left out.
[[nodiscard]] bool listensAtLaunch(const workspace::LocalSettings& local);
void setListensAtLaunch(workspace::LocalSettings& local, bool listens);

} // namespace hw::models
