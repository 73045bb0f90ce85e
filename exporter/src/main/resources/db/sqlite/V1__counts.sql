-- Counts: what the ledgers of all sources came to, by minute, hour, day and month.
-- Times are milliseconds since 1970 in UTC; a block holds the values of one series over the spans
-- of the next coarser one (60 minutes of an hour, 24 hours of a day, days of a month, months of a year).

-- Which program may work with these tables: one that knows `version`, or is at least `usable_from`.
CREATE TABLE mynah_schema (
  version INTEGER NOT NULL,
  usable_from INTEGER NOT NULL
);
INSERT INTO mynah_schema (version, usable_from) VALUES (1, 1);

-- A data directory that counts, and how far it has been read.
CREATE TABLE source (
  id INTEGER PRIMARY KEY,
  source_id TEXT NOT NULL UNIQUE,
  job TEXT NOT NULL,
  instance TEXT NOT NULL,
  namespace TEXT NOT NULL,
  pod TEXT NOT NULL,
  workspace TEXT NOT NULL,
  environment TEXT NOT NULL,
  segment INTEGER NOT NULL,
  segment_offset INTEGER NOT NULL,
  ledger_id INTEGER NOT NULL,
  frame_sequence INTEGER NOT NULL,
  counted_to INTEGER NOT NULL,
  gap_sequence INTEGER NOT NULL,
  gap_from INTEGER NOT NULL,
  gap_to INTEGER NOT NULL,
  first_seen INTEGER NOT NULL
);

-- Label names and values are JSON arrays, in the order of the family.
CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL,
  family TEXT NOT NULL,
  kind INTEGER NOT NULL,
  label_names TEXT NOT NULL,
  label_values TEXT NOT NULL,
  route_group TEXT NOT NULL,
  UNIQUE (source, family, label_values)
);

-- The newest cumulative words of a series, those of ledgers before, and what belongs to no minute.
CREATE TABLE series_last (
  series INTEGER PRIMARY KEY,
  ledger_id INTEGER NOT NULL,
  frame_sequence INTEGER NOT NULL,
  words BLOB NOT NULL,
  before BLOB,
  baseline BLOB
);

CREATE TABLE minute_block (
  series INTEGER NOT NULL,
  starts INTEGER NOT NULL,
  block BLOB NOT NULL,
  PRIMARY KEY (starts, series)
);

CREATE TABLE hour_block (
  series INTEGER NOT NULL,
  starts INTEGER NOT NULL,
  block BLOB NOT NULL,
  PRIMARY KEY (starts, series)
);

CREATE TABLE day_block (
  series INTEGER NOT NULL,
  starts INTEGER NOT NULL,
  block BLOB NOT NULL,
  PRIMARY KEY (starts, series)
);

CREATE TABLE month_block (
  series INTEGER NOT NULL,
  starts INTEGER NOT NULL,
  block BLOB NOT NULL,
  PRIMARY KEY (starts, series)
);

-- Hours whose minutes changed since they were summed up.
CREATE TABLE dirty_hour (
  source INTEGER NOT NULL,
  starts INTEGER NOT NULL,
  PRIMARY KEY (source, starts)
);

CREATE TABLE gauge (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL,
  name TEXT NOT NULL,
  label_names TEXT NOT NULL,
  label_values TEXT NOT NULL,
  UNIQUE (source, name, label_names, label_values)
);

CREATE TABLE gauge_block (
  gauge INTEGER NOT NULL,
  starts INTEGER NOT NULL,
  block BLOB NOT NULL,
  PRIMARY KEY (starts, gauge)
);

-- Requests and errors of a route by hour of the day, kept longer than hours are.
CREATE TABLE pattern_day (
  source INTEGER NOT NULL,
  route TEXT NOT NULL,
  starts INTEGER NOT NULL,
  block BLOB NOT NULL,
  PRIMARY KEY (starts, source, route)
);

-- Spans of a source in which counts are less finely known than by minute, or were lost.
CREATE TABLE gap (
  id INTEGER PRIMARY KEY,
  source INTEGER NOT NULL,
  from_millis INTEGER NOT NULL,
  to_millis INTEGER NOT NULL,
  frames INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  why TEXT NOT NULL
);
CREATE INDEX gap_by_time ON gap (to_millis);

-- From when on a class of data is kept; what is older has been deleted.
CREATE TABLE kept (
  class TEXT PRIMARY KEY,
  from_millis INTEGER NOT NULL
);
