// The main job from outside: a real workspace, the real program, real requests signed here by hand.

#include "tests/support/cliprocess.h"
#include "tests/support/rawhttp.h"

#include <QFile>
#include <QMap>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace hw;
using namespace hw::test;

namespace {

const QByteArray secret = "a-made-up-secret-for-tests";

const char* const announcedScript = "async function main(ctx) {\n"
                                    "  const { headers, rawBody, body, vars } = ctx;\n"
                                    "  const verified = await verifyHmacSha256({\n"
                                    "    secret: vars[\"SERVICE_SIGNING_SECRET\"],\n"
                                    "    signature: headers[\"x-webhook-signature\"],\n"
                                    "    payload: body,\n"
                                    "  });\n"
                                    "  const full_name = `${body.first_name} ${body.last_name}`;\n"
                                    "  return { verified, full_name };\n"
                                    "}\n";

const char* const mappings = "{\"format\":1,\"mappings\":[\n"
                             "{\"eventType\":\"user.identified\",\"action\":\"users_identify\",\"parameters\":{\"id\":{"
                             "\"path\":\"body.user_id\"},"
                             "\"name\":{\"path\":\"preprocess.full_name\"},\"email\":{\"path\":\"body.email\"}}},\n"
                             "{\"eventType\":\"user.identified\",\"action\":\"audiences_add_member\",\"parameters\":{"
                             "\"key\":{\"value\":\"everyone\"},"
                             "\"members\":{\"path\":\"body.user_id\"}}},\n"
                             "{\"eventType\":\"user.identified\",\"action\":\"workflows_trigger\",\"parameters\":{"
                             "\"key\":{\"value\":\"welcome\"},"
                             "\"recipients\":{\"path\":\"body.user_id\"},\"data\":{\"path\":\"body\"}}}]}\n";

QByteArray userBody(int number)
{
    // Spaces and key order that no serializer would make again.
    return "{ \"type\":\"user.identified\",\n  \"user_id\": \"u" + QByteArray::number(number) +
           "\" , \"first_name\":\"Ada\",\"last_name\": \"Lovelace\", \"email\":\"u" + QByteArray::number(number) +
           "@example.com\" }\n";
}

http::Headers signedHeaders(const QByteArray& body)
{
    return {{"Content-Type", "application/json"}, {"X-Webhook-Signature", "sha256=" + hmacHex(secret, body)}};
}

void writeFile(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
    file.write(content);
}

} // namespace

class TestMainJob final : public QObject
{
    Q_OBJECT

private:
    /// A workspace with the custom source "orders", its secret, and optionally a script.
    void makeWorkspace(const Sandbox& sandbox, const QByteArray& script)
    {
        const QString root = sandbox.path(QStringLiteral("ws"));
        QCOMPARE(sandbox.cli({"init", root}).exitCode, 0);
        const CliResult added = sandbox.cli({"--workspace", root, "source", "add", "custom", "--key", "orders"});
        QVERIFY2(added.exitCode == 0, added.err.constData());
        const QString folder = root + QStringLiteral("/sources/orders");
        writeFile(folder + QStringLiteral("/mappings.json"), mappings);
        if (!script.isEmpty()) {
            writeFile(folder + QStringLiteral("/script.js"), script);
            QCOMPARE(sandbox.cli({"--workspace", root, "secret", "set", "SERVICE_SIGNING_SECRET"}, secret).exitCode, 0);
            const CliResult set =
                sandbox.cli({"--workspace", root, "source", "set", "orders", "signing.secrets=SERVICE_SIGNING_SECRET"});
            QVERIFY2(set.exitCode == 0, set.err.constData());
        } else {
            QCOMPARE(sandbox.cli({"--workspace", root, "secret", "set", "ORDERS_SIGNING_SECRET"}, secret).exitCode, 0);
        }
    }

    json::Value show(const Sandbox& sandbox, const QString& id)
    {
        return sandbox.cli({"--workspace", sandbox.path(QStringLiteral("ws")), "--json", "events", "show", id}).json();
    }

