"""The health equity audit: of every grouping the group that does worst and the one that does best.

The pair is picked by its figures, which makes the widest gap of many small groups look wider than
it is: the number of groups stands beside it. Groupings are listed by the ratio, widest first.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import pandas as pd

from imscore.reference.definitions import Indicator
from imscore.reference.indicators import Catalogue
from imscore.stats.gap import Kind, part_gap, two_groups
from imscore.tools.group_names import EVERYONE, GROUP, SOLE
from imscore.tools.group_tables import one, tables
from imscore.tools.nouns import Counted, Measured, counted, measured

PICKED = (
    "picked by their figures from {number} groups, which the interval takes no account of: of "
    "{number} groups that are alike, the pair would have an interval clear of 1 more often than "
    "1 time in 20"
)
PARTIAL = "those in the groups compared"
_FIGURES = ["numerator", "denominator", "value"]


@dataclass(frozen=True, slots=True)
class AuditRow:
    """The widest gap of one grouping.

    Attributes:
        worst, best: by the indicator's polarity; the higher and the lower one where it has none.
        ratio: worst over best. difference: worst less best, in the indicator's unit.
        avoidable: events that would not happen at the best group's rate, in all groups compared;
            where high is good, those that would happen besides. share: the same in per cent of
            the events that happened. of_all: whether the groups compared are known to be all: they
            add up to a row of everyone.
        number: how many groups were compared. left_out: groups without counts.
    """

    area: str
    indicator: Indicator
    definition: str
    grouping: str
    period: str
    worst: Counted
    best: Counted
    ratio: Measured
    difference: Measured
    avoidable: float | None
    share: Measured
    of_all: bool
    number: int
    left_out: tuple[str, ...]
    notes: tuple[str, ...]


def audit(frame: pd.DataFrame, place: str, catalogue: Catalogue) -> list[AuditRow]:
    """The widest gap of every grouping of every indicator, in its latest period with two groups.

    Args:
        frame: from `group_tables.pooled_frame`.
        place: the area.
        catalogue: the indicators.

    Returns:
        The rows, the widest ratio first; one without an end before all others.
    """
    rows = [_row(table, place, catalogue) for table in tables(frame)]
    return sorted((row for row in rows if row), key=_width, reverse=True)


def _width(row: AuditRow) -> float:
    return max(row.ratio.value, 1 / row.ratio.value) if row.ratio.value else inf


def _row(table: pd.DataFrame, place: str, catalogue: Catalogue) -> AuditRow | None:
    groups = table[table["group_kind"].isin((GROUP, SOLE))]
    whole = groups["numerator"].notna() & (groups["denominator"] > 0) & groups["value"].notna()
    known = groups[whole]
    sizes = known.groupby("period", sort=False).size()
    periods = [str(period) for period, size in sizes.items() if size > 1]
    if not periods:
        return None
    chosen = known[known["period"] == periods[-1]]
    there = groups.loc[groups["period"] == periods[-1], "group"]
    left_out = tuple(str(g) for g in dict.fromkeys(there) if g not in set(chosen["group"]))
    everyone = table[table["group_kind"].eq(EVERYONE) & table["period"].eq(periods[-1])]
    about = catalogue[one(table, "indicator")]
    return _widest(chosen, about, place, left_out, of_all=_is_all(chosen, everyone))


def _is_all(chosen: pd.DataFrame, everyone: pd.DataFrame) -> bool:
    counts = ["numerator", "denominator"]
    return not everyone.empty and bool((chosen[counts].sum() == everyone.iloc[0][counts]).all())


def _widest(
    chosen: pd.DataFrame,
    about: Indicator,
    place: str,
    left_out: tuple[str, ...],
    *,
    of_all: bool,
) -> AuditRow:
    by_value = chosen.sort_values("value", kind="stable")
    low, high = (
        counted(str(r["group"]), r[_FIGURES]) for _, r in by_value.iloc[[0, -1]].iterrows()
    )
    high_is_good = about.polarity == "high_is_good"
    worst, best = (low, high) if high_is_good else (high, low)
    kind: Kind = "proportion" if about.kind == "proportion" else "rate"
    found = two_groups(_pair(worst), _pair(best), kind=kind, multiplier=float(about.multiplier))
    events, people = (float(chosen[count].sum()) for count in ("numerator", "denominator"))
    inside = measured(part_gap(_pair(best), (events, people), kind=kind).relative)
    value, lower, upper = inside.sides
    share = inside if high_is_good else Measured(*map(_minus, (value, upper, lower)))
    return AuditRow(
        area=place,
        indicator=about,
        definition=one(chosen, "definition"),
        grouping=one(chosen, "grouping"),
        period=one(chosen, "period"),
        worst=worst,
        best=best,
        ratio=measured(found.relative),
        difference=measured(found.absolute),
        avoidable=None if share.value is None else events * share.value,
        share=share.times(100),
        of_all=of_all,
        number=len(chosen),
        left_out=left_out,
        notes=(PICKED.format(number=len(chosen)),) if len(chosen) > 2 else (),
    )


def _pair(figures: Counted) -> tuple[float, float]:
    return figures.counts or (float("nan"), float("nan"))


def _minus(side: float | None) -> float | None:
    return None if side is None else -side
