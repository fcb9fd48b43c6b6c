#include "core/base/ids.h"
#include "core/mapping/actionkinds.h"
#include "core/store/reader.h"
#include "core/store/writer.h"
#include "tests/core/delivery/directoryfixture.h"

#include <QTest>

using namespace hw;
using namespace hw::test;

class TestDirectoryRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsPageByPage();
    void actionsOfARun();
    void writerAppliesInItsTransaction();
    void everyKindIsAppliedOrRefused();
};

void TestDirectoryRun::listsPageByPage()
{
    Directory directory;
    json::Array members;
    for (int i = 0; i < 25; ++i)
        members.emplace_back(QStringLiteral("u%1").arg(i, 2, 10, QLatin1Char('0')));
    const QByteArray list = json::write(members);
    (void)directory.apply("audiences_add_member", "{\"key\":\"a\",\"members\":" + list + "}");
    (void)directory.apply("objects_subscribe",
                          "{\"collection\":\"c\",\"object_id\":\"o\",\"recipients\":" + list + "}");
    for (const char* name : {"alpha", "beta", "gamma"}) {
        (void)directory.apply("objects_set", QByteArray("{\"collection\":\"b\",\"id\":\"") + name + "\"}");
        (void)directory.apply("objects_set", QByteArray("{\"collection\":\"a\",\"id\":\"") + name + "\"}");
        (void)directory.apply("tenants_set", QByteArray("{\"id\":\"") + name + "\"}");
        (void)directory.apply("audiences_add_member", QByteArray("{\"key\":\"") + name + "\",\"members\":[\"u00\"]}");
        (void)directory.apply("workflows_trigger", QByteArray("{\"key\":\"") + name + "\",\"recipients\":[\"u00\"]}");
    }
    const QList<QPair<DirectoryKind, int>> expected{{DirectoryKind::Users, 25},    {DirectoryKind::Subscriptions, 25},
                                                    {DirectoryKind::Objects, 6},   {DirectoryKind::Tenants, 3},
                                                    {DirectoryKind::Audiences, 4}, {DirectoryKind::WorkflowRuns, 3}};
    DirectoryReader reader = directory.reader();
    for (const auto& [kind, count] : expected) {
        const Result<json::Array> whole = reader.list(kind, development);
        QVERIFY(whole);
        QCOMPARE(whole->size(), static_cast<size_t>(count));
        json::Array paged;
        DirectoryPage page{{}, 2};
        do {
            const Result<json::Array> rows = reader.list(kind, development, page, &page.after);
            QVERIFY(rows);
            QVERIFY(rows->size() <= 2);
            paged.insert(paged.end(), rows->begin(), rows->end());
        } while (!page.after.isEmpty());
        QVERIFY2(paged == *whole, qPrintable(delivery::toString(kind)));
        QVERIFY(delivery::directoryKindFrom(delivery::toString(kind)) == kind);
    }
    const Result<std::vector<delivery::DirectoryMember>> first =
        reader.members(development, QStringLiteral("a"), {{}, 20});
    const Result<std::vector<delivery::DirectoryMember>> rest =
        reader.members(development, QStringLiteral("a"), {delivery::cursor(first->back()), 20});
    QCOMPARE(rest->size(), size_t(5));
    QCOMPARE(rest->front().member.id, QStringLiteral("u20"));
    QVERIFY(!reader.workflowRuns(development, {QStringLiteral("x"), 1}));
    QVERIFY(!delivery::directoryKindFrom(u"people"));
}

