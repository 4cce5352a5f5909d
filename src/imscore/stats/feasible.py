"""How far counts that are hidden can move while everything that is shown stays as it is.

A count of events between two moments is the difference of two running totals, so what is known
about hidden counts is a set of bounds on differences. Their feasible ranges are then shortest
paths, exact, and every whole number in a range can be had.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


class Bound(NamedTuple):
    """`low` ≤ total at `last` − total at `first` ≤ `high`; `first` and `last` number moments."""

    first: int
    last: int
    low: float
    high: float


def reach(moments: int, bounds: Sequence[Bound]) -> FloatArray | None:
    """Give the most that the running total can grow from each moment to each other one.

    Args:
        moments: How many there are.
        bounds: What is known, in any order; infinite where there is no bound.

    Returns:
        A table of moments × moments: the largest feasible growth from the row's moment to the
        column's, infinite where nothing limits it. The smallest growth from i to j is minus the
        largest from j to i. None where the bounds contradict each other.

    Source: Floyd (1962), Commun. ACM 5, algorithm 97; a system of difference constraints has an
    integer solution where it has any and its bounds are whole (Cormen et al., Introduction to
    Algorithms).
    """
    table = np.full((moments, moments), np.inf)
    np.fill_diagonal(table, 0.0)
    for first, last, low, high in bounds:
        table[first, last] = min(table[first, last], high)
        table[last, first] = min(table[last, first], -low)
    for through in range(moments):
        np.minimum(table, table[:, through, None] + table[None, through, :], out=table)
    return None if (np.diagonal(table) < 0).any() else table


def one_solution(table: FloatArray) -> FloatArray:
    """Give running totals, one for each moment, that keep to every bound.

    Args:
        table: From `reach`.

    Returns:
        The totals; whole numbers where the bounds are.
    """
    return np.asarray(table.min(axis=0))
