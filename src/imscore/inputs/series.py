"""Observations as series: one area, indicator and definition after the other, in order of time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imscore.codes import first_of_each
from imscore.columns import Column
from imscore.inputs import kinds
from imscore.inputs.cells import BoolArray
from imscore.model import Block, Problem
from imscore.records import Records, combined

IndexArray = NDArray[np.intp]
_SERIES = ("area", "indicator", "definition", "period_kind")
_MONTHS = 1 << 20


@dataclass(frozen=True)
class Ordered:
    """The observations' columns, series by series and each in the order of time.

    Attributes:
        place: position in the records as they came.
        same: whether the row before is of the same series; the first row has none before it.
    """

    records: Records
    place: IndexArray
    same: BoolArray
    start: IndexArray
    end: IndexArray


def in_order(records: Records) -> Ordered:
    """Puts records in order."""
    series = combined([records.text(name) for name in _SERIES])[0].astype(np.int64)
    start, end = (records.numbers(name).astype(np.intp) for name in ("period_start", "period_end"))
    key = series * _MONTHS + start
    place = np.arange(len(key), dtype=np.intp)
    if not (key[1:] >= key[:-1]).all():
        place = np.argsort(key, kind="stable").astype(np.intp)
        series, start, end = series[place], start[place], end[place]
    same = np.zeros(len(key), dtype=bool)
    same[1:] = series[1:] == series[:-1]
    return Ordered(records, place, same, start, end)


def first_rows(columns: Sequence[Column]) -> IndexArray:
    """The rows in which each different row of some columns first stands."""
    return first_of_each(combined(columns)[0])[0]


def tables(blocks: Sequence[Block]) -> IndexArray:
    """For each block a number that blocks on the same sheet share."""
    numbers: dict[tuple[str, str], int] = {}
    return np.array(
        [numbers.setdefault((block.file, block.sheet), len(numbers)) for block in blocks],
        dtype=np.intp,
    )


def cell_of(row: Mapping[str, Any], blocks: Sequence[Block]) -> tuple[str, str, str]:
    """The file, the sheet and the cell of an observation's figure."""
    block = blocks[int(row["block"])]
    letters = next((block.columns[f] for f in ("value", "numerator") if f in block.columns), "A")
    return block.file, block.sheet, f"{letters}{row['row']}"


def at(
    kind: kinds.Kind, row: Mapping[str, Any], blocks: Sequence[Block], **words: object
) -> Problem:
    """The problem at the cell of an observation's figure."""
    file, sheet, cell = cell_of(row, blocks)
    return kind.at(file, sheet, cell, **words)
