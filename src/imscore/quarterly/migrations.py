"""How a store of an earlier version becomes one of the next."""

from __future__ import annotations

from collections.abc import Mapping

# From a version to the statements that make the next one of it; schema.sql is the newest shape.
MIGRATIONS: Mapping[int, str] = {
    # More kinds of files that a run is told by. SQLite has no way to widen a CHECK in place.
    1: """
CREATE TABLE run_reference_2 (
  run INTEGER NOT NULL REFERENCES run,
  role TEXT NOT NULL
    CHECK (role IN
      ('england', 'indicator', 'targets', 'groups', 'commentary', 'follow_up', 'read')),
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL REFERENCES reference_file,
  PRIMARY KEY (run, role, name)
) WITHOUT ROWID;
INSERT INTO run_reference_2 SELECT run, role, name, sha256 FROM run_reference;
DROP TABLE run_reference;
ALTER TABLE run_reference_2 RENAME TO run_reference;
""",
    # Where each run read its figures, and how a run ended that told nobody.
    2: """
CREATE TABLE place (
  run INTEGER PRIMARY KEY REFERENCES run,
  content BLOB NOT NULL
);
CREATE TABLE untold (
  run INTEGER PRIMARY KEY REFERENCES run,
  exit INTEGER NOT NULL,
  line TEXT NOT NULL,
  reasons TEXT NOT NULL
);
""",
}
