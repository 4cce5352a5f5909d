"""Writes what a run read into the store: new figures, revisions, and what is no longer there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from imscore.model import Observations
from imscore.quarterly import places

FIGURES = ("numerator", "denominator", "value", "lower_ci", "upper_ci")
WORDS = ("marker", "remark")
_AREA = ("area", "area_code", "area_name", "area_type")
_PERIOD = ("period", "period_kind", "period_start", "period_end")
_SERIES = ("indicator", "area", "definition")
# What the store has columns for; what the program reads besides goes into `more`.
KNOWN = (*_AREA, *_PERIOD, "indicator", "definition", *FIGURES, *WORDS, "block", "row")
_COLUMNS = ("series", "period", "area", *FIGURES, *WORDS, "more", "block", "row")
_KINDS = dict.fromkeys(FIGURES, "REAL") | dict.fromkeys((*WORDS, "more"), "TEXT")
# A place moves when a row is put above it: that alone is no new version of a figure.
_CONTENT = ("area", *FIGURES, *WORDS, "more")
_AREA_IS_THERE = """series IN (SELECT id FROM series WHERE area IN
  (SELECT s.area FROM temp.incoming i JOIN series s ON s.id = i.series))"""


def bring(
    connection: sqlite3.Connection,
    run: int,
    observations: Observations,
    *,
    partial: bool,
    passed_over: bool = False,
) -> None:
    """Writes a run's observations: each that is new or differs from the version that holds.

    Args:
        connection: in a transaction, the run's own row written.
        run: its number.
        observations: all that it read, one for each area, indicator, definition and period.
        partial: an input was left out, so what is not there is not known to be gone.
        passed_over: files were not taken for a newer one, so an area that is not there at all is
            not known to be gone.
    """
    places.put(connection, run, _put_incoming(connection, observations))
    differs = " OR ".join(f"o.{name} IS NOT i.{name}" for name in _CONTENT)
    connection.execute(
        f"""CREATE TEMP TABLE fresh AS SELECT i.* FROM incoming i LEFT JOIN observation o
        ON o.series = i.series AND o.period = i.period AND o.until_run IS NULL
        WHERE o.series IS NULL OR {differs}"""  # noqa: S608 - names of columns
    )
    connection.execute("CREATE INDEX temp.fresh_key ON fresh (series, period)")
    close = "UPDATE observation SET until_run = ? WHERE until_run IS NULL AND "
    here = (
        "(SELECT 1 FROM {} t WHERE t.series = observation.series AND t.period = observation.period)"
    )
    connection.execute(f"{close} EXISTS {here.format('temp.fresh')}", (run,))
    if not partial:
        alive = f" AND {_AREA_IS_THERE}" if passed_over else ""
        connection.execute(f"{close} NOT EXISTS {here.format('temp.incoming')}{alive}", (run,))
    names = ", ".join(_COLUMNS)
    connection.execute(
        f"INSERT INTO observation ({names}, from_run) SELECT {names}, ? FROM fresh",  # noqa: S608
        (run,),
    )
    for table in ("incoming", "fresh"):
        connection.execute(f"DROP TABLE temp.{table}")


def _put_incoming(
    connection: sqlite3.Connection, observations: Observations
) -> dict[str, np.ndarray]:
    frame = observations.frame
    # Without their kinds SQLite would not look these up by the index, but go through all each time.
    fields = ", ".join(f"{name} {_KINDS.get(name, 'INTEGER')}" for name in _COLUMNS)
    connection.execute(
        f"CREATE TEMP TABLE incoming ({fields}, PRIMARY KEY (series, period)) WITHOUT ROWID"
    )
    columns: dict[str, np.ndarray] = {
        "series": _numbered(connection, "series", frame, _SERIES),
        "period": _numbered(connection, "period", frame, _PERIOD),
        "area": _numbered(connection, "area", frame, _AREA),
        **{name: frame[name].to_numpy(float) for name in FIGURES},
        **{name: frame[name].to_numpy(object) for name in WORDS},
        "more": _more(frame),
        "block": _blocks(connection, observations),
        "row": frame["row"].to_numpy(np.int64),
    }
    # In the order of the key each row goes to the end; a column that says nothing costs as much
    # time as one that does.
    order = np.lexsort((columns["period"], columns["series"]))
    told = {name: column[order] for name, column in columns.items() if _says_something(column)}
    names, marks = ", ".join(told), ", ".join("?" * len(told))
    connection.executemany(
        f"INSERT INTO incoming ({names}) VALUES ({marks})",  # noqa: S608 - names of columns
        zip(*map(_plain_values, told.values()), strict=True),
    )
    return columns


def _says_something(column: np.ndarray) -> bool:
    if column.dtype.kind == "f":
        return not np.isnan(column).all()
    return column.dtype.kind != "O" or any(set(column.tolist()) - {"", None})


def _plain_values(column: np.ndarray) -> list[Any]:
    """As SQLite takes them: nothing for a blank text; of what is no number it makes that itself."""
    values: list[Any] = column.tolist()
    return [value or None for value in values] if column.dtype.kind == "O" else values


_INTO = {
    "series": "INSERT OR IGNORE INTO series (indicator, area, definition) VALUES (?, ?, ?)",
    "period": "INSERT OR IGNORE INTO period (text, kind, starts, ends) VALUES (?, ?, ?, ?)",
    "area": "INSERT OR IGNORE INTO area (key, code, name, type) VALUES (?, ?, ?, ?)",
}
_OUT_OF = {
    "series": "SELECT indicator, area, definition, id FROM series",
    "period": "SELECT text, kind, starts, ends, id FROM period",
    "area": "SELECT key, code, name, type, id FROM area",
}


def numbers_of(
    connection: sqlite3.Connection, table: str, wanted: Iterable[tuple[Any, ...]]
) -> dict[tuple[Any, ...], int]:
    """The numbers of rows of a table of names, which are added where they are not there yet.

    Args:
        connection: in a transaction.
        table: `series`, `period` or `area`.
        wanted: the fields of each row.
    """
    connection.executemany(_INTO[table], wanted)
    return {tuple(row[:-1]): row[-1] for row in connection.execute(_OUT_OF[table])}


def _numbered(
    connection: sqlite3.Connection, table: str, frame: pd.DataFrame, names: Sequence[str]
) -> np.ndarray:
    """Each row's number in a table of names; each different one is looked up once."""
    codes, distinct = _distinct([frame[name].to_numpy(object) for name in names])
    numbers = numbers_of(connection, table, distinct)
    ids = np.array([numbers[fields] for fields in distinct], dtype=np.int64)
    numbered: np.ndarray = ids[codes]
    return numbered


