#pragma once

#include "core/http/message.h"

#include <chrono>

namespace hw::http {

struct AnswerFrame
{
    bool toHead = false;   ///< answers a HEAD request: Content-Length of the body, but no body
    bool keepAlive = true; ///< becomes the Connection header
    QByteArrayView date;   ///< an httpDate(); left out where the answer has a Date of its own
};

/// Head and body for the wire, in two parts so that a big body is not copied.
struct WireAnswer
{
    QByteArray head;
    QByteArray body;
};

/// Content-Length and Connection are ours: those of the answer, and its Transfer-Encoding, are left out. So are headers
/// whose name is no token; control characters in values become spaces, because configured answers may quote a request.
/// A status outside 200 to 999 becomes 500. 204 and 304 have no body.
[[nodiscard]] WireAnswer writeAnswer(const Answer& answer, const AnswerFrame& frame);

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 5.6.7).
[[nodiscard]] QByteArray httpDate(std::chrono::sys_seconds time);

} // namespace hw::http
