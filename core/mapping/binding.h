#pragma once

#include "core/base/json.h"
#include "core/mapping/expressions.h"
#include "core/mapping/path.h"

#include <QString>

#include <optional>

namespace hw::mapping {

/// Where a parameter's value comes from: {"path"}, {"value"} or {"expression"}, with an optional "default".
struct Binding
{
    enum class Kind {
        AtPath,
        Literal,
        Expression,
        Malformed, ///< none or several of the three keys, or a wrong type: kept as it stands in the file
    };

    Kind kind = Kind::Literal;
    QString text;                            ///< the path or the expression as written
    std::optional<mapping::Path> parsedPath; ///< empty where the text is no path
    json::Value value;                       ///< the literal; for Malformed the whole binding
    json::Value fallback;                    ///< "default"; undefined = none
    json::Object extra;                      ///< keys that this version does not know

    [[nodiscard]] static Binding path(const QString& text);
    [[nodiscard]] static Binding literal(json::Value value);
    [[nodiscard]] static Binding expression(const QString& source);

    /// Never fails: what cannot be understood becomes Malformed.
    [[nodiscard]] static Binding fromJson(const json::Value& value);
    [[nodiscard]] json::Value toJson() const;

    friend bool operator==(const Binding&, const Binding&) = default;
};

/// What a binding gives for one event.
struct Resolved
{
    enum class Failure {
        None,
        InvalidPath,
        Malformed,
        ExpressionError,
    };

    json::Value value; ///< undefined = missing; a missing or null value is replaced by the default where there is one
    Failure failure = Failure::None;
    QString detail; ///< the expression's error
};

/// `expressionKey` is the key under which the value of an expression is looked up. Where a path or expression fails and
/// there is a default, the default stands in.
[[nodiscard]] Resolved resolve(const Binding& binding, const Scope& scope, const QString& expressionKey,
                               const ExpressionValues& expressions);

} // namespace hw::mapping
