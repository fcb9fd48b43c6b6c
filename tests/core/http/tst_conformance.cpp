// What a receiver of webhooks meets on the wire, over real sockets: every exchange of the table, whole, byte by byte
// and cut in two; every valid request broken off at each of its bytes; slow, silent and rude peers.

#include "core/http/listener.h"
#include "tests/core/http/exchanges.h"
#include "tests/core/http/rawsocket.h"
#include "tests/core/http/sinks.h"

#include <QTest>

#include <memory>
#include <vector>

using namespace hw;
using namespace hw::http;
using namespace hw::http::test;
using namespace std::chrono_literals;

namespace {

const QByteArray get = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

/// One answer of a connection, and what is left of the bytes after it.
struct ParsedAnswer
{
    int status = 0;
    QByteArray head;
    QByteArray body;
};

/// The answers in the bytes; an unreadable rest becomes one with status 0.
std::vector<ParsedAnswer> answersIn(QByteArray bytes)
{
    std::vector<ParsedAnswer> all;
    while (!bytes.isEmpty()) {
        ParsedAnswer answer;
        const qsizetype end = bytes.indexOf("\r\n\r\n");
        if (end < 0 || !bytes.startsWith("HTTP/1.1 ")) {
            all.push_back({0, bytes, {}});
            return all;
        }
        answer.head = bytes.left(end + 4);
        answer.status = answer.head.mid(9, 3).toInt();
        const qsizetype field = answer.head.indexOf("\r\nContent-Length: ");
        const qsizetype size =
            field < 0 ? 0 : answer.head.mid(field + 18, answer.head.indexOf('\r', field + 2) - field - 18).toLongLong();
        answer.body = bytes.mid(end + 4, size);
        bytes = bytes.mid(end + 4 + size);
        if (answer.status != 100)
            all.push_back(answer);
    }
    return all;
}

struct Fixture
{
    explicit Fixture(ListenOptions options)
        : listener(sink, clock)
    {
        options.port = 0;
        sink.attach(listener);
        const Result<quint16> started = listener.start(options);
        port = started ? *started : quint16(0);
    }

    SystemClock clock;
    Sink sink;
    Listener listener;
    quint16 port = 0;
};

ListenOptions small()
{
    ListenOptions options;
    options.limits = smallLimits();
    return options;
}

enum class Cut { Whole, Singly, InTwo };

} // namespace

class TestConformance final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void exchange_data();
    void exchange();
    void brokenOffAtEveryByte_data();
    void brokenOffAtEveryByte();
    void resetAtEveryByte();
    void nothingIsAnsweredAfterARefusal();
    void answerIsReadAfterARefusedUpload();
    void speaksBothFamilies_data();
    void speaksBothFamilies();
    void serves1000AtOnce();
    void slowSendersDoNotHoldUpOthers();
    void silentPeersAreClosed();
    void peerThatDoesNotRead();
    void http2WithPriorKnowledge();

private:
    std::unique_ptr<Fixture> m_small;
};

void TestConformance::initTestCase()
{
    m_small = std::make_unique<Fixture>(small());
    QVERIFY(m_small->port != 0);
    QVERIFY(exchanges().size() >= 150);
}

void TestConformance::exchange_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArray>("bodies");
    QTest::addColumn<bool>("partial");
    for (const Exchange& one : exchanges())
        QTest::newRow(one.name) << one.bytes << one.status << one.reason << one.bodies << one.partial;
}

void TestConformance::exchange()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(QByteArray, reason);
    QFETCH(QByteArray, bodies);
    QFETCH(bool, partial);

    for (const Cut cut : {Cut::Whole, Cut::Singly, Cut::InTwo}) {
        const size_t before = m_small->sink.count();
        RawSocket client(m_small->port);
        QVERIFY(client.isConnected());
        // A refused stream may be closed before its last byte is sent.
        if (cut == Cut::Whole) {
            (void)client.send(bytes);
        } else if (cut == Cut::Singly) {
            (void)client.sendSingly(bytes);
        } else {
            (void)client.send(QByteArrayView(bytes).first(bytes.size() / 2));
            (void)client.send(QByteArrayView(bytes).sliced(bytes.size() / 2));
        }
        client.endSending();
        const std::vector<ParsedAnswer> answers = answersIn(client.readAll());

        if (partial) {
            QVERIFY(answers.empty());
            QTRY_COMPARE(m_small->sink.count(), before + 1);
            const Arrival arrival = m_small->sink.at(before);
            QVERIFY(!arrival.message.complete);
            QVERIFY(arrival.connectionLost);
            QVERIFY(bytes.startsWith(arrival.message.rawHead));
            continue;
        }
        if (status != 0) {
            QCOMPARE(answers.size(), size_t(1));
            QCOMPARE(answers.front().status, status);
            QVERIFY(answers.front().head.contains("\r\nConnection: close\r\n"));
            QCOMPARE(m_small->sink.count(), before + 1);
            QCOMPARE(m_small->sink.at(before).refusal, (Refusal{status, reason}));
            continue;
        }
        const QList<QByteArray> expected = bodies.split('|');
        QCOMPARE(answers.size(), size_t(expected.size()));
        QCOMPARE(m_small->sink.count(), before + answers.size());
        for (size_t i = 0; i < answers.size(); ++i) {
            QCOMPARE(answers[i].status, 200);
            QVERIFY(answers[i].head.contains("\r\nDate: "));
            QCOMPARE(m_small->sink.at(before + i).message.body, expected[qsizetype(i)]);
            if (m_small->sink.at(before + i).message.method != "HEAD")
                QCOMPARE(answers[i].body, expected[qsizetype(i)]);
        }
    }
}

