#pragma once

#include "app/cli/context.h"
#include "core/base/secretstring.h"
#include "core/workspace/secretstore.h"
#include "core/workspace/workspacefiles.h"

#include <QString>

#include <memory>

namespace hw::cli {

/// Opens the workspace that the options mean; what is broken in it is told as hints.
[[nodiscard]] Result<std::unique_ptr<workspace::WorkspaceFiles>> openWithHints(const Context& context);

/// The environment that the options mean; its own error where its file is broken.
[[nodiscard]] Result<workspace::Environment> environmentOf(const Context& context,
                                                           const workspace::Workspace& workspace);

[[nodiscard]] std::unique_ptr<workspace::SecretStore> secretStore(const workspace::Workspace& workspace);

/// All of standard input without the line end at its end; asked for without echo on a terminal. InvalidArgument where
/// nothing came.
[[nodiscard]] Result<SecretString> readSecret(const Context& context, const QString& name);

/// The document, with --json only.
void document(const Context& context, const json::Value& value);

} // namespace hw::cli
