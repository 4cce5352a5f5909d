"""A funnel over the areas of an input."""

from __future__ import annotations

from dataclasses import dataclass

from imscore.model.problems import Problem


@dataclass(frozen=True, slots=True)
class FunnelArea:
    """One area of a funnel: its counts, its value, the limits at its size, where it lies.

    Attributes:
        funnel_95, funnel_998: `lower`, `similar` or `higher` than the limits at 95% and 99.8%.
        outlier: at 99.8%: `better`, `worse`, `similar`, or `lower`, `higher` without judgement.
    """

    area_code: str
    area_name: str
    numerator: float
    denominator: float
    value: float
    lower_95: float
    upper_95: float
    lower_998: float
    upper_998: float
    funnel_95: str
    funnel_998: str
    outlier: str


@dataclass(frozen=True)
class FunnelCard:
    """A funnel over the areas of an input, ready to be shown.

    Attributes:
        baseline: the middle, in the indicator's unit; `baseline_name`: whose value it is.
        adjusted: whether the limits are widened for overdispersion.
        dispersion: how many times as much as chance alone the areas vary (phi).
        disclosure: which small-number rule was applied, "" where none was.
    """

    indicator: str
    name: str
    unit: str
    polarity: str
    period: str
    definition: str
    baseline: float
    baseline_name: str
    adjusted: bool
    dispersion: float
    areas: tuple[FunnelArea, ...]
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    disclosure: str = ""
