-- A store as version 3 of the schema left it: never changed, so that every later program is tried on it.
PRAGMA application_id=1215775810;
PRAGMA auto_vacuum=INCREMENTAL;
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
INSERT INTO "action" VALUES(1,0,'act_01KAEXAMPLE0000000000000A1','map_1','users_identify',2,'','{"id":"cus_1"}','{}',10);
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
CREATE TABLE batch_activity(
    batch INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    event_seq INTEGER NOT NULL,
    action TEXT NOT NULL,
    data TEXT NOT NULL,
    PRIMARY KEY(batch, ordinal)
) WITHOUT ROWID;
CREATE TABLE content(
    id INTEGER PRIMARY KEY,
    encoding INTEGER NOT NULL,
    head BLOB NOT NULL,
    extra TEXT,
    body BLOB NOT NULL
);
INSERT INTO "content" VALUES(1,0,X'504F5354202F732F62696C6C696E6720485454502F312E310D0A486F73743A203132372E302E302E313A343430300D0A582D4F726465723A20610D0A0D0A',NULL,X'7B226964223A226576745F31222C2274797065223A22637573746F6D65722E63726561746564227D');
INSERT INTO "content" VALUES(2,0,X'504F5354202F732F62696C6C696E6720485454502F312E310D0A0D0A',NULL,X'6C617465');
CREATE TABLE counter(name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
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
, batch INTEGER, blocked INTEGER NOT NULL DEFAULT 0, tries INTEGER NOT NULL DEFAULT 0, since INTEGER NOT NULL DEFAULT 0, first_at INTEGER, reason TEXT NOT NULL DEFAULT '', out_of_order INTEGER NOT NULL DEFAULT 0);
INSERT INTO "delivery" VALUES(1,'dlv_01KAEXAMPLE0000000000000D1',1,'act_01KAEXAMPLE0000000000000A1',0,0,'production','knock','KNOCK_API_KEY','users_identify','{"id":"cus_1"}','k1',0,1795446000000000,1795446000000000,0,'',NULL,0,0,1795446000000000,NULL,'',0);
CREATE TABLE delivery_lane(
    lane TEXT NOT NULL,
    delivery INTEGER NOT NULL,
    PRIMARY KEY(lane, delivery)
) WITHOUT ROWID;
INSERT INTO "delivery_lane" VALUES('knock/production/user/cus_1',1);
CREATE TABLE delivery_pause(
    environment TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY(environment, kind)
) WITHOUT ROWID;
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
INSERT INTO "event" VALUES(1,'hw_01KAEXAMPLE0000000000000E1','billing','development',1795446000000000,'POST','/s/billing','127.0.0.1:53122',1,NULL,NULL,1,40,0,1,1,0,'customer.created','evt_1',1,1,1,200,2300);
INSERT INTO "event" VALUES(2,'hw_01KAEXAMPLE0000000000000E2','billing','development',1795446060000000,'POST','/s/billing','127.0.0.1:53123',1,NULL,NULL,2,4,0,NULL,0,2,'',NULL,0,0,0,0,0);
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
INSERT INTO "exchange" VALUES(1,0,1,'http://127.0.0.1:3000/hook',1795446000000000,204,'[]',X'','',900);
CREATE TABLE gap(since INTEGER NOT NULL, until INTEGER NOT NULL, reason TEXT NOT NULL);
INSERT INTO "gap" VALUES(1795445000000000,1795445900000000,'stopped');
CREATE TABLE idempotency(
    source TEXT NOT NULL,
    environment TEXT NOT NULL,
    event_type TEXT NOT NULL,
    key TEXT NOT NULL,
    event INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY(source, environment, event_type, key)
) WITHOUT ROWID;
INSERT INTO "idempotency" VALUES('billing','development','customer.created','evt_1',1,1795446000000000);
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
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
INSERT INTO "minute" VALUES(29924100,'billing','development',1,0,1,1);
INSERT INTO "minute" VALUES(29924101,'billing','development',0,0,2,2);
CREATE TABLE refusal(
    minute INTEGER NOT NULL,
    reason TEXT NOT NULL,
    requests INTEGER NOT NULL,
    PRIMARY KEY(minute, reason)
) WITHOUT ROWID;
INSERT INTO "refusal" VALUES(29924100,'store_full',7);
CREATE TABLE revision(
    id INTEGER PRIMARY KEY,
    script TEXT NOT NULL,
    mappings TEXT NOT NULL,
    settings TEXT NOT NULL,
    UNIQUE(script, mappings, settings)
);
INSERT INTO "revision" VALUES(1,'s1','m1','t1');
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
INSERT INTO "run" VALUES(1,'run_01KAEXAMPLE0000000000000R1',1,NULL,1795446000000000,1,'','{"status":"verified","enforced":true,"scheme":"stripe","reason":null,"checks":[]}','{"status":"none"}','customer.created','evt_1',NULL,'evt_1','','',200,'[]',X'',2300,0,0,0,0,0,1);
CREATE TABLE schema_module(name TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE source_total(
    source TEXT PRIMARY KEY,
    events INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    last_status INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO "source_total" VALUES('billing',2,2,1795446060000000,0);
CREATE UNIQUE INDEX event_id ON event(id);
CREATE INDEX event_source ON event(source);
CREATE INDEX event_type ON event(event_type);
CREATE INDEX event_provider_id ON event(provider_id) WHERE provider_id IS NOT NULL;
CREATE INDEX event_status ON event(status) WHERE status <> 1;
CREATE INDEX event_delivery ON event(delivery) WHERE delivery > 1;
CREATE INDEX delivery_open ON delivery(state, next_at) WHERE state <> 2;
CREATE INDEX delivery_event ON delivery(event_seq);
CREATE INDEX delivery_lane_delivery ON delivery_lane(delivery);
CREATE INDEX content_blob ON content(body) WHERE encoding = 2;
CREATE INDEX exchange_event ON exchange(event);
CREATE INDEX gap_until ON gap(until);
CREATE INDEX delivery_ready ON delivery(environment, destination, kind, next_at)
    WHERE blocked = 0 AND state IN (0, 3);
CREATE INDEX delivery_held ON delivery(environment) WHERE state = 1;
CREATE INDEX delivery_batch ON delivery(batch) WHERE batch IS NOT NULL;
CREATE INDEX attempt_open ON attempt(delivery) WHERE outcome = '';
CREATE UNIQUE INDEX batch_open ON batch(environment, workflow, recipient, batch_key) WHERE state = 0;
CREATE INDEX batch_due ON batch(due_at) WHERE state = 0;
CREATE INDEX batch_activity_event ON batch_activity(event_seq);
PRAGMA user_version=3;
