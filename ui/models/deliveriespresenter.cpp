#include "ui/models/deliveriespresenter.h"

#include <QLocale>

#include <algorithm>

namespace hw::models {

using delivery::DestinationCount;
using delivery::OutboxReadThread;
using delivery::TargetKind;
using store::DeliveryStatus;

namespace {

constexpr int pageSize = 200;
constexpr std::chrono::milliseconds refreshPause{250};
constexpr std::chrono::milliseconds longestPause{5000};
constexpr int restPerWork = 4; ///< reading does not take more than a fifth of the time
constexpr std::chrono::seconds tickEvery{1};

std::vector<DeliveryStatus> statusesOf(DeliveryList list)
{
    switch (list) {
    case DeliveryList::Dead: return {DeliveryStatus::Dead};
    case DeliveryList::Delivered: return {DeliveryStatus::Done};
    case DeliveryList::Outbox: break;
    }
    return {DeliveryStatus::Pending, DeliveryStatus::Held, DeliveryStatus::Failed};
}

/// The list's statuses, and of these those that the filter names.
delivery::DeliveryFilter filterOf(DeliveryList list, delivery::DeliveryFilter filter)
{
    std::vector<DeliveryStatus> wanted;
    for (const DeliveryStatus status : statusesOf(list)) {
        if (filter.statuses.empty() ||
            std::find(filter.statuses.begin(), filter.statuses.end(), status) != filter.statuses.end())
            wanted.push_back(status);
    }
    filter.statuses = wanted.empty() ? statusesOf(list) : wanted;
    if (wanted.empty())
        filter.id = QStringLiteral("dlv_"); // statuses of another list: nothing has this id
    return filter;
}

std::optional<TargetKind> targetKindOf(workspace::DestinationKind kind)
{
    switch (kind) {
    case workspace::DestinationKind::Knock: return TargetKind::Knock;
    case workspace::DestinationKind::Http: return TargetKind::Http;
    case workspace::DestinationKind::Directory: break;
    }
    return std::nullopt;
}

} // namespace

DeliveriesPresenter::DeliveriesPresenter(OutboxReadThread& reader, DeliveriesLink& link, const Clock& clock,
                                         QObject* parent)
    : QObject(parent)
    , m_reader(reader)
    , m_link(link)
    , m_clock(clock)
    , m_model(clock)
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshPause);
    m_tick.setInterval(tickEvery);
    connect(&m_refresh, &QTimer::timeout, this, &DeliveriesPresenter::refresh);
    connect(&m_tick, &QTimer::timeout, this, &DeliveriesPresenter::tick);
    connect(&reader, &OutboxReadThread::changed, this, [this] {
        if (!m_refresh.isActive())
            m_refresh.start();
    });
    connect(&reader, &OutboxReadThread::pageReady, this, &DeliveriesPresenter::takePage);
    connect(&reader, &OutboxReadThread::countsReady, this, &DeliveriesPresenter::takeCounts);
    connect(&reader, &OutboxReadThread::detailsReady, this, &DeliveriesPresenter::takeDetails);
    connect(&reader, &OutboxReadThread::retryableReady, this,
            [this](quint64 generation, const delivery::Retryable& found) {
                if (generation == m_retryGeneration)
                    Q_EMIT retryFound(found);
            });
    connect(&reader, &OutboxReadThread::failed, this, &DeliveriesPresenter::takeFailure);
    connect(&link, &DeliveriesLink::confirmedChanged, this, [this] {
        rebuildDestinations();
        showDetail();
    });
    connect(&m_model, &DeliveriesModel::moreWanted, this, [this] {
        m_moreWanted = true;
        pump();
    });
}

DeliveriesPresenter::~DeliveriesPresenter() = default;

void DeliveriesPresenter::setWorkspace(std::shared_ptr<const workspace::Workspace> workspace)
{
    m_workspace = std::move(workspace);
    rebuildDestinations();
    if (m_countsGeneration == 0)
        requestCounts();
}

