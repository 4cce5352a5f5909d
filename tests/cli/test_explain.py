"""`imscore explain` from the outside: the paragraphs, what it asks for, exit codes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = "sample_data/anytown_pct.xlsx"
MANCHESTER = "sample_data/greater_manchester.csv"
PROGRAM = [sys.executable, "-c", "from imscore.cli.main import main; main()"]
HEADER = "area_code,area_name,indicator,period,numerator,denominator,value\n"


@pytest.fixture
def explain(samples: Path):
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*PROGRAM, "explain", *arguments],
            cwd=samples,
            env=os.environ | {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
        )

    return run


def test_it_explains_why_similar_and_names_the_years_of_the_trend(explain, golden):
    done = explain(SAMPLE, "infant_mortality")
    assert (done.returncode, done.stderr) == (0, "")
    text = " ".join(done.stdout.split())
    # 52 of 9,155: 5.680; England's 4.7 is in between.
    assert "52 infant deaths in 9,155 live births; 52 ÷ 9,155 × 1,000 = 5.7." in text
    assert "Judgement: similar to England." in text
    assert "holds or touches England's 4.7" in text
    assert "2005 to 2009 (7.2, 6.8, 4.9, 6.9, 5.2)" in text
    assert "numerator E21, denominator F21" in text
    golden("anytown_pct_explained.txt", done.stdout)


@pytest.mark.parametrize("name", ["smoking_at_delivery", "Smoking at delivery", "SATOD"])
def test_id_and_names_mean_the_same(explain, name):
    done = explain(MANCHESTER, "--area", "Bolton", name)
    assert done.returncode == 0
    assert done.stdout.startswith("Smoking at the time of delivery: Bolton, 2015/16\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([SAMPLE], "Missing argument"),
        ([SAMPLE, "smoking_at_delivry"], "Did you mean smoking_at_delivery?"),
        ([MANCHESTER, "--area", "Bolton", "infant_mortality"], "It has: low_birth_weight, smoking"),
        ([MANCHESTER, "smoking_at_delivery"], "The input holds 10 areas"),
        ([SAMPLE, "infant_mortality", "--as-of", "soon"], "--as-of: 'soon' is not a period"),
    ],
)
def test_what_cannot_be_explained_is_a_usage_error(explain, arguments, said):
    done = explain(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_a_further_file_is_read_beside_the_first(explain, samples):
    for name, period in (("one", "2008/09"), ("two", "2009/10")):
        line = f"5ZZ,Anytown,smoking_at_delivery,{period},200,1000,20.0\n"
        (samples / f"{name}.csv").write_text(HEADER + line, encoding="utf-8")
    done = explain("one.csv", "--also", "two.csv", "smoking_at_delivery")
    assert done.stdout.startswith("Smoking at the time of delivery: Anytown, 2009/10\n")
    assert "0.0 since 2008/09" in done.stdout


def test_errors_in_the_input_exit_with_3(explain):
    done = explain("nowhere.csv", "infant_mortality")
    assert (done.returncode, done.stdout) == (3, "")
