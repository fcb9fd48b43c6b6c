#include "core/mapping/planner.h"

#include <QTest>

using namespace hw;
using mapping::Binding;
using mapping::ExpressionValues;
using mapping::Mapping;

namespace {

json::Value parsed(const QByteArray& text)
{
    const Result<json::Value> value = json::parse(text);
    return value ? *value : json::Value();
}

/// A mapping from its JSON without id and event type: "map_<n>" and "order.paid" unless they are given.
std::vector<Mapping> mappingsFrom(const QList<QByteArray>& texts)
{
    std::vector<Mapping> out;
    for (const QByteArray& text : texts) {
        json::Value value = parsed(text);
        if (!value.toObject().find(u"eventType"))
            value.object().set(QStringLiteral("eventType"), "order.paid");
        const auto makeId = [&out] { return QStringLiteral("map_%1").arg(out.size()); };
        Result<Mapping> mapping = mapping::mappingFromJson(value, QStringLiteral("m"), makeId);
        if (mapping)
            out.push_back(std::move(*mapping));
    }
    return out;
}

std::vector<Action> planned(const std::vector<Mapping>& mappings, const json::Value& body,
                            const ExpressionValues& expressions = {},
                            const QString& environment = QStringLiteral("development"))
{
    const http::Headers headers{{"X-Actor", "u9"}};
    const json::Value preprocess = json::Object{{QStringLiteral("full_name"), "Ada Lovelace"}};
    int made = 0;
    return mapping::plan(
        {QStringLiteral("order.paid"), {body, headers, preprocess, {}}, mappings, environment, expressions},
        [&made] { return QStringLiteral("act_%1").arg(++made); });
}

} // namespace

class TestPlan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fixedOrder();
    void payload();
    void applicable();
    void aFalseConditionSaysWhy();
    void skips_data();
    void skips();
    void notes_data();
    void notes();
    void defaults();
    void expressions();
    void batches_data();
    void batches();
    void splits_data();
    void splits();
    void partsKeepTheRest();
    void setIdHasADefault();
};

void TestPlan::fixedOrder()
{
    QList<QByteArray> texts;
    for (const char* text : {
             "{\"action\":\"http_request\",\"parameters\":{\"method\":{\"value\":\"POST\"},\"url\":{\"value\":\"http://"
             "x\"}}}",
             "{\"action\":\"workflows_trigger\",\"parameters\":{\"key\":{\"value\":\"b\"},\"recipients\":{\"value\":"
             "\"u\"}}}",
             "{\"action\":\"audiences_add_member\",\"parameters\":{\"key\":{\"value\":\"a\"},\"members\":{\"value\":"
             "\"u\"}}}",
             "{\"action\":\"workflows_trigger\",\"parameters\":{\"key\":{\"value\":\"a\"},\"recipients\":{\"value\":"
             "\"u\"}}}",
             "{\"action\":\"nonsense\"}",
             "{\"action\":\"users_delete\",\"active\":false}",
             "{\"action\":\"users_identify\",\"parameters\":{\"id\":{\"value\":\"u\"}}}",
         })
        texts.append(QByteArray(text));
    const std::vector<Action> actions = planned(mappingsFrom(texts), {});
    QStringList order;
    for (const Action& action : actions)
        order.append(action.id + QLatin1Char(' ') + action.mappingId + QLatin1Char(' ') + action.kind);
    QCOMPARE(order, (QStringList{QStringLiteral("act_1 map_6 users_identify"), QStringLiteral(" map_5 users_delete"),
                                 QStringLiteral("act_2 map_2 audiences_add_member"),
                                 QStringLiteral("act_3 map_1 workflows_trigger"),
                                 QStringLiteral("act_4 map_3 workflows_trigger"),
                                 QStringLiteral("act_5 map_0 http_request"), QStringLiteral(" map_4 nonsense")}));
}

