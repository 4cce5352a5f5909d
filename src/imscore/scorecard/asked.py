"""What is added to the rows shown only where it was asked for, or there are areas to rank among."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from imscore.scorecard.choice import Choice
from imscore.scorecard.rows import Judged
from imscore.scorecard.series import BoolArray, matched, texts

UNCHECKED = (
    "Commentary is the area's own words: it was not checked for small numbers. Read it before this "
    "is passed on."
)
_PERIOD = ("indicator", "definition", "period")


def add_asked(
    shown: pd.DataFrame, judged: Judged, choice: Choice
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Adds where each row stands among other areas, and its target.

    Args:
        shown: rows to be shown, of any number of areas.
        judged: every observation.
        choice: what was asked for.

    Returns:
        The rows with the columns of `ranks.add_ranks` and `rank_among`, where there is more than
        one local area, those of `targets.add_targets`, where there are targets, and those of
        `commentary.add_commentary`, where there is some; and notes.
    """
    notes: tuple[str, ...] = ()
    if judged.frame["area"].nunique() > 1:
        shown = _ranked(shown, judged)
    if choice.targets is not None and not choice.targets.empty:
        from imscore.scorecard.targets import add_targets, area_keys

        keyed, notes = area_keys(choice.targets, judged.frame)
        shown = add_targets(shown, keyed, judged.catalogue)
    if choice.commentary is None or choice.commentary.empty:
        return shown, notes
    from imscore.scorecard.commentary import add_commentary

    shown, said = add_commentary(shown, choice.commentary, judged.observations.frame)
    if judged.line and shown["said_text"].any():
        said += (UNCHECKED,)
    return shown, notes + said


def _ranked(shown: pd.DataFrame, judged: Judged) -> pd.DataFrame:
    """Ranks each row among the group that it is held against, or else areas of its kind."""
    from imscore.reference.areas import NOT_LOCAL_TYPES

    frame = judged.frame
    wanted = matched(texts(frame, _PERIOD), texts(shown, _PERIOD)) >= 0
    beside = frame[wanted]
    local = beside[~beside["area_type"].isin([*NOT_LOCAL_TYPES, "Group"]).to_numpy(bool)]
    parts = []
    inside = shown["area"].isin(list(judged.members)).to_numpy(bool)
    if inside.any():
        among = f"areas of {judged.benchmark_name}"
        parts.append(_part(shown, inside, beside, judged, judged.members, among))
    kinds = local["area_type"].unique().tolist()
    for kind in kinds:
        rows = ~inside & (shown["area_type"] == kind).to_numpy(bool)
        keys = set(local.loc[local["area_type"] == kind, "area"])
        among = "local areas in the input"
        if len(kinds) > 1:
            among = f"areas in the input of the type {kind or 'not known'}"
        parts.append(_part(shown, rows, beside, judged, keys, among))
    ranked = pd.concat([part for part in parts if len(part)]) if any(map(len, parts)) else None
    return shown if ranked is None else shown.join(ranked)


def _part(
    shown: pd.DataFrame,
    rows: BoolArray,
    beside: pd.DataFrame,
    judged: Judged,
    members: Collection[str],
    among: str,
) -> pd.DataFrame:
    from imscore.scorecard.ranks import COLUMNS, add_ranks

    place = shown.index[np.flatnonzero(rows)]
    if not len(place) or len(members) < 2:
        return pd.DataFrame()
    mine = beside[beside["area"].isin(list(members)).to_numpy(bool)]
    ranked = add_ranks(mine, judged.catalogue, members).loc[place, list(COLUMNS)]
    return ranked.assign(rank_among=among)
