#include "tests/core/delivery/directoryfixture.h"

#include <QTest>

using namespace hw;
using namespace hw::test;

class TestDirectory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void identifyCreatesAndMerges();
    void identifyKeepsWhatDidNotChange();
    void identifyErrors();
    void environmentsAreApart();
    void deleteCascades();
    void mergeOfUsers();
    void channelDataAndPreferences();
    void objectsAndTenants();
    void subscriptions();
    void audiences();
    void deletedTenantTakesItsMemberships();
    void triggerRecordsARun();
    void triggerIdentifiesInline();
    void triggerRefuses();
    void cancels();
};

void TestDirectory::identifyCreatesAndMerges()
{
    Directory directory;
    QCOMPARE(directory.apply("users_identify", "{\"id\":\"u1\",\"name\":\"Ada\",\"email\":\"ada@example.com\","
                                               "\"properties\":{\"plan\":\"free\",\"tags\":[\"a\"],\"n\":1.50}}"),
             QByteArray("{\"created\":true}"));
    QCOMPARE(directory.apply("users_identify",
                             "{\"id\":\"u1\",\"name\":\"Ada Lovelace\",\"timezone\":\"Europe/London\","
                             "\"created_at\":\"2025-11-23T15:00:00.000Z\","
                             "\"properties\":{\"plan\":\"pro\",\"tags\":[\"b\"],\"seats\":null}}"),
             QByteArray("{\"created\":false}"));
    QCOMPARE(directory.find(DirectoryKind::Users, "u1"),
             QByteArray("{\"id\":\"u1\",\"name\":\"Ada Lovelace\",\"email\":\"ada@example.com\",\"phone_number\":null,"
                        "\"avatar\":null,\"locale\":null,\"timezone\":\"Europe/London\","
                        "\"created_at\":\"2025-11-23T15:00:00.000Z\","
                        "\"properties\":{\"plan\":\"pro\",\"tags\":[\"b\"],\"n\":1.50,\"seats\":null},"
                        "\"inserted_at\":\"1970-01-01T00:00:01.000Z\",\"updated_at\":\"1970-01-01T00:00:02.000Z\","
                        "\"event\":\"hw_2\",\"channel_data\":{},\"preferences\":{}}"));
    QVERIFY(directory.reader().find(DirectoryKind::Users, development, QStringLiteral("u2"))->isUndefined());
}

void TestDirectory::identifyKeepsWhatDidNotChange()
{
    Directory directory;
    (void)directory.apply("users_identify", "{\"id\":\"u1\",\"name\":\"Ada\",\"properties\":{\"plan\":\"free\"}}");
    QCOMPARE(directory.apply("users_identify", "{\"id\":\"u1\",\"properties\":{\"plan\":\"free\"}}"),
             QByteArray("{\"created\":false}"));
    QCOMPARE(directory.value(DirectoryKind::Users, "u1")[u"event"].toString(), QStringLiteral("hw_1"));
    // The API takes fields and properties in one flat object: a field among the properties is the field.
    (void)directory.apply("users_identify",
                          "{\"id\":\"u1\",\"properties\":{\"email\":\"a@example.com\",\"id\":\"x\"}}");
    QCOMPARE(directory.value(DirectoryKind::Users, "u1")[u"email"].toString(), QStringLiteral("a@example.com"));
    QCOMPARE(json::write(directory.value(DirectoryKind::Users, "u1")[u"properties"]),
             QByteArray("{\"plan\":\"free\"}"));
    // Null clears a field.
    (void)directory.apply("users_identify", "{\"id\":\"u1\",\"properties\":{\"email\":null}}");
    QVERIFY(directory.value(DirectoryKind::Users, "u1")[u"email"].isNull());
    QCOMPARE(directory.value(DirectoryKind::Users, "u1")[u"event"].toString(), QStringLiteral("hw_4"));
}

void TestDirectory::identifyErrors()
{
    Directory directory;
    QCOMPARE(directory.apply("users_identify", "{\"id\":\"u1\",\"properties\":{\"name\":{\"first\":\"Ada\"}}}"),
             QByteArray("invalid_argument: name {\"first\":\"Ada\"} text"));
    const QByteArray large(256 * 1024, 'x');
    const QByteArray answer =
        directory.apply("users_identify", "{\"id\":\"u1\",\"properties\":{\"a\":\"" + large + "\"}}");
    QVERIFY2(answer.startsWith("invalid_argument: properties"), answer.constData());
    QCOMPARE(directory.names(DirectoryKind::Users, "id"), QString());
}

