"""Counts and rates of one row stay one observation, whatever else is there twice."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from imscore.errors import InputError
from imscore.inputs.read import read_files
from imscore.reference.indicators import load

CATALOGUE = load()
TOP = [
    ["Infant mortality rate per 1,000 live births"],
    ["", "2008-10", "", "2009-11", ""],
    ["Area", "Number of deaths", "Rate", "Number of deaths", "Rate"],
]


def workbook(*grid):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Data")
        for row, cells in enumerate(grid):
            for column, cell in enumerate(cells):
                if cell != "":
                    sheet.write(row, column, cell)
    return stream.getvalue()


def refused(*lines):
    with pytest.raises(InputError) as caught:
        read_files([("t.xlsx", workbook(*TOP, *lines))], CATALOGUE)
    return [(p.code, p.cell) for p in caught.value.problems if p.severity == "error"]


def test_one_area_twice_is_one_error_a_period_and_none_at_other_areas():
    lines = [
        ["Anytown", 20, 4.4, 21, 4.5],
        ["Othertown", 30, 5.4, 31, 5.5],
        ["Anytown", 25, 5.1, 26, 5.2],
    ]
    assert refused(*lines) == [("duplicate_different", "C6"), ("duplicate_different", "E6")]


def test_each_keeps_its_own_count():
    lines = [["Anytown", 20, 4.4, 21, 4.5], ["Anytown", 20, 4.4, 21, 4.5]]
    found = read_files([("t.xlsx", workbook(*TOP, *lines))], CATALOGUE)
    assert [p.code for p in found.problems] == ["duplicate_same", "duplicate_same"]
    assert found.frame["numerator"].tolist() == [20, 21]
    assert found.frame["value"].tolist() == [4.4, 4.5]
