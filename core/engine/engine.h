#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/catalog/provider.h"
#include "core/delivery/dispatcher.h"
#include "core/engine/pipeline.h"
#include "core/engine/recording.h"
#include "core/http/listener.h"
#include "core/script/program.h"
#include "core/store/ownerlock.h"
#include "core/store/rows.h"
#include "core/store/writer.h"
#include "core/workspace/scriptversions.h"
#include "core/workspace/secretstore.h"
#include "core/workspace/workspace.h"
#include "core/workspace/workspacefiles.h"

#include <QHash>
#include <QObject>
#include <QThread>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace hw::script {
struct DebugTarget; // core/script/debugsession.h
}
namespace hw::http {
struct Outgoing; // core/http/sender.h
}

namespace hw::engine {

class Worker;
struct AppliedFix;
struct Explained;
struct ExplainRequest;
struct GoldenCase;
struct ResendRequest;

enum class Ownership {
    Owner,    ///< takes the workspace's lock: listener, watcher, unfinished events
    Guest,    ///< works beside an owner, or without one, in short transactions
    WhenFree, ///< a guest while another process is the owner, and the owner as soon as that has ended
};

struct EngineOptions
{
    QString root;                       ///< the workspace's folder
    QString environment;                ///< empty = the active one
    std::shared_ptr<const Clock> clock; ///< null = the system's
    Ownership ownership = Ownership::Owner;
    Delivery delivery = Delivery::Apply;
    bool live = false;                    ///< every live destination is confirmed: nothing is held
    delivery::DispatcherOptions dispatch; ///< of the outbox
    QString scriptHostPath;               ///< empty = beside the executable
    int scriptHosts = 0;                  ///< 0 = one per core
    /// Requests, and bytes of their bodies, that may be under way at once. Beyond, a request is stored and its sender
    /// asked to come back; beyond twice as much it is only counted, because what waits for the store would fill the
    /// memory.
    int mostQueued = 8192;
    qint64 mostQueuedBytes = 256LL * 1024 * 1024;
};

struct ListenerState
{
    bool listening = false;
    QString host;
    quint16 port = 0;
    http::Transport transport = http::Transport::Plain;
    QString fingerprint;        ///< SHA-256 of the certificate, "AB:CD:…"; empty without TLS
    std::optional<Error> error; ///< why it does not listen although it should; it is tried again where that may pass

    /// "http://127.0.0.1:4400"; an address of every interface is given as the one on this machine.
    [[nodiscard]] QString origin() const;

    friend bool operator==(const ListenerState& a, const ListenerState& b)
    {
        const auto code = [](const ListenerState& state) {
            return state.error ? std::optional(state.error->code) : std::nullopt;
        };
        return a.listening == b.listening && a.host == b.host && a.port == b.port && a.transport == b.transport &&
               a.fingerprint == b.fingerprint && code(a) == code(b);
    }
};

/// What is known about the workspace at one moment, as one copyable value.
struct Snapshot
{
    std::shared_ptr<const workspace::Workspace> workspace;
    QString environment;                    ///< the one that /s/… routes to
    QHash<QString, Error> programErrors;    ///< source key → why its script cannot be compiled
    QHash<QString, QString> secretProblems; ///< source key → "secret_missing", "secret_store_locked", …
    QHash<QString, int> scriptVersions;     ///< source key → number of its script's newest version
};

/// A script's text that stands in for the saved one.
struct ScriptText
{
    QString fileName; ///< ".ts" is TypeScript
    QByteArray text;
};

/// A request to be processed without a socket.
struct ProcessRequest
{
    QString source;      ///< key; may be empty where a script is given: then nothing of a source applies
    QString environment; ///< empty = the active one
    http::Message message;
    /// A captured event instead of a message: it keeps its id, signatures are checked against its receipt's time, and
    /// where its run is stored, idempotency is set aside (ProcessAgain does a list of them).
    std::optional<Event> event;
    /// The stored run of `event` that is to be repeated: its clock and its chance are used again, and its verification
    /// where a secret changed since.
    std::optional<Replay> replay;
    std::optional<Timestamp> clock;   ///< the run's time, instead of the receipt's, the replay's or the engine's own
    std::optional<ScriptText> script; ///< tried instead of the saved one; nothing is stored then
    Delivery delivery = Delivery::Apply;
    bool store = true; ///< false = nothing is written: a dry run
};

/// Asks for a sample as the source's provider would send it now, signed with the source's stored secret, which does not
/// leave the engine.
struct SampleRequest
{
    catalog::Provider provider;
    QString source; ///< key
    QString type;   ///< one of the provider's samples
    QString origin; ///< "http://127.0.0.1:4400": where it goes
};

/// Where an environment's secrets live.
struct SecretPlaces
{
    QHash<QString, workspace::SecretOrigin> found; ///< by name
    QStringList missing;
    std::optional<Error> error; ///< of a store that could not be asked: what is missing may be there
};

/// Event and run as they stand in the store, or as they would.
struct Processed
{
    Event event;
    Run run;
    std::vector<Processed> rest; ///< where the request was split: its further elements
};

/// The engine of one workspace: capture, verification, scripts, mapping, store. It works in a thread of its own; this
/// facade lives in its creator's thread, which needs an event loop, and never blocks it, except where it says so.
class Engine final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Engine)

