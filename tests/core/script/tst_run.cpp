#include "tests/core/script/scriptfixture.h"

#include <QTest>

using namespace hw;
using namespace hw::script;
using hw::test::ScriptFixture;
using hw::test::secretName;
using hw::test::secretValue;

namespace {

/// The script of the announcement, to the letter.
const QByteArray announced = "async function main(ctx) {\n"
                             "  const { headers, rawBody, body, vars } = ctx;\n"
                             "  const verified = await verifyHmacSha256({\n"
                             "    secret: vars[\"SERVICE_SIGNING_SECRET\"],\n"
                             "    signature: headers[\"x-webhook-signature\"],\n"
                             "    payload: body,\n"
                             "  });\n"
                             "  const full_name = `${body.first_name} ${body.last_name}`;\n"
                             "  return { verified, full_name };\n"
                             "}\n";

} // namespace

class TestRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void announcedScriptVerifiesRawBytes_data();
    void announcedScriptVerifiesRawBytes();
    void announcedScriptRefuses_data();
    void announcedScriptRefuses();
    void contextHoldsTheRequest();
    void contextCanBeCopiedAndChanged();
    void returnRules_data();
    void returnRules();
    void errorsHaveTheUsersPlace_data();
    void errorsHaveTheUsersPlace();
    void stacksNameTheUsersFunctions();
    void consoleHasLinesAndLimit();
    void secretsAreMasked();
    void expressionsSeeBodyAsReceived();
    void bodiesOfOtherKinds_data();
    void bodiesOfOtherKinds();
    void platform_data();
    void platform();
    void nodeSampleVerifies();
    void schemeVerifies();
    void failedCheckWinsOverError();
    void sameSeedSameRun();
    void expressionsWithoutScript();

private:
    ScriptFixture m_fixture;
};

void TestRun::announcedScriptVerifiesRawBytes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("form");
    const QByteArray odd = "{ \"last_name\" : \"Lovelace\",\n\t\"first_name\":\"Ad\\u0061\", \"n\": 1.0, \"big\": "
                           "12345678901234567890 }\n";
    const QByteArray plain = "{\"first_name\":\"Ada\",\"last_name\":\"Lovelace\"}";
    QTest::newRow("hex") << plain << QByteArray("hex");
    QTest::newRow("prefixed") << plain << QByteArray("sha256=hex");
    QTest::newRow("upper") << plain << QByteArray("HEX");
    QTest::newRow("base64") << plain << QByteArray("base64");
    QTest::newRow("odd white space and escapes") << odd << QByteArray("hex");
    QTest::newRow("odd, base64 with prefix") << odd << QByteArray("sha256=base64");
}

void TestRun::announcedScriptVerifiesRawBytes()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, form);
    const auto program = m_fixture.compile(announced);
    QVERIFY(program);
    auto job = ScriptFixture::job(*program, body);
    const auto hex = ScriptFixture::hmacHex(secretValue, body);
    form.replace("hex", hex).replace("HEX", hex.toUpper()).replace("base64", QByteArray::fromHex(hex).toBase64());
    job.headers.push_back({"X-Webhook-Signature", form});
    const auto outcome = m_fixture.run(job);
    QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Ok));
    QCOMPARE(outcome.verified, std::optional<bool>(true));
    QCOMPARE(json::write(outcome.report.preprocess), QByteArray("{\"full_name\":\"Ada Lovelace\"}"));
    QCOMPARE(toString(outcome.verification.status), toString(VerificationStatus::Verified));
    QCOMPARE(outcome.verification.secretName, QString::fromLatin1(secretName));
    QCOMPARE(outcome.verification.checks.size(), size_t(4));
    QVERIFY(outcome.report.duration.count() > 0);
}

void TestRun::announcedScriptRefuses_data()
{
    QTest::addColumn<QByteArray>("signature");
    QTest::addColumn<QString>("reason");
    QTest::newRow("missing") << QByteArray() << QStringLiteral("header_missing");
    QTest::newRow("nonsense") << QByteArray("sha256=zz") << QStringLiteral("header_malformed");
    QTest::newRow("other") << QByteArray(64, 'a') << QStringLiteral("signature_mismatch");
}

