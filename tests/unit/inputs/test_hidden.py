"""Hidden rows and columns are not read, and a note says so."""

from __future__ import annotations

import io

import openpyxl

from imscore.inputs.read import read_files
from imscore.reference.indicators import load

HEADERS = ["area_code", "area_name", "indicator", "period", "numerator", "denominator", "value"]


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
