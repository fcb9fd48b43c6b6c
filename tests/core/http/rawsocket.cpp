#include "tests/core/http/rawsocket.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace hw::http::test {

namespace {

constexpr int patienceSeconds = 30;

} // namespace

RawSocket::RawSocket(quint16 port, Family family)
    : m_descriptor(::socket(family == Family::V4 ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const int on = 1;
    ::setsockopt(m_descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const timeval patience{patienceSeconds, 0};
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (family == Family::V4) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_connected = ::connect(m_descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    } else {
        sockaddr_in6 address{};
        address.sin6_family = AF_INET6;
        address.sin6_port = htons(port);
        address.sin6_addr = in6addr_loopback;
        m_connected = ::connect(m_descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
}

RawSocket::~RawSocket()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool RawSocket::send(QByteArrayView bytes)
{
    while (!bytes.empty()) {
        const ssize_t size = ::send(m_descriptor, bytes.data(), static_cast<size_t>(bytes.size()), MSG_NOSIGNAL);
        if (size <= 0)
            return false;
        bytes = bytes.sliced(size);
    }
    return true;
}

bool RawSocket::sendSingly(QByteArrayView bytes)
{
    for (const char& c : bytes) {
        if (!send(QByteArrayView(&c, 1)))
            return false;
    }
    return true;
}

void RawSocket::endSending()
{
    ::shutdown(m_descriptor, SHUT_WR);
}

void RawSocket::reset()
{
    const linger hard{1, 0};
    ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    ::close(std::exchange(m_descriptor, -1));
}

bool RawSocket::more()
{
    std::array<char, 16384> buffer{};
    const ssize_t size = ::recv(m_descriptor, buffer.data(), buffer.size(), 0);
    if (size <= 0)
        return false;
    m_read.append(buffer.data(), size);
    return true;
}

QByteArray RawSocket::readUntil(QByteArrayView text)
{
    while (!QByteArrayView(m_read).contains(text) && more()) {
    }
    return std::exchange(m_read, {});
}

QByteArray RawSocket::readSize(qsizetype size)
{
    while (m_read.size() < size && more()) {
    }
    return std::exchange(m_read, {});
}

QByteArray RawSocket::readAll()
{
    while (more()) {
    }
    return std::exchange(m_read, {});
}

} // namespace hw::http::test
