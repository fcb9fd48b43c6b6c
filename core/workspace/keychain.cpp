#include "core/workspace/keychain.h"

#include <QCoreApplication>
#include <QThread>

#include <openssl/crypto.h>
#include <qt6keychain/keychain.h>

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <cstring>
#include <functional>
#include <memory>
#include <mutex>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

namespace hw::workspace {

namespace {

Error lockedError()
{
    return Error{ErrorCode::SecretStoreLocked, {QStringLiteral("keychain"), QStringLiteral("keychain")}};
}

/// QtKeychain queues all jobs of a process in one object, which stays on the thread of the first job: if that thread
/// ended, no later job would ever finish. So there is one thread for as long as the application lives. It is a thread
/// of its own because jobs need an event loop and callers wait.
QObject& keychainContext()
{
    static QObject* context = [] {
        auto* thread = new QThread;
        thread->setObjectName(QStringLiteral("keychain"));
        auto* object = new QObject;
        object->moveToThread(thread);
        thread->start();
        static QThread* running = thread;
        qAddPostRoutine([] {
            running->quit();
            // A call that waits for a person is left behind: the process ends.
            running->wait(std::chrono::milliseconds(500));
        });
        return object;
    }();
    return *context;
}

struct Outcome
{
    SecretValues values;
    std::optional<Error> error;
    bool found = false;
};

/// What the caller and the keychain's thread share; whoever goes last frees it.
struct Shared
{
    std::mutex mutex;
    std::condition_variable done;
    size_t open = 0;
    Outcome outcome;
};

/// What an error means; nothing for EntryNotFound.
std::optional<Error> errorOf(const QKeychain::Job& job)
{
    switch (job.error()) {
    case QKeychain::NoError:
    case QKeychain::EntryNotFound: return std::nullopt;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
    case QKeychain::CouldNotDeleteEntry: return lockedError();
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError: break;
    }
    // Without a secret service QtKeychain reports OtherError as well as NoBackendAvailable.
    return Error{ErrorCode::SecretStoreBroken, {QStringLiteral("keychain"), job.errorString()}};
}

using MakeJob = std::function<QKeychain::Job*()>;
using TakeResult = std::function<void(QKeychain::Job&, Outcome&)>;

/// Runs the jobs on the keychain's thread and waits for all of them, up to the limit.
Outcome run(const std::vector<MakeJob>& jobs, const TakeResult& take, std::chrono::milliseconds limit)
{
    auto shared = std::make_shared<Shared>();
    shared->open = jobs.size();
    QObject& context = keychainContext();
    const auto startAll = [jobs, take, shared, &context] {
        for (const MakeJob& make : jobs) {
            QKeychain::Job* job = make();
            job->setInsecureFallback(false);
            QObject::connect(job, &QKeychain::Job::finished, &context, [take, shared](QKeychain::Job* finished) {
                const std::lock_guard guard(shared->mutex);
                if (const auto error = errorOf(*finished))
                    shared->outcome.error = error;
                else
                    take(*finished, shared->outcome);
                --shared->open;
                shared->done.notify_all();
            });
            job->start();
        }
    };
    QMetaObject::invokeMethod(&context, startAll, Qt::QueuedConnection);

    std::unique_lock guard(shared->mutex);
    const bool inTime = shared->done.wait_for(guard, limit, [&] { return shared->open == 0; });
    Outcome outcome = shared->outcome;
    if (!inTime && !outcome.error)
        outcome.error = lockedError();
    return outcome;
}

QString entryKey(const QString& environment, const QString& name)
{
    return environment + u'/' + name;
}

/// "unix:path=/run/user/1000/bus,guid=…" or "unix:abstract=…": whether someone listens there.
bool acceptsConnections(const QByteArray& address)
{
    if (!address.startsWith("unix:"))
        return false;
    sockaddr_un target = {};
    target.sun_family = AF_UNIX;
    socklen_t size = 0;
    for (const QByteArray& part : address.sliced(5).split(',')) {
        const QByteArray value = QByteArray::fromPercentEncoding(part.mid(part.indexOf('=') + 1));
        const bool isAbstract = part.startsWith("abstract=");
        const qsizetype start = isAbstract ? 1 : 0;
        if ((!isAbstract && !part.startsWith("path=")) || value.size() + start >= qsizetype{sizeof target.sun_path})
            continue;
        std::memcpy(target.sun_path + start, value.constData(), static_cast<size_t>(value.size()));
        size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path)) + static_cast<socklen_t>(start + value.size());
    }
    if (size == 0)
        return false;
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0)
        return false;
    const bool accepted = ::connect(descriptor, reinterpret_cast<const sockaddr*>(&target), size) == 0;
    ::close(descriptor);
    return accepted;
}

} // namespace

Keychain::Keychain(const QString& workspaceId, std::chrono::milliseconds limit)
    : m_service(QStringLiteral("headwater ") + workspaceId)
    , m_limit(limit)
{}

bool Keychain::isSessionBusReachable()
{
    QByteArray addresses = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    if (addresses.isEmpty()) {
        const QByteArray runtime = qgetenv("XDG_RUNTIME_DIR");
        if (runtime.isEmpty())
            return false;
        addresses = "unix:path=" + runtime + "/bus";
    }
    const QList<QByteArray> all = addresses.split(';');
    return std::any_of(all.begin(), all.end(), acceptsConnections);
}

Result<SecretValues> Keychain::load(const QString& environment, const QStringList& names)
{
    std::vector<MakeJob> jobs;
    for (const QString& name : names) {
        jobs.emplace_back([service = m_service, key = entryKey(environment, name), name] {
            auto* job = new QKeychain::ReadPasswordJob(service);
            job->setKey(key);
            job->setObjectName(name);
            return job;
        });
    }
    const auto outcome = run(
        jobs,
        [](QKeychain::Job& job, Outcome& into) {
            if (job.error() != QKeychain::NoError)
                return;
            QByteArray value = static_cast<QKeychain::ReadPasswordJob&>(job).binaryData();
            into.values.insert(job.objectName(), SecretString(value));
            OPENSSL_cleanse(value.data(), static_cast<size_t>(value.size()));
        },
        m_limit);
    if (outcome.error)
        return *outcome.error;
    return outcome.values;
}

Result<void> Keychain::set(const QString& environment, const QString& name, const SecretString& value)
{
    const MakeJob make = [service = m_service, key = entryKey(environment, name), value] {
        auto* job = new QKeychain::WritePasswordJob(service);
        job->setKey(key);
        job->setBinaryData(value.view().toByteArray());
        return job;
    };
    const auto outcome = run(
        {make}, [](QKeychain::Job&, Outcome&) {}, m_limit);
    if (outcome.error)
        return *outcome.error;
    return {};
}

Result<bool> Keychain::remove(const QString& environment, const QString& name)
{
    const MakeJob make = [service = m_service, key = entryKey(environment, name)] {
        auto* job = new QKeychain::DeletePasswordJob(service);
        job->setKey(key);
        return job;
    };
    const auto outcome = run(
        {make}, [](QKeychain::Job& job, Outcome& into) { into.found = job.error() == QKeychain::NoError; }, m_limit);
    if (outcome.error)
        return *outcome.error;
    return outcome.found;
}

} // namespace hw::workspace
