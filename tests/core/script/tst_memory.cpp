#include "tests/core/script/scriptfixture.h"

#include <QFile>
#include <QTest>

using namespace hw;
using namespace hw::script;
using hw::test::ScriptFixture;

namespace {

PoolOptions patient()
{
    PoolOptions options;
    options.hosts = 1;
    options.limits.time = std::chrono::milliseconds(30000); // memory is to end each of them, not the time
    options.limits.memory = 64 * 1024 * 1024;
    return options;
}

} // namespace

/// Scripts that take all the memory there is.
class TestMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ends_data();
    void ends();
    void chainsOfPromisesAreFlat();
    void goodEventsAreNotBlamed();
    void memoryGoesBack();

private:
    ScriptFixture m_fixture{patient()};
};

void TestMemory::initTestCase()
{
#if defined(__SANITIZE_ADDRESS__)
    QSKIP("the sanitizer's own memory leaves no room for a limit");
#endif
}

void TestMemory::ends_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("line"); // 0 = not looked at
    const auto row = [](const char* name, const char* body, int line = 0) {
        QTest::newRow(name) << QByteArray(body) << line;
    };
    row("fill of a giant array", "\n  new Array(4294967295).fill(1);", 2);
    row("join of a giant array", "\n\n  return { a: new Array(4294967295).join('x') };", 3);
    row("growth of arrays", "const a = []; for (;;) a.push(new Array(10000).fill(a.length));");
    row("growth of one array", "const a = []; for (;;) a.push(a.length);");
    row("growth of a string", "let s = 'xxxxxxxx'; for (;;) { s += s; s.charCodeAt(0); }");
    row("many strings", "const a = []; for (let i = 0;; i++) a.push(('x' + i).repeat(1000));");
    row("objects", "const a = []; for (;;) a.push({ b: { c: [1] } });");
    row("buffers", "const a = []; for (;;) a.push(new Uint8Array(1048576).fill(1));");
    row("one giant buffer", "\n  const a = new ArrayBuffer(1000000000);\n  return { n: a.byteLength };", 2);
    row("closures", "let f = () => 0; for (;;) { const g = f; f = () => g; }");
    row("parsed JSON", "const a = []; for (;;) a.push(JSON.parse('[1,2,3,{\"a\":[]}]'));");
    row("list of objects", "let a = null; for (;;) a = { value: {}, next: a };");
    row("promises that wait for each other", "const f = () => Promise.resolve().then(f); return await f();");
    row("after an await", "await null; const a = []; for (;;) { await null; a.push(new Array(10000).fill(0)); }");
}

void TestMemory::ends()
{
    QFETCH(QByteArray, body);
    QFETCH(int, line);
    const auto outcome = m_fixture.run("async function main() { " + body + " }");
    QVERIFY(outcome.report.error.has_value());
    QVERIFY2(outcome.report.status == ScriptStatus::Memory, qPrintable(outcome.report.error->message));
    QVERIFY(!outcome.report.error->message.isEmpty());
    if (line > 0)
        QCOMPARE(outcome.report.error->line, line);
}

void TestMemory::chainsOfPromisesAreFlat()
{
    // Kept, what these promises take would be three times the limit.
    const auto outcome = m_fixture.run("const main = () => new Promise(resolve => {\n  let n = 0;\n"
                                       "  const next = () => { if (++n < 250000) Promise.resolve().then(next); else "
                                       "resolve({ n }); };\n  next();\n});");
    QCOMPARE(outcome.report.error.value_or(ScriptError{}).message, QString());
    QCOMPARE(outcome.report.preprocess[u"n"].toInteger(), 250000);
}

void TestMemory::goodEventsAreNotBlamed()
{
    const auto program =
        m_fixture.compile("function main({ body }) {\n  try { new ArrayBuffer(1000000000); } catch {}\n"
                          "  return { n: body.n };\n}");
    QVERIFY(program);
    auto outcome = m_fixture.run(ScriptFixture::job(*program, "{\"n\":1}"));
    QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Ok));
    // The same host, and an error of a script that asked for no memory.
    outcome = m_fixture.run("function main() { throw new Error('mine'); }");
    QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Error));
    QCOMPARE(outcome.report.error->message, QStringLiteral("mine"));
}

void TestMemory::memoryGoesBack()
{
    ScriptFixture fixture{patient()}; // the realm for polyfills that earlier scripts asked for takes half of this limit
    const auto resident = [&fixture] {
        QFile file(QStringLiteral("/proc/%1/statm").arg(fixture.pool.hostPids().front()));
        return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
    };
    QCOMPARE(toString(fixture.run("function main() { return {}; }").report.status), toString(ScriptStatus::Ok));
    const auto before = resident();
    const auto outcome = fixture.run("function main() { return { t: 'x'.repeat(4000000) }; }");
    QCOMPARE(outcome.report.error.value_or(ScriptError{}).message, QString());
    QVERIFY(before > 0);
    QVERIFY2(resident() - before < 16 * 1024 * 1024, qPrintable(QString::number(resident() - before)));
}

QTEST_GUILESS_MAIN(TestMemory)
#include "tst_memory.moc"
