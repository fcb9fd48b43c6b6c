#include "tests/core/script/scriptfixture.h"

#include <QTest>

#include <map>

using namespace hw;
using namespace hw::script;
using hw::test::ScriptFixture;

namespace {

PoolOptions quick()
{
    PoolOptions options;
    options.hosts = 6; // what they do is to waste their second
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

/// Scripts that mean no good, with harmless events before, between and after them.
class TestHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loops_data();
    void loops();
    void goodEventsBetweenLoops();

    void ends_data();
    void ends();

    void whatMainLeftBehindRuns();

private:
    void startLoops();
    void checkGood();

    /// For endless loops, which run all at once: each costs its time limit.
    ScriptFixture m_fixture{quick()};
    std::map<QByteArray, std::optional<ScriptOutcome>> m_loops; ///< by the body of `main`
    std::vector<std::optional<ScriptOutcome>> m_between;
    /// For what ends by itself: a slow machine must not make a time-out of it.
    ScriptFixture m_patient{patient()};
};

namespace {

struct Loop
{
    const char* name;
    const char* body;
    const char* status = "timeout"; // several are right where the engine's own limits come first
    int line = 0;                   // 0 = not looked at
};

constexpr Loop loopsOfAllKinds[] = {
    {"endless loop", "\n  for (;;) {}", "timeout", 2},
    {"endless loop after others", "\n for (let i = 0; i < 3; i++) {}\n let x = 0;\n while (true) { x++; }", "timeout",
     4},
    {"loop after await", "\n  await null;\n  for (;;);", "timeout", 3},
    {"loop in finally", "try { throw 1; } finally { for (;;) {} }"},
    {"loop that goes on in finally", "for (;;) { try { for (;;) {} } finally { continue; } }"},
    {"loop in a getter of the result", "return { get a() { for (;;); } };"},
    {"loop in toJSON", "return { a: { toJSON() { for (;;); } } };"},
    {"loop in toString", "return { a: String({ toString() { for (;;); } }) };"},
    {"loop in valueOf", "return { a: 1 + { valueOf() { for (;;); } } };"},
    {"loop in Symbol.toPrimitive", "return { a: `${{ [Symbol.toPrimitive]() { for (;;); } }}` };"},
    {"loop in a comparison", "[3, 2, 1].sort(() => { for (;;); });"},
    {"loop in a reviver", "JSON.parse('[1]', () => { for (;;); });"},
    {"loop in a replacement", "'aaa'.replace(/a/g, () => { for (;;); });"},
    {"loop in a proxy trap", "return new Proxy({}, { ownKeys() { for (;;); } });"},
    {"loop in console", "console.log(new Proxy({}, { ownKeys() { for (;;); } })); return {};"},
    {"loop in an error's message",
     "const e = new Error('x'); Object.defineProperty(e, 'message', { get() { for (;;); } }); throw e;"},
    {"loop in an error's name", "throw new (class extends Error { get name() { for (;;); } })('x');"},
    {"loop in a class that is only defined", "class A { static a = (() => { for (;;); })(); } return {};"},
    {"loop in a destructuring", "const { a = (() => { for (;;); })() } = {}; return { a };"},
    {"loop in a copy", "structuredClone({ get a() { for (;;); } });"},
    {"loop in the end of a generator",
     "function* g() { try { yield 1; } finally { for (;;); } } for (const x of g()) break; return {};"},
    {"a result that is huge by its keys",
     "const a = {}; for (let i = 0; i < 900000; i++) a['key number ' + i] = i; return { a };", "error memory timeout"},
    {"a string beyond all bounds", "return { a: 'x'.repeat(2 ** 30).length };", "error memory timeout"},
    {"endless iterator", "const [...all] = { *[Symbol.iterator]() { for (;;) yield 1; } }; return {};",
     "timeout memory error"},
    {"endless promises", "const f = () => { Promise.resolve().then(f); }; f(); await new Promise(() => {});"},
    {"endless promises beside a result", "const f = () => { Promise.resolve().then(f); }; f(); return {};"},
    // Each of these waits for the next, so that by the language's rules all of them live: whichever limit is first.
    {"promises that wait for each other", "const f = () => Promise.resolve().then(f); await f(); return {};",
     "timeout memory"},
    {"promises that wait for each other beside a result", "const f = () => Promise.resolve().then(f); f(); return {};",
     "timeout memory"},
    {"two promises from each",
     "const f = () => { Promise.resolve().then(f); Promise.resolve().then(f); }; f(); return {};", "timeout memory"},
    {"endless rejections", "const f = () => Promise.reject().catch(f); await f(); return {};", "timeout memory"},
    {"endless microtasks", "const f = () => queueMicrotask(f); f(); await new Promise(() => {});"},
    {"endless async generator", "async function* g() { for (;;) yield 1; } for await (const x of g()); return {};"},
    {"never settles", "return new Promise(() => {});"},
    {"waits too long", "await new Promise(r => setTimeout(r, 3600000)); return {};"},
    {"timers for ever", "const f = () => setTimeout(f, 1); f(); await new Promise(() => {});"},
    {"an interval for ever", "setInterval(() => {}, 1); await new Promise(() => {});"},
    {"then of the result", "return { then(r) { for (;;); } };"},
    {"then that calls back for ever", "const t = { then(r) { r(t); } }; await t; return {};", "timeout memory"},
    {"regular expression blow-up", "return { a: /^(a+)+$/.test('a'.repeat(40) + 'b') };", "ok timeout"},
    {"regular expression blow-up in a replacement", "return { a: ('a'.repeat(50) + 'b').replace(/(a|aa)+$/g, '') };",
     "ok timeout"},
};

QByteArray scriptOf(const QByteArray& body)
{
    return "async function main() { " + body + " }";
}

constexpr char good[] = "async function main({ body }) { return { verified: true, n: await body.n }; }";

void checkIsGood(const ScriptOutcome& outcome)
{
    QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Ok));
    QCOMPARE(json::write(outcome.report.preprocess), QByteArray("{\"n\":3}"));
}