public:
    using Done = std::function<void(Result<void>)>;
    using ProcessDone = std::function<void(Result<Processed>)>;
    using DebugDone = std::function<void(Result<script::DebugTarget>)>;
    using MessageDone = std::function<void(Result<http::Message>)>;
    using CheckDone = std::function<void(Result<script::Program>)>;
    using VersionsDone = std::function<void(std::vector<workspace::ScriptVersion>)>;
    using VersionDone = std::function<void(Result<QByteArray>)>;
    using ExplainDone = std::function<void(Result<Explained>)>;
    using FixDone = std::function<void(Result<AppliedFix>)>;
    using OutgoingDone = std::function<void(Result<http::Outgoing>)>;
    using GoldenDone = std::function<void(Result<GoldenCase>)>;
    using SecretsDone = std::function<void(Result<SecretPlaces>)>;
    using Edit = std::function<Result<void>(workspace::WorkspaceFiles& files)>;

    explicit Engine(EngineOptions options, QObject* parent = nullptr);
    /// Drains the listener and commits what is under way; waits for it.
    ~Engine() override;

    /// Opens workspace and store in the engine's thread; opened() tells how it went. Where they are open, every state
    /// is told anew, for one who came later.
    void startOpen();
    /// The same, waiting for it: for programs without a window.
    [[nodiscard]] Result<void> open();

    /// The last snapshot that this thread was told; `workspace` is null before opened().
    [[nodiscard]] const Snapshot& snapshot() const { return m_snapshot; }
    [[nodiscard]] const ListenerState& listener() const { return m_listener; }
    /// Why nothing can be stored at the moment; requests are answered 503 until it has passed.
    [[nodiscard]] const std::optional<Error>& storeTrouble() const { return m_storeTrouble; }

    /// listenerChanged() follows, with the error where it cannot.
    void startListener(const http::ListenOptions& options);
    void stopListener();

    /// `done` comes in this thread unless `context` is gone.
    void process(ProcessRequest request, QObject* context, ProcessDone done);

    /// Makes a debug run of a script on an event or a request ready; script::DebugSession then carries it out, in this
    /// thread. Nothing of it is stored or delivered. The request names the script (InvalidArgument); errors as
    /// script::Compiler, NotFound for the source or the environment, SecretStoreLocked where secrets cannot be read.
    void prepareDebug(ProcessRequest request, QObject* context, DebugDone done);

    /// Compiles a text that is being written, for its problems; nothing is kept of it. The compiler that does it stays
    /// ready for a while, so that the next check, and a trial of the same text, are quick. Errors as script::Compiler.
    void check(script::CompileRequest request, QObject* context, CheckDone done);

    /// What a source's script was, oldest first, and the text of one of them (NotFound, IoError).
    void requestScriptVersions(const QString& source, QObject* context, VersionsDone done);
    void requestScriptVersion(const QString& source, int number, QObject* context, VersionDone done);

    /// Changes the workspace's files in the engine's thread, which then runs what changed.
    void edit(Edit change, QObject* context, Done done);

    /// Stores a secret of the active environment (or removes it, where the value is empty).
    void setSecret(const QString& name, const SecretString& value, QObject* context, Done done);

    /// A test request for the source's endpoint in the active environment; errors as those of signedRequest().
    void signSample(SampleRequest request, QObject* context, MessageDone done);

    /// Makes a captured request ready to be sent again (resend.h).
    void prepareResend(ResendRequest request, QObject* context, OutgoingDone done);

    /// Makes a golden sample of an event (goldentest.h), without secrets and without the places of `masks`. Nothing is
    /// written; errors as those of goldenOf().
    void prepareSample(const Event& event, const Run& run, const QStringList& masks, QObject* context, GoldenDone done);

    /// As setSecret(), in any environment.
    void setSecretOf(const QString& environment, const QString& name, const SecretString& value, QObject* context,
                     Done done);

    /// Takes the last change that this process made to a secret back; NotFound where there is none.
    void restoreSecretOf(const QString& environment, const QString& name, QObject* context, Done done);

    /// Where the secrets that runs in this environment may need live; values do not leave the engine.
    void findSecrets(const QString& environment, QObject* context, SecretsDone done);

    /// Explains the signature of a request (explaining.h), beside the engine's thread: live events go on.
    void explain(ExplainRequest request, QObject* context, ExplainDone done);
    /// Carries fixes of the request's explanation out, and takes them back.
    void applyFixes(ExplainRequest request, const QStringList& ids, QObject* context, FixDone done);
    void undoFixes(AppliedFix applied, QObject* context, Done done);

    /// Deliveries of this environment go out from now on, until the program ends: what was held and what comes. Only
    /// the owner of a workspace delivers.
    void confirmDeliveries(const QString& environment);
    /// What waits; empty before opened() and for guests.
    [[nodiscard]] const delivery::OutboxState& outbox() const { return m_outbox; }

    /// Runs a change of the database in the writer's transaction (store/outbox.h: retry, pause, resume).
    void write(store::WriteJob job, QObject* context, Done done);

    /// Switches the environment that /s/… routes to, on this machine.
    void useEnvironment(const QString& name, QObject* context, Done done);

