#include "core/store/reader.h"
#include "core/store/writer.h"
#include "tests/core/store/storetesting.h"

#include <QRandomGenerator>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <algorithm>

using namespace hw;
using namespace hw::store;
using namespace hw::store::testing;

class TestWriter final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void roundTrip_data();
    void roundTrip();
    void keepsEverythingOfARun();
    void firstCommitWins();
    void firstCommitWinsWithinOneGroup();
    void keyRules_data();
    void keyRules();
    void batchSharesItsRequest();
    void batchIsAtomic();
    void failingUnitLeavesItsGroupAlone();
    void groupTriedAgainStartsFromWhatItWas();
    void syncedHooksComeBeforeTheCallbacks();
    void effectsSetTheActions();
    void failingEffectFailsItsActionsOnly();
    void brokenStoreInEffectsFailsTheUnit();
    void effectsAreNotAskedForDuplicates();
    void eventFirstRunLater();
    void processingAgainAddsARun();
    void keepsTheLastUnrouted();
    void countsMinutesAndSources();
    void jobs();
    void stopDelivers();
    void commitNowInAnotherConnection();
    void reportsCommittedOncePerGroup();

private:
    std::unique_ptr<Writer> open(Effects effects = {})
    {
        Result<std::unique_ptr<Writer>> writer = Writer::open({m_path, {}, std::move(effects)});
        return writer ? *std::move(writer) : nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestWriter::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("headwater.db"));
}

void TestWriter::roundTrip_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<QByteArray>("body");
    const QByteArray head("POST /s/billing?x=%20 HTTP/1.1\r\nHost: a\r\nX-A:  1\t\r\nx-a:2\r\n\r\n");
    QByteArray every;
    for (int i = 0; i < 256; ++i)
        every.append(static_cast<char>(i));
    QByteArray noise;
    QRandomGenerator random(1);
    for (int i = 0; i < 5000; ++i)
        noise.append(static_cast<char>(random.generate()));
    QTest::newRow("json") << head << QByteArray("{\"id\":1}");
    QTest::newRow("empty body") << head << QByteArray();
    QTest::newRow("every byte") << head << every;
    QTest::newRow("zeros") << head << QByteArray(3000, '\0');
    QTest::newRow("compressible") << head << QByteArray("{\"a\":[1,2,3]}").repeated(400);
    QTest::newRow("incompressible") << head << noise;
    QTest::newRow("511 bytes") << head << QByteArray(511, 'x');
    QTest::newRow("512 bytes") << head << QByteArray(512, 'x');
    QTest::newRow("large") << head << QByteArray("0123456789abcdef").repeated(200000);
    QTest::newRow("bare line feeds") << QByteArray("GET / HTTP/1.0\nA: b\n\n") << QByteArray("x");
    QTest::newRow("latin1 value") << QByteArray("GET / HTTP/1.1\r\nName: J\xf6rg \xff\r\n\r\n") << QByteArray();
    QTest::newRow("absolute target") << QByteArray("GET http://x/s/a?b HTTP/1.1\r\nHost: x\r\n\r\n") << QByteArray();
    QTest::newRow("target with space") << QByteArray("GET /a b HTTP/1.1\r\nHost: x\r\n\r\n") << QByteArray();
    QTest::newRow("broken off") << QByteArray("POST /s/billing HTTP/1.1\r\nHos") << QByteArray();
    QTest::newRow("no head") << QByteArray() << QByteArray("body only");
    QTest::newRow("garbage") << QByteArray("\x16\x03\x01\x02\x00\x01\x00") << QByteArray();
    QTest::newRow("header without name") << QByteArray("GET / HTTP/1.1\r\n: x\r\nB:\r\n\r\n") << QByteArray();
}

