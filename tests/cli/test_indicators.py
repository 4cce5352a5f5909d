"""`imscore indicators`: the list, one page each, and what is said of an unknown one."""

from __future__ import annotations

from pathlib import Path

import pytest

from imscore.cli.main import run

FOLDER = Path(__file__).parents[2] / "indicators"
IDS = sorted(path.stem for path in FOLDER.glob("*.toml"))


@pytest.fixture(autouse=True)
def _plain(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")


def test_the_list_names_every_indicator(capsys):
    assert run(["indicators"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert [name for name in IDS if name not in out] == []
    for wanted in (
        "infant_mortality",
        "smoking_at_delivery",
        "breastfeeding_initiation",
        "under18_conceptions",
    ):
        assert f"{wanted} (core)" in out


@pytest.mark.parametrize("wanted", IDS)
def test_every_indicator_has_its_page(capsys, wanted):
    assert run(["indicators", wanted]) == 0
    out = capsys.readouterr().out
    assert wanted in out
    assert "Counted" in out
    assert "Why it matters" in out


def test_a_page_shows_the_england_series_with_its_source(capsys):
    run(["indicators", "smoking_at_delivery"])
    lines = capsys.readouterr().out.splitlines()
    # NHS Digital: 67,195 of 631,225 maternities in 2015/16, 10.65%.
    (line,) = [
        line for line in lines if line.split()[:3] == ["2015/16", "10.65", "all_maternities"]
    ]
    assert "NHS Digital" in line


def test_a_page_shows_all_the_advice_and_the_balance(capsys):
    """Table 6 of the report: lines 957 to 961, 963 to 965 and 967 to 970 of its text."""
    run(["indicators", "smoking_at_delivery"])
    lines = capsys.readouterr().out.splitlines()
    cited = [int(line.split("line ")[1].rstrip(")")) for line in lines if "(Table 6, line" in line]
    assert sorted(cited) == [957, 958, 959, 960, 961, 963, 964, 965, 967, 968, 969, 970]
    assert "  Balance: risk factor, health, level, result, quick" in lines


def test_the_list_shows_the_balance(capsys):
    run(["indicators"])
    out = " ".join(capsys.readouterr().out.split())
    assert "Overcrowded households, %; low is good; risk factor, wider cause, level" in out


@pytest.mark.parametrize("spelling", ["Smoking at delivery", "SATOD", "smoking-at-delivery"])
def test_a_name_does_as_well_as_an_id(capsys, spelling):
    assert run(["indicators", spelling]) == 0
    assert "smoking_at_delivery" in capsys.readouterr().out


def test_an_unknown_one_brings_the_nearest(capsys):
    assert run(["indicators", "smokng_at_delivery"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "Did you mean smoking_at_delivery?" in err


def test_ones_own_definitions_and_series_are_shown(capsys, tmp_path):
    text = (FOLDER / "stillbirths.toml").read_text(encoding="utf-8")
    own = text.replace('id = "stillbirths"', 'id = "own_measure"').split("[[")[0]
    for line in ("name", "short_name"):
        own = own.replace(f"\n{line} = ", f"\n{line} = 'Our own {line}' # ")
    (tmp_path / "own_measure.toml").write_text(own, encoding="utf-8")
    series = tmp_path / "own.csv"
    series.write_text("indicator,period,value,source\nown_measure,2007-09,3.25,Our count\n")
    arguments = ["--indicators", str(tmp_path), "--england", str(series)]
    assert run(["indicators", *arguments]) == 0
    assert "own_measure" in capsys.readouterr().out
    assert run(["indicators", "own_measure", *arguments]) == 0
    out = capsys.readouterr().out
    assert "Our own name" in out
    assert "Our count" in out
    assert "3.25" in out


def test_a_broken_definition_names_the_file_and_the_key(capsys, tmp_path):
    (tmp_path / "broken.toml").write_text("id = 'broken'\nnonsense = 1\n", encoding="utf-8")
    assert run(["indicators", "--indicators", str(tmp_path)]) == 3
    err = capsys.readouterr().err
    assert "broken.toml" in err
    assert "nonsense" in err
