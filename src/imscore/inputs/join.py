"""Puts the rows of all tables together: one frame, one key for each area."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

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
    blocks = tuple(_block(selection.table) for selection in selections)
    frames = [_frame(selection, number) for number, selection in enumerate(selections)]
    frame = pd.concat(frames, ignore_index=True) if frames else _empty()
    frame, doubts = same_area.settle(frame, blocks)
    files = tuple(InputFile(name, hashlib.sha256(content).hexdigest()) for name, content in inputs)
    return Observations(frame, blocks, inputs=files), doubts


def _block(table: Table) -> Block:
    columns = {field: column_letters(place) for field, place in table.positions.items()}
    return Block(table.sheet.file, table.sheet.name, columns)


def _frame(selection: Selection, number: int) -> pd.DataFrame:
    known = selection.known | {
        "block": np.full(len(selection.rows), number),
        "row": selection.rows + selection.table.header_row + 1,
    }
    return _typed(pd.DataFrame({name: known[name] for name in OBSERVATION_COLUMNS}))


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    types = dict.fromkeys(_FLOATS, "float64") | dict.fromkeys(_WHOLE, "int64")
    return frame.astype({name: types.get(name, "object") for name in map(str, frame)})


def _empty() -> pd.DataFrame:
    return _typed(pd.DataFrame({name: [] for name in OBSERVATION_COLUMNS}))
