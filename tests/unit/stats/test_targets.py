"""Targets: met by value, met for certain, and what it would take."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imscore.stats.targets import events_to_reach, met_by_interval, met_by_value

NONE = float("nan")


def column(*values: float) -> np.ndarray:
    return np.array(values, dtype=float)


@pytest.mark.parametrize(
    ("polarity", "expected"),
    [
        ("low_is_good", ["met", "met", "not_met", "not_compared"]),
        ("high_is_good", ["not_met", "met", "met", "not_compared"]),
        ("no_judgement", ["not_compared"] * 4),
    ],
)
def test_met_by_value(polarity, expected):
    found = met_by_value(column(9, 10, 11, NONE), column(10, 10, 10, 10), polarity=polarity)
    assert found.tolist() == expected


def test_a_value_worked_out_from_counts_equals_its_target():
    # 7 of 100 is 7.000000000000001 in binary arithmetic.
    assert 7 / 100 * 100 != 7
    assert met_by_value(column(7 / 100 * 100), column(7), polarity="low_is_good") == ["met"]


@pytest.mark.parametrize(
    ("polarity", "expected"),
    [
        ("low_is_good", ["met", "met", "cannot_tell", "cannot_tell", "not_met"]),
        ("high_is_good", ["not_met", "cannot_tell", "cannot_tell", "met", "met"]),
    ],
)
def test_met_by_interval(polarity, expected):
    lower, upper = column(6, 8, 9, 10, 11), column(9, 10, 11, 12, 13)
    found = met_by_interval(lower, upper, np.full(5, 10.0), polarity=polarity)
    assert found.tolist() == expected


def test_what_it_would_take():
    # 120 of 650 to 15%: 97.5, so 22.5 fewer; 60 of 650 is below it already.
    found = events_to_reach(
        column(120, 60, NONE), np.full(3, 650.0), np.full(3, 15.0), multiplier=100,
        polarity="low_is_good",
    )  # fmt: skip
    assert found[0] == pytest.approx(-22.5)
    assert found[1] == 0
    assert np.isnan(found[2])
    up = events_to_reach(
        column(60), column(650), column(15), multiplier=100, polarity="high_is_good"
    )
    assert up == pytest.approx([37.5])


FIGURE = st.floats(0, 100, allow_subnormal=False)


@given(value=FIGURE, target=FIGURE, width=st.floats(0, 10))
def test_turning_the_polarity_turns_met_and_not_met(value, target, width):
    ends = column(value - width), column(value + width)
    turn = {"met": "not_met", "not_met": "met", "cannot_tell": "cannot_tell"}
    found = [met_by_interval(*ends, column(target), polarity=p)[0]
             for p in ("low_is_good", "high_is_good")]  # fmt: skip
    touches = min(abs(ends[0][0] - target), abs(ends[1][0] - target)) < 1e-6
    assert touches or turn[found[0]] == found[1]


@given(value=FIGURE, target=FIGURE, width=st.floats(0, 10))
def test_certain_is_never_other_than_the_value_says(value, target, width):
    sure = met_by_interval(
        column(value - width), column(value + width), column(target), polarity="low_is_good"
    )[0]
    by_value = met_by_value(column(value), column(target), polarity="low_is_good")[0]
    assert sure in (by_value, "cannot_tell")
