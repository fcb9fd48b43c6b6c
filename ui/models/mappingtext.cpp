#include "ui/models/mappingtext.h"

#include "core/mapping/values.h"
#include "ui/models/eventtext.h"

#include <QCoreApplication>

#include <array>

namespace hw::models {

using json::Value;
using mapping::Binding;
using mapping::Op;
using mapping::ParameterType;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Mapping)
};

/// What parameters are called; the first that fits. An empty family is every one.
struct Title
{
    const char* family; ///< how the action's name begins
    const char* parameter;
    const char* title;
};

constexpr std::array<Title, 34> titles{{
    {"users_merge", "from_user_id", QT_TRANSLATE_NOOP("Mapping", "Merged user ID")},
    {"users_", "id", QT_TRANSLATE_NOOP("Mapping", "User ID")},
    {"channel_data_", "id", QT_TRANSLATE_NOOP("Mapping", "User ID")},
    {"preferences_", "id", QT_TRANSLATE_NOOP("Mapping", "User ID")},
    {"preferences_", "set_id", QT_TRANSLATE_NOOP("Mapping", "Set ID")},
    {"objects_", "id", QT_TRANSLATE_NOOP("Mapping", "Object ID")},
    {"objects_", "object_id", QT_TRANSLATE_NOOP("Mapping", "Object ID")},
    {"tenants_", "id", QT_TRANSLATE_NOOP("Mapping", "Tenant ID")},
    {"audiences_", "key", QT_TRANSLATE_NOOP("Mapping", "Audience")},
    {"workflows_", "key", QT_TRANSLATE_NOOP("Mapping", "Workflow")},
    {"workflows_", "recipients", QT_TRANSLATE_NOOP("Mapping", "Recipients")},
    {"workflows_", "cancellation_key", QT_TRANSLATE_NOOP("Mapping", "Cancel key")},
    {"channel_data_", "channel_id", QT_TRANSLATE_NOOP("Mapping", "Channel ID")},
    {"http_", "url", QT_TRANSLATE_NOOP("Mapping", "URL")},
    {"users_", "timezone", QT_TRANSLATE_NOOP("Mapping", "Time zone")},
    {"users_", "phone_number", QT_TRANSLATE_NOOP("Mapping", "Phone")},
    // Of every action.
    {"", "name", QT_TRANSLATE_NOOP("Mapping", "Name")},
    {"", "email", QT_TRANSLATE_NOOP("Mapping", "Email")},
    {"", "avatar", QT_TRANSLATE_NOOP("Mapping", "Avatar")},
    {"", "locale", QT_TRANSLATE_NOOP("Mapping", "Locale")},
    {"", "created_at", QT_TRANSLATE_NOOP("Mapping", "Created at")},
    {"", "properties", QT_TRANSLATE_NOOP("Mapping", "Properties")},
    {"", "preferences", QT_TRANSLATE_NOOP("Mapping", "Preferences")},
    {"", "collection", QT_TRANSLATE_NOOP("Mapping", "Collection")},
    {"", "recipients", QT_TRANSLATE_NOOP("Mapping", "Recipients")},
    {"", "members", QT_TRANSLATE_NOOP("Mapping", "Members")},
    {"", "tenant", QT_TRANSLATE_NOOP("Mapping", "Tenant")},
    {"", "data", QT_TRANSLATE_NOOP("Mapping", "Data")},
    {"", "actor", QT_TRANSLATE_NOOP("Mapping", "Actor")},
    {"", "batch", QT_TRANSLATE_NOOP("Mapping", "Batch")},
    {"", "method", QT_TRANSLATE_NOOP("Mapping", "Method")},
    {"", "headers", QT_TRANSLATE_NOOP("Mapping", "Headers")},
    {"", "body", QT_TRANSLATE_NOOP("Mapping", "Body")},
    {"", "signing", QT_TRANSLATE_NOOP("Mapping", "Signing")},
}};

constexpr qsizetype cellLength = 120;

bool beginsAsPath(const QString& text)
{
    for (const char* root : {"body", "headers", "preprocess", "vars"}) {
        const QLatin1String name(root);
        if (text.startsWith(name) &&
            (text.size() == name.size() || text.at(name.size()) == u'.' || text.at(name.size()) == u'['))
            return true;
    }
    return false;
}

