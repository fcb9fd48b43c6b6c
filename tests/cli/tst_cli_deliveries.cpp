// Live destinations from outside: held until --live, delivered, listed, retried, paused; against a server that behaves
// as Knock's API.

#include "tests/support/cliprocess.h"
#include "tests/support/fakeknock.h"
#include "tests/support/rawhttp.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace hw;
using namespace hw::test;

namespace {

const QByteArray secret = "a-made-up-secret-for-tests";
constexpr int patience = 60000;

/// Every kind of action, bound to what the request's body has.
const char* const mappings = R"({"format":1,"mappings":[
{"eventType":"all","action":"users_identify","parameters":{"id":{"path":"body.user"},"email":{"path":"body.email"}}},
{"eventType":"all","action":"users_merge","parameters":{"id":{"path":"body.user"},"from_user_id":{"value":"old"}}},
{"eventType":"all","action":"users_delete","parameters":{"id":{"value":"gone"}}},
{"eventType":"all","action":"channel_data_set","parameters":{"id":{"path":"body.user"},"channel_id":{"value":"c1"},"data":{"value":{"tokens":["t"]}}}},
{"eventType":"all","action":"preferences_set","parameters":{"id":{"path":"body.user"},"preferences":{"value":{"workflows":{"w":true}}}}},
{"eventType":"all","action":"objects_set","parameters":{"collection":{"value":"projects"},"id":{"value":"p1"},"name":{"value":"P"}}},
{"eventType":"all","action":"objects_delete","parameters":{"collection":{"value":"projects"},"id":{"value":"p0"}}},
{"eventType":"all","action":"tenants_set","parameters":{"id":{"value":"t1"},"name":{"value":"T"}}},
{"eventType":"all","action":"tenants_delete","parameters":{"id":{"value":"t0"}}},
{"eventType":"all","action":"objects_subscribe","parameters":{"collection":{"value":"projects"},"object_id":{"value":"p1"},"recipients":{"path":"body.user"}}},
{"eventType":"all","action":"objects_unsubscribe","parameters":{"collection":{"value":"projects"},"object_id":{"value":"p1"},"recipients":{"value":"u0"}}},
{"eventType":"all","action":"audiences_add_member","parameters":{"key":{"value":"beta"},"members":{"path":"body.user"}}},
{"eventType":"all","action":"audiences_remove_member","parameters":{"key":{"value":"beta"},"members":{"value":"u0"}}},
{"eventType":"all","action":"workflows_trigger","parameters":{"key":{"value":"welcome"},"recipients":{"path":"body.user"},"data":{"path":"body"}}},
{"eventType":"all","action":"workflows_cancel","parameters":{"key":{"value":"welcome"},"cancellation_key":{"value":"k"}}},
{"eventType":"one","action":"users_identify","parameters":{"id":{"path":"body.user"},"properties":{"path":"body"}}},
{"eventType":"bad","action":"users_identify","parameters":{"id":{"path":"body.user"},"properties":{"value":{"email":7}}}}]}
)";

QByteArray bodyOf(const char* type, const char* user)
{
    return QByteArray(R"({"type":")") + type + R"(","user":")" + user + R"(","email":"a@b.c"})";
}

} // namespace

class TestCliDeliveries final : public QObject
{
    Q_OBJECT

private:
    struct World
    {
        World()
            : root(sandbox.path(QStringLiteral("ws")))
        {
            sandbox.setVariable(QStringLiteral("HEADWATER_SECRET_KNOCK_API_KEY"), QString::fromLatin1(server.key()));
            sandbox.setVariable(QStringLiteral("HEADWATER_SECRET_ORDERS_SIGNING_SECRET"), QString::fromLatin1(secret));
            ok = sandbox.cli({"init", root}).exitCode == 0 &&
                 run({"source", "add", "custom", "--key", "orders"}).exitCode == 0 &&
                 run({"env", "destination", "development", "knock", "--url", server.url()}).exitCode == 0;
            QFile file(root + QStringLiteral("/sources/orders/mappings.json"));
            ok = ok && file.open(QIODevice::WriteOnly) && file.write(mappings) > 0;
        }