void TestWriter::roundTrip()
{
    QFETCH(const QByteArray, head);
    QFETCH(const QByteArray, body);
    auto writer = open();
    QVERIFY(writer);
    // What a parser made of the head need not be what the store reads from it: both must come back as they were.
    for (const bool odd : {false, true}) {
        Event event = makeEvent(body);
        event.request.rawHead = head;
        event.request.complete = !odd;
        event.request.headers = odd ? http::Headers{{"Odd", "\xe4 z"}, {"", "empty"}, {"Odd", ""}}
                                    : http::Headers{{"Host", "a"}, {"X-A", "1"}, {"x-a", "2"}};
        if (odd)
            event.request.trailers = {{"Digest", "abc"}};
        Result<CommitUnit> stored = commit(*writer, unitOf(item(event, makeRun(event))));
        QVERIFY(stored);
        event.seq = stored->front().event.seq;
        QVERIFY(event.seq > 0);
        Result<Reader> reader = Reader::open(m_path);
        QVERIFY(reader);
        const auto found = reader->event(event.id);
        QVERIFY(found && *found);
        QVERIFY((*found)->event == event);
        QCOMPARE((*found)->event.request.rawHead, head);
        QCOMPARE((*found)->event.request.body, body);
    }
}

void TestWriter::keepsEverythingOfARun()
{
    auto writer = open();
    const Event event = makeEvent("{}");
    Run run = makeRun(event, EventStatus::Processed, QStringLiteral("evt_1"));
    run.statusReason = QStringLiteral("body_not_json");
    run.verification = {
        VerificationStatus::Verified,
        true,
        QStringLiteral("stripe"),
        {},
        QStringLiteral("STRIPE_SECRET"),
        {{QStringLiteral("timestamp"), true, QStringLiteral("1 s old")}, {QStringLiteral("digest"), std::nullopt, {}}}};
    run.script = {ScriptStatus::Error,
                  std::chrono::microseconds(1800),
                  json::Object{{QStringLiteral("full_name"), QStringLiteral("Ada \u2014 Lovelace")},
                               {QStringLiteral("big"), json::Number{"12345678901234567890"}}},
                  QStringLiteral("not ours"),
                  {{QStringLiteral("info"), QStringLiteral("line\n2"), 18}},
                  ScriptError{QStringLiteral("TypeError"), QStringLiteral("x"), 3, 7, QStringLiteral("main 3:7")},
                  std::nullopt};
    run.timestamp = at(-1000);
    run.idempotency.reason = QStringLiteral("none");
    run.actions = {makeAction(QStringLiteral("users_identify"), ActionStatus::Succeeded),
                   makeAction(QStringLiteral("workflows_trigger"), ActionStatus::Skipped)};
    run.actions[0].result = json::Object{{QStringLiteral("created"), true}};
    run.actions[0].duration = std::chrono::microseconds(77);
    run.actions[1].reason = QStringLiteral("condition_false");
    run.answer.headers = {{"Content-Type", "application/json"}, {"X-Latin", "\xe9"}};
    run.answer.body = QByteArray("{\"id\":\"\0\xff\"}", 11);
    run.timings = {std::chrono::microseconds(1), std::chrono::microseconds(2), std::chrono::microseconds(3),
                   std::chrono::microseconds(4), std::chrono::microseconds(5)};
    run.scriptHash = QStringLiteral("aa");
    run.mappingsHash = QStringLiteral("bb");
    run.settingsHash = QStringLiteral("cc");
    const Result<CommitUnit> stored = commit(*writer, unitOf(item(event, run)));
    QVERIFY(stored);
    QVERIFY(*stored->front().run == run);

    Result<Reader> reader = Reader::open(m_path);
    const auto found = reader->event(QStringLiteral("evt_1"));
    QVERIFY(found && *found && (*found)->run);
    QVERIFY(*(*found)->run == run);
    const auto rows = reader->events(Filter(), {});
    QVERIFY(rows);
    QCOMPARE(rows->size(), size_t(1));
    const EventRow& row = rows->front();
    QCOMPARE(row.id, event.id);
    QCOMPARE(row.actionsDone, 1);
    QCOMPARE(row.actionsTotal, 1);
    QCOMPARE(row.answerStatus, 200);
    QCOMPARE(row.bodySize, 2);
    QCOMPARE(row.providerId, QStringLiteral("evt_1"));
    QCOMPARE(toString(row.verification), toString(VerificationStatus::Verified));
    QVERIFY(row.duration == run.duration);
}

