#pragma once

#include "app/cli/context.h"
#include "core/workspace/workspace.h"

namespace hw::cli {

/// `source rename KEY NEW-KEY`: folder and history move, the old path goes on answering.
int renameSource(Context& context, const Arguments& arguments);

/// The other paths of a source: [{"alias", "endpoint", "lastUsedAt"}], null where nothing came by them.
[[nodiscard]] Result<json::Value> aliasUse(const Context& context, const workspace::Workspace& workspace,
                                           const workspace::Source& source);

} // namespace hw::cli
