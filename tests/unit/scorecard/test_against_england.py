"""Which England figure an area is held against, and what is said of it."""

from __future__ import annotations

import math

import pytest

SMOKING = "smoking_at_delivery"
NONE = math.nan


def test_the_same_period_of_the_published_series(made):
    # NHS Digital, Statistics on Women's Smoking Status at Time of Delivery: 67,195 of 631,225
    # maternities in 2015/16, 10.6452%. Bolton had 558 of 3,727, 14.9718%.
    row = made.only_row(
        made.observed(
            {"indicator": SMOKING, "period": "2015/16", "numerator": 558, "denominator": 3727}
        )
    )
    assert (row.benchmark_name, row.benchmark_period) == ("England", "2015/16")
    assert row.benchmark_value == pytest.approx(10.6451740663, abs=1e-9)
    assert "NHS Digital" in row.benchmark_source
    assert "england.csv: line" in row.benchmark_source
    assert (row.status, row.status_998) == ("worse", "worse")
    assert row.difference == pytest.approx(4.326653, abs=1e-6)


def test_england_rows_of_the_input_come_first(made):
    own = {"indicator": SMOKING, "period": "2015/16", "numerator": 15, "denominator": 100}
    row = made.only_row(
        made.observed(
            {"indicator": SMOKING, "period": "2015/16", "numerator": 558, "denominator": 3727},
            {**own, "code": "E92000001", "name": "England"},
        )
    )
    assert row.benchmark_value == pytest.approx(15.0)
    assert row.benchmark_source == "England row of the input, pct.xlsx: Data!G3"
    assert row.status == "similar"


def test_an_england_row_that_contradicts_what_was_published_is_said_beside_the_verdict(made):
    # Published for 2015/16 is 10.6%.
    area = {"indicator": SMOKING, "period": "2015/16", "numerator": 558, "denominator": 3727}
    nation = {"code": "E92000001", "name": "England"}

    def notes(smokers):
        own = {**area, **nation, "numerator": smokers, "denominator": 1000}
        row = made.only_row(made.observed(area, own))
        assert row.benchmark_value == pytest.approx(smokers / 10)
        return [note for note in row.notes if "the input's own row" in note]

    (note,) = notes(293)
    assert "the input's own row, 29.3; published is 10.65 for 2015/16 (NHS Digital" in note
    assert notes(110) == []


def test_england_rows_of_the_input_do_so_for_their_own_period_only(made):
    row = made.only_row(
        made.observed(
            {"indicator": SMOKING, "period": "2015/16", "numerator": 558, "denominator": 3727},
            {
                "indicator": SMOKING,
                "period": "2014/15",
                "numerator": 1,
                "denominator": 100,
                "code": "E92000001",
                "name": "England",
            },
        )
    )
    assert row.benchmark_value == pytest.approx(10.6451740663, abs=1e-9)


def test_a_withheld_england_row_leaves_the_published_series(made):
    row = made.only_row(
        made.observed(
            {"indicator": SMOKING, "period": "2015/16", "numerator": 558, "denominator": 3727},
            {
                "indicator": SMOKING,
                "period": "2015/16",
                "marker": "suppressed",
                "code": "E92000001",
                "name": "England",
            },
        )
    )
    assert row.benchmark_value == pytest.approx(10.6451740663, abs=1e-9)


def test_an_england_value_without_counts_is_known_to_its_rounding_only(made):
    # 14.0% of 1,000: Wilson's interval is 11.98 to 16.29. England printed as 12.0 lies inside it
    # up to 12.05 and outside it from 11.95: the verdict hangs on the rounding.
    local = {"indicator": SMOKING, "period": "2015/16", "numerator": 140, "denominator": 1000}
    nation = {"indicator": SMOKING, "period": "2015/16", "code": "E92000001", "name": "England"}
    close = made.only_row(made.observed(local, {**nation, "value": 12.1}))
    clear = made.only_row(made.observed(local, {**nation, "value": 12.11}))
    assert not any("rounding" in note for note in close.notes)
    hanging = made.only_row(made.observed(local, {**nation, "value": 12}))
    assert any("within its rounding" in note for note in hanging.notes)
    assert not any("rounding" in note for note in clear.notes)