void TestWriter::firstCommitWins()
{
    auto writer = open();
    const Event first = makeEvent("1");
    const Event second = makeEvent("2", first.source, 1000);
    QVERIFY(commit(*writer, unitOf(item(first, makeRun(first, EventStatus::Processed, QStringLiteral("k"))))));
    Run run = makeRun(second, EventStatus::Processed, QStringLiteral("k"));
    run.actions = {makeAction(QStringLiteral("users_identify"), ActionStatus::Pending)};
    const Result<CommitUnit> again = commit(*writer, unitOf(item(second, run)));
    QVERIFY(again);
    const Run& stored = *again->front().run;
    QCOMPARE(toString(stored.status), toString(EventStatus::Duplicate));
    QCOMPARE(stored.idempotency.duplicateOf, first.id);
    QCOMPARE(toString(stored.actions[0].status), toString(ActionStatus::Skipped));
    QCOMPARE(stored.actions[0].reason, QStringLiteral("duplicate"));
    Result<Reader> reader = Reader::open(m_path);
    const auto found = reader->event(second.id);
    QVERIFY(found && *found && *(*found)->run == stored);
}

void TestWriter::firstCommitWinsWithinOneGroup()
{
    int applied = 0;
    auto writer = open([&applied](Database&, const Event&, Run& run) -> Result<void> {
        ++applied;
        run.actions[0].status = ActionStatus::Succeeded;
        return {};
    });
    // Submitted without an event loop in between, so that most of them meet in one group.
    constexpr int count = 40;
    int processed = 0;
    int duplicates = 0;
    QStringList originals;
    for (int i = 0; i < count; ++i) {
        const Event event = makeEvent(QByteArray::number(i), QStringLiteral("billing"), i);
        Run run = makeRun(event, EventStatus::Processed, QStringLiteral("same"));
        run.actions = {makeAction(QStringLiteral("users_identify"), ActionStatus::Pending)};
        writer->submit(unitOf(item(event, run)), [&](const Result<CommitUnit>& result) {
            QVERIFY(result);
            const Run& stored = *result->front().run;
            if (stored.status == EventStatus::Processed) {
                ++processed;
                originals.prepend(stored.eventId);
            } else {
                ++duplicates;
                originals.append(stored.idempotency.duplicateOf);
            }
        });
    }
    QTRY_COMPARE(processed + duplicates, count);
    QCOMPARE(processed, 1);
    QCOMPARE(applied, 1);
    QCOMPARE(originals.removeDuplicates(), count - 1);
}

void TestWriter::keyRules_data()
{
    QTest::addColumn<EventStatus>("firstStatus");
    QTest::addColumn<QString>("source");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("environment");
    QTest::addColumn<qint64>("laterMs");
    QTest::addColumn<IdempotencyMode>("mode");
    QTest::addColumn<EventStatus>("expected");
    const QString source = QStringLiteral("billing");
    const QString type = QStringLiteral("customer.created");
    const QString environment = QStringLiteral("development");
    const auto processed = EventStatus::Processed;
    const auto enforce = IdempotencyMode::Enforce;
    constexpr qint64 window = 96LL * 3600 * 1000;
    QTest::newRow("same") << processed << source << type << environment << qint64(1) << enforce
                          << EventStatus::Duplicate;
    QTest::newRow("other source") << processed << QStringLiteral("b") << type << environment << qint64(1) << enforce
                                  << processed;
    QTest::newRow("other type") << processed << source << QStringLiteral("x") << environment << qint64(1) << enforce
                                << processed;
    QTest::newRow("other environment") << processed << source << type << QStringLiteral("production") << qint64(1)
                                       << enforce << processed;
    QTest::newRow("just inside the window")
        << processed << source << type << environment << window - 1 << enforce << EventStatus::Duplicate;
    QTest::newRow("after the window") << processed << source << type << environment << window << enforce << processed;
    QTest::newRow("not enforced") << processed << source << type << environment << qint64(1) << IdempotencyMode::Record
                                  << processed;
    QTest::newRow("first was refused") << EventStatus::Refused << source << type << environment << qint64(1) << enforce
                                       << processed;
    QTest::newRow("first was an error") << EventStatus::Error << source << type << environment << qint64(1) << enforce
                                        << processed;
    QTest::newRow("first was ignored") << EventStatus::Ignored << source << type << environment << qint64(1) << enforce
                                       << processed;
}

