"""Puts the rows of all tables together: one frame, one key for each area."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from imscore.inputs import same_area
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import Table
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
    frame = _frame([_columns(s, int(first)) for s, first in zip(selections, firsts, strict=False)])
    frame, doubts = same_area.settle(frame, blocks)
    files = tuple(InputFile(name, hashlib.sha256(content).hexdigest()) for name, content in inputs)
    return Observations(frame, blocks, inputs=files), doubts


def _blocks(table: Table) -> Iterator[Block]:
    for part in table.parts:
        columns = {field: column_letters(place) for field, place in part.positions.items()}
        yield Block(table.sheet.file, table.sheet.name, columns)


def _columns(selection: Selection, first_block: int) -> dict[str, np.ndarray]:
    table, rows = selection.table, selection.rows
    known: dict[str, np.ndarray] = dict(selection.known)
    known["block"] = first_block + table.part_numbers[rows]
    known["row"] = table.rows[rows] + 1
    return known


def _frame(columns: Sequence[Mapping[str, np.ndarray]]) -> pd.DataFrame:
    types = dict.fromkeys(_FLOATS, "float64") | dict.fromkeys(_WHOLE, "int64")
    return pd.DataFrame(
        {
            # Told the type, pandas does not look through every cell for a better one.
            name: pd.Series(
                np.concatenate([found[name] for found in columns] or [np.empty(0)]),
                dtype=types.get(name, "object"),
            )
            for name in OBSERVATION_COLUMNS
        }
    )
