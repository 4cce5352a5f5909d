"""Lines of their own by a table; figures and cells are typed by hand from the grids."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.unit.inputs.layouts.test_across import CATALOGUE, Grid, read, refused, values, workbook

from imscore.errors import InputError
from imscore.inputs.read import read_files

SMOKING = "Smoking at delivery (%)"
YEARS = [["PCT", "2009/10", "2010/11"], ["Bolton PCT", 18.3, 17.2], ["Bury PCT", 16.1, 15.4]]
READ = {("Bolton PCT", "2009/10"): 18.3, ("Bolton PCT", "2010/11"): 17.2,
        ("Bury PCT", "2009/10"): 16.1, ("Bury PCT", "2010/11"): 15.4}  # fmt: skip
SHAPES: dict[str, Callable[[str], Grid]] = {
    "below": lambda line: [[SMOKING], [line], *YEARS],
    "above": lambda line: [[line], [SMOKING], *YEARS],
    "after a blank row": lambda line: [[SMOKING], [], [line], [], *YEARS],
    "over the years": lambda line: [[SMOKING], ["", line], *YEARS],
    "areas across": lambda line: [[SMOKING], [line], ["Year", "Bolton", "Bury"],
                                  ["2009/10", 18.3, 16.1], ["2010/11", 17.2, 15.4]],
    "indicators down": lambda line: [["Bolton"], [line], ["Indicator", "2009/10", "2010/11"],
                                     ["Smoking at delivery", 18.3, 17.2]],
    "one row each": lambda line: [[SMOKING], [line], ["Area", "Period", "Rate"],
                                  ["Bolton", "2009/10", 18.3], ["Bury", "2009/10", 16.1]],
    "labelled": lambda line: [[SMOKING], ["Cohort", line], [], *YEARS],
}  # fmt: skip


def lines_of(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split(";")]


NARROWING = lines_of("""
    LAA target; Stretch target; Agreed trajectory; WCC ambition; Operating plan; Expected;
    Mothers under 20; Ethnicity: Asian; Rank in region; Lower confidence limits; Standard error;
    Z score; Index (England = 100); Previous method; Primiparous women; Routine and manual; Sole
    registrations; Neonatal; Five-year average; Inside marriage; Mothers born in Pakistan; Low
    birthweight babies; Most deprived quintile; Indirectly standardised; Excluding congenital
    anomalies; 6-8 weeks; Exclusive; Coverage; Aged 13-15; Under 16; Partners; Known status
    only; per 10,000; Bookings
""")
SILENT = lines_of("""
    Table 3; Bolton PCT; Data; North West SHA; 2009/10 to 2010/11; England and Wales; All
    persons; All ages; Total; Persons; New Forest; Vale of White Horse; Percentage of
    maternities; 12 March 2011; Source: under 20s are left out; Note 2: Coverage and exclusive
    use; Prepared by A. N. Other; Produced on 3/4/2011; Public Health Intelligence Team; Made up
    Health Partnership; Figures for mothers under 20 are in another table; * target not set;
    Contact: target.team@example.org; Greater Manchester; By PCT of residence; Bolton; Area:
    Bolton; Updated quarterly
