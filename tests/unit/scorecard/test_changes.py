"""The period shown, the changes since earlier ones, and the series behind them."""

from __future__ import annotations

import math

import pytest

from imscore.periods import parse

SMOKING = "smoking_at_delivery"
NONE = math.nan


def smoking(period, numerator=160, denominator=800, **more):
    return dict(
        indicator=SMOKING, period=period, numerator=numerator, denominator=denominator, **more
    )


def test_the_latest_period_is_shown(made):
    rows = [smoking(p) for p in ("2009/10 Q4", "2010/11 Q2", "2010/11 Q1", "2008/09 Q3")]
    assert made.only_row(made.observed(*rows)).period == "2010/11 Q2"


def test_each_indicator_has_its_own_latest_period(made):
    rows = [
        smoking("2010/11 Q1"),
        {
            "indicator": "under18_conceptions",
            "period": "2008",
            "numerator": 226,
            "denominator": 4591,
        },
    ]
    (card,) = made.scores(made.observed(*rows))
    assert {row.indicator: row.period for row in card.rows} == {
        SMOKING: "2010/11 Q1",
        "under18_conceptions": "2008",
    }


@pytest.mark.parametrize(
    ("as_of", "shown"),
    [
        ("2009/10", "2009/10 Q4"),  # both end with March 2010
        ("2009/10 Q3", "2009/10 Q3"),
        ("2009", "2009/10 Q3"),  # ends with December 2009, as the quarter does
        ("2030", "2010/11 Q1"),
    ],
)
def test_as_of_takes_the_latest_that_ends_no_later(made, as_of, shown):
    rows = [smoking(p) for p in ("2009/10 Q2", "2009/10 Q3", "2009/10 Q4", "2010/11 Q1")]
    row = made.only_row(made.observed(*rows), as_of=parse(as_of))
    assert row.period == shown
    assert row.series[-1].period == shown


def test_as_of_before_everything_is_a_usage_error(made):
    from imscore.errors import UsageError

    with pytest.raises(UsageError, match="by the end of 2001"):
        made.scores(made.observed(smoking("2010/11 Q1")), as_of=parse("2001"))


def test_an_area_left_out_by_as_of_is_named(made):
    rows = [smoking("2009/10 Q1"), smoking("2010/11 Q1", code="5ZY", name="Othertown")]
    (card,) = made.scores(made.observed(*rows), all_areas=True, as_of=parse("2009/10"))
    assert card.area_name == "Anytown"
    assert any("5ZY" in note and "left out" in note for note in card.notes)


def test_where_two_end_together_the_longer_period_is_shown(made):
    row = made.only_row(made.observed(smoking("2009/10", 640, 3200), smoking("2009/10 Q4")))
    assert row.period == "2009/10"


@pytest.mark.parametrize(
    ("period", "in_force"), [("2016/17", "all_maternities"), ("2017/18", "known_status")]
)
@pytest.mark.parametrize("turned", [False, True])
def test_of_two_definitions_the_one_in_force_is_shown(made, period, in_force, turned):
    rows = [
        smoking(period, 100, 900, definition="known_status"),
        smoking(period, 100, 1000, definition="all_maternities"),
    ]
    row = made.only_row(made.observed(*(rows[::-1] if turned else rows)))
    assert row.definition == in_force


def test_changes_since_the_period_before_and_the_same_quarter_a_year_before(made):
    # 160/807 = 19.8265%, 144/789 = 18.2510%, 146/747 = 19.5448%.
    row = made.only_row(
        made.observed(
            smoking("2009/10 Q1", 146, 747),
            smoking("2009/10 Q4", 144, 789),
            smoking("2010/11 Q1", 160, 807),
        )
    )
    assert row.since_previous.period == "2009/10 Q4"
    assert row.since_previous.difference == pytest.approx(1.575567, abs=1e-6)
    assert row.since_year_before.period == "2009/10 Q1"
    assert row.since_year_before.difference == pytest.approx(0.281672, abs=1e-6)
    assert (row.since_previous.reason, row.since_year_before.reason) == ("", "")


def test_a_year_has_one_change_only(made):
    row = made.only_row(made.observed(smoking("2014/15", 90), smoking("2015/16", 80)))
    assert row.since_previous.period == "2014/15"
    assert row.since_previous.difference == pytest.approx(-1.25)
    assert row.since_year_before is None


