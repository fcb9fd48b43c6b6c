#include "core/http/server.h"

#include "core/base/logging.h"
#include "core/http/answerwriter.h"
#include "core/http/socketstream.h"
#include "core/http/tlsstream.h"

#include <QHostInfo>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslServer>

#include <algorithm>

namespace hw::http {

namespace {

constexpr size_t scratchSize = 64 * 1024;
constexpr int backlog = 1024;
constexpr quint16 portsToProbe = 20;
// Connections over the limit that are told so; further ones are closed without a word.
constexpr size_t mostTurnedAway = 64;
constexpr std::chrono::milliseconds acceptPause{100};

Result<std::vector<QHostAddress>> resolve(const ListenOptions& options)
{
    if (options.host.isEmpty())
        return std::vector{QHostAddress(QHostAddress::AnyIPv4)};
    // Clients that are told "localhost" try either family first.
    if (options.host == QLatin1String("localhost"))
        return std::vector{QHostAddress(QHostAddress::LocalHost), QHostAddress(QHostAddress::LocalHostIPv6)};
    const QHostAddress literal(options.host);
    if (literal == QHostAddress(QHostAddress::AnyIPv6))
        return std::vector{QHostAddress(QHostAddress::Any)};
    if (!literal.isNull())
        return std::vector{literal};
    const QHostInfo info = QHostInfo::fromName(options.host);
    if (info.addresses().isEmpty())
        return Error{ErrorCode::AddressNotAvailable, {options.host, QString::number(options.port), info.errorString()}};
    return std::vector{info.addresses().first()};
}

/// Hands over the bare descriptors: QTcpSocket would close a connection whose peer has ended its side.
class PlainAcceptor final : public QTcpServer
{
public:
    using Take = std::function<void(qintptr descriptor)>;

    explicit PlainAcceptor(Take take)
        : m_take(std::move(take))
    {}

protected:
    void incomingConnection(qintptr descriptor) override { m_take(descriptor); }

private:
    Take m_take;
};

Result<QSslConfiguration> tlsConfiguration(const ListenOptions& options)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (options.identity) {
        configuration.setLocalCertificate(QSslCertificate(options.identity->certificate));
        configuration.setPrivateKey(QSslKey(options.identity->key.view().toByteArray(), QSsl::Ec));
    }
    if (configuration.localCertificate().isNull() || configuration.privateKey().isNull())
        return Error{ErrorCode::InvalidArgument,
                     {QStringLiteral("identity"), QString(), QStringLiteral("a certificate and its EC key in PEM")}};
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    // Who would rather speak HTTP/2 learns here that it has to be 1.1.
    configuration.setAllowedNextProtocols({QSslConfiguration::NextProtocolHttp1_1});
    return configuration;
}

std::chrono::milliseconds tickFor(const Timeouts& limits)
{
    const auto shortest = std::min({limits.headers, limits.body, limits.idle, limits.linger, limits.drain});
    return std::clamp(shortest / 4, std::chrono::milliseconds(10), std::chrono::milliseconds(250));
}

Answer overloaded()
{
    return {503,
            {{"Content-Type", "application/json"}, {"Retry-After", "1"}},
            "{\"error\":{\"code\":\"too_many_connections\"}}"};
}

} // namespace

void AnswerQueue::push(RequestId id, Answer answer)
{
    const std::lock_guard lock(m_mutex);
    if (!m_wake)
        return;
    m_items.emplace_back(id, std::move(answer));
    if (m_items.size() == 1)
        m_wake();
}

void AnswerQueue::push(std::vector<Item> answers)
{
    const std::lock_guard lock(m_mutex);
    if (!m_wake || answers.empty())
        return;
    const bool first = m_items.empty();
    if (first)
        m_items = std::move(answers);
    else
        std::move(answers.begin(), answers.end(), std::back_inserter(m_items));
    if (first)
        m_wake();
}

std::vector<AnswerQueue::Item> AnswerQueue::takeAll()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_items, {});
}

void AnswerQueue::setWake(std::function<void()> wake)
{
    const std::lock_guard lock(m_mutex);
    m_wake = std::move(wake);
    if (!m_wake)
        m_items.clear();
}

Server::Server(RequestSink& sink, const Clock& clock, const ListenOptions& options,
               std::shared_ptr<AnswerQueue> answers)
    : m_sink(sink)
    , m_clock(clock)
    , m_options(options)
    , m_answers(std::move(answers))
    , m_scratch(scratchSize)
    , m_tick(this)
{
    m_tick.setInterval(tickFor(m_options.timeouts));
    connect(&m_tick, &QTimer::timeout, this, &Server::checkDeadlines);
}

Server::~Server()
{
    m_answers->setWake(nullptr);
    const std::unordered_set<Connection*> open = m_connections;
    for (Connection* connection : open)
        connection->cutOff();
}

