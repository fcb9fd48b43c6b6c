// The outbox carried out against a server that behaves as Knock's API, faults included.

#include "core/delivery/dispatcher.h"
#include "tests/core/delivery/outboxfixture.h"
#include "tests/support/fakeknock.h"

#include <QJsonArray>
#include <QSignalSpy>

using namespace hw;
using namespace hw::delivery;
using namespace hw::test;
using namespace std::chrono;

namespace {

constexpr int patience = 30000;

/// One environment with the server's key, which can be taken away.
class TestEnvironments final : public Environments
{
public:
    explicit TestEnvironments(const FakeKnock& server)
        : m_key(server.key())
    {}

    [[nodiscard]] bool exists(const QString&) const override { return there; }
    [[nodiscard]] Result<SecretString> secret(const QString&, const QString& name) const override
    {
        if (name == stored)
            return SecretString("whsec_bWFkZS11cC1zZWNyZXQtb2YtMzItYnl0ZXMtbG9uZw==");
        if (!hasKey || name != QLatin1String("KNOCK_API_KEY"))
            return Error{ErrorCode::SecretMissing, {name}};
        return m_key;
    }
    [[nodiscard]] Mask mask(const QString&) const override
    {
        Mask mask;
        mask.add(QStringLiteral("KNOCK_API_KEY"), m_key);
        return mask;
    }

    bool there = true;
    bool hasKey = true;
    QString stored; ///< another secret, where it is there

private:
    SecretString m_key;
};

DispatcherOptions quick()
{
    DispatcherOptions options;
    options.retry.first = milliseconds(5);
    options.retry.factor = 1.5;
    options.timeout = milliseconds(5000);
    return options;
}

struct World
{
    explicit World(DispatcherOptions options = quick(), const Confirmed& confirmed = {production})
        : environments(server)
        , outbox({TargetKind::Knock, server.url(), QStringLiteral("KNOCK_API_KEY"), {}}, confirmed)
        , dispatcher(outbox.writer(), outbox.path(), environments, options)
    {
        QObject::connect(&outbox.writer(), &store::Writer::committed, &dispatcher, &Dispatcher::wake);
        dispatcher.start(confirmed);
    }
    ~World()
    {
        QSignalSpy stopped(&dispatcher, &Dispatcher::stopped);
        dispatcher.stop();
        if (stopped.isEmpty())
            stopped.wait(patience);
        outbox.writer().stop(); // its callbacks come while the dispatcher is there
    }

    [[nodiscard]] bool allAre(store::DeliveryStatus status)
    {
        return QTest::qWaitFor(
            [&] {
                const auto all = outbox.deliveries();
                return !all.empty() &&
                       std::all_of(all.begin(), all.end(), [&](const auto& each) { return each.status == status; });
            },
            patience);
    }

    FakeKnock server;
    TestEnvironments environments;
    Outbox outbox;
    Dispatcher dispatcher;
};

QByteArray user(int number, const QByteArray& more = {})
{
    return QByteArray("{\"id\":\"u") + QByteArray::number(number) + '"' + more + '}';
}

QStringList outcomes(const Action& action)
{
    QStringList out;
    for (const Attempt& attempt : action.attempts)
        out.append(attempt.reason.isEmpty() ? attempt.outcome : attempt.outcome + u' ' + attempt.reason);
    return out;
}

} // namespace

class TestDispatcher final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deliversInOrder();
    void recordsAttempts();
    void othersGoOnBesideAFailure();
    void retryAfterQuietsTheQueue();
    void deadAtOnce();
    void wrongBodiesAreNoSuccess();
    void keysAreKept();
    void keepsToTheRate();
    void heldUntilConfirmed();
    void pausedByHand();
    void waitsForItsSecret();
    void requestsWaitForTheirOwnSecretAlone();
    void aSecretThatCameMeanwhileIsFoundAtTheStart();
    void waitsForItsEnvironment();
    void windowsEnd();
    void anEndThatWasNotNotedIsMadeAgain();
    void tellsOnceWhatCannotBeRead();
};

