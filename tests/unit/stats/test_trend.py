"""Recent trend against two other programs, published verdicts and arithmetic by hand."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from imscore.stats import trend
from imscore.stats.trend import Trends, recent_trend

REFERENCE = Path(__file__).parents[2] / "reference_values"
WORDS = {
    "Increasing": "increasing",
    "Decreasing": "decreasing",
    "NoChange": "no_change",
    "CannotBeCalculated": "not_tested",
}
# What the programs answer otherwise than here, and why.
GAP = "takes the five latest rows for consecutive years; with a year missing nothing is tested here"
OLDER_DIFFERS = {
    "prop_gap_year_m1": GAP,
    "prop_x0_m5": "weighs this kind of proportion otherwise than by its interval",
}
NEWER_DIFFERS = {
    "prop_gap_year_m1": GAP,
    "prop_supp_mid_6_m1": "drops the suppressed year and reaches back to the sixth",
}
Row = dict[str, str]


def reference_rows(name: str) -> list[Row]:
    lines = (REFERENCE / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def number(text: str) -> float:
    return float("nan") if text == "NA" else float(text)


EXPECTED = reference_rows("trend_expected.csv")
CASES = [row["case"] for row in EXPECTED]
FIELDS = ("value", "lower95", "upper95", "count", "denominator")
YEARS = range(2013, 2020)


def layout() -> np.ndarray:
    """Give every series by calendar year: fields × cases × years, NaN where there is no row."""
    table = np.full((len(FIELDS), len(CASES), len(YEARS)), np.nan)
    for row in reference_rows("trend_series.csv"):
        place = CASES.index(row["case"]), int(row["year"]) - YEARS[0]
        table[:, *place] = [number(row[field]) for field in FIELDS]
    return table


def reference_trends() -> Trends:
    value, lower, upper, count, denominator = layout()
    barred = np.where([row["year_range"] != "1" for row in EXPECTED], "windows that overlap", "")
    return recent_trend(
        value,
        lower,
        upper,
        numerator=count,
        denominator=denominator,
        suppressed=np.isnan(value) & ~np.isnan(count),
        barred=barred,
    )


@pytest.mark.parametrize(
    ("column", "differs"),
    [("open_slopefix_marker", OLDER_DIFFERS), ("next_marker", NEWER_DIFFERS)],
)
def test_every_reference_verdict_but_those_listed(column: str, differs: dict[str, str]) -> None:
    found = reference_trends().direction.tolist()
    assert len(found) > 30
    other = {
        row["case"] for row, word in zip(EXPECTED, found, strict=True) if word != WORDS[row[column]]
    }
    assert other == set(differs)


def test_every_reference_chi_squared_where_both_test() -> None:
    found = reference_trends()
    rows = [i for i, row in enumerate(EXPECTED) if not row["next_message"]]
    tested = [i for i in rows if EXPECTED[i]["case"] not in NEWER_DIFFERS]
    assert len(tested) == len(rows) - len(NEWER_DIFFERS) > 25
    expected = [float(EXPECTED[i]["next_chi2"]) for i in tested]
    np.testing.assert_allclose(found.chi_squared[tested], expected, rtol=1e-9, atol=1e-9)


def test_the_older_program_has_the_same_chi_squared_where_it_weighs_by_interval() -> None:
    found = reference_trends()
    rows = [
        i
        for i, row in enumerate(EXPECTED)
        if row["comparator_method"] == "1" and not row["open_message"] and found.reason[i] == ""
    ]
    assert len(rows) > 15
    expected = [float(EXPECTED[i]["open_chi2"]) for i in rows]
    np.testing.assert_allclose(found.chi_squared[rows], expected, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("case", sorted(NEWER_DIFFERS))
def test_given_the_rows_that_the_programs_use_the_figures_are_theirs(case: str) -> None:
    row = CASES.index(case)
    series = layout()[:3, row]
    series = series[:, ~np.isnan(series[0])][:, None, :]
    found = recent_trend(*series)
    assert found.direction.tolist() == [WORDS[EXPECTED[row]["next_marker"]]]
    assert found.chi_squared[0] == pytest.approx(float(EXPECTED[row]["next_chi2"]), rel=1e-9)


def test_the_reasons_of_the_reference_cases_not_tested() -> None:
    found = dict(zip(CASES, reference_trends().reason.tolist(), strict=True))
    assert {case: reason for case, reason in found.items() if reason} == {
        "prop_gap_year_m1": "a gap",
        "prop_supp_mid_6_m1": "a suppressed point",
        "imr3yr_01": "windows that overlap",
        "imr3yr_04": "windows that overlap",
        "rate_count_eq_denom": "a count equal to its denominator",
    }


@pytest.mark.published
def test_every_published_trend_of_smoking_at_delivery(published_files: Path) -> None:
    # Fingertips, indicator 93085, 2018/19 to 2023/24, the trend printed on the latest year.
    path = published_files / "fingertips_next_93085_part.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if not row["CategoryType"].strip('" ')]
    words = {
        "Increasing": "increasing",
        "Decreasing": "decreasing",
        "No": "no_change",
        "Cannot": "not_tested",
    }
    said = {row["AreaCode"]: words[row["Trend"].split()[0]] for row in rows if row["Trend"]}
    table = np.full((3, len(said), 6), np.nan)
    areas = list(said)
    for row in rows:
        if row["AreaCode"] in said and row["Value"]:
            place = areas.index(row["AreaCode"]), int(row["Year"]) - 2018
            table[:, *place] = [
                float(row[name] or "nan") for name in ("Value", "LowerCI", "UpperCI")
            ]
    # Clinical commissioning groups appear twice, once without 2021/22; the trend printed joins
    # the years either side of it.
    groups = np.array([area.startswith("E38") for area in areas])
    joined = table[:, groups][:, :, [0, 1, 2, 4, 5]]
    for series, chosen in ((table[:, ~groups], ~groups), (joined, groups)):
        expected = [said[area] for area, taken in zip(areas, chosen, strict=True) if taken]
        assert recent_trend(*series).direction.tolist() == expected
    assert {"decreasing", "no_change", "not_tested"} == set(said.values())


# Arithmetic by hand, and another library's.


def even(values: list[float], width: float = 3.92) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give one series whose intervals are all of one width: 3.92 weighs each point 1."""
    value = np.array([values], dtype=float)
    return value, value - width / 2, value + width / 2


