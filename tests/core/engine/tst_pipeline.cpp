#include "core/engine/pipeline.h"
#include "core/engine/response.h"
#include "core/engine/route.h"

#include <QTest>

using namespace hw;
using namespace hw::engine;

namespace {

const Timestamp now = fromMicroseconds(1700000000000000);

workspace::SourceState sourceState(const char* mappings)
{
    workspace::SourceState state;
    state.loaded = true;
    state.source.key = QStringLiteral("orders");
    state.source.idempotencyKeyPath = QStringLiteral("body.id");
    state.source.timestampPath = QStringLiteral("body.at");
    state.source.signing.scheme = QStringLiteral("hmac");
    state.source.signing.secrets = {QStringLiteral("S")};
    auto file = mapping::mappingFileFromJson(*json::parse(mappings), [] { return QStringLiteral("map_x"); });
    if (file)
        state.mappings = *file;
    return state;
}

const char* const identify = "{\"format\":1,\"mappings\":[{\"eventType\":\"a\",\"action\":\"users_identify\","
                             "\"parameters\":{\"id\":{\"path\":\"body.user\"}}}]}";

struct Case
{
    SourceRuntimePtr source;
    EnvironmentRuntime environment;
    Event event;
    BodyView body;

    explicit Case(const workspace::SourceState& state, const QByteArray& bodyText)
        : source(makeRuntime(state, nullptr))
    {
        environment.name = QStringLiteral("development");
        event.id = QStringLiteral("hw_1");
        event.source = QStringLiteral("orders");
        event.request.method = "POST";
        event.request.body = bodyText;
        body = viewBody(event.request.headers, bodyText);
    }

    Run conclude(const Verification& verification, std::optional<script::ScriptOutcome> outcome = {},
                 Delivery delivery = Delivery::Apply) const
    {
        return engine::conclude({*source, environment, event, body, verification, std::move(outcome), now, delivery});
    }
};

Verification verified()
{
    Verification v;
    v.status = VerificationStatus::Verified;
    return v;
}

Verification failed()
{
    Verification v;
    v.status = VerificationStatus::Failed;
    v.reason = QStringLiteral("signature_mismatch");
    return v;
}

script::ScriptOutcome outcome(ScriptStatus status, std::optional<bool> verifiedValue, const Verification& recorded = {})
{
    script::ScriptOutcome o;
    o.report.status = status;
    o.report.preprocess = json::Object();
    o.verified = verifiedValue;
    o.verification = recorded;
    return o;
}

} // namespace

