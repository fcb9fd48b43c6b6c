// Requests that hold many events, from outside: real HTTP, the real store, the real script host.

#include "tests/support/cliprocess.h"
#include "tests/support/rawhttp.h"

#include <QFile>
#include <QTest>

using namespace hw;
using namespace hw::test;

namespace {

const QByteArray secret = "a-made-up-secret-for-tests";

const char* const mappings =
    "{\"format\":1,\"mappings\":[{\"eventType\":\"*\",\"action\":\"users_identify\","
    "\"parameters\":{\"id\":{\"path\":\"body.user\"},\"properties\":{\"path\":\"preprocess\"}}}]}\n";

http::Headers signedHeaders(const QByteArray& body)
{
    return {{"Content-Type", "application/json"}, {"X-Webhook-Signature", hmacHex(secret, body)}};
}

/// [{"id":"e0","type":"t","user":"u0"}, …]
QByteArray batchOf(int count, const QByteArray& prefix = "u")
{
    QByteArrayList elements;
    for (int i = 0; i < count; ++i) {
        const QByteArray n = QByteArray::number(i);
        elements.append("{\"id\":\"e" + n + "\", \"type\":\"t\",\"user\":\"" + prefix + n + "\"}");
    }
    return "[" + elements.join(", ") + "]";
}

class Workspace
{
public:
    explicit Workspace(const QByteArray& script = {})
    {
        run({"init", root()});
        run({"source", "add", "custom", "--key", "s", "--secret-stdin"}, secret);
        run({"source", "set", "s", "splitPath=body", "idempotencyKeyPath=body.id"});
        write(QStringLiteral("mappings.json"), mappings);
        if (!script.isEmpty())
            write(QStringLiteral("script.js"), script);
    }

    [[nodiscard]] QString root() const { return m_sandbox.path(QStringLiteral("ws")); }
    [[nodiscard]] const Sandbox& sandbox() const { return m_sandbox; }
    CliResult run(const QStringList& arguments, const QByteArray& input = {}) const
    {
        return m_sandbox.cli(QStringList{"--workspace", root(), "--json"} + arguments, input);
    }
    [[nodiscard]] size_t userCount() const { return run({"directory", "users"}).json().toArray().size(); }
    [[nodiscard]] json::Value show(const json::Value& id) const
    {
        return run({"events", "show", id.toString()}).json();
    }

private:
    void write(const QString& name, const QByteArray& content) const
    {
        QFile file(root() + QStringLiteral("/sources/s/") + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    Sandbox m_sandbox;
};

json::Array idsOf(const Reply& reply)
{
    return json::parse(reply.body).valueOr({})[u"ids"].toArray();
}

} // namespace

class TestBatches final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachElementIsAnEvent()
    {
        const Workspace workspace;
        Serve serve(workspace.sandbox(), workspace.root());
        QVERIFY2(serve.port() > 0, serve.errors().constData());
        const QByteArray body = batchOf(3);
        const Reply reply = post(serve.port(), "/s/s", signedHeaders(body), body);
        QCOMPARE(reply.status, 200);
        const json::Array ids = idsOf(reply);
        QCOMPARE(ids.size(), size_t(3));
        const json::Value second = workspace.show(ids[1]);
        QCOMPARE(second[u"event"][u"batch"][u"index"].toInteger(), qint64(1));
        QCOMPARE(second[u"event"][u"batch"][u"total"].toInteger(), qint64(3));
        QCOMPARE(second[u"event"][u"body"].toString(), QString::fromUtf8(body));
        QCOMPARE(second[u"event"][u"providerId"].toString(), QStringLiteral("e1"));
        QCOMPARE(second[u"verification"][u"status"].toString(), QStringLiteral("verified"));
        QCOMPARE(second[u"actions"].at(0)[u"payload"][u"id"].toString(), QStringLiteral("u1"));
        QCOMPARE(workspace.userCount(), size_t(3));

        // The same elements again are duplicates, each of its own first.
        const Reply again = post(serve.port(), "/s/s", signedHeaders(body), body);
        QCOMPARE(again.status, 200);
        QCOMPARE(workspace.show(idsOf(again)[2])[u"idempotency"][u"duplicateOf"].toString(), ids[2].toString());

        // What is no array is one event, as without a split path.
        const QByteArray single = "{\"id\":\"x\",\"type\":\"t\",\"user\":\"alone\"}";
        const Reply one = post(serve.port(), "/s/s", signedHeaders(single), single);
        QCOMPARE(one.status, 200);
        QVERIFY(json::parse(one.body).valueOr({})[u"id"].isString());
        QCOMPARE(workspace.userCount(), size_t(4));
    }

    void aForgedBatchActsNowhere()
    {
        const Workspace workspace;
        Serve serve(workspace.sandbox(), workspace.root());
        QVERIFY(serve.port() > 0);
        const QByteArray body = batchOf(3);
        const Reply reply = post(serve.port(), "/s/s", signedHeaders(batchOf(2)), body);
        QCOMPARE(reply.status, 401);
        QCOMPARE(idsOf(reply).size(), size_t(3));
        QCOMPARE(workspace.show(idsOf(reply)[2])[u"event"][u"status"].toString(), QStringLiteral("refused"));
        QCOMPARE(workspace.userCount(), size_t(0));
    }

