#include "ui/models/mappingpreview.h"

#include "core/base/ids.h"
#include "core/engine/batch.h"
#include "core/mapping/actionkinds.h"
#include "core/mapping/planner.h"
#include "core/mapping/values.h"
#include "core/record/bodyview.h"
#include "ui/models/mappingtext.h"

#include <QCoreApplication>

#include <algorithm>

namespace hw::models {

using json::Value;
using mapping::Binding;
using mapping::Mapping;
using mapping::ParameterType;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(MappingPreview)
};

mapping::Scope scopeOf(const SampleEvent& event, const PreviewVars& vars)
{
    const Value& root = *event.root;
    return {root[u"body"], event.headers, root[u"preprocess"], [&vars](const QString& name) {
                const auto found = vars.constFind(name);
                return found == vars.constEnd() ? std::nullopt : std::optional(*found);
            }};
}

std::shared_ptr<const Value> rootOf(const http::Headers& headers, Value body, const Value& preprocess)
{
    const Value nothing;
    const mapping::Scope scope{body, headers, nothing, {}};
    Value named = mapping::Path(mapping::PathRoot::Headers, {}).evaluate(scope);
    json::Object root;
    root.append(QStringLiteral("body"), std::move(body));
    root.append(QStringLiteral("headers"), std::move(named));
    if (!preprocess.isUndefined())
        root.append(QStringLiteral("preprocess"), preprocess);
    return std::make_shared<const Value>(std::move(root));
}

/// A value that fits the type, in place of what an expression would give.
Value standIn(ParameterType type)
{
    switch (type) {
    case ParameterType::Object: return json::Object();
    case ParameterType::Batch:
        return json::Object{{QStringLiteral("key"), "expression"}, {QStringLiteral("window"), "5m"}};
    case ParameterType::Time: return "2000-01-01T00:00:00Z";
    case ParameterType::Members:
    case ParameterType::Recipients: return json::Array{Value("expression")};
    default: return "expression";
    }
}

mapping::ExpressionValues standIns(const std::vector<Mapping>& mappings, const QHash<QString, QString>& broken)
{
    mapping::ExpressionValues values;
    for (const mapping::ExpressionSource& expression : mapping::expressionsOf(mappings))
        values.insert(expression.key, {true, broken.value(expression.source)});
    for (const Mapping& each : mappings) {
        const mapping::ActionKind* kind = mapping::findActionKind(each.action);
        for (const auto& [name, binding] : each.parameters) {
            const mapping::Parameter* parameter = kind ? mapping::findParameter(*kind, name) : nullptr;
            if (binding.kind == Binding::Kind::Expression && parameter && !broken.contains(binding.text))
                values.insert(mapping::parameterKey(each.id, name), {standIn(parameter->type), {}});
        }
    }
    return values;
}

bool hasExpression(const Mapping& mapping)
{
    return !mapping::expressionsOf({mapping}).empty();
}

const Mapping* findMapping(const std::vector<Mapping>& mappings, const QString& id)
{
    const auto found =
        std::find_if(mappings.begin(), mappings.end(), [&](const Mapping& each) { return each.id == id; });
    return found == mappings.end() ? nullptr : &*found;
}

/// What one binding gives: a value in its parameter's form, or why there is none.
PreviewCell cellOf(const Mapping& mapping, const QString& name, const mapping::Scope& scope,
                   const mapping::ExpressionValues& expressions, const QHash<QString, QString>& broken)
{
    const Binding* binding = mapping.parameter(name);
    if (!binding)
        return {QStringLiteral("\u2013"), true};
    if (binding->kind == Binding::Kind::Expression)
        return {broken.contains(binding->text) ? Texts::tr("does not compile")
                                               : Texts::tr("evaluated when the event runs"),
                true};
    const mapping::Resolved resolved = mapping::resolve(*binding, scope, {}, expressions);
    if (resolved.failure != mapping::Resolved::Failure::None)
        return {binding->kind == Binding::Kind::AtPath ? Texts::tr("no valid path") : Texts::tr("not understood"),
                true};
    const mapping::ActionKind* kind = mapping::findActionKind(mapping.action);
    const mapping::Parameter* parameter = kind ? mapping::findParameter(*kind, name) : nullptr;
    const ParameterType type = parameter ? parameter->type : ParameterType::Any;
    if (mapping::isMissing(type, resolved.value))
        return {Texts::tr("not in this event"), true};
    const std::optional<Value> value = mapping::normalise(type, resolved.value);
    if (!value)
        return {Texts::tr("is %1").arg(valueTypeText(resolved.value.type())), true};
    return {previewText(*value), false};
}

enum class Rank { Off, Condition, Ready, Expression, Warning, Failure };

struct Verdict
{
    Rank rank = Rank::Off;
    QString text;
};

/// Why a bound, optional parameter is not in the payload of a planned action.
QString missingOptional(const Mapping& mapping, const Action& action)
{
    for (const auto& [name, binding] : mapping.parameters) {
        if (!action.payload[name].isUndefined())
            continue;
        const QString title = parameterTitle(mapping.action, name);
        return Texts::tr("No %1").arg(title.at(0).toLower() + title.mid(1));
    }
    return {};
}