def test_a_straight_line_by_hand() -> None:
    # Weights of 1: slope 1, sum of squares of 1..5 about 3 is 10, so χ² = 10 > 9.5495.
    found = recent_trend(*even([1, 2, 3, 4, 5]))
    assert found.direction.tolist() == ["increasing"]
    assert found.slope[0] == pytest.approx(1.0, rel=1e-15)
    assert found.chi_squared[0] == pytest.approx(10.0, rel=1e-14)
    assert (found.reason.tolist(), found.last.tolist()) == ([""], [4])


def test_a_slightly_wider_interval_is_no_change() -> None:
    # 10 / 1.03² = 9.4260.
    found = recent_trend(*even([1, 2, 3, 4, 5], width=3.92 * 1.03))
    assert found.direction.tolist() == ["no_change"]
    assert found.chi_squared[0] == pytest.approx(10 / 1.03**2, rel=1e-14)


def test_the_threshold_is_the_chi_squared_quantile() -> None:
    assert pytest.approx(stats.chi2.isf(0.002, 1), rel=1e-14) == trend.CRITICAL


def test_one_outlier_is_no_trend_however_significant() -> None:
    # Without the last point the slope is nought, and nought is no sign, as in PHEindicatormethods.
    # The programs of the older and the new Fingertips count nought as rising: they say increasing
    # of this one, and nothing of its mirror image, which is as much or as little of a trend.
    found = recent_trend(*even([1, 1, 1, 1, 90]))
    assert found.chi_squared[0] > 1000
    assert found.direction.tolist() == ["no_change"]


@pytest.mark.parametrize("step", [1.0, 0.1, 1 / 3, 700.0])
@pytest.mark.parametrize("first", [0.0, 0.7, 12.3])
@pytest.mark.parametrize("side", [-1, 1])
def test_a_slope_of_nought_gets_no_sign_from_rounding(step: float, first: float, side: int) -> None:
    # The first four have a slope of exactly nought: −1.5 × 1 − 0.5 × 4 + 0.5 × 1 + 1.5 × 2 = 0.
    value = first + step * side * np.array([[1.0, 4, 1, 2, 90]])
    found = recent_trend(value, value - step / 10, value + step / 10)
    assert found.chi_squared[0] > 1000
    assert found.direction.tolist() == ["no_change"]


def test_slope_and_chi_squared_are_those_of_numpy_polyfit() -> None:
    generator = np.random.default_rng(2012)
    value = generator.uniform(5, 25, (50, 5))
    lower = value - generator.uniform(0.1, 2, value.shape)
    upper = value + generator.uniform(0.1, 2, value.shape)
    found = recent_trend(value, lower, upper)
    for row in range(50):
        (slope, _), covariance = np.polyfit(
            np.arange(1, 6), value[row], 1, w=3.92 / (upper - lower)[row], cov="unscaled"
        )
        assert found.slope[row] == pytest.approx(slope, rel=1e-9)
        assert found.chi_squared[row] == pytest.approx(slope**2 / covariance[0, 0], rel=1e-9)


