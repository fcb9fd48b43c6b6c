#include "core/http/requestparser.h"
#include "tests/core/http/exchanges.h"

#include <QTest>

#include <vector>

using namespace hw::http;
using hw::http::test::smallLimits;

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

void TestRequestParser::exchanges_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArray>("bodies");
    QTest::addColumn<bool>("partial");
    for (const test::Exchange& exchange : test::exchanges()) {
        QTest::newRow(exchange.name) << exchange.bytes << exchange.status << exchange.reason << exchange.bodies
                                     << exchange.partial;
    }
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