def test_a_period_that_is_not_there_gives_no_change_and_the_reason(made):
    row = made.only_row(made.observed(smoking("2009/10 Q3"), smoking("2010/11 Q1")))
    for change, period in (
        (row.since_previous, "2009/10 Q4"),
        (row.since_year_before, "2009/10 Q1"),
    ):
        assert (change.period, change.value, change.difference) == (period, None, None)
        assert change.reason == f"no figure for {period}"


def test_a_suppressed_period_gives_no_change_and_the_files_own_words(made):
    before = smoking("2014/15", 3, 400, value=NONE, marker="suppressed", remark="Small number")
    row = made.only_row(made.observed(before, smoking("2015/16")))
    assert (row.since_previous.value, row.since_previous.difference) == (None, None)
    assert row.since_previous.reason == "2014/15 is suppressed in the file: “Small number”"


def test_a_suppressed_latest_period_gives_no_change_and_the_reason(made):
    last = smoking("2015/16", NONE, NONE, value=NONE, marker="suppressed")
    row = made.only_row(made.observed(smoking("2014/15"), last))
    assert row.period == "2015/16"  # suppressed is shown as suppressed, never an older figure
    assert row.value is None
    assert row.since_previous.difference is None
    assert row.since_previous.reason == "no figure for 2015/16"


def test_no_change_is_given_across_a_change_of_definition(made):
    row = made.only_row(made.observed(smoking("2016/17"), smoking("2017/18")))
    assert row.definition == "known_status"
    assert row.since_previous.difference is None
    assert row.since_previous.reason == "2016/17 is by another definition"
    assert [point.period for point in row.series] == ["2017/18"]


def test_the_series_runs_from_the_first_period_to_the_one_shown_with_its_gaps(made):
    rows = [
        smoking("2009/10 Q1", 200, 1000),
        smoking("2009/10 Q3", 100, 1000),
        smoking("2009/10 Q4", NONE, NONE, value=NONE, marker="suppressed"),
        smoking("2010/11 Q1", 150, 1000),
    ]
    row = made.only_row(made.observed(*rows))
    assert [(point.period, point.value) for point in row.series] == [
        ("2009/10 Q1", pytest.approx(20.0)),
        ("2009/10 Q2", None),
        ("2009/10 Q3", pytest.approx(10.0)),
        ("2009/10 Q4", None),
        ("2010/11 Q1", pytest.approx(15.0)),
    ]
    assert row.series[1].status == "not_compared"


def test_years_and_quarters_are_two_series(made):
    rows = [smoking("2009/10", 640, 3200), smoking("2010/11 Q1"), smoking("2009/10 Q4")]
    row = made.only_row(made.observed(*rows))
    assert [point.period for point in row.series] == ["2009/10 Q4", "2010/11 Q1"]


def test_periods_by_another_definition_stand_apart_from_the_series(made):
    # Smoking at delivery counts known status only from 2017/18 on.
    rows = [
        {"indicator": "smoking_at_delivery", "period": f"{y}/{(y + 1) % 100:02d}",
         "numerator": 100 + y % 7, "denominator": 1000}
        for y in (2014, 2016, 2017, 2018)
    ]  # fmt: skip
    row = made.only_row(made.observed(*rows))
    assert [point.period for point in row.series] == ["2017/18", "2018/19"]
    assert [(point.period, point.value is None) for point in row.earlier] == [
        *(("2014/15", False), ("2015/16", True)),
        ("2016/17", False),
    ]
    assert {point.definition for point in row.earlier} == {"all_maternities", ""}
    assert {point.definition for point in row.series} == {row.definition}
    assert row.earlier[-1].benchmark_value != row.series[0].benchmark_value


def test_a_point_has_its_interval_benchmark_and_marker(made):
    row = made.only_row(
        made.observed(
            {"indicator": "smoking_at_delivery", "period": "2008/09", "marker": "suppressed",
             "value": math.nan},
            {"indicator": "smoking_at_delivery", "period": "2009/10", "numerator": 200,
             "denominator": 1000},
        ),
        [made.england("smoking_at_delivery", "2008/09", 14.4)],
    )  # fmt: skip
    first, last = row.series
    assert (first.value, first.marker, first.benchmark_value) == (None, "suppressed", 14.4)
    assert (last.marker, last.benchmark_value) == ("", None)
    assert (last.lower_ci, last.upper_ci) == (row.lower_ci, row.upper_ci)
