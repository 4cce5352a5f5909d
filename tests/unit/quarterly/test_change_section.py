"""What changed, as a section of each scorecard: its own area's changes, worst first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import imscore
from imscore import pipeline
from imscore.model import Problem, Section
from imscore.quarterly.change_section import with_changes
from imscore.quarterly.changes import RunChange
from imscore.quarterly.screen import Screen
from imscore.scorecard.build import Choice

SAMPLES = Path(__file__).parents[3] / "sample_data"
SINCE = "run 3 of 2026-07-15"
BOLTON, BURY = "E08000001", "E08000002"


@pytest.fixture(scope="module")
def cards():
    """Bolton's and Bury's scorecards of the sample."""
    observations = imscore.read(SAMPLES / "greater_manchester.csv")
    return pipeline.score_areas(observations, Choice(areas=("Bolton", "Bury")))


def change(kind: str, area: str = "", sentence: str = "It changed.", **more) -> RunChange:
    name = {BOLTON: "Bolton", BURY: "Bury", "E92000001": "England"}.get(area, "")
    fields = {"indicator": "smoking_at_delivery", "period": "2019/20", "before": None, "now": None}
    return RunChange(kind, area, name, sentence=sentence, **fields | more)


def section(cards, changes, since=SINCE, screen=None) -> list[Section]:
    return [card.sections[0] for card in with_changes(cards, changes, since, screen or Screen())]


def test_each_area_has_its_own_worst_first(cards):
    found = section(
        cards,
        [
            change("now_worse", BOLTON, "Bolton: Smoking moved."),
            change("revised", BURY, "Bury: Smoking, 2018/19 was revised."),
            change("new_period", areas=frozenset({BOLTON, BURY}), sentence="2019/20 is new."),
            change("setting_changed", sentence="The groups: x; it was y."),
        ],
    )
    assert [part.heading for part in found] == [f"What changed since {SINCE}"] * 2
    assert [part.code for part in found] == ["changes", "changes"]
    assert found[0].rows == (
        ("Now worse than the benchmark", "Smoking moved."),
        ("Setting changed", "The groups: x; it was y."),
        ("New period", "2019/20 is new."),
    )
    assert found[0].paragraphs == (
        "1 now worse than the benchmark, 1 setting changed, 1 new period.",
    )
    assert found[1].rows == (
        ("Setting changed", "The groups: x; it was y."),
        ("Figure revised", "Smoking, 2018/19 was revised."),
        ("New period", "2019/20 is new."),
    )
    assert all(len(row) == len(part.headers) for part in found for row in part.rows)


def test_nothing_and_the_first(cards):
    assert section(cards[:1], [change("revised", BURY)])[0].paragraphs == ("Nothing changed.",)
    first = section(cards[:1], [], since="")[0]
    assert first.heading == "What changed"
    assert first.paragraphs == ("This is the first: there is no earlier run to compare with.",)
    assert (first.headers, first.rows) == ((), ())


def test_england_s_figures_of_indicators_that_the_area_has(cards):
    one = change("england_revised", "E92000001", "England: Smoking was revised.")
    other = change("england_revised", "E92000001", "England: X.", indicator="of_no_area")
    assert section(cards[:1], [one, other])[0].rows == (
        ("England figure revised", "Smoking was revised."),
    )


def test_a_new_problem_of_another_area_is_not_told(cards):
    own = Problem("warning", "x", "a.csv", "", "B2", "1", "", "", "a doubt about Bury")
    bury = replace(cards[1], own_problems=(own,))
    told = [
        change("new_problem", sentence=f"New problem: {own.text}"),
        change("new_problem", sentence="New problem: of all."),
    ]
    found = section([cards[0], bury], told)
    assert [len(part.rows) for part in found] == [1, 2]


def test_a_long_list_is_cut_with_how_many_more(cards):
    many = [change("revised", BOLTON, f"Bolton: number {n}.") for n in range(25)]
    rows = section(cards[:1], many)[0].rows
    assert len(rows) == 21
    assert rows[-1][1] == "... and 5 more: imscore changes -v lists them all"


def test_other_sections_come_after(cards):
    advice = Section("advice", "What was advised", ("x",))
    made = with_changes([replace(cards[0], sections=(advice,))], [], SINCE, Screen())
    assert [part.code for part in made[0].sections] == ["changes", "advice"]


def test_what_is_kept_back_is_said(cards):
    found = section(cards[:1], [], screen=Screen("under5"))[0]
    assert found.notes[0].startswith("Under the rule under5 on small numbers")