Q_SIGNALS:
    void opened(const hw::Result<void>& result);
    void snapshotChanged(const hw::engine::Snapshot& snapshot);
    void listenerChanged(const hw::engine::ListenerState& state);
    /// Events that are new, have a new run or whose deliveries went on, by their sequence numbers, once per commit.
    void committed(const std::vector<qint64>& seqs);
    void outboxChanged(const hw::delivery::OutboxState& state);
    /// Nothing = it can be written again.
    void storeChanged(const std::optional<hw::Error>& trouble);
    /// With Ownership::WhenFree: the process that owns the workspace in place of this one, before opened() and whenever
    /// its listener changes; nothing = it has ended, and this one is the owner.
    void ownerChanged(const std::optional<hw::store::Owner>& owner);

private:
    struct QuitAndWait
    {
        void operator()(QThread* thread) const;
    };

    void post(std::function<void(Worker&)> work);
    void tellAgain();

    Snapshot m_snapshot;
    ListenerState m_listener;
    std::optional<Error> m_storeTrouble;
    std::optional<store::Owner> m_owner;
    delivery::OutboxState m_outbox;
    std::unique_ptr<QThread, QuitAndWait> m_thread;
    Worker* m_worker; ///< lives in m_thread and ends with it
};

} // namespace hw::engine
