#include "ui/models/directorypresenter.h"

#include <QLocale>

#include <algorithm>

namespace hw::models {

using delivery::DirectoryCounts;
using delivery::DirectoryDetails;
using delivery::DirectoryKind;
using delivery::DirectoryReadThread;
using delivery::DirectoryRow;
using delivery::DirectoryTarget;

namespace {

constexpr int pageSize = 200;
constexpr std::chrono::milliseconds refreshPause{250};

} // namespace

DirectoryPresenter::DirectoryPresenter(DirectoryReadThread& reader, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_reader(reader)
    , m_clock(clock)
    , m_model(clock)
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshPause);
    connect(&m_refresh, &QTimer::timeout, this, &DirectoryPresenter::refresh);
    connect(&reader, &DirectoryReadThread::changed, this, [this] {
        m_freshEnd = m_freshFirst;
        if (m_active && !m_refresh.isActive())
            m_refresh.start();
    });
    connect(&reader, &DirectoryReadThread::pageReady, this, &DirectoryPresenter::takePage);
    connect(&reader, &DirectoryReadThread::detailsReady, this, &DirectoryPresenter::takeDetails);
    connect(&reader, &DirectoryReadThread::failed, this, &DirectoryPresenter::takeFailure);
    connect(&reader, &DirectoryReadThread::countsReady, this,
            [this](quint64 generation, const DirectoryCounts& counts) {
                if (generation != m_countsGeneration || m_counts == counts)
                    return;
                m_counts = counts;
                Q_EMIT countsChanged();
                Q_EMIT rowsTextChanged();
            });
    connect(&reader, &DirectoryReadThread::matchingReady, this, [this](quint64 generation, qint64 count) {
        if (generation != m_matchingGeneration || m_matching == count)
            return;
        m_matching = count;
        Q_EMIT rowsTextChanged();
    });
    connect(&m_model, &DirectoryModel::moreWanted, this, [this] {
        m_moreWanted = true;
        pump();
    });
}

DirectoryPresenter::~DirectoryPresenter() = default;

void DirectoryPresenter::setSources(const QHash<QString, SourceLabel>& sources)
{
    m_sources = sources;
    if (m_details)
        Q_EMIT detailReady(directoryDetail(*m_details, m_sources, m_clock.now()));
}

void DirectoryPresenter::setEnvironment(const QString& environment)
{
    if (environment == m_query.environment)
        return;
    m_query.environment = environment;
    for (ListState& state : m_lists)
        state.selected.reset();
    m_counts.reset();
    load();
    Q_EMIT countsChanged();
}

void DirectoryPresenter::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    if (!active)
        return;
    if (m_loadWanted || m_state == State::Loading)
        load();
    else
        refresh();
}

void DirectoryPresenter::setKind(DirectoryKind kind)
{
    if (kind == m_query.kind)
        return;
    m_query.kind = kind;
    m_query.text = list().text;
    load();
    Q_EMIT kindChanged();
}

void DirectoryPresenter::setText(const QString& text)
{
    if (text == m_query.text)
        return;
    m_query.text = text;
    list().text = text;
    load();
    Q_EMIT textChanged();
}

qint64 DirectoryPresenter::matching() const
{
    if (!m_query.text.isEmpty())
        return m_matching.value_or(0);
    return m_counts ? (*m_counts)[static_cast<size_t>(m_query.kind)] : 0;
}

void DirectoryPresenter::setVisibleRows(int first, int last)
{
    if (first == m_firstVisible && last == m_lastVisible)
        return;
    m_firstVisible = first;
    m_lastVisible = last;
    Q_EMIT rowsTextChanged();
    const int end = std::min(last + 1, m_model.rowCount());
    if (m_active && end > 0 && (first < m_freshFirst || end > m_freshEnd)) {
        m_visibleWanted = true;
        pump();
    }
}

QString DirectoryPresenter::rowsText() const
{
    const int rows = m_model.rowCount();
    if (rows == 0)
        return {};
    const QLocale locale;
    const int first = std::clamp(m_firstVisible, 0, rows - 1);
    const int last = std::clamp(m_lastVisible, first, rows - 1);
    // A count that is behind what is loaded already would contradict it.
    const qint64 total = std::max<qint64>(matching(), rows);
    return tr("Rows %1\u2013%2 of %3")
        .arg(locale.toString(first + 1), locale.toString(last + 1), locale.toString(total));
}

const std::optional<DirectoryTarget>& DirectoryPresenter::selected() const
{
    return list().selected;
}

void DirectoryPresenter::select(const DirectoryTarget& target)
{
    // While another list is being loaded the view still shows the rows of the one before.
    if (target.kind != m_query.kind || list().selected == target)
        return;
    list().selected = target;
    requestDetails();
    Q_EMIT selectionChanged();
}

