"""Ranks with ties, and quartiles."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from imscore.stats.ranks import quartiles, ranks

NONE = float("nan")


def test_equal_values_share_a_rank_and_the_next_is_passed_over():
    found = ranks(np.array([5.0, 3.0, NONE, 5.0, 9.0]))
    assert np.array_equal(found.rank, [2, 1, NONE, 2, 4], equal_nan=True)
    assert np.array_equal(found.shared_by, [2, 1, NONE, 2, 1], equal_nan=True)


def test_values_that_differ_in_the_last_bits_are_equal():
    assert ranks(np.array([0.1 + 0.2, 0.3])).rank.tolist() == [1, 1]


@given(st.lists(st.integers(-20, 20).map(float), min_size=1, max_size=30))
def test_ranks_are_scipys(values):
    expected = stats.rankdata(values, method="min")
    assert ranks(np.array(values)).rank.tolist() == expected.tolist()


def test_quartiles_are_those_of_a_spreadsheet():
    # PERCENTILE.INC of 1, 2, 4, 7, 11: the second value, and the fourth.
    assert quartiles(np.array([11.0, NONE, 1.0, 7.0, 2.0, 4.0])) == (2.0, 7.0)
    # Of 1, 2, 4, 7: 0.75 of the way from the first to the second, and 0.25 from the third.
    assert quartiles(np.array([1.0, 2.0, 4.0, 7.0])) == pytest.approx((1.75, 4.75))


def test_three_values_have_no_quartiles():
    assert np.isnan(quartiles(np.array([1.0, 2.0, 3.0]))).all()
