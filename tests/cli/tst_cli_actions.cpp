// Every kind of action from outside: a real event through `serve` and through `process`, with the Directory it leaves
// the documented state, with Knock it makes the documented request, field by field.

#include "core/delivery/directory.h"
#include "core/delivery/directoryreader.h"
#include "core/mapping/actionkinds.h"
#include "core/store/migrations.h"
#include "core/store/outbox.h"
#include "core/store/reader.h"
#include "tests/support/cliprocess.h"
#include "tests/support/fakeknock.h"
#include "tests/support/rawhttp.h"

#include <QFile>
#include <QMessageAuthenticationCode>
#include <QRegularExpression>
#include <QTest>

#include <map>

using namespace hw;
using namespace hw::test;
using delivery::DirectoryKind;

namespace {

const QByteArray secret = "a-made-up-secret-for-tests";
const QByteArray serviceKey = "made-up-secret-of-32-bytes-long!";
constexpr int patience = 60000;

struct Case
{
    const char* name; ///< the type of its event
    const char* kind;
    const char* parameters;
    const char* body;   ///< members of the event's body
    const char* before; ///< mappings of the event that comes before all, at the Directory; empty = none
    DirectoryKind where;
    const char* id;      ///< in the Directory; of workflow runs their workflow
    const char* state;   ///< without times, event and made-up ids; empty = it is gone
    const char* call;    ///< method and target
    const char* content; ///< the request's body; empty = none
};

const std::vector<Case> cases{
    {"identify", "users_identify",
     R"j({"id":{"path":"user.id"},"name":{"path":"user.name"},"email":{"path":"user.mail"},
         "phone_number":{"path":"user.phone"},"avatar":{"path":"user.picture"},"locale":{"value":"en-GB"},
         "timezone":{"expression":"body.user.zone.trim()"},"created_at":{"path":"user.since"},
         "properties":{"path":"user.extra"}})j",
     R"("user":{"id":"a b/ü","name":"Ada","mail":"ada@example.com","phone":"+15550100","picture":"https://x.example/a",
        "zone":" Europe/Berlin ","since":1767225600,"extra":{"plan":"pro","seats":3,"name":"not this"}})",
     "", DirectoryKind::Users, "a b/ü",
     R"({"id":"a b/ü","name":"Ada","email":"ada@example.com","phone_number":"+15550100","avatar":"https://x.example/a",
         "locale":"en-GB","timezone":"Europe/Berlin","created_at":"2026-01-01T00:00:00.000Z",
         "properties":{"plan":"pro","seats":3},"channel_data":{},"preferences":{}})",
     "PUT /v1/users/a%20b%2F%C3%BC",
     R"({"plan":"pro","seats":3,"name":"Ada","email":"ada@example.com","phone_number":"+15550100",
         "avatar":"https://x.example/a","locale":"en-GB","timezone":"Europe/Berlin",
         "created_at":"2026-01-01T00:00:00.000Z"})"},
    {"identify.again", "users_identify",
     R"({"id":{"path":"id"},"email":{"path":"mail"},"properties":{"value":{"plan":"team"}}})",
     R"("id":4711,"mail":"b@example.com")",
     R"([{"action":"users_identify","parameters":{"id":{"value":"4711"},"name":{"value":"Bo"},
          "properties":{"value":{"plan":"pro","seats":1}}}}])",
     DirectoryKind::Users, "4711",
     R"({"id":"4711","name":"Bo","email":"b@example.com","phone_number":null,"avatar":null,"locale":null,
         "timezone":null,"created_at":null,"properties":{"plan":"team","seats":1},"channel_data":{},"preferences":{}})",
     "PUT /v1/users/4711", R"({"plan":"team","email":"b@example.com"})"},
    {"merge", "users_merge", R"({"id":{"path":"to"},"from_user_id":{"path":"from"}})", R"("to":"m1","from":"m2")",
     R"([{"action":"users_identify","parameters":{"id":{"value":"m1"},"name":{"value":"First"}}},
         {"action":"users_identify","parameters":{"id":{"value":"m2"},"name":{"value":"Second"},
          "email":{"value":"m@example.com"}}}])",
     DirectoryKind::Users, "m1",
     R"({"id":"m1","name":"First","email":"m@example.com","phone_number":null,"avatar":null,"locale":null,
         "timezone":null,"created_at":null,"properties":{},"channel_data":{},"preferences":{}})",
     "POST /v1/users/m1/merge", R"({"from_user_id":"m2"})"},
    {"delete", "users_delete", R"({"id":{"path":"id"}})", R"("id":"d1")",
     R"([{"action":"users_identify","parameters":{"id":{"value":"d1"}}}])", DirectoryKind::Users, "d1", "",
     "DELETE /v1/users/d1", ""},
    {"channel", "channel_data_set",
     R"j({"id":{"path":"id"},"channel_id":{"value":"8209f26c-62a5-461d-95e2-a5716a26e652"},
         "data":{"expression":"({tokens: [body.token]})"}})j",
     R"("id":"c1","token":"t-1")", "", DirectoryKind::Users, "c1",
     R"({"id":"c1","name":null,"email":null,"phone_number":null,"avatar":null,"locale":null,"timezone":null,
         "created_at":null,"properties":{},
         "channel_data":{"8209f26c-62a5-461d-95e2-a5716a26e652":{"tokens":["t-1"]}},"preferences":{}})",
     "PUT /v1/users/c1/channel_data/8209f26c-62a5-461d-95e2-a5716a26e652", R"({"data":{"tokens":["t-1"]}})"},
    {"preferences", "preferences_set", R"({"id":{"path":"id"},"preferences":{"path":"wants"}})",
     R"("id":"p1","wants":{"workflows":{"digest":false},"channel_types":{"email":true}})", "", DirectoryKind::Users,
     "p1",
     R"({"id":"p1","name":null,"email":null,"phone_number":null,"avatar":null,"locale":null,"timezone":null,
         "created_at":null,"properties":{},"channel_data":{},
         "preferences":{"default":{"workflows":{"digest":false},"channel_types":{"email":true}}}})",
     "PUT /v1/users/p1/preferences/default", R"({"workflows":{"digest":false},"channel_types":{"email":true}})"},
    {"preferences.tenant", "preferences_set",
     R"({"id":{"path":"id"},"set_id":{"path":"team"},"preferences":{"path":"wants"}})",
     R"("id":"p2","team":"t9","wants":{"__persistence_strategy__":"merge","categories":{"news":false}})",
     R"([{"action":"preferences_set","parameters":{"id":{"value":"p2"},"set_id":{"value":"t9"},
          "preferences":{"value":{"workflows":{"digest":true}}}}}])",
     DirectoryKind::Users, "p2",
     R"({"id":"p2","name":null,"email":null,"phone_number":null,"avatar":null,"locale":null,"timezone":null,
         "created_at":null,"properties":{},"channel_data":{},
         "preferences":{"t9":{"workflows":{"digest":true},"categories":{"news":false}}}})",
     "PUT /v1/users/p2/preferences/t9", R"({"__persistence_strategy__":"merge","categories":{"news":false}})"},
    {"object", "objects_set",
     R"({"collection":{"value":"projects"},"id":{"path":"id"},"name":{"path":"title"},"properties":{"path":"more"}})",
     R"("id":"o1","title":"Apollo","more":{"stage":2})", "", DirectoryKind::Objects, "projects/o1",
     R"({"collection":"projects","id":"o1","name":"Apollo","properties":{"stage":2},"channel_data":{},
         "preferences":{}})",
     "PUT /v1/objects/projects/o1", R"({"stage":2,"name":"Apollo"})"},
    {"object.delete", "objects_delete", R"({"collection":{"path":"what"},"id":{"path":"id"}})",
     R"("what":"projects","id":"o2")",
     R"([{"action":"objects_set","parameters":{"collection":{"value":"projects"},"id":{"value":"o2"}}},
         {"action":"objects_subscribe","parameters":{"collection":{"value":"projects"},"object_id":{"value":"o2"},
          "recipients":{"value":"s0"}}}])",
     DirectoryKind::Objects, "projects/o2", "", "DELETE /v1/objects/projects/o2", ""},
    {"tenant", "tenants_set", R"({"id":{"path":"id"},"name":{"path":"title"},"properties":{"path":"more"}})",
     R"("id":"t1","title":"Acme","more":{"settings":{"branding":{"primary_color":"#fff"}}})", "",
     DirectoryKind::Tenants, "t1",
     R"({"id":"t1","name":"Acme","properties":{"settings":{"branding":{"primary_color":"#fff"}}},"channel_data":{},
         "preferences":{}})",
     "PUT /v1/tenants/t1", R"({"settings":{"branding":{"primary_color":"#fff"}},"name":"Acme"})"},
    {"tenant.delete", "tenants_delete", R"({"id":{"path":"id"}})", R"("id":"t2")",
     R"([{"action":"tenants_set","parameters":{"id":{"value":"t2"}}}])", DirectoryKind::Tenants, "t2", "",
     "DELETE /v1/tenants/t2", ""},
    {"subscribe", "objects_subscribe",
     R"({"collection":{"value":"projects"},"object_id":{"path":"id"},"recipients":{"path":"who"},
         "properties":{"value":{"role":"owner"}}})",
     R"("id":"o3","who":["s1",7,{"id":"s2","name":"Sue"},{"collection":"teams","id":"x"}])", "",
     DirectoryKind::Subscriptions, "projects/o3",
     R"([{"object":{"collection":"projects","id":"o3"},"recipient":"7","properties":{"role":"owner"}},
         {"object":{"collection":"projects","id":"o3"},"recipient":"s1","properties":{"role":"owner"}},
         {"object":{"collection":"projects","id":"o3"},"recipient":"s2","properties":{"role":"owner"}},
         {"object":{"collection":"projects","id":"o3"},"recipient":{"collection":"teams","id":"x"},
          "properties":{"role":"owner"}}])",
     "POST /v1/objects/projects/o3/subscriptions",
     R"({"recipients":["s1","7",{"id":"s2","name":"Sue"},{"collection":"teams","id":"x"}],
         "properties":{"role":"owner"}})"},
    {"unsubscribe", "objects_unsubscribe",
     R"({"collection":{"value":"projects"},"object_id":{"path":"id"},"recipients":{"path":"who"}})",
     R"("id":"o4","who":["s3",{"id":"s4","name":"Sam"}])",
     R"([{"action":"objects_subscribe","parameters":{"collection":{"value":"projects"},"object_id":{"value":"o4"},
          "recipients":{"value":["s3","s4","s5"]}}}])",
     DirectoryKind::Subscriptions, "projects/o4",
     R"([{"object":{"collection":"projects","id":"o4"},"recipient":"s5","properties":{}}])",
     "DELETE /v1/objects/projects/o4/subscriptions", R"({"recipients":["s3","s4"]})"},
    {"member.add", "audiences_add_member",
     R"({"key":{"value":"beta"},"members":{"path":"who"},"tenant":{"path":"team"}})",
     R"("who":["b1",{"id":"b2","name":"Bea"}],"team":"t3")", "", DirectoryKind::Audiences, "beta",
     R"({"key":"beta","member_count":2,"members":[{"member":"b1","tenant":"t3"},{"member":"b2","tenant":"t3"}]})",
     "POST /v1/audiences/beta/members?create_audience=true",
     R"({"members":[{"user":{"id":"b1"},"tenant":"t3"},{"user":{"id":"b2","name":"Bea"},"tenant":"t3"}]})"},
    {"member.remove", "audiences_remove_member", R"({"key":{"value":"gone"},"members":{"path":"who"}})",
     R"("who":"b3")",
     R"([{"action":"audiences_add_member","parameters":{"key":{"value":"gone"},"members":{"value":["b3","b4"]}}}])",
     DirectoryKind::Audiences, "gone", R"({"key":"gone","member_count":1,"members":[{"member":"b4","tenant":null}]})",
     "DELETE /v1/audiences/gone/members", R"({"members":[{"user":{"id":"b3"}}]})"},
    {"trigger", "workflows_trigger",
     R"({"key":{"value":"welcome"},"recipients":{"path":"who"},"data":{"path":"order"},"actor":{"path":"by"},
         "tenant":{"path":"team"},"cancellation_key":{"path":"order.id"}})",
     R"("who":[{"id":"w1","name":"Wim"}],"order":{"id":12,"total":9.90},"by":"w2","team":"t4")", "",
     DirectoryKind::WorkflowRuns, "welcome",
     R"({"workflow":"welcome","status":"triggered","recipients":["w1"],"unidentified":[],"cancelled":[],"actor":"w2",
         "tenant":"t4","data":{"id":12,"total":9.90},"cancellation_key":"12"})",
     "POST /v1/workflows/welcome/trigger",
     R"({"recipients":[{"id":"w1","name":"Wim"}],"data":{"id":12,"total":9.90},"actor":"w2","tenant":"t4",
         "cancellation_key":"12"})"},
    {"cancel", "workflows_cancel",
     R"({"key":{"value":"later"},"cancellation_key":{"path":"order"},"recipients":{"path":"who"}})",
     R"("order":"k1","who":["w3"])",
     R"([{"action":"workflows_trigger","parameters":{"key":{"value":"later"},"recipients":{"value":["w3","w4"]},
          "cancellation_key":{"value":"k1"}}}])",
     DirectoryKind::WorkflowRuns, "later",
     R"({"workflow":"later","status":"triggered","recipients":["w3","w4"],"unidentified":["w3","w4"],
         "cancelled":["w3"],"actor":null,"tenant":null,"data":null,"cancellation_key":"k1"})",
     "POST /v1/workflows/later/cancel", R"({"cancellation_key":"k1","recipients":["w3"]})"},
    {"request", "http_request",
     R"({"method":{"value":"PATCH"},"url":{"expression":"vars.SERVICE + '/hooks/' + body.id + '?from=hw'"},
         "headers":{"value":{"X-Order":"1"}},"body":{"path":"order"},
         "signing":{"value":{"scheme":"standard-webhooks","secret":"SERVICE_SECRET"}}})",
     R"("id":"h1","order":{"total":1.0})", "", DirectoryKind::Users, "h1", "", "PATCH /hooks/h1?from=hw",
     R"({"total":1.0})"},
};

