// The requests of deliveries, field by field, as Knock's API reference has them; signatures of other destinations.

#include "core/delivery/enqueue.h"
#include "core/delivery/request.h"
#include "core/mapping/actionkinds.h"
#include "core/mapping/values.h"
#include "core/signing/signing.h"

#include <QTest>

using namespace hw;
using namespace hw::delivery;

namespace {

const Timestamp now = fromMicroseconds(1'795'008'000'000'000);

json::Value parsed(const QByteArray& text)
{
    const Result<json::Value> value = json::parse(text);
    return value ? *value : json::Value();
}

Result<SecretString> findSecret(const QString& name)
{
    if (name == QLatin1String("KNOCK_API_KEY"))
        return SecretString("sk_test_made_up_key");
    if (name == QLatin1String("SERVICE_SECRET"))
        return SecretString("whsec_bWFkZS11cC1zZWNyZXQtb2YtMzItYnl0ZXMtbG9uZw==");
    return Error{ErrorCode::SecretMissing, {name}};
}

store::Delivery deliveryOf(const char* kind, const QByteArray& payload, const Target& target)
{
    store::Delivery delivery;
    delivery.id = QStringLiteral("dlv_1");
    delivery.eventId = QStringLiteral("hw_1");
    delivery.kind = QString::fromLatin1(kind);
    delivery.payload = parsed(payload);
    delivery.environment = QStringLiteral("production");
    delivery.idempotencyKey = QStringLiteral("0123456789abcdef");
    delivery.createdAt = now;
    delivery.destination = freeze(target);
    return delivery;
}

Target knock(const QString& url = {})
{
    return {TargetKind::Knock, url, QStringLiteral("KNOCK_API_KEY"), {}};
}

QByteArrayList headerLines(const http::Outgoing& outgoing)
{
    QByteArrayList lines;
    for (const http::Header& header : outgoing.message.headers)
        lines.append(header.name + ": " + header.value);
    return lines;
}

} // namespace

class TestRequests final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knockCalls_data();
    void knockCalls();
    void everyKindHasACall();
    void knockHeaders();
    void knockBaseUrls_data();
    void knockBaseUrls();
    void whatKnockCannotTake_data();
    void whatKnockCannotTake();
    void ownServiceIsSigned_data();
    void ownServiceIsSigned();
    void httpRequest();
    void httpRequestRefuses_data();
    void httpRequestRefuses();
    void secretsAreMasked();
    void errorsFieldByField();
};

