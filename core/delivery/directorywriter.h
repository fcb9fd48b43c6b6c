#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/delivery/directoryreader.h"
#include "core/store/database.h"

#include <QString>

namespace hw::delivery {

/// Who writes, when and because of which event: the same for all rows of one action.
struct WriteContext
{
    store::Database& database;
    QString environment;
    QString eventId;
    Timestamp now;
};

enum class Change {
    None,
    Created,
    Updated,
};

/// Creates or merges. `attributes` may hold the fields of a user (or an object's name), channel_data, preferences and
/// any other property; those that are not in it stay. Null clears a field. Properties are merged key by key on the
/// first level. Rows that would not change are not written. Errors: InvalidArgument where a field has a wrong type or
/// the properties are larger than the API takes.
[[nodiscard]] Result<Change> upsertUser(const WriteContext& context, const QString& id, const json::Object& attributes);
[[nodiscard]] Result<Change> upsertObject(const WriteContext& context, const EntityRef& ref,
                                          const json::Object& attributes);

/// A recipient of a payload: text names a user; an object with id is identified on the way.
[[nodiscard]] Result<EntityRef> identifyInline(const WriteContext& context, const json::Value& recipient);

/// With subscriptions, memberships, preferences and channel data. False where there was none.
[[nodiscard]] Result<bool> deleteEntity(const WriteContext& context, const EntityRef& ref);

/// Everything of `from` goes to `into`, which wins where both have a value; `from` is removed. NotFound where one of
/// them is not there.
[[nodiscard]] Result<void> mergeUsers(const WriteContext& context, const QString& into, const QString& from);

[[nodiscard]] Result<bool> exists(const WriteContext& context, const EntityRef& ref);

[[nodiscard]] Result<void> setChannelData(const WriteContext& context, const EntityRef& owner, const QString& channelId,
                                          const json::Value& data);
/// Replaces the set, or merges into it where `__persistence_strategy__` is "merge".
[[nodiscard]] Result<void> setPreferences(const WriteContext& context, const EntityRef& owner, const QString& setId,
                                          const json::Object& preferences);

} // namespace hw::delivery
