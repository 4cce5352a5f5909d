"""Cells merged over several rows hold for each of them; merged numbers count once."""

from __future__ import annotations

import io

import openpyxl

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


def test_a_merged_number_counts_in_its_first_row_only():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["Area", "Indicator", "Period", "Numerator", "Denominator"])
    sheet.append(["Anytown", "Smoking at delivery", "2009/10", 100, 500])
    sheet.append(["Bigtown", "Smoking at delivery", "2009/10", None, 500])
    sheet.merge_cells("D2:D3")
    stream = io.BytesIO()
    workbook.save(stream)
    found = read_files([("m.xlsx", stream.getvalue())], load())
    assert found.frame["numerator"].tolist()[0] == 100
    assert found.frame["numerator"].isna().tolist() == [False, True]