void TestWriter::keyRules()
{
    QFETCH(const EventStatus, firstStatus);
    QFETCH(const QString, source);
    QFETCH(const QString, type);
    QFETCH(const QString, environment);
    QFETCH(const qint64, laterMs);
    QFETCH(const IdempotencyMode, mode);
    QFETCH(const EventStatus, expected);
    auto writer = open();
    const Event first = makeEvent("1");
    QVERIFY(commit(*writer, unitOf(item(first, makeRun(first, firstStatus, QStringLiteral("k"))))));
    Event second = makeEvent("2", source, laterMs);
    second.environment = environment;
    Run run = makeRun(second, EventStatus::Processed, QStringLiteral("k"));
    run.eventType = type;
    const Result<CommitUnit> stored = commit(*writer, unitOf(item(second, run, mode)));
    QVERIFY(stored);
    QCOMPARE(toString(stored->front().run->status), toString(expected));
}

void TestWriter::batchSharesItsRequest()
{
    auto writer = open();
    const Event request = makeEvent(QByteArray("[1,2,3]").repeated(1000));
    CommitUnit unit;
    for (int i = 0; i < 3; ++i) {
        Event element = request;
        element.id = ids::make(ids::event, at(i));
        element.batch = BatchPlace{i, 3};
        unit.push_back(item(element, makeRun(element)));
    }
    const Result<CommitUnit> stored = commit(*writer, unit);
    QVERIFY(stored);
    Result<Reader> reader = Reader::open(m_path);
    QCOMPARE(reader->database().number("SELECT count(*) FROM content")->value_or(0), 1);
    for (const CommitItem& element : *stored) {
        const auto found = reader->event(element.event.id);
        QVERIFY(found && *found);
        QVERIFY((*found)->event == element.event);
    }
}

void TestWriter::batchIsAtomic()
{
    auto writer = open();
    const Event good = makeEvent("1");
    const Event other = makeEvent("2");
    CommitUnit unit{item(good, makeRun(good)), item(other, makeRun(other)), item(good, makeRun(good))};
    QVERIFY(!commit(*writer, unit));
    Result<Reader> reader = Reader::open(m_path);
    QCOMPARE(reader->events(Filter(), {})->size(), size_t(0));
    QCOMPARE(reader->database().number("SELECT count(*) FROM content")->value_or(-1), 0);
    QCOMPARE(reader->summary()->events, 0);
}

void TestWriter::failingUnitLeavesItsGroupAlone()
{
    auto writer = open();
    const Event twice = makeEvent("1");
    int good = 0;
    int bad = 0;
    const auto callback = [&](const Result<CommitUnit>& result) { ++(result ? good : bad); };
    for (int i = 0; i < 30; ++i) {
        const Event event = i % 10 == 5 ? twice : makeEvent(QByteArray::number(i));
        writer->submit(unitOf(item(event, makeRun(event))), callback);
    }
    QTRY_COMPARE(good + bad, 30);
    QCOMPARE(bad, 2);
    Result<Reader> reader = Reader::open(m_path);
    QCOMPARE(reader->events(Filter(), {})->size(), size_t(28));
    QCOMPARE(reader->summary()->events, 28);
    QCOMPARE(reader->database().number("SELECT count(*) FROM run")->value_or(0), 28);
}

