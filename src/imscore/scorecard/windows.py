"""Three-year windows that do not overlap, side by side: how a rolling rate changes honestly."""

from __future__ import annotations

from typing import Any

import pandas as pd

from imscore.reference.definitions import Indicator
from imscore.reference.indicators import Catalogue
from imscore.scorecard.notes import MARKER_WORDS, NO_FIGURE
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
    at = places(shown.assign(last_start=shown["period_start"]), frame, _STEP)
    notes: list[tuple[str, ...]] = []
    row: Any
    for line, row in zip(at, shown.itertuples(), strict=True):
        found = frame.iloc[line[line >= 0]]
        beside = row.period_kind == WINDOW and len(found) > 1
        notes.append((_note(found, catalogue[row.indicator]),) if beside else ())
    return notes


def _note(found: pd.DataFrame, about: Indicator) -> str:
    told = zip(found["period"], found["value"], found["marker"], strict=True)
    parts = [
        f"{period} {figure(value) if value == value else MARKER_WORDS.get(marker, NO_FIGURE)}"
        for period, value, marker in told
    ]
    return f"Windows that do not overlap, side by side: {', '.join(parts)} ({about.unit})."
