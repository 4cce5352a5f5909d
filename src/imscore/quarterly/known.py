"""What was known at a time: the observations of a past run, and what they were judged by."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from imscore.model import OBSERVATION_COLUMNS, Block, InputFile, Observations, Problem
from imscore.quarterly import places, runs, store, which_run
from imscore.quarterly.bring import FIGURES, KNOWN
from imscore.quarterly.compare import READ
from imscore.quarterly.score import OWN_TABLES

_HELD = "o.from_run <= :run AND (o.until_run IS NULL OR o.until_run > :run)"
_QUERY = f"""
SELECT a.key AS area, a.code AS area_code, a.name AS area_name, a.type AS area_type, s.indicator,
  s.definition, p.text AS period, p.kind AS period_kind, p.starts AS period_start,
  p.ends AS period_end, o.numerator, o.denominator, o.value, o.lower_ci, o.upper_ci, o.marker,
  o.remark, o.block, o.row, o.more, o.series, o.period AS period_number
FROM observation o JOIN series s ON s.id = o.series JOIN period p ON p.id = o.period
  JOIN area a ON a.id = o.area
WHERE {_HELD} ORDER BY o.block, o.row, o.series, p.starts, o.period
"""  # noqa: S608 - no text from outside


def as_known_on(path: Path, date: str) -> Observations:
    """The observations as they were known at the end of a day: those of the last run by then.

    They are those that the run read, each with the cell that it read it from. Of runs that a store
    before version 3 kept, each names the cell that first brought it.

    Args:
        path: the store.
        date: such as `2026-10-15`, in UTC.

    Returns:
        Observations to be scored, with that run's warnings, notes and targets.

    Raises:
        UsageError: where that is no date.
        InputError: where there is no store, or nothing was known yet.
        StoreError: where the store cannot be read.
    """
    with store.reading(path) as connection:
        run = which_run.known_on(runs.all_runs(connection), date)
        return observations_of(connection, run)


def references_as_known_on(path: Path, date: str, folder: Path) -> tuple[Path, Path]:
    """Writes out the definitions and the England series that the same run judged by.

    Args:
        path: the store.
        date: as for `as_known_on`.
        folder: an empty one to write into.

    Returns:
        The folder of definitions and the England file, as `pipeline.load_reference` takes them.
    """
    with store.reading(path) as connection:
        run = which_run.known_on(runs.all_runs(connection), date)
        written = write_references(connection, run, folder)
    return folder / "indicator", written["england"]


def write_references(
    connection: sqlite3.Connection, run: runs.Run, folder: Path
) -> dict[str, Path]:
    """Writes out the files that a run was told by, under their own names.

    Args:
        connection: of the store.
        run: the run.
        folder: an empty one; each role has a folder in it.

    Returns:
        From a role to a file of it, the definitions' folder being `indicator` in the folder.
    """
    written: dict[str, Path] = {}
    for (role, name), content in runs.references(connection, run.id).items():
        (folder / role).mkdir(exist_ok=True)
        # A store is a file that others may have had: no name in it leads out of the folder.
        written[role] = folder / role / Path(name).name
        written[role].write_bytes(content)
    return written


def observations_of(connection: sqlite3.Connection, run: runs.Run) -> Observations:
    """The observations that held when a run had ended."""
    cursor = connection.execute(_QUERY, {"run": run.id})
    names = [field[0] for field in cursor.description]
    frame = pd.DataFrame(cursor.fetchall(), columns=names, dtype=object)
    frame = _as_read(frame, places.of(connection, run.id))
    more = frame.pop("more")
    frame = frame.astype(dict.fromkeys(FIGURES, "float64") | {"row": "int64"})
    for name in ("period_start", "period_end"):
        frame[name] = frame[name].astype("int64")
    for name in ("marker", "remark"):
        frame[name] = frame[name].where(frame[name].notna(), "")
    frame = _with_more(frame, more)
    blocks, numbers = pd.factorize(frame["block"])
    frame["block"] = blocks.astype("int64")
    beside = _beside(connection, run)
    own = {name: pd.DataFrame(beside[name]) for name in OWN_TABLES if name in beside}
    return Observations(
        frame[[*OBSERVATION_COLUMNS, *(n for n in frame if n not in OBSERVATION_COLUMNS)]],
        _blocks(connection, [int(number) for number in numbers]),
        tuple(Problem(**fields) for fields in beside["problems"]),
        tuple(beside["notes"]),
        tuple(InputFile(i["file"], i["sha256"]) for i in run.inputs),
        **own,
    )


def _as_read(frame: pd.DataFrame, read: Mapping[str, np.ndarray] | None) -> pd.DataFrame:
    """What a run read of what held, in its order, with the places that it read them from."""
    keys = {"series": "series", "period_number": "period"}
    if read is None:
        return frame.drop(columns=list(keys))
    held = pd.MultiIndex.from_frame(frame[list(keys)].astype("int64"))
    at = held.get_indexer(pd.MultiIndex.from_arrays([read[name] for name in keys.values()]))
    if (at < 0).any():
        raise store.StoreError("The store is damaged: figures that a run read are not in it.")
    found = frame.drop(columns=list(keys)).iloc[at].reset_index(drop=True)
    return found.assign(block=read["block"], row=read["row"])


def _beside(connection: sqlite3.Connection, run: runs.Run) -> dict[str, Any]:
    """What reading gave beside figures; of a run of version 1 what it said of it."""
    found = [c for (role, _), c in runs.references(connection, run.id).items() if role == READ]
    if not found:
        return {"problems": run.problems, "notes": run.notes}
    beside: dict[str, Any] = json.loads(found[0])
    return beside


def _with_more(frame: pd.DataFrame, more: pd.Series) -> pd.DataFrame:
    """Adds what the store has no column of its own for, blank where a figure has none of it."""
    unpacked = {text: json.loads(text) for text in more.dropna().unique()}
    kept = {name: value for fields in unpacked.values() for name, value in fields.items()}
    extra = [name for name in OBSERVATION_COLUMNS if name not in KNOWN]
    for name in [*extra, *(name for name in kept if name not in extra)]:
        blank = float("nan") if isinstance(kept.get(name, ""), float) else ""
        frame[name] = [unpacked.get(text, {}).get(name, blank) for text in more]
    return frame


def _blocks(connection: sqlite3.Connection, numbers: list[int]) -> tuple[Block, ...]:
    found = connection.execute("SELECT id, file, sheet, columns FROM block").fetchall()
    known = {row[0]: places.block_of(row[1], row[2], json.loads(row[3])) for row in found}
    return tuple(known[number] for number in numbers)
