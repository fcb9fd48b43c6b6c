// What reaches the listener and what leaves it, from outside: TLS, compressed and large bodies, forwarding, sending
// again, unrouted requests, and the times without a listener.

#include "core/base/clock.h"
#include "core/store/migrations.h"
#include "core/store/reachability.h"
#include "tests/support/cliprocess.h"
#include "tests/support/rawhttp.h"

#include <QDirIterator>
#include <QFile>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>

#include <atomic>
#include <memory>

using namespace hw;
using namespace hw::test;

namespace {

const QByteArray secret = "a-made-up-secret-for-tests";

http::Headers signedHeaders(const QByteArray& body)
{
    return {{"Content-Type", "application/json"}, {"X-Webhook-Signature", "sha256=" + hmacHex(secret, body)}};
}

/// gzip of {"type":"user.identified","user_id":"u1"}, made by gzip -n.
const QByteArray gzipBody = QByteArray::fromHex("1f8b0800000000000003ab562aa92c4855b2522a2d4e2dd2cb4c49cd2bc94ccb4c4d51"
                                                "d2018bc467a680e40c956a014dc7e86c29000000");

/// A local app that keeps what it is sent and answers 201.
class App final : public QTcpServer
{
public:
    App()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
                m_read[socket] += socket->readAll();
                const QByteArray& bytes = m_read[socket];
                const qsizetype head = bytes.indexOf("\r\n\r\n");
                const qsizetype field = bytes.toLower().indexOf("content-length: ");
                if (head < 0)
                    return;
                const qsizetype size =
                    field < 0 ? 0 : bytes.mid(field + 16, bytes.indexOf('\r', field) - field - 16).toLongLong();
                if (bytes.size() < head + 4 + size)
                    return;
                requests.append(bytes.left(head + 4 + size));
                m_read[socket] = bytes.mid(head + 4 + size);
                socket->write("HTTP/1.1 201 Created\r\nContent-Length: 5\r\nX-App: yes\r\n\r\nhello");
            });
        });
    }

    QList<QByteArray> requests;

private:
    QHash<QTcpSocket*, QByteArray> m_read;
};

} // namespace

