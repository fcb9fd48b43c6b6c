#include "core/http/requestparser.h"

#include "core/http/headlines.h"

#include <boost/beast/http/basic_parser.hpp>

#include <algorithm>
#include <limits>

namespace hw::http {

namespace {

namespace beast = boost::beast::http;
using boost::beast::string_view;
using BeastError = boost::beast::error_code;

// Room that a request line may take beside its target: method, version, spaces and the line end.
constexpr qint64 requestLineOverhead = 64;
constexpr qsizetype longestMethod = 32;
// A chunk header: size, extensions and line end. Nobody is known to send extensions; 4 KiB is what other servers allow.
constexpr qint64 longestChunkLine = 4096;
constexpr qsizetype mostChunkDigits = 15;
// Bytes of a declared body that are reserved at once: a declared length alone must not cost memory.
constexpr qint64 largestReserve = 1024 * 1024;
// First byte of a TLS handshake record (RFC 8446 5.1).
constexpr char tlsHandshake = 0x16;

bool hasBody(QByteArrayView method)
{
    return method == "POST" || method == "PUT" || method == "PATCH";
}

QByteArrayView withoutLineEnd(QByteArrayView line)
{
    return line.chopped(2);
}

// A line ends in CRLF and holds no other CR: a bare LF or CR is a line end to some programs and none to others.
bool endsWell(QByteArrayView line)
{
    return line.size() >= 2 && line[line.size() - 2] == '\r' && !line.chopped(2).contains('\r');
}

/// The number of a chunk header before its extensions; nothing where there is none.
std::optional<qint64> chunkSize(QByteArrayView line)
{
    qint64 size = 0;
    qsizetype digits = 0;
    for (const char c : line) {
        int digit = -1;
        if (c >= '0' && c <= '9')
            digit = c - '0';
        else if (c >= 'a' && c <= 'f')
            digit = c - 'a' + 10;
        else if (c >= 'A' && c <= 'F')
            digit = c - 'A' + 10;
        if (digit < 0)
            break;
        if (++digits > mostChunkDigits)
            return std::nullopt;
        size = size * 16 + digit;
    }
    if (digits == 0 || (digits < line.size() && line[digits] != ';'))
        return std::nullopt;
    return size;
}

} // namespace

/// Boost.Beast's parser as the reader of the framing, writing body bytes where it is told to.
class RequestParser::Framing final : public beast::basic_parser<true>
{
public:
    Framing(QByteArray& body, qint64 headerLimit)
        : m_body(body)
    {
        // Ours is kept outside and counts what arrived. Without a limit, 1.74 takes every Content-Length for too long.
        body_limit(std::numeric_limits<std::uint64_t>::max());
        header_limit(static_cast<std::uint32_t>(
            std::min<qint64>(headerLimit + requestLineOverhead, std::numeric_limits<std::uint32_t>::max())));
    }

    /// Hands over one whole unit; false where Beast does not accept it or does not use all of it.
    [[nodiscard]] bool take(QByteArrayView unit)
    {
        while (!unit.empty() && !is_done()) {
            BeastError error;
            const size_t used = put(boost::asio::const_buffer(unit.data(), static_cast<size_t>(unit.size())), error);
            if (error && error != beast::error::need_more)
                return false;
            unit = unit.sliced(static_cast<qsizetype>(used));
            if (used == 0)
                break;
        }
        return unit.empty();
    }

private:
    void on_request_impl(beast::verb, string_view, string_view, int, BeastError&) override {}
    void on_response_impl(int, string_view, int, BeastError&) override {}
    void on_field_impl(beast::field, string_view, string_view, BeastError&) override {}
    void on_header_impl(BeastError&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, BeastError&) override {}
    size_t on_body_impl(string_view bytes, BeastError&) override
    {
        m_body.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
        return bytes.size();
    }
    void on_chunk_header_impl(std::uint64_t, string_view, BeastError&) override {}
    size_t on_chunk_body_impl(std::uint64_t, string_view bytes, BeastError& error) override
    {
        return on_body_impl(bytes, error);
    }
    void on_finish_impl(BeastError&) override {}

