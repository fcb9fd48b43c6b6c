#include "core/engine/listenerkeeper.h"

#include "core/base/logging.h"
#include "core/store/reachability.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkInterface>

#include <ctime>

namespace hw::engine {

using namespace std::chrono;

namespace {

constexpr seconds retryInterval{3};
constexpr seconds watchInterval{2};
constexpr seconds refusalInterval{1};
/// How exactly a gap is known that begins with a crash.
constexpr seconds noteInterval{60};
/// A restart for other options is no gap, nor is a clock that was set a little.
constexpr seconds shortestGap{2};

/// The time that this machine has spent asleep since it was started.
nanoseconds timeAsleep()
{
    timespec all{};
    timespec awake{};
    ::clock_gettime(CLOCK_BOOTTIME, &all);
    ::clock_gettime(CLOCK_MONOTONIC, &awake);
    return seconds(all.tv_sec - awake.tv_sec) + nanoseconds(all.tv_nsec - awake.tv_nsec);
}

bool mayPass(ErrorCode code)
{
    return code == ErrorCode::PortInUse || code == ErrorCode::AddressNotAvailable;
}

} // namespace

ListenerKeeper::ListenerKeeper(http::RequestSink& sink, const Clock& clock, QString tlsFolder, QObject* parent)
    : QObject(parent)
    , m_sink(sink)
    , m_clock(clock)
    , m_tlsFolder(std::move(tlsFolder))
    , m_downReason(QStringLiteral("stopped"))
    , m_retry(this)
    , m_watch(this)
    , m_flush(this)
    , m_timeAsleep(timeAsleep)
    , m_slept(timeAsleep())
{
    m_retry.setInterval(retryInterval);
    connect(&m_retry, &QTimer::timeout, this, &ListenerKeeper::tryStart);
    m_watch.setInterval(watchInterval);
    connect(&m_watch, &QTimer::timeout, this, &ListenerKeeper::watch);
    m_flush.setInterval(refusalInterval);
    m_flush.setSingleShot(true);
    connect(&m_flush, &QTimer::timeout, this, &ListenerKeeper::flushRefusals);
}

ListenerKeeper::~ListenerKeeper() = default;

void ListenerKeeper::setSleepClock(SleepClock clock)
{
    m_timeAsleep = std::move(clock);
    m_slept = m_timeAsleep();
}

void ListenerKeeper::setWriter(store::Writer* writer)
{
    if (!writer)
        flushRefusals();
    m_writer = writer;
}

void ListenerKeeper::start(const http::ListenOptions& options)
{
    m_wanted = options;
    if (m_listener)
        m_listener->requestStop();
    else
        tryStart();
}

void ListenerKeeper::requestStop()
{
    m_wanted.reset();
    m_retry.stop();
    if (m_listener) {
        m_listener->requestStop();
        return;
    }
    ListenerState state = m_state;
    state.listening = false;
    state.error.reset();
    setState(state);
    Q_EMIT stopped();
}

Result<void> ListenerKeeper::addIdentity(http::ListenOptions& options) const
{
    if (options.transport != http::Transport::Tls || options.identity)
        return {};
    QStringList names{QStringLiteral("localhost"), QStringLiteral("127.0.0.1"), QStringLiteral("::1")};
    const QHostAddress host(options.host);
    const bool everywhere = options.host.isEmpty() || host == QHostAddress(QHostAddress::AnyIPv4) ||
                            host == QHostAddress(QHostAddress::AnyIPv6);
    const QString own = everywhere ? QHostInfo::localHostName() : options.host;
    if (!own.isEmpty() && !names.contains(own))
        names.append(own);
    Result<http::TlsIdentity> identity = http::keptIdentity(m_tlsFolder, names, m_clock.now());
    if (!identity)
        return identity.error();
    options.identity = *std::move(identity);
    return {};
}

void ListenerKeeper::tryStart()
{
    if (!m_wanted || m_listener)
        return;
    http::ListenOptions options = *m_wanted;
    if (const Result<void> ready = addIdentity(options); !ready) {
        failed(ready.error());
        return;
    }
    // Known before its thread runs, which answers through it.
    m_listener = std::make_unique<http::Listener>(m_sink, m_clock);
    const Result<quint16> port = m_listener->start(options);
    if (!port) {
        m_listener.reset();
        failed(port.error());
        return;
    }
    connect(m_listener.get(), &http::Listener::stopped, this, &ListenerKeeper::listenerStopped);
    // The port that was found stays the one that is wanted, also after the address was away.
    m_wanted->port = *port;
    m_retry.stop();
    m_watch.start();
    m_slept = m_timeAsleep();
    closeGap(std::exchange(m_downReason, QStringLiteral("stopped")));
    setState({true, options.host, *port, options.transport,
              options.identity ? options.identity->fingerprint() : QString(), std::nullopt});
}

void ListenerKeeper::failed(const Error& error)
{
    const QString reason = QString::fromLatin1(codeName(error.code));
    // What was before is another reason's time.
    if (m_downReason != reason)
        closeGap(std::exchange(m_downReason, reason));
    setState({false, m_wanted->host, m_wanted->port, m_wanted->transport, {}, error});
    if (mayPass(error.code))
        m_retry.start();
}

void ListenerKeeper::listenerStopped()
{
    // The signal comes from within the listener: it goes when the loop is back.
    m_listener.release()->deleteLater();
    m_watch.stop();
    noteReachable();
    if (m_wanted) {
        tryStart();
        return;
    }
    ListenerState state = m_state;
    state.listening = false;
    setState(state);
    Q_EMIT stopped();
}

void ListenerKeeper::setState(ListenerState state)
{
    if (m_state == state)
        return;
    m_state = std::move(state);
    m_origin = m_state.port ? m_state.origin() : QString();
    Q_EMIT changed(m_state);
}

void ListenerKeeper::answer(http::RequestId id, http::Answer answer)
{
    if (m_listener)
        m_listener->answer(id, std::move(answer));
}

void ListenerKeeper::closeGap(const QString& reason)
{
    if (!m_writer)
        return;
    m_notedAt = m_clock.now();
    m_writer->submitJob(
        [reason, now = m_notedAt](store::Database& database) -> Result<void> {
            const auto since = store::reachableUntil(database);
            if (!since)
                return since.error();
            if (*since && now - **since >= shortestGap) {
                if (Result<void> done = store::recordGap(database, {**since, now, reason}); !done)
                    return done;
            }
            return store::noteReachable(database, now);
        },
        {});
}

void ListenerKeeper::noteReachable()
{
    if (!m_writer)
        return;
    m_notedAt = m_clock.now();
    m_writer->submitJob([now = m_notedAt](store::Database& database) { return store::noteReachable(database, now); },
                        {});
}

bool ListenerKeeper::addressIsHere() const
{
    const QHostAddress host(m_state.host);
    if (host.isNull() || host.isLoopback() || host == QHostAddress(QHostAddress::AnyIPv4) ||
        host == QHostAddress(QHostAddress::AnyIPv6))
        return true;
    return QNetworkInterface::allAddresses().contains(host);
}

void ListenerKeeper::watch()
{
    const nanoseconds slept = m_timeAsleep();
    const nanoseconds nap = slept - std::exchange(m_slept, slept);
    if (nap >= shortestGap && m_writer) {
        const Timestamp now = m_clock.now();
        const store::Gap gap{now - duration_cast<microseconds>(nap), now, QStringLiteral("sleep")};
        m_writer->submitJob([gap](store::Database& database) { return store::recordGap(database, gap); }, {});
    }
    // Whatever the network was before the sleep: a socket that is made now listens now.
    if (m_listener && (nap >= shortestGap || !addressIsHere())) {
        qCInfo(logEngine) << "the machine slept, or the address that is listened on has gone";
        m_listener->requestStop(); // and starts again as soon as it is back
        return;
    }
    if (m_clock.now() - m_notedAt >= noteInterval)
        noteReachable();
}

void ListenerKeeper::countRefusal(const QString& reason)
{
    const std::lock_guard lock(m_refusalsMutex);
    const bool first = m_refusals.isEmpty();
    ++m_refusals[reason];
    if (first)
        QMetaObject::invokeMethod(&m_flush, qOverload<>(&QTimer::start), Qt::QueuedConnection);
}

void ListenerKeeper::flushRefusals()
{
    QHash<QString, qint64> counts;
    {
        const std::lock_guard lock(m_refusalsMutex);
        counts.swap(m_refusals);
    }
    if (counts.isEmpty() || !m_writer)
        return;
    m_writer->submitJob(
        [counts, now = m_clock.now()](store::Database& database) -> Result<void> {
            for (auto it = counts.constBegin(); it != counts.constEnd(); ++it) {
                if (Result<void> done = store::countRefusals(database, {now, it.key(), it.value()}); !done)
                    return done;
            }
            return {};
        },
        [this, counts](const Result<void>& done) {
            if (done)
                return;
            // The store that cannot write is the reason of some of them: they are counted when it can again.
            const std::lock_guard lock(m_refusalsMutex);
            for (auto it = counts.constBegin(); it != counts.constEnd(); ++it)
                m_refusals[it.key()] += it.value();
            m_flush.start();
        });
}

} // namespace hw::engine
