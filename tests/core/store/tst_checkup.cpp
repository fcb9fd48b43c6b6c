#include "core/store/blobs.h"
#include "core/store/checkup.h"
#include "core/store/eventedit.h"
#include "core/store/reader.h"
#include "core/store/searchindex.h"
#include "tests/core/store/storetesting.h"

#include <QDirIterator>
#include <QHash>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::store;
using namespace hw::store::testing;

namespace {

/// The codes of what was found, in order, "!" behind those that stayed.
QString codesOf(const Checkup& checkup)
{
    QStringList codes;
    for (const Finding& finding : checkup.findings)
        codes.append(toString(finding.fault) + (finding.mended ? QString() : QStringLiteral("!")));
    codes.removeDuplicates();
    return codes.join(u' ');
}

} // namespace

class TestCheckup final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aWellStoreIsWell();
    void mendsRows_data();
    void mendsRows();
    void mendsIndexes();
    void savesWhatCanBeRead_data();
    void savesWhatCanBeRead();
    void tellsOfWhatCannotBeMended();
    void buildsTheSearchAnew();
    void looksOnlyBesideAnOwner();
    void compacts();

private:
    void fill(int events);
    Result<void> exec(const QByteArray& sql);
    Checkup check(Mend mend = Mend::Yes);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QHash<QString, QByteArray> m_bodies; ///< by the id of their events
};

void TestCheckup::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("headwater.db"));
    m_bodies.clear();
}

void TestCheckup::fill(int events)
{
    auto writer = Writer::open({m_path, {}, {}});
    QVERIFY(writer);
    int open = events;
    for (int i = 0; i < events; ++i) {
        QByteArray body = "{\"n\":" + QByteArray::number(i) + ",\"x\":\"";
        for (int j = 0; j < 40; ++j)
            body += QByteArray::number(QRandomGenerator::global()->generate64(), 36);
        const Event event = makeEvent(body + "\"}", QStringLiteral("billing"), i);
        Run run = makeRun(event, i % 7 == 0 ? EventStatus::Refused : EventStatus::Processed, event.id);
        run.actions = {makeAction(QStringLiteral("users_identify"), ActionStatus::Succeeded)};
        m_bodies.insert(event.id, event.request.body);
        (*writer)->submit(unitOf(item(event, run)),
                          [&open](const Result<CommitUnit>& stored) { open -= stored ? 1 : 0; });
    }
    QTRY_COMPARE(open, 0);
    (*writer)->stop();
}

Result<void> TestCheckup::exec(const QByteArray& sql)
{
    Result<Database> database = Database::open(m_path, Database::Mode::ReadWrite);
    return database ? database->exec(sql) : Result<void>(database.error());
}

Checkup TestCheckup::check(Mend mend)
{
    const Result<Checkup> checkup = checkStore(m_path, {}, mend);
    return checkup.valueOr(Checkup{-1, {}, checkup ? QString() : QString::fromLatin1(codeName(checkup.error().code))});
}

void TestCheckup::aWellStoreIsWell()
{
    fill(30);
    Checkup first = check();
    QCOMPARE(first.events, 30);
    QVERIFY(first.isWell());
    // Only the index was not there yet.
    QCOMPARE(codesOf(first), QStringLiteral("search_behind"));
    QCOMPARE(codesOf(check()), QString());
    QCOMPARE(codesOf(check(Mend::No)), QString());
}

