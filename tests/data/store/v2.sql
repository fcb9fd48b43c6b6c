-- A store as version 2 of the schema left it: never changed, so that every later program is tried on it.
PRAGMA application_id=1215775810;
PRAGMA auto_vacuum=INCREMENTAL;
CREATE TABLE schema_module(name TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID;
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
INSERT INTO revision(id,script,mappings,settings) VALUES(1,'s1','m1','t1');
INSERT INTO content(id,encoding,head,extra,body) VALUES(1,0,CAST('POST /s/billing HTTP/1.1'||char(13,10)||'Host: 127.0.0.1:4400'||char(13,10)||'X-Order: a'||char(13,10,13,10) AS BLOB),NULL,CAST('{"id":"evt_1","type":"customer.created"}' AS BLOB));
INSERT INTO content(id,encoding,head,extra,body) VALUES(2,0,CAST('POST /s/billing HTTP/1.1'||char(13,10,13,10) AS BLOB),NULL,CAST('late' AS BLOB));
INSERT INTO event(seq,id,source,environment,received_at,method,target,remote,complete,content,body_size,run,status,verification,event_type,provider_id,actions_done,actions_total,delivery,answer_status,duration)
VALUES(1,'hw_01KAEXAMPLE0000000000000E1','billing','development',1795446000000000,'POST','/s/billing','127.0.0.1:53122',1,1,40,1,1,0,'customer.created','evt_1',1,1,1,200,2300);
INSERT INTO event(seq,id,source,environment,received_at,method,target,remote,complete,content,body_size,run,status,verification,event_type,provider_id,actions_done,actions_total,delivery,answer_status,duration)
VALUES(2,'hw_01KAEXAMPLE0000000000000E2','billing','development',1795446060000000,'POST','/s/billing','127.0.0.1:53123',1,2,4,NULL,0,2,'',NULL,0,0,0,0,0);
INSERT INTO run(seq,id,event,previous,started_at,status,status_reason,verification,script,event_type,provider_id,provider_time,key,duplicate_of,key_reason,answer_status,answer_headers,answer_body,duration,receive_time,verify_time,script_time,map_time,commit_time,revision)
VALUES(1,'run_01KAEXAMPLE0000000000000R1',1,NULL,1795446000000000,1,'','{"status":"verified","enforced":true,"scheme":"stripe","reason":null,"checks":[]}','{"status":"none"}','customer.created','evt_1',NULL,'evt_1','','',200,'[]',X'',2300,0,0,0,0,0,1);
INSERT INTO action(run,ordinal,id,mapping,kind,status,reason,payload,result,duration) VALUES(1,0,'act_01KAEXAMPLE0000000000000A1','map_1','users_identify',2,'','{"id":"cus_1"}','{}',10);
INSERT INTO idempotency(source,environment,event_type,key,event,at) VALUES('billing','development','customer.created','evt_1',1,1795446000000000);
INSERT INTO minute(minute,source,environment,ok,failed,first_seq,last_seq) VALUES(29924100,'billing','development',1,0,1,1);
INSERT INTO minute(minute,source,environment,ok,failed,first_seq,last_seq) VALUES(29924101,'billing','development',0,0,2,2);
INSERT INTO source_total(source,events,last_seq,last_at,last_status) VALUES('billing',2,2,1795446060000000,0);
INSERT INTO delivery(seq,id,event_seq,action,ordinal,part,environment,destination,key_name,kind,payload,idempotency_key,state,created_at,next_at,attempts,last_result)
VALUES(1,'dlv_01KAEXAMPLE0000000000000D1',1,'act_01KAEXAMPLE0000000000000A1',0,0,'production','knock','KNOCK_API_KEY','users_identify','{"id":"cus_1"}','k1',0,1795446000000000,1795446000000000,0,'');
INSERT INTO delivery_lane(lane,delivery) VALUES('knock/production/user/cus_1',1);
INSERT INTO gap(since,until,reason) VALUES(1795445000000000,1795445900000000,'stopped');
INSERT INTO refusal(minute,reason,requests) VALUES(29924100,'store_full',7);
INSERT INTO exchange(seq,kind,event,url,at,status,headers,body,error,duration) VALUES(1,0,1,'http://127.0.0.1:3000/hook',1795446000000000,204,'[]',X'','',900);
PRAGMA user_version=2;
