#include "core/base/files.h"
#include "core/base/ids.h"
#include "tests/support/cliprocess.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

using namespace hw;
using hw::test::CliResult;
using hw::test::Sandbox;

namespace {

QStringList words(const char* line)
{
    return QString::fromUtf8(line).split(u' ', Qt::SkipEmptyParts);
}

QStringList keysOf(const json::Value& object)
{
    QStringList keys;
    for (const auto& [name, value] : object.toObject())
        keys.append(name);
    return keys;
}

/// A sandbox with the workspace "w", in which commands run.
class Bench
{
public:
    Bench() { m_made = m_sandbox.cli({QStringLiteral("init"), path("")}); }

    [[nodiscard]] CliResult run(const char* line, const QByteArray& input = {}) const
    {
        return m_sandbox.cli(words(line) + QStringList{QStringLiteral("--workspace"), path("")}, input);
    }
    [[nodiscard]] CliResult run(const QStringList& arguments, const QByteArray& input = {}) const
    {
        return m_sandbox.cli(arguments + QStringList{QStringLiteral("--workspace"), path("")}, input);
    }
    [[nodiscard]] QString path(const char* relative) const
    {
        const QString root = m_sandbox.path(QStringLiteral("w"));
        return *relative ? root + u'/' + QString::fromLatin1(relative) : root;
    }
    [[nodiscard]] const CliResult& made() const { return m_made; }
    [[nodiscard]] Sandbox& sandbox() { return m_sandbox; }

private:
    Sandbox m_sandbox;
    CliResult m_made;
};

} // namespace

