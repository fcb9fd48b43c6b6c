#include "core/mapping/mapping.h"

#include "core/mapping/actionkinds.h"
#include "core/mapping/values.h"

#include <QSet>

#include <algorithm>

namespace hw::mapping {

namespace {

constexpr QStringView formatKey = u"format";
constexpr QStringView mappingsKey = u"mappings";
constexpr QStringView idKey = u"id";
constexpr QStringView eventTypeKey = u"eventType";
constexpr QStringView activeKey = u"active";
constexpr QStringView whenKey = u"when";
constexpr QStringView actionKey = u"action";
constexpr QStringView parametersKey = u"parameters";
constexpr QStringView environmentsKey = u"environments";

constexpr QStringView knownKeys[] = {idKey,     eventTypeKey,  activeKey,      whenKey,
                                     actionKey, parametersKey, environmentsKey};

Error wrongShape(const QString& place, const json::Value& found, const char* accepted)
{
    const QString shown =
        found.isUndefined() ? QStringLiteral("nothing") : QString::fromUtf8(json::write(found)).left(60);
    return Error{ErrorCode::InvalidArgument, {place, shown, QString::fromLatin1(accepted)}};
}

/// The place of a parameter in its kind's list; unknown ones stand behind all others.
size_t parameterOrder(const QString& action, const QString& name)
{
    const ActionKind* kind = findActionKind(action);
    if (!kind)
        return 0;
    const Parameter* parameter = findParameter(*kind, name);
    return parameter ? static_cast<size_t>(parameter - kind->parameters.data()) : kind->parameters.size();
}

void sortParameters(Mapping& mapping)
{
    std::stable_sort(mapping.parameters.begin(), mapping.parameters.end(), [&](const auto& a, const auto& b) {
        return parameterOrder(mapping.action, a.first) < parameterOrder(mapping.action, b.first);
    });
}

Result<QStringList> environmentsFrom(const json::Value& value, const QString& place)
{
    QStringList out;
    if (value.isUndefined())
        return out;
    if (!value.isArray())
        return wrongShape(place, value, "an array of environment names");
    for (const json::Value& name : value.toArray()) {
        if (!name.isString())
            return wrongShape(place, name, "an array of environment names");
        out.append(name.toString());
    }
    return out;
}

class Validator
{
public:
    Validator(const Mapping& mapping, std::vector<Problem>& out)
        : m_mapping(mapping)
        , m_out(out)
    {}

    void run()
    {
        if (m_mapping.eventType.isEmpty())
            add(QStringLiteral("eventType"), "event_type_missing");
        if (m_mapping.when) {
            for (ConditionProblem& problem : validate(*m_mapping.when))
                m_out.push_back({m_mapping.id, QStringLiteral("when") + problem.where, std::move(problem.code),
                                 std::move(problem.detail), problem.column});
        }
        const ActionKind* kind = findActionKind(m_mapping.action);
        if (!kind)
            add(QStringLiteral("action"), "action_unknown", m_mapping.action);
        for (const auto& [name, binding] : m_mapping.parameters)
            checkBinding(kind, name, binding);
        if (kind)
            checkRequired(*kind);
    }

private:
    void add(const QString& where, const char* code, const QString& detail = {}, int column = 0)
    {
        m_out.push_back({m_mapping.id, where, QString::fromLatin1(code), detail, column});
    }

    static QString place(const QString& name) { return QStringLiteral("parameters/") + name; }

    void checkBinding(const ActionKind* kind, const QString& name, const Binding& binding)
    {
        const Parameter* parameter = kind ? findParameter(*kind, name) : nullptr;
        if (kind && !parameter)
            add(place(name), "parameter_unknown", name);
        switch (binding.kind) {
        case Binding::Kind::Malformed: return add(place(name), "binding_malformed");
        case Binding::Kind::Expression:
            if (binding.text.trimmed().isEmpty())
                add(place(name), "expression_empty");
            break;
        case Binding::Kind::AtPath:
            if (!binding.parsedPath) {
                const Error error = Path::parse(binding.text).error();
                add(place(name), "path_invalid", error.args.value(0), error.column);
            }
            break;
        case Binding::Kind::Literal:
            if (parameter)
                checkLiteral(place(name), *parameter, binding.value);
            break;
        }
        if (parameter)
            checkLiteral(place(name) + QStringLiteral("/default"), *parameter, binding.fallback);
    }