json::Value parsed(const QByteArray& text)
{
    const auto value = json::parse(text);
    return value ? *value : json::Value();
}

/// The text without what is between tokens.
QByteArray compact(const char* text)
{
    return *text ? json::write(parsed(text)) : QByteArray();
}

/// What no two runs have in common.
json::Value withoutVarying(const json::Value& value, bool isRun)
{
    if (value.isArray()) {
        json::Array out;
        for (const json::Value& each : value.toArray())
            out.push_back(withoutVarying(each, isRun));
        return out;
    }
    if (!value.isObject())
        return value;
    json::Object out;
    for (const auto& [name, member] : value.toObject()) {
        const bool varies = QStringList{QStringLiteral("inserted_at"), QStringLiteral("updated_at"),
                                        QStringLiteral("triggered_at"), QStringLiteral("event")}
                                .contains(name) ||
                            (isRun && name == QLatin1String("id"));
        if (!varies)
            out.append(name, name == QLatin1String("members") ? withoutVarying(member, isRun) : member);
    }
    return out;
}

QByteArray mappingsFile()
{
    QByteArrayList all;
    for (const Case& each : cases) {
        const json::Value before = parsed(each.before);
        for (const json::Value& first : before.toArray())
            all.append(R"({"eventType":"before",)" + json::write(first).mid(1));
        all.append(R"({"eventType":")" + QByteArray(each.name) + R"(","action":")" + each.kind + R"(","parameters":)" +
                   each.parameters + '}');
    }
    return R"({"format":1,"mappings":[)" + all.join(",\n") + "]}\n";
}

