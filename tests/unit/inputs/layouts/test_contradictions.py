"""Texts of a table that contradict each other are refused at a cell; grids are made up by hand."""

from __future__ import annotations

import pytest
from tests.unit.inputs.layouts.test_across import SMOKING, Grid, figures, read, refused, values

CODE = "contradicting_words"


@pytest.mark.parametrize(
    ("grid", "cell"),
    [
        ([["Area", "Period", "Smoking at delivery 2009/10 (n)", "Maternities"],
          ["Anytown", "2010/11", 716, 3821]], "C1"),
        ([["Area", "Period", "Smoking at delivery (%)", "Smoking at delivery Q1 (n)"],
          ["Anytown", "2010/11", 18.7, 716]], "D1"),
        ([["Infant mortality rate"], ["Area", "2004-06", "", "2007-09", ""],
          ["", "Number", "Rate", "Number", "Rate (2004-06)"], ["Anytown", 40, 4.4, 52, 5.1]], "E3"),
        ([["Infant mortality rate per 1,000 live births"],
          ["Area", "Period", "Value 2004-06"], ["Anytown", "2007-09", 5.1]], "C2"),
    ],
)  # fmt: skip
def test_a_header_of_another_period_is_refused(grid: Grid, cell: str) -> None:
    problem = refused(grid)
    assert (problem.code, problem.cell) == (CODE, cell)
    assert "another period" in problem.message


def test_a_header_of_the_same_period_is_read() -> None:
    found = read([["Area", "Period", "Smoking at delivery 2010/11 (n)", "Maternities"],
                  ["Anytown", "2010/11", 160, 800]])  # fmt: skip
    assert values(found) == {("Anytown", "2010/11"): 20.0}


@pytest.mark.parametrize(
    "words", ["(3 year average)", "(rolling three-year rate)", "three year", "(3-yr pooled)"]
)
def test_averages_over_years_need_their_years(words: str) -> None:
    title = f"Infant mortality rate per 1,000 live births {words}"
    problem = refused([[title], ["Area", 2005, 2006], ["Anytown", 4.9, 5.1]])
    assert problem.cell == "A1"


def test_single_years_under_three_year_averages_name_what_to_write() -> None:
    title = "Infant mortality rate per 1,000 live births (3 year average)"
    problem = refused([[title], ["Area", 2005, 2006], ["Anytown", 4.9, 5.1]])
    assert problem.code == CODE
    assert "2007-09" in problem.hint
    found = read([[title], ["Area", "2004-06", "2005-07"], ["Anytown", 4.9, 5.1]])
    assert values(found) == {("Anytown", "2004-06"): 4.9, ("Anytown", "2005-07"): 5.1}


@pytest.mark.parametrize(
    ("title", "header", "cell"),
    [
        ("Infant mortality", ["Area", "Deaths", "Population", "Rate"], "C2"),
        ("Stillbirths", ["Area", "Stillbirths", "Live births", "Rate"], "C2"),
        ("Smoking at delivery", ["Area", "Smokers", "Live births", "%"], "C2"),
        ("Infant mortality", ["Area", "Smokers", "Live births", "Rate"], "B2"),
    ],
)
def test_counts_of_other_people_are_refused(title: str, header: list[str], cell: str) -> None:
    period = "2007-09" if "Infant" in title else "2010/11"
    problem = refused([[f"{title}, {period}"], header, ["Anytown", 20, 4000, 5.0]])
    assert (problem.code, problem.cell) == (CODE, cell)


def test_a_population_below_a_period_is_none_of_births() -> None:
    problem = refused([["Infant mortality"], ["Area", "2004-06", "", "2007-09", ""],
                       ["", "Deaths", "Population", "Deaths", "Population"],
                       ["Anytown", 40, 27000, 61, 26650]])  # fmt: skip
    assert (problem.code, problem.cell) == (CODE, "C3")


def test_a_sheet_named_after_another_indicator_is_refused() -> None:
    grid = [["Breastfeeding initiation (%)"], ["Area", "2009/10"], ["Anytown", 68.7]]
    problem = refused(grid, sheet="Smoking at delivery")
    assert (problem.code, problem.cell) == (CODE, "A1")
    assert values(read(grid, sheet="Breastfeeding")) == {("Anytown", "2009/10"): 68.7}


def test_comparisons_are_read_only_beside_england() -> None:
    title = ["Smoking at delivery compared with England (%)"]
    grid = [title, ["Area", "2009/10"], ["Anytown", 5.2]]
    assert refused(grid).code == CODE
    assert ("Anytown", "2009/10") in values(read([*grid, ["England", 14.0]]))


@pytest.mark.parametrize(
    "title",
    [
        "Smoking at delivery, published 2011/12",
        "Smoking at delivery, report of 2011/12",
        "Annual report 2011/12: Smoking at delivery",
        "Smoking at delivery, as at 2011/12",
        "Smoking at delivery: 2011/12 annual report",
        "Smoking at delivery, updated in May 2011/12",
    ],
)
def test_a_date_of_publication_is_no_period(title: str) -> None:
    table: Grid = [["Area", "Smokers", "Maternities"], ["Anytown", 160, 800]]
    problem = refused([[title], *table])
    assert problem.code in ("missing_column", "no_table")
    found = read([["Annual report 2011/12"], ["Smoking at delivery, 2010/11"], *table])
    assert values(found) == {("Anytown", "2010/11"): 20.0}


