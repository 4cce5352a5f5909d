"""Observations as series: one area, indicator and definition after the other, in order of time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from imscore.inputs import kinds
from imscore.inputs.cells import BoolArray
from imscore.model import Block, Problem

IndexArray = NDArray[np.intp]
_SERIES = ("area", "indicator", "definition", "period_kind")


@dataclass(frozen=True)
class Ordered:
    """The observations' columns, series by series and each in the order of time.

    Attributes:
        place: position in the frame as it came.
        same: whether the row before is of the same series; the first row has none before it.
    """

    frame: pd.DataFrame
    place: IndexArray
    same: BoolArray
    start: IndexArray
    end: IndexArray


def in_order(frame: pd.DataFrame) -> Ordered:
    """Puts the rows of `Observations.frame` in order."""
    series = np.zeros(len(frame), dtype=np.int64)
    for name in _SERIES:
        part, distinct = pd.factorize(frame[name])
        # Renumbered at each step, the numbers stay below the number of rows squared.
        series = pd.factorize(series * (len(distinct) + 1) + part)[0].astype(np.int64)
    start, end = (frame[name].to_numpy(dtype=np.intp) for name in ("period_start", "period_end"))
    place = np.lexsort((start, series)).astype(np.intp)
    same = np.zeros(len(frame), dtype=bool)
    same[1:] = np.diff(series[place]) == 0
    return Ordered(frame, place, same, start[place], end[place])


def tables(blocks: Sequence[Block]) -> IndexArray:
    """For each block a number that blocks on the same sheet share."""
    numbers: dict[tuple[str, str], int] = {}
    return np.array(
        [numbers.setdefault((block.file, block.sheet), len(numbers)) for block in blocks],
        dtype=np.intp,
    )


def at(kind: kinds.Kind, row: pd.Series, blocks: Sequence[Block], **words: object) -> Problem:
    """The problem at the cell of an observation's figure."""
    block = blocks[int(row["block"])]
    letters = next((block.columns[f] for f in ("value", "numerator") if f in block.columns), "A")
    return kind.at(block.file, block.sheet, f"{letters}{row['row']}", **words)
