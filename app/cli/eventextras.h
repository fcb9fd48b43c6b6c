#pragma once

#include "app/cli/context.h"
#include "core/store/exchange.h"
#include "core/store/reachability.h"
#include "core/store/reader.h"

/// What stands beside captured events: where unrouted requests were probably meant to go, what came back from where an
/// event was sent on to, and the times without a listener.
namespace hw::cli {

/// "2026-11-23 16:00:00"
[[nodiscard]] QString localTime(Timestamp time);

/// Members for the row of an unrouted request: "target", "didYouMean" and "provider" (null where unknown).
[[nodiscard]] Result<json::Object> unroutedHints(const Context& context, store::Reader& reader, qint64 seq);
/// The same as a line of text.
[[nodiscard]] QString unroutedLine(const QString& id, const json::Object& hints);

/// The array of `events show --json`: kind, url, at, status, durationMs, headers, body, error.
[[nodiscard]] json::Array exchangesJson(const std::vector<store::Exchange>& exchanges);
void sayExchanges(const Context& context, const std::vector<store::Exchange>& exchanges);

/// "not reachable from … to …: sleep", "overloaded: 12 requests turned away in the minute …".
void sayUncaptured(const Context& context, store::Reader& reader, Timestamp from, Timestamp to);

} // namespace hw::cli
