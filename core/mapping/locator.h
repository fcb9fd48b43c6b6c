#pragma once

#include "core/mapping/path.h"

#include <QString>

#include <variant>
#include <vector>

namespace hw::mapping {

/// Where the settings of a source say that an event's type, id or time stands. Most are a path alone; a sender that
/// has no such member gives its parts, and one with several shapes gives several places:
///
///     locator     = alternative (" | " alternative)*         the first that has a value counts
///     alternative = path | template
///     template    = text with at least one {path} in it       {body.schema}.{body.table}:{body.type}
///
/// White space around alternatives is ignored, within a template it counts. Bars and braces within a path's quotes are
/// the path's; a template's own text has none.
class Locator
{
public:
    /// ParseError with line 1 and the column of what is wrong, as Path::parse().
    [[nodiscard]] static Result<Locator> parse(QStringView text);

    /// The value of the first alternative that has one: of a path whatever stands there unless it is null or an empty
    /// text, of a template its text, where each of its places has a text that is not empty, a number or a boolean.
    /// Undefined where none has.
    [[nodiscard]] json::Value evaluate(const Scope& scope) const;

    /// Every place that it may look at.
    [[nodiscard]] std::vector<Path> paths() const;

    friend bool operator==(const Locator&, const Locator&) = default;

private:
    /// A text and a place in turn; a path alone is one place without text.
    struct Part
    {
        QString text; ///< before the place; the last part of a template may have nothing but text
        std::optional<Path> path;
        friend bool operator==(const Part&, const Part&) = default;
    };
    struct Alternative
    {
        std::vector<Part> parts;
        bool isTemplate = false;
        friend bool operator==(const Alternative&, const Alternative&) = default;
    };

    static Result<Alternative> parseAlternative(QStringView text);

    std::vector<Alternative> m_alternatives;
};

} // namespace hw::mapping
