#include "core/base/files.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>

#include <algorithm>
#include <unistd.h>

namespace hw::files {

Result<QByteArray> read(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::IoError, {path, file.errorString()}};
    QByteArray content = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return Error{ErrorCode::IoError, {path, file.errorString()}};
    return content;
}

Result<void> writeAtomically(const QString& path, QByteArrayView content, Access access)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return Error{ErrorCode::IoError, {path, file.errorString()}};
    if (access == Access::OwnerOnly)
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (file.write(content.data(), content.size()) != content.size() || !file.flush() || ::fsync(file.handle()) != 0 ||
        !file.commit())
        return Error{ErrorCode::IoError, {path, file.errorString()}};
    return {};
}

Result<void> makePath(const QString& path)
{
    if (!QDir().mkpath(path))
        return Error{ErrorCode::IoError, {path, QStringLiteral("the folder cannot be made")}};
    return {};
}

Position positionOf(QByteArrayView text, qsizetype offset)
{
    const qsizetype end = std::clamp<qsizetype>(offset, 0, text.size());
    const QByteArrayView before = text.first(end);
    const auto line = static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1;
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    const auto column = static_cast<int>(QString::fromUtf8(before.sliced(lineStart)).size()) + 1;
    return {line, column};
}

} // namespace hw::files
