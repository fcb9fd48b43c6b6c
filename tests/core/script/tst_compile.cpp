#include "tests/core/script/scriptfixture.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace hw;
using namespace hw::script;
using hw::test::ScriptFixture;

class TestCompile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsEveryFormOfMain_data();
    void acceptsEveryFormOfMain();
    void refusesWithPlace_data();
    void refusesWithPlace();
    void warnsOfNestedQuantifiers();
    void reportsExports();
    void expressionThatDoesNotCompileFailsAlone();
    void cacheAnswersWithoutCompiler();
    void damagedEntryIsCompiledAgain();
    void missingHostIsAnError();
    void endlessWorkIsAnError_data();
    void endlessWorkIsAnError();
    void programSurvivesSerialisation();

private:
    ScriptFixture m_fixture;
};

void TestCompile::acceptsEveryFormOfMain_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QByteArray>("source");
    const QString js = QStringLiteral("script.js");
    const QString ts = QStringLiteral("script.ts");
    QTest::newRow("plain") << js << QByteArray("function main(ctx) { return { n: ctx.body.n }; }");
    QTest::newRow("async") << js << QByteArray("async function main(ctx) { return { n: await ctx.body.n }; }");
    QTest::newRow("arrow") << js << QByteArray("const main = async ({ body }) => ({ n: body.n });");
    QTest::newRow("exported") << js << QByteArray("export function main(ctx) { return { n: ctx.body.n }; }");
    QTest::newRow("exported async") << js
                                    << QByteArray("export async function main(ctx) { return { n: ctx.body.n }; }");
    QTest::newRow("default named") << js
                                   << QByteArray(
                                          "export default async function main(ctx) { return { n: ctx.body.n }; }");
    QTest::newRow("default unnamed") << js << QByteArray("export default async (ctx) => ({ n: ctx.body.n });");
    QTest::newRow("exported as") << js << QByteArray("const go = (ctx) => ({ n: ctx.body.n }); export { go as main };");
    QTest::newRow("commonjs") << js << QByteArray("module.exports = { main(ctx) { return { n: ctx.body.n }; } };");
    QTest::newRow("commonjs function") << js << QByteArray("module.exports = async (ctx) => ({ n: ctx.body.n });");
    QTest::newRow("typescript") << ts
                                << QByteArray(
                                       "interface Body { n: number }\n"
                                       "type Ctx<T> = { body: T };\n"
                                       "enum Kind { A = 1, B }\n"
                                       "export default async function main(ctx: Ctx<Body>): Promise<{ n: number }> {\n"
                                       "  const b = ctx.body as Body;\n"
                                       "  return { n: b.n! * Kind.A };\n"
                                       "}\n");
    QTest::newRow("modern") << js
                            << QByteArray(
                                   "class A { #n = 1_000; static s = 2; get n() { return this.#n / A.s / 100; } }\n"
                                   "async function* steps() { yield 1; yield 2; }\n"
                                   "async function main({ body: { n, ...rest } }) {\n"
                                   "  let sum = 0; for await (const s of steps()) sum += s;\n"
                                   "  let x; x ?\?= n; x ||= 1; x &&= x;\n"
                                   "  try { throw 1 } catch { sum += 0 }\n"
                                   "  const flat = [[1], [2]].flat().at(-1);\n"
                                   "  const all = [...'a1b2'.matchAll(/\\d/g)].length;\n"
                                   "  const back = Object.fromEntries(Object.entries({ ...rest, k: 1 }));\n"
                                   "  const settled = await Promise.allSettled([Promise.reject(1)]);\n"
                                   "  const ok = sum === 3 && new A().n === 5 && flat === 2\n"
                                   "    && all === 2 && back.k === 1 && settled[0].status === 'rejected'\n"
                                   "    && 'aXbX'.replaceAll('X', '') === 'ab' && /a.b/s.test('a\\nb')\n"
                                   "    && new Error('e', { cause: 7 }).cause === 7 && body2()?.x?.y === undefined;\n"
                                   "  return { n: ok ? x : 0 };\n"
                                   "}\n"
                                   "const body2 = () => null;\n");
}

void TestCompile::acceptsEveryFormOfMain()
{
    QFETCH(QString, fileName);
    QFETCH(QByteArray, source);
    const auto outcome = m_fixture.run(source, "{\"n\": 7, \"z\": 1}", fileName);
    QCOMPARE(outcome.report.error.value_or(ScriptError{}).message, QString());
    QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Ok));
    QCOMPARE(json::write(outcome.report.preprocess), QByteArray("{\"n\":7}"));
}