void TestDirectory::environmentsAreApart()
{
    Directory directory;
    (void)directory.apply("users_identify", "{\"id\":\"u1\",\"name\":\"Here\"}");
    (void)directory.apply("users_identify", "{\"id\":\"u1\",\"name\":\"There\"}", production);
    (void)directory.apply("users_identify", "{\"id\":\"u2\"}", production);
    (void)directory.apply("users_delete", "{\"id\":\"u1\"}");
    QCOMPARE(directory.names(DirectoryKind::Users, "id"), QString());
    QCOMPARE(directory.names(DirectoryKind::Users, "id", production), QStringLiteral("u1 u2"));
}

void TestDirectory::deleteCascades()
{
    Directory directory;
    (void)directory.apply("audiences_add_member", "{\"key\":\"beta\",\"members\":[\"u1\",\"u2\"]}");
    (void)directory.apply("objects_subscribe",
                          "{\"collection\":\"projects\",\"object_id\":\"p1\",\"recipients\":[\"u1\",\"u2\"]}");
    (void)directory.apply("preferences_set", "{\"id\":\"u1\",\"set_id\":\"default\",\"preferences\":{\"a\":1}}");
    (void)directory.apply("channel_data_set", "{\"id\":\"u1\",\"channel_id\":\"c\",\"data\":{\"tokens\":[]}}");
    QCOMPARE(directory.apply("users_delete", "{\"id\":\"u1\"}"), QByteArray("{\"deleted\":true}"));
    QCOMPARE(directory.apply("users_delete", "{\"id\":\"u1\"}"), QByteArray("{\"deleted\":false}"));
    QCOMPARE(directory.names(DirectoryKind::Users, "id"), QStringLiteral("u2"));
    QCOMPARE(directory.names(DirectoryKind::Audiences, "member_count"), QStringLiteral("1"));
    QCOMPARE(directory.names(DirectoryKind::Subscriptions, "recipient"), QStringLiteral("u2"));
    (void)directory.apply("users_identify", "{\"id\":\"u1\"}");
    const json::Value again = directory.value(DirectoryKind::Users, "u1");
    QCOMPARE(json::write(again[u"preferences"]) + json::write(again[u"channel_data"]), QByteArray("{}{}"));

    (void)directory.apply("objects_set", "{\"collection\":\"projects\",\"id\":\"p1\"}");
    QCOMPARE(directory.apply("objects_delete", "{\"collection\":\"projects\",\"id\":\"p1\"}"),
             QByteArray("{\"deleted\":true}"));
    QCOMPARE(directory.names(DirectoryKind::Subscriptions, "recipient"), QString());
}

void TestDirectory::mergeOfUsers()
{
    Directory directory;
    (void)directory.apply("users_identify", "{\"id\":\"keep\",\"name\":\"Ada\",\"properties\":{\"plan\":\"pro\"}}");
    (void)directory.apply("users_identify", "{\"id\":\"gone\",\"name\":\"A\",\"email\":\"a@example.com\","
                                            "\"properties\":{\"plan\":\"free\",\"seats\":3}}");
    (void)directory.apply("audiences_add_member", "{\"key\":\"both\",\"members\":[\"keep\",\"gone\"]}");
    (void)directory.apply("audiences_add_member", "{\"key\":\"one\",\"members\":[\"gone\"]}");
    (void)directory.apply("objects_subscribe", "{\"collection\":\"c\",\"object_id\":\"o\",\"recipients\":[\"gone\"]}");
    (void)directory.apply("preferences_set", "{\"id\":\"gone\",\"set_id\":\"default\",\"preferences\":{\"x\":1}}");

    QCOMPARE(directory.apply("users_merge", "{\"id\":\"keep\",\"from_user_id\":\"gone\"}"),
             QByteArray("{\"merged\":\"gone\"}"));
    const json::Value user = directory.value(DirectoryKind::Users, "keep");
    QCOMPARE(user[u"name"].toString(), QStringLiteral("Ada"));
    QCOMPARE(user[u"email"].toString(), QStringLiteral("a@example.com"));
    QCOMPARE(json::write(user[u"properties"]), QByteArray("{\"plan\":\"pro\",\"seats\":3}"));
    QCOMPARE(json::write(user[u"preferences"]), QByteArray("{\"default\":{\"x\":1}}"));
    QCOMPARE(directory.names(DirectoryKind::Users, "id"), QStringLiteral("keep"));
    QCOMPARE(directory.names(DirectoryKind::Audiences, "member_count"), QStringLiteral("1 1"));
    QCOMPARE(directory.names(DirectoryKind::Subscriptions, "recipient"), QStringLiteral("keep"));

    QCOMPARE(directory.apply("users_merge", "{\"id\":\"keep\",\"from_user_id\":\"gone\"}"),
             QByteArray("not_found: user gone"));
    QCOMPARE(directory.apply("users_merge", "{\"id\":\"nobody\",\"from_user_id\":\"keep\"}"),
             QByteArray("not_found: user nobody"));
    QVERIFY(
        directory.apply("users_merge", "{\"id\":\"keep\",\"from_user_id\":\"keep\"}").startsWith("invalid_argument"));
}

