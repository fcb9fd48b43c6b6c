#pragma once

#include "core/base/json.h"
#include "core/record/event.h"
#include "core/record/run.h"

namespace hw {

/// Which parts of a record a command shows.
enum class RecordParts {
    All,
    WithoutResponse, ///< `script run` gives no answer to anybody
};

/// The run record of the command line's `--json`: event, verification, script, eventType, timestamp, idempotency,
/// actions, response. `body` holds UTF-8 text, `bodyBase64` anything else; a compressed body has `decodedBody` beside
/// it (null where it cannot be decoded or is no text).
[[nodiscard]] json::Value toRecordJson(const Event& event, const Run& run, RecordParts parts = RecordParts::All);

/// The parts of a run that the store keeps as JSON text, and back. Lossless.
[[nodiscard]] json::Value toJson(const Verification& verification);
[[nodiscard]] json::Value toJson(const ScriptReport& script);
[[nodiscard]] json::Value toJson(const Action& action);
[[nodiscard]] json::Value toJson(const Attempt& attempt);
[[nodiscard]] json::Value toJson(const http::Headers& headers); ///< [["Name","value"],…]; latin1 bytes as text
[[nodiscard]] Verification verificationFromJson(const json::Value& value);
[[nodiscard]] ScriptReport scriptReportFromJson(const json::Value& value);
[[nodiscard]] http::Headers headersFromJson(const json::Value& value);

} // namespace hw
