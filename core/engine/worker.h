#pragma once

#include "core/delivery/dispatcher.h"
#include "core/engine/engine.h"
#include "core/engine/explaining.h"
#include "core/engine/forwarder.h"
#include "core/engine/listenerkeeper.h"
#include "core/engine/pipeline.h"
#include "core/http/listener.h"
#include "core/script/compiler.h"
#include "core/script/scriptpool.h"
#include "core/store/ownerlock.h"
#include "core/store/writer.h"
#include "core/workspace/secretstore.h"
#include "core/workspace/workspacefiles.h"
#include "core/workspace/workspacewatcher.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace hw::engine {

/// The engine's inside: lives in the engine's thread and owns everything that works there. Requests of one source are
/// committed in the order of their arrival, whatever time their scripts take.
class Worker final : public QObject, public http::RequestSink
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Worker)

public:
    explicit Worker(EngineOptions options);
    ~Worker() override;

    Result<void> open();
    /// Drains the listener, commits what is under way; closed() follows.
    void startClose();

    void startListener(const http::ListenOptions& options);
    void stopListener();
    void process(ProcessRequest request, Engine::ProcessDone done);
    void prepareDebug(ProcessRequest request, const Engine::DebugDone& done);
    void check(const script::CompileRequest& request, const Engine::CheckDone& done);
    [[nodiscard]] std::vector<workspace::ScriptVersion> scriptVersions(const QString& source) const;
    [[nodiscard]] Result<QByteArray> scriptVersion(const QString& source, int number) const;
    Result<void> edit(const Engine::Edit& change);
    Result<void> setSecret(const QString& name, const SecretString& value);
    Result<http::Message> signSample(const SampleRequest& request);
    Result<http::Outgoing> prepareResend(const ResendRequest& request);
    Result<GoldenCase> prepareSample(const Event& event, const Run& run, const QStringList& masks);
    Result<void> setSecretOf(const QString& environment, const QString& name, const SecretString& value);
    Result<void> restoreSecretOf(const QString& environment, const QString& name);
    Result<SecretPlaces> findSecrets(const QString& environment);
    [[nodiscard]] Result<Evidence> evidence(const ExplainRequest& request);
    Result<AppliedFix> applyFixes(const ExplainRequest& request, const QStringList& ids);
    Result<void> undoFixes(const AppliedFix& applied);
    Result<void> useEnvironment(const QString& name);
    void confirmDeliveries(const QString& environment);
    void write(const store::WriteJob& job, const std::function<void(Result<void>)>& done);
    [[nodiscard]] const Snapshot& snapshot() const { return m_snapshot; }

    /// Called in the listener's thread.
    void requestArrived(http::Arrival arrival) override;
    void connectionTurnedAway() override;

Q_SIGNALS:
    void snapshotChanged(const hw::engine::Snapshot& snapshot);
    void listenerChanged(const hw::engine::ListenerState& state);
    void committed(const std::vector<qint64>& seqs);
    void outboxChanged(const hw::delivery::OutboxState& state);
    void storeChanged(const std::optional<hw::Error>& trouble);
    void ownerChanged(const std::optional<hw::store::Owner>& owner);
    void closed();