void TestRequests::knockCalls_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<QByteArray>("body");
    const auto row = [](const char* name, const char* kind, const char* payload, const char* call, const char* body) {
        QTest::newRow(name) << QByteArray(kind) << QByteArray(payload) << QByteArray(call) << QByteArray(body);
    };
    row("identify", "users_identify",
        R"({"id":"u 1/2","name":"Ada","email":"a@b.c","phone_number":"+1555","avatar":"http://x","locale":"en-GB",)"
        R"("timezone":"Europe/Berlin","created_at":"2026-01-01T00:00:00.000Z","properties":{"plan":"pro","name":"X"}})",
        "PUT /v1/users/u%201%2F2",
        R"({"plan":"pro","name":"Ada","email":"a@b.c","phone_number":"+1555","avatar":"http://x","locale":"en-GB",)"
        R"("timezone":"Europe/Berlin","created_at":"2026-01-01T00:00:00.000Z"})");
    row("identify by id alone", "users_identify", R"({"id":"u1"})", "PUT /v1/users/u1", "{}");
    row("merge", "users_merge", R"({"id":"u1","from_user_id":"u2"})", "POST /v1/users/u1/merge",
        R"({"from_user_id":"u2"})");
    row("delete", "users_delete", R"({"id":"ü"})", "DELETE /v1/users/%C3%BC", "");
    row("channel data", "channel_data_set", R"({"id":"u1","channel_id":"c-1","data":{"tokens":["t"]}})",
        "PUT /v1/users/u1/channel_data/c-1", R"({"data":{"tokens":["t"]}})");
    row("preferences", "preferences_set",
        R"({"id":"u1","set_id":"default","preferences":{"__persistence_strategy__":"merge","workflows":{"a":false}}})",
        "PUT /v1/users/u1/preferences/default", R"({"__persistence_strategy__":"merge","workflows":{"a":false}})");
    row("object", "objects_set", R"({"collection":"projects","id":"p1","name":"P","properties":{"x":1}})",
        "PUT /v1/objects/projects/p1", R"({"x":1,"name":"P"})");
    row("object gone", "objects_delete", R"({"collection":"projects","id":"p1"})", "DELETE /v1/objects/projects/p1",
        "");
    row("tenant", "tenants_set", R"({"id":"t1","name":"T","properties":{"settings":{"branding":{}}}})",
        "PUT /v1/tenants/t1", R"({"settings":{"branding":{}},"name":"T"})");
    row("tenant gone", "tenants_delete", R"({"id":"t1"})", "DELETE /v1/tenants/t1", "");
    row("subscribe", "objects_subscribe",
        R"({"collection":"projects","object_id":"p1","recipients":["u1",{"id":"u2","name":"B"},)"
        R"({"collection":"teams","id":"x"}],"properties":{"role":"owner"}})",
        "POST /v1/objects/projects/p1/subscriptions",
        R"({"recipients":["u1",{"id":"u2","name":"B"},{"collection":"teams","id":"x"}],"properties":{"role":"owner"}})");
    row("unsubscribe", "objects_unsubscribe",
        R"({"collection":"projects","object_id":"p1","recipients":["u1",{"id":"u2","name":"B"},)"
        R"({"collection":"teams","id":"x"}]})",
        "DELETE /v1/objects/projects/p1/subscriptions",
        R"({"recipients":["u1","u2",{"collection":"teams","id":"x"}]})");
    row("audience", "audiences_add_member", R"({"key":"beta","members":["u1",{"id":"u2","name":"B"}],"tenant":"t1"})",
        "POST /v1/audiences/beta/members?create_audience=true",
        R"({"members":[{"user":{"id":"u1"},"tenant":"t1"},{"user":{"id":"u2","name":"B"},"tenant":"t1"}]})");
    row("audience with a tenant as an object", "audiences_remove_member",
        R"({"key":"beta","members":["u1"],"tenant":{"id":"t1","name":"T"}})", "DELETE /v1/audiences/beta/members",
        R"({"members":[{"user":{"id":"u1"},"tenant":"t1"}]})");
    row("trigger", "workflows_trigger",
        R"({"key":"welcome","recipients":["u1"],"data":{"a":1},"actor":{"id":"u9"},"tenant":"t1",)"
        R"("cancellation_key":"k1"})",
        "POST /v1/workflows/welcome/trigger",
        R"({"recipients":["u1"],"data":{"a":1},"actor":{"id":"u9"},"tenant":"t1","cancellation_key":"k1"})");
    row("cancel", "workflows_cancel",
        R"({"key":"welcome","cancellation_key":"k1","recipients":[{"id":"u1","name":"A"}]})",
        "POST /v1/workflows/welcome/cancel", R"({"cancellation_key":"k1","recipients":["u1"]})");
    row("cancel for all", "workflows_cancel", R"({"key":"welcome","cancellation_key":"k1"})",
        "POST /v1/workflows/welcome/cancel", R"({"cancellation_key":"k1"})");
}

void TestRequests::knockCalls()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, payload);
    QFETCH(QByteArray, call);
    QFETCH(QByteArray, body);
    const auto prepared = requestFor(deliveryOf(kind.constData(), payload, knock()), findSecret, now);
    QVERIFY(prepared);
    QCOMPARE(prepared->outgoing.url.toString(), QStringLiteral("https://api.knock.app"));
    QCOMPARE(QByteArray(prepared->outgoing.message.method + ' ' + prepared->outgoing.message.target), call);
    QCOMPARE(prepared->outgoing.message.body, body);
    const bool isTrigger = kind == "workflows_trigger";
    QCOMPARE(prepared->outgoing.message.headers.contains("Idempotency-Key"), isTrigger);
    QCOMPARE(prepared->outgoing.message.headers.contains("Content-Type"), !body.isEmpty());
}

