#pragma once

#include "core/base/json.h"
#include "core/mapping/expressions.h"
#include "core/mapping/path.h"

#include <QRegularExpression>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace hw::mapping {

/// What a test asks of the value at its path. Wrong types never fail, they just do not hold; a missing value makes
/// every test false but NotEquals, NotExists and IsEmpty.
enum class Op {
    Equals, ///< values.h equal()
    NotEquals,
    GreaterThan, ///< values.h compare()
    LessThan,
    AtLeast,
    AtMost,
    Contains, ///< text in text, element in array, key in object
    StartsWith,
    EndsWith,
    Matches, ///< regular expression (PCRE2) anywhere in the first 65,536 characters of a text or number
    In,      ///< equals an element of the array `value`
    Exists,  ///< there, and not null
    NotExists,
    IsTrue, ///< true, or the text "true" (headers, vars and forms hold only text)
    IsFalse,
    IsEmpty, ///< missing, null, "", [], {}
};

[[nodiscard]] QString toString(Op op); ///< "not_equals"
[[nodiscard]] std::optional<Op> opFrom(QStringView name);
[[nodiscard]] std::span<const Op> allOps();
/// Whether the test needs a `value`.
[[nodiscard]] bool takesValue(Op op);

/// {"all": […]}, {"any": […]}, {path, op, value}, nested as deep as one likes, or {"expression": "…"}.
struct Condition
{
    enum class Kind {
        All,
        Any,
        Test,
        Expression,
        Malformed, ///< kept as it stands in the file
    };

    Kind kind = Kind::All;
    std::vector<Condition> children;         ///< of All and Any
    QString text;                            ///< the path of a test or the expression, as written
    std::optional<mapping::Path> parsedPath; ///< of a test; empty where the text is no path
    QString opName;                          ///< as written
    std::optional<Op> op;                    ///< empty where the name is unknown
    json::Value value;                       ///< of a test; for Malformed the whole condition
    QRegularExpression pattern;              ///< of a Matches test, with a bounded effort
    json::Object extra;                      ///< keys that this version does not know

    [[nodiscard]] static Condition all(std::vector<Condition> children);
    [[nodiscard]] static Condition any(std::vector<Condition> children);
    [[nodiscard]] static Condition test(const QString& path, Op op, json::Value value = {});
    [[nodiscard]] static Condition expression(const QString& source);

    /// Never fails: what cannot be understood becomes Malformed.
    [[nodiscard]] static Condition fromJson(const json::Value& value);
    [[nodiscard]] json::Value toJson() const;

    friend bool operator==(const Condition&, const Condition&) = default;
};

/// Something in a condition that cannot work. `where` is its place below the condition: "", "/all/0".
struct ConditionProblem
{
    QString where;
    QString code; ///< as in mapping.h Problem
    QString detail;
    int column = 0;
};

[[nodiscard]] std::vector<ConditionProblem> validate(const Condition& condition);

enum class ConditionOutcome {
    True,
    False,
    Error,   ///< an expression threw
    Invalid, ///< the condition cannot be evaluated (validate() says why)
};

/// `key` is the key of the condition itself ("map_…/when"), from which those of nested expressions are made. An
/// expression holds when its value is truthy in JavaScript. All and Any stop at the first that decides; an empty All
/// holds, an empty Any does not.
[[nodiscard]] ConditionOutcome evaluate(const Condition& condition, const Scope& scope, const QString& key,
                                        const ExpressionValues& expressions);

/// Appends the expressions of the condition with their keys.
void collectExpressions(const Condition& condition, const QString& key, std::vector<ExpressionSource>& out);

} // namespace hw::mapping