        [[nodiscard]] CliResult run(const QStringList& arguments, const QByteArray& input = {}) const
        {
            return sandbox.cli(QStringList{"--workspace", root} + arguments, input);
        }
        [[nodiscard]] json::Value runJson(const QStringList& arguments) const
        {
            return run(QStringList{"--json"} + arguments).json();
        }
        [[nodiscard]] QString send(quint16 port, const char* type, const char* user) const
        {
            const QByteArray body = bodyOf(type, user);
            const Reply reply =
                post(port, "/s/orders",
                     {{"Content-Type", "application/json"}, {"X-Webhook-Signature", hmacHex(secret, body)}}, body);
            const auto answer = json::parse(reply.body);
            return reply.status == 200 && answer ? (*answer)[u"id"].toString() : QString();
        }
        /// Waits until all deliveries that match have this status.
        [[nodiscard]] bool become(const char* status, const QStringList& filter = {})
        {
            for (int i = 0; i < 200; ++i) {
                const json::Value list = runJson(QStringList{"deliveries", "list", "--limit", "1000"} + filter);
                const json::Array& all = list.toArray();
                if (!all.empty() && std::all_of(all.begin(), all.end(), [&](const json::Value& each) {
                        return each[u"status"].toString() == QLatin1String(status);
                    }))
                    return true;
            }
            return false;
        }

        FakeKnock server;
        Sandbox sandbox;
        QString root;
        bool ok = false;
    };

private Q_SLOTS:
    void everyActionIsTheDocumentedRequest();
    void heldUntilLive();
    void deadLettersAreRetried();
    void pausedAndResumed();
    void processLive();
    void dryRunCarriesNothingOut();
    void killedBetween();
    void overTls();
    void wrongUsage_data();
    void wrongUsage();
};

void TestCliDeliveries::everyActionIsTheDocumentedRequest()
{
    World world;
    QVERIFY(world.ok);
    Serve serve(world.sandbox, world.root, {QStringLiteral("--live")});
    QVERIFY2(serve.port() > 0, serve.errors().constData());
    const QString id = world.send(serve.port(), "all", "u1");
    QVERIFY(!id.isEmpty());
    QVERIFY(world.become("done"));
    QByteArrayList seen;
    for (const KnockRequest& request : world.server.requests())
        seen.append(request.method + ' ' + request.path + ' ' + request.body);
    const QByteArray data = bodyOf("all", "u1");
    QCOMPARE(seen, (QByteArrayList{
                       R"(PUT /v1/users/u1 {"email":"a@b.c"})",
                       R"(POST /v1/users/u1/merge {"from_user_id":"old"})",
                       "DELETE /v1/users/gone ",
                       R"(PUT /v1/users/u1/channel_data/c1 {"data":{"tokens":["t"]}})",
                       R"(PUT /v1/users/u1/preferences/default {"workflows":{"w":true}})",
                       R"(PUT /v1/objects/projects/p1 {"name":"P"})",
                       "DELETE /v1/objects/projects/p0 ",
                       R"(PUT /v1/tenants/t1 {"name":"T"})",
                       "DELETE /v1/tenants/t0 ",
                       R"(POST /v1/objects/projects/p1/subscriptions {"recipients":["u1"]})",
                       R"(DELETE /v1/objects/projects/p1/subscriptions {"recipients":["u0"]})",
                       R"(POST /v1/audiences/beta/members?create_audience=true {"members":[{"user":{"id":"u1"}}]})",
                       R"(DELETE /v1/audiences/beta/members {"members":[{"user":{"id":"u0"}}]})",
                       R"(POST /v1/workflows/welcome/trigger {"recipients":["u1"],"data":)" + data + '}',
                       R"(POST /v1/workflows/welcome/cancel {"cancellation_key":"k"})",
                   }));
    for (const KnockRequest& request : world.server.requests()) {
        QCOMPARE(request.header("Authorization"), "Bearer " + world.server.key());
        QCOMPARE(request.header("Content-Type"), request.body.isEmpty() ? QByteArray() : "application/json");
    }
    const json::Value record = world.runJson({"events", "show", id});
    QCOMPARE(record[u"actions"].toArray().size(), size_t(15));
    for (const json::Value& action : record[u"actions"].toArray()) {
        QCOMPARE(action[u"status"].toString(), QStringLiteral("succeeded"));
        QCOMPARE(action[u"attempts"].toArray().size(), size_t(1));
    }
    QVERIFY(!json::write(record).contains(world.server.key()));
    QVERIFY(record[u"actions"].at(13)[u"result"][u"workflow_run_id"].isString());
    QCOMPARE(serve.terminate(), 0);
}

