#pragma once

#include "core/base/result.h"

#include <QString>

namespace hw::store {

/// What a failed call on a file of the store means: StoreFull, StoreReadOnly, else IoError with `text`. `code` is
/// errno.
[[nodiscard]] Error fileError(const QString& path, int code, const QString& text);
/// With the system's own text.
[[nodiscard]] Error fileError(const QString& path, int code);

/// Whether files can be made in the database's folder and have room there for a while: StoreFull, StoreReadOnly,
/// IoError. Leaves nothing behind.
[[nodiscard]] Result<void> tryFolderOf(const QString& databasePath);

} // namespace hw::store
