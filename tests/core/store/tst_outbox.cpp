#include "core/store/migrations.h"
#include "core/store/outbox.h"
#include "core/store/reader.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::store;

class TestOutbox final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void roundTrip();
    void lanesKeepTheirOrder();
    void attemptsAreNoted();
    void heldUntilReleased();
    void retryByHand();
    void pauses();
    void queuesByKind();
    void waitsForItsTime();
    void summaryCountsTheDead();

private:
    Delivery put(const QString& id, const QStringList& lanes, DeliveryStatus status = DeliveryStatus::Pending)
    {
        Delivery delivery;
        delivery.id = id;
        delivery.eventSeq = 7;
        delivery.actionId = QStringLiteral("act_1");
        delivery.environment = QStringLiteral("production");
        delivery.destination = QStringLiteral("knock");
        delivery.keyName = QStringLiteral("KNOCK_KEY");
        delivery.kind = QStringLiteral("users_identify");
        delivery.payload = json::Object{{QStringLiteral("id"), QStringLiteral("u1")}};
        delivery.idempotencyKey = QStringLiteral("k-") + id;
        delivery.status = status;
        delivery.createdAt = fromMicroseconds(1000);
        delivery.nextAt = fromMicroseconds(2000);
        delivery.lanes = lanes;
        if (!enqueue(*m_database, delivery))
            qFatal("a delivery cannot be stored");
        return delivery;
    }

    std::vector<Delivery> ready(qint64 now)
    {
        std::vector<Delivery> all;
        for (const ReadyQueue& queue : readyQueues(*m_database).valueOr({})) {
            for (Delivery& delivery : readyDeliveries(*m_database, queue, fromMicroseconds(now), 10).valueOr({}))
                all.push_back(std::move(delivery));
        }
        return all;
    }

    QStringList due(qint64 now)
    {
        QStringList ids;
        for (const Delivery& delivery : ready(now))
            ids.append(delivery.id);
        return ids;
    }

    Delivery get(const QString& id)
    {
        const auto found = delivery(*m_database, id);
        return found && *found ? **found : Delivery();
    }

    void attempt(const QString& id, DeliveryStatus status, qint64 retryAt = 0)
    {
        Delivery one = get(id);
        const auto begun = beginAttempt(*m_database, one, fromMicroseconds(5000));
        QVERIFY(begun && *begun);
        AttemptEnd end;
        end.status = status;
        end.attempt.number = one.attempts;
        end.attempt.outcome = status == DeliveryStatus::Done ? QStringLiteral("delivered") : QStringLiteral("failed");
        end.attempt.reason = status == DeliveryStatus::Done ? QString() : QStringLiteral("http_503");
        end.attempt.request = json::Object{{QStringLiteral("method"), "PUT"}};
        if (retryAt > 0)
            end.attempt.retryAt = fromMicroseconds(retryAt);
        QVERIFY(endAttempt(*m_database, one, end).hasValue());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<Database> m_database;
};

void TestOutbox::init()
{
    m_database.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    Result<Database> database = openStore(m_folder->filePath(QStringLiteral("headwater.db")));
    QVERIFY(database);
    m_database = *std::move(database);
}

void TestOutbox::roundTrip()
{
    const Delivery first = put(QStringLiteral("dlv_1"), {QStringLiteral("a"), QStringLiteral("b")});
    const Delivery second = put(QStringLiteral("dlv_2"), {}, DeliveryStatus::Dead);
    QVERIFY(first.seq > 0 && second.seq > first.seq);
    const auto all = deliveries(*m_database, {});
    QVERIFY(all);
    QVERIFY(*all == std::vector({second, first}));
    QVERIFY(*deliveries(*m_database, {{DeliveryStatus::Dead}}) == std::vector({second}));
    QVERIFY(*deliveriesOf(*m_database, 7) == std::vector({first, second}));
    QVERIFY(deliveriesOf(*m_database, 8)->empty());
    QCOMPARE(deliveries(*m_database, {{}, {}, {}, {}, 1})->size(), size_t(1));
}

