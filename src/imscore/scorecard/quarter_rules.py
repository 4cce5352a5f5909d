"""Which rule of a control chart the last quarter sets off, in words."""

from __future__ import annotations

from typing import Any

import numpy as np

from imscore.scorecard.quarter_charts import Chart
from imscore.scorecard.trend_words import figure


def rule_words(chart: Chart) -> str:
    """Which rule the last point sets off, with the points that made it."""
    last, mean = chart.names[-1], figure(chart.lines.mean)
    value, lower, upper = float(chart.values[-1]), chart.lines.lower, chart.lines.upper
    above = value > chart.lines.mean
    side, limit, way = ("upper", upper, "above") if above else ("lower", lower, "below")
    if chart.lines.rule == "outside_limits":
        return f"{last} ({figure(value)}) is {way} the {side} limit of {figure(limit)}"
    if chart.lines.rule == "trend_of_seven":
        steps = np.sign(np.diff(chart.values))
        way = "rises" if steps[-1] > 0 else "falls"
        run = _run(steps == steps[-1]) + 1
        return f"every quarter from {chart.names[-run]} to {last}, {run} in a row, {way}"
    if chart.lines.rule == "two_of_three":
        return (
            f"two or more of the three quarters {chart.names[-3]} to {last} lie beyond two thirds "
            f"of the way from the mean of {mean} to the {side} limit of {figure(limit)}"
        )
    if chart.lines.rule == "seven_on_one_side":
        sides = np.sign(np.round(chart.values - chart.lines.mean, 9))
        run = _run(sides == sides[-1])
        return f"{chart.names[-run]} to {last}, {run} in a row, are {way} the mean of {mean}"
    if np.isnan(lower):
        of = " that the limits would rest on" if chart.span.fixed else ""
        return (
            f"no quarter{of} differs from the one before: usual variation about the mean of {mean}"
        )
    return (
        f"{last} ({figure(value)}) is within the limits of {figure(lower)} and {figure(upper)} "
        f"about the mean of {mean}, and part of no run: usual variation"
    )


def _run(flags: np.ndarray[Any, np.dtype[np.bool_]]) -> int:
    """How many at the end are true without a break."""
    return int(np.argmin(np.append(flags[::-1], False)))
