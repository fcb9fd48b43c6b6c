#include "core/store/blobs.h"
#include "core/store/eventedit.h"
#include "core/store/eventtrash.h"
#include "core/store/exchange.h"
#include "core/store/reader.h"
#include "core/store/retention.h"
#include "core/store/searchindexer.h"
#include "tests/core/store/storetesting.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hw;
using namespace hw::store;
using namespace hw::store::testing;

namespace {

constexpr qint64 day = 24LL * 3600 * 1000;

const Timestamp later = at(10 * day);

} // namespace

class TestRetention final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsSettings_data();
    void readsSettings();
    void deletesWithAllThatIsTheirs();
    void windowsGoWithTheirEvents();
    void countsTheIndex();
    void bringsBackWhatWasTrashed();
    void leavesWhatIsPinnedOutOfTheTrash();
    void keepsTheContentOfABatch();
    void keepsWithinLimits_data();
    void keepsWithinLimits();
    void sparesWhatIsPinnedOrUnderWay();
    void keepsWithinSize();
    void runsThroughTheWriter();

private:
    qint64 add(const QByteArray& body, qint64 ms, const std::function<void(Event&, Run&)>& change = {});
    qint64 rows(const char* table);
    Result<qint64> retainNow(const RetentionLimits& limits, int most = 1000);

    std::unique_ptr<Writer> m_writer;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<Reader> m_reader;
};

void TestRetention::init()
{
    m_reader.reset();
    m_writer.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    Result<std::unique_ptr<Writer>> writer = Writer::open({m_folder->filePath(QStringLiteral("headwater.db")), {}, {}});
    QVERIFY(writer);
    m_writer = *std::move(writer);
    Result<Reader> reader = Reader::open(m_folder->filePath(QStringLiteral("headwater.db")));
    QVERIFY(reader);
    m_reader = *std::move(reader);
}

qint64 TestRetention::add(const QByteArray& body, qint64 ms, const std::function<void(Event&, Run&)>& change)
{
    Event event = makeEvent(body, QStringLiteral("billing"), ms);
    Run run = makeRun(event, EventStatus::Processed, event.id);
    run.actions = {makeAction(QStringLiteral("users_identify"), ActionStatus::Succeeded)};
    if (change)
        change(event, run);
    const Result<CommitUnit> stored = commit(*m_writer, unitOf(item(event, run)));
    return stored ? stored->front().event.seq : -1;
}

qint64 TestRetention::rows(const char* table)
{
    return m_reader->database().number(QByteArray("SELECT count(*) FROM ") + table)->value_or(-1);
}

Result<qint64> TestRetention::retainNow(const RetentionLimits& limits, int most)
{
    Result<qint64> deleted = qint64(0);
    const Result<void> done = runJob(*m_writer, [&](Database& database) -> Result<void> {
        deleted = retain(database, limits, later, most);
        return deleted ? Result<void>() : deleted.error();
    });
    return done ? deleted : Result<qint64>(done.error());
}

void TestRetention::readsSettings_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<qint64>("days");
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<qint64>("events");
    QTest::addColumn<QString>("wrong");
    QTest::newRow("nothing") << QByteArray("{}") << qint64(0) << qint64(0) << qint64(0) << QString();
    QTest::newRow("all") << QByteArray(R"({"age":"30d","size":"1.5g","events":1000})") << qint64(30)
                         << qint64(1610612736) << qint64(1000) << QString();
    QTest::newRow("null") << QByteArray(R"({"age":null})") << qint64(0) << qint64(0) << qint64(0) << QString();
    const auto wrong = [](const char* settings, const char* name) {
        QTest::newRow(settings) << QByteArray(settings) << qint64(0) << qint64(0) << qint64(0)
                                << QString::fromLatin1(name);
    };
    wrong(R"({"age":"30"})", "retention.age");
    wrong(R"({"age":"soon"})", "retention.age");
    wrong(R"({"size":"big"})", "retention.size");
    wrong(R"({"events":0})", "retention.events");
    wrong(R"({"events":1.5})", "retention.events");
    wrong(R"({"events":{}})", "retention.events");
}

