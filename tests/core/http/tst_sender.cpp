#include "core/http/responsereader.h"
#include "core/http/sender.h"
#include "tests/core/http/sinks.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <set>

using namespace hw;
using namespace hw::http;
using namespace std::chrono_literals;

namespace {

Message message(const QByteArray& method, const Headers& headers = {}, const QByteArray& body = {})
{
    Message made;
    made.method = method;
    made.target = "/from-message?x=%2f";
    made.headers = headers;
    made.body = body;
    return made;
}

QUrl url(quint16 port, const QString& rest = QStringLiteral("/s/x"))
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(port).arg(rest));
}

struct Fixture
{
    explicit Fixture(Sender::Options options = {})
        : listener(sink, clock)
        , sender(std::move(options))
    {
        ListenOptions listen;
        listen.port = 0;
        listen.timeouts.drain = 50ms; // some tests leave requests unanswered
        sink.attach(listener);
        const Result<quint16> started = listener.start(listen);
        port = started ? *started : quint16(0);
    }

    SystemClock clock;
    test::Sink sink;
    Listener listener;
    Sender sender;
    quint16 port = 0;
};

/// Answers every connection with fixed bytes, whatever comes, and closes it where told to.
class RawServer final : public QTcpServer
{
public:
    enum class After { Close, Keep };

    RawServer(QByteArray bytes, After after)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, bytes = std::move(bytes), after] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QIODevice::readyRead, socket, [socket, bytes, after] {
                socket->readAll();
                socket->write(bytes);
                if (after == After::Close)
                    socket->disconnectFromHost();
            });
        });
    }
};

} // namespace

class TestSender final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void heads_data();
    void heads();
    void refusesUnusable_data();
    void refusesUnusable();
    void reads_data();
    void reads();
    void sendsExactBytes();
    void reusesConnections();
    void getsAnswersWithoutLength();
    void headHasNoBody();
    void connectionRefused();
    void closedWithoutAnswer();
    void unreadableAnswer();
    void timesOut();
    void cancels();
    void dropsForGoneContext();
    void httpsAgainstPlainFails();
};

void TestSender::heads_data()
{
    QTest::addColumn<QString>("to");
    QTest::addColumn<Message>("given");
    QTest::addColumn<HostHeader>("host");
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("post") << QStringLiteral("http://a.test:81/p?q=%20")
                          << message("POST", {{"X", "1"}, {"x", "2"}}, "ab") << HostHeader::FromUrl
                          << QByteArray("POST /p?q=%20 HTTP/1.1\r\nHost: a.test:81\r\nX: 1\r\nx: 2\r\n"
                                        "Content-Length: 2\r\n\r\n");
    QTest::newRow("get") << QStringLiteral("http://a.test/") << message("GET") << HostHeader::FromUrl
                         << QByteArray("GET / HTTP/1.1\r\nHost: a.test\r\n\r\n");
    QTest::newRow("target of the message") << QStringLiteral("http://a.test") << message("GET") << HostHeader::FromUrl
                                           << QByteArray("GET /from-message?x=%2f HTTP/1.1\r\nHost: a.test\r\n\r\n");
    QTest::newRow("headers in place")
        << QStringLiteral("https://b.test/p")
        << message("POST", {{"A", "1"}, {"hOST", "old"}, {"content-LENGTH", "99"}, {"Z", "2"}}, "abc")
        << HostHeader::FromUrl
        << QByteArray("POST /p HTTP/1.1\r\nA: 1\r\nhOST: b.test\r\ncontent-LENGTH: 3\r\nZ: 2\r\n\r\n");
    QTest::newRow("chunked becomes a length")
        << QStringLiteral("http://a.test/p")
        << message("POST", {{"Host", "o"}, {"Transfer-Encoding", "chunked"}, {"Z", "2"}}, "abc") << HostHeader::AsIs
        << QByteArray("POST /p HTTP/1.1\r\nHost: o\r\nContent-Length: 3\r\nZ: 2\r\n\r\n");
    QTest::newRow("no host as it is") << QStringLiteral("http://a.test/p") << message("DELETE") << HostHeader::AsIs
                                      << QByteArray("DELETE /p HTTP/1.1\r\n\r\n");
    QTest::newRow("ipv6") << QStringLiteral("http://[::1]:4400/p") << message("GET") << HostHeader::FromUrl
                          << QByteArray("GET /p HTTP/1.1\r\nHost: [::1]:4400\r\n\r\n");
    QTest::newRow("empty post") << QStringLiteral("http://a.test/p") << message("POST") << HostHeader::FromUrl
                                << QByteArray("POST /p HTTP/1.1\r\nHost: a.test\r\nContent-Length: 0\r\n\r\n");
}