    json::Value directory(const Sandbox& sandbox, const QStringList& what)
    {
        return sandbox.cli(QStringList{"--workspace", sandbox.path(QStringLiteral("ws")), "--json", "directory"} + what)
            .json();
    }

private Q_SLOTS:
    void theAnnouncedScriptDoesTheWholeJob()
    {
        const Sandbox sandbox;
        makeWorkspace(sandbox, announcedScript);
        Serve serve(sandbox, sandbox.path(QStringLiteral("ws")));
        QVERIFY2(serve.port() > 0, serve.errors().constData());

        const QByteArray body = userBody(1);
        const Reply reply = post(serve.port(), "/s/orders", signedHeaders(body), body);
        QVERIFY2(reply.status == 200, reply.body.constData());
        const QString id = json::parse(reply.body).valueOr({})[u"id"].toString();
        QVERIFY(id.startsWith(QLatin1String("hw_")));

        const json::Value record = show(sandbox, id);
        QCOMPARE(record[u"event"][u"body"].toString(), QString::fromUtf8(body));
        QCOMPARE(record[u"event"][u"status"].toString(), QStringLiteral("processed"));
        QCOMPARE(record[u"verification"][u"status"].toString(), QStringLiteral("verified"));
        QCOMPARE(record[u"script"][u"preprocess"][u"full_name"].toString(), QStringLiteral("Ada Lovelace"));
        QCOMPARE(record[u"eventType"].toString(), QStringLiteral("user.identified"));
        const json::Array actions = record[u"actions"].toArray();
        QCOMPARE(actions.size(), size_t(3));
        const QStringList order{QStringLiteral("users_identify"), QStringLiteral("audiences_add_member"),
                                QStringLiteral("workflows_trigger")};
        for (qsizetype i = 0; i < order.size(); ++i) {
            QCOMPARE(actions.at(static_cast<size_t>(i))[u"action"].toString(), order.at(i));
            QCOMPARE(actions.at(static_cast<size_t>(i))[u"status"].toString(), QStringLiteral("succeeded"));
        }

        const json::Value user = directory(sandbox, {"users", "u1"});
        QCOMPARE(user[u"name"].toString(), QStringLiteral("Ada Lovelace"));
        QCOMPARE(user[u"email"].toString(), QStringLiteral("u1@example.com"));
        QVERIFY(directory(sandbox, {"workflow-runs"}).toArray().size() == 1);

        // One changed byte: refused, and kept with the reason.
        QByteArray forged = body;
        forged.replace("Lovelace", "Lovelacf");
        const Reply refused = post(serve.port(), "/s/orders", signedHeaders(body), forged);
        QCOMPARE(refused.status, 401);
        const json::Value kept = show(sandbox, json::parse(refused.body).valueOr({})[u"id"].toString());
        QCOMPARE(kept[u"event"][u"body"].toString(), QString::fromUtf8(forged));
        QCOMPARE(kept[u"event"][u"status"].toString(), QStringLiteral("refused"));
        QCOMPARE(kept[u"verification"][u"reason"].toString(), QStringLiteral("signature_mismatch"));
        QVERIFY(kept[u"actions"].toArray().empty());

        QCOMPARE(serve.terminate(), 0);
    }

    void aSourceWithoutScriptIsVerifiedNatively()
    {
        const Sandbox sandbox;
        makeWorkspace(sandbox, {});
        Serve serve(sandbox, sandbox.path(QStringLiteral("ws")));
        QVERIFY(serve.port() > 0);
        const QByteArray body = userBody(7);
        const http::Headers headers{{"Content-Type", "application/json"},
                                    {"X-Webhook-Signature", hmacHex(secret, body)}};
        QCOMPARE(post(serve.port(), "/s/orders", headers, body).status, 200);
        QCOMPARE(post(serve.port(), "/s/orders", {{"Content-Type", "application/json"}}, body).status, 401);
        QCOMPARE(post(serve.port(), "/s/nowhere", headers, body).status, 404);
        // Without a script nothing makes the full name: the optional name is left out.
        QCOMPARE(directory(sandbox, {"users", "u7"})[u"email"].toString(), QStringLiteral("u7@example.com"));
    }

