#pragma once

#include "core/base/json.h"
#include "core/mapping/condition.h"

namespace hw::mapping {

/// The tests that made a condition false, at most a few: of All the first that did not hold, of Any each. One is
/// {"path", "op", "value", "found"} or {"expression"}. "found" is what stood there in the event, shortened, or the name
/// of its type; it is missing where nothing stood there, and for what is no part of the event (vars may be secret).
[[nodiscard]] json::Array whyFalse(const Condition& condition, const Scope& scope, const QString& key,
                                   const ExpressionValues& expressions);

} // namespace hw::mapping
