#include "core/http/tlsstream.h"

#include "core/http/endpoint.h"

#include <QHostAddress>

namespace hw::http {

namespace {

// What Qt may hold decrypted or not while nobody reads; then the kernel's buffers fill up and the peer waits.
constexpr qint64 readAhead = 256 * 1024;

} // namespace

TlsStream::TlsStream(QSslSocket* socket, QObject* parent)
    : ByteStream(parent)
    , m_socket(socket)
    , m_peer(endpointText(socket->peerAddress(), socket->peerPort()))
{
    m_socket->setParent(this);
    m_socket->setReadBufferSize(readAhead);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QSslSocket::readyRead, this, &TlsStream::announce);
    connect(m_socket, &QSslSocket::disconnected, this, &TlsStream::announce);
    connect(m_socket, &QSslSocket::errorOccurred, this, &TlsStream::announce);
    connect(m_socket, &QSslSocket::encryptedBytesWritten, this, [this] {
        if (!m_flushing)
            Q_EMIT progressed();
    });
    // The first request may have come with the end of the handshake.
    announce();
}

// By the event loop: Qt tells of new bytes once, and a reader that stops early must hear of the rest again.
void TlsStream::announce()
{
    if (!m_reading || m_announced)
        return;
    m_announced = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_announced = false;
            if (m_reading)
                Q_EMIT readable();
        },
        Qt::QueuedConnection);
}

ByteStream::Read TlsStream::read(std::span<char> into)
{
    const qint64 size = m_socket->read(into.data(), static_cast<qint64>(into.size()));
    if (size > 0) {
        if (m_socket->bytesAvailable() > 0 || m_socket->state() != QAbstractSocket::ConnectedState)
            announce();
        return {Outcome::Data, size};
    }
    if (m_socket->state() == QAbstractSocket::ConnectedState)
        return {Outcome::Nothing, 0};
    const bool clean = m_socket->error() == QAbstractSocket::RemoteHostClosedError ||
                       m_socket->error() == QAbstractSocket::UnknownSocketError;
    return {clean ? Outcome::Ended : Outcome::Failed, 0};
}

void TlsStream::setReading(bool on)
{
    m_reading = on;
    if (on && (m_socket->bytesAvailable() > 0 || m_socket->state() != QAbstractSocket::ConnectedState))
        announce();
}

void TlsStream::write(QByteArray bytes)
{
    if (m_socket->state() == QAbstractSocket::ConnectedState)
        m_socket->write(bytes);
}

void TlsStream::flush()
{
    m_flushing = true;
    m_socket->flush();
    m_flushing = false;
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        Q_EMIT failed();
}

qsizetype TlsStream::unsent() const
{
    return m_socket->state() == QAbstractSocket::UnconnectedState
               ? 0
               : m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite();
}

void TlsStream::endWriting()
{
    m_socket->disconnectFromHost();
}

} // namespace hw::http
