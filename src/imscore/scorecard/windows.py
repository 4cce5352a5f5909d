"""Three-year windows that do not overlap, side by side: how a rolling rate changes honestly."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from imscore.reference.definitions import Indicator
from imscore.reference.indicators import Catalogue
from imscore.scorecard.notes import why_none
from imscore.scorecard.series import places
from imscore.scorecard.trend_words import figure

WINDOW = "three_calendar_years"
_STEP = 36


def side_by_side(
    shown: pd.DataFrame, frame: pd.DataFrame, catalogue: Catalogue
) -> list[tuple[str, ...]]:
    """Sets each window beside those three, six, ... years before it.

    Args:
        shown: rows to be shown.
        frame: every judged observation.
        catalogue: the indicators.

    Returns:
        For each row a note, or nothing where it is no window or has no earlier one to stand beside.
    """
    notes: list[tuple[str, ...]] = [()] * len(shown)
    windows = np.flatnonzero(shown["period_kind"] == WINDOW)
    if not len(windows):
        return notes
    part = shown.iloc[windows]
    at = places(part.assign(last_start=part["period_start"]), frame, _STEP)
    told = [frame[name].to_numpy(object) for name in ("period", "value", "marker", "remark")]
    for i, line, indicator in zip(windows, at, part["indicator"], strict=True):
        found = line[line >= 0]
        if len(found) > 1:
            notes[i] = (_note([column[found] for column in told], catalogue[indicator]),)
    return notes


def _note(columns: list[NDArray[np.object_]], about: Indicator) -> str:
    told = zip(*columns, strict=True)
    parts = [
        f"{period} {figure(value) if value == value else why_none(marker, remark)}"
        for period, value, marker, remark in told
    ]
    return f"Windows that do not overlap, side by side: {', '.join(parts)} ({about.unit})."
