#pragma once

#include "core/base/clock.h"
#include "core/engine/sourceruntime.h"
#include "core/record/bodyview.h"
#include "core/record/event.h"
#include "core/record/run.h"
#include "core/script/scriptpool.h"
#include "core/store/writer.h"

#include <functional>
#include <optional>

/// The stages between a stored request and a planned run, as functions over values: no sockets, no files, no clock of
/// their own. Safe on any thread.
namespace hw::engine {

enum class Delivery {
    Apply, ///< actions are carried out at the environment's destination
    Plan,  ///< dry run: actions stay planned
};

/// What is known about an event when its script (or the native verification) is done.
struct Findings
{
    const SourceRuntime& source;
    const EnvironmentRuntime& environment;
    const Event& event;
    const BodyView& body;
    Verification verification;                   ///< native; ignored where a script ran
    std::optional<script::ScriptOutcome> script; ///< where a script host was asked
    Timestamp now;
    Delivery delivery = Delivery::Apply;
    /// A recorded verification that stands for the script's: a secret changed since.
    std::optional<Verification> reusedVerification = {};
};

/// Status, event type, idempotency key, timestamp, planned actions and answer. The answer of a split batch is made by
/// its request; here each element gets its own.
[[nodiscard]] Run conclude(const Findings& findings);

/// What paths and conditions of an event look at; the arguments outlive it. Secrets are not among the vars.
[[nodiscard]] mapping::Scope scopeOf(const EnvironmentRuntime& environment, const Event& event, const BodyView& body,
                                     const json::Value& preprocess);

/// The values of the source's expressions by their keys; `outcome` may be null.
[[nodiscard]] mapping::ExpressionValues expressionValues(const SourceRuntime& source,
                                                         const script::ScriptOutcome* outcome);

/// Text of a string or number as paths give it, for event types and keys; empty for anything else.
[[nodiscard]] QString scalarText(const json::Value& value);

/// A run that ends before verification: probes, refusals of the listener, paused and waiting sources, unknown paths.
/// `source` may be null.
[[nodiscard]] Run shortRun(const Event& event, const SourceRuntime* source, Timestamp now, EventStatus status,
                           const QString& reason, http::Answer answer);

/// Why a request with this outcome of the secret look-up cannot be verified now: "secret_missing",
/// "secret_store_locked"; empty where it can.
[[nodiscard]] QString secretProblem(const SourceRuntime& source, const EnvironmentRuntime& environment);

/// Native verification by the source's `signing`; `decoded` is the body without its Content-Encoding, null where it has
/// none.
[[nodiscard]] Verification verifyNatively(const SourceRuntime& source, const EnvironmentRuntime& environment,
                                          const Event& event, const QString& publicUrl, Timestamp now,
                                          QByteArrayView decoded = {});

/// Whether a script host has to be asked about this event: it has the script, or an expression that counts for events
/// of this type.
[[nodiscard]] bool needsHost(const SourceRuntime& source, const EnvironmentRuntime& environment, const Event& event,
                             const BodyView& body);

/// What is known of an element of a batch before its job is made: its value, and its request's bytes, shared by the
/// jobs of all elements so that they travel once.
struct ElementPart
{
    const json::Value& value;
    std::shared_ptr<const QByteArray> request;
};

/// The job for a script host. For an element of a batch the parts are looked up in the request where they are not
/// given.
[[nodiscard]] script::ScriptJob makeJob(const SourceRuntime& source, const EnvironmentRuntime& environment,
                                        const Event& event, const QString& publicUrl, Timestamp now, quint64 seed,
                                        const std::optional<ElementPart>& element = {});

/// Whether a request is a probe (HEAD, OPTIONS, a GET without body), answered 200 without script or actions.
[[nodiscard]] bool isProbe(const http::Message& request);

/// How the writer is to treat the run's idempotency key.
[[nodiscard]] store::IdempotencyRule idempotencyRule(const SourceRuntime& source);

} // namespace hw::engine
