"""Control charts against another program's, the rules read literally and arithmetic by hand."""

import csv
from collections.abc import Callable
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imscore.stats.control_chart import ControlChart, control_chart
from imscore.stats.control_rules import RULES
from imscore.stats.control_verdict import assurance, point_words, variation

REFERENCE = Path(__file__).parents[2] / "reference_values"
NAN = float("nan")
LINES = ("mean", "lower", "upper", "lower_2_sigma", "upper_2_sigma")
OUTSIDE, TREND, TWO, RUN = range(1, 5)
POLARITIES = {"increase": "high_is_good", "decrease": "low_is_good", "neutral": "no_judgement"}
# The reference's words: the rule here, and the side.
TYPES = {
    "Common Cause": ("none", 0),
    "Above UCL": ("outside_limits", 1),
    "Below LCL": ("outside_limits", -1),
    "7 Point Trend (Increasing)": ("trend_of_seven", 1),
    "7 Point Trend (Decreasing)": ("trend_of_seven", -1),
    "2 in 3 Above CL": ("two_of_three", 1),
    "2 in 3 Below CL": ("two_of_three", -1),
    "7 Points Above CL": ("seven_on_one_side", 1),
    "7 Points Below CL": ("seven_on_one_side", -1),
}
# What the reference answers otherwise than here: nothing. The program known to flag every point of
# a constant series is another one; this one gives such a series neither signals nor limits.
DIFFERS: set[tuple[str, int]] = set()
Row = dict[str, str]


