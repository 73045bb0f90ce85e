-- Single requests, and what is drawn from them about clients and about paths that nobody serves.
-- Times are milliseconds since 1970 in UTC; a day is a count of days since then.
INSERT INTO mynah_schema (version, usable_from) VALUES (10, 1);

-- Texts that repeat, as groups that repeat together: parts are separated by U+001F.
-- last_day is the last day on which a row that names it was written.
CREATE TABLE dictionary (
  kind INTEGER NOT NULL,
  id INTEGER NOT NULL,
  hash BLOB NOT NULL,
  parts TEXT NOT NULL,
  last_day INTEGER NOT NULL,
  PRIMARY KEY (kind, id),
  UNIQUE (kind, hash)
) WITHOUT ROWID;

-- next_id: of the request log, never given twice. dictionary: grows when texts were forgotten.
CREATE TABLE log_state (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
);
INSERT INTO log_state (name, value) VALUES ('next_id', 1), ('dictionary', 1);

-- source, shape, actor, agent and fault are ids of the dictionary; fault is 0 where nothing went wrong.
CREATE TABLE request_log (
  id INTEGER PRIMARY KEY,
  time_millis INTEGER NOT NULL,
  source INTEGER NOT NULL,
  shape INTEGER NOT NULL,
  actor INTEGER NOT NULL,
  agent INTEGER NOT NULL,
  fault INTEGER NOT NULL,
  bucket INTEGER NOT NULL,
  total_nanos INTEGER NOT NULL,
  upstream_nanos INTEGER NOT NULL,
  injected_nanos INTEGER NOT NULL,
  bytes_in INTEGER NOT NULL,
  bytes_out INTEGER NOT NULL,
  weight REAL NOT NULL,
  cost REAL NOT NULL,
  trace BLOB,
  span BLOB,
  path TEXT NOT NULL,
  message TEXT
);
CREATE INDEX request_log_failed ON request_log (id) WHERE fault <> 0;

-- Fields and bodies of a request, as compressed JSON.
CREATE TABLE log_capture (
  id INTEGER PRIMARY KEY,
  body BLOB NOT NULL
);

-- Which ids and times a run of rows of one source has: finds a time's rows without an index on
-- every row, and says what deleting them frees.
CREATE TABLE log_block (
  first_id INTEGER PRIMARY KEY,
  last_id INTEGER NOT NULL,
  source INTEGER NOT NULL,
  from_millis INTEGER NOT NULL,
  to_millis INTEGER NOT NULL,
  arrived_millis INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  failed_bytes INTEGER NOT NULL,
  detailed INTEGER NOT NULL
);
CREATE INDEX log_block_by_time ON log_block (to_millis);
CREATE INDEX log_block_by_source ON log_block (source, first_id);

-- actor and route are ids of the dictionary.
CREATE TABLE client_day (
  day INTEGER NOT NULL,
  source INTEGER NOT NULL,
  actor INTEGER NOT NULL,
  route INTEGER NOT NULL,
  entries INTEGER NOT NULL,
  requests REAL NOT NULL,
  errors REAL NOT NULL,
  bytes_in REAL NOT NULL,
  bytes_out REAL NOT NULL,
  total_nanos REAL NOT NULL,
  cost REAL NOT NULL,
  first_millis INTEGER NOT NULL,
  last_millis INTEGER NOT NULL,
  PRIMARY KEY (day, source, actor, route)
) WITHOUT ROWID;

-- path is a method and a path, an id of the dictionary.
CREATE TABLE missing_path (
  day INTEGER NOT NULL,
  source INTEGER NOT NULL,
  path INTEGER NOT NULL,
  requests REAL NOT NULL,
  first_millis INTEGER NOT NULL,
  last_millis INTEGER NOT NULL,
  PRIMARY KEY (day, source, path)
) WITHOUT ROWID;

-- Requests that have no row because they were left out of the journal.
CREATE TABLE left_out (
  minute INTEGER NOT NULL,
  source INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  PRIMARY KEY (minute, source)
) WITHOUT ROWID;

CREATE TABLE snapshot (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  time_millis INTEGER NOT NULL,
  name TEXT NOT NULL,
  json TEXT NOT NULL
);
CREATE INDEX snapshot_by_time ON snapshot (time_millis);
