#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/mapping/binding.h"
#include "core/mapping/condition.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace hw::mapping {

/// Event type (or pattern) and condition → action with parameters.
struct Mapping
{
    QString id;        ///< "map_…"
    QString eventType; ///< "customer.created", "customer.*", "*"
    bool active = true;
    std::optional<Condition> when;                       ///< empty = always
    QString action;                                      ///< a name of the table in actionkinds.h
    std::vector<std::pair<QString, Binding>> parameters; ///< in the table's order, unknown ones last
    QStringList environments;                            ///< empty = in all
    json::Object extra;                                  ///< keys that this version does not know

    [[nodiscard]] const Binding* parameter(QStringView name) const;
    /// Replaces or adds the binding, at its place in the table's order.
    void setParameter(const QString& name, Binding binding);

    friend bool operator==(const Mapping&, const Mapping&) = default;
};

/// The content of a mappings.json.
struct MappingFile
{
    std::vector<Mapping> mappings;
    json::Object extra; ///< keys beside "format" and "mappings"
    friend bool operator==(const MappingFile&, const MappingFile&) = default;
};

inline constexpr int fileFormat = 1;

/// Makes the id of a mapping that has none: ids::make(ids::mapping, now).
using MakeId = std::function<QString()>;

/// InvalidArgument {place ("mappings[2].active"), what stands there, what is accepted} where the shape is wrong.
/// Bindings and conditions that cannot be understood do not make the file fail: validate() reports them.
[[nodiscard]] Result<MappingFile> mappingFileFromJson(const json::Value& value, const MakeId& makeId);
[[nodiscard]] Result<Mapping> mappingFromJson(const json::Value& value, const QString& place, const MakeId& makeId);

/// Keys in a fixed order, so that a one-field change is a one-line diff.
[[nodiscard]] json::Value toJson(const MappingFile& file);
[[nodiscard]] json::Value toJson(const Mapping& mapping);

/// Something in a mapping that cannot work as it stands. Codes: action_unknown, event_type_missing, id_duplicate,
/// parameter_unknown, required_missing, path_invalid, binding_malformed, expression_empty, wrong_type (a literal),
/// condition_malformed, op_unknown, value_missing, value_type, pattern_invalid.
struct Problem
{
    QString mappingId;
    QString where; ///< "action", "parameters/id", "when/all/0"
    QString code;
    QString detail; ///< the name, reason or type that the text about it needs
    int column = 0; ///< in the path or pattern, from 1; 0 = not about a column
    friend bool operator==(const Problem&, const Problem&) = default;
};

[[nodiscard]] std::vector<Problem> validate(const std::vector<Mapping>& mappings);

/// All expressions with the keys under which plan() looks up their values.
[[nodiscard]] std::vector<ExpressionSource> expressionsOf(const std::vector<Mapping>& mappings);
/// "map_…/parameters/data"
[[nodiscard]] QString parameterKey(const QString& mappingId, QStringView parameter);
/// "map_…/when"
[[nodiscard]] QString conditionKey(const QString& mappingId);

/// Whether the type is meant: "*" stands for any characters, also none, wherever it is; the rest is compared exactly.
[[nodiscard]] bool eventTypeMatches(QStringView pattern, QStringView type);

} // namespace hw::mapping
