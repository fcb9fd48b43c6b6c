#include "tests/core/script/scriptfixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace hw;
using namespace hw::script;
using hw::test::ScriptFixture;

namespace {

QString listed(const CompiledProgram& program, const char* name)
{
    const QRegularExpression line(u'^' + QString::fromLatin1(name) + QStringLiteral(": (.*),$"),
                                  QRegularExpression::MultilineOption);
    const auto match = line.match(QString::fromUtf8(program.code));
    return match.hasMatch() ? match.captured(1) : QStringLiteral("all");
}

} // namespace

/// Which members of body and headers a script looks at, as the compiler sees it, and that these alone make no
/// difference.
class TestContextUse : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsMembers_data();
    void findsMembers();
    void makesNoDifference_data();
    void makesNoDifference();
    void expressionsSeeAll();
    void findsHeaders_data();
    void findsHeaders();
    void leavesOutWhatIsNotUsed();

private:
    ScriptFixture m_fixture;
};

void TestContextUse::findsMembers_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("members"); // as JSON; "all" = not known
    const auto row = [](const char* name, const QByteArray& source, const char* members) {
        QTest::newRow(name) << QStringLiteral("script.js") << source << QString::fromLatin1(members);
    };
    const auto inMain = [&row](const char* name, const QByteArray& statements, const char* members) {
        row(name, "async function main(ctx) { const { body } = ctx; " + statements + " }", members);
    };
    row("announced",
        "async function main(ctx) {\n  const { headers, rawBody, body, vars } = ctx;\n  const verified = await "
        "verifyHmacSha256({\n    secret: vars[\"S\"],\n    signature: headers[\"x\"],\n    payload: body,\n  });\n"
        "  const full_name = `${body.first_name} ${body.last_name}`;\n  return { verified, full_name };\n}\n",
        R"(["first_name","last_name"])");
    row("no body", "function main() { return {}; }", "[]");
    row("only verified", "async function main({ body }) { return { verified: await verifyHmac({ payload: body }) }; }",
        "[]");
    row("of the context", "function main(ctx) { return { a: ctx.body.a, b: ctx['body']['b c'], c: ctx.body?.d }; }",
        R"(["a","b c","d"])");
    row("taken apart", "function main({ body: { a, b: { c }, d = 1 } = {} }) { return { a, c, d }; }",
        R"(["a","b","d"])");
    row("taken apart with the rest", "function main({ body: { a, ...rest } }) { return rest; }", "all");
    row("in another function",
        "function main({ body }) { const name = () => body.name; return { n: [1].map(() => body.id), m: name() }; }",
        R"(["name","id"])");
    row("other name of the context", "function main(ctx) { const c = ctx; return { a: c.body.a }; }", R"(["a"])");
    row("exported", "export default async function main(ctx) { return { a: ctx.body.a }; }", R"(["a"])");
    row("arrow", "const main = async ({ body }) => ({ a: body.a.b.c });", R"(["a"])");
    row("context given away", "function f(c) { return c.body.x; } function main(ctx) { return { a: f(ctx) }; }", "all");
    row("prototype of the context", "function main(ctx) { return { a: ctx.__proto__ }; }", "all");
    row("computed member of the context", "function main(ctx) { return { a: ctx['bo' + 'dy'].x }; }", "all");
    row("arguments", "function main() { return { a: arguments[0].body }; }", "all");
    row("rest parameter", "function main(...all) { return { a: all[0].body.a }; }", "all");
    row("taken out of a function", "const { main = ctx => ({ a: ctx.body.a }) } = function (a) { return a; };", "all");
    row("main is replaced", "function main(ctx) { return { a: ctx.body.a }; } main = c => ({ b: c.body });", "all");
    row("not by name", "module.exports = ctx => ({ a: ctx.body.a });", "all");
    inMain("other name", "const event = body; const again = event; return { a: again.a };", R"(["a"])");
    inMain("either or", "const b = body || {}; const c = b ?? {}; return { a: c.a };", R"(["a"])");
    inMain("whether it is there",
           "if (!body || body === null || typeof body !== 'object') return {}; return { a: body "
           "&& body.a, b: body ? body.b : 1 };",
           R"(["a","b"])");
    inMain("and", "const b = true && body; return { a: b.a };", R"(["a"])");
    inMain("changed below", "body.a.b = 1; return { a: body.a };", R"(["a"])");
    inMain("in circles", "var a = b; var b = a; a = body; return { a: a.x };", "all");
    inMain("returned", "return { body };", "all");
    inMain("given away", "return { a: JSON.stringify(body) };", "all");
    inMain("spread", "return { ...body };", "all");
    inMain("looked through", "const k = []; for (const key in body) k.push(key); return { k };", "all");
    inMain("asked for a name", "return { a: 'x' in body };", "all");
    inMain("a method", "return { a: body.hasOwnProperty('x') };", "all");
    inMain("a method of a member", "return { a: body.name.trim() };", R"(["name"])");
    inMain("computed member", "const k = 'x'; return { a: body[k] };", "all");
    inMain("number", "return { a: body[0] };", "all");
    inMain("assigned to", "body.a = 1; return { a: body.a };", "all");
    inMain("counted up", "body.a++; return {};", "all");
    inMain("assigned by a pattern", "[body.a] = [1]; ({ x: body.b } = { x: 2 }); return {};", "all");
    inMain("removed", "delete body.a; return {};", "all");
    inMain("as text", "return { a: `${body}` };", "all");
    inMain("prototype", "return { a: body.__proto__ };", "all");
    inMain("payload of another", "const verifyHmac = o => o.payload; return { a: verifyHmac({ payload: body }) };",
           "all");
    inMain("a getter of the options",
           "return { a: verifyHmac({ payload: body, get secret() { return this.payload.x; } }) };", "all");
    inMain("another option", "return { a: verifyHmac({ secret: body }) };", "all");
    inMain("a template's tag", "return { a: body.tag`x` };", "all");
    QTest::newRow("typescript") << QStringLiteral("script.ts")
                                << QByteArray("type B = { a: { b: number } };\n"
                                              "export async function main(ctx: { body: B }) {\n"
                                              "  const b = ctx.body as B;\n  return { n: b!.a.b, m: (<B>b).a };\n}\n")
                                << QStringLiteral(R"(["a"])");
    QTest::newRow("this of typescript") << QStringLiteral("script.ts")
                                        << QByteArray(
                                               "function main(this: void, ctx: any) { return { a: ctx.body.a }; }")
                                        << QStringLiteral(R"(["a"])");
}

