#include "core/http/socketstream.h"

#include "core/http/endpoint.h"

#include <QHostAddress>

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hw::http {

SocketStream::SocketStream(qintptr descriptor, QObject* parent)
    : ByteStream(parent)
    , m_descriptor(static_cast<int>(descriptor))
    , m_readNotifier(descriptor, QSocketNotifier::Read)
    , m_writeNotifier(descriptor, QSocketNotifier::Write)
{
    m_writeNotifier.setEnabled(false);
    ::fcntl(m_descriptor, F_SETFL, ::fcntl(m_descriptor, F_GETFL) | O_NONBLOCK);
    const int on = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    connect(&m_readNotifier, &QSocketNotifier::activated, this, &SocketStream::readable);
    connect(&m_writeNotifier, &QSocketNotifier::activated, this, &SocketStream::onWritable);
}

SocketStream::~SocketStream()
{
    m_readNotifier.setEnabled(false);
    m_writeNotifier.setEnabled(false);
    ::close(m_descriptor);
}

SocketStream::Read SocketStream::read(std::span<char> into)
{
    ssize_t size = -1;
    do {
        size = ::recv(m_descriptor, into.data(), into.size(), 0);
    } while (size < 0 && errno == EINTR);
    if (size > 0)
        return {Outcome::Data, size};
    if (size == 0)
        return {Outcome::Ended, 0};
    return {errno == EAGAIN || errno == EWOULDBLOCK ? Outcome::Nothing : Outcome::Failed, 0};
}

void SocketStream::setReading(bool on)
{
    if (m_readNotifier.isEnabled() != on)
        m_readNotifier.setEnabled(on);
}

void SocketStream::write(QByteArray bytes)
{
    if (bytes.isEmpty())
        return;
    m_unsent += bytes.size();
    m_queue.push_back(std::move(bytes));
}

void SocketStream::flush()
{
    if (m_queue.empty() || m_writeNotifier.isEnabled())
        return;
    const Sent sent = sendQueued();
    if (sent == Sent::Part)
        m_writeNotifier.setEnabled(true);
    else if (sent == Sent::Failed)
        Q_EMIT failed();
}

void SocketStream::onWritable()
{
    const Sent sent = sendQueued();
    if (sent != Sent::Part)
        m_writeNotifier.setEnabled(false);
    if (sent == Sent::Failed)
        Q_EMIT failed();
    else
        Q_EMIT progressed();
}

SocketStream::Sent SocketStream::sendQueued()
{
    constexpr size_t mostParts = 16;
    while (!m_queue.empty()) {
        std::array<iovec, mostParts> parts{};
        const size_t count = std::min(mostParts, m_queue.size());
        for (size_t i = 0; i < count; ++i) {
            const qsizetype skip = i == 0 ? m_frontSent : 0;
            // sendmsg() only reads; its interface has no const.
            parts[i].iov_base = const_cast<char*>(m_queue[i].constData()) + skip;
            parts[i].iov_len = static_cast<size_t>(m_queue[i].size() - skip);
        }
        msghdr message{};
        message.msg_iov = parts.data();
        message.msg_iovlen = count;
        const ssize_t size = ::sendmsg(m_descriptor, &message, MSG_NOSIGNAL);
        if (size < 0) {
            if (errno == EINTR)
                continue;
            return errno == EAGAIN || errno == EWOULDBLOCK ? Sent::Part : Sent::Failed;
        }
        m_unsent -= size;
        m_frontSent += size;
        while (!m_queue.empty() && m_frontSent >= m_queue.front().size()) {
            m_frontSent -= m_queue.front().size();
            m_queue.pop_front();
        }
    }
    return Sent::All;
}

void SocketStream::endWriting()
{
    ::shutdown(m_descriptor, SHUT_WR);
}

QString SocketStream::peer() const
{
    sockaddr_storage storage{};
    socklen_t size = sizeof storage;
    // The sockets interface passes every address family through sockaddr*.
    auto* address = reinterpret_cast<sockaddr*>(&storage);
    if (::getpeername(m_descriptor, address, &size) != 0)
        return {};
    const quint16 port = ntohs(storage.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6*>(&storage)->sin6_port
                                                             : reinterpret_cast<sockaddr_in*>(&storage)->sin_port);
    return endpointText(QHostAddress(address), port);
}

} // namespace hw::http