void TestDirectory::channelDataAndPreferences()
{
    Directory directory;
    QCOMPARE(directory.apply("channel_data_set", "{\"id\":\"u1\",\"channel_id\":\"c1\",\"data\":{\"tokens\":[\"t\"]}}"),
             QByteArray("{\"channel_id\":\"c1\"}"));
    (void)directory.apply("channel_data_set", "{\"id\":\"u1\",\"channel_id\":\"c1\",\"data\":{\"tokens\":[\"u\"]}}");
    QCOMPARE(directory.apply("preferences_set",
                             "{\"id\":\"u1\",\"set_id\":\"default\",\"preferences\":{\"channel_types\":"
                             "{\"email\":true,\"sms\":false},\"workflows\":{\"w\":true}}}"),
             QByteArray("{\"set_id\":\"default\"}"));
    (void)directory.apply("preferences_set",
                          "{\"id\":\"u1\",\"set_id\":\"default\",\"preferences\":{"
                          "\"__persistence_strategy__\":\"merge\",\"channel_types\":{\"sms\":true}}}");
    (void)directory.apply("preferences_set", "{\"id\":\"u1\",\"set_id\":\"acme\",\"preferences\":{\"workflows\":{}}}");
    json::Value user = directory.value(DirectoryKind::Users, "u1");
    QCOMPARE(json::write(user[u"channel_data"]), QByteArray("{\"c1\":{\"tokens\":[\"u\"]}}"));
    QCOMPARE(json::write(user[u"preferences"]),
             QByteArray("{\"acme\":{\"workflows\":{}},\"default\":{\"channel_types\":{\"email\":true,\"sms\":true},"
                        "\"workflows\":{\"w\":true}}}"));
    // Without "merge" the set is replaced.
    (void)directory.apply("preferences_set",
                          "{\"id\":\"u1\",\"set_id\":\"default\",\"preferences\":{\"workflows\":{}}}");
    user = directory.value(DirectoryKind::Users, "u1");
    QCOMPARE(json::write(user[u"preferences"][u"default"]), QByteArray("{\"workflows\":{}}"));
}

void TestDirectory::objectsAndTenants()
{
    Directory directory;
    QCOMPARE(directory.apply("objects_set", "{\"collection\":\"projects\",\"id\":\"p1\",\"name\":\"One\","
                                            "\"properties\":{\"email\":\"p@example.com\"}}"),
             QByteArray("{\"created\":true}"));
    QCOMPARE(
        directory.apply("objects_set", "{\"collection\":\"projects\",\"id\":\"p1\",\"properties\":{\"open\":true}}"),
        QByteArray("{\"created\":false}"));
    const json::Value object = directory.value(DirectoryKind::Objects, "projects/p1");
    QCOMPARE(object[u"name"].toString(), QStringLiteral("One"));
    QCOMPARE(json::write(object[u"properties"]), QByteArray("{\"email\":\"p@example.com\",\"open\":true}"));

    (void)directory.apply("tenants_set",
                          "{\"id\":\"acme\",\"name\":\"Acme\",\"properties\":{\"settings\":{\"branding\":{}}}}");
    QCOMPARE(directory.names(DirectoryKind::Tenants, "id"), QStringLiteral("acme"));
    QCOMPARE(directory.names(DirectoryKind::Objects, "id"), QStringLiteral("p1"));
    QCOMPARE(directory.names(DirectoryKind::Users, "id"), QString());
    const json::Value tenant = directory.value(DirectoryKind::Tenants, "acme");
    QVERIFY(tenant[u"collection"].isUndefined());
    QCOMPARE(json::write(tenant[u"properties"]), QByteArray("{\"settings\":{\"branding\":{}}}"));
    // A user and an object may have the same id.
    (void)directory.apply("users_identify", "{\"id\":\"p1\"}");
    QCOMPARE(directory.apply("objects_delete", "{\"collection\":\"projects\",\"id\":\"p1\"}"),
             QByteArray("{\"deleted\":true}"));
    QCOMPARE(directory.names(DirectoryKind::Users, "id"), QStringLiteral("p1"));
    QCOMPARE(directory.apply("tenants_delete", "{\"id\":\"acme\"}"), QByteArray("{\"deleted\":true}"));
    QCOMPARE(directory.names(DirectoryKind::Tenants, "id"), QString());
}

