// What the script editor offers at a caret, and what a script's text tells of itself.

#include "ui/models/scriptcompletion.h"

#include <QTest>

#include <algorithm>

using namespace hw;
using namespace hw::models;

namespace {

/// The built-ins, a body, and names of an environment.
ScriptDictionary dictionary()
{
    script::BodyShape body;
    body.add(*json::parse(R"({"type":"a","data":{"object":{"id":"c","email":"e","order completed":1}},)"
                          R"("items":[{"sku":"s","price":1}],"tags":["x"]})"));
    std::vector<script::Declaration> all = script::declarations(body);
    for (const char* owner : {"ctx.vars", "process.env"})
        all.push_back({QString::fromLatin1(owner),
                       QStringLiteral("API_KEY"),
                       script::Declaration::Kind::Member,
                       QStringLiteral("string"),
                       {}});
    all.push_back({QStringLiteral("ctx.headers"),
                   QStringLiteral("[\"x-signature\"]"),
                   script::Declaration::Kind::Member,
                   QStringLiteral("string"),
                   {}});
    return ScriptDictionary(std::move(all));
}

/// At the "|" of the text.
std::vector<ScriptCompletion> complete(const QString& text)
{
    const qsizetype caret = text.indexOf(u'|');
    const QString whole = text.left(caret) + text.mid(caret + 1);
    const QString after = whole.mid(caret).section(u'\n', 0, 0);
    static const ScriptDictionary known = dictionary();
    return completionsAt(whole.left(caret), after, outlineOf(whole, ScriptDialect::JavaScript), known,
                         ScriptDialect::JavaScript);
}

const ScriptCompletion* find(const std::vector<ScriptCompletion>& list, const QString& text)
{
    const auto one =
        std::find_if(list.begin(), list.end(), [&](const ScriptCompletion& each) { return each.text == text; });
    return one == list.end() ? nullptr : &*one;
}

const QString head = QStringLiteral("async function main(ctx) {\n  const { headers, body, vars } = ctx;\n");

} // namespace

