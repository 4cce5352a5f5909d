"""Lines around a table: another unit, another scale, drafts, titles that are of a part."""

from __future__ import annotations

import csv
import io

import pytest
from tests.unit.inputs.layouts.test_across import Grid, read, refused, values

from imscore.errors import InputError
from imscore.inputs.read import read_files
from imscore.reference.indicators import load

HEADER = ["Org code", "Name", "indicator", "period", "numerator", "denominator", "value"]
SMOKING = ["5ZZ", "Anytown", "smoking_at_delivery", "2009/10", 80, 400, 20.0]
CONCEPTIONS = ["5ZZ", "Anytown", "under18_conceptions", "2009", "", "", 41.2]
DEATHS = ["5ZZ", "Anytown", "infant_mortality", "2007-09", 9, 2046, ""]


def grids(line: str, row: list[object]) -> dict[str, Grid]:
    return {
        "above": [[line], [], HEADER, row],
        "below": [HEADER, row, [], [line]],
    }


def as_text(grid: Grid, *, quoted: bool) -> bytes:
    if not quoted:
        return "\n".join(",".join(map(str, row)) for row in grid).encode()
    stream = io.StringIO()
    csv.writer(stream).writerows(grid)
    return stream.getvalue().encode()


REFUSED = [
    ("All figures are percentages", CONCEPTIONS),
    ("All figures are shown as percentages.", DEATHS),
    ("Values are in %", CONCEPTIONS),
    ("Rates are per 10,000 females aged 15-17.", CONCEPTIONS),
    ("All rates are given per 100,000", DEATHS),
    ("Note: rates are per 100", DEATHS),
    ("Counts in thousands", SMOKING),
    ("Denominators are in thousands.", SMOKING),
    ("Maternities (000s)", SMOKING),
    ("All numbers in '000s", SMOKING),
]


@pytest.mark.parametrize(("line", "row"), REFUSED)
@pytest.mark.parametrize("where", ["above", "below"])
def test_a_line_that_changes_the_unit_or_scale_of_all_figures_is_refused(line, row, where):
    problem = refused(grids(line, row)[where])
    assert (problem.code, problem.severity) == ("narrowing_column", "error")
    assert problem.cell == ("A1" if where == "above" else "A4")
    assert line in problem.message


@pytest.mark.parametrize(
    "line", ["Rates per 10,000 females aged 15-17", "All rates are per 10,000"]
)
@pytest.mark.parametrize("quoted", [True, False])
def test_a_line_of_a_text_file_that_is_cut_at_its_commas_is_put_together(line, quoted):
    grid = grids(line, CONCEPTIONS)["above"]
    with pytest.raises(InputError) as caught:
        read_files([("t.csv", as_text(grid, quoted=quoted))], load())
    (problem,) = caught.value.problems
    assert repr(line) in problem.message


HARMLESS = [
    ("All figures are percentages", SMOKING),
    ("Rates are per 1,000 females aged 15-17", CONCEPTIONS),
    ("Rates are per 1,000 live births", DEATHS),
    ("Percentages of smokers are on another sheet", CONCEPTIONS),
    ("Counts are rounded to the nearest thousand", SMOKING),
    ("Thousands of forms were returned", SMOKING),
    ("Denominators are maternities with status known", SMOKING),
]


@pytest.mark.parametrize(("line", "row"), HARMLESS)
@pytest.mark.parametrize("where", ["above", "below"])
def test_other_lines_are_no_news(line, row, where):
    found = read(grids(line, row)[where])
    assert not [p for p in found.problems if p.severity == "error"]
    assert not [p for p in found.problems if "unit" in p.message or "thousand" in p.expected]
    assert len(values(found)) == 1


def test_a_line_about_other_figures_than_all_is_warned_of():
    line = "The crude birth rate on sheet 2 is per 10,000 people"
    assert [(p.code, p.cell) for p in read(grids(line, DEATHS)["below"]).problems] == [
        ("doubtful_title", "A4")
    ]


def test_thousands_matter_less_where_there_are_no_counts():
    grid: Grid = [["Population is in thousands"], ["Name", "indicator", "period", "value"],
                  ["Anytown", "smoking_at_delivery", "2009/10", 20.0]]  # fmt: skip
    assert [p.code for p in read(grid).problems] == ["doubtful_title"]


DRAFTS = [
    *("DRAFT - NOT REAL DATA - for testing only", "Draft", "2009/10 figures are provisional"),
    *("Provisional", "Unvalidated data", "Dummy data", "These figures are not yet final"),
]


@pytest.mark.parametrize("line", DRAFTS)
@pytest.mark.parametrize("where", ["above", "below"])
def test_a_draft_is_warned_of_once(line, where):
    problems = [p for p in read(grids(line, SMOKING)[where]).problems if p.code == "provisional"]
    assert [(p.severity, p.cell) for p in problems] == [
        ("warning", "A1" if where == "above" else "A4")
    ]


@pytest.mark.parametrize(
    "line",
    ["Final figures, which replace the draft of May", "Figures are no longer provisional",
     "p = provisional", "Provisional figures are marked p", "[p] provisional", "Test of the trend",
     "Real data from the draughty office"],
)  # fmt: skip
def test_what_is_draft_no_more_is_no_news(line):
    found = read(grids(line, SMOKING)["below"])
    assert not [p for p in found.problems if p.code == "provisional"]


def test_a_draft_of_a_table_with_periods_across_is_warned_of_below_it_too():
    grid: Grid = [["Smoking at delivery (%)"], ["Area", "2009/10"], ["Anytown", 20.0], [],
                  ["Figures are provisional"]]  # fmt: skip
    assert [(p.code, p.cell) for p in read(grid).problems] == [("provisional", "A5")]


PARTS = [
    *("Males only", "Infant deaths: males only", "Mothers of Asian ethnic origin"),
    *("Pakistani mothers", "BME women", "Local targets agreed with the SHA", "Boys only"),
    *("Our targets for 2009/10", "Trajectory agreed with the SHA"),
]


@pytest.mark.parametrize("title", PARTS)
def test_a_title_of_a_part_is_refused_above_a_plain_table_as_above_a_wide_one(title):
    problem = refused([[title], [], HEADER, DEATHS])
    assert (problem.code, problem.cell) == ("narrowing_column", "A1")
    assert repr(title) in problem.message


WHOLE = [
    *("Mothers by ethnic group", "All ethnic groups", "Targets and outcomes", "Women's health"),
    *("Progress against target", "See the targets sheet", "Women and children's board"),
    *("White Horse and Blackburn", "Boys and girls in care"),
]


@pytest.mark.parametrize("title", WHOLE)
def test_other_titles_are_read(title):
    assert len(values(read([[title], [], HEADER, DEATHS]))) == 1


def test_females_are_all_of_an_indicator_of_females():
    title = ["Females only"]
    assert len(values(read([title, [], HEADER, SMOKING]))) == 1
    assert refused([title, [], HEADER, DEATHS]).code == "narrowing_column"
