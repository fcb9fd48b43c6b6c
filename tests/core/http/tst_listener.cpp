#include "core/http/answerwriter.h"
#include "core/http/listener.h"
#include "tests/core/http/sinks.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <thread>

#include <sys/socket.h>

using namespace hw;
using namespace hw::http;
using namespace std::chrono_literals;

namespace {

const QByteArray get = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n";

QByteArray post(const QByteArray& body, const QByteArray& headers = {})
{
    return "POST /s/x HTTP/1.1\r\nHost: a\r\n" + headers + "Content-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

/// A client that shows the bytes. Blocking calls, because what is tested runs in another thread.
class Client
{
public:
    explicit Client(quint16 port)
    {
        m_socket.connectToHost(QStringLiteral("127.0.0.1"), port);
        m_connected = m_socket.waitForConnected(5000);
    }

    [[nodiscard]] bool isConnected() const { return m_connected; }
    void send(const QByteArray& bytes)
    {
        m_socket.write(bytes);
        while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(5000)) {
        }
    }
    /// Reads until `count` answers with bodies as announced are there, or the connection ends.
    QByteArray answers(int count = 1)
    {
        while (answersIn(m_read) < count && more()) {
        }
        return std::exchange(m_read, {});
    }
    QByteArray untilContains(const QByteArray& text)
    {
        while (!m_read.contains(text) && more()) {
        }
        return std::exchange(m_read, {});
    }
    QByteArray untilClosed()
    {
        while (more()) {
        }
        return std::exchange(m_read, {});
    }
    void reset() { m_socket.abort(); }
    void endSending() { ::shutdown(static_cast<int>(m_socket.socketDescriptor()), SHUT_WR); }
    QTcpSocket& socket() { return m_socket; }

private:
    bool more()
    {
        const bool ready = m_socket.waitForReadyRead(5000);
        m_read += m_socket.readAll();
        return ready;
    }
    static int answersIn(const QByteArray& bytes)
    {
        int found = 0;
        qsizetype at = 0;
        while (true) {
            const qsizetype end = bytes.indexOf("\r\n\r\n", at);
            if (end < 0)
                return found;
            const QByteArray head = bytes.mid(at, end - at);
            qsizetype size = 0;
            if (const qsizetype field = head.indexOf("Content-Length: "); field >= 0)
                size = head.mid(field + 16, head.indexOf('\r', field) < 0 ? -1 : head.indexOf('\r', field) - field - 16)
                           .toLongLong();
            at = end + 4 + size;
            if (at > bytes.size())
                return found;
            ++found;
        }
    }

    QTcpSocket m_socket;
    QByteArray m_read;
    bool m_connected = false;
};

QByteArray bodyOf(const QByteArray& answer)
{
    const qsizetype end = answer.indexOf("\r\n\r\n");
    return end < 0 ? QByteArray() : answer.mid(end + 4);
}

struct Fixture
{
    explicit Fixture(ListenOptions options = {})
        : listener(sink, clock)
    {
        options.port = 0;
        sink.attach(listener);
        const Result<quint16> started = listener.start(options);
        port = started ? *started : quint16(0);
    }

    SystemClock clock;
    test::Sink sink;
    Listener listener;
    quint16 port = 0;
};

ListenOptions withTimeouts(const Timeouts& timeouts)
{
    ListenOptions options;
    options.timeouts = timeouts;
    return options;
}

} // namespace

class TestListener final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersOne();
    void keepsAlive();
    void pipelines();
    void answersInOrder();
    void readsChunked();
    void sends100Continue();
    void refusesBeforeContinue();
    void answersHead();
    void closesFor10();
    void capturesRefused_data();
    void capturesRefused();
    void answersTooLargeWhileSending();
    void capturesBrokenOff();
    void answersHalfClosed();
    void timesOut_data();
    void timesOut();
    void closesIdle();
    void holdsBackFastSender();
    void sendsBigBodies();
    void serves200AtOnce();
    void turnsAwayTooMany();
    void answersFromManyThreads();
    void dropsLateAnswers();
    void stopsWhileBusy();
    void stopIsBounded();
    void restarts();
    void portInUse();
    void addressNotAvailable();
    void writesAnswers_data();
    void writesAnswers();
    void writesDates();
};

