"""What a refusal advises, followed to the letter, leads to the figures."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

Rows = list[list[object]]
# Made up. 61 of 11,400 is 5.3509 per 1,000.
MEASURES: Rows = [
    ["Infant mortality, Bolton"],
    ["", "2006-08", "2007-09"],
    ["Number of deaths", 66, 61],
    ["Live births", 11200, 11400],
    ["Rate per 1,000", 5.9, 5.4],
    ["England rate", 4.8, 4.7],
]
LONE_YEAR: Rows = [["Smoking at delivery (%) 2009"], ["PCT", "Rate"], ["Bolton", 15.2]]
INCOME: Rows = [
    ["Children in relative low income families"],
    ["", "", "Number of under 16s in them", "", "Share of under 16s", ""],
    ["Local Authority", "Area Code", "2014/15", "2015/16", "2014/15", "2015/16"],
    ["Bolton", "E08000001", 12727, 13793, 21.9, 25.1],
    ["Bury", "E08000002", 9151, 8536, 26.4, 21.2],
]


def imscore(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "imscore", *arguments],
        cwd=folder, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def write(folder: Path, rows: Rows) -> None:
    with xlsxwriter.Workbook(folder / "t.xlsx") as book:
        sheet = book.add_worksheet("Data")
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)


def figures(folder: Path, *arguments: str) -> dict[str, tuple[str, float]]:
    done = imscore(folder, "tidy", "t.xlsx", *arguments)
    assert done.returncode == 0, done.stderr
    rows = csv.DictReader(io.StringIO(done.stdout))
    return {row["cell"]: (row["area_name"], round(float(row["value"]), 4)) for row in rows}


def test_measures_down_without_an_area_are_refused_with_three_ways_out(tmp_path: Path):
    write(tmp_path, MEASURES)
    refused = imscore(tmp_path, "tidy", "t.xlsx")
    assert refused.returncode == 3
    for way in ("a column with the area's name", "a line `Area: ...`", "area_name under [says]"):
        assert way in refused.stderr


def test_a_line_above_the_table(tmp_path: Path):
    write(tmp_path, [["Area: Bolton"], *MEASURES])
    assert figures(tmp_path) == {"B6": ("Bolton", 5.8929), "C6": ("Bolton", 5.3509)}


def test_a_column_with_the_areas_name(tmp_path: Path):
    column = [["Area", *MEASURES[1]], *(["Bolton", *row] for row in MEASURES[2:])]
    write(tmp_path, [MEASURES[0], *column])
    assert figures(tmp_path) == {"C5": ("Bolton", 5.8929), "D5": ("Bolton", 5.3509)}


def test_the_area_in_a_layout(tmp_path: Path):
    write(tmp_path, MEASURES)
    text = imscore(tmp_path, "layout", "new", "t.xlsx").stdout
    layout = text.replace('area_name = "FILL IN"', 'area_name = "Bolton"')
    (tmp_path / "t.toml").write_text(layout, encoding="utf-8")
    found = figures(tmp_path, "--layout", "t.toml")
    assert found == {"B5": ("Bolton", 5.8929), "C5": ("Bolton", 5.3509)}


@pytest.mark.parametrize("line", ["Area:", "Area"], ids=["nothing behind it", "no colon"])
def test_a_line_that_says_no_area_outright_is_no_way_out(tmp_path: Path, line: str):
    rows: Rows = [[line, "Bolton"] if line == "Area" else [line], *MEASURES]
    write(tmp_path, rows)
    assert imscore(tmp_path, "tidy", "t.xlsx").returncode == 3


def test_the_period_of_a_year_alone_in_a_layout(tmp_path: Path):
    write(tmp_path, LONE_YEAR)
    refused = imscore(tmp_path, "tidy", "t.xlsx")
    assert refused.returncode == 3
    assert "period under [says] in a layout" in " ".join(refused.stderr.split())
    text = imscore(tmp_path, "layout", "new", "t.xlsx").stdout
    (tmp_path / "t.toml").write_text(
        text.replace('period = "FILL IN"', 'period = "2009/10"'), encoding="utf-8"
    )
    assert figures(tmp_path, "--layout", "t.toml") == {"B3": ("Bolton", 15.2)}


def test_the_period_of_a_year_alone_in_a_column(tmp_path: Path):
    write(tmp_path, [LONE_YEAR[0], ["PCT", "Period", "Rate"], ["Bolton", "2009/10", 15.2]])
    assert figures(tmp_path) == {"C3": ("Bolton", 15.2)}


def test_headers_over_the_periods_that_are_not_understood(tmp_path: Path):
    write(tmp_path, INCOME)
    refused = imscore(tmp_path, "tidy", "t.xlsx")
    assert "C2" in refused.stderr
    text = imscore(tmp_path, "layout", "new", "t.xlsx").stdout
    headers = '["Share of under 16s"]\nnumerator = ["Number of under 16s in them"]'
    text = text.replace('value = ["FILL IN"]', f"value = {headers}")
    (tmp_path / "t.toml").write_text(text, encoding="utf-8")
    again = imscore(tmp_path, "tidy", "t.xlsx", "--layout", "t.toml")
    # Now it is another thing that is lacking, and that is said.
    assert again.returncode == 3
    assert "no column says which indicator this is" in " ".join(again.stderr.split())
    said = text.replace('# indicator = "..."', 'indicator = "children_in_relative_low_income"')
    (tmp_path / "t.toml").write_text(said, encoding="utf-8")
    assert figures(tmp_path, "--layout", "t.toml") == {
        "E4": ("Bolton", 21.9),
        "E5": ("Bury", 26.4),
        "F4": ("Bolton", 25.1),
        "F5": ("Bury", 21.2),
    }
