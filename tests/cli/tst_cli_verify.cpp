#include "core/base/files.h"
#include "core/base/json.h"
#include "tests/support/cliprocess.h"

#include <QDir>
#include <QTest>

using namespace hw;
using hw::test::CliResult;
using hw::test::Sandbox;

namespace {

QStringList words(const char* line)
{
    return QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
}

const QByteArray ownSecret = "a-made-up-secret-of-the-orders";
const QByteArray otherSecret = "another-made-up-secret";
const QByteArray stagingSecret = "the-made-up-secret-of-staging";

/// A workspace with two custom sources, and requests to the first.
class Bench
{
public:
    Bench()
    {
        m_made = m_sandbox.cli({QStringLiteral("init"), path("")}).exitCode == 0 &&
                 run("source add custom --key orders --secret-stdin", ownSecret).exitCode == 0 &&
                 run("source add custom --key shop --secret-stdin", otherSecret).exitCode == 0;
    }

    [[nodiscard]] bool isMade() const { return m_made; }
    [[nodiscard]] CliResult run(const char* line, const QByteArray& input = {}) const
    {
        return m_sandbox.cli(words(line) + QStringList{QStringLiteral("--workspace"), path("")}, input);
    }
    [[nodiscard]] CliResult run(QStringList arguments, const QByteArray& input = {}) const
    {
        return m_sandbox.cli(arguments + QStringList{QStringLiteral("--workspace"), path("")}, input);
    }
    [[nodiscard]] QString path(const char* relative) const
    {
        const QString root = m_sandbox.path(QStringLiteral("w"));
        return *relative ? root + u'/' + QString::fromLatin1(relative) : root;
    }
    /// Writes a file beside the workspace; gives its path.
    QString write(const char* name, const QByteArray& content) const
    {
        const QString file = m_sandbox.path(QString::fromLatin1(name));
        return files::writeAtomically(file, content) ? file : QString();
    }
    /// A request to the first source, signed with this secret by `send`'s own code: made by another source's dry run.
    [[nodiscard]] QByteArray request(const QByteArray& secret, const QByteArray& body, const QByteArray& header) const
    {
        // HMAC-SHA256 by openssl, which knows nothing of us.
        QProcess openssl;
        openssl.start(QStringLiteral("openssl"),
                      {QStringLiteral("dgst"), QStringLiteral("-sha256"), QStringLiteral("-r"), QStringLiteral("-hmac"),
                       QString::fromUtf8(secret)});
        openssl.write(body);
        openssl.closeWriteChannel();
        openssl.waitForFinished();
        const QByteArray digest = openssl.readAllStandardOutput().left(64);
        return "POST /s/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + header + ": " +
               digest + "\r\n\r\n" + body;
    }

private:
    Sandbox m_sandbox;
    bool m_made = false;
};

const QByteArray body = R"({"type":"user.identified","user_id":"user_1"})";

QString cause(const CliResult& result)
{
    return result.json()[u"diagnosis"][u"cause"].toString();
}

bool holdsNoSecret(const CliResult& result)
{
    for (const QByteArray& secret : {ownSecret, otherSecret, stagingSecret}) {
        if (result.out.contains(secret) || result.err.contains(secret))
            return false;
    }
    return true;
}

} // namespace