void TestListener::answersOne()
{
    Fixture f;
    QVERIFY(f.port != 0);
    QCOMPARE(f.listener.port(), f.port);
    f.sink.setReply([](const Arrival&) { return Answer{201, {{"X-Id", "1"}}, "done"}; });
    Client client(f.port);
    QVERIFY(client.isConnected());
    client.send(post("hello", "X-A: 1\r\nx-a: 2\r\n"));
    const QByteArray answer = client.answers();
    QVERIFY(answer.startsWith("HTTP/1.1 201 Created\r\nX-Id: 1\r\nDate: "));
    QVERIFY(answer.endsWith(" GMT\r\nContent-Length: 4\r\nConnection: keep-alive\r\n\r\ndone"));

    QCOMPARE(f.sink.count(), size_t(1));
    const Arrival arrival = f.sink.at(0);
    QVERIFY(arrival.message.complete);
    QVERIFY(!arrival.refusal);
    QVERIFY(!arrival.connectionLost);
    QCOMPARE(arrival.message.body, "hello");
    QCOMPARE(arrival.message.rawHead + arrival.message.body, post("hello", "X-A: 1\r\nx-a: 2\r\n"));
    QCOMPARE(arrival.message.remote, QStringLiteral("127.0.0.1:%1").arg(client.socket().localPort()));
    QVERIFY(arrival.receivedAt <= f.clock.now());
    QVERIFY(f.clock.now() - arrival.receivedAt < 60s);
}

void TestListener::keepsAlive()
{
    Fixture f;
    Client client(f.port);
    for (int i = 0; i < 20; ++i) {
        client.send(post(QByteArray::number(i)));
        QCOMPARE(bodyOf(client.answers()), QByteArray::number(i));
    }
    QCOMPARE(f.sink.count(), size_t(20));
    QCOMPARE(f.sink.at(0).message.remote, f.sink.at(19).message.remote);
}

void TestListener::pipelines()
{
    Fixture f;
    Client client(f.port);
    QByteArray all;
    constexpr int count = 300;
    for (int i = 0; i < count; ++i)
        all += post("<" + QByteArray::number(i) + ">");
    client.send(all);
    const QByteArray answers = client.answers(count);
    qsizetype at = -1;
    for (int i = 0; i < count; ++i) {
        const qsizetype next = answers.indexOf(QByteArray("<" + QByteArray::number(i) + ">"));
        QVERIFY(next > at);
        at = next;
    }
}

void TestListener::answersInOrder()
{
    Fixture f;
    f.sink.setReply([](const Arrival&) { return std::nullopt; });
    Client client(f.port);
    client.send(post("a") + post("b") + post("c"));
    QTRY_COMPARE(f.sink.count(), size_t(3));
    f.listener.answer(f.sink.at(2).id, {200, {}, "three"});
    f.listener.answer(f.sink.at(1).id, {200, {}, "two.."});
    f.listener.answer(f.sink.at(1).id, {500, {}, "again"});
    f.listener.answer(f.sink.at(0).id, {200, {}, "one.."});
    const QByteArray answers = client.answers(3);
    QVERIFY(answers.indexOf("one..") > 0);
    QVERIFY(answers.indexOf("two..") > answers.indexOf("one.."));
    QVERIFY(answers.endsWith("three"));
    QVERIFY(!answers.contains("again"));
}

void TestListener::readsChunked()
{
    Fixture f;
    Client client(f.port);
    client.send("POST /s/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel");
    client.send("lo\r\n1\r\n!\r\n0\r\nX-Sum: 1\r\n\r");
    client.send("\n");
    QCOMPARE(bodyOf(client.answers()), "hello!");
    QCOMPARE(f.sink.at(0).message.body, "hello!");
    QCOMPARE(f.sink.at(0).message.trailers, (Headers{{"X-Sum", "1"}}));
}