void TestRetention::readsSettings()
{
    QFETCH(const QByteArray, settings);
    QFETCH(const QString, wrong);
    const Result<RetentionLimits> limits = readRetention(*json::parse(settings));
    QCOMPARE(limits ? QString() : limits.error().args.value(0), wrong);
    if (!limits)
        return;
    QFETCH(const qint64, days);
    QFETCH(const qint64, bytes);
    QFETCH(const qint64, events);
    QCOMPARE(limits->age.value_or(std::chrono::microseconds(0)), std::chrono::hours(24 * days));
    QCOMPARE(limits->bytes.value_or(0), bytes);
    QCOMPARE(limits->events.value_or(0), events);
}

void TestRetention::deletesWithAllThatIsTheirs()
{
    const qint64 first = add("one", 0);
    const qint64 second = add("two", 1);
    // A second run of the first.
    Event event = m_reader->eventBySeq(first)->value().event;
    QVERIFY(commit(*m_writer, unitOf(item(event, makeRun(event), IdempotencyMode::Record))));
    QVERIFY(runJob(*m_writer, [first](Database& database) -> Result<void> {
        for (const char* sql : {"INSERT INTO exchange(kind, event, url, at, status, headers, body, error, duration) "
                                "VALUES(0, ?, '', 0, 0, '[]', '', '', 0)",
                                "INSERT INTO delivery(seq, id, event_seq, action, ordinal, part, environment, "
                                "destination, key_name, kind, "
                                "payload, idempotency_key, state, created_at, next_at, attempts, last_result) "
                                "VALUES(7, 'dlv', ?, 'act', 0, 0, 'e', 'd', 'k', 'kind', '{}', 'i', 2, 0, 0, 0, '')",
                                "INSERT INTO delivery_lane(lane, delivery) SELECT 'lane', 7 WHERE ? > 0"}) {
            if (Result<void> done = database.run(sql, first); !done)
                return done;
        }
        return {};
    }));
    QCOMPARE(rows("run"), 3);
    qint64 deleted = 0;
    QVERIFY(runJob(*m_writer, [&](Database& database) -> Result<void> {
        const Result<Deleted> count = deleteEvents(database, {first, first, 999});
        deleted = count ? count->events : -1;
        return count ? Result<void>() : count.error();
    }));
    QCOMPARE(deleted, 1);
    for (const char* table : {"event", "content", "run", "action", "idempotency", "minute"})
        QVERIFY2(rows(table) == 1, table);
    for (const char* table : {"exchange", "delivery", "delivery_lane"})
        QVERIFY2(rows(table) == 0, table);
    QCOMPARE(m_reader->summary()->events, 1);
    QCOMPARE(m_reader->histogram(at(-60000), at(60000))->front().ok, 1);
    QVERIFY(m_reader->eventBySeq(second)->has_value());
    QVERIFY(runJob(*m_writer, [&](Database& database) -> Result<void> {
        const Result<Deleted> count = deleteEvents(database, {second});
        return count ? Result<void>() : count.error();
    }));
    QCOMPARE(rows("minute"), 0);
}

