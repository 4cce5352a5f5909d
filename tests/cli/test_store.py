"""`imscore report` with a store: a past scorecard made again, and what changed since."""

from __future__ import annotations

import csv
import difflib
import json
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest

from imscore.cli.main import run

FORMATS = "xlsx,json,md,csv,html,accessible,terminal"
EXTENSIONS = ("json", "md", "csv", "html", "txt")
FIRST = "2026-01-15"


@pytest.fixture
def place(samples, monkeypatch):
    """A folder in which one run has been, of the sample with targets, on a day in January."""
    monkeypatch.chdir(samples)
    monkeypatch.setenv("IMSCORE_INPUTS_SETTLE_SECONDS", "0")
    monkeypatch.delenv("COLUMNS", raising=False)
    shutil.copy("sample_data/anytown_pct.csv", "in.csv")
    Path("targets.csv").write_text(
        "indicator,area,period,target\nsmoking_at_delivery,5ZZ,2010/11 Q1,18\n", encoding="utf-8"
    )
    assert run([*CALL]) == 0
    with sqlite3.connect("imscore.sqlite") as connection:
        moment = f"{FIRST}T06:30:00Z"
        connection.execute("UPDATE run SET known_from = ?, started = ?", (moment, moment))
    shutil.copytree("packs/latest", "first")
    return samples


TOLD = ("--formats", FORMATS, "--targets", "targets.csv", "-o", "packs", "-q")
CALL = ("run", "--input", "in.csv", *TOLD)


def revise() -> None:
    """Another count of the last quarter but one that the scorecard shows; targets change too."""
    path = Path("in.csv")
    text = path.read_text(encoding="utf-8")
    assert "2010/11 Q1,160,807,19.8" in text
    path.write_text(text.replace("2010/11 Q1,160,807,19.8", "2010/11 Q1,161,807,20.0"), "utf-8")


def differing(name: str) -> list[str]:
    """The lines of a file that the first pack has and the one made again has not, or back."""
    texts = [Path(f, name).read_text(encoding="utf-8").splitlines() for f in ("first", "again")]
    found = difflib.unified_diff(*texts, lineterm="", n=0)
    return [line for line in found if line[0] in "+-" and line[:3] not in ("+++", "---")]


def test_a_past_scorecard_says_what_it_said(place):
    """All but the line that says as of when, which stands in the pack of no run."""
    revise()
    targets = Path("targets.csv").read_text(encoding="utf-8")
    Path("targets.csv").write_text(targets.replace(",18", ",10"), encoding="utf-8")
    assert run([*CALL]) == 0
    call = ["report", "--store", "imscore.sqlite", "--as-known-on", "2026-02-01", "-q"]
    assert run([*call, "--formats", FORMATS, "-o", "again"]) == 0
    said = "As known on 2026-02-01, from run 1 of 2026-01-15."
    then, again = (json.loads(Path(n, "scorecard.json").read_bytes()) for n in ("first", "again"))
    assert again["scorecards"][0]["notes"].pop(0) == said
    assert again["made_with"].pop("as_known_on") == "2026-02-01"
    assert again["made_with"].pop("run") == 1
    assert again == then
    assert any(row["target"] for row in then["scorecards"][0]["rows"])
    assert differing("scorecard.md") == [f"+- {said}"]
    assert not [line for line in differing("scorecard.txt") if line.startswith("-")]
    assert said in " ".join(Path("again/scorecard.txt").read_text(encoding="utf-8").split())
    assert said in Path("again/scorecard.html").read_text(encoding="utf-8")
    for name in ("scorecard.xlsx", "scorecard.accessible.xlsx"):
        with zipfile.ZipFile(Path("again", name)) as package:
            assert said.encode() in package.read("xl/sharedStrings.xml"), name
    before, rows = (
        list(csv.DictReader(Path(f, "scorecard.csv").read_text(encoding="utf-8").splitlines()))
        for f in ("first", "again")
    )
    assert {row.pop("as_known_on") for row in rows} == {"2026-02-01"}
    assert {row.pop("as_known_on") for row in before} == {""}
    assert rows == before


def test_each_figure_names_the_file_that_the_run_read(place):
    revise()
    Path("in.csv").rename("later.csv")
    assert run(["run", "--input", "later.csv", "--format", "json", "-o", "packs", "-q"]) == 0
    for day, file in ((FIRST, "in.csv"), ("2999-01-01", "later.csv")):
        assert run(["report", "--as-known-on", day, "-o", "then.json", "-q"]) == 0
        rows = json.loads(Path("then.json").read_bytes())["scorecards"][0]["rows"]
        assert {source["file"] for row in rows for source in row["sources"]} == {file}


