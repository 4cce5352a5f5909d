"""`imscore funnel`: areas of a file against limits at their own size."""

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

MANCHESTER = "sample_data/greater_manchester.csv"
PROGRAM = [sys.executable, "-c", "from imscore.cli.main import main; main()"]


@pytest.fixture
def imscore(samples: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    def run(*arguments: str, **more: str):
        return subprocess.run(
            [*PROGRAM, *arguments],
            cwd=samples,
            env=os.environ | {"NO_COLOR": "1", "PYTHONUTF8": "1", "COLUMNS": "80"} | more,
            capture_output=True,
            encoding="utf-8",
        )

    return run


def test_the_whole_of_it(imscore, golden):
    done = imscore("funnel", MANCHESTER, "SATOD", "--adjust")
    assert (done.returncode, done.stderr) == (0, "")
    golden("greater_manchester_funnel_80.txt", done.stdout)


def test_limits_by_hand(imscore):
    text = imscore("funnel", MANCHESTER, "SATOD", "--format", "csv").stdout
    lines = {line["area_name"]: line for line in csv.DictReader(io.StringIO(text))}
    bury = lines["Bury"]
    # Against England's 10.65%: p ± 1.959964 √(p (1 − p) / 2,395).
    p = float(bury["baseline"]) / 100
    reach = 1.959964 * (p * (1 - p) / 2395) ** 0.5
    assert float(bury["lower_95"]) == pytest.approx((p - reach) * 100, abs=1e-5)
    assert float(bury["upper_95"]) == pytest.approx((p + reach) * 100, abs=1e-5)
    assert (bury["period"], bury["baseline_name"], bury["outlier"]) == (
        *("2015/16", "England"),
        "similar",
    )
    assert lines["Trafford"]["outlier"] == "better"
    assert lines["Bolton"]["outlier"] == "worse"


@pytest.mark.parametrize("format_", ["terminal", "csv", "json"])
def test_an_area_without_events_does_no_harm(imscore, tmp_path, format_):
    path = tmp_path / "noughts.csv"
    path.write_text(
        "area_code,area_name,indicator,period,numerator,denominator\n"
        "5ZZ,Alpha (made up),infant_mortality,2007-09,0,1000\n"
        "5ZY,Beta (made up),infant_mortality,2007-09,0,2000\n"
    )
    done = imscore("funnel", str(path), "infant_mortality", "--format", format_)
    assert (done.returncode, done.stderr) == (0, "")
    assert "inf" not in done.stdout.replace("infant", "").replace("Infant", "")


def test_without_an_england_figure_the_areas_together_are_the_middle(imscore):
    found = json.loads(imscore("funnel", MANCHESTER, "low_birth_weight", "--format", "json").stdout)
    count = sum(area["numerator"] for area in found["areas"])
    of = sum(area["denominator"] for area in found["areas"])
    assert found["baseline"] == pytest.approx(100 * count / of)
    assert found["baseline_name"] == "the areas together"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((MANCHESTER, "nonsense"), 2, "There is no indicator"),
        ((MANCHESTER, "SATOD", "--period", "soon"), 2, "--period: 'soon' is not a period"),
        ((MANCHESTER, "SATOD", "--period", "2020/21"), 2, "Latest that do"),
        ((MANCHESTER, "SATOD", "--definition", "x"), 2, "has no definition 'x'"),
        ((MANCHESTER, "SATOD", "--disclosure", "x"), 2, "There is no disclosure rule"),
        (("sample_data/anytown_pct.xlsx", "SATOD"), 2, "two areas or more"),
        (("none.csv", "SATOD"), 3, "there is no such file"),
    ],
)
def test_what_is_asked_for_wrongly_is_said(imscore, arguments, code, words):
    done = imscore("funnel", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_rule_that_leaves_too_few_areas_is_named(imscore, tmp_path):
    path = tmp_path / "few.csv"
    path.write_text(
        "area_code,area_name,indicator,period,numerator,denominator\n"
        "5ZZ,Alpha (made up),infant_mortality,2007-09,2,1000\n"
        "5ZY,Beta (made up),infant_mortality,2007-09,12,2000\n"
    )
    for rule in ("ons_deaths", "under5"):
        done = imscore("funnel", str(path), "infant_mortality", "--disclosure", rule)
        assert done.returncode == 2
        assert f"The rule {rule} hides figures of 1 area." in done.stderr


def test_groups_without_a_rule_would_do_nothing(imscore):
    done = imscore("funnel", MANCHESTER, "SATOD", "--group", "North=Bolton,Bury")
    assert done.returncode == 2
    assert "give --disclosure as well" in done.stderr
