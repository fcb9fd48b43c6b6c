#include "tests/core/script/debugfixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace hw;
using namespace hw::script;
using hw::test::DebugFixture;

/// The session itself: breakpoints of every kind, what is done while the script runs, how it ends.
class TestDebugSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void breakpoints_data();
    void breakpoints();
    void breakpointsAreTold();
    void breakpointsChangeWhileStoppedAndRunning();
    void pausesAndTerminatesALoop();
    void timeLimitStandsStillWhileStopped();
    void killsWhatCannotBeBrokenOff();
    void outcomeIsThatOfARun();
    void failures();
};

namespace {

const QByteArray loop = "function main() {\n"
                        "  let sum = 0;\n"
                        "  for (let i = 1; i <= 6; i++) {\n"
                        "    sum += i;\n"
                        "  }\n"
                        "  return { sum };\n"
                        "}\n";

} // namespace

void TestDebugSession::breakpoints_data()
{
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QString>("hits");
    QTest::addColumn<QString>("log");
    QTest::addColumn<QString>("stops"); // values of i
    QTest::addColumn<QString>("says");
    QTest::newRow("plain") << ""
                           << ""
                           << ""
                           << "1 2 3 4 5 6"
                           << "";
    QTest::newRow("condition") << "i > 4"
                               << ""
                               << ""
                               << "5 6"
                               << "";
    QTest::newRow("newer syntax") << "({ ...{ i } }).i === 2 || undefined?.x"
                                  << ""
                                  << ""
                                  << "2"
                                  << "";
    QTest::newRow("condition that changes something") << "(sum += 100, i === 6)"
                                                      << ""
                                                      << ""
                                                      << "6"
                                                      << "";
    QTest::newRow("condition that fails") << "nothing.x"
                                          << ""
                                          << ""
                                          << ""
                                          << "the condition of the breakpoint failed: "
                                             "ReferenceError: nothing is not defined";
    QTest::newRow("hit") << ""
                         << "3"
                         << ""
                         << "3"
                         << "";
    QTest::newRow("hits from") << ""
                               << ">= 5"
                               << ""
                               << "5 6"
                               << "";
    QTest::newRow("hits every") << ""
                                << "%2"
                                << ""
                                << "2 4 6"
                                << "";
    QTest::newRow("hits that meet the condition") << "i % 2 === 0"
                                                  << "2"
                                                  << ""
                                                  << "4"
                                                  << "";
    QTest::newRow("log") << "i < 3"
                         << ""
                         << "at {i}: {sum + 0}, {nothing}, {{}} {"
                         << ""
                         << "at 1: 0, {ReferenceError: nothing is not defined}, {} {\n"
                            "at 2: 1, {ReferenceError: nothing is not defined}, {} {";
}

void TestDebugSession::breakpoints()
{
    QFETCH(QString, condition);
    QFETCH(QString, hits);
    QFETCH(QString, log);
    QFETCH(QString, stops);
    QFETCH(QString, says);
    DebugFixture debug(loop);
    debug.session().setBreakpoints({{4, condition, hits, log}});
    QStringList seen;
    for (debug.next(); debug.stop; debug.go('c')) {
        QCOMPARE(debug.stop->reason, StopReason::Breakpoint);
        seen.append(debug.value(QStringLiteral("i")));
    }
    QVERIFY(debug.outcome && !debug.outcome->report.error);
    QCOMPARE(seen.join(u' '), stops);
    QStringList said;
    for (const auto& line : debug.output) {
        QCOMPARE(line.line, 4);
        if (said.isEmpty() || said.last() != line.text)
            said.append(line.text);
    }
    QCOMPARE(said.join(u'\n'), says);
}