def test_only_the_latest_five_count() -> None:
    long = recent_trend(*even([500, -40, 1, 2, 3, 4, 5]))
    assert long.direction.tolist() == ["increasing"]
    assert long.chi_squared[0] == pytest.approx(10.0, rel=1e-14)


# What is not tested, and why.

NAN = float("nan")


@pytest.mark.parametrize(
    ("values", "reason", "last"),
    [
        ([1, 2, 3, 4], "fewer than five points", 3),
        ([NAN, 2, 3, 4, 5], "fewer than five points", 4),
        ([NAN] * 6, "fewer than five points", -1),
        ([], "fewer than five points", -1),
        ([1, 2, NAN, 4, 5], "fewer than five points", 4),
        ([0, 1, 2, NAN, 4, 5], "a gap", 5),
        ([0, NAN, 1, 2, 3, 4, 5], "", 6),
        ([1, 2, 3, 4, 5, NAN], "", 4),
        ([1, 2, 3, 4, 5, NAN, NAN], "", 4),
        ([1, 2, 3, 4, NAN, NAN], "fewer than five points", 3),
        ([1, 2, 3, 4, 5, np.inf], "", 4),
    ],
)
def test_missing_values(values: list[float], reason: str, last: int) -> None:
    found = recent_trend(*even(values))
    assert found.reason.tolist() == [reason]
    assert found.last.tolist() == [last]
    assert found.direction.tolist() == ["not_tested" if reason else "increasing"]
    assert np.isnan([found.slope[0], found.chi_squared[0]]).all() == bool(reason)


def test_each_series_ends_where_it_ends() -> None:
    rows = [[9, 1, 2, 3, 4, 5, NAN], [NAN, 9, 5, 4, 3, 2, 1], [1, 2, 3, 4, 5, NAN, NAN]]
    value = np.array(rows, dtype=float)
    found = recent_trend(value, value - 1.96, value + 1.96)
    assert found.direction.tolist() == ["increasing", "decreasing", "increasing"]
    assert found.last.tolist() == [5, 6, 4]
    np.testing.assert_allclose(found.chi_squared, 10.0, rtol=1e-12)


@pytest.mark.parametrize("place", range(7))
@pytest.mark.parametrize("shown", [True, False])
def test_a_suppressed_point_in_the_window(place: int, shown: bool) -> None:
    value, lower, upper = even([9, 9, 1, 2, 3, 4, 5])
    hidden = np.zeros(value.shape, dtype=bool)
    hidden[0, place] = True
    if not shown:
        value[hidden] = np.nan
    found = recent_trend(value, lower, upper, suppressed=hidden)
    assert found.reason.tolist() == ["a suppressed point" if place >= 2 else ""]


def test_a_suppressed_last_point_is_still_the_last() -> None:
    value, lower, upper = even([1, 2, 3, 4, 5, NAN, NAN])
    hidden = np.array([[False] * 5 + [True, False]])
    found = recent_trend(value, lower, upper, suppressed=hidden)
    assert (found.last.tolist(), found.reason.tolist()) == ([5], ["a suppressed point"])


@pytest.mark.parametrize(
    ("low", "high"), [(NAN, 4.0), (1.0, NAN), (3.0, 3.0), (4.0, 1.0), (-np.inf, 4.0), (1.0, np.inf)]
)
def test_a_point_without_a_usable_interval(low: float, high: float) -> None:
    value, lower, upper = even([1, 2, 3, 4, 5])
    lower[0, 2], upper[0, 2] = low, high
    found = recent_trend(value, lower, upper)
    assert found.reason.tolist() == ["a point without a usable interval"]


def test_arithmetic_that_overflows_is_not_called_no_change() -> None:
    value = np.array([[1e300, 2e300, 3e300, 4e300, 5e300]])
    found = recent_trend(value, np.zeros(value.shape), np.full(value.shape, 1e-200))
    assert found.direction.tolist() == ["not_tested"]
    assert found.reason.tolist() == ["a point without a usable interval"]


@pytest.mark.parametrize("place", [0, 2, 4, 6])
def test_a_count_equal_to_its_denominator(place: int) -> None:
    counts = np.full((1, 7), 5.0)
    totals = np.full((1, 7), 50.0)
    totals[0, place] = 5.0
    found = recent_trend(*even([9, 9, 1, 2, 3, 4, 5]), numerator=counts, denominator=totals)
    assert found.reason.tolist() == ["a count equal to its denominator" if place >= 2 else ""]


def test_missing_counts_do_not_stand_in_the_way() -> None:
    nothing = np.full((1, 5), np.nan)
    found = recent_trend(*even([1, 2, 3, 4, 5]), numerator=nothing, denominator=nothing)
    assert found.direction.tolist() == ["increasing"]


