"""How long control charts, trends and funnel limits take, held against plain passes over the data.

Each yardstick is timed in turn with what it is held against, so that a busy machine slows both
alike; medians are compared.
"""

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from scipy import special

from imscore.stats.control_chart import control_chart
from imscore.stats.funnel import rate_funnel, rate_funnel_at
from imscore.stats.trend import recent_trend

ROUNDS = 15
CHART_BUDGET = 100.0
TREND_BUDGET = 60.0
FUNNEL_BUDGET = 3.0

Call = Callable[[], Any]


def measure() -> list[tuple[str, float, float]]:
    """Give (name, time as a multiple of the yardstick's, budget) for each kind of judgement."""
    generator = np.random.default_rng(2008)
    return [*_charts(generator), *_trends(generator), *_funnels(generator)]


def _charts(generator: np.random.Generator) -> list[tuple[str, float, float]]:
    """The yardstick is the mean moving range of every series."""
    value = generator.normal(18, 2, (1_000, 40))
    gaps = value.copy()
    gaps[::3, ::7] = np.nan

    def yardstick() -> None:
        np.abs(np.diff(value, axis=1)).mean(axis=1)

    calls: dict[str, Call] = {
        "control charts, 1,000 series of 40 points": lambda: control_chart(value),
        "control charts: the same with gaps": lambda: control_chart(gaps),
        "control charts: the same, rebased once": lambda: control_chart(value, rebase_at=[20]),
    }
    return [(name, _ratio(call, yardstick), CHART_BUDGET) for name, call in calls.items()]


def _trends(generator: np.random.Generator) -> list[tuple[str, float, float]]:
    """The yardstick is the weighted mean of every series' five points."""
    value = generator.normal(18, 2, (100_000, 5))
    lower, upper = value - generator.uniform(1, 3, value.shape), value + 2.0
    weight = ((upper - lower) / 3.92) ** -2
    total = value.round() + 100
    count = total - 1
    # Some series end before the others: their windows lie elsewhere.
    ragged = [np.hstack([part, part]) for part in (value, lower, upper)]
    ragged[0][::10, -1] = np.nan

    def yardstick() -> None:
        np.average(value, axis=1, weights=weight)

    calls: dict[str, Call] = {
        "trends, 100,000 series": lambda: recent_trend(value, lower, upper),
        "trends: the same with their counts": lambda: recent_trend(
            value, lower, upper, numerator=count, denominator=total
        ),
        "trends: of ten points, 1 in 10 ending early": lambda: recent_trend(*ragged),
    }
    return [(name, _ratio(call, yardstick), TREND_BUDGET) for name, call in calls.items()]


def _funnels(generator: np.random.Generator) -> list[tuple[str, float, float]]:
    """The yardstick is one quantile of the gamma distribution for every count."""
    few = generator.poisson(30, 10_000).astype(np.float64)
    spread = generator.poisson(generator.lognormal(5, 1.2, 10_000)).astype(np.float64) + 1.0
    ratios = []
    for name, count in (("around 30", few), ("of all sizes", spread)):

        def yardstick(count: np.ndarray = count) -> None:
            special.gammaincinv(count, 0.025)

        def limits(count: np.ndarray = count) -> None:
            for confidence in (0.95, 0.998):
                rate_funnel(count, 4.7, confidence=confidence)

        def own(count: np.ndarray = count) -> None:
            rate_funnel_at(count * 211.3, 4.7, confidence=0.95)

        label = f"funnel limits of 10,000 rates, both levels: counts {name}"
        ratios.append((label, _ratio(limits, yardstick), FUNNEL_BUDGET))
        ratios.append(
            (f"at each area's own size, 95%: counts {name}", _ratio(own, yardstick), FUNNEL_BUDGET)
        )
    return ratios


def _ratio(call: Call, yardstick: Call) -> float:
    yardstick()
    call()
    times = [(_seconds(yardstick), _seconds(call)) for _ in range(ROUNDS)]
    plain = statistics.median(seconds for seconds, _ in times)
    return statistics.median(seconds for _, seconds in times) / plain


def _seconds(call: Call) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    for name, ratio, budget in measure():
        print(f"{name:<62} {ratio:6.2f} of {budget:5.1f}  {'ok' if ratio <= budget else 'OVER'}")