void TestListener::sends100Continue()
{
    Fixture f;
    Client client(f.port);
    const QByteArray request = post("hello", "Expect: 100-continue\r\n");
    client.send(get + request.chopped(5));
    const QByteArray before = client.untilContains("100 Continue\r\n\r\n");
    QVERIFY(before.startsWith("HTTP/1.1 200 OK")); // the earlier request's answer goes first
    QVERIFY(before.endsWith("HTTP/1.1 100 Continue\r\n\r\n"));
    client.send("hello");
    const QByteArray answer = client.answers();
    QVERIFY(answer.startsWith("HTTP/1.1 200 OK"));
    QCOMPARE(bodyOf(answer), "hello");
}

void TestListener::refusesBeforeContinue()
{
    ListenOptions options;
    options.limits.body = 10;
    Fixture f(options);
    Client client(f.port);
    client.send("POST /s/x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n");
    const QByteArray answer = client.untilClosed();
    QVERIFY(answer.startsWith("HTTP/1.1 413 "));
    QVERIFY(!answer.contains("100 Continue"));
}

void TestListener::answersHead()
{
    Fixture f;
    f.sink.setReply([](const Arrival&) { return Answer{200, {}, "hello"}; });
    Client client(f.port);
    client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\nHEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    const QByteArray answers = client.untilClosed();
    QCOMPARE(answers.count("Content-Length: 5\r\n"), 2);
    QVERIFY(!answers.contains("hello"));
    QVERIFY(answers.endsWith("\r\n\r\n"));
}

void TestListener::closesFor10()
{
    Fixture f;
    Client old(f.port);
    old.send("GET / HTTP/1.0\r\n\r\n");
    QVERIFY(old.untilClosed().contains("Connection: close\r\n"));
    Client keeping(f.port);
    keeping.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    QVERIFY(keeping.answers().contains("Connection: keep-alive\r\n"));
    keeping.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" + get);
    QCOMPARE(keeping.untilClosed().count("HTTP/1.1 200 OK"), 1); // nothing after "close" is read
    QCOMPARE(f.sink.count(), size_t(3));
}

void TestListener::capturesRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("host") << QByteArray("GET /s/x HTTP/1.1\r\n\r\n") << 400 << QByteArray("host_missing")
                          << QByteArray("/s/x");
    QTest::newRow("smuggling") << QByteArray("POST /s/x HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n"
                                             "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /admin HTTP/1.1\r\n\r\n")
                               << 400 << QByteArray("length_ambiguous") << QByteArray("/s/x");
    QTest::newRow("target") << QByteArray("GET /" + QByteArray(20000, 'a') + " HTTP/1.1\r\n\r\n") << 414
                            << QByteArray("target_too_long") << QByteArray();
    QTest::newRow("headers") << QByteArray("GET /s/x HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(70000, 'a') + "\r\n\r\n")
                             << 431 << QByteArray("headers_too_large") << QByteArray("/s/x");
    QTest::newRow("http2") << QByteArray("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") << 505 << QByteArray("http2_unsupported")
                           << QByteArray("*");
    QTest::newRow("expect") << QByteArray("POST /s/x HTTP/1.1\r\nHost: a\r\nExpect: x\r\nContent-Length: 2\r\n\r\nok")
                            << 417 << QByteArray("expectation_unknown") << QByteArray("/s/x");
}

void TestListener::capturesRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(QByteArray, reason);
    QFETCH(QByteArray, target);
    Fixture f;
    Client client(f.port);
    client.send(bytes);
    const QByteArray answer = client.untilClosed();
    QVERIFY(answer.startsWith(QByteArray("HTTP/1.1 " + QByteArray::number(status) + ' ')));
    QVERIFY(answer.contains("Connection: close\r\n"));
    QCOMPARE(f.sink.count(), size_t(1));
    const Arrival arrival = f.sink.at(0);
    QCOMPARE(arrival.refusal, (Refusal{status, reason}));
    QVERIFY(!arrival.message.complete);
    QCOMPARE(arrival.message.target, target);
}