void TestDebugSession::breakpointsAreTold()
{
    DebugFixture debug("\n"
                       "// what main does\n"
                       "function main() {\n"
                       "\n"
                       "  return {\n"
                       "    n: 1,\n"
                       "  };\n"
                       "}\n");
    debug.session().setBreakpoints({{1, {}, {}, {}},
                                    {6, {}, {}, {}},
                                    {8, {}, {}, {}},
                                    {5, QStringLiteral("n +"), {}, {}},
                                    {5, {}, QStringLiteral("often"), {}},
                                    {5, {}, {}, QStringLiteral("{1 +}")}});
    QCOMPARE(debug.next(), QStringLiteral("main:5"));
    QCOMPARE(debug.breakpoints.size(), size_t(6));
    QCOMPARE(debug.breakpoints[0], (BreakpointState{true, 5, {}}));
    QCOMPARE(debug.breakpoints[1], (BreakpointState{true, 5, {}}));
    QCOMPARE(debug.breakpoints[2],
             (BreakpointState{false, 8, QStringLiteral("there is no statement at line 8 or after it")}));
    QCOMPARE(debug.breakpoints[3].message, QStringLiteral("SyntaxError: Unexpected token"));
    QVERIFY(debug.breakpoints[4].message.contains(u"a hit count is a number"));
    QVERIFY(!debug.breakpoints[5].verified);
    QCOMPARE(debug.go('c'), QStringLiteral("end"));
}

void TestDebugSession::breakpointsChangeWhileStoppedAndRunning()
{
    DebugFixture debug("function main() {\n"
                       "  let i = 0;\n"
                       "  while (i >= 0) {\n"
                       "    i += 1;\n"
                       "  }\n"
                       "  return { done: true };\n"
                       "}\n");
    debug.breakAt({2});
    QCOMPARE(debug.next(), QStringLiteral("main:2"));
    debug.breakAt({});
    debug.stop.reset();
    debug.session().resume();
    // A running script takes them as well.
    debug.breakAt({4});
    QTRY_VERIFY_WITH_TIMEOUT(debug.stop.has_value(), 30000);
    QCOMPARE(debug.stack(), QStringLiteral("main:4"));
    QCOMPARE(debug.value(QStringLiteral("i = -5")), QStringLiteral("-5"));
    debug.breakAt({});
    QCOMPARE(debug.go('c'), QStringLiteral("end"));
}

void TestDebugSession::pausesAndTerminatesALoop()
{
    DebugFixture debug("function main() {\n"
                       "  let i = 0;\n"
                       "  for (;;) i = (i + 1) % 7;\n"
                       "}\n");
    QSignalSpy started(&debug.session(), &DebugSession::started);
    debug.session().start();
    QTRY_COMPARE_WITH_TIMEOUT(started.size(), 1, 30000);
    debug.session().pause();
    QCOMPARE(debug.next(), QStringLiteral("main:3"));
    QCOMPARE(debug.stop->reason, StopReason::Pause);
    QCOMPARE(debug.value(QStringLiteral("i < 7")), QStringLiteral("true"));
    debug.stop.reset();
    debug.session().resume();
    QCOMPARE(debug.session().state(), DebugSession::State::Running);
    debug.session().terminate();
    QCOMPARE(debug.session().state(), DebugSession::State::Ended);
    QTRY_VERIFY(debug.terminated);
    QVERIFY(!debug.outcome);

    // An empty loop has no statement, and stops all the same.
    DebugFixture empty("const main = () => { while (true); };\n");
    QSignalSpy begun(&empty.session(), &DebugSession::started);
    empty.session().start();
    QTRY_COMPARE_WITH_TIMEOUT(begun.size(), 1, 30000);
    empty.session().pause();
    QCOMPARE(empty.next(), QStringLiteral("main:1"));
}