    void badScriptsEndAndOthersGoOn()
    {
        const Sandbox sandbox;
        makeWorkspace(sandbox, "async function main({ body, headers, vars }) {\n"
                               "  const verified = await verifyHmacSha256({ secret: vars.SERVICE_SIGNING_SECRET,\n"
                               "    signature: headers[\"x-webhook-signature\"], payload: body });\n"
                               "  if (body.user_id === \"u2\") while (true) {}\n"
                               "  if (body.user_id === \"u3\") new Array(4294967295).fill(1);\n"
                               "  return { verified };\n"
                               "}\n");
        Serve serve(sandbox, sandbox.path(QStringLiteral("ws")));
        QVERIFY(serve.port() > 0);
        QMap<int, int> statuses;
        QMap<int, QString> scriptStatuses;
        for (int number = 1; number <= 4; ++number) {
            const QByteArray body = userBody(number);
            const Reply reply = post(serve.port(), "/s/orders", signedHeaders(body), body);
            statuses[number] = reply.status;
            scriptStatuses[number] =
                show(sandbox, json::parse(reply.body).valueOr({})[u"id"].toString())[u"script"][u"status"].toString();
        }
        QCOMPARE(statuses.value(1), 200);
        QCOMPARE(statuses.value(2), 500);
        QCOMPARE(statuses.value(3), 500);
        QCOMPARE(statuses.value(4), 200);
        QCOMPARE(scriptStatuses.value(2), QStringLiteral("timeout"));
#if defined(__SANITIZE_ADDRESS__)
        QSKIP("the sanitizer's own memory leaves no room for a limit");
#endif
        QVERIFY(scriptStatuses.value(3) == QLatin1String("timeout") ||
                scriptStatuses.value(3) == QLatin1String("memory"));
    }

    void nothingAnsweredIsLostByKill()
    {
        const Sandbox sandbox;
        makeWorkspace(sandbox, announcedScript);
        const QString root = sandbox.path(QStringLiteral("ws"));
        auto serve = std::make_unique<Serve>(sandbox, root);
        QVERIFY(serve->port() > 0);

        constexpr int total = 2000;
        constexpr int killAfter = 900;
        constexpr int clients = 16;
        std::atomic<int> next = 0;
        std::atomic<int> answered = 0;
        std::vector<QStringList> ids(clients);
        std::vector<std::unique_ptr<QThread>> threads;
        for (int c = 0; c < clients; ++c) {
            threads.emplace_back(QThread::create([&, c, port = serve->port()] {
                for (int number = next++; number < total; number = next++) {
                    const QByteArray body = userBody(number);
                    const Reply reply = post(port, "/s/orders", signedHeaders(body), body);
                    if (reply.status != 200)
                        return; // killed
                    ids[static_cast<size_t>(c)].append(QStringLiteral("u%1 ").arg(number) +
                                                       json::parse(reply.body).valueOr({})[u"id"].toString());
                    ++answered;
                }
            }));
            threads.back()->start();
        }
        QTRY_VERIFY_WITH_TIMEOUT(answered >= killAfter, 60000);
        serve->kill9();
        for (const auto& thread : threads)
            thread->wait();
        QVERIFY(answered < total);

        serve = std::make_unique<Serve>(sandbox, root);
        QVERIFY2(serve->port() > 0, serve->errors().constData());
        // What was stored before the kill, by id.
        const CliResult listed =
            sandbox.cli({"--workspace", root, "--json", "events", "list", "--limit", QString::number(total * 2)});
        QMap<QString, json::Value> stored;
        const json::Value rows = listed.json();
        for (const json::Value& row : rows.toArray())
            stored.insert(row[u"id"].toString(), row);
        const json::Value runs = directory(sandbox, {"workflow-runs", "--limit", QString::number(total * 2)});
        QMap<QString, int> runsOfUser;
        for (const json::Value& run : runs.toArray())
            ++runsOfUser[run[u"recipients"].at(0).toString()];
        for (const QStringList& mine : ids) {
            for (const QString& pair : mine) {
                const QString user = pair.section(QLatin1Char(' '), 0, 0);
                const QString id = pair.section(QLatin1Char(' '), 1);
                QVERIFY2(stored.contains(id), qPrintable(pair));
                QCOMPARE(stored.value(id)[u"status"].toString(), QStringLiteral("processed"));
                QCOMPARE(runsOfUser.value(user), 1);
            }
        }
        for (auto it = runsOfUser.constBegin(); it != runsOfUser.constEnd(); ++it)
            QVERIFY2(it.value() == 1, qPrintable(it.key()));
    }

