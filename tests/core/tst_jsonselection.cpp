#include "core/base/jsonselection.h"

#include <QTest>

using namespace hw;
using namespace hw::json;

namespace {

using Steps = std::vector<Selection::Step>;

const Value& at(const Value& root, const Steps& steps)
{
    const Value* value = &root;
    for (const auto& step : steps) {
        const QString* name = std::get_if<QString>(&step);
        const auto* index = std::get_if<qsizetype>(&step);
        value = value->isArray() ? &value->at(static_cast<size_t>(name ? name->toLongLong() : *index))
                                 : &(*value)[name ? *name : QString::number(*index)];
    }
    return *value;
}

Selection selectionOf(const std::vector<Steps>& all)
{
    Selection selection;
    for (const Steps& steps : all)
        selection.add(steps);
    return selection;
}

} // namespace

class TestJsonSelection final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void leavesOutTheRest_data();
    void leavesOutTheRest();
    void agreesWithTheWhole();
    void failsAsTheWhole_data();
    void failsAsTheWhole();
    void adds();
};

void TestJsonSelection::leavesOutTheRest_data()
{
    QTest::addColumn<std::vector<Steps>>("wanted");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("left");
    const auto row = [](const char* name, const std::vector<Steps>& wanted, const char* text, const char* left) {
        QTest::newRow(name) << wanted << QByteArray(text) << QByteArray(left);
    };
    const QString a = QStringLiteral("a");
    const QString b = QStringLiteral("b");
    row("nothing", {}, R"({"a":1})", "{}");
    row("nothing of an array", {}, "[1,2]", "[]");
    row("everything", {{}}, R"({"a":[1,{"b":2}]})", R"({"a":[1,{"b":2}]})");
    row("everything and a part", {{a}, {}}, R"({"a":1,"b":2})", R"({"a":1,"b":2})");
    row("a member", {{a}}, R"({"x":{"a":1},"a":{"x":[1]},"b":2})", R"({"a":{"x":[1]}})");
    row("two that share a way", {{a, a}, {a, b}}, R"({"a":{"x":1,"b":2,"a":[3]}})", R"({"a":{"b":2,"a":[3]}})");
    row("a part of what is wanted", {{a}, {a, b}}, R"({"a":{"x":1,"b":2}})", R"({"a":{"x":1,"b":2}})");
    row("equal names", {{a}}, R"({"a":1,"b":0,"a":2})", R"({"a":1,"a":2})");
    row("escaped name", {{a}}, R"({"\u0061":1,"\u0062":2})", R"({"a":1})");
    row("a name of more than one byte", {{QStringLiteral("é€")}}, R"({"é€":1,"é":2})", R"({"é€":1})");
    row("element", {{a, qsizetype(1)}}, "{\"a\":[[0],[1],[2]]}", "{\"a\":[null,[1]]}");
    row("below an element", {{qsizetype(0), a}, {qsizetype(2), b}}, R"([{"a":1,"b":2},3,{"a":4,"b":5},6])",
        R"([{"a":1},null,{"b":5}])");
    row("index by name", {{QStringLiteral("1")}}, "[0,1,2]", "[null,1]");
    row("name by index", {{qsizetype(1)}}, R"({"1":2,"01":3})", R"({"1":2})");
    row("no index", {{QStringLiteral("01")}, {QStringLiteral("-1")}}, "[0,1,2]", "[]");
    row("too far", {{qsizetype(7)}}, "[0,1,2]", "[null,null,null]");
    row("no container", {{a, b}}, R"({"a":"text","b":1})", R"({"a":"text"})");
    row("text", {{a}}, R"("text")", R"("text")");
}

void TestJsonSelection::leavesOutTheRest()
{
    QFETCH(std::vector<Steps>, wanted);
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, left);
    const auto value = parse(text, selectionOf(wanted));
    QVERIFY(value);
    QCOMPARE(write(*value), left);
}

void TestJsonSelection::agreesWithTheWhole()
{
    const QByteArray text =
        R"({"id":"evt_1","a":{"b":[{"c":1},{"c":"x","d":[true,null]},2.50],"":{"é":"\ud83d"}},"1":{"0":3},"n":-1e-7})";
    const std::vector<Steps> places{
        {QStringLiteral("id")},
        {QStringLiteral("a"), QStringLiteral("b"), qsizetype(1), QStringLiteral("d")},
        {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("0")},
        {QStringLiteral("a"), QString(), QStringLiteral("é")},
        {qsizetype(1), qsizetype(0)},
        {QStringLiteral("n")},
        {QStringLiteral("absent"), QStringLiteral("b")},
    };
    const auto whole = parse(text);
    QVERIFY(whole);
    for (unsigned chosen = 0; chosen < 1u << places.size(); ++chosen) {
        std::vector<Steps> wanted;
        for (size_t i = 0; i < places.size(); ++i) {
            if (chosen & 1u << i)
                wanted.push_back(places[i]);
        }
        const auto some = parse(text, selectionOf(wanted));
        QVERIFY(some);
        for (const Steps& place : wanted)
            QCOMPARE(at(*some, place), at(*whole, place));
    }
}

void TestJsonSelection::failsAsTheWhole_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"",
                             " ",
                             "{",
                             "[1,",
                             "{\"x\":}",
                             "{\"x\" 1}",
                             "{x:1}",
                             "{\"x\":1,}",
                             "[1,]",
                             "{\"x\":01}",
                             "{\"x\":1.}",
                             "{\"x\":-}",
                             "{\"x\":1e}",
                             "{\"x\":\"\\q\"}",
                             "{\"x\":\"\\u12g4\"}",
                             "{\"x\":\"\n\"}",
                             "{\"x\":\"",
                             "{\"x",
                             "{\"x\":tru}",
                             "{\"x\":[1 2]}",
                             "{\"x\":{\"a\":1 \"b\":2}}",
                             "{\"x\":1} 2",
                             "{\"x\\q\":1}",
                             "{\"x\":\"\xff\"}",
                             "nul",
                             "]"})
        QTest::newRow(text) << QByteArray(text);
    QTest::newRow("deep") << "{\"x\":" + QByteArray(600, '[') + QByteArray(600, ']') + "}";
}

void TestJsonSelection::failsAsTheWhole()
{
    QFETCH(QByteArray, text);
    const auto whole = parse(text);
    const auto some = parse(text, selectionOf({{QStringLiteral("a")}}));
    QVERIFY(!whole && !some);
    QCOMPARE(some.error().args, whole.error().args);
    QCOMPARE(some.error().line, whole.error().line);
    QCOMPARE(some.error().column, whole.error().column);
}

void TestJsonSelection::adds()
{
    const QString a = QStringLiteral("a");
    const QString b = QStringLiteral("b");
    Selection first = selectionOf({{a, a}});
    first.add(selectionOf({{a, b}, {qsizetype(2)}}));
    QCOMPARE(write(*parse(R"({"a":{"a":1,"b":2,"c":3},"2":4,"3":5})", first)), R"({"a":{"a":1,"b":2},"2":4})");
    QCOMPARE(first.elementsEnd(), size_t(3));
    first.add(selectionOf({{}}));
    QVERIFY(first.isWhole());
}

QTEST_GUILESS_MAIN(TestJsonSelection)
#include "tst_jsonselection.moc"