void TestCompile::refusesWithPlace_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("says");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    const auto unsupported = static_cast<int>(ErrorCode::ScriptUnsupported);
    const auto syntax = static_cast<int>(ErrorCode::ScriptSyntax);
    const QByteArray main = "\nfunction main() { return {}; }\n";
    QTest::newRow("lookbehind") << QByteArray("const a = 1;\nconst r = /x(?<=a)b/;" + main) << unsupported
                                << "lookbehind" << 2 << 13;
    QTest::newRow("negative lookbehind in text")
        << QByteArray("const r = new RegExp('(?<!a)b');" + main) << unsupported << "lookbehind" << 1 << 23;
    QTest::newRow("property") << QByteArray("  const r = /\\p{L}+/u;" + main) << unsupported << "\\p{" << 1 << 14;
    QTest::newRow("bigint") << QByteArray("const n =\n  10n;" + main) << unsupported << "BigInt" << 2 << 3;
    QTest::newRow("bigint by its name") << QByteArray("const n =\n  [BigInt(10)];" + main) << unsupported << "BigInt"
                                        << 2 << 4;
    QTest::newRow("languages") << QByteArray("const f = new Intl.NumberFormat('de');" + main) << unsupported << "Intl"
                               << 1 << 15;
    QTest::newRow("a name of the compiler")
        << QByteArray("const a = hw$at;" + main) << unsupported << "hw$at" << 1 << 11;
    QTest::newRow("a name of letters that the engine does not know")
        << QByteArray("const ok\xc3\xa9 = 1;\nclass A { #\xe2\x84\x98 = 1; }" + main) << unsupported << "\xe2\x84\x98"
        << 2 << 12;
    QTest::newRow("dynamic import") << QByteArray("const m = import('crypto');" + main) << unsupported
                                    << "dynamic import" << 1 << 11;
    QTest::newRow("other module") << QByteArray("import fs from 'node:fs';" + main) << unsupported << "node:fs" << 1
                                  << 1;
    QTest::newRow("require") << QByteArray("const a = require('axios');" + main) << unsupported << "axios" << 1 << 11;
    QTest::newRow("eval") << QByteArray("const a = eval('1');" + main) << unsupported << "eval" << 1 << 11;
    QTest::newRow("await outside") << QByteArray("const a = await 1;" + main) << unsupported << "await" << 1 << 11;
    QTest::newRow("group named twice") << QByteArray("const r = /(?<a>x)(?<a>y)/;" + main) << syntax << "named a" << 1
                                       << 19;
    QTest::newRow("name of no group") << QByteArray("const r =\n /(?<a>x)\\k<b>/;" + main) << syntax << "named b" << 2
                                      << 3;
    QTest::newRow("syntax") << QByteArray("function main() {\n  return {,};\n}") << syntax << "Unexpected token" << 2
                            << 11;
    QTest::newRow("no main") << QByteArray("const a = 1;") << syntax << "main" << 1 << 1;
}

void TestCompile::refusesWithPlace()
{
    QFETCH(QByteArray, source);
    QFETCH(int, code);
    QFETCH(QString, says);
    QFETCH(int, line);
    QFETCH(int, column);
    const auto program = m_fixture.compile(source);
    QVERIFY(!program);
    QCOMPARE(static_cast<int>(program.error().code), code);
    QVERIFY2(program.error().args.value(0).contains(says), qPrintable(program.error().args.join(u'|')));
    QCOMPARE(program.error().file, QStringLiteral("script.js"));
    QCOMPARE(program.error().line, line);
    QCOMPARE(program.error().column, column);
}

void TestCompile::warnsOfNestedQuantifiers()
{
    const auto program = m_fixture.compile("const r = /^(a+)+$/, s = /(ab)+c{2}/;\nfunction main() { return {}; }");
    QVERIFY(program);
    QCOMPARE((*program)->warnings.size(), size_t(1));
    QCOMPARE((*program)->warnings[0].code, QStringLiteral("nested_quantifier"));
    QCOMPARE((*program)->warnings[0].line, 1);
    QCOMPARE((*program)->warnings[0].column, 13);
}

void TestCompile::reportsExports()
{
    const auto program =
        m_fixture.compile("export const a = 1; export { a as b }; export default function main() { return {}; }");
    QVERIFY(program);
    QCOMPARE((*program)->exports, QStringList({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("default")}));
    QVERIFY((*program)->hasMain);
}

