"""Lines that name an indicator alone over the rows of areas; figures typed by hand."""

from __future__ import annotations

import pytest
from tests.unit.inputs.layouts.test_across import IM, SMOKING, figures, read, refused, values

B = "breastfeeding_initiation"
PLAIN = ["Area", "Period", "Number", "Rate"]
YEARS = ["Area", "2007/08", "2008/09"]
UNTIMED = ["Area", "Number", "Denominator", "%"]


def test_each_line_gives_its_indicator_to_the_rows_below_it():
    grid = [
        PLAIN,
        ["Infant mortality"],
        ["Anytown", "2007-09", 52, 5.7],
        ["Bury", "2007-09", 50, 5.6],
        ["Source: made up"],
        ["Smoking at delivery"],
        ["Anytown", "2008/09", 160, 20.1],
        ["Bury", "2008/09", 150, 20.2],
        [],
        ["Some note on smoking at delivery"],
    ]
    found = read(grid)
    assert figures(found) == {
        ("Anytown", IM, "2007-09", 52, None, 5.7),
        ("Bury", IM, "2007-09", 50, None, 5.6),
        ("Anytown", SMOKING, "2008/09", 160, None, 20.1),
        ("Bury", SMOKING, "2008/09", 150, None, 20.2),
    }
    assert any("(A2)" in note and "(A6)" in note for note in found.notes)


@pytest.mark.parametrize("title", [[], ["Smoking at delivery and other indicators"], ["Maternity"]])
def test_each_line_gives_its_indicator_below_periods(title):
    grid = [
        title,
        YEARS,
        ["Smoking at delivery (%)"],
        ["Anytown", 20.1, 19.9],
        ["North West", 20.2, 19.8],
        ["Breastfeeding initiation (%)"],
        ["Anytown", 60.1, 61.1],
    ]
    assert figures(read(grid)) == {
        ("Anytown", SMOKING, "2007/08", None, None, 20.1),
        ("Anytown", SMOKING, "2008/09", None, None, 19.9),
        ("North West", SMOKING, "2007/08", None, None, 20.2),
        ("North West", SMOKING, "2008/09", None, None, 19.8),
        ("Anytown", B, "2007/08", None, None, 60.1),
        ("Anytown", B, "2008/09", None, None, 61.1),
    }


def test_counts_and_rates_below_periods():
    grid = [
        ["Area", "2007/08", "", "2008/09", ""],
        ["", *["Number", "%"] * 2],
        ["Smoking at delivery"],
        ["Anytown", 100, 20.1, 101, 19.9],
        ["Breastfeeding initiation"],
        ["Anytown", 300, 60.1, 301, 61.1],
    ]
    assert figures(read(grid)) == {
        ("Anytown", SMOKING, "2007/08", 100, None, 20.1),
        ("Anytown", SMOKING, "2008/09", 101, None, 19.9),
        ("Anytown", B, "2007/08", 300, None, 60.1),
        ("Anytown", B, "2008/09", 301, None, 61.1),
    }


@pytest.mark.parametrize(
    "lines",
    [
        (["Smoking at delivery, 2009/10"], ["Breastfeeding initiation, 2009/10"]),
        (["Smoking at delivery"], ["2009/10"], ["Breastfeeding initiation"], ["2009/10"]),
        (["2009/10"], ["Smoking at delivery"], ["Breastfeeding initiation"]),
    ],
)
def test_lines_may_give_the_period_too(lines):
    half = len(lines) // 2 if len(lines) != 3 else 2
    grid = [
        UNTIMED,
        *lines[:half],
        ["Anytown", 100, 500, 20],
        *lines[half:],
        ["Anytown", 300, 500, 60],
    ]
    assert figures(read(grid)) == {
        ("Anytown", SMOKING, "2009/10", 100, 500, 20),
        ("Anytown", B, "2009/10", 300, 500, 60),
    }


def test_quarters_below_lines_are_of_their_years():
    grid = [
        ["Area", "Quarter", "%"],
        ["Smoking at delivery 2009/10"],
        ["Anytown", "Q1", 20.1],
        ["Anytown", "Q2", 19.1],
        ["Smoking at delivery 2010/11"],
        ["Anytown", "Q1", 18.1],
    ]
    assert values(read(grid)) == {
        ("Anytown", "2009/10 Q1"): 20.1,
        ("Anytown", "2009/10 Q2"): 19.1,
        ("Anytown", "2010/11 Q1"): 18.1,
    }