void TestDirectory::subscriptions()
{
    Directory directory;
    QCOMPARE(
        directory.apply("objects_subscribe",
                        "{\"collection\":\"c\",\"object_id\":\"o/1\",\"recipients\":[\"u1\",{\"id\":\"u2\",\"name\":"
                        "\"Bo\"},{\"collection\":\"teams\",\"id\":\"t1\"}],\"properties\":{\"role\":\"owner\"}}"),
        QByteArray("{\"subscribed\":3,\"already\":0}"));
    QCOMPARE(directory.apply("objects_subscribe",
                             "{\"collection\":\"c\",\"object_id\":\"o/1\",\"recipients\":[\"u1\",\"u3\"]}"),
             QByteArray("{\"subscribed\":1,\"already\":1}"));
    QCOMPARE(directory.names(DirectoryKind::Subscriptions, "recipient"),
             QStringLiteral("u1 u2 u3 {\"collection\":\"teams\",\"id\":\"t1\"}"));
    // Text names a user and does not make one; an object with an id does.
    QCOMPARE(directory.names(DirectoryKind::Users, "id"), QStringLiteral("u2"));
    QCOMPARE(directory.names(DirectoryKind::Objects, "id"), QString());
    json::Value rows = directory.value(DirectoryKind::Subscriptions, "c/o/1");
    QCOMPARE(rows.toArray().size(), size_t(4));
    QCOMPARE(json::write(rows.at(0)[u"properties"]), QByteArray("{\"role\":\"owner\"}"));
    QCOMPARE(json::write(rows.at(2)[u"properties"]), QByteArray("{}"));
    (void)directory.apply("objects_subscribe", "{\"collection\":\"c\",\"object_id\":\"o/1\",\"recipients\":[\"u1\"],"
                                               "\"properties\":{\"role\":\"guest\"}}");
    rows = directory.value(DirectoryKind::Subscriptions, "c/o/1");
    QCOMPARE(json::write(rows.at(0)[u"properties"]), QByteArray("{\"role\":\"guest\"}"));

    QCOMPARE(
        directory.apply("objects_unsubscribe",
                        "{\"collection\":\"c\",\"object_id\":\"o/1\",\"recipients\":[\"u1\",\"nobody\",{\"collection\":"
                        "\"teams\",\"id\":\"t1\"}]}"),
        QByteArray("{\"unsubscribed\":2}"));
    QCOMPARE(directory.names(DirectoryKind::Subscriptions, "recipient"), QStringLiteral("u2 u3"));
    QVERIFY(directory.value(DirectoryKind::Subscriptions, "c/other").isUndefined());
}

void TestDirectory::audiences()
{
    Directory directory;
    QCOMPARE(directory.apply("audiences_add_member",
                             "{\"key\":\"beta\",\"members\":[\"u2\",{\"id\":\"u1\",\"name\":\"Ada\"}]}"),
             QByteArray("{\"added\":2,\"already\":0,\"audience_created\":true}"));
    QCOMPARE(directory.apply("audiences_add_member", "{\"key\":\"beta\",\"members\":[\"u1\",\"u3\"]}"),
             QByteArray("{\"added\":1,\"already\":1,\"audience_created\":false}"));
    QCOMPARE(directory.apply("audiences_add_member",
                             "{\"key\":\"beta\",\"members\":[\"u1\"],\"tenant\":{\"id\":\"acme\",\"name\":\"Acme\"}}"),
             QByteArray("{\"added\":1,\"already\":0,\"audience_created\":false}"));
    QCOMPARE(directory.names(DirectoryKind::Users, "id"), QStringLiteral("u1 u2 u3"));
    QCOMPARE(directory.value(DirectoryKind::Users, "u1")[u"name"].toString(), QStringLiteral("Ada"));
    QCOMPARE(directory.names(DirectoryKind::Tenants, "id"), QStringLiteral("acme"));
    const json::Value audience = directory.value(DirectoryKind::Audiences, "beta");
    QCOMPARE(audience[u"member_count"].toInteger(), 4);
    QStringList members;
    for (const json::Value& member : audience[u"members"].toArray())
        members.append(member[u"member"].toString() + QLatin1Char('@') + member[u"tenant"].toString());
    QCOMPARE(members.join(QLatin1Char(' ')), QStringLiteral("u1@ u1@acme u2@ u3@"));

    QCOMPARE(directory.apply("audiences_remove_member", "{\"key\":\"beta\",\"members\":[\"u1\",\"u9\"]}"),
             QByteArray("{\"removed\":1}"));
    QCOMPARE(directory.apply("audiences_remove_member", "{\"key\":\"beta\",\"members\":[\"u1\"],\"tenant\":\"acme\"}"),
             QByteArray("{\"removed\":1}"));
    QCOMPARE(directory.apply("audiences_remove_member", "{\"key\":\"none\",\"members\":[\"u1\"]}"),
             QByteArray("{\"removed\":0}"));
    QCOMPARE(directory.value(DirectoryKind::Audiences, "beta")[u"member_count"].toInteger(), 2);
    QCOMPARE(directory.names(DirectoryKind::Audiences, "key"), QStringLiteral("beta"));
}