void TestRequests::everyKindHasACall()
{
    for (const mapping::ActionKind& kind : mapping::actionKinds()) {
        json::Object payload;
        for (const mapping::Parameter& parameter : kind.parameters) {
            json::Value value = parameter.type == mapping::ParameterType::Id ? json::Value("x") : json::Object();
            if (parameter.type == mapping::ParameterType::Recipients ||
                parameter.type == mapping::ParameterType::Members)
                value = json::Array{json::Value("u1")};
            payload.append(QString::fromLatin1(parameter.name), value);
        }
        const QString name = QString::fromLatin1(kind.name);
        const bool isKnock = name != QLatin1String("http_request");
        QCOMPARE(knockCall(name, payload).hasValue(), isKnock);
        QVERIFY2(isKnock == (kind.perSecond > 0), kind.name);
    }
}

void TestRequests::knockHeaders()
{
    const auto prepared =
        requestFor(deliveryOf("workflows_trigger", R"({"key":"w","recipients":["u1"]})", knock()), findSecret, now);
    QVERIFY(prepared);
    QCOMPARE(headerLines(prepared->outgoing),
             (QByteArrayList{"User-Agent: Headwater/" HW_VERSION, "Accept: application/json",
                             "Authorization: Bearer sk_test_made_up_key", "Content-Type: application/json",
                             "Idempotency-Key: 0123456789abcdef"}));
    // The key is looked for, not made up.
    Target other = knock();
    other.secret = QStringLiteral("NOT_THERE");
    const auto missing = requestFor(deliveryOf("users_delete", R"({"id":"u1"})", other), findSecret, now);
    QVERIFY(missing.error().code == ErrorCode::SecretMissing);
}

void TestRequests::knockBaseUrls_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("origin") << "http://127.0.0.1:8080" << QByteArray("/v1/users/u1");
    QTest::newRow("slash") << "http://127.0.0.1:8080/" << QByteArray("/v1/users/u1");
    QTest::newRow("version") << "http://127.0.0.1:8080/v1" << QByteArray("/v1/users/u1");
    QTest::newRow("version and slash") << "http://127.0.0.1:8080/v1/" << QByteArray("/v1/users/u1");
    QTest::newRow("behind a path") << "http://127.0.0.1:8080/proxy" << QByteArray("/proxy/v1/users/u1");
}

void TestRequests::knockBaseUrls()
{
    QFETCH(QString, url);
    QFETCH(QByteArray, target);
    const auto prepared = requestFor(deliveryOf("users_delete", R"({"id":"u1"})", knock(url)), findSecret, now);
    QVERIFY(prepared);
    QCOMPARE(prepared->outgoing.message.target, target);
    const auto head = http::Sender::headFor(prepared->outgoing);
    QVERIFY(head);
    QVERIFY(head->startsWith(QByteArray("DELETE " + target + " HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n")));
}

void TestRequests::whatKnockCannotTake_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("dot") << QByteArray("users_delete") << QByteArray(R"({"id":"."})");
    QTest::newRow("dots") << QByteArray("users_identify") << QByteArray(R"({"id":".."})");
    QTest::newRow("object as a member") << QByteArray("audiences_add_member")
                                        << QByteArray(
                                               R"({"key":"a","members":["u1",{"collection":"teams","id":"t1"}]})");
}

void TestRequests::whatKnockCannotTake()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, payload);
    const auto prepared = requestFor(deliveryOf(kind.constData(), payload, knock()), findSecret, now);
    QVERIFY(!prepared);
    QVERIFY(prepared.error().code == ErrorCode::InvalidArgument);
    QVERIFY(!checkSendable(knock(), QString::fromLatin1(kind), parsed(payload)));
}