def test_the_callers_reason_comes_first_and_may_differ_by_series() -> None:
    value, lower, upper = (np.vstack([part] * 2) for part in even([1, 2, 3, 4, 5]))
    found = recent_trend(value, lower, upper, barred=["quarters", ""])
    assert found.direction.tolist() == ["not_tested", "increasing"]
    assert found.reason.tolist() == ["quarters", ""]
    assert np.isnan(found.slope[0])
    assert np.isnan(found.chi_squared[0])
    both = recent_trend(value, lower, upper, barred="a new definition")
    assert both.reason.tolist() == ["a new definition"] * 2


def test_calls_that_make_no_sense() -> None:
    value, lower, upper = even([1, 2, 3, 4, 5])
    with pytest.raises(ValueError, match="shape"):
        recent_trend(value, lower[:, 1:], upper)
    with pytest.raises(ValueError, match="series × periods"):
        recent_trend(value[0], lower[0], upper[0])
    with pytest.raises(ValueError, match="together"):
        recent_trend(value, lower, upper, numerator=value)
    with pytest.raises(ValueError, match="suppressed"):
        recent_trend(value, lower, upper, suppressed=np.zeros(5, dtype=bool))
    with pytest.raises(ValueError, match="barred"):
        recent_trend(value, lower, upper, barred=["", ""])


def test_no_series_give_no_trends() -> None:
    found = recent_trend(*(np.empty((0, 5)) for _ in range(3)))
    assert [part.shape for part in found] == [(0,)] * 5


def test_the_input_is_left_as_it_was() -> None:
    given_tables = even([0, 1, 2, NAN, 4, 5])
    before = [part.copy() for part in given_tables]
    recent_trend(*given_tables)
    np.testing.assert_array_equal(given_tables, before)


# Laws. Whole numbers: nothing then hangs on how a sum is rounded.

SERIES = st.lists(
    st.tuples(
        st.lists(st.integers(-40, 40), min_size=5, max_size=5),
        st.lists(st.integers(1, 30), min_size=5, max_size=5),
    ),
    min_size=1,
    max_size=12,
)
FLIP = {"increasing": "decreasing", "decreasing": "increasing"}


def tables(series: list[tuple[list[int], list[int]]]) -> list[np.ndarray]:
    value = np.array([values for values, _ in series], dtype=float)
    half = np.array([widths for _, widths in series], dtype=float) / 2
    return [value, value - half, value + half]


@given(series=SERIES)
def test_reversing_a_series_flips_its_direction(series: list[tuple[list[int], list[int]]]) -> None:
    forwards = recent_trend(*tables(series))
    backwards = recent_trend(*(part[:, ::-1] for part in tables(series)))
    expected = [FLIP.get(word, word) for word in forwards.direction.tolist()]
    assert backwards.direction.tolist() == expected
    np.testing.assert_allclose(backwards.slope, -forwards.slope, atol=1e-9)
    np.testing.assert_allclose(backwards.chi_squared, forwards.chi_squared, atol=1e-9)


@given(series=SERIES)
def test_turning_a_series_upside_down_flips_its_direction(
    series: list[tuple[list[int], list[int]]],
) -> None:
    value, lower, upper = tables(series)
    expected = [FLIP.get(word, word) for word in recent_trend(value, lower, upper).direction]
    assert recent_trend(-value, -upper, -lower).direction.tolist() == expected


@given(series=SERIES, factor=st.sampled_from([0.001, 0.1, 3.0, 1e5]), shift=st.integers(-500, 500))
def test_units_and_level_change_no_verdict(
    series: list[tuple[list[int], list[int]]], factor: float, shift: int
) -> None:
    before = recent_trend(*tables(series))
    after = recent_trend(*((part + shift) * factor for part in tables(series)))
    assert after.direction.tolist() == before.direction.tolist()
    np.testing.assert_allclose(after.slope, before.slope * factor, atol=1e-9 * factor)
    np.testing.assert_allclose(after.chi_squared, before.chi_squared, rtol=1e-8, atol=1e-9)


@given(value=st.floats(-1e6, 1e6), widths=st.lists(st.floats(1e-3, 1e3), min_size=5, max_size=5))
def test_a_constant_series_has_no_trend(value: float, widths: list[float]) -> None:
    level = np.full((1, 5), value)
    found = recent_trend(level, level - np.array([widths]), level + np.array([widths]))
    assert found.direction.tolist() == ["no_change"]
    assert (found.slope[0], found.chi_squared[0]) == (0.0, 0.0)


@given(series=SERIES)
def test_many_series_at_once_are_each_alone(series: list[tuple[list[int], list[int]]]) -> None:
    together = recent_trend(*tables(series))
    for row, one in enumerate(series):
        alone = recent_trend(*tables([one]))
        assert alone.direction[0] == together.direction[row]
        assert alone.chi_squared[0] == pytest.approx(together.chi_squared[row], rel=1e-9, abs=1e-9)
