#include "core/script/hostprocess.h"

#include "core/script/wire.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QProcessEnvironment>

#include <array>
#include <cerrno>
#include <ctime>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hw::script {

using namespace protocol;

QString hostPath(const QString& named)
{
    return named.isEmpty() ? QCoreApplication::applicationDirPath() + QStringLiteral("/headwater-scripthost") : named;
}

namespace {

constexpr qsizetype keptBuffer = 256 * 1024;

/// Nothing of the engine's own environment, which may hold secrets, but what a process needs to start.
QProcessEnvironment hostEnvironment()
{
    const auto system = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment own;
    for (const auto* name : {"PATH", "LD_LIBRARY_PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS"}) {
        const auto key = QString::fromLatin1(name);
        if (system.contains(key))
            own.insert(key, system.value(key));
    }
    own.insert(QStringLiteral("LANG"), QStringLiteral("C.UTF-8"));
    own.insert(QStringLiteral("TZ"), QStringLiteral("UTC"));
    own.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("qt.qml.compiler=false"));
    return own;
}

} // namespace

HostProcess::HostProcess(QObject* parent)
    : QObject(parent)
{
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        readFrames();
        closeSocket();
        const bool crashed = status == QProcess::CrashExit;
        Q_EMIT ended(crashed ? code : 0, crashed ? 0 : code);
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        closeSocket();
        Q_EMIT ended(-1, 0);
    });
}

HostProcess::~HostProcess()
{
    m_process.disconnect(this);
    closeSocket();
    if (m_process.state() != QProcess::NotRunning) {
        m_process.kill();
        m_process.waitForFinished(2000);
    }
}

Result<void> HostProcess::start(const QString& path, const QString& mode, int shared, const QStringList& arguments)
{
    int ends[2] = {-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return Error{ErrorCode::ScriptHostFailed, {qt_error_string(errno)}};
    m_socket = ends[0];
    const int theirs = ends[1];
    fcntl(m_socket, F_SETFL, fcntl(m_socket, F_GETFL) | O_NONBLOCK);
    const int size = 1024 * 1024;
    setsockopt(m_socket, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
    setsockopt(theirs, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);

    QStringList all{mode, QString::number(theirs)};
    if (shared >= 0)
        all.append(QString::number(shared));
    m_process.setProgram(path);
    m_process.setArguments(all + arguments);
    m_process.setProcessEnvironment(hostEnvironment());
    m_process.setStandardInputFile(QProcess::nullDevice());
    m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.setChildProcessModifier([theirs, shared] {
        // The descriptors are closed in every other child.
        fcntl(theirs, F_SETFD, 0);
        if (shared >= 0)
            fcntl(shared, F_SETFD, 0);
    });
    m_readable = std::make_unique<QSocketNotifier>(m_socket, QSocketNotifier::Read);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &HostProcess::readFrames);
    m_writable = std::make_unique<QSocketNotifier>(m_socket, QSocketNotifier::Write);
    m_writable->setEnabled(false);
    connect(m_writable.get(), &QSocketNotifier::activated, this, &HostProcess::writeMore);
    m_process.start();
    ::close(theirs);
    return {};
}

qsizetype HostProcess::beginFrame(Type type)
{
    const auto from = m_out.size();
    m_out.number<quint32>(0);
    m_out.number(version);
    m_out.number(static_cast<quint8>(type));
    return from;
}

void HostProcess::endFrame(qsizetype from)
{
    m_out.numberAt(from, static_cast<quint32>(m_out.size() - from - 4));
    writeMore();
}

void HostProcess::writeMore()
{
    while (m_socket >= 0 && m_written < m_out.size()) {
        const auto rest = m_out.view().sliced(m_written);
        const auto count = ::send(m_socket, rest.data(), static_cast<size_t>(rest.size()), MSG_NOSIGNAL);
        if (count > 0) {
            m_written += count;
        } else if (errno == EINTR) {
            continue;
        } else {
            // Full: go on when there is room. Gone: the end of the process says so.
            m_writable->setEnabled(errno == EAGAIN);
            return;
        }
    }
    // What is small is written to the same memory again: taking it anew each time costs more than the rest.
    if (m_out.size() > keptBuffer)
        m_out = {};
    else
        m_out.clear();
    m_written = 0;
    if (m_writable && m_writable->isEnabled())
        m_writable->setEnabled(false);
}

void HostProcess::readFrames()
{
    if (m_socket < 0)
        return;
    // One for all hosts of the thread: a buffer of this size that is made anew each time costs more than reading.
    static thread_local std::array<char, 64 * 1024> buffered;
    for (;;) {
        const auto count = ::recv(m_socket, buffered.data(), buffered.size(), 0);
        if (count > 0)
            m_in.append(buffered.data(), count);
        if (count < 0 && errno == EINTR)
            continue;
        if (count == 0)
            m_readable->setEnabled(false);
        if (count < static_cast<ssize_t>(buffered.size()))
            break;
    }
    qsizetype at = 0;
    const QPointer<HostProcess> alive(this);
    auto buffer = std::exchange(m_in, {}); // a slot may end up here again
    while (buffer.size() - at >= headerSize) {
        wire::Reader head(QByteArrayView(buffer).sliced(at, headerSize));
        const auto length = head.number<quint32>();
        const auto theirVersion = head.number<quint8>();
        const auto type = static_cast<Type>(head.number<quint8>());
        if (length < 2 || length > longestFrame || theirVersion != version) {
            kill();
            return;
        }
        if (buffer.size() - at < 4 + qsizetype(length))
            break;
        Q_EMIT frameReceived(type, QByteArrayView(buffer).sliced(at + headerSize, qsizetype(length) - 2));
        if (!alive)
            return;
        at += 4 + qsizetype(length);
    }
    if (at < buffer.size() || at > keptBuffer) {
        m_in = buffer.mid(at);
    } else {
        buffer.resize(0); // the same memory for the next ones
        m_in = std::move(buffer);
    }
}

void HostProcess::closeSocket()
{
    m_readable.reset();
    m_writable.reset();
    if (m_socket >= 0)
        ::close(m_socket);
    m_socket = -1;
}

void HostProcess::finish()
{
    if (m_socket >= 0)
        shutdown(m_socket, SHUT_WR);
}

std::chrono::milliseconds HostProcess::cpuTime() const
{
    clockid_t clock{};
    timespec time{};
    const auto process = static_cast<pid_t>(pid());
    if (process <= 0 || clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) != 0)
        return {};
    return std::chrono::milliseconds(qint64(time.tv_sec) * 1000 + time.tv_nsec / 1000000);
}

void HostProcess::kill()
{
    m_process.kill();
}

} // namespace hw::script
