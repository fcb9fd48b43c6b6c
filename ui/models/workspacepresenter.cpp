#include "ui/models/workspacepresenter.h"

#include "ui/models/launchsetting.h"
#include "ui/models/setupstate.h"

#include <QUrl>

#include <algorithm>
#include <chrono>

namespace hw::models {

using namespace std::chrono_literals;

namespace {

constexpr auto refreshDelay = 100ms;
constexpr auto tickEvery = 1s;
constexpr auto recent = 1min;

bool isFailure(EventStatus status)
{
    return status == EventStatus::Refused || status == EventStatus::Error;
}

} // namespace

WorkspacePresenter::WorkspacePresenter(EngineLink& engine, EventSource& events, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_engine(engine)
    , m_events(events)
    , m_clock(clock)
{
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(refreshDelay);
    m_tick.setInterval(tickEvery);
    connect(&m_refresh, &QTimer::timeout, this, &WorkspacePresenter::refresh);
    connect(&m_tick, &QTimer::timeout, this, &WorkspacePresenter::tick);

    connect(&engine, &EngineLink::opened, this, [this](const Result<void>& result) {
        m_openState = result ? OpenState::Open : OpenState::Failed;
        m_openError = result ? std::nullopt : std::optional(result.error());
        Q_EMIT openStateChanged();
        if (!result)
            return;
        refresh();
        m_tick.start();
        if (m_launch == Launch::First && !m_owner && m_workspace && listensAtLaunch(m_workspace->local))
            startListener();
    });
    connect(&engine, &EngineLink::ownerChanged, this, &WorkspacePresenter::takeOwner);
    connect(&engine, &EngineLink::workspaceChanged, this, &WorkspacePresenter::takeWorkspace);
    connect(&engine, &EngineLink::listening, this, [this](const QString& host, quint16 port, const QString& print) {
        setListener({ListenerStatus::State::Listening, host, port, std::nullopt, !print.isEmpty(), print});
    });
    connect(&engine, &EngineLink::stopped, this, [this] { setListener({}); });
    connect(&engine, &EngineLink::listenFailed, this, [this](const Error& error) {
        setListener({ListenerStatus::State::Failed, m_listener.host, m_listener.port, error, m_listener.tls});
    });
    connect(&engine, &EngineLink::storeChanged, this, [this](const std::optional<Error>& trouble) {
        m_storeTrouble = trouble;
        Q_EMIT storeTroubleChanged();
    });
    connect(&engine, &EngineLink::failed, this, &WorkspacePresenter::failed);

    connect(&events, &EventSource::changed, this, [this] {
        if (!m_refresh.isActive())
            m_refresh.start();
    });
    connect(&events, &EventSource::summaryReady, this, &WorkspacePresenter::takeSummary);
    connect(&events, &EventSource::countReady, this, &WorkspacePresenter::takeCount);
    connect(&events, &EventSource::missedReady, this, &WorkspacePresenter::takeMissed);
}

WorkspacePresenter::~WorkspacePresenter() = default;

void WorkspacePresenter::start(Launch launch)
{
    m_launch = launch;
    m_engine.startOpen();
}

QString WorkspacePresenter::name() const
{
    return m_workspace ? m_workspace->name : QString();
}

QString WorkspacePresenter::root() const
{
    return m_workspace ? m_workspace->root : QString();
}

QString WorkspacePresenter::publicUrl() const
{
    return m_workspace ? m_workspace->local.publicUrl : QString();
}

bool WorkspacePresenter::isLive() const
{
    return std::any_of(m_environments.begin(), m_environments.end(),
                       [this](const EnvironmentEntry& entry) { return entry.name == m_environment && entry.live; });
}

QString WorkspacePresenter::origin() const
{
    const bool listening = m_listener.state == ListenerStatus::State::Listening;
    const workspace::LocalSettings local = m_workspace ? m_workspace->local : workspace::LocalSettings();
    const bool tls = listening ? m_listener.tls : listensWithTls(local);
    return QStringLiteral("%1://%2:%3")
        .arg(tls ? QStringLiteral("https") : QStringLiteral("http"), listening ? m_listener.host : local.host)
        .arg(listening ? m_listener.port : local.port);
}

QString WorkspacePresenter::endpointUrl(const QString& sourceKey) const
{
    return QStringLiteral("%1/s/%2").arg(origin(), sourceKey);
}

std::vector<Error> WorkspacePresenter::fileErrors() const
{
    return m_workspace ? m_workspace->allErrors() : std::vector<Error>();
}

void WorkspacePresenter::startListener()
{
    startListenerAt(0);
}

void WorkspacePresenter::startListenerAt(quint16 port)
{
    if (!m_workspace || isOthers())
        return;
    http::ListenOptions options;
    options.host = m_workspace->local.host;
    options.port = port ? port : m_workspace->local.port;
    if (options.port != m_workspace->local.port)
        m_engine.setPort(options.port);
    const bool tls = listensWithTls(m_workspace->local);
    options.transport = tls ? http::Transport::Tls : http::Transport::Plain;
    setListener({ListenerStatus::State::Starting, options.host, options.port, std::nullopt, tls});
    m_engine.startListener(options);
}

void WorkspacePresenter::stopListener()
{
    if (!isOthers())
        m_engine.stopListener();
}

/// What another process does, this one cannot stop or begin: it is said.
bool WorkspacePresenter::isOthers()
{
    if (m_owner)
        Q_EMIT failed({ErrorCode::WorkspaceOwned, {root(), QString::number(m_owner->pid)}});
    return m_owner.has_value();
}

void WorkspacePresenter::takeOwner(const std::optional<store::Owner>& owner)
{
    m_owner = owner;
    ListenerStatus status;
    if (owner && owner->port > 0) {
        const QUrl origin(owner->origin);
        status.state = ListenerStatus::State::Listening;
        status.host = origin.host();
        status.port = static_cast<quint16>(owner->port);
        status.tls = origin.scheme() == QLatin1String("https");
    }
    setListener(status);
    Q_EMIT ownerChanged();
    if (!owner && m_openState == OpenState::Open && m_workspace && listensAtLaunch(m_workspace->local))
        startListener();
}

void WorkspacePresenter::setEnvironment(const QString& name)
{
    if (name != m_environment)
        m_engine.useEnvironment(name);
}

void WorkspacePresenter::setListener(ListenerStatus status)
{
    m_listener = std::move(status);
    Q_EMIT listenerChanged();
}

void WorkspacePresenter::takeWorkspace(const std::shared_ptr<const workspace::Workspace>& workspace,
                                       const QString& environment)
{
    m_workspace = workspace;
    std::vector<EnvironmentEntry> environments;
    for (const workspace::EnvironmentState& state : workspace->environments) {
        const workspace::Destination& destination = state.environment.destination;
        environments.push_back({state.environment.name, destination.kind, destination.isLive()});
    }
    const bool different = environments != m_environments || environment != m_environment;
    m_environments = std::move(environments);
    m_environment = environment;
    updateSources();
    Q_EMIT workspaceChanged();
    if (different)
        Q_EMIT environmentsChanged();
}

void WorkspacePresenter::refresh()
{
    ++m_generation;
    m_events.requestSummary(m_generation);
    // Refusals are counted by the minute: those of the one before are news still.
    const Timestamp now = m_clock.now();
    m_events.requestMissed(m_generation, std::chrono::floor<std::chrono::minutes>(now) - 1min, now);
    if (const auto filter = store::Filter::parse(QStringLiteral("age:<1m"), m_clock.now()))
        m_events.requestCount(m_generation, *filter);
}

void WorkspacePresenter::tick()
{
    updateSources();
    if (m_facts.lastMinute > 0 || m_facts.turnedAway > 0)
        refresh(); // it falls although nothing is written
    if (m_facts.lastEventAt)
        Q_EMIT factsChanged(); // "Last event 3 s ago"
}

void WorkspacePresenter::takeSummary(quint64 generation, const store::Summary& summary)
{
    if (generation != m_generation)
        return;
    m_summary = summary;
    m_facts.known = true;
    m_facts.events = summary.events;
    m_facts.storedBytes = summary.storedBytes;
    m_facts.lastEventAt.reset();
    for (const store::SourceCount& count : summary.sources) {
        if (count.lastAt && (!m_facts.lastEventAt || *count.lastAt > *m_facts.lastEventAt))
            m_facts.lastEventAt = count.lastAt;
    }
    m_sidebar.setCount(PlaceKind::AllEvents, summary.events);
    m_sidebar.setCount(PlaceKind::Directory, summary.users);
    m_sidebar.setFailed(PlaceKind::Deliveries, summary.deadDeliveries);
    updateSources();
    Q_EMIT factsChanged();
}

void WorkspacePresenter::takeCount(quint64 generation, qint64 count)
{
    if (generation != m_generation || m_facts.lastMinute == count)
        return;
    m_facts.lastMinute = count;
    Q_EMIT factsChanged();
}

void WorkspacePresenter::takeMissed(quint64 generation, const store::Missed& missed)
{
    if (generation != m_generation)
        return;
    const WorkspaceFacts before = m_facts;
    m_facts.turnedAway = 0;
    m_facts.awayReason.clear();
    for (const store::RefusalCount& refused : missed.refusals) {
        m_facts.turnedAway += refused.requests;
        m_facts.awayReason = refused.reason;
    }
    if (m_facts != before)
        Q_EMIT factsChanged();
}

SourceState WorkspacePresenter::stateOf(const workspace::SourceState& source, const store::SourceCount* count) const
{
    if (setupOf(m_workspace->local, source.key()))
        return SourceState::Unfinished;
    if (source.source.paused)
        return SourceState::Paused;
    if (!count || !count->lastAt)
        return SourceState::Idle;
    if (isFailure(count->lastStatus))
        return SourceState::Failed;
    return m_clock.now() - *count->lastAt <= recent ? SourceState::Receiving : SourceState::Idle;
}

void WorkspacePresenter::updateSources()
{
    if (!m_workspace)
        return;
    std::vector<SourceEntry> entries;
    entries.reserve(m_workspace->sources.size());
    for (const workspace::SourceState& state : m_workspace->sources) {
        const auto found = std::find_if(m_summary.sources.begin(), m_summary.sources.end(),
                                        [&](const store::SourceCount& count) { return count.source == state.key(); });
        const store::SourceCount* count = found == m_summary.sources.end() ? nullptr : &*found;
        QString name = state.source.name.isEmpty() ? state.key() : state.source.name;
        const SourceState shown = stateOf(state, count);
        if (shown == SourceState::Unfinished)
            name = tr("New %1 source").arg(name);
        entries.push_back({state.key(), name, state.source.provider, shown, count ? count->events : 0});
    }
    m_sidebar.setSources(entries);
}

} // namespace hw::models
