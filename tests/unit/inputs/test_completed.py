"""Counts on one sheet and rates on another; figures worked out by hand from the grids."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from imscore.errors import InputError
from imscore.inputs.read import read_files
from imscore.model import Observations
from imscore.reference.indicators import load

CATALOGUE = load()
Grid = list[list[object]]
HEAD: list[object] = ["LA", "2006-08", "2007-09"]
DEATHS: Grid = [["Infant mortality, number of deaths"], HEAD, ["Bolton", 66, 61], ["Bury", 31, 30]]
RATES: Grid = [
    ["Infant mortality, rate per 1,000 live births"],
    HEAD,
    ["Bolton", 5.9, 5.4],
    ["Bury", 4.4, 4.2],
]
BIRTHS: Grid = [["Live births"], HEAD, ["Bolton", 11200, 11400], ["Bury", 7050, 7140]]


def workbook(sheets: dict[str, Grid]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        for name, grid in sheets.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(grid):
                sheet.write_row(row, 0, cells)
    return stream.getvalue()


def read(**sheets: Grid) -> Observations:
    return read_files([("two.xlsx", workbook(sheets))], CATALOGUE)


def refused(**sheets: Grid) -> list[tuple[str, str, str]]:
    with pytest.raises(InputError) as caught:
        read(**sheets)
    return [(p.code, p.sheet, p.cell) for p in caught.value.problems]


def figures(found: Observations) -> list[tuple[object, ...]]:
    columns = ["area_name", "period", "numerator", "denominator", "value", "marker", "sheet"]
    frame = found.to_frame()[[*columns, "cell"]]
    return [
        tuple(None if x != x else round(x, 4) if isinstance(x, float) else x for x in row)
        for row in frame.itertuples(index=False)
    ]


def warnings(found: Observations) -> list[tuple[str, str, str]]:
    return [(p.code, p.sheet, p.cell) for p in found.problems]


def swapped(grid: Grid, row: int, *cells: object) -> Grid:
    return [list(cells) if number == row else line for number, line in enumerate(grid)]


def test_counts_complete_the_rates_of_another_sheet():
    found = read(Number=DEATHS, Rate=RATES)
    assert figures(found) == [
        ("Bolton", "2006-08", 66, None, 5.9, "", "Rate", "B3"),
        ("Bury", "2006-08", 31, None, 4.4, "", "Rate", "B4"),
        ("Bolton", "2007-09", 61, None, 5.4, "", "Rate", "C3"),
        ("Bury", "2007-09", 30, None, 4.2, "", "Rate", "C4"),
    ]
    assert warnings(found) == []
    assert found.notes[-1] == (
        "4 rows put together from several sheets: value of two.xlsx: Rate, "
        "numerator of two.xlsx: Number"
    )


def test_the_cells_of_both_sheets_are_sources():
    # Turned about, a row of the one sheet is another row of the other.
    turned = [DEATHS[0], DEATHS[1], DEATHS[3], DEATHS[2]]
    found = read(Number=turned, Rate=RATES)
    block = found.blocks[int(found.frame["block"].iloc[0])]
    row = int(found.frame["row"].iloc[0])
    assert block.spot("value", row) == ("two.xlsx", "Rate", "B3")
    assert block.spot("numerator", row) == ("two.xlsx", "Number", "B4")
    assert block.spot("denominator", row) is None


def test_the_rate_is_worked_out_and_checked_once_live_births_are_there():
    # 66 of 11,200 is 5.8929 per 1,000; 31 of 7,050 is 4.3972.
    found = figures(read(Number=DEATHS, Rate=RATES, Births=BIRTHS))
    assert found[0] == ("Bolton", "2006-08", 66, 11200, 5.8929, "", "Rate", "B3")
    assert found[1] == ("Bury", "2006-08", 31, 7050, 4.3972, "", "Rate", "B4")
    without = figures(read(Number=DEATHS, Births=BIRTHS))
    assert without[0] == ("Bolton", "2006-08", 66, 11200, 5.8929, "", "Number", "B3")


def test_a_rate_that_the_counts_of_other_sheets_contradict_is_refused_at_its_cell():
    rates = swapped(RATES, 2, "Bolton", 59, 5.4)
    assert ("value_contradicts", "Rate", "B3") in refused(Number=DEATHS, Rate=rates, Births=BIRTHS)


def test_a_rate_that_the_counts_do_not_quite_give_is_warned_of_and_they_count():
    rates = swapped(RATES, 3, "Bury", 4.6, 4.2)
    found = read(Number=DEATHS, Rate=rates, Births=BIRTHS)
    assert ("value_disagrees", "Rate", "B4") in warnings(found)
    assert figures(found)[1][4] == 4.3972


@pytest.mark.parametrize(
    "rates",
    [
        pytest.param(
            [["Neonatal mortality, rate per 1,000 live births"], *RATES[1:]], id="measure"
        ),
        pytest.param([RATES[0], ["LA", "2004-06", "2008-10"], *RATES[2:]], id="periods"),
        pytest.param([*RATES[:2], ["Rochdale", 5.9, 5.4], ["Oldham", 4.4, 4.2]], id="areas"),
    ],
)
def test_what_is_of_another_measure_period_or_area_completes_nothing(rates: Grid):
    found = read(Number=DEATHS, Rate=rates)
    assert [row for row in figures(found) if row[2] is not None and row[4] is not None] == []
    assert warnings(found)[:2] == [
        ("incomplete_counts", "Number", "B3"),
        ("incomplete_counts", "Number", "B4"),
    ]


def test_two_sheets_that_both_have_rates_are_compared_as_before():
    other = swapped(RATES, 2, "Bolton", 6.4, 5.4)
    assert ("duplicate_different", "Other", "B3") in refused(Rate=RATES, Other=other)


def test_one_real_duplicate_brings_no_false_ones():
    twice = [*DEATHS, ["Bolton", 70, 61]]
    found = refused(Number=twice, Rate=RATES)
    assert found == [
        ("duplicate_different", "Number", "B5"),
        ("duplicate_same", "Number", "C5"),
    ]


def test_a_hidden_count_is_not_given_back_by_the_sheets_beside_it():
    hidden = swapped(DEATHS, 2, "Bolton", "*", 61)
    found = figures(read(Number=hidden, Rate=RATES, Births=BIRTHS))
    assert found[0] == ("Bolton", "2006-08", None, 11200, None, "suppressed", "Rate", "B3")
    # Without the people the rate tells no count.
    assert figures(read(Number=hidden, Rate=RATES))[0][4] == 5.9


def test_a_hidden_rate_is_not_worked_out_from_the_sheets_of_counts():
    hidden = swapped(RATES, 2, "Bolton", "*", 5.4)
    found = figures(read(Number=DEATHS, Rate=hidden, Births=BIRTHS))
    assert found[0][4:6] == (None, "suppressed")


def people(*first: object) -> Grid:
    return [list(first), *BIRTHS[1:]]


@pytest.mark.parametrize(
    "title", ["Live births to mothers under 20", "Live births, males", "Population", "Still births"]
)
def test_a_sheet_of_other_people_is_not_taken_for_the_denominator(title: str):
    found = read(Number=DEATHS, Births=people(title))
    assert [row for row in figures(found) if row[3] is not None or row[4] is not None] == []
    assert ("table_not_read", "Births", "") in warnings(found)


def test_live_births_beside_two_indicators_are_of_neither():
    weight: Grid = [
        ["Low birth weight, all babies (%)"], ["LA", "2008", "2009"], ["Bolton", 7.9, 7.5]
    ]  # fmt: skip
    found = read(Number=DEATHS, Births=BIRTHS, Weight=weight)
    assert [row for row in figures(found) if row[3] is not None] == []
    assert ("table_not_read", "Births", "") in warnings(found)


def test_people_of_periods_without_counts_are_warned_of_and_make_no_row():
    more = [[*row, new] for row, new in zip(BIRTHS[1:], ("2008-10", 11500, 7200), strict=True)]
    found = read(Number=DEATHS, Births=[BIRTHS[0], *more])
    assert sorted({row[1] for row in figures(found)}) == ["2006-08", "2007-09"]
    assert warnings(found) == [("people_alone", "Births", "D3")]


def test_single_years_of_people_are_not_added_up():
    years: Grid = [["Live births"], ["LA", "2007", "2008", "2009"], ["Bolton", 3700, 3750, 3740]]
    found = read(Number=DEATHS, Births=years)
    assert [row for row in figures(found) if row[3] is not None] == []
    assert ("people_alone", "Births", "B3") in warnings(found)