enum class Way { Serve, Process };
enum class Destination { Directory, Knock };

/// A workspace through which all cases went.
class World
{
public:
    World(Way way, Destination destination)
        : m_way(way)
        , m_root(m_sandbox.path(QStringLiteral("ws")))
    {
        m_sandbox.setVariable(QStringLiteral("HEADWATER_SECRET_KNOCK_API_KEY"), QString::fromLatin1(server.key()));
        m_sandbox.setVariable(QStringLiteral("HEADWATER_SECRET_ORDERS_SIGNING_SECRET"), QString::fromLatin1(secret));
        m_sandbox.setVariable(QStringLiteral("HEADWATER_SECRET_SERVICE_SECRET"),
                              QStringLiteral("whsec_") + QString::fromLatin1(serviceKey.toBase64()));
        ok = m_sandbox.cli({"init", m_root}).exitCode == 0 && run({"source", "add", "custom", "--key", "orders"}) &&
             run({"env", "set", "development", QStringLiteral("SERVICE=") + server.url()});
        if (destination == Destination::Knock)
            ok = ok && run({"env", "destination", "development", "knock", "--url", server.url()});
        QFile file(m_root + QStringLiteral("/sources/orders/mappings.json"));
        ok = ok && file.open(QIODevice::WriteOnly) && file.write(mappingsFile()) > 0;
        file.close();
        if (!ok)
            return;
        if (way == Way::Serve)
            m_serve = std::make_unique<Serve>(m_sandbox, m_root, QStringList{QStringLiteral("--live")});
        if (destination == Destination::Directory)
            ok = take(bodyOf("before", {}));
        if (way == Way::Process && destination == Destination::Knock) {
            // As one batch: a process for each event would take its time.
            QByteArrayList bodies;
            for (const Case& each : cases)
                bodies.append(bodyOf(each.name, each.body));
            ok = run({"source", "set", "orders", "splitPath=body.all"}) && take("{\"all\":[" + bodies.join(',') + "]}");
        } else {
            for (const Case& each : cases)
                ok = ok && take(bodyOf(each.name, each.body));
        }
        ok = ok && waitForDeliveries();
        if (m_serve)
            ok = m_serve->terminate() == 0 && ok;
    }

