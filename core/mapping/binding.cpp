#include "core/mapping/binding.h"

namespace hw::mapping {

namespace {

constexpr QStringView pathKey = u"path";
constexpr QStringView valueKey = u"value";
constexpr QStringView expressionWord = u"expression";
constexpr QStringView defaultKey = u"default";

Binding malformed(const json::Value& whole)
{
    Binding binding;
    binding.kind = Binding::Kind::Malformed;
    binding.value = whole;
    return binding;
}

bool isMissingValue(const json::Value& value)
{
    return value.isUndefined() || value.isNull();
}

} // namespace

Binding Binding::path(const QString& text)
{
    Binding binding;
    binding.kind = Kind::AtPath;
    binding.text = text;
    if (Result<mapping::Path> parsed = mapping::Path::parse(text))
        binding.parsedPath = std::move(*parsed);
    return binding;
}

Binding Binding::literal(json::Value value)
{
    Binding binding;
    binding.kind = Kind::Literal;
    binding.value = std::move(value);
    return binding;
}

Binding Binding::expression(const QString& source)
{
    Binding binding;
    binding.kind = Kind::Expression;
    binding.text = source;
    return binding;
}

Binding Binding::fromJson(const json::Value& value)
{
    if (!value.isObject())
        return malformed(value);
    const json::Object& object = value.toObject();
    const json::Value& path = object[pathKey];
    const json::Value& literal = object[valueKey];
    const json::Value& expression = object[expressionWord];
    const int given = int(!path.isUndefined()) + int(!literal.isUndefined()) + int(!expression.isUndefined());
    const bool typesFit =
        (path.isUndefined() || path.isString()) && (expression.isUndefined() || expression.isString());
    if (given != 1 || !typesFit)
        return malformed(value);

    Binding binding = path.isString()         ? Binding::path(path.toString())
                      : expression.isString() ? Binding::expression(expression.toString())
                                              : Binding::literal(literal);
    for (const auto& [name, member] : object) {
        if (name == defaultKey)
            binding.fallback = member;
        else if (name != pathKey && name != valueKey && name != expressionWord)
            binding.extra.append(name, member);
    }
    return binding;
}

json::Value Binding::toJson() const
{
    json::Object out;
    switch (kind) {
    case Kind::Malformed: return value;
    case Kind::AtPath: out.append(pathKey.toString(), text); break;
    case Kind::Literal: out.append(valueKey.toString(), value); break;
    case Kind::Expression: out.append(expressionWord.toString(), text); break;
    }
    if (!fallback.isUndefined())
        out.append(defaultKey.toString(), fallback);
    for (const auto& [name, member] : extra)
        out.append(name, member);
    return out;
}

Resolved resolve(const Binding& binding, const Scope& scope, const QString& expressionKey,
                 const ExpressionValues& expressions)
{
    Resolved out;
    switch (binding.kind) {
    case Binding::Kind::AtPath:
        if (binding.parsedPath)
            out.value = binding.parsedPath->evaluate(scope);
        else
            out.failure = Resolved::Failure::InvalidPath;
        break;
    case Binding::Kind::Literal: out.value = binding.value; break;
    case Binding::Kind::Malformed: out.failure = Resolved::Failure::Malformed; break;
    case Binding::Kind::Expression: {
        const auto found = expressions.constFind(expressionKey);
        if (found == expressions.constEnd()) {
            out.failure = Resolved::Failure::ExpressionError;
            out.detail = QStringLiteral("not evaluated");
        } else if (!found->error.isEmpty()) {
            out.failure = Resolved::Failure::ExpressionError;
            out.detail = found->error;
        } else {
            out.value = found->value;
        }
        break;
    }
    }
    if (isMissingValue(out.value) && !binding.fallback.isUndefined())
        out.value = binding.fallback;
    return out;
}

} // namespace hw::mapping
