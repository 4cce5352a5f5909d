"""Counts that chance alone falls short of, or goes beyond, with a given probability."""

from collections.abc import Callable

import numpy as np

from imscore.stats.counts import FloatArray

# Below it the normal quantile of a Poisson probability is too bent for a secant.
_FEW = 7.0
# A step this small, relative to the count, leaves an error of about its square.
_CLOSE = 3e-5
_MOST_STEPS = 20


def low_count(expected: FloatArray, tail: float) -> FloatArray:
    """Give the count, whole or not, at or below which chance falls with probability `tail`.

    Args:
        expected: Means of Poisson distributions, above 0; NaN gives NaN.
        tail: A probability below a half.

    Returns:
        Counts, 0 or more; 0 where even none is likelier than `tail`.
    """
    from scipy import special  # type: ignore[import-untyped, unused-ignore]

    found = np.zeros_like(expected)
    some = (np.exp(-expected) < tail) & (expected < _FEW)
    found[some] = special.pdtrik(tail, expected[some])
    many = expected >= _FEW
    means = expected[many]
    found[many] = _solved(lambda count: special.gammaincc(count + 1, means), means, tail, -1)
    return np.where(np.isnan(expected), np.nan, found)


def high_count(expected: FloatArray, tail: float) -> FloatArray:
    """Give the count, whole or not, at or above which chance lies with probability `tail`.

    Args:
        expected: As for `low_count`.
        tail: As for `low_count`.

    Returns:
        Counts above 0.
    """
    from scipy import special  # type: ignore[import-untyped, unused-ignore]

    found = np.full_like(expected, np.nan)
    few, many = expected < _FEW, expected >= _FEW
    found[few] = special.gdtrib(1.0, tail, expected[few])
    means = expected[many]
    found[many] = _solved(lambda count: special.gammainc(count, means), means, tail, 1)
    return found


def _solved(
    chance: Callable[[FloatArray], FloatArray], means: FloatArray, tail: float, side: int
) -> FloatArray:
    """Finds the counts with a chance of `tail` by secants, on the scale of a normal quantile.

    The start and its slope are of the Cornish-Fisher expansion of a Poisson quantile, moved by half
    an event.
    """
    from scipy import special  # type: ignore[import-untyped, unused-ignore]

    goal = special.ndtri(tail)
    z, spread = -side * goal, np.sqrt(means)
    bend = (z - z**3) / 72
    count = means + z * spread + (z * z - 1) / 6 + side / 2 + bend / spread
    miss = special.ndtri(chance(count)) - goal
    step = side * miss * (spread + z / 3 + ((1 - 3 * z * z) / 72) / spread)
    for _ in range(_MOST_STEPS):
        count, before = count + step, miss
        if not len(means) or np.max(np.abs(step) / count) < _CLOSE:
            break
        miss = special.ndtri(chance(count)) - goal
        with np.errstate(all="ignore"):
            step = np.where(miss == before, 0.0, -step * miss / (miss - before))
    return np.asarray(count)
