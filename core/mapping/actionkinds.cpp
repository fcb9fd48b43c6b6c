#include "core/mapping/actionkinds.h"

#include <algorithm>
#include <array>

namespace hw::mapping {

namespace {

using enum ParameterType;

constexpr bool required = true;
constexpr bool optional = false;

constexpr Parameter identify[]{
    {"id", required, Id, "Your id of the user"},
    {"name", optional, Text, "Full name"},
    {"email", optional, Text, "E-mail address"},
    {"phone_number", optional, Text, "Phone number in E.164 form, as +15551234567"},
    {"avatar", optional, Text, "URL of a picture"},
    {"locale", optional, Text, "Language and region, as en-GB"},
    {"timezone", optional, Text, "IANA time zone, as Europe/Berlin"},
    {"created_at", optional, Time, "When the user was created"},
    {"properties", optional, Object, "More properties, merged with those that are there"},
};
constexpr Parameter mergeUsers[]{
    {"id", required, Id, "The user that stays and wins where both have a value"},
    {"from_user_id", required, Id, "The user that is merged into it and removed"},
};
constexpr Parameter deleteUser[]{
    {"id", required, Id, "The user to delete, with subscriptions, memberships and preferences"},
};
constexpr Parameter setChannelData[]{
    {"id", required, Id, "The user, created where there is none"},
    {"channel_id", required, Id, "The channel"},
    {"data", required, Object, "What the channel needs, as {\"tokens\": [\"…\"]}"},
};
constexpr Parameter setPreferences[]{
    {"id", required, Id, "The user, created where there is none"},
    {"set_id", optional, Id, "The preference set: default, or the id of a tenant", "default"},
    {"preferences", required, Object, "channel_types, workflows, categories; replaces the set unless it says merge"},
};
constexpr Parameter setObject[]{
    {"collection", required, Id, "The collection, as projects"},
    {"id", required, Id, "The object's id within its collection"},
    {"name", optional, Text, "Name"},
    {"properties", optional, Object, "More properties, merged with those that are there"},
};
constexpr Parameter deleteObject[]{
    {"collection", required, Id, "The collection, as projects"},
    {"id", required, Id, "The object to delete, with its subscriptions"},
};
constexpr Parameter setTenant[]{
    {"id", required, Id, "The tenant's id"},
    {"name", optional, Text, "Name"},
    {"properties", optional, Object, "More properties and settings, merged with those that are there"},
};
constexpr Parameter deleteTenant[]{
    {"id", required, Id, "The tenant to delete"},
};
constexpr Parameter subscribe[]{
    {"collection", required, Id, "The object's collection"},
    {"object_id", required, Id, "The object to subscribe to"},
    {"recipients", required, Recipients, "Users or objects"},
    {"properties", optional, Object, "Properties of the subscription"},
};
constexpr Parameter unsubscribe[]{
    {"collection", required, Id, "The object's collection"},
    {"object_id", required, Id, "The object"},
    {"recipients", required, Recipients, "Users or objects"},
};
constexpr Parameter addMember[]{
    {"key", required, Id, "The audience, created on first use"},
    {"members", required, Members, "Users"},
    {"tenant", optional, Tenant, "The tenant that the membership belongs to"},
};
constexpr Parameter removeMember[]{
    {"key", required, Id, "The audience"},
    {"members", required, Members, "Users"},
    {"tenant", optional, Tenant, "The tenant that the membership belongs to"},
};
constexpr Parameter trigger[]{
    {"key", required, Id, "The workflow"},
    {"recipients", required, Recipients, "Users or objects; one with more than an id is identified on the way"},
    {"data", optional, Object, "What the workflow's templates read"},
    {"actor", optional, Recipient, "Who did it"},
    {"tenant", optional, Tenant, "The tenant on whose behalf it runs"},
    {"cancellation_key", optional, Id, "The key by which the run can be cancelled"},
    {"batch", optional, Batch, "key and window, as 5m: one run for all events of the window"},
};
constexpr Parameter cancel[]{
    {"key", required, Id, "The workflow"},
    {"cancellation_key", required, Id, "The key that the trigger gave"},
    {"recipients", optional, Recipients, "Only for these; else for all"},
};
constexpr Parameter request[]{
    {"method", required, Text, "GET, HEAD, POST, PUT, PATCH or DELETE"},
    {"url", required, Text, "http or https"},
    {"headers", optional, Object, "Names and values"},
    {"body", optional, Any, "Text is sent as it is, anything else as JSON"},
    {"signing", optional, Object, "scheme (standard-webhooks, hmac, bearer, …) and the name of a secret"},
};

// The API's rate tiers: calls a second for each endpoint and environment.
constexpr int tier2 = 5;
constexpr int tier3 = 60;
constexpr int tier5 = 1000;

constexpr ActionKind kinds[]{
    {"users_identify", "Identify user", "Creates the user or merges into it", "PUT", "/v1/users/{id}", identify, tier3},
    {"users_merge", "Merge users", "Merges one user into another", "POST", "/v1/users/{id}/merge", mergeUsers, tier2},
    {"users_delete", "Delete user", "Deletes the user", "DELETE", "/v1/users/{id}", deleteUser, tier2},
    {"channel_data_set", "Set channel data", "Stores the user's tokens or connections for a channel", "PUT",
     "/v1/users/{id}/channel_data/{channel_id}", setChannelData, tier3},
    {"preferences_set", "Set preferences", "Stores what the user wants to receive", "PUT",
     "/v1/users/{id}/preferences/{set_id}", setPreferences, tier3},
    {"objects_set", "Set object", "Creates the object or merges into it", "PUT", "/v1/objects/{collection}/{id}",
     setObject, tier3},
    {"objects_delete", "Delete object", "Deletes the object", "DELETE", "/v1/objects/{collection}/{id}", deleteObject,
     tier3},
    {"tenants_set", "Set tenant", "Creates the tenant or merges into it", "PUT", "/v1/tenants/{id}", setTenant, tier3},
    {"tenants_delete", "Delete tenant", "Deletes the tenant", "DELETE", "/v1/tenants/{id}", deleteTenant, tier2},
    {"objects_subscribe", "Subscribe to object", "Adds subscriptions to the object or updates them", "POST",
     "/v1/objects/{collection}/{object_id}/subscriptions", subscribe, tier3, "recipients", 100},
    {"objects_unsubscribe", "Unsubscribe from object", "Removes subscriptions from the object", "DELETE",
     "/v1/objects/{collection}/{object_id}/subscriptions", unsubscribe, tier3, "recipients", 100},
    {"audiences_add_member", "Add to audience", "Adds members to the audience", "POST",
     "/v1/audiences/{key}/members?create_audience=true", addMember, tier3, "members", 1000},
    {"audiences_remove_member", "Remove from audience", "Removes members from the audience", "DELETE",
     "/v1/audiences/{key}/members", removeMember, tier3, "members", 1000},
    {"workflows_trigger", "Trigger workflow", "Starts a run of the workflow for each recipient", "POST",
     "/v1/workflows/{key}/trigger", trigger, tier5, "recipients", 1000},
    {"workflows_cancel", "Cancel workflow", "Cancels runs that have not ended", "POST", "/v1/workflows/{key}/cancel",
     cancel, tier5},
    {"http_request", "HTTP request", "Calls any endpoint", "", "", request},
};

} // namespace

std::span<const ActionKind> actionKinds()
{
    return kinds;
}

const ActionKind* findActionKind(QStringView name)
{
    const size_t at = executionOrder(name);
    return at < std::size(kinds) ? &kinds[at] : nullptr;
}

const Parameter* findParameter(const ActionKind& kind, QStringView name)
{
    const auto it = std::find_if(kind.parameters.begin(), kind.parameters.end(),
                                 [&](const Parameter& p) { return name == QLatin1String(p.name); });
    return it == kind.parameters.end() ? nullptr : &*it;
}

size_t executionOrder(QStringView name)
{
    const auto it = std::find_if(std::begin(kinds), std::end(kinds),
                                 [&](const ActionKind& k) { return name == QLatin1String(k.name); });
    return static_cast<size_t>(it - std::begin(kinds));
}

const char* typeName(ParameterType type)
{
    switch (type) {
    case Id: return "id";
    case Text: return "text";
    case Time: return "time";
    case Object: return "object";
    case Recipient: return "recipient";
    case Recipients: return "recipients";
    case Members: return "members";
    case Tenant: return "tenant";
    case Batch: return "batch";
    case Any: return "any";
    }
    return "any";
}

} // namespace hw::mapping
