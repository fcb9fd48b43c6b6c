#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace hw::files {

enum class Access {
    Everyone,  ///< the umask decides
    OwnerOnly, ///< 0600 from the first byte
};

/// Reads a whole file; IoError with the system's text otherwise.
[[nodiscard]] Result<QByteArray> read(const QString& path);

/// Writes beside the target, syncs and renames over it: a reader sees the old or the new content, never a part.
[[nodiscard]] Result<void> writeAtomically(const QString& path, QByteArrayView content,
                                           Access access = Access::Everyone);

/// Makes the folder and its parents.
[[nodiscard]] Result<void> makePath(const QString& path);

/// Line and column, both from 1, of a byte offset in UTF-8 text; the column counts UTF-16 units, as editors do.
struct Position
{
    int line = 1;
    int column = 1;
};
[[nodiscard]] Position positionOf(QByteArrayView text, qsizetype offset);

} // namespace hw::files
