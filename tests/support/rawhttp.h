#pragma once

#include "core/http/message.h"

#include <QByteArray>

namespace hw::test {

struct Reply
{
    int status = 0; ///< 0 = no answer
    QByteArray head;
    QByteArray body;
};

/// Sends one request with exactly these headers (Host and Content-Length are added) on a connection of its own and
/// waits for the answer. Written apart from the program's own client, so that a fault in that cannot hide one in the
/// server.
[[nodiscard]] Reply post(quint16 port, const QByteArray& target, const http::Headers& headers, const QByteArray& body);

/// The same with any method.
[[nodiscard]] Reply send(quint16 port, const QByteArray& method, const QByteArray& target, const http::Headers& headers,
                         const QByteArray& body);

/// HMAC-SHA256 in lower hex.
[[nodiscard]] QByteArray hmacHex(const QByteArray& key, const QByteArray& content);

} // namespace hw::test
