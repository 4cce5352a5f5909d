"""What stands beside the table: priority area, advice given elsewhere, balance.

Line numbers are those of the text of the report of December 2010.
"""

from __future__ import annotations

import math
import re

import pytest

SMOKING = {"indicator": "smoking_at_delivery", "period": "2008/09"}
SMOKING |= {"numerator": 200, "denominator": 1000}
FEEDING = {"indicator": "breastfeeding_initiation", "period": "2008/09"}
FEEDING |= {"numerator": 600, "denominator": 1000}
DEATHS = {"indicator": "infant_mortality", "period": "2007-09"}
DEATHS |= {"numerator": 48, "denominator": 10_000}
BETTER = SMOKING | {"numerator": 80}


def sections(made, *rows):
    (card,) = made.scores(made.observed(*rows))
    return {section.code: section for section in card.sections}


# --- advice ---------------------------------------------------------------------------------------


def test_the_most_frequent_advice_on_what_is_worse_with_its_lines(made):
    """Table 6: 15 times in line 963, 11 in 969, 10 in 957."""
    ((who, said),) = sections(made, SMOKING)["advice"].rows
    assert who == "Smoking at delivery (worse than England)"
    assert re.findall(r"\((\d+)\)", said) == ["15", "11", "10"]
    assert said.startswith("Table 6, smoking: Train staff (15); ")


def test_what_is_left_out_is_counted_and_the_report_s_slips_are_told(made):
    """Lines 957 to 970 without headings that have parts: 12 rows, 9 of them not shown (D18)."""
    advice = sections(made, SMOKING)["advice"]
    assert advice.rows[0][1].endswith("; 9 more")
    notes = " ".join(advice.notes)
    assert "what was advised there, not what works" in notes
    assert "15 areas" in notes
    assert "7 recommendations are in no row" in notes


def test_advice_that_is_the_same_for_two_is_listed_once(made):
    weeks = {"indicator": "breastfeeding_6_8_weeks", "period": "2010/11"}
    found = sections(made, FEEDING, weeks | {"numerator": 300, "denominator": 1000})["advice"]
    ((who, said),) = found.rows
    assert who.startswith("Breastfeeding initiation (worse than England); Breastfeeding at 6-8")
    assert re.findall(r"\((\d+)\)", said) == ["11", "11", "9"]
    assert said.startswith("Table 4, nutrition: ")


def test_nothing_worse_and_nothing_advised(made):
    assert "advice" not in sections(made, BETTER, DEATHS)


def test_what_is_getting_worse_counts_although_it_is_better_than_england(made):
    years = [
        {**SMOKING, "period": f"{y}/{y - 1999:02}", "numerator": n}
        for y, n in zip(range(2004, 2009), (20, 40, 60, 80, 100), strict=True)
    ]
    found = sections(made, *years)["advice"]
    assert [row[0] for row in found.rows] == ["Smoking at delivery (getting worse)"]


def test_that_the_report_has_no_table_on_it_is_said(made):
    poor = {"indicator": "children_in_low_income_families", "period": "2008"}
    (card,) = made.scores(
        made.observed(poor | {"numerator": 400, "denominator": 1000}),
        [made.england("children_in_low_income_families", "2008", 20.0)],
    )
    (found,) = [section for section in card.sections if section.code == "advice"]
    assert (found.headers, found.rows) == ((), ())
    assert found.notes == ("The report has no table of advice on Children in low income, HMRC.",)


# --- priority -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("E08000001", "One of the report's 43 priority areas"),  # Bolton, an authority
        ("5HQ", "Bolton, one of the report's 43 priority areas, is an authority; Bolton PCT"),
    ],
)
def test_a_priority_area_and_a_trust_linked_to_one(made, code, said):
    (sentence,) = sections(made, SMOKING | {"code": code, "name": "Bolton"})["priority"].paragraphs
    assert sentence.startswith(said)


@pytest.mark.parametrize(("code", "name"), [("5ZZ", "Anytown"), ("", "Bolton"), ("E08000029", "")])
def test_no_word_on_priority_without_a_link(made, code, name):
    """A name alone is not looked up; Solihull (E08000029) is not in the annex."""
    row = SMOKING | {"code": code, "name": name}
    assert "priority" not in sections(made, row)


# --- balance --------------------------------------------------------------------------------------


def balance(made, *rows):
    return sections(made, *rows)["balance"]


def test_counts_on_both_sides_of_each_line(made):
    """By the tags in the definitions, counted by hand."""
    assert balance(made, SMOKING, FEEDING, DEATHS).paragraphs[-1] == (
        "Figures there are: outcome 1 of 5 against risk factor 2 of 12; "
        "health 3 of 13 against wider cause 0 of 4; level 3 of 17 against gap none; "
        "result 3 of 15 against process 0 of 2; quick 2 of 5 against slow 1 of 12."
    )


def test_blind_domains_and_sides_name_what_would_fill_them(made):
    said = " ".join(balance(made, SMOKING, FEEDING, DEATHS).paragraphs)
    assert "housing (Overcrowded households)" in said
    assert "gap (figures by group, in imscore gap)" in said
    assert "process (Booked by 12 weeks 6 days or Booked within 10 weeks)" in said
    assert "smoking" not in said


def test_the_rate_of_one_group_is_no_gap(made):
    group = DEATHS | {"indicator": "routine_and_manual_infant_mortality"}
    found = balance(made, DEATHS, group).paragraphs
    assert "level 2 of 17 against gap none" in found[-1]
    assert "gap (figures by group, in imscore gap)" in " ".join(found)


def test_a_figure_that_is_held_back_fills_nothing(made):
    held = SMOKING | {"numerator": math.nan, "value": math.nan, "marker": "suppressed"}
    said = " ".join(balance(made, held, DEATHS).paragraphs)
    assert "smoking (Smoking at delivery [there, without a figure])" in said


@pytest.mark.parametrize(
    ("newest", "year", "part", "full"),
    [
        ("2010/11 Q1", 2010, "2008-10", "2010-12"),  # ends in June 2010
        ("2008/09", 2010, "2008-10", "2010-12"),  # older than the window
        ("2010/11", 2011, "2009-11", "2011-13"),  # ends in March 2011
    ],
)
def test_until_when_the_newest_window_can_show_anything(made, newest, year, part, full):
    said = balance(made, DEATHS, SMOKING | {"period": newest}).paragraphs[0]
    assert said == (
        "The outcome lags. Infant mortality is of 2007-09, and nothing done after 2009 can show in "
        f"it. What is done in {year} shows in part from {part} on, in full first in {full}, which "
        "is published later still."
    )


def test_no_word_on_a_lag_without_an_outcome(made):
    assert not any("lags" in text for text in balance(made, SMOKING).paragraphs)