void TestDispatcher::deliversInOrder()
{
    World world;
    KnockFaults faults;
    faults.unavailable = 0.2;
    faults.cutAfter = 0.1;
    world.server.setFaults(faults);
    world.server.setTiers(FakeKnock::Tiers::Off);
    for (int i = 0; i < 60; ++i) {
        (void)world.outbox.commit(
            {{"users_identify", user(i % 5, QByteArray(",\"properties\":{\"n\":" + QByteArray::number(i) + "}"))},
             {"workflows_trigger", "{\"key\":\"w\",\"recipients\":[\"u" + QByteArray::number(i % 5) + "\"]}"}});
    }
    QVERIFY(world.allAre(store::DeliveryStatus::Done));
    // Per recipient: identify, trigger, identify, trigger, each as long as it takes.
    QHash<QByteArray, int> lastOf;
    QHash<QByteArray, bool> triggered;
    for (const KnockRequest& request : world.server.requests()) {
        if (!request.applied || request.replayed)
            continue;
        if (request.method == "PUT") {
            const int number = request.json()[QStringLiteral("n")].toInt();
            const QByteArray who = request.path.mid(QByteArray("/v1/users/").size());
            QVERIFY(!lastOf.contains(who) || number >= lastOf[who]);
            if (lastOf.value(who, -1) != number)
                QVERIFY(!lastOf.contains(who) || triggered[who]);
            lastOf[who] = number;
            triggered[who] = false;
        } else {
            const QByteArray who = request.json()[QStringLiteral("recipients")].toArray().at(0).toString().toLatin1();
            QVERIFY(!triggered[who]);
            triggered[who] = true;
        }
    }
    QCOMPARE(world.server.runCount(), 60);
    QCOMPARE(lastOf.size(), 5);
}

void TestDispatcher::recordsAttempts()
{
    World world;
    world.server.answerNext({503, {{"Retry-After", "0"}}, "{\"code\":\"unavailable\",\"message\":\"try later\"}"});
    QSignalSpy settled(&world.dispatcher, &Dispatcher::settled);
    const auto item = world.outbox.commit({{"users_identify", user(1, ",\"email\":\"a@b.c\"")}});
    QVERIFY(world.allAre(store::DeliveryStatus::Done));
    const Run run = world.outbox.run(item.event);
    const Action& action = run.actions[0];
    QVERIFY(action.status == ActionStatus::Succeeded);
    QCOMPARE(action.reason, QString());
    QCOMPARE(action.result[u"id"].toString(), QStringLiteral("u1"));
    QCOMPARE(outcomes(action), QStringList({QStringLiteral("failed http_503"), QStringLiteral("delivered")}));
    const Attempt& first = action.attempts[0];
    QCOMPARE(first.number, 1);
    QVERIFY(first.retryAt && *first.retryAt > first.startedAt);
    QCOMPARE(first.request[u"method"].toString(), QStringLiteral("PUT"));
    QCOMPARE(first.request[u"url"].toString(), world.server.url() + QStringLiteral("/v1/users/u1"));
    QCOMPARE(first.request[u"body"].toString(), QStringLiteral("{\"email\":\"a@b.c\"}"));
    QVERIFY(!json::write(first.request).contains(world.server.key()));
    QVERIFY(json::write(first.request).contains("[KNOCK_API_KEY]"));
    QCOMPARE(first.response[u"status"].toInteger(), 503);
    QVERIFY(action.attempts[1].duration.count() > 0);
    QTRY_VERIFY(settled.count() >= 2);
    const auto rows = world.outbox.reader().events(store::Filter(), {});
    QCOMPARE(rows->front().actionsDone, 1);
}

void TestDispatcher::othersGoOnBesideAFailure()
{
    DispatcherOptions options = quick();
    options.retry.first = hours(1);
    World world(options);
    world.server.answerNext({500, {}, {}});
    const auto failing = world.outbox.commit({{"users_identify", user(1)}});
    QTRY_COMPARE_WITH_TIMEOUT(world.server.requestCount(), 1, patience);
    (void)world.outbox.commit({{"users_identify", user(1)}});
    const auto other = world.outbox.commit({{"users_identify", user(2)}});
    QTRY_VERIFY_WITH_TIMEOUT(world.outbox.run(other.event).actions[0].status == ActionStatus::Succeeded, patience);
    QTRY_VERIFY_WITH_TIMEOUT(world.outbox.run(failing.event).actions[0].status == ActionStatus::Failed, patience);
    QCOMPARE(world.server.requestCount(), 2);
    QCOMPARE(world.outbox.deliveries()[1].blocked, 1);
    QCOMPARE(world.outbox.run(failing.event).actions[0].reason, QStringLiteral("http_500"));
}