void TestCheckup::mendsRows_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("codes");
    const auto row = [](const char* name, const char* sql, const char* codes) {
        QTest::newRow(name) << QByteArray(sql) << QString::fromLatin1(codes);
    };
    row("content", "INSERT INTO content(id, encoding, head, body) VALUES(999, 0, '', '')", "rows_without_parent");
    row("run",
        "INSERT INTO run SELECT 999, 'run_x', 999, NULL, started_at, status, status_reason, verification, script, "
        "event_type, provider_id, provider_time, key, duplicate_of, key_reason, answer_status, answer_headers, "
        "answer_body, duration, receive_time, verify_time, script_time, map_time, commit_time, revision FROM run "
        "WHERE seq = 1",
        "rows_without_parent");
    row("actions", "DELETE FROM run WHERE seq = 3", "parent_missing rows_without_parent");
    row("lanes", "INSERT INTO delivery_lane VALUES('a', 77)", "rows_without_parent");
    row("attempts", "INSERT INTO attempt VALUES(77, 1, 0, 0, '', '', '', '', NULL)", "rows_without_parent");
    row("exchanges", "INSERT INTO exchange VALUES(1, 0, 999, '', 0, 0, '', '', '', 0)", "rows_without_parent");
    row("activities", "INSERT INTO batch_activity VALUES(5, 0, 1, 'a', '')", "rows_without_parent");
    row("keys", "INSERT INTO idempotency VALUES('s', 'e', 't', 'k', 999, 0)", "rows_without_parent");
    row("revisions", "DELETE FROM revision", "parent_missing");
    row("a content that is gone", "DELETE FROM content WHERE id = 4", "parent_missing");
    row("minutes", "UPDATE minute SET ok = ok + 5", "counts_wrong");
    row("no minutes", "DELETE FROM minute", "counts_wrong");
    row("totals", "UPDATE source_total SET events = 1", "counts_wrong");
    row("totals of nothing", "INSERT INTO source_total VALUES('gone', 5, 1, 1, 1)", "counts_wrong");
    row("lanes' places",
        "INSERT INTO delivery(seq, id, event_seq, action, ordinal, part, environment, destination, key_name, kind, "
        "payload, idempotency_key, state, created_at, next_at, attempts, last_result, blocked) VALUES"
        "(1, 'a', 1, '', 0, 0, 'e', 'd', 'k', 'x', '{}', 'i', 0, 0, 0, 0, '', 3), "
        "(2, 'b', 1, '', 0, 0, 'e', 'd', 'k', 'x', '{}', 'i', 0, 0, 0, 0, '', 0);"
        "INSERT INTO delivery_lane VALUES('l', 1), ('l', 2)",
        "counts_wrong");
}

void TestCheckup::mendsRows()
{
    QFETCH(const QByteArray, sql);
    QFETCH(const QString, codes);
    fill(20);
    QCOMPARE(codesOf(check()), QStringLiteral("search_behind"));
    const Result<void> broken = exec(sql);
    QVERIFY2(broken, broken ? "" : qPrintable(broken.error().args.join(u' ')));
    const Checkup seen = check(Mend::No);
    QVERIFY(!seen.isWell());
    QCOMPARE(codesOf(check()), codes);
    if (!codes.endsWith(u'!'))
        QCOMPARE(codesOf(check()), QString());
    const auto reader = Reader::open(m_path);
    QVERIFY(reader);
}

void TestCheckup::mendsIndexes()
{
    fill(20);
    (void)check();
    // A row that came while the index was not there.
    QVERIFY(exec("CREATE TABLE away AS SELECT * FROM sqlite_schema WHERE name = 'event_type';"
                 "PRAGMA writable_schema=ON; DELETE FROM sqlite_schema WHERE name = 'event_type'"));
    QVERIFY(exec("UPDATE event SET event_type = 'another' WHERE seq = 5"));
    QVERIFY(exec("PRAGMA writable_schema=ON; INSERT INTO sqlite_schema SELECT * FROM away; DROP TABLE away"));
    QVERIFY(!check(Mend::No).isWell());
    QCOMPARE(codesOf(check()), QStringLiteral("index_wrong"));
    QCOMPARE(codesOf(check()), QString());
}

void TestCheckup::savesWhatCanBeRead_data()
{
    QTest::addColumn<int>("percent"); ///< where in the file
    for (const int percent : {10, 30, 50, 70, 90})
        QTest::addRow("a page at %d %%", percent) << percent;
}

