#include "tests/core/script/scriptfixture.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <csignal>

using namespace hw;
using namespace hw::script;
using hw::test::ScriptFixture;

namespace {

PoolOptions quick()
{
    PoolOptions options;
    options.hosts = 2;
    options.limits.time = std::chrono::milliseconds(1500);
    return options;
}

/// The processor time that a process has had, in hundredths of a second (proc(5), field 14 of stat).
int processorTicks(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const auto fields = file.readAll().split(' ');
    return fields.value(13).toInt();
}

} // namespace

/// Scripts that mean no good, with harmless events before and after each.
class TestHostile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ends_data();
    void ends();
    void leavesNothingBehind_data();
    void leavesNothingBehind();
    void othersAreProcessedMeanwhile();
    void hostKilledFromOutside();
    void hostsEndWithThePool();
    void missingHostFailsTheEvent();
    void noHostWithoutWork();

private:
    void checkGood();

    ScriptFixture m_fixture{quick()};
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
    row("fill of a giant array", "\n  new Array(4294967295).fill(1);", "timeout memory error", 2);
    row("join of a giant array", "\n  return { a: new Array(4294967295).join('x') };", "timeout memory error");
    row("loop in a getter of the result", "return { get a() { for (;;); } };", "timeout");
    row("loop in toJSON", "return { a: { toJSON() { for (;;); } } };", "timeout");
    row("loop in toString", "return { a: String({ toString() { for (;;); } }) };", "timeout");
    row("loop in a proxy trap", "return new Proxy({}, { ownKeys() { for (;;); } });", "timeout");
    row("endless promises", "const f = () => Promise.resolve().then(f); await f(); return {};", "timeout");
    row("never settles", "return new Promise(() => {});", "timeout");
    row("waits too long", "await new Promise(r => setTimeout(r, 3600000)); return {};", "timeout");
    row("timers for ever", "const f = () => setTimeout(f, 1); f(); await new Promise(() => {});", "timeout");
    row("array growth", "const a = []; for (;;) a.push(new Array(100000).fill(a.length));", "memory timeout");
    row("string growth", "let s = 'xxxxxxxx'; for (;;) { s += s; s.charCodeAt(0); }", "memory error");
    row("buffers", "const a = []; for (;;) a.push(new Uint8Array(1048576).fill(1));", "memory error");
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
#if defined(__SANITIZE_ADDRESS__)
    if (status.contains(u"memory"))
        QSKIP("the sanitizer's own memory leaves no room for a limit");
#endif
    checkGood();
    const auto outcome = m_fixture.run("async function main() { " + body + " }");
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

void TestHostile::leavesNothingBehind_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("seen"); // an expression that the next event evaluates to false
    const auto row = [](const char* name, const char* first, const char* seen) {
        QTest::newRow(name) << QByteArray(first) << QByteArray(seen);
    };
    row("global", "globalThis.leak = 1;", "'leak' in globalThis || typeof leak !== 'undefined'");
    row("prototype", "try { Object.prototype.leak = 1; } catch {}", "'leak' in {}");
    row("defined on a prototype", "try { Object.defineProperty(Array.prototype, 'leak', { value: 1 }); } catch {}",
        "'leak' in []");
    row("built-in function", "try { JSON.parse.leak = 1; } catch {}", "'leak' in JSON.parse");
    row("iterator", "try { Object.getPrototypeOf([][Symbol.iterator]()).next = null; } catch {}",
        "[...[1, 2]].length !== 2");
    row("generator", "try { Object.getPrototypeOf(function* () {}).prototype.leak = 1; } catch {}",
        "'leak' in (function* () {})()");
    row("promise", "try { Promise.prototype.then = null; } catch {}", "await Promise.resolve(false)");
    row("getter and setter", "try { Object.prototype.__defineGetter__('leak', () => 1); } catch {}",
        "({}).leak !== undefined");
    row("regular expression", "/secret(.*)/.exec('secretvalue');",
        "Boolean(RegExp.$1 || RegExp.lastMatch || RegExp.input)");
    row("vars", "try { vars.leak = '1'; } catch {}", "'leak' in vars");
    row("signing", "try { signing.leak = 1; } catch {}", "Boolean(signing && signing.leak)");
    row("headers", "headers.leak = '1';", "'leak' in headers");
    row("body", "body.leak = 1;", "'leak' in body");
    row("built-in of ours", "try { verifyHmacSha256.leak = 1; crypto.leak = 1; console.log = 1; } catch {}",
        "'leak' in verifyHmacSha256 || 'leak' in crypto || typeof console.log !== 'function'");
    row("buffer pool", "try { Buffer.leak = 1; Buffer.prototype.leak = 1; } catch {}",
        "'leak' in Buffer || 'leak' in Buffer.alloc(1)");
    row("timer", "setTimeout(() => { globalThis.leak = 1; }, 0);",
        "await new Promise(r => setTimeout(() => r('leak' in globalThis), 5))");
    row("class field of ctx", "ctx.leak = 1; try { Object.getPrototypeOf(ctx).leak = 1; } catch {}", "'leak' in ctx");
}

