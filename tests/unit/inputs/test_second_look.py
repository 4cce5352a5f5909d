"""What only a sheet's XML tells: errors, formulas without results, formats; each spelling of it."""

import io
import re
import zipfile

import pytest
import xlsxwriter

HEAD = ("area_code", "area_name", "indicator", "period", "numerator", "denominator", "value")


def book(hide=None):
    """Rows whose value is an error, a formula without a result, a percentage, and blank."""
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream)
    sheet = made.add_worksheet("Data")
    sheet.write_row(0, 0, HEAD)
    percent = made.add_format({"num_format": "0.0%"})
    for row, code in enumerate(("5ZA", "5ZB", "5ZC", "5ZD"), start=1):
        sheet.write_row(row, 0, (code, f"Town {row}", "smoking_at_delivery", "2008/09"))
    sheet.write_formula("G2", "=1/0", None, "#DIV/0!")
    sheet.write_formula("G3", "=E3&amp;F3", None, "")
    sheet.write_number("G4", 0.181, percent)
    if hide:
        sheet.set_column(hide, None, None, {"hidden": True})
    made.close()
    return stream.getvalue()


def respelt(content, *changes):
    """The workbook with its first sheet's XML changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                for pattern, by in changes:
                    part, times = re.subn(pattern, by, part)
                    assert times
            new.writestr(name, part)
    return stream.getvalue()


SPELLINGS = {
    "as usual": (),
    "a name after the style": ((rb'<c r="(\w+)" s="(\d+)"', rb'<c s="\2" r="\1"'),),
    "single quotes": ((rb'<c r="(\w+)"', rb"<c r='\1'"),),
    "with a comment": ((rb"<sheetData>", rb"<sheetData><!-- made by hand -->"),),
    "cells without names": ((rb'<c r="([A-G])([234])"', rb"<c"),),
}


@pytest.mark.parametrize("changes", SPELLINGS.values(), ids=SPELLINGS)
def test_errors_and_formulas_are_found_however_they_are_spelt(problems, changes):
    # With blank cells to the left of them, cells without names stand where they did.
    blank = (rb'(<c r="D([234])"[^>]*><v>\d+</v></c>)', rb'\1<c r="E\2"/><c r="F\2"/>')
    found = {(p.code, p.cell) for p in problems(respelt(book(), blank, *changes))}
    assert ("not_a_number", "G2") in found
    assert ("unsaved_formula", "G3") in found


def test_a_percentage_is_the_decimal_moved(read):
    content = respelt(book(), (rb'<c r="G[23]".*?</c>', b""))
    frame = read(content).frame
    assert frame["value"].dropna().tolist() == [18.1]


def test_a_hidden_column_is_not_taken_for_formulas_without_results(read):
    content = respelt(book(hide="B:B"), (rb'<c r="G[23]".*?</c>', b""))
    found = read(content)
    assert [p.code for p in found.problems] == []
    assert any("hidden column B" in note for note in found.notes)
