"""An area's figures beside the modelled actions: distances in people, estimates, order."""

from __future__ import annotations

import csv
import io
import json

import pytest

from imscore.inputs.read import read_files
from imscore.model import Scorecard
from imscore.pipeline import load_reference, score
from imscore.tools import actions_data
from imscore.tools.actions import Standing, standings, unnumbered

REFERENCE = load_reference()
HEADER = "area_code,area_name,indicator,period,numerator,denominator\n"


def card(*rows: str) -> Scorecard:
    text = HEADER + "".join(f"5ZZ,Anytown,{row}\n" for row in rows)
    read = read_files([("t.csv", text.encode())], REFERENCE.catalogue)
    return score(read, reference=REFERENCE)


def standing(found: Scorecard, action: str) -> Standing:
    (one,) = [s for s in standings(found) if s.action.id == action]
    return one


def test_without_figures_the_largest_effect_comes_first():
    found = standings(None)
    assert [s.action.effect_pp for s in found] == [4.0, 3.0, 2.8, 2.0, 1.4, 1.4, 1.0]
    assert all(s.figures == () and s.deaths is None for s in found)


def test_distances_are_people_a_year():
    """20% of 1,000 in a quarter against 15%: 50 in the quarter, 200 a year; England had 13.6%."""
    (figure,) = standing(card("smoking_at_delivery,2010/11 Q1,200,1000"), "smoking").figures
    assert figure.target == 15.0
    assert figure.to_target == pytest.approx(5.0)
    assert figure.people_to_target == pytest.approx(-200)
    assert figure.people_to_england == pytest.approx(-4 * (200 - 136))
    assert "another measure" in figure.target_reason


def test_where_high_is_good_it_takes_more():
    row = "breastfeeding_initiation,2010/11,600,1000"
    (figure,) = standing(card(row), "breastfeeding").figures
    assert figure.people_to_target == pytest.approx(230)
    assert figure.to_target == pytest.approx(-23.0)


def test_a_target_that_is_reached_takes_nobody():
    (figure,) = standing(card("smoking_at_delivery,2010/11,100,1000"), "smoking").figures
    assert (figure.people_to_target, figure.people_to_england) == (0.0, 0.0)


def test_half_of_the_area_s_own_rate_of_1998():
    """60 per 1,000 in 1998 makes a target of 30; 48 of 1,000 in 2008 is 18 conceptions away."""
    found = card("under18_conceptions,1998,60,1000", "under18_conceptions,2008,48,1000")
    (figure,) = standing(found, "teenage_pregnancy").figures
    assert figure.target == pytest.approx(30.0)
    assert figure.people_to_target == pytest.approx(-18)


def test_without_1998_there_is_no_target_and_it_is_said():
    (figure,) = standing(card("under18_conceptions,2008,48,1000"), "teenage_pregnancy").figures
    assert figure.target is None
    assert "1998, which is not in the input" in figure.target_reason


def test_an_action_without_a_level_has_no_distance():
    (figure,) = standing(card("maternal_obesity,2009/10,180,1000"), "obesity").figures
    assert (figure.target, figure.people_to_target) == (None, None)


def test_worse_than_england_comes_first():
    found = card(
        "smoking_at_delivery,2010/11,300,1000", "breastfeeding_initiation,2010/11,900,1000"
    )
    order = [s.action.id for s in standings(found)]
    assert order[:2] == ["smoking", "breastfeeding"]
    rest = ["child_poverty", "obesity", "overcrowding", "sudden_deaths", "teenage_pregnancy"]
    assert order[2:] == rest


# --- the estimate of deaths -----------------------------------------------------------------------


def test_deaths_over_three_years_by_hand():
    """(0.20 - 0.136) x 0.4 / (1 + 0.20 x 0.4) of 54 deaths."""
    found = card("smoking_at_delivery,2010/11 Q1,200,1000", "infant_mortality,2007-09,54,9000")
    deaths = standing(found, "smoking").deaths
    assert deaths.estimate.value == pytest.approx(54 * 0.064 * 0.4 / 1.08, rel=1e-3)
    assert 0 < deaths.estimate.lower < deaths.estimate.value < deaths.estimate.upper
    assert (deaths.period, deaths.deaths) == ("2007-09", 54)
    assert deaths.risk.assumptions


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (["smoking_at_delivery,2010/11 Q1,200,1000"], "no count of infant deaths"),
        (["infant_mortality,2007-09,54,9000"], "no figure of the risk"),
        (
            ["smoking_at_delivery,2010/11 Q1,200,1000", "infant_mortality,2009,18,3000"],
            "not of three years",
        ),
        (
            ["smoking_at_delivery,2018/19,200,1000", "infant_mortality,2001-03,54,9000"],
            "the risk is of 2018/19 and the deaths of 2001-03, years apart",
        ),
        (
            ["smoking_at_delivery,2001/02,200,1000", "infant_mortality,2007-09,54,9000"],
            "no figure of England's",
        ),
    ],
)
def test_what_is_missing_leaves_no_estimate(rows, why):
    deaths = standing(card(*rows), "smoking").deaths
    assert deaths.estimate.value is None
    assert why in deaths.reason


def test_no_deaths_are_avoided_where_smoking_is_at_england_s_level():
    found = card("smoking_at_delivery,2010/11,100,1000", "infant_mortality,2007-09,54,9000")
    assert standing(found, "smoking").deaths.estimate.value == 0


def test_only_smoking_has_an_estimate_and_all_others_say_why():
    found = card("smoking_at_delivery,2010/11,200,1000", "infant_mortality,2007-09,54,9000")
    told = {s.action.id: s for s in standings(found)}
    assert [name for name, s in told.items() if s.deaths] == ["smoking"]
    assert all(s.not_estimated for name, s in told.items() if name != "smoking")


# --- as data --------------------------------------------------------------------------------------


def test_nothing_is_taken_off_any_gap_in_the_data():
    """D07: there is no field for a gap to come."""
    document = json.loads(actions_data.json_text(card("smoking_at_delivery,2010/11,200,1000")))
    assert document["basis"]["window"] == "2002-04"
    assert not any("gap" in key for action in document["actions"] for key in action)
    assert len(document["actions"]) == 7
    assert len(document["without_number"]) == 3


def test_csv_has_a_line_for_each_action():
    lines = list(csv.DictReader(io.StringIO(actions_data.csv_text(None))))
    assert len(lines) == 10
    assert sum(float(line["effect_pp"] or 0) for line in lines) == pytest.approx(15.6)
    assert {line["effect_window"] for line in lines if line["effect_pp"]} == {"2002-04"}


def test_unnumbered_actions_show_the_area_s_own_figure():
    (booking, *others) = unnumbered(card("early_access_to_maternity_care,2010/11 Q1,900,1000"))
    assert booking.figures[0].row.value == pytest.approx(90.0)
    assert [s.figures for s in others] == [(), ()]
