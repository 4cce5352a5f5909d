-- A store of version 3: three figures, one of them revised by a second run that told nobody.
BEGIN TRANSACTION;
CREATE TABLE area (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL,
  UNIQUE (key, code, name, type)
);
INSERT INTO "area" VALUES(1,'E08000001','E08000001','Bolton','Metropolitan borough');
CREATE TABLE block (
  id INTEGER PRIMARY KEY,
  file TEXT NOT NULL, sheet TEXT NOT NULL,
  columns TEXT NOT NULL,         -- JSON: from a field to its column's letters
  UNIQUE (file, sheet, columns)
);
INSERT INTO "block" VALUES(1,'in.csv','','{"area_code": "A", "area_name": "B", "denominator": "F", "indicator": "C", "numerator": "E", "period": "D", "value": "G"}');
CREATE TABLE indicator (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL, short_name TEXT NOT NULL, unit TEXT NOT NULL, polarity TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE judgement (
  run INTEGER NOT NULL REFERENCES run,
  series INTEGER NOT NULL REFERENCES series,
  period INTEGER NOT NULL REFERENCES period,
  value REAL, lower_ci REAL, upper_ci REAL,
  status TEXT NOT NULL, trend TEXT NOT NULL, marker TEXT,
  benchmark_name TEXT, benchmark_value REAL,
  PRIMARY KEY (run, series)
) WITHOUT ROWID;
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
  row INTEGER NOT NULL,          -- on the sheet, from 1, when it was brought
  PRIMARY KEY (series, period, from_run)
) WITHOUT ROWID;
INSERT INTO "observation" VALUES(1,1,1,2,1,716.0,3821.0,1.87385501177702167296e+01,NULL,NULL,NULL,NULL,NULL,1,2);
INSERT INTO "observation" VALUES(1,1,2,NULL,1,720.0,3821.0,1.88432347552996581896e+01,NULL,NULL,NULL,NULL,NULL,1,2);
INSERT INTO "observation" VALUES(1,2,1,NULL,1,700.0,3800.0,1.84210526315789451246e+01,NULL,NULL,NULL,NULL,NULL,1,3);
INSERT INTO "observation" VALUES(1,3,1,NULL,1,NULL,NULL,NULL,NULL,NULL,'suppressed',NULL,NULL,1,4);
CREATE TABLE period (
  id INTEGER PRIMARY KEY,
  text TEXT NOT NULL UNIQUE,     -- 2008, 2008/09, 2008/09 Q3, 2008 Q3, 2007-09
  kind TEXT NOT NULL,
  starts INTEGER NOT NULL,       -- first month, counted from January of year 0
  ends INTEGER NOT NULL          -- the month after the last
);
INSERT INTO "period" VALUES(1,'2010/11','financial_year',24123,24135);
INSERT INTO "period" VALUES(2,'2011/12','financial_year',24135,24147);
INSERT INTO "period" VALUES(3,'2012/13','financial_year',24147,24159);
CREATE TABLE place (
  run INTEGER PRIMARY KEY REFERENCES run,
  content BLOB NOT NULL
);
INSERT INTO "place" VALUES(1,X'7801AB562A4E2DCA4C2D56B28A36D431D03188D5512A000AE4A780050C750C81024939F9C9D9480A8AF2CB813C231D906C2D007682126F');
CREATE TABLE reference_file (
  sha256 TEXT PRIMARY KEY,
  content BLOB NOT NULL          -- the file's bytes, compressed with zlib
) WITHOUT ROWID;
INSERT INTO "reference_file" VALUES('837f575b06f1712a91b0ef49b75afea429f48df31288a350baf03930d1f18fa3',X'78DACBCC4BC94C4E2CC92FE20200164303C8');
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
INSERT INTO "run" VALUES(1,'2026-01-15T06:30:00Z','2026-01-15T06:30:00Z','complete','mark 1','0.1.0','packs','pack 1','[]','[]','[]','[]','{}');
INSERT INTO "run" VALUES(2,'2026-02-15T06:30:00Z','2026-02-15T06:30:00Z','complete','mark 2','0.1.0','packs','pack 2','[]','[]','[]','[]','{}');
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
INSERT INTO "run_reference" VALUES(1,'england','england.csv','837f575b06f1712a91b0ef49b75afea429f48df31288a350baf03930d1f18fa3');
CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  area TEXT NOT NULL,            -- area.key
  indicator TEXT NOT NULL,
  definition TEXT NOT NULL,      -- '' where the indicator has only one
  UNIQUE (indicator, area, definition)
);
INSERT INTO "series" VALUES(1,'E08000001','smoking_at_delivery','all_maternities');
CREATE TABLE untold (
  run INTEGER PRIMARY KEY REFERENCES run,
  exit INTEGER NOT NULL,
  line TEXT NOT NULL,
  reasons TEXT NOT NULL
);
INSERT INTO "untold" VALUES(2,4,'pack 2: 1 figure revised','["1 worse than the benchmark (fail_on worse)"]');
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
COMMIT;
PRAGMA user_version = 3;