def reference_rows(name: str) -> list[Row]:
    lines = (REFERENCE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def number(text: str) -> float:
    return NAN if text == "NA" else float(text)


def numbers(rows: list[Row], name: str) -> np.ndarray:
    return np.array([[number(row[name]) for row in rows]])


POINTS = {
    name: list(rows)
    for name, rows in groupby(reference_rows("spc.csv"), key=lambda row: row["series"])
}
SUMMARY = {row["series"]: row for row in reference_rows("spc_summary.csv")}


def reference_chart(series: str) -> ControlChart:
    return control_chart(numbers(POINTS[series], "y"))


def test_the_reference_is_all_there() -> None:
    assert len(POINTS) == len(SUMMARY) >= 15
    seen = {row["special_cause_type"] for rows in POINTS.values() for row in rows}
    assert seen == set(TYPES)


@pytest.mark.parametrize("series", POINTS)
def test_every_reference_line(series: str) -> None:
    found = reference_chart(series)
    for name, theirs in (("mean", "mean"), ("lower", "lpl"), ("upper", "upl")):
        expected = numbers(POINTS[series], theirs)
        np.testing.assert_allclose(getattr(found, name), expected, rtol=1e-12, atol=1e-12)
    assert not found.trial.any()


@pytest.mark.parametrize("series", POINTS)
def test_every_reference_point(series: str) -> None:
    rows = POINTS[series]
    found = reference_chart(series)
    expected = [TYPES[row["special_cause_type"]] for row in rows]
    ours = [(RULES[rule], side) for rule, side in zip(found.rule[0], found.side[0], strict=True)]
    other = {i for i, pair in enumerate(zip(ours, expected, strict=True)) if pair[0] != pair[1]}
    assert other == {place for name, place in DIFFERS if name == series}
    words = point_words(found, polarity=POLARITIES[rows[0]["improvement_direction"]])[0].tolist()
    assert words == [row["point_type"].removeprefix("special_cause_") for row in rows]


@pytest.mark.parametrize("series", POINTS)
def test_every_reference_icon(series: str) -> None:
    row = SUMMARY[series]
    polarity = POLARITIES[row["improvement_direction"]]
    now = variation(reference_chart(series), polarity=polarity)
    expected = row["variation_type_last_point"].removeprefix("special_cause_")
    assert now.word.tolist() == [expected]
    assert now.last.tolist() == [int(row["n"]) - 1]
    found = assurance(reference_chart(series), number(row["target"]), polarity=polarity)
    kind = row["assurance_type"]
    assert found.tolist() == ["not_tested" if kind == "NA" else kind]


# Arithmetic by hand.


def chart_of(values: list[float], **options: Any) -> ControlChart:
    return control_chart(np.array([values], dtype=float), **options)


def lines_of(chart: ControlChart, column: int = 0) -> list[float]:
    return [float(getattr(chart, name)[0, column]) for name in LINES]


def test_lines_by_hand() -> None:
    # Mean 4; moving ranges 2, 1, 3, 0: mean 1.5. 2.66 × 1.5 = 3.99; two thirds of it 2.66.
    found = chart_of([3, 5, 6, 3, 3])
    assert lines_of(found) == pytest.approx([4.0, 0.01, 7.99, 1.34, 6.66], rel=1e-12)


def test_an_unusual_moving_range_is_left_out_once() -> None:
    # Ranges: eight of 1, then 40 and 39. Mean 8.7; 3.267 × 8.7 = 28.4, so both are left out and
    # the mean of the rest is 1.
    values = [1.0, 2, 1, 2, 1, 2, 1, 2, 1, 41, 2]
    found = chart_of(values)
    mean = sum(values) / 11
    assert lines_of(found)[:3] == pytest.approx([mean, mean - 2.66, mean + 2.66], rel=1e-12)
    # The one extreme point has pulled the mean of 56/11 away from all the others.
    assert found.rule[0].tolist() == [OUTSIDE] * 11
    assert found.side[0].tolist() == [-1] * 9 + [1, -1]


def test_the_screening_is_not_repeated() -> None:
    # Ranges: ten of 1, one of 5, one of 30. Mean 45/12 = 3.75; 3.267 × 3.75 = 12.3 leaves out the
    # 30; of the rest the mean is 15/11 = 1.36, and 3.267 × 1.36 = 4.5 would leave out the 5 too.
    values = np.cumsum([0.0, *([1, -1] * 5), 5, 30]).tolist()
    found = chart_of(values)
    mean = sum(values) / 13
    assert lines_of(found)[2] == pytest.approx(mean + 2.66 * 15 / 11, rel=1e-12)


@pytest.mark.parametrize("unit", [1.0, 0.1, 1 / 3, 0.07, 1.1, 30.3])
@pytest.mark.parametrize(("large", "kept"), [(98.9, True), (99.0, False)])
def test_a_range_that_equals_the_bound_is_left_out(unit: float, large: float, kept: bool) -> None:
    # 33 ranges whose sum is 1,000, one of them large: the bound is 3.267 × 1000/33 = 99.
    small = (1000 - large) / 32
    values = np.cumsum([0.0, *([small, -small] * 16), large]) * unit
    found = chart_of(values.tolist())
    reach = lines_of(found)[2] - lines_of(found)[0]
    assert reach == pytest.approx(2.66 * (1000 / 33 if kept else small) * unit, rel=1e-9)


@pytest.mark.parametrize(("points", "trial"), [(12, True), (13, False)])
def test_limits_on_fewer_than_13_points_are_trial_limits(points: int, trial: bool) -> None:
    found = chart_of([1.0, 2.0] * 6 + [1.0] * (points - 12))
    assert found.trial.tolist() == [[trial] * points]
    assert found.baseline_points.tolist() == [[points] * points]
    assert variation(found, polarity="low_is_good").trial.tolist() == [trial]


def test_missing_points_do_not_settle_limits() -> None:
    found = chart_of([1.0, 2.0] * 6 + [NAN, NAN])
    assert found.trial.all()


def test_a_fixed_baseline_ignores_what_follows_but_judges_it() -> None:
    # From the first four: mean 11, ranges 2, 2, 2: limits 11 ± 5.32.
    found = chart_of([10, 12, 10, 12, 16.3, 16.4, 5.7, 5.6], fix_after=4)
    assert lines_of(found, 7)[:3] == pytest.approx([11.0, 5.68, 16.32], rel=1e-12)
    assert found.rule[0].tolist() == [0, 0, 0, 0, 0, OUTSIDE, 0, OUTSIDE]
    assert found.side[0].tolist() == [0, 0, 0, 0, 0, 1, 0, -1]
    assert found.baseline_points[0].tolist() == [4] * 8
    assert found.trial.all()


def test_a_fixed_baseline_counts_points_and_not_columns() -> None:
    with_gap = chart_of([10, NAN, 12, 10, 12, 30], fix_after=4)
    # The range across the gap is not one: 12 to 10 and 10 to 12 are left.
    assert lines_of(with_gap)[:3] == pytest.approx([11.0, 5.68, 16.32], rel=1e-12)
    assert with_gap.rule[0].tolist() == [0, 0, 0, 0, 0, OUTSIDE]


def test_a_new_baseline_by_hand() -> None:
    found = chart_of([10, 12, 10, 12, 30, 34, 30, 34], rebase_at=[4])
    assert lines_of(found, 3)[:3] == pytest.approx([11.0, 5.68, 16.32], rel=1e-12)
    assert lines_of(found, 4)[:3] == pytest.approx([32.0, 21.36, 42.64], rel=1e-12)
    assert not found.rule.any()


# The rules, one at a time. A baseline of 0, 2, 0, 2, ... has its mean at 1 and its limits at
# 1 ± 5.32; the two-sigma lines are at 1 ± 3.5467.

BASE = [0.0, 2.0] * 7


def rules_after(tail: list[float], unit: float = 1.0) -> tuple[list[int], list[int]]:
    found = chart_of([value * unit for value in BASE + tail], fix_after=len(BASE))
    expected = [1.0 * unit, -4.32 * unit, 6.32 * unit]
    assert lines_of(found)[:3] == pytest.approx(expected, rel=1e-12)
    assert not found.rule[0, : len(BASE)].any()
    return found.rule[0, len(BASE) :].tolist(), found.side[0, len(BASE) :].tolist()


@pytest.mark.parametrize(
    ("tail", "rules"),
    [
        # Seven on one side; six are too few; a point on the mean ends the run.
        ([0.0, 3, 2, 3, 2, 3, 2, 3], [0] + [RUN] * 7),
        ([0.0, 3, 2, 3, 2, 3, 2, 0], [0] * 8),
        ([0.0, 3, 2, 3, 1, 2, 3, 2, 3], [0] * 9),
        # Seven rising: six steps. An equal neighbour ends it.
        ([0.0, -1, -0.5, 0.5, 1.5, 2, 2.5, 3, 0], [0] + [TREND] * 7 + [0]),
        ([0.0, -0.5, 0.5, 1.5, 2, 2.5, 3, 0], [0] * 8),
        ([0.0, -1, -0.5, 0.5, 0.5, 1.5, 2, 2.5, 3, 0], [0] * 10),
        # Two of three beyond two sigma; only the far ones are flagged.
        ([0.0, 5, 2, 5, 0], [0, TWO, 0, TWO, 0]),
        ([0.0, 5, 5, 2, 0], [0, TWO, TWO, 0, 0]),
        ([0.0, 5, 5, 0], [0, 0, 0, 0]),
        ([0.0, 5, 0, 5, 0], [0] * 5),
        ([0.0, 5, -3, 2], [0] * 4),
        ([0.0, 5, 2, 2, 5, 0], [0] * 6),
        # A point outside the limits is that rule's own and does not help to make up two of three.
        ([0.0, 5, 2, 7, 0], [0, 0, 0, OUTSIDE, 0]),
        # On a limit is inside it; on the two-sigma line is not beyond it.
        ([0.0, 1 + 5.32, 0], [0, 0, 0]),
        ([0.0, 1 + 5.32 * 2 / 3, 2, 1 + 5.32 * 2 / 3, 0], [0] * 5),
        ([0.0, 4.55, 2, 4.55, 0], [0, TWO, 0, TWO, 0]),
        # Precedence: outside, then trend, then two of three, then seven on one side.
        ([0.0, 1.5, 2, 3, 4, 4.9, 5, 6.5, 2], [TREND] * 7 + [OUTSIDE, RUN]),
        ([0.0, 2, 3, 5, 2, 5, 3, 2], [0, RUN, RUN, TWO, RUN, TWO, RUN, RUN]),
    ],
)
@pytest.mark.parametrize("unit", [1.0, 0.1, 1 / 3, 0.07])
def test_each_rule_by_its_definition(tail: list[float], rules: list[int], unit: float) -> None:
    up = rules_after(tail, unit)
    assert up[0] == rules
    assert up[1] == [int(rule > 0) for rule in rules]
    # The same reflected about the mean of 1; the join to the baseline changes nothing.
    down = rules_after([2 - value for value in tail], unit)
    assert down == (rules, [-int(rule > 0) for rule in rules])


def test_a_trend_is_told_by_its_direction_and_not_by_its_side() -> None:
    rules, sides = rules_after([2.0, -2, -1.5, -1, -0.5, 0, 0.5, 0.9])
    assert rules == [0] + [TREND] * 7
    assert sides == [0] + [1] * 7


def test_a_peak_goes_with_the_rise_that_led_to_it() -> None:
    rise = [-1.0, -0.5, 0, 0.5, 1.5, 2, 3]
    rules, sides = rules_after([2.0, *rise, *rise[-2::-1]])
    assert rules == [0] + [TREND] * 13
    assert sides == [0] + [1] * 7 + [-1] * 6


@pytest.mark.parametrize("place", range(1, 8))
def test_a_gap_ends_every_run(place: int) -> None:
    whole = [0.0, 3, 2, 3, 2, 3, 2, 3]
    assert rules_after(whole)[0] == [0] + [RUN] * 7
    assert rules_after([*whole[:place], NAN, *whole[place + 1 :]])[0] == [0] * 8
    rising = [2.0, -2, -1.5, -1, -0.5, 0, 0.5, 0.9]
    assert rules_after([*rising[:place], NAN, *rising[place:]])[0][:9] == (
        [0, 0] + [TREND] * 7 if place == 1 else [0] * 9
    )


def test_a_gap_parts_the_three() -> None:
    assert rules_after([0.0, 5, NAN, 5, 0])[0] == [0] * 5
    assert rules_after([0.0, 5, 2, NAN, 5, 0])[0] == [0] * 6


def test_a_gap_has_lines_but_no_judgement() -> None:
    found = chart_of([1, 2, 1, NAN, 2, 1])
    assert np.isfinite(lines_of(found, 3)).all()
    words = point_words(found, polarity="low_is_good")[0].tolist()
    assert words == ["common_cause"] * 3 + ["not_tested"] + ["common_cause"] * 2


@pytest.mark.parametrize("bad", [np.inf, -np.inf])
def test_what_is_infinite_is_missing(bad: float) -> None:
    np.testing.assert_array_equal(chart_of([1, 2, bad, 3, 1]), chart_of([1, 2, NAN, 3, 1]))


# Series too poor to be judged.


def test_one_point_or_none() -> None:
    found = control_chart(np.array([[NAN, 7.0, NAN], [NAN, NAN, NAN]]))
    assert found.mean[0].tolist() == [7.0] * 3
    assert np.isnan(found.mean[1]).all()
    assert np.isnan([found.lower, found.upper]).all()
    assert not found.rule.any()
    now = variation(found, polarity="low_is_good")
    assert now.word.tolist() == ["common_cause", "not_tested"]
    assert (now.last.tolist(), now.rule.tolist()) == ([1, -1], ["none", "none"])
    assert now.trial.tolist() == [True, False]
    assert assurance(found, 5.0, polarity="low_is_good").tolist() == ["not_tested"] * 2


def test_points_with_no_neighbours_have_no_limits() -> None:
    found = chart_of([1, NAN, 9, NAN, 1, NAN, 5])
    assert lines_of(found)[0] == 4.0
    assert np.isnan(lines_of(found)[1:]).all()


# Variation and assurance.


def test_variation_is_the_last_point_of_each_series() -> None:
    base = [10.0, 12.0] * 7
    table = np.array(
        [[*base, 30, 30], [*base, NAN, 30], [*base, 30, NAN], [*base, 30, 11], [*base, -9, -9]]
    )
    found = variation(control_chart(table, fix_after=14), polarity="low_is_good")
    assert found.word.tolist() == ["concern"] * 3 + ["common_cause", "improvement"]
    assert found.rule.tolist() == ["outside_limits"] * 3 + ["none", "outside_limits"]
    assert found.last.tolist() == [15, 15, 14, 15, 15]


def test_polarity_may_differ_by_series() -> None:
    table = np.array([[10.0, 12.0] * 7 + [30.0]] * 3)
    words = variation(
        control_chart(table, fix_after=14),
        polarity=["low_is_good", "high_is_good", "no_judgement"],
    ).word
    assert words.tolist() == ["concern", "improvement", "neutral_high"]


@pytest.mark.parametrize(
    ("target", "high_good"),
    [
        (5.67, "consistent_pass"),
        (11.0, "inconsistent"),
        (16.33, "consistent_fail"),
        (NAN, "not_tested"),
    ],
)
def test_assurance_by_hand(target: float, high_good: str) -> None:
    # Limits 11 ± 5.32.
    chart = chart_of([10.0, 12.0] * 7)
    swap = {"consistent_pass": "consistent_fail", "consistent_fail": "consistent_pass"}
    assert assurance(chart, target, polarity="high_is_good").tolist() == [high_good]
    low_good = swap.get(high_good, high_good)
    assert assurance(chart, target, polarity="low_is_good").tolist() == [low_good]
    assert assurance(chart, target, polarity="no_judgement").tolist() == ["not_tested"]


def test_assurance_uses_the_last_baseline_and_a_target_per_series() -> None:
    table = np.array([[10.0, 12.0] * 7 + [30.0, 34.0] * 7] * 2)
    chart = control_chart(table, rebase_at=[14])
    found = assurance(chart, np.array([20.0, 30.0]), polarity="high_is_good")
    assert found.tolist() == ["consistent_pass", "inconsistent"]


@pytest.mark.parametrize(
    ("target", "word"), [(4.9, "consistent_pass"), (5.0, "inconsistent"), (5.1, "consistent_fail")]
)
def test_a_constant_process_is_held_against_its_target_by_its_mean(
    target: float, word: str
) -> None:
    assert assurance(chart_of([5.0] * 15), target, polarity="high_is_good").tolist() == [word]


# Calls that make no sense.


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: control_chart(np.ones(5)), "series × points"),
        (lambda: control_chart(np.ones((2, 0))), "series × points"),
        (lambda: chart_of([1, 2, 3], rebase_at=[0]), "rebase_at"),
        (lambda: chart_of([1, 2, 3], rebase_at=[3]), "rebase_at"),
        (lambda: chart_of([1, 2, 3], rebase_at=[2, 1]), "rebase_at"),
        (lambda: chart_of([1, 2, 3], fix_after=1), "fix_after"),
        (lambda: point_words(chart_of([1, 2]), polarity="low"), "polarity must be one of"),
        (lambda: variation(chart_of([1, 2]), polarity=["low_is_good"] * 2), "polarity has shape"),
        (lambda: assurance(chart_of([1, 2]), [1.0, 2.0], polarity="low_is_good"), "broadcast"),
    ],
)
def test_calls_that_make_no_sense(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_no_series_give_no_points() -> None:
    found = control_chart(np.empty((0, 20)))
    assert {part.shape for part in found} == {(0, 20)}
    assert variation(found, polarity="low_is_good").word.tolist() == []
    assert assurance(found, 3.0, polarity="low_is_good").tolist() == []


def test_the_input_is_left_as_it_was() -> None:
    given_values = np.array([[1.0, np.inf, 3.0, NAN, 5.0]])
    before = given_values.copy()
    control_chart(given_values, rebase_at=[2], fix_after=2)
    np.testing.assert_array_equal(given_values, before)


# The rules once more, point by point as they are worded.


def literal_rules(values: list[float], mean: float, reach: float) -> list[int]:
    """Give each point's rule: windows are looked at one by one, exactly as the rules are put."""
    n = len(values)
    rules = [0] * n
    side = [(v > mean + 1e-9) - (v < mean - 1e-9) for v in values]
    outside = [abs(v - mean) > reach + 1e-9 for v in values]
    near = [
        abs(v - mean) > reach * 2 / 3 + 1e-9 and not o for v, o in zip(values, outside, strict=True)
    ]
    for i in range(n - 6):
        if abs(sum(side[i : i + 7])) == 7:
            rules[i : i + 7] = [RUN] * 7
    for i in range(n - 2):
        if abs(sum(side[i : i + 3])) == 3 and sum(near[i : i + 3]) >= 2:
            for j in range(i, i + 3):
                rules[j] = TWO if near[j] else rules[j]
    for i in range(n - 6):
        seven = values[i : i + 7]
        steps = [b - a for a, b in pairwise(seven)]
        if all(s > 0 for s in steps) or all(s < 0 for s in steps):
            rules[i : i + 7] = [TREND] * 7
    return [OUTSIDE if o else rule for o, rule in zip(outside, rules, strict=True)]


WHOLE = st.one_of(st.integers(-9, 9), st.integers(-60, 60), st.just(NAN))
STRETCH = st.one_of(
    st.lists(WHOLE, max_size=20),
    st.lists(st.integers(-30, 30), min_size=3, max_size=9).map(sorted),
    st.lists(st.integers(-30, 30), min_size=3, max_size=9).map(lambda v: sorted(v, reverse=True)),
    st.lists(st.integers(3, 9), min_size=3, max_size=9),
)
VALUES = st.lists(STRETCH, min_size=1, max_size=4).map(
    lambda parts: [float(v) for part in parts for v in part] or [0.0]
)


@given(values=VALUES)
def test_the_rules_are_the_literal_ones(values: list[float]) -> None:
    found = chart_of(values)
    reach = found.upper[0, 0] - found.mean[0, 0]
    expected = literal_rules(values, float(found.mean[0, 0]), float(reach))
    assert found.rule[0].tolist() == expected


# Laws.


def same_charts(found: ControlChart, expected: ControlChart) -> None:
    for one, other in zip(found, expected, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-9)


@given(values=VALUES, factor=st.sampled_from([0.001, 0.1, 1 / 3, 7.0, 1e6]))
def test_units_change_no_signal(values: list[float], factor: float) -> None:
    before, after = chart_of(values), chart_of([value * factor for value in values])
    np.testing.assert_array_equal(after.rule, before.rule)
    np.testing.assert_array_equal(after.side, before.side)
    scaled = [np.array(getattr(before, name)) * factor for name in LINES]
    for name, expected in zip(LINES, scaled, strict=True):
        np.testing.assert_allclose(getattr(after, name), expected, rtol=1e-9, atol=1e-9 * factor)


@given(values=VALUES, shift=st.sampled_from([-1000.0, 0.1, 1 / 3, 12345.6]))
def test_level_changes_no_signal(values: list[float], shift: float) -> None:
    before, after = chart_of(values), chart_of([value + shift for value in values])
    np.testing.assert_array_equal(after.rule, before.rule)
    np.testing.assert_array_equal(after.side, before.side)
    for name in LINES:
        expected = getattr(before, name) + shift
        np.testing.assert_allclose(getattr(after, name), expected, rtol=1e-9, atol=1e-9)


@given(values=VALUES)
def test_upside_down_every_signal_is_on_the_other_side(values: list[float]) -> None:
    before, after = chart_of(values), chart_of([-value for value in values])
    np.testing.assert_array_equal(after.rule, before.rule)
    np.testing.assert_array_equal(after.side, -before.side)


def turns(values: list[float]) -> np.ndarray:
    """Say which points end six steps one way and begin six the other way."""
    step = np.sign(np.diff(values))
    return np.array(
        [
            6 <= i < len(values) - 6 and step[i - 6 : i].sum() * step[i : i + 6].sum() == -36
            for i in range(len(values))
        ]
    )


@given(values=VALUES)
def test_backwards_rises_are_falls_and_all_else_stands(values: list[float]) -> None:
    before, after = chart_of(values), chart_of(values[::-1])
    np.testing.assert_array_equal(after.rule[:, ::-1], before.rule)
    trend, other = before.rule == TREND, before.rule != TREND
    np.testing.assert_array_equal(after.side[:, ::-1][other], before.side[other])
    # A peak or a trough within a trend belongs, either way, to the run that led up to it.
    turn = turns(values)
    flipped = np.where(turn, before.side[0], -before.side[0])
    np.testing.assert_array_equal(after.side[:, ::-1][trend], flipped[trend[0]])


@given(value=st.floats(-1e9, 1e9), points=st.integers(1, 60), gap=st.integers(0, 60))
def test_a_constant_series_has_no_signal(value: float, points: int, gap: int) -> None:
    values = [NAN if place == gap else value for place in range(points)]
    found = chart_of(values)
    assert not found.rule.any()
    assert np.isnan([found.lower, found.upper]).all()
    assert {value} >= set(found.mean[0, ~np.isnan(found.mean[0])].tolist())


@given(series=st.lists(st.lists(WHOLE, min_size=16, max_size=16), min_size=1, max_size=6))
def test_many_series_at_once_are_each_alone(series: list[list[float]]) -> None:
    together = control_chart(np.array(series, dtype=float), rebase_at=[9], fix_after=8)
    for row, values in enumerate(series):
        alone = control_chart(np.array([values], dtype=float), rebase_at=[9], fix_after=8)
        same_charts(ControlChart(*(part[[row]] for part in together)), alone)


@given(values=VALUES, data=st.data())
def test_a_rebased_chart_is_its_parts_side_by_side(
    values: list[float], data: st.DataObject
) -> None:
    places = st.lists(st.integers(1, max(len(values) - 1, 1)), unique=True, max_size=3)
    cuts = [cut for cut in sorted(data.draw(places)) if cut < len(values)]
    whole = chart_of(values, rebase_at=cuts)
    edges = [0, *cuts, len(values)]
    parts = [chart_of(values[a:b]) for a, b in pairwise(edges)]
    same_charts(whole, ControlChart(*(np.concatenate(f, axis=1) for f in zip(*parts, strict=True))))


@given(values=VALUES)
def test_fixing_on_all_points_is_not_fixing(values: list[float]) -> None:
    same_charts(chart_of(values, fix_after=max(len(values), 2)), chart_of(values))