""")


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("line", NARROWING)
def test_a_line_that_narrows_is_refused_wherever_it_stands(shape: str, line: str) -> None:
    grid = SHAPES[shape](line)
    problem = refused(grid)
    row = next(n for n, cells in enumerate(grid, 1) if line in cells)
    assert problem.cell == f"{'AB'[list(grid[row - 1]).index(line)]}{row}"
    assert line in problem.message


@pytest.mark.parametrize("line", NARROWING)
def test_the_sheets_name_is_judged_as_a_line(line: str) -> None:
    name = line.replace(":", "")[:31]
    problem = refused([[SMOKING], *YEARS], name)
    assert (problem.severity, problem.sheet, problem.cell) == ("error", name, "")


@pytest.mark.parametrize("line", SILENT)
@pytest.mark.parametrize("shape", ["below", "above", "after a blank row", "over the years"])
def test_other_lines_are_passed_over_without_a_word(shape: str, line: str) -> None:
    found = read(SHAPES[shape](line))
    assert values(found) == READ
    assert found.problems == ()


@pytest.mark.parametrize("line", ["Blue cohort", "Phase two sites", "Saint Elsewhere"])
@pytest.mark.parametrize(("shape", "cell"), [("below", "A2"), ("above", "A1"),
                                             ("over the years", "B2")])  # fmt: skip
def test_a_line_that_is_not_understood_is_warned_of(shape: str, cell: str, line: str) -> None:
    found = read(SHAPES[shape](line))
    assert values(found) == READ
    (doubt,) = found.problems
    assert (doubt.severity, doubt.code, doubt.cell) == ("warning", "line_unclear", cell)
    assert "must not be read so" in doubt.hint


@pytest.mark.parametrize("line", ["Maternity dashboard", "Child health", "LAA target: 15.0%"])
def test_a_theme_or_a_document_above_the_title_is_doubtful_and_no_more(line: str) -> None:
    found = read(SHAPES["above"](line))
    assert values(found) == READ
    assert [(p.code, p.cell) for p in found.problems] == [("line_unclear", "A1")]


def test_two_lines_that_make_one_title_are_one() -> None:
    grid = [["Infant mortality rate"], ["per 1,000 live births"], ["2006-08 to 2007-09"],
            ["Area", "2006-08", "2007-09"], ["Bolton", 6.2, 6.1]]  # fmt: skip
    found = read(grid)
    assert values(found) == {("Bolton", "2006-08"): 6.2, ("Bolton", "2007-09"): 6.1}
    assert found.problems == ()


EARLIER = [[SMOKING], ["PCT", "2007/08", "2008/09"], ["Bolton PCT", 20.1, 19.7],
           ["Bury PCT", 17.1, 16.8], []]  # fmt: skip
OF_EARLIER = {("Bolton PCT", "2007/08"): 20.1, ("Bolton PCT", "2008/09"): 19.7,
              ("Bury PCT", "2007/08"): 17.1, ("Bury PCT", "2008/09"): 16.8}  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [*(line for line in NARROWING if line != "per 10,000"), "National position", "Points",
     "Quarter 1 only", "April to December", "Data quality", "Blue cohort"],
)  # fmt: skip
def test_a_heading_that_is_not_understood_never_makes_its_block_the_newest(line: str) -> None:
    problem = refused([*EARLIER, [line], *YEARS])
    assert problem.cell == "A6"


def test_a_block_in_another_unit_is_left_out_and_said() -> None:
    found = read([*EARLIER, ["per 10,000"], *YEARS])
    assert values(found) == OF_EARLIER
    assert [(p.code, p.cell) for p in found.problems] == [("table_not_read", "A6")]


@pytest.mark.parametrize("line", ["Blue cohort", "National position"])
def test_a_block_of_other_areas_is_refused_as_well(line: str) -> None:
    others = [EARLIER[1], ["Salford PCT", 7.0, 7.7]]
    assert refused([*EARLIER, [line], *others]).cell == "A6"


@pytest.mark.parametrize(
    "line", ["Smoking at delivery (%)", "Table 2", "2009/10 and 2010/11", "North West",
             "Percentage of maternities", "Source: local data", "Note: targets are left out"],
)  # fmt: skip
def test_a_heading_that_is_understood_leaves_its_block_readable(line: str) -> None:
    found = read([*EARLIER, [line], *YEARS])
    assert values(found) == OF_EARLIER | READ
    assert not [p for p in found.problems if p.code != "jump"]


def test_a_line_over_a_block_that_names_its_indicator_is_warned_of_alone() -> None:
    found = read([*EARLIER, [SMOKING], ["Blue cohort"], *YEARS])
    assert values(found) == OF_EARLIER | READ
    assert [(p.code, p.cell) for p in found.problems] == [("line_unclear", "A7")]


def two_sheets(name: str) -> bytes:
    return workbook({SMOKING: EARLIER, name: [[SMOKING], *YEARS]})


@pytest.mark.parametrize("name", ["Second round", "National position", "LAA target", "Coverage"])
def test_a_second_sheet_whose_name_is_not_understood_is_not_read_as_the_same(name: str) -> None:
    with pytest.raises(InputError) as caught:
        read_files([("t.xlsx", two_sheets(name))], CATALOGUE)
    assert [p.sheet for p in caught.value.problems if p.severity == "error"][:1] == [name]


@pytest.mark.parametrize("name", ["2009-11", "Table 2", "Sheet2", "Bolton", "Data"])
def test_a_second_sheet_whose_name_is_understood_is_read(name: str) -> None:
    found = read_files([("t.xlsx", two_sheets(name))], CATALOGUE)
    assert values(found) == OF_EARLIER | READ


@pytest.mark.parametrize("line", ["Standard error", "Routine and manual", "Coverage", "Neonatal"])
@pytest.mark.parametrize("place", ["line", "sheet"])
def test_over_rows_that_name_their_indicators_it_is_doubtful(place: str, line: str) -> None:
    grid = [["area_name", "indicator", "period", "value"],
            ["Bolton", "smoking_at_delivery", "2009/10", 18.3]]  # fmt: skip
    found = read([[line], [], *grid]) if place == "line" else read(grid, line)
    assert values(found) == {("Bolton", "2009/10"): 18.3}
    assert [p.code for p in found.problems] == ["doubtful_title"]
