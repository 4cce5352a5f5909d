"""Recent trends and control charts of every row to be shown, all areas at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd

from imscore.errors import UsageError
from imscore.reference.indicators import Catalogue
from imscore.scorecard.choice import Stretch
from imscore.scorecard.trend_quarters import find_in_quarters
from imscore.scorecard.trend_words import Finding
from imscore.scorecard.trend_years import find_in_years

_COLUMNS = [
    *("area", "indicator", "definition", "marker", "remark"),
    *("period", "period_kind", "period_start", "period_end"),
]


def add_trends(
    shown: pd.DataFrame,
    frame: pd.DataFrame,
    catalogue: Catalogue,
    stretches: Sequence[Stretch] = (),
) -> pd.DataFrame:
    """Tests the series behind each row: years by a line through five, quarters by a chart.

    Args:
        shown: rows to be shown, of any number of areas.
        frame: every judged observation, for the earlier periods.
        catalogue: the indicators.
        stretches: where control charts begin anew and how far their limits are fixed.

    Returns:
        The rows with `trend`, `trend_reason`, `spc` and `trend_notes`.
    """
    # Of the other columns nothing is wanted here, and naming each of them for every row is slow.
    narrow = shown[[*_COLUMNS, *(("target",) if "target" in shown else ())]]
    quarterly = shown["period_kind"].str.endswith("quarter").to_numpy(bool)
    findings: dict[object, Finding] = {}
    if stretches and not quarterly.any():
        raise UsageError(f"{stretches[0].words}: no row shown has quarters, which are charted.")
    in_quarters = partial(find_in_quarters, stretches=stretches)
    for chosen, find in ((quarterly, in_quarters), (~quarterly, find_in_years)):
        part = narrow[chosen]
        if len(part):
            findings |= dict(zip(part.index, find(part, frame, catalogue), strict=True))
    said = [findings[index] for index in shown.index]
    return shown.assign(
        trend=[finding.trend for finding in said],
        trend_reason=[finding.reason for finding in said],
        spc=pd.Series([finding.spc for finding in said], index=shown.index, dtype=object),
        trend_notes=pd.Series([finding.notes for finding in said], index=shown.index, dtype=object),
    )
