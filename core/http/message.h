#pragma once

#include <QByteArray>
#include <QString>

#include <utility>
#include <vector>

namespace hw::http {

/// One header field as it came: name in its own case, value without surrounding white space.
struct Header
{
    QByteArray name;
    QByteArray value;
    friend bool operator==(const Header&, const Header&) = default;
};

/// In the order of arrival, duplicates kept.
class Headers : public std::vector<Header>
{
public:
    using std::vector<Header>::vector;

    /// The first value of this name (any case); null where there is none.
    [[nodiscard]] QByteArray value(QByteArrayView name) const;
    /// All values joined by ", ", as scripts and paths see a repeated header; null where there is none.
    [[nodiscard]] QByteArray joined(QByteArrayView name) const;
    [[nodiscard]] bool contains(QByteArrayView name) const;
    [[nodiscard]] size_t count(QByteArrayView name) const;
};

/// A request as it was on the wire. `rawHead` (request line to the blank line, inclusive) and `body` are the bytes that
/// came; the other fields are read from them and never written back. A chunked body is stored without its framing.
struct Message
{
    QByteArray method;
    QByteArray target; ///< as in the request line: "/s/stripe-billing?x=1"
    QByteArray version = "HTTP/1.1";
    Headers headers;
    Headers trailers; ///< of a chunked body
    QByteArray rawHead;
    QByteArray body;
    bool complete = true; ///< false where the request broke off or was cut by a limit
    QString remote;       ///< "127.0.0.1:53122"; empty where it came from a file

    /// The target without query and without scheme and authority (absolute-form); not percent-decoded.
    [[nodiscard]] QByteArray path() const;
    [[nodiscard]] QByteArray query() const;

    friend bool operator==(const Message&, const Message&) = default;
};

/// What is sent back. Content-Length, Date and Connection are added by the listener.
struct Answer
{
    int status = 200;
    Headers headers;
    QByteArray body;
    friend bool operator==(const Answer&, const Answer&) = default;
};

/// "Not Found" for 404; empty for a status without a registered phrase (RFC 9110 15).
[[nodiscard]] QByteArray reasonPhrase(int status);

} // namespace hw::http
