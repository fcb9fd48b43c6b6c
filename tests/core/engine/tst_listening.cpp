// The engine at its edge to the network: more than it can take, a port that is taken, what it sends on and sends again.

#include "core/catalog/catalog.h"
#include "core/engine/engine.h"
#include "core/engine/forwarder.h"
#include "core/engine/listenerkeeper.h"
#include "core/engine/resend.h"
#include "core/engine/route.h"
#include "core/store/reachability.h"
#include "core/store/reader.h"
#include "tests/support/rawhttp.h"

#include <QProcess>
#include <QScopeGuard>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace hw;
using namespace hw::engine;

namespace {

const QByteArray secret = "a-made-up-secret";

const char* const slow = "async function main({ body, headers, vars }) {\n"
                         "  await new Promise((resolve) => setTimeout(resolve, 1500));\n"
                         "  return { verified: true };\n"
                         "}\n";

} // namespace

class TestListening final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    QString m_root;

    [[nodiscard]] EngineOptions options() const
    {
        EngineOptions made;
        made.root = m_root;
        made.scriptHostPath = QStringLiteral(HW_BIN_DIR "/headwater-scripthost");
        made.scriptHosts = 1;
        return made;
    }
    [[nodiscard]] store::Reader reader() const
    {
        auto opened = store::Reader::open(m_root + QStringLiteral("/data/headwater.db"));
        return *std::move(opened);
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_root = m_dir->filePath(QStringLiteral("ws"));
        qputenv("HEADWATER_SECRET_ORDERS_SIGNING_SECRET", secret);
        const Timestamp now = SystemClock().now();
        auto files = workspace::WorkspaceFiles::create(m_root, QStringLiteral("test"), now);
        QVERIFY(files.hasValue());
        const catalog::Catalog catalog = catalog::Catalog::load();
        workspace::NewSource wanted;
        wanted.key = QStringLiteral("orders");
        QVERIFY((*files)->addSource(*catalog.find(u"custom"), wanted, now).hasValue());
    }

    // Two are taken, two more are stored and answered 503, the rest is only counted.
    void overload()
    {
        QFile script(m_root + QStringLiteral("/sources/orders/script.js"));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write(slow);
        script.close();
        EngineOptions few = options();
        few.mostQueued = 2;
        Engine engine(few);
        QVERIFY(engine.open().hasValue());
        http::ListenOptions listen;
        listen.port = 0;
        engine.startListener(listen);
        QTRY_VERIFY(engine.listener().listening);
        // The first compiles the script.
        QCOMPARE(test::post(engine.listener().port, "/s/orders", {}, "{}").status, 200);

        constexpr int count = 12;
        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), engine.listener().port);
        QVERIFY(socket.waitForConnected(10000));
        socket.write(QByteArray("POST /s/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}").repeated(count));
        QByteArray answers;
        const auto all = [&] {
            answers += socket.readAll();
            return answers.count("HTTP/1.1 ") == count && answers.endsWith('}');
        };
        QTRY_VERIFY_WITH_TIMEOUT(all(), 60000);
        const qsizetype taken = answers.count("HTTP/1.1 200 ");
        QVERIFY2(taken == 2 || taken == 3, answers.constData()); // a busy machine may be done with one meanwhile
        QCOMPARE(answers.count("HTTP/1.1 503 "), count - taken);
        QCOMPARE(answers.count("\r\nRetry-After: 1\r\n"), count - taken);

        store::Reader from = reader();
        const auto refused = store::Filter::parse(QStringLiteral("status:refused"), SystemClock().now());
        QVERIFY(refused);
        const auto rows = from.events(*refused, {});
        QVERIFY(rows);
        // What is stored makes room for another one to be stored, if that is quicker than the next request.
        const auto kept = static_cast<qsizetype>(rows->size());
        QVERIFY(kept >= 2 && kept < count - taken);
        const auto stored = from.eventBySeq(rows->front().seq);
        QVERIFY(stored && *stored && (*stored)->run);
        QCOMPARE((*stored)->run->statusReason, QStringLiteral("overloaded"));
        QCOMPARE((*stored)->run->answer.status, 503);
        const auto counted = [&] {
            const auto counts = store::refusals(from.database(), Timestamp(), SystemClock().now());
            qint64 sum = 0;
            for (const store::RefusalCount& one : counts.valueOr({}))
                sum += one.reason == QStringLiteral("overloaded") ? one.requests : 0;
            return sum;
        };
        QTRY_COMPARE(counted(), qint64(count - taken - kept));
    }

    void takenPort()
    {
        auto taker = std::make_unique<QTcpServer>();
        QVERIFY(taker->listen(QHostAddress::LocalHost));
        Engine engine(options());
        QVERIFY(engine.open().hasValue());
        http::ListenOptions listen;
        listen.port = taker->serverPort();
        engine.startListener(listen);
        QTRY_VERIFY(engine.listener().error.has_value());
        QVERIFY(engine.listener().error->code == ErrorCode::PortInUse);
        taker.reset();
        QTRY_VERIFY_WITH_TIMEOUT(engine.listener().listening, 30000);
        QCOMPARE(engine.listener().port, listen.port);
        QVERIFY(!engine.listener().error);
        const auto gap = [this] {
            const auto found = store::gaps(reader().database(), Timestamp(), SystemClock().now());
            return found && !found->empty() ? found->front().reason : QString();
        };
        QTRY_COMPARE(gap(), QStringLiteral("port_in_use"));
    }

    // The network goes and comes back.
    void goneAddress()
    {
        const QString address = QStringLiteral("10.213.77.1");
        const auto change = [&address](const char* how) {
            QProcess ip;
            ip.start(QStringLiteral("ip"),
                     {QStringLiteral("address"), QString::fromLatin1(how), address + QStringLiteral("/32"),
                      QStringLiteral("dev"), QStringLiteral("lo")});
            return ip.waitForFinished() && ip.exitStatus() == QProcess::NormalExit && ip.exitCode() == 0;
        };
        if (!change("add"))
            QSKIP("addresses cannot be added here");
        const auto remove = qScopeGuard([&] { change("delete"); });
        Engine engine(options());
        QVERIFY(engine.open().hasValue());
        http::ListenOptions listen;
        listen.host = address;
        listen.port = 0;
        engine.startListener(listen);
        QTRY_VERIFY(engine.listener().listening);
        const quint16 port = engine.listener().port;
        QVERIFY(change("delete"));
        QTRY_VERIFY_WITH_TIMEOUT(engine.listener().error.has_value(), 30000);
        QVERIFY(engine.listener().error->code == ErrorCode::AddressNotAvailable);
        QVERIFY(change("add"));
        QTRY_VERIFY_WITH_TIMEOUT(engine.listener().listening, 30000);
        QCOMPARE(engine.listener().port, port);
        QTcpSocket socket;
        socket.connectToHost(address, port);
        QVERIFY(socket.waitForConnected(10000));
    }

    // After a sleep the socket is made anew at the same port, and the sleep stands among the gaps.
    void sleep()
    {
        class Sink final : public http::RequestSink
        {
            void requestArrived(http::Arrival) override {}
            void connectionTurnedAway() override {}
        };
        Sink sink;
        const SystemClock clock;
        auto writer = store::Writer::open({m_root + QStringLiteral("/data/headwater.db"), {}, {}});
        QVERIFY(writer);
        std::chrono::nanoseconds slept{0};
        ListenerKeeper keeper(sink, clock, m_root + QStringLiteral("/data/tls"));
        keeper.setSleepClock([&slept] { return slept; });
        keeper.setWriter(writer->get());
        http::ListenOptions listen;
        listen.port = 0;
        keeper.start(listen);
        QVERIFY(keeper.state().listening);
        const quint16 port = keeper.state().port;
        QTcpSocket before;
        before.connectToHost(QStringLiteral("127.0.0.1"), port);
        QVERIFY(before.waitForConnected(10000));
        slept = std::chrono::minutes(10);
        // The old listener goes with its connections.
        QTRY_COMPARE_WITH_TIMEOUT(before.state(), QAbstractSocket::UnconnectedState, 30000);
        QTRY_VERIFY_WITH_TIMEOUT(keeper.state().listening, 30000);
        QCOMPARE(keeper.state().port, port);
        const auto reconnects = [port] {
            QTcpSocket after;
            after.connectToHost(QStringLiteral("127.0.0.1"), port);
            return after.waitForConnected(1000);
        };
        QTRY_VERIFY_WITH_TIMEOUT(reconnects(), 30000);
        const auto gap = [this] {
            const auto found = store::gaps(reader().database(), Timestamp(), SystemClock().now());
            return found && !found->empty() ? found->front() : store::Gap();
        };
        QTRY_COMPARE(gap().reason, QStringLiteral("sleep"));
        QVERIFY(gap().to - gap().from == std::chrono::minutes(10));
        keeper.requestStop();
        QTRY_VERIFY_WITH_TIMEOUT(!keeper.state().listening, 30000);
        keeper.setWriter(nullptr);
    }

    void forwardUrls_data()
    {
        QTest::addColumn<QString>("app");
        QTest::addColumn<QByteArray>("rest");
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("url");
        const auto row = [](const char* name, const char* app, const char* rest, const char* query, const char* url) {
            QTest::newRow(name) << QString::fromLatin1(app) << QByteArray(rest) << QByteArray(query)
                                << QString::fromLatin1(url);
        };
        row("bare", "http://127.0.0.1:3000", "", "", "http://127.0.0.1:3000/");
        row("path", "http://app.test/in", "", "", "http://app.test/in");
        row("rest", "http://app.test/in", "/a/b", "", "http://app.test/in/a/b");
        row("rest behind a slash", "http://app.test/in/", "/a", "", "http://app.test/in/a");
        row("query", "http://app.test/in", "", "x=%2F&y", "http://app.test/in?x=%2F&y");
        row("both queries", "http://app.test/in?k=1", "", "x=2", "http://app.test/in?k=1&x=2");
        row("encoded rest", "http://app.test/in", "/a%20b%2Fc", "", "http://app.test/in/a%20b%2Fc");
    }
    void forwardUrls()
    {
        QFETCH(QString, app);
        QFETCH(QByteArray, rest);
        QFETCH(QByteArray, query);
        QFETCH(QString, url);
        QCOMPARE(forwardUrl(QUrl(app), rest, query).toString(QUrl::FullyEncoded), url);
    }

    void home_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<bool>("home");
        QTest::newRow("own port") << QStringLiteral("http://127.0.0.1:4400/s/x") << true;
        QTest::newRow("by name") << QStringLiteral("http://localhost:4400/") << true;
        QTest::newRow("by a name of localhost") << QStringLiteral("http://app.localhost:4400/") << true;
        QTest::newRow("over IPv6") << QStringLiteral("http://[::1]:4400/") << true;
        QTest::newRow("every interface") << QStringLiteral("http://0.0.0.0:4400/") << true;
        QTest::newRow("over TLS") << QStringLiteral("https://127.0.0.1:4400/") << true;
        QTest::newRow("the tunnel") << QStringLiteral("https://hooks.example/s/x") << true;
        QTest::newRow("a source's tunnel") << QStringLiteral("https://OTHER.example:8443/") << true;
        QTest::newRow("another port") << QStringLiteral("http://127.0.0.1:3000/") << false;
        QTest::newRow("another machine") << QStringLiteral("http://192.0.2.7:4400/") << false;
        QTest::newRow("another port of the tunnel") << QStringLiteral("https://hooks.example:444/") << false;
    }
    void home()
    {
        QFETCH(QString, url);
        QFETCH(bool, home);
        workspace::LocalSettings local;
        local.publicUrl = QStringLiteral("https://hooks.example");
        local.publicUrls.set(QStringLiteral("orders"), QStringLiteral("https://other.example:8443"));
        QCOMPARE(leadsHome(QUrl(url), local, 4400), home);
        QVERIFY(!leadsHome(QUrl(QStringLiteral("http://127.0.0.1:4400/")), {}, 0));
    }

    // The old signature's place, and every other header, stay as they are.
    void resendSignsAnew()
    {
        http::Message message;
        message.method = "POST";
        message.target = "http://a.test/s/orders?x=1"; // absolute, as a proxy sends it
        message.headers = {
            {"X-A", "1"}, {"x-webhook-signature", "sha256=old"}, {"Connection", "close"}, {"Expect", "100-continue"},
            {"x-a", "2"}, {"X-Webhook-Signature", "again"}};
        message.body = "{ \"a\": 1 }";
        workspace::Source source;
        source.signing.scheme = QStringLiteral("hmac");
        source.signing.header = QStringLiteral("X-Webhook-Signature");
        source.signing.algorithm = QStringLiteral("sha256");
        source.signing.encoding = QStringLiteral("hex");
        source.signing.secrets = {QStringLiteral("KEY")};
        const signing::NamedSecret key{QStringLiteral("KEY"), SecretString(secret)};
        const SystemClock clock;
        const QUrl to(QStringLiteral("http://127.0.0.1:3000"));

        const auto anew = resendRequest(message, to, Resend::Signed, &source, key, clock);
        QVERIFY(anew);
        QCOMPARE(anew->message.target, "/s/orders?x=1");
        const http::Headers& headers = anew->message.headers;
        QCOMPARE(headers.size(), size_t(3));
        QCOMPARE(headers[0], (http::Header{"X-A", "1"}));
        QCOMPARE(headers[1].name, "x-webhook-signature");
        QVERIFY(headers[1].value.endsWith(test::hmacHex(secret, message.body)));
        QCOMPARE(headers[2], (http::Header{"x-a", "2"}));

        const auto exact =
            resendRequest(message, QUrl(QStringLiteral("http://b.test/other?y")), Resend::Exact, &source, key, clock);
        QVERIFY(exact);
        QCOMPARE(exact->message.headers, message.headers);
        QCOMPARE(exact->message.target, "/other?y");

        QCOMPARE(resendRequest(message, to, Resend::Signed, &source, std::nullopt, clock).error().code,
                 ErrorCode::SecretMissing);
        QVERIFY(resendRequest(message, to, Resend::Signed, nullptr, std::nullopt, clock));
    }

    /// Requests that were signed before hold a token already; the rest of the target stays as it is.
    void resendReplacesTheTokenOfATarget_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("none") << QByteArray("/s/x") << QByteArray("/s/x?token=n%20w");
        QTest::newRow("no parameters") << QByteArray("/s/x?") << QByteArray("/s/x?token=n%20w");
        QTest::newRow("others") << QByteArray("/s/x?a=1&&b") << QByteArray("/s/x?a=1&&b&token=n%20w");
        QTest::newRow("an older one") << QByteArray("/s/x?token=old&a=%2F") << QByteArray("/s/x?a=%2F&token=n%20w");
        QTest::newRow("several, one of them spelled otherwise")
            << QByteArray("/s/x?token=1&a&tok%65n=2&token") << QByteArray("/s/x?a&token=n%20w");
        QTest::newRow("one that only begins so")
            << QByteArray("/s/x?tokens=1") << QByteArray("/s/x?tokens=1&token=n%20w");
    }

    void resendReplacesTheTokenOfATarget()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, expected);
        http::Message message;
        message.method = "POST";
        message.target = target;
        workspace::Source source;
        source.signing.scheme = QStringLiteral("query");
        source.signing.secrets = {QStringLiteral("KEY")};
        const signing::NamedSecret key{QStringLiteral("KEY"), SecretString("n w")};
        const auto anew = resendRequest(message, QUrl(QStringLiteral("http://127.0.0.1:3000")), Resend::Signed, &source,
                                        key, SystemClock());
        QVERIFY(anew.hasValue());
        QCOMPARE(anew->message.target, expected);
    }

    void unroutedHints()
    {
        const auto files = workspace::WorkspaceFiles::open(m_root);
        QVERIFY(files);
        const catalog::Catalog catalog = catalog::Catalog::load();
        const auto hint = [&](const QByteArray& target, const http::Headers& headers) {
            http::Message message;
            message.target = target;
            message.headers = headers;
            return routeHint(message, (*files)->workspace(), catalog);
        };
        const QString orders = QStringLiteral("orders");
        QCOMPARE(hint("/s/order", {}), (RouteHint{orders, {}}));
        QCOMPARE(hint("/Orders/", {}), (RouteHint{orders, {}}));
        QCOMPARE(hint("/webhooks/orders?x=1", {}), (RouteHint{orders, {}}));
        QCOMPARE(hint("/favicon.ico", {}), RouteHint());
        QCOMPARE(hint("/", {}), RouteHint());
        QCOMPARE(hint("", {}), RouteHint());
        QCOMPARE(hint("/hooks", {{"Stripe-Signature", "t=1"}}), (RouteHint{{}, QStringLiteral("stripe")}));
        QCOMPARE(hint("/hooks", {{"X-Webhook-Signature", "ab"}}).source, orders);
    }
};

QTEST_GUILESS_MAIN(TestListening)
#include "tst_listening.moc"
