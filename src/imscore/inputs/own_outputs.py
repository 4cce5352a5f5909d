"""The program's own workbook read back: its Data and Series sheets both give the latest figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from imscore.inputs import cells
from imscore.inputs.selection import Selection, count_rows
from imscore.inputs.sheets import Sheet

if TYPE_CHECKING:
    import pandas as pd

DATA, SERIES = "imscore_report", "imscore_series"
# Sheets that show for people what Data and Series hold; that of an area is told by a header.
_SHOWN = frozenset({"scorecard", "chart figures", "notes", "glossary"})
_SCORECARD, _TOP = "period and count", 60
# One is worked out from its counts again, the other is not: they may differ in their last digit.
_DECIMALS = 6
_ACCESSIBLE = re.compile(r"Table \d+: The scorecard: each indicator against the benchmark$")
_KEYS = ("area_code", "area_name", "indicator", "period")


def only_shows(sheet: Sheet, layouts: Sequence[str]) -> bool:
    """Whether a sheet only shows what another holds.

    Args:
        sheet: as it stands.
        layouts: the ids of the layouts of the workbook's tables.
    """
    if DATA not in layouts:
        return False
    top = {cells.text(cell).casefold() for column in sheet.columns for cell in column[:_TOP]}
    return sheet.name.strip().casefold() in _SHOWN or _SCORECARD in top


def is_accessible(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook is the program's own accessible one, whose tables are for people alone."""
    names = {sheet.name for sheet in sheets}
    tops = (cells.text(sheet.columns[0][0]) for sheet in sheets if sheet.height)
    return {"Cover", "Contents"} <= names and any(_ACCESSIBLE.match(top) for top in tops)


def settle(selections: Sequence[Selection]) -> None:
    """Takes out of a Series sheet the figures that the Data sheet gives with their counts.

    Only equal ones: where the two differ, one was changed, and that is found later.

    Args:
        selections: of one file.
    """
    data = [s for s in selections if s.table.layout.id == DATA]
    if not data:
        return
    import pandas as pd

    given = pd.concat([_keyed(selection) for selection in data])
    for selection in selections:
        if selection.table.layout.id != SERIES:
            continue
        again = pd.MultiIndex.from_frame(_keyed(selection)).isin(pd.MultiIndex.from_frame(given))
        selection.keep(~np.asarray(again))
        if again.any():
            rows = count_rows(int(again.sum()))
            selection.note(f"{rows} that the Data sheet gives with their counts: read there")


def _keyed(selection: Selection) -> pd.DataFrame:
    import pandas as pd

    frame = pd.DataFrame({name: np.asarray(selection.known_texts(name)) for name in _KEYS})
    # No figure at all is as much the same as an equal one.
    value = np.asarray(selection.known["value"], dtype=float)
    return frame.assign(value=np.where(np.isnan(value), -1.0, value.round(_DECIMALS)))