    void checkLiteral(const QString& where, const Parameter& parameter, const json::Value& value)
    {
        if (!isMissing(parameter.type, value) && !normalise(parameter.type, value))
            add(where, "wrong_type", QString::fromLatin1(typeName(parameter.type)));
    }

    void checkRequired(const ActionKind& kind)
    {
        for (const Parameter& parameter : kind.parameters) {
            const QString name = QString::fromLatin1(parameter.name);
            const Binding* binding = m_mapping.parameter(name);
            const bool emptyLiteral = binding && binding->kind == Binding::Kind::Literal &&
                                      isMissing(parameter.type, binding->value) &&
                                      isMissing(parameter.type, binding->fallback);
            if (parameter.required && (!binding || emptyLiteral))
                add(place(name), "required_missing", name);
        }
    }

    const Mapping& m_mapping;
    std::vector<Problem>& m_out;
};

} // namespace

const Binding* Mapping::parameter(QStringView name) const
{
    const auto it = std::find_if(parameters.begin(), parameters.end(), [&](const auto& p) { return p.first == name; });
    return it == parameters.end() ? nullptr : &it->second;
}

void Mapping::setParameter(const QString& name, Binding binding)
{
    const auto it = std::find_if(parameters.begin(), parameters.end(), [&](const auto& p) { return p.first == name; });
    if (it != parameters.end()) {
        it->second = std::move(binding);
        return;
    }
    parameters.emplace_back(name, std::move(binding));
    sortParameters(*this);
}

Result<Mapping> mappingFromJson(const json::Value& value, const QString& place, const MakeId& makeId)
{
    if (!value.isObject())
        return wrongShape(place, value, "an object");
    const json::Object& object = value.toObject();
    const auto at = [&](QStringView key) { return QString(place + QLatin1Char('.') + key); };
    for (const QStringView key : {idKey, eventTypeKey, actionKey}) {
        const json::Value& text = object[key];
        if (!text.isString() && !(text.isUndefined() && key == idKey))
            return wrongShape(at(key), text, "text");
    }
    const json::Value& active = object[activeKey];
    if (!active.isUndefined() && !active.isBool())
        return wrongShape(at(activeKey), active, "true or false");
    const json::Value& parameters = object[parametersKey];
    if (!parameters.isUndefined() && !parameters.isObject())
        return wrongShape(at(parametersKey), parameters, "an object");
    Result<QStringList> environments = environmentsFrom(object[environmentsKey], at(environmentsKey));
    if (!environments)
        return environments.error();

    Mapping mapping;
    mapping.id = object[idKey].toString();
    if (mapping.id.isEmpty())
        mapping.id = makeId();
    mapping.eventType = object[eventTypeKey].toString();
    mapping.active = active.toBool(true);
    if (const json::Value& when = object[whenKey]; !when.isUndefined() && !when.isNull())
        mapping.when = Condition::fromJson(when);
    mapping.action = object[actionKey].toString();
    for (const auto& [name, binding] : parameters.toObject())
        mapping.parameters.emplace_back(name, Binding::fromJson(binding));
    sortParameters(mapping);
    mapping.environments = std::move(*environments);
    for (const auto& [name, member] : object) {
        if (std::find(std::begin(knownKeys), std::end(knownKeys), name) == std::end(knownKeys))
            mapping.extra.append(name, member);
    }
    return mapping;
}

Result<MappingFile> mappingFileFromJson(const json::Value& value, const MakeId& makeId)
{
    if (!value.isObject())
        return wrongShape(QStringLiteral("the file"), value, "an object");
    const json::Value& format = value[formatKey];
    if (!format.isNumber())
        return wrongShape(formatKey.toString(), format, "a number");
    if (format.toInteger() > fileFormat)
        return Error{
            ErrorCode::WorkspaceTooNew,
            {QStringLiteral("mappings.json"), QString::number(format.toInteger()), QString::number(fileFormat)}};
    const json::Value& list = value[mappingsKey];
    if (!list.isArray())
        return wrongShape(mappingsKey.toString(), list, "an array");

    MappingFile file;
    for (size_t i = 0; i < list.toArray().size(); ++i) {
        Result<Mapping> mapping = mappingFromJson(list.at(i), QStringLiteral("mappings[%1]").arg(i), makeId);
        if (!mapping)
            return mapping.error();
        file.mappings.push_back(std::move(*mapping));
    }
    for (const auto& [name, member] : value.toObject()) {
        if (name != formatKey && name != mappingsKey)
            file.extra.append(name, member);
    }
    return file;
}

json::Value toJson(const Mapping& mapping)
{
    json::Object out;
    out.append(idKey.toString(), mapping.id);
    out.append(eventTypeKey.toString(), mapping.eventType);
    out.append(activeKey.toString(), mapping.active);
    if (mapping.when)
        out.append(whenKey.toString(), mapping.when->toJson());
    out.append(actionKey.toString(), mapping.action);
    json::Object parameters;
    for (const auto& [name, binding] : mapping.parameters)
        parameters.append(name, binding.toJson());
    out.append(parametersKey.toString(), std::move(parameters));
    if (!mapping.environments.isEmpty()) {
        json::Array names;
        for (const QString& name : mapping.environments)
            names.emplace_back(name);
        out.append(environmentsKey.toString(), std::move(names));
    }
    for (const auto& [name, member] : mapping.extra)
        out.append(name, member);
    return out;
}

json::Value toJson(const MappingFile& file)
{
    json::Object out;
    out.append(formatKey.toString(), fileFormat);
    json::Array list;
    for (const Mapping& mapping : file.mappings)
        list.push_back(toJson(mapping));
    out.append(mappingsKey.toString(), std::move(list));
    for (const auto& [name, member] : file.extra)
        out.append(name, member);
    return out;
}

std::vector<Problem> validate(const std::vector<Mapping>& mappings)
{
    std::vector<Problem> out;
    QSet<QString> seen;
    for (const Mapping& mapping : mappings) {
        if (seen.contains(mapping.id))
            out.push_back({mapping.id, QStringLiteral("id"), QStringLiteral("id_duplicate"), mapping.id, 0});
        seen.insert(mapping.id);
        Validator(mapping, out).run();
    }
    return out;
}

QString parameterKey(const QString& mappingId, QStringView parameter)
{
    return mappingId + QLatin1String("/parameters/") + parameter;
}

QString conditionKey(const QString& mappingId)
{
    return mappingId + QLatin1String("/when");
}

std::vector<ExpressionSource> expressionsOf(const std::vector<Mapping>& mappings)
{
    std::vector<ExpressionSource> out;
    for (const Mapping& mapping : mappings) {
        if (mapping.when)
            collectExpressions(*mapping.when, conditionKey(mapping.id), out);
        for (const auto& [name, binding] : mapping.parameters) {
            if (binding.kind == Binding::Kind::Expression)
                out.push_back({parameterKey(mapping.id, name), binding.text});
        }
    }
    return out;
}

bool eventTypeMatches(QStringView pattern, QStringView type)
{
    // Greedy with one point of return: after a star only the last one can need to take more.
    qsizetype p = 0;
    qsizetype t = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (t < type.size()) {
        if (p < pattern.size() && pattern.at(p) == u'*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && pattern.at(p) == type.at(t)) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern.at(p) == u'*')
        ++p;
    return p == pattern.size();
}

} // namespace hw::mapping
