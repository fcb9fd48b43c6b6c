#include "tests/core/script/debugfixture.h"

#include <QTest>

using namespace hw;
using namespace hw::script;
using hw::test::DebugFixture;

/// What is shown of a script that is stopped, and what can be evaluated in it.
class TestDebugValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scopes();
    void hiddenNames();
    void namesInClosures();
    void values();
    void opens();
    void longListsAreOpenedInGroups();
    void classes();
    void evaluates_data();
    void evaluates();
    void evaluatesInOtherFrames();
    void secretsAreMasked();
    void hostileValues();
    void compiledCodeIsNeverSeen();
};

void TestDebugValues::scopes()
{
    DebugFixture debug("const limit = 5;\n"
                       "function main({ body }, spare = 1) {\n"
                       "  var old = 'var';\n"
                       "  function helper() {}\n"
                       "  for (const item of [1]) {\n"
                       "    try {\n"
                       "      let deep = item;\n"
                       "      throw deep;\n"
                       "    } catch (problem) {\n"
                       "      const more = () => {\n"
                       "        return problem + item + limit;\n"
                       "      };\n"
                       "      return { n: more(), later };\n"
                       "    }\n"
                       "  }\n"
                       "  const later = 1;\n"
                       "}\n");
    debug.breakAt({8, 11, 13});
    QCOMPARE(debug.next(), QStringLiteral("main:8"));
    QCOMPARE(debug.scopeNames(), QStringLiteral("Block, Block, Local, Module"));
    QCOMPARE(debug.variables(0), QStringLiteral("deep=1"));
    QCOMPARE(debug.variables(1), QStringLiteral("item=1"));
    QCOMPARE(debug.variables(2), QStringLiteral("body={}, spare=1, old=\"var\", helper=function helper, "
                                                "later=not initialised yet"));
    QCOMPARE(debug.variables(3), QStringLiteral("limit=5, main=function main"));
    QCOMPARE(debug.go('c'), QStringLiteral("main:13"));
    QCOMPARE(debug.scopeNames(), QStringLiteral("Catch, Block, Local, Module"));
    QCOMPARE(debug.variables(0), QStringLiteral("problem=1, more=function more"));
    QCOMPARE(debug.go('c'), QStringLiteral("more:11"));
    QCOMPARE(debug.scopeNames(),
             QStringLiteral("Closure (catch in main), Closure (block in main), Closure (main), Module"));
    QCOMPARE(debug.variables(0), QStringLiteral("problem=1, more=function more"));
    QCOMPARE(debug.scopeNames(1), QStringLiteral("Catch, Block, Local, Module"));
    QCOMPARE(debug.variables(1, 1), QStringLiteral("item=1"));
    // What was asked of a stop that is over has no answer.
    debug.session().resume();
    QCOMPARE(debug.value(QStringLiteral("1")), QStringLiteral("the script is not stopped"));
}

void TestDebugValues::hiddenNames()
{
    DebugFixture debug("const x = 'module';\n"
                       "function main() {\n"
                       "  const x = 'function';\n"
                       "  {\n"
                       "    const x = 'block';\n"
                       "    return [0].map(x => {\n"
                       "      return x;\n"
                       "    }).length && {};\n"
                       "  }\n"
                       "}\n");
    debug.breakAt({7});
    QCOMPARE(debug.next(), QStringLiteral("(anonymous):7"));
    QCOMPARE(debug.value(QStringLiteral("x")), QStringLiteral("0"));
    QCOMPARE(debug.scopeNames(), QStringLiteral("Local, Closure (block in main), Closure (main), Module"));
    QCOMPARE(debug.variables(0), QStringLiteral("x=0"));
    QCOMPARE(debug.variables(1), QStringLiteral("x=\"block\""));
    QCOMPARE(debug.variables(2), QStringLiteral("x=\"function\""));
    QCOMPARE(debug.variables(3), QStringLiteral("x=\"module\", main=function main"));
}

