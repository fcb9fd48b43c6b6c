#include "core/mapping/planner.h"

#include "core/mapping/actionkinds.h"
#include "core/mapping/values.h"
#include "core/mapping/whyfalse.h"

#include <algorithm>

namespace hw::mapping {

namespace {

QString failureCode(Resolved::Failure failure)
{
    switch (failure) {
    case Resolved::Failure::InvalidPath: return QStringLiteral("path_invalid");
    case Resolved::Failure::Malformed: return QStringLiteral("binding_malformed");
    case Resolved::Failure::ExpressionError: return QStringLiteral("expression_error");
    case Resolved::Failure::None: break;
    }
    return {};
}

QString reasonFor(const QString& code, const QString& parameter)
{
    return code + QLatin1Char(':') + parameter;
}

/// Why the mapping does not act, before its parameters are looked at; empty = it may act.
QString skipReason(const Mapping& mapping, const PlanInput& input)
{
    if (!mapping.active)
        return QStringLiteral("inactive");
    if (!mapping.environments.isEmpty() && !mapping.environments.contains(input.environment))
        return QStringLiteral("other_environment");
    if (mapping.when) {
        switch (evaluate(*mapping.when, input.scope, conditionKey(mapping.id), input.expressions)) {
        case ConditionOutcome::True: break;
        case ConditionOutcome::False: return QStringLiteral("condition_false");
        case ConditionOutcome::Error: return QStringLiteral("condition_error");
        case ConditionOutcome::Invalid: return QStringLiteral("condition_invalid");
        }
    }
    return findActionKind(mapping.action) ? QString() : QStringLiteral("action_unknown");
}

struct Payload
{
    json::Object values;
    QString skipped;   ///< the reason where a required parameter is not there
    QStringList notes; ///< optional parameters that were left out although something was bound to them
};

/// One parameter into the payload; false where the action cannot go on without it.
bool addParameter(const Parameter& parameter, const Mapping& mapping, const PlanInput& input, Payload& payload)
{
    const QString name = QString::fromLatin1(parameter.name);
    Resolved resolved;
    if (const Binding* binding = mapping.parameter(name)) {
        const bool isExpression = binding->kind == Binding::Kind::Expression;
        resolved = resolve(*binding, input.scope, isExpression ? parameterKey(mapping.id, name) : QString(),
                           input.expressions);
    }
    QString failure = failureCode(resolved.failure);
    if (isMissing(parameter.type, resolved.value) && parameter.fallback)
        resolved.value = json::Value(parameter.fallback);
    std::optional<json::Value> value;
    if (!isMissing(parameter.type, resolved.value)) {
        value = normalise(parameter.type, resolved.value);
        if (!value)
            failure = QStringLiteral("wrong_type");
    }
    if (!value && parameter.required) {
        payload.skipped = reasonFor(failure.isEmpty() ? QStringLiteral("required_missing") : failure, name);
        return false;
    }
    if (!failure.isEmpty())
        payload.notes.append(reasonFor(failure, name));
    if (value)
        payload.values.append(name, std::move(*value));
    return true;
}

Payload payloadOf(const ActionKind& kind, const Mapping& mapping, const PlanInput& input)
{
    Payload payload;
    for (const Parameter& parameter : kind.parameters) {
        if (!addParameter(parameter, mapping, input, payload))
            return payload;
    }
    for (const auto& [name, binding] : mapping.parameters) {
        if (!findParameter(kind, name))
            payload.notes.append(reasonFor(QStringLiteral("parameter_unknown"), name));
    }
    return payload;
}

/// The payload in parts that keep to the kind's limit.
std::vector<json::Object> splitPayload(const ActionKind& kind, json::Object payload)
{
    const QString splitBy = QString::fromLatin1(kind.splitBy);
    const auto limit = static_cast<size_t>(kind.limit);
    const json::Array whole = kind.splitBy ? payload[splitBy].toArray() : json::Array();
    std::vector<json::Object> parts;
    if (whole.size() <= limit) {
        parts.push_back(std::move(payload));
        return parts;
    }
    for (size_t from = 0; from < whole.size(); from += limit) {
        const size_t to = std::min(from + limit, whole.size());
        payload.set(splitBy, json::Array(whole.begin() + static_cast<std::ptrdiff_t>(from),
                                         whole.begin() + static_cast<std::ptrdiff_t>(to)));
        parts.push_back(payload);
    }
    return parts;
}

void planMapping(const Mapping& mapping, const PlanInput& input, const MakeActionId& makeActionId,
                 std::vector<Action>& out)
{
    Action action;
    action.mappingId = mapping.id;
    action.kind = mapping.action;
    action.reason = skipReason(mapping, input);
    Payload payload;
    const ActionKind* kind = findActionKind(mapping.action);
    if (action.reason.isEmpty() && kind) {
        payload = payloadOf(*kind, mapping, input);
        action.reason = payload.skipped;
    }
    if (!action.reason.isEmpty()) {
        action.status = ActionStatus::Skipped;
        action.payload = std::move(payload.values);
        if (action.reason == QLatin1String("condition_false")) {
            action.result =
                json::Object{{QStringLiteral("tests"),
                              whyFalse(*mapping.when, input.scope, conditionKey(mapping.id), input.expressions)}};
        }
        out.push_back(std::move(action));
        return;
    }
    action.reason = payload.notes.join(QStringLiteral(", "));
    for (json::Object& part : splitPayload(*kind, std::move(payload.values))) {
        action.id = makeActionId();
        action.payload = std::move(part);
        out.push_back(action);
    }
}

} // namespace

std::vector<Action> plan(const PlanInput& input, const MakeActionId& makeActionId)
{
    std::vector<const Mapping*> applicable;
    for (const Mapping& mapping : input.mappings) {
        if (eventTypeMatches(mapping.eventType, input.eventType))
            applicable.push_back(&mapping);
    }
    std::stable_sort(applicable.begin(), applicable.end(), [](const Mapping* a, const Mapping* b) {
        return executionOrder(a->action) < executionOrder(b->action);
    });
    std::vector<Action> out;
    for (const Mapping* mapping : applicable)
        planMapping(*mapping, input, makeActionId, out);
    return out;
}

} // namespace hw::mapping
