#include "tests/models/directory/sampledirectory.h"

#include "core/base/ids.h"
#include "core/delivery/directory.h"
#include "core/delivery/effects.h"

#include <QTest>

#include <array>

namespace hw::testing {

namespace {

using namespace std::chrono;

struct Person
{
    const char* id;
    const char* name;
    const char* email;
    const char* tenant; ///< empty = none
    const char* plan;
    int minutesAgo;
};

constexpr std::array people{
    Person{"cus_R4kTm2Wq", "Ada Byron", "ada@analytical.dev", "org_82", "team", 0},
    Person{"cus_R4jZb7Lm", "Mira Solberg", "mira@solberg.example", "org_17", "pro", 11},
    Person{"cus_R4jPq2Vn", "Linus Aalto", "linus@aalto.example", "org_82", "team", 20},
    Person{"cus_R4hWm8Ts", "Jonas Feld", "jonas@feld.example", "", "free", 28},
    Person{"user_2kLm91", "Priya Raman", "priya@raman.example", "org_31", "pro", 34},
    Person{"user_2kLh07", "Tomas Wik", "tomas@wik.example", "org_31", "pro", 52},
    Person{"cus_R4gTn5Kd", "Ines Duarte", "ines@duarte.example", "org_17", "team", 70},
    Person{"user_2kK8xz", "Noor Haddad", "noor@haddad.example", "org_31", "free", 93},
    Person{"cus_R4fVb3Qa", "Caleb Ostrow", "caleb@ostrow.example", "", "free", 121},
    Person{"user_2kJ4pw", "Yuki Tanabe", "yuki@tanabe.example", "org_31", "pro", 134},
    Person{"cus_R4eHs1Xc", "Marta Kovac", "marta@kovac.example", "org_17", "team", 157},
    Person{"user_2kHt6d", "Elio Brandt", "elio@brandt.example", "org_31", "free", 165},
    Person{"cus_R4dJk0Zr", "Sana Qureshi", "sana@qureshi.example", "", "pro", 192},
    Person{"cus_R4cPl8Mv", "Peter Lund", "peter@lund.example", "org_17", "free", 214},
    Person{"user_2kGa2q", "Amara Diallo", "amara@diallo.example", "org_31", "pro", 228},
    Person{"cus_R4bYt6Nf", "Lena Vogt", "lena@vogt.example", "org_82", "team", 241},
    Person{"user_2kF9cx", "Hugo Marchetti", "hugo@marchetti.example", "org_17", "free", 260},
    Person{"cus_R4aLd3Kp", "Ruth Abel", "ruth@abel.example", "", "free", 274},
    Person{"user_2kE1vz", "Oskar Nyman", "oskar@nyman.example", "org_17", "pro", 291},
    Person{"cus_R49Xw7Jh", "Dana Levin", "dana@levin.example", "org_31", "free", 302},
    Person{"cus_R48Gm4Be", "Femi Adeyemi", "femi@adeyemi.example", "org_82", "team", 315},
    Person{"user_2kD5rt", "Clara Monte", "clara@monte.example", "org_17", "pro", 330},
    Person{"cus_R47Fq9Ua", "Ivo Petrov", "ivo@petrov.example", "", "free", 343},
};

json::Value text(const char* value)
{
    return {value};
}

json::Object member(const char* key, const char* user, const char* tenant)
{
    json::Object payload{{QStringLiteral("key"), text(key)}, {QStringLiteral("members"), json::Array{text(user)}}};
    if (*tenant)
        payload.append(QStringLiteral("tenant"), text(tenant));
    return payload;
}

} // namespace

std::unique_ptr<store::Writer> openDirectory(const QString& path)
{
    const auto effects = [](store::Database& database, const Event& event, Run& run) {
        return delivery::carryOut(database, event, run, {{}, {}, run.startedAt});
    };
    auto writer = store::Writer::open({path, {delivery::directorySchema()}, effects});
    return writer ? std::move(writer).value() : nullptr;
}

store::CommitItem directoryEvent(const char* source, const char* type, Timestamp at, const char* action,
                                 json::Object payload)
{
    store::CommitItem item;
    Event& event = item.event;
    event.id = ids::make(ids::event, at);
    event.source = QLatin1String(source);
    event.environment = QStringLiteral("development");
    event.receivedAt = at;
    event.request.method = "POST";
    event.request.target = QByteArray("/s/") + source;
    event.request.headers = {{"content-type", "application/json"}};
    event.request.body = "{}";
    Run run;
    run.id = ids::make(ids::run, at);
    run.eventId = event.id;
    run.startedAt = at;
    run.status = EventStatus::Processed;
    run.eventType = QLatin1String(type);
    run.verification.status = VerificationStatus::Verified;
    run.answer.status = 200;
    Action planned;
    planned.id = ids::make(ids::action, at);
    planned.kind = QLatin1String(action);
    planned.payload = std::move(payload);
    planned.status = ActionStatus::Pending;
    run.actions = {planned};
    item.run = run;
    return item;
}

store::CommitItem identified(const QString& id, const QString& name, Timestamp at, json::Object properties)
{
    return directoryEvent("stripe-billing", "customer.updated", at, "users_identify",
                          json::Object{{QStringLiteral("id"), id},
                                       {QStringLiteral("name"), name},
                                       {QStringLiteral("properties"), std::move(properties)}});
}

std::vector<store::CommitItem> sampleDirectory(Timestamp now)
{
    std::vector<store::CommitItem> items;
    const auto add = [&](int minutesAgo, const char* source, const char* type, const char* action,
                         json::Object payload) {
        items.push_back(directoryEvent(source, type, now - minutes(minutesAgo), action, std::move(payload)));
    };
    for (const char* tenant : {"org_17", "org_31", "org_82"})
        add(350, "workos-sso", "organization.created", "tenants_set",
            json::Object{{QStringLiteral("id"), text(tenant)},
                         {QStringLiteral("name"), QString(QStringLiteral("Tenant ") + QLatin1String(tenant).right(2))},
                         {QStringLiteral("properties"), json::Object{{QStringLiteral("region"), text("eu")}}}});
    for (auto person = people.rbegin(); person != people.rend(); ++person) {
        add(person->minutesAgo, "stripe-billing", "customer.updated", "users_identify",
            json::Object{{QStringLiteral("id"), text(person->id)},
                         {QStringLiteral("name"), text(person->name)},
                         {QStringLiteral("email"), text(person->email)},
                         {QStringLiteral("properties"), json::Object{{QStringLiteral("plan"), text(person->plan)},
                                                                     {QStringLiteral("seats"), 12},
                                                                     {QStringLiteral("delinquent"), false}}}});
        if (*person->tenant)
            add(person->minutesAgo, "workos-sso", "membership.created", "audiences_add_member",
                member("Team plan", person->id, person->tenant));
    }
    add(9, "stripe-billing", "customer.updated", "audiences_add_member", member("Beta testers", "cus_R4kTm2Wq", ""));
    add(8, "stripe-billing", "customer.updated", "audiences_add_member", member("EU", "cus_R4kTm2Wq", ""));
    add(8, "stripe-billing", "customer.updated", "audiences_add_member", member("Trial", "user_2kD5rt", ""));
    struct Thing
    {
        const char* collection;
        const char* id;
        const char* name;
    };
    for (const Thing& thing : {Thing{"projects", "engine-1", "Analytical engine"}, Thing{"projects", "loom-2", "Loom"},
                               Thing{"subscriptions", "sub_1Pq8", ""}}) {
        json::Object payload{{QStringLiteral("collection"), text(thing.collection)},
                             {QStringLiteral("id"), text(thing.id)},
                             {QStringLiteral("properties"), json::Object{{QStringLiteral("status"), text("active")}}}};
        if (*thing.name)
            payload.append(QStringLiteral("name"), text(thing.name));
        add(180, "internal-orders", "project.updated", "objects_set", std::move(payload));
    }
    const auto subscribe = [&](const char* collection, const char* object, const char* user) {
        add(7, "internal-orders", "project.member.added", "objects_subscribe",
            json::Object{{QStringLiteral("collection"), text(collection)},
                         {QStringLiteral("object_id"), text(object)},
                         {QStringLiteral("recipients"), json::Array{text(user)}},
                         {QStringLiteral("properties"), json::Object{{QStringLiteral("role"), text("owner")}}}});
    };
    subscribe("projects", "engine-1", "cus_R4kTm2Wq");
    subscribe("projects", "engine-1", "user_2kLm91");
    subscribe("projects", "loom-2", "user_2kLm91");
    subscribe("subscriptions", "sub_1Pq8", "cus_R4kTm2Wq");
    const auto trigger = [&](int minutesAgo, const char* workflow, json::Array recipients, const char* cancellation) {
        json::Object payload{{QStringLiteral("key"), text(workflow)},
                             {QStringLiteral("recipients"), std::move(recipients)},
                             {QStringLiteral("data"), json::Object{{QStringLiteral("plan"), text("team")}}},
                             {QStringLiteral("actor"), text("user_2kLm91")},
                             {QStringLiteral("tenant"), text("org_82")}};
        if (*cancellation)
            payload.append(QStringLiteral("cancellation_key"), text(cancellation));
        add(minutesAgo, "stripe-billing", "customer.subscription.updated", "workflows_trigger", std::move(payload));
    };
    trigger(200, "welcome", {text("cus_R4kTm2Wq")}, "");
    trigger(150, "welcome", {text("user_2kLm91"), text("user_2kLh07")}, "");
    trigger(90, "payment-reminder", {text("cus_R4kTm2Wq")}, "in_44");
    add(80, "stripe-billing", "invoice.paid", "workflows_cancel",
        json::Object{{QStringLiteral("key"), text("payment-reminder")},
                     {QStringLiteral("cancellation_key"), text("in_44")}});
    trigger(60, "digest", {text("cus_R4kTm2Wq"), text("nobody_1")}, "");
    trigger(20, "trial-ending", {text("cus_R4kTm2Wq")}, "sub_1Pq8");
    trigger(10, "invite", {text("nobody_2")}, "");
    trigger(1, "plan-changed", {text("cus_R4kTm2Wq")}, "");
    return items;
}

bool writeAll(store::Writer& writer, std::vector<store::CommitItem> items)
{
    int ended = 0;
    bool whole = true;
    const int wanted = static_cast<int>(items.size());
    for (store::CommitItem& item : items) {
        writer.submit({std::move(item)}, [&](const Result<store::CommitUnit>& unit) {
            ++ended;
            whole = whole && unit;
            if (unit)
                for (const Action& action : unit->front().run->actions)
                    whole = whole && action.status == ActionStatus::Succeeded;
        });
    }
    return QTest::qWaitFor([&] { return ended == wanted; }, 30000) && whole;
}

} // namespace hw::testing
