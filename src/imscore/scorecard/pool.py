"""Three-year rates from yearly counts: the sum of deaths over the sum of births."""

from __future__ import annotations

import numpy as np
import pandas as pd

from imscore.periods import three_years_from
from imscore.reference.indicators import Catalogue
from imscore.scorecard.disagreements import compare_windows, fewest_decimals

_SERIES = ["area", "indicator", "definition"]
_MONTHS = 12


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
    frame = frame.reset_index(drop=True)
    none = pd.Series([()] * len(frame), index=frame.index, dtype=object)
    frame = frame.assign(parts=none, pool_note="", pool_found="", pool_expected="")
    pooled = _windows(frame, catalogue)
    if pooled.empty:
        return frame
    given = frame[frame["period_kind"] == "three_calendar_years"]
    key = [*_SERIES, "period"]
    both = pooled.merge(
        given[[*key, "numerator", "denominator", "value"]].assign(
            position=given.index, fewest=fewest_decimals(given)
        ),
        on=key,
        how="left",
        suffixes=("", "_given"),
    )
    known = both["position"].notna()
    compare_windows(frame, both[known])
    new = both.loc[~known, pooled.columns]
    if new.empty:
        return frame
    return pd.concat([frame, new.astype(frame.dtypes.to_dict())], ignore_index=True)


def _windows(frame: pd.DataFrame, catalogue: Catalogue) -> pd.DataFrame:
    pooled_ids = [i for i in catalogue if catalogue[i].kind == "pooled_rate"]
    usable = (
        frame["indicator"].isin(pooled_ids)
        & (frame["period_kind"] == "calendar_year")
        & frame["numerator"].notna()
        & (frame["denominator"] > 0)
        & (frame["marker"] == "")
    )
    years = frame[usable].sort_values([*_SERIES, "period_start"], kind="stable")
    years = years.assign(position=years.index)
    before = [years.groupby(_SERIES, sort=False).shift(n) for n in (1, 2)]
    whole = (years["period_start"] - before[0]["period_start"] == _MONTHS) & (
        years["period_start"] - before[1]["period_start"] == 2 * _MONTHS
    )
    windows = years[whole].copy()
    before = [earlier[whole] for earlier in before]
    for count in ("numerator", "denominator"):
        windows[count] = windows[count] + before[0][count] + before[1][count]
    multiplier = windows["indicator"].map({i: catalogue[i].multiplier for i in pooled_ids})
    windows["value"] = windows["numerator"] / windows["denominator"] * multiplier.astype(float)
    windows["parts"] = [
        (int(first), int(second), int(third))
        for first, second, third in zip(
            before[1]["position"], before[0]["position"], windows["position"], strict=True
        )
    ]
    return _as_windows(windows).drop(columns="position")


def _as_windows(windows: pd.DataFrame) -> pd.DataFrame:
    periods = [three_years_from(int(start) // _MONTHS - 2) for start in windows["period_start"]]
    windows["period"] = [period.text for period in periods]
    windows["period_kind"] = "three_calendar_years"
    windows["period_start"] = [period.start for period in periods]
    windows[["lower_ci", "upper_ci"]] = np.nan
    windows["remark"] = ""
    return windows
