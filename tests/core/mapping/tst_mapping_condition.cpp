#include "core/mapping/condition.h"
#include "core/mapping/values.h"

#include <QTest>

using namespace hw;
using mapping::Condition;
using mapping::ConditionOutcome;
using mapping::ExpressionValues;

namespace {

json::Value parsed(const QByteArray& text)
{
    const Result<json::Value> value = json::parse(text);
    return value ? *value : json::Value();
}

ConditionOutcome outcomeOf(const Condition& condition, const json::Value& body, const ExpressionValues& values = {})
{
    const http::Headers headers{{"X-Count", "12"}};
    const json::Value none;
    return evaluate(condition, {body, headers, none, {}}, QStringLiteral("map_1/when"), values);
}

} // namespace

class TestCondition : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tests_data();
    void tests();
    void groups_data();
    void groups();
    void roundTrip_data();
    void roundTrip();
    void problems_data();
    void problems();
    void expressions();
    void everyOpHasAName();
    void catastrophicPatternEnds();
    void equality_data();
    void equality();
    void ordering_data();
    void ordering();
};

void TestCondition::tests_data()
{
    QTest::addColumn<QByteArray>("test"); // path, op, value
    QTest::addColumn<bool>("holds");

    const auto row = [](const char* path, const char* op, const char* value, bool holds) {
        QByteArray test = QByteArray("{\"path\":\"") + path + "\",\"op\":\"" + op + '"';
        if (*value)
            test += QByteArray(",\"value\":") + value;
        test += '}';
        QTest::addRow("%s %s %s", path, op, value) << test << holds;
    };
    row("text", "equals", "\"Hello\"", true);
    row("text", "equals", "\"hello\"", false);
    row("number", "equals", "5", true);
    row("number", "equals", "5.0", true);
    row("number", "equals", "\"5\"", true);
    row("number", "equals", "true", false);
    row("yes", "equals", "true", true);
    row("none", "equals", "null", true);
    row("missing", "equals", "null", false);
    row("missing", "equals", "\"\"", false);
    row("list", "equals", "[\"a\", 2]", true);
    row("list", "equals", "[2, \"a\"]", false);
    row("object", "equals", "{\"b\":2,\"a\":1.0}", true);
    row("object", "equals", "{\"a\":1}", false);
    row("headers.x-count", "equals", "12", true);
    row("text", "not_equals", "\"x\"", true);
    row("text", "not_equals", "\"Hello\"", false);
    row("missing", "not_equals", "1", true);
    row("number", "greater_than", "4.99", true);
    row("number", "greater_than", "5", false);
    row("number", "greater_than", "\"4\"", true);
    row("headers.x-count", "greater_than", "9", true);
    row("text", "greater_than", "4", false);
    row("yes", "greater_than", "0", false);
    row("missing", "greater_than", "0", false);
    row("time", "greater_than", "\"2026-01-01T00:00:00Z\"", true);
    row("big", "greater_than", "9007199254740992", true);
    row("number", "less_than", "6", true);
    row("number", "less_than", "-6", false);
    row("missing", "less_than", "6", false);
    row("list", "less_than", "6", false);
    row("number", "at_least", "5", true);
    row("number", "at_least", "5.1", false);
    row("number", "at_most", "5", true);
    row("number", "at_most", "4", false);
    row("text", "contains", "\"ell\"", true);
    row("text", "contains", "\"ELL\"", false);
    row("text", "contains", "null", false);
    row("list", "contains", "\"a\"", true);
    row("list", "contains", "2", true);
    row("list", "contains", "3", false);
    row("object", "contains", "\"a\"", true);
    row("object", "contains", "\"c\"", false);
    row("number", "contains", "\"5\"", false);
    row("missing", "contains", "\"a\"", false);
    row("text", "starts_with", "\"He\"", true);
    row("text", "starts_with", "\"he\"", false);
    row("number", "starts_with", "\"5\"", false);
    row("missing", "starts_with", "\"a\"", false);
    row("text", "ends_with", "\"lo\"", true);
    row("text", "ends_with", "\"l\"", false);
    row("list", "ends_with", "\"a\"", false);
    row("text", "matches", "\"^H.l+o$\"", true);
    row("text", "matches", "\"^h\"", false);
    row("text", "matches", "\"(?i)^h\"", true);
    row("number", "matches", "\"^5$\"", true);
    row("yes", "matches", "\"true\"", false);
    row("missing", "matches", "\".*\"", false);
    row("text", "in", "[\"x\", \"Hello\"]", true);
    row("number", "in", "[1, 5]", true);
    row("text", "in", "[]", false);
    row("missing", "in", "[null]", false);
    row("none", "in", "[null]", true);
    row("text", "exists", "", true);
    row("emptyText", "exists", "", true);
    row("none", "exists", "", false);
    row("missing", "exists", "", false);
    row("none", "not_exists", "", true);
    row("missing", "not_exists", "", true);
    row("text", "not_exists", "", false);
    row("yes", "is_true", "", true);
    row("no", "is_true", "", false);
    row("trueText", "is_true", "", true);
    row("number", "is_true", "", false);
    row("missing", "is_true", "", false);
    row("no", "is_false", "", true);
    row("yes", "is_false", "", false);
    row("none", "is_false", "", false);
    row("missing", "is_false", "", false);
    row("emptyText", "is_empty", "", true);
    row("emptyList", "is_empty", "", true);
    row("emptyObject", "is_empty", "", true);
    row("none", "is_empty", "", true);
    row("missing", "is_empty", "", true);
    row("no", "is_empty", "", false);
    row("text", "is_empty", "", false);
    row("list", "is_empty", "", false);
}

