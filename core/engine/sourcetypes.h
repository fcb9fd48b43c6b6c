#pragma once

#include "core/catalog/provider.h"
#include "core/script/declarations.h"
#include "core/workspace/workspace.h"

namespace hw::engine {

/// What a source's script can name: `ctx.body` as the newest captured events and the source's own samples have it, or
/// the provider's samples where there are neither.
struct SourceTypes
{
    QByteArray file; ///< headwater.d.ts
    std::vector<script::Declaration> declarations;
    int events = 0; ///< that were looked at
    int samples = 0;
};

/// Reads the store and the samples' files: not in a thread that must not wait. `provider` may be null. What cannot be
/// read is left out: types are a help, not a check.
[[nodiscard]] SourceTypes sourceTypes(const workspace::Workspace& workspace, const workspace::SourceState& state,
                                      const catalog::Provider* provider, const Clock& clock);

/// Where the declarations of a source are kept: below data/, for they are made from what this machine captured.
[[nodiscard]] QString typesPath(const workspace::Workspace& workspace, const QString& source);

} // namespace hw::engine