void TestRetention::windowsGoWithTheirEvents()
{
    const qint64 first = add("one", 0);
    const qint64 second = add("two", 1);
    const auto setState = [&](int window, int delivery) {
        return runJob(*m_writer, [=](Database& database) -> Result<void> {
            if (Result<void> done = database.run("UPDATE batch SET state = ?", window); !done)
                return done;
            return database.run("UPDATE delivery SET state = ?", delivery);
        });
    };
    QVERIFY(runJob(*m_writer, [=](Database& database) {
        return database.exec(
            "INSERT INTO batch(seq, environment, workflow, recipient, batch_key, destination, key_name, payload, "
            "opened_at, due_at, state) VALUES(5, 'e', 'w', 'r', 'k', 'd', 'n', '{}', 0, 0, 0);"
            "INSERT INTO batch_activity(batch, ordinal, event_seq, action, data) VALUES(5, 0, 1, 'a', ''), "
            "(5, 1, 2, 'b', '');"
            "INSERT INTO delivery(seq, id, event_seq, action, ordinal, part, environment, destination, key_name, kind, "
            "payload, idempotency_key, state, created_at, next_at, attempts, last_result, batch) "
            "VALUES(7, 'dlv', 1, '', 0, 0, 'e', 'd', 'k', 'kind', '{}', 'i', 2, 0, 0, 0, '', 5);"
            "INSERT INTO delivery_lane(lane, delivery) VALUES('lane', 7);"
            "INSERT INTO attempt(delivery, number, at, duration, outcome, reason, request, response) "
            "VALUES(7, 1, 0, 0, 'done', '', '{}', '{}')");
    }));
    Deleted deleted;
    const auto remove = [&](qint64 seq) {
        return runJob(*m_writer, [&deleted, seq](Database& database) -> Result<void> {
            const Result<Deleted> count = deleteEvents(database, {seq});
            deleted = count.valueOr(Deleted());
            return count ? Result<void>() : count.error();
        });
    };
    // While the window gathers, and while its trigger is under way, its events stay: also those that did not open it.
    for (const auto& [window, delivery] : {std::pair(0, 2), std::pair(1, 0)}) {
        QVERIFY(setState(window, delivery));
        for (const qint64 seq : {first, second}) {
            QVERIFY(remove(seq));
            QCOMPARE(deleted.unfinished, 1);
        }
    }
    QVERIFY(setState(1, 2));
    QVERIFY(remove(first));
    QCOMPARE(deleted.events, 1);
    for (const char* table : {"batch", "batch_activity", "delivery", "attempt"})
        QVERIFY2(rows(table) == 1, table);
    // Taken back, the window is there again with its trigger.
    const auto trash = [&](bool back) {
        return runJob(*m_writer, [&, back](Database& database) -> Result<void> {
            const Result<qint64> done = back ? restoreEvents(database, {second}) : [&]() -> Result<qint64> {
                const auto trashed = trashEvents(database, {second});
                return trashed ? Result<qint64>(trashed->deleted.events) : trashed.error();
            }();
            return done && *done == 1 ? Result<void>() : Result<void>(Error{});
        });
    };
    QVERIFY(trash(false));
    for (const char* table : {"batch", "batch_activity", "delivery", "delivery_lane", "attempt", "event"})
        QVERIFY2(rows(table) == 0, table);
    QVERIFY(trash(true));
    for (const char* table : {"batch", "batch_activity", "delivery", "delivery_lane", "attempt", "event"})
        QVERIFY2(rows(table) == 1, table);
    QVERIFY(remove(second));
    for (const char* table : {"batch", "batch_activity", "delivery", "delivery_lane", "attempt", "event"})
        QVERIFY2(rows(table) == 0, table);
}

void TestRetention::countsTheIndex()
{
    for (int i = 0; i < 40; ++i) {
        QByteArray words;
        for (int w = 0; w < 300; ++w)
            words += "word" + QByteArray::number(i * 1000 + w) + ' ';
        add(words, i);
    }
    // A limit that the rows alone keep.
    const auto pages = m_reader->database().number("SELECT page_count - freelist_count FROM pragma_page_count, "
                                                   "pragma_freelist_count");
    RetentionLimits limits;
    limits.bytes = pages->value_or(0) * 4096 + 4096;
    QCOMPARE(retainNow(limits, 100).valueOr(-1), 0);
    SearchIndexer indexer(m_reader->database().path());
    QVERIFY(indexer.waitUntilIdle().idle);
    const Result<qint64> deleted = retainNow(limits, 1);
    QCOMPARE(deleted.valueOr(-1), 1);
}

