#include "core/http/server.h"

#include "core/base/logging.h"
#include "core/http/answerwriter.h"

#include <QHostInfo>

#include <algorithm>

#include <unistd.h>

namespace hw::http {

namespace {

constexpr size_t scratchSize = 64 * 1024;
constexpr int backlog = 1024;
constexpr quint16 portsToProbe = 20;
// Connections over the limit that are told so; further ones are closed without a word.
constexpr size_t mostTurnedAway = 64;
constexpr std::chrono::milliseconds acceptPause{100};

Result<QHostAddress> resolve(const ListenOptions& options)
{
    if (options.host.isEmpty())
        return QHostAddress(QHostAddress::AnyIPv4);
    if (options.host == QLatin1String("localhost"))
        return QHostAddress(QHostAddress::LocalHost);
    const QHostAddress literal(options.host);
    if (!literal.isNull())
        return literal;
    const QHostInfo info = QHostInfo::fromName(options.host);
    if (info.addresses().isEmpty())
        return Error{ErrorCode::AddressNotAvailable, {options.host, QString::number(options.port), info.errorString()}};
    return info.addresses().first();
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
    // Qt stops accepting after an error such as "too many open files"; it may be over soon.
    connect(this, &QTcpServer::acceptError, this, [this] {
        qCWarning(logHttp) << "accept failed:" << errorString();
        QTimer::singleShot(acceptPause, this, &QTcpServer::resumeAccepting);
    });
}

Server::~Server()
{
    m_answers->setWake(nullptr);
    const std::unordered_set<Connection*> open = m_connections;
    for (Connection* connection : open)
        connection->cutOff();
}

Result<quint16> Server::open()
{
    const Result<QHostAddress> address = resolve(m_options);
    if (!address)
        return address.error();
    setListenBacklogSize(backlog);
    if (!listen(*address, m_options.port)) {
        const QString port = QString::number(m_options.port);
        if (serverError() == QAbstractSocket::AddressInUseError)
            return Error{ErrorCode::PortInUse, {m_options.host, port, nextFreePort(*address)}};
        return Error{ErrorCode::AddressNotAvailable, {m_options.host, port, errorString()}};
    }
    m_answers->setWake([this] { QMetaObject::invokeMethod(this, &Server::deliverAnswers, Qt::QueuedConnection); });
    return serverPort();
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

void Server::incomingConnection(qintptr descriptor)
{
    const size_t served = m_connections.size() - m_turnedAway.size();
    const bool full = served >= static_cast<size_t>(std::max(1, m_options.maxConnections));
    if (full && m_turnedAway.size() >= mostTurnedAway) {
        ::close(static_cast<int>(descriptor));
        return;
    }
    auto* connection = new Connection(descriptor, *this, this);
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
    close();
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