void TestDirectory::deletedTenantTakesItsMemberships()
{
    Directory directory;
    (void)directory.apply("audiences_add_member", "{\"key\":\"a\",\"members\":[\"u1\",\"u2\"],\"tenant\":\"acme\"}");
    (void)directory.apply("audiences_add_member", "{\"key\":\"a\",\"members\":[\"u1\"]}");
    (void)directory.apply("audiences_add_member", "{\"key\":\"b\",\"members\":[\"u1\"],\"tenant\":\"other\"}");
    (void)directory.apply("tenants_delete", "{\"id\":\"acme\"}");
    QCOMPARE(directory.names(DirectoryKind::Audiences, "member_count"), QStringLiteral("1 1"));
    QCOMPARE(directory.value(DirectoryKind::Audiences, "a")[u"members"].toArray().size(), size_t(1));
}

void TestDirectory::triggerRecordsARun()
{
    Directory directory;
    (void)directory.apply("users_identify", "{\"id\":\"u1\"}");
    const json::Value result = parsed(
        directory.apply("workflows_trigger",
                        "{\"key\":\"welcome\",\"recipients\":[\"u1\",\"u2\"],\"data\":{\"n\":1.0},\"actor\":\"u1\","
                        "\"tenant\":\"acme\",\"cancellation_key\":\"c1\"}"));
    const QString id = result[u"workflow_run_id"].toString();
    QCOMPARE(id.size(), 36);
    QCOMPARE(json::write(result[u"unidentified"]), QByteArray("[\"u2\"]"));
    QCOMPARE(directory.find(DirectoryKind::WorkflowRuns, id.toUtf8().constData()),
             QByteArray("{\"id\":\"") + id.toUtf8() +
                 "\",\"workflow\":\"welcome\",\"status\":\"triggered\",\"recipients\":[\"u1\",\"u2\"],"
                 "\"unidentified\":[\"u2\"],\"cancelled\":[],\"actor\":\"u1\",\"tenant\":\"acme\",\"data\":{\"n\":1.0},"
                 "\"cancellation_key\":\"c1\",\"triggered_at\":\"1970-01-01T00:00:02.000Z\",\"event\":\"hw_2\"}");
    QCOMPARE(directory.names(DirectoryKind::Users, "id"), QStringLiteral("u1"));
    QCOMPARE(directory.names(DirectoryKind::Tenants, "id"), QString());

    (void)directory.apply("workflows_trigger", "{\"key\":\"second\",\"recipients\":[\"u1\"]}");
    QCOMPARE(directory.names(DirectoryKind::WorkflowRuns, "workflow"), QStringLiteral("second welcome"));
    const Result<std::vector<delivery::DirectoryRun>> runs = directory.reader().workflowRuns(development);
    QVERIFY(runs);
    QVERIFY(runs->front().data.isUndefined());
    QVERIFY(runs->front().actor.isUndefined());
    QCOMPARE(runs->front().cancellationKey, QString());
}

