"""Tables with something across, as people make them: read right, or refused with the reason.

Every expected figure is typed by hand from the grid above it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
import xlsxwriter

from imscore.errors import InputError
from imscore.inputs.read import read_files
from imscore.model import Observations, Problem
from imscore.reference.indicators import load

CATALOGUE = load()
Grid = Sequence[Sequence[object]]


def workbook(sheets: dict[str, Grid]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for name, grid in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(grid):
                for column, cell in enumerate(cells):
                    if cell not in ("", None):
                        sheet.write(row, column, cell)
    return stream.getvalue()


def read(grid: Grid, sheet: str = "Sheet1", file: str = "t.xlsx") -> Observations:
    return read_files([(file, workbook({sheet: grid}))], CATALOGUE)


def refused(grid: Grid, sheet: str = "Sheet1") -> Problem:
    with pytest.raises(InputError) as caught:
        read(grid, sheet)
    return next(p for p in caught.value.problems if p.severity == "error")


def figures(found: Observations) -> set[tuple[object, ...]]:
    frame = found.to_frame()
    columns = ["area_name", "indicator", "period", "numerator", "denominator", "value"]
    rows = frame[columns].astype(object).where(frame[columns].notna(), None)
    return set(rows.itertuples(index=False, name=None))


def values(found: Observations) -> dict[tuple[str, str], float]:
    return {(a, p): v for a, _, p, _, _, v in figures(found)}


IM, SMOKING = "infant_mortality", "smoking_at_delivery"
WINDOWS = ("2004-06", "2005-07")


# What a title says.


def test_a_title_of_another_measure_is_refused_at_its_cell_with_its_words():
    problem = refused([["Women not smoking at delivery"], ["Area", "2008/09", "2009/10"],
                       ["Anytown", 81.1, 80.2]])  # fmt: skip
    assert (problem.code, problem.cell) == ("missing_column", "A1")
    assert "'Women not smoking at delivery'" in problem.message
    assert "'not'" in problem.message
    assert "--layout" in problem.hint


@pytest.mark.parametrize(
    "title", ["Percentage leading to abortion", "Persons smoking at age 15", "Quits by stage"]
)
def test_a_title_of_another_measure_rules_out_the_sheets_name(title):
    grid = [[title], ["Area", "2008", "2009"], ["Anytown", 45.1, 35.2]]
    assert refused(grid, "Under-18 conceptions").cell == "A1"


def test_beside_a_table_that_is_read_an_unclear_one_is_worth_a_warning():
    good = [["Infant mortality rate"], ["Area", *WINDOWS], ["Anytown", 4.9, 5.1]]
    boys = [["Infant mortality, males"], ["Area", *WINDOWS], ["Anytown", 5.9, 6.1]]
    found = read_files([("t.xlsx", workbook({"All": good, "More": boys}))], CATALOGUE)
    assert values(found) == {("Anytown", "2004-06"): 4.9, ("Anytown", "2005-07"): 5.1}
    assert [(p.code, p.sheet, p.cell) for p in found.problems] == [("table_not_read", "More", "A1")]


@pytest.mark.parametrize("name", ["Targets", "Forecast", "Males"])
def test_a_sheet_of_targets_or_of_one_sex_is_not_read(name):
    plain = [["area_name", "indicator", "period", "value"], ["Anytown", SMOKING, "2009/10", 18.1]]
    assert refused(plain, name).code == "missing_column"


# Counts or rates.


@pytest.mark.parametrize(
    "title", ["Number of infant deaths", "Infant mortality (numbers)", "Infant deaths"]
)
def test_counts_are_never_read_as_rates(title):
    found = read([[title], ["Area", *WINDOWS], ["Anytown", 8, 7]])
    assert figures(found) == {
        ("Anytown", IM, "2004-06", 8, None, None),
        ("Anytown", IM, "2005-07", 7, None, None),
    }


def test_whole_numbers_that_nothing_calls_counts_or_rates_are_asked_about():
    problem = refused([["Infant mortality"], ["Area", *WINDOWS], ["Anytown", 8, 7]])
    assert (problem.code, problem.cell) == ("count_or_rate", "B3")


def test_whole_percentages_under_a_title_that_says_so_are_read():
    found = read([["Smoking at delivery (%)"], ["Area", "2008/09", "2009/10"], ["Anytown", 18, 17]])
    assert values(found) == {("Anytown", "2008/09"): 18, ("Anytown", "2009/10"): 17}


def test_a_column_of_another_unit_is_not_read():
    grid = [["Under 18 conceptions"], ["", "2007", "", "2008", ""],
            ["Area", *["Number", "Rate per 100,000"] * 2],
            ["Anytown", 145, 4440, 143, 4330]]  # fmt: skip
    found = read(grid)
    assert {row[3:] for row in figures(found)} == {(145, None, None), (143, None, None)}
    (problem,) = [p for p in found.problems if "Rate per 100,000" in p.message]
    assert (problem.severity, problem.cell) == ("warning", "C3")


# Rows that are measures, groups or targets.

MEASURES = [["Deaths", 15, 16], ["Births", 3083, 3182], ["Rate per 1,000", 4.9, 5.0]]


def test_rows_of_measures_become_one_record_of_the_titles_area():
    found = read([["Infant mortality - Anytown PCT"], ["", *WINDOWS], *MEASURES])
    assert {row[:5] for row in figures(found)} == {
        ("Anytown PCT", IM, "2004-06", 15, 3083),
        ("Anytown PCT", IM, "2005-07", 16, 3182),
    }
    assert set(found.cells()) == {"B5", "C5"}


def test_rows_of_measures_without_an_area_are_refused():
    problem = refused([["Infant mortality"], ["", *WINDOWS], *MEASURES])
    assert problem.code == "missing_column"
    assert "which area" in problem.message


@pytest.mark.parametrize("header", ["Measure", ""])
def test_an_area_beside_measures_holds_for_the_blank_cells_below_it(header):
    rows = [["Anytown", "Number", 15, 16], ["", "Rate", 4.9, 5.0],
            ["England", "Number", 9500, 9400], ["", "Rate", 5.0, 4.9]]  # fmt: skip
    found = read([["Infant mortality"], ["Area", header, *WINDOWS], *rows])
    assert figures(found) == {
        ("Anytown", IM, "2004-06", 15, None, 4.9),
        ("Anytown", IM, "2005-07", 16, None, 5.0),
        ("England", IM, "2004-06", 9500, None, 5.0),
        ("England", IM, "2005-07", 9400, None, 4.9),
    }


def test_measures_below_headings_with_areas_are_refused():
    rows = [["Anytown"], *MEASURES, ["England"], *MEASURES]
    assert "'Anytown'" in refused([["Infant mortality"], ["", *WINDOWS], *rows]).message


def test_rows_of_groups_and_targets_are_set_aside_and_counted():
    rows = [["Anytown", 4.9, 5.1], ["Males", 5.1, 5.2], ["20-24", 6.1, 6.2], ["Target", 4.0, 4.0]]
    found = read([["Infant mortality rate"], ["Area", *WINDOWS], *rows])
    assert {area for area, _ in values(found)} == {"Anytown"}
    assert any("3 rows set aside: no areas" in note for note in found.notes)


@pytest.mark.parametrize(
    ("header", "names"),
    [
        ("", ["Males", "Females"]),
        ("Ethnic group", ["White British", "Pakistani"]),
        ("Deprivation quintile", ["1 (most)", "2"]),
        ("Mother's age", ["Under 20", "20-24"]),
        ("Ward", ["A", "B"]),
        ("", ["married", "single"]),
        ("Area", ["Anytown boys", "Anytown girls"]),
        ("Area", ["Comparator group", "Average of peers"]),
    ],
)
def test_groups_of_people_never_become_areas(header, names):
    rows = [[name, 4.9, 5.1] for name in names]
    assert refused([["Infant mortality rate"], [header, *WINDOWS], *rows]).code == "missing_column"


def test_of_a_column_of_sexes_beside_the_area_only_persons_are_kept():
    rows = [["Anytown", "Persons", 4.9, 5.0], ["Anytown", "Males", 5.1, 4.2]]
    found = read([["Infant mortality rate"], ["Area", "Sex", *WINDOWS], *rows])
    assert values(found) == {("Anytown", "2004-06"): 4.9, ("Anytown", "2005-07"): 5.0}


# What stands among the periods.


@pytest.mark.parametrize(
    "header", ["2010/11 (to Dec)", "Target 2010/11", "YTD", "2010/11 forecast", "Average", "Total"]
)
def test_a_column_among_the_periods_that_is_not_understood_is_warned_of(header):
    grid = [["Smoking at delivery (%)"], ["Area", "2008/09", "2009/10", header],
            ["Anytown", 18.1, 17.5, 21.9]]  # fmt: skip
    found = read(grid)
    assert values(found) == {("Anytown", "2008/09"): 18.1, ("Anytown", "2009/10"): 17.5}
    assert [(p.code, p.cell) for p in found.problems] == [("unread_column", "D2")]


def test_a_target_between_two_years_takes_neither_of_them_away():
    grid = [["Smoking at delivery (%)"], ["Area", "2008/09", "Target 2009/10", "2009/10"],
            ["Anytown", 18.1, 15.0, 17.5]]  # fmt: skip
    found = read(grid)
    assert values(found) == {("Anytown", "2008/09"): 18.1, ("Anytown", "2009/10"): 17.5}


@pytest.mark.parametrize("header", ["Rank", "Notes", "% change 2008-2009", "RAG"])
def test_ranks_and_notes_beside_the_periods_are_noted(header):
    grid = [["Infant mortality rate"], ["Area", *WINDOWS, header], ["Anytown", 4.9, 5.1, 3]]
    found = read(grid)
    assert not found.problems
    assert any(header in note for note in found.notes)


def test_columns_under_forecast_are_not_read():
    grid = [["Smoking at delivery (%)"], ["", "Actual", "", "Forecast", ""],
            ["Area", "2007/08", "2008/09", "2009/10", "2010/11"],
            ["Anytown", 18.1, 17.9, 15.5, 14.4]]  # fmt: skip
    found = read(grid)
    assert values(found) == {("Anytown", "2007/08"): 18.1, ("Anytown", "2008/09"): 17.9}
    assert [(p.code, p.cell) for p in found.problems] == [("unread_column", "D2")]


def test_a_year_with_a_notes_digit_behind_it_is_that_year():
    grid = [["Smoking at delivery (%)"], ["Area", "2008/091", "2009/10"], ["Anytown", 18.1, 17.5]]
    assert values(read(grid)) == {("Anytown", "2008/09"): 18.1, ("Anytown", "2009/10"): 17.5}


def test_a_years_total_beside_its_quarters_is_the_year():
    grid = [["Smoking at delivery (%), Anytown PCT"], ["", "2009/10", "", "", "", ""],
            ["", "Q1", "Q2", "Q3", "Q4", "Total"],
            ["Smokers", 150, 151, 152, 153, 606],
            ["Maternities", 800, 810, 820, 830, 3260]]  # fmt: skip
    found = read(grid)
    assert {row[2:5] for row in figures(found)} == {
        ("2009/10 Q1", 150, 800), ("2009/10 Q2", 151, 810),
        ("2009/10 Q3", 152, 820), ("2009/10 Q4", 153, 830), ("2009/10", 606, 3260),
    }  # fmt: skip
    assert not found.problems
    assert any("Total (F3) to be that year" in note for note in found.notes)


def test_a_provisional_title_leads_to_the_warning():
    grid = [["Smoking at delivery (%), provisional"], ["Area", "2008/09", "2009/10"],
            ["Anytown", 18.1, 17.5]]  # fmt: skip
    assert [p.code for p in read(grid).problems] == ["provisional"]


def test_a_part_of_a_year_in_a_title_is_not_read_as_the_year():
    grid = [["Data for 2009/10 (April to December)"],
            ["Area", "Indicator", "Smokers", "Maternities", "%"],
            ["Anytown", SMOKING, 100, 500, 20.0]]  # fmt: skip
    assert refused(grid).code == "missing_column"


# Names of indicators with their units; areas from titles; other things across.


def test_units_in_brackets_are_the_indicators_own_or_the_row_is_set_aside():
    rows = [["Under 18 conceptions (rate)", "Anytown", 45.5, 45.1],
            ["Infant mortality (per 100,000)", "Anytown", 550, 510]]  # fmt: skip
    found = read([["Indicator", "Area", "2007", "2008"], *rows])
    assert set(found.frame["indicator"]) == {"under18_conceptions"}
    assert any("Infant mortality (per 100,000)" in note for note in found.notes)


def test_a_table_of_other_indicators_only_is_refused():
    grid = [["Indicator", "Area", "2007", "2008"], ["Quits", "Anytown", 5.5, 5.1]]
    assert refused(grid).code in {"no_table", "no_rows"}


def test_the_area_is_taken_from_the_files_name_where_it_says_its_kind():
    grid = [["Indicator", "2009/10 Q1", "2009/10 Q2"], ["Smoking at delivery (%)", 18.8, 18.6]]
    found = read(grid, file="Anytown PCT - smoking at delivery.xlsx")
    assert set(found.frame["area_name"]) == {"Anytown PCT"}
    assert any("taken from the file's name" in note for note in found.notes)
    assert refused(grid).code == "missing_column"


ACROSS: dict[str, tuple[Grid, set[tuple[object, ...]]]] = {
    "areas, periods down": (
        [["Infant mortality rate"], ["Period", "Anytown", "England"], ["2004-06", 5.5, 5.0]],
        {("Anytown", IM, "2004-06", None, None, 5.5), ("England", IM, "2004-06", None, None, 5.0)},
    ),
    "areas, indicators down": (
        [["Outcomes 2009/10"], ["Indicator", "Anytown", "England"],
         ["Smoking at delivery (%)", 18.8, 14.0]],
        {("Anytown", SMOKING, "2009/10", None, None, 18.8),
         ("England", SMOKING, "2009/10", None, None, 14.0)},
    ),
    "area and year in one header": (
        [["Indicator", "Anytown 2008", "England 2008"], ["Infant mortality", 5.5, 5.0]],
        {("Anytown", IM, "2008", None, None, 5.5), ("England", IM, "2008", None, None, 5.0)},
    ),
    "areas below years": (
        [["", "2008", "", "2009", ""], ["Indicator", "Anytown", "England", "Anytown", "England"],
         ["Infant mortality", 5.5, 5.0, 5.4, 4.9]],
        {("Anytown", IM, "2008", None, None, 5.5), ("England", IM, "2008", None, None, 5.0),
         ("Anytown", IM, "2009", None, None, 5.4), ("England", IM, "2009", None, None, 4.9)},
    ),
    "areas above years": (
        [["Infant mortality"], ["", "Anytown", "", "England", ""],
         ["", "2008", "2009", "2008", "2009"], ["Rate", 5.5, 5.4, 5.0, 4.9]],
        {("Anytown", IM, "2008", None, None, 5.5), ("England", IM, "2008", None, None, 5.0),
         ("Anytown", IM, "2009", None, None, 5.4), ("England", IM, "2009", None, None, 4.9)},
    ),
    "indicators, years down": (
        [["Anytown PCT"], ["Year", "Infant mortality", "Stillbirths"], ["2007", 5.5, 5.2]],
        {("Anytown PCT", IM, "2007", None, None, 5.5),
         ("Anytown PCT", "stillbirths", "2007", None, None, 5.2)},
    ),
    "counts and rate of one indicator": (
        [["Area", "Period", "Infant deaths", "Live births", "Infant mortality rate"],
         ["Anytown", "2004-06", 15, 3000, 5.0]],
        {("Anytown", IM, "2004-06", 15, 3000, 5.0)},
    ),
    "counts and rates in blocks below each other": (
        [["Infant deaths"], ["Area", "2006", "2007"], ["Anytown", 18, 17], [],
         ["Infant mortality rate"], ["Area", "2006", "2007"], ["Anytown", 6.0, 5.5]],
        {("Anytown", IM, "2006", 18, None, 6.0), ("Anytown", IM, "2007", 17, None, 5.5)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("grid", ACROSS)
def test_what_else_people_put_across(grid):
    given, expected = ACROSS[grid]
    assert figures(read(given)) == expected


def test_areas_across_none_of_which_is_sure_are_refused():
    grid = [["Infant mortality rate"], ["Period", "Anytown", "Otherham"], ["2004-06", 5.5, 5.0]]
    assert refused(grid).code in {"no_table", "missing_column"}


def test_a_group_of_columns_of_another_rate_is_left_unread_with_a_warning():
    grid = [["Under-18 conceptions"], ["Area", "Rate", "", "Maternity rate", ""],
            ["", "2008", "2009", "2008", "2009"], ["Anytown", 45.1, 35.2, 24.1, 24.2]]  # fmt: skip
    found = read(grid)
    assert values(found) == {("Anytown", "2008"): 45.1, ("Anytown", "2009"): 35.2}
    assert [(p.code, p.cell) for p in found.problems] == [("unread_column", "D2")]


@pytest.mark.parametrize("cell", ["4.9 (4.1-5.8)", "4.9 [4.1, 5.8]", "4.9 (95% CI 4.1 to 5.8)"])
def test_a_value_and_its_interval_in_one_cell_are_taken_apart(cell):
    found = read([["Infant mortality rate (95% CI)"], ["Area", *WINDOWS], ["Anytown", cell, "5.1"]])
    frame = found.frame
    assert frame["value"].tolist() == [4.9, 5.1]
    assert frame["lower_ci"].tolist()[0] == 4.1
    assert frame["upper_ci"].tolist()[0] == 5.8
    assert found.cells().tolist() == ["B3", "C3"]


def test_an_interval_that_does_not_hold_its_value_is_left_to_be_refused():
    grid = [["Infant mortality rate"], ["Area", *WINDOWS], ["Anytown", "4.9 (5.1-5.8)", 5.1]]
    assert refused(grid).code == "not_a_number"


def test_years_of_an_indicator_of_financial_years_name_the_option():
    grid = [["Smoking at delivery (%)"], ["Area", "2009", "2010"], ["Anytown", 18.1, 17.5]]
    problem = refused(grid)
    assert problem.code == "period_kind"
    assert "start_years = true" in problem.hint


@pytest.fixture
def written(tmp_path: object) -> Callable[[str], object]:
    import imscore

    found = read([["Infant mortality rate"], ["Area", *WINDOWS], ["Anytown", 4.9, 5.1]])

    def write(name: str) -> object:
        path = tmp_path / name  # type: ignore[operator]
        imscore.write(imscore.score(found, area="Anytown"), path)
        return path

    return write


def test_a_report_as_csv_reads_back_without_what_it_was_held_against(written):
    import imscore

    found = imscore.read(written("report.csv"))
    assert figures(found) == {("Anytown", IM, "2005-07", None, None, 5.1)}


def test_a_reports_workbook_reads_back(written):
    import imscore

    found = imscore.read(written("report.xlsx"))
    assert values(found)[("Anytown", "2005-07")] == 5.1
    assert set(found.frame["area_name"]) == {"Anytown"}


# Blocks side by side, each with areas of its own.
SMOKING_TITLE = "Smoking at delivery (%)"
BESIDE = [SMOKING_TITLE, "", "", "", "Breastfeeding initiation (%)"]
YEARS = ("2007/08", "2008/09")


def side_by_side(header: str, *rows: list[object]) -> Grid:
    return [BESIDE, ["Area", *YEARS, "", header, *YEARS], *rows]


@pytest.mark.parametrize("header", ["Area", "PCT", "Locality", ""])
def test_blocks_side_by_side_in_another_order_are_refused(header):
    rows = ["Anytown", 20, 19, "", "Bigtown", 70, 71], ["Bigtown", 15, 14, "", "Anytown", 60, 61]
    problem = refused(side_by_side(header, *rows))
    assert (problem.code, problem.cell) == ("second_header", "E2")
    assert "one below the other" in problem.hint


@pytest.mark.parametrize("header", ["Area", ""])
def test_blocks_side_by_side_of_other_areas_are_refused(header):
    rows = ["Anytown", 20, 19, "", "Citytown", 70, 71], ["Bigtown", 15, 14, "", "Deantown", 60, 61]
    assert refused(side_by_side(header, *rows)).cell == "E2"


def test_a_longer_block_beside_a_shorter_one_is_refused():
    rows = ["Anytown", 20, 19, "", "Anytown", 70, 71], ["", "", "", "", "Bigtown", 60, 61]
    assert refused(side_by_side("Area", *rows)).cell == "E2"


def test_blocks_without_a_gap_between_them_are_refused():
    grid = [["Org code", "2007/08", "Org code", "2008/09"], ["5ZZ", 20.1, "5YY", 11.2],
            ["5YY", 10.3, "5ZZ", 19.4]]  # fmt: skip
    assert refused(grid, SMOKING_TITLE).cell == "C1"


def test_blocks_side_by_side_of_the_same_areas_are_read():
    rows = ["Anytown", 20, 19, "", "Anytown", 70, 71], ["Bigtown", 15, 14]
    assert figures(read(side_by_side("Area", *rows))) == {
        ("Anytown", SMOKING, "2007/08", None, None, 20),
        ("Anytown", SMOKING, "2008/09", None, None, 19),
        ("Bigtown", SMOKING, "2007/08", None, None, 15),
        ("Bigtown", SMOKING, "2008/09", None, None, 14),
        ("Anytown", "breastfeeding_initiation", "2007/08", None, None, 70),
        ("Anytown", "breastfeeding_initiation", "2008/09", None, None, 71),
        # Nothing stands there: rows without a figure, as wherever a cell is blank.
        ("Bigtown", "breastfeeding_initiation", "2007/08", None, None, None),
        ("Bigtown", "breastfeeding_initiation", "2008/09", None, None, None),
    }


@pytest.mark.parametrize("words", [("Red", "Green"), ("up", "up"), ("Fell, at last", "")])
def test_words_among_or_behind_the_periods_are_no_second_areas(words):
    grid = [["Area", "2007/08", "RAG", "2008/09", "Comments"],
            ["Anytown", 20, words[0], 19, words[0]],
            ["Bigtown", 15, words[1], 14, words[1]]]  # fmt: skip
    assert values(read(grid, SMOKING_TITLE)) == {
        ("Anytown", "2007/08"): 20,
        ("Anytown", "2008/09"): 19,
        ("Bigtown", "2007/08"): 15,
        ("Bigtown", "2008/09"): 14,
    }
