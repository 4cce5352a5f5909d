"""Quarters down a column whose year stands above them; figures are typed by hand from the grids."""

from __future__ import annotations

import pytest
from tests.unit.inputs.layouts.test_across import SMOKING, figures, read, refused, values

TITLE = "Smoking at delivery (%) 2009/10"
UNTIMED = "Smoking at delivery (%)"
HEADER = ["Area", "Quarter", "%"]
FIRST = {"Q1": 20.1, "Q2": 19.2, "Q3": 18.4, "Q4": 17.0}
SECOND = {"Q1": 16.1, "Q2": 15.2, "Q3": 14.4, "Q4": 13.0}


def rows(of: dict[str, float], area: str = "Anytown") -> list[list[object]]:
    return [[area, *each] for each in of.items()]


def expected(**years: dict[str, float]) -> dict[tuple[str, str], float]:
    spelt = {f"20{name[1:3]}/{name[3:]}": of for name, of in years.items()}
    return {("Anytown", f"{year} {q}"): v for year, of in spelt.items() for q, v in of.items()}


@pytest.mark.parametrize(
    "labels", [("Q1", "Q2", "Q3", "Q4"), ("Apr-Jun", "Jul-Sep", "Oct-Dec", "Jan-Mar")]
)
def test_quarters_are_of_the_titles_financial_year(labels):
    grid = [[TITLE], HEADER, *rows(dict(zip(labels, FIRST.values(), strict=True)))]
    found = read(grid)
    assert values(found) == expected(y0910=FIRST)
    assert any("B3:B6 are taken to be of 2009/10, from A1" in note for note in found.notes)


def test_several_areas_each_have_their_quarters():
    found = values(read([[TITLE], HEADER, *rows(FIRST), *rows(SECOND, "Othertown")]))
    assert (found["Anytown", "2009/10 Q2"], found["Othertown", "2009/10 Q2"]) == (19.2, 15.2)
    assert len(found) == 8


@pytest.mark.parametrize(
    "grid",
    [
        [[UNTIMED], HEADER, ["2009/10"], *rows(FIRST), ["2010/11"], *rows(SECOND)],
        [[UNTIMED], ["2009/10"], HEADER, *rows(FIRST), [], ["2010/11"], HEADER, *rows(SECOND)],
        [[TITLE], HEADER, *rows(FIRST), ["", "2010/11"], *rows(SECOND)],
    ],
)
def test_stacked_years_each_have_the_line_above_them(grid):
    found = read(grid)
    assert values(found) == expected(y0910=FIRST, y1011=SECOND)
    assert not found.problems


def test_quarters_down_and_counts_across_for_one_area():
    grid = [["Smoking at delivery, Anytown PCT, 2009/10"], ["Quarter", "Smokers", "Maternities"],
            ["Q1", 101, 500], ["Q2", 102, 510], ["Q3", 103, 505], ["Q4", 104, 485],
            ["Total", 410, 2000]]  # fmt: skip
    found = figures(read(grid))
    assert {row[2:5] for row in found} == {
        ("2009/10 Q1", 101, 500), ("2009/10 Q2", 102, 510), ("2009/10 Q3", 103, 505),
        ("2009/10 Q4", 104, 485), ("2009/10", 410, 2000),
    }  # fmt: skip


def test_quarters_down_and_areas_across():
    grid = [[TITLE], ["Quarter", "Bolton PCT", "England"], ["Q1", 20.1, 14.1], ["Q2", 19.2, 14.0]]
    assert values(read(grid)) == {
        ("Bolton PCT", "2009/10 Q1"): 20.1, ("Bolton PCT", "2009/10 Q2"): 19.2,
        ("England", "2009/10 Q1"): 14.1, ("England", "2009/10 Q2"): 14.0,
    }  # fmt: skip


def test_a_mark_in_the_line_of_the_year_is_kept():
    found = read([[UNTIMED], HEADER, ["2010/11 provisional"], *rows(SECOND)])
    assert [(p.code, p.cell) for p in found.problems] == [
        ("provisional", "A3"),
        ("provisional", "C4"),
    ]


