#include "core/base/clock.h"
#include "ui/models/eventdetail.h"
#include "ui/models/eventspresenter.h"

#include <QSignalSpy>
#include <QTest>

#include <map>

namespace hw::models {

using store::EventRow;

/// Answers from memory in the next turn of the event loop, as the store's thread does.
class MemorySource final : public EventSource
{
    Q_OBJECT

public:
    std::map<qint64, EventRow> rows; ///< by sequence number; filters are not applied
    std::map<QString, store::StoredEvent> events;
    int pages = 0;
    bool holdsPages = false; ///< a page is looked for until somebody gives it
    quint64 held = 0;
    int scansCancelled = 0;
    std::vector<std::optional<qint64>> askedAfter;

    void requestPage(quint64 generation, const store::Filter&, const store::PageRequest& page) override
    {
        ++pages;
        askedAfter.push_back(page.after);
        held = generation;
        if (holdsPages)
            return;
        std::vector<EventRow> found;
        for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
            if ((!page.before || row->first < *page.before) && (!page.after || row->first > *page.after))
                found.push_back(row->second);
        }
        const auto limit = static_cast<size_t>(page.limit);
        if (found.size() > limit && page.after)
            found.erase(found.begin(), found.end() - page.limit);
        else if (found.size() > limit)
            found.resize(limit);
        answer([this, generation, found] { Q_EMIT pageReady(generation, found); });
    }
    void requestEvent(quint64 generation, const QString& id) override
    {
        const auto found = events.find(id);
        const auto event = found == events.end() ? std::nullopt : std::optional(found->second);
        answer([this, generation, event] { Q_EMIT eventReady(generation, event); });
    }
    void requestCount(quint64 generation, const store::Filter&) override
    {
        const auto count = static_cast<qint64>(rows.size());
        answer([this, generation, count] { Q_EMIT countReady(generation, count); });
    }
    void requestHistogram(quint64 generation, Timestamp, Timestamp, const QString&) override
    {
        answer([this, generation] { Q_EMIT histogramReady(generation, {}); });
    }
    void requestSummary(quint64 generation) override
    {
        store::Summary summary;
        summary.events = 1726;
        summary.newest = rows.empty() ? 0 : rows.rbegin()->first;
        answer([this, generation, summary] { Q_EMIT summaryReady(generation, summary); });
    }

    void requestRows(quint64 generation, const std::vector<qint64>& seqs) override
    {
        std::vector<EventRow> found;
        for (auto seq = seqs.begin(); seq != seqs.end(); ++seq) {
            if (const auto row = rows.find(*seq); row != rows.end())
                found.push_back(row->second);
        }
        answer([this, generation, found] { Q_EMIT rowsReady(generation, found); });
    }
    void cancelScans() override { ++scansCancelled; }

private:
    template<class Call>
    void answer(Call call)
    {
        QMetaObject::invokeMethod(this, call, Qt::QueuedConnection);
    }
};

EventRow rowAt(qint64 seq)
{
    EventRow row;
    row.seq = seq;
    row.id = QStringLiteral("hw_%1").arg(seq);
    return row;
}

class EventsPresenterTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void loadsAndFollows();
    void pausedCountsAndResumes();
    void filterProblemsChangeNothing();
    void scopeIsNoToken();
    void termsReplaceTheirKey();
    void scanShowsWhatItFindsAsItComes();
    void stoppedScanKeepsWhatItFound();
    void scanFollowsNewEventsAlone();
    void selectionGivesDetail();
    void largeBodyIsDescribedElsewhere();
    void failedStagesEndTheTimeline();
    void curlQuotes_data();
    void curlQuotes();

private:
    static void fill(MemorySource& source, qint64 from, qint64 to);

    FixedClock m_clock{Timestamp(std::chrono::hours(500000))};
};

void EventsPresenterTest::fill(MemorySource& source, qint64 from, qint64 to)
{
    for (qint64 seq = from; seq <= to; ++seq) {
        EventRow row;
        row.seq = seq;
        row.id = QStringLiteral("hw_%1").arg(seq);
        source.rows[seq] = row;
    }
}

