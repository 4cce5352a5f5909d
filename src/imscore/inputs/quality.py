"""What is doubtful about figures only when they are seen together: gaps and jumps.

Everything is worked out on whole columns; only what is reported is looked at row by row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pandas as pd

from imscore.inputs import kinds, series, whole_years
from imscore.inputs.jumps import jumps
from imscore.inputs.series import Ordered
from imscore.model import Block, Problem
from imscore.period_kinds import PeriodKind, spelt_months
from imscore.periods import parse
from imscore.records import Records
from imscore.reference.definitions import Indicator

_QUARTERS = ("financial_quarter", "calendar_quarter")
_LISTED = 5


def problems(
    observed: Records | pd.DataFrame, blocks: Sequence[Block], catalogue: Mapping[str, Indicator]
) -> list[Problem]:
    """Looks at whole series for what no single row shows.

    Args:
        observed: columns as in `model.OBSERVATION_COLUMNS`, one row for each area, indicator,
            definition and period.
        blocks: the tables that they came from.
        catalogue: the indicators by id.

    Returns:
        Warnings, each at a cell: quarters missing inside a series, at the quarter after the gap,
        once for all areas of a sheet with the same gap; values that jump, as `jumps` tells them;
        and years that their quarters contradict, as `whole_years` does.
    """
    records = observed if isinstance(observed, Records) else Records.of_frame(observed)
    return of_series(series.in_order(records), blocks, catalogue)


def of_series(
    ordered: Ordered, blocks: Sequence[Block], catalogue: Mapping[str, Indicator]
) -> list[Problem]:
    """What `problems` gives, of records that are in the order of their series already."""
    if not len(ordered.records):
        return []
    return [
        *_missing_quarters(ordered, blocks, catalogue),
        *jumps(ordered, blocks, catalogue),
        *whole_years.problems(ordered.records, blocks, catalogue),
    ]


def _missing_quarters(
    ordered: Ordered, blocks: Sequence[Block], catalogue: Mapping[str, Indicator]
) -> Iterator[Problem]:
    """Gaps, told once for all areas of a sheet that have the same one."""
    records, place = ordered.records, ordered.place
    before = np.roll(ordered.end, 1)
    is_quarter = records.text("period_kind").numbers(lambda kind: kind in _QUARTERS, bool)
    quarter = ordered.same & is_quarter[place]
    gap = quarter & (ordered.start > before)
    if not gap.any():
        return
    # A series of every fourth quarter, say, is chosen so: most steps have to be of one quarter.
    number = np.cumsum(~ordered.same)
    steps = np.bincount(number, quarter & (ordered.start == before))
    gap &= (steps > np.bincount(number, gap))[number]
    rows = pd.DataFrame({"from": before[gap], "until": ordered.start[gap], "place": place[gap]})
    rows["indicator"] = records.text("indicator")[place[gap]]
    rows["kind"] = records.text("period_kind")[place[gap]]
    rows["table"] = series.tables(blocks)[records.numbers("block")[place[gap]]]
    for _, group in rows.groupby(["table", "indicator", "from", "until", "kind"], sort=False):
        after = records.row(int(group["place"].iloc[0]))
        first, last = (int(group[end].iloc[0]) for end in ("from", "until"))
        words = {
            "found": _quarters(str(after["period_kind"]), first, last),
            "indicator": catalogue[str(after["indicator"])].short_name,
            "where": _areas(group["place"].to_numpy(), after["area_name"]),
        }
        yield series.at(kinds.MISSING_QUARTERS, after, blocks, **words)


def _quarters(kind: str, first: int, last: int) -> str:
    wanted: list[PeriodKind] = ["financial_quarter"] if kind == "financial_quarter" else []
    months = range(first, last, 3)
    names = [parse(spelt_months(month, month + 3), wanted).text for month in months]
    return ", ".join(names) if len(names) <= _LISTED else f"{names[0]} to {names[-1]}"


def _areas(places: series.IndexArray, first: str) -> str:
    return f"in {first}" if len(places) == 1 else f"in {len(places):,} areas"