void TestWriter::groupTriedAgainStartsFromWhatItWas()
{
    // A group is first written as one; where one of it fails, all of it is written again, each for itself.
    std::vector<ActionStatus> met; // in the writer's thread, while this one waits
    auto writer = open([&met](Database& database, const Event& event, Run& run) -> Result<void> {
        met.push_back(run.actions[0].status);
        run.actions[0].status = ActionStatus::Succeeded;
        run.actions[0].reason = QStringLiteral("done");
        run.actions[0].result = json::Object{{QStringLiteral("seq"), event.seq}};
        return addToCounter(database, QStringLiteral("directory.users"), 1);
    });
    const auto unitWith = [](const Event& event, const QString& key) {
        Run run = makeRun(event, EventStatus::Processed, key);
        run.actions = {makeAction(QStringLiteral("users_identify"), ActionStatus::Pending)};
        return unitOf(item(event, run));
    };
    std::vector<Result<CommitUnit>> answers;
    const auto callback = [&answers](Result<CommitUnit> result) { answers.push_back(std::move(result)); };
    QSemaphore begun;
    QSemaphore held;
    writer->submitJob(
        [&begun, &held](Database&) -> Result<void> {
            begun.release();
            held.acquire(); // what follows gathers in one group
            return {};
        },
        {});
    begun.acquire();
    Event unknown = makeEvent("unknown");
    unknown.seq = 999;
    writer->submit(unitWith(makeEvent("1"), QStringLiteral("evt_1")), callback);
    writer->submit(unitWith(makeEvent("2"), QStringLiteral("evt_1")), callback); // the first's duplicate
    writer->submit(unitWith(unknown, QStringLiteral("evt_2")), callback);
    writer->submit(unitWith(makeEvent("3"), QStringLiteral("evt_3")), callback);
    held.release();
    QTRY_COMPARE(answers.size(), size_t(4));

    QVERIFY(!answers[2]);
    QCOMPARE(codeName(answers[2].error().code), codeName(ErrorCode::NotFound));
    const auto runOf = [&answers](size_t i) -> const Run& { return *answers[i]->front().run; };
    QCOMPARE(toString(runOf(0).status), toString(EventStatus::Processed));
    QCOMPARE(toString(runOf(1).status), toString(EventStatus::Duplicate));
    QCOMPARE(runOf(1).idempotency.duplicateOf, answers[0]->front().event.id);
    QCOMPARE(toString(runOf(3).status), toString(EventStatus::Processed));
    for (const size_t i : {size_t(0), size_t(3)}) {
        QCOMPARE(toString(runOf(i).actions[0].status), toString(ActionStatus::Succeeded));
        QCOMPARE(runOf(i).actions[0].result[u"seq"].toInteger(), answers[i]->front().event.seq);
    }
    QCOMPARE(answers[0]->front().event.seq, qint64(1));
    QCOMPARE(answers[1]->front().event.seq, qint64(2));
    QVERIFY(std::all_of(met.begin(), met.end(), [](ActionStatus one) { return one == ActionStatus::Pending; }));
    QCOMPARE(met.size(), size_t(3)); // the first, once more, and the last

    Result<Reader> reader = Reader::open(m_path);
    QCOMPARE(reader->summary()->events, 3);
    QCOMPARE(reader->summary()->users, 2);
    QCOMPARE(reader->database().number("SELECT count(*) FROM run")->value_or(0), 3);
    QCOMPARE(reader->database().number("SELECT sum(ok) FROM minute")->value_or(0), 3);
}

void TestWriter::syncedHooksComeBeforeTheCallbacks()
{
    auto writer = open();
    const Qt::HANDLE mine = QThread::currentThreadId();
    Qt::HANDLE theirs = nullptr;
    bool isStored = false;
    bool isCalled = false;
    const Event event = makeEvent("1");
    writer->submit(
        unitOf(item(event, makeRun(event))), [&](const Result<CommitUnit>& result) { isCalled = bool(result); },
        [&, path = m_path](const CommitUnit& unit) {
            theirs = QThread::currentThreadId();
            Result<Reader> reader = Reader::open(path);
            const auto found = reader->event(unit.front().event.id);
            isStored = found && *found && !isCalled;
        });
    QTRY_VERIFY(isCalled);
    QVERIFY(isStored);
    QVERIFY(theirs != nullptr && theirs != mine);

    // What could not be stored promises nothing.
    Event unknown = makeEvent("2");
    unknown.seq = 999;
    bool isPromised = false;
    bool hasFailed = false;
    writer->submit(
        unitOf(item(unknown, makeRun(unknown))), [&](const Result<CommitUnit>& result) { hasFailed = !result; },
        [&isPromised](const CommitUnit&) { isPromised = true; });
    QTRY_VERIFY(hasFailed);
    QVERIFY(!isPromised);
}