    void readersAndASecondOwner()
    {
        const Sandbox sandbox;
        makeWorkspace(sandbox, {});
        const QString root = sandbox.path(QStringLiteral("ws"));
        Serve serve(sandbox, root);
        QVERIFY(serve.port() > 0);
        QCOMPARE(sandbox.cli({"--workspace", root, "--json", "events", "list"}).exitCode, 0);
        QCOMPARE(sandbox.cli({"--workspace", root, "--json", "directory", "users"}).exitCode, 0);
        const CliResult second = sandbox.cli({"--workspace", root, "serve", "--port", "0"});
        QCOMPARE(second.exitCode, 4);
        QVERIFY2(second.err.contains(QByteArray::number(serve.pid())), second.err.constData());
    }

    void badInputIsNamed()
    {
        const Sandbox sandbox;
        makeWorkspace(sandbox, {});
        const QString root = sandbox.path(QStringLiteral("ws"));

        const CliResult unknown = sandbox.cli({"--workspace", root, "send", "--source", "nope", "--type", "x"});
        QVERIFY2(unknown.exitCode != 0 && unknown.err.contains("nope"), unknown.err.constData());
        const CliResult noWorkspace = sandbox.cli({"--workspace", sandbox.path(QStringLiteral("empty")), "serve"});
        QCOMPARE(noWorkspace.exitCode, 3);

        Serve serve(sandbox, root);
        QVERIFY(serve.port() > 0);
        const QString other = sandbox.path(QStringLiteral("other"));
        QCOMPARE(sandbox.cli({"init", other}).exitCode, 0);
        const CliResult taken = sandbox.cli({"--workspace", other, "serve", "--port", QString::number(serve.port())});
        QCOMPARE(taken.exitCode, 4);
        QVERIFY2(taken.err.contains(QByteArray::number(serve.port())), taken.err.constData());

        // A broken file is named with its place, and the last good state goes on.
        writeFile(root + QStringLiteral("/sources/orders/source.json"), "{\n  \"format\": 1,\n  \"key\": oops\n}\n");
        const CliResult check = sandbox.cli({"--workspace", root, "source", "check"});
        QVERIFY(check.exitCode != 0);
        QVERIFY2(check.out.contains("source.json") || check.err.contains("source.json"), check.err.constData());
        QVERIFY2(QByteArray(check.out + check.err).contains(":3:"), check.err.constData());
        const QByteArray body = userBody(1);
        QTRY_COMPARE(post(serve.port(), "/s/orders",
                          {{"Content-Type", "application/json"}, {"X-Webhook-Signature", hmacHex(secret, body)}}, body)
                         .status,
                     200);
    }

    void aMissingSecretIsNamedAndKept()
    {
        const Sandbox sandbox;
        const QString root = sandbox.path(QStringLiteral("ws"));
        QCOMPARE(sandbox.cli({"init", root}).exitCode, 0);
        QCOMPARE(sandbox.cli({"--workspace", root, "source", "add", "custom", "--key", "orders"}).exitCode, 0);
        Serve serve(sandbox, root);
        QVERIFY(serve.port() > 0);
        const QByteArray body = userBody(1);
        const Reply reply = post(serve.port(), "/s/orders", {{"X-Webhook-Signature", hmacHex(secret, body)}}, body);
        QCOMPARE(reply.status, 503);
        QVERIFY(reply.body.contains("secret_missing"));
        QVERIFY(reply.head.contains("Retry-After"));
        const json::Value rows = sandbox.cli({"--workspace", root, "--json", "events", "list"}).json();
        QCOMPARE(rows.at(0)[u"status"].toString(), QStringLiteral("waiting"));
        // The secret comes while it serves: the next request is verified.
        QCOMPARE(sandbox.cli({"--workspace", root, "secret", "set", "ORDERS_SIGNING_SECRET"}, secret).exitCode, 0);
        QTRY_COMPARE(post(serve.port(), "/s/orders",
                          {{"Content-Type", "application/json"}, {"X-Webhook-Signature", hmacHex(secret, body)}}, body)
                         .status,
                     200);
    }

    void theDemonstrationHolds()
    {
        const Sandbox sandbox;
        const CliResult demo = sandbox.cli({"demo"});
        QVERIFY2(demo.exitCode == 0, QByteArray(demo.out + demo.err).constData());
        QVERIFY(demo.out.contains("signature_mismatch") || demo.out.contains("401"));
    }
};

QTEST_GUILESS_MAIN(TestMainJob)
#include "tst_mainjob.moc"
