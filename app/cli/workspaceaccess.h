#pragma once

#include "app/cli/context.h"
#include "core/base/secretstring.h"
#include "core/store/reader.h"
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

/// The workspace's store; one that never captured anything answers as well.
[[nodiscard]] Result<store::Reader> openReader(const Context& context);

/// The event by its own or the provider's id; NotFound.
[[nodiscard]] Result<store::StoredEvent> findEvent(store::Reader& reader, const QString& id);

/// The filter that a command line spells; failFilter() says what is wrong with it.
[[nodiscard]] Result<store::Filter> parseFilter(const Context& context, const QString& text);
int failFilter(const Context& context, const Error& error);

/// Asks on the terminal; where there is none, or it is not answered with yes, false.
[[nodiscard]] bool confirm(const Context& context, const QString& question);

/// All of standard input without the line end at its end; asked for without echo on a terminal. InvalidArgument where
/// nothing came.
[[nodiscard]] Result<SecretString> readSecret(const Context& context, const QString& name);

/// The document, with --json only.
void document(const Context& context, const json::Value& value);

} // namespace hw::cli
