#pragma once

#include "core/workspace/workspace.h"

#include <QString>

namespace hw::engine {

/// How large a request's body may be, in bytes: `"bodyLimits": {"orders": 134217728}` in data/local.json, else
/// `standard`. What is no number from 1 to 1 GiB counts for nothing.
[[nodiscard]] qint64 bodyLimitOf(const workspace::LocalSettings& local, const QString& source, qint64 standard);

/// The largest of them, which the listener has to let through.
[[nodiscard]] qint64 largestBodyLimit(const workspace::LocalSettings& local, qint64 standard);

} // namespace hw::engine