void TestCliDeliveries::heldUntilLive()
{
    World world;
    QVERIFY(world.ok);
    {
        Serve serve(world.sandbox, world.root);
        QVERIFY(serve.port() > 0);
        const QString id = world.send(serve.port(), "one", "u1");
        QVERIFY(!id.isEmpty());
        QVERIFY(world.become("held"));
        QCOMPARE(world.runJson({"events", "show", id})[u"actions"].at(0)[u"status"].toString(),
                 QStringLiteral("pending"));
        QCOMPARE(serve.terminate(), 0);
    }
    QCOMPARE(world.server.requestCount(), 0);
    const Serve serve(world.sandbox, world.root, {QStringLiteral("--live")});
    QVERIFY(world.become("done"));
    QCOMPARE(world.server.requestCount(), 1);
}

void TestCliDeliveries::deadLettersAreRetried()
{
    World world;
    QVERIFY(world.ok);
    const Serve serve(world.sandbox, world.root, {QStringLiteral("--live")});
    const QString bad = world.send(serve.port(), "bad", "u1");
    QVERIFY(world.become("dead"));
    const json::Value listed = world.runJson({"deliveries", "list", "status:dead"});
    QCOMPARE(listed.toArray().size(), size_t(1));
    const json::Value again = world.runJson({"deliveries", "retry", listed.at(0)[u"id"].toString()});
    QCOMPARE(again[u"retried"].toArray().size(), size_t(1));
    QVERIFY(QTest::qWaitFor([&] { return world.server.requestCount() >= 2; }, patience));
    QVERIFY(world.become("dead"));
    const CliResult shown = world.run({"events", "show", bad});
    QVERIFY2(shown.out.contains("email: is invalid"), shown.out.constData());
    QVERIFY(shown.out.contains("attempt 2"));
    QCOMPARE(world.runJson({"deliveries", "retry", "--filter", "reason:http_4 type:bad"})[u"retried"].toArray().size(),
             size_t(1));
    QVERIFY(QTest::qWaitFor([&] { return world.server.requestCount() >= 3; }, patience));
    QVERIFY(world.become("dead"));
    QVERIFY(world.runJson({"deliveries", "list"}).at(0)[u"outOfOrder"].toBool());
    QCOMPARE(world.runJson({"deliveries", "retry", "--filter", "type:one"})[u"retried"].toArray().size(), size_t(0));
}

void TestCliDeliveries::pausedAndResumed()
{
    World world;
    QVERIFY(world.ok);
    Serve serve(world.sandbox, world.root, {QStringLiteral("--live")});
    QCOMPARE(world.runJson({"deliveries", "pause", "knock"})[u"paused"].at(0).toString(),
             QStringLiteral("development/knock"));
    QVERIFY(!world.send(serve.port(), "one", "u1").isEmpty());
    QVERIFY(world.become("pending"));
    QVERIFY(world.run({"deliveries", "list"}).err.contains("development/knock is paused"));
    // Over a restart as well.
    QCOMPARE(serve.terminate(), 0);
    const Serve next(world.sandbox, world.root, {QStringLiteral("--live")});
    QVERIFY(world.become("pending"));
    QCOMPARE(world.server.requestCount(), 0);
    QCOMPARE(world.run({"deliveries", "resume", "development"}).exitCode, 0);
    QVERIFY(world.become("done"));
}