void TestPlan::payload()
{
    const std::vector<Mapping> mappings = mappingsFrom(
        {QByteArray("{\"action\":\"users_identify\",\"parameters\":{\"properties\":{\"path\":\"data.meta\"},"
                    "\"created_at\":{\"path\":\"data.created\"},\"email\":{\"path\":\"data.email\"},\"avatar\":{"
                    "\"path\":\"data.avatar\"},"
                    "\"name\":{\"path\":\"preprocess.full_name\"},\"id\":{\"path\":\"data.id\"},\"locale\":{\"value\":"
                    "\"en-GB\"}}}")});
    const std::vector<Action> actions =
        planned(mappings, parsed("{\"data\":{\"id\":9007199254740993,\"email\":\"ada@example.com\",\"avatar\":null,"
                                 "\"created\":1763910000,\"meta\":{\"z\":1.0,\"a\":null}}}"));
    QCOMPARE(actions.size(), size_t(1));
    QVERIFY(actions[0].status == ActionStatus::Planned);
    QCOMPARE(actions[0].reason, QString());
    QCOMPARE(json::write(actions[0].payload),
             QByteArray("{\"id\":\"9007199254740993\",\"name\":\"Ada Lovelace\",\"email\":\"ada@example.com\","
                        "\"locale\":\"en-GB\",\"created_at\":\"2025-11-23T15:00:00.000Z\","
                        "\"properties\":{\"z\":1.0,\"a\":null}}"));
}

void TestPlan::applicable()
{
    const std::vector<Mapping> mappings = mappingsFrom(
        {QByteArray(
             "{\"action\":\"users_delete\",\"parameters\":{\"id\":{\"value\":\"1\"}},\"eventType\":\"order.*\"}"),
         QByteArray("{\"action\":\"users_delete\",\"parameters\":{\"id\":{\"value\":\"2\"}},\"eventType\":\"*\"}"),
         QByteArray("{\"action\":\"users_delete\",\"parameters\":{\"id\":{\"value\":\"3\"}},\"eventType\":\"user.*\"}"),
         QByteArray("{\"action\":\"users_delete\",\"parameters\":{\"id\":{\"value\":\"4\"}},"
                    "\"environments\":[\"production\",\"staging\"]}")});
    const auto ids = [&](const char* environment) {
        QStringList out;
        for (const Action& action : planned(mappings, {}, {}, QString::fromLatin1(environment)))
            out.append(action.reason + action.payload[u"id"].toString());
        return out.join(QLatin1Char(' '));
    };
    QCOMPARE(ids("development"), QStringLiteral("1 2 other_environment"));
    QCOMPARE(ids("production"), QStringLiteral("1 2 4"));
}

void TestPlan::aFalseConditionSaysWhy()
{
    const auto why = [](const char* when, const char* body) {
        const std::vector<Mapping> mappings = mappingsFrom(
            {QByteArray("{\"action\":\"users_delete\",\"parameters\":{\"id\":{\"value\":\"1\"}},\"when\":") + when +
             "}"});
        return json::write(planned(mappings, parsed(body)).at(0).result);
    };
    const char* both = "{\"all\":[{\"path\":\"status\",\"op\":\"equals\",\"value\":\"active\"},"
                       "{\"path\":\"price\",\"op\":\"greater_than\",\"value\":0}]}";
    QCOMPARE(why(both, "{\"status\":\"past_due\",\"price\":0}"),
             QByteArray(
                 "{\"tests\":[{\"path\":\"status\",\"op\":\"equals\",\"value\":\"active\",\"found\":\"past_due\"}]}"));
    QCOMPARE(why(both, "{\"status\":\"active\",\"price\":0}"),
             QByteArray("{\"tests\":[{\"path\":\"price\",\"op\":\"greater_than\",\"value\":0,\"found\":0}]}"));
    QCOMPARE(why(both, "{}"), QByteArray("{\"tests\":[{\"path\":\"status\",\"op\":\"equals\",\"value\":\"active\"}]}"));
    QCOMPARE(
        why(both, "{\"status\":{\"a\":1}}"),
        QByteArray("{\"tests\":[{\"path\":\"status\",\"op\":\"equals\",\"value\":\"active\",\"found\":\"object\"}]}"));
    // What is no part of the event is not told: it may be a secret.
    QCOMPARE(
        why("{\"any\":[{\"path\":\"vars.KEY\",\"op\":\"equals\",\"value\":\"a\"},{\"path\":\"n\",\"op\":\"exists\"}]}",
            "{}"),
        QByteArray("{\"tests\":[{\"path\":\"vars.KEY\",\"op\":\"equals\",\"value\":\"a\"},"
                   "{\"path\":\"n\",\"op\":\"exists\"}]}"));
}

