#include "tests/ui/events/sampleevents.h"

#include "core/base/ids.h"

namespace hw::testing {

namespace {

using namespace std::chrono;

Action action(const QString& kind, json::Object payload, int micros, ActionStatus status = ActionStatus::Succeeded)
{
    Action result;
    result.id = ids::make(ids::action, SystemClock().now());
    result.mappingId = ids::make(ids::mapping, SystemClock().now());
    result.kind = kind;
    result.status = status;
    result.payload = std::move(payload);
    result.duration = microseconds(micros);
    return result;
}

QByteArray customerBody()
{
    return "{\"id\":\"evt_1Q7xLm2eZvKY\",\"type\":\"customer.updated\",\"created\":1785940364,\"livemode\":false,"
           "\"data\":{\"object\":{\"id\":\"cus_R4kTm2Wq\",\"email\":\"  Ada@Analytical.dev \","
           "\"metadata\":{\"plan\":\"pro\",\"team\":\"org_82\"}},"
           "\"previous_attributes\":{\"email\":\"ada@analytical.dev\"}}}";
}

} // namespace

store::CommitItem sampleEvent(const QString& source, const QString& type, Timestamp at)
{
    store::CommitItem item;
    Event& event = item.event;
    event.id = ids::make(ids::event, at);
    event.source = source;
    event.environment = QStringLiteral("development");
    event.receivedAt = at;
    event.request.method = "POST";
    event.request.target = "/s/" + source.toUtf8();
    event.request.remote = QStringLiteral("127.0.0.1:53122");
    event.request.headers = {{"host", "127.0.0.1:4400"},
                             {"user-agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)"},
                             {"content-type", "application/json; charset=utf-8"},
                             {"stripe-signature", "t=1785940364,v1=8d1f6c0ae27b"},
                             {"accept", "*/*; q=0.5, application/xml"},
                             {"cache-control", "no-cache"}};
    event.request.body = customerBody();
    event.request.rawHead = "POST " + event.request.target + " HTTP/1.1\r\n\r\n";
    Run run;
    run.id = ids::make(ids::run, at);
    run.eventId = event.id;
    run.startedAt = at;
    run.status = EventStatus::Processed;
    run.eventType = type;
    run.providerId = QStringLiteral("evt_") + event.id.right(12);
    run.verification = {VerificationStatus::Verified,
                        true,
                        QStringLiteral("stripe"),
                        {},
                        QStringLiteral("STRIPE_BILLING_SIGNING_SECRET"),
                        {{QStringLiteral("header"), true, QStringLiteral("stripe-signature with 1 signature")},
                         {QStringLiteral("timestamp"), true, QStringLiteral("1 s old, tolerance 300 s")},
                         {QStringLiteral("digest"), true, QStringLiteral("v1 matches")}}};
    run.script.status = ScriptStatus::Ok;
    run.script.duration = microseconds(1800);
    run.script.preprocess =
        json::Object{{QStringLiteral("email"), "ada@analytical.dev"},
                     {QStringLiteral("plan"), "pro"},
                     {QStringLiteral("changed"), json::Array{json::Value("email"), json::Value("plan")}}};
    run.script.console = {{QStringLiteral("log"), QStringLiteral("email changed"), 18}};
    run.scriptHash = QStringLiteral("1f3a9c2b8d7e6f5a4c3b2a190817263544536271809fbecd1f3a9c2b8d7e6f5a");
    run.idempotency.key = run.providerId;
    run.answer.status = 200;
    run.answer.headers = {{"Content-Type", "application/json"}};
    run.answer.body = "{\"id\":\"" + event.id.toUtf8() + "\"}";
    run.duration = microseconds(3400);
    run.timings = {microseconds(300), microseconds(400), microseconds(1800), microseconds(600), microseconds(300)};
    item.run = run;
    return item;
}

std::vector<store::CommitItem> sampleEvents(Timestamp now)
{
    const auto at = [now](int secondsAgo, int ms) { return now - seconds(secondsAgo) - milliseconds(ms); };
    const auto identify = [] {
        return action(QStringLiteral("users_identify"),
                      json::Object{{QStringLiteral("id"), "cus_R4kTm2Wq"},
                                   {QStringLiteral("email"), "ada@analytical.dev"},
                                   {QStringLiteral("plan"), "pro"}},
                      1900);
    };
    std::vector<store::CommitItem> items;
    const auto add = [&](const char* source, const char* type, int secondsAgo, int ms, int micros,
                         qsizetype size) -> Run& {
        store::CommitItem item = sampleEvent(QLatin1String(source), QLatin1String(type), at(secondsAgo, ms));
        if (size > 0)
            item.event.request.body = "{\"pad\":\"" + QByteArray(size, 'x') + "\"}";
        item.run->duration = microseconds(micros);
        items.push_back(std::move(item));
        return *items.back().run;
    };
    add("stripe-billing", "customer.deleted", 71, 20, 7700, 3390).actions = {identify()};
    add("workos-sso", "dsync.user.updated", 65, 386, 14200, 2590).actions = {identify(), identify()};
    Run& pending = add("internal-orders", "order.shipped", 58, 911, 0, 690);
    pending.status = EventStatus::Received;
    pending.answer = {};
    pending.actions = {};
    pending.duration = microseconds(0);
    add("stripe-billing", "customer.created", 44, 467, 10800, 3490).actions = {identify(), identify()};
    Run& ignored = add("posthog-product", "$identify", 38, 760, 1100, 890);
    ignored.status = EventStatus::Ignored;
    ignored.script.ignoreReason = QStringLiteral("anonymous");
    Run& partial = add("stripe-billing", "customer.subscription.updated", 29, 225, 61000, 5890);
    partial.actions = {identify(),
                       action(QStringLiteral("workflows_trigger"),
                              json::Object{{QStringLiteral("key"), "plan-changed"},
                                           {QStringLiteral("recipients"), json::Array{json::Value("cus_1")}}},
                              0, ActionStatus::Pending)};
    add("supabase-profiles", "public.profiles:UPDATE", 20, 982, 4900, 1190).actions = {identify()};
    Run& updated = add("stripe-billing", "customer.updated", 16, 639, 3400, 0);
    updated.actions = {
        identify(),
        action(QStringLiteral("objects_set"),
               json::Object{{QStringLiteral("collection"), "subscription"}, {QStringLiteral("id"), "sub_1Pq8"}}, 2200),
        action(QStringLiteral("tenants_set"), json::Object{{QStringLiteral("id"), "org_82"}}, 2200)};
    add("clerk-auth", "user.created", 9, 93, 12600, 2090).actions = {identify(), identify()};
    Run& failed = add("stripe-billing", "invoice.payment_failed", 2, 880, 38200, 6390);
    failed.status = EventStatus::Error;
    failed.answer.status = 500;
    failed.script.status = ScriptStatus::Error;
    failed.script.preprocess = {};
    failed.script.error =
        ScriptError{QStringLiteral("TypeError"), QStringLiteral("Cannot read property 'id' of undefined"), 12, 19,
                    QStringLiteral("main (script.js:12:19)")};
    failed.timings.map = failed.timings.commit = microseconds(0);
    return items;
}

std::vector<store::CommitItem> backgroundEvents(Timestamp now)
{
    std::vector<store::CommitItem> items;
    for (int minute = 59; minute >= 2; --minute) {
        const int count = 4 + (minute * 7919) % 13;
        for (int i = 0; i < count; ++i) {
            store::CommitItem item = sampleEvent(QStringLiteral("stripe-billing"), QStringLiteral("invoice.paid"),
                                                 now - minutes(minute) + seconds(i));
            if (minute % 9 == 0 && i < 2) {
                item.run->status = EventStatus::Refused;
                item.run->answer.status = 401;
                item.run->verification.status = VerificationStatus::Failed;
                item.run->verification.reason = QStringLiteral("signature_mismatch");
            }
            items.push_back(std::move(item));
        }
    }
    return items;
}

QHash<QString, models::SourceLabel> sampleSources()
{
    return {{QStringLiteral("stripe-billing"), {QStringLiteral("Stripe billing"), QStringLiteral("stripe")}},
            {QStringLiteral("clerk-auth"), {QStringLiteral("Clerk auth"), QStringLiteral("clerk")}},
            {QStringLiteral("workos-sso"), {QStringLiteral("WorkOS sso"), QStringLiteral("workos")}},
            {QStringLiteral("supabase-profiles"), {QStringLiteral("Supabase profiles"), QStringLiteral("supabase")}},
            {QStringLiteral("posthog-product"), {QStringLiteral("PostHog product"), QStringLiteral("posthog")}},
            {QStringLiteral("internal-orders"), {QStringLiteral("Internal orders"), QStringLiteral("custom")}}};
}

} // namespace hw::testing