void TestCliDeliveries::processLive()
{
    World world;
    QVERIFY(world.ok);
    const QByteArray body = bodyOf("one", "u1");
    const QByteArray request =
        "POST /s/orders HTTP/1.1\r\nContent-Type: application/json\r\nX-Webhook-Signature: " + hmacHex(secret, body) +
        "\r\n\r\n" + body;
    const CliResult held = world.run({"--json", "process", "--source", "orders", "-"}, request);
    QCOMPARE(held.exitCode, 0);
    QCOMPARE(held.json()[u"actions"].at(0)[u"status"].toString(), QStringLiteral("pending"));
    QCOMPARE(world.server.requestCount(), 0);
    const CliResult live = world.run({"--json", "process", "--source", "orders", "--live", "-"}, request);
    QVERIFY2(live.exitCode == 0, live.err.constData());
    QCOMPARE(live.json()[u"actions"].at(0)[u"status"].toString(), QStringLiteral("succeeded"));
    QCOMPARE(live.json()[u"actions"].at(0)[u"attempts"].toArray().size(), size_t(1));
    // All elements of a batch are waited for.
    QCOMPARE(world.run({"source", "set", "orders", "splitPath=body.all"}).exitCode, 0);
    const QByteArray all = "{\"all\":[" + bodyOf("one", "u2") + "," + bodyOf("one", "u3") + "]}";
    const CliResult batch = world.run({"--json", "process", "--source", "orders", "--live", "-"},
                                      "POST /s/orders HTTP/1.1\r\nContent-Type: application/json\r\n"
                                      "X-Webhook-Signature: " +
                                          hmacHex(secret, all) + "\r\n\r\n" + all);
    QVERIFY2(batch.exitCode == 0, batch.err.constData());
    QCOMPARE(batch.json().toArray().size(), size_t(2));
    for (const size_t i : {size_t(0), size_t(1)})
        QCOMPARE(batch.json().at(i)[u"actions"].at(0)[u"status"].toString(), QStringLiteral("succeeded"));
    QCOMPARE(world.run({"source", "set", "orders", "splitPath="}).exitCode, 0);
    world.server.answerNext({422, {}, R"({"code":"invalid_params","message":"no"})"});
    const CliResult failed = world.run({"process", "--source", "orders", "--live", "-"}, request);
    QCOMPARE(failed.exitCode, 1);
    QVERIFY(failed.out.contains("invalid_params"));
}

void TestCliDeliveries::dryRunCarriesNothingOut()
{
    World world;
    QVERIFY(world.ok);
    QCOMPARE(world.run({"env", "destination", "development", "directory"}).exitCode, 0);
    Serve serve(world.sandbox, world.root, {QStringLiteral("--dry-run")});
    const QString id = world.send(serve.port(), "all", "u1");
    QVERIFY(!id.isEmpty());
    const json::Value record = world.runJson({"events", "show", id});
    QCOMPARE(record[u"actions"].toArray().size(), size_t(15));
    for (const json::Value& action : record[u"actions"].toArray())
        QCOMPARE(action[u"status"].toString(), QStringLiteral("planned"));
    QVERIFY(world.runJson({"directory", "users"}).toArray().empty());
}

void TestCliDeliveries::killedBetween()
{
    World world;
    QVERIFY(world.ok);
    KnockFaults faults;
    faults.slowMs = 20;
    world.server.setFaults(faults);
    for (int life = 0; life < 2; ++life) {
        Serve serve(world.sandbox, world.root, {QStringLiteral("--live")});
        for (int i = 0; i < 10; ++i)
            QVERIFY(!world.send(serve.port(), "one", "u1").isEmpty());
        serve.kill9(); // answered is promised
    }
    const Serve serve(world.sandbox, world.root, {QStringLiteral("--live")});
    QVERIFY(world.become("done"));
    QCOMPARE(world.runJson({"deliveries", "list", "--limit", "100"}).toArray().size(), size_t(20));
    int applied = 0;
    for (const KnockRequest& request : world.server.requests())
        applied += request.applied ? 1 : 0;
    QVERIFY(applied >= 20);
}