def test_a_rounded_figure_of_the_series_that_decides_the_verdict_is_pointed_out(made):
    # 52 deaths in 9,155: Byar's interval is 4.2418 to 7.4487.
    local = made.observed(
        {"indicator": "infant_mortality", "period": "2007-09", "numerator": 52, "denominator": 9155}
    )
    near = made.only_row(local, [made.england("infant_mortality", "2007-09", 4.2, half=0.05)])
    assert near.status == "worse"
    assert any("4.2" in note and "within its rounding" in note for note in near.notes)
    exact = made.only_row(local, [made.england("infant_mortality", "2007-09", 4.2)])
    assert exact.status == "worse"
    assert not any("rounding" in note for note in exact.notes)


def test_a_quarter_is_held_against_its_own_quarter_where_there_is_one(made):
    row = made.only_row(
        made.observed(
            {"indicator": SMOKING, "period": "2010/11 Q1", "numerator": 160, "denominator": 807}
        )
    )
    # Infant Mortality National Support Team report, December 2010: 13.6% in 2010/11 Q1.
    assert (row.benchmark_period, row.benchmark_value) == ("2010/11 Q1", 13.6)
    assert not any("the year that holds" in note for note in row.notes)


def test_a_quarter_without_one_is_held_against_its_year_and_says_so(made):
    # Quarter 1 of 2008/09; the England year is 92,123 of 640,681 maternities, 14.3789%.
    local = made.observed(
        {"indicator": SMOKING, "period": "2008/09 Q1", "numerator": 153, "denominator": 761}
    )
    row = made.only_row(local)
    assert row.benchmark_period == "2008/09"
    assert row.benchmark_value == pytest.approx(14.3789186818, abs=1e-9)
    assert row.status == "worse"
    assert any("2008/09, the year that holds 2008/09 Q1" in note for note in row.notes)


def test_under_exact_periods_no_year_stands_in(made):
    local = made.observed(
        {"indicator": SMOKING, "period": "2008/09 Q1", "numerator": 153, "denominator": 761}
    )
    row = made.only_row(local, exact_periods=True)
    assert (row.benchmark_period, row.benchmark_value, row.benchmark_source) == (None, None, None)
    assert (row.status, row.difference, row.to_reach_benchmark) == ("not_compared", None, None)
    assert any("No England figure is known for 2008/09 Q1" in note for note in row.notes)


def test_the_last_quarter_belongs_to_the_year_that_it_ends(made):
    local = made.observed(
        {"indicator": SMOKING, "period": "2008/09 Q4", "numerator": 147, "denominator": 753}
    )
    assert made.only_row(local).benchmark_period == "2008/09"


def test_a_year_never_stands_in_for_a_three_year_window_or_another_year(made):
    figures = [made.england("infant_mortality", "2008", 4.7)]
    for period in ("2007-09", "2009"):
        row = made.only_row(
            made.observed(
                {
                    "indicator": "infant_mortality",
                    "period": period,
                    "numerator": 52,
                    "denominator": 9155,
                }
            ),
            figures,
        )
        assert (row.status, row.benchmark_value) == ("not_compared", None)
        assert any("No England figure is known" in note for note in row.notes)


def test_a_quarter_is_never_held_against_a_calendar_year(made):
    row = made.only_row(
        made.observed(
            {"indicator": SMOKING, "period": "2008/09 Q1", "numerator": 153, "denominator": 761}
        ),
        [made.england(SMOKING, "2008", 14.0, definition="all_maternities")],
    )
    assert row.status == "not_compared"


