#include "core/base/jsonoutline.h"

#include <QTest>

using namespace hw;
using namespace hw::json;

namespace {

/// The whole text by way of the outline: every container through its children.
Value rebuilt(Outline& outline, const Outline::Node& node)
{
    if (node.type != Type::Array && node.type != Type::Object)
        return outline.value(node).valueOr(Value());
    const auto children = outline.children(node, 0, 1000000);
    if (!children)
        return {};
    Value value = node.type == Type::Array ? Value(Array()) : Value(Object());
    for (const Outline::Node& child : *children) {
        if (node.type == Type::Array)
            value.array().push_back(rebuilt(outline, child));
        else
            value.object().append(child.key, rebuilt(outline, child));
    }
    return value;
}

} // namespace

class TestJsonOutline final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithTheParser_data();
    void agreesWithTheParser();
    void knowsTheBytes();
    void pages();
    void followsPaths_data();
    void followsPaths();
    void refuses_data();
    void refuses();
    void sharesTextWithRoom();
    void largeText();
};

void TestJsonOutline::agreesWithTheParser_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("object") << QByteArray(R"({"a":1,"b":[true,false,null],"c":{"d":"e"}})");
    QTest::newRow("array") << QByteArray(R"([1,"two",{"three":3},[],{}])");
    QTest::newRow("white space") << QByteArray(" \n{ \"a\" : [ 1 , 2 ] ,\t\"b\" : { } }\r\n ");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf{\"a\":1}");
    QTest::newRow("number text") << QByteArray("[1.50,1e400,-0,12345678901234567890123]");
    QTest::newRow("same names") << QByteArray(R"({"a":1,"a":2,"a":{"b":3}})");
    QTest::newRow("escapes") << QByteArray(R"({"a\"\\\u00e4\n":"\ud800","\u0061":"x\"]}"})");
    QTest::newRow("utf-8") << QByteArray("{\"\xc3\xa4\":\"\xf0\x9f\x98\x80\"}");
    QTest::newRow("empty name") << QByteArray(R"({"":{"":[]}})");
    QTest::newRow("text") << QByteArray("\"only\"");
    QTest::newRow("number") << QByteArray("12");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("empty array") << QByteArray("[ ]");
}

void TestJsonOutline::agreesWithTheParser()
{
    QFETCH(QByteArray, text);
    auto outline = Outline::open(text);
    QVERIFY(outline);
    QCOMPARE(rebuilt(**outline, (*outline)->root()), parse(text).valueOr(Value()));
}

void TestJsonOutline::knowsTheBytes()
{
    const QByteArray text = R"( {"first" : {"x": [10, 20 ,30 ]} , "second":"abc" })";
    auto outline = Outline::open(text);
    QVERIFY(outline);
    const auto members = (*outline)->children((*outline)->root(), 0, 10);
    QVERIFY(members);
    QCOMPARE(members->size(), size_t(2));
    QCOMPARE(members->at(0).offset, text.indexOf("{\"x\""));
    QCOMPARE((*outline)->bytes(members->at(0)).toByteArray(), "{\"x\": [10, 20 ,30 ]}");
    QCOMPARE((*outline)->bytes(members->at(1)).toByteArray(), "\"abc\"");
    const auto list = (*outline)->member(members->at(0), QStringLiteral("x"));
    QVERIFY(list && *list);
    const auto second = (*outline)->element(**list, 1);
    QVERIFY(second && *second);
    QCOMPARE((*second)->offset, text.indexOf("20"));
    QCOMPARE((*outline)->bytes(**second).toByteArray(), "20");
}

void TestJsonOutline::pages()
{
    QByteArray text = "[";
    for (int i = 0; i < 1000; ++i)
        text += (i ? "," : "") + QByteArray::number(i);
    text += "]";
    auto outline = Outline::open(text);
    QVERIFY(outline);
    const Outline::Node root = (*outline)->root();
    QCOMPARE(*(*outline)->childCount(root, 100000), qsizetype(1000));
    QCOMPARE(*(*outline)->childCount(root, 10), qsizetype(10));
    const auto page = (*outline)->children(root, 990, 50);
    QCOMPARE(page->size(), size_t(10));
    QCOMPARE((*outline)->bytes(page->back()).toByteArray(), "999");
    QVERIFY((*outline)->children(root, 1000, 5)->empty());
    QVERIFY((*outline)->children(page->front(), 0, 5)->empty());
}

