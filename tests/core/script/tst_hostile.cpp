#include "tests/core/script/scriptfixture.h"

#include <QTest>

using namespace hw;
using namespace hw::script;
using hw::test::ScriptFixture;

namespace {

PoolOptions quick()
{
    PoolOptions options;
    options.hosts = 2;
    options.limits.time = std::chrono::milliseconds(1000);
    return options;
}

PoolOptions patient()
{
    PoolOptions options = quick();
    options.limits.time = std::chrono::milliseconds(60000);
    return options;
}

} // namespace

/// Scripts that mean no good, with harmless events before and after each.
class TestHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ends_data();
    void ends();

    void whatMainLeftBehindRuns();

private:
    void checkGood();

    ScriptFixture m_fixture{quick()};
    /// For what ends by itself: a slow machine must not make a time-out of it.
    ScriptFixture m_patient{patient()};
};

void TestHostile::checkGood()
{
    const auto outcome =
        m_fixture.run("async function main({ body }) { return { verified: true, n: await body.n }; }", "{\"n\":3}");
    QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Ok));
    QCOMPARE(json::write(outcome.report.preprocess), QByteArray("{\"n\":3}"));
}

void TestHostile::ends_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("status"); // several are right where the engine's own limits come first
    QTest::addColumn<int>("line");       // 0 = not looked at
    const auto row = [](const char* name, const char* body, const char* status, int line = 0) {
        QTest::newRow(name) << QByteArray(body) << QString::fromLatin1(status) << line;
    };
    row("endless loop", "\n  for (;;) {}", "timeout", 2);
    row("endless loop after others", "\n for (let i = 0; i < 3; i++) {}\n let x = 0;\n while (true) { x++; }",
        "timeout", 4);
    row("loop after await", "\n  await null;\n  for (;;);", "timeout", 3);
    row("loop in a getter of the result", "return { get a() { for (;;); } };", "timeout");
    row("loop in toJSON", "return { a: { toJSON() { for (;;); } } };", "timeout");
    row("loop in toString", "return { a: String({ toString() { for (;;); } }) };", "timeout");
    row("loop in a proxy trap", "return new Proxy({}, { ownKeys() { for (;;); } });", "timeout");
    row("endless promises", "const f = () => { Promise.resolve().then(f); }; f(); await new Promise(() => {});",
        "timeout");
    row("endless promises beside a result", "const f = () => { Promise.resolve().then(f); }; f(); return {};",
        "timeout");
    // Each of these waits for the next, so that by the language's rules all of them live: whichever limit is first.
    row("promises that wait for each other", "const f = () => Promise.resolve().then(f); await f(); return {};",
        "timeout memory");
    row("promises that wait for each other beside a result",
        "const f = () => Promise.resolve().then(f); f(); return {};", "timeout memory");
    row("two promises from each",
        "const f = () => { Promise.resolve().then(f); Promise.resolve().then(f); }; f(); return {};", "timeout memory");
    row("endless rejections", "const f = () => Promise.reject().catch(f); await f(); return {};", "timeout memory");
    row("endless async generator", "async function* g() { for (;;) yield 1; } for await (const x of g()); return {};",
        "timeout");
    row("never settles", "return new Promise(() => {});", "timeout");
    row("waits too long", "await new Promise(r => setTimeout(r, 3600000)); return {};", "timeout");
    row("timers for ever", "const f = () => setTimeout(f, 1); f(); await new Promise(() => {});", "timeout");
    row("recursion", "const f = (n) => f(n + 1) + 1; f(0);", "error");
    row("recursion in JSON",
        "let o = {}; const top = o; for (let i = 0; i < 200000; i++) { o.o = {}; o = o.o; } return { top };", "error");
    row("recursion in toString", "const o = { toString() { return '' + o; } }; return { a: '' + o };", "error");
    row("throws no error", "throw { toString() { throw 1; } };", "error");
    row("throws null", "throw null;", "error");
    row("huge result", "return { a: 'x'.repeat(20000000) };", "error");
    row("cyclic result", "const a = []; a.push(a); return { a };", "error");
    row("code from text", "return { a: Function('return 1')() };", "error");
    row("code from text by a constructor", "return { a: (() => 1).constructor('return this')() };", "error");
    row("code from text by a generator", "return { a: (function* () {}).constructor('yield 1')().next() };", "error");
    row("writes a built-in", "Math.max = () => 1; return {};", "error");
    row("writes a prototype", "Array.prototype.map = () => 1; return {};", "error");
    row("writes a global", "JSON = null; return {};", "error");
    row("regular expression blow-up", "return { a: /^(a+)+$/.test('a'.repeat(40) + 'b') };", "ok timeout");
    row("then of the result", "return { then(r) { for (;;); } };", "timeout");
    row("rejected with a proxy", "throw new Proxy(new Error('x'), { get() { throw 1; } });", "error");
}

void TestHostile::ends()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, status);
    QFETCH(int, line);
    checkGood();
    ScriptFixture& fixture = status.contains(QLatin1String("timeout")) ? m_fixture : m_patient;
    const auto outcome = fixture.run("async function main() { " + body + " }");
    QVERIFY2(status.split(u' ').contains(toString(outcome.report.status)),
             qPrintable(toString(outcome.report.status) + QStringLiteral(": ") +
                        outcome.report.error.value_or(ScriptError{}).message));
    if (outcome.report.status != ScriptStatus::Ok) {
        QVERIFY(outcome.report.error.has_value());
        QVERIFY(!outcome.report.error->message.isEmpty());
    }
    if (line > 0)
        QCOMPARE(outcome.report.error->line, line);
    checkGood();
}

void TestHostile::whatMainLeftBehindRuns()
{
    const auto outcome = m_patient.run("async function steps() {\n  for (let i = 0; i < 100; i++) await i;\n"
                                       "  console.log('after');\n}\nfunction main() { steps(); return { a: 1 }; }");
    QCOMPARE(json::write(outcome.report.preprocess), QByteArray("{\"a\":1}"));
    QCOMPARE(outcome.report.console.size(), size_t(1));
    QCOMPARE(outcome.report.console[0].text, QStringLiteral("after"));
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
