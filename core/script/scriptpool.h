#pragma once

#include "core/base/clock.h"
#include "core/base/secretstring.h"
#include "core/http/message.h"
#include "core/record/event.h"
#include "core/record/run.h"
#include "core/script/program.h"
#include "core/signing/signing.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace hw::script {

/// Limits of one event. Time covers asynchronous code and native built-ins.
struct ScriptLimits
{
    std::chrono::milliseconds time{5000};
    qint64 memory = 256 * 1024 * 1024; ///< bytes that a host may hold beyond what it needs itself
    qint64 console = 1024 * 1024;     ///< bytes of console text; what comes after is cut, with a last line that says so
    qint64 result = 16 * 1024 * 1024; ///< bytes of the result as JSON; more is a script error
    qint64 parsedBody = 8 * 1024 * 1024; ///< a larger body reaches the script as bytes only
};

struct PoolOptions
{
    QString hostPath; ///< of headwater-scripthost; empty = beside the running executable
    int hosts = 0;    ///< at most; 0 = one per core. Each starts when there is work for it
    ScriptLimits limits;
};

/// A var or a secret of the environment, as `ctx.vars` has it.
struct ScriptVariable
{
    QString name;
    SecretString value;  ///< UTF-8
    bool secret = false; ///< a value of 8 characters or more is replaced by the name in all that leaves the host
};
using ScriptVariables = std::shared_ptr<const std::vector<ScriptVariable>>;

/// One event for one program. `variables`, `program` and `signing` are shared by the jobs of a source: a host keeps
/// them, so that only what is the event's own travels.
struct ScriptJob
{
    Program program;
    ScriptVariables variables;                      ///< null = none
    std::shared_ptr<const signing::Config> signing; ///< `ctx.signing`; null = none
    http::Headers headers;
    QByteArray method = "POST";
    QByteArray path; ///< below the endpoint, as Message::path() gives it
    QByteArray query;
    QString url;                               ///< the public URL
    QByteArray body;                           ///< the raw bytes; of an element of a batch its JSON
    std::optional<BatchPlace> batch;           ///< of an element
    std::shared_ptr<const QByteArray> request; ///< of an element: the raw bytes of the whole, shared by all of them
    QString source;                            ///< key
    QString environment;                       ///< name
    Timestamp receivedAt;
    Timestamp now;    ///< the script's clock stands still here: Date.now(), signature tolerances
    quint64 seed = 0; ///< of Math.random, randomUUID and getRandomValues: the same seed gives the same run
    /// What the verify built-ins answer instead of looking: of an earlier run, whose secret is gone.
    std::optional<Verification> recordedVerification;
};

/// The value of a mapping's expression, or why it has none.
struct ExpressionValue
{
    json::Value value; ///< undefined where the expression gave undefined or failed
    std::optional<ScriptError> error;
    friend bool operator==(const ExpressionValue&, const ExpressionValue&) = default;
};

struct ScriptOutcome
{
    ScriptReport report; ///< status, duration, preprocess, ignore reason, console, error
    std::optional<bool>
        verified; ///< what `main` returned as `verified`: true only for `true` itself; empty = not returned
    /// What the verify built-ins recorded: Unverified where none was called. The last failed call wins over a
    /// successful one. `enforced` is left false.
    Verification verification;
    /// One for each expression of the program; empty where the script failed or ignored the event.
    std::vector<ExpressionValue> expressions;
    QString bodyReason; ///< why `ctx.body` was null: "too_large", "invalid_json"; empty otherwise (or not read)
};

/// Warm host processes that run scripts, fed in batches. A host that loops, crashes or fills its memory is killed and
/// replaced: the event it was running fails, with ScriptStatus Timeout, Memory or Error, those behind it are run by
/// another. Lives in one thread, with an event loop; without jobs there is no process.
class ScriptPool final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptPool)

public:
    using Callback = std::function<void(ScriptOutcome)>;

    explicit ScriptPool(PoolOptions options, QObject* parent = nullptr);
    /// Ends the hosts; callbacks that are still due do not come.
    ~ScriptPool() override;

    /// The callback comes from the event loop, in this thread, exactly once, never from within the call. Jobs of one
    /// source may end in another order than they were given.
    void run(ScriptJob job, Callback callback);

    /// Jobs given and not answered yet.
    [[nodiscard]] int pending() const;

    /// Process ids of the hosts that run now.
    [[nodiscard]] std::vector<qint64> hostPids() const;

    /// Starts one host, if none runs, so that the first event does not wait for it.
    void warmUp();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace hw::script
