#include "tests/core/script/scriptfixture.h"

#include <QRegularExpression>
#include <QTest>

using namespace hw;
using namespace hw::script;
using hw::test::ScriptFixture;

/// Scripts that get at body, headers and context in ways of all kinds. Each runs as it is compiled, where the host
/// makes what its main looks at, and with all of them made: nothing may tell the two apart.
class TestContextSame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsTheSame_data();
    void runsTheSame();

private:
    ScriptFixture m_fixture;
};

namespace {

constexpr char body[] =
    R"({"a":{"x":[1,2,{"y":null}],"z":"é"},"b":[1,2,3],"c":"text","d":{"e":{"f":1}},"n":5,"hidden":"h",)"
    R"("list":[{"id":1},{"id":2}],"main":"m","verified":true})";

/// What stands in `main(ctx)`.
constexpr const char* statements[] = {
    // Taken apart.
    "const { a, ...rest } = ctx.body; return { a, rest };",
    "const { body: { c, ...rest } } = ctx; return { c, rest };",
    "const { body, ...rest } = ctx; return { keys: Object.keys(rest), c: body.c };",
    "const { body: { a: { x: [first, ...more] } } } = ctx; return { first, more };",
    "const { body: { none = 'd', c = 'e' } } = ctx; return { none, c };",
    "const { body, body: { c }, body: again } = ctx; return { c, n: again.n, d: body.d };",
    "const key = 'hid' + 'den'; const { [key]: found } = ctx.body; return { found };",
    "const key = 'bo' + 'dy'; const { [key]: found } = ctx; return { found };",
    "let c; ({ c } = ctx.body); return { c };",
    "let b; ({ body: b } = ctx); return { c: b.c, all: b };",
    "const o = {}; ({ body: o.b } = ctx); return { o };",
    "for (const { c } of [ctx.body]) return { c };",
    "for (const [k, v] of Object.entries(ctx.body)) if (k === 'hidden') return { v };",
    "const { body = {} } = ctx; const { d: { e } = {} } = body; return { e };",
    // Other names.
    "const a = ctx, b = a, c = b.body, d = c; return { n: d.n };",
    "let b = ctx.body; b = b.d; return { b };",
    "const b = ctx.body; const f = b => b.hidden; return { x: f(b) };",
    "const b = ctx.body; const f = (x = b) => x.hidden; return { x: f() };",
    "const b = ctx.body; const l = [b, ...[b]]; return { x: l[1].hidden };",
    "const b = ctx.body ?? ctx.headers; return { x: b.hidden, y: b['x-two'] };",
    "const b = ctx.body && ctx.headers; return { x: b.hidden, y: b['x-two'] };",
    "let b = null; b ?\?= ctx.body; return { x: b.hidden };",
    // The whole of it.
    "return { t: JSON.stringify(ctx.body) };",
    "return { ctx };",
    "return ctx;",
    "return { ...ctx.body };",
    "return { k: Object.keys(ctx), own: ctx.hasOwnProperty('body') };",
    "const k = []; for (const key in ctx) k.push(key); return { k };",
    "return { k: Object['ke' + 'ys'](ctx), l: Reflect['own' + 'Keys'](ctx.body) };",
    "return { a: 'hidden' in ctx.body, b: 'body' in ctx, c: Object.hasOwn(ctx.body, 'hidden') };",
    "console.log(ctx.body, ctx); return {};",
    "throw new Error(JSON.stringify(ctx.body));",
    "return { t: new Proxy(ctx, { get: (o, k) => o[k] }).body.hidden };",
    // Through functions.
    "const f = c => c.body.hidden; return { x: f(ctx) };",
    "function f() { return this.body.hidden; } return { x: f.call(ctx), y: f.apply(ctx, []), z: f.bind(ctx)() };",
    "const f = (...all) => all[0].hidden; return { x: f(ctx.body), y: f(...[ctx.body]) };",
    "class Shop { constructor(c) { this.c = c; } get x() { return this.c.body.hidden; } } return { x: new Shop(ctx).x "
    "};",
    "class Shop { static b = ctx.body; #c = ctx; y() { return this.#c.body.n; } } return { x: Shop.b.hidden, y: new "
    "Shop().y() };",
    "function* all() { yield ctx.body; } return { x: [...all()][0].hidden };",
    "const f = async () => ctx.body; return { x: (await f()).hidden };",
    "const b = await ctx.body; return { x: b.hidden };",
    "return [ctx].map(({ body }) => ({ x: body.hidden }))[0];",
    "const get = o => k => o[k]; return { x: get(ctx.body)('hidden'), y: get(ctx)('body') };",
    "const c = ctx; const f = () => { const { body: q } = c; return q; }; return { x: f().hidden };",
    // Changed.
    "ctx.body.hidden = 'changed'; return { x: ctx.body.hidden, all: ctx.body };",
    "delete ctx.body.hidden; return { all: ctx.body };",
    "ctx.body = { own: 1 }; return { x: ctx.body.own, y: ctx.body.hidden };",
    "delete ctx.body; return { b: ctx.body };",
    "ctx.body.b.push(4); ctx.body.d.e.g = 2; return { b: ctx.body.b, d: ctx.body.d };",
    "Object.defineProperty(ctx, 'body', { value: { c: 9 } }); return { c: ctx.body.c };",
    // Asked for.
    "return { a: typeof ctx.body, b: !ctx.body, c: ctx.body == null, d: ctx.body !== undefined, e: void ctx.body };",
    "return { a: ctx.body?.d?.e?.f, b: ctx.body?.none?.x, c: ctx?.body.n, d: ctx.body?.['c'] };",
    "return { a: ctx.body.c.toUpperCase(), b: ctx.body.b.map(x => x * 2), c: ctx.body.list[0].id };",
    "return { a: ctx.body.toString(), b: ctx.body.hasOwnProperty('hidden'), c: String(ctx.body) };",
    "return { a: ctx.body.__proto__ === Object.prototype, b: ctx.body['__proto__'] === Object.prototype };",
    "return { a: ctx.body[['hidden']], b: ctx.body[`c`], c: ctx['b' + 'ody'].n };",
    // Headers.
    "return { h: ctx.headers };",
    "const { 'x-two': two, ...rest } = ctx.headers; return { two, rest };",
    "return { a: ctx.headers['X-Two'], b: ctx.headers['x-two'], c: ctx.headers['content-type'], d: ctx.headers.none };",
    "const h = new Map(Object.entries(ctx.headers)); return { a: h.get('x-two') };",
    // What verifies.
    "return { verified: verifyHmacSha256({ secret: 's', signature: ctx.headers['x-two'], payload: ctx.body }) };",
    "return { a: verifyHmac({ payload: ctx.body, get secret() { return this.payload.hidden; }, signature: 'x' }) };",
    "const o = { payload: ctx.body, secret: 's', signature: 'x' }; return { a: verifyHmac(o), b: o.payload.hidden };",
    "return { a: verifyHmac({ ...{ payload: ctx.body }, secret: ctx.body.hidden, signature: 'x' }) };",
    "return { a: verifyHmac({ payload: ctx.body, __proto__: { get secret() { return this.payload.hidden; } } }) };",
    "const verifyHmac = o => o.payload; return { a: verifyHmac({ payload: ctx.body }) };",
    "return { a: verifySignature({ scheme: 'svix', headers: ctx.headers, payload: ctx.body, secret: 'whsec_AAAA' }) };",
};

struct Script
{
    const char* name;
    const char* source;
    const char* fileName = "script.js";
};

constexpr Script scripts[] = {
    {"main is called again",
     "function main(ctx, deep) { return deep ? ctx : { x: main({ body: { own: 1 } }, 1), y: ctx.body.n }; }"},
    {"main is taken out of a function",
     "const { main = ctx => ({ x: ctx.body.hidden }) } = function (a) { return a; };"},
    {"main is taken out of a list", "const [main = async ctx => ({ x: ctx.body.hidden })] = [];"},
    {"main by a method", "class Shop { static main(ctx) { return { x: ctx.body.hidden }; } } const main = Shop.main;"},
    {"another main is exported",
     "function main(ctx) { return { n: ctx.body.n }; } exports.main = ctx => ({ all: ctx });"},
    {"exported under this name", "function other(ctx) { return { x: ctx.body.hidden }; } export { other as main };"},
    {"the default export", "export default ({ body }) => ({ x: body.hidden });"},
    {"a default parameter", "function main(ctx, b = ctx.body, { c } = b) { return { x: b.hidden, c }; }"},
    {"a default for the context", "function main(ctx = { body: {} }) { return { c: ctx.body.c }; }"},
    {"rest parameter", "function main(...[{ body }]) { return { x: body.hidden }; }"},
    {"arguments", "function main() { return { x: arguments[0].body.hidden, n: arguments.length }; }"},
    {"a variable of the parameter's name",
     "function main(ctx) { var ctx = ctx || {}; return { x: ctx.body.hidden }; }"},
    {"a variable outside",
     "let kept; function main(ctx) { kept = ctx; return look(); } function look() { return kept.body; }"},
    {"a function of this name inside", "const main = function ctx(c) { return { x: c.body.hidden, t: typeof ctx }; };"},
    {"this of TypeScript", "export function main(this: void, ctx: any) { return { x: ctx.body.hidden }; }",
     "script.ts"},
    {"types",
     "interface B { c: string }\nexport default async function main({ body }: { body: B & Record<string, unknown> }) "
     "{\n"
     "const { hidden } = body as unknown as { hidden: string }; const all = <B>body; return { hidden, c: all!.c, n: "
     "(body satisfies B).n };\n}",
     "script.ts"},
    {"an enumeration",
     "enum Key { Hidden = 'hidden' }\nfunction main(ctx: any) { return { x: ctx.body[Key.Hidden] }; }", "script.ts"},
};

/// The program without what its analysis found, each line in its place.
Program withAll(const CompiledProgram& program)
{
    static const QRegularExpression found(QStringLiteral("^(?:bodyMembers|headersMembers|isContextRead): .*,$"),
                                          QRegularExpression::MultilineOption);
    auto all = std::make_shared<CompiledProgram>(program);
    all->code = QString::fromUtf8(program.code).remove(found).toUtf8();
    all->hash += "-all";
    return all;
}

} // namespace