void TestDispatcher::retryAfterQuietsTheQueue()
{
    World world;
    world.server.answerNext({429, {{"Retry-After", "1"}}, {}});
    (void)world.outbox.commit({{"users_identify", user(1)}});
    QTRY_COMPARE_WITH_TIMEOUT(world.server.requestCount(), 1, patience);
    QTRY_VERIFY_WITH_TIMEOUT(world.outbox.deliveries()[0].status == store::DeliveryStatus::Failed, patience);
    for (int i = 2; i < 6; ++i)
        (void)world.outbox.commit({{"users_identify", user(i)}});
    QVERIFY(world.allAre(store::DeliveryStatus::Done));
    const auto requests = world.server.requests();
    QCOMPARE(requests.size(), size_t(6));
    for (size_t i = 1; i < requests.size(); ++i)
        QVERIFY(requests[i].at - requests[0].at >= 990);
}

void TestDispatcher::deadAtOnce()
{
    World world;
    const auto item = world.outbox.commit(
        {{"users_identify", user(1, ",\"name\":\"Ada\",\"properties\":{\"email\":7}")}, {"users_delete", user(1)}});
    QTRY_VERIFY_WITH_TIMEOUT(world.outbox.run(item.event).actions[1].status == ActionStatus::Succeeded, patience);
    const Action action = world.outbox.run(item.event).actions[0];
    QVERIFY(action.status == ActionStatus::Dead);
    QCOMPARE(action.reason, QStringLiteral("http_422"));
    QCOMPARE(action.result[u"error"][u"errors"].at(0)[u"field"].toString(), QStringLiteral("email"));
    QCOMPARE(outcomes(action), QStringList({QStringLiteral("refused http_422")}));
}

void TestDispatcher::wrongBodiesAreNoSuccess()
{
    World world;
    world.server.answerNext({200, {{"Content-Type", "text/html"}}, "<html>Please sign in</html>"});
    const auto item = world.outbox.commit({{"users_identify", user(1)}});
    QVERIFY(world.allAre(store::DeliveryStatus::Done));
    QCOMPARE(outcomes(world.outbox.run(item.event).actions[0]),
             QStringList({QStringLiteral("failed unexpected_answer"), QStringLiteral("delivered")}));
}

void TestDispatcher::keysAreKept()
{
    World world;
    KnockFaults faults;
    faults.cutAfter = 1;
    world.server.setFaults(faults);
    (void)world.outbox.commit({{"workflows_trigger", "{\"key\":\"w\",\"recipients\":[\"u1\"]}"}});
    QTRY_VERIFY_WITH_TIMEOUT(world.server.requestCount() >= 2, patience);
    world.server.setFaults({});
    QVERIFY(world.allAre(store::DeliveryStatus::Done));
    QCOMPARE(world.server.runCount(), 1);
    const auto requests = world.server.requests();
    for (const KnockRequest& request : requests)
        QCOMPARE(request.header("Idempotency-Key"), requests[0].header("Idempotency-Key"));
    QCOMPARE(requests[0].header("Idempotency-Key").toStdString(),
             world.outbox.deliveries()[0].idempotencyKey.toStdString());
}

void TestDispatcher::keepsToTheRate()
{
    World world;
    for (int i = 0; i < 8; ++i)
        (void)world.outbox.commit({{"users_delete", user(i)}});
    QVERIFY(world.allAre(store::DeliveryStatus::Done));
    // Five a second: the server refuses what is more, and nothing was.
    QCOMPARE(world.server.requestCount(), 8);
    for (const KnockRequest& request : world.server.requests())
        QCOMPARE(request.status, 204);
}

void TestDispatcher::heldUntilConfirmed()
{
    World world(quick(), {});
    const auto item = world.outbox.commit({{"users_identify", user(1)}});
    QTRY_COMPARE_WITH_TIMEOUT(world.dispatcher.state().held, (std::vector<store::HeldCount>{{production, 1}}),
                              patience);
    QVERIFY(world.outbox.run(item.event).actions[0].status == ActionStatus::Pending);
    QCOMPARE(world.server.requestCount(), 0);
    world.dispatcher.confirm(production);
    QVERIFY(world.allAre(store::DeliveryStatus::Done));
    QTRY_VERIFY_WITH_TIMEOUT(world.dispatcher.state().held.empty(), patience);
    // What another process plans is held by it, and goes out here.
    (void)world.outbox.commit({{"users_identify", user(2)}});
    QVERIFY(world.allAre(store::DeliveryStatus::Done));
}

