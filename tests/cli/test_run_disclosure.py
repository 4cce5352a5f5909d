"""What changed under a rule on small numbers: no trace of what either pack hides."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from pathlib import Path

import pytest

from imscore.cli.main import run

HEADER = "area_code,area_name,indicator,period,numerator,denominator,value\n"
YEARS = range(2004, 2010)
# Count and denominator of Alpha's smoking figures in the first and the second input, where they are
# not the plain ones: denominators that stand nowhere else, so that any trace can be looked for.
FIRST = {2009: (4, 1237), 2008: (2, 1289), 2007: (260, 1327), 2006: (3, 1361), 2005: (1, 1381)}
SECOND = {2009: (3, 1237), 2008: (61, 1303), 2007: (2, 1373), 2006: (3, 1361), 2005: None}
HIDDEN = {(4, 1237), (2, 1289), (3, 1361), (1, 1381), (3, 1237), (2, 1373)}
# Shown in one of the two packs: an earlier figure is left out all the same where the rule holds.
EARLIER = {(260, 1327)}


def text_of(small: dict) -> str:
    lines = []
    for number, (code, name) in enumerate((("5ZZ", "Alpha"), ("5ZY", "Beta"), ("5ZX", "Gamma"))):
        for year in YEARS:
            plain = 200 + 7 * number + year % 5, 1000 + 11 * number + year % 7
            found = small.get(year, plain) if name == "Alpha" else plain
            if found:
                period = f"{year}/{(year + 1) % 100:02d}"
                lines.append(f"{code},{name},smoking_at_delivery,{period},{found[0]},{found[1]},\n")
    # Values that their counts do not give: warnings that quote the figures.
    count, of = (4, 1423) if small is FIRST else (3, 1427)
    lines.append(f"5ZY,Beta,breastfeeding_initiation,2009/10,{count},{of},0.3\n")
    return HEADER + "".join(lines)


def traces(text: str, figures: set) -> list[str]:
    """Where a figure shows: its denominator, or its value."""
    found = []
    for count, of in figures:
        signs = (str(of), f"{of:,}", f"{count / of * 100:.10f}"[:7], f"{count / of:.10f}"[:8])
        found += [sign for sign in signs if re.search(rf"(?<![\d.]){re.escape(sign)}", text)]
    return found


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IMSCORE_INPUTS_SETTLE_SECONDS", "0")
    return tmp_path


def ran(small: dict, *more: str) -> None:
    Path("in.csv").write_text(text_of(small), encoding="utf-8")
    shared = ("--input", "in.csv", "--all-areas", "--formats", "json,md,csv,html,xlsx,accessible")
    assert run(["run", *shared, "--log", "run.log", "-v", *more]) == 0


def written() -> str:
    """All that a run wrote but the store: packs, sheets of workbooks, the log."""
    texts = [Path("run.log").read_text(encoding="utf-8")]
    for path in Path("scorecards").rglob("*"):
        if path.is_file() and path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as package:
                texts += [package.read(name).decode("utf-8") for name in package.namelist()]
        elif path.is_file():
            texts.append(path.read_text(encoding="utf-8"))
    return "\n".join(texts)


def said(capfd, *calls: tuple[str, ...]) -> str:
    for call in calls:
        assert run(list(call)) == 0, capfd.readouterr().err
    captured = capfd.readouterr()
    return captured.out + captured.err


LOOKS = (
    ("changes", "-v"),
    ("changes", "--format", "json"),
    ("changes", "--format", "md"),
    ("report", "in.csv", "--all-areas", "--store", "imscore.sqlite", "--format", "json", "-v",
     "--disclosure", "under5"),
    ("report", "--as-known-on", "2999-01-01", "--format", "json", "-v"),
)  # fmt: skip


def test_the_traces_are_there_without_the_rule(place, capfd):
    """What the other tests look for is what there is to be found."""
    ran(FIRST)
    ran(SECOND)
    text = written() + said(capfd, *LOOKS[:3])
    assert [figure for figure in HIDDEN | EARLIER if not traces(text, {figure})] == []


def test_under_the_rule_there_are_none(place, capfd):
    ran(FIRST, "--disclosure", "under5")
    first = written()
    assert traces(first, EARLIER)
    assert traces(first, HIDDEN | {(4, 1423)}) == []
    ran(SECOND, "--disclosure", "under5")
    text = written() + said(capfd, *LOOKS)
    assert traces(text, HIDDEN | {(4, 1423), (3, 1427)}) == []
    told = Path("scorecards/latest/changes.md").read_text(encoding="utf-8")
    told += json.dumps(json.loads(Path("scorecards/latest/run.json").read_bytes())["changes"])
    assert traces(told, EARLIER) == []
    assert "Alpha: Smoking at delivery, 2008/09 was revised." in told
    assert "2009/10 was revised" not in told
    assert "2007/08 was revised" not in told
    assert "2005/06: the figure is no longer in the input." in told
    assert "Under the rule under5 on small numbers earlier figures are left out" in told


def test_a_rule_that_is_new_hides_what_was_said_before(place, capfd):
    """The first pack was made without a rule; the second does not repeat it."""
    ran(FIRST)
    ran(FIRST, "--disclosure", "under5")
    record = Path("scorecards/latest/run.json").read_text(encoding="utf-8")
    markdown = Path("scorecards/latest/changes.md").read_text(encoding="utf-8")
    text = record + markdown + said(capfd, *LOOKS)
    assert traces(text, {(4, 1237), (2, 1289), (3, 1361), (1, 1381), (4, 1423)}) == []
    assert "The rule on small numbers: under5; it was none." in markdown
    assert "how judgements moved is not told" in markdown
    assert "moved from" not in markdown


@pytest.mark.parametrize("rule", ["under5", "nhs_1_7"])
def test_a_judgement_of_what_is_hidden_now_is_not_told(place, rule):
    """2008/09 was worse and shown; a revision makes it small, and a later year is worse too."""
    shown = {year: (300, 1000 + year % 7) for year in YEARS} | {2009: None}
    ran(shown, "--disclosure", rule)
    ran(shown | {2008: (3, 1327)}, "--disclosure", rule)
    record = json.loads(Path("scorecards/latest/run.json").read_bytes())
    mine = [change for change in record["changes"] if change["area_name"] == "Alpha"]
    assert {change["kind"] for change in mine} == {"not_compared"}
    assert "is suppressed in 2008/09" in mine[0]["sentence"]
    assert mine[0]["before"] is None
    ran(shown | {2008: (3, 1327), 2009: (310, 1001)}, "--disclosure", rule)
    record = json.loads(Path("scorecards/latest/run.json").read_bytes())
    told = [c for c in record["changes"] if c["area_name"] == "Alpha" and c["before"]]
    assert [(c["kind"], c["before"], c["now"]) for c in told] == [
        ("now_worse", "not_compared", "worse")
    ]


def test_errors_name_cells_and_no_figures(place, capfd):
    Path("in.csv").write_text(
        text_of(FIRST) + "5ZZ,Alpha,smoking_at_delivery,2009/10,3,1237,\n", encoding="utf-8"
    )
    call = ["run", "--input", "in.csv", "--all-areas", "--disclosure", "under5", "--log", "run.log"]
    assert run(call) == 3
    captured = capfd.readouterr()
    text = captured.out + captured.err + Path("run.log").read_text(encoding="utf-8")
    assert "in.csv: G20" in text
    assert traces(text, HIDDEN) == []


def test_the_store_holds_exact_figures_and_says_so(place, capfd):
    ran(FIRST, "--disclosure", "under5")
    with sqlite3.connect("imscore.sqlite") as connection:
        found = connection.execute("SELECT denominator FROM figure WHERE numerator = 4").fetchall()
    assert (1237.0,) in found
    capfd.readouterr()
    assert run(["history", "smoking_at_delivery", "--area", "Alpha"]) == 0
    assert "exact figures, whatever the rule" in capfd.readouterr().err
