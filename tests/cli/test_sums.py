"""Columns added up by a layout, from the refusal on, through the command."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import xlsxwriter

# Made up: 280 + 120 of 1,000 are 40%.
ROWS = [
    ["Breastfeeding prevalence at 6-8 weeks: PCT, Quarter 1 2010/11"],
    [],
    ["Code", "Name", "Infants due", "Wholly", "Partly", "Prevalence (%)"],
    ["5ZZ", "Anytown PCT", 1000, 280, 120, 40],
]


def imscore(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "imscore", *arguments],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_the_description_that_layout_new_begins_has_a_place_for_them(tmp_path: Path):
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        sheet = book.add_worksheet("PCT")
        for row, cells in enumerate(ROWS):
            sheet.write_row(row, 0, cells)
    without = imscore(tmp_path, "tidy", "t.xlsx")
    assert "Infants due" in without.stderr  # the value alone is read, and what was not is said
    text = imscore(tmp_path, "layout", "new", "t.xlsx").stdout
    lines = [line for line in text.splitlines() if not line.startswith(("indicator", "period"))]
    text = "\n".join(lines).replace(
        'value = ["Prevalence (%)"]', 'denominator = ["Infants due"]\nvalue = ["Prevalence (%)"]'
    )
    text = text.replace(
        '# numerator = ["Totally breastfed", "Partially', 'numerator = ["Wholly", "P'
    )
    text = text.replace('"P breastfed"]', '"Partly"]')
    (tmp_path / "t.toml").write_text(text, encoding="utf-8")
    done = imscore(tmp_path, "report", "t.xlsx", "--layout", "t.toml", "--format", "json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)["scorecards"][0]["rows"]
    row = next(row for row in rows if row["indicator"] == "breastfeeding_6_8_weeks")
    assert (row["numerator"], row["denominator"], row["value"]) == (400, 1000, 40)
    assert [s["cell"] for s in row["sources"]] == ["D4", "E4", "C4", "F4"]
