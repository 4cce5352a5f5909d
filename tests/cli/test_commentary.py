"""`report` with what an area says about its figures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

SAMPLE = "sample_data/anytown_pct.xlsx"
COMMENTARY = "sample_data/anytown_commentary.csv"
MANCHESTER = "sample_data/greater_manchester.csv"
PROGRAM = [sys.executable, "-c", "from imscore.cli.main import main; main()"]
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def imscore(samples: Path) -> Run:
    def run(*arguments: str):
        environment = {k: v for k, v in os.environ.items() if k not in ("FORCE_COLOR", "COLUMNS")}
        return subprocess.run(
            [*PROGRAM, *arguments],
            cwd=samples,
            env=environment | {"NO_COLOR": "1", "PYTHONUTF8": "1", "COLUMNS": "80"},
            capture_output=True,
            encoding="utf-8",
        )

    return run


def test_the_sample(imscore, golden):
    done = imscore("report", SAMPLE, "--commentary", COMMENTARY)
    assert (done.returncode, done.stderr) == (0, "")
    golden("anytown_commentary_80.txt", done.stdout)


def test_json_has_the_words_with_their_cell_and_what_is_missing(imscore):
    done = imscore("report", SAMPLE, "--commentary", COMMENTARY, "--format", "json")
    document = json.loads(done.stdout)
    rows = {row["indicator"]: row["commentary"] for row in document["scorecards"][0]["rows"]}
    smoking = rows["smoking_at_delivery"]
    assert smoking["lead"] == "Head of midwifery"
    assert smoking["source"] == {
        "what": "commentary", "file": "anytown_commentary.csv", "sheet": "", "cell": "E3"
    }  # fmt: skip
    assert (smoking["needed"], smoking["missing"]) == (True, False)
    old = rows["breastfeeding_initiation"]
    assert (old["other_period"], old["missing"]) == ("2009/10 Q4", True)
    assert rows["breastfeeding_6_8_weeks"]["missing"]
    assert rows["low_birth_weight"] is None
    assert document["made_with"]["commentary"] == ["anytown_commentary.csv"]


def test_every_fault_of_the_commentary_at_once_and_nothing_written(imscore, samples):
    (samples / "c.csv").write_text(
        "indicator,period,commentary\nsmokng,,Words\nsmoking_at_delivery,2010/13,Words\n"
    )
    done = imscore("report", SAMPLE, "--commentary", "c.csv", "-o", "out.html")
    assert done.returncode == 3
    assert "c.csv: A2: error: 'smokng' is not an indicator" in done.stderr
    assert "c.csv: B3: error: period 2010/13" in done.stderr
    assert not (samples / "out.html").exists()


def test_words_of_no_area_are_refused_where_the_input_holds_several(imscore, samples):
    (samples / "c.csv").write_text("indicator,commentary\nsmoking_at_delivery,Words\n")
    done = imscore("report", MANCHESTER, "--area", "Bolton", "--commentary", "c.csv")
    assert done.returncode == 2
    assert "c.csv: commentary names no area (B2), and the input holds 10 local areas" in done.stderr


def test_the_commentary_is_never_written_over(imscore, samples):
    before = (samples / COMMENTARY).read_bytes()
    done = imscore("report", SAMPLE, "--commentary", COMMENTARY, "-o", COMMENTARY)
    assert done.returncode == 2
    assert (samples / COMMENTARY).read_bytes() == before


def test_help_says_that_formats_take_a_folder(imscore):
    text = " ".join(imscore("report", "--help").stdout.replace("│", " ").split())
    assert "With --formats: a folder." in text
    assert "--commentary" in text
