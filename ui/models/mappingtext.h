#pragma once

#include "core/mapping/actionkinds.h"
#include "core/mapping/binding.h"
#include "core/mapping/condition.h"
#include "core/record/run.h"

#include <QString>

#include <optional>

namespace hw::models {

/// "User ID", "Phone number": what a parameter of an action's kind is called in forms.
[[nodiscard]] QString parameterTitle(const QString& action, const QString& parameter);
/// "Identify", "Workflow": an action's kind in one or two words, before a parameter's name.
[[nodiscard]] QString shortActionTitle(const QString& action);

/// "is", "is not", "greater than": an operator between a path and a value.
[[nodiscard]] QString opText(mapping::Op op);

/// "text", "an object": what a value is, in words.
[[nodiscard]] QString valueTypeText(json::Type type);
/// "text or a number": what a parameter takes, in words.
[[nodiscard]] QString parameterTypeText(mapping::ParameterType type);
/// Why a value cannot be bound to a parameter: "Email takes text, but this is an object."; empty where it can, and for
/// missing and null values, which another event may have.
[[nodiscard]] QString misfitText(const QString& action, const mapping::Parameter& parameter, const json::Value& value);

/// A binding as it is typed: the path, "= expression", the literal (text without quotes, else JSON). Empty for one that
/// cannot be understood.
[[nodiscard]] QString bindingText(const mapping::Binding& binding);
/// The binding that a typed text means: "=" begins an expression, a root ("body.", "headers.", "preprocess.", "vars.")
/// begins a path, all else is a literal, which parameters of objects and lists read as JSON. ParseError where the text
/// begins as a path, JSON or an expression and is none.
[[nodiscard]] Result<mapping::Binding> bindingFromText(const QString& text, mapping::ParameterType type);

/// A literal beside an operator: JSON where it reads as such, else text.
[[nodiscard]] json::Value literalFromText(const QString& text);
[[nodiscard]] QString literalText(const json::Value& value);

/// A value in one line of a table, cut to a bearable length.
[[nodiscard]] QString previewText(const json::Value& value);

/// Why a planned or skipped action is not as one may expect it, in words; `reason` as in record/run.h.
[[nodiscard]] QString mappingReasonText(const QString& action, const QString& reason);

/// What is wrong with a mapping's part; `code` and `detail` as in mapping.h Problem.
[[nodiscard]] QString problemText(const QString& code, const QString& detail);

} // namespace hw::models
