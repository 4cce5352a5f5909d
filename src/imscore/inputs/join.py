"""Puts the rows of all tables together: one frame, one key for each area."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from imscore.inputs import same_area
from imscore.inputs.layouts import Table, column_letters
from imscore.inputs.selection import Selection
from imscore.model import OBSERVATION_COLUMNS, Block, InputFile, Observations, Problem

_FLOATS = ("numerator", "denominator", "value", "lower_ci", "upper_ci")
_WHOLE = ("period_start", "period_end", "block", "row")


def join(
    selections: Sequence[Selection], inputs: Sequence[tuple[str, bytes]]
) -> tuple[Observations, list[Problem]]:
    """All rows that were read, as one frame; and doubts about which areas they are of.

    Args:
        selections: one a table, with everything known of its rows.
        inputs: name and bytes of each file.
    """
    blocks = tuple(block for selection in selections for block in _blocks(selection.table))
    firsts = np.cumsum([0, *(len(selection.table.parts) for selection in selections)])
    frames = [
        _frame(selection, int(first)) for selection, first in zip(selections, firsts, strict=False)
    ]
    frame = pd.concat(frames, ignore_index=True) if frames else _empty()
    frame, doubts = same_area.settle(frame, blocks)
    files = tuple(InputFile(name, hashlib.sha256(content).hexdigest()) for name, content in inputs)
    return Observations(frame, blocks, inputs=files), doubts


def _blocks(table: Table) -> Iterator[Block]:
    for part in table.parts:
        columns = {field: column_letters(place) for field, place in part.positions.items()}
        yield Block(table.sheet.file, table.sheet.name, columns)


def _frame(selection: Selection, first_block: int) -> pd.DataFrame:
    table, rows = selection.table, selection.rows
    known = selection.known | {
        "block": first_block + table.part_numbers[rows],
        "row": table.rows[rows] + 1,
    }
    return _typed(pd.DataFrame({name: known[name] for name in OBSERVATION_COLUMNS}))


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    types = dict.fromkeys(_FLOATS, "float64") | dict.fromkeys(_WHOLE, "int64")
    return frame.astype({name: types.get(name, "object") for name in map(str, frame)})


def _empty() -> pd.DataFrame:
    return _typed(pd.DataFrame({name: [] for name in OBSERVATION_COLUMNS}))