class TestCliVerify final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void vectors_data()
    {
        QTest::addColumn<QByteArray>("row");
        const auto file = files::read(QStringLiteral(HW_TEST_DATA "/signing_vectors.json"));
        QVERIFY(file.hasValue());
        const json::Value rows = json::parse(*file).valueOr({});
        for (const json::Value& row : rows.toArray())
            QTest::newRow(row[u"name"].toString().toUtf8().constData()) << json::write(row);
    }

    void vectors()
    {
        QFETCH(QByteArray, row);
        const json::Value vector = json::parse(row).valueOr({});
        const bool bare = vector[u"kind"].toString() == QLatin1String("hmac");
        QByteArray request = "POST / HTTP/1.1\r\n";
        for (const json::Value& header : vector[u"headers"].toArray())
            request += header.at(0).toString().toUtf8() + ": " + header.at(1).toString().toUtf8() + "\r\n";
        if (bare)
            request += "X-Webhook-Signature: " + vector[u"digest"].toString().toUtf8() + "\r\n";
        request += "\r\n" + vector[u"body"].toString().toUtf8();
        const Sandbox sandbox;
        const QString file = sandbox.path(QStringLiteral("request.http"));
        QVERIFY(files::writeAtomically(file, request).hasValue());
        QStringList arguments = words("verify explain --json --secret-stdin --scheme");
        arguments << (bare ? QStringLiteral("hmac") : vector[u"scheme"].toString()) << file << QStringLiteral("--now")
                  << QString::number(vector[u"now"].toInteger());
        if (vector[u"url"].isString())
            arguments << QStringLiteral("--url") << vector[u"url"].toString();
        const CliResult result = sandbox.cli(arguments, vector[u"secret"].toString().toUtf8());
        const QString reason = vector[u"reason"].toString();
        const json::Value verification = result.json()[u"verification"];
        QVERIFY2(verification[u"status"].toString() == (reason.isEmpty() ? u"verified" : u"failed"),
                 QByteArray(result.out + result.err).constData());
        QCOMPARE(verification[u"reason"].toString(), reason);
        QCOMPARE(result.exitCode, reason.isEmpty() ? 0 : 1);
        QVERIFY(result.json()[u"diagnosis"][u"text"].toString().size() > 10);
        // One of them is so short that it stands in a body by chance.
        const QByteArray secret = vector[u"secret"].toString().toUtf8();
        QVERIFY(secret.size() < 8 || !result.out.contains(secret));
    }

    void aSecretOfAnotherSource()
    {
        const Bench bench;
        QVERIFY(bench.isMade());
        const QString file = bench.write("request.http", bench.request(otherSecret, body, "X-Webhook-Signature"));
        const QByteArray before = files::read(bench.path("sources/orders/source.json")).valueOr({});
        CliResult result =
            bench.run({QStringLiteral("verify"), QStringLiteral("explain"), file, QStringLiteral("--json")});
        QCOMPARE(result.exitCode, 1);
        QCOMPARE(cause(result), QStringLiteral("secret_of_source"));
        const json::Value diagnosis = result.json()[u"diagnosis"];
        QCOMPARE(diagnosis[u"secret"].toString(), QStringLiteral("SHOP_SIGNING_SECRET"));
        QCOMPARE(diagnosis[u"fixes"].at(0)[u"id"].toString(), QStringLiteral("add_secret"));
        QVERIFY(diagnosis[u"text"].toString().contains(QLatin1String("shop")));
        QCOMPARE(result.json()[u"proof"][u"algorithm"].toString(), QStringLiteral("HMAC-SHA256"));
        QVERIFY(holdsNoSecret(result));

        result = bench.run({QStringLiteral("verify"), QStringLiteral("explain"), file, QStringLiteral("--json"),
                            QStringLiteral("--apply"), QStringLiteral("add_secret")});
        QCOMPARE(result.exitCode, 0);
        QCOMPARE(cause(result), QStringLiteral("verified"));
        const json::Value source = bench.run("source show orders --json").json();
        QCOMPARE(json::write(source[u"signing"][u"secrets"]),
                 QByteArray(R"(["ORDERS_SIGNING_SECRET","SHOP_SIGNING_SECRET"])"));
        // The way back that it prints leads back.
        QVERIFY(result.err.contains("Undo: headwater-cli source set orders signing.secrets=ORDERS_SIGNING_SECRET"));
        QCOMPARE(bench.run("source set orders signing.secrets=ORDERS_SIGNING_SECRET").exitCode, 0);
        QCOMPARE(files::read(bench.path("sources/orders/source.json")).valueOr({}), before);

        // A fix that the diagnosis does not have changes nothing.
        result = bench.run({QStringLiteral("verify"), QStringLiteral("explain"), file, QStringLiteral("--apply"),
                            QStringLiteral("magic")});
        QCOMPARE(result.exitCode, 2);
        QCOMPARE(files::read(bench.path("sources/orders/source.json")).valueOr({}), before);
    }

    void aSecretOfAnotherEnvironment()
    {
        const Bench bench;
        QVERIFY(bench.isMade());
        QCOMPARE(bench.run("env set staging PLAN=pro").exitCode, 0);
        QCOMPARE(bench.run("secret set ORDERS_SIGNING_SECRET --environment staging", stagingSecret).exitCode, 0);
        const QString file = bench.write("request.http", bench.request(stagingSecret, body, "X-Webhook-Signature"));
        CliResult result =
            bench.run({QStringLiteral("verify"), QStringLiteral("explain"), file, QStringLiteral("--json")});
        QCOMPARE(cause(result), QStringLiteral("secret_of_environment"));
        QVERIFY(holdsNoSecret(result));
        // The value is stored under a name of its own: none is replaced.
        result = bench.run({QStringLiteral("verify"), QStringLiteral("explain"), file, QStringLiteral("--json"),
                            QStringLiteral("--apply"), QStringLiteral("all")});
        QVERIFY2(result.exitCode == 0, QByteArray(result.out + result.err).constData());
        QVERIFY(bench.run("source show orders --json").out.contains("ORDERS_SIGNING_SECRET_STAGING"));
        const QString own = bench.write("own.http", bench.request(ownSecret, body, "X-Webhook-Signature"));
        QCOMPARE(bench.run({QStringLiteral("verify"), QStringLiteral("explain"), own}).exitCode, 0);
    }

    void aChangedBody()
    {
        const Bench bench;
        QVERIFY(bench.isMade());
        QByteArray request = bench.request(ownSecret, body, "X-Webhook-Signature") + '\n';
        const QString file = bench.write("request.http", request);
        CliResult result =
            bench.run({QStringLiteral("verify"), QStringLiteral("explain"), file, QStringLiteral("--json")});
        QCOMPARE(cause(result), QStringLiteral("body_newline_added"));
        QCOMPARE(result.json()[u"diagnosis"][u"fixes"].at(0)[u"id"].toString(), QStringLiteral("script"));
        // The script that it writes verifies the request through the whole engine.
        QCOMPARE(bench
                     .run({QStringLiteral("verify"), QStringLiteral("explain"), file, QStringLiteral("--apply"),
                           QStringLiteral("script")})
                     .exitCode,
                 1);
        result = bench.run({QStringLiteral("process"), QStringLiteral("--source"), QStringLiteral("orders"),
                            QStringLiteral("--dry-run"), QStringLiteral("--json"), file});
        QCOMPARE(result.json()[u"verification"][u"status"].toString(), QStringLiteral("verified"));
    }

    void capturedEvents()
    {
        const Bench bench;
        QVERIFY(bench.isMade());
        QByteArray forged = bench.request(ownSecret, body, "X-Webhook-Signature");
        forged.replace("user_1", "user_2");
        const QString file = bench.write("request.http", forged);
        const CliResult processed = bench.run({QStringLiteral("process"), QStringLiteral("--source"),
                                               QStringLiteral("orders"), QStringLiteral("--json"), file});
        QCOMPARE(processed.exitCode, 1);
        const QString id = processed.json()[u"event"][u"id"].toString();
        const CliResult result =
            bench.run({QStringLiteral("verify"), QStringLiteral("explain"), id, QStringLiteral("--json")});
        QCOMPARE(result.exitCode, 1);
        QCOMPARE(cause(result), QStringLiteral("unknown"));
        QCOMPARE(result.json()[u"verification"][u"reason"].toString(), QStringLiteral("signature_mismatch"));
        QVERIFY(result.json()[u"diagnosis"][u"tried"].toArray().size() > 10);
        const CliResult text = bench.run({QStringLiteral("verify"), QStringLiteral("explain"), id});
        QVERIFY(text.out.contains("changed on its way"));
        QVERIFY(holdsNoSecret(text));
    }

    void lateEventsOfALiveEnvironment()
    {
        const Bench bench;
        QVERIFY(bench.isMade());
        QCOMPARE(bench.run("source add stripe --key billing --secret-stdin", "whsec_made_up").exitCode, 0);
        const QString file = bench.write(
            "late.http", "POST /s/billing HTTP/1.1\r\nHost: localhost\r\nStripe-Signature: "
                         "t=1614265330,v1=af4ead0627a34a8cca29808e8de9ada8e41a92e6237c63cef6eacf51d36cca34\r\n\r\n"
                         "{\n  \"id\": \"evt_test_webhook\",\n  \"object\": \"event\"\n}");
        QCOMPARE(bench.run("secret set BILLING_SIGNING_SECRET", "whsec_test_secret").exitCode, 0);
        const QStringList explain{QStringLiteral("verify"), QStringLiteral("explain"), file, QStringLiteral("--now"),
                                  QStringLiteral("1614265991")};
        CliResult result = bench.run(explain + QStringList{QStringLiteral("--json")});
        QCOMPARE(cause(result), QStringLiteral("timestamp_too_old"));
        QVERIFY(result.json()[u"diagnosis"][u"text"].toString().contains(QLatin1String("11 min")));
        QVERIFY(result.json()[u"diagnosis"][u"fixes"].at(0)[u"refused"].isNull());
        QCOMPARE(bench.run("env destination development http --url http://127.0.0.1:9/").exitCode, 0);
        result = bench.run(explain + QStringList{QStringLiteral("--json")});
        QCOMPARE(result.json()[u"diagnosis"][u"fixes"].at(0)[u"refused"].toString(), QStringLiteral("live"));
        result = bench.run(explain + QStringList{QStringLiteral("--apply"), QStringLiteral("tolerance")});
        QVERIFY(result.exitCode != 0);
        QVERIFY2(result.err.contains("refused"), result.err.constData());
        QVERIFY(!bench.run("source show billing --json").out.contains("900"));
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("status");
        QTest::newRow("nothing") << "verify explain" << 2;
        QTest::newRow("no such event") << "verify explain hw_01K00000000000000000000000 --source orders" << 2;
        QTest::newRow("no such file") << "verify explain ./nothing.http" << 3;
        QTest::newRow("no such scheme") << "verify explain x.http --scheme magic --secret-stdin" << 2;
        QTest::newRow("scheme without secret") << "verify explain x.http --scheme stripe" << 2;
        QTest::newRow("both") << "verify explain x.http --scheme stripe --source orders" << 2;
        QTest::newRow("import of nothing") << "source import nothing.json" << 3;
        QTest::newRow("export of nothing") << "source export nothing --format knock" << 2;
    }

    void wrongUsage()
    {
        QFETCH(QString, line);
        QFETCH(int, status);
        const Bench bench;
        const CliResult result = bench.run(line.split(u' '), "secret");
        QVERIFY2(result.exitCode == status, result.err.constData());
        QVERIFY(!result.err.isEmpty());
    }

    void aSourceOfKnock()
    {
        const Bench bench;
        QVERIFY(bench.isMade());
        const QString file = QStringLiteral(HW_TEST_DATA "/knock_source.json");
        CliResult result =
            bench.run({QStringLiteral("source"), QStringLiteral("import"), file, QStringLiteral("--json")});
        QVERIFY2(result.exitCode == 0, QByteArray(result.out + result.err).constData());
        const json::Value source = result.json();
        QCOMPARE(source[u"key"].toString(), QStringLiteral("billing-events"));
        QCOMPARE(source[u"eventTypePath"].toString(), QStringLiteral("body.kind"));
        QCOMPARE(source[u"enforceVerification"].toBool(), true);
        QCOMPARE(source[u"enforceIdempotency"].toBool(), true);
        QCOMPARE(source[u"paused"].toBool(true), false);
        QStringList codes;
        for (const json::Value& note : source[u"notes"].toArray())
            codes.append(note[u"code"].toString());
        for (const char* code : {"endpoint_changes", "secret_needed", "variable_needed", "mapping_deleted",
                                 "action_unknown", "parameter_renamed"})
            QVERIFY2(codes.contains(QLatin1String(code)), code);

        // It works: the script verifies, the mapping acts, the object of paths is put together.
        QCOMPARE(bench.run("secret set BILLING_SIGNING_SECRET", "knock-secret").exitCode, 0);
        const QString request = bench.write(
            "event.http", "POST /s/billing-events HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                          "X-Webhook-Secret: knock-secret\r\n\r\n"
                          R"({"id":"1","kind":"customer.created","first":"Ada ","last":"L","customer":{"id":"c1"}})");
        result = bench.run({QStringLiteral("process"), QStringLiteral("--source"), QStringLiteral("billing-events"),
                            QStringLiteral("--json"), request});
        QVERIFY2(result.json()[u"verification"][u"status"].toString() == QLatin1String("verified"),
                 result.out.constData());
        QCOMPARE(result.json()[u"actions"].at(0)[u"payload"][u"name"].toString(), QStringLiteral("Ada L"));
        QCOMPARE(result.json()[u"actions"].at(0)[u"payload"][u"properties"][u"id"].toString(), QStringLiteral("c1"));

        // And back: what Knock cannot hold is listed.
        result = bench.run("source export billing-events --format knock --json");
        QCOMPARE(result.exitCode, 0);
        const json::Value out = result.json()[u"source"];
        QCOMPARE(out[u"environment_settings"][u"development"][u"settings"][u"event_type_path"].toString(),
                 QStringLiteral("body.kind"));
        QCOMPARE(
            out[u"environment_settings"][u"development"][u"mappings"].at(0)[u"action_parameters"][u"id"].toString(),
            QStringLiteral("body.customer.id"));
        QStringList lost;
        const json::Value exported = result.json();
        for (const json::Value& note : exported[u"lost"].toArray())
            lost.append(note[u"code"].toString());
        QVERIFY(lost.contains(QLatin1String("expression")));
        QVERIFY(lost.contains(QLatin1String("action")));

        // The same key once more, another environment under another key, an environment that is not in it.
        QCOMPARE(bench.run({QStringLiteral("source"), QStringLiteral("import"), file}).exitCode, 2);
        QCOMPARE(bench
                     .run({QStringLiteral("source"), QStringLiteral("import"), file, QStringLiteral("--key"),
                           QStringLiteral("billing-live"), QStringLiteral("--from-environment"),
                           QStringLiteral("production")})
                     .exitCode,
                 0);
        result = bench.run({QStringLiteral("source"), QStringLiteral("import"), file,
                            QStringLiteral("--from-environment"), QStringLiteral("moon")});
        QCOMPARE(result.exitCode, 2);
        QVERIFY(result.err.contains("development, production"));
        const QString broken = bench.write("broken.json", files::read(file).valueOr({}).left(300));
        result = bench.run({QStringLiteral("source"), QStringLiteral("import"), broken});
        QCOMPARE(result.exitCode, 3);
        QVERIFY(result.err.contains("broken.json:"));
    }

    void aProjectOfKnock()
    {
        const Bench bench;
        QVERIFY(bench.isMade());
        const QString folder = QFileInfo(bench.path("")).path() + QStringLiteral("/project");
        QVERIFY(QDir().mkpath(folder + QStringLiteral("/knock/workflows/welcome")));
        QVERIFY(files::writeAtomically(folder + QStringLiteral("/knock.json"), R"({"knockDir":"./knock"})").hasValue());
        QVERIFY(files::writeAtomically(folder + QStringLiteral("/knock/workflows/welcome/workflow.json"),
                                       R"({"name":"Welcome","steps":[],"trigger_data_json_schema":
                                          {"type":"object","required":["plan"],"properties":{"plan":{"type":"string"}}}})")
                    .hasValue());
        const CliResult imported =
            bench.run({QStringLiteral("source"), QStringLiteral("import"), folder, QStringLiteral("--json")});
        QCOMPARE(imported.exitCode, 0);
        QCOMPARE(json::write(imported.json()[u"workflows"]), QByteArray(R"(["welcome"])"));

        const auto checked = [&](const QByteArray& parameters) {
            QByteArray text = R"({"format":1,"mappings":[{"id":"map_1","eventType":"a","action":"workflows_trigger",
                "parameters":{"recipients":{"path":"body.id"},MORE}}]})";
            text.replace("MORE", parameters);
            if (!files::writeAtomically(bench.path("sources/orders/mappings.json"), text))
                return QByteArray("not written");
            return bench.run("source check orders").out;
        };
        QVERIFY(checked(R"("key":{"value":"goodbye"})").contains("no workflow \"goodbye\""));
        QVERIFY(checked(R"("key":{"value":"welcome"})").contains("plan"));
        QVERIFY(
            checked(R"("key":{"value":"welcome"},"data":{"value":{"plan":3}})").contains("plan is number, not string"));
        QVERIFY(checked(R"("key":{"value":"welcome"},"data":{"value":{"plan":"pro"}})").contains("all well"));
    }
};

QTEST_GUILESS_MAIN(TestCliVerify)
#include "tst_cli_verify.moc"
