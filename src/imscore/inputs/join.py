"""Puts the rows of all tables together: one set of records, one key for each area."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imscore.columns import Column, as_column, concatenated
from imscore.inputs import same_area
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import Table
from imscore.inputs.selection import Selection
from imscore.model import OBSERVATION_COLUMNS, Block, InputFile, Observations, Problem
from imscore.parallel import meanwhile
from imscore.records import Records

_FLOATS = ("numerator", "denominator", "value", "lower_ci", "upper_ci")
_WHOLE = ("period_start", "period_end", "block", "row")
# Of more bytes than this the hash is worked out while the rows are read.
_LONG = 1 << 24
_Known = Mapping[str, Column | NDArray[Any]]


def join(
    selections: Sequence[Selection], files: Sequence[InputFile]
) -> tuple[Observations, list[Problem]]:
    """All rows that were read, in one; and doubts about which areas they are of.

    Args:
        selections: one a table, with everything known of its rows.
        files: those that were read.
    """
    blocks = tuple(block for selection in selections for block in _blocks(selection.table))
    firsts = np.cumsum([0, *(len(selection.table.parts) for selection in selections)])
    records = _records(
        [_columns(s, int(first)) for s, first in zip(selections, firsts, strict=False)]
    )
    settled, doubts = same_area.settle(records, blocks)
    return Observations.of_records(settled, blocks, inputs=tuple(files)), doubts


def named(inputs: Sequence[tuple[str, bytes]]) -> Callable[[], list[InputFile]]:
    """Begins to work out the SHA-256 of some files, and gives what waits for it."""
    if sum(len(content) for _, content in inputs) < _LONG:
        return partial(_hashed, inputs)
    return meanwhile(_hashed, inputs)


def _hashed(inputs: Sequence[tuple[str, bytes]]) -> list[InputFile]:
    return [InputFile(name, hashlib.sha256(content).hexdigest()) for name, content in inputs]


def _blocks(table: Table) -> Iterator[Block]:
    for part in table.parts:
        columns = {field: column_letters(place) for field, place in part.positions.items()}
        yield Block(table.sheet.file, table.sheet.name, columns)


def _columns(selection: Selection, first_block: int) -> _Known:
    table, rows = selection.table, selection.rows
    known = dict(selection.known)
    known["block"] = first_block + table.part_numbers[rows]
    known["row"] = table.rows[rows] + 1
    return known


def _records(columns: Sequence[_Known]) -> Records:
    types = dict.fromkeys(_FLOATS, np.float64) | dict.fromkeys(_WHOLE, np.int64)
    joined: dict[str, Column | NDArray[Any]] = {}
    for name in OBSERVATION_COLUMNS:
        found = [known[name] for known in columns]
        if name in types:
            arrays = [np.asarray(array, dtype=types[name]) for array in found]
            empty = np.empty(0, dtype=types[name])
            joined[name] = arrays[0] if len(arrays) == 1 else np.concatenate([empty, *arrays])
        else:
            joined[name] = concatenated([as_column(texts) for texts in found])
    return Records(joined)