    /// What the Directory has, without what varies.
    [[nodiscard]] json::Value state(DirectoryKind kind, const QString& id) const
    {
        auto database = store::openStoreForReading(databasePath());
        if (!database)
            return QStringLiteral("no database");
        delivery::DirectoryReader reader(*database);
        const QString environment = QStringLiteral("development");
        if (kind != DirectoryKind::WorkflowRuns)
            return withoutVarying(reader.find(kind, environment, id).valueOr({}), false);
        json::Value found;
        for (const json::Value& row : reader.list(kind, environment).valueOr({})) {
            if (row[u"workflow"].toString() != id)
                continue;
            if (!found.isUndefined())
                return QStringLiteral("it ran more than once");
            found = withoutVarying(row, true);
        }
        return found;
    }

    FakeKnock server;
    bool ok = false;
    QByteArray said; ///< where something failed

private:
    [[nodiscard]] QString databasePath() const { return m_root + QStringLiteral("/data/headwater.db"); }

    bool run(const QStringList& arguments)
    {
        return m_sandbox.cli(QStringList{"--workspace", m_root} + arguments).exitCode == 0;
    }

    static QByteArray bodyOf(const QByteArray& type, const QByteArray& members)
    {
        return "{\"type\":\"" + type + '"' + (members.isEmpty() ? QByteArray() : ',' + members) + '}';
    }

