// What becomes of planned actions in the transaction of their run: the Directory, the outbox, windows of batches.

#include "core/delivery/directoryreader.h"
#include "core/delivery/enqueue.h"
#include "tests/core/delivery/outboxfixture.h"

using namespace hw;
using namespace hw::delivery;
using namespace hw::test;

namespace {

const Target knock{TargetKind::Knock, {}, QStringLiteral("KNOCK_API_KEY"), {}};
constexpr std::chrono::hours later{1};

QByteArray batched(const char* recipients, const char* data, const char* more = "")
{
    return QByteArray("{\"key\":\"digest\",\"recipients\":") + recipients + ",\"data\":" + data + more +
           ",\"batch\":{\"key\":\"k\",\"window\":60}}";
}

QString statusOf(const Action& action)
{
    return action.reason.isEmpty() ? toString(action.status) : toString(action.status) + u' ' + action.reason;
}

} // namespace

class TestEffects final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesToTheOutbox();
    void lanes_data();
    void lanes();
    void whatCannotBeSentIsDeadAtOnce();
    void keysAreStable();
    void httpRequestsGoOutEverywhere();
    void batchesGather();
    void batchesOfARemoteDestination();
    void aLateEventOpensANewWindow();
    void cancelDropsWindows();
    void cancelInTheSameRun();

private:
    std::vector<qint64> triggerDue(Outbox& outbox, std::chrono::seconds ahead = later)
    {
        std::vector<qint64> events;
        const auto done = outbox.write([&](store::Database& database) -> Result<void> {
            const auto changed = triggerDueWindows(database, {production}, SystemClock().now() + ahead, 100);
            if (!changed)
                return changed.error();
            events = *changed;
            return {};
        });
        if (!done)
            qFatal("windows cannot be triggered");
        return events;
    }
};

void TestEffects::goesToTheOutbox()
{
    Outbox outbox(knock);
    const auto item = outbox.commit({{"users_identify", "{\"id\":\"u1\"}"},
                                     {"workflows_trigger", "{\"key\":\"w\",\"recipients\":[\"u1\",\"u2\"]}"}});
    QCOMPARE(statusOf(item.run->actions[0]), QStringLiteral("pending"));
    const auto all = outbox.deliveries();
    QCOMPARE(all.size(), size_t(2));
    QCOMPARE(item.run->actions[0].result[u"delivery"].toString(), all[0].id);
    QVERIFY(all[0].status == store::DeliveryStatus::Held); // nobody has confirmed it
    QVERIFY(thaw(all[0].destination) == knock);
    QCOMPARE(all[0].keyName, QStringLiteral("KNOCK_API_KEY"));
    QCOMPARE(all[0].eventId, item.event.id);
    QCOMPARE(all[0].blocked, 0);
    QCOMPARE(all[1].blocked, 2); // behind identify: by its event and by its recipient
    QCOMPARE(outbox.deliveries()[1].ordinal, 1);
    // A switch of the destination leaves what is planned where it is.
    outbox.setDestination({});
    (void)outbox.commit({{"users_identify", "{\"id\":\"u1\"}"}});
    QCOMPARE(outbox.deliveries().size(), size_t(2));
    store::Reader reader = outbox.reader();
    QCOMPARE(DirectoryReader(reader.database()).users(production)->size(), size_t(1));
}

void TestEffects::lanes_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* kind, const char* payload, const char* expected) {
        QTest::newRow(kind) << QByteArray(kind) << QByteArray(payload) << QString::fromLatin1(expected);
    };
    row("users_identify", "{\"id\":\"u1\"}", "user/u1");
    row("users_merge", "{\"id\":\"u1\",\"from_user_id\":\"u2\"}", "user/u1 user/u2");
    row("users_delete", "{\"id\":\"u1\"}", "user/u1");
    row("channel_data_set", "{\"id\":\"u1\",\"channel_id\":\"c\",\"data\":{}}", "user/u1");
    row("preferences_set", "{\"id\":\"u1\",\"set_id\":\"default\",\"preferences\":{}}", "user/u1");
    row("objects_set", "{\"collection\":\"c\",\"id\":\"o\"}", "object/c/o");
    row("objects_delete", "{\"collection\":\"c\",\"id\":\"o\"}", "object/c/o");
    row("tenants_set", "{\"id\":\"t\"}", "object/$tenants/t");
    row("tenants_delete", "{\"id\":\"t\"}", "object/$tenants/t");
    row("objects_subscribe",
        "{\"collection\":\"c\",\"object_id\":\"o\",\"recipients\":[\"u1\",{\"collection\":\"d\",\"id\":\"p\"}]}",
        "object/c/o user/u1 object/d/p");
    row("objects_unsubscribe", "{\"collection\":\"c\",\"object_id\":\"o\",\"recipients\":[{\"id\":\"u1\"}]}",
        "object/c/o user/u1");
    row("audiences_add_member", "{\"key\":\"a\",\"members\":[\"u1\",{\"id\":\"u2\"},\"u1\"]}", "user/u1 user/u2");
    row("audiences_remove_member", "{\"key\":\"a\",\"members\":[\"u1\"]}", "user/u1");
    row("workflows_trigger", "{\"key\":\"w\",\"recipients\":[\"u1\"],\"cancellation_key\":\"k\"}",
        "user/u1 cancellation/w/k");
    row("workflows_cancel", "{\"key\":\"w\",\"cancellation_key\":\"k\"}", "cancellation/w/k");
    row("http_request", "{\"method\":\"GET\",\"url\":\"http://x\"}", "");
}

