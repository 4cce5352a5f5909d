"""Targets and ranks in words, in every output, and apart from the judgement."""

from dataclasses import replace

import pytest

from imscore.model import Standing, Target
from imscore.outputs import REPORT_FORMATS, beside, notes, render, terminal
from imscore.outputs.explanation import explain
from imscore.outputs.figures import PLAIN

GOAL = Target(18.0, "2010/11 Q1", "not_met", "cannot_tell", -14.4, "")
RANK = Standing("areas of North", 10, 4, 1, 11.2, "Trafford", 21.0, "Wigan; Bury", 14.0, 18.5)


@pytest.fixture
def row(smoking):
    return replace(smoking, target=GOAL, standing=RANK)


@pytest.fixture
def smoking(scorecard):
    return next(row for row in scorecard.rows if row.indicator == "smoking_at_delivery")


def test_a_target_and_what_it_would_take(row):
    assert beside.target(row) == "18.0% not met, 15 fewer"
    assert beside.bare_target(row) == "18.0% not met"
    said = beside.explain_target(row)
    assert said.startswith(
        "18.0% for 2010/11 Q1: not met by the value, 19.9%, but the interval holds it: chance"
    )
    assert "It would take 15 fewer mothers smoking in the period." in said


@pytest.mark.parametrize(
    ("change", "short"),
    [
        ({"status": "met", "interval_status": "met", "to_reach": 0.0}, "18.0% met"),
        (
            {"status": "not_yet_due", "period": "2012/13"},
            "18.0% not yet due (for 2012/13), 15 fewer",
        ),
        ({"status": "not_compared", "to_reach": None}, "18.0% not compared"),
        ({"to_reach": 0.4}, "18.0% not met, 1 more"),
    ],
)
def test_targets_in_short(row, change, short):
    assert beside.target(replace(row, target=replace(GOAL, **change))) == short


def test_without_target_or_rank_there_is_nothing_to_say(smoking):
    words = (beside.target, beside.bare_target, beside.explain_target)
    assert [say(smoking) for say in (*words, beside.standing, beside.explain_standing)] == [""] * 5


def test_a_rank_with_best_and_worst(row):
    assert beside.standing(row) == "4th of 10"
    assert beside.standing_range(row) == "4th of 10 (best 11.2, worst 21.0)"
    said = beside.explain_standing(row)
    assert said.startswith("4th of 10 areas of North; best Trafford 11.2%, worst Wigan, Bury 21.0%")
    assert "the middle half of the areas lies between 14.0 and 18.5" in said


def test_ranks_that_are_shared_missing_or_without_judgement(row):
    shared = replace(row, standing=replace(RANK, shared_by=2))
    assert beside.standing(shared) == "joint 4th of 10"
    unranked = replace(row, standing=replace(RANK, rank=None, shared_by=0))
    assert beside.standing(unranked) == "- of 10"
    assert beside.explain_standing(unranked).startswith("not ranked among 10 areas of North")
    neither = replace(row, polarity="no_judgement")
    assert "(highest 11.2, lowest 21.0)" in beside.standing_range(neither)


@pytest.mark.parametrize("name", ["terminal", "md"])
def test_texts_show_both(scorecard, row, name, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    card = replace(scorecard, rows=(row,), disclosure="Small numbers (made up): a rule.")
    text = render([card], name)
    assert "18.0% not met" in text
    assert "4th of 10" in text
    assert "Small numbers (made up)" in text
    assert "A target is the area's own" in text
    assert "A rank counts areas by their values" in text


def test_a_narrow_terminal_shows_both(scorecard, row, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    text = terminal.to_text([replace(scorecard, rows=(row,))])
    assert "target 18.0% not met, 15" in text
    assert "4th of 10 (best 11.2," in text


def test_the_note_of_a_target_is_among_the_notes(row):
    told = replace(row, target=replace(GOAL, note="On the straight line."))
    assert "On the straight line." in notes.row_notes(told)


def test_an_explanation_has_a_paragraph_for_each(row):
    labels = [label for label, _ in explain(row, PLAIN)]
    assert labels.index("Among others") < labels.index("Target") < labels.index("Trend")
    assert "Data" in labels


def test_every_format_can_be_made_with_them(scorecard, row):
    card = replace(scorecard, rows=(row,), disclosure="A rule.")
    for name in ("terminal", "xlsx", "csv", "json", "md"):
        assert name in REPORT_FORMATS
        assert render([card], name)