class TestCliWorkspace final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initMakesAWorkspace()
    {
        const Sandbox sandbox;
        const CliResult made = sandbox.cli(words("init fresh --name Acme --json"));
        QCOMPARE(made.exitCode, 0);
        QCOMPARE(keysOf(made.json()), words("id name path defaultEnvironment"));
        QVERIFY(ids::isId(ids::workspace, made.json()[u"id"].toString()));
        QCOMPARE(made.json()[u"name"].toString(), QStringLiteral("Acme"));
        QCOMPARE(made.json()[u"path"].toString(), sandbox.path(QStringLiteral("fresh")));
        QVERIFY(QFileInfo::exists(sandbox.path(QStringLiteral("fresh/headwater.json"))));

        const CliResult again = sandbox.cli(words("init fresh"));
        QCOMPARE(again.exitCode, 2);
        QVERIFY(again.err.contains("exists already"));
        QVERIFY(again.out.isEmpty());
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QByteArray>("hint");
        const auto row = [](const char* line, const char* hint) {
            QTest::newRow(line) << QString::fromLatin1(line) << QByteArray(hint);
        };
        row("sorce list", "Did you mean source");
        row("source lst", "Did you mean source list");
        row("source list --jso", "Did you mean --json");
        row("source list --workspace", "needs a value");
        row("source list --json=yes", "takes no value");
        row("source list extra", "usage: headwater-cli source list");
        row("init", "usage: headwater-cli init");
        row("source", "list");
        row("env use a --now someday", "ISO 8601");
        row("source set a nonsense", "not a Headwater workspace");
    }

    void wrongUsage()
    {
        QFETCH(QString, line);
        QFETCH(QByteArray, hint);
        const Sandbox sandbox;
        const QStringList arguments = line.split(u' ');
        const CliResult result = sandbox.cli(arguments);
        QVERIFY2(result.err.contains(hint), result.err.constData());
        QVERIFY(result.out.isEmpty());
        const int status = hint.contains("Headwater workspace") ? 3 : 2;
        QCOMPARE(result.exitCode, status);

        const CliResult asJson = sandbox.cli(QStringList{QStringLiteral("--json")} + arguments);
        QCOMPARE(asJson.exitCode, status);
        QCOMPARE(keysOf(asJson.json()), QStringList{QStringLiteral("error")});
        QCOMPARE(keysOf(asJson.json()[u"error"]), words("code message file line column"));
        QVERIFY(asJson.json()[u"error"][u"message"].toString().toUtf8().contains(hint));
    }

    void help()
    {
        const Sandbox sandbox;
        for (const char* line : {"--help", "source --help", "source add --help", "--help secret set", "help"}) {
            const CliResult result = sandbox.cli(words(line));
            QCOMPARE(result.exitCode, 0);
            QVERIFY2(result.out.contains("--workspace DIR"), line);
            QVERIFY(result.err.isEmpty());
        }
        QVERIFY(sandbox.cli(words("source add --help")).out.contains("--secret-stdin"));
    }

    void defaultWorkspace()
    {
        const Sandbox sandbox;
        const CliResult none = sandbox.cli(words("source list --json"));
        QCOMPARE(none.exitCode, 3);
        QCOMPARE(none.json()[u"error"][u"code"].toString(), QStringLiteral("not_a_workspace"));
        QCOMPARE(sandbox.cli({QStringLiteral("init"), sandbox.path(QStringLiteral("Headwater/default"))}).exitCode, 0);
        QCOMPARE(sandbox.cli(words("source list --json")).json().toArray().size(), size_t{0});
        QCOMPARE(sandbox.cli(words("source add custom --key in-default")).exitCode, 0);
        // The current folder comes first where it is a workspace itself.
        QCOMPARE(sandbox.cli(words("init .")).exitCode, 0);
        QCOMPARE(sandbox.cli(words("source list --json")).json().toArray().size(), size_t{0});
    }

    void catalogue()
    {
        const Sandbox sandbox;
        const json::Value list = sandbox.cli(words("catalog list --json")).json();
        QVERIFY(list.isArray());
        QStringList keys;
        for (const json::Value& provider : list.toArray())
            keys.append(provider[u"key"].toString());
        QVERIFY(keys.contains(QStringLiteral("stripe")) && keys.contains(QStringLiteral("custom")));
        QVERIFY(sandbox.cli(words("catalog list")).out.contains("stripe"));

        const json::Value stripe = sandbox.cli(words("catalog show stripe --json")).json();
        QCOMPARE(stripe[u"signing"][u"scheme"].toString(), QStringLiteral("stripe"));
        QVERIFY(!stripe[u"setup"][u"dashboard"].toArray().empty());
        QVERIFY(!stripe[u"mappings"].toArray().empty());
        QVERIFY(!sandbox.cli(words("catalog show stripe")).out.contains("{{"));

        const json::Value events = sandbox.cli(words("catalog events stripe --json")).json();
        QCOMPARE(static_cast<qint64>(events.toArray().size()), stripe[u"eventTypes"].toInteger());
        QCOMPARE(keysOf(events.at(0)), words("name family description sample"));

        const CliResult sample = sandbox.cli(words("catalog sample stripe customer.created --now 1795449600"));
        QCOMPARE(sample.exitCode, 0);
        QCOMPARE(sample.json()[u"type"].toString(), QStringLiteral("customer.created"));
        QCOMPARE(sample.json()[u"created"].toInteger(), 1795449600);

        const CliResult noProvider = sandbox.cli(words("catalog show acme"));
        QCOMPARE(noProvider.exitCode, 2);
        QVERIFY(noProvider.err.contains("catalog list"));
        const CliResult noSample = sandbox.cli(words("catalog sample stripe no.such"));
        QCOMPARE(noSample.exitCode, 2);
        QVERIFY(noSample.err.contains("customer.created"));
        QVERIFY(sandbox.cli(words("catalog sample stripe customer.subscripton.created"))
                    .err.contains("did you mean customer.subscription.created?"));
        QVERIFY(
            sandbox.cli(words("catalog sample stripe invoice.paid --shape 2019")).err.contains("Shapes: 2020-08-27"));
        QVERIFY(sandbox.cli(words("catalog sample stripe charge.refunded")).err.contains("--body FILE"));
    }

    void sourceAddAndShow()
    {
        const Bench bench;
        QCOMPARE(bench.made().exitCode, 0);
        const CliResult added = bench.run("source add stripe --key stripe-billing --json --name Billing");
        QCOMPARE(added.exitCode, 0);
        const QStringList keys =
            words("format key name provider eventTypePath idempotencyKeyPath timestampPath signing "
                  "splitPath enforceVerification enforceIdempotency idempotencyWindow response "
                  "aliases ignoredTypes paused endpoint publicUrl script mappings samples secrets errors");
        QCOMPARE(keysOf(added.json()), keys);
        QVERIFY(added.json()[u"publicUrl"].isNull());
        QCOMPARE(added.json()[u"key"].toString(), QStringLiteral("stripe-billing"));
        QCOMPARE(added.json()[u"name"].toString(), QStringLiteral("Billing"));
        QCOMPARE(added.json()[u"endpoint"].toString(), QStringLiteral("http://127.0.0.1:4400/s/stripe-billing"));
        QCOMPARE(json::write(added.json()[u"secrets"]),
                 QByteArray(R"([{"name":"STRIPE_BILLING_SIGNING_SECRET","where":null}])"));
        QVERIFY(added.json()[u"mappings"].toInteger() > 0);
        QVERIFY(added.err.contains("headwater-cli secret set STRIPE_BILLING_SIGNING_SECRET"));

        const CliResult shown = bench.run("source show stripe-billing --json");
        QVERIFY(shown.json() == added.json());
        QVERIFY(shown.err.isEmpty());
        QCOMPARE(bench.run("source list --json").json().toArray().size(), size_t{1});
        QVERIFY(bench.run("source list").out.contains("http://127.0.0.1:4400/s/stripe-billing"));

        const CliResult twice = bench.run("source add stripe --key stripe-billing");
        QCOMPARE(twice.exitCode, 2);
        QVERIFY(twice.err.contains("exists already"));
        QCOMPARE(bench.run("source add stripe --key Not_Good").exitCode, 2);
        QCOMPARE(bench.run("source add acme").exitCode, 2);
        // Without a key, a suffix makes the public path one that cannot be guessed.
        const QString made = bench.run("source add custom --json").json()[u"key"].toString();
        QVERIFY(made.startsWith(QStringLiteral("custom-")) && made.size() == 13);
        const CliResult unknown = bench.run("source show nope");
        QCOMPARE(unknown.exitCode, 2);
        QCOMPARE(unknown.err, QByteArray("There is no source \"nope\". See: headwater-cli source list\n"));
    }

    void sourceAddTakesTheSecretFromStandardInput()
    {
        const Bench bench;
        const CliResult added =
            bench.run("source add stripe --key pay --secret-stdin --json", "whsec_a_made_up_secret\n");
        QCOMPARE(added.exitCode, 0);
        QCOMPARE(added.json()[u"secrets"].at(0)[u"where"].toString(), QStringLiteral("file"));
        QVERIFY(!added.out.contains("made_up") && !added.err.contains("made_up"));
        const CliResult empty = bench.run("source add stripe --key other --secret-stdin", "\n");
        QCOMPARE(empty.exitCode, 2);
        QVERIFY(!QFileInfo::exists(bench.path("sources/other")));
    }

    void sourceSetChangesOneLine()
    {
        const Bench bench;
        QCOMPARE(bench.run("source add stripe --key pay").exitCode, 0);
        const QByteArray before = *files::read(bench.path("sources/pay/source.json"));
        const CliResult changed = bench.run("source set pay signing.toleranceSeconds=60 --json");
        QCOMPARE(changed.exitCode, 0);
        QCOMPARE(changed.json()[u"signing"][u"toleranceSeconds"].toInteger(), 60);
        QByteArray expected = before;
        QCOMPARE(*files::read(bench.path("sources/pay/source.json")),
                 expected.replace("\"toleranceSeconds\": 300", "\"toleranceSeconds\": 60"));
        // All or nothing.
        const CliResult refused = bench.run("source set pay paused=true signing.scheme=nope");
        QCOMPARE(refused.exitCode, 2);
        QVERIFY(!files::read(bench.path("sources/pay/source.json"))->contains("\"paused\": true"));
        QCOMPARE(bench.run("source set pay paused").exitCode, 2);
        QCOMPARE(bench.run("source set nope paused=true").exitCode, 2);
        QCOMPARE(bench
                     .run({QStringLiteral("source"), QStringLiteral("set"), QStringLiteral("pay"),
                           QStringLiteral("name=Two words")})
                     .exitCode,
                 0);
        QCOMPARE(bench.run("source show pay --json").json()[u"name"].toString(), QStringLiteral("Two words"));
    }

    void sourceRemove()
    {
        const Bench bench;
        QCOMPARE(bench.run("source add stripe --key pay").exitCode, 0);
        const CliResult removed = bench.run("source remove pay --json --now 2026-11-23T16:00:00Z");
        QCOMPARE(removed.exitCode, 0);
        QCOMPARE(keysOf(removed.json()), words("key name removedAt folder"));
        QCOMPARE(removed.json()[u"removedAt"].toString(), QStringLiteral("2026-11-23T16:00:00.000Z"));
        QVERIFY(QFileInfo(removed.json()[u"folder"].toString()).isDir());
        QCOMPARE(bench.run("source remove pay").exitCode, 2);
        QCOMPARE(bench.run("source list --json").json().toArray().size(), size_t{0});
    }

    void brokenSourceIsSaidWithItsPlace()
    {
        const Bench bench;
        QCOMPARE(bench.run("source add stripe --key pay").exitCode, 0);
        QCOMPARE(bench.run("source add custom --key other").exitCode, 0);
        const QString file = bench.path("sources/pay/source.json");
        QVERIFY(files::writeAtomically(file, "{\n  \"key\": \"pay\",\n  \"paused\": 1\n}\n").hasValue());
        const QByteArray place = file.toUtf8() + ":3:13: ";

        const CliResult list = bench.run("source list --json");
        QCOMPARE(list.exitCode, 0);
        QVERIFY(list.err.contains(place));
        QCOMPARE(list.json().toArray().size(), size_t{2});
        QCOMPARE(list.json().at(1)[u"errors"].at(0)[u"line"].toInteger(), 3);

        const CliResult show = bench.run("source show pay --json");
        QCOMPARE(show.exitCode, 3);
        QCOMPARE(show.json()[u"error"][u"file"].toString(), file);
        QCOMPARE(show.json()[u"error"][u"line"].toInteger(), 3);
        QCOMPARE(show.json()[u"error"][u"column"].toInteger(), 13);
        QCOMPARE(bench.run("source set pay paused=true").exitCode, 3);
        QVERIFY(files::read(file)->contains("\"paused\": 1"));

        const CliResult check = bench.run("source check --json");
        QCOMPARE(check.exitCode, 3);
        QCOMPARE(check.json().toArray().size(), size_t{2});
        QVERIFY(check.json().at(0)[u"ok"].toBool());
        QCOMPARE(keysOf(check.json().at(1)), words("key ok problems notes"));
        QCOMPARE(keysOf(check.json().at(1)[u"problems"].at(0)), words("code message file line column"));
        QCOMPARE(bench.run("source check other").exitCode, 0);
    }

    void checkFindsWhatCannotWork()
    {
        const Bench bench;
        QCOMPARE(bench.run("source add stripe --key pay").exitCode, 0);
        const QByteArray mappings = R"({
  "format": 1,
  "mappings": [
    {
      "id": "map_01M84VHBQ0EXBAM3YEXGGW3B1K",
      "eventType": "a",
      "action": "users_identify",
      "parameters": {
        "id": { "path": "body..id" }
      }
    }
  ]
}
)";
        QVERIFY(files::writeAtomically(bench.path("sources/pay/mappings.json"), mappings).hasValue());
        const CliResult check = bench.run("source check pay --json");
        QCOMPARE(check.exitCode, 1);
        const json::Value problem = check.json().at(0)[u"problems"].at(0);
        QCOMPARE(problem[u"code"].toString(), QStringLiteral("path_invalid"));
        QCOMPARE(problem[u"line"].toInteger(), 9);
        QVERIFY(bench.run("source check pay").out.contains("mappings.json:9:"));
    }

    void setUpStepsNameTheSource()
    {
        const Bench bench;
        QVERIFY(bench.run("source add stripe --key pay").err.contains("catalog show --source pay"));
        const QByteArray local = bench.run("catalog show --source pay").out;
        QVERIFY2(local.contains("http://127.0.0.1:4400/s/pay") && local.contains("secret set PAY_SIGNING_SECRET") &&
                     !local.contains("/s/KEY"),
                 local.constData());
        QVERIFY(local.contains("Retries "));
        const QByteArray settings = "{\"publicUrl\": \"https://abc.example.com\"}";
        QVERIFY(files::writeAtomically(bench.path("data/local.json"), settings).hasValue());
        QVERIFY(bench.run("catalog show stripe --source pay").out.contains("https://abc.example.com/s/pay"));
        QCOMPARE(bench.run("source show pay --json").json()[u"publicUrl"].toString(),
                 QStringLiteral("https://abc.example.com/s/pay"));
        QCOMPARE(bench.run("catalog show").exitCode, 2);
        QCOMPARE(bench.run("catalog show --source nothing").exitCode, 2);
    }

    void checkSaysWhatIsMeant()
    {
        const Bench bench;
        QCOMPARE(bench.run("source add stripe --key pay").exitCode, 0);
        const QByteArray mappings = R"({"format": 1, "mappings": [
{"eventType": "a", "action": "users_identfy", "parameters": {"id": {"path": "id"}}},
{"eventType": "a", "action": "users_delete", "parameters": {"id": {"expression": "body.id +"}}},
{"eventType": "a", "when": "body.id", "action": "users_delete", "parameters": {"id": {"path": "id"}}},
{"eventType": "a", "when": {"all": [{"path": "id", "op": "is", "value": 1}]}, "action": "users_delete",
 "parameters": {"id": {"path": "id"}}},
{"eventType": "a", "environments": ["prodution"], "action": "users_delete", "parameters": {"id": {"path": "id"}}},
{"eventType": "customer.subscription.cancelled", "action": "users_delete", "parameters": {"id": {"path": "id"}}}
]}
)";
        QVERIFY(files::writeAtomically(bench.path("sources/pay/mappings.json"), mappings).hasValue());
        const CliResult check = bench.run("source check pay");
        QCOMPARE(check.exitCode, 1);
        for (const char* text : {"did you mean users_identify?", "the expression does not compile", "{\"all\": […]}",
                                 "there are equals, not_equals", "there is no environment \"prodution\"",
                                 "note: customer.subscription.cancelled is called "})
            QVERIFY2(check.out.contains(text), qPrintable(QLatin1String(text) + u'\n' + QString::fromUtf8(check.out)));
        const json::Value problems = bench.run("source check pay --json").json().at(0)[u"problems"];
        QCOMPARE(problems.toArray().size(), size_t(5));
        for (const json::Value& problem : problems.toArray())
            QVERIFY(problem[u"line"].toInteger() > 1);
    }

    void whatIsNoRequestIsSaid()
    {
        const Bench bench;
        QCOMPARE(bench.run("source add stripe --key pay").exitCode, 0);
        QVERIFY(files::writeAtomically(bench.path("body.json"), "{\"type\":\"a\"}").hasValue());
        const CliResult body = bench.run({"process", "--source", "pay", bench.path("body.json")});
        QCOMPARE(body.exitCode, 3);
        QVERIFY2(body.err.contains("body.json:1:1: ") && body.err.contains("no raw HTTP request"),
                 body.err.constData());
        QCOMPARE(bench.run("process --source pay -").exitCode, 3);
        const CliResult whose = bench.run({"process", bench.path("body.json")});
        QCOMPARE(whose.exitCode, 2);
        QVERIFY2(whose.err.contains("--source K"), whose.err.constData());
        const CliResult noTables = bench.run("source table pay public.orders");
        QCOMPARE(noTables.exitCode, 2);
        QVERIFY2(noTables.err.contains("catalog events stripe"), noTables.err.constData());
    }

    void checkCompilesScripts()
    {
        const Bench bench;
        QCOMPARE(bench.run("source add custom --key one").exitCode, 0);
        QCOMPARE(bench.run("source add custom --key two").exitCode, 0);
        const auto write = [&](const char* file, const char* text) {
            QVERIFY(files::writeAtomically(bench.path(file), text).hasValue());
        };
        write("sources/one/script.js", "async function main(ctx) {\n  return { verified: true };\n}\n");
        write("sources/two/script.js", "async function main(ctx) {\n  return { verified: };\n}\n");
        QCOMPARE(bench.run("source check one").exitCode, 0);
        const CliResult check = bench.run("source check --json");
        QCOMPARE(check.exitCode, 1);
        QVERIFY(check.json().at(0)[u"ok"].toBool());
        const json::Value problem = check.json().at(1)[u"problems"].at(0);
        QCOMPARE(problem[u"code"].toString(), QStringLiteral("script_syntax"));
        QCOMPARE(problem[u"file"].toString(), bench.path("sources/two/script.js"));
        QCOMPARE(problem[u"line"].toInteger(), 2);
    }

    void secrets()
    {
        const Bench bench;
        QCOMPARE(bench.run("source add stripe --key pay").exitCode, 0);
        const json::Value missing = bench.run("secret list --json").json();
        QCOMPARE(json::write(missing),
                 QByteArray(
                     R"([{"name":"PAY_SIGNING_SECRET","where":null,"environment":"development","sources":["pay"]}])"));
        const CliResult set = bench.run("secret set PAY_SIGNING_SECRET --json", "whsec_a_made_up_secret");
        QCOMPARE(set.exitCode, 0);
        QCOMPARE(json::write(set.json()),
                 QByteArray(R"({"name":"PAY_SIGNING_SECRET","environment":"development","where":"file"})"));
        QCOMPARE(bench.run("secret set API_KEY", "k\n").exitCode, 0);
        QVERIFY(files::read(bench.path("environments/development.json"))->contains("API_KEY"));
        const CliResult list = bench.run("secret list");
        QVERIFY(list.out.contains("API_KEY") && list.out.contains("file") && !list.out.contains("made_up"));
        QVERIFY(!files::read(bench.path("data/secrets.enc"))->contains("made_up"));

        QCOMPARE(bench.run("secret set API_KEY", "").exitCode, 2);
        QCOMPARE(bench.run("secret set NOT-GOOD", "x").exitCode, 2);
        QCOMPARE(bench.run("secret set API_KEY --environment nope", "x").exitCode, 2);
        QCOMPARE(bench.run("secret remove API_KEY --json").exitCode, 0);
        QVERIFY(!files::read(bench.path("environments/development.json"))->contains("API_KEY"));
        QCOMPARE(bench.run("secret remove API_KEY").exitCode, 2);
        // A name that a source needs stays listed, as missing.
        QCOMPARE(bench.run("secret remove PAY_SIGNING_SECRET").exitCode, 0);
        QVERIFY(bench.run("secret list --json").json().at(0)[u"where"].isNull());
    }

    void secretsFromTheEnvironmentAndLockedOnes()
    {
        Bench bench;
        bench.sandbox().setVariable(QStringLiteral("HEADWATER_PASSPHRASE"), QStringLiteral("right"));
        QCOMPARE(bench.run("secret set API_KEY", "one").exitCode, 0);
        bench.sandbox().setVariable(QStringLiteral("HEADWATER_PASSPHRASE"), QStringLiteral("wrong"));
        const CliResult wrong = bench.run("secret list --json");
        QCOMPARE(wrong.exitCode, 4);
        QCOMPARE(wrong.json()[u"error"][u"code"].toString(), QStringLiteral("secret_key_wrong"));
        bench.sandbox().setVariable(QStringLiteral("HEADWATER_SECRET_API_KEY"), QStringLiteral("from outside"));
        const CliResult list = bench.run("secret list --json");
        QCOMPARE(list.exitCode, 0);
        QCOMPARE(list.json().at(0)[u"where"].toString(), QStringLiteral("environment"));
    }

    void environments()
    {
        const Bench bench;
        const json::Value first = bench.run("env list --json").json();
        QCOMPARE(first.toArray().size(), size_t{1});
        QCOMPARE(keysOf(first.at(0)), words("name active default vars secrets destination"));
        QVERIFY(first.at(0)[u"active"].toBool());

        const CliResult set =
            bench.run({QStringLiteral("env"), QStringLiteral("set"), QStringLiteral("staging"),
                       QStringLiteral("PLAN=pro plus"), QStringLiteral("EMPTY="), QStringLiteral("--json")});
        QCOMPARE(set.exitCode, 0);
        QCOMPARE(json::write(set.json()[u"vars"]), QByteArray(R"({"PLAN":"pro plus","EMPTY":""})"));
        QCOMPARE(bench.run("env set staging 1A=x").exitCode, 2);
        QCOMPARE(bench.run("env set Not_Good A=x").exitCode, 2);

        QCOMPARE(bench.run("env use staging").exitCode, 0);
        QVERIFY(bench.run("env list --json").json().at(1)[u"active"].toBool());
        QVERIFY(files::read(bench.path("data/local.json"))->contains("\"activeEnvironment\": \"staging\""));
        const CliResult unknown = bench.run("env use nope");
        QCOMPARE(unknown.exitCode, 2);
        QVERIFY(unknown.err.contains("env list"));

        const json::Value knock = bench.run("env destination production knock --json").json();
        QCOMPARE(json::write(knock[u"destination"]), QByteArray(R"({"kind":"knock","secret":"KNOCK_API_KEY"})"));
        QCOMPARE(json::write(knock[u"secrets"]), QByteArray(R"(["KNOCK_API_KEY"])"));
        QCOMPARE(bench.run("env destination staging http").exitCode, 2);
        QCOMPARE(bench.run("env destination staging http --url ftp://x").exitCode, 2);
        QCOMPARE(bench.run("env destination staging moon").exitCode, 2);
        QCOMPARE(bench.run("env destination staging directory --url http://x.test").exitCode, 2);
        const json::Value http = bench.run("env destination staging http --url http://x.test --json").json();
        QCOMPARE(http[u"destination"][u"url"].toString(), QStringLiteral("http://x.test"));
        const json::Value back = bench.run("env destination staging directory --json").json();
        QCOMPARE(json::write(back[u"destination"]), QByteArray(R"({"kind":"directory"})"));
    }
};

QTEST_GUILESS_MAIN(TestCliWorkspace)
#include "tst_cli_workspace.moc"