void TestWriter::effectsSetTheActions()
{
    auto writer = open([](Database& database, const Event& event, Run& run) -> Result<void> {
        if (Result<void> done = addToCounter(database, QStringLiteral("directory.users"), 1); !done)
            return done;
        run.actions[0].status = ActionStatus::Succeeded;
        run.actions[0].result = json::Object{{QStringLiteral("seq"), event.seq}};
        return {};
    });
    const Event event = makeEvent("1");
    Run run = makeRun(event);
    run.actions = {makeAction(QStringLiteral("users_identify"), ActionStatus::Pending)};
    const Result<CommitUnit> stored = commit(*writer, unitOf(item(event, run)));
    QVERIFY(stored);
    Result<Reader> reader = Reader::open(m_path);
    const auto found = reader->event(event.id);
    QCOMPARE(toString((*found)->run->actions[0].status), toString(ActionStatus::Succeeded));
    QCOMPARE((*found)->run->actions[0].result[u"seq"].toInteger(), stored->front().event.seq);
    QCOMPARE(reader->summary()->users, 1);
}

void TestWriter::failingEffectFailsItsActionsOnly()
{
    auto writer = open([](Database& database, const Event&, Run& run) -> Result<void> {
        if (Result<void> done = addToCounter(database, QStringLiteral("directory.users"), 1); !done)
            return done;
        run.actions[0].status = ActionStatus::Succeeded;
        return Error{ErrorCode::InvalidArgument, {QStringLiteral("id")}};
    });
    const Event event = makeEvent("1");
    Run run = makeRun(event);
    run.actions = {makeAction(QStringLiteral("users_identify"), ActionStatus::Pending),
                   makeAction(QStringLiteral("tenants_set"), ActionStatus::Skipped)};
    const Result<CommitUnit> stored = commit(*writer, unitOf(item(event, run)));
    QVERIFY(stored);
    QCOMPARE(toString(stored->front().run->actions[0].status), toString(ActionStatus::Failed));
    QCOMPARE(stored->front().run->actions[0].reason, QStringLiteral("invalid_argument"));
    QCOMPARE(toString(stored->front().run->actions[1].status), toString(ActionStatus::Skipped));
    Result<Reader> reader = Reader::open(m_path);
    QCOMPARE(reader->summary()->users, 0);
    QCOMPARE(reader->summary()->events, 1);
}

void TestWriter::brokenStoreInEffectsFailsTheUnit()
{
    bool broken = true;
    auto writer = open([&broken](Database&, const Event&, Run&) -> Result<void> {
        return broken ? Result<void>(Error{ErrorCode::StoreFull, {QStringLiteral("x")}}) : Result<void>();
    });
    const Event event = makeEvent("1");
    Run run = makeRun(event);
    run.actions = {makeAction(QStringLiteral("users_identify"), ActionStatus::Pending)};
    const Result<CommitUnit> failed = commit(*writer, unitOf(item(event, run)));
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, ErrorCode::StoreFull);
    broken = false;
    QVERIFY(commit(*writer, unitOf(item(event, run))));
}

void TestWriter::effectsAreNotAskedForDuplicates()
{
    int asked = 0;
    auto writer = open([&asked](Database&, const Event&, Run&) -> Result<void> {
        ++asked;
        return {};
    });
    for (int i = 0; i < 3; ++i) {
        const Event event = makeEvent(QByteArray::number(i));
        Run run = makeRun(event, i == 2 ? EventStatus::Refused : EventStatus::Processed, QStringLiteral("k"));
        run.actions = {makeAction(QStringLiteral("users_identify"), ActionStatus::Pending)};
        QVERIFY(commit(*writer, unitOf(item(event, run))));
    }
    QCOMPARE(asked, 1);
}