void TestJsonOutline::followsPaths_data()
{
    QTest::addColumn<QVariantList>("steps");
    QTest::addColumn<QByteArray>("found");
    QTest::newRow("root") << QVariantList() << QByteArray(R"({"a":[{"b":1},{"b":2}],"k":1,"k":2,"0":"zero"})");
    QTest::newRow("member of element") << QVariantList{"a", 1, "b"} << QByteArray("2");
    QTest::newRow("numeric key into an array") << QVariantList{"a", "0", "b"} << QByteArray("1");
    QTest::newRow("index into an object") << QVariantList{0} << QByteArray("\"zero\"");
    QTest::newRow("last of equal names") << QVariantList{"k"} << QByteArray("2");
    QTest::newRow("missing member") << QVariantList{"x"} << QByteArray();
    QTest::newRow("missing element") << QVariantList{"a", 2} << QByteArray();
    QTest::newRow("below a number") << QVariantList{"k", "x"} << QByteArray();
    QTest::newRow("name into an array") << QVariantList{"a", "length"} << QByteArray();
}

void TestJsonOutline::followsPaths()
{
    QFETCH(QVariantList, steps);
    QFETCH(QByteArray, found);
    auto outline = Outline::open(R"({"a":[{"b":1},{"b":2}],"k":1,"k":2,"0":"zero"})");
    QVERIFY(outline);
    std::vector<Outline::Step> path;
    for (const QVariant& step : steps) {
        if (step.typeId() == QMetaType::Int)
            path.emplace_back(qsizetype(step.toInt()));
        else
            path.emplace_back(step.toString());
    }
    const auto node = (*outline)->at(path);
    QVERIFY(node);
    QCOMPARE(*node ? (*outline)->bytes(**node).toByteArray() : QByteArray(), found);
}

void TestJsonOutline::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("space") << QByteArray(" \n");
    QTest::newRow("word") << QByteArray("hello");
    QTest::newRow("open object") << QByteArray("{\"a\":1");
    QTest::newRow("open array") << QByteArray("[1,2");
    QTest::newRow("open text") << QByteArray("\"abc");
    QTest::newRow("no colon") << QByteArray("{\"a\" 1}");
    QTest::newRow("no comma") << QByteArray("[1 2]");
    QTest::newRow("wrong bracket inside") << QByteArray("[{\"a\":[1}]");
    QTest::newRow("quote that never ends") << QByteArray("{\"a\":\"}");
    QTest::newRow("name that never ends") << QByteArray("{\"a\\\"}");
}

// Either at once or when it is walked; never with a value, and never beyond the text.
void TestJsonOutline::refuses()
{
    QFETCH(QByteArray, text);
    auto outline = Outline::open(text);
    if (!outline)
        return;
    const auto children = (*outline)->children((*outline)->root(), 0, 100);
    if (children) {
        for (const Outline::Node& child : *children)
            QVERIFY(child.offset >= 0 && child.offset + child.length <= text.size());
        QVERIFY(rebuilt(**outline, (*outline)->root()) == Value() || !parse(text));
    }
}

void TestJsonOutline::sharesTextWithRoom()
{
    QByteArray roomy;
    roomy.reserve(200);
    roomy.append("{\"a\":1}");
    const auto shared = Outline::open(roomy);
    QVERIFY(shared);
    QVERIFY((*shared)->text().constData() == roomy.constData());
}

void TestJsonOutline::largeText()
{
    QByteArray text = "{\"items\":[";
    for (int i = 0; i < 20000; ++i)
        text += (i ? "," : "") + ("{\"id\":" + QByteArray::number(i) + ",\"name\":\"" + QByteArray(40, 'n') + "\"}");
    text += "],\"last\":true}";
    auto outline = Outline::open(text);
    QVERIFY(outline);
    const auto node = (*outline)->at({QStringLiteral("items"), qsizetype(19999), QStringLiteral("id")});
    QVERIFY(node && *node);
    QCOMPARE((*outline)->bytes(**node).toByteArray(), "19999");
    const auto last = (*outline)->at({QStringLiteral("last")});
    QVERIFY(last && *last);
    QCOMPARE((*last)->type, Type::Bool);
}

QTEST_GUILESS_MAIN(TestJsonOutline)
#include "tst_jsonoutline.moc"
