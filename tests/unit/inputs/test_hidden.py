"""Hidden rows and columns are not read, and a note says so."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from tests.builders.made import rezipped

from imscore.inputs.read import read_files
from imscore.reference.indicators import load

HEADERS = ["area_code", "area_name", "indicator", "period", "numerator", "denominator", "value"]

SHEET = "xl/worksheets/sheet1.xml"


def book(*, rows: tuple[int, ...] = (), columns: tuple[str, ...] = ()) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Data & more"
    sheet.append(HEADERS)
    for year, smokers in (("2010/11", 100), ("2011/12", 90), ("2012/13", 400)):
        sheet.append(["5ZZ", "Anytown PCT", "smoking_at_delivery", year, smokers, 500, None])
    for row in rows:
        sheet.row_dimensions[row].hidden = True
    for column in columns:
        sheet.column_dimensions[column].hidden = True
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def test_a_hidden_row_is_not_the_latest_figure():
    found = read_files([("a.xlsx", book(rows=(4,)))], load())
    assert found.frame["period"].tolist() == ["2010/11", "2011/12"]
    assert "a.xlsx: Data & more: hidden row 4 not read" in found.notes


def test_a_hidden_column_is_not_read():
    found = read_files([("a.xlsx", book(columns=("B",)))], load())
    assert set(found.frame["area_name"]) == {""}
    assert set(found.frame["area_code"]) == {"5ZZ"}
    assert "a.xlsx: Data & more: hidden column B not read" in found.notes


def test_nothing_is_said_where_nothing_is_hidden():
    found = read_files([("a.xlsx", book())], load())
    assert len(found.frame) == 3
    assert not any("hidden" in note for note in found.notes)


ROW_3 = rb'<row r="3"'


@pytest.mark.parametrize(
    ("change", "by"),
    [
        (ROW_3, rb'<row r="3" hidden="&#49;"'),
        (ROW_3, rb"<row r='3' hidden='true'"),
        (ROW_3, rb'<row r="3" x="a>b" hidden="1"'),
        (ROW_3, rb'<row r="3" ht="0" customHeight="1"'),
        (ROW_3, rb"<row r='3' ht = '0.0'"),
    ],
)
def test_a_row_is_hidden_however_it_is_spelt(change, by):
    content = rezipped(book(), {SHEET: lambda part: part.replace(change, by)})
    found = read_files([("a.xlsx", content)], load())
    assert found.frame["period"].tolist() == ["2010/11", "2012/13"]
    assert "a.xlsx: Data & more: hidden row 3 not read" in found.notes


def test_a_row_that_does_not_say_where_it_is_follows_the_one_before_it():
    def changed(part):
        return re.sub(rb'<row r="\d+"', b"<row", part.replace(ROW_3, ROW_3 + b' hidden="1"'))

    found = read_files([("a.xlsx", rezipped(book(), {SHEET: changed}))], load())
    assert found.frame["period"].tolist() == ["2010/11", "2012/13"]


def test_a_column_without_width_is_hidden():
    cols = b'<cols><col min="2" max="2" width="0" customWidth="1"/></cols><sheetData>'
    changed = rezipped(book(), {SHEET: lambda part: part.replace(b"<sheetData>", cols)})
    found = read_files([("a.xlsx", changed)], load())
    assert "a.xlsx: Data & more: hidden column B not read" in found.notes


def test_a_margin_of_nought_hides_nothing():
    margins = b'<pageMargins left="0" right="0" top="0" bottom="0" header="0" footer="0"/>'
    changed = rezipped(book(), {SHEET: lambda part: re.sub(rb"<pageMargins[^>]*/>", margins, part)})
    found = read_files([("a.xlsx", changed)], load())
    assert len(found.frame) == 3
    assert not any("hidden" in note for note in found.notes)