void TestContextUse::findsMembers()
{
    QFETCH(QString, fileName);
    QFETCH(QByteArray, source);
    QFETCH(QString, members);
    const auto program = m_fixture.compile(source, fileName);
    QVERIFY2(program, program ? "" : qPrintable(program.error().args.join(u' ')));
    QCOMPARE(listed(**program, "bodyMembers"), members);
}

void TestContextUse::makesNoDifference_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("object") << QByteArray(
        R"({"a":{"x":[1,2,{"y":null}],"z":"é"},"b":[1,2],"c":1.50,"other":{"d":[]}})");
    QTest::newRow("missing") << QByteArray(R"({"b":false})");
    QTest::newRow("empty") << QByteArray("{}");
    QTest::newRow("twice") << QByteArray(R"({"a":1,"b":2,"a":{"x":3},"b":null})");
    QTest::newRow("escaped name") << QByteArray(R"({"\u0061":1,"b":"\ud83d\ude00 \ud83d"})");
    QTest::newRow("odd names") << QByteArray(R"({"__proto__":{"c":7},"toString":1,"constructor":2,"a":3})");
    QTest::newRow("numbers") << QByteArray(R"({"a":-0,"b":1e400,"c":12345678901234567890,"constructor":1E-2})");
    QTest::newRow("spaces") << QByteArray(" \r\n{ \"a\" : 1 ,\t\"b\":[ ] }\n");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{\"a\":1}");
    QTest::newRow("not UTF-8") << QByteArray("{\"a\":\"\xff\xe2\",\"b\":\"\xc3\"}");
    QTest::newRow("zero byte") << QByteArray("{\"a\":\"x\0y\"}", 11);
    QTest::newRow("array") << QByteArray(R"([{"a":1}])");
    QTest::newRow("text") << QByteArray(R"("a")");
    QTest::newRow("number") << QByteArray("7");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("broken in what is not wanted") << QByteArray(R"({"a":1,"other":[1,]})");
    QTest::newRow("more behind") << QByteArray(R"({"a":1} {})");
    QTest::newRow("comma") << QByteArray(R"({"a":1,})");
    QTest::newRow("leading zero") << QByteArray(R"({"a":01})");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("deep") << "{\"a\":1,\"other\":" + QByteArray(400, '[') + QByteArray(400, ']') + "}";
    QTest::newRow("too deep") << "{\"a\":1,\"other\":" + QByteArray(600, '[') + QByteArray(600, ']') + "}";
}