void TestEffects::lanes()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, payload);
    QFETCH(QString, expected);
    QStringList wanted;
    for (const QString& lane : expected.split(u' ', Qt::SkipEmptyParts))
        wanted.append(QStringLiteral("production/knock/") + lane);
    wanted.append(QStringLiteral("event/hw_1"));
    QCOMPARE(lanesOf(production, knock, QString::fromLatin1(kind), parsed(payload), QStringLiteral("hw_1")), wanted);
}

void TestEffects::whatCannotBeSentIsDeadAtOnce()
{
    Outbox outbox(knock);
    const auto item = outbox.commit({{"users_identify", "{\"id\":\"..\"}"}, {"users_delete", "{\"id\":\"u1\"}"}});
    QCOMPARE(statusOf(item.run->actions[0]), QStringLiteral("dead invalid_argument"));
    QCOMPARE(statusOf(item.run->actions[1]), QStringLiteral("pending"));
    QCOMPARE(outbox.deliveries().size(), size_t(1));
    QCOMPARE(outbox.reader().events(store::Filter(), {})->front().actionsDone, 0);
}

void TestEffects::keysAreStable()
{
    QCOMPARE(idempotencyKey(QStringLiteral("run_1"), 2, 3), idempotencyKey(QStringLiteral("run_1"), 2, 3));
    QSet<QString> keys;
    for (int ordinal = 0; ordinal < 12; ++ordinal) {
        for (int part = 0; part < 12; ++part)
            keys.insert(idempotencyKey(QStringLiteral("run_1"), ordinal, part));
    }
    keys.insert(idempotencyKey(QStringLiteral("run_11"), 1, 1));
    QCOMPARE(keys.size(), 145);
}

void TestEffects::httpRequestsGoOutEverywhere()
{
    Outbox outbox((Target()));
    const auto item = outbox.commit({{"http_request", "{\"method\":\"GET\",\"url\":\"https://x.example/a?b\"}"},
                                     {"http_request", "{\"method\":\"GET\",\"url\":\"nowhere\"}"}});
    QCOMPARE(statusOf(item.run->actions[0]), QStringLiteral("pending"));
    QCOMPARE(statusOf(item.run->actions[1]), QStringLiteral("dead invalid_argument"));
    const auto all = outbox.deliveries();
    QCOMPARE(all.size(), size_t(1));
    // Requests to one origin share a queue.
    QCOMPARE(thaw(all[0].destination).url, QStringLiteral("https://x.example"));
}

void TestEffects::batchesGather()
{
    Outbox outbox((Target()));
    (void)outbox.commit({{"users_identify", "{\"id\":\"u1\"}"}});
    const auto first = outbox.commit({{"workflows_trigger", batched("[\"u1\",\"u2\"]", "{\"n\":1}")}});
    QCOMPARE(statusOf(first.run->actions[0]), QStringLiteral("pending"));
    QVERIFY(!first.run->actions[0].result[u"batched_until"].toString().isEmpty());
    const auto second = outbox.commit({{"workflows_trigger", batched("[\"u1\"]", "{\"n\":2}", ",\"actor\":\"u9\"")}});
    QVERIFY(triggerDue(outbox, std::chrono::seconds(50)).empty());
    const auto changed = triggerDue(outbox);
    QCOMPARE(changed.size(), size_t(3));
    QVERIFY(triggerDue(outbox).empty());

    store::Reader reader = outbox.reader();
    const auto runs = DirectoryReader(reader.database()).workflowRuns(production);
    QVERIFY(runs);
    QCOMPARE(runs->size(), size_t(2));
    const DirectoryRun& together = runs->at(1);
    QCOMPARE(json::write(together.recipients), QByteArray("[\"u1\"]"));
    QCOMPARE(json::write(together.data), QByteArray("{\"activities\":[{\"n\":1},{\"n\":2}],\"total_activities\":2}"));
    QVERIFY(together.actor.isUndefined()); // of the first event
    QCOMPARE(json::write(runs->at(0).data), QByteArray("{\"activities\":[{\"n\":1}],\"total_activities\":1}"));
    const Run run = outbox.run(second.event);
    QCOMPARE(statusOf(run.actions[0]), QStringLiteral("succeeded"));
    QCOMPARE(run.actions[0].result[u"workflow_run_id"].toString(), together.id);
}

