"""One group's gap in each period of a table: from counts, or from rates if they are fine enough."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from imscore.inputs import kinds
from imscore.model import Problem
from imscore.reference.definitions import Indicator
from imscore.scorecard.rounding import decimals, half_unit
from imscore.stats import gap as stats
from imscore.tools.comparators import Comparator, find_comparator, place_of, row_of
from imscore.tools.group_rows import Groups
from imscore.tools.nouns import Counted, Measured, counted, measured

_WIDEST = 1.0  # percentage points between the ends of a gap of rounded rates
_FIGURES = ["numerator", "denominator", "value"]
_NO_WHOLE = (
    "the input has no row of what it is part of, and the groups may overlap or leave some out: add "
    "the row, or name another group with --against"
)
_NO_COUNTS = "from printed rates, without counts: no interval"


@dataclass(frozen=True, slots=True)
class GapPoint:
    """The gap in one period.

    Attributes:
        group: the group's figures. against: of what it is held against, None where there is none.
        absolute: the difference of the values, in the indicator's unit.
        relative: the same over the value it is held against, in per cent.
        note: why a figure is missing, or how the comparator was come by; "" for neither.
    """

    period: str
    group: Counted
    against: Counted | None
    absolute: Measured
    relative: Measured
    note: str


def gap_points(
    table: pd.DataFrame, groups: Groups, about: Indicator, group: str, against: str | None
) -> tuple[list[GapPoint], list[Problem]]:
    """The gap of a group in every period that has it.

    Args:
        table: the rows of one indicator, definition and grouping, oldest first.
        groups: as read.
        about: the indicator.
        group: its name in the table.
        against: another group's name; None for what the group is part of.

    Returns:
        The points, and a problem for each period whose comparator does not serve or whose rates
        are too rounded to tell.
    """
    blocks = groups.observations.blocks
    digits = max((decimals(value) for value in table["value"].dropna().unique()), default=0)
    points, problems = list[GapPoint](), list[Problem]()
    for _, period in table.groupby("period", sort=False):
        own = period[period["group"] == group]
        if own.empty:
            continue
        row = own.iloc[0]
        other = period[period["group"] == against]
        held = row_of(other, "") if against else find_comparator(period, about, blocks)
        if isinstance(held, Problem):
            problems.append(held)
            continue
        point = _point(row, held, about, digits, part=not against)
        if isinstance(point, GapPoint):
            points.append(point)
        else:
            printed = [row["value"], held.figures.value if held else None]
            rates = " and ".join(f"{value:.{digits}f}" for value in printed)
            words = {"period": row["period"], "least": point[0], "most": point[1]}
            where = place_of(row, blocks, "value")
            problems.append(kinds.TOO_ROUNDED.at(*where, found=rates, **words))
    return points, problems


def _point(
    row: pd.Series, held: Comparator | None, about: Indicator, digits: int, *, part: bool
) -> GapPoint | tuple[str, str]:
    """The gap of one period; or the ends of what rounded rates allow, where they are too far."""
    own, period = counted(str(row["group"]), row[_FIGURES]), str(row["period"])
    other = held.figures if held else None
    if other is None or other.value is None or own.value is None:
        why = "no figure to hold it against" if held or not part else _NO_WHOLE
        why = "no figure" if own.value is None else why
        return GapPoint(period, own, other, Measured(), Measured(), why)
    if own.counts and other.counts:
        absolute, relative = _from_counts(own.counts, other.counts, about, part=part)
        return GapPoint(period, own, other, absolute, relative, held.note if held else "")
    half = half_unit(digits)
    if other.value <= half:
        why = "what it is held against rounds to nought"
        return GapPoint(period, own, other, Measured(), Measured(), why)
    ends = stats.rounded_range(own.value, other.value, half, half)
    if 100 * (ends[1] - ends[0]) > _WIDEST:
        return f"{100 * ends[0]:.1f}", f"{100 * ends[1]:.1f}"
    gap = own.value - other.value
    return GapPoint(
        period, own, other, Measured(gap), Measured(100 * gap / other.value), _NO_COUNTS
    )


def _from_counts(
    own: tuple[float, float], other: tuple[float, float], about: Indicator, *, part: bool
) -> tuple[Measured, Measured]:
    compare = stats.part_gap if part else stats.two_groups
    kind: stats.Kind = "proportion" if about.kind == "proportion" else "rate"
    found = compare(own, other, kind=kind, multiplier=float(about.multiplier))
    relative = measured(found.relative)
    # Of two groups apart the statistics give the ratio, which is 1 where there is no gap.
    return measured(found.absolute), relative.times(100, 0.0 if part else -100.0)
