"""Three-year rates from yearly counts: the sum of deaths over the sum of births."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from imscore.reference.indicators import Catalogue
from imscore.scorecard.completeness import NOT_KNOWN_COLUMN
from imscore.scorecard.disagreements import FIGURES, compare_windows
from imscore.scorecard.series import PlaceArray, matched, texts
from imscore.scorecard.three_years import Windows, windows

_SERIES = ("area", "indicator", "definition")
_LENGTH = 36
PROVISIONAL = "provisional"
_ADDED = {"parts": (), "pool_note": "", "pool_found": "", "pool_expected": ""}
Columns = dict[str, NDArray[Any]]


def add_pooled(frame: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    """Adds the three-year windows that the yearly rows of pooled rates give.

    A window is formed only where all three years have both counts, never as a mean of rates; a
    window that the file gives itself is kept, and compared with its years.

    Args:
        frame: columns as in `model.OBSERVATION_COLUMNS`, one row an observation.
        catalogue: the indicators.

    Returns:
        The rows, then the new ones, index from 0, with four columns more: `parts` (positions of
        the rows that the counts are from, an empty tuple where they are the row's own),
        `pool_note` ("" or how a given window stands to its years), `pool_found` and
        `pool_expected` ("" or what a window that disagrees gives, and what its years do).

    Source: Office for National Statistics and Public Health England, three-year pooled infant
    mortality: deaths of three calendar years over births of the same years.
    """
    columns: Columns = {str(name): np.asarray(frame[name]) for name in frame.columns}
    columns |= {name: _filled(len(frame), nothing) for name, nothing in _ADDED.items()}
    pooled = windows(frame, catalogue)
    if len(pooled.years):
        given = np.flatnonzero(columns["period_kind"] == "three_calendar_years")
        keys = [column[pooled.years[:, 2]] for column in texts(frame, _SERIES)]
        known = [column[given] for column in texts(frame, (*_SERIES, "period"))]
        at = matched([*keys, pooled.period], known)
        # What was read stays as it is: a window may take its counts from its years.
        columns |= {name: columns[name].copy() for name in FIGURES}
        compare_windows(columns, given, pooled.of(at >= 0), at[at >= 0])
        new = _as_rows(columns, pooled.of(at < 0))
        columns = {name: np.concatenate([columns[name], new[name]]) for name in columns}
    return _framed(columns)


def _provisional(columns: Columns, years: PlaceArray) -> NDArray[np.object_]:
    """Which of a window's years the file calls provisional: the window is so as well."""
    code, distinct = pd.factorize(columns["remark"])
    marked = np.array([PROVISIONAL in str(text).casefold() for text in distinct], dtype=bool)
    provisional = np.append(marked, False)[code][years]
    said = _filled(len(years), "")
    for row in np.flatnonzero(provisional.any(axis=1)):
        names = columns["period"][years[row][provisional[row]]]
        said[row] = f"{PROVISIONAL} ({', '.join(names)})"
    return said


def _filled(length: int, thing: object) -> NDArray[np.object_]:
    column = np.empty(length, dtype=object)
    column.fill(thing)
    return column


def _framed(columns: Columns) -> pd.DataFrame:
    # Left to itself pandas would look through every text for the kind of text it is.
    return pd.DataFrame(
        {name: pd.Series(column, dtype=column.dtype) for name, column in columns.items()}
    )


def _as_rows(columns: Columns, new: Windows) -> Columns:
    """The rows of new windows: what is not of the window itself is as in its last year."""
    rows = {name: column[new.years[:, 2]] for name, column in columns.items()}
    rows |= {name: getattr(new, name) for name in FIGURES}
    rows |= {"period": new.period, "period_start": new.start, "period_end": new.start + _LENGTH}
    rows["period_kind"] = _filled(len(new.start), "three_calendar_years")
    rows["remark"] = _provisional(columns, new.years)
    rows |= {name: np.full(len(new.start), np.nan) for name in ("lower_ci", "upper_ci")}
    if NOT_KNOWN_COLUMN in columns:
        rows[NOT_KNOWN_COLUMN] = columns[NOT_KNOWN_COLUMN][new.years].sum(axis=1)
    rows["parts"][:] = [tuple(years) for years in new.years.tolist()]
    return rows