void TestSender::heads()
{
    QFETCH(QString, to);
    QFETCH(Message, given);
    QFETCH(HostHeader, host);
    QFETCH(QByteArray, head);
    const std::optional<QByteArray> made = Sender::headFor({QUrl(to), given, host});
    QVERIFY(made);
    QCOMPARE(*made, head);
}

void TestSender::refusesUnusable_data()
{
    QTest::addColumn<QString>("to");
    QTest::addColumn<Message>("given");
    QTest::newRow("scheme") << QStringLiteral("ftp://a.test/") << message("GET");
    QTest::newRow("no host") << QStringLiteral("http:///p") << message("GET");
    QTest::newRow("relative") << QStringLiteral("/p") << message("GET");
    QTest::newRow("method") << QStringLiteral("http://a.test/") << message("GE T");
    QTest::newRow("header name") << QStringLiteral("http://a.test/") << message("GET", {{"A B", "1"}});
    QTest::newRow("header value") << QStringLiteral("http://a.test/") << message("GET", {{"A", "1\r\nB: 2"}});
}

void TestSender::refusesUnusable()
{
    QFETCH(QString, to);
    QFETCH(Message, given);
    Sender sender;
    std::optional<Error> error;
    sender.send({QUrl(to), given}, this, [&](const Result<Response>& result) { error = result.error(); });
    QVERIFY(!error); // never before send() has returned
    QTRY_VERIFY(error);
    QCOMPARE(error->code, ErrorCode::InvalidArgument);
    QCOMPARE(sender.pending(), size_t(0));
}

void TestSender::reads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("keepAlive");
    QTest::newRow("length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") << 200 << QByteArray("ok")
                            << true;
    QTest::newRow("close") << QByteArray("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok") << 200
                           << QByteArray("ok") << false;
    QTest::newRow("chunked")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n1\r\n!\r\n0\r\n\r\n") << 200
        << QByteArray("ok!") << true;
    QTest::newRow("chunked with trailer")
        << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: 1\r\n\r\n") << 200 << QByteArray()
        << true;
    QTest::newRow("to the end") << QByteArray("HTTP/1.1 200 OK\r\n\r\nall of it") << 200 << QByteArray("all of it")
                                << false;
    QTest::newRow("interim") << QByteArray("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 X\r\nA: 1\r\n\r\n"
                                           "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                             << 404 << QByteArray() << true;
    QTest::newRow("no content") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << 204 << QByteArray() << true;
    QTest::newRow("no reason") << QByteArray("HTTP/1.1 299 \r\nContent-Length: 0\r\n\r\n") << 299 << QByteArray()
                               << true;
}

void TestSender::reads()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(bool, keepAlive);
    for (qsizetype cut = 0; cut < bytes.size(); ++cut) {
        ResponseReader reader("POST", 1000);
        (void)reader.feed(QByteArrayView(bytes).first(cut));
        (void)reader.feed(QByteArrayView(bytes).sliced(cut));
        QCOMPARE(reader.end(), ResponseReader::State::Complete);
        QCOMPARE(reader.keepAlive(), keepAlive);
        const Response response = reader.take();
        QCOMPARE(response.status, status);
        QCOMPARE(response.body, body);
        QVERIFY(!response.headers.contains("X"));
        QVERIFY(!response.headers.contains("A"));
    }
    ResponseReader single("POST", 1000);
    for (const char& c : bytes)
        (void)single.feed(QByteArrayView(&c, 1));
    QCOMPARE(single.end(), ResponseReader::State::Complete);
    QCOMPARE(single.take().body, body);
}