@pytest.mark.parametrize(
    "line",
    [
        "Tooth decay",
        "Obesity prevalence (%)",
        "Smoking at delivery (target)",
        "Males",
        "Northern boroughs",
        "Smoking at booking (%)",
        "Breastfeeding initiation 2009/10",
    ],
)
def test_a_line_not_understood_does_not_leave_its_rows_to_the_one_above(line):
    grid = [
        YEARS,
        ["Smoking at delivery (%)"],
        ["Anytown", 20.1, 19.9],
        [line],
        ["Bury", 60.1, 61.1],
    ]
    assert (refused(grid).code, refused(grid).cell) == ("second_header", "A4")


def test_one_line_that_contradicts_the_title_is_refused():
    grid = [
        ["Smoking at delivery (%)"],
        YEARS,
        ["Breastfeeding initiation (%)"],
        ["Anytown", 60.1, 61.1],
    ]
    assert (refused(grid).code, refused(grid).cell) == ("second_header", "A3")


def test_a_line_of_counts_over_a_column_of_values_is_refused():
    grid = [
        ["Area", "Period", "Value"],
        ["Number of smokers at delivery"],
        ["Anytown", "2008/09", 201],
        ["Smoking at delivery (%)"],
        ["Anytown", "2008/09", 20.1],
    ]
    assert (refused(grid).code, refused(grid).cell) == ("second_header", "A2")


def test_a_line_without_the_period_that_others_have_is_refused_and_the_way_out_works():
    def grid(second: str) -> list[list[object]]:
        return [
            UNTIMED,
            ["Smoking at delivery, 2008/09"],
            ["Anytown", 100, 500, 20],
            [second],
            ["Anytown", 300, 500, 60],
        ]

    problem = refused(grid("Breastfeeding initiation"))
    assert (problem.code, problem.cell) == ("second_header", "A4")
    assert "no period" in problem.message
    assert len(figures(read(grid("Breastfeeding initiation, 2008/09")))) == 2


def test_a_rate_in_another_unit_than_the_lines_own_is_not_read():
    grid = [
        ["Area", "2007/08", ""],
        ["", "Number", "Rate per 1,000 live births"],
        ["Smoking at delivery"],
        ["Anytown", 100, 20.1],
    ]
    found = read(grid)
    assert {row[5] for row in figures(found)} == {None}
    assert "unread_column" in {p.code for p in found.problems}


# Limits beside a period in its own row.

RATE = ["Infant mortality rate"]
LIMITS = ["Lower CI", "Upper CI"]


def intervals(grid: list[list[object]]) -> list[tuple[object, ...]]:
    frame = read(grid).to_frame()[["period", "value", "lower_ci", "upper_ci"]].dropna()
    return sorted(frame.itertuples(index=False, name=None))


@pytest.mark.parametrize("header", ["Area", ""])
def test_limits_beside_a_lone_period_are_its_own(header):
    grid = [RATE, [header, "2007-09", *LIMITS], ["Anytown", 5.7, 4.2, 7.4]]
    assert intervals(grid) == [("2007-09", 5.7, 4.2, 7.4)]
    grid = [RATE, [header, "2007-09", "95% CI"], ["Anytown", 5.7, "4.2-7.4"]]
    assert intervals(grid) == [("2007-09", 5.7, 4.2, 7.4)]


def test_limits_behind_each_of_several_periods_are_its_own():
    grid = [
        RATE,
        ["Area", "2006-08", *LIMITS, "2007-09", *LIMITS],
        ["Anytown", 5.7, 4.2, 7.4, 5.6, 4.1, 7.3],
    ]
    assert intervals(grid) == [("2006-08", 5.7, 4.2, 7.4), ("2007-09", 5.6, 4.1, 7.3)]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (["2006-08", "2007-09", *LIMITS], [5.7, 5.6, 4.1, 7.3]),
        (["2007-09", "Lower CI (99.8%)", "Upper CI (99.8%)"], [5.7, 4.2, 7.4]),
        (["2007-09", "England", *LIMITS], [5.7, 4.7, 4.2, 7.4]),
        (["2007-09", "Lower quartile", "Upper quartile"], [5.7, 4.2, 7.4]),
    ],
)
def test_limits_that_may_be_of_something_else_are_warned_of(header, row):
    grid = [RATE, ["Area", *header], ["Anytown", *row]]
    assert intervals(grid) == []
    assert {p.code for p in read(grid).problems} == {"unread_column"}


def test_limits_of_counts_are_none_of_a_rate():
    found = read([["Infant deaths"], ["Area", "2007-09", *LIMITS], ["Anytown", 57, 42, 74]])
    assert found.to_frame()["lower_ci"].isna().all()
    assert any("limits of counts" in note for note in found.notes)
