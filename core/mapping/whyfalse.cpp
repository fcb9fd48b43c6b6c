#include "core/mapping/whyfalse.h"

namespace hw::mapping {

namespace {

constexpr size_t mostTests = 4;
constexpr qsizetype longestFound = 100;

json::Value shortened(const json::Value& value)
{
    if (value.isObject())
        return QStringLiteral("object");
    if (value.isArray())
        return QStringLiteral("array");
    if (value.isString() && value.toString().size() > longestFound)
        return QString(value.toString().first(longestFound) + u'…');
    return value;
}

json::Object describe(const Condition& test, const Scope& scope)
{
    if (test.kind == Condition::Kind::Expression)
        return {{QStringLiteral("expression"), test.text}};
    json::Object told{{QStringLiteral("path"), test.text}, {QStringLiteral("op"), test.opName}};
    if (test.op && takesValue(*test.op))
        told.append(QStringLiteral("value"), shortened(test.value));
    const bool ofEvent =
        test.parsedPath && (test.parsedPath->root() == PathRoot::Body || test.parsedPath->root() == PathRoot::Headers);
    if (ofEvent) {
        if (const json::Value found = test.parsedPath->evaluate(scope); !found.isUndefined())
            told.append(QStringLiteral("found"), shortened(found));
    }
    return told;
}

void collect(const Condition& condition, const Scope& scope, const QString& key, const ExpressionValues& expressions,
             json::Array& out)
{
    const bool isGroup = condition.kind == Condition::Kind::All || condition.kind == Condition::Kind::Any;
    if (!isGroup) {
        if (out.size() < mostTests)
            out.push_back(describe(condition, scope));
        return;
    }
    const bool isAll = condition.kind == Condition::Kind::All;
    for (size_t i = 0; i < condition.children.size(); ++i) {
        const QString place = key + (isAll ? QStringLiteral("/all/%1") : QStringLiteral("/any/%1")).arg(i);
        if (evaluate(condition.children[i], scope, place, expressions) != ConditionOutcome::False)
            continue;
        collect(condition.children[i], scope, place, expressions, out);
        if (isAll)
            return;
    }
}

} // namespace

json::Array whyFalse(const Condition& condition, const Scope& scope, const QString& key,
                     const ExpressionValues& expressions)
{
    json::Array tests;
    collect(condition, scope, key, expressions, tests);
    return tests;
}

} // namespace hw::mapping
