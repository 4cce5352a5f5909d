"""Which part of each series its control chart is drawn on, and which its limits rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from imscore.errors import UsageError
from imscore.scorecard.choice import Stretch
from imscore.scorecard.series import FloatArray

_QUARTER = 3


@dataclass(slots=True)
class Span:
    """What was asked for of one series' chart.

    Attributes:
        begins: the columns at which charts begin anew, as asked for, rising.
        fixed: how many points its limits rest on, 0 for all. until: the period that they end with.
        short: why the limits are not fixed though that was asked for, "" where they are or need
            not be.
    """

    begins: tuple[int, ...] = ()
    fixed: int = 0
    until: str = ""
    short: str = ""

    @property
    def rebased(self) -> bool:
        """Whether the chart starts later than the series does."""
        return bool(self.begins)


def cut(
    value: FloatArray, shown: pd.DataFrame, stretches: Sequence[Stretch], fewest: int
) -> tuple[FloatArray, list[Span]]:
    """Takes out what comes before the last new beginning, and counts what limits rest on.

    Args:
        value: series × quarters, oldest first, each series' last quarter in the last column.
        shown: the rows that they are of.
        stretches: what was asked for.
        fewest: quarters that limits can rest on.

    Returns:
        The values, NaN before the chart begins; and what holds for each series.

    Raises:
        UsageError: where something asked for concerns none of the series.
    """
    spans = [Span() for _ in range(len(shown))]
    if not stretches:
        return value, spans
    kept = value.copy()
    columns = zip(shown["indicator"], shown["period_start"], strict=True)
    idle = dict.fromkeys(stretches)
    for line, span, (indicator, last) in zip(kept, spans, columns, strict=True):
        mine = [s for s in stretches if s.indicator in ("", indicator)]
        for used in (*_rebase(line, span, mine, int(last)), *_fix(line, span, mine, int(last))):
            idle.pop(used, None)
        if 0 < span.fixed < fewest or (span.until and not span.fixed):
            there = "1 quarter is" if span.fixed == 1 else f"{span.fixed} quarters are"
            span.short = f"only {there} there up to {span.until}"
            span.fixed = 0
    if idle:
        raise UsageError(
            f"{next(iter(idle)).words}: no control chart of the areas and indicators shown runs "
            "over it."
        )
    return kept, spans


def _rebase(
    line: FloatArray, span: Span, stretches: Sequence[Stretch], last: int
) -> Iterator[Stretch]:
    """Blanks what comes before the latest new beginning that lies inside the series."""
    there = np.flatnonzero(np.isfinite(line))
    begins: set[int] = set()
    for stretch in stretches:
        place = len(line) - 1 - (last - stretch.period.start) // _QUARTER
        if not stretch.fixes and len(there) and there[0] < place <= there[-1]:
            begins.add(place)
            yield stretch
    span.begins = tuple(sorted(begins))
    line[: max(begins, default=0)] = np.nan


def _fix(
    line: FloatArray, span: Span, stretches: Sequence[Stretch], last: int
) -> Iterator[Stretch]:
    """Counts the points up to where limits are fixed; what names the indicator comes first."""
    wanted = sorted((s for s in stretches if s.fixes), key=lambda s: not s.indicator)
    there = np.flatnonzero(np.isfinite(line))
    for stretch in wanted:
        # The last quarter that ends no later than the period does.
        place = len(line) - 1 + (stretch.period.end - last - _QUARTER) // _QUARTER
        if len(there) and there[0] <= place < there[-1]:
            yield stretch
            if not span.until:
                span.until = stretch.period.text
                span.fixed = int((there <= place).sum())


def stretches_before(
    value: FloatArray, begins: Sequence[int], names: Sequence[str], fewest: int
) -> Iterator[dict[str, Any]]:
    """Charts the stretches of one series before its last new beginning.

    Args:
        value: quarters, oldest first; NaN where there is none.
        begins: the columns at which stretches begin anew, rising.
        names: the quarters' periods.
        fewest: quarters that a chart can rest on; a stretch of fewer has no limits.
    """
    from imscore.stats.control_chart import control_chart

    for start, end in pairwise((0, *begins)):
        there = start + np.flatnonzero(np.isfinite(value[start:end]))
        if len(there) < fewest:
            continue
        chart = control_chart(value[None, there[0] : there[-1] + 1])
        yield {
            "first_period": names[there[0]],
            "last_period": names[there[-1]],
            "mean": float(chart.mean[0, -1]),
            "lower_limit": or_none(float(chart.lower[0, -1])),
            "upper_limit": or_none(float(chart.upper[0, -1])),
            "points": len(there),
            "trial": bool(chart.trial[0, -1]),
        }


def or_none(number: float) -> float | None:
    """A number, or None where it is none."""
    return None if np.isnan(number) else number
