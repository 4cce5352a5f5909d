"""Cells merged over several rows hold for each of them; merged numbers count once."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from tests.builders.made import as_ods, rezipped

from imscore.errors import InputError
from imscore.inputs.read import read_files
from imscore.reference.indicators import load


def test_an_area_merged_over_its_rows():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Data"
    sheet.append(["Area", "Indicator", "Period", "Numerator", "Denominator"])
    sheet.append(["Anytown", "Smoking at delivery", "2009/10", 100, 500])
    sheet.append([None, "Smoking at delivery", "2010/11", 90, 500])
    sheet.append(["Bigtown", "Smoking at delivery", "2010/11", 80, 400])
    sheet.merge_cells("A2:A3")
    stream = io.BytesIO()
    workbook.save(stream)
    found = read_files([("m.xlsx", stream.getvalue())], load())
    assert found.frame["area_name"].tolist() == ["Anytown", "Anytown", "Bigtown"]
    assert "m.xlsx: Data: merged cells hold for each of their rows: A2:A3" in found.notes


def merged(rows, *ranges):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Data"
    sheet.append(["Area", "Indicator", "Period", "Numerator", "Denominator"])
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    workbook.save(stream)
    # The library itself empties what it merges over.
    cells = "".join(f'<mergeCell ref="{each}"/>' for each in ranges)
    named = f"</sheetData><mergeCells>{cells}</mergeCells>".encode()
    part = "xl/worksheets/sheet1.xml"
    changes = {part: lambda old: old.replace(b"</sheetData>", named)}
    return [("m.xlsx", rezipped(stream.getvalue(), changes))]


def test_a_merged_number_counts_in_its_first_row_only():
    rows = [
        ["Anytown", "Smoking at delivery", "2008/09", 100, 500],
        ["Anytown", "Smoking at delivery", "2009/10", None, 500],
    ]
    found = read_files(merged(rows, "D2:D3"), load())
    assert found.frame["numerator"].tolist()[0] == 100
    assert found.frame["numerator"].isna().tolist() == [False, True]


# Merged cells of .ods, as LibreOffice writes them: the cells under a range are covered ones.

HEADER = ["Area", "Indicator", "Period", "Numerator", "Denominator"]
ROWS = [
    ["Anytown", "Smoking at delivery", "2009/10", 100, 500],
    [None, "Smoking at delivery", "2010/11", 90, 500],
    ["Bigtown", "Smoking at delivery", "2010/11", 80, 400],
]
SPAN = 'table:number-columns-spanned="1" table:number-rows-spanned="2" '


def put(file: bytes, old: str, new: str) -> bytes:
    """An .ods file of which one text of its XML is changed, once."""

    def change(part: bytes) -> bytes:
        assert old.encode() in part
        return part.replace(old.encode(), new.encode(), 1)

    return rezipped(file, {"content.xml": change}, method=zipfile.ZIP_STORED)


def merged_area(rows: list[list[object]] = ROWS) -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>Anytown'
    return put(as_ods([HEADER, *rows]), cell, cell.replace("office:", f"{SPAN}office:", 1))


def test_an_area_merged_over_its_rows_in_ods():
    found = read_files([("m.ods", merged_area())], load())
    assert found.frame["area_name"].tolist() == ["Anytown", "Anytown", "Bigtown"]
    assert found.frame["numerator"].tolist() == [100, 90, 80]
    assert "m.ods: Data: merged cells hold for each of their rows: A2:A3" in found.notes


def test_an_area_that_is_blank_and_not_merged_in_ods_stays_refused():
    with pytest.raises(InputError) as caught:
        read_files([("m.ods", as_ods([HEADER, *ROWS]))], load())
    assert [p.cell for p in caught.value.problems] == ["A3"]


def test_a_merged_range_of_ods_reaches_no_further_than_it_says():
    rows = [*ROWS[:2], [None, "Smoking at delivery", "2011/12", 80, 400]]
    with pytest.raises(InputError) as caught:
        read_files([("m.ods", merged_area(rows))], load())
    assert [p.cell for p in caught.value.problems] == ["A4"]


def test_rows_of_ods_that_are_repeated_above_a_merged_range_are_counted():
    cell = '<table:table-cell office:value-type="string"><text:p>Area'
    row = f"<table:table-row>{cell}"
    blank = '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
    found = read_files([("m.ods", put(merged_area(), row, f"{blank}{row}"))], load())
    assert found.frame["area_name"].tolist() == ["Anytown", "Anytown", "Bigtown"]
    assert "m.ods: Data: merged cells hold for each of their rows: A5:A6" in found.notes


def test_a_number_merged_over_several_areas_is_of_none_of_them():
    rows = [
        ["Anytown", "Smoking at delivery", "2009/10", 100, 500],
        ["Bigtown", "Smoking at delivery", "2009/10", None, 500],
    ]
    with pytest.raises(InputError) as caught:
        read_files(merged(rows, "D2:D3"), load())
    (problem,) = (p for p in caught.value.problems if p.severity == "error")
    assert (problem.code, problem.cell) == ("merged_over_areas", "D2")
    assert "Anytown and Bigtown" in problem.message


@pytest.mark.parametrize(("covering", "field"), [("D3:E3", "denominator"), ("C3:D3", "numerator")])
def test_what_stands_under_a_merged_cell_is_not_read(covering, field):
    rows = [
        ["Anytown", "Smoking at delivery", "2008/09", 100, 500],
        ["Anytown", "Smoking at delivery", "2009/10", 90, 500],
    ]
    found = read_files(merged(rows, covering), load())
    assert found.frame[field].isna().tolist() == [False, True]
    said = f"m.xlsx: Data: cells under merged cells cannot be seen and were not read: {covering}"
    assert any(note.startswith(said) for note in found.notes)
