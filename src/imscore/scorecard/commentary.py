"""Local commentary: which of an area's own words belong to a row."""

from __future__ import annotations

import numpy as np
import pandas as pd

from imscore.errors import UsageError
from imscore.model import place
from imscore.scorecard.areas import local_areas, named_areas

_SAID = ("lead", "text", "period", "file", "sheet", "cell")
_ONE = ["area", "indicator", "period"]
_LISTED = 6
UNDATED = "Commentary that names no period is taken to be about the figure that it stands beside."


def add_commentary(
    shown: pd.DataFrame, commentary: pd.DataFrame, frame: pd.DataFrame
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Puts commentary beside rows.

    That on the row's very period comes first, then that on no period, then the newest on an
    earlier one, then the oldest on a later one.

    Args:
        shown: rows to be shown, of any number of areas.
        commentary: as `inputs.commentary_file.read_commentary` gives it.
        frame: all observations.

    Returns:
        The rows with `said_lead, said_text, said_period, said_file, said_sheet, said_cell`, ""
        where there is none, and `said_period` the row's own where none is named; and notes.

    Raises:
        UsageError: where commentary names no area and the input has several, or an area has two
            that differ, by its code and by its name.
    """
    keyed, notes = _keyed(commentary, frame)
    lines = shown[[*_ONE, "period_end"]].reset_index(drop=True)
    pairs = lines.reset_index().merge(keyed, on=["area", "indicator"], suffixes=("", "_said"))
    best = _nearest(pairs).set_index("index")
    added = {
        f"said_{name}": best["period_said" if name == "period" else name]
        .reindex(lines.index)
        .fillna("")
        .to_numpy(object)
        for name in _SAID
    }
    undated = (added["said_cell"] != "") & (added["said_period"] == "")
    added["said_period"] = np.where(undated, lines["period"], added["said_period"])
    notes += (UNDATED,) if undated.any() else ()
    return shown.assign(**added), notes + _without_row(keyed, lines)


def _nearest(pairs: pd.DataFrame) -> pd.DataFrame:
    """For each row the commentary that belongs to it most."""
    own = (pairs["period_said"] == pairs["period"]).to_numpy(bool)
    undated = (pairs["period_said"] == "").to_numpy(bool)
    apart = (pairs["period_end"] - pairs["period_end_said"]).to_numpy(float)
    rank = np.select([own, undated, apart >= 0], [0, 1, 2], 3)
    ordered = pairs.assign(rank=rank, apart=np.where(rank < 2, 0, abs(apart)))
    return ordered.sort_values(["index", "rank", "apart"]).drop_duplicates("index")


def _keyed(commentary: pd.DataFrame, frame: pd.DataFrame) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """The commentary of areas of the input by their keys, and a note on that of others."""
    nameless = commentary[commentary["area"] == ""]
    found, why = named_areas(commentary["area"].drop(nameless.index).unique(), frame)
    if len(nameless):
        found[""] = _only_area(nameless, frame)
    kept = commentary[commentary["area"].isin(found)]
    keyed = kept.assign(area=kept["area"].map(found))
    _refuse_two(keyed)
    notes = tuple(f"Commentary of {area} was not used: {reason}" for area, reason in why.items())
    return keyed.drop_duplicates(_ONE), notes


def _only_area(nameless: pd.DataFrame, frame: pd.DataFrame) -> str:
    there = local_areas(frame)
    if len(there) == 1:
        return there[0]
    cells = nameless["cell"].tolist()
    more = f" and {len(cells) - _LISTED} more" if len(cells) > _LISTED else ""
    first = nameless.iloc[0]
    raise UsageError(
        f"{place(first['file'], first['sheet'], '')}: commentary names no area "
        f"({', '.join(cells[:_LISTED])}{more}), and the input holds {len(there)} local areas. Say "
        "whose it is in a column called area."
    )


def _refuse_two(keyed: pd.DataFrame) -> None:
    """An area under its code and under its name may have two commentaries that differ."""
    differ = keyed.drop_duplicates([*_ONE, "lead", "text"])
    twice = differ[differ.duplicated(_ONE, keep=False)].sort_values(_ONE, kind="stable")
    if len(twice):
        one = twice.iloc[0]
        about = " ".join(filter(None, (one["indicator"], one["period"])))
        raise UsageError(
            f"{one['area']} has more than one commentary on {about}, in "
            f"{' and '.join(twice['cell'].iloc[:2])}. Keep the right one."
        )


def _without_row(keyed: pd.DataFrame, lines: pd.DataFrame) -> tuple[str, ...]:
    """A note on commentary of areas shown that there is no figure for."""
    mine = keyed[keyed["area"].isin(lines["area"])]
    there = pd.MultiIndex.from_frame(lines[["area", "indicator"]])
    idle = mine[~pd.MultiIndex.from_frame(mine[["area", "indicator"]]).isin(there)]
    return tuple(
        f"Commentary on {indicator} in {cell} was not used: there is no figure of it to show."
        for indicator, cell in zip(idle["indicator"], idle["cell"], strict=True)
    )
