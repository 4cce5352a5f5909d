"""`imscore gap` from the outside: what it prints, what it refuses, exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = "sample_data/anytown_groups.csv"
PROGRAM = [sys.executable, "-c", "from imscore.cli.main import main; main()"]
HEADER = "area_name,category,indicator,period,numerator,denominator,value\n"
SMOKING = "Anytown,{},smoking_at_delivery,2009/10,{},{},\n"


@pytest.fixture
def gap(samples: Path):
    def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        told = {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1", **environment}
        return subprocess.run(
            [*PROGRAM, "gap", *arguments],
            cwd=samples,
            env=os.environ | told,
            capture_output=True,
            encoding="utf-8",
        )

    return run


def write(samples: Path, *rows: tuple[str, object, object]) -> str:
    lines = "".join(SMOKING.format(*row) for row in rows)
    (samples / "groups.csv").write_text(HEADER + lines, encoding="utf-8")
    return "groups.csv"


def test_the_sample_in_a_terminal(gap, golden):
    done = gap(SAMPLE)
    assert (done.returncode, done.stderr) == (0, "")
    assert max(len(line) for line in done.stdout.splitlines()) <= 80
    assert "Routine and manual against births registered by both parents" in done.stdout
    golden("anytown_gap_80.txt", done.stdout)


def test_a_terminal_without_the_signs(gap):
    done = gap(SAMPLE, PYTHONUTF8="0", PYTHONIOENCODING="ascii", LC_ALL="C")
    assert done.returncode == 0
    assert "#####" in done.stdout
    assert done.stdout.isascii()


def test_json_has_unrounded_figures(gap):
    document = json.loads(gap(SAMPLE, "--format", "json").stdout)
    (series,) = document["gaps"]
    assert series["indicator"] == "infant_mortality"
    last = series["points"][-1]
    group, against = last["group"], last["against"]
    gap_now = (group["events"] / group["people"]) / (against["events"] / against["people"]) - 1
    assert last["relative"]["value"] == pytest.approx(100 * gap_now)
    assert len(document["audit"]) == 4
    assert document["made_with"]["inputs"][0]["file"] == "anytown_groups.csv"


def test_csv_has_a_line_for_each_point_and_each_grouping(gap):
    lines = list(csv.DictReader(io.StringIO(gap(SAMPLE, "--format", "csv").stdout)))
    assert [line["what"] for line in lines].count("gap") == 7
    audit = [line for line in lines if line["what"] == "audit"]
    ratios = [float(line["ratio"]) for line in audit]
    assert ratios == sorted(ratios, reverse=True)


def test_it_writes_a_file_of_the_extension(gap, samples):
    done = gap(SAMPLE, "-o", "gap.json")
    assert (done.returncode, done.stdout) == (0, "")
    assert json.loads((samples / "gap.json").read_text(encoding="utf-8"))["area"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([SAMPLE, "--group", "Undr 20"], "Did you mean Under 20?"),
        ([SAMPLE, "--against", "Under 20"], "Say with --group"),
        ([SAMPLE, "--area", "Nowhere"], "no groups of 'Nowhere'"),
        ([SAMPLE, "--format", "xlsx"], "Use one of terminal, csv, json"),
        ([SAMPLE, "--group", "Under 20", "--against", "Third fifth"], "no one grouping"),
    ],
)
def test_what_is_not_there_is_a_usage_error(gap, arguments, said):
    done = gap(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_groups_that_do_not_add_up_exit_with_3_at_their_cell(gap, samples):
    name = write(samples, ("", 300, 1000), ("Under 20", 100, 200), ("20 and over", 180, 800))
    done = gap(name)
    assert (done.returncode, done.stdout) == (3, "")
    assert "groups.csv: E2: error: the 2 groups by group have 280 mothers smoking" in done.stderr
    assert "--incomplete" in done.stderr
    assert gap(name, "--incomplete").returncode == 0


def test_a_share_over_1_exits_with_3(gap, samples):
    done = gap(write(samples, ("", 300, 1000), ("Under 20", 210, 200)))
    assert (done.returncode, done.stdout) == (3, "")
    assert "numerator 210 is more than its denominator 200" in done.stderr


def test_a_file_without_groups_exits_with_3(gap):
    done = gap("sample_data/anytown_pct.csv")
    assert done.returncode == 3
    assert "there are no groups in it" in done.stderr


def test_warnings_exit_with_4_under_strict(gap, samples):
    name = write(samples, ("", 300, 1000), ("Under 20", 100, 300), ("20 and over", 200, 690))
    assert gap(name).returncode == 0
    done = gap(name, "--strict")
    assert done.returncode == 4
    assert "warning" in done.stderr


def test_text_from_a_file_cannot_colour_or_run(gap, samples):
    name = write(samples, ("[red]A[/x]", 100, 400), ("=B()", 20, 200))
    done = gap(name)
    assert done.returncode == 0
    assert "[red]A[/x]" in done.stdout
    assert "'=B()" in gap(name, "--format", "csv").stdout


def test_the_groups_of_the_sample_add_up_to_the_scorecard_s_own_figures(samples):
    def counts(name: str) -> dict[tuple[str, str], tuple[str, str]]:
        with (samples / "sample_data" / name).open(encoding="utf-8") as stream:
            return {
                (row["indicator"], row["period"]): (row["numerator"], row["denominator"])
                for row in csv.DictReader(stream)
                if not row.get("category")
            }

    ours, theirs = counts("anytown_groups.csv"), counts("anytown_pct.csv")
    shared = set(ours) & set(theirs)
    assert len(shared) == 10
    assert all(ours[key] == theirs[key] for key in shared)
