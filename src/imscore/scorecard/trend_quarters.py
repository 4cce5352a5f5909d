"""Control charts of quarters: what the last quarter says, and by which rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from imscore.periods import parse
from imscore.reference.indicators import Catalogue
from imscore.scorecard.notes import MARKER_WORDS, NO_FIGURE
from imscore.scorecard.series import FloatArray, figures, places
from imscore.scorecard.trend_words import NOT_TESTED, Finding, figure, listed, names_back

_QUARTER = 3
# Up to four points in a row cannot lie far enough from their mean, for the moving ranges that they
# make, to set off any of the rules: "no change" would only say that nothing could be found.
FEWEST = 5
TRENDS = {
    "improvement": "improving",
    "concern": "worsening",
    "neutral_high": "increasing",
    "neutral_low": "decreasing",
    "common_cause": "no_change",
}


@dataclass(frozen=True, slots=True)
class _Chart:
    """One series' chart from its first point on, and what is said of its last.

    Attributes:
        names: the periods. values: NaN in a gap. restarted: whether older quarters are by another
            definition.
    """

    names: list[str]
    values: FloatArray
    mean: float
    lower: float
    upper: float
    trial: bool
    word: str
    rule: str
    restarted: bool

    @property
    def points(self) -> int:
        return int(np.isfinite(self.values).sum())

    @property
    def gaps(self) -> list[str]:
        pairs = zip(self.names, self.values, strict=True)
        return [name for name, value in pairs if np.isnan(value)]


def find_in_quarters(
    shown: pd.DataFrame, frame: pd.DataFrame, catalogue: Catalogue
) -> Iterator[Finding]:
    """Charts the quarters up to each row's own, all series in one call.

    A change of definition starts a new chart; a quarter with no figure stays a gap.

    Args:
        shown: rows to be shown, of quarters.
        frame: every judged observation.
        catalogue: the indicators.

    Returns:
        A finding a row, in order.

    Source: NHS England, Making Data Count (XmR charts).
    """
    from imscore.stats.control_chart import control_chart
    from imscore.stats.control_verdict import variation

    ends = shown.assign(last_start=shown["period_start"])
    at = places(ends, frame, _QUARTER)
    value = figures(frame, "value", at)
    first = _first(np.isfinite(value))
    restarted = np.zeros(len(shown), dtype=bool)
    if any(catalogue[i].definitions for i in shown["indicator"]):
        older = places(ends, frame, _QUARTER, any_definition=True)
        # Both are counted back from the last column, the two tables not being of one width.
        restarted = _first(older >= 0) > _first(at >= 0)
    chart = control_chart(value)
    polarity = [catalogue[i].polarity for i in shown["indicator"]]
    said = variation(chart, polarity=polarity)
    for i, row in enumerate(shown.itertuples()):
        length = int(first[i])
        if np.isnan(value[i, -1]):
            words = MARKER_WORDS.get(str(row.marker), NO_FIGURE)
            yield Finding(NOT_TESTED, f"{row.period} is {words}.")
            continue
        yield _finding(
            _Chart(
                names=names_back(parse(str(row.period)), length),
                values=value[i, -length:],
                mean=float(chart.mean[i, -1]),
                lower=float(chart.lower[i, -1]),
                upper=float(chart.upper[i, -1]),
                trial=bool(said.trial[i]),
                word=str(said.word[i]),
                rule=str(said.rule[i]),
                restarted=bool(restarted[i]),
            )
        )


def _first(present: np.ndarray[Any, np.dtype[np.bool_]]) -> np.ndarray[Any, np.dtype[np.intp]]:
    """How many columns back from the end each line's first true one stands; 0 where none does."""
    return np.where(present.any(axis=1), present.shape[1] - present.argmax(axis=1), 0)


def _finding(chart: _Chart) -> Finding:
    neighbours = np.isfinite(chart.values[1:] - chart.values[:-1])
    restart = _restart(chart)
    if chart.points < FEWEST:
        counted = f"{chart.points} quarter{'' if chart.points == 1 else 's'}"
        why = f"a control chart of {counted} can show nothing, it takes {FEWEST}"
        return Finding(NOT_TESTED, f"{why}{restart}.")
    if not neighbours.any():
        why = "a control chart takes quarters that follow one another, and there are gaps between"
        return Finding(NOT_TESTED, f"{why} all {chart.points}{restart}.")
    over = f"control chart of {chart.points} quarters, {chart.names[0]} to {chart.names[-1]}"
    reason = f"{over}: {_rule(chart)}"
    notes = []
    if chart.trial:
        reason += "; trial limits, as there are fewer than 13 points"
        notes.append(f"Control chart on {chart.points} quarters: trial limits until there are 13.")
    if chart.gaps:
        reason += f"; no figure for {listed(chart.gaps)}, a gap that ends every run"
        notes.append(f"No figure for {listed(chart.gaps)}: a gap in the control chart.")
    if restart:
        notes.append(f"The control chart starts{restart.removeprefix('; it starts')}.")
    return Finding(TRENDS[chart.word], f"{reason}{restart}.", _figures(chart), tuple(notes))


def _restart(chart: _Chart) -> str:
    if not chart.restarted:
        return ""
    return f"; it starts with {chart.names[0]}, as earlier quarters are by another definition"


def _figures(chart: _Chart) -> dict[str, Any]:
    return {
        "mean": chart.mean,
        "lower_limit": None if np.isnan(chart.lower) else chart.lower,
        "upper_limit": None if np.isnan(chart.upper) else chart.upper,
        "points": chart.points,
        "trial": chart.trial,
        "variation": chart.word,
        "rule": chart.rule,
        "assurance": None,
        "first_period": chart.names[0],
        "last_period": chart.names[-1],
        "gaps": chart.gaps,
    }


def _rule(chart: _Chart) -> str:
    """Which rule the last point sets off, with the points that made it."""
    last, mean = chart.names[-1], figure(chart.mean)
    value = float(chart.values[-1])
    side, limit = ("upper", chart.upper) if value > chart.mean else ("lower", chart.lower)
    way = "above" if value > chart.mean else "below"
    if chart.rule == "outside_limits":
        return f"{last} ({figure(value)}) is {way} the {side} limit of {figure(limit)}"
    if chart.rule == "trend_of_seven":
        steps = np.sign(np.diff(chart.values))
        way = "rises" if steps[-1] > 0 else "falls"
        run = _run(steps == steps[-1]) + 1
        return f"every quarter from {chart.names[-run]} to {last}, {run} in a row, {way}"
    if chart.rule == "two_of_three":
        return (
            f"two or more of the three quarters {chart.names[-3]} to {last} lie beyond two thirds "
            f"of the way from the mean of {mean} to the {side} limit of {figure(limit)}"
        )
    if chart.rule == "seven_on_one_side":
        sides = np.sign(np.round(chart.values - chart.mean, 9))
        run = _run(sides == sides[-1])
        return f"{chart.names[-run]} to {last}, {run} in a row, are {way} the mean of {mean}"
    if np.isnan(chart.lower):
        return f"no quarter differs from the one before: usual variation about the mean of {mean}"
    return (
        f"{last} ({figure(value)}) is within the limits of {figure(chart.lower)} and "
        f"{figure(chart.upper)} about the mean of {mean}, and part of no run: usual variation"
    )


def _run(flags: np.ndarray[Any, np.dtype[np.bool_]]) -> int:
    """How many at the end are true without a break."""
    return int(np.argmin(np.append(flags[::-1], False)))
