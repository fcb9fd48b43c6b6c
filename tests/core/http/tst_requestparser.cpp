#include "core/http/requestparser.h"

#include <QTest>

#include <vector>

using namespace hw::http;

namespace {

/// What a stream of bytes comes to: every request, and what was left when the bytes ended.
struct Outcome
{
    std::vector<Message> messages; ///< complete ones, then a refused or partial one
    std::optional<Refusal> refusal;
    bool keepAlive = false; ///< of the last complete one
    qsizetype used = 0;
    RequestParser::State end = RequestParser::State::Idle;
    friend bool operator==(const Outcome&, const Outcome&) = default;
};

class Run
{
public:
    explicit Run(const Limits& limits)
        : m_parser(limits)
    {}

    void feed(QByteArrayView bytes)
    {
        while (!bytes.empty() && !m_outcome.refusal) {
            const qsizetype used = m_parser.feed(bytes);
            bytes = bytes.sliced(used);
            m_outcome.used += used;
            if (m_parser.state() == RequestParser::State::Complete) {
                m_outcome.keepAlive = m_parser.keepAlive();
                m_outcome.messages.push_back(m_parser.take());
            } else if (m_parser.state() == RequestParser::State::Refused) {
                m_outcome.refusal = m_parser.refusal();
                m_outcome.messages.push_back(m_parser.take());
            }
        }
    }

    Outcome finish()
    {
        m_outcome.end = m_parser.state();
        if (m_outcome.end != RequestParser::State::Idle)
            m_outcome.messages.push_back(m_parser.take());
        return m_outcome;
    }

private:
    RequestParser m_parser;
    Outcome m_outcome;
};

Limits smallLimits()
{
    return {.body = 64, .headers = 512, .headerCount = 6, .target = 64};
}

Outcome whole(const QByteArray& bytes, const Limits& limits)
{
    Run run(limits);
    run.feed(bytes);
    return run.finish();
}

const QByteArray get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

QByteArray post(const QByteArray& headers, const QByteArray& body = {})
{
    return "POST /s/x HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n" + body;
}

QByteArray chunked(const QByteArray& body)
{
    return post("Transfer-Encoding: chunked\r\n", body);
}

} // namespace

class TestRequestParser final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exchanges_data();
    void exchanges();
    void keepsWhatCame();
    void foldsNothingIntoTrailers();
    void absoluteTarget();
    void breaksOff();
    void keepsTheBodyUpToTheLimit();
    void asksToContinue();
    void keepAlive_data();
    void keepAlive();
    void defaultLimits();
    void startsAfresh();
};