void TestRun::announcedScriptRefuses()
{
    QFETCH(QByteArray, signature);
    QFETCH(QString, reason);
    const auto program = m_fixture.compile(announced);
    QVERIFY(program);
    auto job = ScriptFixture::job(*program, "{\"first_name\":\"Ada\"}");
    if (!signature.isEmpty())
        job.headers.push_back({"X-Webhook-Signature", signature});
    const auto outcome = m_fixture.run(job);
    QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Ok));
    QCOMPARE(outcome.verified, std::optional<bool>(false));
    QCOMPARE(toString(outcome.verification.status), toString(VerificationStatus::Failed));
    QCOMPARE(outcome.verification.reason, reason);
    QCOMPARE(outcome.verification.checks.back().ok, std::optional<bool>(false));
}

void TestRun::contextHoldsTheRequest()
{
    const auto program =
        m_fixture.compile("const main = ctx => ({ h: ctx.headers['x-two'], m: ctx.method, p: ctx.path, q: ctx.query, "
                          "u: ctx.url, s: ctx.source,\n"
                          "  e: ctx.environment, r: ctx.receivedAt, b: ctx.rawBytes.length, t: ctx.rawBody, v: "
                          "ctx.vars.PLAN, g: ctx.signing,\n"
                          "  k: Object.keys(ctx).sort().join(), d: Date.now(), i: new Date().toISOString() });");
    QVERIFY(program);
    auto job = ScriptFixture::job(*program, "{\"\xc3\xa4\":1}");
    job.signing = std::make_shared<const signing::Config>(
        signing::Config{.scheme = QStringLiteral("stripe"), .secrets = {QStringLiteral("A")}, .toleranceSeconds = 300});
    const auto outcome = m_fixture.run(job);
    QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Ok));
    const auto& p = outcome.report.preprocess;
    QCOMPARE(p[u"h"].toString(), QStringLiteral("a, b"));
    QCOMPARE(p[u"m"].toString(), QStringLiteral("POST"));
    QCOMPARE(p[u"p"].toString(), QStringLiteral("/s/shop/extra"));
    QCOMPARE(p[u"q"].toString(), QStringLiteral("a=1&b=2"));
    QCOMPARE(p[u"u"].toString(), QStringLiteral("https://hooks.example.com/s/shop/extra?a=1&b=2"));
    QCOMPARE(p[u"s"].toString(), QStringLiteral("shop"));
    QCOMPARE(p[u"e"].toString(), QStringLiteral("development"));
    QCOMPARE(p[u"r"].toString(), QStringLiteral("2021-02-25T15:02:10.120Z"));
    QCOMPARE(p[u"b"].toInteger(), 8);
    QCOMPARE(p[u"t"].toString(), QStringLiteral("{\"ä\":1}"));
    QCOMPARE(p[u"v"].toString(), QStringLiteral("pro"));
    QCOMPARE(p[u"g"][u"scheme"].toString(), QStringLiteral("stripe"));
    QCOMPARE(p[u"g"][u"toleranceSeconds"].toInteger(), 300);
    QCOMPARE(
        p[u"k"].toString(),
        QStringLiteral(
            "batch,body,environment,headers,method,path,query,rawBody,rawBytes,receivedAt,signing,source,url,vars"));
    QCOMPARE(p[u"d"].toInteger(), 1614265330500);
    QCOMPARE(p[u"i"].toString(), QStringLiteral("2021-02-25T15:02:10.500Z"));
    QVERIFY(!outcome.verified.has_value());
    QCOMPARE(toString(outcome.verification.status), toString(VerificationStatus::Unverified));
}

void TestRun::contextCanBeCopiedAndChanged()
{
    const QByteArray keys =
        "batch,body,environment,headers,method,path,query,rawBody,rawBytes,receivedAt,signing,source,url,vars";
    auto outcome = m_fixture.run("const main = ({ ...all }) => ({ n: all.body.n, v: all.vars.PLAN });", "{\"n\":1}");
    QCOMPARE(json::write(outcome.report.preprocess), QByteArray("{\"n\":1,\"v\":\"pro\"}"));
    outcome = m_fixture.run("const main = ctx => { const names = []; for (const k in ctx) names.push(k); return { k: "
                            "names.sort().join() }; };");
    QCOMPARE(outcome.report.preprocess[u"k"].toString(), QString::fromLatin1(keys));
    // Members can be replaced, for this event alone.
    outcome =
        m_fixture.run("const main = ctx => { ctx.body = { n: 2 }; ctx.mine = ctx.body.n; return { n: ctx.body.n, m: "
                      "ctx.mine }; };",
                      "{\"n\":1}");
    QCOMPARE(json::write(outcome.report.preprocess), QByteArray("{\"n\":2,\"m\":2}"));
}