void TestConformance::brokenOffAtEveryByte_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("fixed") << QByteArray(
        "POST /s/x?y HTTP/1.1\r\nHost: a\r\nX-Y:  z \r\nContent-Length: 12\r\n\r\nhello world!");
    QTest::newRow("chunked") << QByteArray("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                                           "3;e=\"f\"\r\nabc\r\n4\r\ndefg\r\n0\r\nX-Sum: 1\r\n\r\n");
    QTest::newRow("1.0") << QByteArray("POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\nok");
}

// The peer ends its side in the middle: nobody waits for an answer, and what came is handed over as it came.
void TestConformance::brokenOffAtEveryByte()
{
    QFETCH(QByteArray, bytes);
    const qsizetype head = bytes.indexOf("\r\n\r\n") + 4;
    for (qsizetype cut = 1; cut < bytes.size(); ++cut) {
        const size_t before = m_small->sink.count();
        RawSocket client(m_small->port);
        QVERIFY(client.send(QByteArrayView(bytes).first(cut)));
        client.endSending();
        QCOMPARE(client.readAll(), QByteArray());
        QTRY_COMPARE(m_small->sink.count(), before + 1);
        const Arrival arrival = m_small->sink.at(before);
        QVERIFY(!arrival.message.complete);
        QVERIFY(!arrival.refusal);
        QCOMPARE(arrival.message.rawHead, bytes.left(std::min(cut, head)));
        if (!bytes.contains("chunked"))
            QCOMPARE(arrival.message.body, bytes.left(cut).mid(head));
        else
            QVERIFY(QByteArray("abcdefg").startsWith(arrival.message.body));
    }
    // The whole of it is answered although the peer has ended its side.
    RawSocket client(m_small->port);
    QVERIFY(client.send(bytes));
    client.endSending();
    QCOMPARE(answersIn(client.readAll()).size(), size_t(1));
}

// A reset discards what was not read yet: some of what came is handed over, and the listener goes on.
void TestConformance::resetAtEveryByte()
{
    const QByteArray bytes = "POST /s/x HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\n\r\nhello world!";
    for (qsizetype cut = 0; cut < bytes.size(); ++cut) {
        RawSocket client(m_small->port);
        QVERIFY(client.send(QByteArrayView(bytes).first(cut)));
        client.reset();
    }
    RawSocket client(m_small->port);
    QVERIFY(client.send(bytes));
    client.endSending();
    QCOMPARE(answersIn(client.readAll()).size(), size_t(1));
}

void TestConformance::nothingIsAnsweredAfterARefusal()
{
    for (const Exchange& one : exchanges()) {
        if (one.status == 0)
            continue;
        RawSocket client(m_small->port);
        (void)client.send(QByteArray(get + one.bytes + get + get));
        client.endSending();
        const std::vector<ParsedAnswer> answers = answersIn(client.readAll());
        QVERIFY2(answers.size() == 2, one.name);
        QVERIFY2(answers[0].status == 200 && answers[1].status >= 400, one.name);
    }
}

// A client that reads only after its whole body is sent must find the refusal, not a reset.
void TestConformance::answerIsReadAfterARefusedUpload()
{
    RawSocket client(m_small->port);
    QVERIFY(client.send("POST /s/x HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n"));
    QVERIFY(client.send(QByteArray(4000000, 'x')));
    client.endSending();
    const std::vector<ParsedAnswer> answers = answersIn(client.readAll());
    QCOMPARE(answers.size(), size_t(1));
    QCOMPARE(answers.front().status, 413);
}

void TestConformance::speaksBothFamilies_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("v4");
    QTest::addColumn<bool>("v6");
    QTest::newRow("IPv4 loopback") << QStringLiteral("127.0.0.1") << true << false;
    QTest::newRow("IPv6 loopback") << QStringLiteral("::1") << false << true;
    QTest::newRow("localhost is both") << QStringLiteral("localhost") << true << true;
    QTest::newRow("every IPv4 interface") << QStringLiteral("0.0.0.0") << true << false;
    QTest::newRow("every interface") << QStringLiteral("::") << true << true;
}