void TestCondition::tests()
{
    QFETCH(const QByteArray, test);
    QFETCH(const bool, holds);
    const json::Value body =
        parsed("{\"text\":\"Hello\",\"number\":5,\"yes\":true,\"no\":false,\"none\":null,\"list\":[\"a\",2],"
               "\"object\":{\"a\":1,\"b\":2},\"emptyText\":\"\",\"emptyList\":[],\"emptyObject\":{},"
               "\"trueText\":\"true\",\"time\":\"2026-11-23T15:00:00Z\",\"big\":9007199254740993}");
    const json::Value written = parsed(test);
    QVERIFY(written.isObject());
    const Condition condition = Condition::fromJson(written);
    QVERIFY(validate(condition).empty());
    QCOMPARE(outcomeOf(condition, body), holds ? ConditionOutcome::True : ConditionOutcome::False);
}

void TestCondition::groups_data()
{
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<int>("outcome");

    const auto row = [](const char* name, const char* condition, ConditionOutcome outcome) {
        QByteArray text(condition);
        text.replace("T", "{\"path\":\"a\",\"op\":\"exists\"}");
        text.replace("F", "{\"path\":\"b\",\"op\":\"exists\"}");
        text.replace("X", "{\"path\":\"a\",\"op\":\"resembles\",\"value\":1}");
        QTest::newRow(name) << text << static_cast<int>(outcome);
    };
    row("all hold", "{\"all\":[T,T]}", ConditionOutcome::True);
    row("all, one not", "{\"all\":[T,F]}", ConditionOutcome::False);
    row("all, empty", "{\"all\":[]}", ConditionOutcome::True);
    row("any, one", "{\"any\":[F,T]}", ConditionOutcome::True);
    row("any, none", "{\"any\":[F,F]}", ConditionOutcome::False);
    row("any, empty", "{\"any\":[]}", ConditionOutcome::False);
    row("nested", "{\"all\":[T,{\"any\":[F,{\"all\":[T,T]}]}]}", ConditionOutcome::True);
    row("single test", "T", ConditionOutcome::True);
    row("invalid decides", "{\"all\":[T,X]}", ConditionOutcome::Invalid);
    row("invalid behind the decision", "{\"all\":[F,X]}", ConditionOutcome::False);
    row("any stops at the first", "{\"any\":[T,X]}", ConditionOutcome::True);
    row("malformed", "[T]", ConditionOutcome::Invalid);
}

void TestCondition::groups()
{
    QFETCH(const QByteArray, condition);
    QFETCH(const int, outcome);
    const json::Value written = parsed(condition);
    QVERIFY(!written.isUndefined());
    QCOMPARE(static_cast<int>(outcomeOf(Condition::fromJson(written), parsed("{\"a\":1}"))), outcome);
}