void TestRun::returnRules_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("preprocess"); // empty = an error
    QTest::addColumn<QString>("says");          // in the error, or the ignore reason
    QTest::newRow("order") << QByteArray("{ z: 1, a: [1, { b: null }], m: 'x' }")
                           << QByteArray("{\"z\":1,\"a\":[1,{\"b\":null}],\"m\":\"x\"}") << QString();
    QTest::newRow("undefined left out") << QByteArray("{ a: undefined, b: 1 }") << QByteArray("{\"b\":1}") << QString();
    QTest::newRow("dates") << QByteArray("{ a: new Date(0) }") << QByteArray("{\"a\":\"1970-01-01T00:00:00.000Z\"}")
                           << QString();
    QTest::newRow("shared twice is no cycle") << QByteArray("(() => { const o = { x: 1 }; return { a: [o, o] }; })()")
                                              << QByteArray("{\"a\":[{\"x\":1},{\"x\":1}]}") << QString();
    QTest::newRow("ignored") << QByteArray("{ ignore: 'a test event' }") << QByteArray("{}")
                             << QStringLiteral("a test event");
    QTest::newRow("number") << QByteArray("5") << QByteArray() << QStringLiteral("must return an object, not number");
    QTest::newRow("nothing") << QByteArray("undefined") << QByteArray() << QStringLiteral("not undefined");
    QTest::newRow("null") << QByteArray("null") << QByteArray() << QStringLiteral("not null");
    QTest::newRow("array") << QByteArray("[]") << QByteArray() << QStringLiteral("not an array");
    QTest::newRow("cycle") << QByteArray("(() => { const o = {}; o.o = { o }; return { first: 1, loop: o }; })()")
                           << QByteArray() << QStringLiteral("\"loop\"");
    QTest::newRow("function") << QByteArray("{ call: () => 1 }") << QByteArray()
                              << QStringLiteral("\"call\" holds a function");
    QTest::newRow("deep function") << QByteArray("{ a: { b: [function () {}] } }") << QByteArray()
                                   << QStringLiteral("\"a\" holds a function");
    QTest::newRow("symbol") << QByteArray("{ s: Symbol('x') }") << QByteArray()
                            << QStringLiteral("\"s\" holds a symbol");
}

void TestRun::returnRules()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, preprocess);
    QFETCH(QString, says);
    const auto outcome = m_fixture.run("async function main() { return " + value + "; }");
    if (preprocess.isEmpty()) {
        QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Error));
        QVERIFY2(outcome.report.error->message.contains(says), qPrintable(outcome.report.error->message));
    } else {
        QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Ok));
        QCOMPARE(json::write(outcome.report.preprocess), preprocess);
        QCOMPARE(outcome.report.ignoreReason, says);
    }
}

