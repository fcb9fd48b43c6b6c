#include "core/base/files.h"
#include "core/signing/primitives.h"
#include "tests/support/cliprocess.h"

#include <QFile>
#include <QTest>

#include <array>

using namespace hw;
using hw::test::CliResult;
using hw::test::Sandbox;

namespace {

constexpr char secret[] = "whsec_made_up_for_tests";
const QByteArray body = R"({"first_name":"Ada","last_name":"Lovelace","items":[3,4]})";

QByteArray joined(const QByteArray& a, const QByteArray& b)
{
    return a + '\n' + b;
}

QByteArray request(const QByteArray& key)
{
    const std::array<QByteArrayView, 1> parts{body};
    return "POST /s/shop HTTP/1.1\r\nHost: example.com\r\nContent-Type: application/json\r\nX-Webhook-Signature: "
           "sha256=" +
           signing::hmac(signing::Hash::Sha256, key, parts).toHex() +
           "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

const QByteArray script = "async function main(ctx) {\n" // 1
                          "  const { headers, rawBody, body, vars } = ctx;\n"
                          "  const verified = await verifyHmacSha256({\n"
                          "    secret: vars.SHOP_SIGNING_SECRET,\n"
                          "    signature: headers['x-webhook-signature'],\n" // 5
                          "    payload: body,\n"
                          "  });\n"
                          "  const full_name = join(body.first_name, body.last_name);\n"
                          "  let sum = 0;\n"
                          "  for (const item of body.items) {\n" // 10
                          "    sum += item;\n"
                          "  }\n"
                          "  return { verified, full_name, sum };\n"
                          "}\n"
                          "function join(first, last) {\n" // 15
                          "  return `${first} ${last}`;\n"
                          "}\n";

} // namespace

/// The step debugger as a person, or a script, has it at the terminal.
class TestCliDebug final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_sandbox.setVariable(QStringLiteral("HEADWATER_SECRET_SHOP_SIGNING_SECRET"), QString::fromLatin1(secret));
        QCOMPARE(m_sandbox.cli({"init", "w"}).exitCode, 0);
        QCOMPARE(m_sandbox.cli({"source", "add", "custom", "--key", "shop", "--workspace", "w"}).exitCode, 0);
        QVERIFY(files::writeAtomically(m_sandbox.path("good.http"), request(secret)));
        QVERIFY(files::writeAtomically(m_sandbox.path("forged.http"), request("another")));
        QVERIFY(files::writeAtomically(m_sandbox.path("script.js"), script));
    }

    void stepsThroughAScript()
    {
        const auto result =
            debug("good.http", {"--break", "8", "--break", "11:item > 3"},
                  "p verified\ns\nbt\nv\np first + '!'\no\nw sum\nw item * 2\nc\nf 0\nl\np ({ ...body }).items\n"
                  "p vars\nv vars\nhelp\nnonsense\nc\n");
        QCOMPARE(result.err, QByteArray());
        QCOMPARE(result.exitCode, 0);
        const auto lines = QString::fromUtf8(result.out).split(u'\n');
        for (const auto* expected : {
                 "stopped at line 8 in main: breakpoint",
                 ">    8    const full_name = join(body.first_name, body.last_name);",
                 "true",
                 "stopped at line 16 in join: step",
                 ">  0  join  line 16",
                 "   1  main  line 8",
                 "Local",
                 "  first = \"Ada\"",
                 "  last = \"Lovelace\"",
                 "Module",
                 "\"Ada!\"",
                 "stopped at line 9 in main: step",
                 "  watch 1: sum = ReferenceError: sum is not initialised yet",
                 "  watch 2: item * 2 = ReferenceError: item is not defined",
                 "stopped at line 11 in main: breakpoint",
                 "  watch 1: sum = 3",
                 "  watch 2: item * 2 = 8",
                 "main, line 11",
                 ">   11      sum += item;",
                 "    15  function join(first, last) {",
                 "(2) [3, 4]",
                 "{SHOP_SIGNING_SECRET: \"SHOP_SIGNING_SECRET\"}",
                 "  SHOP_SIGNING_SECRET = \"SHOP_SIGNING_SECRET\"",
                 "There is no command nonsense. Type help for those that there are.",
                 "ended: ok",
                 "  verified = true",
                 "  full_name = \"Ada Lovelace\"",
                 "  sum = 7",
             })
            QVERIFY2(lines.contains(QString::fromUtf8(expected)), joined(expected, result.out).constData());
        QVERIFY(!result.out.contains(secret));
        QVERIFY(!result.out.contains("(debug)")); // a prompt is for terminals
    }

    void stopsAtTheStartOfMainWithoutBreakpoints()
    {
        const auto result = debug("good.http", {}, "n\nn\nn\nn\nn\nn\nn\nn\nn\nq\n");
        QCOMPARE(result.exitCode, 0);
        QStringList stops;
        for (const auto& line : QString::fromUtf8(result.out).split(u'\n')) {
            if (line.startsWith(u"stopped at line "))
                stops.append(line.section(u' ', 3, 3));
        }
        QCOMPARE(stops.join(u' '), QStringLiteral("2 3 8 9 10 11 10 11 13"));
        QVERIFY(result.out.contains("ended: ok"));
    }

    void stopsWhereNothingIsVerified()
    {
        const auto result = debug("forged.http", {"--stop-on", "unverified"}, "b\nc\n");
        QCOMPARE(result.exitCode, 1); // the verification failed
        QVERIFY2(result.out.contains("stopped at line 3 in main: not verified, verifyHmacSha256 gave false\n"),
                 result.out.constData());
        QVERIFY(result.out.contains("unverified\n"));
        QVERIFY(result.out.contains("  verified = false\n"));
        QVERIFY(result.out.contains("check digest FAILED"));
    }

    void changesBreakpoints()
    {
        const auto result =
            debug("good.http", {},
                  "b 11 hit 2\nb 9 log the sum begins at {sum}\nb 400\nb x\nb exception\nb\nd exception\nd 9\nd "
                  "9\nb 9 log {full_name}\nb 6\nc\nc\nd 11\nc\n");
        QVERIFY2(result.exitCode == 0, joined(result.out, result.err).constData());
        for (const auto* expected : {
                 "no breakpoint at line 400: there is no statement at line 400 or after it\n",
                 "b takes LINE, LINE:CONDITION",
                 "line 11 hit 2\nline 9 log the sum begins at {sum}\nexception\n",
                 "there is no breakpoint \"9\"",
                 "the breakpoint of line 6 stands at line 3\n",
                 "stopped at line 3 in main: breakpoint\n",
                 "debugger, line 9: Ada Lovelace\n",
                 "stopped at line 11 in main: breakpoint\n",
                 "ended: ok\n",
             })
            QVERIFY2(result.out.contains(expected), joined(expected, result.out).constData());
    }

    void endOfInputEndsTheRun()
    {
        const auto result = debug("good.http", {"--break", "8"}, "n\n");
        QCOMPARE(result.exitCode, 0);
        QVERIFY(result.out.contains("stopped at line 9 in main: step\n"));
        QVERIFY(!result.out.contains("ended"));
    }

    void capturedEventAndNothingStored()
    {
        const QStringList workspace{"--workspace", m_sandbox.path("w")};
        const auto processed = m_sandbox.cli(
            QStringList{"process", "--source", "shop", m_sandbox.path("good.http"), "--json"} + workspace);
        QCOMPARE(processed.exitCode, 0);
        const auto id = processed.json()[u"event"][u"id"].toString();
        const auto before = m_sandbox.cli(QStringList{"events", "list", "--json"} + workspace).out;
        const auto record = m_sandbox.cli(QStringList{"events", "show", id, "--json"} + workspace).out;
        const auto result = debug(id, {}, "p ctx.environment + ' ' + ctx.source\nc\n");
        QVERIFY2(result.out.contains("\"development shop\"\n"), joined(result.out, result.err).constData());
        QVERIFY(result.out.contains("  verified = true\n"));
        QCOMPARE(m_sandbox.cli(QStringList{"events", "list", "--json"} + workspace).out, before);
        QCOMPARE(m_sandbox.cli(QStringList{"events", "show", id, "--json"} + workspace).out, record);
    }

    void wrongUsage_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QByteArray>("says");
        const QStringList start{"script", "debug"};
        const auto good = m_sandbox.path("good.http");
        QTest::newRow("no event") << QStringList{"script.js"} << 2 << QByteArray("needs an event: --event ID");
        QTest::newRow("no such event") << QStringList{"script.js", "--event", "hw_none"} << 2 << QByteArray("hw_none");
        QTest::newRow("no such script") << QStringList{"none.js", "--event", good} << 3 << QByteArray("none.js");
        QTest::newRow("no such source") << QStringList{"script.js", "--event", good, "--source", "none"} << 2
                                        << QByteArray("none");
        QTest::newRow("breakpoint") << QStringList{"script.js", "--event", good, "--break", "main"} << 2
                                    << QByteArray("--break takes LINE or LINE:CONDITION, not \"main\"");
        QTest::newRow("condition") << QStringList{"script.js", "--event", good, "--stop-on", "sunday"} << 2
                                   << QByteArray("not \"sunday\"");
        QTest::newRow("json") << QStringList{"script.js", "--event", good, "--json"} << 2 << QByteArray();
        QTest::newRow("syntax") << QStringList{"broken.js", "--event", good} << 1 << QByteArray("broken.js:2");
    }

    void wrongUsage()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, exitCode);
        QFETCH(QByteArray, says);
        QVERIFY(files::writeAtomically(m_sandbox.path("broken.js"), "function main() {\n  return {,};\n}\n"));
        const auto result =
            m_sandbox.cli(QStringList{"script", "debug"} + arguments + QStringList{"--workspace", m_sandbox.path("w")});
        QCOMPARE(result.exitCode, exitCode);
        const QByteArray said = result.err + result.out;
        QVERIFY2(said.contains(says), said.constData());
    }

private:
    CliResult debug(const QString& event, const QStringList& more, const QByteArray& commands) const
    {
        const auto path = QFile::exists(m_sandbox.path(event)) ? m_sandbox.path(event) : event;
        QStringList arguments{"script", "debug", m_sandbox.path("script.js"), "--event", path};
        if (path != event)
            arguments += QStringList{"--source", "shop"};
        return m_sandbox.cli(arguments + more + QStringList{"--workspace", m_sandbox.path("w")}, commands);
    }

    Sandbox m_sandbox;
};

QTEST_GUILESS_MAIN(TestCliDebug)
#include "tst_cli_debug.moc"