void TestWriter::eventFirstRunLater()
{
    auto writer = open();
    Event event = makeEvent("slow");
    writer->appendEvent(event, [&event](const Result<CommitUnit>& result) { event = result->front().event; });
    QTRY_VERIFY(event.seq > 0);
    Result<std::vector<Event>> pending = writer->pendingEvents();
    QVERIFY(pending);
    QCOMPARE(pending->size(), size_t(1));
    QVERIFY(pending->front() == event);
    Result<Reader> reader = Reader::open(m_path);
    QVERIFY(!(*reader->event(event.id))->run);
    QCOMPARE(toString(reader->events(Filter(), {})->front().status), toString(EventStatus::Received));
    QCOMPARE(reader->events(Filter(), {})->front().eventType, QString());

    QVERIFY(commit(*writer, unitOf(item(event, makeRun(event, EventStatus::Processed, QStringLiteral("k"))))));
    QVERIFY(writer->pendingEvents()->empty());
    QVERIFY((*reader->event(event.id))->run);
    QCOMPARE(reader->summary()->events, 1);
    const auto bars = reader->histogram(at(-60000), at(60000));
    QCOMPARE(bars->size(), size_t(1));
    QCOMPARE(bars->front().ok, 1);

    Event gone = event;
    gone.seq = 4711;
    const Result<CommitUnit> none = commit(*writer, unitOf(item(gone, makeRun(gone))));
    QVERIFY(!none);
    QCOMPARE(none.error().code, ErrorCode::NotFound);
}

void TestWriter::processingAgainAddsARun()
{
    auto writer = open();
    Event event = makeEvent("1");
    const Run refused = makeRun(event, EventStatus::Refused);
    event = commit(*writer, unitOf(item(event, refused)))->front().event;
    const Run processed = makeRun(event, EventStatus::Processed, QStringLiteral("k"));
    QVERIFY(commit(*writer, unitOf(item(event, processed, IdempotencyMode::Record))));
    Result<Reader> reader = Reader::open(m_path);
    const auto runs = reader->runsOf(event.id);
    QVERIFY(runs);
    QCOMPARE(runs->size(), size_t(2));
    QVERIFY(runs->at(0) == processed);
    QVERIFY(runs->at(1) == refused);
    QCOMPARE(toString(reader->events(Filter(), {})->front().status), toString(EventStatus::Processed));
    const auto bars = reader->histogram(at(-60000), at(60000));
    QCOMPARE(bars->front().ok, 1);
    QCOMPARE(bars->front().failed, 0);
    QCOMPARE(toString(reader->summary()->sources.front().lastStatus), toString(EventStatus::Processed));
}

void TestWriter::keepsTheLastUnrouted()
{
    auto writer = open();
    int answered = 0;
    QString first;
    QString last;
    for (int i = 0; i < 250; ++i) {
        const Event event = makeEvent("x", QString(), i);
        (i == 0 ? first : last) = event.id;
        writer->submit(unitOf(item(event, makeRun(event, EventStatus::Unrouted))),
                       [&](const Result<CommitUnit>& result) { answered += result ? 1 : 0; });
    }
    QTRY_COMPARE(answered, 250);
    Result<Reader> reader = Reader::open(m_path);
    const auto rows = reader->unrouted();
    QVERIFY(rows);
    QCOMPARE(rows->size(), size_t(200));
    QCOMPARE(rows->front().id, last);
    QVERIFY(!*reader->event(first));
    for (const char* table : {"event", "content", "run"})
        QCOMPARE(reader->database().number(QByteArray("SELECT count(*) FROM ") + table)->value_or(0), 200);
    QCOMPARE(reader->events(Filter(), {})->size(), size_t(0));
    const Result<Filter> asked = Filter::parse(QStringLiteral("status:unrouted"), at(0));
    QCOMPARE(reader->events(*asked, {})->size(), size_t(200));
    QVERIFY(reader->histogram(at(-60000), at(60000))->empty());
}