void TestRun::errorsHaveTheUsersPlace_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");
    const QString js = QStringLiteral("script.js");
    const QString ts = QStringLiteral("script.ts");
    QTest::newRow("throw") << js << QByteArray("function main() {\n  const a = 1;\n    throw new Error('x');\n}")
                           << "Error" << 3 << 11;
    QTest::newRow("member of undefined")
        << js << QByteArray("function main(ctx) {\n  return { a: 1, b: ctx.body.user.name.first };\n}") << "TypeError"
        << 2 << 40;
    QTest::newRow("unknown name") << js << QByteArray("function main() {\n  const x = 1; return { a: [1, nope] };\n}")
                                  << "ReferenceError" << 2 << 32;
    QTest::newRow("after await")
        << js
        << QByteArray("async function main(ctx) {\n  await null;\n  const { a } = ctx.body;\n  return { v: a.b.c };\n}")
        << "TypeError" << 4 << 17;
    QTest::newRow("in a callback")
        << js << QByteArray("function main() {\n  return { a: [1, 2].map((n) => {\n    return n.deep.er;\n  }) };\n}")
        << "TypeError" << 3 << 19;
    QTest::newRow("in a timer")
        << js
        << QByteArray("function main() {\n  return new Promise(() => setTimeout(() => {\n    missing();\n  }, 5));\n}")
        << "ReferenceError" << 3 << 5;
    QTest::newRow("in a method")
        << js
        << QByteArray(
               "class A {\n  #v = null;\n  get it() { return this.#v.x; }\n}\nconst main = () => ({ a: new A().it });")
        << "TypeError" << 3 << 29;
    QTest::newRow("typescript, line 17")
        << ts
        << QByteArray(
               "interface User {\n  id: string;\n  name?: string;\n}\n\ntype Ctx = {\n  body: { user?: User };\n};\n\n"
               "function nameOf<T extends User>(user: T | undefined): string {\n  return (user as T).name!;\n}\n\n"
               "export default async function main(ctx: Ctx): Promise<{ n: string }> {\n  await Promise.resolve();\n"
               "  const unused: number = 1;\n  const n: string = nameOf(ctx.body.user!.more!.deep);\n  return { n "
               "};\n}\n")
        << "TypeError" << 17 << 49;
    const QByteArray head =
        "interface User {\n  id: string;\n  name?: string;\n}\n\ntype Ctx = { body: { user: User } };\n\n"
        "enum Kind {\n  One = 1,\n  Two,\n}\n\n";
    QTest::newRow("typescript, line 17, sync")
        << ts
        << head + "export function main(ctx: Ctx): { n: string } {\n  const kind: Kind = Kind.One;\n"
                  "  // what is wrong stands\n  // on the next line\n"
                  "  const all = <T>(x: T) => x; return { n: all<any>(ctx.body.user).name!.first as string };\n}\n"
        << "TypeError" << 17 << 73;
    QTest::newRow("typescript, line 17, after await")
        << ts
        << head + "export async function main(ctx: Ctx): Promise<{ n: string }> {\n  const user: User = await "
                  "ctx.body.user;\n"
                  "  for (const kind of [Kind.One, Kind.Two])\n    await Promise.resolve<Kind>(kind);\n"
                  "  return { n: `${user.id!.length}` };\n}\n"
        << "TypeError" << 17 << 27;
    QTest::newRow("typescript, line 17, in a callback")
        << ts
        << head + "export default function main(ctx: Ctx): { n: string[] } {\n  return {\n    n: [ctx.body.user]\n"
                  "      .filter((user: User): user is User => !!user)\n"
                  "      .map((user) => (user.name as any).toUpperCase()),\n  };\n}\n"
        << "TypeError" << 17 << 41;
}

void TestRun::errorsHaveTheUsersPlace()
{
    QFETCH(QString, fileName);
    QFETCH(QByteArray, source);
    QFETCH(QString, name);
    QFETCH(int, line);
    QFETCH(int, column);
    const auto outcome = m_fixture.run(source, "{\"user\":{}}", fileName);
    QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Error));
    QCOMPARE(outcome.report.error->name, name);
    QCOMPARE(outcome.report.error->line, line);
    QCOMPARE(outcome.report.error->column, column);
    QVERIFY2(outcome.report.error->stack.contains(QStringLiteral("%1:%2:%3").arg(fileName).arg(line).arg(column)),
             qPrintable(outcome.report.error->stack));
    QVERIFY(!outcome.report.error->stack.contains(u"runtime"));
}

/// Functions are called what their writer would call them, also those that the compiler takes apart.
void TestRun::stacksNameTheUsersFunctions()
{
    const auto stackOf = [this](const QByteArray& source) {
        return m_fixture.run(source).report.error.value_or(ScriptError{}).stack.split(u'\n');
    };
    QCOMPARE(stackOf("class Cart {\n  static total(x) { return x.no.thing; }\n}\nconst price = async (x) => {\n"
                     "  return Cart.total(x);\n};\nasync function main(ctx) {\n  return { n: await price(1) };\n}"),
             (QStringList{QStringLiteral("at Cart.total (script.js:2:33)"), QStringLiteral("at price (script.js:5:15)"),
                          QStringLiteral("at main (script.js:8:3)")}));
    QCOMPARE(
        stackOf("async function later(x) {\n  await null;\n  return [x].map(y => y.no.thing);\n}\n"
                "export default async () => ({ n: await later(1) });"),
        (QStringList{QStringLiteral("at (anonymous) (script.js:3:28)"), QStringLiteral("at later (script.js:3:14)")}));
    QCOMPARE(stackOf("const made = missing();\nfunction main() { return {}; }"),
             QStringList{QStringLiteral("at script.js:1:14")});
}

