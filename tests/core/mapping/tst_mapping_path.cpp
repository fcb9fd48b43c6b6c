#include "core/mapping/path.h"

#include <QTest>

using namespace hw;
using mapping::Path;
using mapping::PathRoot;

class TestPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void canonicalText_data();
    void canonicalText();
    void errors_data();
    void errors();
    void evaluates_data();
    void evaluates();
    void buildsFromParts();
    void keepsNumberTextAndKeyOrder();
    void varsWithoutLookup();
};

void TestPath::canonicalText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("canonical");

    const auto row = [](const char* text, const char* canonical) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(canonical);
    };
    row("body.data.object.items[0].id", "body.data.object.items[0].id");
    row("data.object.id", "body.data.object.id");
    row("type", "body.type");
    row("body", "body");
    row("[2].id", "body[2].id");
    row("[\"order completed\"].id", "body[\"order completed\"].id");
    row("body[\"order completed\"]", "body[\"order completed\"]");
    row("body['order completed']", "body[\"order completed\"]");
    row("body[\"plain\"]", "body.plain");
    row("body['it\\'s']", "body[\"it's\"]");
    row("body[\"a\\\"b\\\\c\"]", "body[\"a\\\"b\\\\c\"]");
    row("body[\"\\u0041\\n\"]", "body[\"A\\n\"]");
    row("body[\"\"]", "body[\"\"]");
    row("body[\"a.b\"][\"]\"]", "body[\"a.b\"][\"]\"]");
    row("body.$set.email", "body.$set.email");
    row("@timestamp", "body.@timestamp");
    row("body.ns:name.with-dash.under_score", "body.ns:name.with-dash.under_score");
    row("body.größe.名前", "body.größe.名前");
    row("body.𝒳y", "body.𝒳y");
    row("body[\"🙂\"]", "body[\"🙂\"]");
    row("headers.X-Shopify-Topic", "headers.x-shopify-topic");
    row("headers[\"X.Y\"]", "headers[\"x.y\"]");
    row("headers", "headers");
    row("preprocess.full_name", "preprocess.full_name");
    row("preprocess", "preprocess");
    row("vars.PLAN", "vars.PLAN");
    row("vars[\"odd name\"]", "vars[\"odd name\"]");
    row("Body.x", "body.Body.x");
    row("body.headers.x", "body.headers.x");
    row("headersX.y", "body.headersX.y");
    row("  body.a  ", "body.a");
    row("body[007]", "body[7]");
    row("body.0.id", "body.0.id");
}

void TestPath::canonicalText()
{
    QFETCH(const QString, text);
    QFETCH(const QString, canonical);
    const Result<Path> path = Path::parse(text);
    QVERIFY2(path, qPrintable(path ? QString() : path.error().args.join(QLatin1Char(' '))));
    QCOMPARE(path->text(), canonical);
    const Result<Path> again = Path::parse(canonical);
    QVERIFY(again);
    QVERIFY(*again == *path);
}

void TestPath::errors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("reason");

    const auto row = [](const char* text, int column, const char* reason) {
        QTest::newRow(*text ? text : "(empty)") << QString::fromUtf8(text) << column << QString::fromUtf8(reason);
    };
    row("", 1, "the path is empty");
    row("   ", 1, "the path is empty");
    row(".a", 1, "a key or one of");
    row("body.", 6, "after the point");
    row("body..a", 6, "after the point");
    row("body.a b", 7, "a key with a space");
    row("body.a+b", 7, "a point or a bracket");
    row("body.a || 1", 7, "a key with a space");
    row("body]", 5, "a point or a bracket");
    row("body[", 6, "an index or a key in quotes");
    row("body[]", 6, "an index or a key in quotes");
    row("body[-1]", 6, "an index or a key in quotes");
    row("body[*]", 6, "an index or a key in quotes");
    row("body[a]", 6, "an index or a key in quotes");
    row("body[1", 7, "a closing bracket");
    row("body[1.5]", 7, "a closing bracket");
    row("body[1234567890]", 15, "the index is too large");
    row("body[\"a", 8, "the closing quote");
    row("body[\"a\\", 9, "the closing quote");
    row("body[\"a\"", 9, "a closing bracket");
    row("body[\"\\x\"]", 8, "no such escape");
    row("body[\"\\u12G4\"]", 8, "four hexadecimal digits");
    row("größe.a b", 8, "a key with a space");
    row("🙂", 1, "a key or one of");
    row("vars", 5, "a name is expected");
    row("vars.A.b", 7, "a variable has no parts");
    row("vars[0]", 5, "a name is expected, not an index");
    row("headers.a.b", 10, "a header has no parts");
    row("headers[1]", 8, "a name is expected, not an index");
}