void TestSender::sendsExactBytes()
{
    Fixture f;
    f.sink.setReply([](const Arrival&) { return Answer{202, {{"X-Made", "here"}, {"x-made", "twice"}}, "thanks"}; });
    const QByteArray body = QByteArray("\0\xff\r\n", 4) + QByteArray(1000 * 1000, 'z');
    std::optional<Response> response;
    f.sender.send(
        {url(f.port, QStringLiteral("/s/x?a=%2F")), message("POST", {{"b-B", "1"}, {"A", "2"}, {"b-b", "3"}}, body)},
        this, [&](const Result<Response>& result) {
            QVERIFY(result);
            response = *result;
        });
    QCOMPARE(f.sender.pending(), size_t(1));
    QTRY_VERIFY(response);
    QCOMPARE(f.sender.pending(), size_t(0));
    QCOMPARE(response->status, 202);
    QCOMPARE(response->reason, "Accepted");
    QCOMPARE(response->body, "thanks");
    QCOMPARE(response->headers.count("x-made"), size_t(2));
    QVERIFY(response->duration > 0us);
    const Message arrived = f.sink.at(0).message;
    const QByteArray host = "127.0.0.1:" + QByteArray::number(f.port);
    QCOMPARE(arrived.rawHead, "POST /s/x?a=%2F HTTP/1.1\r\nHost: " + host +
                                  "\r\nb-B: 1\r\nA: 2\r\nb-b: 3\r\nContent-Length: 1000004\r\n\r\n");
    QCOMPARE(arrived.body, body);
}

void TestSender::reusesConnections()
{
    Sender::Options options;
    options.connectionsPerHost = 3;
    Fixture f(options);
    constexpr int count = 200;
    int done = 0;
    for (int i = 0; i < count; ++i) {
        const QByteArray body = QByteArray::number(i);
        f.sender.send({url(f.port), message("POST", {}, body)}, this, [&, body](const Result<Response>& result) {
            QVERIFY(result);
            QCOMPARE(result.value().body, body);
            ++done;
        });
    }
    QTRY_COMPARE(done, count);
    std::set<QString> clients;
    for (size_t i = 0; i < size_t(count); ++i)
        clients.insert(f.sink.at(i).message.remote);
    QCOMPARE(clients.size(), size_t(3));
}

void TestSender::getsAnswersWithoutLength()
{
    const RawServer server("HTTP/1.1 200 OK\r\n\r\nto the end", RawServer::After::Close);
    Sender sender;
    QByteArray body;
    for (int i = 0; i < 2; ++i) {
        body.clear();
        sender.send({url(server.serverPort()), message("GET")}, this, [&](const Result<Response>& result) {
            QVERIFY(result);
            body = result.value().body;
        });
        QTRY_COMPARE(body, "to the end");
    }
}

void TestSender::headHasNoBody()
{
    Fixture f;
    f.sink.setReply([](const Arrival&) { return Answer{200, {}, "hello"}; });
    int done = 0;
    for (int i = 0; i < 2; ++i) {
        f.sender.send({url(f.port), message("HEAD")}, this, [&](const Result<Response>& result) {
            QVERIFY(result);
            QCOMPARE(result.value().headers.value("content-length"), "5");
            QVERIFY(result.value().body.isEmpty());
            ++done;
        });
    }
    QTRY_COMPARE(done, 2);
}

void TestSender::connectionRefused()
{
    quint16 port = 0;
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        port = gone.serverPort();
    }
    Sender sender;
    std::vector<Error> errors;
    for (int i = 0; i < 20; ++i)
        sender.send({url(port), message("GET")}, this, [&](const Result<Response>& r) { errors.push_back(r.error()); });
    QTRY_COMPARE(errors.size(), size_t(20));
    for (const Error& error : errors) {
        QCOMPARE(error.code, ErrorCode::Network);
        QCOMPARE(error.args.size(), 2);
        QCOMPARE(error.args[0], url(port).toString());
    }
}

