"""`imscore selfcheck` from the outside: template, summary, figures beside it, refusals."""

from __future__ import annotations

import csv
import io
import json

import pytest

from imscore.cli.main import run

SAMPLE = "sample_data/anytown_selfcheck.csv"
FIGURES = ("--before", "sample_data/anytown_pct.csv", "--after", "sample_data/anytown_pct.xlsx")


@pytest.fixture
def command(capfd, samples, monkeypatch):
    monkeypatch.chdir(samples)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")

    def running(*arguments):
        code = int(run(["selfcheck", *map(str, arguments)]))
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return code, out, err

    return running


def test_a_template_is_written_once_and_read_back(command, samples):
    assert command("--template", "-o", "check.xlsx")[0] == 0
    first = (samples / "check.xlsx").read_bytes()
    code, _, err = command("--template", "-o", "check.xlsx")
    assert code == 5
    assert "--force" in err
    assert command("--template", "-o", "check.xlsx", "--force")[0] == 0
    assert (samples / "check.xlsx").read_bytes() == first
    code, out, _ = command("check.xlsx")
    assert code == 0
    assert "No level now is given." in out


def test_the_sample_with_figures_beside_it(command, golden):
    code, out, err = command(SAMPLE, *FIGURES)
    assert (code, err) == (0, "")
    assert max(map(len, out.splitlines())) <= 80
    golden("anytown_selfcheck_80.txt", out)


def test_as_data(command):
    document = json.loads(command(SAMPLE, *FIGURES, "--format", "json")[1])
    assert document["months_after"] == 10
    assert [theme["name"] for theme in document["themes"]][2] == "housing"
    smoking = next(i for i in document["indicators"] if i["indicator"] == "smoking_at_delivery")
    assert (smoking["before"]["period"], smoking["after"]["period"]) == ("2009/10 Q1", "2010/11 Q1")
    lines = list(csv.DictReader(io.StringIO(command(SAMPLE, *FIGURES, "--format", "csv")[1])))
    assert len([line for line in lines if line["what"] == "advice"]) == 47
    assert len([line for line in lines if line["what"] == "indicator"]) == len(
        document["indicators"]
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Name a self-check"),
        ((SAMPLE, "--template"), "Name a self-check"),
        ((SAMPLE, "--before", "sample_data/anytown_pct.csv"), "both --before and --after"),
        ((SAMPLE, "--area", "5ZZ"), "--before and --after"),
        ((SAMPLE, "--before", "-", "--after", "-"), "read from files"),
        ((SAMPLE, "--format", "xlsx"), "Use one of"),
        (("--template", "-o", "check.csv"), "Use one of .xlsx"),
        ((SAMPLE, "-o", SAMPLE), "would be lost"),
    ],
)
def test_slips_of_the_command_line(command, arguments, said):
    code, out, err = command(*arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_an_unknown_level_is_refused_at_its_cell(command, samples):
    path = samples / SAMPLE
    path.write_text(path.read_text().replace("not begun,under way", "not begun,green", 1))
    code, out, err = command(SAMPLE)
    assert (code, out) == (3, "")
    assert "anytown_selfcheck.csv: D6: error: level 'green' is not known" in err


def test_another_area_s_figures_are_refused(command):
    boroughs = "sample_data/greater_manchester.csv"
    beside = ("--before", boroughs, "--after", boroughs, "--area", "Bolton")
    code, out, err = command(SAMPLE, *beside)
    assert (code, out) == (3, "")
    assert "B2: error: this is of Anytown PCT (made up) (5ZZ)" in err


def test_figures_of_another_area_are_told_in_words_of_their_own(command, samples):
    text = (samples / "sample_data/anytown_selfcheck.csv").read_text().replace("5ZZ", "5ZY")
    (samples / "other.csv").write_text(text)
    figures = "sample_data/anytown_pct.csv"
    code, _, err = command("other.csv", "--before", figures, "--after", figures)
    assert code == 3
    assert "the figures are of Anytown PCT" in err
    assert "take lines over" not in err
