"""Periods written too short to be told: the refusal says so, where, and what to write."""

from __future__ import annotations

import datetime
import io

import pytest
import xlsxwriter
from tests.unit.inputs.layouts.test_across import CATALOGUE, Grid, read, refused, values

from imscore.errors import InputError
from imscore.inputs.read import read_files

SMOKING = ["Smoking at delivery (%)"]
ROW = ["Anytown", 20.1, 19.9]


@pytest.mark.parametrize(
    "pair",
    [("08/09", "09/10"), ("0809", "0910"), (809, 910), ("FY09", "FY10"), ("'08/09", "'09/10"),
     ("FY2008", "FY2009"), ("06-08", "07-09")],
)  # fmt: skip
@pytest.mark.parametrize("left", [["Area"], ["Area", "Indicator"]])
def test_short_headers_are_refused_for_their_spelling(pair, left):
    more = ["Smoking at delivery (%)"] if len(left) > 1 else []
    problem = refused([SMOKING, [*left, *pair], ["Anytown", *more, 20.1, 19.9]])
    assert (problem.code, problem.cell) == ("bad_period", "BC"[len(left) - 1] + "2")
    assert "spelling of these periods" in problem.message
    assert "2008/09 for a financial year" in problem.hint


def test_the_way_out_of_short_headers_works():
    assert values(read([SMOKING, ["Area", "2008/09", "2009/10"], ROW])) == {
        ("Anytown", "2008/09"): 20.1,
        ("Anytown", "2009/10"): 19.9,
    }


def test_one_short_header_is_told_by_the_header_beside_it():
    problem = refused([SMOKING, ["Area", "08/09"], ROW[:2]])
    assert (problem.code, problem.cell) == ("bad_period", "B2")


def test_a_short_header_among_whole_ones_is_an_error_not_a_lost_column():
    problem = refused([SMOKING, ["Area", "2008/09", "09/10"], ROW])
    assert (problem.code, problem.cell) == ("bad_period", "C2")
    assert "would be lost" in problem.message


@pytest.mark.parametrize("header", ["2008/09 Q1", "08/09 Q1"])
def test_a_quarter_makes_two_digits_certain(header):
    assert list(values(read([SMOKING, ["Area", header], ROW[:2]]))) == [("Anytown", "2008/09 Q1")]


@pytest.mark.parametrize("header", ["2008-2010", "2008 to 2010", "2008-10"])
def test_windows_written_in_full_are_read(header):
    grid = [["Infant mortality rate"], ["Area", header], ["Anytown", 5.1]]
    assert list(values(read(grid))) == [("Anytown", "2008-10")]


@pytest.mark.parametrize("when", ["08/09", "0809", "FY09"])
def test_a_short_period_in_a_title_is_refused_for_its_spelling(when):
    def grid(period: str) -> Grid:
        return [[f"Smoking at delivery {period}"], ["Area", "Smokers", "Maternities"],
                ["Anytown", 100, 500]]  # fmt: skip

    problem = refused(grid(when))
    assert (problem.code, problem.cell) == ("missing_column", "A1")
    assert "spelling of the period" in problem.message
    assert values(read(grid("2008/09"))) == {("Anytown", "2008/09"): 20}


@pytest.mark.parametrize("title", ["Smoking at delivery", "Smoking at delivery, ages 15/16"])
def test_a_title_of_no_period_is_not_said_to_have_one(title):
    grid = [[title], ["Area", "Smokers", "Maternities"], ["Anytown", 100, 500]]
    with pytest.raises(InputError) as caught:
        read(grid)
    assert not any("spelling" in problem.message for problem in caught.value.problems)


@pytest.mark.parametrize(("cell", "said"), [("0809", "write 2008/09 if"), ("08/09", "two digits")])
def test_a_short_period_in_a_column_says_what_to_write(cell, said):
    problem = refused([["area", "indicator", "period", "value"],
                       ["Anytown", "smoking at delivery", cell, 20.1]])  # fmt: skip
    assert (problem.code, problem.cell) == ("bad_period", "C2")
    assert said in problem.message


def test_headers_that_a_spreadsheet_made_dates_of_are_said_to_be_dates():
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet, form = book.add_worksheet(), book.add_format({"num_format": "dd/mm"})
        sheet.write(0, 0, "Smoking at delivery (%)")
        sheet.write_row(1, 0, ["Area"])
        for column, day in enumerate((datetime.date(2025, 9, 8), datetime.date(2025, 10, 9)), 1):
            sheet.write_datetime(1, column, day, form)
        sheet.write_row(2, 0, ROW)
    with pytest.raises(InputError) as caught:
        read_files([("t.xlsx", stream.getvalue())], CATALOGUE)
    assert [(p.code, p.cell) for p in caught.value.problems] == [("period_is_date", "B2")]