void TestListener::answersTooLargeWhileSending()
{
    ListenOptions options;
    options.limits.body = 100 * 1000;
    Fixture f(options);
    Client client(f.port);
    client.send(post(QByteArray(3 * 1000 * 1000, 'x')));
    const QByteArray answer = client.untilClosed();
    QVERIFY(answer.startsWith("HTTP/1.1 413 "));
    QCOMPARE(f.sink.count(), size_t(1));
    QCOMPARE(f.sink.at(0).message.body.size(), qsizetype(100 * 1000));
    QCOMPARE(f.sink.at(0).refusal, (Refusal{413, "body_too_large"}));
}

void TestListener::capturesBrokenOff()
{
    Fixture f;
    {
        Client client(f.port);
        client.send("POST /s/x HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n");
        QVERIFY(client.untilContains("100 Continue").contains("100 Continue"));
        client.send("half");
        client.reset();
    }
    QTRY_COMPARE(f.sink.count(), size_t(1));
    const Arrival arrival = f.sink.at(0);
    QVERIFY(!arrival.message.complete);
    QVERIFY(!arrival.refusal);
    QVERIFY(arrival.connectionLost);
    // A reset discards what was not read yet.
    QVERIFY(QByteArray("half").startsWith(arrival.message.body));
    QCOMPARE(arrival.message.target, "/s/x");

    Client closing(f.port);
    closing.send("POST /s/x HTTP/1.1\r\nHo");
    closing.endSending();
    QVERIFY(closing.untilClosed().isEmpty());
    QTRY_COMPARE(f.sink.count(), size_t(2));
    QCOMPARE(f.sink.at(1).message.rawHead, "POST /s/x HTTP/1.1\r\nHo");
}

void TestListener::answersHalfClosed()
{
    Fixture f;
    f.sink.setReply([](const Arrival&) { return std::nullopt; });
    Client client(f.port);
    client.send(post("a") + post("b"));
    client.endSending();
    QTRY_COMPARE(f.sink.count(), size_t(2));
    f.listener.answer({{f.sink.at(0).id, {200, {}, "one"}}, {f.sink.at(1).id, {200, {}, "two"}}});
    const QByteArray answers = client.untilClosed();
    QVERIFY(answers.contains("one"));
    QVERIFY(answers.endsWith("\r\n\r\ntwo"));
}

void TestListener::timesOut_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("reason");
    QTest::newRow("head") << QByteArray("POST /s/x HTTP/1.1\r\nHos") << QByteArray("headers_timeout");
    QTest::newRow("body") << QByteArray("POST /s/x HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nslow")
                          << QByteArray("body_timeout");
    QTest::newRow("chunks") << QByteArray(
                                   "POST /s/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nslow")
                            << QByteArray("body_timeout");
}

void TestListener::timesOut()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, reason);
    Fixture f(withTimeouts({.headers = 60ms, .body = 60ms}));
    Client client(f.port);
    client.send(bytes);
    const QByteArray answer = client.untilClosed();
    QVERIFY(answer.startsWith("HTTP/1.1 408 Request Timeout\r\n"));
    QCOMPARE(f.sink.count(), size_t(1));
    QCOMPARE(f.sink.at(0).refusal, (Refusal{408, reason}));
    QVERIFY(!f.sink.at(0).message.complete);
    QVERIFY(!f.sink.at(0).connectionLost);
    QVERIFY(bytes.startsWith(f.sink.at(0).message.rawHead));
}