void TestPlan::skips_data()
{
    QTest::addColumn<QByteArray>("mapping");
    QTest::addColumn<QString>("reason");

    const auto row = [](const char* reason, const char* mapping) {
        QTest::newRow(mapping) << QByteArray(mapping) << QString::fromLatin1(reason);
    };
    row("inactive", "{\"action\":\"users_delete\",\"active\":false,\"when\":{\"path\":\"no\",\"op\":\"exists\"}}");
    row("condition_false", "{\"action\":\"users_delete\",\"parameters\":{\"id\":{\"path\":\"id\"}},\"when\":{\"path\":"
                           "\"no\",\"op\":\"exists\"}}");
    row("condition_error", "{\"action\":\"users_delete\",\"when\":{\"expression\":\"body.x.y\"}}");
    row("condition_invalid", "{\"action\":\"users_delete\",\"when\":{\"path\":\"no\",\"op\":\"resembles\"}}");
    row("action_unknown", "{\"action\":\"users_greet\"}");
    row("required_missing:id", "{\"action\":\"users_delete\"}");
    row("required_missing:id", "{\"action\":\"users_delete\",\"parameters\":{\"id\":{\"path\":\"nothing\"}}}");
    row("required_missing:id", "{\"action\":\"users_delete\",\"parameters\":{\"id\":{\"path\":\"null\"}}}");
    row("required_missing:id", "{\"action\":\"users_delete\",\"parameters\":{\"id\":{\"path\":\"empty\"}}}");
    row("required_missing:from_user_id", "{\"action\":\"users_merge\",\"parameters\":{\"id\":{\"path\":\"id\"}}}");
    row("required_missing:recipients",
        "{\"action\":\"workflows_trigger\",\"parameters\":{\"key\":{\"value\":\"w\"},\"recipients\":{\"value\":[]}}}");
    row("wrong_type:id", "{\"action\":\"users_delete\",\"parameters\":{\"id\":{\"path\":\"object\"}}}");
    row("wrong_type:recipients", "{\"action\":\"workflows_trigger\",\"parameters\":{\"key\":{\"value\":\"w\"},"
                                 "\"recipients\":{\"value\":[true]}}}");
    row("path_invalid:id", "{\"action\":\"users_delete\",\"parameters\":{\"id\":{\"path\":\"a..b\"}}}");
    row("binding_malformed:id", "{\"action\":\"users_delete\",\"parameters\":{\"id\":\"id\"}}");
    row("expression_error:id", "{\"action\":\"users_delete\",\"parameters\":{\"id\":{\"expression\":\"body.x.y\"}}}");
}

void TestPlan::skips()
{
    QFETCH(const QByteArray, mapping);
    QFETCH(const QString, reason);
    const std::vector<Mapping> mappings = mappingsFrom({mapping});
    QCOMPARE(mappings.size(), size_t(1));
    const QString thrown = QStringLiteral("TypeError: x is undefined");
    const std::vector<Action> actions =
        planned(mappings, parsed("{\"id\":\"u1\",\"null\":null,\"empty\":\"\",\"object\":{}}"),
                {{QStringLiteral("map_0/when"), {{}, thrown}}, {QStringLiteral("map_0/parameters/id"), {{}, thrown}}});
    QCOMPARE(actions.size(), size_t(1));
    QVERIFY(actions[0].status == ActionStatus::Skipped);
    QCOMPARE(actions[0].reason, reason);
    QCOMPARE(actions[0].id, QString());
    QCOMPARE(actions[0].mappingId, QStringLiteral("map_0"));
}

void TestPlan::notes_data()
{
    QTest::addColumn<QByteArray>("parameters");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QByteArray>("payload");

    const auto row = [](const char* parameters, const char* reason, const char* payload) {
        QTest::newRow(parameters) << QByteArray(parameters) << QString::fromLatin1(reason) << QByteArray(payload);
    };
    row("\"email\":{\"path\":\"object\"}", "wrong_type:email", "{\"id\":\"u1\"}");
    row("\"email\":{\"path\":\"a[\"},\"properties\":{\"path\":\"list\"}", "path_invalid:email, wrong_type:properties",
        "{\"id\":\"u1\"}");
    row("\"email\":{\"path\":\"a[\",\"default\":\"x@example.com\"}", "path_invalid:email",
        "{\"id\":\"u1\",\"email\":\"x@example.com\"}");
    row("\"created_at\":{\"value\":\"soon\"}", "wrong_type:created_at", "{\"id\":\"u1\"}");
    row("\"name\":{\"expression\":\"body.x.y\"}", "expression_error:name", "{\"id\":\"u1\"}");
    row("\"nmae\":{\"path\":\"id\"}", "parameter_unknown:nmae", "{\"id\":\"u1\"}");
    row("\"email\":{\"path\":\"missing\"}", "", "{\"id\":\"u1\"}");
    row("\"email\":{\"path\":\"null\"}", "", "{\"id\":\"u1\"}");
    row("\"email\":{\"value\":\"\"}", "", "{\"id\":\"u1\",\"email\":\"\"}");
}

