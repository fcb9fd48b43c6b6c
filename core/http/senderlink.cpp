#include "core/http/senderlink.h"

#include <QHostAddress>
#include <QNetworkProxy>

namespace hw::http {

namespace {

bool isHere(const QString& host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

} // namespace

SenderLink::SenderLink(QUrl origin, const Sender::Options& options, QObject* parent)
    : QObject(parent)
    , m_origin(std::move(origin))
    , m_options(options)
    , m_socket(this)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SenderLink::onTimer);
    const bool tls = m_origin.scheme() == QLatin1String("https");
    if (tls)
        connect(&m_socket, &QSslSocket::encrypted, this, &SenderLink::send);
    else
        connect(&m_socket, &QAbstractSocket::connected, this, &SenderLink::send);
    connect(&m_socket, &QIODevice::readyRead, this, &SenderLink::onReadable);
    connect(&m_socket, &QAbstractSocket::errorOccurred, this, &SenderLink::onError);
    if (tls && m_options.tls)
        m_socket.setSslConfiguration(*m_options.tls);
    if (isHere(m_origin.host()))
        m_socket.setProxy(QNetworkProxy::NoProxy);
}

SenderLink::~SenderLink()
{
    m_socket.disconnect(this);
}

void SenderLink::start(Sender::Id id, const QUrl& url, QByteArray head, QByteArray body, QByteArrayView method)
{
    m_job = id;
    m_url = url;
    m_head = std::move(head);
    m_body = std::move(body);
    m_reader.emplace(method, m_options.maxResponseBody);
    m_startedAt = std::chrono::steady_clock::now();
    m_timer.start(m_options.timeout);
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        return send();
    constexpr int httpPort = 80;
    constexpr int httpsPort = 443;
    if (m_origin.scheme() == QLatin1String("https"))
        m_socket.connectToHostEncrypted(m_origin.host(), static_cast<quint16>(m_origin.port(httpsPort)));
    else
        m_socket.connectToHost(m_origin.host(), static_cast<quint16>(m_origin.port(httpPort)));
}

void SenderLink::send()
{
    if (!m_reader)
        return;
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket.write(std::exchange(m_head, {}));
    if (!m_body.isEmpty())
        m_socket.write(std::exchange(m_body, {}));
}

void SenderLink::onReadable()
{
    const QByteArray bytes = m_socket.readAll();
    if (!m_reader)
        return leave(); // nobody asked
    const ResponseReader::State state = m_reader->feed(bytes);
    if (state == ResponseReader::State::More)
        return;
    if (state == ResponseReader::State::Failed)
        return finish(Error{ErrorCode::Network, {m_url.toString(QUrl::RemoveUserInfo), m_reader->fault()}});
    finish(m_reader->take());
}

void SenderLink::onError()
{
    if (!m_reader)
        return leave();
    if (m_socket.error() == QAbstractSocket::RemoteHostClosedError) {
        if (m_socket.bytesAvailable() > 0)
            onReadable();
        if (!m_reader || m_gone)
            return;
        if (m_reader->end() == ResponseReader::State::Complete)
            return finish(m_reader->take());
        return finish(Error{ErrorCode::Network, {m_url.toString(QUrl::RemoveUserInfo), m_reader->fault()}});
    }
    finish(Error{ErrorCode::Network, {m_url.toString(QUrl::RemoveUserInfo), m_socket.errorString()}});
}

void SenderLink::onTimer()
{
    if (!m_reader)
        return leave();
    finish(
        Error{ErrorCode::Timeout, {m_url.toString(QUrl::RemoveUserInfo), QString::number(m_options.timeout.count())}});
}

void SenderLink::finish(const Result<Response>& result)
{
    Result<Response> timed = result;
    if (timed) {
        timed->duration =
            std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - m_startedAt);
    }
    // An answer before the end of the request leaves the connection in no state to go on.
    const bool reusable = timed && m_reader->keepAlive() && m_socket.bytesToWrite() == 0 && m_body.isEmpty() &&
                          m_socket.state() == QAbstractSocket::ConnectedState;
    m_reader.reset();
    const Sender::Id id = std::exchange(m_job, 0);
    if (reusable)
        m_timer.start(m_options.keepIdle);
    else
        m_gone = true;
    Q_EMIT exchanged(id, timed);
    if (!reusable) {
        m_gone = false;
        leave();
    }
}

void SenderLink::abort()
{
    m_reader.reset();
    leave();
}

void SenderLink::leave()
{
    if (m_gone)
        return;
    m_gone = true;
    m_timer.stop();
    m_socket.disconnect(this);
    m_socket.abort();
    Q_EMIT gone();
}

} // namespace hw::http