def test_the_definitions_are_matched(made):
    # NHS Digital: 2015/16 is 10.6452% of all maternities, 10.9890% of those of known status.
    local = {"indicator": SMOKING, "period": "2015/16", "numerator": 558, "denominator": 3727}
    every = made.only_row(made.observed({**local, "definition": "all_maternities"}))
    known = made.only_row(made.observed({**local, "definition": "known_status"}))
    assert every.benchmark_value == pytest.approx(10.6451740663, abs=1e-9)
    assert known.benchmark_value == pytest.approx(10.9889660609, abs=1e-9)
    assert (every.definition, known.definition) == ("all_maternities", "known_status")
    assert any("known smoking status" in note for note in known.notes)


def test_england_of_another_definition_only_is_no_benchmark(made):
    row = made.only_row(
        made.observed(
            {"indicator": SMOKING, "period": "2018/19", "numerator": 100, "denominator": 1000}
        ),
        [made.england(SMOKING, "2018/19", 10.5, definition="all_maternities")],
    )
    assert row.definition == "known_status"
    assert (row.status, row.benchmark_value) == ("not_compared", None)
    assert any("by the same definition: not compared" in note for note in row.notes)


def test_england_is_never_compared_with_itself(made):
    from imscore.scorecard.build import Reference, judge_all

    nation = made.observed(
        {
            "indicator": SMOKING,
            "period": "2015/16",
            "numerator": 67195,
            "denominator": 631225,
            "code": "E92000001",
            "name": "England",
        }
    )
    figures = [made.england(SMOKING, "2015/16", 50.0)]
    frame = judge_all(nation, Reference(made.catalogue, figures)).frame
    (row,) = frame.itertuples()
    assert (row.status, row.status_998) == ("not_compared", "not_compared")
    assert math.isnan(row.benchmark_value)
    assert (row.benchmark_period, row.benchmark_source) == ("", "")


def test_a_superseded_england_figure_is_not_used(made):
    from dataclasses import replace

    old = replace(made.england(SMOKING, "2015/16", 50.0), in_use=False)
    local = made.observed(
        {"indicator": SMOKING, "period": "2015/16", "numerator": 558, "denominator": 3727}
    )
    assert made.only_row(local, [old]).status == "not_compared"


def test_an_england_window_pooled_from_the_input_names_all_its_cells(made):
    deaths = {"2007": 3200, "2008": 3100, "2009": 3000}
    nation = [
        {
            "indicator": "infant_mortality",
            "period": year,
            "numerator": count,
            "denominator": 650_000,
            "code": "E92000001",
            "name": "England",
        }
        for year, count in deaths.items()
    ]
    local = {
        "indicator": "infant_mortality",
        "period": "2007-09",
        "numerator": 52,
        "denominator": 9155,
    }
    row = made.only_row(made.observed(local, *nation))
    assert row.benchmark_value == pytest.approx(9300 / 1_950_000 * 1000)  # 4.7692
    assert row.benchmark_source == (
        "Pooled from England rows of the input, pct.xlsx: Data!G3, pct.xlsx: Data!G4, "
        "pct.xlsx: Data!G5"
    )


def test_rounding_that_decides_the_wider_verdict_is_pointed_out_too(made):
    # 52 deaths in 9,155: the 99.8% interval is 3.5503 to 8.5633.
    local = made.observed(
        {"indicator": "infant_mortality", "period": "2007-09", "numerator": 52, "denominator": 9155}
    )
    near = made.only_row(local, [made.england("infant_mortality", "2007-09", 3.5, half=0.1)])
    assert (near.status, near.status_998) == ("worse", "worse")
    assert any("within its rounding" in note for note in near.notes)


def test_indicators_that_are_not_known_here_are_refused(made):
    from imscore.errors import UsageError
    from imscore.reference.indicators import Catalogue

    rest = Catalogue({i: about for i, about in made.catalogue.items() if i != SMOKING})
    local = made.observed(
        {"indicator": SMOKING, "period": "2015/16", "numerator": 558, "denominator": 3727}
    )
    with pytest.raises(UsageError, match="smoking_at_delivery"):
        made.scores(local, catalogue=rest)