def test_a_header_over_several_columns_is_none_of_them() -> None:
    """As in ONS tables of births and deaths: perinatal deaths are no infant deaths."""
    problem = refused([["Infant mortality, 2007-09"], ["Area", "Live births", "Deaths", "", ""],
                       ["", "", "Perinatal", "Neonatal", "Infant"],
                       ["Anytown", 9000, 70, 30, 45]])  # fmt: skip
    assert (problem.code, problem.cell) == ("second_header", "C2")
    assert "'Perinatal', 'Neonatal', 'Infant'" in problem.message


@pytest.mark.parametrize("header", ["Deaths (all ages)", "All deaths", "All-age deaths"])
def test_deaths_at_all_ages_are_no_infant_deaths(header: str) -> None:
    grid: Grid = [["Infant mortality"], ["Area", "2004-06", "", "2007-09", ""],
                  ["", header, "Live births", header, "Live births"],
                  ["Anytown", 4000, 9000, 4100, 9100]]  # fmt: skip
    assert refused(grid).severity == "error"


def test_tables_side_by_side_are_both_read() -> None:
    found = read([["Smoking at delivery, 2010/11", "", "", "", "",
                   "Breastfeeding initiation, 2010/11"],
                  ["PCT", "Smokers", "Maternities", "%", "", "PCT", "Number", "Maternities", "%"],
                  ["Anytown PCT", 160, 800, 20.0, "", "Anytown PCT", 480, 800, 60.0],
                  ["Othertown PCT", 90, 600, 15.0, "", "Othertown PCT", 420, 600, 70.0],
                  ])  # fmt: skip
    assert {row[:2] + row[3:] for row in figures(found)} == {
        ("Anytown PCT", SMOKING, 160, 800, 20.0),
        ("Othertown PCT", SMOKING, 90, 600, 15.0),
        ("Anytown PCT", "breastfeeding_initiation", 480, 800, 60.0),
        ("Othertown PCT", "breastfeeding_initiation", 420, 600, 70.0),
    }


def test_a_fraction_that_would_be_far_over_all_that_was_seen_is_asked_about() -> None:
    grid: Grid = [["Low birth weight of all babies"], ["Area", 2008, 2009], ["Anytown", 0.08, 0.9]]
    assert refused(grid).code == "ambiguous_fraction"


def test_a_value_twice_what_its_counts_give_is_of_other_counts() -> None:
    grid: Grid = [["Infant mortality, 2007-09"], ["Area", "Deaths", "Live births", "Rate"],
                  ["Anytown", 2500, 9000, 5.1]]  # fmt: skip
    problem = refused(grid)
    assert (problem.code, problem.cell) == ("value_contradicts", "D3")


def test_a_code_that_lacks_a_digit_is_warned_of() -> None:
    found = read([["Smoking at delivery (%)"], ["Area code", "Area", "2009/10"],
                  ["E0600001", "Anytown", 18.0]])  # fmt: skip
    assert [(p.code, p.cell) for p in found.problems] == [("malformed_code", "A3")]


def test_a_published_layout_without_its_values_says_which_column_was_not_read() -> None:
    header = ["Area Name", "Indicator Name", "Time period", "Bananas", "Count", "Denominator"]
    row = ["Anytown", "Smoking status at time of delivery", "2010/11", 28.7, 160, 800]
    found = read([header, row])
    assert [(p.code, p.cell) for p in found.problems] == [("unread_column", "D1")]


@pytest.mark.parametrize("years", [("08/09", "09/10"), ("FY09", "FY10"), ("0809", "0910")])
def test_periods_too_short_are_named_as_the_trouble(years: tuple[str, str]) -> None:
    problem = refused([["Smoking at delivery (%)"], ["PCT", *years], ["Anytown PCT", 19.1, 18.7]])
    assert (problem.code, problem.cell) == ("bad_period", "B2")
    assert "2008/09" in problem.hint


def test_a_note_that_gives_all_figures_another_unit_is_refused() -> None:
    title, header = ["Infant mortality, 2007-09"], ["Area", "Rate"]
    rows: Grid = [title, header, ["Anytown", 5.1], [], ["Rates are per 10,000 live births"]]
    problem = refused(rows)
    assert (problem.code, problem.cell) == ("narrowing_column", "A5")
    assert not read([*rows[:4], ["Rates are per 1,000 live births"]]).problems


def test_a_title_may_say_whose_it_is() -> None:
    title = "Women's smoking status at time of delivery: England, Quarter 2, 2009/10"
    found = read([[title], ["PCT code", "PCT name", "Maternities", "Smokers"],
                  ["5ZZ", "Anytown PCT", 800, 160]])  # fmt: skip
    assert values(found) == {("Anytown PCT", "2009/10 Q2"): 20.0}


@pytest.mark.parametrize("place", ["England", "North West", "Bury"])
def test_a_column_of_another_place_is_not_the_rows_own(place: str) -> None:
    header = ["Area", "Period", f"Smoking at delivery ({place})"]
    assert refused([header, ["Bolton", "2010/11", 13.7]]).severity == "error"
    own = read([[*header, "Smoking at delivery (%)"], ["Bolton", "2010/11", 13.7, 18.7]])
    assert values(own) == {("Bolton", "2010/11"): 18.7}
