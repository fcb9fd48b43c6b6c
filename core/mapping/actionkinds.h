#pragma once

#include <QString>
#include <QStringView>

#include <span>

namespace hw::mapping {

/// How a resolved value is checked and normalised before it goes into an action's payload (values.h does it).
enum class ParameterType {
    Id,         ///< string that is not empty, or a number, which becomes its source text
    Text,       ///< string or number (as text)
    Time,       ///< ISO 8601 text or epoch seconds or milliseconds; becomes ISO 8601 in UTC
    Object,     ///< JSON object
    Recipient,  ///< one of: string, number, object with id, {collection, id}
    Recipients, ///< one recipient or an array of them; becomes an array
    Members,    ///< like Recipients
    Tenant,     ///< string, number, or object with id
    Batch,      ///< {key, window}: window as 30s, 5m, 1h, 2d or a number of seconds; becomes {key, window in seconds}
    Any,        ///< any JSON value
};

struct Parameter
{
    const char* name;
    bool required;
    ParameterType type;
    const char* help;               ///< one English sentence part, for forms and help
    const char* fallback = nullptr; ///< literal text that stands in for a missing value; nullptr = none
};

/// One kind of action. Everything that has to know the kinds (planner, validation, forms, help, destinations) is built
/// from this table.
struct ActionKind
{
    const char* name;  ///< "users_identify", Knock's name for it
    const char* title; ///< "Identify user"
    const char* help;
    const char* method; ///< of the Knock API call; empty for http_request
    const char* path;   ///< template over the parameters' names: "/v1/users/{id}"
    std::span<const Parameter> parameters;
    int perSecond = 0;             ///< calls that the API takes, per environment; 0 = no limit is known
    const char* splitBy = nullptr; ///< the array parameter that is split above `limit`; nullptr = never split
    int limit = 0;
};

/// All kinds in execution order. The API calls and limits are those of Knock's public API reference.
[[nodiscard]] std::span<const ActionKind> actionKinds();

/// nullptr for an unknown name.
[[nodiscard]] const ActionKind* findActionKind(QStringView name);
[[nodiscard]] const Parameter* findParameter(const ActionKind& kind, QStringView name);

/// The place in the execution order, from 0; actionKinds().size() for an unknown name.
[[nodiscard]] size_t executionOrder(QStringView name);

/// "text", "recipients", …: the name of a type for help and documentation.
[[nodiscard]] const char* typeName(ParameterType type);

} // namespace hw::mapping
