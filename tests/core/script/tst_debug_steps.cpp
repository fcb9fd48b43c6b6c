#include "tests/core/script/debugfixture.h"
#include "tests/core/script/scriptfixture.h"

#include <QTest>

using namespace hw;
using namespace hw::script;
using hw::test::DebugFixture;

/// Where steps lead, and what stops a script besides breakpoints.
class TestDebugSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void steps_data();
    void steps();
    void stopsForExceptions_data();
    void stopsForExceptions();
    void stopsWhereNothingIsVerified_data();
    void stopsWhereNothingIsVerified();
    void debuggerStatement();
};

void TestDebugSteps::steps_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<int>("line"); // of a breakpoint; 0 = from the start of main
    QTest::addColumn<QByteArray>("commands");
    QTest::addColumn<QString>("stops");

    const QByteArray calls = "function inner(x) {\n" // 1
                             "  const y = x + 1;\n"
                             "  return y;\n"
                             "}\n"
                             "function outer(x) {\n" // 5
                             "  const a = inner(x);\n"
                             "  return a * 2;\n"
                             "}\n"
                             "function main() {\n" // 9
                             "  const n = outer(1) + inner(5);\n"
                             "  return { n };\n"
                             "}\n";
    QTest::newRow("over") << calls << 0 << QByteArray("nnn") << "main:10 main:11 end";
    QTest::newRow("into") << calls << 0 << QByteArray("ssssssss")
                          << "main:10 outer:6 inner:2 inner:3 outer:7 inner:2 inner:3 main:11 end";
    QTest::newRow("out") << calls << 2 << QByteArray("oocc") << "inner:2 outer:7 inner:2 end";
    QTest::newRow("over the end of a function") << calls << 3 << QByteArray("nnn") << "inner:3 outer:7 inner:3 main:11";
    QTest::newRow("over what is recursive") << QByteArray("function down(n) {\n"
                                                          "  if (n === 0) return 0;\n"
                                                          "  const below = down(n - 1);\n"
                                                          "  return below + 1;\n"
                                                          "}\n"
                                                          "const main = () => ({ n: down(3) });\n")
                                            << 0 << QByteArray("snnn") << "main:6 down:2 down:3 down:4 end";
    const QByteArray async = "const later = v => new Promise(r => setTimeout(() => r(v), 5));\n" // 1
                             "async function inner(v) {\n"
                             "  const a = await later(v);\n"
                             "  const b = await later(a);\n"
                             "  return a + b;\n" // 5
                             "}\n"
                             "async function other() {\n"
                             "  await later(0);\n"
                             "  await later(0);\n"
                             "  return 1;\n" // 10
                             "}\n"
                             "async function main() {\n"
                             "  const both = other();\n"
                             "  const n = await inner(2);\n"
                             "  const m = n + await both;\n" // 15
                             "  return { m };\n"
                             "}\n";
    QTest::newRow("over await") << async << 0 << QByteArray("nnnn") << "main:13 main:14 main:15 main:16 end";
    QTest::newRow("over await, inside") << async << 3 << QByteArray("nnn") << "inner:3 inner:4 inner:5 main:15";
    QTest::newRow("out of an asynchronous function")
        << async << 4 << QByteArray("onn") << "inner:4 main:15 main:16 end";
    QTest::newRow("into an asynchronous function")
        << async << 14 << QByteArray("snn") << "main:14 inner:3 inner:4 inner:5";
    const QByteArray loops = "function main() {\n"
                             "  let sum = 0;\n"
                             "  for (let i = 0; i < 2; i++) {\n"
                             "    sum += i;\n"
                             "  }\n"
                             "  for (const v of [5, 6])\n"
                             "    sum += v;\n"
                             "  while (sum < 13)\n"
                             "    sum++;\n"
                             "  return { sum };\n"
                             "}\n";
    QTest::newRow("loops")
        << loops << 0 << QByteArray("nnnnnnnnnnnnnnn")
        << "main:2 main:3 main:4 main:3 main:4 main:3 main:6 main:7 main:6 main:7 main:8 main:9 main:8 "
           "main:10 end";
    QTest::newRow("callbacks") << QByteArray("function main() {\n"
                                             "  const all = [1, 2].map(n => {\n"
                                             "    return n * 2;\n"
                                             "  });\n"
                                             "  return { all };\n"
                                             "}\n")
                               << 0 << QByteArray("ssss") << "main:2 (anonymous):3 (anonymous):3 main:5 end";
    const QByteArray finals = "function risky() {\n"
                              "  try {\n"
                              "    throw new Error('x');\n"
                              "  } catch (e) {\n"
                              "    return e.message;\n" // 5
                              "  } finally {\n"
                              "    risky.done = true;\n"
                              "  }\n"
                              "}\n"
                              "function main() {\n" // 10
                              "  const said = risky();\n"
                              "  return { said };\n"
                              "}\n";
    QTest::newRow("try, catch, finally") << finals << 3 << QByteArray("nnnn") << "risky:3 risky:5 risky:7 main:12 end";
    const QByteArray generator = "function* count() {\n"
                                 "  yield 1;\n"
                                 "  yield 2;\n"
                                 "}\n"
                                 "function main() {\n" // 5
                                 "  const g = count();\n"
                                 "  const a = g.next().value;\n"
                                 "  const b = g.next().value;\n"
                                 "  return { n: a + b };\n"
                                 "}\n";
    QTest::newRow("over yield") << generator << 2 << QByteArray("nnn") << "count:2 main:8 main:9 end";
    QTest::newRow("into a generator") << generator << 7 << QByteArray("ssss") << "main:7 count:2 main:8 count:3 main:9";
    QTest::newRow("module") << QByteArray("const a = 1;\nconst main = () => ({ a });\n") << 1 << QByteArray("nnn")
                            << "(module):1 (module):2 main:2 end";
}

