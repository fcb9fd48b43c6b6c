#pragma once

#include <QByteArray>

#include <chrono>

namespace hw::http {

/// How much of a request is read. Sizes in bytes. The defaults are the documented ones of the program.
struct Limits
{
    qint64 body = 25 * 1024 * 1024;
    qint64 headers = 64 * 1024; ///< request line, header lines and trailers together, line ends included
    int headerCount = 200;      ///< header and trailer fields together
    qint64 target = 16 * 1024;
    friend bool operator==(const Limits&, const Limits&) = default;
};

struct Timeouts
{
    std::chrono::milliseconds headers{10000}; ///< from the first byte of a request to its blank line
    std::chrono::milliseconds body{60000};    ///< from the blank line to the end of the body
    std::chrono::milliseconds idle{30000};    ///< a connection without a request; also a peer that does not read
    std::chrono::milliseconds linger{2000};   ///< after the last answer, so that the peer can read it before the close
    std::chrono::milliseconds drain{5000};    ///< how long a stop waits for answers that are still due
};

/// Why a request cannot be accepted. Both parts are stable: programs build on them.
struct Refusal
{
    int status = 400;  ///< what to answer
    QByteArray reason; ///< snake_case: "host_missing", "body_too_large"; the list stands in requestparser.h
    friend bool operator==(const Refusal&, const Refusal&) = default;
};

} // namespace hw::http