class TestScriptCompletion final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offers_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("first"); // empty = nothing at all
        const auto row = [](const char* name, const QString& text, const char* first) {
            QTest::newRow(name) << text << QString::fromLatin1(first);
        };
        row("members of ctx", QStringLiteral("function main(ctx) { ctx.raw|"), "rawBody");
        row("whatever it is called", QStringLiteral("function main(c) { c.rec|"), "receivedAt");
        row("of the body", head + QStringLiteral("  body.data.object.em|"), "email");
        row("of an alias", head + QStringLiteral("  const customer = body.data.object;\n  customer.i|"), "id");
        row("with a fallback", head + QStringLiteral("  const d = body.data ?? {};\n  d.ob|"), "object");
        row("unpacked twice", head + QStringLiteral("  const { data: { object: o } } = body;\n  o.ema|"), "email");
        row("in the parameters", QStringLiteral("function main({ body: b }) { b.ty|"), "type");
        row("optional", head + QStringLiteral("  body?.data?.obj|"), "object");
        row("elements by index", head + QStringLiteral("  body.items[0].sk|"), "sku");
        row("elements in a loop", head + QStringLiteral("  for (const item of body.items) {\n    item.pri|"), "price");
        row("elements of a callback", head + QStringLiteral("  body.items.map((i) => i.sk|"), "sku");
        row("elements while reducing", head + QStringLiteral("  body.items.reduce((sum, i) => sum + i.pr|"), "price");
        row("texts", head + QStringLiteral("  body.type.toLow|"), "toLowerCase");
        row("texts in lists", head + QStringLiteral("  for (const t of body.tags) t.tri|"), "trim");
        row("what a text gives", head + QStringLiteral("  body.type.trim().toUp|"), "toUpperCase");
        row("lists", head + QStringLiteral("  body.items.fil|"), "filter");
        row("names of the environment", head + QStringLiteral("  vars.API|"), "API_KEY");
        row("as keys", head + QStringLiteral("  vars[\"API|"), "API_KEY");
        row("headers as keys", head + QStringLiteral("  headers[\"x-|"), "x-signature");
        row("of Node's process", QStringLiteral("const key = process.env.AP|"), "API_KEY");
        row("of a module", QStringLiteral("const c = require(\"node:crypto\");\nc.createHm|"), "createHmac");
        row("of what a call gives",
            QStringLiteral("const c = require('crypto');\nc.createHmac(\"sha256\", \"k\").upd|"), "update");
        row("on the next line", QStringLiteral("require(\"crypto\")\n  .createHash(\"md5\")\n  .dig|"), "digest");
        row("built-ins", QStringLiteral("function main() { verifyHmacS|"), "verifyHmacSha256");
        row("options", QStringLiteral("verifySignature({ sch|"), "scheme");
        row("further options", QStringLiteral("verifySignature({ scheme: \"stripe\", tol|"), "toleranceSeconds");
        row("locals", head + QStringLiteral("  const customerName = 1;\n  custo|"), "customerName");
        row("keywords", QStringLiteral("function main() { retu|"), "return");
        row("console", QStringLiteral("console.war|"), "warn");
        row("nothing in a comment", QStringLiteral("// body.|"), "");
        row("nothing in a text", head + QStringLiteral("  const a = \"body.|"), "");
        row("nothing in a number", QStringLiteral("const a = 12|"), "");
        row("nothing of the unknown", head + QStringLiteral("  whatever.a|"), "");
    }

    void offers()
    {
        QFETCH(QString, text);
        QFETCH(QString, first);
        const auto list = complete(text);
        QCOMPARE(list.empty() ? QString() : list.front().text, first);
    }

    void tellsWhatItIs()
    {
        const auto built = complete(QStringLiteral("verifyJ|"));
        const ScriptCompletion* jwt = find(built, QStringLiteral("verifyJwt"));
        QVERIFY(jwt && jwt->kind == ScriptCompletion::Kind::Function);
        QCOMPARE(jwt->signature, QStringLiteral("(options: JwtOptions): boolean"));
        QVERIFY(jwt->doc.contains(QLatin1String("JSON Web Token")));
        QCOMPARE(jwt->replaces, 7);
        const auto members = complete(head + QStringLiteral("  body.data.object.|"));
        const ScriptCompletion* odd = find(members, QStringLiteral("[\"order completed\"]"));
        QVERIFY(odd);
        QCOMPARE(odd->replaces, 1); // the dot goes
        QCOMPARE(find(members, QStringLiteral("email"))->signature, QStringLiteral("string"));
    }

    void keysAreClosed()
    {
        const auto open = complete(head + QStringLiteral("  vars[\"|"));
        QCOMPARE(find(open, QStringLiteral("API_KEY"))->insert, QStringLiteral("API_KEY\"]"));
        const auto closed = complete(head + QStringLiteral("  vars[\"|\"]"));
        QCOMPARE(find(closed, QStringLiteral("API_KEY"))->insert, QStringLiteral("API_KEY"));
    }

    void expressionsAreFound_data()
    {
        QTest::addColumn<QString>("line"); // the pointer is at "|"
        QTest::addColumn<QString>("expression");
        QTest::newRow("a name") << "let em|ail;"
                                << "email";
        QTest::newRow("up to the word") << "x = customer.em|ail.trim();"
                                        << "customer.email";
        QTest::newRow("the first") << "x = cust|omer.email;"
                                   << "customer";
        QTest::newRow("keys") << "vars[\"KEY\"].len|gth"
                              << "vars[\"KEY\"].length";
        QTest::newRow("optional") << "a?.b?.c|c"
                                  << "a?.b?.cc";
        QTest::newRow("at its end") << "f(ab|)"
                                    << "ab";
        QTest::newRow("none") << "a + | + b"
                              << "";
        QTest::newRow("a number") << "12|3"
                                  << "";
    }

    void expressionsAreFound()
    {
        QFETCH(QString, line);
        QFETCH(QString, expression);
        const int at = static_cast<int>(line.indexOf(u'|'));
        QCOMPARE(expressionAt(line.remove(at, 1), at), expression);
    }

    void outlineTellsWhatIsSet()
    {
        const QString script = QStringLiteral("async function main(ctx) {\n"                              // 1
                                              "  const { headers, body } = ctx;\n"                        // 2
                                              "  const customer = body.data.object;\n"                    // 3
                                              "  let email, plan;\n"                                      // 4
                                              "  if (body.type.startsWith(\"customer.\")) {\n"            // 5
                                              "    email = customer.email.trim().toLowerCase();\n"        // 6
                                              "  }\n"                                                     // 7
                                              "  if (!email) email = \"none\";\n"                         // 8
                                              "  plan = planOf(customer.metadata.price);\n"               // 9
                                              "  const names = body.items.map((i) => { return i.x; });\n" // 10
                                              "  return {\n"                                              // 11
                                              "    verified: true,\n"                                     // 12
                                              "    email,\n"                                              // 13
                                              "    tier: plan,\n"                                         // 14
                                              "    total: body.total * 2,\n"                              // 15
                                              "  };\n"                                                    // 16
                                              "}\n");
        const ScriptOutline outline = outlineOf(script, ScriptDialect::JavaScript);
        QCOMPARE(outline.resolve(QStringLiteral("customer.email")), QStringLiteral("ctx.body.data.object.email"));
        const auto& email = outline.setters[QStringLiteral("email")];
        QCOMPARE(email.size(), size_t(2));
        QCOMPARE(email[0].line, 6);
        QVERIFY(email[0].certain);
        QCOMPARE(email[0].reads, QStringList{QStringLiteral("customer.email")});
        QCOMPARE(email[1].line, 8);
        QVERIFY(!email[1].certain);
        QCOMPARE(outline.setters[QStringLiteral("plan")].front().reads,
                 QStringList{QStringLiteral("customer.metadata.price")});
        QCOMPARE(outline.returnLines, std::vector<int>{11});
        QCOMPARE(outline.returned.size(), size_t(4));
        QCOMPARE(outline.returned[1].variable, QStringLiteral("email"));
        QCOMPARE(outline.returned[2].key, QStringLiteral("tier"));
        QCOMPARE(outline.returned[2].variable, QStringLiteral("plan"));
        QCOMPARE(outline.returned[3].line, 15);
        QCOMPARE(outline.returned[3].reads, QStringList{QStringLiteral("body.total")});
        QVERIFY(!outline.returnsUnknown);
    }

    void outlineKnowsObjectsThatGrow()
    {
        const ScriptOutline outline = outlineOf(QStringLiteral("export default async (ctx) => {\n"
                                                               "  const out = { verified: true, id: ctx.body.id };\n"
                                                               "  out.name = ctx.body.name;\n"
                                                               "  return out;\n"
                                                               "};\n"),
                                                ScriptDialect::JavaScript);
        QCOMPARE(outline.returned.size(), size_t(3));
        QCOMPARE(outline.returned[1].key, QStringLiteral("id"));
        QCOMPARE(outline.returned[1].line, 2);
        QCOMPARE(outline.returned[2].variable, QStringLiteral("out.name"));
        QCOMPARE(outline.setters[QStringLiteral("out.name")].front().line, 3);
    }

    void halfWrittenTextsAreRead_data()
    {
        QTest::addColumn<QString>("script");
        QTest::newRow("empty") << QString();
        QTest::newRow("brackets") << "function main({ a: { b, ...c }, [d]: e = {";
        QTest::newRow("declaration") << "const {";
        QTest::newRow("list") << "const [a, b] = f(";
        QTest::newRow("return") << "function main(ctx) { return {";
        QTest::newRow("template") << "function main(ctx) { return `${ctx.body.";
        QTest::newRow("require") << "const a = require(";
        QTest::newRow("closing") << "}})])";
        QTest::newRow("only a sign") << "=";
    }

    void halfWrittenTextsAreRead()
    {
        QFETCH(QString, script);
        const ScriptOutline outline = outlineOf(script, ScriptDialect::TypeScript);
        QVERIFY(outline.returned.size() <= 1);
        QVERIFY(completionsAt(script, {}, outline, dictionary(), ScriptDialect::TypeScript).size() <= 200);
    }
};

QTEST_GUILESS_MAIN(TestScriptCompletion)
#include "tst_scriptcompletion.moc"