void EventsPresenterTest::loadsAndFollows()
{
    MemorySource source;
    fill(source, 1, 450);
    EventsPresenter presenter(source, m_clock);
    QTRY_COMPARE(presenter.model().rowCount(), 200);
    QCOMPARE(presenter.state(), EventsPresenter::State::Ready);
    QTRY_COMPARE(presenter.total(), 1726);
    presenter.model().fetchMore({});
    QTRY_COMPARE(presenter.model().rowCount(), 400);
    QSignalSpy inserted(&presenter.model(), &EventsModel::rowsInserted);
    fill(source, 451, 900); // more than two pages at once
    Q_EMIT source.changed();
    QTRY_COMPARE(presenter.model().rowCount(), 850);
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(presenter.model().row(0).seq, 900);
}

void EventsPresenterTest::pausedCountsAndResumes()
{
    MemorySource source;
    fill(source, 1, 5);
    EventsPresenter presenter(source, m_clock);
    QTRY_COMPARE(presenter.model().rowCount(), 5);
    presenter.setMode(EventsPresenter::Mode::Paused);
    fill(source, 6, 43);
    Q_EMIT source.changed();
    QTRY_COMPARE(presenter.waiting(), 38);
    QCOMPARE(presenter.model().rowCount(), 5);
    presenter.setMode(EventsPresenter::Mode::Live);
    QCOMPARE(presenter.waiting(), 0);
    QTRY_COMPARE(presenter.model().rowCount(), 43);
}

void EventsPresenterTest::filterProblemsChangeNothing()
{
    MemorySource source;
    EventsPresenter presenter(source, m_clock);
    presenter.setScope(QStringLiteral("billing"));
    QVERIFY(!presenter.setFilterText(QStringLiteral("type:a")));
    const auto problem = presenter.setFilterText(QStringLiteral("type:a colour:red"));
    QVERIFY(problem);
    QCOMPARE(problem->position, 7);
    QCOMPARE(presenter.filterText(), QStringLiteral("type:a"));
}

void EventsPresenterTest::scopeIsNoToken()
{
    MemorySource source;
    EventsPresenter presenter(source, m_clock);
    presenter.setScope(QStringLiteral("billing"));
    QVERIFY(presenter.filterTokens().empty());
    QVERIFY(!presenter.setFilterText(QStringLiteral("status:failed -type:x")));
    QCOMPARE(presenter.filterTokens().size(), static_cast<size_t>(2));
    QCOMPARE(presenter.filterTokens().front().position, 0);
}

void EventsPresenterTest::termsReplaceTheirKey()
{
    MemorySource source;
    EventsPresenter presenter(source, m_clock);
    QVERIFY(!presenter.setFilterText(QStringLiteral("time:today type:a")));
    presenter.addTerms({QStringLiteral("time:14:20..14:33")}, QStringLiteral("time"));
    QCOMPARE(presenter.filterText(), QStringLiteral("type:a time:14:20..14:33"));
    presenter.addTerms({QStringLiteral("type:a")});
    QCOMPARE(presenter.filterText(), QStringLiteral("time:14:20..14:33 type:a"));
    presenter.removeTerms(QStringLiteral("time"));
    QCOMPARE(presenter.filterText(), QStringLiteral("type:a"));
}

void EventsPresenterTest::scanShowsWhatItFindsAsItComes()
{
    MemorySource source;
    EventsPresenter presenter(source, m_clock);
    QTRY_COMPARE(presenter.total(), 1726);
    QTRY_COMPARE(presenter.state(), EventsPresenter::State::Ready);
    QSignalSpy scanned(&presenter, &EventsPresenter::scanned);
    source.holdsPages = true;
    QVERIFY(!presenter.setFilterText(QStringLiteral("body.amount>5")));
    Q_EMIT source.scanProgress(source.held, 400);
    QCOMPARE(scanned.last(), (QVariantList{400, 1726}));
    Q_EMIT source.pageGrew(source.held, {rowAt(90), rowAt(80)});
    QCOMPARE(presenter.model().rowCount(), 2);
    QCOMPARE(presenter.state(), EventsPresenter::State::Loading);
    const QPersistentModelIndex first = presenter.model().index(0, 0);
    // What the view wants of what is not there yet waits for the page.
    const int pages = source.pages;
    QVERIFY(presenter.model().canFetchMore({}));
    presenter.model().fetchMore({});
    Q_EMIT source.pageGrew(source.held - 1, {rowAt(70)}); // of a filter that was
    Q_EMIT source.pageGrew(source.held, {rowAt(60)});
    QCOMPARE(presenter.model().rowCount(), 3);
    QCOMPARE(source.pages, pages);
    Q_EMIT source.pageReady(source.held, {rowAt(90), rowAt(80), rowAt(60), rowAt(50)});
    QCOMPARE(presenter.model().rowCount(), 4);
    QVERIFY(first.isValid()); // the rows that were shown are the same ones
    QVERIFY(!presenter.model().canFetchMore({}));
    QCOMPARE(presenter.state(), EventsPresenter::State::Ready);
    QCOMPARE(scanned.last(), (QVariantList{0, 0}));
    QVERIFY(!presenter.isCutShort());
}

