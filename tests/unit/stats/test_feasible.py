"""Feasible ranges of hidden counts, against trying every one."""

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from imscore.stats.feasible import Bound, one_solution, reach


def test_a_sum_and_two_parts():
    # Two counts of 1 or more that add up to 7.
    bounds = [Bound(0, 1, 1, np.inf), Bound(1, 2, 1, np.inf), Bound(0, 2, 7, 7)]
    table = reach(3, bounds)
    assert (-table[1, 0], table[0, 1]) == (1, 6)


def test_contradictions_have_no_range():
    assert reach(2, [Bound(0, 1, 3, 3), Bound(0, 1, 4, 4)]) is None


SPAN = st.tuples(st.integers(0, 3), st.integers(1, 4)).filter(lambda ends: ends[0] < ends[1])


@settings(max_examples=80, deadline=None)
@given(
    parts=st.lists(st.integers(0, 3), min_size=4, max_size=4),
    known=st.sets(SPAN, max_size=4),
)
def test_ranges_are_those_of_trying_every_count(parts, known):
    bounds = [Bound(n, n + 1, 0, 3) for n in range(4)]
    bounds += [Bound(a, b, sum(parts[a:b]), sum(parts[a:b])) for a, b in known]
    agree = [
        tried
        for tried in itertools.product(range(4), repeat=4)
        if all(sum(tried[a:b]) == sum(parts[a:b]) for a, b in known)
    ]
    table = reach(5, bounds)
    for first, last in itertools.combinations(range(5), 2):
        sums = [sum(tried[first:last]) for tried in agree]
        assert (-table[last, first], table[first, last]) == (min(sums), max(sums))
    steps = np.diff(one_solution(table)).tolist()
    assert tuple(steps) in agree
