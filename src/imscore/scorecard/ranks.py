"""Where each area stands among others: rank, best, worst and quartiles of the same period."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from imscore.reference.areas import NOT_LOCAL_TYPES
from imscore.reference.indicators import Catalogue
from imscore.scorecard.comparators import GROUP_TYPE
from imscore.stats.ranks import quartiles, ranks

_KEY = ["indicator", "definition", "period"]
FEWEST = 2


def add_ranks(
    frame: pd.DataFrame, catalogue: Catalogue, members: Collection[str] = ()
) -> pd.DataFrame:
    """Ranks areas by their values, indicator by indicator and period by period.

    The best comes first; without judgement the highest does. Equal values share a rank. A rank is
    of values as they are: it does not allow for chance.

    Args:
        frame: observations.
        catalogue: the indicators.
        members: keys of the areas to rank among; all local areas where left out. Areas of several
            kinds that overlap are the caller's to keep apart.

    Returns:
        The frame with `rank`, `rank_shared_by`, `rank_of` (areas with a value), `rank_without`
        (areas with a row but no value), `best_value`, `best_area`, `worst_value`, `worst_area`
        (several joined by "; ", of more than 100 the first ten and how many more),
        `percentile_25` and `percentile_75`; missing on other rows and where fewer than two areas
        have a value.
    """
    upper = frame["area_type"].isin([*NOT_LOCAL_TYPES, GROUP_TYPE])
    among = frame["area"].isin(list(members)) if members else ~upper
    found = {name: np.full(len(frame), np.nan) for name in _NUMBERS}
    words = {name: np.full(len(frame), "", dtype=object) for name in ("best_area", "worst_area")}
    value = frame["value"].to_numpy(float)
    name = frame["area_name"].where(frame["area_name"] != "", frame["area"]).to_numpy(object)
    among_places = np.flatnonzero(among.to_numpy())
    indicator = frame["indicator"].to_numpy(object)
    for rows in frame[among].groupby(_KEY, sort=False).indices.values():
        at = among_places[rows]
        if np.isfinite(value[at]).sum() >= FEWEST:
            down = catalogue[indicator[at[0]]].polarity != "low_is_good"
            _rank(value[at], name[at], at, down, found, words)
    return frame.assign(**found, **words)


# Each of the areas has them in its row: of ten thousand that share a value there is no room.
_MOST_NAMED, _NAMED = 100, 10
_NUMBERS = (
    *("rank", "rank_shared_by", "rank_of", "rank_without"),
    *("best_value", "worst_value", "percentile_25", "percentile_75"),
)


COLUMNS = (*_NUMBERS, "best_area", "worst_area")


def _listed(areas: list[str]) -> str:
    """The names, joined; of many that share a value no more than tell what they are."""
    if len(areas) <= _MOST_NAMED:
        return "; ".join(areas)
    return "; ".join([*areas[:_NAMED], f"and {len(areas) - _NAMED:,} more"])


def _rank(
    value: np.ndarray,
    name: np.ndarray,
    at: np.ndarray,
    down: bool,
    found: dict[str, np.ndarray],
    words: dict[str, np.ndarray],
) -> None:
    """Ranks one indicator's areas of one period, the highest first where `down`."""
    made = ranks(-value if down else value)
    known = np.isfinite(value)
    ends = {"best": made.rank == 1, "worst": made.rank == np.nanmax(made.rank)}
    found["rank"][at], found["rank_shared_by"][at] = made.rank, made.shared_by
    found["rank_of"][at], found["rank_without"][at] = known.sum(), (~known).sum()
    for end, there in ends.items():
        found[f"{end}_value"][at] = value[there][0]
        words[f"{end}_area"][at] = _listed(sorted(map(str, name[there])))
    found["percentile_25"][at], found["percentile_75"][at] = quartiles(value)