void TestListener::closesIdle()
{
    Fixture f(withTimeouts({.idle = 60ms}));
    Client silent(f.port);
    QVERIFY(silent.untilClosed().isEmpty());
    Client client(f.port);
    client.send(get);
    QVERIFY(client.answers().startsWith("HTTP/1.1 200"));
    QVERIFY(client.untilClosed().isEmpty());
    QCOMPARE(f.sink.count(), size_t(1));
}

void TestListener::holdsBackFastSender()
{
    Fixture f;
    f.sink.setReply([](const Arrival&) { return std::nullopt; });
    Client client(f.port);
    const QByteArray request = post(QByteArray(1000 * 1000, 'x'));
    constexpr size_t count = 64;
    for (size_t i = 0; i < count; ++i)
        client.socket().write(request);
    client.socket().waitForBytesWritten(2000);
    while (client.socket().waitForBytesWritten(300)) {
    }
    QVERIFY(client.socket().bytesToWrite() > 0); // the sender waits
    QVERIFY(f.sink.count() < 10);                // about four of a megabyte each are held

    for (size_t i = 0; i < count; ++i) {
        QTRY_VERIFY(f.sink.count() > i);
        f.listener.answer(f.sink.at(i).id, {});
        while (client.socket().bytesToWrite() > 0 && client.socket().waitForBytesWritten(1)) {
        }
    }
    QCOMPARE(client.answers(count).count("HTTP/1.1 200 OK"), qsizetype(count));
}

void TestListener::sendsBigBodies()
{
    Fixture f;
    const QByteArray body(20 * 1000 * 1000, 'y');
    f.sink.setReply([&](const Arrival&) { return Answer{200, {}, body}; });
    Client client(f.port);
    client.send(get + get);
    const QByteArray answers = client.answers(2);
    QVERIFY(answers.size() > 2 * body.size());
    QVERIFY(answers.endsWith(body));
}

void TestListener::serves200AtOnce()
{
    Fixture f;
    f.sink.setReply([](const Arrival&) { return std::nullopt; });
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 200; ++i) {
        clients.push_back(std::make_unique<Client>(f.port));
        QVERIFY(clients.back()->isConnected());
        clients.back()->send(post(QByteArray::number(i)));
    }
    QTRY_COMPARE(f.sink.count(), size_t(200));
    std::vector<std::pair<RequestId, Answer>> answers;
    for (size_t i = 0; i < 200; ++i)
        answers.emplace_back(f.sink.at(i).id, Answer{200, {}, f.sink.at(i).message.body});
    f.listener.answer(std::move(answers));
    for (int i = 0; i < 200; ++i)
        QCOMPARE(bodyOf(clients[size_t(i)]->answers()), QByteArray::number(i));
}

void TestListener::turnsAwayTooMany()
{
    ListenOptions options;
    options.maxConnections = 2;
    Fixture f(options);
    Client first(f.port);
    Client second(f.port);
    first.send(get);
    second.send(get);
    QVERIFY(first.answers().startsWith("HTTP/1.1 200"));
    QVERIFY(second.answers().startsWith("HTTP/1.1 200"));
    Client third(f.port);
    third.send(get);
    const QByteArray answer = third.untilClosed();
    QVERIFY(answer.startsWith("HTTP/1.1 503 Service Unavailable\r\n"));
    QVERIFY(answer.contains("Retry-After: "));
    QCOMPARE(f.sink.count(), size_t(2));

    first.reset();
    bool served = false;
    const auto tryOnce = [&] {
        Client fourth(f.port);
        fourth.send(get);
        return fourth.answers().startsWith("HTTP/1.1 200");
    };
    QTRY_VERIFY(served = served || tryOnce());
}