def _distinct(columns: Sequence[np.ndarray]) -> tuple[np.ndarray, list[tuple[Any, ...]]]:
    """For each row the place of its fields among the different ones."""
    codes = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        mine, known = pd.factorize(column)
        _, codes = np.unique(codes * max(len(known), 1) + mine, return_inverse=True)
    _, first = np.unique(codes, return_index=True)
    return codes, [tuple(column[place] for column in columns) for place in first]


def _blocks(connection: sqlite3.Connection, observations: Observations) -> np.ndarray:
    rows = [
        (block.file, block.sheet, json.dumps(places.columns_of(block), sort_keys=True))
        for block in observations.blocks
    ]
    connection.executemany(
        "INSERT OR IGNORE INTO block (file, sheet, columns) VALUES (?, ?, ?)", rows
    )
    found = connection.execute("SELECT file, sheet, columns, id FROM block")
    numbers = {tuple(row[:3]): row[3] for row in found}
    ids = np.array([numbers[row] for row in rows], dtype=np.int64)
    numbered: np.ndarray = ids[observations.frame["block"].to_numpy(np.int64)]
    return numbered


def _more(frame: pd.DataFrame) -> np.ndarray:
    """What the program reads besides the columns of the store, as JSON; None where nothing."""
    names = [str(name) for name in frame if name not in KNOWN]
    if not names:
        return np.full(len(frame), None, dtype=object)
    codes, distinct = _distinct([frame[name].to_numpy(object) for name in names])
    texts = np.empty(len(distinct), dtype=object)
    texts[:] = [_as_json(dict(zip(names, fields, strict=True))) for fields in distinct]
    spread: np.ndarray = texts[codes]
    return spread


def _as_json(fields: dict[str, Any]) -> str | None:
    filled = {name: value for name, value in fields.items() if value == value and value != ""}
    return json.dumps(filled, sort_keys=True, default=_plain) if filled else None


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else str(value)
