#pragma once

#include "core/store/filterterm.h"

#include <QByteArrayView>

#include <optional>
#include <vector>

namespace hw::store {

/// The bytes of the value at `path` in a JSON text; nothing where there is none. Passes over what it does not need
/// without checking it, which is ten times as quick as parsing: in a text that is no JSON it may find something. In one
/// that is, it finds what json::parse() has at that path (the last of equal names).
[[nodiscard]] std::optional<QByteArrayView> scanPath(QByteArrayView json, const std::vector<FilterStep>& path);

} // namespace hw::store
