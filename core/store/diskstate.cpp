#include "core/store/diskstate.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace hw::store {

namespace {

/// One page that happens to be free is not room: the next event would meet the same end.
constexpr off_t room = 512 * 1024;

} // namespace

Error fileError(const QString& path, int code, const QString& text)
{
    switch (code) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return {ErrorCode::StoreFull, {path}};
    case EROFS:
    case EACCES:
    case EPERM: return {ErrorCode::StoreReadOnly, {path}};
    default: return {ErrorCode::IoError, {path, text}};
    }
}

Error fileError(const QString& path, int code)
{
    return fileError(path, code, QString::fromLocal8Bit(strerror(code)));
}

Result<void> tryFolderOf(const QString& databasePath)
{
    const QString path = QFileInfo(databasePath).path() + QStringLiteral("/.probe");
    const QByteArray name = QFile::encodeName(path);
    const int file = ::open(name.constData(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0)
        return fileError(path, errno);
    ::unlink(name.constData());
    const int code = ::posix_fallocate(file, 0, room);
    ::close(file);
    return code == 0 ? Result<void>() : Result<void>(fileError(path, code));
}

} // namespace hw::store