void TestRun::consoleHasLinesAndLimit()
{
    auto outcome =
        m_fixture.run("function main() {\n  console.log('a %d', 1, { b: [1] });\n\n  console.error(new Error('e'));\n"
                      "  [1].forEach(() =>\n    console.warn(null, undefined, 'x'));\n  return {};\n}");
    QCOMPARE(outcome.report.console.size(), size_t(3));
    QCOMPARE(outcome.report.console[0], (ConsoleLine{QStringLiteral("log"), QStringLiteral("a 1 { b: [1] }"), 2}));
    QCOMPARE(outcome.report.console[1], (ConsoleLine{QStringLiteral("error"), QStringLiteral("Error: e"), 4}));
    QCOMPARE(outcome.report.console[2], (ConsoleLine{QStringLiteral("warn"), QStringLiteral("null undefined x"), 6}));

    outcome = m_fixture.run(
        "function main() { const s = 'x'.repeat(100000); for (let i = 0; i < 100; i++) console.log(s); return {}; }");
    QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Ok));
    QVERIFY(outcome.report.console.size() <= 12);
    QVERIFY(outcome.report.console.back().text.contains(u"limit"));
}

void TestRun::secretsAreMasked()
{
    const auto outcome = m_fixture.run(
        "function main({ vars }) {\n  const s = vars.SERVICE_SIGNING_SECRET;\n  console.log('it is ' + s, { s });\n"
        "  return { a: s, b: ['x' + s + 'y'], plan: vars.PLAN };\n}");
    QCOMPARE(json::write(outcome.report.preprocess),
             QByteArray("{\"a\":\"SERVICE_SIGNING_SECRET\",\"b\":[\"xSERVICE_SIGNING_SECRETy\"],\"plan\":\"pro\"}"));
    QVERIFY(!outcome.report.console[0].text.contains(QString::fromLatin1(secretValue)));
    QVERIFY(outcome.report.console[0].text.contains(QString::fromLatin1(secretName)));
    const auto failed =
        m_fixture.run("function main({ vars }) { throw new Error('no ' + vars.SERVICE_SIGNING_SECRET); }");
    QCOMPARE(failed.report.error->message, QStringLiteral("no SERVICE_SIGNING_SECRET"));
}

void TestRun::expressionsSeeBodyAsReceived()
{
    const auto program = m_fixture.compile(
        "function main(ctx) { ctx.body.a.b = 'changed'; ctx.body.c = 1; return { full: 'A B', list: [1, 2] }; }",
        QStringLiteral("script.js"),
        {QStringLiteral("body.a.b"), QStringLiteral("headers['content-type']"),
         QStringLiteral("preprocess.full.split(' ').map(x => `<${x}>`)"), QStringLiteral("vars.PLAN === 'pro'"),
         QStringLiteral("body.\n  nothing.here"), QStringLiteral("undefined")});
    QVERIFY(program);
    const auto outcome = m_fixture.run(ScriptFixture::job(*program, "{\"a\":{\"b\":\"was\"}}"));
    QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Ok));
    QCOMPARE(outcome.expressions.size(), size_t(6));
    QCOMPARE(outcome.expressions[0].value.toString(), QStringLiteral("was"));
    QCOMPARE(outcome.expressions[1].value.toString(), QStringLiteral("application/json"));
    QCOMPARE(json::write(outcome.expressions[2].value), QByteArray("[\"<A>\",\"<B>\"]"));
    QCOMPARE(outcome.expressions[3].value, json::Value(true));
    QVERIFY(outcome.expressions[4].error.has_value());
    QCOMPARE(outcome.expressions[4].error->line, 2);
    QCOMPARE(outcome.expressions[4].error->column, 11);
    QVERIFY(outcome.expressions[5].value.isUndefined());
    QVERIFY(!outcome.expressions[5].error.has_value());
}