def test_a_store_without_definitions(place, capfd):
    with sqlite3.connect("imscore.sqlite") as connection:
        connection.execute("DELETE FROM run_reference")
    assert run(["report", "--as-known-on", "2999-01-01"]) == 3
    assert "did not keep the definitions of run 1" in capfd.readouterr().err


QUARTER = "5ZZ,Anytown,smoking_at_delivery,2009/10 Q{},{},800,{}"
DOUBTFUL = [QUARTER.format(n, 120 + n, "17.4" if n == 4 else "") for n in (1, 2, 3, 4)]
ABOVE = "5ZZ,Anytown,breastfeeding_initiation,2009/10,2000,3000,"


@pytest.mark.parametrize("rows", [[ABOVE, *DOUBTFUL], DOUBTFUL[::-1], [*DOUBTFUL, ABOVE]])
def test_figures_that_stay_are_held_against_their_cells_of_that_run(tmp_path, monkeypatch, rows):
    """124 of 800 are 15.5, not 17.4: that warning is of the last quarter, wherever it stands."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IMSCORE_INPUTS_SETTLE_SECONDS", "0")
    header = "area_code,area_name,indicator,period,numerator,denominator,value"
    for lines in (DOUBTFUL, rows):
        Path("in.csv").write_text("\n".join([header, *lines, ""]), encoding="utf-8")
        assert run(["run", "--input", "in.csv", "--format", "json", "-q"]) == 0
    assert run(["report", "--as-known-on", "2999-01-01", "-o", "again.json", "-q"]) == 0
    pack, again = (
        json.loads(Path(name).read_bytes())["scorecards"][0]["rows"]
        for name in ("scorecards/latest/scorecard.json", "again.json")
    )
    assert pack == again
    cell = f"G{rows.index(DOUBTFUL[3]) + 2}"
    smoking = next(row for row in again if row["indicator"] == "smoking_at_delivery")
    assert cell in json.dumps(smoking["quality"])


def test_of_a_partial_run_what_was_left_out_is_not_shown(place):
    """Quarterly smoking comes in a file of its own, which is cut short the second time."""
    lines = Path("in.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    apart = [line for line in lines if "smoking_at_delivery" in line]
    Path("rest.csv").write_text("".join(x for x in lines if x not in apart), encoding="utf-8")
    Path("part.csv").write_text(lines[0] + "".join(apart), encoding="utf-8")
    call = ["run", "--input", "rest.csv", "--input", "part.csv", "--format", "json", "-q"]
    assert run(call) == 0
    Path("part.csv").write_text(lines[0] + "5ZZ,Any", encoding="utf-8")
    assert run(call) == 7
    assert run(["report", "--as-known-on", "2999-01-01", "-o", "then.json", "-q"]) == 0
    (card,) = json.loads(Path("then.json").read_bytes())["scorecards"]
    assert "smoking_at_delivery" not in {row["indicator"] for row in card["rows"]}
    assert "Left out then: part.csv." in card["notes"][0]


def test_a_store_that_kept_no_places_says_so(place):
    with sqlite3.connect("imscore.sqlite") as connection:
        connection.execute("DELETE FROM place")
    assert run(["report", "--as-known-on", "2999-01-01", "-o", "then.json", "-q"]) == 0
    (card,) = json.loads(Path("then.json").read_bytes())["scorecards"]
    assert "cells are those that first brought it" in card["notes"][0]


def test_another_area_or_rule_than_that_run_asked_for(samples, monkeypatch):
    monkeypatch.chdir(samples)
    monkeypatch.setenv("IMSCORE_INPUTS_SETTLE_SECONDS", "0")
    file = "sample_data/greater_manchester.csv"
    assert run(["run", "--input", file, "--area", "Bolton", "--format", "json", "-q"]) == 0
    call = ["report", "--as-known-on", "2999-01-01", "-q", "-o", "x.json"]

    def cards() -> list[dict]:
        return json.loads(Path("x.json").read_bytes())["scorecards"]

    assert run(call) == 0
    assert [card["area_name"] for card in cards()] == ["Bolton"]
    assert run([*call, "--area", "Bury"]) == 0
    assert [card["area_name"] for card in cards()] == ["Bury"]
    assert "otherwise" not in cards()[0]["notes"][0]
    assert run([*call, "--all-areas"]) == 0
    assert len(cards()) == 10
    assert run([*call, "--benchmark", "Both", "--group", "Both=Bury,Bolton"]) == 0
    assert "Asked for otherwise than then: benchmark, group." in cards()[0]["notes"][0]
    assert cards()[0]["rows"][0]["benchmark_name"] == "Both"


def test_a_rule_of_that_time_holds_on(samples, monkeypatch):
    """A pack that hid small numbers is not made again without the rule, unless that is asked."""
    monkeypatch.chdir(samples)
    monkeypatch.setenv("IMSCORE_INPUTS_SETTLE_SECONDS", "0")
    rule = ["--disclosure", "under5", "--format", "json", "-q"]
    assert run(["run", "--input", "sample_data/anytown_pct.csv", *rule]) == 0
    call = ["report", "--as-known-on", "2999-01-01", "-q", "-o", "x.json"]
    assert run(call) == 0
    assert "(under5)" in Path("x.json").read_text(encoding="utf-8")
    assert run([*call, "--disclosure", "none"]) == 0
    assert "(under5)" not in Path("x.json").read_text(encoding="utf-8")


def test_a_report_says_what_a_run_would_say(place):
    """Held against the store's last run, and nothing is written into it."""
    revise()
    before = Path("imscore.sqlite").read_bytes()
    call = ["report", "in.csv", "--store", "imscore.sqlite", "--targets", "targets.csv", "-q"]
    for extension in EXTENSIONS:
        assert run([*call, "-o", f"now.{extension}"]) == 0
    assert Path("imscore.sqlite").read_bytes() == before
    assert [p.name for p in Path().glob("imscore.sqlite*")] == ["imscore.sqlite"]
    assert run([*CALL]) == 0
    for extension in EXTENSIONS:
        made = Path(f"packs/latest/scorecard.{extension}").read_bytes()
        assert Path(f"now.{extension}").read_bytes() == made, extension