void TestOutbox::lanesKeepTheirOrder()
{
    put(QStringLiteral("dlv_1"), {QStringLiteral("user:1")});
    put(QStringLiteral("dlv_2"), {QStringLiteral("user:1"), QStringLiteral("user:2")});
    put(QStringLiteral("dlv_3"), {QStringLiteral("user:2")});
    put(QStringLiteral("dlv_4"), {QStringLiteral("user:3")});
    QCOMPARE(due(2000), QStringList({QStringLiteral("dlv_1"), QStringLiteral("dlv_4")}));
    // One that failed keeps its place, a finished one leaves its lanes.
    attempt(QStringLiteral("dlv_1"), DeliveryStatus::Failed, 9000);
    QCOMPARE(due(2000), QStringList({QStringLiteral("dlv_4")}));
    QCOMPARE(due(9000), QStringList({QStringLiteral("dlv_4"), QStringLiteral("dlv_1")}));
    attempt(QStringLiteral("dlv_1"), DeliveryStatus::Done);
    QCOMPARE(due(2000), QStringList({QStringLiteral("dlv_2"), QStringLiteral("dlv_4")}));
    // So does a dead one.
    attempt(QStringLiteral("dlv_2"), DeliveryStatus::Dead);
    QCOMPARE(due(2000), QStringList({QStringLiteral("dlv_3"), QStringLiteral("dlv_4")}));
    QVERIFY(get(QStringLiteral("dlv_2")).lanes.isEmpty());
}

void TestOutbox::attemptsAreNoted()
{
    put(QStringLiteral("dlv_1"), {QStringLiteral("user:1")});
    put(QStringLiteral("dlv_2"), {QStringLiteral("user:1")});
    attempt(QStringLiteral("dlv_1"), DeliveryStatus::Failed, 7000);
    const Delivery failed = get(QStringLiteral("dlv_1"));
    QVERIFY(failed.status == DeliveryStatus::Failed);
    QCOMPARE(failed.attempts, 1);
    QCOMPARE(failed.tries, 1);
    QCOMPARE(failed.reason, QStringLiteral("http_503"));
    QCOMPARE(toMicroseconds(failed.nextAt), 7000);
    // What another process has begun, or what is blocked, is not begun twice.
    Delivery stale = failed;
    stale.attempts = 0;
    QVERIFY(!*beginAttempt(*m_database, stale, fromMicroseconds(8000)));
    Delivery blocked = get(QStringLiteral("dlv_2"));
    QVERIFY(!*beginAttempt(*m_database, blocked, fromMicroseconds(8000)));
    // A process that ends in the middle leaves a trace, and costs no try.
    Delivery again = failed;
    QVERIFY(*beginAttempt(*m_database, again, fromMicroseconds(8000)));
    QVERIFY(recoverAttempts(*m_database).hasValue());
    const auto attempts = attemptsOf(*m_database, failed.seq);
    QVERIFY(attempts);
    QCOMPARE(attempts->size(), size_t(2));
    QCOMPARE(attempts->at(0).request[u"method"].toString(), QStringLiteral("PUT"));
    QCOMPARE(attempts->at(1).outcome, QStringLiteral("interrupted"));
    QCOMPARE(get(QStringLiteral("dlv_1")).tries, 1);
    QCOMPARE(get(QStringLiteral("dlv_1")).attempts, 2);
}

void TestOutbox::heldUntilReleased()
{
    put(QStringLiteral("dlv_1"), {});
    put(QStringLiteral("dlv_2"), {});
    attempt(QStringLiteral("dlv_2"), DeliveryStatus::Failed, 3000);
    QVERIFY(holdDeliveries(*m_database, {QStringLiteral("staging")}).hasValue());
    QVERIFY(due(9000).isEmpty());
    QVERIFY(*heldDeliveries(*m_database) == (std::vector<HeldCount>{{QStringLiteral("production"), 2}}));
    QVERIFY(releaseDeliveries(*m_database, {QStringLiteral("staging")}).hasValue());
    QVERIFY(due(9000).isEmpty());
    QVERIFY(releaseDeliveries(*m_database, {QStringLiteral("production")}).hasValue());
    QCOMPARE(due(9000), QStringList({QStringLiteral("dlv_1"), QStringLiteral("dlv_2")}));
    QVERIFY(get(QStringLiteral("dlv_2")).status == DeliveryStatus::Failed);
}