void TestRun::bodiesOfOtherKinds_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("seen");
    QTest::addColumn<QString>("reason");
    QTest::newRow("form") << QByteArray("application/x-www-form-urlencoded") << QByteArray("a=1&b=x+y")
                          << QByteArray("{\"a\":\"1\",\"b\":\"x y\"}") << QString();
    QTest::newRow("text") << QByteArray("text/plain") << QByteArray("hello") << QByteArray("\"hello\"") << QString();
    QTest::newRow("bad json") << QByteArray("application/json") << QByteArray("{\"a\":") << QByteArray("null")
                              << QStringLiteral("invalid_json");
    QTest::newRow("numbers beyond those of the language")
        << QByteArray("application/json") << QByteArray("{\"a\":[1e400,-1e-400],\"b\":\"1e400\"}")
        << QByteArray("{\"a\":[null,0],\"b\":\"1e400\"}") << QString(); // as JSON.stringify writes Infinity
    QTest::newRow("too large") << QByteArray("application/json")
                               << QByteArray("\"" + QByteArray(9 * 1024 * 1024, 'x') + "\"") << QByteArray("null")
                               << QStringLiteral("too_large");
}

void TestRun::bodiesOfOtherKinds()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, seen);
    QFETCH(QString, reason);
    const auto program = m_fixture.compile("const main = ({ body, rawBytes }) => ({ body, size: rawBytes.length });");
    QVERIFY(program);
    auto job = ScriptFixture::job(*program, body);
    job.headers = {{"Content-Type", type}};
    const auto outcome = m_fixture.run(job);
    QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Ok));
    QCOMPARE(json::write(outcome.report.preprocess[u"body"]), seen);
    QCOMPARE(outcome.report.preprocess[u"size"].toInteger(), body.size());
    QVERIFY2(outcome.bodyReason.startsWith(reason) && outcome.bodyReason.isEmpty() == reason.isEmpty(),
             qPrintable(outcome.bodyReason));
}

