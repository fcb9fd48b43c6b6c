#pragma once

#include "core/http/message.h"
#include "core/mapping/expressions.h"
#include "core/mapping/path.h"
#include "core/workspace/source.h"

#include <QString>

#include <chrono>
#include <vector>

namespace hw::engine {

/// The expressions of a dynamic response with the keys under which configuredAnswer() looks their values up.
[[nodiscard]] std::vector<mapping::ExpressionSource> responseExpressions(const workspace::ResponseSettings& settings);

/// The source's configured response for one event. Without a body of its own it is {"id": …} or, for a split batch,
/// {"ids": […]}. A status that is no number from 200 to 599 becomes 500, with a body that says so.
[[nodiscard]] http::Answer configuredAnswer(const workspace::ResponseSettings& settings, const mapping::Scope& scope,
                                            const mapping::ExpressionValues& expressions, const QStringList& eventIds);

/// {"error": code, "id": …}: what a sender sees of a refusal. The id is left out where nothing was stored.
[[nodiscard]] http::Answer errorAnswer(int status, const QString& code, const QString& eventId = {});

/// An answer that asks the sender to come back.
[[nodiscard]] http::Answer retryAnswer(const QString& code, std::chrono::seconds after, const QString& eventId = {});

} // namespace hw::engine