void TestEffects::batchesOfARemoteDestination()
{
    Outbox outbox(knock);
    const auto first = outbox.commit({{"workflows_trigger", batched("[\"u1\"]", "{\"n\":1}")}});
    const auto second =
        outbox.commit({{"workflows_trigger", batched("[\"u1\"]", "{\"n\":2}")}, {"users_identify", "{\"id\":\"u1\"}"}});
    // A waiting window blocks nobody.
    QCOMPARE(outbox.deliveries().size(), size_t(1));
    QCOMPARE(outbox.deliveries()[0].blocked, 0);
    outbox.setDestination({}); // frozen by the first event
    QCOMPARE(triggerDue(outbox).size(), size_t(2));
    const auto all = outbox.deliveries();
    QCOMPARE(all.size(), size_t(2));
    QCOMPARE(json::write(all[1].payload),
             QByteArray("{\"key\":\"digest\",\"recipients\":[\"u1\"],\"data\":{\"activities\":[{\"n\":1},{\"n\":2}],"
                        "\"total_activities\":2}}"));
    QVERIFY(all[1].status == store::DeliveryStatus::Pending);
    QVERIFY(all[1].batch > 0);
    store::AttemptEnd end;
    end.attempt.number = 1;
    end.attempt.outcome = QStringLiteral("delivered");
    end.result = parsed("{\"workflow_run_id\":\"x\"}");
    QVERIFY(outbox.write([&](store::Database& database) -> Result<void> {
        store::Delivery one = all[1];
        auto ended = store::endAttempt(database, one, end);
        return ended ? Result<void>() : ended.error();
    }));
    for (const auto& item : {first, second})
        QCOMPARE(statusOf(outbox.run(item.event).actions[0]), QStringLiteral("succeeded"));
}

void TestEffects::aLateEventOpensANewWindow()
{
    Outbox outbox((Target()));
    (void)outbox.commit({{"workflows_trigger", batched("[\"u1\"]", "{\"n\":1}")}});
    // Nobody was there when the window ended.
    QVERIFY(outbox.write([](store::Database& database) { return database.run("UPDATE batch SET due_at = 1"); }));
    (void)outbox.commit({{"workflows_trigger", batched("[\"u1\"]", "{\"n\":2}")}});
    store::Reader reader = outbox.reader();
    QCOMPARE(DirectoryReader(reader.database()).workflowRuns(production)->size(), size_t(1));
    QCOMPARE(*nextWindowEnd(reader.database()) > SystemClock().now(), true);
    (void)triggerDue(outbox);
    QCOMPARE(DirectoryReader(reader.database()).workflowRuns(production)->size(), size_t(2));
}

void TestEffects::cancelDropsWindows()
{
    Outbox outbox((Target()));
    const auto item = outbox.commit({{"workflows_trigger", batched("[\"u1\",{\"id\":\"u2\",\"name\":\"B\"}]", "{}",
                                                                   ",\"cancellation_key\":\"c\"")}});
    const auto cancelled =
        outbox.commit({{"workflows_cancel", "{\"key\":\"digest\",\"cancellation_key\":\"c\",\"recipients\":[\"u2\"]}"},
                       {"workflows_cancel", "{\"key\":\"other\",\"cancellation_key\":\"c\"}"}});
    QCOMPARE(cancelled.run->actions[0].result[u"batched"].toInteger(), 1);
    QVERIFY(cancelled.run->actions[1].result[u"batched"].isUndefined());
    (void)triggerDue(outbox);
    store::Reader reader = outbox.reader();
    const auto runs = DirectoryReader(reader.database()).workflowRuns(production);
    QCOMPARE(runs->size(), size_t(1));
    QCOMPARE(json::write(runs->front().recipients), QByteArray("[\"u1\"]"));
    (void)outbox.commit({{"workflows_trigger", batched("[\"u1\"]", "{}", ",\"cancellation_key\":\"c\"")}});
    const auto all = outbox.commit({{"workflows_cancel", "{\"key\":\"digest\",\"cancellation_key\":\"c\"}"}});
    QCOMPARE(all.run->actions[0].result[u"batched"].toInteger(), 1);
    QVERIFY(triggerDue(outbox).empty());
    QCOMPARE(statusOf(outbox.run(item.event).actions[0]), QStringLiteral("succeeded"));
}

void TestEffects::cancelInTheSameRun()
{
    Outbox outbox((Target()));
    const auto item = outbox.commit({{"workflows_trigger", batched("[\"u1\"]", "{}", ",\"cancellation_key\":\"c\"")},
                                     {"workflows_cancel", "{\"key\":\"digest\",\"cancellation_key\":\"c\"}"}});
    QCOMPARE(statusOf(outbox.run(item.event).actions[0]), QStringLiteral("skipped cancelled"));
    QVERIFY(triggerDue(outbox).empty());
}

QTEST_GUILESS_MAIN(TestEffects)
#include "tst_effects.moc"