void TestDebugValues::namesInClosures()
{
    // Each round of a loop has variables of its own, and closures keep theirs.
    DebugFixture debug("function counter(start) {\n"
                       "  let n = start;\n"
                       "  return {\n"
                       "    up() {\n"
                       "      n += 1;\n"
                       "      return n;\n"
                       "    },\n"
                       "  };\n"
                       "}\n"
                       "function main() {\n"
                       "  const a = counter(1), b = counter(10);\n"
                       "  return { n: a.up() + b.up() + a.up() };\n"
                       "}\n");
    debug.breakAt({6});
    QCOMPARE(debug.next(), QStringLiteral("up:6"));
    QCOMPARE(debug.scopeNames(), QStringLiteral("Local, Closure (counter), Module"));
    QCOMPARE(debug.variables(1), QStringLiteral("start=1, n=2"));
    debug.go('c');
    QCOMPARE(debug.variables(1), QStringLiteral("start=10, n=11"));
    debug.go('c');
    QCOMPARE(debug.variables(1), QStringLiteral("start=1, n=3"));
    QCOMPARE(debug.value(QStringLiteral("n = 50")), QStringLiteral("50"));
    QCOMPARE(debug.go('c'), QStringLiteral("end"));
    QCOMPARE(debug.outcome->report.preprocess[u"n"].toInteger(), 2 + 11 + 50);
}

void TestDebugValues::values()
{
    DebugFixture debug(
        "class Point { constructor(x) { this.x = x; } }\n"
        "function main() {\n"
        "  const values = [undefined, null, -0, 1.5, NaN, true, 'a\"b', Symbol('s'), [1, [2], {}], { a: { b: 1 }, 'c "
        "d': 2 },\n"
        "    new Map([['k', { v: 1 }]]), new Set([1, 'x']), new Date(0), /a+/gi, /(?<year>\\d+)/, new Error('bad'),\n"
        "    new RangeError('far'), function named() {}, () => 1, class Foo {}, new Point(3), new Uint8Array([1, 2, "
        "255]),\n"
        "    new ArrayBuffer(4), Promise.resolve(1), Object.create(null), 'x'.repeat(300), [], {}, [, 1], new Map(),\n"
        "    { get a() { return 1; } }, [1, 2, 3, 4, 5, 6, 7, 8]];\n"
        "  return {};\n"
        "}\n");
    debug.breakAt({8});
    debug.next();
    const QStringList expected{"undefined",
                               "null",
                               "-0",
                               "1.5",
                               "NaN",
                               "true",
                               "\"a\\\"b\"",
                               "Symbol(s)",
                               "(3) [1, (1) […], {}]",
                               "{a: {…}, \"c d\": 2}",
                               "Map(1) {\"k\" => {…}}",
                               "Set(2) {1, \"x\"}",
                               "1970-01-01T00:00:00.000Z",
                               "/a+/gi",
                               "/(?<year>\\d+)/",
                               "Error: bad",
                               "RangeError: far",
                               "function named",
                               "function (anonymous)",
                               "function Foo",
                               "Point {x: 3}",
                               "Uint8Array(3) [1, 2, 255]",
                               "ArrayBuffer(4)",
                               "Promise",
                               "{}",
                               '"' + QString(200, 'x') + "…\" (300 characters)",
                               "(0) []",
                               "{}",
                               "(2) [empty, 1]",
                               "Map(0)",
                               "{a: (getter)}",
                               "(8) [1, 2, 3, 4, 5, 6, …]"};
    const auto local = debug.variableMap(0);
    const auto shown = debug.open(local[QStringLiteral("values")].variables);
    QStringList values;
    for (const auto& variable : shown)
        values.append(variable.value);
    for (qsizetype i = 0; i < expected.size(); ++i)
        QCOMPARE(values.value(i), expected[i]);
    QCOMPARE(shown[20].type, QStringLiteral("Point"));
    QCOMPARE(shown[26].variables, 0); // nothing to open
    QVERIFY(shown[25].variables > 0); // the whole text
    QVERIFY(debug.open(shown[25].variables).front().value.size() > 300);
}