void DirectoryPresenter::open(const DirectoryLink& link)
{
    ListState& state = m_lists[static_cast<size_t>(link.target.kind)];
    state.text = link.filter;
    state.selected.reset();
    if (link.filter.isEmpty())
        state.selected = link.target;
    if (link.target.kind == m_query.kind) {
        const bool sameText = m_query.text == state.text;
        m_query.text = state.text;
        if (!sameText) {
            load();
            Q_EMIT textChanged();
        } else {
            requestDetails();
            Q_EMIT selectionChanged();
        }
        return;
    }
    setKind(link.target.kind);
}

void DirectoryPresenter::load()
{
    m_loadWanted = true;
    m_moreWanted = false;
    m_visibleWanted = false;
    m_matching.reset();
    m_details.reset();
    setState(State::Loading);
    pump();
    if (m_active)
        requestCounts();
}

void DirectoryPresenter::refresh()
{
    if (!m_active || m_query.environment.isEmpty())
        return;
    if (m_state == State::Failed) {
        load();
        return;
    }
    requestCounts();
    requestDetails();
    m_visibleWanted = true;
    pump();
}

void DirectoryPresenter::pump()
{
    if (!m_active || m_query.environment.isEmpty())
        return;
    if (m_loadWanted) {
        m_loadWanted = false;
        ask(Ask::Load, {}, pageSize);
        return;
    }
    if (m_asked != Ask::Nothing)
        return;
    const int rows = m_model.rowCount();
    if (m_moreWanted) {
        m_moreWanted = false;
        if (rows > 0 && !m_model.isComplete()) {
            ask(Ask::More, delivery::cursor(m_model.row(rows - 1)), pageSize);
            return;
        }
    }
    if (m_visibleWanted) {
        m_visibleWanted = false;
        m_askedFirst = std::clamp(m_firstVisible, 0, rows);
        const QString after = m_askedFirst == 0 ? QString() : delivery::cursor(m_model.row(m_askedFirst - 1));
        ask(Ask::Visible, after, std::max(pageSize, m_lastVisible - m_firstVisible + 1));
    }
}

void DirectoryPresenter::ask(Ask what, const QString& after, int limit)
{
    m_asked = what;
    m_askedLimit = limit;
    m_pageGeneration = ++m_generation;
    m_reader.requestPage(m_pageGeneration, m_query, after, limit);
}

void DirectoryPresenter::takePage(quint64 generation, std::vector<DirectoryRow> rows)
{
    if (generation != m_pageGeneration)
        return;
    const int count = static_cast<int>(rows.size());
    const bool complete = count < m_askedLimit;
    // Until the model has changed nothing else is asked for: it may ask for more while it does.
    switch (m_asked) {
    case Ask::Nothing: return;
    case Ask::Load: takeLoaded(std::move(rows), complete); break;
    case Ask::More: m_model.append(std::move(rows), complete); break;
    case Ask::Visible:
        // The columns of an empty list know nothing of its rows.
        if (m_model.rowCount() == 0) {
            takeLoaded(std::move(rows), complete);
            break;
        }
        m_model.refresh(m_askedFirst, std::move(rows), complete);
        m_freshFirst = m_askedFirst;
        m_freshEnd = m_askedFirst + count;
        break;
    }
    if (generation == m_pageGeneration)
        m_asked = Ask::Nothing;
    Q_EMIT rowsTextChanged();
    pump();
}

void DirectoryPresenter::takeLoaded(std::vector<DirectoryRow> rows, bool complete)
{
    const int count = static_cast<int>(rows.size());
    m_model.load(m_query.kind, std::move(rows), complete);
    m_freshFirst = 0;
    m_freshEnd = count;
    setState(State::Ready);
    if (!list().selected && count > 0)
        list().selected = targetOf(m_model.row(0));
    requestDetails();
    Q_EMIT selectionChanged();
}

void DirectoryPresenter::takeDetails(quint64 generation, const std::optional<DirectoryDetails>& details)
{
    if (generation != m_detailsGeneration)
        return;
    m_details = details;
    if (details) {
        Q_EMIT detailReady(directoryDetail(*details, m_sources, m_clock.now()));
        return;
    }
    list().selected.reset();
    Q_EMIT detailCleared();
}

void DirectoryPresenter::takeFailure(quint64 generation, const Error&)
{
    if (generation != 0 && generation != m_pageGeneration)
        return;
    m_asked = Ask::Nothing;
    setState(State::Failed);
}

void DirectoryPresenter::requestCounts()
{
    if (m_query.environment.isEmpty())
        return;
    m_countsGeneration = ++m_generation;
    m_reader.requestCounts(m_countsGeneration, m_query.environment);
    if (m_query.text.isEmpty())
        return;
    m_matchingGeneration = ++m_generation;
    m_reader.requestMatching(m_matchingGeneration, m_query);
}

void DirectoryPresenter::requestDetails()
{
    if (!m_active)
        return;
    if (!list().selected) {
        m_details.reset();
        m_detailsGeneration = ++m_generation;
        Q_EMIT detailCleared();
        return;
    }
    m_detailsGeneration = ++m_generation;
    m_reader.requestDetails(m_detailsGeneration, m_query.environment, *list().selected);
}

void DirectoryPresenter::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace hw::models
