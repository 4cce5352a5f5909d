"""Two columns of one field in a plain table; figures are typed by hand from the rows."""

from __future__ import annotations

import pytest
from tests.builders.made import as_csv
from tests.unit.inputs.layouts.test_across import IM, SMOKING, figures

from imscore.errors import InputError
from imscore.inputs.read import read_files
from imscore.reference.indicators import load

HEADER = ["area_name", "period", "value", "indicator", "measure"]
QUARTERS = ["Year", "Quarter", "Org code", "Indicator", "Value"]


def read(*rows):
    return read_files([("t.csv", as_csv(*rows))], load())


def problem(*rows):
    with pytest.raises(InputError) as caught:
        read(*rows)
    return next(p for p in caught.value.problems if p.severity == "error")


# A year and its quarter.


@pytest.mark.parametrize(
    ("year", "quarter", "period"),
    [
        ("2018-19", "Q1", "2018/19 Q1"),
        ("2018/19", "Quarter 3", "2018/19 Q3"),
        ("2018/2019", 4, "2018/19 Q4"),
        ("2018-19", "Annual", "2018/19"),
    ],
)
def test_a_financial_year_and_its_quarter_are_one_period(year, quarter, period):
    found = read(QUARTERS, [year, quarter, "5HQ", "Smoking at delivery", 18.7])
    assert found.to_frame()["period"].tolist() == [period]
    assert any("A1" in note and "B1" in note and period in note for note in found.notes)


def test_the_quarter_may_stand_first_and_a_footnote_below():
    header = ["Quarter", "Financial year", *QUARTERS[2:]]
    found = read(header, ["Q2", "2018-19", "5HQ", "Smoking at delivery", 18.7], ["Source: us"])
    assert found.to_frame()["period"].tolist() == ["2018/19 Q2"]


@pytest.mark.parametrize(
    ("year", "quarter"),
    [
        ("2018", "Q1"),  # of the calendar year, or of the financial year that starts in it
        ("2018-19", "Q5"),
        ("2018-19", ""),
        ("2018-20", "Q1"),
        ("2018-19", "Q1 and Q2"),
    ],
)
def test_two_columns_that_make_no_period_for_certain_are_refused(year, quarter):
    found = problem(QUARTERS, [year, quarter, "5HQ", "Smoking at delivery", 18.7])
    assert (found.code, found.cell) == ("two_period_columns", "B1")


def test_a_mere_digit_is_a_quarter_only_under_a_header_that_says_so():
    header = ["Financial year", "Period", *QUARTERS[2:]]
    assert problem(header, ["2018-19", 1, "5HQ", "Smoking at delivery", 18.7]).code == (
        "two_period_columns"
    )


# An indicator and what is measured of it.


def test_a_column_that_says_the_unit_again_is_read_over():
    rows = [["Anytown", "2010/11", 18.7, "Smoking at delivery", "Percentage"],
            ["Anytown", "2009/10", 19.2, "Smoking at delivery", ""]]  # fmt: skip
    found = read(HEADER, *rows)
    assert {(row[2], row[5]) for row in figures(found)} == {("2010/11", 18.7), ("2009/10", 19.2)}
    assert any("indicator (D1)" in note and "measure (E1)" in note for note in found.notes)


def test_counts_and_percentages_below_each_other_are_one_record():
    measures = ((716, "count"), (18.7, "percentage"), (3821, "maternities"))
    rows = [["Anytown", "2010/11", held, "Smoking at delivery", said] for held, said in measures]
    rows += [["Anytown", "2007-09", 24, "Infant mortality", "Number"],
             ["Anytown", "2007-09", 6.1, "Infant mortality", "Rate"]]  # fmt: skip
    found = figures(read(HEADER, *rows))
    assert ("Anytown", IM, "2007-09", 24, None, 6.1) in found
    (smoking,) = (row for row in found if row[1] == SMOKING)
    assert smoking[3:] == (716, 3821, pytest.approx(100 * 716 / 3821))
    assert len(found) == 2


def test_counts_alone_are_no_percentages():
    found = read(HEADER, ["Anytown", "2010/11", 16, "Smoking at delivery", "Count"])
    assert figures(found) == {("Anytown", SMOKING, "2010/11", 16, None, None)}


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        ("Infant mortality", "Percentage"),
        ("Infant mortality", "per 100,000"),
        ("Smoking at delivery", "Infant mortality"),
        ("Smoking at delivery", "Target"),
        ("Smoking at delivery", "Males"),
    ],
)
def test_what_contradicts_the_indicator_is_refused_with_a_way_out(indicator, said):
    found = problem(HEADER, ["Anytown", "2007-09", 6.1, indicator, said])
    assert (found.code, found.cell) == ("duplicate_column", "E1")
    assert "not_read" in found.hint


def test_rows_of_which_one_does_not_say_what_it_is_are_refused():
    rows = [["Anytown", "2010/11", 16, "Smoking at delivery", "Count"],
            ["Anytown", "2009/10", 18.7, "Smoking at delivery", ""]]  # fmt: skip
    assert (problem(HEADER, *rows).code, problem(HEADER, *rows).cell) == ("duplicate_column", "E3")


def test_counts_beside_a_column_of_counts_are_refused():
    row = ["Anytown", "2010/11", 16, "Smoking at delivery", "Count", 4]
    assert problem([*HEADER, "numerator"], row).code == "duplicate_column"


def test_the_same_header_twice_is_to_be_mended_on_the_sheet():
    row = ["Anytown", "2010/11", 16, "Smoking at delivery", "Males"]
    assert "not_read" not in problem([*HEADER[:4], "Indicator"], row).hint