Verdict verdictOn(const Mapping& mapping, const Action& action)
{
    if (action.status == ActionStatus::Skipped) {
        const QString text = mappingReasonText(mapping.action, action.reason);
        if (action.reason == u"inactive" || action.reason == u"other_environment")
            return {Rank::Off, text};
        if (action.reason == u"condition_false")
            return {Rank::Condition, text};
        return {Rank::Failure, text};
    }
    if (!action.reason.isEmpty())
        return {Rank::Warning, mappingReasonText(mapping.action, action.reason.section(QStringLiteral(", "), 0, 0))};
    if (const QString missing = missingOptional(mapping, action); !missing.isEmpty())
        return {Rank::Warning, missing};
    if (hasExpression(mapping))
        return {Rank::Expression, Texts::tr("Has an expression")};
    return {Rank::Ready, Texts::tr("Ready")};
}

StatusLabel labelOf(const Verdict& verdict)
{
    switch (verdict.rank) {
    case Rank::Failure: return {verdict.text, QStringLiteral("x"), Tone::Fail};
    case Rank::Warning: return {verdict.text, QStringLiteral("alert"), Tone::Warn};
    case Rank::Ready: return {verdict.text, QStringLiteral("check"), Tone::Ok};
    case Rank::Expression: return {verdict.text, QStringLiteral("code"), Tone::Neutral};
    case Rank::Condition:
    case Rank::Off: break;
    }
    return {verdict.text, QStringLiteral("skip"), Tone::Neutral};
}

QString lineFor(const Mapping& mapping, const Action& action, const Verdict& verdict)
{
    const QString title = actionTitle(mapping.action);
    if (action.status == ActionStatus::Skipped)
        return Texts::tr("%1 is skipped: %2").arg(title, verdict.text);
    const QString payload = hasExpression(mapping) ? Texts::tr("evaluated when the event runs")
                                                   : QString::fromUtf8(json::write(action.payload)).left(600);
    return Texts::tr("%1: %2").arg(title, payload);
}

} // namespace

SampleEvent sampleOf(const store::StoredEvent& event, const std::optional<mapping::Path>& split)
{
    SampleEvent sample;
    sample.id = event.event.id;
    sample.receivedAt = event.event.receivedAt;
    sample.headers = event.event.request.headers;
    sample.body = event.event.request.body;
    Value preprocess;
    if (event.run) {
        sample.providerId = event.run->providerId;
        sample.type = event.run->eventType;
        preprocess = event.run->script.preprocess;
    }
    sample.root = rootOf(sample.headers, engine::viewEvent(split, event.event).value, preprocess);
    return sample;
}

SampleEvent exampleOf(const QString& type, const http::Headers& headers, const QByteArray& body)
{
    SampleEvent sample;
    sample.type = type;
    sample.headers = headers;
    sample.body = body;
    sample.root = rootOf(headers, viewBody(headers, body).value, {});
    return sample;
}

Value valueAt(const SampleEvent& event, const PreviewVars& vars, const mapping::Path& path)
{
    return path.evaluate(scopeOf(event, vars));
}

std::optional<bool> conditionHolds(const mapping::Condition& condition, const SampleEvent& event,
                                   const PreviewVars& vars)
{
    std::vector<mapping::ExpressionSource> expressions;
    mapping::collectExpressions(condition, QStringLiteral("when"), expressions);
    if (!expressions.empty())
        return std::nullopt;
    const auto outcome = mapping::evaluate(condition, scopeOf(event, vars), QStringLiteral("when"), {});
    return outcome == mapping::ConditionOutcome::True;
}

json::Value bindingValue(const Binding& binding, const SampleEvent& event, const PreviewVars& vars)
{
    if (binding.kind == Binding::Kind::Expression)
        return {};
    return mapping::resolve(binding, scopeOf(event, vars), {}, {}).value;
}

QString bindingPreview(const Binding& binding, const SampleEvent& event, const PreviewVars& vars)
{
    if (binding.kind == Binding::Kind::Expression)
        return Texts::tr("evaluated when the event runs");
    const json::Value value = bindingValue(binding, event, vars);
    return value.isUndefined() ? QString() : previewText(value);
}

PreviewRow previewOf(const SampleEvent& event, const PreviewRequest& request)
{
    const mapping::Scope scope = scopeOf(event, request.vars);
    const mapping::ExpressionValues expressions = standIns(request.mappings, request.broken);
    const mapping::PlanInput input{event.type, scope, request.mappings, request.environment, expressions};
    const std::vector<Action> actions = mapping::plan(input, [] { return QStringLiteral("act_preview"); });

    PreviewRow row;
    row.eventId = event.id;
    row.time = event.isExample() ? Texts::tr("Example") : timeText(event.receivedAt, request.now).section(u'.', 0, 0);
    QHash<QString, bool> acts;
    QStringList lines;
    Verdict worst{Rank::Off, Texts::tr("No action")};
    bool first = true;
    for (const Action& action : actions) {
        const Mapping* mapping = findMapping(request.mappings, action.mappingId);
        if (!mapping || acts.contains(mapping->id)) // a later part of a split action
            continue;
        const Verdict verdict = verdictOn(*mapping, action);
        acts.insert(mapping->id, verdict.rank != Rank::Off && verdict.rank != Rank::Condition);
        lines.append(lineFor(*mapping, action, verdict));
        if (first || verdict.rank > worst.rank)
            worst = verdict;
        first = false;
    }
    for (const PreviewField& field : request.fields) {
        const Mapping* mapping = findMapping(request.mappings, field.mapping);
        const bool shown = mapping && acts.value(field.mapping);
        row.cells.push_back(shown ? cellOf(*mapping, field.parameter, scope, expressions, request.broken)
                                  : PreviewCell{QStringLiteral("\u2013"), true});
    }
    if (first && !request.mappings.empty())
        worst.text = Texts::tr("Not in this environment");
    row.result = labelOf(worst);
    row.explanation = lines.join(u'\n');
    return row;
}

} // namespace hw::models
