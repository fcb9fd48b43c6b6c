#pragma once

#include "core/base/json.h"
#include "core/script/debugsession.h"

#include <QHash>

/// Values of a debug session from and to messages of the Debug Adapter Protocol.
namespace hw::script::messages {

[[nodiscard]] StopReason stopReason(const QString& reason);
[[nodiscard]] std::vector<StackFrame> frames(const json::Value& body);
[[nodiscard]] std::vector<Scope> scopes(const json::Value& body);
[[nodiscard]] std::vector<Variable> variables(const json::Value& body);
[[nodiscard]] Evaluation evaluation(const QString& expression, const json::Value& response);
[[nodiscard]] Evaluation notStopped();
[[nodiscard]] std::vector<BreakpointState> breakpointStates(const json::Value& list);

/// `compiled` has what the host evaluates for expressions that it cannot read as they are. A log message travels in
/// parts
/// ("log", a list of {text} and {expression}) in place of the protocol's own text.
[[nodiscard]] json::Object breakpoint(const Breakpoint& breakpoint, const QHash<QString, QString>& compiled);
/// What a breakpoint evaluates: its condition and the expressions of its log message.
[[nodiscard]] QStringList expressionsOf(const Breakpoint& breakpoint);

/// Whether an expression holds what the host would take for something else, or evaluate to something else, if it were
/// given as it is.
[[nodiscard]] bool needsCompiler(const QString& expression);

} // namespace hw::script::messages