void TestOutbox::retryByHand()
{
    put(QStringLiteral("dlv_1"), {QStringLiteral("user:1")});
    put(QStringLiteral("dlv_2"), {QStringLiteral("user:1")});
    QVERIFY(retryDelivery(*m_database, QStringLiteral("dlv_1"), fromMicroseconds(1)).error().code ==
            ErrorCode::InvalidArgument);
    QVERIFY(retryDelivery(*m_database, QStringLiteral("dlv_9"), fromMicroseconds(1)).error().code ==
            ErrorCode::NotFound);
    attempt(QStringLiteral("dlv_1"), DeliveryStatus::Dead);
    QVERIFY(retryDelivery(*m_database, QStringLiteral("dlv_1"), fromMicroseconds(6000)).hasValue());
    const Delivery again = get(QStringLiteral("dlv_1"));
    QVERIFY(again.status == DeliveryStatus::Held && again.outOfOrder);
    QCOMPARE(again.tries, 0);
    QCOMPARE(again.attempts, 1);
    // The one behind it went on, and it blocks nobody.
    QCOMPARE(due(9000), QStringList({QStringLiteral("dlv_2")}));
    QVERIFY(releaseDeliveries(*m_database, {QStringLiteral("production")}).hasValue());
    QCOMPARE(due(9000), QStringList({QStringLiteral("dlv_2"), QStringLiteral("dlv_1")}));
}

void TestOutbox::pauses()
{
    const DeliveryPause pause{QStringLiteral("production"), QStringLiteral("knock"), QStringLiteral("paused"),
                              fromMicroseconds(5)};
    QVERIFY(pauseDestination(*m_database, pause).hasValue());
    // What the program finds out does not take the place of what a person said.
    QVERIFY(pauseDestination(*m_database, {pause.environment, pause.kind, QStringLiteral("secret_missing"), {}}));
    QVERIFY(*deliveryPauses(*m_database) == std::vector({pause}));
    QVERIFY(resumeDestination(*m_database, pause.environment, pause.kind).hasValue());
    // What waits for something of its own goes on with its kind, and no other.
    const DeliveryPause own{pause.environment, QStringLiteral("http_request/A_SECRET"), QStringLiteral("x"), {}};
    QVERIFY(pauseDestination(*m_database, own));
    QVERIFY(resumeDestination(*m_database, pause.environment, QStringLiteral("http")));
    QVERIFY(*deliveryPauses(*m_database) == std::vector({own}));
    QVERIFY(resumeDestination(*m_database, pause.environment, QStringLiteral("http_request")));
    QVERIFY(deliveryPauses(*m_database)->empty());
}

void TestOutbox::queuesByKind()
{
    put(QStringLiteral("dlv_1"), {});
    QVERIFY(m_database->exec("UPDATE delivery SET kind = 'workflows_trigger'"));
    put(QStringLiteral("dlv_2"), {});
    put(QStringLiteral("dlv_3"), {});
    const auto queues = readyQueues(*m_database);
    QVERIFY(queues);
    QCOMPARE(queues->size(), size_t(2));
    QCOMPARE(queues->at(0).kind, QStringLiteral("users_identify"));
    QCOMPARE(toMicroseconds(queues->at(0).nextAt), 2000);
}

void TestOutbox::waitsForItsTime()
{
    put(QStringLiteral("dlv_1"), {});
    put(QStringLiteral("dlv_2"), {}, DeliveryStatus::Held);
    put(QStringLiteral("dlv_3"), {}, DeliveryStatus::Failed);
    QVERIFY(due(1999).isEmpty());
    QCOMPARE(due(2000), QStringList({QStringLiteral("dlv_1"), QStringLiteral("dlv_3")}));
}

void TestOutbox::summaryCountsTheDead()
{
    put(QStringLiteral("dlv_1"), {}, DeliveryStatus::Dead);
    put(QStringLiteral("dlv_2"), {}, DeliveryStatus::Done);
    Result<Reader> reader = Reader::open(m_database->path());
    QVERIFY(reader);
    QCOMPARE(reader->summary()->deadDeliveries, 1);
}

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