void EventsPresenterTest::stoppedScanKeepsWhatItFound()
{
    MemorySource source;
    EventsPresenter presenter(source, m_clock);
    QTRY_COMPARE(presenter.total(), 1726);
    QTRY_COMPARE(presenter.state(), EventsPresenter::State::Ready);
    presenter.stopScan(); // there is none
    QCOMPARE(source.scansCancelled, 0);
    source.holdsPages = true;
    QVERIFY(!presenter.setFilterText(QStringLiteral("body~lemon")));
    const quint64 looking = source.held;
    Q_EMIT source.scanProgress(looking, 800);
    Q_EMIT source.pageGrew(looking, {rowAt(90)});
    presenter.stopScan();
    QCOMPARE(source.scansCancelled, 1);
    QVERIFY(presenter.isCutShort());
    QCOMPARE(presenter.state(), EventsPresenter::State::Ready);
    QCOMPARE(presenter.countText(), QStringLiteral("1+ of 1,726"));
    Q_EMIT source.pageReady(looking, {rowAt(90), rowAt(80)}); // too late
    QCOMPARE(presenter.model().rowCount(), 1);
    QVERIFY(!presenter.model().canFetchMore({}));
    source.rows = {{80, rowAt(80)}, {90, rowAt(90)}};
    source.holdsPages = false;
    presenter.scanAll();
    QVERIFY(!presenter.isCutShort());
    QTRY_COMPARE(presenter.model().rowCount(), 2);
    QTRY_COMPARE(presenter.countText(), QStringLiteral("2 of 1,726"));
}

void EventsPresenterTest::scanFollowsNewEventsAlone()
{
    MemorySource source;
    source.rows = {{80, rowAt(80)}, {90, rowAt(90)}};
    EventsPresenter presenter(source, m_clock);
    QTRY_COMPARE(presenter.total(), 1726);
    QVERIFY(!presenter.setFilterText(QStringLiteral("header.x-a:1")));
    QTRY_COMPARE(presenter.model().rowCount(), 2);
    QTRY_COMPARE(presenter.countText(), QStringLiteral("2 of 1,726"));
    presenter.setVisibleRows(0, 1);
    source.askedAfter.clear();
    source.rows[80].status = EventStatus::Error;
    source.rows[95] = rowAt(95);
    Q_EMIT source.changed();
    QTRY_COMPARE(presenter.model().rowCount(), 3);
    QCOMPARE(presenter.model().row(0).seq, 95);
    QTRY_VERIFY(presenter.model().row(2).status == EventStatus::Error);
    QCOMPARE(presenter.countText(), QStringLiteral("3 of 1,726"));
    source.rows[96] = rowAt(96);
    Q_EMIT source.changed();
    QTRY_COMPARE(presenter.model().rowCount(), 4);
    QVERIFY(!source.askedAfter.empty());
    for (const std::optional<qint64>& after : source.askedAfter)
        QVERIFY(after && *after >= 90); // nothing was looked through twice
}