void TestDirectoryRun::actionsOfARun()
{
    Directory directory;
    Event event;
    event.id = QStringLiteral("hw_9");
    event.environment = development;
    Run run;
    run.startedAt = fromMicroseconds(5000000);
    run.actions = {actionOf("users_identify", "{\"id\":\"u1\"}"),
                   actionOf("users_merge", "{\"id\":\"u1\",\"from_user_id\":\"u2\"}"),
                   // Identifies a recipient first and then fails: nothing of it may stay.
                   actionOf("objects_subscribe",
                            "{\"collection\":\"c\",\"object_id\":\"o\",\"recipients\":[{\"id\":\"u5\"},"
                            "{\"id\":\"u6\",\"name\":[]}]}"),
                   actionOf("users_delete", "{\"id\":\"u1\"}"), actionOf("http_request", "{}"),
                   actionOf("workflows_trigger", "{\"key\":\"w\",\"recipients\":[\"u1\"]}")};
    run.actions[3].status = ActionStatus::Skipped;
    run.actions[3].reason = QStringLiteral("condition_false");
    run.actions[4].status = ActionStatus::Planned;
    run.actions[5].reason = QStringLiteral("wrong_type:tenant");

    Result<store::Transaction> transaction = store::Transaction::begin(directory.database());
    QVERIFY(transaction);
    QVERIFY(directoryEffects()(directory.database(), event, run));
    QVERIFY(transaction->commit());

    QStringList outcomes;
    for (const Action& action : run.actions)
        outcomes.append(toString(action.status) + QLatin1Char(' ') + action.reason);
    QCOMPARE(outcomes, (QStringList{QStringLiteral("succeeded "), QStringLiteral("dead not_found"),
                                    QStringLiteral("dead invalid_argument"), QStringLiteral("skipped condition_false"),
                                    QStringLiteral("planned "), QStringLiteral("succeeded wrong_type:tenant")}));
    QCOMPARE(json::write(run.actions[1].result),
             QByteArray("{\"error\":{\"code\":\"not_found\",\"args\":[\"user\",\"u2\"]}}"));
    QCOMPARE(directory.names(DirectoryKind::Users, "id"), QStringLiteral("u1"));
    QCOMPARE(directory.names(DirectoryKind::Subscriptions, "recipient"), QString());
    QCOMPARE(directory.value(DirectoryKind::Users, "u1")[u"event"].toString(), QStringLiteral("hw_9"));
    QCOMPARE(directory.names(DirectoryKind::WorkflowRuns, "triggered_at"), QStringLiteral("1970-01-01T00:00:05.000Z"));
}

void TestDirectoryRun::writerAppliesInItsTransaction()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("headwater.db"));
    store::WriterOptions options;
    options.path = path;
    options.modules = {delivery::directorySchema()};
    options.effects = directoryEffects();
    Result<std::unique_ptr<store::Writer>> writer = store::Writer::open(options);
    QVERIFY(writer);

    const Timestamp now = fromMicroseconds(1000000);
    const auto submit = [&](const QByteArray& user) {
        store::CommitItem item;
        item.event.id = ids::make(ids::event, now);
        item.event.source = QStringLiteral("orders");
        item.event.environment = development;
        item.event.receivedAt = now;
        item.run = Run();
        item.run->id = ids::make(ids::run, now);
        item.run->eventId = item.event.id;
        item.run->status = EventStatus::Processed;
        item.run->actions = {actionOf("users_identify", "{\"id\":\"" + user + "\"}")};
        std::optional<ActionStatus> status;
        writer.value()->submit({item}, [&status](Result<store::CommitUnit> unit) {
            if (unit)
                status = unit->front().run->actions.front().status;
        });
        return QTest::qWaitFor([&] { return status.has_value(); }, 5000) && status == ActionStatus::Succeeded;
    };
    QVERIFY(submit("u1"));
    QVERIFY(submit("u2"));
    QVERIFY(submit("u1"));

    Result<store::Reader> reader = store::Reader::open(path);
    QVERIFY(reader);
    QCOMPARE(DirectoryReader(reader->database()).users(development)->size(), size_t(2));
    QCOMPARE(reader->summary()->users, 2);
}

void TestDirectoryRun::everyKindIsAppliedOrRefused()
{
    // One payload that has something for every parameter of every kind.
    const QByteArray payload(
        "{\"id\":\"u1\",\"from_user_id\":\"u2\",\"channel_id\":\"c\",\"data\":{},\"set_id\":\"default\","
        "\"preferences\":{},\"collection\":\"c\",\"object_id\":\"o\",\"key\":\"k\",\"members\":[\"u1\"],"
        "\"recipients\":[\"u1\"],\"cancellation_key\":\"x\",\"method\":\"GET\",\"url\":\"http://x\"}");
    for (const mapping::ActionKind& kind : mapping::actionKinds()) {
        Directory directory;
        (void)directory.apply("users_identify", "{\"id\":\"u1\"}");
        (void)directory.apply("users_identify", "{\"id\":\"u2\"}");
        const QByteArray answer = directory.apply(kind.name, payload);
        const bool refused = qstrcmp(kind.name, "http_request") == 0;
        QVERIFY2(refused ? answer == "not_supported: http_request directory" : answer.startsWith("{\""),
                 answer.constData());
    }
    Directory directory;
    QCOMPARE(directory.apply("users_greet", "{}"), QByteArray("not_supported: users_greet directory"));
}

QTEST_GUILESS_MAIN(TestDirectoryRun)
#include "tst_directory_run.moc"