void TestConformance::speaksBothFamilies()
{
    QFETCH(QString, host);
    QFETCH(bool, v4);
    QFETCH(bool, v6);
    ListenOptions options;
    options.host = host;
    Fixture f(options);
    if (f.port == 0 && v6)
        QSKIP("this machine has no IPv6");
    QVERIFY(f.port != 0);
    for (const auto& [family, served] : {std::pair(RawSocket::Family::V4, v4), std::pair(RawSocket::Family::V6, v6)}) {
        RawSocket client(f.port, family);
        if (!client.isConnected() && family == RawSocket::Family::V6 && v4)
            continue; // a machine without IPv6 still serves localhost
        QCOMPARE(client.isConnected(), served);
        if (!served)
            continue;
        QVERIFY(client.send(get));
        client.endSending();
        QCOMPARE(answersIn(client.readAll()).size(), size_t(1));
        const QString remote = f.sink.at(f.sink.count() - 1).message.remote;
        QVERIFY2(remote.startsWith(family == RawSocket::Family::V4 ? QStringLiteral("127.0.0.1:")
                                                                   : QStringLiteral("[::1]:")),
                 qPrintable(remote));
    }
}

void TestConformance::serves1000AtOnce()
{
    Fixture f({});
    f.sink.setReply([](const Arrival&) { return std::nullopt; });
    constexpr int count = 1000;
    std::vector<std::unique_ptr<RawSocket>> clients;
    for (int i = 0; i < count; ++i) {
        clients.push_back(std::make_unique<RawSocket>(f.port));
        QVERIFY(clients.back()->isConnected());
        QVERIFY(clients.back()->send(get));
    }
    QTRY_COMPARE_WITH_TIMEOUT(f.sink.count(), size_t(count), 30000);
    std::vector<std::pair<RequestId, Answer>> answers;
    for (size_t i = 0; i < count; ++i)
        answers.emplace_back(f.sink.at(i).id, Answer{200, {}, f.sink.at(i).message.remote.toLatin1()});
    f.listener.answer(std::move(answers));
    for (const auto& client : clients) {
        client->endSending();
        const std::vector<ParsedAnswer> got = answersIn(client->readAll());
        QCOMPARE(got.size(), size_t(1));
        QCOMPARE(got.front().status, 200);
    }
}

void TestConformance::slowSendersDoNotHoldUpOthers()
{
    Fixture f({});
    std::vector<std::unique_ptr<RawSocket>> slow;
    for (int i = 0; i < 50; ++i) {
        slow.push_back(std::make_unique<RawSocket>(f.port));
        QVERIFY(slow.back()->send("POST /s/x HTTP/1.1\r\nHost: a\r\nContent-Le"));
    }
    RawSocket quick(f.port);
    for (int i = 0; i < 20; ++i) {
        QVERIFY(quick.send(get));
        QVERIFY(quick.readUntil("\r\n\r\n").startsWith("HTTP/1.1 200"));
        for (const auto& one : slow)
            QVERIFY(one->send(i == 0 ? "ngth: 40\r\n\r\n" : "x"));
    }
    QCOMPARE(f.sink.count(), size_t(20));
    for (const auto& one : slow) {
        QVERIFY(one->send(QByteArray(21, 'y')));
        one->endSending();
        QCOMPARE(answersIn(one->readAll()).front().body.size(), 40);
    }
}

void TestConformance::silentPeersAreClosed()
{
    ListenOptions options;
    options.timeouts = {.headers = 50ms, .body = 50ms, .idle = 50ms, .linger = 50ms};
    Fixture f(options);
    RawSocket nothing(f.port);
    RawSocket head(f.port);
    RawSocket body(f.port);
    QVERIFY(head.send("POST / HTTP"));
    QVERIFY(body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel"));
    QCOMPARE(nothing.readAll(), QByteArray());
    QVERIFY(head.readAll().startsWith("HTTP/1.1 408 "));
    QVERIFY(body.readAll().startsWith("HTTP/1.1 408 "));
    QCOMPARE(f.sink.count(), size_t(2));
}

// Who sends requests and reads no answers is read no further, and closed in the end.
void TestConformance::peerThatDoesNotRead()
{
    ListenOptions options;
    options.timeouts = {.idle = 200ms, .linger = 50ms};
    Fixture f(options);
    const QByteArray body(1000 * 1000, 'x');
    f.sink.setReply([&](const Arrival&) { return Answer{200, {}, body}; });
    RawSocket client(f.port);
    bool taken = true;
    for (int i = 0; i < 64 && taken; ++i)
        taken = client.send(get);
    QTRY_VERIFY(f.sink.count() > 0);
    RawSocket other(f.port);
    f.sink.setReply({});
    QVERIFY(other.send(get));
    QVERIFY(other.readUntil("\r\n\r\n").startsWith("HTTP/1.1 200"));
    // The connection ends by itself although megabytes are unsent.
    QVERIFY(client.readAll().size() < 64 * body.size());
}

void TestConformance::http2WithPriorKnowledge()
{
    RawSocket client(m_small->port);
    // The client's preface and its first SETTINGS frame, as curl --http2-prior-knowledge sends them.
    QVERIFY(client.send(QByteArrayLiteral("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0")));
    const std::vector<ParsedAnswer> answers = answersIn(client.readAll());
    QCOMPARE(answers.size(), size_t(1));
    QCOMPARE(answers.front().status, 505);
    QVERIFY(answers.front().head.contains("\r\nConnection: close\r\n"));
}

QTEST_GUILESS_MAIN(TestConformance)
#include "tst_conformance.moc"