void TestDirectory::triggerIdentifiesInline()
{
    Directory directory;
    const json::Value result = parsed(directory.apply(
        "workflows_trigger",
        "{\"key\":\"w\",\"recipients\":[{\"id\":\"u1\",\"email\":\"a@example.com\",\"plan\":\"pro\",\"$trigger_data\":{"
        "\"x\":1}},"
        "{\"id\":\"u2\",\"channel_data\":{\"c1\":{\"tokens\":[]}},\"preferences\":{\"default\":{\"workflows\":{}}}},"
        "{\"collection\":\"teams\",\"id\":\"t1\",\"name\":\"Team\"},{\"collection\":\"teams\",\"id\":\"t2\"}],"
        "\"actor\":{\"id\":\"u3\",\"name\":\"Cy\"},\"tenant\":{\"id\":\"acme\",\"name\":\"Acme\"}}"));
    QCOMPARE(json::write(result[u"unidentified"]), QByteArray("[{\"collection\":\"teams\",\"id\":\"t2\"}]"));
    QCOMPARE(directory.names(DirectoryKind::Users, "id"), QStringLiteral("u1 u2 u3"));
    QCOMPARE(directory.names(DirectoryKind::Objects, "id"), QStringLiteral("t1"));
    QCOMPARE(directory.names(DirectoryKind::Tenants, "name"), QStringLiteral("Acme"));
    const json::Value first = directory.value(DirectoryKind::Users, "u1");
    QCOMPARE(first[u"email"].toString(), QStringLiteral("a@example.com"));
    QCOMPARE(json::write(first[u"properties"]), QByteArray("{\"plan\":\"pro\"}"));
    const json::Value second = directory.value(DirectoryKind::Users, "u2");
    QCOMPARE(json::write(second[u"channel_data"]), QByteArray("{\"c1\":{\"tokens\":[]}}"));
    QCOMPARE(json::write(second[u"preferences"]), QByteArray("{\"default\":{\"workflows\":{}}}"));
    QCOMPARE(
        directory.names(DirectoryKind::WorkflowRuns, "recipients"),
        QStringLiteral("[{\"id\":\"u1\",\"$trigger_data\":{\"x\":1}},\"u2\",{\"collection\":\"teams\",\"id\":\"t1\"},"
                       "{\"collection\":\"teams\",\"id\":\"t2\"}]"));
    QCOMPARE(directory.names(DirectoryKind::WorkflowRuns, "actor"), QStringLiteral("u3"));
    QCOMPARE(directory.names(DirectoryKind::WorkflowRuns, "tenant"), QStringLiteral("acme"));
}

void TestDirectory::triggerRefuses()
{
    Directory directory;
    const QByteArray large(10 * 1024 * 1024, 'x');
    const QByteArray answer = directory.apply(
        "workflows_trigger", "{\"key\":\"w\",\"recipients\":[{\"id\":\"u1\"}],\"data\":{\"a\":\"" + large + "\"}}");
    QVERIFY(answer.startsWith("invalid_argument: data"));
    QCOMPARE(directory.names(DirectoryKind::WorkflowRuns, "id"), QString());
    QCOMPARE(directory.names(DirectoryKind::Users, "id"), QString());
}

void TestDirectory::cancels()
{
    Directory directory;
    const auto trigger = [&](const char* workflow, const char* key) {
        (void)directory.apply("workflows_trigger", QByteArray("{\"key\":\"") + workflow +
                                                       "\",\"recipients\":[\"u1\",\"u2\"],\"cancellation_key\":\"" +
                                                       key + "\"}");
    };
    trigger("w", "a");
    trigger("w", "b");
    trigger("other", "a");
    QCOMPARE(directory.apply("workflows_cancel",
                             "{\"key\":\"w\",\"cancellation_key\":\"a\",\"recipients\":[\"u2\",\"u9\"]}"),
             QByteArray("{\"cancelled\":1}"));
    QCOMPARE(directory.names(DirectoryKind::WorkflowRuns, "status"), QStringLiteral("triggered triggered triggered"));
    QCOMPARE(directory.names(DirectoryKind::WorkflowRuns, "cancelled"), QStringLiteral("[] [] [\"u2\"]"));
    QCOMPARE(directory.apply("workflows_cancel", "{\"key\":\"w\",\"cancellation_key\":\"a\"}"),
             QByteArray("{\"cancelled\":1}"));
    QCOMPARE(directory.names(DirectoryKind::WorkflowRuns, "status"), QStringLiteral("triggered triggered cancelled"));
    QCOMPARE(directory.apply("workflows_cancel", "{\"key\":\"w\",\"cancellation_key\":\"a\"}"),
             QByteArray("{\"cancelled\":0}"));
}

QTEST_GUILESS_MAIN(TestDirectory)
#include "tst_directory.moc"
