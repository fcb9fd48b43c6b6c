#include "core/delivery/directory.h"

namespace hw::delivery {

namespace {

// Users and objects share a table, so that recipients, members and owners are looked up in one way: a user has the
// empty collection. It has a rowid because properties can be long; the small tables are clustered by their key.
// Empty text stands for "not known" throughout; only `cancellation_key`, which is indexed, is NULL then.
constexpr char version1[] = R"(
CREATE TABLE directory_entity(
    environment TEXT NOT NULL,
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    phone_number TEXT NOT NULL,
    avatar TEXT NOT NULL,
    locale TEXT NOT NULL,
    timezone TEXT NOT NULL,
    created_at TEXT NOT NULL,
    properties TEXT NOT NULL,
    inserted_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    event TEXT NOT NULL
);
CREATE UNIQUE INDEX directory_entity_key ON directory_entity(environment, collection, id);

CREATE TABLE directory_channel_data(
    environment TEXT NOT NULL,
    collection TEXT NOT NULL,
    owner TEXT NOT NULL,
    channel TEXT NOT NULL,
    data TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY(environment, collection, owner, channel)
) WITHOUT ROWID;

CREATE TABLE directory_preferences(
    environment TEXT NOT NULL,
    collection TEXT NOT NULL,
    owner TEXT NOT NULL,
    preference_set TEXT NOT NULL,
    data TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY(environment, collection, owner, preference_set)
) WITHOUT ROWID;

CREATE TABLE directory_audience(
    environment TEXT NOT NULL,
    audience TEXT NOT NULL,
    members INTEGER NOT NULL,
    inserted_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY(environment, audience)
) WITHOUT ROWID;

CREATE TABLE directory_member(
    environment TEXT NOT NULL,
    audience TEXT NOT NULL,
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    tenant TEXT NOT NULL,
    inserted_at INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY(environment, audience, collection, id, tenant)
) WITHOUT ROWID;
CREATE INDEX directory_member_of ON directory_member(environment, collection, id);

CREATE TABLE directory_subscription(
    environment TEXT NOT NULL,
    object_collection TEXT NOT NULL,
    object_id TEXT NOT NULL,
    collection TEXT NOT NULL,
    id TEXT NOT NULL,
    properties TEXT NOT NULL,
    inserted_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY(environment, object_collection, object_id, collection, id)
) WITHOUT ROWID;
CREATE INDEX directory_subscription_of ON directory_subscription(environment, collection, id);

CREATE TABLE directory_run(
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    environment TEXT NOT NULL,
    id TEXT NOT NULL,
    workflow TEXT NOT NULL,
    recipients TEXT NOT NULL,
    unidentified TEXT NOT NULL,
    cancelled TEXT NOT NULL,
    actor TEXT NOT NULL,
    tenant TEXT NOT NULL,
    data TEXT NOT NULL,
    cancellation_key TEXT,
    status TEXT NOT NULL,
    triggered_at INTEGER NOT NULL,
    event TEXT NOT NULL
);
CREATE UNIQUE INDEX directory_run_id ON directory_run(id);
CREATE INDEX directory_run_environment ON directory_run(environment);
CREATE INDEX directory_run_cancellation ON directory_run(environment, workflow, cancellation_key)
    WHERE cancellation_key IS NOT NULL;
)";

} // namespace

store::SchemaModule directorySchema()
{
    return {QStringLiteral("directory"), {store::sqlStep(version1)}};
}

} // namespace hw::delivery