void DeliveriesPresenter::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    if (!active) {
        m_tick.stop();
        return;
    }
    m_tick.start();
    if (m_state == State::Loading)
        load();
    else
        refresh();
}

void DeliveriesPresenter::setList(DeliveryList list)
{
    if (list == m_list)
        return;
    m_list = list;
    m_selected.clear();
    load();
    Q_EMIT listChanged();
}

void DeliveriesPresenter::setText(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    auto filter = delivery::DeliveryFilter::parse(text, m_clock.now());
    m_problem.clear();
    if (filter) {
        m_filter = *std::move(filter);
        m_selected.clear();
        load();
    } else {
        const QStringList& args = filter.error().args;
        m_problem = args.value(0) == QLatin1String("filter")
                        ? tr("%1: %2").arg(args.value(1), args.value(2))
                        : tr("%1:%2 is not known. Accepted: %3.").arg(args.value(0), args.value(1), args.value(2));
    }
    Q_EMIT textChanged();
}

qint64 DeliveriesPresenter::heldCount() const
{
    qint64 sum = 0;
    for (const DestinationRow& row : m_destinations)
        sum += row.held;
    return sum;
}

qint64 DeliveriesPresenter::openCount() const
{
    qint64 sum = 0;
    for (const DestinationRow& row : m_destinations)
        sum += row.held + row.waiting + row.retrying;
    return sum;
}

qint64 DeliveriesPresenter::deadCount() const
{
    qint64 sum = 0;
    for (const DestinationRow& row : m_destinations)
        sum += row.dead;
    return sum;
}

QStringList DeliveriesPresenter::heldEnvironments() const
{
    QStringList names;
    for (const DestinationRow& row : m_destinations) {
        if (row.held > 0 && !row.confirmed)
            names.append(row.environment);
    }
    names.removeDuplicates();
    return names;
}

qint64 DeliveriesPresenter::heldIn(const QString& environment) const
{
    qint64 sum = 0;
    for (const DestinationRow& row : m_destinations)
        sum += row.environment == environment ? row.held : 0;
    return sum;
}

QString DeliveriesPresenter::heldText(const QString& environment) const
{
    QStringList targets;
    for (const DestinationRow& row : m_destinations) {
        if (row.environment == environment && row.held > 0)
            targets.append(targetText(row.kind));
    }
    const auto count = static_cast<int>(heldIn(environment));
    const QString where = targets.join(tr(" and "));
    if (m_owner)
        return tr("%n deliver(y|ies) of %1 to %2 (is|are) held. Process %3 runs this workspace and sends nothing that "
                  "is "
                  "not confirmed. Stop it and confirm here, or start it again as: headwater-cli serve --live",
                  nullptr, count)
            .arg(environment, where, QString::number(*m_owner));
    return tr("%n deliver(y|ies) of %1 to %2 (is|are) held. Nothing leaves this machine until you confirm.", nullptr,
              count)
        .arg(environment, where);
}

void DeliveriesPresenter::setOwner(std::optional<qint64> process)
{
    if (process == m_owner)
        return;
    m_owner = process;
    Q_EMIT destinationsChanged();
}

QStringList DeliveriesPresenter::confirmLines(const QString& environment) const
{
    QStringList lines;
    for (const DestinationRow& row : m_destinations) {
        if (row.environment != environment || row.held == 0)
            continue;
        const QString target =
            row.address.isEmpty() ? targetText(row.kind) : tr("%1 at %2").arg(targetText(row.kind), row.address);
        lines.append(tr("%n deliver(y|ies) to %1", nullptr, static_cast<int>(row.held)).arg(target));
        if (row.pause)
            lines.last() += tr(" (waits: %1)").arg(pauseText(row.pause->reason));
    }
    return lines;
}

