#include "core/delivery/directorywriter.h"

#include "core/delivery/directory.h"
#include "core/mapping/values.h"
#include "core/store/writer.h"

#include <algorithm>
#include <array>

namespace hw::delivery {

namespace {

/// The columns of directory_entity that are fields of a user; an object has the first one alone, the others are
/// properties of it.
constexpr std::array<QStringView, 7> fieldNames{u"name",   u"email",    u"phone_number", u"avatar",
                                                u"locale", u"timezone", u"created_at"};

/// The API refuses larger custom properties (422).
constexpr qsizetype maxProperties = 256 * 1024;

constexpr char selectEntity[] =
    "SELECT name, email, phone_number, avatar, locale, timezone, created_at, properties FROM directory_entity "
    "WHERE environment = ? AND collection = ? AND id = ?";

constexpr char writeEntity[] =
    "INSERT INTO directory_entity(environment, collection, id, name, email, phone_number, avatar, locale, timezone, "
    "created_at, properties, inserted_at, updated_at, event) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
    "ON CONFLICT(environment, collection, id) DO UPDATE SET name = excluded.name, email = excluded.email, "
    "phone_number = excluded.phone_number, avatar = excluded.avatar, locale = excluded.locale, "
    "timezone = excluded.timezone, created_at = excluded.created_at, properties = excluded.properties, "
    "updated_at = excluded.updated_at, event = excluded.event";

constexpr char deleteEntityRow[] = "DELETE FROM directory_entity WHERE environment = ? AND collection = ? AND id = ?";

struct Entity
{
    bool found = false;
    std::array<QString, fieldNames.size()> fields;
    json::Object properties;
    friend bool operator==(const Entity&, const Entity&) = default;
};

QString text(const json::Value& value)
{
    return QString::fromUtf8(json::write(value));
}

json::Object objectFrom(const QByteArray& text)
{
    const Result<json::Value> value = json::parse(text);
    return value ? value->toObject() : json::Object();
}

Error wrongType(QStringView name, const json::Value& value, const char* accepted)
{
    return Error{ErrorCode::InvalidArgument, {name.toString(), text(value).left(60), QString::fromLatin1(accepted)}};
}

Result<Entity> readEntity(const WriteContext& context, const EntityRef& ref)
{
    Entity entity;
    const Result<store::Statement*> statement = context.database.cached(selectEntity);
    if (!statement)
        return statement.error();
    const Result<bool> row = (*statement)->start(context.environment, ref.collection, ref.id).step();
    if (!row)
        return row.error();
    if (*row) {
        entity.found = true;
        for (size_t i = 0; i < fieldNames.size(); ++i)
            entity.fields[i] = (*statement)->text(static_cast<int>(i));
        entity.properties = objectFrom((*statement)->blob(static_cast<int>(fieldNames.size())));
        (*statement)->reset();
    }
    return entity;
}

Result<void> saveEntity(const WriteContext& context, const EntityRef& ref, const Entity& entity)
{
    const QString properties = text(entity.properties);
    if (properties.size() > maxProperties)
        return Error{ErrorCode::InvalidArgument,
                     {QStringLiteral("properties"), QStringLiteral("%1 characters").arg(properties.size()),
                      QStringLiteral("at most %1").arg(maxProperties)}};
    const auto& f = entity.fields;
    return context.database.run(writeEntity, context.environment, ref.collection, ref.id, f[0], f[1], f[2], f[3], f[4],
                                f[5], f[6], properties, context.now, context.now, context.eventId);
}

/// The text of a field; a time of creation in the form that all times have.
Result<QString> fieldText(QStringView name, const json::Value& value)
{
    if (value.isNull())
        return QString();
    if (name == u"created_at") {
        if (const auto time = mapping::normalise(mapping::ParameterType::Time, value))
            return time->toString();
    }
    const auto plain = mapping::normalise(mapping::ParameterType::Text, value);
    if (!plain)
        return wrongType(name, value, "text");
    return plain->toString();
}

/// Attributes that are neither fields nor properties.
bool isStructural(QStringView name)
{
    return name == u"id" || name == u"collection" || name == u"channel_data" || name == u"preferences" ||
           name == u"$trigger_data" || name == u"__typename";
}

Result<void> applyAttributes(Entity& entity, size_t fieldCount, const json::Object& attributes)
{
    for (const auto& [name, value] : attributes) {
        if (isStructural(name) || value.isUndefined())
            continue;
        const auto end = fieldNames.begin() + static_cast<std::ptrdiff_t>(fieldCount);
        const auto field = std::find(fieldNames.begin(), end, QStringView(name));
        if (field == end) {
            entity.properties.set(name, value);
            continue;
        }
        const Result<QString> given = fieldText(name, value);
        if (!given)
            return given.error();
        entity.fields[static_cast<size_t>(field - fieldNames.begin())] = *given;
    }
    return {};
}

/// The `channel_data` and `preferences` that the API also takes as attributes.
Result<void> applyParts(const WriteContext& context, const EntityRef& ref, const json::Object& attributes)
{
    for (const auto& [channel, data] : attributes[u"channel_data"].toObject()) {
        if (Result<void> done = setChannelData(context, ref, channel, data); !done)
            return done;
    }
    for (const auto& [set, preferences] : attributes[u"preferences"].toObject()) {
        if (!preferences.isObject())
            return wrongType(u"preferences", preferences, "an object");
        if (Result<void> done = setPreferences(context, ref, set, preferences.toObject()); !done)
            return done;
    }
    return {};
}

Result<Change> upsert(const WriteContext& context, const EntityRef& ref, size_t fieldCount,
                      const json::Object& attributes)
{
    const Result<Entity> before = readEntity(context, ref);
    if (!before)
        return before.error();
    Entity after = *before;
    if (Result<void> done = applyAttributes(after, fieldCount, attributes); !done)
        return done.error();
    Change change = Change::None;
    if (!before->found || !(after == *before)) {
        change = before->found ? Change::Updated : Change::Created;
        if (Result<void> done = saveEntity(context, ref, after); !done)
            return done.error();
    }
    if (Result<void> done = applyParts(context, ref, attributes); !done)
        return done.error();
    if (change == Change::Created && ref.collection.isEmpty()) {
        if (Result<void> done = store::addToCounter(context.database, QStringLiteral("directory.users"), 1); !done)
            return done.error();
    }
    return change;
}

Result<void> runAll(store::Database& database, std::initializer_list<const char*> statements, const QString& a,
                    const QString& b, const QString& c)
{
    for (const char* sql : statements) {
        if (Result<void> done = database.run(sql, a, b, c); !done)
            return done;
    }
    return {};
}

/// Objects are merged key by key on every level, anything else is replaced.
void mergeDeep(json::Object& into, const json::Object& from)
{
    for (const auto& [name, value] : from) {
        json::Value* present = into.find(name);
        if (present && present->isObject() && value.isObject())
            mergeDeep(present->object(), value.toObject());
        else
            into.set(name, value);
    }
}

/// Memberships that a removed entity held, off the counts of their audiences.
Result<void> forgetMemberships(const WriteContext& context, const EntityRef& ref)
{
    return runAll(
        context.database,
        {"UPDATE directory_audience SET members = members - (SELECT count(*) FROM directory_member m WHERE "
         "m.environment = ?1 AND m.collection = ?2 AND m.id = ?3 AND m.audience = directory_audience.audience) "
         "WHERE environment = ?1 AND audience IN (SELECT audience FROM directory_member WHERE "
         "environment = ?1 AND collection = ?2 AND id = ?3)",
         "DELETE FROM directory_member WHERE environment = ?1 AND collection = ?2 AND id = ?3"},
        context.environment, ref.collection, ref.id);
}

/// Memberships on behalf of a tenant that is removed.
Result<void> forgetTenant(const WriteContext& context, const QString& tenant)
{
    const Result<void> counted = context.database.run(
        "UPDATE directory_audience SET members = members - (SELECT count(*) FROM directory_member m WHERE "
        "m.environment = ?1 AND m.audience = directory_audience.audience AND m.tenant = ?2) WHERE environment = ?1",
        context.environment, tenant);
    if (!counted)
        return counted;
    return context.database.run("DELETE FROM directory_member WHERE environment = ? AND tenant = ?",
                                context.environment, tenant);
}

} // namespace

Result<Change> upsertUser(const WriteContext& context, const QString& id, const json::Object& attributes)
{
    return upsert(context, {{}, id}, fieldNames.size(), attributes);
}

Result<Change> upsertObject(const WriteContext& context, const EntityRef& ref, const json::Object& attributes)
{
    return upsert(context, ref, 1, attributes);
}

Result<EntityRef> identifyInline(const WriteContext& context, const json::Value& recipient)
{
    if (recipient.isString())
        return EntityRef{{}, recipient.toString()};
    const EntityRef ref{recipient[u"collection"].toString(), recipient[u"id"].toString()};
    if (ref.id.isEmpty())
        return wrongType(u"recipient", recipient, "text, or an object with id");
    // A bare reference names an object and does not make it, as text does with a user.
    const bool isBare = !ref.collection.isEmpty() && recipient.toObject().size() == 2;
    if (isBare)
        return ref;
    const Result<Change> change = ref.collection.isEmpty() ? upsertUser(context, ref.id, recipient.toObject())
                                                           : upsertObject(context, ref, recipient.toObject());
    if (!change)
        return change.error();
    return ref;
}

Result<bool> exists(const WriteContext& context, const EntityRef& ref)
{
    const Result<std::optional<qint64>> found =
        context.database.number("SELECT 1 FROM directory_entity WHERE environment = ? AND collection = ? AND id = ?",
                                context.environment, ref.collection, ref.id);
    if (!found)
        return found.error();
    return found->has_value();
}

Result<bool> deleteEntity(const WriteContext& context, const EntityRef& ref)
{
    if (Result<void> done = context.database.run(deleteEntityRow, context.environment, ref.collection, ref.id); !done)
        return done.error();
    const bool found = context.database.changes() > 0;
    if (found && ref.collection.isEmpty()) {
        if (Result<void> done = store::addToCounter(context.database, QStringLiteral("directory.users"), -1); !done)
            return done.error();
    }
    // Also where there was no row: text names a user in a subscription before anybody identified it.
    if (Result<void> done = forgetMemberships(context, ref); !done)
        return done.error();
    if (ref.collection == QLatin1String(tenantCollection)) {
        if (Result<void> done = forgetTenant(context, ref.id); !done)
            return done.error();
    }
    const Result<void> done =
        runAll(context.database,
               {"DELETE FROM directory_subscription WHERE environment = ? AND collection = ? AND id = ?",
                "DELETE FROM directory_subscription WHERE environment = ? AND object_collection = ? AND object_id = ?",
                "DELETE FROM directory_channel_data WHERE environment = ? AND collection = ? AND owner = ?",
                "DELETE FROM directory_preferences WHERE environment = ? AND collection = ? AND owner = ?"},
               context.environment, ref.collection, ref.id);
    if (!done)
        return done.error();
    return found;
}

Result<void> mergeUsers(const WriteContext& context, const QString& into, const QString& from)
{
    if (into == from)
        return Error{ErrorCode::InvalidArgument,
                     {QStringLiteral("from_user_id"), from, QStringLiteral("another user than id")}};
    const Result<Entity> primary = readEntity(context, {{}, into});
    if (!primary)
        return primary.error();
    const Result<Entity> secondary = readEntity(context, {{}, from});
    if (!secondary)
        return secondary.error();
    if (!primary->found || !secondary->found)
        return Error{ErrorCode::NotFound, {QStringLiteral("user"), primary->found ? from : into}};

    Entity merged = *primary;
    for (size_t i = 0; i < fieldNames.size(); ++i) {
        if (merged.fields[i].isEmpty())
            merged.fields[i] = secondary->fields[i];
    }
    for (const auto& [name, value] : secondary->properties) {
        if (!merged.properties.find(name))
            merged.properties.append(name, value);
    }
    if (Result<void> done = saveEntity(context, {{}, into}, merged); !done)
        return done;
    // What both have stays with the primary and goes with the deletion of the other.
    const Result<void> moved = runAll(
        context.database,
        {"UPDATE OR IGNORE directory_subscription SET id = ?2 WHERE environment = ?1 AND collection = '' AND id = ?3",
         "UPDATE OR IGNORE directory_member SET id = ?2 WHERE environment = ?1 AND collection = '' AND id = ?3",
         "UPDATE OR IGNORE directory_channel_data SET owner = ?2 WHERE environment = ?1 AND collection = '' AND owner "
         "= ?3",
         "UPDATE OR IGNORE directory_preferences SET owner = ?2 WHERE environment = ?1 AND collection = '' AND owner = "
         "?3"},
        context.environment, into, from);
    if (!moved)
        return moved;
    const Result<bool> removed = deleteEntity(context, {{}, from});
    return removed ? Result<void>() : removed.error();
}

Result<void> setChannelData(const WriteContext& context, const EntityRef& owner, const QString& channelId,
                            const json::Value& data)
{
    return context.database.run("INSERT INTO directory_channel_data(environment, collection, owner, channel, data, "
                                "updated_at, event) VALUES(?, ?, ?, ?, ?, ?, ?) "
                                "ON CONFLICT(environment, collection, owner, channel) DO UPDATE SET "
                                "data = excluded.data, updated_at = excluded.updated_at, event = excluded.event",
                                context.environment, owner.collection, owner.id, channelId, text(data), context.now,
                                context.eventId);
}

Result<void> setPreferences(const WriteContext& context, const EntityRef& owner, const QString& setId,
                            const json::Object& preferences)
{
    json::Object given = preferences;
    const bool merges = given[u"__persistence_strategy__"].toString() == QLatin1String("merge");
    given.remove(u"__persistence_strategy__");
    json::Object next;
    if (merges) {
        const Result<store::Statement*> statement = context.database.cached(
            "SELECT data FROM directory_preferences WHERE environment = ? AND collection = ? AND owner = ? AND "
            "preference_set = ?");
        if (!statement)
            return statement.error();
        const Result<bool> row = (*statement)->start(context.environment, owner.collection, owner.id, setId).step();
        if (!row)
            return row.error();
        if (*row)
            next = objectFrom((*statement)->blob(0));
        (*statement)->reset();
    }
    mergeDeep(next, given);
    return context.database.run(
        "INSERT INTO directory_preferences(environment, collection, owner, preference_set, data, "
        "updated_at, event) VALUES(?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT(environment, collection, owner, preference_set) DO UPDATE SET "
        "data = excluded.data, updated_at = excluded.updated_at, event = excluded.event",
        context.environment, owner.collection, owner.id, setId, text(next), context.now, context.eventId);
}

} // namespace hw::delivery
