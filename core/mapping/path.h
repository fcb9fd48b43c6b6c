#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/http/message.h"

#include <QString>
#include <QStringView>

#include <functional>
#include <optional>
#include <variant>
#include <vector>

namespace hw::mapping {

/// What paths, conditions and bindings look at: one event after its script ran. References must outlive the scope.
struct Scope
{
    const json::Value& body;       ///< the parsed body (of a batch: the element); null where it was not JSON
    const http::Headers& headers;  ///< as they came
    const json::Value& preprocess; ///< object of what the script returned; undefined where no script ran
    std::function<std::optional<QString>(const QString& name)> vars; ///< may be empty: no vars then
};

enum class PathRoot { Body, Headers, Preprocess, Vars };

/// A place in an event. Grammar (white space around the whole is ignored):
///
///     path  = root step* | [key | bracket] step*      without a root, "body." is meant
///     root  = "body" | "headers" | "preprocess" | "vars"
///     step  = "." key | bracket
///     key   = letters, digits, marks, "_", "-", "$", "@", ":" (one or more)
///     bracket = "[" digits "]" | "[" string "]"        string in double or single quotes, with JSON's escapes
///
/// `headers` takes one name in any case, or none (all headers as an object with lower-case names); `vars` takes exactly
/// one name. A key that equals a root's name and stands first in the body is written `body.headers`.
class Path
{
public:
    using Step = std::variant<QString, qsizetype>;

    /// ParseError with line 1 and the column (from 1, UTF-16 units of `text`) of what is wrong.
    [[nodiscard]] static Result<Path> parse(QStringView text);
    /// A path put together from its parts, for click-mapping. Header names are lowered.
    Path(PathRoot root, std::vector<Step> steps);

    [[nodiscard]] PathRoot root() const { return m_root; }
    [[nodiscard]] const std::vector<Step>& steps() const { return m_steps; }

    /// The canonical text: with root, quotes only where a key needs them. parse(text()) gives the same path.
    [[nodiscard]] QString text() const;

    /// The value at this place with its number text and key order; undefined where there is none. As in JavaScript a
    /// numeric key also reaches into an array and an index into an object. A repeated header is joined by ", ".
    [[nodiscard]] json::Value evaluate(const Scope& scope) const;

    friend bool operator==(const Path&, const Path&) = default;

private:
    PathRoot m_root = PathRoot::Body;
    std::vector<Step> m_steps;
};

/// Header bytes as text: UTF-8 where they are, else Latin-1.
[[nodiscard]] QString headerText(const QByteArray& value);

} // namespace hw::mapping