void TestWriter::countsMinutesAndSources()
{
    auto writer = open();
    for (int i = 0; i < 10; ++i) {
        const Event event = makeEvent("x", i % 2 ? QStringLiteral("a") : QStringLiteral("b"), i * 30000);
        QVERIFY(commit(*writer,
                       unitOf(item(event, makeRun(event, i == 9 ? EventStatus::Refused : EventStatus::Processed)))));
    }
    Result<Reader> reader = Reader::open(m_path);
    const auto summary = reader->summary();
    QCOMPARE(summary->events, 10);
    QCOMPARE(summary->sources.size(), size_t(2));
    QCOMPARE(summary->sources[0].source, QStringLiteral("a"));
    QCOMPARE(summary->sources[0].events, 5);
    QVERIFY(summary->sources[0].lastAt == at(9 * 30000));
    QCOMPARE(toString(summary->sources[0].lastStatus), toString(EventStatus::Refused));
    QVERIFY(summary->storedBytes > 4096);
    const auto all = reader->histogram(at(0), at(300000));
    QCOMPARE(all->size(), size_t(5));
    QVERIFY(all->at(1).minute == at(60000));
    QCOMPARE(all->at(4).ok, 1);
    QCOMPARE(all->at(4).failed, 1);
    QCOMPARE(reader->histogram(at(0), at(60000))->size(), size_t(1));
    QCOMPARE(reader->histogram(at(0), at(300000), QStringLiteral("b"))->at(4).failed, 0);
}

void TestWriter::jobs()
{
    auto writer = open();
    QVERIFY(runJob(*writer,
                   [](Database& database) { return database.run("INSERT INTO meta(name, value) VALUES('a', 'b')"); }));
    const Result<void> failed = runJob(*writer, [](Database& database) -> Result<void> {
        if (Result<void> done = database.run("DELETE FROM meta"); !done)
            return done;
        return Error{ErrorCode::InvalidArgument, {}};
    });
    QVERIFY(!failed);
    QCOMPARE(failed.error().code, ErrorCode::InvalidArgument);
    Result<Reader> reader = Reader::open(m_path);
    QCOMPARE(reader->database().number("SELECT count(*) FROM meta")->value_or(0), 1);
}

void TestWriter::stopDelivers()
{
    auto writer = open();
    int answered = 0;
    int cancelled = 0;
    for (int i = 0; i < 150; ++i) {
        const Event event = makeEvent("x");
        writer->submit(unitOf(item(event, makeRun(event))),
                       [&](const Result<CommitUnit>& result) { answered += result ? 1 : 0; });
    }
    writer->stop();
    QCOMPARE(answered, 150);
    QCOMPARE(writer->queued(), 0);
    writer->appendEvent(makeEvent("late"), [&](const Result<CommitUnit>& result) {
        cancelled += !result && result.error().code == ErrorCode::Cancelled ? 1 : 0;
    });
    QTRY_COMPARE(cancelled, 1);
    QCOMPARE(QFile(m_path + QStringLiteral("-wal")).size(), 0);
}

void TestWriter::commitNowInAnotherConnection()
{
    auto writer = open();
    Result<Database> database = openStore(m_path);
    QVERIFY(database);
    const Event first = makeEvent("1");
    const Event second = makeEvent("2");
    const Event third = makeEvent("3");
    QVERIFY(commit(*writer, unitOf(item(first, makeRun(first)))));
    const Result<CommitUnit> own = commitNow(*database, unitOf(item(second, makeRun(second))), {});
    QVERIFY(own);
    QCOMPARE(own->front().event.seq, 2);
    // The writer must see what the other connection has used.
    const Result<CommitUnit> stored = commit(*writer, unitOf(item(third, makeRun(third))));
    QVERIFY(stored);
    QCOMPARE(stored->front().event.seq, 3);
}

void TestWriter::reportsCommittedOncePerGroup()
{
    auto writer = open();
    QSignalSpy spy(writer.get(), &Writer::committed);
    int answered = 0;
    for (int i = 0; i < 20; ++i) {
        const Event event = makeEvent("x");
        writer->submit(unitOf(item(event, makeRun(event))), [&](const Result<CommitUnit>&) { ++answered; });
    }
    QTRY_COMPARE(answered, 20);
    std::vector<qint64> all;
    for (const QList<QVariant>& call : spy) {
        const auto seqs = call.at(0).value<std::vector<qint64>>();
        QVERIFY(std::is_sorted(seqs.begin(), seqs.end()));
        all.insert(all.end(), seqs.begin(), seqs.end());
    }
    QCOMPARE(all.size(), size_t(20));
    QVERIFY(spy.size() < 20);
    Result<Reader> reader = Reader::open(m_path);
    QCOMPARE(reader->eventsBySeq(all)->size(), size_t(20));
}

QTEST_GUILESS_MAIN(TestWriter)
#include "tst_writer.moc"
