#include "core/store/reader.h"
#include "core/store/readthread.h"
#include "core/store/writer.h"
#include "tests/core/store/storetesting.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::store;
using namespace hw::store::testing;

class TestReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pages_data();
    void pages();
    void pagesForward();
    void countStopsAtItsLimit();
    void scanCanBeCancelled();
    void findsByEitherId();
    void countsTypesAndFindsTheirLatest();
    void threadAnswers();
    void threadDropsStaleGenerations();
    void threadBreaksOffAStaleScan();
    void rowsAreToldAsTheyAreFound();
    void threadNoticesOtherWriters();
    void threadWaitsForADatabase();

private:
    static constexpr int eventCount = 10000;

    QTemporaryDir m_folder;
    QString m_path;
    std::unique_ptr<Writer> m_writer;
};

void TestReader::initTestCase()
{
    m_path = m_folder.filePath(QStringLiteral("headwater.db"));
    Result<std::unique_ptr<Writer>> writer = Writer::open({m_path, {}, {}});
    QVERIFY(writer);
    m_writer = *std::move(writer);
    int stored = 0;
    for (int i = 0; i < eventCount; ++i) {
        const Event event = makeEvent("{\"n\":" + QByteArray::number(i) + "}",
                                      i % 10 ? QStringLiteral("often") : QStringLiteral("seldom"), i * 10);
        Run run = makeRun(event, i % 100 ? EventStatus::Processed : EventStatus::Error);
        run.providerId = QStringLiteral("evt_%1").arg(i);
        m_writer->submit(unitOf(item(event, run)),
                         [&stored](const Result<CommitUnit>& result) { stored += result ? 1 : 0; });
    }
    QTRY_COMPARE_WITH_TIMEOUT(stored, eventCount, 60000);
}

void TestReader::pages_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("expected");
    QTest::newRow("all") << QString() << eventCount;
    QTest::newRow("source") << QStringLiteral("source:seldom") << eventCount / 10;
    QTest::newRow("two sources") << QStringLiteral("source:seldom,often") << eventCount;
    QTest::newRow("status") << QStringLiteral("status:failed") << eventCount / 100;
    QTest::newRow("body") << QStringLiteral("body.n>=4000") << 6000;
    QTest::newRow("body and source") << QStringLiteral("source:seldom body.n<4000") << 400;
    QTest::newRow("word") << QStringLiteral("\"n\\\":99\"") << 111;
    QTest::newRow("nothing") << QStringLiteral("type:nothing") << 0;
}

void TestReader::pages()
{
    QFETCH(const QString, filter);
    QFETCH(const int, expected);
    const Result<Filter> parsed = Filter::parse(filter, at(0));
    QVERIFY(parsed);
    Result<Reader> reader = Reader::open(m_path);
    QVERIFY(reader);
    PageRequest page;
    page.limit = 190;
    std::vector<qint64> seqs;
    for (;;) {
        const auto rows = reader->events(*parsed, page);
        QVERIFY(rows);
        for (const EventRow& row : *rows)
            seqs.push_back(row.seq);
        if (rows->size() < 190)
            break;
        page.before = rows->back().seq;
    }
    QCOMPARE(static_cast<int>(seqs.size()), expected);
    QVERIFY(std::is_sorted(seqs.rbegin(), seqs.rend()));
    QVERIFY(std::adjacent_find(seqs.begin(), seqs.end()) == seqs.end());
    QCOMPARE(reader->count(*parsed, 100000).valueOr(-1), expected);
}

void TestReader::pagesForward()
{
    Result<Reader> reader = Reader::open(m_path);
    const auto newest = reader->events(Filter(), {{}, {}, 1});
    const qint64 last = newest->front().seq;
    // The oldest rows after a place, still the newest first.
    const auto after = reader->events(Filter(), {{}, last - 10, 4});
    QCOMPARE(after->size(), size_t(4));
    QCOMPARE(after->front().seq, last - 6);
    QCOMPARE(after->back().seq, last - 9);
    const auto between = reader->events(Filter(), {last - 2, last - 10, 200});
    QCOMPARE(between->size(), size_t(7));
    QVERIFY(reader->events(Filter(), {{}, last, 200})->empty());
    QVERIFY(reader->events(Filter(), {{}, {}, 0})->empty());
}