void TestDispatcher::pausedByHand()
{
    World world;
    const store::DeliveryPause pause{production, QStringLiteral("knock"), QStringLiteral("paused"), {}};
    QVERIFY(world.outbox.write([&](store::Database& database) { return store::pauseDestination(database, pause); }));
    QTRY_COMPARE_WITH_TIMEOUT(world.dispatcher.state().pauses.size(), size_t(1), patience);
    (void)world.outbox.commit({{"users_identify", user(1)}});
    // A change of another kind, so that there is something to wait for: the queue was looked at, and left alone.
    world.dispatcher.configurationChanged();
    QTRY_VERIFY_WITH_TIMEOUT(world.outbox.deliveries()[0].status == store::DeliveryStatus::Pending, patience);
    QCOMPARE(world.server.requestCount(), 0);
    QVERIFY(world.outbox.write(
        [&](store::Database& database) { return store::resumeDestination(database, pause.environment, pause.kind); }));
    QVERIFY(world.allAre(store::DeliveryStatus::Done));
}

void TestDispatcher::waitsForItsSecret()
{
    World world;
    world.environments.hasKey = false;
    (void)world.outbox.commit({{"users_identify", user(1)}});
    QTRY_COMPARE_WITH_TIMEOUT(world.dispatcher.state().pauses.size(), size_t(1), patience);
    QTRY_COMPARE_WITH_TIMEOUT(store::deliveryPauses(world.outbox.reader().database())->size(), size_t(1), patience);
    QCOMPARE(store::deliveryPauses(world.outbox.reader().database())->front().reason,
             QStringLiteral("secret_missing:KNOCK_API_KEY"));
    QCOMPARE(world.outbox.deliveries()[0].attempts, 0);
    world.environments.hasKey = true;
    world.dispatcher.configurationChanged();
    QVERIFY(world.allAre(store::DeliveryStatus::Done));
    QTRY_VERIFY_WITH_TIMEOUT(world.dispatcher.state().pauses.empty(), patience);
}

void TestDispatcher::requestsWaitForTheirOwnSecretAlone()
{
    World world;
    const auto request = [&](const QByteArray& name, const QByteArray& signing) {
        return QByteArray(R"({"method":"POST","url":")" + world.server.url().toLatin1() + "/hooks/" + name + '"' +
                          signing + '}');
    };
    const QByteArray missing = R"(,"signing":{"scheme":"standard-webhooks","secret":"NOT_THERE"})";
    const QByteArray there = R"(,"signing":{"scheme":"bearer","secret":"KNOCK_API_KEY"})";
    const auto waiting = world.outbox.commit({{"http_request", request("a", missing)}});
    QTRY_COMPARE_WITH_TIMEOUT(world.dispatcher.state().pauses.size(), size_t(1), patience);
    QCOMPARE(world.dispatcher.state().pauses[0].kind, QStringLiteral("http_request/NOT_THERE"));
    QCOMPARE(world.dispatcher.state().pauses[0].reason, QStringLiteral("secret_missing:NOT_THERE"));
    for (const QByteArray& other : {request("b", there), request("c", {})}) {
        const auto item = world.outbox.commit({{"http_request", other}});
        QTRY_VERIFY_WITH_TIMEOUT(world.outbox.run(item.event).actions[0].status == ActionStatus::Succeeded, patience);
    }
    QVERIFY(world.outbox.run(waiting.event).actions[0].status == ActionStatus::Pending);
    QCOMPARE(world.server.requestCount(), 2);
    world.environments.stored = QStringLiteral("NOT_THERE");
    world.dispatcher.configurationChanged();
    QTRY_VERIFY_WITH_TIMEOUT(world.outbox.run(waiting.event).actions[0].status == ActionStatus::Succeeded, patience);
    QTRY_VERIFY_WITH_TIMEOUT(world.dispatcher.state().pauses.empty(), patience);
}

void TestDispatcher::aSecretThatCameMeanwhileIsFoundAtTheStart()
{
    const FakeKnock server;
    const TestEnvironments environments(server);
    Outbox outbox({TargetKind::Knock, server.url(), QStringLiteral("KNOCK_API_KEY"), {}}, {production});
    QVERIFY(outbox.write([](store::Database& database) {
        return store::pauseDestination(
            database, {production, QStringLiteral("knock"), QStringLiteral("secret_missing:KNOCK_API_KEY"), {}});
    }));
    (void)outbox.commit({{"users_identify", user(1)}});
    Dispatcher next(outbox.writer(), outbox.path(), environments, quick());
    next.start({production});
    QTRY_VERIFY_WITH_TIMEOUT(outbox.deliveries()[0].status == store::DeliveryStatus::Done, patience);
    QVERIFY(store::deliveryPauses(outbox.reader().database())->empty());
    QSignalSpy stopped(&next, &Dispatcher::stopped);
    next.stop();
    QVERIFY(stopped.wait(patience));
    outbox.writer().stop();
}