/// A service with a certificate of its own making: another workspace, which listens over TLS.
void TestCliDeliveries::overTls()
{
    World world;
    QVERIFY(world.ok);
    const QString service = world.sandbox.path(QStringLiteral("service"));
    const auto atService = [&](const QStringList& arguments) {
        return world.sandbox.cli(QStringList{"--json", "--workspace", service} + arguments);
    };
    QCOMPARE(atService({"init", service}).exitCode, 0);
    QCOMPARE(atService({"source", "add", "custom", "--key", "actions"}).exitCode, 0);
    QCOMPARE(atService({"source", "set", "actions", "enforceVerification=false", "signing.secrets="}).exitCode, 0);
    Serve listening(world.sandbox, service, {QStringLiteral("--tls")});
    QVERIFY2(listening.port() > 0, listening.errors().constData());
    const QString url = QStringLiteral("https://127.0.0.1:%1/s/actions").arg(listening.port());
    QCOMPARE(world.run({"env", "destination", "development", "http", "--url", url}).exitCode, 0);
    const auto request = [](const char* user) {
        const QByteArray body = bodyOf("one", user);
        return QByteArray("POST /s/orders HTTP/1.1\r\nContent-Type: application/json\r\nX-Webhook-Signature: " +
                          hmacHex(secret, body) + "\r\n\r\n" + body);
    };
    const QStringList live{"process", "--source", "orders", "--live", "-"};
    const CliResult refused = world.run(live, request("u1"));
    QCOMPARE(refused.exitCode, 1);
    QVERIFY2(refused.out.contains("certificate is self-signed"), refused.out.constData());
    QCOMPARE(atService({"events", "list"}).json().toArray().size(), size_t(0));
    QCOMPARE(world.runJson({"deliveries", "list"}).at(0)[u"status"].toString(), QStringLiteral("failed"));

    world.sandbox.setVariable(QStringLiteral("SSL_CERT_FILE"), service + QStringLiteral("/data/tls/certificate.pem"));
    // Another user: the first one's deliveries wait behind what failed.
    const CliResult accepted = world.run(QStringList{"--json"} + live, request("u2"));
    QVERIFY2(accepted.exitCode == 0, accepted.err.constData());
    QCOMPARE(accepted.json()[u"actions"].at(0)[u"status"].toString(), QStringLiteral("succeeded"));
    const json::Value arrived = atService({"events", "list", "type:users_identify"}).json();
    QVERIFY(!arrived.toArray().empty());
}

void TestCliDeliveries::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::newRow("unknown id") << QStringList{"deliveries", "retry", "dlv_0"} << 2;
    QTest::newRow("id and filter") << QStringList{"deliveries", "retry", "x", "--filter", "y"} << 2;
    QTest::newRow("neither") << QStringList{"deliveries", "retry"} << 2;
    QTest::newRow("status") << QStringList{"deliveries", "list", "status:lost"} << 2;
    QTest::newRow("field") << QStringList{"deliveries", "list", "colour:red"} << 2;
    QTest::newRow("destination") << QStringList{"deliveries", "pause", "moon"} << 2;
    QTest::newRow("live and dry") << QStringList{"serve", "--live", "--dry-run"} << 2;
    QTest::newRow("sign a knock destination")
        << QStringList{"env", "destination", "development", "knock", "--sign", "hmac"} << 2;
    QTest::newRow("no such scheme") << QStringList{"env",      "destination", "development", "http",   "--url",
                                                   "http://x", "--secret",    "S",           "--sign", "rot13"}
                                    << 2;
    QTest::newRow("empty list") << QStringList{"deliveries", "list"} << 0;
}

void TestCliDeliveries::wrongUsage()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    World world;
    QVERIFY(world.ok);
    const CliResult result = world.run(arguments);
    QCOMPARE(result.exitCode, status);
    QVERIFY(!result.err.isEmpty());
}

QTEST_GUILESS_MAIN(TestCliDeliveries)
#include "tst_cli_deliveries.moc"
