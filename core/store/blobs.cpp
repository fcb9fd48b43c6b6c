#include "core/store/blobs.h"

#include "core/base/encoding.h"
#include "core/base/files.h"
#include "core/store/diskstate.h"

#include <QDateTime>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryFile>

#include <zstd.h>

#include <cerrno>
#include <memory>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hw::store {

namespace {

constexpr int level = 1;                     // speed: the writer waits for it
constexpr qsizetype sampleSize = 256 * 1024; // what decides whether compressing pays
constexpr qsizetype lookAhead = 64;          // simdjson reads as many bytes behind a text
constexpr qint64 youngSeconds = 60 * 60;
const QString packedSuffix = QStringLiteral(".zst");
const QString partMark = QStringLiteral(".part");

struct FreeContext
{
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

Error ioError(const QFile& file)
{
    const int code = errno;
    return fileError(file.fileName(), code, file.errorString());
}

Error damaged(const QString& path, const char* what)
{
    return {ErrorCode::StoreCorrupt, {path, QString::fromLatin1(what)}};
}

bool paysToCompress(const QByteArray& content)
{
    const auto size = static_cast<size_t>(std::min(sampleSize, content.size()));
    std::vector<char> packed(ZSTD_compressBound(size));
    const size_t got = ZSTD_compress(packed.data(), packed.size(), content.constData(), size, level);
    return !ZSTD_isError(got) && got < size - size / 8;
}

/// In pieces: a second copy of a large body would double what it costs in memory.
bool writePacked(QFile& file, const QByteArray& content)
{
    const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
    ZSTD_CCtx_setPledgedSrcSize(context.get(), static_cast<unsigned long long>(content.size()));
    std::vector<char> buffer(ZSTD_CStreamOutSize());
    ZSTD_inBuffer in{content.constData(), static_cast<size_t>(content.size()), 0};
    size_t left = 1;
    while (left != 0) {
        ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
        left = ZSTD_compressStream2(context.get(), &out, &in, ZSTD_e_end);
        if (ZSTD_isError(left) ||
            file.write(buffer.data(), static_cast<qint64>(out.pos)) != static_cast<qint64>(out.pos))
            return false;
    }
    return true;
}

Result<void> readPacked(QFile& file, QByteArray& content)
{
    const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
    std::vector<char> buffer(ZSTD_DStreamInSize());
    ZSTD_outBuffer out{content.data(), static_cast<size_t>(content.size()), 0};
    size_t hint = 1;
    for (;;) {
        const qint64 got = file.read(buffer.data(), static_cast<qint64>(buffer.size()));
        if (got < 0)
            return ioError(file);
        if (got == 0)
            break;
        ZSTD_inBuffer in{buffer.data(), static_cast<size_t>(got), 0};
        while (in.pos < in.size) {
            const size_t before = in.pos;
            hint = ZSTD_decompressStream(context.get(), &out, &in);
            if (ZSTD_isError(hint) || (in.pos == before && out.pos == out.size && hint != 0))
                return damaged(file.fileName(), "does not expand");
        }
    }
    if (hint != 0 || out.pos != out.size)
        return damaged(file.fileName(), "does not expand to its size");
    return {};
}

/// A rename is on disk when its folder is.
void syncFolder(const QString& path)
{
    const int folder = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    ::fsync(folder);
    ::close(folder);
}

} // namespace

Blobs::Blobs(const QString& databasePath)
    : m_folder(QFileInfo(databasePath).path() + QStringLiteral("/blobs"))
{}

QString Blobs::pathOf(const QString& name) const
{
    return m_folder + u'/' + name.left(2) + u'/' + name;
}

Result<QString> Blobs::put(const QByteArray& content) const
{
    const QString hash = QString::fromLatin1(sha256Hex(content));
    for (const QString& known : {hash, QString(hash + packedSuffix)}) {
        // Young again, so that a collect() that runs now leaves it.
        if (::utimensat(AT_FDCWD, QFile::encodeName(pathOf(known)).constData(), nullptr, 0) == 0)
            return known;
    }
    const bool packed = paysToCompress(content);
    const QString name = packed ? QString(hash + packedSuffix) : hash;
    const QString path = pathOf(name);
    if (Result<void> made = files::makePath(QFileInfo(path).path()); !made) {
        const int code = errno;
        return fileError(path, code, made.error().args.value(1));
    }
    QTemporaryFile part(path + partMark);
    if (!part.open())
        return ioError(part);
    const bool written = packed ? writePacked(part, content) : part.write(content) == content.size();
    if (!written || !part.flush() || ::fsync(part.handle()) != 0)
        return ioError(part);
    part.setAutoRemove(false);
    if (::rename(QFile::encodeName(part.fileName()).constData(), QFile::encodeName(path).constData()) != 0) {
        const Error error = ioError(part);
        part.remove();
        return error;
    }
    syncFolder(QFileInfo(path).path());
    syncFolder(m_folder);
    return name;
}

Result<QByteArray> Blobs::get(const QString& name, qint64 size) const
{
    QFile file(pathOf(name));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        return file.exists() ? Result<QByteArray>(ioError(file))
                             : Result<QByteArray>(damaged(file.fileName(), "is missing"));
    }
    QByteArray content;
    content.reserve(size + lookAhead);
    content.resize(size);
    if (name.endsWith(packedSuffix)) {
        if (const Result<void> done = readPacked(file, content); !done)
            return done.error();
        return content;
    }
    if (file.size() != size)
        return damaged(file.fileName(), "has another size");
    if (file.read(content.data(), size) != size)
        return ioError(file);
    return content;
}

QStringList Blobs::oldNames() const
{
    QStringList names;
    const QDateTime old = QDateTime::currentDateTimeUtc().addSecs(-youngSeconds);
    QDirIterator files(m_folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        if (files.fileInfo().lastModified() < old)
            names.append(files.fileName());
    }
    return names;
}

qint64 Blobs::remove(const QString& name) const
{
    const QString path = pathOf(name);
    const qint64 size = QFileInfo(path).size();
    return QFile::remove(path) ? size : 0;
}

} // namespace hw::store