    void scriptsSeeTheElementAndTheWhole()
    {
        const Workspace workspace("async function main(ctx) {\n"
                                  "  const verified = await verifyHmacSha256({ secret: ctx.vars.S_SIGNING_SECRET,\n"
                                  "    signature: ctx.headers[\"x-webhook-signature\"], payload: ctx.body });\n"
                                  "  return { verified, place: ctx.batch, whole: JSON.parse(ctx.rawBody).length,\n"
                                  "    user: ctx.body.user, bytes: ctx.rawBytes.length };\n"
                                  "}\n");
        Serve serve(workspace.sandbox(), workspace.root());
        QVERIFY(serve.port() > 0);
        const QByteArray body = batchOf(40);
        const Reply reply = post(serve.port(), "/s/s", signedHeaders(body), body);
        QVERIFY2(reply.status == 200, reply.body.constData());
        const json::Value last = workspace.show(idsOf(reply)[39]);
        const json::Value& seen = last[u"script"][u"preprocess"];
        QCOMPARE(json::write(seen[u"place"]), QByteArray("{\"index\":39,\"total\":40}"));
        QCOMPARE(seen[u"whole"].toInteger(), qint64(40));
        QCOMPARE(seen[u"user"].toString(), QStringLiteral("u39"));
        QCOMPARE(seen[u"bytes"].toInteger(), qint64(body.size()));
        QCOMPARE(workspace.userCount(), size_t(40));

        const QByteArray single = "{\"id\":\"x\",\"type\":\"t\",\"user\":\"alone\"}";
        const Reply one = post(serve.port(), "/s/s", signedHeaders(single), single);
        const json::Value id = json::parse(one.body).valueOr({})[u"id"];
        QVERIFY(workspace.show(id)[u"script"][u"preprocess"][u"place"].isUndefined());
    }

    void oneElementRefusedByTheScriptRefusesAll()
    {
        const Workspace workspace("function main({ body }) { return { verified: body.user !== \"u2\" }; }\n");
        Serve serve(workspace.sandbox(), workspace.root());
        QVERIFY(serve.port() > 0);
        const QByteArray body = batchOf(4);
        const Reply reply = post(serve.port(), "/s/s", {{"Content-Type", "application/json"}}, body);
        QCOMPARE(reply.status, 401);
        const json::Array ids = idsOf(reply);
        QCOMPARE(workspace.userCount(), size_t(0));
        const json::Value other = workspace.show(ids[0]);
        QCOMPARE(other[u"event"][u"status"].toString(), QStringLiteral("refused"));
        QCOMPARE(other[u"verification"][u"status"].toString(), QStringLiteral("verified"));
        QCOMPARE(workspace.show(ids[2])[u"verification"][u"reason"].toString(),
                 QStringLiteral("script_returned_false"));
    }

    void largeBatchesAndTooLargeOnes()
    {
        const Workspace workspace;
        Serve serve(workspace.sandbox(), workspace.root());
        QVERIFY(serve.port() > 0);
        const QByteArray body = batchOf(2000);
        const Reply reply = post(serve.port(), "/s/s", signedHeaders(body), body);
        QVERIFY2(reply.status == 200, reply.body.left(300).constData());
        QCOMPARE(idsOf(reply).size(), size_t(2000));
        const QByteArray large = "[" + QByteArray("0,").repeated(10000) + "0]";
        const Reply refused = post(serve.port(), "/s/s", signedHeaders(large), large);
        QCOMPARE(refused.status, 413);
        const json::Value told = json::parse(refused.body).valueOr({});
        QCOMPARE(told[u"error"].toString(), QStringLiteral("batch_too_large"));
        QCOMPARE(workspace.show(told[u"id"])[u"event"][u"bodySize"].toInteger(), qint64(large.size()));
    }

    void waitingElementsAreProcessedLater()
    {
        const Workspace workspace;
        QCOMPARE(workspace.run({"secret", "remove", "S_SIGNING_SECRET"}).exitCode, 0);
        Serve serve(workspace.sandbox(), workspace.root());
        QVERIFY(serve.port() > 0);
        const QByteArray body = batchOf(2);
        const Reply reply = post(serve.port(), "/s/s", signedHeaders(body), body);
        QCOMPARE(reply.status, 503);
        QCOMPARE(idsOf(reply).size(), size_t(2));
        QCOMPARE(workspace.show(idsOf(reply)[1])[u"event"][u"status"].toString(), QStringLiteral("waiting"));
    }

    void aFileOfManyEventsPrintsEach()
    {
        const Workspace workspace;
        const QByteArray body = batchOf(2);
        const QByteArray request = "POST /s/s HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                   "X-Webhook-Signature: " +
                                   hmacHex(secret, body) + "\r\nContent-Length: " + QByteArray::number(body.size()) +
                                   "\r\n\r\n" + body;
        const CliResult result = workspace.run({"process", "--source", "s", "--dry-run", "-"}, request);
        QVERIFY2(result.exitCode == 0, result.err.constData());
        QCOMPARE(result.json().toArray().size(), size_t(2));
        QCOMPARE(result.json().at(1)[u"actions"].at(0)[u"status"].toString(), QStringLiteral("planned"));
    }
};

QTEST_GUILESS_MAIN(TestBatches)
#include "tst_batches.moc"