void TestDebugSession::timeLimitStandsStillWhileStopped()
{
    ScriptLimits limits;
    limits.time = std::chrono::milliseconds(600);
    DebugFixture debug("function main() {\n"
                       "  let i = 0;\n"
                       "  for (;;)\n"
                       "    i++;\n"
                       "}\n",
                       QStringLiteral("script.js"), "{}", limits);
    debug.breakAt({2});
    QCOMPARE(debug.next(), QStringLiteral("main:2"));
    // An expression that is broken off after 2 s makes the stop longer than the limit.
    QVERIFY(debug.value(QStringLiteral("(() => { for (;;); })()")).startsWith(u"broken off"));
    QCOMPARE(debug.value(QStringLiteral("i")), QStringLiteral("ReferenceError: i is not initialised yet"));
    debug.go('c');
    QVERIFY(debug.outcome);
    QCOMPARE(toString(debug.outcome->report.status), toString(ScriptStatus::Timeout));
    QVERIFY(debug.outcome->report.error->line == 3 || debug.outcome->report.error->line == 4);
}

void TestDebugSession::killsWhatCannotBeBrokenOff()
{
    DebugFixture debug("const main = () => ({});\n", QStringLiteral("script.js"), "{}", {},
                       std::chrono::milliseconds(500));
    debug.breakAt({1});
    QCOMPARE(debug.next(), QStringLiteral("(module):1"));
    QCOMPARE(debug.value(QStringLiteral("(function f() { return f(); })()")),
             QStringLiteral("the script is not stopped"));
    QTRY_VERIFY(debug.outcome);
    QCOMPARE(toString(debug.outcome->report.status), toString(ScriptStatus::Timeout));
}

void TestDebugSession::outcomeIsThatOfARun()
{
    const QByteArray source = "export default async function main({ body, vars }) {\n"
                              "  console.warn('plan', vars.PLAN);\n"
                              "  await null;\n"
                              "  if (body.bad) throw new TypeError('bad');\n"
                              "  return { verified: true, n: body.n, at: Date.now(), id: crypto.randomUUID() };\n"
                              "}\n";
    DebugFixture good(source, QStringLiteral("script.ts"), "{\"n\":3}");
    QCOMPARE(good.next(), QStringLiteral("end"));
    QVERIFY(good.outcome->verified == true);
    const auto& report = good.outcome->report;
    QCOMPARE(report.preprocess[u"n"].toInteger(), 3);
    QCOMPARE(report.preprocess[u"at"].toInteger(), 1614265330500);
    QCOMPARE(report.console.size(), size_t(1));
    QCOMPARE(report.console[0], (ConsoleLine{QStringLiteral("warn"), QStringLiteral("plan pro"), 2}));
    QCOMPARE(good.output.size(), size_t(1));
    QCOMPARE(good.output[0], (DebugOutput{QStringLiteral("warn"), QStringLiteral("plan pro"), 2}));

    DebugFixture bad(source, QStringLiteral("script.ts"), "{\"bad\":true}");
    QCOMPARE(bad.next(), QStringLiteral("error: bad"));
    QCOMPARE(bad.outcome->report.error->line, 4);
    QCOMPARE(bad.outcome->report.error->column, 23);
}

void TestDebugSession::failures()
{
    DebugTarget target;
    target.fileName = QStringLiteral("script.js");
    target.source = "function main( {";
    target.hostPath = QStringLiteral(HW_BIN_DIR "/headwater-scripthost");
    DebugSession session(target);
    std::optional<Error> error;
    connect(&session, &DebugSession::failed, this, [&error](const Error& told) { error = told; });
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(error.has_value(), 60000);
    QCOMPARE(error->code, ErrorCode::ScriptSyntax);
    QCOMPARE(error->line, 1);
    QCOMPARE(session.state(), DebugSession::State::Ended);

    target.hostPath = QStringLiteral("/nonexistent/host");
    target.source = "function main() {}";
    DebugSession missing(target);
    error.reset();
    connect(&missing, &DebugSession::failed, this, [&error](const Error& told) { error = told; });
    missing.start();
    QTRY_VERIFY(error.has_value());
    QCOMPARE(error->code, ErrorCode::ScriptHostFailed);
}

QTEST_GUILESS_MAIN(TestDebugSession)
#include "tst_debug_session.moc"