Result<std::unique_ptr<QTcpServer>> Server::makeAcceptor()
{
    std::unique_ptr<QTcpServer> acceptor;
    if (m_options.transport == Transport::Plain) {
        acceptor = std::make_unique<PlainAcceptor>(
            [this](qintptr descriptor) { accepted(std::make_unique<SocketStream>(descriptor, nullptr)); });
    } else {
        const Result<QSslConfiguration> configuration = tlsConfiguration(m_options);
        if (!configuration)
            return configuration.error();
        auto secure = std::make_unique<QSslServer>();
        secure->setSslConfiguration(*configuration);
        secure->setHandshakeTimeout(static_cast<int>(m_options.timeouts.headers.count()));
        secure->setMaxPendingConnections(backlog);
        connect(secure.get(), &QTcpServer::pendingConnectionAvailable, this, [this, from = secure.get()] {
            while (from->hasPendingConnections()) {
                if (auto* socket = qobject_cast<QSslSocket*>(from->nextPendingConnection()))
                    accepted(std::make_unique<TlsStream>(socket, nullptr));
            }
        });
        acceptor = std::move(secure);
    }
    acceptor->setListenBacklogSize(backlog);
    // Qt stops accepting after an error such as "too many open files"; it may be over soon.
    connect(acceptor.get(), &QTcpServer::acceptError, acceptor.get(), [from = acceptor.get()] {
        qCWarning(logHttp) << "accept failed:" << from->errorString();
        QTimer::singleShot(acceptPause, from, &QTcpServer::resumeAccepting);
    });
    return acceptor;
}

Result<quint16> Server::open()
{
    const Result<std::vector<QHostAddress>> addresses = resolve(m_options);
    if (!addresses)
        return addresses.error();
    quint16 port = m_options.port;
    for (const QHostAddress& address : *addresses) {
        Result<std::unique_ptr<QTcpServer>> acceptor = makeAcceptor();
        if (!acceptor)
            return acceptor.error();
        if ((*acceptor)->listen(address, port)) {
            port = (*acceptor)->serverPort();
            m_acceptors.push_back(*std::move(acceptor));
            continue;
        }
        const bool taken = (*acceptor)->serverError() == QAbstractSocket::AddressInUseError;
        // A machine without IPv6 still has a localhost.
        if (!m_acceptors.empty() && !taken)
            continue;
        m_acceptors.clear();
        if (taken)
            return Error{ErrorCode::PortInUse, {m_options.host, QString::number(port), nextFreePort(address)}};
        return Error{ErrorCode::AddressNotAvailable,
                     {m_options.host, QString::number(port), (*acceptor)->errorString()}};
    }
    m_answers->setWake([this] { QMetaObject::invokeMethod(this, &Server::deliverAnswers, Qt::QueuedConnection); });
    return port;
}

QString Server::nextFreePort(const QHostAddress& address) const
{
    for (quint16 step = 1; step <= portsToProbe && m_options.port + step <= 65535; ++step) {
        QTcpServer probe;
        if (probe.listen(address, static_cast<quint16>(m_options.port + step)))
            return QString::number(probe.serverPort());
    }
    return {};
}

void Server::accepted(std::unique_ptr<ByteStream> stream)
{
    const size_t served = m_connections.size() - m_turnedAway.size();
    const bool full = served >= static_cast<size_t>(std::max(1, m_options.maxConnections));
    if (full)
        m_sink.connectionTurnedAway();
    if (full && m_turnedAway.size() >= mostTurnedAway)
        return; // and the stream closes
    auto* connection = new Connection(std::move(stream), *this, this);
    m_connections.insert(connection);
    if (!m_tick.isActive())
        m_tick.start();
    if (full) {
        m_turnedAway.insert(connection);
        connection->turnAway(overloaded());
    }
}

RequestId Server::newRequest(Connection& connection)
{
    const RequestId id = m_answers->nextId();
    m_requests.emplace(id, &connection);
    return id;
}

void Server::forgetRequest(RequestId id)
{
    m_requests.erase(id);
}

void Server::requestArrived(Arrival arrival)
{
    m_sink.requestArrived(std::move(arrival));
}

void Server::deliverAnswers()
{
    std::vector<Connection*> touched;
    for (auto& [id, answer] : m_answers->takeAll()) {
        const auto it = m_requests.find(id);
        if (it == m_requests.end())
            continue;
        it->second->answer(id, std::move(answer));
        touched.push_back(it->second);
    }
    // Connections that close here are deleted later, by the event loop. A repeated flush finds nothing to do.
    for (Connection* connection : touched)
        connection->flush();
}

void Server::connectionClosed(Connection& connection)
{
    m_connections.erase(&connection);
    m_turnedAway.erase(&connection);
    connection.deleteLater();
    if (!m_connections.empty())
        return;
    m_tick.stop();
    if (m_draining)
        Q_EMIT drained();
}

void Server::checkDeadlines()
{
    const auto now = Connection::Steady::now();
    const std::vector<Connection*> all(m_connections.begin(), m_connections.end());
    const bool over = m_draining && now >= m_drainEnd;
    for (Connection* connection : all) {
        if (over)
            connection->cutOff();
        else
            connection->checkDeadlines(now);
    }
}

void Server::drain()
{
    if (m_draining)
        return;
    m_draining = true;
    m_acceptors.clear();
    m_drainEnd = Connection::Steady::now() + m_options.timeouts.drain;
    if (m_connections.empty()) {
        Q_EMIT drained();
        return;
    }
    const std::vector<Connection*> all(m_connections.begin(), m_connections.end());
    for (Connection* connection : all)
        connection->drain();
}

QByteArray Server::date()
{
    const auto second = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    if (second != m_dateSecond) {
        m_dateSecond = second;
        m_date = httpDate(second);
    }
    return m_date;
}

} // namespace hw::http
