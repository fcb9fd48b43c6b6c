#include "core/mapping/locator.h"

#include <QTest>

using namespace hw;
using namespace hw::mapping;

class TestMappingLocator final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("value"); // JSON; empty = undefined
        const auto row = [](const char* title, const char* text, const char* body, const char* value) {
            QTest::newRow(title) << QString::fromUtf8(text) << QByteArray(body) << QByteArray(value);
        };
        const char* const table =
            "{\"schema\":\"auth\",\"table\":\"users\",\"type\":\"INSERT\",\"record\":{\"id\":7,\"ok\":true}}";
        row("a path", "body.type", table, "\"INSERT\"");
        row("a path gives what stands there", "record", table, "{\"id\":7,\"ok\":true}");
        row("a path without a value", "body.nothing", table, "");
        row("null is no value", "a", "{\"a\":null}", "");
        row("an empty text is no value", "a", "{\"a\":\"\"}", "");
        row("a template", "{body.schema}.{body.table}:{body.type}", table, "\"auth.users:INSERT\"");
        row("numbers keep their text", "{a}/{b}", "{\"a\":1.50,\"b\":12345678901234567890}",
            "\"1.50/12345678901234567890\"");
        row("booleans are text", "{record.id}-{record.ok}", table, "\"7-true\"");
        row("text after the last place", "<{table}>", table, "\"<users>\"");
        row("white space counts within a template only", "  {schema} {table}  ", table, "\"auth users\"");
        row("a template with a place that has no value", "{schema}.{nothing}", table, "");
        row("a template with a place that holds an object", "{schema}.{record}", table, "");
        row("the first alternative", "table | type", table, "\"users\"");
        row("the second alternative", "nothing | {schema}:{nothing} | type", table, "\"INSERT\"");
        row("a member that is an object in one shape and a text in the other", "body.event.event | body.event",
            "{\"event\":\"$identify\"}", "\"$identify\"");
        row("the other shape", "body.event.event | body.event", "{\"event\":{\"event\":\"$identify\"}}",
            "\"$identify\"");
        row("a header", "{headers.x-event}.{action} | headers.x-event", "{\"action\":\"opened\"}", "\"issues.opened\"");
        row("a header alone", "{headers.x-event}.{action} | headers.x-event", "{}", "\"issues\"");
        row("a bar and braces within quotes", "{body[\"a | {b}\"]}! | type", "{\"a | {b}\":\"x\"}", "\"x!\"");
        row("an escaped quote", "body[\"a\\\"|b\"]", "{\"a\\\"|b\":1}", "1");
        row("an apostrophe in a template", "it's {table}", table, "\"it's users\"");
        row("no body", "{schema}.{table}", "null", "");
    }

    void finds()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, body);
        QFETCH(QByteArray, value);
        const auto locator = Locator::parse(text);
        QVERIFY2(locator, qPrintable(locator ? QString() : locator.error().args.value(0)));
        const http::Headers headers{{"X-Event", "issues"}};
        const json::Value parsed = json::parse(body).valueOr({});
        const json::Value none;
        const json::Value found = locator->evaluate({parsed, headers, none, {}});
        QCOMPARE(found.isUndefined() ? QByteArray() : json::write(found), value);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("column");
        const auto row = [](const char* text, int column) { QTest::newRow(text) << QString::fromUtf8(text) << column; };
        row("", 1);
        row("   ", 1);
        row("body..type", 6);
        row("body.type |", 12);
        row("| body.type", 1);
        row("body.type || body.kind", 12);
        row("body.type | body..kind", 18);
        row("{body.schema", 1);
        row("{body.schema}.{}", 16);
        row("{body.schema}.{body..table}", 21);
        row("{body.schema}}", 14);
        row("body.kind | {body.schema", 13);
    }

    void refuses()
    {
        QFETCH(QString, text);
        QFETCH(int, column);
        const auto locator = Locator::parse(text);
        QVERIFY(!locator);
        QCOMPARE(locator.error().code, ErrorCode::ParseError);
        QCOMPARE(locator.error().column, column);
    }
};

QTEST_GUILESS_MAIN(TestMappingLocator)
#include "tst_mapping_locator.moc"
