"""What is doubtful about figures only when they are seen together: gaps, jumps, provisional marks.

Everything is worked out on whole columns; only what is reported is looked at row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from imscore.inputs import kinds, series
from imscore.inputs.jumps import jumps
from imscore.inputs.series import Ordered
from imscore.model import Block, Problem
from imscore.period_kinds import PeriodKind, spelt_months
from imscore.periods import parse
from imscore.reference.definitions import Indicator

_QUARTERS = ("financial_quarter", "calendar_quarter")
_LISTED = 5


def problems(
    frame: pd.DataFrame, blocks: Sequence[Block], catalogue: Mapping[str, Indicator]
) -> list[Problem]:
    """Looks at whole series for what no single row shows.

    Args:
        frame: the observations, columns as in `model.OBSERVATION_COLUMNS`, one row for each area,
            indicator, definition and period.
        blocks: the tables that they came from.
        catalogue: the indicators by id.

    Returns:
        Warnings, each at a cell: quarters missing inside a series, at the quarter after the gap,
        once for all areas of a sheet with the same gap; values that jump, as `jumps` tells them;
        and figures that are marked provisional, once for each sheet and indicator.
    """
    if frame.empty:
        return []
    ordered = series.in_order(frame)
    return [
        *_missing_quarters(ordered, blocks, catalogue),
        *jumps(ordered, blocks, catalogue),
        *_provisional(frame, blocks, catalogue),
    ]


def _missing_quarters(
    ordered: Ordered, blocks: Sequence[Block], catalogue: Mapping[str, Indicator]
) -> Iterator[Problem]:
    """Gaps, told once for all areas of a sheet that have the same one."""
    frame, place = ordered.frame, ordered.place
    before = np.roll(ordered.end, 1)
    kind = frame["period_kind"].to_numpy(dtype=object)[place]
    quarter = ordered.same & np.isin(kind.astype(str), _QUARTERS)
    gap = quarter & (ordered.start > before)
    if not gap.any():
        return
    # A series of every fourth quarter, say, is chosen so: most steps have to be of one quarter.
    number = np.cumsum(~ordered.same)
    steps = np.bincount(number, quarter & (ordered.start == before))
    gap &= (steps > np.bincount(number, gap))[number]
    rows = pd.DataFrame({"from": before[gap], "until": ordered.start[gap], "place": place[gap]})
    rows["indicator"] = frame["indicator"].to_numpy(dtype=object)[rows["place"]]
    rows["kind"] = kind[gap]
    rows["table"] = series.tables(blocks)[frame["block"].to_numpy()[rows["place"]]]
    for _, group in rows.groupby(["table", "indicator", "from", "until", "kind"], sort=False):
        after = frame.iloc[int(group["place"].iloc[0])]
        first, last = (int(group[end].iloc[0]) for end in ("from", "until"))
        words = {
            "found": _quarters(str(after["period_kind"]), first, last),
            "indicator": catalogue[str(after["indicator"])].short_name,
            "where": _areas(frame["area_name"].iloc[group["place"]]),
        }
        yield series.at(kinds.MISSING_QUARTERS, after, blocks, **words)


def _quarters(kind: str, first: int, last: int) -> str:
    wanted: list[PeriodKind] = ["financial_quarter"] if kind == "financial_quarter" else []
    months = range(first, last, 3)
    names = [parse(spelt_months(month, month + 3), wanted).text for month in months]
    return ", ".join(names) if len(names) <= _LISTED else f"{names[0]} to {names[-1]}"


def _areas(names: pd.Series) -> str:
    return f"in {names.iloc[0]}" if len(names) == 1 else f"in {len(names):,} areas"


def _provisional(
    frame: pd.DataFrame, blocks: Sequence[Block], catalogue: Mapping[str, Indicator]
) -> Iterator[Problem]:
    codes, distinct = pd.factorize(frame["remark"])
    says = np.array(["provisional" in str(remark).casefold() for remark in distinct], dtype=bool)
    if not says.any():
        return
    marked = frame[says[codes] & frame["value"].notna().to_numpy()]
    tables = series.tables(blocks)[marked["block"].to_numpy()]
    for (_, indicator), group in marked.groupby([tables, "indicator"], sort=False):
        number = len(group)
        words = {
            "found": group["remark"].iloc[0],
            "indicator": catalogue[str(indicator)].short_name,
            "count": "1 figure is" if number == 1 else f"{number:,} figures are",
        }
        yield series.at(kinds.PROVISIONAL, group.iloc[0], blocks, **words)