@pytest.mark.parametrize(
    "grid",
    [
        # A calendar year, or none, or two.
        [["Smoking at delivery (%) 2009"], HEADER, *rows(FIRST)],
        [[UNTIMED], HEADER, *rows(FIRST)],
        [["Smoking at delivery (%) 2009/10 and 2010/11"], HEADER, *rows(FIRST)],
        # The third and fourth quarter of one year, and the first two of the next.
        [[TITLE], HEADER, *rows({q: FIRST[q] for q in ("Q3", "Q4", "Q1", "Q2")})],
        # Two years under one title.
        [[TITLE], HEADER, *rows(FIRST), *rows(SECOND)],
        # A calendar year's order.
        [[TITLE], HEADER, *rows({"Jan-Mar": 1.0, "Apr-Jun": 2.0, "Jul-Sep": 3.0})],
    ],
)
def test_quarters_whose_year_is_not_certain_are_refused_at_their_cells(grid):
    problem = refused(grid)
    assert (problem.code, problem.cell) == ("bad_period", "B3")
    assert "2008/09 Q3" in problem.message


@pytest.mark.parametrize("line", ["2010", "2010/11 target", "2009-11"])
def test_a_line_that_is_no_financial_year_does_not_leave_its_rows_to_the_one_above(line):
    problem = refused([[UNTIMED], HEADER, ["2009/10"], *rows(FIRST), [line], *rows(SECOND)])
    assert problem.cell in ("B9", "A8")


def test_a_total_of_two_quarters_is_no_year():
    grid = [
        [TITLE],
        HEADER,
        ["Anytown", "Q1", 20.1],
        ["Anytown", "Q2", 19.2],
        ["Anytown", "Total", 19.6],
    ]
    problem = refused(grid)
    assert (problem.code, problem.cell) == ("bad_period", "B5")


# Quarters down, years across.

YEARS = ["2009/10", "2010/11"]
ANYTOWN = "Smoking at delivery (%), Anytown PCT"


def both(*labels: str) -> list[list[object]]:
    return [[q, FIRST[q], SECOND[q]] for q in labels or FIRST]


@pytest.mark.parametrize("header", ["Quarter", "", "Period"])
def test_quarters_below_years_are_of_them(header):
    found = read([[ANYTOWN], [header, *YEARS], *both(), ["Total", 18.7, 14.7]])
    by_quarter = {
        ("Anytown PCT", period): value
        for (_, period), value in expected(y0910=FIRST, y1011=SECOND).items()
    }
    whole = {("Anytown PCT", "2009/10"): 18.7, ("Anytown PCT", "2010/11"): 14.7}
    assert values(found) == by_quarter | whole
    assert any("column A gives the quarters" in note for note in found.notes)


def test_quarters_beside_areas_below_counts_and_rates():
    grid = [["Smoking at delivery"], ["Area", "Quarter", "2009/10", ""], ["", "", "Number", "%"],
            ["Anytown", "Q1", 101, 20.1], ["Anytown", "Q2", 96, 19.2]]  # fmt: skip
    assert figures(read(grid)) == {
        ("Anytown", SMOKING, "2009/10 Q1", 101, None, 20.1),
        ("Anytown", SMOKING, "2009/10 Q2", 96, None, 19.2),
    }


@pytest.mark.parametrize(
    ("years", "labels", "reason"),
    [
        (["2009", "2010"], ("Q1", "Q2"), "2009 above them is no financial year"),
        (YEARS, ("Q1", "Q2", "Total"), "their total is not of all four"),
    ],
)
def test_quarters_below_what_is_no_year_of_theirs_are_refused(years, labels, reason):
    rows_of = [[label, 20.1, 19.2] for label in labels]
    problem = refused([[ANYTOWN], ["Quarter", *years], *rows_of])
    assert (problem.code, problem.cell) == ("missing_column", "A3")
    assert reason in problem.message


@pytest.mark.parametrize(
    "labels", [("April", "May"), ("Apr 2009",), ("H1", "H2"), ("Q1", "Q2", "H1"), ("Month 1",)]
)
@pytest.mark.parametrize("area", [[], ["Anytown"]])
def test_months_below_years_are_neither_areas_nor_years(labels, area):
    rows_of = [[*area, label, 20.1, 19.2] for label in labels]
    problem = refused([[ANYTOWN], [*(["Area"] if area else []), "Month", *YEARS], *rows_of])
    assert problem.code == "missing_column"
    assert "part of a year" in problem.message


@pytest.mark.parametrize("name", ["Marlow", "Mayfield", "Octon"])
def test_a_place_that_begins_like_a_month_is_an_area(name):
    assert values(read([["Smoking at delivery (%)"], ["", *YEARS], [name, 20.1, 19.2]])) == {
        (name, "2009/10"): 20.1, (name, "2010/11"): 19.2,
    }  # fmt: skip
