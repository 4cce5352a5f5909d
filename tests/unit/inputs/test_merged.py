"""Cells merged over several rows hold for each of them; merged numbers count once."""

from __future__ import annotations

import io

import openpyxl
import pytest
from tests.builders.made import rezipped

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