void TestRetention::bringsBackWhatWasTrashed()
{
    const qint64 first = add("one", 0);
    const qint64 second = add("two", 1);
    Event again = m_reader->eventBySeq(first)->value().event;
    QVERIFY(commit(*m_writer, unitOf(item(again, makeRun(again), IdempotencyMode::Record))));
    QVERIFY(runJob(*m_writer, [&](Database& database) { return noteEvent(database, first, QStringLiteral("look")); }));
    const StoredEvent before = m_reader->eventBySeq(first)->value();
    const auto counts = [this] {
        QList<qint64> all;
        for (const char* table : {"event", "content", "run", "action", "idempotency", "minute", "note"})
            all.append(rows(table));
        return all << m_reader->summary()->events;
    };
    const QList<qint64> whole = counts();

    std::vector<qint64> kept;
    QVERIFY(runJob(*m_writer, [&](Database& database) -> Result<void> {
        const auto trashed = trashEvents(database, {first, second, 99});
        if (trashed)
            kept = trashed->kept;
        return trashed ? Result<void>() : trashed.error();
    }));
    QCOMPARE(kept, (std::vector<qint64>{first, second}));
    QVERIFY(!m_reader->eventBySeq(first)->has_value());
    QCOMPARE(rows("run"), 0);
    QCOMPARE(rows("note"), 0);
    QCOMPARE(m_reader->summary()->events, 0);

    qint64 restored = 0;
    const auto restore = [&] {
        return runJob(*m_writer, [&](Database& database) -> Result<void> {
            const auto count = restoreEvents(database, kept);
            restored = count.valueOr(-1);
            return count ? Result<void>() : count.error();
        });
    };
    QVERIFY(restore());
    QCOMPARE(restored, 2);
    QCOMPARE(counts(), whole);
    const StoredEvent after = m_reader->eventBySeq(first)->value();
    QVERIFY(after.event == before.event);
    QVERIFY(after.run == before.run);
    QCOMPARE(after.note, QStringLiteral("look"));
    QCOMPARE(m_reader->runsOf(after.event.id)->size(), size_t(2));
    QVERIFY(restore());
    QCOMPARE(restored, 0); // it is empty now
    QCOMPARE(counts(), whole);
}

void TestRetention::leavesWhatIsPinnedOutOfTheTrash()
{
    const qint64 seq = add("one", 0);
    QVERIFY(runJob(*m_writer, [&](Database& database) { return pinEvent(database, seq, Pinned::Yes); }));
    std::optional<Trashed> trashed;
    const auto trash = [&] {
        return runJob(*m_writer, [&](Database& database) -> Result<void> {
            const auto done = trashEvents(database, {seq});
            if (done)
                trashed = *done;
            return done ? Result<void>() : done.error();
        });
    };
    QVERIFY(trash());
    QCOMPARE(trashed->deleted.pinned, 1);
    QVERIFY(trashed->kept.empty());
    QVERIFY(m_reader->eventBySeq(seq)->value().pinned);
    QVERIFY(runJob(*m_writer, [&](Database& database) { return pinEvent(database, seq, Pinned::No); }));
    QVERIFY(trash());
    QCOMPARE(trashed->kept, std::vector<qint64>{seq});
}

void TestRetention::keepsTheContentOfABatch()
{
    CommitUnit batch;
    const Event whole = makeEvent("[1,2,3]");
    for (int i = 0; i < 3; ++i) {
        Event element = whole;
        element.id = ids::make(ids::event, at(i));
        element.batch = BatchPlace{i, 3};
        batch.push_back(item(element, makeRun(element)));
    }
    QVERIFY(commit(*m_writer, std::move(batch)));
    add("next", 5);
    const auto remove = [this](qint64 seq) {
        return runJob(*m_writer, [seq](Database& database) -> Result<void> {
            const Result<Deleted> count = deleteEvents(database, {seq});
            return count ? Result<void>() : count.error();
        });
    };
    QVERIFY(remove(1));
    QVERIFY(remove(3));
    QCOMPARE(m_reader->eventBySeq(2)->value().event.request.body, QByteArray("[1,2,3]"));
    QVERIFY(remove(2));
    QCOMPARE(rows("content"), 1);
}

void TestRetention::keepsWithinLimits_data()
{
    QTest::addColumn<QByteArray>("settings");
    QTest::addColumn<int>("most");
    QTest::addColumn<qint64>("first"); ///< seq of the oldest that is left
    // Ten events, a day apart; the newest is a day old.
    QTest::newRow("nothing set") << QByteArray("{}") << 100 << qint64(1);
    QTest::newRow("all within") << QByteArray(R"({"age":"30d","size":"1g","events":10})") << 100 << qint64(1);
    QTest::newRow("age") << QByteArray(R"({"age":"84h"})") << 100 << qint64(8);
    QTest::newRow("events") << QByteArray(R"({"events":4})") << 100 << qint64(7);
    QTest::newRow("the stricter") << QByteArray(R"({"age":"84h","events":2})") << 100 << qint64(9);
    QTest::newRow("in steps") << QByteArray(R"({"events":4})") << 1 << qint64(7);
    QTest::newRow("all too old") << QByteArray(R"({"age":"1s"})") << 3 << qint64(0);
}

