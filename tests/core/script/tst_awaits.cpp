#include "tests/core/script/scriptfixture.h"

#include <QTest>

using namespace hw;
using namespace hw::script;
using hw::test::ScriptFixture;

/// In which order the parts of asynchronous scripts run, also where the compiler and the runtime leave out promises
/// that nobody can tell.
class TestAwaits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepTheirOrder_data();
    void keepTheirOrder();

private:
    ScriptFixture m_fixture;
};

void TestAwaits::keepTheirOrder_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("order");
    const auto add = [](const char* name, const QByteArray& source, const char* order) {
        QTest::newRow(name) << QByteArray("let log = '';\nconst say = what => { log += what; };\n" + source)
                            << QString::fromLatin1(order);
    };
    add("plain values", "async function main() { say(await 1); say(await null); say(await 'x'); return { log }; }",
        "1nullx");
    add("caller first",
        "async function inner() { say('a'); await 1; say('c'); }\n"
        "async function main() { const p = inner(); say('b'); await p; return { log }; }",
        "abc");
    add("sync main",
        "async function inner() { say('a'); await 1; say('c'); }\n"
        "function main() { const p = inner(); say('b'); return p.then(() => ({ log })); }",
        "abc");
    add("main calls main",
        "async function main(ctx, again) { if (again) { say('a'); await 1; say('c'); return; }\n"
        "  const p = main(ctx, true); say('b'); await p; return { log }; }",
        "abc");
    add("reaction first",
        "async function main() { Promise.resolve().then(() => say('a')); await 1; say('b'); return { log }; }", "ab");
    add("reaction of a global by another name",
        "async function main() { globalThis['Pro' + 'mise'].resolve().then(() => say('a')); await 1; say('b');\n"
        "  return { log }; }",
        "ab");
    add("microtask first",
        "async function main() { queueMicrotask(() => say('a')); await 1; say('b'); return { log }; }", "ab");
    add("promise of a built-in",
        "async function main() { crypto.subtle.digest('SHA-256', new Uint8Array(1)).then(() => say('a')); await 1;\n"
        "  say('b'); return { log }; }",
        "ab");
    add("promise of an async function's constructor",
        "async function nothing() {}\nasync function main() { const C = nothing().constructor; await 1;\n"
        "  C.resolve().then(() => say('a')); await 2; say('b'); return { log }; }",
        "ab");
    add("started by the module",
        "const early = (async () => { await 0; say('a'); })();\n"
        "const main = async () => { await 0; say('b'); await early; return { log }; };",
        "ab");
    add("started by a default",
        "async function inner() { await 0; say('a'); }\n"
        "async function main(ctx, p = inner()) { await 0; say('b'); await p; return { log }; }",
        "ab");
    add("two at once",
        "async function run(name) { for (let i = 0; i < 2; ++i) { say(name + i); await i; } }\n"
        "async function main() { await Promise.all([run('a'), run('b')]); return { log }; }",
        "a0b0a1b1");
    add("thenable", "async function main() { say(await { then(done) { say('a'); done('b'); } }); return { log }; }",
        "ab");
    add("timer after reactions",
        "async function main() { setTimeout(() => say('t'), 0); await 1; say('b');\n"
        "  await new Promise(done => setTimeout(done, 1)); return { log }; }",
        "bt");
    add("caught",
        "async function bad() { await 0; throw new Error('x'); }\n"
        "async function main() { await 1; try { await bad(); } catch (error) { say(error.message); }\n"
        "  finally { say('f'); } return { log }; }",
        "xf");
    for (const char* main : {"async function main()", "function main()"}) {
        add(main,
            "async function left(r) { await 0; r.log = 'x'; }\n" + QByteArray(main) +
                " { const r = {}; left(r); return r; }",
            "x");
    }
    add("built-ins that answer at once",
        "async function main(ctx) { for (const [k] of 'ab') { if (!(await verifyHmac({ secret: k, signature: '' }))) "
        "say(k); }\n"
        "  say(await verifyHmac({ secret: 's', signature: await verifyJwt({ token: '', secret: 's' }) ? 'a' : '' }));\n"
        "  try { await verifyHmac({ algorithm: 'none' }); } catch (e) { say(e.name); } finally { say('f'); }\n"
        "  return { log }; }",
        "abfalseErrorf");
    add("built-ins beside others",
        "const later = async () => { await 0; say('a'); };\n"
        "async function main() { later(); await verifyHmac({ secret: 's', signature: '' }); say('b'); return { log }; "
        "}",
        "ab");
    add("built-ins beside a promise by another name",
        "async function main() { globalThis['Pro' + 'mise'].resolve().then(() => say('a')); await verifyHmac({});\n"
        "  say('b'); return { log }; }",
        "ab");
    add("a built-in of the script's own",
        "const verifyHmac = () => ({ then(done) { say('a'); done(); } });\n"
        "async function main() { await verifyHmac({}); say('b'); return { log }; }",
        "ab");
    add("returned promise",
        "async function inner() { say('a'); return { log }; }\n"
        "async function main() { await 1; return inner(); }",
        "a");
    add("this and arguments",
        "async function main() { await 0; say(typeof this); say(arguments.length); return { log }; }", "undefined1");
}

void TestAwaits::keepTheirOrder()
{
    QFETCH(QByteArray, source);
    QFETCH(QString, order);
    const auto outcome = m_fixture.run(source);
    QVERIFY2(!outcome.report.error, qPrintable(outcome.report.error ? outcome.report.error->message : QString()));
    QCOMPARE(outcome.report.preprocess[u"log"].toString(), order);
}

QTEST_GUILESS_MAIN(TestAwaits)
#include "tst_awaits.moc"
