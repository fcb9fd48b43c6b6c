// Captured events again, from outside: for real, as a dry run, as tests, as files.

#include "core/base/json.h"
#include "tests/support/cliprocess.h"
#include "tests/support/rawhttp.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace hw;
using namespace hw::test;

namespace {

const QByteArray secret = "whsec_a-made-up-secret-for-tests-0123456789";
constexpr qint64 longAgo = 1'764'000'000;

void writeFile(const QString& path, const QByteArray& content)
{
    QFile file(path);
    QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
    file.write(content);
}

QByteArray readFile(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray customer(int number)
{
    const QByteArray n = QByteArray::number(number);
    // Spaces that no serializer would make again.
    return "{\"id\": \"evt_" + n + "\",\"type\":\"customer.created\" ,\"created\":1764000000,\"data\":{\"object\":{" +
           "\"id\":\"cus_" + n + "\",\"email\":\"person" + n + "@example.org\",\"name\":\"Person " + n + "\"}}}";
}

QByteArray request(const QByteArray& body, const QByteArray& key = secret)
{
    const QByteArray time = QByteArray::number(longAgo);
    return "POST /s/billing HTTP/1.1\r\nHost: hooks.example.org\r\ncontent-TYPE: application/json\r\n"
           "Stripe-Signature: t=" +
           time + ",v1=" + hmacHex(key, time + "." + body) + "\r\nX-Twice: 1\r\nx-twice: 2\r\n\r\n" + body;
}

const char* const throwingScript = "async function main({ body, headers, vars }) {\n"
                                   "  const verified = await verifySignature({ scheme: \"stripe\",\n"
                                   "    secret: vars.BILLING_SIGNING_SECRET });\n"
                                   "  const first = body.data.object.name.split(\" \")[0];\n"
                                   "  return { verified, first };\n"
                                   "}\n";

/// Another result each time, but for what is recorded.
const char* const drawingScript =
    "async function main({ vars }) {\n"
    "  const verified = await verifySignature({ scheme: \"stripe\", secret: vars.BILLING_SIGNING_SECRET });\n"
    "  await new Promise(done => setTimeout(done, 5));\n"
    "  return { verified, random: Math.random(), now: Date.now(), date: new Date(), id: crypto.randomUUID(),\n"
    "           bytes: [...crypto.getRandomValues(new Uint8Array(4))], node: require(\"crypto\").randomUUID() };\n"
    "}\n";

} // namespace

class TestCliTravel final : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Sandbox> m_sandbox;
    QString m_root;
    QByteArray m_said;

    CliResult cli(const QStringList& arguments, const QByteArray& input = {})
    {
        return m_sandbox->cli(QStringList{QStringLiteral("--workspace"), m_root} + arguments, input);
    }

    /// Captures one at the time it was signed; gives its record.
    json::Value capture(const QByteArray& bytes)
    {
        return cli({"--json", "--now", QString::number(longAgo), "process", "--source", "billing", "-"}, bytes).json();
    }

    void giveSecret()
    {
        m_sandbox->setVariable(QStringLiteral("HEADWATER_SECRET_BILLING_SIGNING_SECRET"), QString::fromLatin1(secret));
    }

    [[nodiscard]] QString path(const QString& name) const { return m_root + u'/' + name; }

    /// For the message of a check that does not hold.
    const char* all(const CliResult& result)
    {
        m_said = QByteArray::number(result.exitCode) + '\n' + result.out + result.err;
        return m_said.constData();
    }

private Q_SLOTS:
    void init()
    {
        m_sandbox = std::make_unique<Sandbox>();
        m_root = m_sandbox->path(QStringLiteral("ws"));
        QCOMPARE(m_sandbox->cli({"init", m_root}).exitCode, 0);
        QCOMPARE(cli({"source", "add", "stripe", "--key", "billing"}).exitCode, 0);
        QCOMPARE(cli({"source", "set", "billing", "idempotencyKeyPath=body.id"}).exitCode, 0);
        if (qstrcmp(QTest::currentTestFunction(), "waitingEventsAreProcessedOnceTheSecretIsThere") != 0)
            giveSecret();
    }