void TestPlan::notes()
{
    QFETCH(const QByteArray, parameters);
    QFETCH(const QString, reason);
    QFETCH(const QByteArray, payload);
    const std::vector<Mapping> mappings = mappingsFrom(
        {QByteArray("{\"action\":\"users_identify\",\"parameters\":{\"id\":{\"path\":\"id\"},") + parameters + "}}"});
    const std::vector<Action> actions =
        planned(mappings, parsed("{\"id\":\"u1\",\"object\":{},\"list\":[],\"null\":null}"));
    QCOMPARE(actions.size(), size_t(1));
    QVERIFY(actions[0].status == ActionStatus::Planned);
    QCOMPARE(actions[0].reason, reason);
    QCOMPARE(json::write(actions[0].payload), payload);
}

void TestPlan::defaults()
{
    const std::vector<Mapping> mappings = mappingsFrom({QByteArray(
        "{\"action\":\"users_identify\",\"parameters\":{\"id\":{\"path\":\"missing\",\"default\":\"nobody\"},"
        "\"name\":{\"path\":\"null\",\"default\":\"Anonymous\"},\"email\":{\"path\":\"email\",\"default\":\"x\"}}}")});
    const std::vector<Action> actions = planned(mappings, parsed("{\"null\":null,\"email\":\"a@example.com\"}"));
    QCOMPARE(json::write(actions.at(0).payload),
             QByteArray("{\"id\":\"nobody\",\"name\":\"Anonymous\",\"email\":\"a@example.com\"}"));
}

void TestPlan::expressions()
{
    const std::vector<Mapping> mappings = mappingsFrom(
        {QByteArray("{\"action\":\"users_identify\",\"when\":{\"expression\":\"body.on\"},\"parameters\":{"
                    "\"id\":{\"expression\":\"body.a\"},\"name\":{\"expression\":\"body.b\",\"default\":\"none\"}}}")});
    const std::vector<Action> actions = planned(mappings, {},
                                                {{QStringLiteral("map_0/when"), {true, {}}},
                                                 {QStringLiteral("map_0/parameters/id"), {42, {}}},
                                                 {QStringLiteral("map_0/parameters/name"), {{}, {}}}});
    QVERIFY(actions.at(0).status == ActionStatus::Planned);
    QCOMPARE(json::write(actions.at(0).payload), QByteArray("{\"id\":\"42\",\"name\":\"none\"}"));
}

void TestPlan::batches_data()
{
    QTest::addColumn<QByteArray>("given");
    QTest::addColumn<QByteArray>("batch"); ///< empty = does not fit
    const auto row = [](const char* given, const char* batch) {
        QTest::newRow(given) << QByteArray(given) << QByteArray(batch);
    };
    row("{\"key\":\"k\",\"window\":\"5m\"}", "{\"key\":\"k\",\"window\":300}");
    row("{\"key\":7,\"window\":\"2h\"}", "{\"key\":\"7\",\"window\":7200}");
    row("{\"window\":\"1d\"}", "{\"key\":\"\",\"window\":86400}");
    row("{\"key\":null,\"window\":30}", "{\"key\":\"\",\"window\":30}");
    row("{\"window\":\"45\"}", "{\"key\":\"\",\"window\":45}");
    for (const char* wrong : {"{\"key\":\"k\"}", "{\"window\":0}", "{\"window\":-5}", "{\"window\":\"soon\"}",
                              "{\"window\":\"m\"}", "{\"window\":\"32d\"}", "{\"window\":\"1.5h\"}",
                              "{\"window\":\"99999999999999999999d\"}", "{\"key\":{},\"window\":\"5m\"}", "\"5m\""})
        row(wrong, "");
}

