"""Which of an area's own words stand beside which figure."""

import pandas as pd
import pytest

from imscore.errors import UsageError
from imscore.periods import parse
from imscore.scorecard.asked import UNCHECKED
from imscore.scorecard.commentary import UNDATED

# 300 of 1,000 against England's 13.5% is worse; 100 of 1,000 is better.
WORSE = {"indicator": "smoking_at_delivery", "period": "2009/10", "numerator": 300,
         "denominator": 1000}  # fmt: skip
BETTER = WORSE | {"numerator": 100}
OTHER = {"code": "00BL", "name": "Bolton"}


def said(*rows):
    """Commentary as it is read, a cell below the other."""
    found = [
        {
            "area": row.get("area", "5ZZ"),
            "indicator": row.get("indicator", "smoking_at_delivery"),
            "period": row.get("period", ""),
            "period_end": parse(row["period"]).end if row.get("period") else 0,
            "lead": row.get("lead", ""),
            "text": row.get("text", "Words"),
            "file": "pct.xlsx",
            "sheet": "commentary",
            "cell": f"E{number}",
        }
        for number, row in enumerate(rows, start=2)
    ]
    return pd.DataFrame(found)


def row_of(made, *comments, figure=WORSE, **more):
    return made.only_row(made.observed(figure), commentary=said(*comments), **more)


def test_words_on_the_rows_own_period(made):
    found = row_of(made, {"period": "2009/10", "lead": "Head of midwifery"}).commentary
    assert (found.lead, found.text, found.other_period) == ("Head of midwifery", "Words", "")
    assert found.source.text == "commentary: pct.xlsx: commentary!E2"
    assert (found.needed, found.missing) == (True, False)


def test_words_are_asked_for_where_a_row_is_worse_and_nowhere_else(made):
    worse = made.only_row(made.observed(WORSE))
    assert (worse.status, worse.commentary.missing) == ("worse", True)
    better = made.only_row(made.observed(BETTER))
    assert (better.status, better.commentary) == ("better", None)
    assert row_of(made, {}, figure=BETTER).commentary.needed is False


def test_words_on_another_period_say_so_and_more_are_needed(made):
    found = row_of(made, {"period": "2008/09"}).commentary
    assert (found.text, found.other_period, found.missing) == ("Words", "2008/09", True)


def test_a_lead_alone_leaves_words_needed(made):
    found = row_of(made, {"lead": "Head of midwifery", "text": ""}).commentary
    assert (found.lead, found.source, found.other_period) == ("Head of midwifery", None, "")
    assert found.missing


@pytest.mark.parametrize(
    ("periods", "chosen"),
    [
        (("2008/09", "2009/10", ""), "E3"),
        (("2008/09", "", "2011/12"), "E3"),
        (("2011/12", "2007/08", "2008/09"), "E4"),
        (("2012/13", "2011/12"), "E3"),
    ],
)
def test_the_nearest_period_is_chosen(made, periods, chosen):
    row = row_of(made, *({"period": period} for period in periods))
    assert row.commentary.source.cell == chosen


def test_words_without_a_period_are_noted(made):
    (card,) = made.scores(made.observed(WORSE), area="5ZZ", commentary=said({}))
    assert UNDATED in card.notes
    (card,) = made.scores(made.observed(WORSE), area="5ZZ", commentary=said({"period": "2009/10"}))
    assert UNDATED not in card.notes


def test_each_area_has_its_own_words_by_code_or_by_name(made):
    cards = made.scores(
        made.observed(WORSE, WORSE | OTHER),
        all_areas=True,
        commentary=said({"area": "bolton", "text": "Ours"}, {"text": "Theirs"}),
    )
    found = {card.area_name: card.rows[0].commentary.text for card in cards}
    assert found == {"Anytown": "Theirs", "Bolton": "Ours"}


def test_words_of_no_area_are_of_the_only_one(made):
    assert row_of(made, {"area": ""}).commentary.text == "Words"


def test_words_of_no_area_are_refused_where_there_are_several(made):
    both = made.observed(WORSE, WORSE | OTHER)
    with pytest.raises(UsageError, match=r"names no area \(E2, E3\).*2 local areas"):
        made.scores(
            both, area="5ZZ", commentary=said({"area": ""}, {"area": "", "period": "2008/09"})
        )


def test_words_of_an_unknown_area_are_noted_with_the_nearest(made):
    (card,) = made.scores(made.observed(WORSE), area="5ZZ", commentary=said({"area": "Anytwn"}))
    assert (
        "Commentary of Anytwn was not used: Anytwn is not in the input. Did you mean Anytown?"
        in (card.notes)
    )
    assert card.rows[0].commentary.missing


def test_words_on_what_has_no_figure_are_noted(made):
    other = said({"indicator": "low_birth_weight"})
    (card,) = made.scores(made.observed(WORSE), area="5ZZ", commentary=other)
    assert any("low_birth_weight in E2 was not used" in note for note in card.notes)


def test_an_area_by_its_code_and_its_name_cannot_say_two_things(made):
    with pytest.raises(UsageError, match="E2 and E3"):
        row_of(made, {}, {"area": "Anytown", "text": "Other"})
    assert row_of(made, {}, {"area": "Anytown"}).commentary.text == "Words"


def test_under_a_rule_on_small_numbers_it_says_that_words_are_not_checked(made):
    given = {"area": "5ZZ", "commentary": said({}), "disclosure": "under5"}
    (card,) = made.scores(made.observed(WORSE), **given)
    assert UNCHECKED in card.notes
    (card,) = made.scores(made.observed(WORSE), **given | {"commentary": None})
    assert UNCHECKED not in card.notes
