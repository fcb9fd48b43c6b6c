#pragma once

#include "core/workspace/workspace.h"

namespace hw::models {

/// Whether the window starts the listener when it opens the workspace; `window.listen` of data/local.json, true where
/// it is left out.
[[nodiscard]] bool listensAtLaunch(const workspace::LocalSettings& local);
void setListensAtLaunch(workspace::LocalSettings& local, bool listens);

/// Whether the window's listener speaks TLS; `window.tls` of data/local.json, false where it is left out.
[[nodiscard]] bool listensWithTls(const workspace::LocalSettings& local);
void setListensWithTls(workspace::LocalSettings& local, bool tls);
/// Where the certificate of a workspace's listener is kept, in PEM; `data` is the folder of its database.
[[nodiscard]] QString certificateFile(const QString& data);

} // namespace hw::models