void TestReader::countStopsAtItsLimit()
{
    Result<Reader> reader = Reader::open(m_path);
    QCOMPARE(reader->count(Filter(), 500).valueOr(-1), 500);
    QCOMPARE(reader->count(Filter()).valueOr(-1), eventCount);
}

void TestReader::scanCanBeCancelled()
{
    Result<Reader> reader = Reader::open(m_path);
    const Result<Filter> filter = Filter::parse(QStringLiteral("nothinglikethis"), at(0));
    qint64 last = 0;
    const auto rows = reader->events(*filter, {}, [&last](qint64 scanned) {
        last = scanned;
        return scanned < 3000;
    });
    QVERIFY(!rows);
    QVERIFY(rows.error().code == ErrorCode::Cancelled);
    QVERIFY(last >= 3000);
}

void TestReader::findsByEitherId()
{
    Result<Reader> reader = Reader::open(m_path);
    const auto found = reader->event(QStringLiteral("evt_77"));
    QVERIFY(found && *found);
    const auto same = reader->event((*found)->event.id);
    QVERIFY(same && *same);
    QVERIFY((*same)->event == (*found)->event);
    QVERIFY((*reader->eventBySeq((*found)->event.seq))->event == (*found)->event);
    for (const QString& id : {QString(), QStringLiteral("hw_none"), QStringLiteral("'")})
        QVERIFY(!*reader->event(id));
    QVERIFY(reader->runsOf(QStringLiteral("hw_none"))->empty());
}

void TestReader::countsTypesAndFindsTheirLatest()
{
    Result<Reader> reader = Reader::open(m_path);
    QVERIFY(reader);
    const auto counts = reader->typeCounts(QStringLiteral("seldom"));
    QVERIFY(counts);
    QCOMPARE(counts->size(), size_t(1));
    QCOMPARE(counts->front().type, QStringLiteral("customer.created"));
    QCOMPARE(counts->front().events, qint64(eventCount / 10));
    for (const char* type : {"customer.created", "customer.*", "*"}) {
        const auto latest = reader->latest(QStringLiteral("seldom"), QLatin1String(type), 3);
        QVERIFY(latest);
        QCOMPARE(latest->size(), size_t(3));
        QCOMPARE(latest->front().event.request.body, QByteArray("{\"n\":9990}"));
        QVERIFY(latest->front().run.has_value());
    }
    for (const char* type : {"customer.?reated", "customer", "customer.[a-z]*"}) {
        const auto none = reader->latest(QStringLiteral("seldom"), QLatin1String(type), 3);
        QVERIFY(none);
        QVERIFY(none->empty());
    }
}

void TestReader::threadAnswers()
{
    ReadThread thread(m_path);
    QSignalSpy page(&thread, &ReadThread::pageReady);
    QSignalSpy single(&thread, &ReadThread::eventReady);
    QSignalSpy runs(&thread, &ReadThread::runsReady);
    QSignalSpy rows(&thread, &ReadThread::rowsReady);
    QSignalSpy count(&thread, &ReadThread::countReady);
    QSignalSpy bars(&thread, &ReadThread::histogramReady);
    QSignalSpy summary(&thread, &ReadThread::summaryReady);
    QSignalSpy unrouted(&thread, &ReadThread::unroutedReady);
    thread.requestPage(1, Filter(), {});
    thread.requestEvent(2, QStringLiteral("evt_5"));
    thread.requestRuns(3, QStringLiteral("nothing"));
    thread.requestRows(4, {1, 2, 3});
    thread.requestCount(5, Filter());
    thread.requestHistogram(6, at(0), at(60000), {});
    thread.requestSummary(7);
    thread.requestUnrouted(8);
    QTRY_COMPARE(unrouted.size(), 1);
    QCOMPARE(page.size(), 1);
    QCOMPARE(page[0][0].toULongLong(), 1U);
    QCOMPARE(page[0][1].value<std::vector<EventRow>>().size(), size_t(200));
    QVERIFY(single[0][1].value<std::optional<StoredEvent>>().has_value());
    QVERIFY(runs[0][1].value<std::vector<Run>>().empty());
    QCOMPARE(rows[0][1].value<std::vector<EventRow>>().size(), size_t(3));
    QCOMPARE(count[0][1].toLongLong(), eventCount);
    QCOMPARE(bars[0][1].value<std::vector<MinuteBar>>().size(), size_t(1));
    QCOMPARE(summary[0][1].value<Summary>().events, eventCount);
}

