"""Reads rows about groups inside an area: the rows that a scorecard sets aside.

The table is the plain layout or a Fingertips download with a column that names the group
(`group`, `category`, `ethnic group`, ...) and, where there are several groupings, one that names
the grouping (`category_type`). A blank group, or `All`, is everyone. The indicator
`routine_and_manual_infant_mortality` is read as that group of `infant_mortality`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from imscore.columns import Column
from imscore.inputs import duplicates, gaps, kinds, quality
from imscore.inputs.indicator_rows import keep_own_groups
from imscore.inputs.join import join, named
from imscore.inputs.read import Steps, refuse, select
from imscore.inputs.selection import Selection
from imscore.model import Observations, Problem
from imscore.reference.indicators import Catalogue
from imscore.tools.group_columns import add_groups, add_places, called, merge_indicators
from imscore.tools.group_layout import layout, two_columns
from imscore.tools.group_names import EVERYONE

_WHO = ("place", "grouping", "group", "group_kind")


@dataclass(frozen=True)
class Groups:
    """Every row about a group, of every area of the input.

    Attributes:
        observations: as other readers give them; `area` tells group and area together apart. The
            frame has four columns more: `place` (the area's name and code), `grouping`
            ("" where rows are of everyone), `group` and `group_kind` (see `group_names`).
        called: from a place to the code and the name that the input has for it.
    """

    observations: Observations
    called: dict[str, tuple[str, str]]

    @property
    def frame(self) -> pd.DataFrame:
        """The rows."""
        return self.observations.frame


def read(
    inputs: Sequence[tuple[str, bytes]],
    unopened: Sequence[Problem],
    catalogue: Catalogue,
    only_sheet: str | None = None,
) -> Groups:
    """Reads the groups of one or many files.

    Args:
        inputs: name as shown and bytes of each file.
        unopened: problems of files that could not be opened.
        catalogue: the indicators.
        only_sheet: the one sheet to read in each workbook.

    Raises:
        InputError: with every problem of every file, where one of them is an error.
    """
    reading = select(inputs, catalogue, only_sheet, unopened, layout(), _OF_GROUPS)
    problems, selections = reading.problems, reading.selections
    for selection in selections:
        doubts, notes = gaps.told(selection)
        problems += doubts
        reading.notes += notes
    refuse(problems)
    observations, doubts = join(selections, named(inputs)())
    frame = observations.frame
    for column in _WHO:
        frame[column] = np.concatenate([s.known[column] for s in selections])
    who = {place: told for s in selections for place, told in called(s).items()}
    if not (frame["group_kind"] != EVERYONE).any():
        refuse([kinds.NO_GROUPS.at(inputs[0][0])])
    kept, repeated = duplicates.settle(observations)
    problems += repeated + doubts + quality.problems(kept, observations.blocks, catalogue)
    refuse(problems)
    return Groups(
        replace(observations, frame=kept, problems=tuple(problems), notes=tuple(reading.notes)), who
    )


def _name_groups(selection: Selection, catalogue: Catalogue) -> None:
    selection.problems += two_columns(selection.table)
    add_groups(selection)
    # Left in place, the categories would be set aside as a scorecard needs them to be.
    blank = Column.full(len(selection.rows), "")
    selection.replace_texts("category", blank)
    selection.replace_texts("category_type", blank)
    keep_own_groups(selection, catalogue)


_OF_GROUPS = Steps(_name_groups, add_places, merge_indicators)