class TestCliHttp final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Sandbox> m_sandbox;
    QString m_root;

    [[nodiscard]] CliResult cli(const QStringList& arguments, const QByteArray& input = {}) const
    {
        return m_sandbox->cli(QStringList{QStringLiteral("--workspace"), m_root} + arguments, input);
    }
    [[nodiscard]] json::Value cliJson(const QStringList& arguments) const
    {
        return cli(QStringList{QStringLiteral("--json")} + arguments).json();
    }
    void writeLocal(const QByteArray& text) const
    {
        QFile file(m_root + QStringLiteral("/data/local.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    static QString idOf(const Reply& reply) { return json::parse(reply.body).valueOr({})[u"id"].toString(); }

private Q_SLOTS:
    void init()
    {
        m_sandbox = std::make_unique<Sandbox>();
        m_root = m_sandbox->path(QStringLiteral("ws"));
        QCOMPARE(m_sandbox->cli({"init", m_root}).exitCode, 0);
        QCOMPARE(cli({"source", "add", "custom", "--key", "orders"}).exitCode, 0);
        QCOMPARE(cli({"secret", "set", "ORDERS_SIGNING_SECRET"}, secret).exitCode, 0);
    }

    /// What cannot be sent says what can, and what is stored for nobody says so.
    void sendingSaysTheNextStep()
    {
        const CliResult noSample = cli({"send", "--source", "orders", "--type", "nobody.knows"});
        QCOMPARE(noSample.exitCode, 2);
        QVERIFY2(noSample.err.contains("--body FILE"), noSample.err.constData()); // the provider lists no types
        QTcpServer left; // a port at which nobody is, whoever else runs here
        QVERIFY(left.listen(QHostAddress::LocalHost));
        writeLocal("{\"port\": " + QByteArray::number(left.serverPort()) + "}");
        left.close();
        const CliResult nobodyThere = cli({"send", "--source", "orders", "--type", "user.identified"});
        QCOMPARE(nobodyThere.exitCode, 1);
        QVERIFY2(nobodyThere.err.contains("headwater-cli serve"), nobodyThere.err.constData());
        QVERIFY(cli({"secret", "set", "NOBODY_USES"}, "value").err.contains("ctx.vars[\"NOBODY_USES\"]"));
        QVERIFY(!cli({"secret", "set", "NOBODY_USES"}, "value").err.contains("ctx.vars"));
        QVERIFY(!cli({"secret", "set", "ORDERS_SIGNING_SECRET"}, secret).err.contains("ctx.vars"));
    }

    void tls()
    {
        QString fingerprint;
        for (int start = 0; start < 2; ++start) {
            Serve serve(*m_sandbox, m_root, {QStringLiteral("--tls")});
            QVERIFY2(serve.port() > 0, serve.errors().constData());
            QFile file(m_root + QStringLiteral("/data/tls/certificate.pem"));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QSslCertificate certificate(file.readAll());
            QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
            configuration.setCaCertificates({certificate});
            configuration.setAllowedNextProtocols({"h2", "http/1.1"});
            QSslSocket socket;
            socket.setSslConfiguration(configuration);
            socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), serve.port(), QStringLiteral("localhost"));
            QVERIFY2(socket.waitForEncrypted(10000), qPrintable(socket.errorString()));
            QCOMPARE(socket.sslConfiguration().nextNegotiatedProtocol(), "http/1.1");
            const QByteArray body(300000, 'x'); // more than one record
            socket.write("POST /s/orders HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000\r\n\r\n" + body);
            QByteArray answer;
            while (!answer.contains("\r\n\r\n") && socket.waitForReadyRead(10000))
                answer += socket.readAll();
            QVERIFY2(answer.startsWith("HTTP/1.1 401 "), answer.constData());
            // A second request on the same connection, and the end of it.
            socket.write("GET /s/orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            answer.clear();
            while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(10000))
                answer += socket.readAll();
            QVERIFY2(answer.contains("HTTP/1.1 200 "), answer.constData());

            // Plain HTTP on this port comes to nothing, and the listener goes on.
            QCOMPARE(post(serve.port(), "/s/orders", {}, "x").status, 0);
            // The same certificate after a restart.
            const QString seen = QString::fromLatin1(certificate.digest(QCryptographicHash::Sha256).toHex());
            QVERIFY(start == 0 || seen == fingerprint);
            fingerprint = seen;
            const CliResult sent = cli({"send", "--source", "orders", "--type", "user.identified"});
            QVERIFY2(sent.exitCode == 0, sent.err.constData());
            QCOMPARE(serve.terminate(), 0);
        }
        const QFileInfo key(m_root + QStringLiteral("/data/tls/key.pem"));
        QCOMPARE(key.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void compressedAndLargeBodies()
    {
        Serve serve(*m_sandbox, m_root);
        QVERIFY2(serve.port() > 0, serve.errors().constData());
        http::Headers headers = signedHeaders(gzipBody);
        headers.push_back({"Content-Encoding", "gzip"});
        const Reply compressed = post(serve.port(), "/s/orders", headers, gzipBody);
        QVERIFY2(compressed.status == 200, compressed.body.constData());
        const json::Value record = cliJson({"events", "show", idOf(compressed)});
        QCOMPARE(record[u"eventType"].toString(), QStringLiteral("user.identified"));
        QCOMPARE(record[u"event"][u"bodyBase64"].toString().toLatin1(), gzipBody.toBase64());
        QVERIFY(record[u"event"][u"decodedBody"].toString().contains(QStringLiteral("\"u1\"")));

        // Over what is parsed into a tree, and under the limit of the listener: native paths still see it.
        const QByteArray large = "{\"padding\":\"" + QByteArray(9 * 1024 * 1024, 'p') + "\",\"type\":\"user.large\"}";
        const Reply big = post(serve.port(), "/s/orders", signedHeaders(large), large);
        QVERIFY2(big.status == 200, big.body.constData());
        const json::Value bigRecord = cliJson({"events", "show", idOf(big)});
        QCOMPARE(bigRecord[u"eventType"].toString(), QStringLiteral("user.large"));
        QCOMPARE(bigRecord[u"event"][u"reason"].toString(), QStringLiteral("too_large"));
        QVERIFY(bigRecord[u"event"][u"body"].toString() == QString::fromLatin1(large));
        QVERIFY(
            QDirIterator(m_root + QStringLiteral("/data/blobs"), QDir::Files, QDirIterator::Subdirectories).hasNext());
    }

    void bodyLimitOfASource()
    {
        QCOMPARE(cli({"source", "add", "custom", "--key", "small"}).exitCode, 0);
        writeLocal("{\"bodyLimits\":{\"orders\":31457280,\"small\":1000}}");
        Serve serve(*m_sandbox, m_root);
        QVERIFY2(serve.port() > 0, serve.errors().constData());
        const QByteArray large(26 * 1024 * 1024, 'x'); // over the standard limit
        QCOMPARE(post(serve.port(), "/s/orders", signedHeaders(large), large).status, 200);
        QCOMPARE(post(serve.port(), "/s/small", {}, QByteArray(1001, 'x')).status, 413);
        QCOMPARE(post(serve.port(), "/s/elsewhere", {}, large).status, 413);
        const json::Value refused = cliJson({"events", "list", "source:small"}).at(0);
        QCOMPARE(refused[u"status"].toString(), QStringLiteral("incomplete"));
        QCOMPARE(refused[u"bodySize"].toInteger(), 1000);
    }

    void forwardsWithTheAnswerBesideTheEvent()
    {
        App app;
        Serve serve(*m_sandbox, m_root);
        QVERIFY2(serve.port() > 0, serve.errors().constData());
        writeLocal("{\"forward\":{\"orders\":\"http://127.0.0.1:" + QByteArray::number(app.serverPort()) +
                   "/in?k=1\"}}");
        const QByteArray body = "{ \"type\":\"user.identified\" }";
        QString id;
        // The file is noticed by the watcher, at some time.
        const auto sendOne = [&] {
            id = idOf(post(serve.port(), "/s/orders/deep?x=2", signedHeaders(body), body));
            return QTest::qWaitFor([&] { return !app.requests.isEmpty(); }, 1000);
        };
        QVERIFY(QTest::qWaitFor(sendOne, 30000)); // QTRY_VERIFY would send once more after it came
        const QByteArray request = app.requests.last();
        QVERIFY2(request.startsWith("POST /in/deep?k=1&x=2 HTTP/1.1\r\n"), request.constData());
        QVERIFY(request.contains("\r\nX-Webhook-Signature: sha256="));
        QVERIFY(request.endsWith(QByteArray("\r\n\r\n" + body)));
        const auto exchange = [&] { return cliJson({"events", "show", id})[u"exchanges"].at(0); };
        QTRY_COMPARE(exchange()[u"status"].toInteger(), 201);
        QCOMPARE(exchange()[u"kind"].toString(), QStringLiteral("forward"));
        QCOMPARE(exchange()[u"body"].toString(), QStringLiteral("hello"));
    }

    void forwardsUnderWayAtTheEndAreKept()
    {
        // It takes requests and never answers.
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        QList<QTcpSocket*> taken;
        connect(&silent, &QTcpServer::newConnection, this, [&] { taken.append(silent.nextPendingConnection()); });
        Serve serve(*m_sandbox, m_root);
        QVERIFY2(serve.port() > 0, serve.errors().constData());
        writeLocal("{\"forward\":{\"orders\":\"http://127.0.0.1:" + QByteArray::number(silent.serverPort()) + "\"}}");
        const QByteArray body = "{ \"type\":\"user.identified\" }";
        QString id;
        const auto sendOne = [&] {
            id = idOf(post(serve.port(), "/s/orders", signedHeaders(body), body));
            return QTest::qWaitFor([&] { return !taken.isEmpty(); }, 1000);
        };
        QVERIFY(QTest::qWaitFor(sendOne, 30000)); // QTRY_VERIFY would send once more after it came
        QCOMPARE(serve.terminate(), 0);
        const json::Value exchange = cliJson({"events", "show", id})[u"exchanges"].at(0);
        QCOMPARE(exchange[u"error"].toString(), QStringLiteral("cut_off"));
        QVERIFY(exchange[u"url"].toString().contains(QString::number(silent.serverPort())));
    }

    void neverForwardsToItself()
    {
        Serve serve(*m_sandbox, m_root);
        QVERIFY2(serve.port() > 0, serve.errors().constData());
        writeLocal("{\"forward\":{\"orders\":\"http://localhost:" + QByteArray::number(serve.port()) + "/s/orders\"}}");
        QString id;
        const QByteArray body = "{\"type\":\"a\"}";
        const auto error = [&] {
            id = idOf(post(serve.port(), "/s/orders", signedHeaders(body), body));
            return QTest::qWaitFor(
                [&] {
                    return cliJson({"events", "show", id})[u"exchanges"].at(0)[u"error"].toString() ==
                           QStringLiteral("forward_loop");
                },
                2000);
        };
        QTRY_VERIFY_WITH_TIMEOUT(error(), 30000);
    }

    void resends()
    {
        App app;
        Serve serve(*m_sandbox, m_root);
        QVERIFY2(serve.port() > 0, serve.errors().constData());
        const QByteArray body = "{ \"type\":\"user.identified\", \"n\": 1 }";
        const QString id = idOf(post(serve.port(), "/s/orders?q=1", signedHeaders(body), body));
        QVERIFY(!id.isEmpty());
        const QString to = QStringLiteral("http://127.0.0.1:%1").arg(app.serverPort());
        const auto resend = [&](const QStringList& more, const QByteArray& input = {}) {
            CliResult result;
            // The app answers in this thread's event loop.
            std::atomic<bool> done = false;
            std::unique_ptr<QThread> thread(QThread::create([&] {
                result = cli(QStringList{"--json", "resend"} + more, input);
                done = true;
            }));
            thread->start();
            (void)QTest::qWaitFor([&] { return done.load(); }, 60000);
            thread->wait();
            return result;
        };
        const CliResult anew = resend({id, "--to", to});
        QVERIFY2(anew.exitCode == 0, anew.err.constData());
        QCOMPARE(app.requests.size(), 1);
        QVERIFY(app.requests[0].startsWith("POST /s/orders?q=1 HTTP/1.1\r\n"));
        QVERIFY(app.requests[0].contains(QByteArray("Host: 127.0.0.1:" + QByteArray::number(app.serverPort()))));
        QVERIFY(app.requests[0].endsWith(body));
        QCOMPARE(anew.json().at(0)[u"status"].toInteger(), 201);

        const CliResult exact = resend({"--filter", "source:orders", "--to", to + QStringLiteral("/other"), "--exact"});
        QVERIFY2(exact.exitCode == 0, exact.err.constData());
        QCOMPARE(app.requests.size(), 2);
        QVERIFY(app.requests[1].startsWith("POST /other HTTP/1.1\r\nHost: 127.0.0.1\r\n"));
        QVERIFY(app.requests[1].contains(QByteArray("X-Webhook-Signature: sha256=" + hmacHex(secret, body))));

        // Its own endpoint, with another body signed anew.
        const CliResult edited = resend({id, "--edit", "-"}, "POST /s/orders HTTP/1.1\n\n{\"type\":\"user.edited\"}");
        QVERIFY2(edited.exitCode == 0, edited.err.constData());
        const QString made = edited.json().at(0)[u"id"].toString();
        QCOMPARE(cliJson({"events", "show", made})[u"eventType"].toString(), QStringLiteral("user.edited"));

        const json::Value exchanges = cliJson({"events", "show", id})[u"exchanges"];
        QCOMPARE(exchanges.toArray().size(), size_t(3));
        QCOMPARE(exchanges.at(0)[u"kind"].toString(), QStringLiteral("resend"));

        const CliResult nobody = resend({id, "--to", "http://127.0.0.1:1/"});
        QCOMPARE(nobody.exitCode, 1);
        QCOMPARE(nobody.json().at(0)[u"error"].toString(), QStringLiteral("network"));
        QCOMPARE(cli({"resend"}).exitCode, 2);
        QCOMPARE(cli({"resend", id, "--to", "nowhere"}).exitCode, 2);
    }

    void showsUnroutedAndBrokenOff()
    {
        Serve serve(*m_sandbox, m_root);
        QVERIFY2(serve.port() > 0, serve.errors().constData());
        QCOMPARE(post(serve.port(), "/s/order", {{"Stripe-Signature", "t=1,v1=ab"}}, "{}").status, 404);
        QCOMPARE(post(serve.port(), "/favicon.ico", {}, "").status, 404);
        const json::Value unrouted = cliJson({"events", "list", "status:unrouted"});
        QCOMPARE(unrouted.toArray().size(), size_t(2));
        QCOMPARE(unrouted.at(1)[u"target"].toString(), QStringLiteral("/s/order"));
        QCOMPARE(unrouted.at(1)[u"didYouMean"].toString(), QStringLiteral("orders"));
        QCOMPARE(unrouted.at(1)[u"provider"].toString(), QStringLiteral("stripe"));
        QVERIFY(unrouted.at(0)[u"didYouMean"].isNull());
        QVERIFY(cliJson({"events", "list"}).toArray().empty());

        QTcpSocket socket;
        socket.connectToHost(QStringLiteral("127.0.0.1"), serve.port());
        QVERIFY(socket.waitForConnected(10000));
        socket.write("POST /s/orders HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nhalf of");
        QVERIFY(socket.waitForBytesWritten(10000));
        socket.disconnectFromHost();
        QTRY_COMPARE(cliJson({"events", "list", "status:incomplete"}).toArray().size(), size_t(1));
        const QString id = cliJson({"events", "list", "status:incomplete"}).at(0)[u"id"].toString();
        const json::Value record = cliJson({"events", "show", id});
        QCOMPARE(record[u"event"][u"body"].toString(), QStringLiteral("half of"));
        QCOMPARE(record[u"event"][u"complete"].toBool(true), false);
    }

    void tellsOfTheTimeWithoutListener()
    {
        {
            Serve serve(*m_sandbox, m_root);
            QVERIFY2(serve.port() > 0, serve.errors().constData());
            QCOMPARE(post(serve.port(), "/s/orders", signedHeaders("{}"), "{}").status, 200);
            serve.kill9();
        }
        QVERIFY(!cli({"events", "list"}).err.contains("Not reachable"));
        {
            // An hour ago: what a process leaves that was killed then.
            auto database = store::openStore(m_root + QStringLiteral("/data/headwater.db"));
            QVERIFY(database);
            QVERIFY(store::noteReachable(*database, SystemClock().now() - std::chrono::hours(1)));
        }
        Serve serve(*m_sandbox, m_root);
        QVERIFY2(serve.port() > 0, serve.errors().constData());
        QTRY_VERIFY(cli({"events", "list"}).err.contains("Not reachable from"));
        QVERIFY(cli({"events", "list"}).err.contains(": stopped."));
    }
};

QTEST_GUILESS_MAIN(TestCliHttp)
#include "tst_cli_http.moc"
