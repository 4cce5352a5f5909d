"""What was read of some files so far: filled table by table, and joined at the end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from imscore.inputs.selection import Selection
from imscore.inputs.sheets import Sheet
from imscore.model import Observations, Problem
from imscore.records import Records

if TYPE_CHECKING:
    import pandas as pd


def _nothing() -> Observations:
    return Observations.of_records(Records({}), ())


@dataclass
class Reading:
    """What was read of some files so far, and what was found on the way.

    Attributes:
        problems: errors and warnings alike, in the order of the input.
        notes: what was inferred, set aside or not understood.
        sheets: as their readers see them, hidden ones left out; `not_read` those of files without a
            table, as they stand.
        rows: how many rows have figures; a row of a table with periods across counts once a period.
        wrong: file, sheet and row number of each row that has an error, told there or not.
        selections: what was read of each table, until all are joined.
        observations: what can be used of it, where none of the problems is an error.
        own_sheets: what sheets called `targets` and `commentary` hold, by name, a file each; they
            are not read otherwise.
    """

    problems: list[Problem]
    notes: list[str] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    not_read: list[Sheet] = field(default_factory=list)
    rows: int = 0
    wrong: set[tuple[str, str, int]] = field(default_factory=set)
    selections: list[Selection] = field(default_factory=list)
    observations: Observations = field(default_factory=_nothing)
    own_sheets: list[dict[str, pd.DataFrame]] = field(default_factory=list)