void TestRun::platform_data()
{
    QTest::addColumn<QByteArray>("expression");
    const char* const rows[] = {
        "[...'a1b2'.matchAll(/\\d/g)].length === 2",
        "'aXbX'.replaceAll('X', '') === 'ab' && /a.b/s.test('a\\nb')",
        "[[1], [2]].flat().at(-1) === 2",
        "new TextDecoder().decode(new TextEncoder().encode('h\\u00e4')) === 'h\\u00e4'",
        "atob(btoa('hello')) === 'hello'",
        "Buffer.from('68656c6c6f', 'hex').toString() === 'hello'",
        "Buffer.from('hello').toString('base64') === 'aGVsbG8='",
        "Buffer.concat([Buffer.from('a'), Buffer.from('b')]).equals(Buffer.from('ab'))",
        "Buffer.from('hello').subarray(1, 3).toString() === 'el' && Buffer.isBuffer(Buffer.alloc(2))",
        "require('crypto').createHash('sha256').update('').digest('hex').startsWith('e3b0c442')",
        "require('node:crypto').createHmac('sha1', 'k').update('a').update('b').digest('base64').length === 28",
        "require('crypto').timingSafeEqual(Buffer.from('ab'), Buffer.from('ab'))",
        "/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/.test(crypto.randomUUID())",
        "crypto.getRandomValues(new Uint8Array(8)).some(x => x > 0)",
        "(() => { const a = { d: new Date(0), m: new Map([[1, { x: 1 }]]) }; a.self = a; const b = structuredClone(a);"
        " return b.self === b && b.m.get(1) !== a.m.get(1) && b.d.getTime() === 0; })()",
        "new URL('https://a.example/p?x=1').searchParams.get('x') === '1'",
        "new URLSearchParams('a=1&b=%20x+y').get('b') === ' x y'",
        "new URLSearchParams({ a: 'x y' }).toString() === 'a=x+y' && [...new URLSearchParams('q=1&q=2')].length === 2",
        "(() => { const m = /(?<y>\\d{4})-(?<m>\\d\\d)(-(?<d>\\d\\d))?/.exec('on 2024-05'); return m.groups.y === "
        "'2024' && m.groups.m === '05' && m.groups.d === undefined && m[2] === '05' && m.index === 3; })()",
        "'2024-05'.match(/(?<y>\\d+)-(?<m>\\d+)/).groups.m === '05' && 'a1b2'.match(/(?<n>\\d)/g).join() === '1,2'",
        "[...'a1b22'.matchAll(/(?<l>[a-z])(?<n>\\d+)/g)].map(m => m.groups.l + m.groups.n + m.index).join() === "
        "'a10,b222'",
        "[...'ab'.matchAll(/(?<e>)/g)].length === 3 && 'ab'.replace(/(?<e>)/g, '-') === '-a-b-'",
        "'2024-05'.replace(/(?<y>\\d+)-(?<m>\\d+)/, '$<m>.$<y>|$1|$&|$$|$<none>') === '05.2024|2024|2024-05|$|'",
        "'a1b2'.replace(/(?<l>[a-z])(?<n>\\d)/g, (...args) => { const g = args.pop(); return g.n + g.l; }) === "
        "'1a2b'",
        "'a1b2'.replaceAll(/(?<l>[a-z])(?<n>\\d)/g, '$<n>') === '12' && 'a1b'.split(/(?<n>\\d)/).join('|') === "
        "'a|1|b'",
        "/(?<q>['\"]).*?\\k<q>/.exec('x\"it\\'s\"')[0] === '\"it\\'s\"' && /(?<a>x)\\k<a>1/.test('xx1')",
        "new RegExp('(?<k>\\\\w)=' + '(?<v>.)', 'gs').exec('a=\\n').groups.v === '\\n' && new RegExp('a.b', "
        "'s').test('a\\nb')",
        "(() => { const r = /(?<a>b)/gi; return r.source === '(?<a>b)' && String(r) === '/(?<a>b)/gi' && r instanceof "
        "RegExp && r.constructor === RegExp && new RegExp(r, '').exec('b').groups.a === 'b' && "
        "structuredClone(r).exec('B').groups.a === 'B'; })()",
        "(() => { try { new RegExp('(?<=' + 'a)b'); } catch (e) { return e instanceof SyntaxError && "
        "e.message.includes('lookbehind'); } })()",
        "/[(?<x>]+(?<y>b)/.exec('(?<x>b').groups.y === 'b' && /[(?<]/.test('<')",
        "typeof globalThis.console.log === 'function' && globalThis.Math === Math",
        "await new Promise(r => setTimeout(() => r(true), 100))",
        "await new Promise(r => { const t = setTimeout(() => r(false), 1); clearTimeout(t); setTimeout(() => r(true), "
        "2); })",
        "await new Promise(r => queueMicrotask(() => r(true)))",
        "await new Promise(r => { let n = 0; const t = setInterval(() => { if (++n === 3) { clearInterval(t); r(true); "
        "} "
        "}, 10); })",
        "await new Promise(r => setImmediate(r, true))",
        "(() => { const u = new URL('https://a.example/p?x=1#h'); u.searchParams.set('y', 'a b'); u.pathname = '/q'; "
        "return u.href === 'https://a.example/q?x=1&y=a+b#h' && `${u}` === u.href && u.searchParams.get('x') === '1'; "
        "})()",
        "(() => { const a = Array.from({ length: 600 }, (_, i) => ({ k: i % 3, i })).sort((x, y) => x.k - y.k); return "
        "a.every((x, n) => n === 0 || a[n - 1].k < x.k || a[n - 1].i < x.i); })()",
        "[3, undefined, 1, , 2].sort((a, b) => a - b).map(String).join() === '1,2,3,undefined,'",
        "JSON.stringify(JSON.parse('{\"a\":[1,2],\"b\":3}', (k, v) => k === 'b' ? undefined : typeof v === 'number' ? "
        "v + 1 : v)) === '{\"a\":[2,3]}'",
        "process.env.PLAN === 'pro'",
        "(() => { const e = new Error('m'); e.stack = 'mine'; Error.captureStackTrace(e); const o = {}; "
        "Error.captureStackTrace(o, () => 1); o.stack = 'x'; return o.stack === 'x' && e.message === 'm'; })()",
        "(() => { try { fetch('x'); } catch (e) { return e.message.includes('no network'); } })()",
        "(() => { class E extends Error { constructor(m) { super(m); this.name = 'E'; this.code = 1; } } const e = new "
        "E('m');"
        " return e instanceof E && String(e) === 'E: m'; })()",
        "(() => { const o = {}; o.toString = () => 'mine'; o.constructor = 1; return `${o}` === 'mine' && "
        "o.constructor === 1; })()",
    };
    for (const auto* row : rows)
        QTest::newRow(QByteArray(row).left(60).constData()) << QByteArray(row);
}

void TestRun::platform()
{
    QFETCH(QByteArray, expression);
    const auto outcome = m_fixture.run("async function main() { return { ok: " + expression + " }; }");
    QCOMPARE(outcome.report.error.value_or(ScriptError{}).message, QString());
    QCOMPARE(json::write(outcome.report.preprocess), QByteArray("{\"ok\":true}"));
}