void TestSender::closedWithoutAnswer()
{
    const RawServer server("", RawServer::After::Close);
    Sender sender;
    std::optional<Error> error;
    sender.send({url(server.serverPort()), message("POST")}, this,
                [&](const Result<Response>& r) { error = r.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->code, ErrorCode::Network);
}

void TestSender::unreadableAnswer()
{
    const RawServer server("SSH-2.0-OpenSSH_9.2\r\n", RawServer::After::Keep);
    Sender sender;
    std::optional<Error> error;
    sender.send({url(server.serverPort()), message("GET")}, this,
                [&](const Result<Response>& r) { error = r.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->code, ErrorCode::Network);
}

void TestSender::timesOut()
{
    Sender::Options options;
    options.timeout = 50ms;
    options.connectionsPerHost = 1;
    Fixture f(options);
    f.sink.setReply([](const Arrival& arrival) -> std::optional<Answer> {
        return arrival.message.body == "answer" ? std::optional(Answer()) : std::nullopt;
    });
    std::optional<Error> error;
    std::optional<Response> response;
    f.sender.send({url(f.port), message("POST", {}, "wait")}, this,
                  [&](const Result<Response>& r) { error = r.error(); });
    f.sender.send({url(f.port), message("POST", {}, "answer")}, this,
                  [&](const Result<Response>& r) { response = *r; });
    QTRY_VERIFY(error);
    QCOMPARE(error->code, ErrorCode::Timeout);
    QCOMPARE(error->args, (QStringList{url(f.port).toString(), QStringLiteral("50")}));
    QTRY_VERIFY(response); // the next one does not suffer from it
    QCOMPARE(response->status, 200);
}

void TestSender::cancels()
{
    Sender::Options options;
    options.connectionsPerHost = 1;
    Fixture f(options);
    f.sink.setReply([](const Arrival&) { return std::nullopt; });
    std::vector<Error> errors;
    const auto note = [&](const Result<Response>& result) { errors.push_back(result.error()); };
    const Sender::Id running = f.sender.send({url(f.port), message("POST")}, this, note);
    const Sender::Id waiting = f.sender.send({url(f.port), message("POST")}, this, note);
    QTRY_COMPARE(f.sink.count(), size_t(1));
    f.sender.cancel(waiting);
    f.sender.cancel(running);
    f.sender.cancel(running);
    QTRY_COMPARE(errors.size(), size_t(2));
    QCOMPARE(errors[0].code, ErrorCode::Cancelled);
    QCOMPARE(errors[1].code, ErrorCode::Cancelled);
    QCOMPARE(f.sender.pending(), size_t(0));
}

void TestSender::dropsForGoneContext()
{
    Fixture f;
    bool called = false;
    {
        QObject context;
        f.sender.send({url(f.port), message("POST")}, &context, [&](const Result<Response>&) { called = true; });
    }
    QTRY_COMPARE(f.sender.pending(), size_t(0));
    QCoreApplication::sendPostedEvents();
    QVERIFY(!called);
    QCOMPARE(f.sink.count(), size_t(1));
}

void TestSender::httpsAgainstPlainFails()
{
    Fixture f;
    QUrl to = url(f.port);
    to.setScheme(QStringLiteral("https"));
    std::optional<Error> error;
    f.sender.send({to, message("GET")}, this, [&](const Result<Response>& r) { error = r.error(); });
    QTRY_VERIFY(error);
    QCOMPARE(error->code, ErrorCode::Network);
    QTRY_COMPARE(f.sink.count(), size_t(1));
    QCOMPARE(f.sink.at(0).refusal->reason, "tls_on_plain_port");
}

QTEST_GUILESS_MAIN(TestSender)
#include "tst_sender.moc"
