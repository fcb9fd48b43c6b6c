#include "core/record/bodyview.h"
#include "core/record/recordjson.h"

#include <QTest>

using namespace hw;

class TestRecord final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodies_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("value");

        const auto row = [](const char* name, const char* type, const QByteArray& body, BodyKind kind,
                            const char* value) {
            QTest::newRow(name) << QByteArray(type) << body << static_cast<int>(kind) << QByteArray(value);
        };
        row("empty", "application/json", "", BodyKind::Empty, "null");
        row("json", "Application/JSON; charset=utf-8", "{\"b\":1,\"a\":2}", BodyKind::Json, "{\"b\":1,\"a\":2}");
        row("vendor json", "application/vnd.x+json", "[1]", BodyKind::Json, "[1]");
        row("no type, json", "", " {\"a\":1}", BodyKind::Json, "{\"a\":1}");
        row("no type, text", "", "hello", BodyKind::Text, "\"hello\"");
        row("curl's default with json", "application/x-www-form-urlencoded", "{\"a\":\"b=c&d\"}", BodyKind::Json,
            "{\"a\":\"b=c&d\"}");
        row("form", "application/x-www-form-urlencoded", "a=1&b=x+y%21&c&a=2", BodyKind::Form,
            "{\"a\":[\"1\",\"2\"],\"b\":\"x y!\",\"c\":\"\"}");
        row("bad json", "application/json", "{\"a\":}", BodyKind::Json, "null");
        row("text", "text/plain", "a, b", BodyKind::Text, "\"a, b\"");
        row("text that is json", "text/plain", "{\"a\":1}", BodyKind::Json, "{\"a\":1}");
        row("xml", "application/xml", "<a/>", BodyKind::Xml, "\"<a/>\"");
        row("vendor xml", "application/soap+xml; charset=utf-8", "<a/>", BodyKind::Xml, "\"<a/>\"");
        row("xml without a type", "", "<?xml version=\"1.0\"?><a/>", BodyKind::Xml,
            "\"<?xml version=\\\"1.0\\\"?><a/>\"");
        row("no markup", "", "<3 you", BodyKind::Text, "\"<3 you\"");
        row("markup as plain text", "text/plain", "<a/>", BodyKind::Text, "\"<a/>\"");
        row("binary", "application/octet-stream", QByteArray("\x00\x01\xff", 3), BodyKind::Binary, "null");
        row("multipart", "multipart/form-data; boundary=\"x y\"",
            "--x y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\none\r\n--x y\r\n"
            "Content-Disposition: form-data; name=\"f\"; filename=\"q\\\"r.bin\"\r\nContent-Type: image/png\r\n\r\n"
            "12345\r\n--x y--\r\n",
            BodyKind::Multipart,
            "{\"a\":\"one\",\"f\":{\"filename\":\"q\\\"r.bin\",\"contentType\":\"image/png\",\"size\":5}}");
        row("multipart, empty field", "multipart/form-data; boundary=b",
            "--b\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--b--", BodyKind::Multipart, "{\"a\":\"\"}");
        row("multipart cut off", "multipart/form-data; boundary=b",
            "--b\r\nContent-Disposition: form-data; name=a\r\n\r\nx", BodyKind::Multipart, "null");
    }

    void bodies()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        QFETCH(int, kind);
        QFETCH(QByteArray, value);
        http::Headers headers;
        if (!type.isEmpty())
            headers.push_back({"Content-Type", type});
        const BodyView view = viewBody(headers, body);
        QCOMPARE(static_cast<int>(view.kind), kind);
        QCOMPARE(json::write(view.value), value);
        const bool expectsProblem =
            value == "null" && (view.kind == BodyKind::Json || view.kind == BodyKind::Multipart);
        QCOMPARE(!view.problem.isEmpty(), expectsProblem);
    }

    void verificationRoundTrip()
    {
        Verification v;
        v.status = VerificationStatus::Failed;
        v.enforced = true;
        v.scheme = QStringLiteral("stripe");
        v.reason = QStringLiteral("timestamp_too_old");
        v.checks = {{QStringLiteral("header"), true, QStringLiteral("t and v1")},
                    {QStringLiteral("timestamp"), false, QStringLiteral("660 s old")},
                    {QStringLiteral("digest"), std::nullopt, QString()}};
        QCOMPARE(verificationFromJson(toJson(v)), v);
    }

    void scriptReportRoundTrip()
    {
        ScriptReport s;
        s.status = ScriptStatus::Error;
        s.duration = std::chrono::microseconds(1800);
        s.preprocess = json::Object{{QStringLiteral("n"), json::Number{"12345678901234567890"}}};
        s.console = {{QStringLiteral("info"), QStringLiteral("x"), 18}};
        s.error = ScriptError{QStringLiteral("TypeError"), QStringLiteral("m"), 3, 7, QStringLiteral("main (3:7)")};
        QCOMPARE(scriptReportFromJson(toJson(s)), s);
        QCOMPARE(scriptReportFromJson(toJson(ScriptReport())), ScriptReport());
    }

    void recordHasTheStableShape()
    {
        Event event;
        event.id = QStringLiteral("hw_1");
        event.source = QStringLiteral("orders");
        event.request.method = "POST";
        event.request.headers = {{"A", "1"}, {"a", "2"}};
        event.request.body = QByteArray("\xff\x00", 2);
        Run run;
        run.status = EventStatus::Refused;
        const json::Value record = toRecordJson(event, run);
        QStringList names;
        for (const auto& [name, value] : record.toObject())
            names << name;
        QCOMPARE(names, QStringList({"event", "verification", "script", "eventType", "timestamp", "idempotency",
                                     "actions", "response"}));
        QVERIFY(record[u"event"][u"body"].isNull());
        QCOMPARE(record[u"event"][u"bodyBase64"].toString(), QStringLiteral("/wA="));
        QCOMPARE(json::write(record[u"event"][u"headers"]), QByteArray("[[\"A\",\"1\"],[\"a\",\"2\"]]"));
        QVERIFY(toRecordJson(event, run, RecordParts::WithoutResponse)[u"response"].isUndefined());
    }

    void headersAreLookedUpInAnyCase()
    {
        const http::Headers headers{{"X-A", "1"}, {"x-a", "2"}, {"B", ""}};
        QCOMPARE(headers.value("x-A"), QByteArray("1"));
        QCOMPARE(headers.joined("X-a"), QByteArray("1, 2"));
        QVERIFY(headers.joined("c").isNull());
        QVERIFY(!headers.joined("b").isNull());
    }
};

QTEST_GUILESS_MAIN(TestRecord)
#include "tst_record.moc"