std::optional<qint64> DeliveriesPresenter::listSize() const
{
    if (!m_text.trimmed().isEmpty() || m_list == DeliveryList::Delivered)
        return std::nullopt;
    return m_list == DeliveryList::Dead ? deadCount() : openCount();
}

void DeliveriesPresenter::setVisibleRows(int first, int last)
{
    if (first == m_firstVisible && last == m_lastVisible)
        return;
    m_firstVisible = first;
    m_lastVisible = last;
    Q_EMIT rowsTextChanged();
    m_visibleWanted = true;
    pump();
}

void DeliveriesPresenter::setPointedAt(bool pointedAt)
{
    if (pointedAt == m_pointedAt)
        return;
    m_pointedAt = pointedAt;
    if (pointedAt)
        return;
    m_visibleWanted = true; // what has left the list goes now
    pump();
}

QString DeliveriesPresenter::rowsText() const
{
    const int rows = m_model.rowCount();
    if (rows == 0)
        return {};
    const QLocale locale;
    const int first = std::clamp(m_firstVisible, 0, rows - 1);
    const int last = std::clamp(m_lastVisible, first, rows - 1);
    std::optional<qint64> total = listSize();
    if (m_model.isComplete())
        total = rows;
    const QString range = tr("Rows %1\u2013%2").arg(locale.toString(first + 1), locale.toString(last + 1));
    return total ? tr("%1 of %2").arg(range, locale.toString(std::max<qint64>(*total, rows))) : range;
}

void DeliveriesPresenter::select(const QString& id)
{
    if (id == m_selected)
        return;
    m_selected = id;
    requestDetails();
    Q_EMIT selectionChanged();
    m_visibleWanted = true; // what has left the list goes, now that it is not looked at
    pump();
}

void DeliveriesPresenter::confirm(const QString& environment)
{
    const auto count = static_cast<int>(heldIn(environment));
    m_link.confirm(environment);
    Q_EMIT told(tr("%n deliver(y|ies) of %1 (goes|go) out", nullptr, count).arg(environment), {});
}

void DeliveriesPresenter::setPaused(const QString& environment, TargetKind kind, bool paused)
{
    changePause(environment, kind, paused, Way::Forth);
}

void DeliveriesPresenter::changePause(const QString& environment, TargetKind kind, bool paused, Way way)
{
    const auto done = [this, environment, kind, paused, way](const Result<void>& result) {
        if (!result) {
            Q_EMIT failed(result.error());
            return;
        }
        std::function<void()> undo;
        if (way == Way::Forth)
            undo = [this, environment, kind, paused] { changePause(environment, kind, !paused, Way::Back); };
        const QString text = paused ? tr("Paused %1 of %2") : tr("%1 of %2 goes on");
        Q_EMIT told(text.arg(targetText(kind), environment), undo);
    };
    if (paused)
        m_link.pause(environment, kind, this, done);
    else
        m_link.resume(environment, kind, this, done);
}

void DeliveriesPresenter::findRetryable(const std::vector<int>& rows)
{
    delivery::Retryable found;
    for (const int row : rows) {
        if (row < 0 || row >= m_model.rowCount() || !m_model.canRetry(row))
            continue;
        found.seqs.push_back(m_model.seqOf(row));
        const DeliveryRow& shown = m_model.row(row);
        store::Delivery delivery;
        delivery.kind = shown.kind;
        delivery.destination = delivery::freeze({shown.target, {}, {}, {}});
        delivery.firstAt = shown.firstAt;
        found.forgotten += delivery::keyIsForgotten(delivery, m_clock.now()) ? 1 : 0;
    }
    ++m_retryGeneration; // what was asked for before is not wanted any more
    Q_EMIT retryFound(found);
}

void DeliveriesPresenter::findAllRetryable()
{
    m_retryGeneration = ++m_generation;
    m_reader.requestRetryable(m_retryGeneration, filterOf(m_list, m_filter), m_clock.now());
}