void TestContextUse::makesNoDifference()
{
    QFETCH(QByteArray, body);
    static const QByteArray script =
        "function main({ body, rawBody }) {\n"
        "  if (!body) return { kind: typeof body, nothing: body === null };\n"
        "  return { verified: verifyHmacSha256({ secret: 'k', signature: 'x', payload: body }), kind: typeof body,\n"
        "    a: body.a, b: body.b, c: body.c, own: body.constructor === Object, text: typeof body.toString,\n"
        "    length: body.length };\n"
        "}\n";
    static const QByteArray sees = script + "function unused() { return arguments; }\n";
    const auto some = m_fixture.compile(script);
    const auto whole = m_fixture.compile(sees);
    QVERIFY(some && whole);
    QVERIFY((*some)->code.contains("bodyMembers"));
    QVERIFY(!(*whole)->code.contains("bodyMembers"));
    auto outcome = m_fixture.run(ScriptFixture::job(*some, body));
    const auto expected = m_fixture.run(ScriptFixture::job(*whole, body));
    QVERIFY(expected.report.status == ScriptStatus::Ok);
    outcome.report.duration = expected.report.duration;
    QCOMPARE(json::write(outcome.report.preprocess), json::write(expected.report.preprocess));
    QVERIFY(outcome.report == expected.report);
    QVERIFY(outcome.verification == expected.verification);
    QCOMPARE(outcome.bodyReason, expected.bodyReason);
}

void TestContextUse::expressionsSeeAll()
{
    const auto program =
        m_fixture.compile("function main({ body }) { body.a.changed = true; return { a: body.a }; }",
                          QStringLiteral("script.js"), {QStringLiteral("body.b"), QStringLiteral("body.a")});
    QVERIFY(program);
    QVERIFY((*program)->code.contains("bodyMembers: [\"a\"]"));
    const auto outcome = m_fixture.run(ScriptFixture::job(*program, R"({"a":{},"b":2})"));
    QVERIFY(outcome.report.status == ScriptStatus::Ok);
    QCOMPARE(outcome.expressions.size(), size_t(2));
    QCOMPARE(json::write(outcome.expressions[0].value), "2");
    QCOMPARE(json::write(outcome.expressions[1].value), "{}"); // as it was received
}

void TestContextUse::findsHeaders_data()
{
    QTest::addColumn<QByteArray>("statements");
    QTest::addColumn<QString>("headers");
    QTest::addColumn<QString>("body");
    QTest::newRow("some") << QByteArray("return { a: headers['x-two'], b: ctx.headers['content-type'], c: body.a };")
                          << QStringLiteral(R"(["x-two","content-type"])") << QStringLiteral(R"(["a"])");
    QTest::newRow("all of the headers") << QByteArray("return { a: Object.keys(headers).length, c: body.a };")
                                        << QStringLiteral("all") << QStringLiteral(R"(["a"])");
    QTest::newRow("all of the body") << QByteArray("return { a: headers['X-Two'], body };")
                                     << QStringLiteral(R"(["X-Two"])") << QStringLiteral("all");
    QTest::newRow("verified") << QByteArray("return { verified: verifySignature({ scheme: 'svix', headers, payload: "
                                            "body, secret: 'whsec_AAAA' }) };")
                              << QStringLiteral("[]") << QStringLiteral("[]");
    QTest::newRow("payload") << QByteArray("return { verified: verifyHmac({ payload: headers, secret: 's' }) };")
                             << QStringLiteral("all") << QStringLiteral("[]");
}

void TestContextUse::findsHeaders()
{
    QFETCH(QByteArray, statements);
    QFETCH(QString, headers);
    QFETCH(QString, body);
    const QByteArray script = "function main(ctx) { const { body, headers } = ctx; " + statements + " }";
    const auto program = m_fixture.compile(script);
    const auto whole = m_fixture.compile(script + "\nfunction unused() { return arguments; }");
    QVERIFY(program && whole);
    QCOMPARE(listed(**program, "headersMembers"), headers);
    QCOMPARE(listed(**program, "bodyMembers"), body);
    const auto outcome = m_fixture.run(ScriptFixture::job(*program, R"({"a":1,"b":2})"));
    const auto expected = m_fixture.run(ScriptFixture::job(*whole, R"({"a":1,"b":2})"));
    QVERIFY(expected.report.status == ScriptStatus::Ok);
    QCOMPARE(json::write(outcome.report.preprocess), json::write(expected.report.preprocess));
    QVERIFY(outcome.verification == expected.verification);
}

void TestContextUse::leavesOutWhatIsNotUsed()
{
    const auto taken = [this](const QByteArray& script) {
        const auto program = m_fixture.compile(script);
        return program && (*program)->code.contains("rawBody");
    };
    QVERIFY(!taken("function main({ body, rawBody }) { return { a: body.a }; }"));
    QVERIFY(!taken("function main(ctx) { const { body, rawBody } = ctx; return { a: body.a }; }"));
    QVERIFY(taken("function main({ body, rawBody }) { return { a: rawBody.length }; }"));
    // What it calls its main with may have members that do something when they are read.
    QVERIFY(taken("function main({ body, rawBody }) { return body ? main({ get rawBody() { throw 1; } }) : {}; }"));
}

QTEST_GUILESS_MAIN(TestContextUse)
#include "tst_contextuse.moc"