void TestRequests::ownServiceIsSigned_data()
{
    QTest::addColumn<QByteArray>("signing");
    QTest::addColumn<bool>("shown");
    QTest::newRow("standard webhooks") << QByteArray(R"({"scheme":"standard-webhooks"})") << true;
    QTest::newRow("hmac") << QByteArray(R"({"scheme":"hmac","header":"X-Signature"})") << true;
    QTest::newRow("bearer") << QByteArray(R"({"scheme":"bearer"})") << false;
}

void TestRequests::ownServiceIsSigned()
{
    QFETCH(QByteArray, signing);
    QFETCH(bool, shown);
    const Target target{TargetKind::Http, QStringLiteral("https://api.example.com/hooks?x=1"),
                        QStringLiteral("SERVICE_SECRET"), parsed(signing).toObject()};
    const store::Delivery delivery = deliveryOf("users_identify", R"({"id":"u1"})", target);
    const auto prepared = requestFor(delivery, findSecret, now);
    QVERIFY(prepared);
    const http::Message& message = prepared->outgoing.message;
    QCOMPARE(message.method, QByteArray("POST"));
    QCOMPARE(message.body, QByteArray(R"({"id":"dlv_1","type":"users_identify","environment":"production",)"
                                      R"("event":"hw_1","timestamp":"2026-11-18T13:20:00.000Z","data":{"id":"u1"}})"));
    QCOMPARE(message.headers.value("Idempotency-Key"), QByteArray("0123456789abcdef"));
    const auto config = signingFrom(parsed(signing));
    QVERIFY(config);
    const Verification verified =
        signing::verify(*config, {message.headers, message.body, message.method, message.target, {}},
                        {{QStringLiteral("SERVICE_SECRET"), *findSecret(QStringLiteral("SERVICE_SECRET"))}}, now);
    QVERIFY2(verified.status == VerificationStatus::Verified, qPrintable(verified.reason));
    // A repetition is known by its id.
    if (signing.contains("standard"))
        QCOMPARE(message.headers.value("webhook-id"), QByteArray("msg_0123456789abcdef"));
    const QByteArray record = json::write(shownRequest(*prepared, Mask()));
    QVERIFY(!record.contains("whsec_"));
    QCOMPARE(record.contains("[SERVICE_SECRET]"), !shown);
}

void TestRequests::httpRequest()
{
    const auto prepared = requestFor(
        deliveryOf("http_request",
                   R"({"method":"patch","url":"http://127.0.0.1:9/a%20b?q=1","headers":{"X-A":"1","X-N":2},)"
                   R"("body":{"a":[1,2]},"signing":{"scheme":"hmac","header":"X-Sig","secret":"SERVICE_SECRET"}})",
                   {TargetKind::Request, {}, {}, {}}),
        findSecret, now);
    QVERIFY(prepared);
    const auto head = http::Sender::headFor(prepared->outgoing);
    QVERIFY(head);
    QVERIFY(head->startsWith("PATCH /a%20b?q=1 HTTP/1.1\r\nHost: 127.0.0.1:9\r\nX-A: 1\r\nX-N: 2\r\n"));
    QCOMPARE(prepared->outgoing.message.body, QByteArray(R"({"a":[1,2]})"));
    QVERIFY(prepared->outgoing.message.headers.contains("X-Sig"));
    QCOMPARE(prepared->outgoing.message.headers.value("Content-Type"), QByteArray("application/json"));

    const auto text = requestFor(deliveryOf("http_request", R"({"method":"POST","url":"https://x.y/","body":"plain"})",
                                            {TargetKind::Request, {}, {}, {}}),
                                 findSecret, now);
    QVERIFY(text);
    QCOMPARE(text->outgoing.message.body, QByteArray("plain"));
    QVERIFY(!text->outgoing.message.headers.contains("Content-Type"));
}

