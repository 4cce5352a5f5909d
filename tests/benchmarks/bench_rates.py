"""How long the limits of a million rates take, held against two plain passes over the counts."""

import statistics
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from imscore.stats.intervals import rate_limits_both

ROWS = 1_000_000
ROUNDS = 15
# Both levels, four limits a row, in no more than this many times the yardstick.
BUDGET = 5.0

Columns = tuple[NDArray[np.float64], NDArray[np.float64]]


def measure() -> list[tuple[str, float, float]]:
    """Give (name, time as a multiple of the yardstick's, budget) for each kind of column.

    The yardstick is one cube root of every numerator and one square root of every denominator,
    timed in turn with the limits so that a busy machine slows both alike; medians are compared.
    """
    return [(name, _ratio(columns), BUDGET) for name, columns in _columns().items()]


def _columns() -> dict[str, Columns]:
    generator = np.random.default_rng(2008)
    births = generator.uniform(1_000, 10_000, ROWS)
    usual = generator.poisson(30, ROWS).astype(np.float64)
    small = usual.copy()
    small[::2] = generator.poisson(4, small[::2].size)
    gaps = small.copy()
    gaps[::100] = np.nan
    return {
        "rates, both levels: counts around 30": (usual, births),
        "rates, both levels: half of the counts around 4": (small, births),
        "rates, both levels: the same, 1 in 100 missing": (gaps, births),
    }


def _ratio(columns: Columns) -> float:
    numerator, denominator = columns

    def yardstick() -> None:
        np.cbrt(numerator)
        np.sqrt(denominator)

    def limits() -> None:
        rate_limits_both(numerator, denominator, multiplier=1000.0)

    yardstick()
    limits()
    times = [(_seconds(yardstick), _seconds(limits)) for _ in range(ROUNDS)]
    plain = statistics.median(seconds for seconds, _ in times)
    return statistics.median(seconds for _, seconds in times) / plain


def _seconds(call: Callable[[], None]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    for name, ratio, budget in measure():
        print(f"{name:<50} {ratio:5.2f} of {budget:4.1f}  {'ok' if ratio <= budget else 'OVER'}")