void TestReader::threadDropsStaleGenerations()
{
    ReadThread thread(m_path);
    QSignalSpy page(&thread, &ReadThread::pageReady);
    for (quint64 generation = 1; generation <= 50; ++generation)
        thread.requestPage(generation, Filter(), {});
    QTRY_VERIFY(!page.isEmpty());
    QCOMPARE(page.size(), 1);
    QCOMPARE(page[0][0].toULongLong(), 50U);
}

void TestReader::threadBreaksOffAStaleScan()
{
    ReadThread thread(m_path);
    QSignalSpy page(&thread, &ReadThread::pageReady);
    QSignalSpy failed(&thread, &ReadThread::failed);
    QSignalSpy progress(&thread, &ReadThread::scanProgress);
    const Result<Filter> slow = Filter::parse(QStringLiteral("nothinglikethis"), at(0));
    thread.requestPage(1, *slow, {});
    QTRY_VERIFY(!progress.isEmpty());
    thread.requestPage(2, Filter(), {});
    // On a busy machine the scan may have ended before it could be broken off.
    QTRY_VERIFY(!page.isEmpty() && page.last()[0].toULongLong() == 2U);
    QVERIFY(failed.isEmpty());
}

void TestReader::rowsAreToldAsTheyAreFound()
{
    Result<Reader> reader = Reader::open(m_path);
    const Result<Filter> ends = Filter::parse(QStringLiteral("body.n:0,1,%1").arg(eventCount - 1), at(0));
    QVERIFY(ends);
    qint64 scanned = 0;
    std::vector<std::pair<QString, qint64>> found; ///< ids, and how far the scan had come
    const auto rows = reader->events(
        *ends, {},
        [&scanned](qint64 looked) {
            scanned = looked;
            return true;
        },
        [&](const EventRow& row) { found.emplace_back(row.providerId, scanned); });
    QVERIFY(rows);
    QCOMPARE(rows->size(), size_t(3));
    QCOMPARE(found.size(), size_t(3));
    // The newest at once, the others at the end, in the order of the page.
    QCOMPARE(found[0], std::pair(QStringLiteral("evt_%1").arg(eventCount - 1), qint64(0)));
    QCOMPARE(found[1].first, QStringLiteral("evt_1"));
    for (size_t i = 0; i < 3; ++i)
        QCOMPARE((*rows)[i].providerId, found[i].first);
}

void TestReader::threadNoticesOtherWriters()
{
    ReadThread thread(m_path);
    QSignalSpy summary(&thread, &ReadThread::summaryReady);
    thread.requestSummary(1);
    QTRY_COMPARE(summary.size(), 1);
    QSignalSpy changed(&thread, &ReadThread::changed);
    Result<Database> other = openStore(m_path);
    QVERIFY(addToCounter(*other, QStringLiteral("directory.users"), 3));
    QTRY_VERIFY(!changed.isEmpty());
    thread.requestSummary(2);
    QTRY_COMPARE(summary.size(), 2);
    QCOMPARE(summary.last()[1].value<Summary>().users, 3);
}

void TestReader::threadWaitsForADatabase()
{
    const QString path = m_folder.filePath(QStringLiteral("later.db"));
    ReadThread thread(path);
    QSignalSpy failed(&thread, &ReadThread::failed);
    QSignalSpy changed(&thread, &ReadThread::changed);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed[0][0].toULongLong(), 0U);
    QVERIFY(failed[0][1].value<Error>().code == ErrorCode::NotFound);
    QVERIFY(openStore(path));
    QTRY_VERIFY(!changed.isEmpty());
}

QTEST_GUILESS_MAIN(TestReader)
#include "tst_reader.moc"
