"""Lines proposed where nothing is kept, and what is said of those that are."""

from __future__ import annotations

import pytest

from imscore.errors import InputError
from imscore.following import with_follow_up
from imscore.model import Action, FollowUp

SMOKING = {"indicator": "smoking_at_delivery", "period": "2010/11 Q1"}
SMOKING |= {"numerator": 200, "denominator": 1000}
ACTS = (
    Action("smoking", "Train staff", "Head of midwifery", "2010-06-30", "under way"),
    Action("smoking", "Test all", "", "1 July 2010", "not started"),
    Action("smoking", "Done in time", "", "2010/11 Q1", "Done"),
    Action("housing", "No day", "", "", ""),
)


def card_of(made, *rows):
    (card,) = made.scores(made.observed(*rows))
    return card


def kept(*actions, code="5ZZ", name="Anytown", cell="B2"):
    return FollowUp("last.xlsx", "Actions", cell, code, name, actions)


def test_the_most_frequent_advice_is_proposed_for_what_is_worse(made):
    """Table 6, lines 963 and 969: 15 and 11 times."""
    assert card_of(made, SMOKING).actions == (
        Action("smoking", "Train staff", status="proposed"),
        Action("smoking", "Commission stop-smoking help", status="proposed"),
    )


def test_nothing_is_proposed_where_nothing_is_worse(made):
    assert card_of(made, SMOKING | {"numerator": 50}).actions == ()


def test_kept_lines_take_the_place_of_those_proposed(made):
    (card,) = with_follow_up([card_of(made, SMOKING)], kept(*ACTS))
    assert card.actions == ACTS
    section = next(s for s in card.sections if s.code == "actions")
    assert [row[:4] for row in section.rows] == [(a.theme, a.action, a.lead, a.due) for a in ACTS]


def test_overdue_is_told_by_the_newest_figure_not_by_a_clock(made):
    """The first quarter of 2010/11 ends on 30 June 2010."""
    (card,) = with_follow_up([card_of(made, SMOKING)], kept(*ACTS))
    section = next(s for s in card.sections if s.code == "actions")
    assert [row[4] for row in section.rows] == ["under way (overdue)", "not started", "Done", ""]
    assert section.paragraphs == (
        "4 actions: 1 not started, 1 under way, 1 done, 1 without a status.",
        "1 action was overdue by 30 June 2010, when the newest figure here ends.",
    )


def test_lines_that_were_cleared_are_not_proposed_again(made):
    (card,) = with_follow_up([card_of(made, SMOKING)], kept())
    assert card.actions == ()
    assert "none is proposed anew" in card.notes[-1]


@pytest.mark.parametrize(
    ("code", "name"),
    [("5ZZ", "Anytown as was"), ("5zz", ""), ("", "ANYTOWN"), ("", "")],
)
def test_the_same_area_in_other_words(made, code, name):
    (card,) = with_follow_up([card_of(made, SMOKING)], kept(*ACTS, code=code, name=name))
    assert card.actions == ACTS


def test_the_two_codes_of_one_trust_are_one_area(made):
    """Bolton PCT is 5HQ to the NHS and E16000148 to the Office for National Statistics."""
    row = SMOKING | {"code": "5HQ", "name": "Bolton PCT"}
    (card,) = with_follow_up([card_of(made, row)], kept(*ACTS, code="E16000148", name=""))
    assert card.actions == ACTS


@pytest.mark.parametrize(("code", "name"), [("5HQ", "Anytown"), ("", "Othertown")])
def test_another_area_is_refused_at_its_cell(made, code, name):
    with pytest.raises(InputError) as caught:
        with_follow_up([card_of(made, SMOKING)], kept(*ACTS, code=code, name=name))
    (problem,) = caught.value.problems
    assert (problem.code, problem.cell) == ("other_area", "B2")


def test_a_sheet_that_names_no_area_is_taken_with_a_word(made):
    (card,) = with_follow_up([card_of(made, SMOKING)], kept(*ACTS, code="", name="", cell=""))
    assert "does not say which area it is of" in card.notes[-1]