void DeliveriesPresenter::retry(const delivery::Retryable& found)
{
    if (found.seqs.empty())
        return;
    m_link.retry(found.seqs, this, [this](const Result<int>& put) {
        if (put)
            Q_EMIT told(tr("%n deliver(y|ies) put back", nullptr, *put), {});
        else
            Q_EMIT failed(put.error());
    });
}

void DeliveriesPresenter::load()
{
    m_loadWanted = true;
    m_moreWanted = false;
    m_visibleWanted = false;
    setState(State::Loading);
    pump();
}

void DeliveriesPresenter::refresh()
{
    requestCounts();
    if (!m_active)
        return;
    if (m_state == State::Failed) {
        load();
        return;
    }
    requestDetails();
    m_visibleWanted = true;
    pump();
}

void DeliveriesPresenter::tick()
{
    if (m_list == DeliveryList::Outbox)
        m_model.tick();
    if (m_details && m_details->delivery.status == DeliveryStatus::Failed)
        Q_EMIT explanationChanged(describe(*m_details, contextOf(m_details->delivery)).explanation);
}

void DeliveriesPresenter::pump()
{
    if (!m_active)
        return;
    if (m_loadWanted) {
        m_loadWanted = false;
        ask(Ask::Load, 0, pageSize);
        return;
    }
    if (m_asked != Ask::Nothing)
        return;
    const int rows = m_model.rowCount();
    if (std::exchange(m_moreWanted, false) && rows > 0 && !m_model.isComplete()) {
        ask(Ask::More, rows, pageSize);
        return;
    }
    if (std::exchange(m_visibleWanted, false))
        ask(Ask::Visible, std::clamp(m_firstVisible, 0, rows), std::max(pageSize, m_lastVisible - m_firstVisible + 1));
}

void DeliveriesPresenter::ask(Ask what, int first, int limit)
{
    m_asked = what;
    m_askedFirst = first;
    m_pageGeneration = ++m_generation;
    const auto before = first == 0 ? std::nullopt : std::optional(m_model.seqOf(first - 1));
    QStringList keep;
    if (what == Ask::Visible) {
        const int end = std::min(m_lastVisible + 1, m_model.rowCount());
        for (int row = first; m_pointedAt && row < end; ++row)
            keep.append(m_model.row(row).id);
        // One wants to see it arrive, and the keyboard stays where it is.
        if (m_model.rowOf(m_selected) >= first && !keep.contains(m_selected))
            keep.append(m_selected);
    }
    m_reader.requestPage(m_pageGeneration, filterOf(m_list, m_filter), before, limit, keep);
}

void DeliveriesPresenter::takePage(quint64 generation, const delivery::DeliveryPage& page)
{
    if (generation != m_pageGeneration)
        return;
    // Until the model has changed nothing else is asked for: it may ask for more while it does.
    switch (m_asked) {
    case Ask::Nothing: return;
    case Ask::Load:
        m_model.load(page.rows, page.complete);
        setState(State::Ready);
        break;
    case Ask::More: m_model.append(page.rows, page.complete); break;
    case Ask::Visible: m_model.refresh(m_askedFirst, page.rows, page.complete); break;
    }
    m_asked = Ask::Nothing;
    if (m_selected.isEmpty() && m_model.rowCount() > 0)
        select(m_model.row(0).id);
    else
        requestDetails();
    Q_EMIT rowsTextChanged();
    pump();
}

void DeliveriesPresenter::takeCounts(quint64 generation, const std::vector<DestinationCount>& counts)
{
    if (generation != m_countsGeneration)
        return;
    m_refresh.setInterval(
        std::clamp(restPerWork * std::chrono::milliseconds(m_counting.elapsed()), refreshPause, longestPause));
    if (counts == m_counts)
        return;
    m_counts = counts;
    rebuildDestinations();
    Q_EMIT rowsTextChanged();
}