void TestCheckup::savesWhatCanBeRead()
{
    QFETCH(const int, percent);
    fill(400);
    (void)check();
    constexpr qint64 page = 4096;
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        // Never the first page: without it nothing is a database.
        const qint64 at = std::max(page, file.size() * percent / 100 / page * page);
        QVERIFY(file.seek(at));
        file.write(QByteArray(page, '\xff'));
    }
    const Checkup mended = check();
    QVERIFY2(mended.isWell(), qPrintable(codesOf(mended)));
    QVERIFY2(codesOf(mended).contains(QStringLiteral("page_damaged")), qPrintable(codesOf(mended)));
    QVERIFY(QFile::exists(mended.kept));
    // A page holds some rows, and those below it where it leads to others.
    QVERIFY2(mended.events > 200, qPrintable(QString::number(mended.events)));
    QCOMPARE(codesOf(check()), QString());
    auto reader = Reader::open(m_path);
    QVERIFY(reader);
    const auto rows = reader->events(Filter(), {{}, {}, 1000});
    QVERIFY(rows);
    QCOMPARE(static_cast<qint64>(rows->size()), mended.events);
    QCOMPARE(reader->summary()->events, mended.events);
    int whole = 0;
    for (const EventRow& row : *rows) {
        const auto stored = reader->eventBySeq(row.seq);
        if (stored && *stored)
            whole += (*stored)->event.request.body == m_bodies.value(row.id) ? 1 : 0;
    }
    QVERIFY2(whole > 200, qPrintable(QString::number(whole)));
    // It goes on, with numbers that none had before.
    auto writer = Writer::open({m_path, {}, {}});
    QVERIFY(writer);
    const Event next = makeEvent("{}", QStringLiteral("billing"), 5000);
    const auto stored = commit(**writer, unitOf(item(next, makeRun(next))));
    QVERIFY(stored);
    QCOMPARE(stored->front().event.seq, 401);
}

void TestCheckup::tellsOfWhatCannotBeMended()
{
    {
        auto writer = Writer::open({m_path, {}, {}});
        QVERIFY(writer);
        const Event large = makeEvent(QByteArray(2 * Blobs::smallest, 'x'));
        QVERIFY(commit(**writer, unitOf(item(large, makeRun(large)))));
    }
    (void)check();
    QDirIterator files(m_folder->filePath(QStringLiteral("blobs")), QDir::Files, QDirIterator::Subdirectories);
    QVERIFY(files.hasNext());
    const QString name = files.next();
    QVERIFY(QFile::resize(name, 10));
    QCOMPARE(codesOf(check()), QStringLiteral("body_damaged!"));
    QVERIFY(QFile::remove(name));
    const Checkup missing = check();
    QCOMPARE(codesOf(missing), QStringLiteral("body_missing!"));
    QVERIFY(!missing.isWell());

    // A file that is no database at all stays as it is.
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(10000, '\x01'));
    file.close();
    for (const char* suffix : {"-wal", "-shm"})
        QFile::remove(m_path + QLatin1String(suffix));
    QCOMPARE(codesOf(check()), QStringLiteral("database_unreadable!"));
    QCOMPARE(QFile(m_path).size(), 10000);
}

void TestCheckup::buildsTheSearchAnew()
{
    fill(50);
    (void)check();
    QFile index(SearchIndex::pathFor(m_path));
    QVERIFY(index.open(QIODevice::WriteOnly));
    index.write(QByteArray(5000, 'x'));
    index.close();
    QCOMPARE(codesOf(check()), QStringLiteral("search_broken search_behind"));
    QCOMPARE(codesOf(check()), QString());
}

void TestCheckup::looksOnlyBesideAnOwner()
{
    fill(20);
    QVERIFY(exec("UPDATE source_total SET events = 1"));
    const Checkup seen = check(Mend::No);
    QCOMPARE(codesOf(seen), QStringLiteral("counts_wrong! search_behind!"));
    QVERIFY(!QFile::exists(SearchIndex::pathFor(m_path)));
    QCOMPARE(Reader::open(m_path)->summary()->events, 1);
}

void TestCheckup::compacts()
{
    fill(400);
    (void)check();
    const StoreSize before = sizeOfStore(m_path);
    {
        auto writer = Writer::open({m_path, {}, {}});
        QVERIFY(writer);
        QVERIFY(runJob(**writer, [](Database& database) -> Result<void> {
            std::vector<qint64> seqs;
            for (qint64 seq = 1; seq <= 350; ++seq)
                seqs.push_back(seq);
            const Result<Deleted> deleted = deleteEvents(database, seqs);
            return deleted ? Result<void>() : deleted.error();
        }));
    }
    QVERIFY(compactStore(m_path, {}));
    const StoreSize after = sizeOfStore(m_path);
    QVERIFY(after.database < before.database / 2);
    QCOMPARE(codesOf(check()), QString());
    QCOMPARE(Reader::open(m_path)->events(Filter(), {})->size(), size_t(50));
}

QTEST_GUILESS_MAIN(TestCheckup)
#include "tst_checkup.moc"