private:
    using SteadyTime = std::chrono::steady_clock::time_point;

    /// One request on its way through the stages.
    struct Flight
    {
        QByteArray rest;         ///< of the path, behind the source's key
        QString lane;            ///< flights of one lane are committed in the order of their arrival
        Event event;             ///< the store's once it is submitted, as `run`
        SourceRuntimePtr source; ///< null where no source was met
        EnvironmentRuntimePtr environment;
        BodyView body;
        Verification verification;
        bool hasBody = false;   ///< `body` is known
        std::optional<Run> run; ///< set when it is ready to be committed; of a batch its elements have one each
        std::vector<std::shared_ptr<Flight>> elements; ///< of a batch, which is not stored itself
        std::weak_ptr<Flight> batch;                   ///< of an element
        size_t open = 0;                               ///< of a batch: elements without a run
        std::optional<Verification> checked;           ///< of a batch: native, once for all its elements
        std::shared_ptr<const QByteArray> request;     ///< of a batch: its body, for scripts
        std::optional<http::RequestId> requestId;
        std::optional<http::Refusal> refusal;
        Engine::ProcessDone done;
        std::optional<Timestamp> clock; ///< the run's time where it is not the clock's
        std::optional<Replay> replay;
        std::optional<Recording> recording; ///< set when the run begins
        std::optional<Verification> reused; ///< the replay's, where it cannot be made again
        Delivery delivery = Delivery::Apply;
        bool store = true;
        bool again = false;     ///< a captured event that gets a new run
        bool appending = false; ///< the event alone is on its way to the disk
        bool appended = false;
        bool answersItself = false; ///< as soon as it is synced
        qint64 bytes = 0;           ///< of the request's body, as m_bytesInFlight counts them
        std::chrono::microseconds receiveDuration{0};
        SteadyTime arrived;
        SteadyTime scriptStarted;
        Timings timings;
    };
    using FlightPtr = std::shared_ptr<Flight>;

    /// Whether it can be committed as far as it is concerned.
    [[nodiscard]] static bool isReady(const Flight& flight)
    {
        return !flight.appending && (flight.elements.empty() ? flight.run.has_value() : flight.open == 0);
    }

    struct Arrived
    {
        http::Arrival arrival;
        SteadyTime at;
        bool overloaded = false; ///< too many are under way: it is stored and answered so, and nothing else
    };

    struct SourceEntry
    {
        SourceRuntimePtr runtime;
        bool compiling = false;
        std::vector<FlightPtr> awaitingProgram;
    };

    class DeliveryEnvironments;

    void startDispatcher();
    void stopDispatcher();
    void finishClose();
    void listenerChange(const ListenerState& state);
    void storeChange(const std::optional<Error>& trouble);

    void drainInbox();
    void admit(Arrived arrived);
    void enqueue(const FlightPtr& flight, const QString& lane);
    [[nodiscard]] Timestamp timeOf(const Flight& flight) const;
    void startRecording(Flight& flight) const;
    /// Splits batches, and begins with each event.
    void begin(const FlightPtr& flight);
    /// Decides what can be decided without a script, starts the script otherwise.
    void beginEvent(const FlightPtr& flight);
    /// Whether the request was a batch: its elements have been begun then, or it was refused.
    bool split(const FlightPtr& flight);
    /// One more element of `batch`, which has the event's id and place.
    static FlightPtr addElement(const FlightPtr& batch, Event event);
    void beginElements(const FlightPtr& batch);
    void appendBatch(const FlightPtr& batch);
    void submitBatch(const FlightPtr& batch);
    void committedBatch(const FlightPtr& batch, Result<store::CommitUnit> result);
    [[nodiscard]] Verification verificationOf(const Flight& flight) const;
    void release(qint64 bytes); ///< any thread
    void runScript(const FlightPtr& flight);
    void scriptEnded(const FlightPtr& flight, script::ScriptOutcome outcome);
    void finish(const FlightPtr& flight, std::optional<script::ScriptOutcome> outcome);
    void finishShort(const FlightPtr& flight, EventStatus status, const QString& reason, http::Answer answer);
    void ready(const FlightPtr& flight, Run run);
    void advance(const QString& lane);
    void submit(const FlightPtr& flight);
    void committedFlight(const FlightPtr& flight, Result<store::CommitUnit> result);
    void answer(const FlightPtr& flight, http::Answer answer, std::chrono::milliseconds delay);
    [[nodiscard]] store::SyncedHook answerOf(Flight& flight);
    void appendSlowEvents();
    void resumePending();

    void rebuildSources(const QStringList& keys);
    const std::vector<catalog::TypeAlias>& aliasesOf(const QString& provider);
    void dropSource(const QString& key);
    /// What began under a key that the source has no longer goes on under its new one.
    void moveEntry(const QString& key);
    /// The store's history follows sources to their new keys; the owner sees to it.
    void followMoves();
    void moveHistory(const QString& from, const QString& to);
    /// The key by now of the source that had this one: an event on its way may know the old one.
    [[nodiscard]] QString currentKey(const QString& key) const;
    /// Keeps the script as it is now; what was saved here and what was changed outside come the same way.
    Result<void> takeOwnership();
    void ownStore();
    void ownWork();
    void lookForOwner();
    void recordVersion(const workspace::SourceState& state);
    /// The compiler that answers soonest: the one that has the program, else the one that runs.
    [[nodiscard]] script::Compiler& compilerFor(const script::CompileRequest& request);
    void compile(const QString& key);
    void compiled(const QString& key, const SourceRuntimePtr& compiledFor, const Result<script::Program>& program);
    EnvironmentRuntimePtr environmentRuntime(const QString& name);
    /// The first of the source's secrets that is stored in the environment; nothing where none is.
    Result<std::optional<signing::NamedSecret>> signingSecret(const workspace::Source& source,
                                                              const QString& environment);
    Result<void> storeSecret(const QString& environment, const QString& name, const SecretString& value);
    void forgetEnvironments();
    void filesChanged(const workspace::Changes& changes);
    void publish();
    [[nodiscard]] QString activeEnvironment() const;
    [[nodiscard]] QString publicUrl(const SourceRuntime& source, const Event& event) const;
    void noteTargets();
    Result<void> applyEffects(store::Database& database, const Event& event, Run& run);

    EngineOptions m_options;
    std::shared_ptr<const Clock> m_clock;
    std::optional<store::OwnerLock> m_lock; ///< this process is the owner
    std::optional<store::Owner> m_owner;    ///< another one is, for which this one waits
    std::unique_ptr<workspace::WorkspaceFiles> m_files;
    std::unique_ptr<workspace::WorkspaceWatcher> m_watcher;
    std::unique_ptr<workspace::SecretStore> m_secrets;
    /// What secrets were before this process changed them, by environment and name, the newest last; empty = not there.
    std::map<std::pair<QString, QString>, std::vector<SecretString>> m_formerSecrets;
    std::unique_ptr<store::Writer> m_writer;
    std::unique_ptr<script::Compiler> m_compiler;
    std::unique_ptr<script::Compiler> m_checker; ///< of texts that are being written; null until the first
    std::optional<workspace::ScriptVersions> m_versions;
    QHash<QString, int> m_versionNumbers; ///< newest, by source key
    std::unique_ptr<script::ScriptPool> m_pool;
    std::unique_ptr<ListenerKeeper> m_keeper;
    std::unique_ptr<Forwarder> m_forwarder;
    QTimer m_blobTimer;
    Snapshot m_snapshot; ///< as last told
    bool m_closing = false;

    QHash<QString, SourceEntry> m_sources;
    QHash<QString, std::vector<catalog::TypeAlias>> m_aliases; ///< by provider, read once
    QHash<QString, QString> m_followed; ///< alias → key, whose history has moved or is about to
    QHash<QString, EnvironmentRuntimePtr> m_environments;
    QHash<QString, std::deque<FlightPtr>> m_lanes; ///< by source key; a trial has its own
    std::vector<FlightPtr> m_inScript;
    QTimer m_slowTimer;
    QTimer m_ownerTimer;

    /// Where the actions of each environment go; read by the writer's thread.
    std::mutex m_carrierMutex;
    QHash<QString, delivery::Target> m_targets;
    delivery::Confirmed m_confirmed;
    std::atomic<bool> m_outboxGrew = false; ///< by what was written since the dispatcher was woken
    std::unique_ptr<delivery::Environments> m_deliveryEnvironments;
    std::unique_ptr<delivery::Dispatcher> m_dispatcher; ///< null for guests

    std::mutex m_inboxMutex;
    std::vector<Arrived> m_inbox;
    qint64 m_bytesInFlight = 0; ///< of bodies, guarded by m_inboxMutex
    int m_requestsInFlight = 0; ///< likewise
};

} // namespace hw::engine