void TestDebugValues::opens()
{
    DebugFixture debug(
        "function main(ctx) {\n"
        "  const o = { list: [1, { deep: [2] }], map: new Map([['k', { v: 1 }]]), get twice() { return 2 * 21; },\n"
        "    get broken() { throw new Error('no'); }, [Symbol('tag')]: 1 };\n"
        "  o.self = o;\n"
        "  const e = Object.assign(new TypeError('bad'), { code: 7 });\n"
        "  return {};\n"
        "}\n",
        QStringLiteral("script.js"), "{\"id\":\"evt_1\"}");
    debug.breakAt({6});
    debug.next();
    auto local = debug.variableMap(0);
    auto members = debug.open(local[QStringLiteral("o")].variables);
    QCOMPARE(DebugFixture::text(members),
             QStringLiteral("list=(2) [1, {…}], map=Map(1) {\"k\" => {…}}, twice=(getter), broken=(getter), "
                            "self={list: (2) […], map: Map(1), twice: (getter), broken: (getter), self: {…}, "
                            "Symbol(tag): 1}, Symbol(tag)=1"));
    QCOMPARE(DebugFixture::text(debug.open(members[0].variables)), QStringLiteral("0=1, 1={deep: (1) […]}"));
    QCOMPARE(DebugFixture::text(debug.open(members[1].variables)), QStringLiteral("\"k\"={v: 1}"));
    QVERIFY(members[2].lazy);
    QCOMPARE(DebugFixture::text(debug.open(members[2].variables)), QStringLiteral("value=42"));
    QCOMPARE(DebugFixture::text(debug.open(members[3].variables)), QStringLiteral("error=Error: no"));
    const auto error = debug.open(local[QStringLiteral("e")].variables);
    QCOMPARE(DebugFixture::text(error), QStringLiteral("message=\"bad\", code=7, stack=at main (script.js:5:27)"));
    // What the request brought is there as if it were an ordinary object.
    const auto context = DebugFixture::text(debug.open(local[QStringLiteral("ctx")].variables));
    QVERIFY(context.startsWith(u"body={id: \"evt_1\"}, rawBody=\"{\\\"id\\\":\\\"evt_1\\\"}\", headers={"));
}

void TestDebugValues::longListsAreOpenedInGroups()
{
    DebugFixture debug("function main() {\n"
                       "  const many = Array.from({ length: 25000 }, (v, i) => i);\n"
                       "  const bytes = new Uint8Array(150);\n"
                       "  const wide = {};\n"
                       "  many.slice(0, 101).forEach(i => { wide['k' + i] = i; });\n"
                       "  return {};\n"
                       "}\n");
    debug.breakAt({6});
    debug.next();
    const auto local = debug.variableMap(0);
    const auto groups = debug.open(local[QStringLiteral("many")].variables);
    QCOMPARE(groups.size(), size_t(3));
    QCOMPARE(groups[2].name, QStringLiteral("[20000…24999]"));
    const auto inner = debug.open(groups[2].variables);
    QCOMPARE(inner.size(), size_t(50));
    const auto last = debug.open(inner.back().variables);
    QCOMPARE(last.size(), size_t(100));
    QCOMPARE(last.back().name + u'=' + last.back().value, QStringLiteral("24999=24999"));
    QCOMPARE(debug.open(local[QStringLiteral("bytes")].variables).size(), size_t(2));
    QCOMPARE(debug.open(local[QStringLiteral("wide")].variables).size(), size_t(2));
}