    QByteArray& m_body;
};

RequestParser::RequestParser(const Limits& limits)
    : m_limits(limits)
{
    m_message.complete = false;
}

RequestParser::~RequestParser() = default;

qsizetype RequestParser::feed(QByteArrayView bytes)
{
    qsizetype used = 0;
    while (used < bytes.size() && m_state != State::Complete && m_state != State::Refused)
        step(bytes, used);
    return used;
}

bool RequestParser::expectsContinue() const
{
    return m_expectContinue && m_state == State::Body && m_message.body.isEmpty() && m_unit.isEmpty();
}

Message RequestParser::take()
{
    Message message = std::move(m_message);
    message.complete = m_state == State::Complete;
    m_message = Message();
    m_message.complete = false;
    m_state = State::Idle;
    m_phase = Phase::EmptyLines;
    m_refusal.reset();
    m_framing.reset();
    m_unit.clear();
    m_lineStart = 0;
    m_remaining = 0;
    m_chunked = m_keepAlive = m_expectContinue = false;
    return message;
}

void RequestParser::refuse(int status, const char* reason)
{
    m_refusal = Refusal{status, reason};
    m_state = State::Refused;
    m_keepAlive = false;
}

void RequestParser::step(QByteArrayView bytes, qsizetype& used)
{
    switch (m_phase) {
    case Phase::EmptyLines: return readEmptyLines(bytes, used);
    case Phase::RequestLine: return readRequestLine(bytes, used);
    case Phase::HeaderLines: return readHeaderLine(bytes, used);
    case Phase::FixedBody: return readFixedBody(bytes, used);
    case Phase::ChunkEnd: return readChunkEnd(bytes, used);
    case Phase::ChunkLine: return readChunkLine(bytes, used);
    case Phase::ChunkData: return readChunkData(bytes, used);
    case Phase::TrailerLines: return readTrailerLine(bytes, used);
    }
}

// Appends to `into` up to and with the next LF, while `into` stays within `limit` bytes.
RequestParser::Line RequestParser::readLine(QByteArrayView bytes, qsizetype& used, QByteArray& into, qint64 limit)
{
    const QByteArrayView room =
        bytes.sliced(used).first(std::min<qsizetype>(bytes.size() - used, std::max<qint64>(0, limit - into.size())));
    const qsizetype end = room.indexOf('\n');
    const QByteArrayView part = end < 0 ? room : room.first(end + 1);
    into.append(part);
    used += part.size();
    if (end >= 0)
        return Line::Whole;
    return into.size() >= limit ? Line::TooLong : Line::Partial;
}

// Empty lines before a request are skipped (RFC 9112 2.2): some clients end a body with one. They are no part of it.
void RequestParser::readEmptyLines(QByteArrayView bytes, qsizetype& used)
{
    constexpr qsizetype mostSkipped = 8;
    const char c = bytes[used];
    if (c != '\r' && c != '\n') {
        m_unit.clear();
        m_state = State::Head;
        m_phase = Phase::RequestLine;
        return;
    }
    ++used;
    m_unit.append(c);
    const bool wrongOrder = (c == '\n') != (m_unit.size() % 2 == 0);
    if (wrongOrder || m_unit.size() > mostSkipped) {
        m_message.rawHead = m_unit;
        refuse(400, wrongOrder ? "line_end_malformed" : "request_line_malformed");
    }
}

void RequestParser::readRequestLine(QByteArrayView bytes, qsizetype& used)
{
    QByteArray& head = m_message.rawHead;
    if (head.isEmpty() && bytes[used] == tlsHandshake) {
        head.append(bytes[used++]);
        return refuse(400, "tls_on_plain_port");
    }
    const qint64 longest = std::min(m_limits.headers, m_limits.target + requestLineOverhead);
    switch (readLine(bytes, used, head, longest)) {
    case Line::Partial: return;
    case Line::TooLong:
        return longest < m_limits.headers ? refuse(414, "target_too_long") : refuse(431, "headers_too_large");
    case Line::Whole: break;
    }
    if (!endsWell(head))
        return refuse(400, "line_end_malformed");
    parseRequestLine(withoutLineEnd(head));
    m_lineStart = head.size();
    m_phase = Phase::HeaderLines;
}

void RequestParser::parseRequestLine(QByteArrayView line)
{
    const std::optional<headlines::RequestLine> parts = headlines::splitRequestLine(line);
    if (!parts || parts->version.empty())
        return refuse(400, "request_line_malformed");
    m_message.method = parts->method.toByteArray();
    m_message.target = parts->target.toByteArray();
    m_message.version = parts->version.toByteArray();
    const QByteArray& target = m_message.target;
    if (m_message.version == "HTTP/2.0" && m_message.method == "PRI")
        return refuse(505, "http2_unsupported"); // the preface of RFC 9113 3.4
    if (!m_message.version.startsWith("HTTP/"))
        return refuse(400, "request_line_malformed");
    if (m_message.version != "HTTP/1.1" && m_message.version != "HTTP/1.0")
        return refuse(505, "version_unsupported");
    if (m_message.method.size() > longestMethod || m_message.method == "CONNECT")
        return refuse(501, "method_unsupported");
    if (target.size() > m_limits.target)
        return refuse(414, "target_too_long");
    const QByteArray scheme = target.left(target.indexOf("://")).toLower();
    const bool absolute = (scheme == "http" || scheme == "https") && target.size() > scheme.size() + 3;
    if (!target.startsWith('/') && !absolute && !(target == "*" && m_message.method == "OPTIONS"))
        refuse(400, "target_malformed");
}

void RequestParser::readHeaderLine(QByteArrayView bytes, qsizetype& used)
{
    QByteArray& head = m_message.rawHead;
    switch (readLine(bytes, used, head, m_limits.headers)) {
    case Line::Partial: return;
    case Line::TooLong: return refuse(431, "headers_too_large");
    case Line::Whole: break;
    }
    const QByteArrayView line = QByteArrayView(head).sliced(m_lineStart);
    m_lineStart = head.size();
    if (!endsWell(line))
        return refuse(400, "line_end_malformed");
    if (line.size() == 2)
        return finishHead();
    if (m_message.headers.size() >= static_cast<size_t>(m_limits.headerCount))
        return refuse(431, "too_many_headers");
    headlines::FieldLine field = headlines::splitField(withoutLineEnd(line));
    switch (field.fault) {
    case headlines::FieldFault::Folded: return refuse(400, "header_folded");
    case headlines::FieldFault::NoColon: return refuse(400, "header_malformed");
    case headlines::FieldFault::Name: return refuse(400, "header_name_malformed");
    case headlines::FieldFault::Value: return refuse(400, "header_value_malformed");
    case headlines::FieldFault::None: break;
    }
    m_message.headers.push_back(std::move(field.header));
}

bool RequestParser::checkHost()
{
    const size_t hosts = m_message.headers.count("host");
    if (hosts > 1)
        refuse(400, "host_repeated");
    else if (hosts == 0 && m_message.version == "HTTP/1.1")
        refuse(400, "host_missing");
    else if (!headlines::isHostValue(m_message.headers.value("host")))
        refuse(400, "host_malformed");
    return !m_refusal;
}

bool RequestParser::checkLength()
{
    const Headers& headers = m_message.headers;
    const size_t lengths = headers.count("content-length");
    const size_t encodings = headers.count("transfer-encoding");
    if (encodings > 0) {
        const QByteArray coding = headers.value("transfer-encoding").toLower();
        if (lengths > 0)
            refuse(400, "length_ambiguous");
        else if (encodings > 1)
            refuse(400, "transfer_encoding_repeated");
        else if (m_message.version == "HTTP/1.0" || (coding != "chunked" && coding.contains("chunked,")))
            refuse(400, "transfer_encoding_malformed");
        else if (coding != "chunked")
            refuse(501, "transfer_encoding_unsupported");
        m_chunked = true;
    } else if (lengths > 1) {
        refuse(400, "content_length_repeated");
    } else if (lengths == 1) {
        const std::optional<qint64> length = headlines::decimal(headers.value("content-length"));
        if (!length)
            refuse(400, "content_length_malformed");
        else
            m_remaining = *length;
    } else if (m_message.version == "HTTP/1.0" && hasBody(m_message.method)) {
        refuse(411, "length_required");
    }
    return !m_refusal;
}

bool RequestParser::checkExpect()
{
    if (m_message.version == "HTTP/1.0" || !m_message.headers.contains("expect"))
        return true; // RFC 9110 10.1.1: ignored in HTTP/1.0
    if (!headlines::sameName(m_message.headers.joined("expect"), "100-continue")) {
        refuse(417, "expectation_unknown");
        return false;
    }
    m_expectContinue = m_chunked || m_remaining > 0;
    // The client asks before it sends: then it need not send what will not be accepted.
    if (m_expectContinue && m_remaining > m_limits.body)
        refuse(413, "body_too_large");
    return !m_refusal;
}

void RequestParser::finishHead()
{
    if (!checkHost() || !checkLength() || !checkExpect())
        return;
    m_framing = std::make_unique<Framing>(m_message.body, m_limits.headers);
    // After the policy only the Connection header's list can still be wrong.
    if (!m_framing->take(m_message.rawHead))
        return refuse(400, "connection_malformed");
    m_keepAlive = m_framing->keep_alive();
    m_state = State::Body;
    if (m_chunked) {
        m_lineStart = 0;
        m_phase = Phase::ChunkLine;
    } else if (m_remaining > 0) {
        m_phase = Phase::FixedBody;
        m_message.body.reserve(std::min(m_remaining, largestReserve));
    } else {
        m_state = State::Complete;
    }
}

// A body over the limit is read up to the limit before it is refused: what arrived is kept for the user to see.
void RequestParser::readFixedBody(QByteArrayView bytes, qsizetype& used)
{
    const qint64 room = m_limits.body - m_message.body.size();
    const qsizetype size = std::min<qint64>({bytes.size() - used, m_remaining, room});
    if (size > 0 && !m_framing->take(bytes.sliced(used, size)))
        return refuse(400, "request_line_malformed");
    used += size;
    m_remaining -= size;
    if (m_remaining == 0)
        m_state = State::Complete;
    else if (size == room)
        refuse(413, "body_too_large");
}

void RequestParser::readChunkEnd(QByteArrayView bytes, qsizetype& used)
{
    const char c = bytes[used++];
    m_unit.append(c);
    if (c != (m_unit.size() == 1 ? '\r' : '\n'))
        return refuse(400, "chunk_malformed");
    if (m_unit.size() == 2) {
        m_lineStart = 2;
        m_phase = Phase::ChunkLine;
    }
}

void RequestParser::readChunkLine(QByteArrayView bytes, qsizetype& used)
{
    const Line state = readLine(bytes, used, m_unit, m_lineStart + longestChunkLine);
    if (state == Line::Partial)
        return;
    const QByteArrayView line = QByteArrayView(m_unit).sliced(m_lineStart);
    if (state == Line::TooLong || !endsWell(line) || !headlines::isFieldText(withoutLineEnd(line)))
        return refuse(400, "chunk_malformed");
    const std::optional<qint64> size = chunkSize(withoutLineEnd(line));
    if (!size)
        return refuse(400, "chunk_malformed");
    if (*size == 0) { // the last chunk goes to Beast together with the trailers
        m_lineStart = m_unit.size();
        m_phase = Phase::TrailerLines;
        return;
    }
    if (!m_framing->take(m_unit))
        return refuse(400, "chunk_malformed");
    m_unit.clear();
    m_remaining = *size;
    m_phase = Phase::ChunkData;
}

void RequestParser::readChunkData(QByteArrayView bytes, qsizetype& used)
{
    const qint64 room = m_limits.body - m_message.body.size();
    if (room == 0)
        return refuse(413, "body_too_large");
    const qsizetype size = std::min<qint64>({bytes.size() - used, m_remaining, room});
    if (!m_framing->take(bytes.sliced(used, size)))
        return refuse(400, "chunk_malformed");
    used += size;
    m_remaining -= size;
    if (m_remaining == 0) {
        m_lineStart = 0;
        m_phase = Phase::ChunkEnd;
    }
}

void RequestParser::readTrailerLine(QByteArrayView bytes, qsizetype& used)
{
    switch (readLine(bytes, used, m_unit, m_limits.headers + longestChunkLine - m_message.rawHead.size())) {
    case Line::Partial: return;
    case Line::TooLong: return refuse(431, "headers_too_large");
    case Line::Whole: break;
    }
    const QByteArrayView line = QByteArrayView(m_unit).sliced(m_lineStart);
    m_lineStart = m_unit.size();
    if (!endsWell(line))
        return refuse(400, "line_end_malformed");
    if (line.size() == 2) {
        if (!m_framing->take(m_unit))
            return refuse(400, "chunk_malformed");
        m_state = State::Complete;
        return;
    }
    if (m_message.headers.size() + m_message.trailers.size() >= static_cast<size_t>(m_limits.headerCount))
        return refuse(431, "too_many_headers");
    headlines::FieldLine field = headlines::splitField(withoutLineEnd(line));
    if (field.fault == headlines::FieldFault::Folded)
        return refuse(400, "header_folded");
    if (field.fault != headlines::FieldFault::None)
        return refuse(400, "header_malformed");
    for (const char* name : {"content-length", "transfer-encoding", "host", "connection"}) {
        if (headlines::sameName(field.header.name, name))
            return refuse(400, "trailer_forbidden");
    }
    m_message.trailers.push_back(std::move(field.header));
}

} // namespace hw::http
