"""The marked copy: what was there is there, the doubtful cells stand out, in words too."""

import io
from datetime import date, datetime
from types import SimpleNamespace

import numpy as np
import openpyxl
import pytest

from imscore.errors import OutputError
from imscore.model import Problem
from imscore.outputs import marked


def sheet(*columns, file="pct.xlsx", name="Data"):
    arrays = []
    for cells in columns:
        array = np.empty(len(cells), dtype=object)
        array[:] = cells
        arrays.append(array)
    return SimpleNamespace(file=file, name=name, columns=arrays)


def problem(cell, severity="error", code="not_a_number", **changes):
    fields = {
        "severity": severity, "code": code, "file": "pct.xlsx", "sheet": "Data", "cell": cell,
        "found": "x", "expected": "a number", "hint": "Write one.", "message": "x is no number",
    }  # fmt: skip
    return Problem(**fields | changes)


def book(sheets, problems):
    return openpyxl.load_workbook(io.BytesIO(marked.to_xlsx(sheets, problems)))


def test_the_values_are_copied_as_they_stand():
    cells = ["=1+1", 18.5, True, "", date(2007, 9, 1), datetime(2007, 9, 1, 12), "5E1", "007", "@x"]
    page = book([sheet(cells)], [])["Data"]
    assert [page.cell(row, 1).value for row in range(1, 10)] == [
        "=1+1", 18.5, True, None, datetime(2007, 9, 1), datetime(2007, 9, 1, 12), "5E1", "007",
        "@x",
    ]  # fmt: skip
    assert page["A1"].data_type == "s"


def test_doubtful_cells_are_filled_and_say_why():
    page = book(
        [sheet(["h", "x", 2], ["h", 3, ""])],
        [problem("A2"), problem("B3", "warning"), problem("A2", "warning", "jump")],
    )["Data"]
    assert page["A2"].fill.fgColor.rgb == "FFD4351C"
    assert page["B3"].fill.fgColor.rgb == "FFFFDD00"
    assert page["A2"].comment.text.startswith(
        "ERROR: x is no number. Expected: a number. Write one."
    )
    assert "WARNING" in page["A2"].comment.text
    assert page["B3"].comment.text.startswith("WARNING")
    assert page["A3"].comment is None
    assert page["A3"].fill.fgColor.rgb == "00000000"


def test_a_marked_date_is_still_a_date():
    page = book([sheet(["period", date(2007, 9, 1)])], [problem("A2")])["Data"]
    assert (page["A2"].is_date, page["A2"].fill.fgColor.rgb) == (True, "FFD4351C")


def test_the_problems_are_listed_first_errors_before_warnings():
    found = book([sheet(["h"])], [problem("A2", "warning"), problem("", file="b.csv", sheet="")])
    assert found.sheetnames == ["Problems", "Data"]
    rows = list(found["Problems"].iter_rows(values_only=True))
    assert rows[0][:4] == ("Severity", "File", "Sheet", "Cell")
    assert [row[:4] for row in rows[1:]] == [
        ("error", "b.csv", None, None),
        ("warning", "pct.xlsx", "Data", "A2"),
    ]
    assert rows[2][4:] == ("x is no number", "x", "a number", "Write one.", "not_a_number")


def test_sheets_of_one_name_and_of_odd_names():
    sheets = [
        sheet(["a"], name="Data"),
        sheet(["b"], name="Data", file="b.xlsx"),
        sheet(["c"], name="", file="a/[b]*?.csv"),
        sheet(["d"], name="Problems"),
        sheet(["e"], name="x" * 40),
    ]
    found = book(sheets, [])
    assert found.sheetnames[:5] == ["Problems", "Data", "Data (2)", "a__b___.csv", "Problems (2)"]
    assert [page["A1"].value for page in found.worksheets[1:]] == ["a", "b", "c", "d", "e"]


def test_columns_of_personal_data_are_not_passed_on():
    cells = ["NHS number", "9434765919", "", "9434765919"]
    page = book([sheet(cells)], [problem("A1", code="personal_data")])["Data"]
    assert [page.cell(row, 1).value for row in range(1, 5)] == [
        "NHS number", "(removed)", None, "(removed)",
    ]  # fmt: skip


def test_what_cannot_be_seen_is_spelled_out():
    page = book([sheet(["a\x1b[31m", "\ud800"])], [])["Data"]
    assert page["A1"].value == "a\\x1b[31m"


def test_a_sheet_that_no_workbook_can_hold_is_refused():
    big = SimpleNamespace(file="t.csv", name="", columns=[range(1_048_577)])
    with pytest.raises(OutputError, match="larger than a workbook"):
        marked.to_xlsx([big], [])


def test_the_same_input_gives_the_same_bytes():
    sheets, problems = [sheet(["h", 1])], [problem("A2")]
    assert marked.to_xlsx(sheets, problems) == marked.to_xlsx(sheets, problems)
