#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/http/message.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace hw {

/// What became of an event. The names in JSON and in filters are the enumerators in lower case.
enum class EventStatus {
    Received, ///< stored, not run yet (shown as pending)
    Processed,
    Probe,   ///< HEAD, OPTIONS, empty GET
    Refused, ///< enforced verification did not succeed
    Ignored, ///< the script said {ignore: reason}, or the type is ignored by the source
    Duplicate,
    Error,   ///< script error, time-out, memory
    Waiting, ///< the source waits for its secret
    Paused,  ///< the source is paused
    Incomplete,
    Unrouted,
};

enum class VerificationStatus { Verified, Failed, Unverified, Error };

/// One named step of a verification. `ok` empty = not reached.
struct Check
{
    QString id; ///< "header", "format", "secret", "timestamp", "digest"
    std::optional<bool> ok;
    QString detail; ///< English, without secrets: "1 s old, tolerance 300 s"
    friend bool operator==(const Check&, const Check&) = default;
};

struct Verification
{
    VerificationStatus status = VerificationStatus::Unverified;
    bool enforced = false;
    QString scheme;     ///< "stripe"; empty where nothing was verified
    QString reason;     ///< stable code ("signature_mismatch"); empty when verified
    QString secretName; ///< which of the source's secrets matched; never its value
    std::vector<Check> checks;
    friend bool operator==(const Verification&, const Verification&) = default;
};

enum class ScriptStatus { None, Ok, Error, Timeout, Memory };

struct ConsoleLine
{
    QString level; ///< "log", "info", "warn", "error", "debug"
    QString text;
    int line = 0; ///< of the user's source, from 1; 0 = unknown
    friend bool operator==(const ConsoleLine&, const ConsoleLine&) = default;
};

struct ScriptError
{
    QString name;
    QString message;
    int line = 0;   ///< of the user's source, from 1; 0 = unknown
    int column = 0; ///< from 1; 0 = unknown
    QString stack;  ///< the user's frames only
    friend bool operator==(const ScriptError&, const ScriptError&) = default;
};

/// Tells whether a secret is still what it was, and nothing else about it.
struct SecretFingerprint
{
    QString name;
    QByteArray value; ///< hex; of the secret and the event together, so that two events' say nothing of each other
    friend bool operator==(const SecretFingerprint&, const SecretFingerprint&) = default;
};

/// What makes a run repeatable: with these, the same script gives the same bytes for the same event.
struct Recording
{
    Timestamp clock;                        ///< of the script and of signatures' tolerances
    quint64 seed = 0;                       ///< of chance, UUIDs and random bytes
    std::vector<SecretFingerprint> secrets; ///< those that the verification may have used
    friend bool operator==(const Recording&, const Recording&) = default;
};

struct ScriptReport
{
    ScriptStatus status = ScriptStatus::None;
    std::chrono::microseconds duration{0};
    json::Value preprocess; ///< object of the returned values without `verified`; undefined where no script ran
    QString ignoreReason;
    std::vector<ConsoleLine> console;
    std::optional<ScriptError> error;
    std::optional<Recording> recording; ///< of events that reached their verification, with a script or without
    friend bool operator==(const ScriptReport&, const ScriptReport&) = default;
};

struct Idempotency
{
    QString key;         ///< empty = none
    QString duplicateOf; ///< event id; empty = not a duplicate
    QString reason;      ///< why the key was not used: "missing", "wrong_type", "too_long"; empty otherwise
    friend bool operator==(const Idempotency&, const Idempotency&) = default;
};

enum class ActionStatus { Planned, Pending, Succeeded, Failed, Dead, Skipped };

/// One try to carry an action out at a remote destination. Values of secrets are masked.
struct Attempt
{
    int number = 1; ///< from 1, over all retries by hand
    Timestamp startedAt;
    std::chrono::microseconds duration{0};
    QString outcome;                  ///< "delivered", "failed", "refused", "interrupted"; empty = under way
    QString reason;                   ///< stable code ("http_503", "network", "timeout"); empty when delivered
    json::Value request;              ///< {method, url, headers, body, bodySize}
    json::Value response;             ///< {status, headers, body, bodySize}, or {error}; undefined = none came
    std::optional<Timestamp> retryAt; ///< when the next one is due
    friend bool operator==(const Attempt&, const Attempt&) = default;
};

/// One planned effect of a run.
struct Action
{
    QString id;        ///< "act_…"; empty for a skipped one
    QString mappingId; ///< "map_…"
    QString kind;      ///< "users_identify"
    ActionStatus status = ActionStatus::Planned;
    QString reason; ///< "condition_false", "required_missing:id", "inactive", "wrong_type:email", "duplicate"
    json::Value payload = json::Object(); ///< resolved parameters
    json::Value result = json::Object();  ///< what the destination answered
    std::chrono::microseconds duration{0};
    std::vector<Attempt> attempts = {}; ///< at a remote destination, in order
    friend bool operator==(const Action&, const Action&) = default;
};

/// How long each stage took; zero = not reached. Shown as bars in the event's overview.
struct Timings
{
    std::chrono::microseconds receive{0};
    std::chrono::microseconds verify{0};
    std::chrono::microseconds script{0};
    std::chrono::microseconds map{0};
    std::chrono::microseconds commit{0};
    friend bool operator==(const Timings&, const Timings&) = default;
};

/// What the engine did with an event. Immutable once stored; processing again makes a new run.
struct Run
{
    QString id;      ///< "run_…"
    QString eventId; ///< "hw_…"
    Timestamp startedAt;
    EventStatus status = EventStatus::Received;
    QString statusReason; ///< why it was ignored, why the body was not parsed, …; empty mostly
    Verification verification;
    ScriptReport script;
    QString eventType = QStringLiteral("unknown");
    QString providerId;                 ///< the provider's own id of the event, where the source knows its path
    std::optional<Timestamp> timestamp; ///< the provider's time of the event
    Idempotency idempotency;
    std::vector<Action> actions; ///< in execution order, skipped ones included
    http::Answer answer;
    std::chrono::microseconds duration{0}; ///< from the last byte read to the answer handed to the socket
    Timings timings;
    QString scriptHash; ///< SHA-256, hex; empty = none
    QString mappingsHash;
    QString settingsHash;

    friend bool operator==(const Run&, const Run&) = default;
};

/// Enumerators in lower case, as JSON and filters spell them.
[[nodiscard]] QString toString(EventStatus status);
[[nodiscard]] QString toString(VerificationStatus status);
[[nodiscard]] QString toString(ScriptStatus status);
[[nodiscard]] QString toString(ActionStatus status);
[[nodiscard]] std::optional<EventStatus> eventStatusFrom(QStringView text);
[[nodiscard]] std::optional<VerificationStatus> verificationStatusFrom(QStringView text);
[[nodiscard]] std::optional<ScriptStatus> scriptStatusFrom(QStringView text);
[[nodiscard]] std::optional<ActionStatus> actionStatusFrom(QStringView text);

} // namespace hw
