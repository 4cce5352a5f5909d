"""Takes hidden figures out of a table, and rounds those that stay."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from imscore.model import ENGLAND_CODE
from imscore.reference.indicators import Catalogue
from imscore.scorecard.disclosure_profiles import Profile
from imscore.scorecard.disclosure_words import HIDDEN
from imscore.scorecard.hidden_ranges import BoolArray

FIGURES = ["numerator", "denominator", "value", "lower_ci", "upper_ci"]
_TELLS = ("pool_note", "pool_found", "pool_expected")


def blanked(frame: pd.DataFrame, hidden: BoolArray, rule: Profile) -> pd.DataFrame:
    """Gives the table without its hidden figures, and without words that would tell one.

    Args:
        frame: observations.
        hidden: which rows show nothing.
        rule: what they are hidden by.
    """
    blank = frame.copy()
    named = hidden & (frame["marker"] != "suppressed").to_numpy()
    blank.loc[hidden, FIGURES] = np.nan
    blank.loc[hidden, "marker"] = "suppressed"
    blank.loc[named, "remark"] = HIDDEN.format(rule=rule.name)
    series = [blank["area"], blank["indicator"]]
    about = pd.Series(hidden, index=frame.index).groupby(series, sort=False).transform("any")
    for name in _TELLS:
        if name in blank:
            blank.loc[about | bool(rule.rounds_to), name] = ""
    return blank


def rounded_counts(frame: pd.DataFrame, rule: Profile, catalogue: Catalogue) -> pd.DataFrame:
    """Counts to the nearest multiple, values from those counts, intervals left to be made anew.

    Args:
        frame: observations without what is hidden.
        rule: with what is rounded to.
        catalogue: the indicators.

    Returns:
        The table; a value that cannot be made from rounded counts is hidden too, but England's.
    """
    rounded, step = frame.copy(), rule.rounds_to
    for name in ("numerator", "denominator"):
        rounded[name] = np.floor(frame[name].to_numpy(float) / step + 0.5) * step
    multiplier = by_indicator(frame, catalogue, "multiplier").astype(float)
    counted = (rounded["numerator"].notna() & (rounded["denominator"] > 0)).to_numpy()
    value = (rounded["numerator"] / rounded["denominator"].where(counted)).to_numpy() * multiplier
    england = (frame["area_code"] == ENGLAND_CODE).to_numpy()
    rounded["value"] = np.where(counted, value, np.where(england, frame["value"], np.nan))
    rounded[["lower_ci", "upper_ci"]] = np.nan
    lost = (frame["value"].notna() & rounded["value"].isna()).to_numpy()
    return blanked(rounded, lost, rule) if lost.any() else rounded


def by_indicator(frame: pd.DataFrame, catalogue: Catalogue, name: str) -> NDArray[np.object_]:
    """Something that is known of each row's indicator, such as its kind."""
    known = {i: getattr(catalogue[i], name) for i in frame["indicator"].unique()}
    return frame["indicator"].map(known).to_numpy(object)
