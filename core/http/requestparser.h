#pragma once

#include "core/http/limits.h"
#include "core/http/message.h"

#include <memory>
#include <optional>

namespace hw::http {

/// Reads HTTP/1.1 and 1.0 requests (RFC 9112) from bytes in any split: the outcome is a function of the bytes alone.
///
/// Lines, header fields and everything that decides where a message ends pass a strict policy of our own first; body
/// and chunk framing are then read by Boost.Beast's parser, which is only ever handed whole heads and whole chunk
/// headers. What servers and proxies are known to read differently is refused (RFC 9112 11.2, request smuggling).
///
/// Reasons of refusal and their status:
/// 400 request_line_malformed, target_malformed, line_end_malformed (bare LF or CR), header_malformed,
///     header_name_malformed (white space before the colon included), header_value_malformed, header_folded,
///     host_missing, host_repeated, host_malformed, content_length_malformed, content_length_repeated,
///     length_ambiguous (Content-Length beside Transfer-Encoding), transfer_encoding_repeated,
///     transfer_encoding_malformed, connection_malformed, chunk_malformed, trailer_forbidden, tls_on_plain_port;
/// 411 length_required (HTTP/1.0 with a method that carries a body); 413 body_too_large; 414 target_too_long;
/// 417 expectation_unknown; 431 headers_too_large, too_many_headers; 501 method_unsupported,
/// transfer_encoding_unsupported; 505 version_unsupported, http2_unsupported.
/// The listener adds 408 headers_timeout, 408 body_timeout and 503 listener_stopping.
class RequestParser final
{
public:
    enum class State {
        Idle,     ///< no byte of the next request yet
        Head,     ///< before the blank line
        Body,     ///< head accepted, body under way
        Complete, ///< take() gives the message
        Refused,  ///< refusal() says why, take() gives what was read up to there; the connection must be closed
    };

    explicit RequestParser(const Limits& limits = {});
    ~RequestParser();
    Q_DISABLE_COPY_MOVE(RequestParser)

    /// Reads up to the end of one request and returns the number of bytes used: what follows belongs to the next one
    /// and is fed again after take(). Uses nothing once Complete or Refused.
    [[nodiscard]] qsizetype feed(QByteArrayView bytes);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const std::optional<Refusal>& refusal() const { return m_refusal; }
    /// The client waits for "100 Continue" before it sends the body, of which nothing has come yet.
    [[nodiscard]] bool expectsContinue() const;
    /// Whether the connection may carry another request after this one. Valid from Body on.
    [[nodiscard]] bool keepAlive() const { return m_keepAlive; }

    /// The message so far and a fresh start for the next request. `complete` is true only from State::Complete. A head
    /// that broke off has the lines that were whole as headers and everything in rawHead.
    [[nodiscard]] Message take();

private:
    enum class Phase { EmptyLines, RequestLine, HeaderLines, FixedBody, ChunkEnd, ChunkLine, ChunkData, TrailerLines };
    enum class Line { Partial, Whole, TooLong };
    class Framing;

    Line readLine(QByteArrayView bytes, qsizetype& used, QByteArray& into, qint64 limit);
    void refuse(int status, const char* reason);
    void step(QByteArrayView bytes, qsizetype& used);
    void readEmptyLines(QByteArrayView bytes, qsizetype& used);
    void readRequestLine(QByteArrayView bytes, qsizetype& used);
    void readHeaderLine(QByteArrayView bytes, qsizetype& used);
    void readFixedBody(QByteArrayView bytes, qsizetype& used);
    void readChunkEnd(QByteArrayView bytes, qsizetype& used);
    void readChunkLine(QByteArrayView bytes, qsizetype& used);
    void readChunkData(QByteArrayView bytes, qsizetype& used);
    void readTrailerLine(QByteArrayView bytes, qsizetype& used);
    void parseRequestLine(QByteArrayView line);
    void finishHead();
    bool checkHost();
    bool checkExpect();
    bool checkLength();

    Limits m_limits;
    State m_state = State::Idle;
    Phase m_phase = Phase::EmptyLines;
    Message m_message;
    std::optional<Refusal> m_refusal;
    std::unique_ptr<Framing> m_framing;
    QByteArray m_unit;         ///< chunk header or trailer part until it is whole
    qsizetype m_lineStart = 0; ///< of the line being read, in rawHead or m_unit
    qint64 m_remaining = 0;    ///< of the body or the chunk
    bool m_chunked = false;
    bool m_keepAlive = false;
    bool m_expectContinue = false;
};

} // namespace hw::http
