#include "core/delivery/directory.h"
#include "core/delivery/directoryreader.h"

#include <algorithm>
#include <array>

namespace hw::delivery {

namespace {

constexpr std::array<std::pair<DirectoryKind, QStringView>, 6> kindNames{{
    {DirectoryKind::Users, u"users"},
    {DirectoryKind::Tenants, u"tenants"},
    {DirectoryKind::Objects, u"objects"},
    {DirectoryKind::Audiences, u"audiences"},
    {DirectoryKind::Subscriptions, u"subscriptions"},
    {DirectoryKind::WorkflowRuns, u"workflow-runs"},
}};

json::Value orNull(const QString& text)
{
    return text.isEmpty() ? json::Value(nullptr) : json::Value(text);
}

json::Value orNull(const json::Value& value)
{
    return value.isUndefined() ? json::Value(nullptr) : value;
}

void appendChange(json::Object& out, Timestamp inserted, Timestamp updated, const QString& event)
{
    out.append(QStringLiteral("inserted_at"), toIso8601(inserted));
    out.append(QStringLiteral("updated_at"), toIso8601(updated));
    out.append(QStringLiteral("event"), event);
}

json::Value entityJson(const EntityRef& ref)
{
    return json::Object{{QStringLiteral("collection"), ref.collection}, {QStringLiteral("id"), ref.id}};
}

} // namespace

QString toString(DirectoryKind kind)
{
    const auto row = std::find_if(kindNames.begin(), kindNames.end(), [&](const auto& r) { return r.first == kind; });
    return row->second.toString();
}

std::optional<DirectoryKind> directoryKindFrom(QStringView text)
{
    const auto row = std::find_if(kindNames.begin(), kindNames.end(), [&](const auto& r) { return r.second == text; });
    return row == kindNames.end() ? std::nullopt : std::optional(row->first);
}

json::Value toJson(const EntityRef& ref)
{
    return ref.collection.isEmpty() ? json::Value(ref.id) : entityJson(ref);
}

EntityRef entityRefFrom(const json::Value& value)
{
    return value.isObject() ? EntityRef{value[u"collection"].toString(), value[u"id"].toString()}
                            : EntityRef{{}, value.toString()};
}

json::Value toJson(const DirectoryUser& user)
{
    json::Object out{{QStringLiteral("id"), user.id},
                     {QStringLiteral("name"), orNull(user.name)},
                     {QStringLiteral("email"), orNull(user.email)},
                     {QStringLiteral("phone_number"), orNull(user.phoneNumber)},
                     {QStringLiteral("avatar"), orNull(user.avatar)},
                     {QStringLiteral("locale"), orNull(user.locale)},
                     {QStringLiteral("timezone"), orNull(user.timezone)},
                     {QStringLiteral("created_at"), orNull(user.createdAt)},
                     {QStringLiteral("properties"), user.properties}};
    appendChange(out, user.insertedAt, user.updatedAt, user.eventId);
    return out;
}

json::Value toJson(const DirectoryObject& object)
{
    json::Object out;
    if (object.collection != QLatin1String(tenantCollection))
        out.append(QStringLiteral("collection"), object.collection);
    out.append(QStringLiteral("id"), object.id);
    out.append(QStringLiteral("name"), orNull(object.name));
    out.append(QStringLiteral("properties"), object.properties);
    appendChange(out, object.insertedAt, object.updatedAt, object.eventId);
    return out;
}

json::Value toJson(const DirectoryAudience& audience)
{
    json::Object out{{QStringLiteral("key"), audience.key}, {QStringLiteral("member_count"), audience.members}};
    appendChange(out, audience.insertedAt, audience.updatedAt, audience.eventId);
    return out;
}

json::Value toJson(const DirectoryMember& member)
{
    return json::Object{{QStringLiteral("member"), toJson(member.member)},
                        {QStringLiteral("tenant"), orNull(member.tenant)},
                        {QStringLiteral("inserted_at"), toIso8601(member.insertedAt)},
                        {QStringLiteral("event"), member.eventId}};
}

json::Value toJson(const DirectorySubscription& subscription)
{
    json::Object out{{QStringLiteral("object"), entityJson(subscription.object)},
                     {QStringLiteral("recipient"), toJson(subscription.recipient)},
                     {QStringLiteral("properties"), subscription.properties}};
    appendChange(out, subscription.insertedAt, subscription.updatedAt, subscription.eventId);
    return out;
}

json::Value toJson(const DirectoryRun& run)
{
    return json::Object{{QStringLiteral("id"), run.id},
                        {QStringLiteral("workflow"), run.workflow},
                        {QStringLiteral("status"), run.status},
                        {QStringLiteral("recipients"), run.recipients},
                        {QStringLiteral("unidentified"), run.unidentified},
                        {QStringLiteral("cancelled"), run.cancelled},
                        {QStringLiteral("actor"), orNull(run.actor)},
                        {QStringLiteral("tenant"), orNull(run.tenant)},
                        {QStringLiteral("data"), orNull(run.data)},
                        {QStringLiteral("cancellation_key"), orNull(run.cancellationKey)},
                        {QStringLiteral("triggered_at"), toIso8601(run.triggeredAt)},
                        {QStringLiteral("event"), run.eventId}};
}

} // namespace hw::delivery
