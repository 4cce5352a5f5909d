"""`imscore changes`: what changed between runs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from imscore.cli.changes import EXAMPLES
from imscore.cli.main import run

HEADER = "area_code,area_name,indicator,period,numerator,denominator,value\n"
FIGURE = "5ZZ,Anytown,smoking_at_delivery,2008/09,{},1000,\n"


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder in which three runs have been: similar, worse, and the same once more."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IMSCORE_INPUTS_SETTLE_SECONDS", "0")
    for count in (145, 245, 245):
        Path("in.csv").write_text(HEADER + FIGURE.format(count), encoding="utf-8")
        assert run(["run", "--input", "in.csv", "-q", "--force"]) == 0
    return tmp_path


def test_since_the_run_before(place, capfd):
    assert run(["changes"]) == 0
    out = capfd.readouterr().out
    assert out.startswith("What changed: run 3 of ")
    assert "against run 1 of " in out
    assert "Anytown: Smoking at delivery moved from similar to worse: 24.5% in 2008/09" in out


def test_between_two_runs(place, capfd):
    assert run(["changes", "3", "2"]) == 0
    assert capfd.readouterr().out.endswith("Nothing changed.\n")
    assert run(["changes", "1", "2", "--format", "json"]) == 0
    found = json.loads(capfd.readouterr().out)
    assert [change["kind"] for change in found["changes"]] == ["now_worse", "revised"]
    assert (found["changes"][0]["before"], found["changes"][0]["now"]) == ("similar", "worse")
    assert run(["changes", "1", "2", "--format", "md", "-o", "what.md"]) == 0
    assert Path("what.md").read_text(encoding="utf-8").startswith("# What changed since run 1")


def test_the_first_run_has_nothing_before_it(place, capfd):
    assert run(["changes", "1"]) == 0
    assert "This is the first: there is no earlier run" in capfd.readouterr().out


def test_the_pack_says_the_same(place):
    record = json.loads((place / "scorecards" / "latest" / "run.json").read_bytes())
    assert record["compared_with"].startswith("run 1 of ")
    assert [change["kind"] for change in record["changes"]] == ["now_worse", "revised"]
    text = (place / "scorecards" / "latest" / "changes.md").read_text(encoding="utf-8")
    assert "## Now worse than the benchmark (1)" in text


def test_what_is_not_there(place, capfd):
    assert run(["changes", "9"]) == 2
    assert "There is no run '9' in the store. It has: 1 (" in capfd.readouterr().err
    assert run(["changes", "--format", "xlsx"]) == 2
    assert run(["changes", "--store", "none.sqlite"]) == 3
    assert run(["changes", "--config", "none.toml"]) == 2


def test_the_examples_run(place):
    lines = [line for line in EXAMPLES.splitlines() if line.startswith("imscore ")]
    assert [run(line.split()[1:]) for line in lines] == [0, 0]
