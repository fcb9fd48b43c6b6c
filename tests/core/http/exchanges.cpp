#include "tests/core/http/exchanges.h"

namespace hw::http::test {

namespace {

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

std::vector<Exchange> exchanges()
{
    std::vector<Exchange> all;
    const auto accepted = [&all](const char* name, const QByteArray& bytes, const QByteArray& bodies) {
        all.push_back({name, bytes, 0, {}, bodies, false});
    };
    const auto partial = [&all](const char* name, const QByteArray& bytes) {
        all.push_back({name, bytes, 0, {}, {}, true});
    };
    const auto refused = [&all](const char* name, const QByteArray& bytes, int status, const QByteArray& reason) {
        all.push_back({name, bytes, status, reason, {}, false});
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

    // What one program reads as the end of a request and another does not: whatever follows must never be answered.
    refused("smuggled behind a length and chunks",
            post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "5c\r\n" + get + "\r\n0\r\n\r\n"), 400,
            "length_ambiguous");
    refused("smuggled behind chunks in disguise", post("Transfer-Encoding: chunked\x0b\r\n", "0\r\n\r\n" + get), 400,
            "header_value_malformed");
    refused("smuggled behind a quoted coding", post("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n" + get), 501,
            "transfer_encoding_unsupported");
    refused("smuggled behind a parameter", post("Transfer-Encoding: chunked;q=1\r\n", "0\r\n\r\n" + get), 501,
            "transfer_encoding_unsupported");
    refused("smuggled behind an underscore",
            post("Transfer_Encoding: x\r\nContent-Length: 0\r\nContent-Length: 31\r\n", get), 400,
            "content_length_repeated");
    refused("smuggled behind a folded coding", post("Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n" + get), 400,
            "header_folded");
    refused("smuggled behind a bare carriage return", post("X: a\rTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + get),
            400, "line_end_malformed");
    refused("smuggled behind a bare line feed", post("X: a\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n" + get), 400,
            "line_end_malformed");
    refused("smuggled behind a nul", post(QByteArrayLiteral("Content-Length: 0\0\r\n"), get), 400,
            "header_value_malformed");
    refused("smuggled behind a length in another script", post("Content-Length: \xd9\xa1\r\n", get), 400,
            "content_length_malformed");
    refused("smuggled behind a chunk size that wraps", chunked("ffffffffffffffff1\r\na\r\n0\r\n\r\n" + get), 400,
            "chunk_malformed");
    refused("smuggled behind a chunk size in disguise", chunked("1_\r\na\r\n0\r\n\r\n" + get), 400, "chunk_malformed");
    refused("smuggled in a chunk extension", chunked("1;a\rb\r\na\r\n0\r\n\r\n" + get), 400, "chunk_malformed");
    refused("smuggled behind a chunk without its end", chunked("1\r\na0\r\n\r\n" + get), 400, "chunk_malformed");
    refused("smuggled in the target", "GET /\r\nX:\r\n\r\n" + get, 400, "request_line_malformed");
    accepted("another's framing in the body", post("Content-Length: 27\r\n", "1\r\na\r\n0\r\n\r\nGET / HTTP/1.1\r\n"),
             "1\r\na\r\n0\r\n\r\nGET / HTTP/1.1\r\n");
    accepted("underscored names mean nothing", post("Content_Length: 9\r\nTransfer_Encoding: chunked\r\n") + get, "|");

    // More of what is allowed.
    accepted("names and values of one character", "GET / HTTP/1.1\r\nHost: a\r\nX:1\r\n!:2\r\n\r\n", "");
    accepted("patch, put and delete",
             "PATCH / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\na"
             "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nb"
             "DELETE / HTTP/1.1\r\nHost: a\r\n\r\n",
             "a|b|");
    accepted("chunked and fixed by turns",
             chunked("1\r\na\r\n0\r\n\r\n") + post("Content-Length: 1\r\n", "b") + chunked("0\r\nX: 1\r\n\r\n") + get,
             "a|b||");
    accepted("extension on every chunk", chunked("1;a\r\nx\r\n1;b=c;d=\"e;f\"\r\ny\r\n0;g\r\nT: 1\r\n\r\n"), "xy");
    accepted("optional white space in the coding", post("Transfer-Encoding: \tchunked \r\n", "1\r\na\r\n0\r\n\r\n"),
             "a");
    accepted("te, trailer and upgrade are passed over",
             "GET / HTTP/1.1\r\nHost: a\r\nTE: trailers\r\nTrailer: X\r\nUpgrade: websocket\r\n\r\n", "");
    accepted("1.0 keeps alive when asked", "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET / HTTP/1.0\r\n\r\n",
             "|");
    accepted("percent and odd characters in the target",
             "GET /a%00b/%2e%2e/;x=1?q='\"<>\\^`{|} HTTP/1.1\r\nHost: a\r\n\r\n", "");
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
    return all;
}

} // namespace hw::http::test
