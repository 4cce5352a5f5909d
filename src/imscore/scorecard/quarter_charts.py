"""Control charts of quarters in figures and words: limits, the rule that fired, what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from imscore.scorecard.series import FloatArray
from imscore.scorecard.stretches import Span, or_none
from imscore.scorecard.trend_words import figure

TRENDS = {
    "improvement": "improving",
    "concern": "worsening",
    "neutral_high": "increasing",
    "neutral_low": "decreasing",
    "common_cause": "no_change",
}
_DUST = 1e-9
_ASSURANCES = {
    "consistent_pass": "the target of {target} lies outside the limits on the side that is met: "
    "left as it is, the process will meet it",
    "consistent_fail": "the target of {target} lies outside the limits on the side that is missed: "
    "left as it is, the process will not meet it",
    "inconsistent": "the target of {target} lies within the limits: left as it is, the process "
    "will meet it in some quarters and miss it in others",
}


class Lines(NamedTuple):
    """A chart's lines at its last point, and what that point says.

    Attributes:
        lower, upper: NaN where nothing varies that they could rest on.
        word, rule: as `control_verdict.variation` gives them.
        assurance: as `control_verdict.assurance` does; target: NaN where there is none.
    """

    mean: float
    lower: float
    upper: float
    trial: bool
    word: str
    rule: str
    target: float
    assurance: str


def draw(
    value: FloatArray, spans: Sequence[Span], polarity: Sequence[str], target: FloatArray
) -> list[Lines]:
    """Charts every series, those whose limits rest on as many points in one call.

    Args:
        value: series × quarters.
        spans: what was asked for of each.
        polarity: which way is good, of each.
        target: in the value's unit, NaN where there is none.

    Source: NHS England, Making Data Count (XmR charts).
    """
    from imscore.stats.control_chart import control_chart
    from imscore.stats.control_verdict import assurance, variation

    fixed = np.array([span.fixed for span in spans])
    found: dict[int, Lines] = {}
    for points in np.unique(fixed).tolist():
        rows = np.flatnonzero(fixed == points).tolist()
        good = [polarity[row] for row in rows]
        chart = control_chart(value[rows], fix_after=points or None)
        said = variation(chart, polarity=good)
        sure = assurance(chart, target[rows], polarity=good)
        limits = (chart.mean[:, -1], chart.lower[:, -1], chart.upper[:, -1])
        columns = (*limits, said.trial, said.word, said.rule, target[rows], sure)
        told = zip(*(column.tolist() for column in columns), strict=True)
        found |= dict(zip(rows, map(Lines._make, told), strict=True))
    return [found[row] for row in range(len(spans))]


@dataclass(frozen=True, slots=True)
class Chart:
    """One series' chart from its first point on, and what is said of its last.

    Attributes:
        names: the periods. values: NaN in a gap. restarted: whether older quarters are by another
            definition. span: what was asked for.
        before: the charts of earlier stretches, oldest first, as the outputs have them.
    """

    names: list[str]
    values: FloatArray
    lines: Lines
    restarted: bool
    span: Span
    before: tuple[dict[str, Any], ...] = ()

    @property
    def points(self) -> int:
        """How many quarters have a figure."""
        return int(np.isfinite(self.values).sum())

    @property
    def gaps(self) -> list[str]:
        """The quarters that have none."""
        pairs = zip(self.names, self.values, strict=True)
        return [name for name, value in pairs if np.isnan(value)]

    @property
    def start(self) -> str:
        """Why the chart starts where it does, "" where there is nothing before."""
        if self.span.rebased:
            return f"it starts anew with {self.names[0]}, as was asked for"
        if self.restarted:
            return f"it starts with {self.names[0]}, as earlier quarters are by another definition"
        return ""

    @property
    def rests_on(self) -> int:
        """How many quarters the limits rest on."""
        return self.span.fixed or self.points

    @property
    def too_few(self) -> str:
        """Why limits are trial limits."""
        if self.span.fixed:
            return f"they rest on {self.span.fixed} points, fewer than 13"
        return "there are fewer than 13 points"

    @property
    def baseline(self) -> str:
        """What the limits rest on, where that was asked for."""
        if self.span.short:
            return f"the limits are not fixed as was asked for: {self.span.short}"
        if not self.span.fixed:
            return ""
        return (
            f"the limits rest on the {self.span.fixed} quarters up to {self.span.until}, as was "
            "asked for"
        )

    @property
    def assurance(self) -> str:
        """What the limits say of the target, "" where there is none or they say nothing."""
        words = _ASSURANCES.get(self.lines.assurance, "")
        if words and self.lines.assurance == "inconsistent" and self._stands_on_target:
            words = "every quarter that the limits rest on is at the target of {target} itself"
        return words.format(target=figure(self.lines.target)) if words else ""

    @property
    def _stands_on_target(self) -> bool:
        """Whether nothing varies that the limits could rest on, and all of it is the target."""
        lines = self.lines
        varies = lines.upper - lines.lower > _DUST
        return not varies and abs(lines.mean - lines.target) <= _DUST

    @property
    def figures(self) -> dict[str, Any]:
        """The chart as the outputs have it."""
        lines = self.lines
        return {
            "mean": lines.mean,
            "lower_limit": or_none(lines.lower),
            "upper_limit": or_none(lines.upper),
            "points": self.points,
            "trial": lines.trial,
            "variation": lines.word,
            "rule": lines.rule,
            "assurance": lines.assurance if lines.assurance in _ASSURANCES else None,
            "first_period": self.names[0],
            "last_period": self.names[-1],
            "gaps": self.gaps,
            "target": or_none(lines.target),
            "rebased": self.span.rebased,
            "limits_fixed_until": self.span.until if self.span.fixed else None,
            "limits_rest_on": self.rests_on,
            "earlier_stretches": list(self.before),
        }
