"""Which points of a control chart are special cause, by which rule, and on which side."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
CodeArray = NDArray[np.int8]

# In order of precedence; a point's rule is its place in this list.
RULES = ("none", "outside_limits", "trend_of_seven", "two_of_three", "seven_on_one_side")
_OUTSIDE, _TREND, _TWO, _RUN = range(1, len(RULES))
_IN_A_ROW = 7


class Signals(NamedTuple):
    """Per point: `rule`, its place in `RULES`, and `side`, +1 high or rising, -1 low or falling.

    Both are 0 for common cause and where there is no point.
    """

    rule: CodeArray
    side: CodeArray


def find_signals(
    value: FloatArray, mean: FloatArray, reach: FloatArray, dust: FloatArray
) -> Signals:
    """Judge the points of one stretch of every series by the four rules.

    A missing point ends every run: it is neither high nor low, and nothing is known of the way
    to it and from it.

    Args:
        value: Series × points; NaN where there is none.
        mean: Mean of each series, as a column.
        reach: From the mean to either limit, as a column; NaN where there are no limits.
        dust: Differences that are rounding error and no more, as a column.

    Returns:
        Signals, of the values' shape.

    Source: NHS England, Making Data Count: rules for special cause variation on an XmR chart.
    """
    away = value - mean
    side = _sign(away, dust)
    off = np.abs(away)
    outside = off > reach + dust
    far = off > reach * (2 / 3) + dust
    heading = _headings(value)
    rule = np.zeros(value.shape, dtype=np.int8)
    # From the last in precedence to the first: what comes later overwrites.
    rule[_runs(side > 0) | _runs(side < 0)] = _RUN
    rule[_two_of_three(side, far, outside)] = _TWO
    rule[heading != 0] = _TREND
    rule[outside] = _OUTSIDE
    side = np.where(rule == _TREND, heading, side)
    return Signals(rule, np.where(rule > 0, side, 0).astype(np.int8))


def _two_of_three(side: CodeArray, far: BoolArray, outside: BoolArray) -> BoolArray:
    # The source counts the points between two sigma and the limit; those beyond the limit are
    # another rule's and do not help to make up the two.
    near_limit = far & ~outside
    found = np.zeros(side.shape, dtype=bool)
    for direction in (-1, 1):
        on_side = side == direction
        high = (near_limit & on_side).astype(np.int8)
        threes = _windows(on_side, 3) & (high[:, :-2] + high[:, 1:-1] + high[:, 2:] >= 2)
        found |= _spread(threes, 3, side.shape[1])
    return np.asarray(found & near_limit)


def _headings(value: FloatArray) -> CodeArray:
    """Give +1 to the points of seven or more in a row that rise, -1 where they fall, else 0."""
    step = np.diff(value, axis=1)
    heading = np.zeros(value.shape, dtype=np.int8)
    points = value.shape[1]
    rising = _spread(_windows(step > 0, _IN_A_ROW - 1), _IN_A_ROW, points)
    falling = _spread(_windows(step < 0, _IN_A_ROW - 1), _IN_A_ROW, points)
    heading[rising] = 1
    heading[falling] = -1
    # A peak or a trough may belong to two runs; it goes with the one that led up to it.
    turn = np.flatnonzero((rising & falling).ravel())
    heading.ravel()[turn] = np.sign(value.ravel()[turn] - value.ravel()[turn - 1])
    return heading


def _runs(flags: BoolArray) -> BoolArray:
    return _spread(_windows(flags, _IN_A_ROW), _IN_A_ROW, flags.shape[1])


def _windows(flags: BoolArray, length: int) -> BoolArray:
    """Say of each place whether it and the next ones, `length` in all, are all true."""
    places = max(flags.shape[1] - length + 1, 0)
    full = flags[:, :places].copy()
    for shift in range(1, length):
        full &= flags[:, shift : shift + places]
    return full


def _spread(starts: BoolArray, length: int, points: int) -> BoolArray:
    """Mark every point of the windows that begin at `starts`."""
    marked = np.zeros((starts.shape[0], points), dtype=bool)
    for shift in range(length if starts.size else 0):
        marked[:, shift : shift + starts.shape[1]] |= starts
    return marked


def _sign(away: FloatArray, dust: FloatArray) -> CodeArray:
    return (away > dust).astype(np.int8) - (away < -dust).astype(np.int8)
