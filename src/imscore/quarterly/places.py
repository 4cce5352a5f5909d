"""Where each run read its figures: which table and row, and so also which figures it read.

A figure that stays as it was keeps the version of the run that first brought it, while its cell is
another one in every new file. A past scorecard cites cells and holds warnings against them, so the
places of each run are kept too: packed, because every quarter has all of them anew.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Mapping
from dataclasses import astuple
from typing import Any

import numpy as np

from imscore.model import Block, Elsewhere

FIELDS = ("series", "period", "block", "row")


def put(connection: sqlite3.Connection, run: int, columns: Mapping[str, np.ndarray]) -> None:
    """Keeps a run's places; where they are those of the run before, that run's stand for both.

    Args:
        connection: in a transaction.
        run: its number.
        columns: `FIELDS`, in the order in which figures were read.
    """
    # Differences are mostly 0 or 1 and pack to a hundredth.
    steps = {name: np.diff(columns[name], prepend=0).tolist() for name in FIELDS}
    content = zlib.compress(json.dumps(steps, separators=(",", ":")).encode(), 1)
    if content != _content(connection, run):
        connection.execute("INSERT INTO place VALUES (?, ?)", (run, content))


def of(connection: sqlite3.Connection, run: int) -> dict[str, np.ndarray] | None:
    """A run's places: `FIELDS` in the order in which figures were read.

    Returns:
        None for a run of a time when a store kept none.
    """
    content = _content(connection, run)
    if content is None:
        return None
    steps = json.loads(zlib.decompress(content))
    return {name: np.cumsum(np.array(steps[name], dtype=np.int64)) for name in FIELDS}


def unread(connection: sqlite3.Connection, run: int) -> set[tuple[str, str]]:
    """Area and indicator of each series that holds after a run which did not read it.

    Its file was left out, or not taken for a newer one: it is not known to be gone.
    """
    read = of(connection, run)
    if read is None:
        return set()
    held = connection.execute(
        "SELECT area, indicator, id FROM series WHERE id IN (SELECT series FROM observation "
        "WHERE from_run <= :run AND (until_run IS NULL OR until_run > :run))",
        {"run": run},
    ).fetchall()
    numbers = set(np.unique(read["series"]).tolist())
    there = {(area, indicator) for area, indicator, number in held if number in numbers}
    return {(area, indicator) for area, indicator, _ in held} - there


def _content(connection: sqlite3.Connection, run: int) -> bytes | None:
    found = connection.execute(
        "SELECT content FROM place WHERE run <= ? ORDER BY run DESC LIMIT 1", (run,)
    ).fetchone()
    return found[0] if found else None


def columns_of(block: Block) -> dict[str, object]:
    """A block's columns, those on other sheets as file, sheet, letters and rows further down."""
    return {**block.columns, **{name: astuple(at) for name, at in block.elsewhere.items()}}


def block_of(file: str, sheet: str, columns: Mapping[str, Any]) -> Block:
    """The block that `columns_of` told."""
    own = {name: at for name, at in columns.items() if isinstance(at, str)}
    others = {name: Elsewhere(*at) for name, at in columns.items() if name not in own}
    return Block(file, sheet, own, others)
