"""`report` and `explain` against other benchmarks, with targets, ranks and charts begun anew."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SAMPLE = "sample_data/anytown_pct.xlsx"
TARGETS = "sample_data/anytown_targets.csv"
MANCHESTER = "sample_data/greater_manchester.csv"
PROGRAM = [sys.executable, "-c", "from imscore.cli.main import main; main()"]
NORTH = ("--benchmark", "North", "--group", "North=Bolton,Bury,Rochdale")
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def imscore(samples: Path) -> Run:
    def run(*arguments: str, **more: str):
        environment = {k: v for k, v in os.environ.items() if k not in ("FORCE_COLOR", "COLUMNS")}
        return subprocess.run(
            [*PROGRAM, *arguments],
            cwd=samples,
            env=environment | {"NO_COLOR": "1", "PYTHONUTF8": "1"} | more,
            capture_output=True,
            encoding="utf-8",
        )

    return run


@pytest.mark.parametrize(
    ("name", "columns", "arguments"),
    [
        ("anytown_targets_80.txt", "80", ("report", SAMPLE, "--targets", TARGETS)),
        ("anytown_targets_200.txt", "200", ("report", SAMPLE, "--targets", TARGETS)),
        ("bolton_north_80.txt", "80", ("report", MANCHESTER, "--area", "Bolton", *NORTH)),
        ("bolton_north_200.txt", "200", ("report", MANCHESTER, "--area", "Bolton", *NORTH)),
        ("bolton_north.md", "80",
         ("report", MANCHESTER, "--area", "Bolton", *NORTH, "--format", "md")),
        ("anytown_rebased_explained.txt", "80",
         ("explain", SAMPLE, "SATOD", "--targets", TARGETS, "--rebase", "2008/09 Q1",
          "--disclosure", "under5")),
    ],
)  # fmt: skip
def test_the_whole_of_it(imscore, golden, name, columns, arguments):
    done = imscore(*arguments, COLUMNS=columns)
    assert (done.returncode, done.stderr) == (0, "")
    golden(name, done.stdout)


@pytest.mark.parametrize("format_", ["terminal", "csv", "json", "md"])
def test_no_output_says_england_where_it_is_not(imscore, format_):
    done = imscore("report", MANCHESTER, "--area", "Bolton", *NORTH, "--format", format_)
    assert "North" in done.stdout
    # What the data's timeliness is held against, and the file of the series, are England's still.
    told = " ".join(done.stdout.split()).replace("the England series' newest", "")
    told = told.replace("england.csv", "").replace('"england"', "").replace("england:", "")
    assert "England" not in told.replace("England series", "")


def test_json_and_csv_carry_all_of_it(imscore):
    words = ("report", MANCHESTER, "--area", "Bolton", *NORTH)
    document = json.loads(imscore(*words, "--format", "json").stdout)
    (row,) = [
        row for row in document["scorecards"][0]["rows"] if row["indicator"].startswith("smoking")
    ]
    # Smokers and maternities of Bolton, Bury and Rochdale in 2015/16, by hand from the file.
    assert row["benchmark_value"] == pytest.approx((558 + 267 + 482) / (3727 + 2395 + 2839) * 100)
    assert row["standing"]["rank"] == 2
    assert row["standing"]["best_area"] == "Bury"
    assert document["made_with"]["groups"] == {"North": "Bolton, Bury, Rochdale"}
    line = next(csv.DictReader(io.StringIO(imscore(*words, "--format", "csv").stdout)))
    assert (line["benchmark_name"], line["rank_of"]) == ("North", "3")


def test_groups_can_be_kept_in_a_file(imscore, samples):
    (samples / "groups.toml").write_text('[North]\nareas = ["Bolton", "Bury", "Rochdale"]\n')
    by_file = imscore("report", MANCHESTER, "--area", "Bolton", "--benchmark", "north",
                      "--groups", "groups.toml", "--format", "csv")  # fmt: skip
    by_option = imscore("report", MANCHESTER, "--area", "Bolton", *NORTH, "--format", "csv")
    assert by_file.stdout == by_option.stdout


def test_a_chart_with_a_target_says_whether_it_will_be_met(imscore):
    done = imscore("report", SAMPLE, "--targets", TARGETS, "--format", "json")
    rows = {row["indicator"]: row for row in json.loads(done.stdout)["scorecards"][0]["rows"]}
    assert rows["smoking_at_delivery"]["spc"]["assurance"] == "inconsistent"
    assert rows["smoking_at_delivery"]["target"]["value"] == pytest.approx(19.0)
    assert rows["infant_mortality"]["target"]["status"] == "not_yet_due"
    assert rows["low_birth_weight"]["target"] is None


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--rebase", "nonsense"), 2, "--rebase: 'nonsense' is not a period"),
        (("--rebase", "2030/31"), 2, "no control chart of the areas and indicators shown"),
        (("--rebase", "smokin=2008/09"), 2, "Did you mean Smoking at delivery?"),
        (("--baseline", "2005/06", "--baseline", "2006/07"), 2, "given more than once"),
        (("--disclosure", "undr5"), 2, "Did you mean under5?"),
        (("--group", "X"), 2, "write NAME=CODE,CODE"),
        (("--group", "X=5ZZ,5ZY"), 2, "nothing is held against it"),
        (("--benchmark", "X", "--group", "X=5ZZ,5ZY"), 2, "There is no area '5ZY'"),
        (("--groups", "none.toml"), 3, "none.toml: cannot be read"),
        (("--benchmark", "Yorkshire"), 2, "There is nothing called 'Yorkshire'"),
        (("--benchmark", "5ZZ"), 2, "is a local area"),
        (("--leave-out",), 2, "takes an area out of a group"),
        (("--targets", "none.csv"), 3, "none.csv: error: there is no such file"),
        (("--targets", "-"), 2, "Targets are read from a file"),
        (("--targets", MANCHESTER), 3, "the header row has no column for target"),
    ],
)
@pytest.mark.parametrize("command", ["report", "explain"])
def test_what_is_asked_for_wrongly_is_said(imscore, command, options, code, words):
    more = ("smoking_at_delivery",) if command == "explain" else ()
    done = imscore(command, SAMPLE, *more, *options)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_faults_of_targets_have_their_cells(imscore, samples):
    (samples / "t.csv").write_text(
        "indicator,area,period,target\nSATOD,5ZZ,soon,18\nnonsense,5ZZ,2008/09,18\n"
        "SATOD,5ZZ,2008/09,low\n"
    )
    done = imscore("report", SAMPLE, "--targets", "t.csv")
    assert done.returncode == 3
    assert [line.split(": ")[1] for line in done.stderr.splitlines()[:3]] == ["C2", "A3", "D4"]
