#include "core/mapping/condition.h"

#include "core/mapping/values.h"

#include <algorithm>
#include <array>

namespace hw::mapping {

namespace {

struct OpRow
{
    Op op;
    const char* name;
};

constexpr std::array opRows{
    OpRow{Op::Equals, "equals"},
    OpRow{Op::NotEquals, "not_equals"},
    OpRow{Op::GreaterThan, "greater_than"},
    OpRow{Op::LessThan, "less_than"},
    OpRow{Op::AtLeast, "at_least"},
    OpRow{Op::AtMost, "at_most"},
    OpRow{Op::Contains, "contains"},
    OpRow{Op::StartsWith, "starts_with"},
    OpRow{Op::EndsWith, "ends_with"},
    OpRow{Op::Matches, "matches"},
    OpRow{Op::In, "in"},
    OpRow{Op::Exists, "exists"},
    OpRow{Op::NotExists, "not_exists"},
    OpRow{Op::IsTrue, "is_true"},
    OpRow{Op::IsFalse, "is_false"},
    OpRow{Op::IsEmpty, "is_empty"},
};

constexpr std::array ops{
    Op::Equals,   Op::NotEquals, Op::GreaterThan, Op::LessThan, Op::AtLeast,   Op::AtMost, Op::Contains, Op::StartsWith,
    Op::EndsWith, Op::Matches,   Op::In,          Op::Exists,   Op::NotExists, Op::IsTrue, Op::IsFalse,  Op::IsEmpty,
};

constexpr QStringView allKey = u"all";
constexpr QStringView anyKey = u"any";
constexpr QStringView pathKey = u"path";
constexpr QStringView opKey = u"op";
constexpr QStringView valueKey = u"value";
constexpr QStringView expressionWord = u"expression";

/// Bounds what a pattern may cost on a hostile input: PCRE2 gives up after so many internal calls and the test does
/// not hold. Its default is fifty times as much, and catastrophic patterns then take seconds.
constexpr QStringView effortLimit = u"(*LIMIT_MATCH=200000)";
constexpr qsizetype maxSubject = 65536;

QString textToMatch(const json::Value& value)
{
    QString text = value.isNumber() ? QString::fromLatin1(value.numberText()) : value.toString();
    text.truncate(maxSubject);
    return text;
}

bool isMissingValue(const json::Value& value)
{
    return value.isUndefined() || value.isNull();
}

bool isWord(const json::Value& value, bool wanted)
{
    if (value.isBool())
        return value.toBool() == wanted;
    return value.isString() && value.toString() == (wanted ? QLatin1String("true") : QLatin1String("false"));
}

bool contains(const json::Value& whole, const json::Value& part)
{
    if (whole.isArray())
        return std::any_of(whole.toArray().begin(), whole.toArray().end(),
                           [&](const json::Value& element) { return equal(element, part); });
    if (!part.isString() && !part.isNumber())
        return false;
    const QString text = part.isNumber() ? QString::fromLatin1(part.numberText()) : part.toString();
    if (whole.isObject())
        return whole.toObject().find(text) != nullptr;
    return whole.isString() && whole.toString().contains(text);
}

bool isEmptyValue(const json::Value& value)
{
    switch (value.type()) {
    case json::Type::Undefined:
    case json::Type::Null: return true;
    case json::Type::String: return value.toString().isEmpty();
    case json::Type::Array: return value.toArray().empty();
    case json::Type::Object: return value.toObject().isEmpty();
    case json::Type::Bool:
    case json::Type::Number: return false;
    }
    return false;
}

bool holds(const Condition& test, const json::Value& value)
{
    const json::Value& other = test.value;
    const auto ordered = [&](auto accepts) {
        const std::optional<int> order = compare(value, other);
        return order && accepts(*order);
    };
    const bool bothText = value.isString() && other.isString();
    switch (*test.op) {
    case Op::Equals: return equal(value, other);
    case Op::NotEquals: return !equal(value, other);
    case Op::GreaterThan: return ordered([](int order) { return order > 0; });
    case Op::LessThan: return ordered([](int order) { return order < 0; });
    case Op::AtLeast: return ordered([](int order) { return order >= 0; });
    case Op::AtMost: return ordered([](int order) { return order <= 0; });
    case Op::Contains: return contains(value, other);
    case Op::StartsWith: return bothText && value.toString().startsWith(other.toString());
    case Op::EndsWith: return bothText && value.toString().endsWith(other.toString());
    case Op::Matches:
        return (value.isString() || value.isNumber()) && test.pattern.match(textToMatch(value)).hasMatch();
    case Op::In:
        return std::any_of(other.toArray().begin(), other.toArray().end(),
                           [&](const json::Value& element) { return equal(value, element); });
    case Op::Exists: return !isMissingValue(value);
    case Op::NotExists: return isMissingValue(value);
    case Op::IsTrue: return isWord(value, true);
    case Op::IsFalse: return isWord(value, false);
    case Op::IsEmpty: return isEmptyValue(value);
    }
    return false;
}

/// ToBoolean of ECMAScript for what JSON can hold.
bool isTruthy(const json::Value& value)
{
    switch (value.type()) {
    case json::Type::Undefined:
    case json::Type::Null: return false;
    case json::Type::Bool: return value.toBool();
    case json::Type::Number: return !equal(value, json::Value(0));
    case json::Type::String: return !value.toString().isEmpty();
    case json::Type::Array:
    case json::Type::Object: return true;
    }
    return false;
}

QString childPlace(const Condition& parent, size_t index)
{
    return QLatin1Char('/') + (parent.kind == Condition::Kind::All ? allKey : anyKey) + QLatin1Char('/') +
           QString::number(index);
}

/// What is wrong with a test's `value`; an empty code = nothing.
ConditionProblem valueProblem(const Condition& test)
{
    if (!takesValue(*test.op))
        return {};
    if (test.value.isUndefined())
        return {{}, QStringLiteral("value_missing"), test.opName, 0};
    const auto needs = [](const char* type) {
        return ConditionProblem{{}, QStringLiteral("value_type"), QString::fromLatin1(type), 0};
    };
    switch (*test.op) {
    case Op::In: return test.value.isArray() ? ConditionProblem{} : needs("array");
    case Op::StartsWith:
    case Op::EndsWith: return test.value.isString() ? ConditionProblem{} : needs("string");
    case Op::GreaterThan:
    case Op::LessThan:
    case Op::AtLeast:
    case Op::AtMost:
        return test.value.isString() || test.value.isNumber() ? ConditionProblem{} : needs("number or string");
    case Op::Matches: {
        if (!test.value.isString())
            return needs("string");
        if (test.pattern.isValid())
            return {};
        const auto offset = std::max<qsizetype>(0, test.pattern.patternErrorOffset() - effortLimit.size());
        return {{}, QStringLiteral("pattern_invalid"), test.pattern.errorString(), static_cast<int>(offset) + 1};
    }
    default: return {};
    }
}

void collectProblems(const Condition& condition, const QString& where, std::vector<ConditionProblem>& out)
{
    const auto add = [&](const char* code, const QString& detail, int column = 0) {
        out.push_back({where, QString::fromLatin1(code), detail, column});
    };
    switch (condition.kind) {
    case Condition::Kind::All:
    case Condition::Kind::Any:
        for (size_t i = 0; i < condition.children.size(); ++i)
            collectProblems(condition.children[i], where + childPlace(condition, i), out);
        return;
    case Condition::Kind::Malformed: return add("condition_malformed", {});
    case Condition::Kind::Expression:
        if (condition.text.trimmed().isEmpty())
            add("expression_empty", {});
        return;
    case Condition::Kind::Test: break;
    }
    if (!condition.parsedPath) {
        const Error error = Path::parse(condition.text).error();
        add("path_invalid", error.args.value(0), error.column);
    }
    if (!condition.op)
        return add("op_unknown", condition.opName);
    ConditionProblem value = valueProblem(condition);
    if (!value.code.isEmpty()) {
        value.where = where;
        out.push_back(std::move(value));
    }
}

Condition malformed(const json::Value& whole)
{
    Condition condition;
    condition.kind = Condition::Kind::Malformed;
    condition.value = whole;
    return condition;
}

Condition makeTest(const QString& path, const QString& opName, const json::Value& value)
{
    Condition condition;
    condition.kind = Condition::Kind::Test;
    condition.text = path;
    if (Result<mapping::Path> parsed = mapping::Path::parse(path))
        condition.parsedPath = std::move(*parsed);
    condition.opName = opName;
    condition.op = opFrom(opName);
    condition.value = value;
    if (condition.op == Op::Matches && value.isString())
        condition.pattern.setPattern(effortLimit + value.toString());
    return condition;
}

ConditionOutcome evaluateGroup(const Condition& group, const Scope& scope, const QString& key,
                               const ExpressionValues& expressions)
{
    const bool isAll = group.kind == Condition::Kind::All;
    for (size_t i = 0; i < group.children.size(); ++i) {
        const ConditionOutcome outcome = evaluate(group.children[i], scope, key + childPlace(group, i), expressions);
        if (outcome != (isAll ? ConditionOutcome::True : ConditionOutcome::False))
            return outcome;
    }
    return isAll ? ConditionOutcome::True : ConditionOutcome::False;
}

} // namespace

QString toString(Op op)
{
    const auto row = std::find_if(opRows.begin(), opRows.end(), [&](const OpRow& r) { return r.op == op; });
    return QString::fromLatin1(row->name);
}

std::optional<Op> opFrom(QStringView name)
{
    const auto row =
        std::find_if(opRows.begin(), opRows.end(), [&](const OpRow& r) { return name == QLatin1String(r.name); });
    return row == opRows.end() ? std::nullopt : std::optional(row->op);
}

std::span<const Op> allOps()
{
    return ops;
}

bool takesValue(Op op)
{
    return op != Op::Exists && op != Op::NotExists && op != Op::IsTrue && op != Op::IsFalse && op != Op::IsEmpty;
}

Condition Condition::all(std::vector<Condition> children)
{
    Condition condition;
    condition.kind = Kind::All;
    condition.children = std::move(children);
    return condition;
}

Condition Condition::any(std::vector<Condition> children)
{
    Condition condition = all(std::move(children));
    condition.kind = Kind::Any;
    return condition;
}

Condition Condition::test(const QString& path, Op op, json::Value value)
{
    return makeTest(path, toString(op), value);
}

Condition Condition::expression(const QString& source)
{
    Condition condition;
    condition.kind = Kind::Expression;
    condition.text = source;
    return condition;
}

Condition Condition::fromJson(const json::Value& value)
{
    if (!value.isObject())
        return malformed(value);
    const json::Object& object = value.toObject();
    const auto given = [&](QStringView key) { return object.find(key) != nullptr; };
    if (int(given(allKey)) + int(given(anyKey)) + int(given(expressionWord)) + int(given(pathKey)) != 1)
        return malformed(value);

    Condition condition;
    if (given(allKey) || given(anyKey)) {
        const json::Value& list = object[given(allKey) ? allKey : anyKey];
        if (!list.isArray())
            return malformed(value);
        condition.kind = given(allKey) ? Kind::All : Kind::Any;
        for (const json::Value& child : list.toArray())
            condition.children.push_back(fromJson(child));
    } else if (given(expressionWord)) {
        if (!object[expressionWord].isString())
            return malformed(value);
        condition = expression(object[expressionWord].toString());
    } else {
        if (!object[pathKey].isString() || !object[opKey].isString())
            return malformed(value);
        condition = makeTest(object[pathKey].toString(), object[opKey].toString(), object[valueKey]);
    }
    const bool isTest = condition.kind == Kind::Test;
    for (const auto& [name, member] : object) {
        const bool known = name == allKey || name == anyKey || name == expressionWord || name == pathKey ||
                           (isTest && (name == opKey || name == valueKey));
        if (!known)
            condition.extra.append(name, member);
    }
    return condition;
}

json::Value Condition::toJson() const
{
    json::Object out;
    switch (kind) {
    case Kind::Malformed: return value;
    case Kind::All:
    case Kind::Any: {
        json::Array list;
        for (const Condition& child : children)
            list.push_back(child.toJson());
        out.append((kind == Kind::All ? allKey : anyKey).toString(), std::move(list));
        break;
    }
    case Kind::Expression: out.append(expressionWord.toString(), text); break;
    case Kind::Test:
        out.append(pathKey.toString(), text);
        out.append(opKey.toString(), opName);
        if (!value.isUndefined())
            out.append(valueKey.toString(), value);
        break;
    }
    for (const auto& [name, member] : extra)
        out.append(name, member);
    return out;
}

std::vector<ConditionProblem> validate(const Condition& condition)
{
    std::vector<ConditionProblem> out;
    collectProblems(condition, {}, out);
    return out;
}

ConditionOutcome evaluate(const Condition& condition, const Scope& scope, const QString& key,
                          const ExpressionValues& expressions)
{
    switch (condition.kind) {
    case Condition::Kind::All:
    case Condition::Kind::Any: return evaluateGroup(condition, scope, key, expressions);
    case Condition::Kind::Malformed: return ConditionOutcome::Invalid;
    case Condition::Kind::Expression: {
        const auto found = expressions.constFind(key);
        if (found == expressions.constEnd() || !found->error.isEmpty())
            return ConditionOutcome::Error;
        return isTruthy(found->value) ? ConditionOutcome::True : ConditionOutcome::False;
    }
    case Condition::Kind::Test: break;
    }
    if (!condition.parsedPath || !condition.op || !valueProblem(condition).code.isEmpty())
        return ConditionOutcome::Invalid;
    return holds(condition, condition.parsedPath->evaluate(scope)) ? ConditionOutcome::True : ConditionOutcome::False;
}

void collectExpressions(const Condition& condition, const QString& key, std::vector<ExpressionSource>& out)
{
    if (condition.kind == Condition::Kind::Expression)
        out.push_back({key, condition.text});
    for (size_t i = 0; i < condition.children.size(); ++i)
        collectExpressions(condition.children[i], key + childPlace(condition, i), out);
}

} // namespace hw::mapping