void TestContextSame::runsTheSame_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QString>("fileName");
    for (const char* statement : statements)
        QTest::newRow(statement) << "async function main(ctx) { " + QByteArray(statement) + " }"
                                 << QStringLiteral("script.js");
    for (const Script& script : scripts)
        QTest::newRow(script.name) << QByteArray(script.source) << QString::fromLatin1(script.fileName);
}

void TestContextSame::runsTheSame()
{
    QFETCH(QByteArray, source);
    QFETCH(QString, fileName);
    const auto program = m_fixture.compile(source, fileName);
    QVERIFY2(program, program ? "" : qPrintable(program.error().args.join(u' ')));
    auto outcome = m_fixture.run(ScriptFixture::job(*program, body));
    auto expected = m_fixture.run(ScriptFixture::job(withAll(**program), body));
    outcome.report.duration = expected.report.duration = {};
    QCOMPARE(json::write(outcome.report.preprocess), json::write(expected.report.preprocess));
    QCOMPARE(outcome.report.error.value_or(ScriptError{}).message,
             expected.report.error.value_or(ScriptError{}).message);
    QVERIFY(outcome.report == expected.report);
    QVERIFY(outcome.verification == expected.verification);
}

QTEST_GUILESS_MAIN(TestContextSame)
#include "tst_contextsame.moc"