    bool take(const QByteArray& body)
    {
        const QByteArray signature = hmacHex(secret, body);
        if (m_way == Way::Serve) {
            const Reply reply = post(m_serve->port(), "/s/orders",
                                     {{"Content-Type", "application/json"}, {"X-Webhook-Signature", signature}}, body);
            said = reply.body;
            return reply.status == 200;
        }
        const CliResult result =
            m_sandbox.cli({"--workspace", m_root, "process", "--source", "orders", "--live", "-"},
                          "POST /s/orders HTTP/1.1\nContent-Type: application/json\nX-Webhook-Signature: " + signature +
                              "\n\n" + body);
        said = result.out + result.err;
        return result.exitCode == 0;
    }

    bool waitForDeliveries()
    {
        auto database = store::openStoreForReading(databasePath());
        return database && QTest::qWaitFor(
                               [&] {
                                   const auto all = store::deliveries(*database, {});
                                   return all && std::all_of(all->begin(), all->end(), [](const auto& each) {
                                              return each.status == store::DeliveryStatus::Done ||
                                                     each.status == store::DeliveryStatus::Dead;
                                          });
                               },
                               patience);
    }

    const Way m_way;
    Sandbox m_sandbox;
    QString m_root;
    std::unique_ptr<Serve> m_serve;
};

} // namespace

class TestCliActions final : public QObject
{
    Q_OBJECT

private:
    std::map<std::pair<Way, Destination>, std::unique_ptr<World>> m_worlds;

    const World& world(Way way, Destination destination)
    {
        std::unique_ptr<World>& place = m_worlds[{way, destination}];
        if (!place)
            place = std::make_unique<World>(way, destination);
        return *place;
    }

    static void eachCase()
    {
        QTest::addColumn<int>("way");
        QTest::addColumn<int>("number");
        for (const Way way : {Way::Serve, Way::Process}) {
            for (size_t i = 0; i < cases.size(); ++i)
                QTest::addRow("%s, %s", way == Way::Serve ? "serve" : "process", cases[i].name)
                    << static_cast<int>(way) << static_cast<int>(i);
        }
    }

private Q_SLOTS:
    /// The table leaves no kind out.
    void everyKindIsHere()
    {
        for (const mapping::ActionKind& kind : mapping::actionKinds()) {
            QVERIFY2(std::any_of(cases.begin(), cases.end(),
                                 [&](const Case& each) { return qstrcmp(each.kind, kind.name) == 0; }),
                     kind.name);
        }
    }

