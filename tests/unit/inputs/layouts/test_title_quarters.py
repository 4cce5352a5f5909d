"""Quarters whose year stands in the title alone; every figure is typed by hand from its grid."""

from __future__ import annotations

import pytest
from tests.unit.inputs.layouts.test_across import Grid, read, refused, values

QUARTERS = ("Q1", "Q2", "Q3", "Q4")
MONTHS = ("Apr-Jun", "Jul-Sep", "Oct-Dec", "Jan-Mar")
FIGURES = (20.1, 19.2, 18.4, 17.0)
TITLE = "Smoking at delivery (%) 2009/10"


def table(title: str, headers: tuple[str, ...], *more: object) -> Grid:
    return [[title], [], ["Org code", "Name", *headers], ["5ZZ", "Anytown", *FIGURES, *more]]


@pytest.mark.parametrize("headers", [QUARTERS, MONTHS, tuple(f"Quarter {n}" for n in range(1, 5))])
def test_quarters_are_of_the_titles_financial_year(headers):
    found = read(table(TITLE, headers))
    assert values(found) == {
        ("Anytown", f"2009/10 {quarter}"): figure
        for quarter, figure in zip(QUARTERS, FIGURES, strict=True)
    }
    assert any("C3:F3 are taken to be of 2009/10, from A1" in note for note in found.notes)


@pytest.mark.parametrize("total", ["Total", "Annual", "Full year"])
def test_a_total_beside_all_four_is_the_year(total):
    found = read(table(TITLE, (*QUARTERS, total), 18.7))
    assert values(found)["Anytown", "2009/10"] == 18.7
    assert any(f"{total} (G3) to be that year" in note for note in found.notes)


def test_a_total_beside_two_quarters_is_not_the_year():
    found = read([[TITLE], ["Area", "Q1", "Q2", "Total"], ["Anytown", 20.1, 19.2, 19.7]])
    assert set(values(found)) == {("Anytown", "2009/10 Q1"), ("Anytown", "2009/10 Q2")}
    assert [(p.code, p.cell) for p in found.problems] == [("unread_column", "D2")]


def test_a_quarter_that_is_a_target_is_set_aside_at_its_cell():
    found = read([[TITLE], ["Area", "Q1", "Q2 Target", "Q3"], ["Anytown", 20.1, 15.0, 18.4]])
    assert values(found) == {("Anytown", "2009/10 Q1"): 20.1, ("Anytown", "2009/10 Q3"): 18.4}
    assert [p.cell for p in found.problems if p.code == "unread_column"] == ["C2"]


def test_each_of_two_blocks_has_its_own_titles_year():
    blocks = [[TITLE], ["Area", *QUARTERS], ["Anytown", *FIGURES], [],
              [TITLE.replace("2009/10", "2010/11")], ["Area", *QUARTERS],
              ["Anytown", 10.1, 9.2, 8.4, 7.2]]  # fmt: skip
    found = values(read(blocks))
    assert (found["Anytown", "2009/10 Q1"], found["Anytown", "2010/11 Q1"]) == (20.1, 10.1)
    assert len(found) == 8


@pytest.mark.parametrize(
    ("title", "headers", "reason"),
    [
        ("Smoking at delivery (%) 2009", QUARTERS, "2009 in the title may be a calendar year"),
        ("Smoking at delivery (%)", QUARTERS, "nothing says of which year"),
        (f"{TITLE} and 2010/11", QUARTERS, "several periods (2009/10, 2010/11)"),
        ("Smoking at delivery (%) 2007-09", QUARTERS, "is no financial year"),
        # Those of a calendar year: January comes first.
        (TITLE, ("Jan-Mar", "Apr-Jun", "Jul-Sep", "Oct-Dec"), "order of a financial year"),
    ],
)
def test_what_is_not_one_financial_year_is_refused_with_the_reason(title, headers, reason):
    problem = refused(table(title, headers))
    assert (problem.code, problem.cell) == ("missing_column", "C3")
    assert reason in problem.message
