"""`imscore actions`, `group` and `areas` from the outside: outputs, refusals, exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ANYTOWN = "sample_data/anytown_pct.xlsx"
BOROUGHS = "sample_data/greater_manchester.csv"
YEARS = ("2010/11", "2011/12")
PROGRAM = [sys.executable, "-c", "from imscore.cli.main import main; main()"]


@pytest.fixture
def imscore(samples: Path):
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*PROGRAM, *arguments],
            cwd=samples,
            env=os.environ | {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
        )

    return run


def narrow(text: str) -> bool:
    return max(len(line) for line in text.splitlines()) <= 80


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


# --- actions --------------------------------------------------------------------------------------


def test_actions_of_the_sample(imscore, golden):
    done = imscore("actions", ANYTOWN)
    assert (done.returncode, done.stderr) == (0, "")
    assert narrow(done.stdout)
    golden("anytown_actions_80.txt", done.stdout)


def test_actions_alone_name_the_sum_with_its_overlap(imscore):
    """Line 311 and D04: 15.6 percentage points, which the report prints as a percentage."""
    text = " ".join(imscore("actions").stdout.split())
    assert "All seven together: 15.6 percentage points" in text
    assert "may be counted twice" in text
    assert "the report prints the sum as 15.6%" in text
    assert "Mothers' education" in text


def test_no_output_of_actions_shows_a_gap_to_come(imscore):
    """D07: 19% less 15.6 would be 3.4; 12% less 15.6 would be below nought."""
    text = imscore("actions", ANYTOWN).stdout
    assert "3.4 " not in text
    assert "-3.6" not in text
    assert "−3.6" not in text


def test_actions_as_data(imscore):
    document = json.loads(
        imscore("actions", BOROUGHS, "--area", "Bolton", "--format", "json").stdout
    )
    assert document["area"] == {"area_code": "E08000001", "area_name": "Bolton"}
    assert len(document["actions"]) == 7
    assert len(rows(imscore("actions", "--format", "csv").stdout)) == 10


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--area", "Bolton"], "Name the file"),
        ([BOROUGHS], "The input holds 10 areas"),
        ([ANYTOWN, "--format", "pdf"], "Use one of"),
    ],
)
def test_actions_that_cannot_be_listed(imscore, arguments, said):
    done = imscore("actions", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


# --- group ----------------------------------------------------------------------------------------


def test_the_boroughs_together(imscore, golden):
    done = imscore("group", BOROUGHS)
    assert done.returncode == 0, done.stderr
    assert narrow(done.stdout)
    golden("greater_manchester_group_80.txt", done.stdout)


def test_a_group_by_hand(imscore):
    """Bolton and Bury 2010/11: 716 of 3,821 and 407 of 2,484 mothers smoking."""
    done = imscore("group", BOROUGHS, "--area", "Bolton", "--area", "Bury", "--format", "csv")
    (first,) = [
        row for row in rows(done.stdout)
        if (row["period"], row["what"], row["indicator"])
        == ("2010/11", "period", "smoking_at_delivery")
    ]  # fmt: skip
    assert float(first["group_value"]) == pytest.approx(100 * (716 + 407) / (3821 + 2484))
    assert float(first["england_value"]) == pytest.approx(13.526, abs=5e-4)


def test_a_group_as_json_names_its_areas(imscore):
    document = json.loads(imscore("group", BOROUGHS, "--priority", "--format", "json").stdout)
    names = {area["area_name"] for area in document["areas"]}
    assert names == {"Bolton", "Manchester", "Oldham"}
    change = next(i for i in document["indicators"] if i["indicator"] == "smoking_at_delivery")
    assert (change["change"]["base"], change["change"]["end"]) == ("2010/11", "2015/16")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--area", "Bolton"], "needs two areas"),
        (["--base", "2010/11", "--to", "2015"], "like with like"),
        (["--base", "soon"], "--base: 'soon'"),
        (["--region", "Atlantis"], "Regions are: "),
        (["--indicator", "smoking"], "There is no indicator"),
    ],
)
def test_groups_that_cannot_be_made(imscore, arguments, said):
    done = imscore("group", BOROUGHS, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_base_that_is_not_there_is_said_in_the_answer(imscore):
    done = imscore("group", BOROUGHS, "--base", "2008/09")
    assert done.returncode == 0
    assert "2008/09 is not there with counts of every area" in done.stdout


# --- areas ----------------------------------------------------------------------------------------


def test_a_place_in_full(imscore, golden):
    done = imscore("areas", "bolton")
    assert (done.returncode, done.stderr) == (0, "")
    assert narrow(done.stdout)
    golden("areas_bolton_80.txt", done.stdout)


def test_the_overview_counts_every_kind(imscore):
    done = imscore("areas")
    assert done.returncode == 0
    assert "Primary care trust             151             151" in done.stdout


def test_priority_areas_in_the_annex_s_order(imscore):
    found = rows(imscore("areas", "--priority", "--format", "csv").stdout)
    assert len(found) == 43
    assert (found[0]["name"], found[-1]["name"]) == ("Birmingham", "Wolverhampton")
    assert {row["region_name"] for row in found} >= {"North West", "London"}


def test_places_of_a_region(imscore):
    found = rows(imscore("areas", "--region", "Q31", "--format", "csv").stdout)
    assert len(found) == 24
    assert {row["kind"] for row in found} == {"Primary care trust"}


def test_a_place_as_json_says_how_a_link_was_made(imscore):
    (place,) = json.loads(imscore("areas", "5QF", "--format", "json").stdout)["places"]
    (link,) = place["links"]
    assert (link["relation"], link["matched"]) == ("doubtful", False)


def test_an_unknown_place_suggests_one(imscore):
    done = imscore("areas", "boltn")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean Bolton?" in done.stderr


@pytest.mark.parametrize("command", ["gap", "actions", "group", "areas"])
def test_help_imports_nothing_heavy(command):
    code = (
        "import sys\n"
        "from imscore.cli.main import run\n"
        f"run([{command!r}, '-h'])\n"
        "heavy = [m for m in ('pandas', 'numpy', 'openpyxl', 'xlsxwriter') if m in sys.modules]\n"
        "print('heavy:', heavy)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "heavy: []"


@pytest.mark.parametrize("arguments", [["group"], ["report", "--area", "Bolton", "--group"]])
def test_areas_that_hold_one_another_are_not_added_up(imscore, samples, arguments):
    """Burnley is a district of Lancashire: with it, 300 of 3,000 would be 100 of 1,000 too many."""
    lines = ["area_code,area_name,indicator,period,numerator,denominator"]
    for code, name, events in (
        ("E10000017", "Lancashire", 200),
        ("E07000117", "Burnley", 100),
        ("E08000001", "Bolton", 150),
    ):
        lines += [f"{code},{name},smoking_at_delivery,{y},{events},{events}0" for y in YEARS]
    (samples / "county.csv").write_text("\n".join(lines) + "\n")
    if "--group" in arguments:
        arguments = [*arguments, "L=Lancashire,Burnley", "--benchmark", "L"]
    done = imscore(arguments[0], "county.csv", *arguments[1:])
    assert (done.returncode, done.stdout) == (2, "")
    assert "Burnley (E07000117) lies in Lancashire (E10000017)" in done.stderr


def test_a_region_says_how_many_of_its_areas_are_missing(imscore):
    text = " ".join(imscore("group", BOROUGHS, "--region", "North West").stdout.split())
    assert text.startswith("10 areas of North West together")
    assert "the input has 10 areas and lacks 25: Blackburn with Darwen" in text


def test_a_figure_without_counts_is_not_compared_with_england(imscore, samples):
    line = "5ZZ,Anytown,smoking_at_delivery,2010/11,20.0\n"
    (samples / "value.csv").write_text(f"area_code,area_name,indicator,period,value\n{line}")
    text = " ".join(imscore("actions", "value.csv").stdout.split())
    assert "20.0% in 2010/11, not compared with England's 13.5%" in text


def test_an_option_that_a_command_does_not_have_is_said_to_be_of_another(imscore):
    text = " ".join(imscore("actions", BOROUGHS).stderr.split())
    assert "Say which with --area (imscore report takes --all-areas too)" in text