void TestDebugValues::classes()
{
    DebugFixture debug("class Base { constructor() { this.base = 1; } get double() { return this.base * 2; } }\n"
                       "class Cart extends Base {\n"
                       "  #items = ['a'];\n"
                       "  static #made = 3;\n"
                       "  name = 'n';\n"
                       "  #size() { return this.#items.length; }\n"
                       "  count() {\n"
                       "    return [1].map(n => {\n"
                       "      return n + this.#size() + Cart.#made;\n"
                       "    });\n"
                       "  }\n"
                       "}\n"
                       "const main = () => ({ n: new Cart().count() });\n");
    debug.breakAt({9});
    QCOMPARE(debug.next(), QStringLiteral("(anonymous):9"));
    QCOMPARE(debug.scopeNames(1), QStringLiteral("Local, Module"));
    const auto self = debug.variableMap(0, 1)[QStringLiteral("this")];
    QCOMPARE(self.value, QStringLiteral("Cart {base: 1, name: \"n\"}"));
    QCOMPARE(DebugFixture::text(debug.open(self.variables)),
             QStringLiteral("base=1, name=\"n\", #items=(1) [\"a\"], #size=function #size, double=(getter)"));
    QCOMPARE(debug.value(QStringLiteral("this.#items[0] + this.#size() + this.double")), QStringLiteral("\"a12\""));
    QCOMPARE(debug.value(QStringLiteral("Cart.#made")), QStringLiteral("3"));
    QCOMPARE(debug.value(QStringLiteral("this.#items = 1")),
             QStringLiteral("SyntaxError: private members can be read here, not changed"));
    QCOMPARE(debug.go('c'), QStringLiteral("end"));
    QCOMPARE(json::write(debug.outcome->report.preprocess), QByteArray("{\"n\":[5]}"));
}

void TestDebugValues::evaluates_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("value");
    QTest::newRow("member") << "body.user.name"
                            << "\"Ada\"";
    QTest::newRow("optional chaining") << "body.none?.name ?? 'nobody'"
                                       << "\"nobody\"";
    QTest::newRow("spread") << "({ ...body.user, age: 3 })"
                            << "{name: \"Ada\", age: 3}";
    QTest::newRow("template") << "`${n} of ${list.length}`"
                              << "\"2 of 3\"";
    QTest::newRow("function") << "list.map(v => v * n).join()"
                              << "\"2,4,6\"";
    QTest::newRow("call of a user's function") << "twice(n)"
                                               << "4";
    QTest::newRow("assignment") << "(n = 9, n)"
                                << "9";
    QTest::newRow("object") << "{ a: 1 }"
                            << "{a: 1}";
    QTest::newRow("comment") << "n // the number"
                             << "9";
    QTest::newRow("power") << "n ** 2"
                           << "81";
    QTest::newRow("named groups") << "/(?<d>\\d)/.exec('a7').groups.d"
                                  << "\"7\"";
    QTest::newRow("built-in") << "new URL('https://a.b/c').pathname"
                              << "\"/c\"";
    QTest::newRow("this outside of methods") << "this"
                                             << "undefined";
    QTest::newRow("unknown name") << "nothing + 1"
                                  << "ReferenceError: nothing is not defined";
    QTest::newRow("not initialised") << "later + 1"
                                     << "ReferenceError: later is not initialised yet";
    QTest::newRow("throws") << "twice.none.x"
                            << "TypeError: Cannot read property 'x' of undefined";
    QTest::newRow("syntax") << "n +"
                            << "SyntaxError: Unexpected token";
    QTest::newRow("two statements") << "n; n"
                                    << "SyntaxError: Unexpected token, expected \",\"";
    QTest::newRow("breaking out") << "1); (2"
                                  << "SyntaxError: ";
    QTest::newRow("await") << "await twice(1)"
                           << "SyntaxError: await outside a function";
    QTest::newRow("eval") << "eval('1')"
                          << "SyntaxError: eval";
    QTest::newRow("lookbehind") << "/(?<=a)b/.test('ab')"
                                << "SyntaxError: lookbehind in a regular expression";
    QTest::newRow("endless") << "(() => { for (;;); })()"
                             << "broken off: it took longer than 2 s";
    QTest::newRow("afterwards") << "n + list[0]"
                                << "10";
    QTest::newRow("recursive") << "(function f() { return f() + 1; })()"
                               << "RangeError: ";
    QTest::newRow("global") << "globalThis.leak = 1"
                            << "1";
}