void checkEnd(const ScriptOutcome& outcome, const QString& status, int line)
{
    QVERIFY2(status.split(u' ').contains(toString(outcome.report.status)),
             qPrintable(toString(outcome.report.status) + QStringLiteral(": ") +
                        outcome.report.error.value_or(ScriptError{}).message));
    if (outcome.report.status != ScriptStatus::Ok) {
        QVERIFY(outcome.report.error.has_value());
        QVERIFY(!outcome.report.error->message.isEmpty());
    }
    if (line > 0)
        QCOMPARE(outcome.report.error->line, line);
}

} // namespace

void TestHostile::startLoops()
{
    const auto harmless = m_fixture.compile(good);
    QVERIFY(harmless);
    m_between.resize(std::size(loopsOfAllKinds));
    for (size_t i = 0; i < std::size(loopsOfAllKinds); ++i) {
        const QByteArray body = loopsOfAllKinds[i].body;
        const auto program = m_fixture.compile(scriptOf(body));
        QVERIFY2(program, loopsOfAllKinds[i].name);
        m_fixture.pool.run(ScriptFixture::job(*program),
                           [this, body](const ScriptOutcome& outcome) { m_loops[body] = outcome; });
        m_fixture.pool.run(ScriptFixture::job(*harmless, "{\"n\":3}"),
                           [this, i](const ScriptOutcome& outcome) { m_between[i] = outcome; });
    }
}

void TestHostile::loops_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("status");
    QTest::addColumn<int>("line");
    for (const Loop& loop : loopsOfAllKinds)
        QTest::newRow(loop.name) << QByteArray(loop.body) << QString::fromLatin1(loop.status) << loop.line;
    startLoops();
}

void TestHostile::loops()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, status);
    QFETCH(int, line);
    QTRY_VERIFY_WITH_TIMEOUT(m_loops[body].has_value(), 120000);
    checkEnd(*m_loops[body], status, line);
}