void TestRetention::keepsWithinLimits()
{
    QFETCH(const QByteArray, settings);
    QFETCH(const int, most);
    QFETCH(const qint64, first);
    for (int i = 0; i < 10; ++i)
        add("body", i * day);
    const Result<RetentionLimits> limits = readRetention(*json::parse(settings));
    QVERIFY(limits);
    for (Result<qint64> deleted = qint64(1); *deleted > 0;) {
        deleted = retainNow(*limits, most);
        QVERIFY(deleted);
        QVERIFY(*deleted <= most);
    }
    QCOMPARE(m_reader->database().number("SELECT min(seq) FROM event")->value_or(0), first);
    QCOMPARE(m_reader->summary()->events, first > 0 ? 11 - first : 0);
}

void TestRetention::sparesWhatIsPinnedOrUnderWay()
{
    const qint64 pinned = add("pinned", 0);
    const qint64 open = add("open", 1, [](Event&, Run& run) { run.actions.front().status = ActionStatus::Pending; });
    Event running = makeEvent("running", QStringLiteral("billing"), 2);
    CommitUnit alone;
    alone.push_back({running, std::nullopt, {}});
    QVERIFY(commit(*m_writer, std::move(alone)));
    add("old", 3);
    QVERIFY(runJob(*m_writer, [pinned](Database& database) { return pinEvent(database, pinned, Pinned::Yes); }));
    QVERIFY(!runJob(*m_writer, [](Database& database) { return pinEvent(database, 999, Pinned::Yes); }));
    const RetentionLimits limits{std::chrono::seconds(1), {}, {}};
    QCOMPARE(retainNow(limits).valueOr(-1), 1);
    QCOMPARE(retainNow(limits).valueOr(-1), 0);
    QVERIFY(m_reader->eventBySeq(pinned)->has_value());
    QVERIFY(m_reader->eventBySeq(open)->has_value());
    QCOMPARE(m_reader->pendingEvents()->size(), size_t(1));
    QVERIFY(runJob(*m_writer, [pinned](Database& database) { return pinEvent(database, pinned, Pinned::No); }));
    QCOMPARE(retainNow(limits).valueOr(-1), 1);
}

void TestRetention::keepsWithinSize()
{
    QByteArray noise;
    quint32 random = 1;
    while (noise.size() < 100 * 1024) {
        random = random * 1664525U + 1013904223U;
        noise.append(static_cast<char>(random >> 24));
    }
    for (int i = 0; i < 60; ++i)
        add(noise + QByteArray::number(i), i);
    const qint64 limit = 3 * 1024 * 1024;
    for (Result<qint64> deleted = qint64(1); *deleted > 0;) {
        deleted = retainNow({{}, limit, {}}, 5);
        QVERIFY(deleted);
    }
    const qint64 left = m_reader->summary()->events;
    QVERIFY2(left > 20 && left < 32, qPrintable(QString::number(left)));
    // The file itself gets smaller, a step at a time.
    for (int i = 0; i < 4; ++i)
        QVERIFY(retainNow({{}, limit, {}}));
    QVERIFY(m_reader->database().number("PRAGMA page_count")->value_or(0) < 1400);
}

void TestRetention::runsThroughTheWriter()
{
    for (int i = 0; i < 500; ++i)
        add("body", i);
    const FixedClock clock(later);
    Retention retention(*m_writer, clock);
    retention.setLimits({{}, {}, 20});
    QTRY_COMPARE_WITH_TIMEOUT(m_reader->summary()->events, 20, 60000);
}

QTEST_GUILESS_MAIN(TestRetention)
#include "tst_retention.moc"
