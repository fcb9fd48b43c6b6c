#include "core/delivery/directory.h"

#include "core/delivery/directorywriter.h"

#include <QUuid>

#include <algorithm>

namespace hw::delivery {

namespace {

/// The API refuses a larger `data` of a trigger.
constexpr qsizetype maxTriggerData = 10 * 1024 * 1024;

using Outcome = Result<json::Value>;
using Apply = Outcome (*)(const WriteContext&, const Action&);

QString stringOf(const Action& action, QStringView parameter)
{
    return action.payload[parameter].toString();
}

QString text(const json::Value& value)
{
    return value.isUndefined() ? QString() : QString::fromUtf8(json::write(value));
}

json::Value member(const char* name, json::Value value)
{
    json::Object object;
    object.append(QString::fromLatin1(name), std::move(value));
    return object;
}

/// `properties` as attributes beside the named ones, which win: the API takes both in one flat object.
json::Object attributesOf(const Action& action, std::initializer_list<QStringView> named)
{
    json::Object attributes = action.payload[u"properties"].toObject();
    for (const QStringView name : named) {
        if (const json::Value& value = action.payload[name]; !value.isUndefined())
            attributes.set(name.toString(), value);
    }
    return attributes;
}

Outcome created(const Result<Change>& change)
{
    if (!change)
        return change.error();
    return member("created", *change == Change::Created);
}

Outcome deleted(const Result<bool>& found)
{
    if (!found)
        return found.error();
    return member("deleted", *found);
}

Outcome identifyUser(const WriteContext& context, const Action& action)
{
    return created(upsertUser(
        context, stringOf(action, u"id"),
        attributesOf(action, {u"name", u"email", u"phone_number", u"avatar", u"locale", u"timezone", u"created_at"})));
}

Outcome merge(const WriteContext& context, const Action& action)
{
    const QString from = stringOf(action, u"from_user_id");
    if (Result<void> done = mergeUsers(context, stringOf(action, u"id"), from); !done)
        return done.error();
    return member("merged", from);
}

Outcome deleteUser(const WriteContext& context, const Action& action)
{
    return deleted(deleteEntity(context, {{}, stringOf(action, u"id")}));
}

Outcome storeChannelData(const WriteContext& context, const Action& action)
{
    const QString id = stringOf(action, u"id");
    if (const Result<Change> change = upsertUser(context, id, {}); !change)
        return change.error();
    const QString channel = stringOf(action, u"channel_id");
    if (Result<void> done = setChannelData(context, {{}, id}, channel, action.payload[u"data"]); !done)
        return done.error();
    return member("channel_id", channel);
}

Outcome storePreferences(const WriteContext& context, const Action& action)
{
    const QString id = stringOf(action, u"id");
    if (const Result<Change> change = upsertUser(context, id, {}); !change)
        return change.error();
    const QString set = stringOf(action, u"set_id");
    if (Result<void> done = setPreferences(context, {{}, id}, set, action.payload[u"preferences"].toObject()); !done)
        return done.error();
    return member("set_id", set);
}

Outcome setObject(const WriteContext& context, const Action& action)
{
    return created(upsertObject(context, {stringOf(action, u"collection"), stringOf(action, u"id")},
                                attributesOf(action, {u"name"})));
}

Outcome deleteObject(const WriteContext& context, const Action& action)
{
    return deleted(deleteEntity(context, {stringOf(action, u"collection"), stringOf(action, u"id")}));
}

Outcome setTenant(const WriteContext& context, const Action& action)
{
    return created(upsertObject(context, {QString::fromLatin1(tenantCollection), stringOf(action, u"id")},
                                attributesOf(action, {u"name"})));
}

Outcome deleteTenant(const WriteContext& context, const Action& action)
{
    return deleted(deleteEntity(context, {QString::fromLatin1(tenantCollection), stringOf(action, u"id")}));
}

Outcome subscribe(const WriteContext& context, const Action& action)
{
    const json::Value& properties = action.payload[u"properties"];
    qint64 added = 0;
    const json::Array& recipients = action.payload[u"recipients"].toArray();
    for (const json::Value& recipient : recipients) {
        const Result<EntityRef> ref = identifyInline(context, recipient);
        if (!ref)
            return ref.error();
        const Result<void> inserted = context.database.run(
            "INSERT INTO directory_subscription(environment, object_collection, object_id, collection, id, properties, "
            "inserted_at, updated_at, event) VALUES(?, ?, ?, ?, ?, '{}', ?, ?, ?) ON CONFLICT DO NOTHING",
            context.environment, stringOf(action, u"collection"), stringOf(action, u"object_id"), ref->collection,
            ref->id, context.now, context.now, context.eventId);
        if (!inserted)
            return inserted.error();
        added += context.database.changes();
        if (properties.isUndefined())
            continue;
        const Result<void> updated = context.database.run(
            "UPDATE directory_subscription SET properties = ?, updated_at = ?, event = ? WHERE environment = ? AND "
            "object_collection = ? AND object_id = ? AND collection = ? AND id = ?",
            text(properties), context.now, context.eventId, context.environment, stringOf(action, u"collection"),
            stringOf(action, u"object_id"), ref->collection, ref->id);
        if (!updated)
            return updated.error();
    }
    json::Object result{{QStringLiteral("subscribed"), added},
                        {QStringLiteral("already"), static_cast<qint64>(recipients.size()) - added}};
    return json::Value(std::move(result));
}

Outcome unsubscribe(const WriteContext& context, const Action& action)
{
    qint64 removed = 0;
    for (const json::Value& recipient : action.payload[u"recipients"].toArray()) {
        const EntityRef ref = entityRefFrom(recipient);
        const Result<void> done = context.database.run(
            "DELETE FROM directory_subscription WHERE environment = ? AND object_collection = ? AND object_id = ? AND "
            "collection = ? AND id = ?",
            context.environment, stringOf(action, u"collection"), stringOf(action, u"object_id"), ref.collection,
            ref.id);
        if (!done)
            return done.error();
        removed += context.database.changes();
    }
    return member("unsubscribed", removed);
}

/// The id of a `tenant` parameter; a tenant given as an object is set on the way.
Result<QString> tenantOf(const WriteContext& context, const Action& action)
{
    const json::Value& tenant = action.payload[u"tenant"];
    if (!tenant.isObject())
        return tenant.toString();
    const QString id = tenant[u"id"].toString();
    const Result<Change> change = upsertObject(context, {QString::fromLatin1(tenantCollection), id}, tenant.toObject());
    if (!change)
        return change.error();
    return id;
}

Result<void> countMembers(const WriteContext& context, const QString& audience, qint64 delta)
{
    return context.database.run("UPDATE directory_audience SET members = members + ?, updated_at = ?, event = ? "
                                "WHERE environment = ? AND audience = ?",
                                delta, context.now, context.eventId, context.environment, audience);
}

/// The API's members are users inline, so that also one given by its id alone is created.
Result<EntityRef> identifyMember(const WriteContext& context, const json::Value& value)
{
    if (!value.isString())
        return identifyInline(context, value);
    if (const Result<Change> change = upsertUser(context, value.toString(), {}); !change)
        return change.error();
    return EntityRef{{}, value.toString()};
}

Outcome addMembers(const WriteContext& context, const Action& action)
{
    const QString audience = stringOf(action, u"key");
    const Result<QString> tenant = tenantOf(context, action);
    if (!tenant)
        return tenant.error();
    const Result<void> made = context.database.run(
        "INSERT INTO directory_audience(environment, audience, members, inserted_at, updated_at, event) "
        "VALUES(?, ?, 0, ?, ?, ?) ON CONFLICT DO NOTHING",
        context.environment, audience, context.now, context.now, context.eventId);
    if (!made)
        return made.error();
    const bool createdAudience = context.database.changes() > 0;
    qint64 added = 0;
    const json::Array& members = action.payload[u"members"].toArray();
    for (const json::Value& value : members) {
        const Result<EntityRef> ref = identifyMember(context, value);
        if (!ref)
            return ref.error();
        const Result<void> inserted = context.database.run(
            "INSERT INTO directory_member(environment, audience, collection, id, tenant, inserted_at, event) "
            "VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            context.environment, audience, ref->collection, ref->id, *tenant, context.now, context.eventId);
        if (!inserted)
            return inserted.error();
        added += context.database.changes();
    }
    if (added > 0) {
        if (Result<void> done = countMembers(context, audience, added); !done)
            return done.error();
    }
    json::Object result{{QStringLiteral("added"), added},
                        {QStringLiteral("already"), static_cast<qint64>(members.size()) - added},
                        {QStringLiteral("audience_created"), createdAudience}};
    return json::Value(std::move(result));
}

Outcome removeMembers(const WriteContext& context, const Action& action)
{
    const QString audience = stringOf(action, u"key");
    const json::Value& tenant = action.payload[u"tenant"];
    const QString tenantId = tenant.isObject() ? tenant[u"id"].toString() : tenant.toString();
    qint64 removed = 0;
    for (const json::Value& value : action.payload[u"members"].toArray()) {
        const EntityRef ref = entityRefFrom(value);
        const Result<void> done = context.database.run(
            "DELETE FROM directory_member WHERE environment = ? AND audience = ? AND collection = ? AND id = ? AND "
            "tenant = ?",
            context.environment, audience, ref.collection, ref.id, tenantId);
        if (!done)
            return done.error();
        removed += context.database.changes();
    }
    if (removed > 0) {
        if (Result<void> done = countMembers(context, audience, -removed); !done)
            return done.error();
    }
    return member("removed", removed);
}

struct Recipients
{
    json::Array all;
    json::Array unidentified;
};

Result<Recipients> recipientsOf(const WriteContext& context, const Action& action)
{
    Recipients out;
    for (const json::Value& recipient : action.payload[u"recipients"].toArray()) {
        const Result<EntityRef> ref = identifyInline(context, recipient);
        if (!ref)
            return ref.error();
        json::Value shown = toJson(*ref);
        const Result<bool> known = exists(context, *ref);
        if (!known)
            return known.error();
        if (!*known)
            out.unidentified.push_back(shown);
        if (const json::Value& own = recipient[u"$trigger_data"]; !own.isUndefined()) {
            if (!shown.isObject())
                shown = json::Object{{QStringLiteral("id"), ref->id}};
            shown.object().append(QStringLiteral("$trigger_data"), own);
        }
        out.all.push_back(std::move(shown));
    }
    return out;
}

Outcome trigger(const WriteContext& context, const Action& action)
{
    const QString data = text(action.payload[u"data"]);
    if (data.size() > maxTriggerData)
        return Error{ErrorCode::InvalidArgument,
                     {QStringLiteral("data"), QStringLiteral("%1 characters").arg(data.size()),
                      QStringLiteral("at most %1").arg(maxTriggerData)}};
    const Result<Recipients> recipients = recipientsOf(context, action);
    if (!recipients)
        return recipients.error();
    json::Value actor;
    if (const json::Value& given = action.payload[u"actor"]; !given.isUndefined()) {
        const Result<EntityRef> ref = identifyInline(context, given);
        if (!ref)
            return ref.error();
        actor = toJson(*ref);
    }
    const Result<QString> tenant = tenantOf(context, action);
    if (!tenant)
        return tenant.error();

    // Made from the action's own id: the same action never stands in the Directory under two ids.
    const QUuid space(QStringLiteral("{6d1c1f0e-0d0b-5a35-9a55-2f4c1b7a9e10}"));
    const QString id = QUuid::createUuidV5(space, action.id).toString(QUuid::WithoutBraces);
    const QString cancellationKey = stringOf(action, u"cancellation_key");
    const Result<void> done = context.database.run(
        "INSERT INTO directory_run(environment, id, workflow, recipients, unidentified, cancelled, actor, tenant, "
        "data, "
        "cancellation_key, status, triggered_at, event) VALUES(?, ?, ?, ?, ?, '[]', ?, ?, ?, ?, 'triggered', ?, ?)",
        context.environment, id, stringOf(action, u"key"), text(recipients->all), text(recipients->unidentified),
        text(actor), *tenant, data, cancellationKey.isEmpty() ? std::nullopt : std::optional(cancellationKey),
        context.now, context.eventId);
    if (!done)
        return done.error();
    json::Value result = member("workflow_run_id", id);
    if (!recipients->unidentified.empty())
        result.object().append(QStringLiteral("unidentified"), recipients->unidentified);
    return result;
}

struct OpenRun
{
    qint64 seq = 0;
    json::Array recipients;
    json::Array cancelled;
};

Result<std::vector<OpenRun>> openRuns(const WriteContext& context, const Action& action)
{
    const Result<store::Statement*> statement = context.database.cached(
        "SELECT seq, recipients, cancelled FROM directory_run WHERE environment = ? AND workflow = ? AND "
        "cancellation_key = ? AND status = 'triggered' ORDER BY seq");
    if (!statement)
        return statement.error();
    (*statement)->start(context.environment, stringOf(action, u"key"), stringOf(action, u"cancellation_key"));
    std::vector<OpenRun> runs;
    for (;;) {
        const Result<bool> row = (*statement)->step();
        if (!row)
            return row.error();
        if (!*row)
            return runs;
        const auto list = [&](int column) {
            const Result<json::Value> value = json::parse((*statement)->blob(column));
            return value ? value->toArray() : json::Array();
        };
        runs.push_back({(*statement)->integer(0), list(1), list(2)});
    }
}

/// Marks the named recipients of a run (all, where none are named) as cancelled; gives how many are new among them.
qint64 cancelIn(OpenRun& run, const json::Array& named)
{
    const auto holds = [](const json::Array& list, const EntityRef& ref) {
        return std::any_of(list.begin(), list.end(),
                           [&](const json::Value& value) { return entityRefFrom(value) == ref; });
    };
    qint64 count = 0;
    for (const json::Value& recipient : run.recipients) {
        const EntityRef ref = entityRefFrom(recipient);
        if ((!named.empty() && !holds(named, ref)) || holds(run.cancelled, ref))
            continue;
        run.cancelled.push_back(toJson(ref));
        ++count;
    }
    return count;
}

Outcome cancel(const WriteContext& context, const Action& action)
{
    Result<std::vector<OpenRun>> runs = openRuns(context, action);
    if (!runs)
        return runs.error();
    qint64 count = 0;
    for (OpenRun& run : *runs) {
        const qint64 here = cancelIn(run, action.payload[u"recipients"].toArray());
        count += here;
        if (here == 0)
            continue;
        const bool whole = run.cancelled.size() >= run.recipients.size();
        const Result<void> done = context.database.run(
            "UPDATE directory_run SET cancelled = ?, status = ? WHERE seq = ?", text(run.cancelled),
            whole ? QStringLiteral("cancelled") : QStringLiteral("triggered"), run.seq);
        if (!done)
            return done.error();
    }
    return member("cancelled", count);
}

/// An http_request goes where it says itself; other kinds are not known.
Outcome refuse(const WriteContext&, const Action& action)
{
    return Error{ErrorCode::NotSupported, {action.kind, QStringLiteral("directory")}};
}

constexpr std::pair<QStringView, Apply> appliers[]{
    {u"users_identify", identifyUser},
    {u"users_merge", merge},
    {u"users_delete", deleteUser},
    {u"channel_data_set", storeChannelData},
    {u"preferences_set", storePreferences},
    {u"objects_set", setObject},
    {u"objects_delete", deleteObject},
    {u"tenants_set", setTenant},
    {u"tenants_delete", deleteTenant},
    {u"objects_subscribe", subscribe},
    {u"objects_unsubscribe", unsubscribe},
    {u"audiences_add_member", addMembers},
    {u"audiences_remove_member", removeMembers},
    {u"workflows_trigger", trigger},
    {u"workflows_cancel", cancel},
};

} // namespace

Result<json::Value> applyAction(store::Database& database, const QString& environment, const QString& eventId,
                                Timestamp now, const Action& action)
{
    const auto row = std::find_if(std::begin(appliers), std::end(appliers),
                                  [&](const auto& applier) { return applier.first == action.kind; });
    const Apply apply = row == std::end(appliers) ? refuse : row->second;
    return apply({database, environment, eventId, now}, action);
}

bool isStoreError(ErrorCode code)
{
    return code == ErrorCode::StoreFull || code == ErrorCode::StoreReadOnly || code == ErrorCode::StoreCorrupt ||
           code == ErrorCode::StoreBusy || code == ErrorCode::IoError;
}

json::Value errorResult(const Error& error)
{
    json::Array args;
    for (const QString& arg : error.args)
        args.emplace_back(arg);
    json::Object described{{QStringLiteral("code"), QString::fromLatin1(codeName(error.code))},
                           {QStringLiteral("args"), std::move(args)}};
    return member("error", std::move(described));
}

} // namespace hw::delivery
