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

    QStringList due(qint64 now)
    {
        QStringList ids;
        for (const Delivery& delivery : dueDeliveries(*m_database, fromMicroseconds(now), 10).valueOr({}))
            ids.append(delivery.id);
        return ids;
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
    const auto all = deliveries(*m_database, std::nullopt, 10);
    QVERIFY(all);
    QVERIFY(*all == std::vector({second, first}));
    QVERIFY(*deliveries(*m_database, DeliveryStatus::Dead, 10) == std::vector({second}));
    QVERIFY(*deliveriesOf(*m_database, 7) == std::vector({first, second}));
    QVERIFY(deliveriesOf(*m_database, 8)->empty());
    QCOMPARE(deliveries(*m_database, std::nullopt, 1)->size(), size_t(1));
}

void TestOutbox::lanesKeepTheirOrder()
{
    put(QStringLiteral("dlv_1"), {QStringLiteral("user:1")});
    put(QStringLiteral("dlv_2"), {QStringLiteral("user:1"), QStringLiteral("user:2")});
    put(QStringLiteral("dlv_3"), {QStringLiteral("user:2")});
    put(QStringLiteral("dlv_4"), {QStringLiteral("user:3")});
    QCOMPARE(due(2000), QStringList({QStringLiteral("dlv_1"), QStringLiteral("dlv_4")}));
    // A finished one leaves its lanes.
    QVERIFY(
        m_database->exec("DELETE FROM delivery_lane WHERE delivery = 1; UPDATE delivery SET state = 2 WHERE seq = 1"));
    QCOMPARE(due(2000), QStringList({QStringLiteral("dlv_2"), QStringLiteral("dlv_4")}));
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