void TestDebugSteps::steps()
{
    QFETCH(QByteArray, source);
    QFETCH(int, line);
    QFETCH(QByteArray, commands);
    QFETCH(QString, stops);
    DebugFixture debug(source);
    StopConditions conditions;
    conditions.entry = line == 0;
    debug.session().setStopConditions(conditions);
    if (line > 0)
        debug.breakAt({line});
    QCOMPARE(debug.walk(commands), stops);
}

void TestDebugSteps::stopsForExceptions_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<bool>("caught");
    QTest::addColumn<QString>("stops"); // "stack | text"
    const QByteArray source = "function parse(text) {\n"
                              "  const more = 1;\n"
                              "  return JSON.parse(text) + more;\n"
                              "}\n"
                              "const reject = async () => {\n" // 5
                              "  await null;\n"
                              "  throw new RangeError('later');\n"
                              "};\n"
                              "async function main({ body }) {\n"
                              "  try {\n" // 10
                              "    parse('{');\n"
                              "  } catch {\n"
                              "    parse('1');\n"
                              "  }\n"
                              "  try { await reject(); } catch (e) { e.seen = true; }\n" // 15
                              "  try { body.none.x(); } catch (e) { await 0; }\n"
                              "  throw { code: 7 };\n"
                              "}\n";
    QTest::newRow("all")
        << source << true
        << "parse:3 main:11 | SyntaxError; reject:7 main:15* | RangeError: later; main:16 | TypeError; "
           "main:17 | thrown: {code: 7}";
    QTest::newRow("uncaught") << source << false << "main:17 | thrown: {code: 7}";
    QTest::newRow("outside of functions")
        << QByteArray("const a = null;\nconst b = a.c;\nfunction main() {}\n") << false << "(module):2 | TypeError";
}

void TestDebugSteps::stopsForExceptions()
{
    QFETCH(QByteArray, source);
    QFETCH(bool, caught);
    QFETCH(QString, stops);
    DebugFixture debug(source);
    StopConditions conditions;
    conditions.caught = caught;
    conditions.uncaught = true;
    debug.session().setStopConditions(conditions);
    QStringList seen;
    for (debug.next(); debug.stop; debug.go('c')) {
        QCOMPARE(debug.stop->reason, StopReason::Exception);
        QString text = debug.stop->text;
        if (text.startsWith(u"SyntaxError") || text.startsWith(u"TypeError"))
            text = text.section(u':', 0, 0); // the engine's own words
        seen.append(debug.stack() + QStringLiteral(" | ") + text);
    }
    QCOMPARE(seen.join(QStringLiteral("; ")), stops);
    QVERIFY(debug.outcome && debug.outcome->report.error);
}

void TestDebugSteps::stopsWhereNothingIsVerified_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("stop");
    QTest::newRow("a built-in says no") << QByteArray("async function main({ rawBody, vars }) {\n"
                                                      "  const verified = await verifyHmacSha256({\n"
                                                      "    secret: vars.SERVICE_SIGNING_SECRET, signature: 'aa',\n"
                                                      "    payload: rawBody,\n"
                                                      "  });\n"
                                                      "  return { verified };\n"
                                                      "}\n")
                                        << "main:2 verifyHmacSha256 gave false";
    QTest::newRow("main says no") << QByteArray("export default async ({ body }) => {\n"
                                                "  await null;\n"
                                                "  if (body.n) return { verified: body.n === 4 };\n"
                                                "  return { verified: true };\n"
                                                "};\n")
                                  << "default:3 main returns verified: false";
    QTest::newRow("an arrow function says no")
        << QByteArray("const main = () =>\n  ({ verified: 'yes' });\n") << "main:2 main returns verified: \"yes\"";
    QTest::newRow("verified") << QByteArray("const check = () => ({ verified: false });\n"
                                            "const main = () => ({ ...check(), verified: true });\n")
                              << "end";
    QTest::newRow("says nothing") << QByteArray("const main = () => ({ n: 1 });\n") << "end";
}

void TestDebugSteps::stopsWhereNothingIsVerified()
{
    QFETCH(QByteArray, source);
    QFETCH(QString, stop);
    DebugFixture debug(source, QStringLiteral("script.js"), "{\"n\":3}");
    StopConditions conditions;
    conditions.unverified = true;
    debug.session().setStopConditions(conditions);
    QString at = debug.next();
    if (debug.stop) {
        QCOMPARE(debug.stop->reason, StopReason::Unverified);
        at += u' ' + debug.stop->text;
        QCOMPARE(debug.go('c'), QStringLiteral("end")); // told once
    }
    QCOMPARE(at, stop);
}

void TestDebugSteps::debuggerStatement()
{
    DebugFixture debug("function main({ body }) {\n"
                       "  if (body.n)\n"
                       "    debugger;\n"
                       "  return {};\n"
                       "}\n",
                       QStringLiteral("script.js"), "{\"n\":1}");
    QCOMPARE(debug.next(), QStringLiteral("main:3"));
    QCOMPARE(debug.stop->reason, StopReason::DebuggerStatement);
    QCOMPARE(debug.go('c'), QStringLiteral("end"));
}

QTEST_GUILESS_MAIN(TestDebugSteps)
#include "tst_debug_steps.moc"
