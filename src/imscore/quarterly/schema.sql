-- The store of imscore: every figure that was ever read, with the run that brought it.
-- PRAGMA user_version holds the version of this shape. Times are UTC, as 2026-10-15T06:30:00Z.
-- To see figures with their names, start from the views at the end.

CREATE TABLE run (
  id INTEGER PRIMARY KEY,        -- 1, 2, 3, ... as runs followed each other, whatever the clock said
  started TEXT NOT NULL,         -- by the machine's clock
  known_from TEXT NOT NULL,      -- started, or the previous run's where the clock was set back
  state TEXT NOT NULL CHECK (state IN ('complete', 'partial')), -- partial: an input was left out
  fingerprint TEXT NOT NULL,     -- SHA-256 over inputs, settings, reference files and version
  imscore TEXT NOT NULL,         -- version of the program
  folder TEXT NOT NULL,          -- where packs lie
  pack TEXT NOT NULL,            -- name of this run's pack in there; it may have been removed since
  inputs TEXT NOT NULL,          -- JSON: [{"file", "sha256", "size"}]
  refused TEXT NOT NULL,         -- JSON: problems of the inputs that were left out
  problems TEXT NOT NULL,        -- JSON: warnings of the inputs
  notes TEXT NOT NULL,           -- JSON: what was inferred or set aside, in sentences
  settings TEXT NOT NULL         -- JSON
);

-- Indicator definitions, England series and what else a run was told by files, each version once.
CREATE TABLE reference_file (
  sha256 TEXT PRIMARY KEY,
  content BLOB NOT NULL          -- the file's bytes, compressed with zlib
) WITHOUT ROWID;

CREATE TABLE run_reference (
  run INTEGER NOT NULL REFERENCES run,
  -- 'read' is no file: what reading gave beside figures, as JSON (warnings, notes, own targets).
  role TEXT NOT NULL
    CHECK (role IN
      ('england', 'indicator', 'targets', 'groups', 'commentary', 'follow_up', 'read')),
  name TEXT NOT NULL,            -- the file's name
  sha256 TEXT NOT NULL REFERENCES reference_file,
  PRIMARY KEY (run, role, name)
) WITHOUT ROWID;

-- An area as one file wrote it; key is what tells areas apart: the code, or the name without one.
CREATE TABLE area (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
  UNIQUE (key, code, name, type)
);

CREATE TABLE indicator (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL, short_name TEXT NOT NULL, unit TEXT NOT NULL, polarity TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE period (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE,     -- 2008, 2008/09, 2008/09 Q3, 2008 Q3, 2007-09
  kind TEXT NOT NULL,
  starts INTEGER NOT NULL,       -- first month, counted from January of year 0
  ends INTEGER NOT NULL          -- the month after the last
);

CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  area TEXT NOT NULL,            -- area.key
  indicator TEXT NOT NULL,
  definition TEXT NOT NULL,      -- '' where the indicator has only one
  UNIQUE (indicator, area, definition)
);

-- A table of a file: where figures came from.
CREATE TABLE block (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL, sheet TEXT NOT NULL,
  columns TEXT NOT NULL,         -- JSON: from a field to its column's letters, or, where another
                                 -- sheet holds it, to file, sheet, letters and rows further down
  UNIQUE (file, sheet, columns)
);

-- One version of one figure: known from the run that brought it until the run that changed it or
-- no longer had it. A revision is a second row with the same series and period.
CREATE TABLE observation (
  series INTEGER NOT NULL REFERENCES series,
  period INTEGER NOT NULL REFERENCES period,
  from_run INTEGER NOT NULL REFERENCES run,
  until_run INTEGER REFERENCES run,   -- NULL while it holds
  area INTEGER NOT NULL REFERENCES area,
  numerator REAL, denominator REAL, value REAL, lower_ci REAL, upper_ci REAL,
  marker TEXT,                   -- suppressed, not_available, ...; NULL where there is a figure
  remark TEXT,                   -- the file's own words, NULL where none
  more TEXT,                     -- JSON: what later versions of the program read besides
  block INTEGER NOT NULL REFERENCES block,
  row INTEGER NOT NULL,          -- on the sheet, from 1, when it was brought; later: see place
  PRIMARY KEY (series, period, from_run)
) WITHOUT ROWID;

-- Which figures a run read, and where: a figure that no run changed moves in every new file. A run
-- without a row here has that of the last one before it; runs of a store before version 3 have none.
CREATE TABLE place (
  run INTEGER PRIMARY KEY REFERENCES run,
  -- JSON, compressed with zlib: {"series", "period", "block", "row"}, lists of one length in the
  -- order of reading, each number less the one before it.
  content BLOB NOT NULL
);

-- How a run ended, until a person or a scheduler was told: one that is stopped before that leaves
-- its row here, and the next run tells it.
CREATE TABLE untold (
  run INTEGER PRIMARY KEY REFERENCES run,
  exit INTEGER NOT NULL,         -- the exit code that it was to end with
  line TEXT NOT NULL,            -- its last line
  reasons TEXT NOT NULL          -- JSON: why that is not 0, in sentences
);

-- The newest figure of each indicator as a run's scorecards judged it.
CREATE TABLE judgement (
  run INTEGER NOT NULL REFERENCES run,
  series INTEGER NOT NULL REFERENCES series,
  period INTEGER NOT NULL REFERENCES period,
  value REAL, lower_ci REAL, upper_ci REAL,
  status TEXT NOT NULL, trend TEXT NOT NULL, marker TEXT,
  benchmark_name TEXT, benchmark_value REAL,
  PRIMARY KEY (run, series)
) WITHOUT ROWID;

-- Every version of every figure with its names; where until_run is NULL it is the one that holds.
CREATE VIEW figure AS
SELECT s.indicator, s.definition, a.code AS area_code, a.name AS area_name, a.type AS area_type,
  p.text AS period, p.kind AS period_kind, o.numerator, o.denominator, o.value, o.lower_ci,
  o.upper_ci, o.marker, o.remark, o.from_run, r.known_from, o.until_run,
  u.known_from AS known_until, b.file, b.sheet, o.row, s.area AS area_key, p.starts, p.ends
FROM observation o JOIN series s ON s.id = o.series JOIN period p ON p.id = o.period
  JOIN area a ON a.id = o.area JOIN block b ON b.id = o.block JOIN run r ON r.id = o.from_run
  LEFT JOIN run u ON u.id = o.until_run;

CREATE VIEW judged AS
SELECT j.run, s.area AS area_key, s.indicator, s.definition, p.text AS period, j.value, j.lower_ci,
  j.upper_ci, j.status, j.trend, j.marker, j.benchmark_name, j.benchmark_value, p.starts, p.ends
FROM judgement j JOIN series s ON s.id = j.series JOIN period p ON p.id = j.period;