    void directoryState_data() { eachCase(); }
    void directoryState()
    {
        QFETCH(int, way);
        QFETCH(int, number);
        const Case& one = cases[static_cast<size_t>(number)];
        const World& here = world(static_cast<Way>(way), Destination::Directory);
        QVERIFY2(here.ok, here.said.constData());
        const json::Value state = here.state(one.where, QString::fromUtf8(one.id));
        QCOMPARE(state.isUndefined() ? QByteArray() : json::write(state), compact(one.state));
    }

    void knockRequest_data() { eachCase(); }
    void knockRequest()
    {
        QFETCH(int, way);
        QFETCH(int, number);
        const Case& one = cases[static_cast<size_t>(number)];
        const World& here = world(static_cast<Way>(way), Destination::Knock);
        QVERIFY2(here.ok, here.said.constData());
        const std::vector<KnockRequest> requests = here.server.requests();
        const auto found = std::find_if(requests.begin(), requests.end(), [&](const KnockRequest& request) {
            return request.method + ' ' + request.path == one.call;
        });
        QVERIFY(found != requests.end());
        QCOMPARE(std::count_if(requests.begin(), requests.end(),
                               [&](const KnockRequest& request) { return request.path == found->path; }),
                 1);
        QVERIFY(found->applied);
        QCOMPARE(found->body, compact(one.content));

        QByteArrayList headers;
        for (const auto& [name, value] : found->headers)
            headers.append(name + ": " + value);
        const QByteArray host = here.server.url().mid(7).toLatin1();
        const QByteArray key = found->header("Idempotency-Key");
        QByteArrayList expected{"Host: " + host};
        if (qstrcmp(one.kind, "http_request") == 0) {
            const QByteArray id = found->header("webhook-id");
            const QByteArray time = found->header("webhook-timestamp");
            const QByteArray signature = QMessageAuthenticationCode::hash(id + '.' + time + '.' + found->body,
                                                                          serviceKey, QCryptographicHash::Sha256)
                                             .toBase64();
            QCOMPARE(id, "msg_" + key);
            QVERIFY(time.toLongLong() > 1'700'000'000);
            expected += {"X-Order: 1",
                         "User-Agent: Headwater/" HW_VERSION,
                         "Content-Type: application/json",
                         "Idempotency-Key: " + key,
                         "webhook-id: " + id,
                         "webhook-timestamp: " + time,
                         "webhook-signature: v1," + signature};
        } else {
            expected += {"User-Agent: Headwater/" HW_VERSION, "Accept: application/json",
                         "Authorization: Bearer " + here.server.key()};
            if (*one.content)
                expected += "Content-Type: application/json";
            if (qstrcmp(one.kind, "workflows_trigger") == 0)
                expected += "Idempotency-Key: " + key;
            else
                QVERIFY(key.isEmpty());
        }
        if (*one.content)
            expected += "Content-Length: " + QByteArray::number(found->body.size());
        QCOMPARE(headers, expected);
        if (!key.isEmpty())
            QVERIFY(QRegularExpression(QStringLiteral("^[0-9a-f]{32}$")).match(QString::fromLatin1(key)).hasMatch());
    }

    void nothingElseWasSent_data()
    {
        QTest::addColumn<int>("way");
        QTest::addColumn<int>("destination");
        QTest::addColumn<int>("count");
        for (const Way way : {Way::Serve, Way::Process}) {
            const char* name = way == Way::Serve ? "serve" : "process";
            QTest::addRow("%s, directory", name)
                << static_cast<int>(way) << static_cast<int>(Destination::Directory) << 1; // http_request
            QTest::addRow("%s, knock", name)
                << static_cast<int>(way) << static_cast<int>(Destination::Knock) << static_cast<int>(cases.size());
        }
    }
    void nothingElseWasSent()
    {
        QFETCH(int, way);
        QFETCH(int, destination);
        QFETCH(int, count);
        const World& here = world(static_cast<Way>(way), static_cast<Destination>(destination));
        QVERIFY2(here.ok, here.said.constData());
        QCOMPARE(here.server.requestCount(), count);
    }
};

QTEST_GUILESS_MAIN(TestCliActions)
#include "tst_cli_actions.moc"
