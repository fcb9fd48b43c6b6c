#include "core/store/ownerlock.h"

#include "core/base/json.h"
#include "core/store/diskstate.h"

#include <QByteArray>
#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>
#include <utility>

namespace hw::store {

namespace {

QString lockPath(const QString& dataFolder)
{
    return dataFolder + QStringLiteral("/owner.lock");
}

std::optional<Owner> readOwner(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const Result<json::Value> value = json::parse(file.readAll());
    if (!value)
        return std::nullopt;
    Owner owner{(*value)[u"pid"].toInteger(),
                static_cast<int>((*value)[u"port"].toInteger()),
                (*value)[u"origin"].toString(),
                (*value)[u"trouble"].toString(),
                {}};
    for (const json::Value& argument : (*value)[u"troubleArgs"].toArray())
        owner.troubleArgs.append(argument.toString());
    return owner;
}

/// In place: renaming a new file over it would leave the lock on the old one.
Result<void> writeOwner(int descriptor, const QString& path, const Owner& owner)
{
    json::Array arguments;
    for (const QString& argument : owner.troubleArgs)
        arguments.push_back(argument);
    const QByteArray text = json::write(json::Object{{QStringLiteral("pid"), owner.pid},
                                                     {QStringLiteral("port"), owner.port},
                                                     {QStringLiteral("origin"), owner.origin},
                                                     {QStringLiteral("trouble"), owner.trouble},
                                                     {QStringLiteral("troubleArgs"), std::move(arguments)}}) +
                            '\n';
    // Cut afterwards: a full disk would not give back what was cut before.
    if (::pwrite(descriptor, text.constData(), static_cast<size_t>(text.size()), 0) !=
            static_cast<ssize_t>(text.size()) ||
        ::ftruncate(descriptor, text.size()) != 0)
        return fileError(path, errno);
    return {};
}

} // namespace

OwnerLock::OwnerLock(int descriptor, QString path)
    : m_descriptor(descriptor)
    , m_path(std::move(path))
    , m_owner{::getpid(), 0, {}, {}, {}}
{}

Result<OwnerLock> OwnerLock::take(const QString& dataFolder)
{
    const QString path = lockPath(dataFolder);
    // O_CLOEXEC: a script host that outlives its parent must not go on holding the workspace.
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0)
        return fileError(path, errno);
    OwnerLock lock(descriptor, path);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK)
            return fileError(path, errno);
        const Owner owner = readOwner(path).value_or(Owner());
        return Error{ErrorCode::WorkspaceOwned, {dataFolder, QString::number(owner.pid)}};
    }
    if (Result<void> written = writeOwner(descriptor, path, lock.m_owner); !written)
        return written.error();
    return lock;
}

std::optional<Owner> OwnerLock::current(const QString& dataFolder)
{
    const QString path = lockPath(dataFolder);
    const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return std::nullopt;
    // Shared, so that two who ask at once do not take each other for the owner.
    const bool isFree = ::flock(descriptor, LOCK_SH | LOCK_NB) == 0;
    ::close(descriptor);
    return isFree ? std::nullopt : readOwner(path);
}

OwnerLock::OwnerLock(OwnerLock&& other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_path(std::move(other.m_path))
    , m_owner(std::move(other.m_owner))
{}

OwnerLock& OwnerLock::operator=(OwnerLock&& other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_path, other.m_path);
    std::swap(m_owner, other.m_owner);
    return *this;
}

OwnerLock::~OwnerLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<void> OwnerLock::setListening(int port, const QString& origin)
{
    m_owner.port = port;
    m_owner.origin = origin;
    return writeOwner(m_descriptor, m_path, m_owner);
}

Result<void> OwnerLock::setTrouble(const std::optional<Error>& trouble)
{
    m_owner.trouble = trouble ? QString::fromLatin1(codeName(trouble->code)) : QString();
    m_owner.troubleArgs = trouble ? trouble->args : QStringList();
    return writeOwner(m_descriptor, m_path, m_owner);
}

} // namespace hw::store
