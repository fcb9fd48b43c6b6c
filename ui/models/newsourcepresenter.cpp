#include "ui/models/newsourcepresenter.h"

#include "core/signing/signing.h"
#include "core/workspace/workspacefiles.h"

#include <QUrl>

#include <algorithm>
#include <array>

namespace hw::models {

namespace {

constexpr std::array stepNames{"provider", "endpoint", "secret", "actions", "test"};
constexpr std::array wayNames{"cli", "tunnel", "dashboard"};

template<class Enum, size_t n>
Enum fromName(const std::array<const char*, n>& names, const QString& name, Enum fallback)
{
    const auto found =
        std::find_if(names.begin(), names.end(), [&](const char* one) { return name == QLatin1String(one); });
    return found == names.end() ? fallback : static_cast<Enum>(found - names.begin());
}

template<class Enum, size_t n>
QString nameOf(const std::array<const char*, n>& names, Enum value)
{
    return QString::fromLatin1(names.at(static_cast<size_t>(value)));
}

} // namespace

NewSourcePresenter::NewSourcePresenter(const catalog::Catalog& catalog, WorkspacePresenter& workspace, SetupLink& link,
                                       EventSource& events, const Clock& clock, QObject* parent)
    : QObject(parent)
    , m_catalog(catalog)
    , m_workspace(workspace)
    , m_link(link)
    , m_events(events)
    , m_clock(clock)
{
    m_tick.setInterval(std::chrono::seconds(1));
    connect(&m_tick, &QTimer::timeout, this, &NewSourcePresenter::waitingChanged);
    connect(&workspace, &WorkspacePresenter::workspaceChanged, this, &NewSourcePresenter::takeWorkspace);
    connect(&workspace, &WorkspacePresenter::listenerChanged, this, [this] {
        checkEndpoint();
        Q_EMIT changed(); // the address is another
        Q_EMIT waitingChanged();
    });
    connect(&link, &SetupLink::waitingForSecret, this, [this](const QStringList& keys) {
        if (m_withoutSecret == keys)
            return;
        m_withoutSecret = keys;
        Q_EMIT changed();
    });
    connect(&events, &EventSource::changed, this, &NewSourcePresenter::requestEvents);
    connect(&events, &EventSource::pageReady, this, &NewSourcePresenter::takeRows);
}

NewSourcePresenter::~NewSourcePresenter() = default;

void NewSourcePresenter::reset()
{
    m_provider = nullptr;
    m_key.clear();
    m_wantedKey.clear();
    m_step = SetupStep::Provider;
    m_way = SetupWay::Cli;
    m_suggestions.clear();
    m_endpointCheck = CheckState::Open;
    m_endpointAnswer.clear();
    m_checkedUrl.clear();
    m_testIds.clear();
    m_received.reset();
    m_test.reset();
    m_rowsKnown = false;
    ++m_generation;
    m_since.reset();
    m_tick.stop();
}

void NewSourcePresenter::open(const QString& key)
{
    if (key == m_key && !key.isEmpty())
        return;
    if (key.isEmpty() && m_key.isEmpty() && m_busy)
        return;
    reset();
    m_key = key;
    if (const workspace::SourceState* state = source()) {
        const SetupState kept = setupOf(m_workspace.workspace()->local, key).value_or(SetupState{});
        m_provider = m_catalog.find(state->source.provider);
        m_step = fromName(stepNames, kept.step, SetupStep::Endpoint);
        m_way = fromName(wayNames, kept.way, SetupWay::Cli);
        if (m_provider && !hasWay(m_way) && !ways().empty())
            m_way = ways().front().way;
        readSuggestions();
        m_since = m_clock.now();
        m_tick.start();
        checkEndpoint();
        requestEvents();
    }
    Q_EMIT changed();
    Q_EMIT waitingChanged();
}

const workspace::SourceState* NewSourcePresenter::source() const
{
    const auto& workspace = m_workspace.workspace();
    return workspace && !m_key.isEmpty() ? workspace->source(m_key) : nullptr;
}

QString NewSourcePresenter::schemeText(const catalog::Provider& provider)
{
    const QString& scheme = provider.signing.scheme;
    if (provider.key == QLatin1String("custom"))
        return tr("HMAC or token");
    if (scheme == QLatin1String("stripe") || scheme == QLatin1String("workos"))
        return tr("t and v1 header");
    if (scheme == QLatin1String("svix") || scheme == QLatin1String("clerk") || scheme == QLatin1String("resend"))
        return tr("Svix headers");
    if (scheme == QLatin1String("standard-webhooks") || scheme == QLatin1String("posthog") ||
        scheme == QLatin1String("supabase-auth"))
        return tr("Standard Webhooks");
    if (scheme == QLatin1String("header") || scheme == QLatin1String("bearer") || scheme == QLatin1String("query"))
        return tr("Shared secret");
    if (scheme == QLatin1String("basic"))
        return tr("User and password");
    if (scheme == QLatin1String("none"))
        return tr("Not signed");
    return tr("Signature header");
}

bool NewSourcePresenter::canGoTo(SetupStep step) const
{
    return step == SetupStep::Provider || (!m_key.isEmpty() && m_provider);
}

void NewSourcePresenter::setStep(SetupStep step)
{
    if (step == m_step)
        return;
    m_step = step;
    keep();
    Q_EMIT changed();
}

void NewSourcePresenter::goTo(SetupStep step)
{
    if (canGoTo(step))
        setStep(step);
}

void NewSourcePresenter::goNext()
{
    if (m_step == SetupStep::Test)
        finish();
    else if (m_step == SetupStep::Provider && m_key.isEmpty())
        return; // a provider is chosen first
    else
        goTo(static_cast<SetupStep>(static_cast<int>(m_step) + 1));
}

void NewSourcePresenter::goBack()
{
    if (m_step != SetupStep::Provider)
        goTo(static_cast<SetupStep>(static_cast<int>(m_step) - 1));
}

QString NewSourcePresenter::noteOf(SetupStep step) const
{
    switch (step) {
    case SetupStep::Provider: return m_provider ? m_provider->name : QString();
    case SetupStep::Endpoint: return m_key.isEmpty() ? QString() : hasEvent() ? tr("Received") : tr("Waiting");
    case SetupStep::Secret:
        switch (secretState()) {
        case SecretState::NotNeeded: return m_provider ? tr("not needed") : QString();
        case SecretState::Stored: return tr("Stored");
        default: return tr("can follow later");
        }
    case SetupStep::Actions: {
        if (!m_provider)
            return {};
        const auto taken = std::count_if(m_suggestions.begin(), m_suggestions.end(),
                                         [](const Suggestion& suggestion) { return suggestion.taken; });
        return m_step > SetupStep::Actions || taken == 0 ? tr("%1 chosen").arg(taken) : tr("%1 suggested").arg(taken);
    }
    case SetupStep::Test: break;
    }
    return {};
}

bool NewSourcePresenter::isDone(SetupStep step) const
{
    switch (step) {
    case SetupStep::Provider: return !m_key.isEmpty();
    case SetupStep::Endpoint: return hasEvent();
    case SetupStep::Secret: return secretState() == SecretState::Stored;
    case SetupStep::Actions: return m_step > SetupStep::Actions;
    case SetupStep::Test: return m_test.has_value();
    }
    return false;
}

QString NewSourcePresenter::freeName(const catalog::Provider& provider) const
{
    const auto isTaken = [this](const QString& name) {
        const auto& sources = m_workspace.workspace()->sources;
        return std::any_of(sources.begin(), sources.end(), [&](const workspace::SourceState& state) {
            return state.key() != m_key && state.source.name == name;
        });
    };
    QString name = provider.name;
    for (int i = 2; m_workspace.workspace() && isTaken(name); ++i)
        name = QStringLiteral("%1 %2").arg(provider.name).arg(i);
    return name;
}

void NewSourcePresenter::prepare(const QString& key, const QString& providerKey)
{
    if (!m_key.isEmpty() || m_busy)
        return;
    m_wantedKey = key;
    chooseProvider(providerKey);
}

void NewSourcePresenter::chooseProvider(const QString& providerKey)
{
    const catalog::Provider* provider = m_catalog.find(providerKey);
    if (!provider || m_busy)
        return;
    if (!m_workspace.workspace()) {
        m_awaited = provider; // the workspace is being made
        return;
    }
    if (m_key.isEmpty()) {
        make(*provider);
        return;
    }
    if (provider == m_provider) {
        if (m_step == SetupStep::Provider)
            goTo(SetupStep::Endpoint);
        return;
    }
    m_busy = true;
    m_link.changeProvider(m_key, *provider, freeName(*provider), this, [this, provider](const Result<void>& result) {
        m_busy = false;
        if (!result) {
            Q_EMIT changed();
            Q_EMIT failed(result.error());
            return;
        }
        m_provider = provider;
        if (!hasWay(m_way) && !ways().empty())
            m_way = ways().front().way;
        readSuggestions();
        if (m_step == SetupStep::Provider)
            m_step = SetupStep::Endpoint;
        keep();
        Q_EMIT changed();
        Q_EMIT waitingChanged();
    });
    Q_EMIT changed();
}

void NewSourcePresenter::make(const catalog::Provider& provider)
{
    m_busy = true;
    m_provider = &provider;
    if (const auto offered = ways(); !offered.empty())
        m_way = offered.front().way;
    const SetupState first{nameOf(stepNames, SetupStep::Endpoint), nameOf(wayNames, m_way)};
    m_link.addSource(provider, m_wantedKey, freeName(provider), first, this, [this](const Result<QString>& added) {
        m_busy = false;
        if (!added) {
            reset();
            Q_EMIT changed();
            Q_EMIT failed(added.error());
            return;
        }
        if (m_workspace.listener().state != ListenerStatus::State::Listening &&
            m_workspace.listener().state != ListenerStatus::State::Starting)
            m_workspace.startListener();
        open(*added);
        Q_EMIT sourceMade(*added);
    });
    Q_EMIT changed();
}

std::vector<NewSourcePresenter::Way> NewSourcePresenter::ways() const
{
    std::vector<Way> ways;
    if (!m_provider)
        return ways;
    const bool custom = m_provider->key == QLatin1String("custom");
    const QString& name = m_provider->name;
    if (!m_provider->setup.cli.empty()) {
        ways.push_back({SetupWay::Cli, custom ? tr("Command line") : tr("%1 CLI").arg(name),
                        custom ? tr("Sign and send from a shell on this machine.")
                               : tr("No public address needed. Best for local work.")});
    }
    if (!m_provider->setup.tunnel.empty()) {
        const quint16 port = m_workspace.workspace() ? m_workspace.workspace()->local.port : quint16(0);
        const quint16 open = m_workspace.listener().port;
        ways.push_back({SetupWay::Tunnel, tr("Public URL"),
                        tr("Point any tunnel at port %1 and paste its URL.").arg(open ? open : port)});
    }
    if (!m_provider->setup.dashboard.empty()) {
        ways.push_back({SetupWay::Dashboard, custom ? tr("Your system") : tr("%1 dashboard").arg(name),
                        custom ? tr("Let your own system sign and send its events.")
                               : tr("Give the address to the provider, step by step.")});
    }
    return ways;
}

bool NewSourcePresenter::hasWay(SetupWay way) const
{
    const auto all = ways();
    return std::any_of(all.begin(), all.end(), [way](const Way& one) { return one.way == way; });
}

void NewSourcePresenter::setWay(SetupWay way)
{
    if (way == m_way || !hasWay(way))
        return;
    m_way = way;
    keep();
    Q_EMIT changed();
}

std::vector<catalog::SetupStep> NewSourcePresenter::instructions() const
{
    if (!m_provider || m_key.isEmpty())
        return {};
    const catalog::Setup& setup = m_provider->setup;
    std::vector<catalog::SetupStep> steps = m_way == SetupWay::Cli      ? setup.cli
                                            : m_way == SetupWay::Tunnel ? setup.tunnel
                                                                        : setup.dashboard;
    // The CLI and a system on this machine need no public address.
    const QString open = publicEndpointUrl();
    const QString url = m_way == SetupWay::Cli || open.isEmpty() ? endpointUrl() : open;
    const QString port = QString::number(QUrl(endpointUrl()).port());
    for (catalog::SetupStep& step : steps) {
        for (QString* text : {&step.text, &step.code}) {
            text->replace(QStringLiteral("{{url}}"), url);
            text->replace(QStringLiteral("{{port}}"), port);
            text->replace(QStringLiteral("{{key}}"), m_key);
        }
    }
    return steps;
}

QString NewSourcePresenter::endpointUrl() const
{
    return m_key.isEmpty() ? QString() : m_workspace.endpointUrl(m_key);
}

QString NewSourcePresenter::publicEndpointUrl() const
{
    if (m_key.isEmpty() || !m_workspace.workspace())
        return {};
    const workspace::LocalSettings& local = m_workspace.workspace()->local;
    const QString base = local.publicUrls[m_key].toString(local.publicUrl);
    return base.isEmpty() ? QString() : base + QStringLiteral("/s/") + m_key;
}

QString NewSourcePresenter::origin() const
{
    return QUrl(endpointUrl()).adjusted(QUrl::RemovePath).toString();
}

Result<void> NewSourcePresenter::setPublicUrl(const QString& text)
{
    QString base = text.trimmed();
    while (base.endsWith(u'/'))
        base.chop(1);
    const QUrl url(base, QUrl::StrictMode);
    const bool web = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
    if (!base.isEmpty() && (!url.isValid() || !web || url.host().isEmpty() || url.hasQuery())) {
        return Error{ErrorCode::InvalidArgument,
                     {tr("the public URL"), base, tr("an address such as https://abc.tunnel.example")}};
    }
    if (base != publicUrl())
        m_link.setPublicUrl(base, this, report());
    return {};
}

SecretState NewSourcePresenter::secretState() const
{
    const workspace::SourceState* state = source();
    if (m_storing)
        return SecretState::Storing;
    if (!state)
        return m_provider && m_provider->signing.scheme == QLatin1String("none") ? SecretState::NotNeeded
                                                                                 : SecretState::Missing;
    if (state->source.signing.secrets.isEmpty())
        return SecretState::NotNeeded;
    return m_withoutSecret.contains(m_key) ? SecretState::Missing : SecretState::Stored;
}

SecretReport NewSourcePresenter::reportOn(const QString& secret) const
{
    using Kind = SecretReport::Kind;
    if (secret.isEmpty() || !m_provider)
        return {};
    const workspace::SourceState* state = source();
    const QString scheme = state ? state->source.signing.scheme : m_provider->signing.scheme;
    const SecretString value(secret.toUtf8());
    const auto problems = signing::lintSecret(scheme, value);
    if (!problems.empty())
        return {Kind::Wrong, problems.front().text};
    const QString& prefix = m_provider->secret.prefix;
    if (!prefix.isEmpty() && !secret.startsWith(prefix)) {
        // Half of the prefix is typed: nothing is wrong yet.
        if (prefix.startsWith(secret))
            return {};
        return {Kind::Doubtful, tr("It usually begins with %1").arg(prefix)};
    }
    if (!prefix.isEmpty() && secret.size() < prefix.size() + 8)
        return {Kind::Doubtful, tr("It is shorter than expected")};
    if (prefix.isEmpty() && secret.size() < 16)
        return {Kind::Doubtful, tr("Short: 32 characters are a good choice")};
    return {Kind::Right, tr("Format looks right")};
}

void NewSourcePresenter::storeSecret(const QString& secret)
{
    const workspace::SourceState* state = source();
    if (!state || state->source.signing.secrets.isEmpty() || secret.isEmpty() || m_storing)
        return;
    m_storing = true;
    Q_EMIT changed();
    m_link.setSecret(state->source.signing.secrets.first(), SecretString(secret.toUtf8()), this,
                     [this](const Result<void>& result) {
                         m_storing = false;
                         Q_EMIT changed();
                         if (!result)
                             Q_EMIT failed(result.error());
                     });
}

void NewSourcePresenter::readSuggestions()
{
    m_suggestions.clear();
    if (!m_provider)
        return;
    const workspace::SourceState* state = source();
    const std::vector<size_t> taken =
        state ? workspace::suggestionsIn(state->mappings, *m_provider) : std::vector<size_t>();
    for (size_t i = 0; i < m_provider->mappings.size(); ++i) {
        const catalog::SuggestedMapping& mapping = m_provider->mappings[i];
        m_suggestions.push_back({mapping.title, mapping.description, mapping.eventType, mapping.action,
                                 std::find(taken.begin(), taken.end(), i) != taken.end()});
    }
}

void NewSourcePresenter::setTaken(size_t index, bool taken)
{
    if (index >= m_suggestions.size() || m_suggestions[index].taken == taken || !m_provider || m_key.isEmpty())
        return;
    m_suggestions[index].taken = taken;
    std::vector<size_t> all;
    for (size_t i = 0; i < m_suggestions.size(); ++i) {
        if (m_suggestions[i].taken)
            all.push_back(i);
    }
    m_link.setSuggestions(m_key, *m_provider, all, this, report());
    Q_EMIT changed();
}

void NewSourcePresenter::takeWorkspace()
{
    if (m_awaited && m_workspace.workspace())
        chooseProvider(std::exchange(m_awaited, nullptr)->key);
    if (m_key.isEmpty() || m_busy)
        return;
    const workspace::SourceState* state = source();
    if (!state) {
        reset(); // it was removed elsewhere
    } else {
        if (m_provider && state->source.provider != m_provider->key)
            m_provider = m_catalog.find(state->source.provider);
        readSuggestions();
    }
    Q_EMIT changed();
}

SetupState NewSourcePresenter::state() const
{
    return {nameOf(stepNames, m_step), nameOf(wayNames, m_way)};
}

SetupLink::Done NewSourcePresenter::report()
{
    return [this](const Result<void>& result) {
        if (!result)
            Q_EMIT failed(result.error());
    };
}

void NewSourcePresenter::keep()
{
    if (!m_key.isEmpty())
        m_link.keepState(m_key, state(), this, report());
}

void NewSourcePresenter::finish()
{
    if (m_key.isEmpty())
        return;
    m_link.keepState(m_key, std::nullopt, this, [this, key = m_key](const Result<void>& result) {
        if (!result) {
            Q_EMIT failed(result.error());
            return;
        }
        if (key == m_key)
            reset();
        Q_EMIT changed();
        Q_EMIT finished(key);
    });
}

void NewSourcePresenter::cancel()
{
    if (m_busy)
        return;
    if (m_key.isEmpty()) {
        reset();
        Q_EMIT changed();
        Q_EMIT cancelled({}, {});
        return;
    }
    const workspace::SourceState* present = source();
    const QString name = present ? present->source.name : m_key;
    m_removed.insert(m_key, state());
    m_link.removeSource(m_key, this, [this, name, key = m_key](const Result<void>& result) {
        if (!result) {
            Q_EMIT failed(result.error());
            return;
        }
        reset();
        Q_EMIT changed();
        Q_EMIT cancelled(name, key);
    });
}

void NewSourcePresenter::undoCancel(const QString& key)
{
    if (!m_removed.contains(key))
        return;
    m_link.restoreSource(key, m_removed.take(key), this, [this, key](const Result<void>& result) {
        if (result)
            Q_EMIT sourceMade(key);
        else
            Q_EMIT failed(result.error());
    });
}

} // namespace hw::models