void TestHostile::leavesNothingBehind()
{
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, seen);
    PoolOptions one = quick();
    one.hosts = 1;
    ScriptFixture fixture(one);
    // One program, so that both events share host, realm and code.
    const auto program = fixture.compile(
        "async function main(ctx) {\n  const { body, headers, vars, signing } = ctx;\n  if (body.first) { " + first +
        " return {}; }\n  return { seen: " + seen + " };\n}");
    QVERIFY(program);
    QCOMPARE(toString(fixture.run(ScriptFixture::job(*program, "{\"first\":true}")).report.status),
             toString(ScriptStatus::Ok));
    const auto pids = fixture.pool.hostPids();
    const auto outcome = fixture.run(ScriptFixture::job(*program, "{}"));
    QCOMPARE(fixture.pool.hostPids(), pids);
    QCOMPARE(outcome.report.error.value_or(ScriptError{}).message, QString());
    QCOMPARE(json::write(outcome.report.preprocess), QByteArray("{\"seen\":false}"));
}

void TestHostile::othersAreProcessedMeanwhile()
{
    const auto good = m_fixture.compile("export const main = ({ body }) => ({ n: body.n });");
    const auto bad = m_fixture.compile("export const main = () => { for (;;); };");
    QVERIFY(good && bad);
    int done = 0;
    int inTime = 0;
    bool badEnded = false;
    for (int i = 0; i < 200; ++i) {
        if (i == 20) {
            m_fixture.pool.run(ScriptFixture::job(*bad), [&badEnded](const ScriptOutcome& outcome) {
                badEnded = outcome.report.status == ScriptStatus::Timeout;
            });
        }
        m_fixture.pool.run(ScriptFixture::job(*good, "{\"n\":" + QByteArray::number(i) + '}'),
                           [&, i](const ScriptOutcome& outcome) {
                               ++done;
                               inTime += badEnded ? 0 : 1;
                               QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Ok));
                               QCOMPARE(outcome.report.preprocess[u"n"].toInteger(), i);
                           });
    }
    QTRY_COMPARE_WITH_TIMEOUT(done, 200, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(badEnded, 20000);
    QCOMPARE(inTime, 200);
    QCOMPARE(m_fixture.pool.pending(), 0);
}

void TestHostile::hostKilledFromOutside()
{
    checkGood();
    const auto before = m_fixture.pool.hostPids();
    QVERIFY(!before.empty());
    for (const auto pid : before)
        QCOMPARE(::kill(static_cast<pid_t>(pid), SIGKILL), 0);
    checkGood();
    // One that dies while it runs an event costs that event alone.
    const auto bad = m_fixture.compile("export const main = () => { for (;;); };");
    QVERIFY(bad);
    std::optional<ScriptOutcome> outcome;
    m_fixture.pool.run(ScriptFixture::job(*bad), [&outcome](const ScriptOutcome& done) { outcome = done; });
    const auto isBusy = [this] {
        const auto pids = m_fixture.pool.hostPids();
        return std::any_of(pids.begin(), pids.end(), [](qint64 pid) { return processorTicks(pid) > 20; });
    };
    QTRY_VERIFY(isBusy());
    for (const auto pid : m_fixture.pool.hostPids())
        ::kill(static_cast<pid_t>(pid), SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(outcome.has_value(), 20000);
    QCOMPARE(toString(outcome->report.status), toString(ScriptStatus::Error));
    checkGood();
}

void TestHostile::hostsEndWithThePool()
{
    std::vector<qint64> pids;
    {
        ScriptFixture fixture(quick());
        QCOMPARE(toString(fixture.run("function main() { return {}; }").report.status), toString(ScriptStatus::Ok));
        pids = fixture.pool.hostPids();
        QVERIFY(!pids.empty());
    }
    for (const auto pid : pids)
        QTRY_VERIFY(::kill(static_cast<pid_t>(pid), 0) != 0);
}

void TestHostile::missingHostFailsTheEvent()
{
    const auto program = m_fixture.compile("function main() { return {}; }");
    QVERIFY(program);
    PoolOptions options;
    options.hostPath = QStringLiteral("/nonexistent/host");
    ScriptPool pool(options);
    std::optional<ScriptOutcome> outcome;
    pool.run(ScriptFixture::job(*program), [&outcome](const ScriptOutcome& done) { outcome = done; });
    QTRY_VERIFY(outcome.has_value());
    QCOMPARE(toString(outcome->report.status), toString(ScriptStatus::Error));
    QVERIFY(outcome->report.error->message.contains(u"/nonexistent/host"));
}

void TestHostile::noHostWithoutWork()
{
    PoolOptions options = quick();
    options.hostPath = QStringLiteral(HW_BIN_DIR "/headwater-scripthost");
    ScriptPool pool(options);
    QVERIFY(pool.hostPids().empty());
    pool.warmUp();
    QCOMPARE(pool.hostPids().size(), size_t(1));
}

QTEST_GUILESS_MAIN(TestHostile)
#include "tst_hostile.moc"