void TestCompile::expressionThatDoesNotCompileFailsAlone()
{
    const auto program = m_fixture.compile("const main = () => ({});", QStringLiteral("script.js"),
                                           {QStringLiteral("body.a +"), QStringLiteral("1 + 1")});
    QVERIFY(program);
    QCOMPARE((*program)->expressionErrors.size(), size_t(2));
    QVERIFY((*program)->expressionErrors[0].has_value());
    QCOMPARE((*program)->expressionErrors[0]->line, 1);
    QCOMPARE((*program)->expressionErrors[0]->column, 9);
    QVERIFY(!(*program)->expressionErrors[1].has_value());
    const auto outcome = m_fixture.run(ScriptFixture::job(*program));
    QCOMPARE(outcome.expressions.size(), size_t(2));
    QVERIFY(outcome.expressions[0].error.has_value());
    QCOMPARE(outcome.expressions[1].value, json::Value(2));
}

void TestCompile::cacheAnswersWithoutCompiler()
{
    const QByteArray source = "export function main() { return { cached: 1 }; }";
    const auto first = m_fixture.compile(source);
    QVERIFY(first);
    Compiler other({QStringLiteral("/nonexistent/host"), m_fixture.cacheFolder.path()});
    QObject context;
    Program found;
    other.compile({QStringLiteral("script.js"), source, {}}, &context, [&found](const Result<Program>& done) {
        if (done)
            found = *done;
    });
    QVERIFY(!found); // never from within the call
    QTRY_VERIFY(found);
    QCOMPARE(other.processesStarted(), 0);
    QCOMPARE(found->code, (*first)->code);
}

void TestCompile::damagedEntryIsCompiledAgain()
{
    const QByteArray source = "export function main() { return { damaged: 1 }; }";
    const auto first = m_fixture.compile(source);
    QVERIFY(first);
    const auto path = m_fixture.cacheFolder.filePath(QString::fromLatin1((*first)->hash) + QStringLiteral(".program"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(file.size() / 2));
    QCOMPARE(file.write("####"), qint64(4));
    file.close();
    const CompileCache cache(m_fixture.cacheFolder.path());
    QVERIFY(!cache.find((*first)->hash));
    const auto second = m_fixture.compile(source);
    QVERIFY(second);
    QCOMPARE((*second)->code, (*first)->code);
    QVERIFY(cache.find((*first)->hash));
}

void TestCompile::missingHostIsAnError()
{
    Compiler compiler({QStringLiteral("/nonexistent/host"), {}});
    QObject context;
    std::optional<Result<Program>> result;
    compiler.compile({QStringLiteral("script.js"), "function main() {}", {}}, &context,
                     [&result](Result<Program> done) { result = std::move(done); });
    QTRY_VERIFY(result.has_value());
    QVERIFY(!*result);
    QCOMPARE(result->error().code, ErrorCode::ScriptHostFailed);
}

void TestCompile::endlessWorkIsAnError_data()
{
    QTest::addColumn<QByteArray>("host"); // of the shell
    QTest::addColumn<int>("timeout");
    QTest::addColumn<int>("patience");
    QTest::newRow("works on") << QByteArray("while :; do :; done") << 100 << 600000;
    QTest::newRow("does nothing") << QByteArray("exec sleep 600") << 600000 << 100;
}

void TestCompile::endlessWorkIsAnError()
{
    QFETCH(QByteArray, host);
    QFETCH(int, timeout);
    QFETCH(int, patience);
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("host")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\n" + host + '\n');
    file.close();
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    Compiler compiler({file.fileName(), {}, std::chrono::milliseconds(timeout), std::chrono::milliseconds(patience)});
    QObject context;
    std::optional<Result<Program>> result;
    compiler.compile({QStringLiteral("script.js"), "function main() {}", {}}, &context,
                     [&result](Result<Program> done) { result = std::move(done); });
    QTRY_VERIFY_WITH_TIMEOUT(result.has_value(), 60000);
    QVERIFY(!*result);
    QCOMPARE(result->error().code, ErrorCode::Timeout);
}

void TestCompile::programSurvivesSerialisation()
{
    const auto program =
        m_fixture.compile("const r = /(a*)*/; function main() { return {}; }", QStringLiteral("script.js"),
                          {QStringLiteral("1 +"), QStringLiteral("body")});
    QVERIFY(program);
    const auto bytes = serialize(**program);
    const auto again = deserialize(bytes);
    QVERIFY(again.has_value());
    QCOMPARE(serialize(*again), bytes);
    for (qsizetype size = 0; size < bytes.size(); size += 97)
        QVERIFY(!deserialize(QByteArrayView(bytes).first(size)));
}

QTEST_GUILESS_MAIN(TestCompile)
#include "tst_compile.moc"