void TestRun::nodeSampleVerifies()
{
    const QByteArray body = "{\"id\": 1}";
    const auto program = m_fixture.compile(
        "import crypto, { timingSafeEqual } from 'node:crypto';\nimport { Buffer } from 'buffer';\n"
        "export async function main({ headers, rawBody, vars }) {\n"
        "  const digest = crypto.createHmac('sha256', vars.SERVICE_SIGNING_SECRET).update(rawBody, "
        "'utf8').digest('hex');\n"
        "  const verified = timingSafeEqual(Buffer.from(digest, 'hex'), Buffer.from(headers['x-signature'], 'hex'));\n"
        "  return { verified };\n}");
    QVERIFY(program);
    auto job = ScriptFixture::job(*program, body);
    job.headers.push_back({"X-Signature", ScriptFixture::hmacHex(secretValue, body)});
    QCOMPARE(m_fixture.run(job).verified, std::optional<bool>(true));
    job.body = "{\"id\": 2}";
    QCOMPARE(m_fixture.run(job).verified, std::optional<bool>(false));
}

void TestRun::schemeVerifies()
{
    const QByteArray body = "{\"type\":\"customer.created\"}";
    const auto program =
        m_fixture.compile("export async function main({ headers, body, vars, signing }) {\n"
                          "  const verified = await verifySignature({ scheme: signing.scheme, headers, payload: body,\n"
                          "    secret: vars[signing.secrets[0]] });\n  return { verified };\n}");
    QVERIFY(program);
    auto job = ScriptFixture::job(*program, body);
    job.signing = std::make_shared<const signing::Config>(
        signing::Config{.scheme = QStringLiteral("stripe"), .secrets = {QString::fromLatin1(secretName)}});
    const QByteArray time = QByteArray::number(toMicroseconds(job.now) / 1000000);
    job.headers.push_back(
        {"Stripe-Signature", "t=" + time + ",v1=" + ScriptFixture::hmacHex(secretValue, time + '.' + body)});
    auto outcome = m_fixture.run(job);
    QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Ok));
    QCOMPARE(outcome.verified, std::optional<bool>(true));
    QCOMPARE(outcome.verification.scheme, QStringLiteral("stripe"));
    QCOMPARE(outcome.verification.secretName, QString::fromLatin1(secretName));
    job.now += std::chrono::seconds(301);
    outcome = m_fixture.run(job);
    QCOMPARE(outcome.verified, std::optional<bool>(false));
    QCOMPARE(outcome.verification.reason, QStringLiteral("timestamp_too_old"));
}

void TestRun::failedCheckWinsOverError()
{
    const auto outcome =
        m_fixture.run("function main() {\n  verifyHmacSha256({ secret: 'abc', signature: 'aa', payload: 'x' });\n"
                      "  verifyHmac({ algorithm: 'sha512', secret: 'abc', signature: '', payload: 'x' });\n  throw new "
                      "Error('later');\n}");
    QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Error));
    QCOMPARE(toString(outcome.verification.status), toString(VerificationStatus::Failed));
    QCOMPARE(outcome.verification.reason, QStringLiteral("header_missing"));
    QCOMPARE(outcome.verification.scheme, QStringLiteral("hmac-sha512"));
}

void TestRun::sameSeedSameRun()
{
    const auto program = m_fixture.compile("const main = () => ({ a: Math.random(), b: crypto.randomUUID(), c: "
                                           "[...crypto.getRandomValues(new Uint8Array(4))] });");
    QVERIFY(program);
    auto job = ScriptFixture::job(*program);
    const auto first = m_fixture.run(job).report.preprocess;
    QVERIFY(!first.isUndefined());
    QCOMPARE(m_fixture.run(job).report.preprocess, first);
    job.seed = 43;
    QVERIFY(!(m_fixture.run(job).report.preprocess == first));
}

void TestRun::expressionsWithoutScript()
{
    const auto program = m_fixture.compile({}, QStringLiteral("script.js"), {QStringLiteral("body.n * 2")});
    QVERIFY(program);
    QVERIFY(!(*program)->hasMain);
    const auto outcome = m_fixture.run(ScriptFixture::job(*program, "{\"n\":21}"));
    QCOMPARE(toString(outcome.report.status), toString(ScriptStatus::Ok));
    QCOMPARE(outcome.expressions.at(0).value, json::Value(42));
}

QTEST_GUILESS_MAIN(TestRun)
#include "tst_run.moc"
