"""Runs in the store: who ran when, on what, with what result."""

from __future__ import annotations

import hashlib
import json
import math
import sqlite3
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from imscore.model import Problem, Scorecard
from imscore.periods import parse
from imscore.quarterly.bring import numbers_of

_FIELDS = (
    *("id", "started", "known_from", "state", "fingerprint", "imscore", "folder", "pack"),
    *("inputs", "refused", "problems", "notes", "settings"),
)
_JSON = ("inputs", "refused", "problems", "notes", "settings")


@dataclass(frozen=True)
class Run:
    """One run, as in the table `run`; the JSON fields unpacked."""

    id: int
    started: str
    known_from: str
    state: str
    fingerprint: str
    imscore: str
    folder: str
    pack: str
    inputs: list[dict[str, Any]]
    refused: list[dict[str, str]]
    problems: list[dict[str, str]]
    notes: list[str]
    settings: dict[str, Any]

    @property
    def name(self) -> str:
        """As people are told of it: `run 3 of 2026-10-15`."""
        return f"run {self.id} of {self.started[:10]}"

    @property
    def as_base(self) -> str:
        """The same, as that with which another run is compared."""
        return self.name if self.state == "complete" else f"{self.name}, a partial one"

    @property
    def path(self) -> Path:
        """Where its pack is, or was."""
        return Path(self.folder) / self.pack


def all_runs(connection: sqlite3.Connection) -> list[Run]:
    """Every run, the first one first."""
    found = connection.execute(f"SELECT {', '.join(_FIELDS)} FROM run ORDER BY id")  # noqa: S608
    return [_run(row) for row in found]


def put_run(connection: sqlite3.Connection, run: Run) -> None:
    """Writes a run's own row."""
    values = [getattr(run, name) for name in _FIELDS]
    texts = [
        json.dumps(value, ensure_ascii=False) if name in _JSON else value
        for name, value in zip(_FIELDS, values, strict=True)
    ]
    marks = ", ".join("?" * len(_FIELDS))
    connection.execute(f"INSERT INTO run ({', '.join(_FIELDS)}) VALUES ({marks})", texts)  # noqa: S608


def put_references(
    connection: sqlite3.Connection, run: int, files: Mapping[tuple[str, str], bytes]
) -> None:
    """Keeps the files that a run was told by; each version of one only once.

    Args:
        connection: in a transaction.
        run: its number.
        files: from role, as in schema.sql, and file name to the bytes.
    """
    for (role, name), content in files.items():
        digest = hashlib.sha256(content).hexdigest()
        connection.execute(
            "INSERT OR IGNORE INTO reference_file VALUES (?, ?)",
            (digest, zlib.compress(content, 9)),
        )
        connection.execute(
            "INSERT INTO run_reference VALUES (?, ?, ?, ?)", (run, role, name, digest)
        )


def references(connection: sqlite3.Connection, run: int) -> dict[tuple[str, str], bytes]:
    """The reference files that a run was made with, by role and file name."""
    found = connection.execute(
        "SELECT role, name, content FROM run_reference JOIN reference_file USING (sha256) "
        "WHERE run = ? ORDER BY role, name",
        (run,),
    )
    return {(role, name): zlib.decompress(content) for role, name, content in found}


def put_judgements(
    connection: sqlite3.Connection, run: int, scorecards: Sequence[Scorecard]
) -> None:
    """Writes how a run's scorecards judged the newest figure of each indicator."""
    rows = [(card.area_code or card.area_name, row) for card in scorecards for row in card.rows]
    keys = [(row.indicator, area, row.definition) for area, row in rows]
    texts = {row.period for _, row in rows}
    periods = {text: parse(text) for text in texts}
    series = numbers_of(connection, "series", keys)
    wanted = [(p.text, p.kind, p.start, p.end) for p in periods.values()]
    numbers = {key[0]: n for key, n in numbers_of(connection, "period", wanted).items()}
    connection.executemany(
        "INSERT INTO judgement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(run, series[key], numbers[row.period]),
                *map(_finite, (row.value, row.lower_ci, row.upper_ci)),
                *(row.status, row.trend, row.marker or None),
                *(row.benchmark_name or None, _finite(row.benchmark_value)),
            )
            for key, (_, row) in zip(keys, rows, strict=True)
        ],
    )
    connection.executemany(
        "INSERT OR REPLACE INTO indicator VALUES (?, ?, ?, ?, ?)",
        {(r.indicator, r.name, r.short_name, r.unit, r.polarity) for _, r in rows},
    )


def plain_problems(problems: Sequence[Problem]) -> list[dict[str, str]]:
    """Problems as they are recorded: the fields of `--format json`, and the sentence."""
    return [asdict(problem) for problem in problems]


def _run(row: Sequence[Any]) -> Run:
    fields = dict(zip(_FIELDS, row, strict=True))
    return Run(**fields | {name: json.loads(fields[name]) for name in _JSON})


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
