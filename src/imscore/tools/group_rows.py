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

from imscore.errors import InputError
from imscore.inputs import duplicates, kinds, personal, quality
from imscore.inputs.figures import add_figures
from imscore.inputs.hidden import blank_hidden, hides_something
from imscore.inputs.indicator_rows import add_indicators, keep_own_groups
from imscore.inputs.join import join
from imscore.inputs.layouts import Table, recognise
from imscore.inputs.layouts.headers import is_header_row
from imscore.inputs.period_rows import add_periods
from imscore.inputs.read import refuse
from imscore.inputs.selection import Selection, start
from imscore.inputs.sheets import Opened, Sheet, open_file
from imscore.model import Observations, Problem
from imscore.model import place as place_text
from imscore.reference.indicators import Catalogue
from imscore.tools.group_columns import add_groups, add_places, called, merge_indicators
from imscore.tools.group_layout import layout, two_columns
from imscore.tools.group_names import (
    EVERYONE,
)

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
    problems, notes = list(unopened), list[str]()
    selections: list[Selection] = []
    for name, content in inputs:
        try:
            opened = open_file(name, content, only_sheet)
        except InputError as error:
            problems += error.problems
            continue
        notes += opened.notes
        selections += _read_file(opened, catalogue, problems, notes)
    notes += [note for selection in selections for note in selection.notes]
    refuse(problems)
    observations, doubts = join(selections, inputs)
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
        replace(observations, frame=kept, problems=tuple(problems), notes=tuple(notes)), who
    )


def _read_file(
    opened: Opened, catalogue: Catalogue, problems: list[Problem], notes: list[str]
) -> list[Selection]:
    hiding = hides_something(opened.content)
    seen = [blank_hidden(s, opened.content) if hiding else (s, "") for s in opened.sheets]
    notes += [f"{place_text(s.file, s.name, '')}: {note}" for s, note in seen if note]
    sheets = [sheet for sheet, _ in seen if not _is_comment(sheet)]
    problems += [problem for sheet in sheets for problem in personal.problems(sheet)]
    found = [recognise(sheet, catalogue, layout()) for sheet in sheets]
    tables = [result for result in found if isinstance(result, Table)]
    faults = [problem for result in found if isinstance(result, list) for problem in result]
    if tables:
        # Beside tables that are read, one that cannot be is a warning.
        problems += [replace(fault, severity="warning") for fault in faults]
    else:
        problems += faults or [kinds.NO_TABLE.at(opened.name, found="no header row")]
    selections = [_read_table(table, catalogue, opened.content) for table in tables]
    problems += [problem for selection in selections for problem in selection.problems]
    if tables and not any(len(s.rows) for s in selections) and not problems:
        problems.append(kinds.NO_ROWS.at(opened.name, found=""))
    return selections


def _is_comment(sheet: Sheet) -> bool:
    """Whether the first cell begins with #, and not as the header of row numbers."""
    begins = bool(sheet.height) and str(sheet.columns[0][0]).lstrip().startswith("#")
    return begins and not is_header_row(sheet, 0)


def _read_table(table: Table, catalogue: Catalogue, content: bytes) -> Selection:
    selection = start(table)
    selection.problems += two_columns(table)
    add_indicators(selection, catalogue)
    add_groups(selection)
    # Left in place, the categories would be set aside as a scorecard needs them to be.
    blank = np.full(len(selection.rows), "", dtype=object)
    selection.replace_texts("category", blank)
    selection.replace_texts("category_type", blank)
    keep_own_groups(selection, catalogue)
    add_places(selection)
    add_periods(selection, catalogue)
    add_figures(selection, catalogue, content)
    selection.keep(~selection.is_faulty())
    merge_indicators(selection)
    return selection