void TestRequests::httpRequestRefuses_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::newRow("no url") << QByteArray(R"({"method":"GET","url":"nowhere"})");
    QTest::newRow("file") << QByteArray(R"({"method":"GET","url":"file:///etc/passwd"})");
    QTest::newRow("method") << QByteArray(R"({"method":"BREW","url":"http://x.y"})");
    QTest::newRow("line break in the method") << QByteArray(R"({"method":"GET\r\nX: y","url":"http://x.y"})");
    QTest::newRow("header") << QByteArray(R"({"method":"GET","url":"http://x.y","headers":{"X":{}}})");
    QTest::newRow("token in the url") << QByteArray(
        R"({"method":"GET","url":"http://x.y","signing":{"scheme":"query","secret":"SERVICE_SECRET"}})");
}

void TestRequests::httpRequestRefuses()
{
    QFETCH(QByteArray, payload);
    const auto prepared =
        requestFor(deliveryOf("http_request", payload, {TargetKind::Request, {}, {}, {}}), findSecret, now);
    QVERIFY(!prepared);
    QVERIFY(prepared.error().code == ErrorCode::InvalidArgument);
    // What a header could smuggle in is refused where the bytes are made.
    const auto smuggled =
        requestFor(deliveryOf("http_request", R"({"method":"GET","url":"http://x.y","headers":{"X":"a\r\nY: b"}})",
                              {TargetKind::Request, {}, {}, {}}),
                   findSecret, now);
    QVERIFY(smuggled && !http::Sender::headFor(smuggled->outgoing));
}

void TestRequests::secretsAreMasked()
{
    Mask mask;
    mask.add(QStringLiteral("KNOCK_API_KEY"), SecretString("sk_test_made_up_key"));
    mask.add(QStringLiteral("LONGER"), SecretString("sk_test_made_up_key_and_more"));
    mask.add(QStringLiteral("SHORT"), SecretString("abc"));
    QCOMPARE(mask.masked("x sk_test_made_up_key_and_more sk_test_made_up_key abc"),
             QByteArray("x [LONGER] [KNOCK_API_KEY] abc"));
    const auto prepared = requestFor(
        deliveryOf("users_identify", R"({"id":"u1","name":"sk_test_made_up_key"})", knock()), findSecret, now);
    QVERIFY(prepared);
    const QByteArray record = json::write(shownRequest(*prepared, mask));
    QVERIFY(!record.contains("sk_test"));
    QVERIFY(record.contains("Bearer") || record.contains("[KNOCK_API_KEY]"));
    QVERIFY(record.contains("/v1/users/u1\""));
    http::Response answer;
    answer.status = 401;
    answer.headers = {{"X-Echo", "sk_test_made_up_key"}};
    answer.body = "your key sk_test_made_up_key is wrong";
    QVERIFY(!json::write(shownResponse(answer, mask)).contains("sk_test"));
    QVERIFY(!json::write(resultOf(answer, mask)).contains("sk_test"));
}

void TestRequests::errorsFieldByField()
{
    http::Response answer;
    answer.status = 422;
    answer.body = R"({"code":"invalid_params","message":"a parameter","status":422,"type":"invalid_request_error",)"
                  R"("errors":[{"field":"email","message":"is invalid","type":null}]})";
    QCOMPARE(json::write(resultOf(answer, Mask())),
             QByteArray(R"({"status":422,"error":{"code":"invalid_params","message":"a parameter",)"
                        R"("type":"invalid_request_error","errors":[{"field":"email","message":"is invalid",)"
                        R"("type":null}]}})"));
    answer.body = "<html>";
    QCOMPARE(json::write(resultOf(answer, Mask())), QByteArray(R"({"status":422,"error":{"message":"<html>"}})"));
    answer.status = 204;
    answer.body.clear();
    QCOMPARE(json::write(resultOf(answer, Mask())), QByteArray(R"({"status":204})"));
}

QTEST_GUILESS_MAIN(TestRequests)
#include "tst_requests.moc"
