#pragma once

#include "core/base/json.h"
#include "core/mapping/actionkinds.h"

#include <QString>

#include <optional>

namespace hw::mapping {

/// The value in the form that its parameter takes in a payload, or nothing where it does not fit. Undefined and null
/// never come here: they are "missing".
[[nodiscard]] std::optional<json::Value> normalise(ParameterType type, const json::Value& value);

/// Whether a value counts as missing for this type: undefined, null; for ids also "", for lists also [].
[[nodiscard]] bool isMissing(ParameterType type, const json::Value& value);

/// Equality by meaning: numbers by value (1 equals 1.0, exact beyond 2^53), a number equals a string that spells it,
/// objects whatever the order of their keys.
[[nodiscard]] bool equal(const json::Value& a, const json::Value& b);

/// Below zero, zero, above zero; nothing where the two cannot be compared. Numbers (and strings that spell one, against
/// a number) by value, two strings by code units, so that ISO 8601 times of one zone compare right.
[[nodiscard]] std::optional<int> compare(const json::Value& a, const json::Value& b);

} // namespace hw::mapping
