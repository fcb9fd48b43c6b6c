#pragma once

#include "core/base/result.h"
#include "core/catalog/provider.h"

namespace hw::catalog {

/// Reads a provider's JSON members. Sample files are looked up in `folder` first, then in the built-in one. ParseError
/// names the member that is wrong; IoError a sample file that cannot be read. Unknown members are an error too: a
/// typing mistake in an overlay would be silent otherwise.
[[nodiscard]] Result<Provider> readProvider(const json::Object& members, const QString& folder);

} // namespace hw::catalog
