"""Tables as areas have them, through the command: read right, or refused with a way out."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import xlsxwriter

from imscore.cli.main import run

S, IM, B = "smoking_at_delivery", "infant_mortality", "breastfeeding_initiation"
# Made up; what is expected is typed by hand from the rows: area, indicator, period, value, limits.
TABLES = {
    "the health compendium": (
        [["Mortality in infancy, 2007-2009 (pooled), persons"],
         ["ORG CODE", "ORG TITLE", "OBS", "POP", "RATE", "LL", "UL"],
         ["5ZZ", "Anytown PCT", 50, 10000, 5.0, 3.8, 6.6]],
        [("Anytown PCT", IM, "2007-09", "5.0", "3.8", "6.6")],
    ),
    "words run together, a row for each measure": (
        [["OrgCode", "OrgName", "ReportingPeriod", "Indicator", "Measure", "Value"],
         ["5ZZ", "Anytown PCT", "2010/11", "Smoking at delivery", "Numerator", 130],
         ["5ZZ", "Anytown PCT", "2010/11", "Smoking at delivery", "Denominator", 650]],
        [("Anytown PCT", S, "2010/11", "20.0", "", "")],
    ),
    "an area profile": (
        [["Bolton Child Health Profile"],
         ["Indicator", "Period", "Local no.", "Local value", "Eng. ave.", "Eng. worst"],
         ["Smoking status at time of delivery", "2013/14", 640, 16.2, 12.0, 27.5]],
        [("Bolton", S, "2013/14", "16.2", "", ""), ("England", S, "2013/14", "12.0", "", "")],
    ),
    "quarters below lines of years": (
        [["Smoking at delivery (%)"], ["Area", "Quarter", "%"], ["2009/10"],
         ["Anytown", "Q1", 20.1], ["2010/11"], ["Anytown", "Q1", 19.1]],
        [("Anytown", S, "2009/10 Q1", "20.1", "", ""),
         ("Anytown", S, "2010/11 Q1", "19.1", "", "")],
    ),
    "limits in one cell": (
        [["Area", "Indicator", "Period", "Rate", "95% CI"],
         ["Anytown", "Infant mortality", "2007-09", 5.1, "4.3-7.5"]],
        [("Anytown", IM, "2007-09", "5.1", "4.3", "7.5")],
    ),
    "limits beside a lone period": (
        [["Infant mortality rate"], ["Area", "2007-09", "Lower CI", "Upper CI"],
         ["Anytown", 5.1, 4.3, 7.5]],
        [("Anytown", IM, "2007-09", "5.1", "4.3", "7.5")],
    ),
    "lines of indicators": (
        [["Area", "2008/09"], ["Smoking at delivery (%)"], ["Anytown", 20.1],
         ["Breastfeeding initiation (%)"], ["Anytown", 60.1]],
        [("Anytown", B, "2008/09", "60.1", "", ""), ("Anytown", S, "2008/09", "20.1", "", "")],
    ),
}  # fmt: skip
# The cell and the words of the refusal, and what is written into which cell, as it says.
REFUSED = {
    "a short period": (
        [["Smoking at delivery (%)"], ["Area", "08/09"], ["Anytown", 20.1]],
        "B2", "2008/09 for a financial year", (1, 1, "2008/09"),
    ),
    "a measure not understood": (
        [["Area", "Period", "Indicator", "Measure", "Value"],
         ["Anytown", "2010/11", "Smoking at delivery", "Share", 20.1],
         ["Anytown", "2010/11", "Smoking at delivery", "Numerator", 130]],
        "D2", "value, lower_ci or upper_ci", (1, 3, "value"),
    ),
    "a quarter of no year": (
        [["Smoking at delivery (%)"], ["Area", "Quarter", "%"], ["Anytown", "Q1", 20.1]],
        "B3", "write 2008/09 Q3", (2, 1, "2008/09 Q1"),
    ),
    "a line without the period that others have": (
        [["Area", "%"], ["Smoking at delivery, 2009/10"], ["Anytown", 20.1],
         ["Breastfeeding initiation"], ["Anytown", 60.1]],
        "A4", "Write the period behind it", (3, 0, "Breastfeeding initiation, 2009/10"),
    ),
}  # fmt: skip


def book(folder: Path, grid: list[list[object]]) -> Path:
    path = folder / "met.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet()
        for row, cells in enumerate(grid):
            sheet.write_row(row, 0, cells)
    return path


@pytest.mark.parametrize("name", TABLES)
def test_the_table_is_read_right(name, tmp_path, capsys):
    grid, expected = TABLES[name]
    assert run(["tidy", str(book(tmp_path, grid))]) == 0
    rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
    names = ("area_name", "indicator", "period", "value", "lower_ci", "upper_ci")
    assert sorted(tuple(row[n] for n in names) for row in rows) == expected


@pytest.mark.parametrize("name", REFUSED)
def test_what_the_refusal_says_to_write_works(name, tmp_path, capsys):
    grid, cell, words, (row, column, text) = REFUSED[name]
    assert run(["tidy", str(book(tmp_path, grid))]) == 3
    shown = " ".join(capsys.readouterr().err.split())
    assert f"Sheet1!{cell}: error" in shown
    assert words in shown
    mended = [[*cells] for cells in grid]
    mended[row][column] = text
    assert run(["tidy", str(book(tmp_path, mended))]) == 0