store::StoredEvent storedEvent(const QByteArray& body)
{
    store::StoredEvent stored;
    stored.event.id = QStringLiteral("hw_1");
    stored.event.request.method = "POST";
    stored.event.request.target = "/s/billing";
    stored.event.request.remote = QStringLiteral("127.0.0.1:5000");
    stored.event.request.headers = {{"Host", "127.0.0.1:4400"}, {"Content-Type", "application/json"}};
    stored.event.request.body = body;
    Run run;
    run.status = EventStatus::Processed;
    run.eventType = QStringLiteral("a.b");
    run.verification = {VerificationStatus::Verified, true, QStringLiteral("stripe"), {}, {}, {}};
    run.answer.status = 200;
    run.duration = std::chrono::microseconds(3400);
    run.timings = {std::chrono::microseconds(1000), std::chrono::microseconds(1000), std::chrono::microseconds(2000),
                   std::chrono::microseconds(0), std::chrono::microseconds(0)};
    stored.run = run;
    return stored;
}

void EventsPresenterTest::selectionGivesDetail()
{
    MemorySource source;
    source.events[QStringLiteral("hw_1")] = storedEvent("{\"id\":1}");
    EventsPresenter presenter(source, m_clock);
    QSignalSpy ready(&presenter, &EventsPresenter::detailReady);
    QSignalSpy cleared(&presenter, &EventsPresenter::detailCleared);
    presenter.select(QStringLiteral("hw_1"));
    QTRY_COMPARE(ready.size(), 1);
    const auto detail = ready.first().first().value<EventDetail>();
    QCOMPARE(detail.timeline.size(), static_cast<size_t>(6));
    QCOMPARE(detail.timeline[0].text, QStringLiteral("POST /s/billing from 127.0.0.1"));
    QCOMPARE(detail.timeline[2].start, 0.5);
    QCOMPARE(detail.timeline[2].length, 0.5);
    QVERIFY(detail.request.tree != nullptr);
    presenter.select(QStringLiteral("hw_gone"));
    QTRY_COMPARE(cleared.size(), 1);
}

void EventsPresenterTest::largeBodyIsDescribedElsewhere()
{
    MemorySource source;
    source.events[QStringLiteral("hw_1")] = storedEvent("{\"pad\":\"" + QByteArray(200000, 'x') + "\"}");
    EventsPresenter presenter(source, m_clock);
    QSignalSpy ready(&presenter, &EventsPresenter::detailReady);
    presenter.select(QStringLiteral("hw_1"));
    QTRY_COMPARE(ready.size(), 1);
    QVERIFY(ready.first().first().value<EventDetail>().request.tree != nullptr);
}

void EventsPresenterTest::failedStagesEndTheTimeline()
{
    store::StoredEvent stored = storedEvent("{}");
    stored.run->status = EventStatus::Refused;
    stored.run->verification.status = VerificationStatus::Failed;
    stored.run->verification.reason = QStringLiteral("signature_mismatch");
    stored.run->answer.status = 401;
    const EventDetail detail = describe(stored, {});
    QCOMPARE(detail.status.text, QStringLiteral("Failed"));
    QCOMPARE(detail.timeline[1].tone, Tone::Fail);
    QCOMPARE(detail.timeline[2].text, QStringLiteral("not reached"));
    QCOMPARE(detail.timeline[3].text, QStringLiteral("not reached"));
    QCOMPARE(detail.timeline[4].text, QStringLiteral("401, stored"));
    QCOMPARE(detail.timeline[5].text, QStringLiteral("not reached"));
    QVERIFY(!detail.verification.note.isEmpty());
    stored.run.reset();
    QCOMPARE(describe(stored, {}).status.text, QStringLiteral("Pending"));
}

void EventsPresenterTest::curlQuotes_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("part");
    QTest::newRow("quote") << QByteArray("it's") << QStringLiteral("--data-binary 'it'\\''s'");
    QTest::newRow("at sign") << QByteArray("@file") << QStringLiteral("--data-raw '@file'");
    QTest::newRow("binary") << QByteArray("\xff\x00", 2) << QStringLiteral("printf %s '/wA=' | base64 -d | curl");
    QTest::newRow("empty") << QByteArray() << QStringLiteral("curl -X POST 'http://127.0.0.1:4400/s/billing'");
}

void EventsPresenterTest::curlQuotes()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, part);
    const QString command = curlCommand(storedEvent(body).event.request);
    QVERIFY2(command.contains(part), qPrintable(command));
    QVERIFY(!command.contains(QStringLiteral("Host:")));
}

} // namespace hw::models

QTEST_GUILESS_MAIN(hw::models::EventsPresenterTest)

#include "tst_eventspresenter.moc"