bool readsJson(ParameterType type)
{
    switch (type) {
    case ParameterType::Object:
    case ParameterType::Recipient:
    case ParameterType::Recipients:
    case ParameterType::Members:
    case ParameterType::Tenant:
    case ParameterType::Batch:
    case ParameterType::Any: return true;
    default: return false;
    }
}

QString quoted(const QString& parameter)
{
    return QStringLiteral("\u201c%1\u201d").arg(parameter);
}

} // namespace

QString parameterTitle(const QString& action, const QString& parameter)
{
    for (const Title& title : titles) {
        if (action.startsWith(QLatin1String(title.family)) && parameter == QLatin1String(title.parameter))
            return Texts::tr(title.title);
    }
    QString text = parameter;
    text.replace(u'_', u' ');
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

QString shortActionTitle(const QString& action)
{
    if (action == u"users_identify")
        return Texts::tr("Identify");
    if (action == u"workflows_trigger")
        return Texts::tr("Workflow");
    return actionTitle(action);
}

QString opText(Op op)
{
    switch (op) {
    case Op::Equals: return Texts::tr("is");
    case Op::NotEquals: return Texts::tr("is not");
    case Op::GreaterThan: return Texts::tr("is greater than");
    case Op::LessThan: return Texts::tr("is less than");
    case Op::AtLeast: return Texts::tr("is at least");
    case Op::AtMost: return Texts::tr("is at most");
    case Op::Contains: return Texts::tr("contains");
    case Op::StartsWith: return Texts::tr("starts with");
    case Op::EndsWith: return Texts::tr("ends with");
    case Op::Matches: return Texts::tr("matches");
    case Op::In: return Texts::tr("is one of");
    case Op::Exists: return Texts::tr("exists");
    case Op::NotExists: return Texts::tr("does not exist");
    case Op::IsTrue: return Texts::tr("is true");
    case Op::IsFalse: return Texts::tr("is false");
    case Op::IsEmpty: return Texts::tr("is empty");
    }
    return {};
}

QString valueTypeText(json::Type type)
{
    switch (type) {
    case json::Type::Undefined: return Texts::tr("missing");
    case json::Type::Null: return Texts::tr("null");
    case json::Type::Bool: return Texts::tr("true or false");
    case json::Type::Number: return Texts::tr("a number");
    case json::Type::String: return Texts::tr("text");
    case json::Type::Array: return Texts::tr("a list");
    case json::Type::Object: return Texts::tr("an object");
    }
    return {};
}

QString parameterTypeText(ParameterType type)
{
    switch (type) {
    case ParameterType::Id:
    case ParameterType::Text: return Texts::tr("text or a number");
    case ParameterType::Time: return Texts::tr("a time");
    case ParameterType::Object: return Texts::tr("an object");
    case ParameterType::Recipient: return Texts::tr("an id or an object with an id");
    case ParameterType::Recipients:
    case ParameterType::Members: return Texts::tr("ids, or objects with an id");
    case ParameterType::Tenant: return Texts::tr("an id or an object with an id");
    case ParameterType::Batch: return Texts::tr("an object with key and window, as 5m");
    case ParameterType::Any: return Texts::tr("any value");
    }
    return {};
}

QString misfitText(const QString& action, const mapping::Parameter& parameter, const Value& value)
{
    if (value.isUndefined() || value.isNull() || mapping::isMissing(parameter.type, value) ||
        mapping::normalise(parameter.type, value))
        return {};
    const QString title = parameterTitle(action, QLatin1String(parameter.name));
    return Texts::tr("%1 takes %2, but this is %3.")
        .arg(title, parameterTypeText(parameter.type), valueTypeText(value.type()));
}

QString literalText(const Value& value)
{
    if (value.isString()) {
        // What would be read back as something else stays in quotes.
        const QString text = value.toString();
        return literalFromText(text) == value ? text : QString::fromUtf8(json::write(value));
    }
    return value.isUndefined() ? QString() : QString::fromUtf8(json::write(value));
}

Value literalFromText(const QString& text)
{
    if (Result<Value> parsed = json::parse(text.trimmed().toUtf8()))
        return *std::move(parsed);
    return text;
}

QString bindingText(const Binding& binding)
{
    switch (binding.kind) {
    case Binding::Kind::AtPath: return binding.text;
    case Binding::Kind::Expression: return QStringLiteral("= ") + binding.text;
    case Binding::Kind::Literal:
        return binding.value.isString() ? binding.value.toString() : literalText(binding.value);
    case Binding::Kind::Malformed: break;
    }
    return {};
}

Result<Binding> bindingFromText(const QString& text, ParameterType type)
{
    const QString trimmed = text.trimmed();
    if (trimmed.startsWith(u'=')) {
        const QString source = trimmed.mid(1).trimmed();
        if (source.isEmpty())
            return Error{ErrorCode::ParseError, {Texts::tr("An expression must follow the =")}};
        return Binding::expression(source);
    }
    if (beginsAsPath(trimmed)) {
        if (const Result<mapping::Path> path = mapping::Path::parse(trimmed); !path)
            return path.error();
        return Binding::path(trimmed);
    }
    if (readsJson(type)) {
        Result<Value> parsed = json::parse(trimmed.toUtf8());
        const bool meansJson = type == ParameterType::Object || type == ParameterType::Batch ||
                               trimmed.startsWith(u'{') || trimmed.startsWith(u'[');
        if (parsed && (meansJson || type == ParameterType::Any))
            return Binding::literal(*std::move(parsed));
        if (!parsed && meansJson)
            return parsed.error();
    }
    return Binding::literal(trimmed);
}

QString previewText(const Value& value)
{
    QString text;
    if (value.isObject()) {
        QStringList parts;
        for (const auto& [name, member] : value.toObject())
            parts.append(name + u'=' +
                         (member.isString() ? member.toString() : QString::fromUtf8(json::write(member))));
        text = parts.join(QStringLiteral(" "));
    } else if (value.isArray()) {
        QStringList parts;
        for (const Value& element : value.toArray())
            parts.append(element.isString() ? element.toString() : QString::fromUtf8(json::write(element)));
        text = parts.join(QStringLiteral(", "));
    } else {
        text = value.isString() ? value.toString() : QString::fromUtf8(json::write(value));
    }
    text.replace(u'\n', u' ');
    return text.size() > cellLength ? QString(text.left(cellLength) + u'\u2026') : text;
}

QString mappingReasonText(const QString& action, const QString& reason)
{
    const QString code = reason.section(u':', 0, 0);
    const QString title = parameterTitle(action, reason.section(u':', 1));
    if (code == u"condition_false")
        return Texts::tr("Condition not met");
    if (code == u"condition_error")
        return Texts::tr("The condition failed");
    if (code == u"condition_invalid")
        return Texts::tr("The condition cannot work");
    if (code == u"inactive")
        return Texts::tr("Switched off");
    if (code == u"other_environment")
        return Texts::tr("Not for this environment");
    if (code == u"action_unknown")
        return Texts::tr("Unknown action");
    if (code == u"required_missing")
        return Texts::tr("%1 is missing").arg(title);
    if (code == u"wrong_type")
        return Texts::tr("%1 has the wrong type").arg(title);
    if (code == u"path_invalid")
        return Texts::tr("%1 has no valid path").arg(title);
    if (code == u"binding_malformed")
        return Texts::tr("%1 cannot be understood").arg(title);
    if (code == u"expression_error")
        return Texts::tr("%1: the expression failed").arg(title);
    if (code == u"parameter_unknown")
        return Texts::tr("%1 is no parameter of this action").arg(title);
    return reason;
}

QString problemText(const QString& code, const QString& detail)
{
    if (code == u"path_invalid")
        return detail.isEmpty() ? Texts::tr("This is no path") : Texts::tr("This is no path: %1").arg(detail);
    if (code == u"wrong_type")
        return detail.isEmpty() ? Texts::tr("Wrong type of value") : Texts::tr("Wrong type: %1 is needed").arg(detail);
    if (code == u"expression_empty")
        return Texts::tr("The expression is empty");
    if (code == u"binding_malformed" || code == u"condition_malformed")
        return Texts::tr("This cannot be understood as it stands in the file");
    if (code == u"parameter_unknown")
        return Texts::tr("This action has no parameter %1").arg(quoted(detail));
    if (code == u"op_unknown")
        return Texts::tr("Unknown operator %1").arg(quoted(detail));
    if (code == u"value_missing")
        return Texts::tr("A value is needed");
    if (code == u"value_type")
        return Texts::tr("This operator needs another type of value: %1").arg(detail);
    if (code == u"pattern_invalid")
        return Texts::tr("The pattern cannot be read: %1").arg(detail);
    return code;
}

} // namespace hw::models