void TestPath::errors()
{
    QFETCH(const QString, text);
    QFETCH(const int, column);
    QFETCH(const QString, reason);
    const Result<Path> path = Path::parse(text);
    QVERIFY(!path);
    QCOMPARE(path.error().code, ErrorCode::ParseError);
    QVERIFY2(path.error().args.value(0).contains(reason), qPrintable(path.error().args.value(0)));
    QCOMPARE(path.error().line, 1);
    QCOMPARE(path.error().column, column);
}

void TestPath::evaluates_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("expected"); // JSON; empty = undefined

    const auto row = [](const char* path, const char* expected) {
        QTest::newRow(path) << QString::fromUtf8(path) << QByteArray(expected);
    };
    row("body.type", "\"order.paid\"");
    row("data.items[1].sku", "\"B-2\"");
    row("data.items[2].sku", "");
    row("data.items.0.sku", "\"A-1\"");
    row("data.items.00.sku", "");
    row("data.items.length", "");
    row("data.none", "null");
    row("data.none.deeper", "");
    row("missing.deeper[0]", "");
    row("type.length", "");
    row("body[\"order completed\"]", "true");
    row("body.data[7]", "\"seven\"");
    row("body.name.名", "\"Ada\"");
    row("body.twice", "2");
    row("headers.x-topic", "\"orders/paid\"");
    row("headers.X-TOPIC", "\"orders/paid\"");
    row("headers.accept", "\"text/plain, */*\"");
    row("headers.x-empty", "\"\"");
    row("headers.x-missing", "");
    row("headers.x-latin", "\"é\"");
    row("headers", "{\"x-topic\":\"orders/paid\",\"accept\":\"text/plain, */*\",\"x-empty\":\"\",\"x-latin\":\"é\"}");
    row("preprocess.full_name", "\"Ada Lovelace\"");
    row("preprocess", "{\"full_name\":\"Ada Lovelace\"}");
    row("vars.PLAN", "\"pro\"");
    row("vars.OTHER", "");
}

void TestPath::evaluates()
{
    QFETCH(const QString, path);
    QFETCH(const QByteArray, expected);
    const Result<json::Value> body =
        json::parse("{\"type\":\"order.paid\",\"data\":{\"items\":[{\"sku\":\"A-1\"},{\"sku\":\"B-2\"}],\"none\":null,"
                    "\"7\":\"seven\"},\"order completed\":true,\"name\":{\"名\":\"Ada\"},\"twice\":1,\"twice\":2}");
    QVERIFY(body);
    const http::Headers headers{
        {"X-Topic", "orders/paid"}, {"Accept", "text/plain"}, {"accept", "*/*"}, {"X-Empty", ""}, {"X-Latin", "\xe9"}};
    const json::Value preprocess = json::Object{{QStringLiteral("full_name"), "Ada Lovelace"}};
    const mapping::Scope scope{*body, headers, preprocess, [](const QString& name) {
                                   return name == QLatin1String("PLAN") ? std::optional(QStringLiteral("pro"))
                                                                        : std::nullopt;
                               }};
    const Result<Path> parsed = Path::parse(path);
    QVERIFY(parsed);
    const json::Value value = parsed->evaluate(scope);
    QCOMPARE(value.isUndefined() ? QByteArray() : json::write(value), expected);
}

void TestPath::buildsFromParts()
{
    QCOMPARE(Path(PathRoot::Headers, {QStringLiteral("X-Topic")}).text(), QStringLiteral("headers.x-topic"));
    QCOMPARE(Path(PathRoot::Body, {QStringLiteral("items"), qsizetype(3), QStringLiteral("a b")}).text(),
             QStringLiteral("body.items[3][\"a b\"]"));
    QVERIFY(*Path::parse(u"items[3]['a b']") ==
            Path(PathRoot::Body, {QStringLiteral("items"), qsizetype(3), QStringLiteral("a b")}));
}

void TestPath::keepsNumberTextAndKeyOrder()
{
    const Result<json::Value> body = json::parse("{\"a\":{\"z\":12345678901234567890,\"b\":1.50,\"a\":[1e400]}}");
    QVERIFY(body);
    const http::Headers headers;
    const json::Value none;
    QCOMPARE(json::write(Path::parse(u"a")->evaluate({*body, headers, none, {}})),
             QByteArray("{\"z\":12345678901234567890,\"b\":1.50,\"a\":[1e400]}"));
}

void TestPath::varsWithoutLookup()
{
    const json::Value none;
    const http::Headers headers;
    QVERIFY(Path::parse(u"vars.PLAN")->evaluate({none, headers, none, {}}).isUndefined());
}

QTEST_GUILESS_MAIN(TestPath)
#include "tst_mapping_path.moc"
