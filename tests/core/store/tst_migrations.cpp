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
};

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
    QFile dump(QStringLiteral(HW_TEST_DATA "/store/v%1.sql").arg(version));
    QVERIFY2(dump.open(QIODevice::ReadOnly), qPrintable(dump.fileName()));
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("headwater.db"));
    {
        Result<Database> old = Database::open(path, Database::Mode::ReadWrite);
        QVERIFY(old);
        const Result<void> filled = old->exec(dump.readAll());
        QVERIFY2(filled, filled ? "" : qPrintable(filled.error().args.join(u' ')));
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

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
