#include "core/script/declarations.h"

#include <QTest>

#include <algorithm>

using namespace hw;
using namespace hw::script;

namespace {

BodyShape shapeOf(std::initializer_list<const char*> examples)
{
    BodyShape shape;
    for (const char* example : examples)
        shape.add(*json::parse(example));
    return shape;
}

const Declaration* find(const std::vector<Declaration>& list, const QString& owner, const QString& name)
{
    const auto it = std::find_if(list.begin(), list.end(),
                                 [&](const Declaration& one) { return one.owner == owner && one.name == name; });
    return it == list.end() ? nullptr : &*it;
}

} // namespace

class TestTypes final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shapes_data()
    {
        QTest::addColumn<QByteArrayList>("examples");
        QTest::addColumn<QString>("type");
        const auto row = [](const char* name, const QByteArrayList& examples, const char* type) {
            QTest::newRow(name) << examples << QString::fromLatin1(type);
        };
        row("nothing", {}, "any");
        row("null alone", {"null"}, "any");
        row("scalars", {"1", "\"a\"", "true"}, "string | number | boolean");
        row("sometimes null", {"\"a\"", "null"}, "string | null");
        row("an object", {"{\"id\":\"a\",\"n\":1.5}"}, "{\n  id: string;\n  n: number;\n}");
        row("a member that some lack", {"{\"id\":1}", "{\"id\":2,\"x\":false}"}, "{\n  id: number;\n  x?: boolean;\n}");
        row("odd names", {"{\"order completed\":1,\"a\\\"b\":2,\"$x\":3}"},
            "{\n  \"order completed\": number;\n  \"a\\\"b\": number;\n  $x: number;\n}");
        row("arrays", {"[1,\"a\"]", "[]"}, "Array<string | number>");
        row("an empty array", {"[]"}, "Array<unknown>");
        row("deep", {"{\"data\":{\"items\":[{\"id\":1},{\"id\":2,\"tag\":\"t\"}]}}"},
            "{\n  data: {\n    items: Array<{\n      id: number;\n      tag?: string;\n    }>;\n  };\n}");
        row("object or text", {"{\"c\":\"cus_1\"}", "{\"c\":{\"id\":\"cus_1\"}}"},
            "{\n  c: string | {\n    id: string;\n  };\n}");
    }

    void shapes()
    {
        QFETCH(QByteArrayList, examples);
        QFETCH(QString, type);
        BodyShape shape;
        for (const QByteArray& example : examples)
            shape.add(*json::parse(example));
        QCOMPARE(shape.toTypeScript(), type);
    }

    void keysThatAreIdsMakeAMap()
    {
        BodyShape shape;
        for (int event = 0; event < 20; ++event) {
            json::Object prices;
            for (int i = 0; i < 5; ++i)
                prices.set(QStringLiteral("price_%1_%2").arg(event).arg(i), 12);
            shape.add(json::Object{{QStringLiteral("prices"), prices}});
        }
        QCOMPARE(shape.toTypeScript(), QStringLiteral("{\n  prices: Record<string, number>;\n}"));
    }

    void strangersCannotMakeItEndless()
    {
        QByteArray deep = "1";
        for (int i = 0; i < 200; ++i)
            deep = "{\"a\":" + deep + "}";
        json::Object wide;
        for (int i = 0; i < 5000; ++i)
            wide.append(QStringLiteral("k%1").arg(i), i);
        for (const json::Value& example : {*json::parse(deep), json::Value(wide)}) {
            BodyShape shape;
            shape.add(example);
            QVERIFY(shape.toTypeScript().size() < 10000);
            QVERIFY(shape.toTypeScript().contains(QStringLiteral("[name: string]: any;")));
            QVERIFY(declarations(shape).size() < 1000);
        }
    }

    void completionKnowsTheBodyAndTheBuiltIns()
    {
        const auto list =
            declarations(shapeOf({"{\"type\":\"a\",\"data\":{\"object\":{\"id\":1,\"order completed\":null}}}"}));
        const auto* id = find(list, QStringLiteral("ctx.body.data.object"), QStringLiteral("id"));
        QVERIFY(id);
        QCOMPARE(id->signature, QStringLiteral("number"));
        QVERIFY(find(list, QStringLiteral("ctx.body.data.object"), QStringLiteral("[\"order completed\"]")));
        const auto* hmac = find(list, {}, QStringLiteral("verifyHmacSha256"));
        QVERIFY(hmac && hmac->kind == Declaration::Kind::Function);
        QCOMPARE(hmac->signature, QStringLiteral("(options: HmacOptions): boolean"));
        QVERIFY(hmac->doc.contains(QStringLiteral("constant time")));
        const auto* headers = find(list, QStringLiteral("ctx"), QStringLiteral("headers"));
        QVERIFY(headers);
        QCOMPARE(headers->signature, QStringLiteral("Readonly<Record<string, string>>"));
        for (const char* name : {"Buffer", "console", "crypto", "URL", "atob", "setTimeout", "process", "require"})
            QVERIFY2(find(list, {}, QString::fromLatin1(name)), name);
        QVERIFY(find(list, QStringLiteral("require(\"crypto\")"), QStringLiteral("createHmac")));
        QVERIFY(find(list, QStringLiteral("console"), QStringLiteral("log")));
        QVERIFY(find(list, QStringLiteral("HmacOptions"), QStringLiteral("signature")));
        for (const auto& one : list)
            QVERIFY2(one.owner.startsWith(QLatin1String("ctx.body")) || !one.doc.isEmpty(), qPrintable(one.name));
    }

    void theFileHoldsTheBody()
    {
        const auto file = declarationFile(shapeOf({"{\"id\":1}"}));
        QVERIFY(file.contains("type Body = {\n  id: number;\n};"));
        QVERIFY(file.contains("declare function verifyJwt(options: JwtOptions): boolean;"));
        QVERIFY(declarationFile({}).contains("type Body = any;"));
    }
};

QTEST_GUILESS_MAIN(TestTypes)
#include "tst_types.moc"