void TestHostile::goodEventsBetweenLoops()
{
    for (const auto& outcome : m_between) {
        QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), 120000);
        checkIsGood(*outcome);
    }
}

void TestHostile::checkGood()
{
    checkIsGood(m_patient.run(good, "{\"n\":3}"));
}

void TestHostile::ends_data()
{
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char* name, const char* body) { QTest::newRow(name) << QByteArray(body); };
    row("recursion", "const f = (n) => f(n + 1) + 1; f(0);");
    row("recursion in JSON",
        "let o = {}; const top = o; for (let i = 0; i < 200000; i++) { o.o = {}; o = o.o; } return { top };");
    row("recursion in toString", "const o = { toString() { return '' + o; } }; return { a: '' + o };");
    row("throws no error", "throw { toString() { throw 1; } };");
    row("throws null", "throw null;");
    row("huge result", "return { a: 'x'.repeat(20000000) };");
    row("cyclic result", "const a = []; a.push(a); return { a };");
    row("code from text", "return { a: Function('return 1')() };");
    row("code from text by a constructor", "return { a: (() => 1).constructor('return this')() };");
    row("code from text by a generator", "return { a: (function* () {}).constructor('yield 1')().next() };");
    row("writes a built-in", "Math.max = () => 1; return {};");
    row("writes a prototype", "Array.prototype.map = () => 1; return {};");
    row("writes a global", "JSON = null; return {};");
    row("rejected with a proxy", "throw new Proxy(new Error('x'), { get() { throw 1; } });");
    row("recursion in a getter", "const o = { get a() { return this.a; } }; return { a: o.a };");
    row("recursion in a proxy", "const p = new Proxy({}, { get(t, k, r) { return r[k]; } }); return { a: p.a };");
    row("recursion in a callback", "const f = () => [1].map(f); f();");
    row("recursion of async functions", "const f = async () => { await f(); }; await f();");
    row("getter of the result throws", "return { get a() { throw new Error('no'); } };");
    row("toJSON throws", "return { a: { toJSON() { throw null; } } };");
    row("the result's keys throw", "return new Proxy({}, { ownKeys() { throw new TypeError('no'); } });");
    row("throws a symbol", "throw Symbol('x');");
    row("throws a function", "throw () => 1;");
    row("throws an error without a stack",
        "const e = new Error('x'); Object.defineProperty(e, 'stack', { get() { throw 1; } }); throw e;");
    row("rejects with undefined", "await Promise.reject();");
    row("rejects in a timer's wake", "await new Promise((_, no) => setTimeout(no, 5, 'late'));");
    row("an array beyond all bounds", "return { a: new Array(-1) };");
    row("code from text by a timer", "setTimeout('1 + 1', 1); await new Promise(() => {});");
    row("code from text by an async function", "(async () => {}).constructor('return 1')();");
    row("the global object by an indirect call", "return { a: (0, eval)('this') };");
    row("pollutes every object", "({}).__proto__.polluted = 1; return {};");
    row("pollutes by definition", "Object.defineProperty(Object.prototype, 'polluted', { value: 1 }); return {};");
    row("gives a built-in another prototype", "Object.setPrototypeOf(Array.prototype, {}); return {};");
    row("redefines a global", "Object.defineProperty(globalThis.constructor.prototype, 'JSON', { value: 1 }); "
                              "Object.assign(JSON, { parse: 1 }); return {};");
    row("deletes a built-in", "delete Array.prototype.map; return {};");
    row("the caller", "const f = function () { return f.caller; }; return { a: f().arguments };");
    row("the bridge by its name", "return { a: native.now() };");
    row("another module by its path", "const name = 'f' + 's'; return { a: ((r) => r)(require)(name) };");
    row("the network", "await fetch('http://127.0.0.1:1/');");
}

void TestHostile::ends()
{
    QFETCH(QByteArray, body);
    checkGood();
    checkEnd(m_patient.run(scriptOf(body)), QStringLiteral("error"), 0);
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