void DeliveriesPresenter::rebuildDestinations()
{
    std::vector<DestinationRow> rows;
    const auto rowFor = [&](const QString& environment, TargetKind kind) -> DestinationRow& {
        const auto found = std::find_if(rows.begin(), rows.end(), [&](const DestinationRow& row) {
            return row.environment == environment && row.kind == kind;
        });
        if (found != rows.end())
            return *found;
        DestinationRow& row = rows.emplace_back();
        row.environment = environment;
        row.kind = kind;
        row.title = tr("%1 \u2192 %2").arg(environment, targetText(kind));
        return row;
    };
    if (m_workspace) {
        for (const workspace::EnvironmentState& state : m_workspace->environments) {
            const workspace::Destination& destination = state.environment.destination;
            if (const auto kind = targetKindOf(destination.kind))
                rowFor(state.environment.name, *kind).address = destination.url;
        }
    }
    for (const DestinationCount& count : m_counts) {
        DestinationRow& row = rowFor(count.environment, count.kind);
        row.waiting = count.pending;
        row.held = count.held;
        row.retrying = count.failed;
        row.dead = count.dead;
        row.pause = count.pause;
        if (count.urls.size() == 1)
            row.address = count.urls.first();
        else if (count.urls.size() > 1)
            row.address = tr("%n address(|es)", nullptr, static_cast<int>(count.urls.size()));
    }
    const QStringList confirmed = m_link.confirmed();
    std::set<PausedDestination> paused;
    for (DestinationRow& row : rows) {
        row.confirmed = confirmed.contains(row.environment);
        if (row.address.isEmpty() && row.kind == TargetKind::Knock)
            row.address = QLatin1String(delivery::knockOrigin);
        if (row.pause && !row.isPausedInPart())
            paused.insert({row.environment, row.kind});
    }
    std::sort(rows.begin(), rows.end(), [](const DestinationRow& a, const DestinationRow& b) {
        return std::pair(a.environment, a.kind) < std::pair(b.environment, b.kind);
    });
    if (rows == m_destinations)
        return;
    m_destinations = std::move(rows);
    m_model.setPaused(paused);
    showDetail();
    Q_EMIT destinationsChanged();
}

void DeliveriesPresenter::takeDetails(quint64 generation, const std::optional<delivery::DeliveryDetails>& details)
{
    if (generation != m_detailsGeneration || (details && m_details == details))
        return;
    m_details = details;
    if (details) {
        showDetail();
        return;
    }
    m_selected.clear();
    Q_EMIT detailCleared();
}

DeliveryContext DeliveriesPresenter::contextOf(const store::Delivery& delivery) const
{
    DeliveryContext context;
    context.now = m_clock.now();
    const delivery::Target target = delivery::thaw(delivery.destination);
    for (const DestinationRow& row : m_destinations) {
        if (row.environment == delivery.environment && row.kind == target.kind &&
            !(row.isPausedInPart() && row.pause->kind != delivery::pauseKey(target)))
            context.pause = row.pause;
    }
    return context;
}

void DeliveriesPresenter::showDetail()
{
    if (m_details)
        Q_EMIT detailReady(describe(*m_details, contextOf(m_details->delivery)));
}

void DeliveriesPresenter::takeFailure(quint64 generation, const Error&)
{
    if (generation != 0 && generation != m_pageGeneration)
        return;
    m_asked = Ask::Nothing;
    setState(State::Failed);
}

void DeliveriesPresenter::requestCounts()
{
    m_countsGeneration = ++m_generation;
    m_counting.start();
    m_reader.requestCounts(m_countsGeneration);
}

void DeliveriesPresenter::requestDetails()
{
    if (!m_active)
        return;
    m_detailsGeneration = ++m_generation;
    if (!m_selected.isEmpty()) {
        m_reader.requestDetails(m_detailsGeneration, m_selected);
        return;
    }
    m_details.reset();
    Q_EMIT detailCleared();
}

void DeliveriesPresenter::setState(State state)
{
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace hw::models