// One row per stream of bytes: `reason` and `status` of the refusal (0 = none), bodies of the complete requests joined
// by "|", and whether the stream ends inside a request.
void TestRequestParser::exchanges_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArray>("bodies");
    QTest::addColumn<bool>("partial");

    const auto accepted = [](const char* name, const QByteArray& bytes, const QByteArray& bodies) {
        QTest::newRow(name) << bytes << 0 << QByteArray() << bodies << false;
    };
    const auto partial = [](const char* name, const QByteArray& bytes) {
        QTest::newRow(name) << bytes << 0 << QByteArray() << QByteArray() << true;
    };
    const auto refused = [](const char* name, const QByteArray& bytes, int status, const QByteArray& reason) {
        QTest::newRow(name) << bytes << status << reason << QByteArray() << false;
    };

    // Plain requests.
    accepted("get", get, "");
    accepted("get without a body has none", "GET /s/x?a=1&b=%20 HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n", "");
    accepted("head", "HEAD / HTTP/1.1\r\nHost: a\r\n\r\n", "");
    accepted("options asterisk", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "");
    accepted("own method", "NOTIFY /s/x HTTP/1.1\r\nHost: a\r\n\r\n", "");
    accepted("lower-case method stays", "post /s/x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi", "hi");
    accepted("post with length", post("Content-Length: 5\r\n", "hello"), "hello");
    accepted("post without length has no body", post(""), "");
    accepted("length zero", post("Content-Length: 0\r\n"), "");
    accepted("length with leading zeros", post("Content-Length: 0005\r\n", "hello"), "hello");
    accepted("get with a body", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", "abc");
    accepted("delete with a body", "DELETE / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", "abc");
    accepted("body that looks like a request", post("Content-Length: 18\r\n", "GET / HTTP/1.1\r\n\r\n"),
             "GET / HTTP/1.1\r\n\r\n");
    accepted("body at the limit", post("Content-Length: 64\r\n", QByteArray(64, 'x')), QByteArray(64, 'x'));
    accepted("absolute target", "GET http://a.test/s/x HTTP/1.1\r\nHost: a.test\r\n\r\n", "");
    accepted("absolute https target", "GET https://a.test HTTP/1.1\r\nHost: a.test\r\n\r\n", "");
    accepted("utf-8 in the target", "GET /s/\xc3\xa4 HTTP/1.1\r\nHost: a\r\n\r\n", "");
    accepted("empty header value", "GET / HTTP/1.1\r\nHost: a\r\nX:\r\nY: \t \r\n\r\n", "");
    accepted("latin-1 and tab in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: caf\xe9\tx\r\n\r\n", "");
    accepted("no space after the colon", "GET / HTTP/1.1\r\nHost:a\r\nX:y\r\n\r\n", "");
    accepted("empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", "");
    accepted("host with port", "GET / HTTP/1.1\r\nHost: localhost:4400\r\n\r\n", "");
    accepted("host as ipv6", "GET / HTTP/1.1\r\nHost: [::1]:4400\r\n\r\n", "");
    accepted("six headers", "GET / HTTP/1.1\r\nHost: a\r\nA:1\r\nB:2\r\nC:3\r\nD:4\r\nE:5\r\n\r\n", "");
    accepted("upgrade to h2c is ignored",
             "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n", "");

    // HTTP/1.0.
    accepted("1.0 without host", "GET / HTTP/1.0\r\n\r\n", "");
    accepted("1.0 post", "POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\nok", "ok");
    accepted("1.0 ignores expect", "POST / HTTP/1.0\r\nExpect: x\r\nContent-Length: 2\r\n\r\nok", "ok");
    refused("1.0 post without length", "POST / HTTP/1.0\r\n\r\n", 411, "length_required");
    refused("1.0 chunked", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
            "transfer_encoding_malformed");

    // Several on one connection.
    accepted("two gets", get + get, "|");
    accepted("three posts",
             post("Content-Length: 1\r\n", "a") + post("Content-Length: 1\r\n", "b") + chunked("1\r\nc\r\n0\r\n\r\n"),
             "a|b|c");
    accepted("empty line between requests", post("Content-Length: 1\r\n", "a") + "\r\n" + get, "a|");
    accepted("empty line after the last", get + "\r\n", "");
    refused("bare line feed before a request", "\n" + get, 400, "line_end_malformed");
    refused("carriage returns before a request", "\r\r\n" + get, 400, "line_end_malformed");
    refused("many empty lines", QByteArray("\r\n").repeated(6) + get, 400, "request_line_malformed");

    // Chunked bodies.
    accepted("one chunk", chunked("5\r\nhello\r\n0\r\n\r\n"), "hello");
    accepted("two chunks", chunked("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"), "hello world");
    accepted("no chunk", chunked("0\r\n\r\n"), "");
    accepted("hexadecimal size", chunked("A\r\n0123456789\r\n0\r\n\r\n"), "0123456789");
    accepted("lower-case size", chunked("a\r\n0123456789\r\n00\r\n\r\n"), "0123456789");
    accepted("leading zeros", chunked("0005\r\nhello\r\n000\r\n\r\n"), "hello");
    accepted("chunk extension", chunked("5;name=value\r\nhello\r\n0;last\r\n\r\n"), "hello");
    accepted("quoted chunk extension", chunked("5;name=\"a b\"\r\nhello\r\n0\r\n\r\n"), "hello");
    accepted("line ends in the data", chunked("4\r\n\r\n\r\n\r\n0\r\n\r\n"), "\r\n\r\n");
    accepted("trailer", chunked("2\r\nhi\r\n0\r\nX-Sum: 1\r\n\r\n"), "hi");
    accepted("case of chunked", post("Transfer-Encoding: Chunked\r\n", "1\r\na\r\n0\r\n\r\n"), "a");
    accepted("chunks up to the limit",
             chunked("20\r\n" + QByteArray(32, 'a') + "\r\n20\r\n" + QByteArray(32, 'b') + "\r\n0\r\n\r\n"),
             QByteArray(32, 'a') + QByteArray(32, 'b'));
    refused("chunk without size", chunked("\r\nhello\r\n0\r\n\r\n"), 400, "chunk_malformed");
    refused("chunk size is no number", chunked("x\r\nhello\r\n0\r\n\r\n"), 400, "chunk_malformed");
    refused("chunk size with sign", chunked("+5\r\nhello\r\n0\r\n\r\n"), 400, "chunk_malformed");
    refused("chunk size with 0x", chunked("0x5\r\nhello\r\n0\r\n\r\n"), 400, "chunk_malformed");
    refused("chunk size with space", chunked("5 \r\nhello\r\n0\r\n\r\n"), 400, "chunk_malformed");
    refused("chunk size overflows", chunked("10000000000000005\r\nhello\r\n0\r\n\r\n"), 400, "chunk_malformed");
    refused("chunk size in bare line feed", chunked("5\nhello\r\n0\r\n\r\n"), 400, "chunk_malformed");
    refused("line feed in a chunk extension", chunked("5;a\nb\r\nhello\r\n0\r\n\r\n"), 400, "chunk_malformed");
    refused("bad chunk extension", chunked("5;=\r\nhello\r\n0\r\n\r\n"), 400, "chunk_malformed");
    refused("chunk longer than its size", chunked("4\r\nhello\r\n0\r\n\r\n"), 400, "chunk_malformed");
    refused("chunk ends in bare line feed", chunked("5\r\nhello\n0\r\n\r\n"), 400, "chunk_malformed");
    refused("endless chunk line", chunked("5;" + QByteArray(5000, 'a')), 400, "chunk_malformed");
    refused("trailer decides the length", chunked("0\r\nContent-Length: 5\r\n\r\n"), 400, "trailer_forbidden");
    refused("trailer decides the framing", chunked("0\r\nTransfer-Encoding: chunked\r\n\r\n"), 400,
            "trailer_forbidden");
    refused("trailer names a host", chunked("0\r\nHost: b\r\n\r\n"), 400, "trailer_forbidden");
    refused("folded trailer", chunked("0\r\nX: 1\r\n 2\r\n\r\n"), 400, "header_folded");
    refused("trailer without colon", chunked("0\r\nfoo\r\n\r\n"), 400, "header_malformed");
    refused("trailer in bare line feed", chunked("0\r\nX: 1\n\r\n"), 400, "line_end_malformed");
    refused("too many trailers", chunked("0\r\nA:1\r\nB:1\r\nC:1\r\nD:1\r\nE:1\r\n\r\n"), 431, "too_many_headers");
    refused("endless trailer", chunked("0\r\nA:" + QByteArray(5000, 'a')), 431, "headers_too_large");
    refused("chunks over the limit", chunked("40\r\n" + QByteArray(64, 'a') + "\r\n1\r\nb\r\n0\r\n\r\n"), 413,
            "body_too_large");
    refused("huge chunk", chunked("fffffff\r\n" + QByteArray(65, 'a')), 413, "body_too_large");

    // Disagreement about where a request ends.
    refused("two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello"), 400, "content_length_repeated");
    refused("two equal lengths", post("Content-Length: 5\r\ncontent-length: 5\r\n", "hello"), 400,
            "content_length_repeated");
    refused("list of lengths", post("Content-Length: 1, 1\r\n", "a"), 400, "content_length_malformed");
    refused("signed length", post("Content-Length: +5\r\n", "hello"), 400, "content_length_malformed");
    refused("negative length", post("Content-Length: -1\r\n"), 400, "content_length_malformed");
    refused("hexadecimal length", post("Content-Length: 0x5\r\n", "hello"), 400, "content_length_malformed");
    refused("empty length", post("Content-Length:\r\n"), 400, "content_length_malformed");
    refused("length with space", post("Content-Length: 5 5\r\n", "hello"), 400, "content_length_malformed");
    refused("length over 64 bits", post("Content-Length: 18446744073709551621\r\n", "hello"), 400,
            "content_length_malformed");
    refused("length and chunked", post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400,
            "length_ambiguous");
    refused("chunked and length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"), 400,
            "length_ambiguous");
    refused("two encodings", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", "0\r\n\r\n"), 400,
            "transfer_encoding_repeated");
    refused("chunked twice", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n"), 400,
            "transfer_encoding_malformed");
    refused("chunked before another", post("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n"), 400,
            "transfer_encoding_malformed");
    refused("gzip and chunked", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501,
            "transfer_encoding_unsupported");
    refused("identity", post("Transfer-Encoding: identity\r\n"), 501, "transfer_encoding_unsupported");
    refused("almost chunked", post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 501,
            "transfer_encoding_unsupported");
    refused("empty encoding", post("Transfer-Encoding:\r\n"), 501, "transfer_encoding_unsupported");
    refused("vertical tab before chunked", post("Transfer-Encoding: \vchunked\r\n", "0\r\n\r\n"), 400,
            "header_value_malformed");
    refused("space before the colon", post("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), 400,
            "header_name_malformed");
    refused("folded header", post("X: a\r\n b\r\n"), 400, "header_folded");
    refused("folded with tab", post("X: a\r\n\tb\r\n"), 400, "header_folded");
    refused("folded first header", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400, "header_folded");
    refused("line of white space", post(" \r\n"), 400, "header_folded");

    // Host.
    refused("no host", "GET / HTTP/1.1\r\n\r\n", 400, "host_missing");
    refused("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400, "host_repeated");
    refused("two equal hosts", "GET / HTTP/1.1\r\nHost: a\r\nhost: a\r\n\r\n", 400, "host_repeated");
    refused("two hosts in 1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400, "host_repeated");
    refused("host with path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, "host_malformed");
    refused("host with user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400, "host_malformed");
    refused("host with space", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "host_malformed");

    // Lines and characters.
    refused("bare line feeds", "GET / HTTP/1.1\nHost: a\n\n", 400, "line_end_malformed");
    refused("one bare line feed", "GET / HTTP/1.1\r\nHost: a\n\r\n", 400, "line_end_malformed");
    refused("bare carriage return in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", 400,
            "line_end_malformed");
    refused("double carriage return", "GET / HTTP/1.1\r\nHost: a\r\r\n\r\n", 400, "line_end_malformed");
    refused("nul in a value", QByteArrayLiteral("GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n"), 400,
            "header_value_malformed");
    refused("delete in a value", "GET / HTTP/1.1\r\nHost: a\r\nX: a\x7f\r\n\r\n", 400, "header_value_malformed");
    refused("nul in the target", QByteArrayLiteral("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n"), 400,
            "request_line_malformed");
    refused("header without colon", "GET / HTTP/1.1\r\nHost a\r\n\r\n", 400, "header_malformed");
    refused("header without name", "GET / HTTP/1.1\r\n: a\r\n\r\n", 400, "header_name_malformed");
    refused("header name in brackets", "GET / HTTP/1.1\r\nHo(s)t: a\r\n\r\n", 400, "header_name_malformed");
    refused("header name not ascii", "GET / HTTP/1.1\r\nH\xc3\xb6st: a\r\n\r\n", 400, "header_name_malformed");
    refused("connection list", "GET / HTTP/1.1\r\nHost: a\r\nConnection: (close)\r\n\r\n", 400, "connection_malformed");

    // Request line.
    refused("0.9", "GET /\r\n\r\n", 400, "request_line_malformed");
    refused("two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400, "request_line_malformed");
    refused("tab as space", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400, "request_line_malformed");
    refused("space in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400, "request_line_malformed");
    refused("space at the end", "GET / HTTP/1.1 \r\nHost: a\r\n\r\n", 400, "request_line_malformed");
    refused("no method", " / HTTP/1.1\r\nHost: a\r\n\r\n", 400, "request_line_malformed");
    refused("method is no token", "G<T / HTTP/1.1\r\nHost: a\r\n\r\n", 400, "request_line_malformed");
    refused("lower-case http", "GET / http/1.1\r\nHost: a\r\n\r\n", 400, "request_line_malformed");
    refused("random bytes", QByteArray("\x80\x01\x02\x03\r\n\r\n"), 400, "request_line_malformed");
    refused("relative target", "GET s/x HTTP/1.1\r\nHost: a\r\n\r\n", 400, "target_malformed");
    refused("asterisk for get", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400, "target_malformed");
    refused("another scheme", "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400, "target_malformed");
    refused("connect", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501, "method_unsupported");
    refused("endless method", QByteArray(40, 'A') + " / HTTP/1.1\r\nHost: a\r\n\r\n", 501, "method_unsupported");
    refused("1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505, "version_unsupported");
    refused("2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505, "version_unsupported");
    refused("3", "GET / HTTP/3\r\nHost: a\r\n\r\n", 505, "version_unsupported");
    refused("preface of http/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "http2_unsupported");
    refused("tls", QByteArray("\x16\x03\x01\x02", 4), 400, "tls_on_plain_port");

    // Sizes.
    accepted("target at the limit", "GET /" + QByteArray(63, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", "");
    refused("target over the limit", "GET /" + QByteArray(64, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414,
            "target_too_long");
    refused("endless target", "GET /" + QByteArray(1000, 'a'), 414, "target_too_long");
    refused("big header", "GET / HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(500, 'a') + "\r\n\r\n", 431,
            "headers_too_large");
    refused("endless header", "GET / HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(5000, 'a'), 431, "headers_too_large");
    refused("seven headers", "GET / HTTP/1.1\r\nHost: a\r\nA:1\r\nB:2\r\nC:3\r\nD:4\r\nE:5\r\nF:6\r\n\r\n", 431,
            "too_many_headers");
    refused("body over the limit", post("Content-Length: 65\r\n", QByteArray(65, 'x')), 413, "body_too_large");
    refused("body far over the limit", post("Content-Length: 999999999999\r\n", QByteArray(70, 'x')), 413,
            "body_too_large");

    // Expect.
    accepted("continue", post("Expect: 100-continue\r\nContent-Length: 2\r\n", "ok"), "ok");
    accepted("continue without a body", "GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\n\r\n", "");
    refused("another expectation", post("Expect: 200-ok\r\nContent-Length: 2\r\n", "ok"), 417, "expectation_unknown");
    refused("continue with too big a body", post("Expect: 100-continue\r\nContent-Length: 65\r\n"), 413,
            "body_too_large");

    // Broken off.
    partial("half a request line", "POST /s/x HT");
    partial("half a head", "POST /s/x HTTP/1.1\r\nHost: a\r\nContent-Le");
    partial("head without its end", "GET / HTTP/1.1\r\nHost: a\r\n");
    partial("half a body", post("Content-Length: 10\r\n", "hello"));
    partial("no body", post("Content-Length: 10\r\n"));
    partial("half a chunk", chunked("5\r\nhel"));
    partial("between chunks", chunked("5\r\nhello\r\n"));
    partial("before the last line end", chunked("5\r\nhello\r\n0\r\n"));
    partial("half a trailer", chunked("5\r\nhello\r\n0\r\nX-Su"));
}

void TestRequestParser::exchanges()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(QByteArray, reason);
    QFETCH(QByteArray, bodies);
    QFETCH(bool, partial);

    const Outcome outcome = whole(bytes, smallLimits());
    QCOMPARE(outcome.refusal ? outcome.refusal->reason : QByteArray(), reason);
    QCOMPARE(outcome.refusal ? outcome.refusal->status : 0, status);
    if (status != 0 || partial) {
        QCOMPARE(outcome.messages.size(), size_t(1));
        QVERIFY(!outcome.messages.front().complete);
        QCOMPARE(outcome.end != RequestParser::State::Idle, partial);
        QVERIFY(bytes.startsWith(outcome.messages.front().rawHead));
    } else {
        QByteArray joined;
        for (const Message& message : outcome.messages) {
            QVERIFY(message.complete);
            joined += (joined.isNull() ? QByteArray("") : QByteArray("|")) + message.body;
        }
        QCOMPARE(joined, bodies);
        QCOMPARE(outcome.used, bytes.size());
    }

    Run single(smallLimits());
    for (const char& c : bytes)
        single.feed(QByteArrayView(&c, 1));
    QVERIFY2(single.finish() == outcome, "byte by byte");

    for (qsizetype cut = 1; cut < bytes.size(); ++cut) {
        Run run(smallLimits());
        run.feed(QByteArrayView(bytes).first(cut));
        run.feed(QByteArrayView(bytes).sliced(cut));
        QVERIFY2(run.finish() == outcome, qPrintable(QStringLiteral("cut at %1").arg(cut)));
    }
}

void TestRequestParser::keepsWhatCame()
{
    const QByteArray head =
        "POST /s/x?y=%2F HTTP/1.1\r\nX-B: 1\r\nhOsT: a:1\r\nx-b:  two \r\nX-B:3\r\nContent-Length: 4\r\n\r\n";
    const QByteArray body("\0\xff\r\n", 4);
    const Outcome outcome = whole(head + body, {});
    QCOMPARE(outcome.messages.size(), size_t(1));
    const Message& message = outcome.messages.front();
    QCOMPARE(message.rawHead, head);
    QCOMPARE(message.body, body);
    QCOMPARE(message.method, "POST");
    QCOMPARE(message.target, "/s/x?y=%2F");
    QCOMPARE(message.version, "HTTP/1.1");
    const Headers expected{{"X-B", "1"}, {"hOsT", "a:1"}, {"x-b", "two"}, {"X-B", "3"}, {"Content-Length", "4"}};
    QCOMPARE(message.headers, expected);
    QVERIFY(message.trailers.empty());
}

void TestRequestParser::foldsNothingIntoTrailers()
{
    const Outcome outcome = whole(chunked("2\r\nhi\r\n0\r\nX-Sum: 1\r\nx-sum: 2\r\n\r\n"), {});
    QCOMPARE(outcome.messages.size(), size_t(1));
    const Headers trailers{{"X-Sum", "1"}, {"x-sum", "2"}};
    QCOMPARE(outcome.messages.front().trailers, trailers);
    const Headers headers{{"Host", "a"}, {"Transfer-Encoding", "chunked"}};
    QCOMPARE(outcome.messages.front().headers, headers);
}

void TestRequestParser::absoluteTarget()
{
    const Outcome outcome = whole("GET http://a.test:1/s/x?q=1 HTTP/1.1\r\nHost: b\r\n\r\n", {});
    QCOMPARE(outcome.messages.front().target, "http://a.test:1/s/x?q=1");
    QCOMPARE(outcome.messages.front().path(), "/s/x");
    QCOMPARE(outcome.messages.front().query(), "q=1");
}

void TestRequestParser::breaksOff()
{
    Outcome outcome = whole("POST /s/x HTTP/1.1\r\nHost: a\r\nX-Ha", {});
    QCOMPARE(outcome.end, RequestParser::State::Head);
    QCOMPARE(outcome.messages.front().target, "/s/x");
    QCOMPARE(outcome.messages.front().headers, (Headers{{"Host", "a"}}));
    QCOMPARE(outcome.messages.front().rawHead, "POST /s/x HTTP/1.1\r\nHost: a\r\nX-Ha");

    outcome = whole(chunked("5\r\nhello\r\n5\r\nwo"), {});
    QCOMPARE(outcome.end, RequestParser::State::Body);
    QCOMPARE(outcome.messages.front().body, "hellowo");
    QVERIFY(!outcome.messages.front().complete);
}

void TestRequestParser::keepsTheBodyUpToTheLimit()
{
    const Outcome fixed = whole(post("Content-Length: 100\r\n", QByteArray(100, 'x')), smallLimits());
    QCOMPARE(fixed.messages.front().body, QByteArray(64, 'x'));
    const Outcome chunks = whole(chunked("64\r\n" + QByteArray(100, 'x') + "\r\n0\r\n\r\n"), smallLimits());
    QCOMPARE(chunks.messages.front().body, QByteArray(64, 'x'));
    QCOMPARE(chunks.messages.front().target, "/s/x");
}

void TestRequestParser::asksToContinue()
{
    RequestParser parser;
    const QByteArray head = post("Expect: 100-continue\r\nContent-Length: 2\r\n");
    QCOMPARE(parser.feed(head), head.size());
    QCOMPARE(parser.state(), RequestParser::State::Body);
    QVERIFY(parser.expectsContinue());
    QCOMPARE(parser.feed("o"), 1);
    QVERIFY(!parser.expectsContinue());
    QCOMPARE(parser.feed("k"), 1);
    QCOMPARE(parser.state(), RequestParser::State::Complete);
    QVERIFY(!parser.expectsContinue());
}

void TestRequestParser::keepAlive_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("keeps");
    QTest::newRow("1.1") << get << true;
    QTest::newRow("1.1 close") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n") << false;
    QTest::newRow("1.1 close in a list") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nconnection: te, Close\r\n\r\n")
                                         << false;
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
    QTest::newRow("1.0 keep-alive") << QByteArray("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n") << true;
}

void TestRequestParser::keepAlive()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, keeps);
    QCOMPARE(whole(bytes, {}).keepAlive, keeps);
}

void TestRequestParser::defaultLimits()
{
    const Limits limits;
    const QByteArray target = "/" + QByteArray(limits.target - 1, 'a');
    QCOMPARE(whole("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n", limits).messages.front().target, target);

    QByteArray many = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (int i = 1; i < limits.headerCount; ++i)
        many += "X-" + QByteArray::number(i) + ": " + QByteArray(280, 'v') + "\r\n";
    QVERIFY(many.size() > 32 * 1024);
    const Outcome full = whole(many + "\r\n", limits);
    QVERIFY(!full.refusal);
    QCOMPARE(full.messages.front().headers.size(), size_t(limits.headerCount));
    QCOMPARE(whole(many + "X: 1\r\n\r\n", limits).refusal, (Refusal{431, "too_many_headers"}));

    const QByteArray big(limits.body, 'b');
    const Outcome body = whole(
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(big.size()) + "\r\n\r\n" + big, limits);
    QVERIFY(!body.refusal);
    QCOMPARE(body.messages.front().body, big);
}

void TestRequestParser::startsAfresh()
{
    RequestParser parser;
    const QByteArray twoHosts = "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n";
    QCOMPARE(parser.feed(twoHosts), twoHosts.size());
    QCOMPARE(parser.state(), RequestParser::State::Refused);
    QCOMPARE(parser.feed("x"), 0);
    QVERIFY(!parser.take().complete);
    QCOMPARE(parser.state(), RequestParser::State::Idle);
    QCOMPARE(parser.feed(get), get.size());
    QCOMPARE(parser.state(), RequestParser::State::Complete);
    QVERIFY(!parser.refusal());
    QCOMPARE(parser.take().headers, (Headers{{"Host", "a"}}));
}

QTEST_GUILESS_MAIN(TestRequestParser)
#include "tst_requestparser.moc"