    void waitingEventsAreProcessedOnceTheSecretIsThere()
    {
        QCOMPARE(capture(request(customer(1)))[u"event"][u"status"].toString(), QStringLiteral("waiting"));
        capture(request(customer(2)));
        giveSecret();
        // Signed long ago: the time is checked against the receipt.
        const CliResult done = cli({"--json", "process", "--filter", "status:waiting"});
        QVERIFY2(done.exitCode == 0, all(done));
        const json::Array records = done.json().toArray();
        QCOMPARE(records.size(), size_t(2));
        for (const json::Value& record : records) {
            QCOMPARE(record[u"event"][u"status"].toString(), QStringLiteral("processed"));
            QCOMPARE(record[u"verification"][u"status"].toString(), QStringLiteral("verified"));
            QCOMPARE(record[u"actions"].at(0)[u"status"].toString(), QStringLiteral("succeeded"));
        }
        QCOMPARE(cli({"--json", "directory", "users"}).json().toArray().size(), size_t(2));
        QCOMPARE(cli({"--json", "process", "--filter", "status:waiting"}).out, QByteArray("[]\n"));
    }

    void processingAgainSetsIdempotencyAsideAndTakesTodaysFiles()
    {
        const QString first = capture(request(customer(1)))[u"event"][u"id"].toString();
        const json::Value second = capture(request(customer(1)));
        QCOMPARE(second[u"event"][u"status"].toString(), QStringLiteral("duplicate"));
        QCOMPARE(second[u"idempotency"][u"duplicateOf"].toString(), first);
        writeFile(path(QStringLiteral("sources/billing/mappings.json")),
                  R"({"format":1,"mappings":[{"eventType":"customer.*","action":"tenants_set",
                     "parameters":{"id":{"path":"data.object.id"}}}]})");
        const CliResult again = cli({"--json", "process", second[u"event"][u"id"].toString()});
        QVERIFY2(again.exitCode == 0, all(again));
        QCOMPARE(again.json()[u"event"][u"status"].toString(), QStringLiteral("processed"));
        QCOMPARE(again.json()[u"actions"].at(0)[u"action"].toString(), QStringLiteral("tenants_set"));
        QCOMPARE(cli({"--json", "directory", "tenants"}).json().toArray().size(), size_t(1));
        // The dry run neither stores nor acts.
        const CliResult dry = cli({"--json", "process", "--dry-run", "evt_1"});
        QCOMPARE(dry.json()[u"actions"].at(0)[u"status"].toString(), QStringLiteral("planned"));
    }

    void aLiveDestinationIsCountedAndAsked()
    {
        const QString id = capture(request(customer(1)))[u"event"][u"id"].toString();
        QCOMPARE(cli({"env", "destination", "development", "http", "--url", "http://127.0.0.1:9/"}).exitCode, 0);
        const CliResult asked = cli({"process", id});
        QVERIFY2(asked.exitCode == 2, all(asked));
        QVERIFY2(asked.err.contains("2 actions to the live destination of development"), asked.err.constData());
        QCOMPARE(cli({"--json", "events", "show", id}).json()[u"actions"].at(0)[u"status"].toString(),
                 QStringLiteral("succeeded"));
        const CliResult confirmed = cli({"--json", "process", id, "--yes"});
        QCOMPARE(confirmed.json()[u"actions"].at(0)[u"status"].toString(), QStringLiteral("pending"));
    }

    void whatCannotBeProcessedAgainIsLeftAlone()
    {
        const QString id = capture(request(customer(1)))[u"event"][u"id"].toString();
        QCOMPARE(cli({"source", "set", "billing", "paused=true"}).exitCode, 0);
        const CliResult paused = cli({"process", id});
        QVERIFY2(paused.exitCode == 1 && paused.err.contains("paused"), all(paused));
        QCOMPARE(cli({"process", "hw_nobody"}).exitCode, 2);
        QCOMPARE(cli({"process"}).exitCode, 2);
        QCOMPARE(cli({"process", "--filter", "time:>>"}).exitCode, 2);
    }

    void rerunComparesAnEditedScript()
    {
        writeFile(path(QStringLiteral("sources/billing/script.js")), throwingScript);
        QByteArray nameless = customer(2);
        nameless.replace("\"name\":\"Person 2\"", "\"name\":null");
        capture(request(customer(1)));
        const QString failed = capture(request(nameless))[u"event"][u"id"].toString();
        const CliResult same = cli({"--json", "rerun"});
        QVERIFY2(same.exitCode == 0, all(same));
        QCOMPARE(same.json()[u"same"].toInteger(), 2);

        QByteArray fixed = throwingScript;
        fixed.replace("body.data.object.name.split", "(body.data.object.name || \"\").split");
        writeFile(path(QStringLiteral("fixed.js")), fixed);
        const CliResult passes = cli({"--json", "rerun", "--script", path(QStringLiteral("fixed.js"))});
        QVERIFY2(passes.exitCode == 0, all(passes));
        QCOMPARE(passes.json()[u"nowPasses"].toInteger(), 1);
        const json::Value group = passes.json()[u"groups"].at(0);
        QCOMPARE(group[u"events"].at(0).toString(), failed);
        QCOMPARE(group[u"differences"].at(0)[u"kind"].toString(), QStringLiteral("error_fixed"));
        QCOMPARE(group[u"differences"].at(0)[u"path"].toString(), QStringLiteral("4"));

        fixed.replace("return { verified, first }", "return { verified: false, first }");
        writeFile(path(QStringLiteral("worse.js")), fixed);
        const CliResult fails = cli({"rerun", "--script", path(QStringLiteral("worse.js"))});
        QCOMPARE(fails.exitCode, 1);
        QVERIFY2(fails.out.contains("1 now fail") && fails.out.contains("script_returned_false"), all(fails));
        // Nothing was stored.
        QCOMPARE(cli({"--json", "events", "show", failed}).json()[u"event"][u"status"].toString(),
                 QStringLiteral("error"));
        const CliResult broken = cli({"rerun", "--script", path(QStringLiteral("sources/billing/mappings.json"))});
        QVERIFY2(broken.exitCode != 0 && broken.err.contains("mappings.json:"), all(broken));
    }

    /// Clock, chance and ids are the recorded ones; so is the verification, once its secret has another value.
    void rerunRepeatsWhatWasRecorded()
    {
        writeFile(path(QStringLiteral("sources/billing/script.js")), drawingScript);
        const json::Value first = capture(request(customer(1)));
        const QString id = first[u"event"][u"id"].toString();
        QCOMPARE(first[u"verification"][u"status"].toString(), QStringLiteral("verified"));
        const json::Value second = capture(request(customer(2)));
        QVERIFY(first[u"script"][u"preprocess"] != second[u"script"][u"preprocess"]);
        capture(request(customer(3), "another"));

        CliResult same = cli({"--json", "rerun"});
        QVERIFY2(same.exitCode == 0 && same.json()[u"same"].toInteger() == 3, all(same));
        QCOMPARE(same.json()[u"verificationReused"].toInteger(), 0);
        CliResult one =
            cli({"--json", "script", "run", path(QStringLiteral("sources/billing/script.js")), "--event", id});
        QCOMPARE(one.json()[u"script"][u"preprocess"], first[u"script"][u"preprocess"]);

        m_sandbox->setVariable(QStringLiteral("HEADWATER_SECRET_BILLING_SIGNING_SECRET"),
                               QStringLiteral("whsec_the-one-after-the-rotation-0123456789"));
        same = cli({"--json", "rerun"});
        QVERIFY2(same.exitCode == 0 && same.json()[u"same"].toInteger() == 3, all(same));
        QCOMPARE(same.json()[u"verificationReused"].toInteger(), 3);
        QCOMPARE(json::write(same.json()[u"changedSecrets"]), QByteArray("[\"BILLING_SIGNING_SECRET\"]"));
        same = cli({"rerun"});
        QVERIFY2(same.err.contains("3 compared with their recorded verification: BILLING_SIGNING_SECRET changed since"),
                 all(same));
        one = cli({"--json", "script", "run", path(QStringLiteral("sources/billing/script.js")), "--event", id});
        QCOMPARE(one.json()[u"script"][u"preprocess"], first[u"script"][u"preprocess"]);
        QCOMPARE(one.json()[u"verification"][u"status"].toString(), QStringLiteral("verified"));
        QVERIFY2(json::write(one.json()[u"verification"][u"checks"]).contains("\"id\":\"recorded\""), all(one));

        // What the edit changes is still seen.
        QByteArray edited = drawingScript;
        edited.replace("random: Math.random()", "random: Math.random() + 1");
        writeFile(path(QStringLiteral("edited.js")), edited);
        const CliResult changed = cli({"--json", "rerun", "--script", path(QStringLiteral("edited.js"))});
        QVERIFY2(changed.json()[u"changed"].toInteger() == 3, all(changed));
        QCOMPARE(changed.json()[u"groups"].at(0)[u"differences"].at(0)[u"path"].toString(), QStringLiteral("random"));
        QCOMPARE(changed.json()[u"groups"].at(0)[u"differences"].toArray().size(), size_t(1));
    }

    void aCapturedEventBecomesATest()
    {
        writeFile(path(QStringLiteral("sources/billing/script.js")), throwingScript);
        const QString id = capture(request(customer(7)))[u"event"][u"id"].toString();
        const CliResult added = cli({"--json", "sample", "add", id, "--mask", "data.object.email"});
        QVERIFY2(added.exitCode == 0, all(added));
        const QString samples = path(QStringLiteral("sources/billing/samples/"));
        const QByteArray http = readFile(samples + QStringLiteral("customer.created.http"));
        const QByteArray expected = readFile(samples + QStringLiteral("customer.created.expect.json"));
        QVERIFY(!http.isEmpty() && !expected.isEmpty());
        QVERIFY(!http.contains("person7") && http.contains("masked@example.com"));
        QVERIFY(!http.contains(secret) && !expected.contains(secret) && !expected.contains("person7"));
        QCOMPARE(json::parse(expected).valueOr({})[u"expect"][u"verification"][u"status"].toString(),
                 QStringLiteral("verified"));

        // No secret, no store and another clock: it verifies all the same.
        m_sandbox->setVariable(QStringLiteral("HEADWATER_SECRET_BILLING_SIGNING_SECRET"), {});
        QVERIFY(QDir(path(QStringLiteral("data"))).removeRecursively());
        const CliResult passed = cli({"test"});
        QVERIFY2(passed.exitCode == 0, all(passed));

        QByteArray edited = throwingScript;
        edited.replace("[0]", "[1]");
        writeFile(path(QStringLiteral("sources/billing/script.js")), edited);
        const QString junit = path(QStringLiteral("report.xml"));
        const CliResult failed = cli({"test", "--junit", junit});
        QCOMPARE(failed.exitCode, 1);
        QVERIFY2(failed.out.contains("preprocess.first") && failed.out.contains("- \"Person\"") &&
                     failed.out.contains("+ \"7\""),
                 all(failed));
        const QByteArray xml = readFile(junit);
        QVERIFY2(xml.contains("failures=\"1\"") && xml.contains("preprocess.first"), xml.constData());

        QCOMPARE(cli({"test", "--update"}).exitCode, 0);
        QCOMPARE(cli({"--json", "test"}).json().at(0)[u"passed"].toBool(), true);
        QVERIFY(readFile(samples + QStringLiteral("customer.created.expect.json")) != expected);
        // What varies may be named.
        json::Value document = json::parse(expected).valueOr({});
        document.object().set(QStringLiteral("ignore"), json::Array{json::Value("preprocess")});
        writeFile(samples + QStringLiteral("customer.created.expect.json"), json::write(document));
        QCOMPARE(cli({"test"}).exitCode, 0);
    }

    void anEventThatDidNotVerifyStaysOneThatDoesNot()
    {
        const QString id = capture(request(customer(1), "another"))[u"event"][u"id"].toString();
        const CliResult added = cli({"--json", "sample", "add", id, "--name", "forged"});
        QVERIFY2(added.exitCode == 0, all(added));
        QCOMPARE(added.json()[u"expect"][u"status"].toString(), QStringLiteral("refused"));
        QCOMPARE(cli({"test", "--source", "billing"}).exitCode, 0);
        QCOMPARE(cli({"sample", "add", id, "--name", "forged"}).exitCode, 2);
        QCOMPARE(cli({"sample", "add", id, "--mask", "data.nothing"}).exitCode, 2);
    }

    void exportsComeBackByteForByte_data()
    {
        QTest::addColumn<QString>("format");
        QTest::newRow("jsonl") << QStringLiteral("jsonl");
        QTest::newRow("har") << QStringLiteral("har");
    }

    void exportsComeBackByteForByte()
    {
        QFETCH(QString, format);
        capture(request(customer(1)));
        capture(request(QByteArray("\xff\x00 no text \r\n", 13)));
        capture(request({}));
        const QString file = path(QStringLiteral("events.") + format);
        QCOMPARE(cli({"events", "export", "--format", format, "--to", file}).exitCode, 0);
        const QString first = std::exchange(m_root, m_sandbox->path(QStringLiteral("other")));
        QCOMPARE(m_sandbox->cli({"init", m_root}).exitCode, 0);
        QCOMPARE(cli({"source", "add", "stripe", "--key", "billing"}).exitCode, 0);
        const CliResult imported = cli({"--json", "events", "import", file});
        QVERIFY2(imported.exitCode == 0, all(imported));
        QCOMPARE(imported.json()[u"imported"].toInteger(), 3);
        const json::Array ids = imported.json()[u"events"].toArray();
        const auto eventIn = [this](const QString& root, const QString& id) {
            return m_sandbox->cli({"--workspace", root, "--json", "events", "show", id}).json()[u"event"];
        };
        for (const json::Value& id : ids) {
            const json::Value here = eventIn(first, id.toString());
            const json::Value there = eventIn(m_root, id.toString());
            QCOMPARE(there[u"id"].toString(), id.toString());
            for (const char16_t* member : {u"receivedAt", u"headers", u"body", u"bodyBase64", u"bodySha256", u"target",
                                           u"method", u"source", u"environment", u"remote"})
                QCOMPARE(json::write(there[member]), json::write(here[member]));
        }
        QCOMPARE(cli({"--json", "events", "import", file}).json()[u"alreadyThere"].toInteger(), 3);
        // The head as well, line ends and case included.
        const QString again = path(QStringLiteral("again.") + format);
        QCOMPARE(cli({"events", "export", "--format", "http", "id:" + ids.front().toString(), "--to", again}).exitCode,
                 0);
        QCOMPARE(readFile(again), request(customer(1)));
    }

    void aBrokenLineIsNamedAndTheRestImported()
    {
        capture(request(customer(1)));
        capture(request(customer(2)));
        const QString file = path(QStringLiteral("events.jsonl"));
        QCOMPARE(cli({"events", "export", "--to", file}).exitCode, 0);
        QByteArrayList lines = readFile(file).split('\n');
        QByteArray elsewhere = lines[0];
        elsewhere.replace("\"source\":\"billing\"", "\"source\":\"nowhere\"");
        elsewhere.replace("\"id\":\"hw_", "\"id\":\"hw_Z");
        writeFile(file, lines[0] + '\n' + lines[1].left(100) + "\n\n" + elsewhere + '\n' + lines[1]);
        QCOMPARE(cli({"events", "delete", "source:billing", "--yes"}).exitCode, 0);
        const CliResult imported = cli({"--json", "events", "import", file});
        QVERIFY2(imported.exitCode == 1, all(imported));
        QCOMPARE(imported.json()[u"imported"].toInteger(), 2);
        QCOMPARE(imported.json()[u"failed"].toInteger(), 2);
        QCOMPARE(imported.json()[u"problems"].at(0)[u"line"].toInteger(), 2);
        QCOMPARE(imported.json()[u"problems"].at(1)[u"line"].toInteger(), 4);
        QVERIFY2(imported.err.contains("events.jsonl:2") && imported.err.contains("nowhere"), all(imported));
        // From a pipe as well; bodies alone need a source.
        const CliResult bodies = cli({"--json", "events", "import", "-", "--source", "billing"}, "{\"a\":1}\n{\n{}\n");
        QVERIFY2(bodies.exitCode == 1 && bodies.json()[u"imported"].toInteger() == 2, all(bodies));
        QCOMPARE(cli({"events", "import", "-"}, "{\"a\":1}\n").exitCode, 2);
        QCOMPARE(cli({"events", "import", path(QStringLiteral("nothing.har"))}).exitCode, 2);
    }

    /// Three weeks of events: the mappings are proven on them, and what changed is told with its time.
    void coverageNamesWhatIsWrong()
    {
        QCOMPARE(cli({"source", "add", "custom", "--key", "crm"}).exitCode, 0);
        QCOMPARE(cli({"source", "set", "crm", "enforceVerification=false", "signing.secrets="}).exitCode, 0);
        writeFile(path(QStringLiteral("sources/crm/mappings.json")),
                  R"({"format":1,"mappings":[{"id":"map_user","eventType":"user.created","action":"users_identify",
                     "parameters":{"id":{"path":"user.id"},"properties":{"path":"extra"}}},
                     {"id":"map_vip","eventType":"user.created","when":{"path":"vip","op":"is_true"},
                     "action":"tenants_set","parameters":{"id":{"path":"user.id"}}}]})");
        constexpr int events = 200;
        constexpr qint64 threeWeeks = 21 * 24 * 3600;
        QByteArray file;
        for (int i = 0; i < events; ++i) {
            json::Object user;
            if (i % 100 >= 3) // three in a hundred have no id
                user.append(QStringLiteral("id"), QStringLiteral("u%1").arg(i));
            json::Value extra = json::Object{{QStringLiteral("plan"), "pro"}};
            if (i >= events / 3 * 2) // for a week
                extra = QStringLiteral("pro");
            json::Object event{
                {QStringLiteral("id"), QStringLiteral("hw_%1").arg(i, 26, 10, QLatin1Char('0'))},
                {QStringLiteral("source"), "crm"},
                {QStringLiteral("environment"), "development"},
                {QStringLiteral("receivedAtMicroseconds"), (longAgo + threeWeeks * i / events) * 1'000'000},
                {QStringLiteral("method"), "POST"},
                {QStringLiteral("target"), "/s/crm"},
                {QStringLiteral("headers"), json::Array()}};
            event.append(QStringLiteral("body"),
                         QString::fromUtf8(json::write(json::Object{{QStringLiteral("type"), "user.created"},
                                                                    {QStringLiteral("user"), std::move(user)},
                                                                    {QStringLiteral("extra"), std::move(extra)}})));
            file +=
                json::write(json::Object{{QStringLiteral("headwater"), 1}, {QStringLiteral("event"), event}}) + '\n';
        }
        writeFile(path(QStringLiteral("crm.jsonl")), file);
        const CliResult imported = cli({"--json", "events", "import", path(QStringLiteral("crm.jsonl"))});
        QVERIFY2(imported.json()[u"imported"].toInteger() == events, all(imported));

        const CliResult covered = cli({"--json", "mapping", "coverage", "--source", "crm"});
        QVERIFY2(covered.exitCode == 0, all(covered));
        const json::Value report = covered.json();
        const auto finding = [&](const char* code, const char* subject) {
            for (const json::Value& one : report.at(0)[u"findings"].toArray()) {
                if (one[u"code"].toString() == QLatin1String(code) &&
                    one[u"subject"].toString() == QLatin1String(subject))
                    return one;
            }
            return json::Value();
        };
        QCOMPARE(finding("never_fires", "tenants_set")[u"detail"].toString(), QStringLiteral("condition_false"));
        QCOMPARE(finding("required_missing", "users_identify.id")[u"count"].toInteger(), 6);
        QCOMPARE(finding("type_changed", "users_identify.properties")[u"before"].toString(), QStringLiteral("object"));
        QCOMPARE(finding("type_changed", "users_identify.properties")[u"detail"].toString(), QStringLiteral("string"));
        QCOMPARE(finding("new_type", "body.extra")[u"detail"].toString(), QStringLiteral("string"));
        const CliResult checked = cli({"mapping", "check", "--source", "crm"});
        QVERIFY2(checked.exitCode == 1, all(checked));
        for (const char* line : {"tenants_set never fires: condition_false in all 200 events",
                                 "users_identify.id is required and missing in 6 of 200 (3.0 %)",
                                 "users_identify.properties was object, and is string"})
            QVERIFY2(checked.out.contains(line), all(checked));
    }

    void pinnedEventsOutliveTheOthers()
    {
        const QString kept = capture(request(customer(1)))[u"event"][u"id"].toString();
        capture(request(customer(2)));
        capture(request(customer(3), "another"));
        QCOMPARE(cli({"events", "pin", kept}).exitCode, 0);
        const CliResult asked = cli({"events", "delete", "type:customer.*"});
        QVERIFY2(asked.exitCode == 2 && asked.err.contains("3 events"), all(asked));
        const CliResult deleted = cli({"--json", "events", "delete", "source:billing", "--yes"});
        QVERIFY2(deleted.exitCode == 0, all(deleted));
        QCOMPARE(deleted.json()[u"deleted"].toInteger(), 2);
        QCOMPARE(deleted.json()[u"keptPinned"].toInteger(), 1);
        const json::Array left = cli({"--json", "events", "list"}).json().toArray();
        QCOMPARE(left.size(), size_t(1));
        QCOMPARE(left.front()[u"id"].toString(), kept);
        QCOMPARE(cli({"events", "pin", kept, "--off"}).exitCode, 0);
        QCOMPARE(cli({"--json", "events", "delete", "source:billing", "--yes"}).json()[u"deleted"].toInteger(), 1);
    }
};

QTEST_GUILESS_MAIN(TestCliTravel)
#include "tst_cli_travel.moc"
