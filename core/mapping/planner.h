#pragma once

#include "core/mapping/mapping.h"
#include "core/record/run.h"

#include <QString>

#include <functional>
#include <vector>

namespace hw::mapping {

/// One event, ready to be mapped. References must live during the call.
struct PlanInput
{
    QString eventType;
    const Scope& scope;
    const std::vector<Mapping>& mappings;
    QString environment;
    const ExpressionValues& expressions;
};

/// Gives the id of each action that is not skipped: ids::make(ids::action, now).
using MakeActionId = std::function<QString()>;

/// The actions of one event in execution order: by the table of actionkinds.h, then by their place in the file. Skipped
/// ones are included without id, with status Skipped and the reason: inactive, other_environment, condition_false,
/// condition_error, condition_invalid, action_unknown, or "<code>:<parameter>" with required_missing, wrong_type,
/// path_invalid, binding_malformed or expression_error; the result of condition_false is {"tests"} of whyfalse.h.
/// Mappings of other event types do not appear. The payload holds the resolved parameters in the table's order,
/// normalised; missing ones are left out. An optional parameter that does not fit is left out too, and the planned
/// action's `reason` names it (several joined by ", "). Above the API's limits an action is split into several.
[[nodiscard]] std::vector<Action> plan(const PlanInput& input, const MakeActionId& makeActionId);

} // namespace hw::mapping
