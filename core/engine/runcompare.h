#pragma once

#include "core/base/json.h"
#include "core/record/run.h"

#include <QString>

#include <vector>

namespace hw::engine {

enum class DifferenceKind {
    Status,       ///< before and after: names of EventStatus
    Verification, ///< before and after: status and reason ("failed: signature_mismatch")
    ErrorNew,     ///< of the script; path: its line
    ErrorFixed,
    ErrorMoved,   ///< the same error at another place; before and after: the lines
    ErrorChanged, ///< another error; before and after: name and message
    EventType,
    Timestamp,
    Key,        ///< the idempotency key, or why there is none
    Preprocess, ///< path: which returned value
    ActionAdded,
    ActionRemoved,
    ActionChanged, ///< path: which parameter
    ActionSkipped, ///< skipped for another reason; before and after: the reasons
    Answer,        ///< path: "status", "headers", "body"
};

/// "status", "error_new", …: the stable name in JSON.
[[nodiscard]] QString toString(DifferenceKind kind);

/// One thing that two runs of an event do not agree on.
struct Difference
{
    DifferenceKind kind = DifferenceKind::Status;
    QString action;     ///< of the Action… kinds: "users_identify"
    QString mapping;    ///< likewise: "map_…"
    QString path;       ///< as the kind says
    json::Value before; ///< undefined = nothing there
    json::Value after;
    friend bool operator==(const Difference&, const Difference&) = default;
};

enum class Verdict { Same, Changed, NowFails, NowPasses };

/// "same", "changed", "now_fails", "now_passes".
[[nodiscard]] QString toString(Verdict verdict);

struct Comparison
{
    Verdict verdict = Verdict::Same;
    std::vector<Difference> differences; ///< causes first: errors and verification before what follows from them
};

/// Compares by meaning: what is named above, and nothing that varies from run to run (ids, durations, console, what a
/// destination answered). An action counts as planned whatever became of it. A recorded duplicate stays one where the
/// new run has the same key and type.
[[nodiscard]] Comparison compareRuns(const Run& before, const Run& after);

/// Equal for differences with the same cause: without values that vary from event to event.
[[nodiscard]] QString causeKey(const Comparison& comparison);

/// Whether a run with this status failed in the eyes of its sender: refused, error.
[[nodiscard]] bool isFailure(EventStatus status);

} // namespace hw::engine