@pytest.mark.parametrize(
    ("call", "code", "said"),
    [
        ((), 2, "Name a spreadsheet to read, or a day with --as-known-on"),
        (("in.csv", "--as-known-on", FIRST), 2, "leave out in.csv"),
        (("--as-known-on", FIRST, "--sheet", "x"), 2, "leave out --sheet"),
        (("--as-known-on", FIRST, "--england", "x"), 2, "leave out --england"),
        (("--as-known-on", "15/01/2026"), 2, "is no date"),
        (("--as-known-on", "2026-01-14"), 3, "the first run was on 2026-01-15"),
        (("--as-known-on", FIRST, "--store", "none"), 3, "There is no store none"),
        (("--as-known-on", FIRST, "--area", "Atlantis"), 2, "no area"),
        (("in.csv", "--store", "none"), 3, "There is no store none"),
        (("in.csv", "--store", "in.csv"), 5, "cannot be used"),
    ],
)
def test_slips(place, capfd, call, code, said):
    assert run(["report", *call]) == code
    captured = capfd.readouterr()
    assert said in captured.err
    assert captured.out == ""


def test_definitions_that_this_program_cannot_read(place, capfd):
    """Of a store of another program: refused with what to do, never judged by other ones."""
    import zlib

    with sqlite3.connect("imscore.sqlite") as connection:
        content = zlib.compress(b'id = "smoking_at_delivery"\n')
        connection.execute(
            "UPDATE reference_file SET content = ? WHERE sha256 IN (SELECT sha256 FROM "
            "run_reference WHERE name = 'smoking_at_delivery.toml')",
            (content,),
        )
    assert run(["report", "--as-known-on", FIRST]) == 3
    err = capfd.readouterr().err
    assert "The definitions of run 1 of 2026-01-15 are those of imscore 0.1.0" in err
    assert "install that version" in err


def test_every_output_of_a_run_says_what_changed(place):
    revise()
    assert run([*CALL]) == 0
    pack = Path("packs/latest")
    figures = "Smoking at delivery, 2010/11 Q1 was revised from 19.8%"
    for extension in ("json", "md", "html"):
        assert figures in Path(pack, f"scorecard.{extension}").read_text("utf-8"), extension
    assert "was revised" in Path(pack, "scorecard.txt").read_text("utf-8")
    for name in ("scorecard.xlsx", "scorecard.accessible.xlsx"):
        with zipfile.ZipFile(Path(pack, name)) as package:
            assert figures.encode() in package.read("xl/sharedStrings.xml"), name
    sections = json.loads(Path(pack, "scorecard.json").read_bytes())["scorecards"][0]["sections"]
    assert sections[0]["code"] == "changes"
    assert sections[0]["rows"][0][0] == "Figure revised"
