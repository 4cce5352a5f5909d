"""What a copy of a sheet may show: nothing that the sheet hides from its readers."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from imscore.inputs import kinds
from imscore.inputs.examine import examine
from imscore.outputs.marked import to_xlsx
from imscore.reference.indicators import load

ROWS = [
    ["area_code", "area_name", "indicator", "period", "numerator", "denominator", "Mother"],
    ["5ZZ", "Anytown PCT", "smoking_at_delivery", "2010/11", 3, 500, "x"],
    ["5ZZ", "Anytown PCT", "smoking_at_delivery", "2011/12", 7, 500, "x"],
]


def book(change: Callable[[Worksheet], object]) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Data"
    for row in ROWS:
        sheet.append(row)
    change(sheet)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def copied(content: bytes) -> list[list[object]]:
    found = examine([("a.xlsx", content)], load())
    copy = openpyxl.load_workbook(io.BytesIO(to_xlsx(found.sheets, found.problems)))
    return [[cell.value for cell in row] for row in copy["Data"].iter_rows(max_col=7)]


@pytest.mark.parametrize(
    ("number_format", "first", "second"),
    [
        ('[<5]"*";0', "*", 7),
        ('[<5]"<5";0', "<5", 7),
        (";;;", "(hidden)", "(hidden)"),
        ("0.0", 3, 7),
        ("General", 3, 7),
    ],
)
def test_a_cell_shows_what_its_number_format_shows(number_format, first, second):
    def change(sheet):
        sheet["E2"].number_format = sheet["E3"].number_format = number_format

    rows = copied(book(change))
    assert [row[4] for row in rows] == ["numerator", first, second]


def test_a_text_is_covered_by_a_format_that_shows_no_text():
    def change(sheet):
        sheet["B2"].number_format = ";;;"
        sheet["B3"].number_format = "0;0;0;@"

    assert [row[1] for row in copied(book(change))] == ["area_name", "(hidden)", "Anytown PCT"]


def test_a_hidden_row_is_not_copied():
    def change(sheet):
        sheet.row_dimensions[2].hidden = True

    rows = copied(book(change))
    assert rows[1] == ["(hidden)"] * 7
    assert rows[2] == ROWS[2]


def test_a_hidden_column_is_not_copied():
    def change(sheet):
        sheet.column_dimensions["G"].hidden = True

    rows = copied(book(change))
    assert [row[6] for row in rows] == ["(hidden)"] * 3
    assert [row[:6] for row in rows] == [row[:6] for row in ROWS]


def test_people_are_looked_for_in_what_is_hidden():
    def change(sheet):
        sheet["G1"], sheet["G2"] = "NHS number", "943 476 5919"
        sheet.column_dimensions["G"].hidden = True

    content = book(change)
    problems = examine([("a.xlsx", content)], load()).problems
    assert [(p.code, p.cell) for p in problems] == [(kinds.PERSONAL_DATA.code, "G1")]
    assert "943" not in str(copied(content))