void TestDispatcher::waitsForItsEnvironment()
{
    World world;
    world.environments.there = false;
    (void)world.outbox.commit({{"users_identify", user(1)}});
    QTRY_COMPARE_WITH_TIMEOUT(world.dispatcher.state().pauses.size(), size_t(1), patience);
    QCOMPARE(world.dispatcher.state().pauses[0].reason, QStringLiteral("environment_removed"));
    QCOMPARE(world.server.requestCount(), 0);
}

void TestDispatcher::windowsEnd()
{
    World world;
    const auto item = world.outbox.commit(
        {{"workflows_trigger",
          "{\"key\":\"w\",\"recipients\":[\"u1\"],\"data\":{\"n\":1},\"batch\":{\"key\":\"\",\"window\":1}}"}});
    QVERIFY(world.allAre(store::DeliveryStatus::Done));
    QCOMPARE(world.server.requests()[0].json()[QStringLiteral("data")].toObject(),
             QJsonObject({{QStringLiteral("activities"), QJsonArray{QJsonObject{{QStringLiteral("n"), 1}}}},
                          {QStringLiteral("total_activities"), 1}}));
    const Run run = world.outbox.run(item.event);
    QVERIFY(run.actions[0].status == ActionStatus::Succeeded);
    QCOMPARE(run.actions[0].attempts.size(), size_t(1));
}

void TestDispatcher::anEndThatWasNotNotedIsMadeAgain()
{
    const FakeKnock server;
    const TestEnvironments environments(server);
    Outbox outbox({TargetKind::Knock, server.url(), QStringLiteral("KNOCK_API_KEY"), {}});
    (void)outbox.commit({{"users_identify", user(1)}});
    // As a process leaves it that was killed between the request and its note.
    QVERIFY(outbox.write([](store::Database& database) -> Result<void> {
        if (Result<void> done = store::releaseDeliveries(database, {production}); !done)
            return done;
        auto one = store::deliveries(database, {});
        if (!one)
            return one.error();
        const auto begun = store::beginAttempt(database, one->front(), SystemClock().now());
        return begun ? Result<void>() : begun.error();
    }));
    Dispatcher next(outbox.writer(), outbox.path(), environments, quick());
    next.start({production});
    QTRY_VERIFY_WITH_TIMEOUT(outbox.deliveries()[0].status == store::DeliveryStatus::Done, patience);
    const auto attempts = store::attemptsOf(outbox.reader().database(), 1);
    QCOMPARE(attempts->size(), size_t(2));
    QCOMPARE(attempts->at(0).outcome, QStringLiteral("interrupted"));
    QCOMPARE(attempts->at(1).outcome, QStringLiteral("delivered"));
    QSignalSpy stopped(&next, &Dispatcher::stopped);
    next.stop();
    QVERIFY(stopped.wait(patience));
    outbox.writer().stop();
}

void TestDispatcher::tellsOnceWhatCannotBeRead()
{
    static int told = 0;
    told = 0;
    const FakeKnock server;
    const TestEnvironments environments(server);
    Outbox outbox({TargetKind::Knock, server.url(), QStringLiteral("KNOCK_API_KEY"), {}});
    Dispatcher lost(outbox.writer(), outbox.path() + QStringLiteral(".lost"), environments, quick());
    const auto before = qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString& text) {
        told += text.contains(QLatin1String("outbox cannot be read")) ? 1 : 0;
    });
    lost.start({production});
    QTRY_COMPARE_WITH_TIMEOUT(told, 1, patience);
    for (int i = 0; i < 20; ++i) {
        lost.wake();
        bool turned = false;
        QTimer::singleShot(0, &lost, [&] { turned = true; });
        QTRY_VERIFY(turned);
    }
    QSignalSpy stopped(&lost, &Dispatcher::stopped);
    lost.stop();
    const bool isStopped = !stopped.isEmpty() || stopped.wait(patience);
    qInstallMessageHandler(before);
    QVERIFY(isStopped);
    QCOMPARE(told, 1);
    outbox.writer().stop();
}

QTEST_GUILESS_MAIN(TestDispatcher)
#include "tst_dispatcher.moc"
