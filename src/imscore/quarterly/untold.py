"""How a run ended, kept until somebody was told: a run that is stopped first loses no alert."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from imscore.quarterly import store


@dataclass(frozen=True, slots=True)
class Untold:
    """The end of a run of which nobody heard.

    Attributes:
        name: of the run. exit_code: what it was to end with. line: its last one.
        reasons: why the code is not 0, in sentences.
    """

    name: str
    exit_code: int
    line: str
    reasons: tuple[str, ...]

    @property
    def said(self) -> str:
        """In one sentence."""
        return f"{self.name} was stopped before it could say: {self.line}"


def put(
    connection: sqlite3.Connection, run: int, exit_code: int, line: str, reasons: Sequence[str]
) -> None:
    """Keeps how a run ends, in the transaction that writes it."""
    row = (run, int(exit_code), line, json.dumps(list(reasons), ensure_ascii=False))
    connection.execute("INSERT INTO untold VALUES (?, ?, ?, ?)", row)


def waiting(connection: sqlite3.Connection) -> list[Untold]:
    """The ends that nobody heard of, the oldest first."""
    found = connection.execute(
        "SELECT id, substr(started, 1, 10), exit, line, reasons FROM untold "
        "JOIN run ON run.id = untold.run ORDER BY id"
    )
    return [
        Untold(f"run {run} of {day}", code, line, tuple(json.loads(reasons)))
        for run, day, code, line, reasons in found
    ]


def told(path: Path) -> None:
    """Notes that everything was told.

    Raises:
        StoreError: where the store cannot be written; the next run tells it again.
    """
    with store.writing(path) as connection:
        connection.execute("DELETE FROM untold")
        connection.execute("COMMIT")