void TestDebugValues::evaluates()
{
    // One session for all: what an expression changes is there for the next, and nothing ends the run.
    static std::unique_ptr<DebugFixture> debug;
    QFETCH(QString, expression);
    QFETCH(QString, value);
    if (!debug) {
        debug = std::make_unique<DebugFixture>("const twice = v => v * 2;\n"
                                               "function main({ body }) {\n"
                                               "  let n = 2;\n"
                                               "  const list = [1, 2, 3];\n"
                                               "  debugger;\n"
                                               "  const later = 1;\n"
                                               "  return { n };\n"
                                               "}\n",
                                               QStringLiteral("script.js"), "{\"user\":{\"name\":\"Ada\"}}");
        QCOMPARE(debug->next(), QStringLiteral("main:5"));
    }
    const auto got = debug->value(expression);
    QVERIFY2(got.startsWith(value), qPrintable(got));
    if (QTest::currentDataTag() == QByteArray("global")) {
        QCOMPARE(debug->go('c'), QStringLiteral("end"));
        QCOMPARE(debug->outcome->report.preprocess[u"n"].toInteger(), 9);
        debug.reset();
    }
}

void TestDebugValues::evaluatesInOtherFrames()
{
    DebugFixture debug("const inner = x => {\n"
                       "  return x;\n"
                       "};\n"
                       "const middle = async x => {\n"
                       "  await null;\n"
                       "  return inner(x + 1);\n"
                       "};\n"
                       "async function main() {\n"
                       "  let x = 1;\n"
                       "  const got = await middle(x + 1);\n"
                       "  return { got, x };\n"
                       "}\n");
    debug.breakAt({2});
    debug.next();
    QCOMPARE(debug.stack(), QStringLiteral("inner:2 middle:6 main:10*"));
    QCOMPARE(debug.value(QStringLiteral("x"), 0), QStringLiteral("3"));
    QCOMPARE(debug.value(QStringLiteral("x"), 1), QStringLiteral("2"));
    QCOMPARE(debug.value(QStringLiteral("x = 40"), 2), QStringLiteral("40"));
    QCOMPARE(debug.value(QStringLiteral("x"), 7), QStringLiteral("RangeError: there is no frame 7"));
    QCOMPARE(debug.go('c'), QStringLiteral("end"));
    QCOMPARE(json::write(debug.outcome->report.preprocess), QByteArray("{\"got\":3,\"x\":40}"));
}

