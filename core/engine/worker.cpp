#include "core/engine/worker.h"

#include "core/base/logging.h"
#include "core/catalog/catalog.h"
#include "core/delivery/directory.h"
#include "core/engine/bodylimits.h"
#include "core/engine/goldentest.h"
#include "core/engine/resend.h"
#include "core/engine/response.h"
#include "core/engine/route.h"
#include "core/engine/testsend.h"

#include <algorithm>

namespace hw::engine {

namespace {

/// How often running scripts are looked at; a slow one's event is on disk at most this much after its 50 ms.
constexpr std::chrono::milliseconds slowScriptTick{20};

/// How often bodies of deleted events are looked for.
constexpr std::chrono::hours blobInterval{1};

/// How often a guest that waits for the workspace looks whether it is free.
constexpr std::chrono::seconds ownerInterval{1};

/// How long the checking compiler waits for the next text: long enough for somebody who thinks while typing.
constexpr std::chrono::seconds checkerLinger{60};

} // namespace

Worker::Worker(EngineOptions options)
    : m_options(std::move(options))
    , m_clock(m_options.clock ? m_options.clock : std::make_shared<const SystemClock>())
    , m_blobTimer(this)
    , m_slowTimer(this)
    , m_ownerTimer(this)
{
    m_blobTimer.setInterval(blobInterval);
    connect(&m_blobTimer, &QTimer::timeout, this, [this] { m_writer->collectBlobs(); });
    m_slowTimer.setInterval(slowScriptTick);
    connect(&m_slowTimer, &QTimer::timeout, this, &Worker::appendSlowEvents);
    m_ownerTimer.setInterval(ownerInterval);
    connect(&m_ownerTimer, &QTimer::timeout, this, &Worker::lookForOwner);
}

Result<void> Worker::open()
{
    auto files = workspace::WorkspaceFiles::open(m_options.root);
    if (!files)
        return files.error();
    m_files = std::move(*files);
    const workspace::Workspace& workspace = m_files->workspace();

    if (Result<void> taken = takeOwnership(); !taken)
        return taken;
    if (!m_options.environment.isEmpty() && !workspace.environment(m_options.environment))
        return Error{ErrorCode::NotFound, {QStringLiteral("environment"), m_options.environment}};

    m_secrets = std::make_unique<workspace::SecretStore>(
        workspace::SecretStore::Options{workspace.id, workspace.dataFolder(), {}, true});

    store::WriterOptions writerOptions;
    writerOptions.path = workspace.databasePath();
    writerOptions.modules = {delivery::directorySchema()};
    writerOptions.effects = [this](store::Database& database, const Event& event, Run& run) {
        return applyEffects(database, event, run);
    };
    auto writer = store::Writer::open(std::move(writerOptions));
    if (!writer)
        return writer.error();
    m_writer = std::move(*writer);
    connect(m_writer.get(), &store::Writer::committed, this, &Worker::committed);
    connect(m_writer.get(), &store::Writer::stateChanged, this, &Worker::storeChange);

    script::CompilerOptions compilerOptions;
    compilerOptions.hostPath = m_options.scriptHostPath;
    compilerOptions.cacheFolder = workspace.dataFolder() + QStringLiteral("/cache/programs");
    m_compiler = std::make_unique<script::Compiler>(compilerOptions);
    script::PoolOptions poolOptions;
    poolOptions.hostPath = m_options.scriptHostPath;
    poolOptions.hosts = m_options.scriptHosts;
    m_pool = std::make_unique<script::ScriptPool>(poolOptions);

    m_keeper = std::make_unique<ListenerKeeper>(*this, *m_clock, workspace.dataFolder() + QStringLiteral("/tls"));
    m_forwarder = std::make_unique<Forwarder>(*m_writer, *m_clock);
    connect(m_keeper.get(), &ListenerKeeper::changed, this, &Worker::listenerChange);
    // Queued: the keeper goes with what follows.
    connect(
        m_keeper.get(), &ListenerKeeper::stopped, this,
        [this] {
            if (m_closing)
                stopDispatcher();
        },
        Qt::QueuedConnection);
    if (m_lock)
        ownStore();

    m_versions.emplace(workspace.dataFolder());

    QStringList keys;
    for (const workspace::SourceState& source : workspace.sources)
        keys.append(source.key());
    followMoves();
    rebuildSources(keys);

    m_watcher = std::make_unique<workspace::WorkspaceWatcher>(*m_files);
    connect(m_watcher.get(), &workspace::WorkspaceWatcher::changed, this, &Worker::filesChanged);
    connect(m_watcher.get(), &workspace::WorkspaceWatcher::secretsChanged, this, [this] {
        forgetEnvironments();
        publish();
    });
    publish();
    if (m_lock)
        ownWork();
    else if (m_options.ownership == Ownership::WhenFree)
        lookForOwner();
    return {};
}

void Worker::startClose()
{
    m_closing = true;
    if (m_keeper)
        m_keeper->requestStop(); // the answers that it waits for are made by this thread, which goes on turning
    else
        stopDispatcher();
}

void Worker::finishClose()
{
    m_slowTimer.stop();
    m_blobTimer.stop();
    m_ownerTimer.stop();
    m_watcher.reset();
    m_pool.reset();
    m_checker.reset();
    m_compiler.reset();
    if (m_forwarder)
        m_forwarder->abandon();
    m_forwarder.reset();
    if (m_keeper)
        m_keeper->setWriter(nullptr);
    if (m_writer)
        m_writer->stop();
    // Its callbacks have all been called by now.
    m_dispatcher.reset();
    m_keeper.reset();
    m_writer.reset();
    m_lock.reset();
    Q_EMIT closed();
}

void Worker::startListener(const http::ListenOptions& options)
{
    if (!m_lock)
        return; // the owner listens, who may not be known yet
    http::ListenOptions wide = options;
    wide.limits.body = largestBodyLimit(m_files->workspace().local, options.limits.body);
    m_keeper->start(wide);
}

void Worker::stopListener()
{
    m_keeper->requestStop();
}

void Worker::listenerChange(const ListenerState& state)
{
    if (m_lock) {
        if (const auto noted =
                m_lock->setListening(state.listening ? state.port : 0, state.listening ? state.origin() : QString());
            !noted)
            qCWarning(logEngine) << "the file that names the owner's port could not be written";
    }
    Q_EMIT listenerChanged(state);
}

void Worker::storeChange(const std::optional<Error>& trouble)
{
    // On a full disk even this may fail; the state is told all the same.
    if (m_lock)
        (void)m_lock->setTrouble(trouble);
    Q_EMIT storeChanged(trouble);
}

Result<void> Worker::edit(const Engine::Edit& change)
{
    const workspace::Workspace before = m_files->workspace();
    const Result<void> result = change(*m_files);
    const workspace::Workspace& after = m_files->workspace();
    QStringList changed;
    for (const workspace::SourceState& state : after.sources) {
        const workspace::SourceState* old = before.source(state.key());
        if (!old || old->scriptHash() != state.scriptHash() || old->mappingsHash() != state.mappingsHash() ||
            old->settingsHash() != state.settingsHash())
            changed.append(state.key());
    }
    for (const workspace::SourceState& state : before.sources) {
        if (!after.source(state.key()))
            dropSource(state.key());
    }
    followMoves();
    rebuildSources(changed);
    forgetEnvironments();
    publish();
    return result;
}

Result<void> Worker::setSecret(const QString& name, const SecretString& value)
{
    return setSecretOf(activeEnvironment(), name, value);
}

Result<void> Worker::setSecretOf(const QString& environment, const QString& name, const SecretString& value)
{
    if (!m_files)
        return Error{ErrorCode::NotFound, {QStringLiteral("environment"), environment}};
    // A variable of the process environment hides what is stored: that cannot be put back then.
    const auto before = m_secrets->get(environment, name);
    const bool known = before ? before->origin != workspace::SecretOrigin::Environment
                              : before.error().code == ErrorCode::SecretMissing;
    auto result = storeSecret(environment, name, value);
    if (result && known)
        m_formerSecrets[{environment, name}].push_back(before ? before->value : SecretString());
    return result;
}

Result<void> Worker::restoreSecretOf(const QString& environment, const QString& name)
{
    const auto former = m_formerSecrets.find({environment, name});
    if (former == m_formerSecrets.end())
        return Error{ErrorCode::NotFound, {QStringLiteral("secret"), name}};
    auto result = storeSecret(environment, name, former->second.back());
    if (!result)
        return result;
    former->second.pop_back();
    if (former->second.empty())
        m_formerSecrets.erase(former);
    return result;
}

Result<void> Worker::storeSecret(const QString& environment, const QString& name, const SecretString& value)
{
    Result<void> result;
    if (value.isEmpty()) {
        result = m_secrets->remove(environment, name);
    } else if (auto stored = m_secrets->set(environment, name, value); !stored) {
        result = stored.error();
    }
    forgetEnvironments();
    publish();
    return result;
}

Result<std::optional<signing::NamedSecret>> Worker::signingSecret(const workspace::Source& source,
                                                                  const QString& environment)
{
    const EnvironmentRuntimePtr runtime = environmentRuntime(environment);
    if (!runtime)
        return std::optional<signing::NamedSecret>();
    const QStringList& names = source.signing.secrets;
    const auto found = std::find_if(runtime->secrets.begin(), runtime->secrets.end(),
                                    [&](const signing::NamedSecret& one) { return names.contains(one.name); });
    if (found != runtime->secrets.end())
        return std::optional(*found);
    if (runtime->secretError && !names.isEmpty())
        return *runtime->secretError;
    return std::optional<signing::NamedSecret>();
}

Result<http::Message> Worker::signSample(const SampleRequest& request)
{
    const workspace::SourceState* state = m_files->workspace().source(request.source);
    if (!state)
        return Error{ErrorCode::NotFound, {QStringLiteral("source"), request.source}};
    const auto secret = signingSecret(state->source, activeEnvironment());
    if (!secret)
        return secret.error();
    return signedRequest(request.provider, state->source, {request.type, {}, {}},
                         endpointPath(request.source).toLatin1(), request.origin, *secret, *m_clock);
}

Result<http::Outgoing> Worker::prepareResend(const ResendRequest& request)
{
    const workspace::SourceState* state = m_files->workspace().source(request.source);
    std::optional<signing::NamedSecret> secret;
    if (state && request.how == Resend::Signed) {
        auto known = signingSecret(state->source, request.environment);
        if (!known)
            return known.error();
        secret = *std::move(known);
    }
    return resendRequest(request.message, request.to, request.how, state ? &state->source : nullptr, secret, *m_clock);
}

Result<GoldenCase> Worker::prepareSample(const Event& event, const Run& run, const QStringList& masks)
{
    return goldenOf(m_files->workspace(), *m_secrets, event, run, masks);
}

Result<SecretPlaces> Worker::findSecrets(const QString& environment)
{
    if (!m_files || !m_files->workspace().environment(environment))
        return Error{ErrorCode::NotFound, {QStringLiteral("environment"), environment}};
    const workspace::LoadedSecrets loaded = m_secrets->load(environment, m_files->workspace().secretNames(environment));
    SecretPlaces places;
    for (auto it = loaded.found.constBegin(); it != loaded.found.constEnd(); ++it)
        places.found.insert(it.key(), it->origin);
    places.missing = loaded.missing;
    places.error = loaded.error;
    return places;
}

Result<Evidence> Worker::evidence(const ExplainRequest& request)
{
    const auto load = [this](const QString& environment, const QStringList& names) {
        return m_secrets->load(environment, names);
    };
    return gather(m_files->workspace(), load, request);
}

Result<AppliedFix> Worker::applyFixes(const ExplainRequest& request, const QStringList& ids)
{
    const auto known = evidence(request);
    if (!known)
        return known.error();
    const signing::Diagnosis diagnosis = hw::engine::explain(*known).diagnosis;
    Result<AppliedFix> applied = Error{};
    const auto edited = edit([&](workspace::WorkspaceFiles& files) -> Result<void> {
        applied = hw::engine::applyFixes(files, *m_secrets, *known, diagnosis, ids);
        return applied ? Result<void>() : Result<void>(applied.error());
    });
    return edited ? applied : Result<AppliedFix>(edited.error());
}

Result<void> Worker::undoFixes(const AppliedFix& applied)
{
    return edit([&](workspace::WorkspaceFiles& files) { return hw::engine::undoFixes(files, *m_secrets, applied); });
}

Result<void> Worker::useEnvironment(const QString& name)
{
    if (!m_files->workspace().environment(name))
        return Error{ErrorCode::NotFound, {QStringLiteral("environment"), name}};
    m_options.environment.clear();
    workspace::LocalSettings local = m_files->workspace().local;
    local.activeEnvironment = name;
    return edit([local](workspace::WorkspaceFiles& files) { return files.saveLocal(local); });
}

void Worker::rebuildSources(const QStringList& keys)
{
    for (const QString& key : keys) {
        const workspace::SourceState* state = m_files->workspace().source(key);
        if (!state || !state->loaded) {
            if (!state)
                dropSource(key);
            continue;
        }
        recordVersion(*state);
        SourceEntry& entry = m_sources[key];
        entry.runtime = makeRuntime(*state, entry.runtime.get(), aliasesOf(state->source.provider));
        if (entry.runtime->needsHost()) {
            compile(key);
            continue;
        }
        // What waited for a script that is gone is judged as the source is now.
        entry.compiling = false;
        const SourceRuntimePtr runtime = entry.runtime;
        for (const FlightPtr& flight : std::exchange(entry.awaitingProgram, {})) {
            flight->source = runtime;
            begin(flight);
        }
    }
}

const std::vector<catalog::TypeAlias>& Worker::aliasesOf(const QString& provider)
{
    const auto known = m_aliases.constFind(provider);
    if (known != m_aliases.constEnd())
        return *known;
    return *m_aliases.insert(provider, catalog::Catalog::aliasesOf(provider, catalog::Catalog::userFolder()));
}

void Worker::dropSource(const QString& key)
{
    if (m_files->workspace().sourceAt(key))
        moveEntry(key);
    const SourceEntry gone = m_sources.take(key);
    for (const FlightPtr& flight : gone.awaitingProgram) {
        finishShort(flight, EventStatus::Unrouted, QStringLiteral("source_removed"),
                    errorAnswer(410, QStringLiteral("source_removed")));
    }
}

void Worker::moveEntry(const QString& key)
{
    const QString newKey = m_files->workspace().sourceAt(key)->key();
    const auto old = m_sources.constFind(key);
    if (old == m_sources.constEnd() || m_sources.contains(newKey))
        return;
    // Its program goes on, and what waits for it: rebuildSources() follows for the new key.
    SourceEntry entry = m_sources.take(key);
    entry.compiling = false;
    m_sources.insert(newKey, std::move(entry));
}

QString Worker::currentKey(const QString& key) const
{
    if (key.isEmpty() || m_sources.contains(key))
        return key;
    const workspace::SourceState* state = m_files->workspace().sourceAt(key);
    return state ? state->key() : key;
}

void Worker::recordVersion(const workspace::SourceState& state)
{
    // One process writes the history: the owner sees what guests change as it sees changes by an editor.
    if (!m_lock || state.language == workspace::ScriptLanguage::None)
        return;
    const auto version = m_versions->record(state.key(), state.language, state.script, m_clock->now());
    if (version)
        m_versionNumbers.insert(state.key(), version->number);
    else
        qCWarning(logEngine) << "a version of a script could not be kept:" << codeName(version.error().code);
}

void Worker::check(const script::CompileRequest& request, const Engine::CheckDone& done)
{
    if (!m_checker) {
        script::CompilerOptions options;
        options.hostPath = m_options.scriptHostPath;
        options.linger = checkerLinger;
        m_checker = std::make_unique<script::Compiler>(options);
    }
    m_checker->compile(request, this, done);
}

script::Compiler& Worker::compilerFor(const script::CompileRequest& request)
{
    return m_checker && !m_compiler->cached(request) ? *m_checker : *m_compiler;
}

std::vector<workspace::ScriptVersion> Worker::scriptVersions(const QString& source) const
{
    return m_versions ? m_versions->list(source) : std::vector<workspace::ScriptVersion>();
}

Result<QByteArray> Worker::scriptVersion(const QString& source, int number) const
{
    if (!m_versions)
        return Error{ErrorCode::NotFound, {QStringLiteral("version"), QString::number(number)}};
    return m_versions->text(source, number);
}

void Worker::compile(const QString& key)
{
    SourceEntry& entry = m_sources[key];
    const SourceRuntimePtr runtime = entry.runtime;
    if (auto cached = m_compiler->cached(runtime->compileRequest)) {
        compiled(key, runtime, cached);
        return;
    }
    entry.compiling = true;
    m_compiler->compile(runtime->compileRequest, this,
                        [this, key, runtime](Result<script::Program> program) { compiled(key, runtime, program); });
}

void Worker::compiled(const QString& key, const SourceRuntimePtr& compiledFor, const Result<script::Program>& program)
{
    const auto entry = m_sources.find(key);
    // A later edit has its own compilation under way; this one is of the past.
    if (entry == m_sources.end() || entry->runtime != compiledFor)
        return;
    entry->compiling = false;
    entry->runtime = withProgram(*compiledFor, program);
    if (program)
        m_pool->warmUp();
    const std::vector<FlightPtr> waiting = std::exchange(entry->awaitingProgram, {});
    const SourceRuntimePtr runtime = entry->runtime;
    for (const FlightPtr& flight : waiting) {
        flight->source = runtime;
        runScript(flight);
    }
    publish();
}

EnvironmentRuntimePtr Worker::environmentRuntime(const QString& name)
{
    if (const auto known = m_environments.constFind(name); known != m_environments.constEnd())
        return *known;
    const workspace::EnvironmentState* state = m_files->workspace().environment(name);
    if (!state)
        return nullptr;
    const EnvironmentRuntimePtr runtime = loadEnvironment(m_files->workspace(), state->environment, *m_secrets);
    m_environments.insert(name, runtime);
    return runtime;
}

void Worker::forgetEnvironments()
{
    m_environments.clear();
    if (m_dispatcher)
        m_dispatcher->configurationChanged();
}

void Worker::filesChanged(const workspace::Changes& changes)
{
    for (const QString& key : changes.removedSources)
        dropSource(key);
    followMoves();
    rebuildSources(changes.sources);
    // Secrets are looked up by the names in sources and environments: both may have changed.
    forgetEnvironments();
    publish();
}

void Worker::publish()
{
    const workspace::Workspace& workspace = m_files->workspace();
    noteTargets();
    Snapshot snapshot;
    snapshot.workspace = std::make_shared<const workspace::Workspace>(workspace);
    snapshot.environment = activeEnvironment();
    const EnvironmentRuntimePtr environment = environmentRuntime(snapshot.environment);
    for (auto it = m_sources.constBegin(); it != m_sources.constEnd(); ++it) {
        if (it->runtime->programError)
            snapshot.programErrors.insert(it.key(), *it->runtime->programError);
        const QString problem = environment ? secretProblem(*it->runtime, *environment) : QString();
        if (!problem.isEmpty())
            snapshot.secretProblems.insert(it.key(), problem);
    }
    snapshot.scriptVersions = m_versionNumbers;
    m_snapshot = std::move(snapshot);
    Q_EMIT snapshotChanged(m_snapshot);
}

QString Worker::activeEnvironment() const
{
    return m_options.environment.isEmpty() ? m_files->workspace().activeEnvironment() : m_options.environment;
}

QString Worker::publicUrl(const SourceRuntime& source, const Event& event) const
{
    return publicUrlOf(m_files->workspace().local, m_keeper->origin(), source.settings.key, event.request.target);
}

} // namespace hw::engine
