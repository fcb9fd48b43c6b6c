#include "core/store/outbox.h"
#include "core/store/reader.h"
#include "core/store/writer.h"
#include "tests/core/store/storetesting.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::store;
using namespace hw::store::testing;

/// Databases as earlier versions of the schema left them: each opens, keeps what it held and goes on.
class TestMigrations final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensEveryEarlierVersion_data();
    void opensEveryEarlierVersion();
    void queuesOfDeliveriesGoOn_data() { opensEveryEarlierVersion_data(); }
    void queuesOfDeliveriesGoOn();
};

namespace {

/// A database of the version, in `path`.
Result<Database> makeOld(int version, const QString& path)
{
    QFile dump(QStringLiteral(HW_TEST_DATA "/store/v%1.sql").arg(version));
    if (!dump.open(QIODevice::ReadOnly))
        return Error{ErrorCode::IoError, {dump.fileName(), dump.errorString()}};
    Result<Database> old = Database::open(path, Database::Mode::ReadWrite);
    if (!old)
        return old;
    if (Result<void> filled = old->exec(dump.readAll()); !filled)
        return filled.error();
    return old;
}

} // namespace

void TestMigrations::opensEveryEarlierVersion_data()
{
    QTest::addColumn<int>("version");
    for (int version = 1; version < storeSchemaVersion(); ++version)
        QTest::addRow("version %d", version) << version;
}

void TestMigrations::opensEveryEarlierVersion()
{
    QFETCH(const int, version);
    // A new version of the schema comes with the file of the one before it.
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("headwater.db"));
    {
        const Result<Database> old = makeOld(version, path);
        QVERIFY2(old, old ? "" : qPrintable(old.error().args.join(u' ')));
    }
    {
        const Result<Reader> tooEarly = Reader::open(path);
        QVERIFY(!tooEarly);
        QVERIFY(tooEarly.error().code == ErrorCode::StoreOutdated);
    }
    Result<std::unique_ptr<Writer>> writer = Writer::open({path, {}, {}});
    QVERIFY2(writer, writer ? "" : qPrintable(writer.error().args.join(u' ')));
    QVERIFY(QFile::exists(QStringLiteral("%1.v%2.backup").arg(path).arg(version)));

    Result<Reader> reader = Reader::open(path);
    QVERIFY(reader);
    const auto stored = reader->event(QStringLiteral("evt_1"));
    QVERIFY(stored && *stored);
    QCOMPARE((*stored)->event.request.body, QByteArray(R"({"id":"evt_1","type":"customer.created"})"));
    QCOMPARE((*stored)->event.request.headers.size(), size_t(2));
    QVERIFY((*stored)->run);
    QCOMPARE((*stored)->run->actions.size(), size_t(1));
    QVERIFY((*stored)->run->actions.front().status == ActionStatus::Succeeded);
    QCOMPARE(reader->pendingEvents()->size(), size_t(1));
    QCOMPARE(reader->summary()->events, 2);
    QCOMPARE(reader->database().number("SELECT count(*) FROM delivery")->value_or(0), 1);

    // The key is still held, and the numbers go on.
    const Event again = makeEvent("{}", QStringLiteral("billing"), 1000);
    const Result<CommitUnit> duplicate =
        commit(**writer, unitOf(item(again, makeRun(again, EventStatus::Processed, QStringLiteral("evt_1")))));
    QVERIFY(duplicate);
    QVERIFY(duplicate->front().run->status == EventStatus::Duplicate);
    QCOMPARE(duplicate->front().event.seq, 3);

    // The copy is what was there before.
    Result<Database> backup =
        Database::open(QStringLiteral("%1.v%2.backup").arg(path).arg(version), Database::Mode::ReadOnly);
    QVERIFY(backup);
    QCOMPARE(backup->number("PRAGMA user_version")->value_or(0), version);
    QCOMPARE(backup->number("SELECT count(*) FROM event")->value_or(0), 2);
}

/// Deliveries of a version that did not count what stands before them start in the order of their lanes all the same.
void TestMigrations::queuesOfDeliveriesGoOn()
{
    QFETCH(const int, version);
    if (version > 2)
        QSKIP("the lanes are counted since version 3");
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("headwater.db"));
    {
        Result<Database> old = makeOld(version, path);
        QVERIFY(old);
        QByteArray rows;
        const auto row = [&rows](int seq, DeliveryStatus status, qint64 nextAt) {
            rows += "INSERT INTO delivery(seq, id, event_seq, action, ordinal, part, environment, destination, "
                    "key_name, kind, payload, idempotency_key, state, created_at, next_at, attempts, last_result) "
                    "VALUES(" +
                    QByteArray::number(seq) + ", 'dlv_" + QByteArray::number(seq) + "', 1, 'act_" +
                    QByteArray::number(seq) + "', 0, 0, 'production', 'there', 'KEY', 'users_identify', '{}', 'k', " +
                    QByteArray::number(static_cast<int>(status)) + ", 5, " + QByteArray::number(nextAt) + ", 0, '');";
        };
        row(11, DeliveryStatus::Pending, 100);
        row(12, DeliveryStatus::Pending, 100);
        row(13, DeliveryStatus::Failed, 200);
        row(14, DeliveryStatus::Done, 100);
        row(15, DeliveryStatus::Held, 100);
        row(16, DeliveryStatus::Dead, 100);
        rows += "INSERT INTO delivery_lane(lane, delivery) VALUES('a', 11), ('b', 11), ('a', 12), ('b', 12), "
                "('c', 13), ('a', 15);";
        QVERIFY(old->exec(rows));
    }
    Result<Database> database = openStore(path);
    QVERIFY2(database, database ? "" : qPrintable(database.error().args.join(u' ')));
    const auto blocked = [&](const char* id) {
        const auto found = delivery(*database, QString::fromLatin1(id));
        return found && *found ? (*found)->blocked : -1;
    };
    QCOMPARE(blocked("dlv_11"), 0);
    QCOMPARE(blocked("dlv_12"), 2);
    QCOMPARE(blocked("dlv_13"), 0);
    QCOMPARE(blocked("dlv_15"), 1);
    QCOMPARE((*delivery(*database, QStringLiteral("dlv_14")))->since, fromMicroseconds(5));

    const ReadyQueue queue{QStringLiteral("production"), QStringLiteral("there"), QStringLiteral("users_identify"), {}};
    const auto ready = [&] {
        QStringList ids;
        const auto found = readyDeliveries(*database, queue, fromMicroseconds(1000), 10);
        if (found) {
            for (const Delivery& one : *found)
                ids.append(one.id);
        }
        return ids.join(u' ');
    };
    QCOMPARE(ready(), QStringLiteral("dlv_11 dlv_13"));
    Delivery first = **delivery(*database, QStringLiteral("dlv_11"));
    QCOMPARE(beginAttempt(*database, first, fromMicroseconds(1000)).valueOr(false), true);
    AttemptEnd end;
    end.attempt.number = first.attempts;
    end.attempt.outcome = QStringLiteral("done");
    QVERIFY(endAttempt(*database, first, end));
    QCOMPARE(ready(), QStringLiteral("dlv_12 dlv_13"));
    QCOMPARE(blocked("dlv_15"), 1);
}

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