class TestPipeline final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void routes_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("environment");
        QTest::addColumn<QByteArray>("rest");
        QTest::newRow("active") << QByteArray("/s/orders") << "orders"
                                << "" << QByteArray();
        QTest::newRow("rest") << QByteArray("/s/orders/a/b") << "orders"
                              << "" << QByteArray("/a/b");
        QTest::newRow("slash") << QByteArray("/s/orders/") << "orders"
                               << "" << QByteArray("/");
        QTest::newRow("named") << QByteArray("/e/staging/s/orders") << "orders"
                               << "staging" << QByteArray();
        QTest::newRow("encoded") << QByteArray("/s/%6Frders") << "orders"
                                 << "" << QByteArray();
        QTest::newRow("root") << QByteArray("/") << ""
                              << "" << QByteArray();
        QTest::newRow("empty") << QByteArray("") << ""
                               << "" << QByteArray();
        QTest::newRow("no key") << QByteArray("/s/") << ""
                                << "" << QByteArray();
        QTest::newRow("other") << QByteArray("/source/orders") << ""
                               << "" << QByteArray();
        QTest::newRow("no environment") << QByteArray("/e//s/orders") << ""
                                        << "" << QByteArray();
        QTest::newRow("environment alone") << QByteArray("/e/staging") << ""
                                           << "" << QByteArray();
    }

    void routes()
    {
        QFETCH(QByteArray, path);
        QFETCH(QString, source);
        const auto route = parseRoute(path);
        QCOMPARE(route.has_value(), !source.isEmpty());
        if (!route)
            return;
        QCOMPARE(route->source, source);
        QTEST(route->environment, "environment");
        QTEST(route->rest, "rest");
    }

    void nearest()
    {
        const QStringList known{QStringLiteral("stripe-billing"), QStringLiteral("orders")};
        QCOMPARE(nearestKey(QStringLiteral("stripe-biling"), known), QStringLiteral("stripe-billing"));
        QCOMPARE(nearestKey(QStringLiteral("order"), known), QStringLiteral("orders"));
        QCOMPARE(nearestKey(QStringLiteral("favicon.ico"), known), QString());
    }

    void aVerifiedEventIsProcessedAndPlanned()
    {
        const Case c(sourceState(identify),
                     "{\"type\":\"a\",\"id\":12345678901234567890,\"at\":1700000000,\"user\":7}");
        const Run run = c.conclude(verified());
        QVERIFY(run.status == EventStatus::Processed);
        QCOMPARE(run.eventType, QStringLiteral("a"));
        QCOMPARE(run.idempotency.key, QStringLiteral("12345678901234567890"));
        QCOMPARE(toIso8601(*run.timestamp), QStringLiteral("2023-11-14T22:13:20.000Z"));
        QCOMPARE(run.actions.size(), size_t(1));
        QVERIFY(run.actions.front().status == ActionStatus::Pending);
        QCOMPARE(run.actions.front().payload[u"id"].toString(), QStringLiteral("7"));
        QCOMPARE(run.answer.status, 200);
        QCOMPARE(run.answer.body, QByteArray("{\"id\":\"hw_1\"}"));
        QVERIFY(run.verification.enforced);
    }

    void aDryRunOnlyPlans()
    {
        const Case c(sourceState(identify), "{\"type\":\"a\",\"user\":\"u\"}");
        const Run run = c.conclude(verified(), {}, Delivery::Plan);
        QVERIFY(run.actions.front().status == ActionStatus::Planned);
    }

    void refusedWhenEnforced()
    {
        workspace::SourceState state = sourceState(identify);
        const Case c(state, "{\"type\":\"a\",\"user\":\"u\"}");
        const Run run = c.conclude(failed());
        QVERIFY(run.status == EventStatus::Refused);
        QCOMPARE(run.answer.status, 401);
        QVERIFY(run.answer.body.contains("signature_mismatch"));
        QVERIFY(run.actions.empty());
        QCOMPARE(run.eventType, QStringLiteral("a"));

        state.source.enforceVerification = false;
        QVERIFY(Case(state, "{\"type\":\"a\",\"user\":\"u\"}").conclude(failed()).status == EventStatus::Processed);
        state.source.enforceVerification = true;
        state.source.signing.scheme = QStringLiteral("none");
        QVERIFY(Case(state, "{}").conclude({}).status == EventStatus::Processed);
    }

    void scriptOutcomes_data()
    {
        QTest::addColumn<int>("script");
        QTest::addColumn<int>("verified"); // -1 = not returned
        QTest::addColumn<bool>("failedCheck");
        QTest::addColumn<bool>("enforced");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("answer");
        const auto row = [](const char* name, ScriptStatus s, int v, bool check, bool enforced, EventStatus e, int a) {
            QTest::newRow(name) << static_cast<int>(s) << v << check << enforced << static_cast<int>(e) << a;
        };
        row("verified", ScriptStatus::Ok, 1, false, true, EventStatus::Processed, 200);
        row("false", ScriptStatus::Ok, 0, true, true, EventStatus::Refused, 401);
        row("false, not enforced", ScriptStatus::Ok, 0, true, false, EventStatus::Processed, 200);
        row("not returned", ScriptStatus::Ok, -1, false, true, EventStatus::Refused, 401);
        row("not returned, not enforced", ScriptStatus::Ok, -1, false, false, EventStatus::Processed, 200);
        row("exception", ScriptStatus::Error, -1, false, true, EventStatus::Error, 500);
        row("exception after a failed check", ScriptStatus::Error, -1, true, true, EventStatus::Refused, 401);
        row("exception after a failed check, not enforced", ScriptStatus::Error, -1, true, false, EventStatus::Error,
            500);
        row("time-out", ScriptStatus::Timeout, -1, false, true, EventStatus::Error, 500);
    }

    void scriptOutcomes()
    {
        QFETCH(int, script);
        QFETCH(int, verified);
        QFETCH(bool, failedCheck);
        QFETCH(bool, enforced);
        QFETCH(int, status);
        QFETCH(int, answer);
        workspace::SourceState state = sourceState(identify);
        state.language = workspace::ScriptLanguage::JavaScript;
        state.script = "x";
        state.source.enforceVerification = enforced;
        const Case c(state, "{\"type\":\"a\",\"user\":\"u\"}");
        const std::optional<bool> value = verified < 0 ? std::nullopt : std::optional(verified == 1);
        const Run run =
            c.conclude({}, outcome(static_cast<ScriptStatus>(script), value, failedCheck ? failed() : Verification()));
        QCOMPARE(static_cast<int>(run.status), status);
        QCOMPARE(run.answer.status, answer);
    }

    void ignoredByScriptAndBySettings()
    {
        workspace::SourceState state = sourceState(identify);
        state.language = workspace::ScriptLanguage::JavaScript;
        script::ScriptOutcome o = outcome(ScriptStatus::Ok, std::nullopt);
        o.report.ignoreReason = QStringLiteral("a test event");
        const Run byScript = Case(state, "{\"type\":\"a\"}").conclude({}, o);
        QVERIFY(byScript.status == EventStatus::Ignored);
        QCOMPARE(byScript.statusReason, QStringLiteral("a test event"));
        QCOMPARE(byScript.answer.status, 200);

        state = sourceState(identify);
        state.source.ignoredTypes = {QStringLiteral("a*")};
        QVERIFY(Case(state, "{\"type\":\"abc\"}").conclude(verified()).status == EventStatus::Ignored);
    }

    void idempotencyKeys_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("reason");
        QTest::newRow("text") << QByteArray("{\"id\":\"evt_1\"}") << "evt_1"
                              << "";
        QTest::newRow("missing") << QByteArray("{}") << ""
                                 << "missing";
        QTest::newRow("null") << QByteArray("{\"id\":null}") << ""
                              << "missing";
        QTest::newRow("empty") << QByteArray("{\"id\":\"\"}") << ""
                               << "missing";
        QTest::newRow("object") << QByteArray("{\"id\":{}}") << ""
                                << "wrong_type";
        QTest::newRow("too long") << QByteArray("{\"id\":\"" + QByteArray(256, 'x') + "\"}") << ""
                                  << "too_long";
        QTest::newRow("bad json") << QByteArray("{") << ""
                                  << "missing";
    }

    void idempotencyKeys()
    {
        QFETCH(QByteArray, body);
        const Run run = Case(sourceState(identify), body).conclude(verified());
        QTEST(run.idempotency.key, "key");
        QTEST(run.idempotency.reason, "reason");
        QVERIFY(run.status == EventStatus::Processed);
    }

    void configuredResponses()
    {
        workspace::ResponseSettings settings;
        const json::Value body = *json::parse("{\"challenge\":\"abc\",\"code\":202}");
        const http::Headers headers;
        const json::Value none;
        const mapping::Scope scope{body, headers, none, {}};
        settings.body = *json::parse("{\"path\":\"body.challenge\"}");
        settings.status = *json::parse("{\"path\":\"body.code\"}");
        settings.headers = json::Object{{QStringLiteral("X-A"), QStringLiteral("1")}};
        const http::Answer answer = configuredAnswer(settings, scope, {}, {QStringLiteral("hw_1")});
        QCOMPARE(answer.status, 202);
        QCOMPARE(answer.body, QByteArray("abc"));
        QCOMPARE(answer.headers.value("x-a"), QByteArray("1"));
        QVERIFY(answer.headers.value("content-type").startsWith("text/plain"));

        settings = {};
        settings.body = *json::parse("{\"ok\":true}");
        QCOMPARE(configuredAnswer(settings, scope, {}, {QStringLiteral("hw_1")}).body, QByteArray("{\"ok\":true}"));
        settings.status = 204;
        QVERIFY(configuredAnswer(settings, scope, {}, {QStringLiteral("hw_1")}).body.isEmpty());
        settings.status = *json::parse("{\"path\":\"body.nothing\"}");
        QCOMPARE(configuredAnswer(settings, scope, {}, {QStringLiteral("hw_1")}).status, 500);
        settings = {};
        QCOMPARE(configuredAnswer(settings, scope, {}, {QStringLiteral("hw_1"), QStringLiteral("hw_2")}).body,
                 QByteArray("{\"ids\":[\"hw_1\",\"hw_2\"]}"));
    }

    void secretsAreWaitedFor()
    {
        const SourceRuntimePtr source = makeRuntime(sourceState(identify), nullptr);
        EnvironmentRuntime environment;
        QCOMPARE(secretProblem(*source, environment), QStringLiteral("secret_missing"));
        environment.secretError = Error{ErrorCode::SecretStoreLocked, {}};
        QCOMPARE(secretProblem(*source, environment), QStringLiteral("secret_store_locked"));
        environment.secrets.push_back({QStringLiteral("S"), SecretString("x")});
        QCOMPARE(secretProblem(*source, environment), QString());
    }
};

QTEST_GUILESS_MAIN(TestPipeline)
#include "tst_pipeline.moc"
