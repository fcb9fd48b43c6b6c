#include "core/store/schema.h"

#include <algorithm>

namespace hw::store {

namespace {

// AUTOINCREMENT: a sequence number is never given twice, also after the newest event was deleted.
// Most events are processed, so the index over status leaves these out; likewise for deliveries that are done.
constexpr char version1[] = R"(
CREATE TABLE event(
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    source TEXT NOT NULL,
    environment TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    method TEXT NOT NULL,
    target TEXT NOT NULL,
    remote TEXT NOT NULL,
    complete INTEGER NOT NULL,
    batch_index INTEGER,
    batch_total INTEGER,
    content INTEGER NOT NULL,
    body_size INTEGER NOT NULL,
    pinned INTEGER NOT NULL DEFAULT 0,
    run INTEGER,
    status INTEGER NOT NULL,
    verification INTEGER NOT NULL,
    event_type TEXT NOT NULL,
    provider_id TEXT,
    actions_done INTEGER NOT NULL,
    actions_total INTEGER NOT NULL,
    delivery INTEGER NOT NULL,
    answer_status INTEGER NOT NULL,
    duration INTEGER NOT NULL
);
CREATE UNIQUE INDEX event_id ON event(id);
CREATE INDEX event_source ON event(source);
CREATE INDEX event_type ON event(event_type);
CREATE INDEX event_provider_id ON event(provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX event_status ON event(status) WHERE status <> 1;
CREATE INDEX event_delivery ON event(delivery) WHERE delivery > 1;

CREATE TABLE content(
    id INTEGER PRIMARY KEY,
    encoding INTEGER NOT NULL,
    head BLOB NOT NULL,
    extra TEXT,
    body BLOB NOT NULL
);

CREATE TABLE run(
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    event INTEGER NOT NULL,
    previous INTEGER,
    started_at INTEGER NOT NULL,
    status INTEGER NOT NULL,
    status_reason TEXT NOT NULL,
    verification TEXT NOT NULL,
    script TEXT NOT NULL,
    event_type TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    provider_time INTEGER,
    key TEXT NOT NULL,
    duplicate_of TEXT NOT NULL,
    key_reason TEXT NOT NULL,
    answer_status INTEGER NOT NULL,
    answer_headers TEXT NOT NULL,
    answer_body BLOB NOT NULL,
    duration INTEGER NOT NULL,
    receive_time INTEGER NOT NULL,
    verify_time INTEGER NOT NULL,
    script_time INTEGER NOT NULL,
    map_time INTEGER NOT NULL,
    commit_time INTEGER NOT NULL,
    revision INTEGER NOT NULL
);

CREATE TABLE revision(
    id INTEGER PRIMARY KEY,
    script TEXT NOT NULL,
    mappings TEXT NOT NULL,
    settings TEXT NOT NULL,
    UNIQUE(script, mappings, settings)
);

CREATE TABLE action(
    run INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    id TEXT NOT NULL,
    mapping TEXT NOT NULL,
    kind TEXT NOT NULL,
    status INTEGER NOT NULL,
    reason TEXT NOT NULL,
    payload TEXT NOT NULL,
    result TEXT NOT NULL,
    duration INTEGER NOT NULL,
    PRIMARY KEY(run, ordinal)
) WITHOUT ROWID;

CREATE TABLE idempotency(
    source TEXT NOT NULL,
    environment TEXT NOT NULL,
    event_type TEXT NOT NULL,
    key TEXT NOT NULL,
    event INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY(source, environment, event_type, key)
) WITHOUT ROWID;

CREATE TABLE minute(
    minute INTEGER NOT NULL,
    source TEXT NOT NULL,
    environment TEXT NOT NULL,
    ok INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    PRIMARY KEY(minute, source, environment)
) WITHOUT ROWID;

CREATE TABLE source_total(
    source TEXT PRIMARY KEY,
    events INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    last_status INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE counter(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE delivery(
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    event_seq INTEGER NOT NULL,
    action TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    part INTEGER NOT NULL,
    environment TEXT NOT NULL,
    destination TEXT NOT NULL,
    key_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    state INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    last_result TEXT NOT NULL
);
CREATE INDEX delivery_open ON delivery(state, next_at) WHERE state <> 2;
CREATE INDEX delivery_event ON delivery(event_seq);
CREATE TABLE delivery_lane(
    lane TEXT NOT NULL,
    delivery INTEGER NOT NULL,
    PRIMARY KEY(lane, delivery)
) WITHOUT ROWID;
CREATE INDEX delivery_lane_delivery ON delivery_lane(delivery);
)";

constexpr char version2[] = R"(
CREATE INDEX content_blob ON content(body) WHERE encoding = 2;
CREATE TABLE exchange(
    seq INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    event INTEGER NOT NULL,
    url TEXT NOT NULL,
    at INTEGER NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body BLOB NOT NULL,
    error TEXT NOT NULL,
    duration INTEGER NOT NULL
);
CREATE INDEX exchange_event ON exchange(event);
CREATE TABLE gap(since INTEGER NOT NULL, until INTEGER NOT NULL, reason TEXT NOT NULL);
CREATE INDEX gap_until ON gap(until);
CREATE TABLE refusal(
    minute INTEGER NOT NULL,
    reason TEXT NOT NULL,
    requests INTEGER NOT NULL,
    PRIMARY KEY(minute, reason)
) WITHOUT ROWID;
)";

// A lane is a queue: `blocked` counts the lanes in which an earlier delivery stands before this one, so that what may
// start is found by the index alone, however long the queues are.
constexpr char version3[] = R"(
ALTER TABLE delivery ADD COLUMN batch INTEGER;
ALTER TABLE delivery ADD COLUMN blocked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE delivery ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE delivery ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
ALTER TABLE delivery ADD COLUMN first_at INTEGER;
ALTER TABLE delivery ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE delivery ADD COLUMN out_of_order INTEGER NOT NULL DEFAULT 0;
UPDATE delivery SET since = created_at, blocked = (SELECT count(*) FROM delivery_lane mine WHERE
    mine.delivery = delivery.seq AND EXISTS (SELECT 1 FROM delivery_lane other WHERE other.lane = mine.lane AND
    other.delivery < mine.delivery));
CREATE INDEX delivery_ready ON delivery(environment, destination, kind, next_at)
    WHERE blocked = 0 AND state IN (0, 3);
CREATE INDEX delivery_held ON delivery(environment) WHERE state = 1;
CREATE INDEX delivery_batch ON delivery(batch) WHERE batch IS NOT NULL;

CREATE TABLE attempt(
    delivery INTEGER NOT NULL,
    number INTEGER NOT NULL,
    at INTEGER NOT NULL,
    duration INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    request TEXT NOT NULL,
    response TEXT NOT NULL,
    retry_at INTEGER,
    PRIMARY KEY(delivery, number)
);
CREATE INDEX attempt_open ON attempt(delivery) WHERE outcome = '';

CREATE TABLE delivery_pause(
    environment TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY(environment, kind)
) WITHOUT ROWID;

CREATE TABLE batch(
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    environment TEXT NOT NULL,
    workflow TEXT NOT NULL,
    recipient TEXT NOT NULL,
    batch_key TEXT NOT NULL,
    destination TEXT NOT NULL,
    key_name TEXT NOT NULL,
    payload TEXT NOT NULL,
    opened_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    state INTEGER NOT NULL
);
CREATE UNIQUE INDEX batch_open ON batch(environment, workflow, recipient, batch_key) WHERE state = 0;
CREATE INDEX batch_due ON batch(due_at) WHERE state = 0;

CREATE TABLE batch_activity(
    batch INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    event_seq INTEGER NOT NULL,
    action TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY(batch, ordinal)
) WITHOUT ROWID;
CREATE INDEX batch_activity_event ON batch_activity(event_seq);
)";

constexpr char version4[] = R"(
CREATE TABLE note(event INTEGER PRIMARY KEY, text TEXT NOT NULL);
)";

} // namespace

const std::vector<MigrationStep>& storeSteps()
{
    static const std::vector<MigrationStep> steps{sqlStep(version1), sqlStep(version2), sqlStep(version3),
                                                  sqlStep(version4)};
    return steps;
}

DeliveryState deliveryStateOf(const std::vector<Action>& actions)
{
    DeliveryState worst = DeliveryState::None;
    for (const Action& action : actions) {
        DeliveryState state = DeliveryState::None;
        switch (action.status) {
        case ActionStatus::Planned:
        case ActionStatus::Pending: state = DeliveryState::Pending; break;
        case ActionStatus::Succeeded: state = DeliveryState::Done; break;
        case ActionStatus::Failed: state = DeliveryState::Failed; break;
        case ActionStatus::Dead: state = DeliveryState::Dead; break;
        case ActionStatus::Skipped: break;
        }
        worst = std::max(worst, state);
    }
    return worst;
}

} // namespace hw::store