void TestListener::answersFromManyThreads()
{
    Fixture f;
    f.sink.setReply([](const Arrival&) { return std::nullopt; });
    std::vector<std::unique_ptr<Client>> clients;
    constexpr size_t count = 40;
    for (size_t i = 0; i < count; ++i) {
        clients.push_back(std::make_unique<Client>(f.port));
        clients.back()->send(post(QByteArray::number(int(i))));
    }
    QTRY_COMPARE(f.sink.count(), count);
    std::vector<std::thread> threads;
    for (size_t t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (size_t i = t; i < count; i += 4)
                f.listener.answer(f.sink.at(i).id, {200, {}, f.sink.at(i).message.body});
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    for (size_t i = 0; i < count; ++i)
        QCOMPARE(bodyOf(clients[i]->answers()), QByteArray::number(int(i)));
}

void TestListener::dropsLateAnswers()
{
    Fixture f;
    f.sink.setReply([](const Arrival&) { return std::nullopt; });
    {
        Client client(f.port);
        client.send(get);
        QTRY_COMPARE(f.sink.count(), size_t(1));
        client.reset();
    }
    f.listener.answer(f.sink.at(0).id, {200, {}, "late"});
    f.listener.answer(f.sink.at(0).id + 1000, {200, {}, "unknown"});
    f.sink.setReply({});
    Client next(f.port);
    next.send(post("fine"));
    QCOMPARE(bodyOf(next.answers()), "fine");
    f.listener.stop();
    f.listener.answer(f.sink.at(0).id, {});
}

void TestListener::stopsWhileBusy()
{
    Fixture f;
    Client idle(f.port);
    Client sending(f.port);
    for (Client* client : {&idle, &sending}) {
        client->send(get);
        QVERIFY(client->answers().contains("Connection: keep-alive"));
    }
    f.sink.setReply([](const Arrival&) { return std::nullopt; });
    Client busy(f.port);
    busy.send(post("a"));
    sending.send(post("hello").chopped(2));
    QTRY_COMPARE(f.sink.count(), size_t(3));
    bool stopped = false;
    connect(&f.listener, &Listener::stopped, this, [&] { stopped = true; });
    f.listener.requestStop();
    f.listener.requestStop();
    QVERIFY(idle.untilClosed().isEmpty());
    QVERIFY(!Client(f.port).isConnected());
    QVERIFY(!stopped);

    sending.send("lo");
    QTRY_COMPARE(f.sink.count(), size_t(4));
    f.listener.answer({{f.sink.at(2).id, {200, {}, "bye"}}, {f.sink.at(3).id, {200, {}, "ciao"}}});
    QVERIFY(busy.untilClosed().endsWith("Connection: close\r\n\r\nbye"));
    QVERIFY(sending.untilClosed().endsWith("Connection: close\r\n\r\nciao"));
    busy.reset();
    sending.reset();
    QTRY_VERIFY(stopped);
    QVERIFY(!f.listener.isListening());
    QCOMPARE(f.listener.port(), quint16(0));
}

void TestListener::stopIsBounded()
{
    Fixture f(withTimeouts({.drain = 100ms}));
    Client sending(f.port);
    sending.send(get);
    QVERIFY(sending.answers().startsWith("HTTP/1.1 200"));
    f.sink.setReply([](const Arrival&) { return std::nullopt; });
    Client waiting(f.port);
    waiting.send(get);
    sending.send(post("hello").chopped(2));
    QTRY_COMPARE(f.sink.count(), size_t(2));
    f.listener.stop();
    QVERIFY(!f.listener.isListening());
    QCOMPARE(f.sink.count(), size_t(3));
    QCOMPARE(f.sink.at(2).refusal, (Refusal{503, "listener_stopping"}));
    QVERIFY(f.sink.at(2).connectionLost);
    QCOMPARE(f.sink.at(2).message.body, "hel");
    QVERIFY(waiting.untilClosed().isEmpty());
}

void TestListener::restarts()
{
    Fixture f;
    ListenOptions options;
    options.port = f.port;
    QCOMPARE(f.listener.start(options).error().code, ErrorCode::AlreadyExists);
    for (int i = 0; i < 3; ++i) {
        f.listener.stop();
        const Result<quint16> port = f.listener.start(options);
        QVERIFY(port);
        QCOMPARE(*port, f.port);
        QCoreApplication::sendPostedEvents(); // what the stopped thread still had to say
        QVERIFY(f.listener.isListening());
        Client client(f.port);
        client.send(post("x"));
        QCOMPARE(bodyOf(client.answers()), "x");
    }
    QVERIFY(f.sink.at(0).id < f.sink.at(2).id);
}

void TestListener::portInUse()
{
    Fixture first;
    SystemClock clock;
    test::Sink sink;
    Listener second(sink, clock);
    ListenOptions options;
    options.port = first.port;
    const Result<quint16> port = second.start(options);
    QVERIFY(!port);
    QCOMPARE(port.error().code, ErrorCode::PortInUse);
    QCOMPARE(port.error().args.size(), 3);
    QCOMPARE(port.error().args[0], QStringLiteral("127.0.0.1"));
    QCOMPARE(port.error().args[1], QString::number(first.port));
    QVERIFY(!second.isListening());

    const QString proposed = port.error().args[2];
    QVERIFY(!proposed.isEmpty());
    QVERIFY(proposed.toInt() > first.port && proposed.toInt() <= first.port + 20);
    options.port = static_cast<quint16>(proposed.toInt());
    QVERIFY(second.start(options));
}

void TestListener::addressNotAvailable()
{
    SystemClock clock;
    test::Sink sink;
    Listener listener(sink, clock);
    ListenOptions options;
    options.host = QStringLiteral("203.0.113.7"); // documentation range: on no interface
    const Result<quint16> port = listener.start(options);
    QVERIFY(!port);
    QCOMPARE(port.error().code, ErrorCode::AddressNotAvailable);
    QCOMPARE(port.error().args[0], options.host);
}

void TestListener::writesAnswers_data()
{
    QTest::addColumn<Answer>("answer");
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("body");
    const QByteArray end = "Content-Length: 2\r\nConnection: keep-alive\r\n\r\n";
    QTest::newRow("plain") << Answer{200, {{"A", "1"}, {"a", "2"}}, "ok"}
                           << QByteArray("HTTP/1.1 200 OK\r\nA: 1\r\na: 2\r\n" + end) << QByteArray("ok");
    QTest::newRow("ours are replaced")
        << Answer{200, {{"content-length", "9"}, {"Transfer-Encoding", "chunked"}, {"Connection", "x"}}, "ok"}
        << QByteArray("HTTP/1.1 200 OK\r\n" + end) << QByteArray("ok");
    QTest::newRow("no injection") << Answer{200, {{"A", "1\r\nEvil: 1"}, {"B\r\nC", "1"}}, "ok"}
                                  << QByteArray("HTTP/1.1 200 OK\r\nA: 1  Evil: 1\r\n" + end) << QByteArray("ok");
    QTest::newRow("unknown status") << Answer{299, {}, "ok"} << QByteArray("HTTP/1.1 299 \r\n" + end)
                                    << QByteArray("ok");
    QTest::newRow("no status") << Answer{42, {}, "ok"} << QByteArray("HTTP/1.1 500 Internal Server Error\r\n" + end)
                               << QByteArray("ok");
    QTest::newRow("no content") << Answer{204, {}, "ok"}
                                << QByteArray("HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n")
                                << QByteArray();
}

void TestListener::writesAnswers()
{
    QFETCH(Answer, answer);
    QFETCH(QByteArray, head);
    QFETCH(QByteArray, body);
    const WireAnswer wire = writeAnswer(answer, {});
    QCOMPARE(wire.head, head);
    QCOMPARE(wire.body, body);
}

void TestListener::writesDates()
{
    QCOMPARE(httpDate(std::chrono::sys_seconds(784111777s)), "Sun, 06 Nov 1994 08:49:37 GMT");
    QCOMPARE(httpDate(std::chrono::sys_seconds(0s)), "Thu, 01 Jan 1970 00:00:00 GMT");
}

QTEST_GUILESS_MAIN(TestListener)
#include "tst_listener.moc"
