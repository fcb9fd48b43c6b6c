#include "ui/models/eventspresenter.h"

#include "core/engine/typesearch.h"

#include <QLocale>

#include <algorithm>

namespace hw::models {

using store::EventRow;
using store::PageRequest;

namespace {

constexpr std::chrono::milliseconds frame{16};
constexpr size_t tailLimit = 5 * EventsModel::pageRows;
constexpr int waitingLimit = 1000;
/// Bodies up to here are described at once; larger ones in the pool, because they are parsed.
constexpr qsizetype directBody = 32 * 1024;

QString problemText(const QString& code, const QString& about)
{
    if (code == u"unknown_field")
        return EventsPresenter::tr("There is no field \"%1\".").arg(about);
    if (code == u"bad_value")
        return EventsPresenter::tr("\"%1\" is no value for this field.").arg(about);
    if (code == u"missing_value")
        return EventsPresenter::tr("A value is missing after \"%1\".").arg(about);
    if (code == u"unclosed_quote")
        return EventsPresenter::tr("The quote is not closed.");
    if (code == u"bad_operator")
        return EventsPresenter::tr("\"%1\" does not work with this field.").arg(about);
    if (code == u"bad_path")
        return EventsPresenter::tr("\"%1\" is no path.").arg(about);
    if (code == u"lone_minus")
        return EventsPresenter::tr("A minus needs a term after it.");
    return EventsPresenter::tr("The filter cannot be read here.");
}

} // namespace

EventsPresenter::EventsPresenter(EventSource& source, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_source(source)
    , m_clock(clock)
    , m_model(clock)
{
    m_pool.setMaxThreadCount(1);
    m_frame.setSingleShot(true);
    m_frame.setInterval(frame);
    m_minute.setInterval(std::chrono::seconds(10));
    connect(&m_frame, &QTimer::timeout, this, &EventsPresenter::refresh);
    connect(&m_minute, &QTimer::timeout, this, &EventsPresenter::requestBars);
    connect(&m_source, &EventSource::changed, this, &EventsPresenter::onChanged);
    connect(&m_source, &EventSource::pageReady, this, &EventsPresenter::onPage);
    connect(&m_source, &EventSource::pageGrew, this, &EventsPresenter::onGrew);
    connect(&m_source, &EventSource::scanProgress, this, &EventsPresenter::onScanned);
    connect(&m_source, &EventSource::rowsReady, this, &EventsPresenter::onRows);
    connect(&m_source, &EventSource::eventReady, this, &EventsPresenter::onEvent);
    connect(&m_source, &EventSource::summaryReady, this,
            [this](quint64, const store::Summary& summary) { onSummary(summary); });
    connect(&m_source, &EventSource::countReady, this, [this](quint64 generation, qint64 count) {
        if (generation != m_countGeneration)
            return;
        m_matching = count;
        Q_EMIT countsChanged();
    });
    connect(&m_source, &EventSource::histogramReady, this,
            [this](quint64 generation, const std::vector<store::MinuteBar>& bars) {
                if (generation == m_barsGeneration)
                    m_histogram.setBars(bars, m_clock.now());
            });
    connect(&m_source, &EventSource::missedReady, this, [this](quint64 generation, const store::Missed& missed) {
        if (generation == m_missedGeneration)
            m_histogram.setMissed(missed);
    });
    connect(&m_source, &EventSource::vocabularyReady, this,
            [this](quint64, const store::FilterVocabulary& vocabulary) { m_vocabulary = vocabulary; });
    connect(&m_source, &EventSource::failed, this, [this](quint64 generation, const Error& error) {
        if (m_asked != Ask::Nothing && (generation == m_pageGeneration || generation == 0)) {
            if (m_asked == Ask::Older)
                m_model.giveUpOlder();
            m_asked = Ask::Nothing;
            endScan(m_cutShort);
        }
        setState(State::Failed);
        Q_EMIT failed(error);
    });
    connect(&m_model, &EventsModel::olderWanted, this, [this](qint64 before) {
        m_olderWanted = before;
        pump();
    });
    connect(&m_model, &EventsModel::dataChanged, this, [this](const QModelIndex& from, const QModelIndex& to) {
        const int selected = m_selectedId.isEmpty() ? -1 : m_model.rowOfId(m_selectedId);
        if (selected >= from.row() && selected <= to.row())
            requestSelected();
    });
    m_histogram.setBars({}, m_clock.now());
    m_minute.start();
    m_loadWanted = true;
    pump();
    requestCounts();
    requestBars();
}

EventsPresenter::~EventsPresenter() = default;

void EventsPresenter::setSources(QHash<QString, SourceLabel> sources)
{
    m_model.setSources(std::move(sources));
}

void EventsPresenter::setScope(const QString& sourceKey)
{
    if (m_scope == sourceKey)
        return;
    const QString before = std::exchange(m_scope, sourceKey);
    if (setFilterText(m_filterText))
        m_scope = before;
    requestBars();
}

std::optional<FilterProblem> EventsPresenter::setFilterText(const QString& text)
{
    const QString prefix = m_scope.isEmpty() ? QString() : QString(QStringLiteral("source:") + m_scope + u' ');
    Result<store::Filter> filter = store::Filter::parse(prefix + text, m_clock.now());
    if (!filter) {
        const QStringList& args = filter.error().args;
        const int position = std::max(0, filter.error().column - 1 - static_cast<int>(prefix.size()));
        return FilterProblem{problemText(args.value(1), args.value(2)), position, args.value(2)};
    }
    // What no provider sends by that name is found by the one it sends.
    if (m_catalog) {
        if (const engine::TypeSearch search = engine::withAliases(*filter, *m_catalog); !search.used.empty())
            filter = store::Filter::parse(search.text, m_clock.now());
    }
    applyFilter(std::move(filter).value(), text);
    return std::nullopt;
}

void EventsPresenter::applyFilter(store::Filter filter, const QString& text)
{
    m_filter = std::move(filter);
    m_filterText = text;
    m_loadWanted = true;
    m_tailWanted = m_newerWanted = m_visibleWanted = m_waitingWanted = false;
    m_olderWanted.reset();
    m_tail.clear();
    m_asked = Ask::Nothing; // An answer on its way belongs to the old filter: its generation is passed by.
    m_scannedTo = 0;
    endScan(false);
    setWaiting(0);
    setState(State::Loading);
    Q_EMIT filterChanged();
    pump();
    requestCounts();
}

void EventsPresenter::stopScan()
{
    if (!m_filter.needsScan() || (m_asked != Ask::Load && m_asked != Ask::Older))
        return;
    m_source.cancelScans();
    m_pageGeneration = ++m_generation;
    m_countGeneration = ++m_generation;
    if (std::exchange(m_asked, Ask::Nothing) == Ask::Load && !std::exchange(m_grown, false))
        m_model.load({}, true);
    else
        m_model.appendOlder({}, true);
    m_olderWanted.reset();
    m_scannedTo = m_askedTo;
    m_matching = m_model.rowCount();
    endScan(true);
    setState(State::Ready);
    Q_EMIT countsChanged();
    pump();
}

void EventsPresenter::scanAll()
{
    m_loadWanted = true;
    endScan(false);
    setState(State::Loading);
    pump();
    requestCounts();
}

/// What was told about a scan is over.
void EventsPresenter::endScan(bool cutShort)
{
    if (std::exchange(m_scanShown, false))
        Q_EMIT scanned(0, 0);
    if (std::exchange(m_cutShort, cutShort) != cutShort)
        Q_EMIT cutShortChanged();
}

std::vector<store::FilterToken> EventsPresenter::filterTokens() const
{
    std::vector<store::FilterToken> tokens = m_filter.tokens();
    if (!m_scope.isEmpty() && !tokens.empty()) {
        tokens.erase(tokens.begin());
        const int prefix = static_cast<int>(m_scope.size()) + 8;
        for (store::FilterToken& token : tokens)
            token.position -= prefix;
    }
    return tokens;
}

std::optional<FilterProblem> EventsPresenter::addTerms(const QStringList& terms, const QString& replaces)
{
    QStringList kept;
    for (const store::FilterToken& token : filterTokens()) {
        const QString term = m_filterText.mid(token.position, token.length);
        if ((replaces.isEmpty() || token.key != replaces) && !terms.contains(term))
            kept << term;
    }
    return setFilterText((kept + terms).join(u' '));
}

void EventsPresenter::removeTerms(const QString& key)
{
    addTerms({}, key);
}

void EventsPresenter::refreshVocabulary()
{
    m_source.requestVocabulary(++m_generation, m_scope);
}

void EventsPresenter::setMode(Mode mode)
{
    if (m_mode == mode)
        return;
    m_mode = mode;
    Q_EMIT modeChanged();
    if (mode == Mode::Live) {
        setWaiting(0);
        m_waitingWanted = false;
        m_tailWanted = m_visibleWanted = true;
        pump();
        requestCounts();
    }
}

void EventsPresenter::setVisibleRows(int first, int last)
{
    m_firstVisible = first;
    m_lastVisible = last;
}

void EventsPresenter::showNewest()
{
    if (!m_model.hasNewer())
        return;
    m_newerWanted = true;
    pump();
}

void EventsPresenter::select(const QString& id)
{
    if (m_selectedId == id)
        return;
    m_selectedId = id;
    if (id.isEmpty()) {
        m_eventGeneration = ++m_generation;
        Q_EMIT detailCleared();
        return;
    }
    requestSelected();
}

void EventsPresenter::refreshSelected()
{
    if (!m_selectedId.isEmpty())
        requestSelected();
}

QString EventsPresenter::countText() const
{
    const QLocale locale;
    const QString total = locale.toString(m_total);
    if (m_filterText.isEmpty())
        return total;
    const QString matching = m_matching >= EventSource::countLimit || m_cutShort
                                 ? tr("%1+").arg(locale.toString(std::min(m_matching, EventSource::countLimit)))
                                 : locale.toString(m_matching);
    return tr("%1 of %2").arg(matching, total);
}

QString EventsPresenter::waitingText() const
{
    if (m_waiting >= waitingLimit)
        return tr("%1 or more new events").arg(QLocale().toString(waitingLimit));
    return tr("%n new event(s)", nullptr, m_waiting);
}

void EventsPresenter::onChanged()
{
    if (!m_frame.isActive())
        m_frame.start();
}

void EventsPresenter::refresh()
{
    if (m_mode == Mode::Live) {
        m_tailWanted = true;
        m_visibleWanted = m_firstVisible >= EventsModel::pageRows / 2;
    } else {
        m_waitingWanted = true;
    }
    if (m_filter.needsScan() && m_scannedTo > 0) {
        // Looked through are the new events alone, shown ones are read by their numbers, and those found are counted.
        if (m_mode == Mode::Live)
            requestVisible();
        m_visibleWanted = false;
        m_source.requestSummary(++m_generation);
    } else {
        requestCounts();
    }
    pump();
    requestBars();
    if (!m_selectedId.isEmpty() && m_model.rowOfId(m_selectedId) < 0)
        requestSelected();
}

void EventsPresenter::pump()
{
    if (m_asked != Ask::Nothing)
        return;
    if (std::exchange(m_loadWanted, false)) {
        ask(Ask::Load, {});
    } else if (m_olderWanted && m_model.rowCount() > 0) {
        // What was wanted first may have come meanwhile, with a page that grew.
        m_olderWanted.reset();
        ask(Ask::Older,
            {.before = m_model.row(m_model.rowCount() - 1).seq, .after = {}, .limit = EventsModel::pageRows});
    } else if (std::exchange(m_newerWanted, false) && m_model.rowCount() > 0) {
        ask(Ask::Newer, {.before = {}, .after = m_model.row(0).seq, .limit = EventsModel::pageRows});
    } else if (std::exchange(m_tailWanted, false)) {
        // Where the window does not hold the newest rows they are only counted.
        if (m_model.hasNewer())
            m_waitingWanted = true;
        else if (m_filter.needsScan() && m_scannedTo > 0)
            ask(Ask::Fresh, {.before = {}, .after = m_scannedTo, .limit = EventsModel::pageRows});
        else
            ask(Ask::Tail, {});
    } else if (std::exchange(m_visibleWanted, false) && m_firstVisible < m_model.rowCount()) {
        ask(Ask::Visible, {.before = m_model.row(m_firstVisible).seq + 1, .after = {}, .limit = EventsModel::pageRows});
    }
    if (m_asked == Ask::Nothing && std::exchange(m_waitingWanted, false)) {
        const qint64 newest = std::max(m_scannedTo, m_model.rowCount() > 0 ? m_model.row(0).seq : 0);
        ask(Ask::Waiting, {.before = {}, .after = newest, .limit = waitingLimit});
    }
}

void EventsPresenter::ask(Ask what, const PageRequest& page)
{
    m_asked = what;
    m_askedBefore = page.before;
    m_askedTo = what == Ask::Older ? m_askedTo : m_newest;
    m_grown = false;
    m_source.requestPage(m_pageGeneration = ++m_generation, m_filter, page);
}

void EventsPresenter::onPage(quint64 generation, const std::vector<EventRow>& rows)
{
    if (generation != m_pageGeneration || m_asked == Ask::Nothing)
        return;
    const Ask what = std::exchange(m_asked, Ask::Nothing);
    const bool grown = std::exchange(m_grown, false);
    endScan(m_cutShort);
    const bool complete = static_cast<int>(rows.size()) < EventsModel::pageRows;
    switch (what) {
    case Ask::Load:
        if (grown)
            m_model.appendOlder(rows, complete);
        else
            m_model.load(rows, complete);
        if (m_filter.needsScan())
            m_scannedTo = std::max(m_askedTo, rows.empty() ? 0 : rows.front().seq);
        setState(State::Ready);
        break;
    case Ask::Fresh: onFresh(rows); break;
    case Ask::Older: m_model.appendOlder(rows, complete); break;
    case Ask::Newer: m_model.prependNewer(rows, complete); break;
    case Ask::Tail: onTail(rows); break;
    case Ask::Visible: m_model.merge(rows, m_askedBefore, complete); break;
    case Ask::Waiting: setWaiting(static_cast<int>(rows.size())); break;
    case Ask::Nothing: break;
    }
    if (m_state == State::Failed)
        setState(State::Ready);
    pump();
}

void EventsPresenter::onGrew(quint64 generation, const std::vector<EventRow>& rows)
{
    if (generation != m_pageGeneration || (m_asked != Ask::Load && m_asked != Ask::Older))
        return;
    if (!std::exchange(m_grown, true) && m_asked == Ask::Load)
        m_model.load(rows, false);
    else
        m_model.appendOlder(rows, false);
}

void EventsPresenter::onScanned(quint64 generation, qint64 done)
{
    if (generation != m_pageGeneration || (m_asked != Ask::Load && m_asked != Ask::Older))
        return;
    m_scanShown = true;
    Q_EMIT scanned(static_cast<int>(done), static_cast<int>(std::max(done, m_total)));
}

/// New events that a filter which scans has found.
void EventsPresenter::onFresh(const std::vector<EventRow>& rows)
{
    const qint64 last = rows.empty() ? 0 : rows.front().seq;
    if (rows.size() < static_cast<size_t>(EventsModel::pageRows)) {
        m_scannedTo = std::max({m_scannedTo, m_askedTo, last});
    } else {
        m_scannedTo = last;
        m_tailWanted = true;
    }
    if (rows.empty())
        return;
    m_model.prependNewer(rows, true);
    m_matching += static_cast<qint64>(rows.size());
    Q_EMIT countsChanged();
}

void EventsPresenter::requestVisible()
{
    std::vector<qint64> seqs;
    for (int row = m_firstVisible; row <= m_lastVisible && row < m_model.rowCount(); ++row)
        seqs.push_back(m_model.row(row).seq);
    if (!seqs.empty())
        m_source.requestRows(m_rowsGeneration = ++m_generation, seqs);
}

void EventsPresenter::onRows(quint64 generation, const std::vector<EventRow>& rows)
{
    if (generation != m_rowsGeneration || m_asked == Ask::Load || m_loadWanted)
        return;
    if (rows.empty()) {
        m_loadWanted = true; // all that was shown was deleted
        pump();
        return;
    }
    m_model.merge(rows, rows.front().seq + 1, false);
}

void EventsPresenter::onTail(const std::vector<EventRow>& rows)
{
    if (m_mode == Mode::Paused) {
        m_tail.clear();
        m_waitingWanted = true;
        return;
    }
    m_tail.insert(m_tail.end(), rows.begin(), rows.end());
    const bool complete = static_cast<int>(rows.size()) < EventsModel::pageRows;
    if (m_model.merge(m_tail, std::nullopt, complete)) {
        m_tail.clear();
        return;
    }
    if (m_tail.size() < tailLimit) {
        ask(Ask::Tail, {.before = m_tail.back().seq, .after = {}, .limit = EventsModel::pageRows});
        return;
    }
    // Too much has come to keep what was shown in one piece: begin again at the newest.
    m_tail.clear();
    m_loadWanted = true;
}

void EventsPresenter::onEvent(quint64 generation, const std::optional<store::StoredEvent>& event)
{
    if (generation != m_eventGeneration || m_selectedId.isEmpty())
        return;
    if (!event) {
        m_selectedId.clear();
        Q_EMIT detailCleared();
        return;
    }
    const DetailContext context{m_model.sourceLabel(event->event.source), m_clock.now()};
    if (event->event.request.body.size() <= directBody) {
        Q_EMIT detailReady(describe(*event, context));
        return;
    }
    m_pool.start([this, generation, stored = *event, context] {
        auto detail = std::make_shared<EventDetail>(describe(stored, context));
        QMetaObject::invokeMethod(
            this,
            [this, generation, detail] {
                if (generation == m_eventGeneration && !m_selectedId.isEmpty())
                    Q_EMIT detailReady(*detail);
            },
            Qt::QueuedConnection);
    });
}

void EventsPresenter::onSummary(const store::Summary& summary)
{
    m_newest = std::max(m_newest, summary.newest);
    qint64 total = summary.events;
    if (!m_scope.isEmpty()) {
        const auto found = std::find_if(summary.sources.begin(), summary.sources.end(),
                                        [&](const store::SourceCount& count) { return count.source == m_scope; });
        total = found == summary.sources.end() ? 0 : found->events;
    }
    if (total == m_total)
        return;
    m_total = total;
    Q_EMIT countsChanged();
}

void EventsPresenter::requestSelected()
{
    m_source.requestEvent(m_eventGeneration = ++m_generation, m_selectedId);
}

void EventsPresenter::requestCounts()
{
    m_source.requestSummary(++m_generation);
    if (!m_filterText.isEmpty())
        m_source.requestCount(m_countGeneration = ++m_generation, m_filter);
}

void EventsPresenter::requestBars()
{
    const Timestamp now = m_clock.now();
    const Timestamp first = HistogramModel::firstMinute(now);
    const Timestamp end = std::chrono::floor<std::chrono::minutes>(now) + std::chrono::minutes(1);
    m_source.requestHistogram(m_barsGeneration = ++m_generation, first, end, m_scope);
    m_source.requestMissed(m_missedGeneration = ++m_generation, first, end);
}

void EventsPresenter::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

void EventsPresenter::setWaiting(int count)
{
    if (m_waiting == count)
        return;
    m_waiting = count;
    Q_EMIT waitingChanged();
}

} // namespace hw::models
