"""Groups are read by the rules by which everything is read."""

from __future__ import annotations

import io

import openpyxl
import pytest

from imscore.errors import InputError
from imscore.reference import indicators
from imscore.tools import group_rows

CATALOGUE = indicators.load()
HEADER = ["area_name", "group", "indicator", "period", "numerator", "denominator"]
ROWS = [
    ["Anytown", "", "smoking_at_delivery", "2009/10", 160, 800],
    ["Anytown", "Under 20", "smoking_at_delivery", "2009/10", 40, 100],
]


def as_csv(*rows: list[object]) -> bytes:
    return "\n".join(",".join(map(str, row)) for row in rows).encode()


@pytest.mark.parametrize(
    ("header", "cell"), [("Month", "April"), ("Provider", "St X"), ("Status", "Target")]
)
def test_a_column_that_narrows_the_rows_is_refused(header, cell):
    content = as_csv([*HEADER, header], *([*row, cell] for row in ROWS))
    with pytest.raises(InputError) as caught:
        group_rows.read([("t.csv", content)], [], CATALOGUE)
    (problem,) = caught.value.problems
    assert (problem.code, problem.cell) == ("narrowing_column", "G1")


def test_sheets_are_chosen_and_spoken_of_as_everywhere():
    made = openpyxl.Workbook()
    data = made.active
    data.title = "Groups"
    for row in [HEADER, *ROWS]:
        data.append(row)
    sheets = {
        "Remarks": [["# not data"], HEADER, *ROWS],
        "Contents": [["What is where"]],
        "Extra": [["Area", "2008/09", "2009/10"], ["Anytown", 20.1, 19.2]],
        "targets": [["indicator", "area", "period", "target"]],
    }
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    made.save(stream)
    found = group_rows.read([("t.xlsx", stream.getvalue())], [], CATALOGUE).observations
    assert len(found.frame) == 2
    codes = {(problem.code, problem.sheet, problem.severity) for problem in found.problems}
    assert ("table_not_read", "Extra", "warning") in codes
    assert "t.xlsx: not read, since its first cell begins with #: Remarks" in found.notes
    assert "t.xlsx: sheets with no table to read: Contents" in found.notes