void TestPlan::batches()
{
    QFETCH(const QByteArray, given);
    QFETCH(const QByteArray, batch);
    const std::vector<Action> actions =
        planned(mappingsFrom({QByteArray("{\"action\":\"workflows_trigger\",\"parameters\":{\"key\":{\"value\":\"w\"},"
                                         "\"recipients\":{\"value\":\"u1\"},\"batch\":{\"value\":" +
                                         given + "}}}")}),
                {}, {});
    QCOMPARE(actions.size(), size_t(1));
    QVERIFY(actions[0].status == ActionStatus::Planned);
    QCOMPARE(actions[0].reason, batch.isEmpty() ? QStringLiteral("wrong_type:batch") : QString());
    QCOMPARE(actions[0].payload[u"batch"].isUndefined() ? QByteArray() : json::write(actions[0].payload[u"batch"]),
             batch);
}

void TestPlan::splits_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QString>("list");
    QTest::addColumn<int>("count");
    QTest::addColumn<QList<int>>("parts");

    const auto row = [](const char* action, const char* list, int count, const QList<int>& parts) {
        QTest::addRow("%s %d", action, count) << QByteArray(action) << QString::fromLatin1(list) << count << parts;
    };
    row("workflows_trigger", "recipients", 1, {1});
    row("workflows_trigger", "recipients", 1000, {1000});
    row("workflows_trigger", "recipients", 2001, {1000, 1000, 1});
    row("audiences_add_member", "members", 1001, {1000, 1});
    row("audiences_remove_member", "members", 1000, {1000});
    row("objects_subscribe", "recipients", 250, {100, 100, 50});
    row("objects_unsubscribe", "recipients", 101, {100, 1});
    row("workflows_cancel", "recipients", 3000, {3000});
}

void TestPlan::splits()
{
    QFETCH(const QByteArray, action);
    QFETCH(const QString, list);
    QFETCH(const int, count);
    QFETCH(const QList<int>, parts);
    json::Array people;
    for (int i = 0; i < count; ++i)
        people.emplace_back(i);
    const json::Value body = json::Object{{QStringLiteral("people"), std::move(people)}};
    const std::vector<Mapping> mappings =
        mappingsFrom({QByteArray("{\"action\":\"") + action + "\",\"parameters\":{\"" + list.toLatin1() +
                      "\":{\"path\":\"people\"},\"key\":{\"value\":\"k\"},\"cancellation_key\":{\"value\":\"c\"},"
                      "\"collection\":{\"value\":\"c\"},\"object_id\":{\"value\":\"o\"}}}"});
    const std::vector<Action> actions = planned(mappings, body);
    QCOMPARE(actions.size(), static_cast<size_t>(parts.size()));
    int next = 0;
    for (size_t part = 0; part < actions.size(); ++part) {
        QCOMPARE(actions[part].id, QStringLiteral("act_%1").arg(part + 1));
        const json::Array& share = actions[part].payload[list].toArray();
        QCOMPARE(share.size(), static_cast<size_t>(parts.at(static_cast<qsizetype>(part))));
        for (const json::Value& one : share)
            QCOMPARE(one.toString(), QString::number(next++));
    }
    QCOMPARE(next, count);
}

void TestPlan::partsKeepTheRest()
{
    json::Array people(1001, json::Value("u"));
    const json::Value body = json::Object{{QStringLiteral("people"), std::move(people)}};
    const std::vector<Mapping> mappings = mappingsFrom({QByteArray(
        "{\"action\":\"workflows_trigger\",\"parameters\":{\"key\":{\"value\":\"w\"},"
        "\"recipients\":{\"path\":\"people\"},\"data\":{\"value\":{\"n\":1}},\"actor\":{\"path\":\"headers.x-actor\"},"
        "\"tenant\":{\"value\":true}}}")});
    const std::vector<Action> actions = planned(mappings, body);
    QCOMPARE(actions.size(), size_t(2));
    QCOMPARE(json::write(actions[1].payload),
             QByteArray("{\"key\":\"w\",\"recipients\":[\"u\"],\"data\":{\"n\":1},\"actor\":\"u9\"}"));
    for (const Action& action : actions)
        QCOMPARE(action.reason, QStringLiteral("wrong_type:tenant"));
}

void TestPlan::setIdHasADefault()
{
    const std::vector<Mapping> mappings =
        mappingsFrom({QByteArray("{\"action\":\"preferences_set\",\"parameters\":{\"id\":{\"value\":\"u\"},"
                                 "\"preferences\":{\"value\":{}}}}")});
    QCOMPARE(json::write(planned(mappings, {}).at(0).payload),
             QByteArray("{\"id\":\"u\",\"set_id\":\"default\",\"preferences\":{}}"));
}

QTEST_GUILESS_MAIN(TestPlan)
#include "tst_mapping_plan.moc"
