"""`imscore layout new` for tables with something across: the way out that refusals promise."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).parents[2]
AREA, RATES = ("area_name", "Anytown"), ("measure", "value")
SMOKING = ("indicator", "smoking_at_delivery")
S, B, C = "smoking_at_delivery", "breastfeeding_initiation", "under18_conceptions"
# Made up: rows of a sheet, what a person fills in, and the figures by cell, typed from the rows.
TABLES = {
    "indicators down, no area": (
        [
            ["Indicator", "2007/08", "2008/09"],
            ["Smoking at delivery (%)", 20.1, 19.5],
            ["Breastfeeding initiation (%)", 60.2, 61.4],
        ],
        [AREA],
        {
            "B2": (S, "2007/08", 20.1),
            "C2": (S, "2008/09", 19.5),
            "B3": (B, "2007/08", 60.2),
            "C3": (B, "2008/09", 61.4),
        },
    ),
    "whole figures, counts or rates": (
        [["Smoking at delivery"], ["Area", "2007/08", "2008/09"], ["Anytown", 20, 19]],
        [RATES],
        {"B3": (S, "2007/08", 20), "C3": (S, "2008/09", 19)},
    ),
    "no title": (
        [["Area", "2007/08", "2008/09"], ["Anytown", 20.1, 19.2]],
        [SMOKING],
        {"B2": (S, "2007/08", 20.1), "C2": (S, "2008/09", 19.2)},
    ),
    "no title, two header rows": (
        [
            ["", "2007/08", "", "", "2008/09", "", ""],
            ["Area", "Number", "Denominator", "Rate", "Number", "Denominator", "Rate"],
            ["Anytown", 160, 800, 20, 150, 800, 18.75],
        ],
        [SMOKING],
        {"D3": (S, "2007/08", 20), "G3": (S, "2008/09", 18.75)},
    ),
    "blocks below each other, whole figures": (
        [
            ["Smoking at delivery"],
            ["Area", "2007/08", "2008/09"],
            ["Anytown", 20, 19],
            [],
            ["Breastfeeding initiation"],
            ["Area", "2007/08", "2008/09"],
            ["Anytown", 60, 61],
        ],
        [RATES],
        {
            "B3": (S, "2007/08", 20),
            "C3": (S, "2008/09", 19),
            "B7": (B, "2007/08", 60),
            "C7": (B, "2008/09", 61),
        },
    ),
    "one row a year, no area and no indicator": (
        [
            ["Year", "Number", "Denominator", "Rate"],
            [2006, 60, 1500, 40],
            [2007, 55, 1500, 36.7],
        ],
        [AREA, ("indicator", C)],
        {"D2": (C, "2006", 40), "D3": (C, "2007", 55 / 1500 * 1000)},
    ),
}


def imscore(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "imscore", *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> None:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(row)
    made.save(path)


def fill_in(path: Path, said: list[tuple[str, str]]) -> str:
    text = path.read_text(encoding="utf-8")
    for key, value in said:
        assert f'\n{key} = "FILL IN"' in text, text
        text = text.replace(f'\n{key} = "FILL IN"', f'\n{key} = "{value}"')
    path.write_text(text, encoding="utf-8")
    return text


def figures(done: subprocess.CompletedProcess[str]) -> dict[str, tuple[str, str, object]]:
    assert done.returncode == 0, done.stderr
    rows = csv.DictReader(io.StringIO(done.stdout))
    return {r["cell"]: (r["indicator"], r["period"], float(r["value"])) for r in rows}


@pytest.mark.parametrize("name", TABLES)
def test_the_description_leads_from_refusal_to_figures(name: str, tmp_path: Path) -> None:
    rows, said, expected = TABLES[name]
    workbook(tmp_path / "t.xlsx", {"Sheet1": rows})
    assert imscore("tidy", "t.xlsx", cwd=tmp_path).returncode == 3
    started = imscore("layout", "new", "t.xlsx", "-o", "t.toml", cwd=tmp_path)
    assert started.returncode == 0, started.stderr
    unfilled = imscore("tidy", "t.xlsx", "--layout", "t.toml", cwd=tmp_path)
    assert unfilled.returncode == 3
    lines = (tmp_path / "t.toml").read_text(encoding="utf-8").splitlines()
    for key, _ in said:
        number = next(n for n, line in enumerate(lines, 1) if line.startswith(f'{key} = "FILL'))
        assert f"t.toml: line {number}: says.{key}: 'FILL IN' still stands there" in unfilled.stderr
    text = fill_in(tmp_path / "t.toml", said)
    assert '= "FILL IN"' not in text
    done = imscore("tidy", "t.xlsx", "--layout", "t.toml", cwd=tmp_path)
    assert figures(done) == {cell: (i, p, pytest.approx(v)) for cell, (i, p, v) in expected.items()}


def test_quarters_without_a_year_are_read_as_what_a_person_says(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("PCT,Q1,Q2,Total\nAnytown,20.1,19.2,19.7\n", encoding="utf-8")
    imscore("layout", "new", "t.csv", "-o", "t.toml", cwd=tmp_path)
    fill_in(tmp_path / "t.toml", [SMOKING, ('"Q1"', "2010/11 Q1"), ('"Q2"', "2010/11 Q2")])
    path = tmp_path / "t.toml"
    path.write_text(path.read_text().replace("not_read = []", 'not_read = ["Total"]'))
    done = imscore("tidy", "t.csv", "--layout", "t.toml", "--strict", cwd=tmp_path)
    assert figures(done) == {"B2": (S, "2010/11 Q1", 20.1), "C2": (S, "2010/11 Q2", 19.2)}
    checked = imscore("check", "t.csv", "--layout", "t.toml", cwd=tmp_path)
    assert "read as the layout says: 'Q1' as '2010/11 Q1'" in checked.stdout
    assert "columns not read, as the layout says: Total (D1)" in checked.stdout


def test_the_sheet_that_was_not_read_is_described_and_the_others_read_as_before(
    tmp_path: Path,
) -> None:
    plain = [
        ["area_code", "area_name", "indicator", "period", "value"],
        ["5ZZ", "Anytown", B, "2008/09", 60.5],
    ]
    workbook(tmp_path / "t.xlsx", {"Plain": plain, "Extra": TABLES["no title"][0]})
    before = imscore("tidy", "t.xlsx", cwd=tmp_path)
    assert "Extra: warning: this sheet has figures and looks like a table" in before.stderr
    started = imscore("layout", "new", "t.xlsx", "-o", "t.toml", cwd=tmp_path)
    assert started.returncode == 0
    text = fill_in(tmp_path / "t.toml", [SMOKING])
    assert 'sheets = ["Extra"]' in text
    done = imscore("tidy", "t.xlsx", "--layout", "t.toml", cwd=tmp_path)
    assert figures(done) == {
        "E2": (B, "2008/09", 60.5),
        "B2": (S, "2007/08", 20.1),
        "C2": (S, "2008/09", 19.2),
    }


def test_a_description_of_a_table_that_is_read_anyway_changes_nothing(tmp_path: Path) -> None:
    sample = str(ROOT / "sample_data" / "anytown_pct.csv")
    imscore("layout", "new", sample, "-o", "t.toml", cwd=tmp_path)
    plain = imscore("tidy", sample, cwd=tmp_path)
    done = imscore("tidy", sample, "--layout", "t.toml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, plain.stdout)


def test_the_example_of_the_readme_reads_the_sheet_that_it_tells_of(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"```toml\n(id = \"ours\".*?)```", readme, flags=re.S)
    assert found
    (tmp_path / "ours.toml").write_text(found[1], encoding="utf-8")
    rows = [
        ["What we count", "2007/08", "2008/09 (full year)", "Rank"],
        ["Mothers who smoke", 20, 19, 3],
        ["Breastfeeding initiation", 60, 61, 7],
    ]
    workbook(tmp_path / "t.xlsx", {"2009": rows})
    done = imscore("tidy", "t.xlsx", "--layout", "ours.toml", cwd=tmp_path)
    assert figures(done) == {
        "B2": (S, "2007/08", 20),
        "C2": (S, "2008/09", 19),
        "B3": (B, "2007/08", 60),
        "C3": (B, "2008/09", 61),
    }


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[read_as]\n"*" = "12"', "read_as.'*': only words can be read as others"),
        ('[read_as]\n"12" = "Q1"', "read_as.'12': only words can be read as others"),
        ('[says]\nmeasure = "rate"', "says.measure: 'rate' is not one of value, numerator"),
        ('[says]\nperod = "2008/09"', "Did you mean period?"),
        ('[says]\nperiod = "soon"', "says.period: 'soon' is no period"),
    ],
)
def test_what_a_description_may_not_say_is_refused(text: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("PCT,2008/09\n", encoding="utf-8")
    (tmp_path / "t.toml").write_text(
        f'id = "t"\nname = "t"\nshape = "wide"\nother_indicators = "error"\n[columns]\n{text}\n'
    )
    done = imscore("tidy", "t.csv", "--layout", "t.toml", cwd=tmp_path)
    assert done.returncode == 3
    assert fault in done.stderr


def test_a_sheet_that_a_description_names_has_to_be_there(tmp_path: Path) -> None:
    workbook(tmp_path / "t.xlsx", {"Data": TABLES["no title"][0]})
    (tmp_path / "t.toml").write_text(
        'id = "t"\nname = "t"\nother_indicators = "error"\nsheets = ["Date"]\n[columns]\n'
    )
    done = imscore("tidy", "t.xlsx", "--layout", "t.toml", cwd=tmp_path)
    assert done.returncode == 3
    assert (
        "there is no sheet called Date, which the layout is of. Did you mean Data?" in done.stderr
    )


SAID = {"indicator": S, "period": "2009/10", "area_name": "Bury"}
COUNTED = [["Smokers", "Maternities", "%"], [700, 3500, 20.0]]
ACROSS = [["Area", "2009/10"], ["Bury", 20.3]]


def by_layout(grid: list[list[object]], says: dict[str, str], to: Path) -> tuple[str, str]:
    """What is read, and what is said, of a sheet that a description tells of."""
    workbook(to / "t.xlsx", {"Sheet1": grid})
    shape = "wide" if grid[1] == ACROSS[0] else "rows"
    columns = 'numerator = ["Smokers"]\ndenominator = ["Maternities"]\nvalue = ["%"]'
    text = f'id = "t"\nname = "t"\nshape = "{shape}"\nother_indicators = "error"\n[columns]\n'
    text += ("" if shape == "wide" else columns) + "\n[says]\n"
    text += "\n".join(f'{name} = "{said}"' for name, said in says.items())
    (to / "t.toml").write_text(text, encoding="utf-8")
    done = imscore("tidy", "t.xlsx", "--layout", "t.toml", cwd=to)
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


@pytest.mark.parametrize(
    ("other", "names"),
    [
        ({"period": "2010/11"}, "period"),
        ({"area_name": "Bolton"}, "area_name"),
        ({"indicator": B}, "indicator"),
        ({"indicator": B, "period": "2010/11", "area_name": "Bolton"},
         "indicator, period, area_name"),
    ],
)  # fmt: skip
def test_a_description_that_the_title_contradicts_is_followed_and_warned_of(
    other: dict[str, str], names: str, tmp_path: Path
) -> None:
    title = "Smoking at delivery (%) 2009/10, Bury"
    read, told = by_layout([[title], *COUNTED], SAID | other, tmp_path)
    assert (SAID | other)["indicator"] in read
    assert f"A1: warning: {title!r} says otherwise than the layout's [says] ({names})" in told


@pytest.mark.parametrize(
    "title", ["Smoking at delivery target", "Smoking at delivery, under 20s", "Routine and manual"]
)
def test_a_description_of_a_sheet_of_a_part_is_warned_of(title: str, tmp_path: Path) -> None:
    _, told = by_layout([[title], *ACROSS], {"indicator": S}, tmp_path)
    assert f"A1: warning: {title!r} says otherwise than the layout's [says] (indicator)" in told


def test_a_title_that_agrees_with_the_description_is_no_news(tmp_path: Path) -> None:
    _, told = by_layout([["Smoking at delivery (%) 2009/10, Bury"], *COUNTED], SAID, tmp_path)
    assert told.strip() == ""