void TestCondition::roundTrip_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {
             "{\"all\":[{\"path\":\"a\",\"op\":\"equals\",\"value\":1.50}]}",
             "{\"any\":[{\"all\":[]},{\"expression\":\"body.a > 1\"}],\"note\":\"why\"}",
             "{\"path\":\"a..b\",\"op\":\"resembles\",\"value\":null,\"x\":1}",
             "{\"path\":\"a\",\"op\":\"exists\"}",
             "{\"expression\":\"true\",\"value\":3}",
             "{\"all\":[],\"any\":[]}",
             "{\"all\":{}}",
             "{\"op\":\"exists\"}",
             "{\"path\":1,\"op\":\"exists\"}",
             "true",
             "\"body.a\"",
         })
        QTest::newRow(text) << QByteArray(text);
}

void TestCondition::roundTrip()
{
    QFETCH(const QByteArray, text);
    const Condition condition = Condition::fromJson(parsed(text));
    QCOMPARE(json::write(condition.toJson()), text);
    QVERIFY(Condition::fromJson(condition.toJson()) == condition);
}

void TestCondition::problems_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("where");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("column");

    const auto row = [](const char* text, const char* where, const char* code, int column) {
        QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(where) << QString::fromLatin1(code) << column;
    };
    row("{\"path\":\"a..b\",\"op\":\"exists\"}", "", "path_invalid", 3);
    row("{\"all\":[{\"any\":[{\"path\":\"a\",\"op\":\"is\"}]}]}", "/all/0/any/0", "op_unknown", 0);
    row("{\"path\":\"a\",\"op\":\"equals\"}", "", "value_missing", 0);
    row("{\"path\":\"a\",\"op\":\"in\",\"value\":1}", "", "value_type", 0);
    row("{\"path\":\"a\",\"op\":\"starts_with\",\"value\":1}", "", "value_type", 0);
    row("{\"path\":\"a\",\"op\":\"at_least\",\"value\":[]}", "", "value_type", 0);
    row("{\"path\":\"a\",\"op\":\"matches\",\"value\":5}", "", "value_type", 0);
    row("{\"path\":\"a\",\"op\":\"matches\",\"value\":\"ab(\"}", "", "pattern_invalid", 4);
    row("{\"expression\":\"  \"}", "", "expression_empty", 0);
    row("{\"any\":[{}]}", "/any/0", "condition_malformed", 0);
}

void TestCondition::problems()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, where);
    QFETCH(const QString, code);
    QFETCH(const int, column);
    const auto problems = validate(Condition::fromJson(parsed(text)));
    QCOMPARE(problems.size(), size_t(1));
    QCOMPARE(problems.front().where, where);
    QCOMPARE(problems.front().code, code);
    QCOMPARE(problems.front().column, column);
}

void TestCondition::expressions()
{
    const Condition condition = Condition::all({Condition::test(QStringLiteral("a"), mapping::Op::Exists),
                                                Condition::any({Condition::expression(QStringLiteral("body.a > 1")),
                                                                Condition::expression(QStringLiteral("body.b"))})});
    std::vector<mapping::ExpressionSource> sources;
    collectExpressions(condition, QStringLiteral("map_1/when"), sources);
    QCOMPARE(sources.size(), size_t(2));
    QCOMPARE(sources[0].key, QStringLiteral("map_1/when/all/1/any/0"));
    QCOMPARE(sources[0].source, QStringLiteral("body.a > 1"));
    QCOMPARE(sources[1].key, QStringLiteral("map_1/when/all/1/any/1"));

    const json::Value body = parsed("{\"a\":1}");
    const auto with = [&](const json::Value& second) {
        return outcomeOf(condition, body, {{sources[0].key, {false, {}}}, {sources[1].key, {second, {}}}});
    };
    QCOMPARE(with(true), ConditionOutcome::True);
    QCOMPARE(with("text"), ConditionOutcome::True);
    QCOMPARE(with(json::Array()), ConditionOutcome::True);
    QCOMPARE(with(-1), ConditionOutcome::True);
    QCOMPARE(with(0), ConditionOutcome::False);
    QCOMPARE(with(json::Number{"-0.0"}), ConditionOutcome::False);
    QCOMPARE(with(""), ConditionOutcome::False);
    QCOMPARE(with(nullptr), ConditionOutcome::False);
    QCOMPARE(with(json::Value()), ConditionOutcome::False);
    QCOMPARE(outcomeOf(condition, body), ConditionOutcome::Error);
    QCOMPARE(outcomeOf(condition, body, {{sources[0].key, {{}, QStringLiteral("TypeError: x")}}}),
             ConditionOutcome::Error);
}

