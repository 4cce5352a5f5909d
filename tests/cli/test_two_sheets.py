"""Counts, rates and live births on sheets of their own, through the command and the store."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

HEAD = ["LA", "2006-08", "2007-09"]
# Made up; 61 of 11,400 is 5.3509 per 1,000.
SHEETS = {
    "Deaths": [["Infant mortality, number of deaths"], HEAD, ["Bolton", 66, 61]],
    "Rate": [["Infant mortality, rate per 1,000 live births"], HEAD, ["Bolton", 5.9, 5.4]],
    "Births": [["Live births"], HEAD, ["Bolton", 11200, 11400]],
}
PLACES = [("numerator", "Deaths", "C3"), ("denominator", "Births", "C3"), ("value", "Rate", "C3")]


def imscore(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "imscore", *arguments],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with xlsxwriter.Workbook(tmp_path / "sheets.xlsx") as book:
        for name, rows in SHEETS.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells)
    return tmp_path


def mortality(text: str) -> dict[str, object]:
    rows = json.loads(text)["scorecards"][0]["rows"]
    return next(row for row in rows if row["indicator"] == "infant_mortality")


def test_a_report_cites_the_cells_of_all_the_sheets(folder: Path):
    row = mortality(imscore(folder, "report", "sheets.xlsx", "--format", "json"))
    assert (row["numerator"], row["denominator"]) == (61, 11400)
    assert round(row["value"], 4) == 5.3509
    assert [(s["what"], s["sheet"], s["cell"]) for s in row["sources"]] == PLACES


def test_a_past_scorecard_made_from_the_store_cites_them_too(folder: Path):
    imscore(folder, "run", "--input", "sheets.xlsx", "--output", "packs", "--store", "s.sqlite")
    text = imscore(folder, "report", "--store", "s.sqlite", "--as-known-on", "2099-12-31",
                   "--format", "json")  # fmt: skip
    row = mortality(text)
    assert [(s["what"], s["sheet"], s["cell"]) for s in row["sources"]] == PLACES


def test_a_layout_names_the_people_of_one_of_two_indicators(folder: Path):
    with xlsxwriter.Workbook(folder / "two.xlsx") as book:
        weight = [["Low birth weight, all babies (%)"], ["LA", "2008"], ["Bolton", 7.9]]
        for name, rows in {**SHEETS, "Weight": weight}.items():
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                sheet.write_row(row, 0, cells)
    text = imscore(folder, "layout", "new", "two.xlsx", "--sheet", "Births")
    text = text.replace('indicator = "FILL IN"', 'indicator = "infant_mortality"')
    text = text.replace('measure = "FILL IN"', 'measure = "denominator"')
    assert "FILL IN" not in text.split("[columns]")[1]
    (folder / "births.toml").write_text(text, encoding="utf-8")
    found = imscore(folder, "report", "two.xlsx", "--layout", "births.toml", "--format", "json")
    assert mortality(found)["denominator"] == 11400
