#include "core/store/reader.h"
#include "core/store/writer.h"
#include "tests/core/store/storetesting.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::store;
using namespace hw::store::testing;

class TestDurability final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedProcessLosesNothing();
    void fullDiskFailsAndRecovers();
    void heldLockFailsAndRecovers();
    void othersReadWhileOneWrites();
};

void TestDurability::killedProcessLosesNothing()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("headwater.db"));
    QStringList acknowledged;
    constexpr int rounds = 12;
    for (int round = 0; round < rounds; ++round) {
        QProcess victim;
        victim.start(QStringLiteral(STORE_VICTIM), {path, QStringLiteral("write")});
        QByteArray said;
        // Killed after a random number of acknowledgements, wherever it then is.
        const auto enough = 10 + QRandomGenerator::global()->bounded(300);
        while (said.count('\n') < enough && victim.waitForReadyRead(20000))
            said += victim.readAllStandardOutput();
        QVERIFY2(said.count('\n') >= enough, said.right(200).constData());
        victim.kill();
        victim.waitForFinished();
        said += victim.readAllStandardOutput();
        // The last line may be half a one.
        said.truncate(said.lastIndexOf('\n'));
        QStringList lines = QString::fromLatin1(said).split(u'\n');
        QCOMPARE(lines.takeFirst(), QStringLiteral("ready"));
        acknowledged += lines;

        Result<Reader> reader = Reader::open(path);
        QVERIFY(reader);
        for (const QString& id : lines) {
            const auto found = reader->event(id);
            QVERIFY2(found && *found, qPrintable(id));
            QVERIFY((*found)->run);
            QVERIFY((*found)->run->actions.at(0).status == ActionStatus::Succeeded);
        }
    }
    // Events, runs and what the actions did went together, each once.
    Result<Reader> reader = Reader::open(path);
    const qint64 events = reader->summary()->events;
    QVERIFY(events >= acknowledged.size());
    QCOMPARE(acknowledged.removeDuplicates(), 0);
    Database& database = reader->database();
    QCOMPARE(database.number("SELECT count(*) FROM event")->value_or(0), events);
    QCOMPARE(database.number("SELECT count(*) FROM run")->value_or(0), events);
    QCOMPARE(database.number("SELECT count(*) FROM action WHERE status = 2")->value_or(0), events);
    QCOMPARE(database.number("SELECT count(*) FROM idempotency")->value_or(0), events);
    QCOMPARE(reader->summary()->users, events);
    Result<Statement> check = database.prepare("PRAGMA integrity_check");
    QVERIFY(check->step().valueOr(false));
    QCOMPARE(check->text(0), QStringLiteral("ok"));
}

void TestDurability::fullDiskFailsAndRecovers()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("headwater.db"));
    Result<std::unique_ptr<Writer>> writer = Writer::open({path, {}, {}});
    QVERIFY(writer);
    const Event before = makeEvent("before");
    QVERIFY(commit(**writer, unitOf(item(before, makeRun(before)))));
    // SQLite's own limit answers as a full disk does, and can be lifted like one.
    const auto limitPages = [](const QByteArray& pages) {
        return [pages](Database& database) { return database.exec("PRAGMA max_page_count=" + pages); };
    };
    QVERIFY(runJob(**writer, limitPages("1")));
    QByteArray noise;
    for (int i = 0; i < 200000; ++i)
        noise.append(static_cast<char>(QRandomGenerator::global()->generate()));
    const Event large = makeEvent(noise);
    const Event small = makeEvent(QByteArray(noise.left(9000)));
    for (int round = 0; round < 3; ++round) {
        const Result<CommitUnit> refused = commit(**writer, unitOf(item(large, makeRun(large))));
        QVERIFY(!refused);
        QVERIFY(refused.error().code == ErrorCode::StoreFull);
    }
    // All of a group fail together: none is half there.
    int failed = 0;
    for (const Event& event : {small, large}) {
        (*writer)->submit(unitOf(item(event, makeRun(event))), [&failed](const Result<CommitUnit>& result) {
            failed += !result && result.error().code == ErrorCode::StoreFull ? 1 : 0;
        });
    }
    QTRY_COMPARE(failed, 2);
    {
        Result<Reader> reader = Reader::open(path);
        QCOMPARE(reader->events(Filter(), {})->size(), size_t(1));
        QCOMPARE(reader->summary()->events, 1);
    }
    QVERIFY(runJob(**writer, limitPages("1000000")));
    const Result<CommitUnit> stored = commit(**writer, unitOf(item(large, makeRun(large))));
    QVERIFY(stored);
    QCOMPARE(stored->front().event.seq, 2);
    Result<Reader> reader = Reader::open(path);
    QCOMPARE((*reader->event(large.id))->event.request.body, noise);
}

void TestDurability::heldLockFailsAndRecovers()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("headwater.db"));
    Result<std::unique_ptr<Writer>> writer = Writer::open({path, {}, {}});
    QVERIFY(writer);
    QVERIFY(runJob(**writer, [](Database& database) { return database.exec("PRAGMA busy_timeout=50"); }));
    Result<Database> other = openStore(path);
    const Event event = makeEvent("x");
    {
        Result<Transaction> held = Transaction::begin(*other);
        QVERIFY(held);
        const Result<CommitUnit> refused = commit(**writer, unitOf(item(event, makeRun(event))));
        QVERIFY(!refused);
        QVERIFY(refused.error().code == ErrorCode::StoreBusy);
    }
    QVERIFY(commit(**writer, unitOf(item(event, makeRun(event)))));
}

void TestDurability::othersReadWhileOneWrites()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("headwater.db"));
    Result<std::unique_ptr<Writer>> writer = Writer::open({path, {}, {}});
    QVERIFY(writer);
    QProcess readers[2];
    for (QProcess& reader : readers) {
        reader.start(QStringLiteral(STORE_VICTIM), {path, QStringLiteral("read")});
        QVERIFY(reader.waitForReadyRead(20000));
        QCOMPARE(reader.readLine().trimmed(), QByteArray("ready"));
    }
    for (int round = 1; round <= 30; ++round) {
        for (int i = 0; i < 10; ++i) {
            const Event event = makeEvent(QByteArray(500, 'x'));
            QVERIFY(commit(**writer, unitOf(item(event, makeRun(event)))));
        }
        for (QProcess& reader : readers) {
            reader.write("?");
            QVERIFY(reader.waitForReadyRead(20000));
            QCOMPARE(reader.readLine().trimmed(), QByteArray::number(round * 10));
        }
    }
    for (QProcess& reader : readers) {
        reader.closeWriteChannel();
        QVERIFY(reader.waitForFinished());
        QCOMPARE(reader.exitCode(), 0);
    }
}

QTEST_GUILESS_MAIN(TestDurability)
#include "tst_durability.moc"