void TestCondition::everyOpHasAName()
{
    QCOMPARE(mapping::allOps().size(), size_t(16));
    for (const mapping::Op op : mapping::allOps())
        QCOMPARE(mapping::opFrom(mapping::toString(op)), std::optional(op));
    QVERIFY(!mapping::opFrom(u"Equals"));
}

void TestCondition::catastrophicPatternEnds()
{
    const json::Value body =
        json::Object{{QStringLiteral("a"), QString(QString(5000, QLatin1Char('a')) + QLatin1Char('!'))}};
    const Condition condition = Condition::test(QStringLiteral("a"), mapping::Op::Matches, json::Value("^(a+)+$"));
    QCOMPARE(outcomeOf(condition, body), ConditionOutcome::False);
}

void TestCondition::equality_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("same");

    const auto row = [](const char* a, const char* b, bool same) {
        QTest::addRow("%s = %s", a, b) << QByteArray(a) << QByteArray(b) << same;
    };
    row("1", "1.000", true);
    row("100", "1e2", true);
    row("0.001", "1e-3", true);
    row("-0", "0", true);
    row("0.0", "0e9", true);
    row("9007199254740993", "9007199254740992", false);
    row("123456789012345678901", "123456789012345678901.0", true);
    row("1e999999999999999999999", "1e99", false);
    row("1", "-1", false);
    row("\"1\"", "1.0", true);
    row("\"01\"", "1", false);
    row("\" 1\"", "1", false);
    row("\"1\"", "\"1.0\"", false);
    row("\"abc\"", "1", false);
    row("true", "1", false);
    row("null", "0", false);
    row("null", "null", true);
    row("[1,[2]]", "[1.0,[2]]", true);
    row("[1]", "[1,1]", false);
    row("{\"a\":{\"x\":1,\"y\":2}}", "{\"a\":{\"y\":2,\"x\":1}}", true);
    row("{\"a\":1,\"a\":2}", "{\"a\":2}", true);
    row("{\"a\":1}", "{\"b\":1}", false);
    row("{}", "[]", false);
}

void TestCondition::equality()
{
    QFETCH(const QByteArray, a);
    QFETCH(const QByteArray, b);
    QFETCH(const bool, same);
    QCOMPARE(mapping::equal(parsed(a), parsed(b)), same);
    QCOMPARE(mapping::equal(parsed(b), parsed(a)), same);
}

void TestCondition::ordering_data()
{
    QTest::addColumn<QByteArray>("less");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<bool>("comparable");

    const auto row = [](const char* less, const char* more, bool comparable) {
        QTest::addRow("%s < %s", less, more) << QByteArray(less) << QByteArray(more) << comparable;
    };
    row("1", "2", true);
    row("-2", "-1", true);
    row("-1", "0", true);
    row("0", "1e-9", true);
    row("9", "10", true);
    row("9.99", "10", true);
    row("0.0099", "0.01", true);
    row("12345678901234567890", "12345678901234567891", true);
    row("-1e5", "-1e4", true);
    row("1.5", "1.50000000000000000001", true);
    row("\"9\"", "10", true);
    row("\"10\"", "\"9\"", true);
    row("\"a\"", "\"b\"", true);
    row("\"a\"", "1", false);
    row("true", "1", false);
    row("null", "1", false);
    row("[]", "[1]", false);
}

void TestCondition::ordering()
{
    QFETCH(const QByteArray, less);
    QFETCH(const QByteArray, more);
    QFETCH(const bool, comparable);
    QCOMPARE(mapping::compare(parsed(less), parsed(more)), comparable ? std::optional(-1) : std::nullopt);
    QCOMPARE(mapping::compare(parsed(more), parsed(less)), comparable ? std::optional(1) : std::nullopt);
    if (comparable)
        QCOMPARE(mapping::compare(parsed(less), parsed(less)), std::optional(0));
}

QTEST_GUILESS_MAIN(TestCondition)
#include "tst_mapping_condition.moc"