void TestDebugValues::secretsAreMasked()
{
    DebugFixture debug(
        "function main({ vars }) {\n"
        "  const secret = vars.SERVICE_SIGNING_SECRET;\n"
        "  const held = { [secret]: 'Bearer ' + secret, list: [secret], map: new Map([[secret, secret]]) };\n"
        "  const long = 'x'.repeat(190) + secret + 'y'.repeat(50);\n"
        "  const bytes = Buffer.from('a' + secret);\n"
        "  const made = require('crypto').createHmac('sha256', secret);\n"
        "  const error = new Error('wrong ' + secret);\n"
        "  console.log(secret);\n"
        "  throw error;\n"
        "}\n");
    StopConditions conditions;
    conditions.uncaught = true;
    debug.session().setStopConditions(conditions);
    debug.session().setBreakpoints({{8, {}, {}, QStringLiteral("say {secret}")}});
    QCOMPARE(debug.next(), QStringLiteral("main:9"));
    QStringList all{debug.stop->text,
                    debug.variables(0),
                    debug.value(QStringLiteral("secret")),
                    debug.value(QStringLiteral("secret + '!'")),
                    debug.value(QStringLiteral("nothing[secret].x")),
                    debug.value(QStringLiteral("({ ...held })")),
                    debug.value(QStringLiteral("`${secret}`.none.x"))};
    const auto local = debug.variableMap(0);
    for (const auto& variable : local) {
        for (const auto& member : debug.open(variable.variables)) {
            all.append(member.name + u' ' + member.value);
            if (member.variables != 0)
                all.append(DebugFixture::text(debug.open(member.variables)));
        }
    }
    for (const auto& line : debug.output)
        all.append(line.text);
    const auto shown = all.join(u'\n');
    QVERIFY2(!shown.contains(QLatin1String(DebugFixture::secretValue)), qPrintable(shown));
    QVERIFY2(!shown.contains(u"made_up"), qPrintable(shown));       // no part of it either
    QVERIFY2(!shown.contains(u"119, 104, 115"), qPrintable(shown)); // nor its bytes
    QVERIFY(shown.contains(u"secret=\"SERVICE_SIGNING_SECRET\""));
    QCOMPARE(local[QStringLiteral("bytes")].value, QStringLiteral("Buffer (bytes of SERVICE_SIGNING_SECRET)"));
    QCOMPARE(debug.output.size(), size_t(2));
    QCOMPARE(debug.output[0].text, QStringLiteral("say SERVICE_SIGNING_SECRET"));
    QCOMPARE(debug.go('c'), QStringLiteral("error: wrong SERVICE_SIGNING_SECRET"));
}

void TestDebugValues::hostileValues()
{
    DebugFixture debug(
        "function main() {\n"
        "  const traps = new Proxy({}, { ownKeys() { throw 2; }, getPrototypeOf() { throw 1; } });\n"
        "  const named = { toString() { throw 1; }, toJSON() { throw 1; }, get constructor() { throw 1; } };\n"
        "  const revoked = Proxy.revocable({}, {});\n"
        "  revoked.revoke();\n"
        "  const gone = revoked.proxy;\n"
        "  const deep = Array.from({ length: 2000 }).reduce(a => [a], []);\n"
        "  const n = 1;\n"
        "  return {};\n"
        "}\n");
    debug.breakAt({9});
    debug.next();
    QCOMPARE(debug.value(QStringLiteral("named")),
             QStringLiteral("{toString: function toString, toJSON: function toJSON, "
                            "constructor: (getter)}"));
    QCOMPARE(debug.value(QStringLiteral("traps")), QStringLiteral("(cannot be shown)"));
    QCOMPARE(debug.value(QStringLiteral("gone")), QStringLiteral("(cannot be shown)"));
    QCOMPARE(debug.value(QStringLiteral("deep")), QStringLiteral("(1) [(1) […]]"));
    QCOMPARE(debug.value(QStringLiteral("n")), QStringLiteral("1"));
    QCOMPARE(debug.go('c'), QStringLiteral("end"));
}

void TestDebugValues::compiledCodeIsNeverSeen()
{
    DebugFixture debug("class A { #x = 1; async run({ n, ...rest }) { for await (const v of [n]) { debugger; } } }\n"
                       "export default async function main({ body }) {\n"
                       "  const { k, ...others } = body;\n"
                       "  await new A().run({ n: k?.v ?? 2 });\n"
                       "  return others;\n"
                       "}\n",
                       QStringLiteral("script.ts"));
    QCOMPARE(debug.next(), QStringLiteral("A.run:1"));
    QString all = debug.stack();
    for (int frame = 0; frame < static_cast<int>(debug.stop->frames.size()); ++frame) {
        const auto scopes = debug.scopeNames(frame).split(QStringLiteral(", "));
        for (int scope = 0; scope < scopes.size(); ++scope)
            all += u'\n' + scopes[scope] + u": " + debug.variables(scope, frame);
    }
    QVERIFY2(!all.contains(u"hw$") && !all.contains(u'_'), qPrintable(all));
    QCOMPARE(debug.go('c'), QStringLiteral("end"));
}

QTEST_GUILESS_MAIN(TestDebugValues)
#include "tst_debug_values.moc"
