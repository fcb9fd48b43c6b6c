#include "tests/core/script/debugfixture.h"

#include <QTest>

using namespace hw;
using namespace hw::script;
using hw::test::DebugFixture;

/// A breakpoint stops at its line with the values there, in every form that code takes.
class TestDebugPlaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void stopsInside_data();
    void stopsInside();
};

void TestDebugPlaces::stopsInside_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QStringList>("stops"); // "stack | value of the expression" at each
    QTest::addColumn<QByteArray>("result");
    const QString js = QStringLiteral("script.js");
    const QString ts = QStringLiteral("script.ts");

    QTest::newRow("nested functions") << js
                                      << QByteArray("function main({ body }) {\n"
                                                    "  const base = 10;\n"
                                                    "  function outer(x) {\n"
                                                    "    const y = x * 2;\n"
                                                    "    function inner(z) {\n"
                                                    "      return base + y + z;\n"
                                                    "    }\n"
                                                    "    return inner(5);\n"
                                                    "  }\n"
                                                    "  return { n: outer(body.n) };\n"
                                                    "}\n")
                                      << 6 << "[base, x, y, z, body.n].join()"
                                      << QStringList{"inner:6 outer:8 main:10 | \"10,3,6,5,3\""}
                                      << QByteArray("{\"n\":21}");
    QTest::newRow("closures in loops") << js
                                       << QByteArray("function main() {\n"
                                                     "  const makers = [];\n"
                                                     "  for (let i = 0; i < 3; i++) {\n"
                                                     "    const square = i * i;\n"
                                                     "    makers.push(() => {\n"
                                                     "      return i + square;\n"
                                                     "    });\n"
                                                     "  }\n"
                                                     "  return { all: makers.map(m => m()) };\n"
                                                     "}\n")
                                       << 6 << "`${i} ${square}`"
                                       << QStringList{"(anonymous):6 (anonymous):9 main:9 | \"0 0\"",
                                                      "(anonymous):6 (anonymous):9 main:9 | \"1 1\"",
                                                      "(anonymous):6 (anonymous):9 main:9 | \"2 4\""}
                                       << QByteArray("{\"all\":[0,2,6]}");
    QTest::newRow("destructuring") << js
                                   << QByteArray(
                                          "function pick({ n, list: [first, ...others], ...rest }, k = n + 1) {\n"
                                          "  const { deep: { x: renamed = 9 } = {} } = rest;\n"
                                          "  return { renamed, k };\n"
                                          "}\n"
                                          "const main = () =>\n"
                                          "  pick({ n: 1, list: [2, 3, 4], deep: { x: 5 }, more: 6 });\n")
                                   << 3
                                   << "[n, first, others.join('-'), Object.keys(rest).join('-'), renamed, k].join()"
                                   << QStringList{"pick:3 main:6 | \"1,2,3-4,deep-more,5,2\""}
                                   << QByteArray("{\"renamed\":5,\"k\":2}");
    QTest::newRow("class methods") << js
                                   << QByteArray("class Base { constructor(n) { this.n = n; } }\n"
                                                 "class Cart extends Base {\n"
                                                 "  #items = [];\n"
                                                 "  static made = 0;\n"
                                                 "  constructor(n) {\n"
                                                 "    super(n);\n"
                                                 "    Cart.made += 1;\n"
                                                 "  }\n"
                                                 "  add(item) {\n"
                                                 "    this.#items.push(item);\n"
                                                 "    return this;\n"
                                                 "  }\n"
                                                 "  get total() { return this.#items.length + this.n; }\n"
                                                 "}\n"
                                                 "export default function (ctx) {\n"
                                                 "  return { total: new Cart(ctx.body.n).add('a').add('b').total };\n"
                                                 "}\n")
                                   << 11 << "this.#items.length + ' ' + this.n + item"
                                   << QStringList{"Cart.add:11 default:16 | \"1 3a\"",
                                                  "Cart.add:11 default:16 | \"2 3b\""}
                                   << QByteArray("{\"total\":5}");
    QTest::newRow("constructor and getter")
        << js
        << QByteArray("class Cart {\n"
                      "  constructor(n) { this.n = n; }\n"
                      "  get twice() { return this.n * 2; }\n"
                      "}\n"
                      "function main() { return { n: new Cart(4).twice }; }\n")
        << 2 << "n" << QStringList{"new Cart:2 main:5 | 4"} << QByteArray("{\"n\":8}");
    QTest::newRow("several awaits") << js
                                    << QByteArray("const later = v => new Promise(r => setTimeout(() => r(v), 5));\n"
                                                  "async function twice(v) {\n"
                                                  "  const one = await later(v);\n"
                                                  "  const two = await later(v);\n"
                                                  "  return one + two;\n"
                                                  "}\n"
                                                  "async function main({ body }) {\n"
                                                  "  const a = await twice(body.n);\n"
                                                  "  const b = await twice(a);\n"
                                                  "  return { b };\n"
                                                  "}\n")
                                    << 5 << "[v, one, two]"
                                    << QStringList{"twice:5 main:8* | (3) [3, 3, 3]", "twice:5 main:9* | (3) [6, 6, 6]"}
                                    << QByteArray("{\"b\":12}");
    QTest::newRow("asynchronous arrow function")
        << js
        << QByteArray("class Api {\n"
                      "  url = 'u';\n"
                      "  get = async (path) => {\n"
                      "    await null;\n"
                      "    return this.url + path;\n"
                      "  };\n"
                      "}\n"
                      "const main = async () => ({ at: await new Api().get('/x') });\n")
        << 5 << "this.url + path" << QStringList{"get:5 main:8* | \"u/x\""} << QByteArray("{\"at\":\"u/x\"}");
    QTest::newRow("catch") << js
                           << QByteArray("function main() {\n"
                                         "  let said = '';\n"
                                         "  try {\n"
                                         "    JSON.parse('{');\n"
                                         "  } catch ({ name, message }) {\n"
                                         "    said = name;\n"
                                         "  } finally {\n"
                                         "    said += '!';\n"
                                         "  }\n"
                                         "  return { said };\n"
                                         "}\n")
                           << 6 << "name + typeof message" << QStringList{"main:6 | \"SyntaxErrorstring\""}
                           << QByteArray("{\"said\":\"SyntaxError!\"}");
    QTest::newRow("finally") << js
                             << QByteArray("function main() {\n"
                                           "  let said = '';\n"
                                           "  try {\n"
                                           "    said = 'try';\n"
                                           "    return { said };\n"
                                           "  } catch {\n"
                                           "    said = 'catch';\n"
                                           "  } finally {\n"
                                           "    said += '!';\n"
                                           "  }\n"
                                           "}\n")
                             << 9 << "said" << QStringList{"main:9 | \"try\""} << QByteArray("{\"said\":\"try\"}");
    QTest::newRow("generators") << js
                                << QByteArray("function* count(to) {\n"
                                              "  for (let i = 1; i <= to; i++) {\n"
                                              "    const sent = yield i * 10;\n"
                                              "    if (sent) return sent;\n"
                                              "  }\n"
                                              "}\n"
                                              "function* both() { yield* count(2); yield 7; }\n"
                                              "function main() {\n"
                                              "  const all = [];\n"
                                              "  for (const v of both())\n"
                                              "    all.push(v);\n"
                                              "  return { all };\n"
                                              "}\n")
                                << 4 << "i + ' ' + sent"
                                << QStringList{"count:4 both:7 main:10 | \"1 undefined\"",
                                               "count:4 both:7 main:10 | \"2 undefined\""}
                                << QByteArray("{\"all\":[10,20,7]}");
    QTest::newRow("asynchronous generators")
        << js
        << QByteArray("async function* pages() {\n"
                      "  for (const page of [[1, 2], [3]]) {\n"
                      "    await null;\n"
                      "    yield page;\n"
                      "  }\n"
                      "}\n"
                      "async function main() {\n"
                      "  let sum = 0;\n"
                      "  for await (const page of pages()) {\n"
                      "    const part = page.reduce((a, b) => a + b, 0);\n"
                      "    sum += part;\n"
                      "  }\n"
                      "  for await (const more of [Promise.resolve(10)]) sum += more;\n"
                      "  return { sum };\n"
                      "}\n")
        << 11 << "[sum, part, page.length]" << QStringList{"main:11 | (3) [0, 3, 2]", "main:11 | (3) [3, 3, 1]"}
        << QByteArray("{\"sum\":16}");
    QTest::newRow("typescript") << ts
                                << QByteArray(
                                       "interface Item { n: number }\n"
                                       "type Ctx<T> = { body: T };\n"
                                       "enum Kind { A = 1, B }\n"
                                       "class Box<T extends Item> {\n"
                                       "  constructor(private readonly item: T, public kind: Kind = Kind.B) {}\n"
                                       "  open<R>(f: (item: T) => R): R {\n"
                                       "    const item = this.item!;\n"
                                       "    return f(item) as R;\n"
                                       "  }\n"
                                       "}\n"
                                       "export async function main(ctx: Ctx<Item>): Promise<{ n: number }> {\n"
                                       "  return { n: new Box(ctx.body).open(({ n }: Item): number => n + 1) };\n"
                                       "}\n")
                                << 8 << "(item as any)?.n + this.kind" << QStringList{"Box.open:8 main:12 | 5"}
                                << QByteArray("{\"n\":4}");
    QTest::newRow("expression of an arrow function")
        << js
        << QByteArray("const twice = x => x * 2;\n"
                      "const main = ({ body }) =>\n"
                      "  ({ n: [1, body.n].map(twice).join() });\n")
        << 1 << "typeof x"
        << QStringList{"(module):1 | \"undefined\"", "twice:1 main:3 | \"number\"", "twice:1 main:3 | \"number\""}
        << QByteArray("{\"n\":\"2,6\"}");
    QTest::newRow("switch") << js
                            << QByteArray("function main({ body }) {\n"
                                          "  let said;\n"
                                          "  switch (body.n) {\n"
                                          "  case 1: said = 'one'; break;\n"
                                          "  case 3: {\n"
                                          "    const word = 'three';\n"
                                          "    said = word;\n"
                                          "  }\n"
                                          "  default:\n"
                                          "    said += '!';\n"
                                          "  }\n"
                                          "  return { said };\n"
                                          "}\n")
                            << 7 << "said + word" << QStringList{"main:7 | \"undefinedthree\""}
                            << QByteArray("{\"said\":\"three!\"}");
    QTest::newRow("case on one line") << js
                                      << QByteArray("function main() {\n"
                                                    "  let said;\n"
                                                    "  switch (1) {\n"
                                                    "  case 1: said = 'one'; break;\n"
                                                    "  }\n"
                                                    "  return { said };\n"
                                                    "}\n")
                                      << 4 << "said" << QStringList{"main:4 | undefined"}
                                      << QByteArray("{\"said\":\"one\"}");
    QTest::newRow("while") << js
                           << QByteArray("function main() {\n"
                                         "  let i = 0;\n"
                                         "  outer: while (i < 2)\n"
                                         "    for (;;) { i++; continue outer; }\n"
                                         "  do i += 10; while (i < 20);\n"
                                         "  return { i };\n"
                                         "}\n")
                           << 3 << "i" << QStringList{"main:3 | 0", "main:3 | 1", "main:3 | 2"}
                           << QByteArray("{\"i\":22}");
    QTest::newRow("body of a loop without braces")
        << js
        << QByteArray("function main({ body }) {\n"
                      "  const seen = [];\n"
                      "  for (const key in body)\n"
                      "    seen.push(key);\n"
                      "  return { seen };\n"
                      "}\n")
        << 4 << "key" << QStringList{"main:4 | \"n\""} << QByteArray("{\"seen\":[\"n\"]}");
    QTest::newRow("else if") << js
                             << QByteArray("function main({ body }) {\n"
                                           "  if (body.n === 1) return { n: 1 };\n"
                                           "  else if (body.n === 2) return { n: 2 };\n"
                                           "  else\n"
                                           "    return { n: 'many' };\n"
                                           "}\n")
                             << 3 << "body.n" << QStringList{"main:3 | 3"} << QByteArray("{\"n\":\"many\"}");
    QTest::newRow("imports") << js
                             << QByteArray(
                                    "import nodeCrypto, { createHash as hashing } from 'node:crypto';\n"
                                    "import * as all from 'buffer';\n"
                                    "export function main() {\n"
                                    "  const hex = hashing('sha256').update('a').digest('hex');\n"
                                    "  return { hex: hex.slice(0, 4), same: nodeCrypto.createHash === hashing };\n"
                                    "}\n")
                             << 5 << "hashing('sha256').update('a').digest('hex') === hex && typeof all.Buffer"
                             << QStringList{"main:5 | \"function\""} << QByteArray("{\"hex\":\"ca97\",\"same\":true}");
    QTest::newRow("a statement over several lines, from its middle")
        << js
        << QByteArray("function main({ body }) {\n"
                      "  const made = {\n"
                      "    n: body.n,\n"
                      "    twice: body.n * 2,\n"
                      "  };\n"
                      "\n"
                      "  // what comes out\n"
                      "  return made;\n"
                      "}\n")
        << 4 << "made" << QStringList{"main:2 | ReferenceError: made is not initialised yet"}
        << QByteArray("{\"n\":3,\"twice\":6}");
    QTest::newRow("functions declared twice") << js
                                              << QByteArray("function main() {\n"
                                                            "  function pick() { return 1; }\n"
                                                            "  function pick() { return 2; }\n"
                                                            "  var pick2 = 3;\n"
                                                            "  return { n: pick() + pick2 };\n"
                                                            "}\n")
                                              << 5 << "pick()" << QStringList{"main:5 | 2"} << QByteArray("{\"n\":5}");
}

void TestDebugPlaces::stopsInside()
{
    QFETCH(QString, fileName);
    QFETCH(QByteArray, source);
    QFETCH(int, line);
    QFETCH(QString, expression);
    QFETCH(QStringList, stops);
    QFETCH(QByteArray, result);
    DebugFixture debug(source, fileName, "{\"n\":3}");
    debug.breakAt({line});
    QStringList seen;
    QString at = debug.next();
    while (debug.stop) {
        seen.append(debug.stack() + QStringLiteral(" | ") + debug.value(expression));
        at = debug.go('c');
    }
    QCOMPARE(at, QStringLiteral("end"));
    QCOMPARE(seen.join(u'\n'), stops.join(u'\n'));
    QCOMPARE(json::write(debug.outcome->report.preprocess), result);
}

QTEST_GUILESS_MAIN(TestDebugPlaces)
#include "tst_debug_places.moc"
