"""Recommendations and modelled actions against the report's printed figures and its slips.

Line numbers are those of the report's text; D numbers those of the list of its discrepancies.
"""

from __future__ import annotations

import pytest

from imscore.reference import actions, advice, indicators, national_gap

PRINTED = {1: 311, 2: 61, 3: 73, 4: 94, 5: 113, 6: 101, 7: 70}  # lines 471, 564, ... 1066
ADDED_UP = {**PRINTED, 4: 96, 6: 94}  # D17, D18


def test_totals_as_printed_and_as_they_add_up():
    tables = advice.all_tables()
    assert {number: table.total_printed for number, table in tables.items()} == PRINTED
    assert {number: table.added_up for number, table in tables.items()} == ADDED_UP
    assert sum(PRINTED.values()) == 823  # D21
    assert sum(ADDED_UP.values()) == 818


@pytest.mark.parametrize("number", [4, 6])
def test_a_table_that_does_not_add_up_says_so(number):
    note = advice.all_tables()[number].note
    assert str(PRINTED[number]) in note
    assert str(ADDED_UP[number]) in note


def test_parts_add_up_to_their_heading():
    for heading in advice.all_advice():
        inside = [a for a in advice.all_advice() if a.table == heading.table]
        parts = [a.count for a in inside if a.within == heading.row]
        assert not parts or sum(parts) == heading.count, heading


def test_printed_percentages_are_of_the_printed_total_but_for_one():
    """D19: line 644 prints 5.5% for 5 of 73; the next line prints 6.8%."""
    wrong = [
        a.line
        for a in advice.all_advice()
        if a.percent_printed is not None
        and abs(a.percent_printed - 100 * a.count / a.table.total_printed) > 0.051
    ]
    assert wrong == [644]
    (row,) = [a for a in advice.all_advice() if a.line == 644]
    assert round(row.percent, 1) == 6.8
    assert "5.5%" in row.note


def test_the_inferred_count_says_so():
    """D28: line 843 lost its figure."""
    (row,) = [a for a in advice.all_advice() if a.words == "Communication"]
    assert (row.count, row.percent_printed) == (11, None)
    assert "113" in row.note


def test_the_scorecard_was_the_largest_single_item_of_the_first_table():
    """Line 430: 16 recommendations."""
    parts = [a for a in advice.all_advice() if a.table.number == 1 and a.within]
    largest = max(parts, key=lambda a: a.count)
    assert (largest.count, largest.line) == (16, 430)
    assert "scorecard" in largest.words


def test_advice_for_smoking():
    """Lines 956 to 971."""
    found = advice.advice_for("smoking_at_delivery")
    assert [(a.count, a.line) for a in found[:3]] == [(15, 963), (11, 969), (10, 957)]
    assert "Table 6 (line 963" in found[0].cited
    assert advice.OTHER not in {a.words for a in found}
    assert any("7 recommendations are in no row" in note for note in advice.notes_for(
        "smoking_at_delivery"
    ))  # fmt: skip


def test_headings_give_way_to_their_parts():
    found = {a.words for a in advice.advice_for("breastfeeding_initiation")}
    assert "Collect breastfeeding data well" in found
    assert "Breastfeeding" not in found
    assert "A pathway for overweight and obese pregnant women" not in found


def test_advice_speaks_to_known_indicators_and_leaves_poverty_out():
    known = indicators.load()
    assert {i for a in advice.all_advice() for i in a.indicators} <= set(known)
    silent = {i for i in known if not advice.advice_for(i)}
    assert silent == {"children_in_low_income_families", "children_in_relative_low_income"}


# --- modelled actions -----------------------------------------------------------------------------

EFFECTS = {300: 3.0, 301: 2.8, 302: 2.0, 303: 1.4, 304: 1.4, 305: 1.0, 309: 4.0}


def test_the_seven_effects_and_their_sum():
    """Lines 300 to 311: the parts add up to 15.6, which line 311 prints as a percentage (D04)."""
    found = actions.load()
    assert {a.line: a.effect_pp for a in found.modelled} == EFFECTS
    assert round(sum(EFFECTS.values()), 1) == found.basis.total_pp == 15.6
    assert round(sum(EFFECTS.values()) - EFFECTS[309], 1) == 11.6
    assert "15.6%" in found.basis.total_note


def test_effects_are_of_2002_04_and_the_sum_is_larger_than_the_later_gap():
    """D07: 19% in 2002-04 and 12% in 2007-09 (line 268)."""
    basis = actions.load().basis
    assert (basis.window, basis.gap_percent, basis.gap_line) == ("2002-04", 19.0, 268)
    assert round(basis.gap_percent - basis.total_pp, 1) == 3.4
    assert basis.total_pp > 12
    assert "not taken off any later gap" in basis.later_note


def test_the_largest_comes_first_and_every_overlap_is_mutual():
    found = actions.load().modelled
    assert [a.effect_pp for a in found] == sorted(EFFECTS.values(), reverse=True)
    by_id = {a.id: a for a in found}
    for action in found:
        assert all(action.id in by_id[other].overlaps for other in action.overlaps)


def test_overcrowding_and_sudden_deaths_overlap():
    """D05: lines 303, 304 and 628."""
    by_id = {a.id: a for a in actions.load().modelled}
    assert "sudden_deaths" in by_id["overcrowding"].overlaps
    assert "628" in by_id["overcrowding"].caution


def test_comparators_are_told_apart():
    """D06: all mothers for smoking and obesity, other mothers for breastfeeding."""
    by_id = {a.id: a for a in actions.load().modelled}
    assert by_id["smoking"].comparator == "all mothers"
    assert "not in routine and manual" in by_id["breastfeeding"].comparator


def test_three_actions_have_no_number():
    """Line 318."""
    assert [(a.id, a.line) for a in actions.load().unnumbered] == [
        ("early_booking", 318),
        ("hospital_care", 318),
        ("education", 318),
    ]


def test_every_action_has_an_effect_on_deaths_or_a_reason_for_none():
    found = actions.load()
    told = {risk.action for risk in found.risks} | {n.action for n in found.not_estimated}
    assert told == {a.id for a in found.modelled}
    (risk,) = found.risks
    assert risk.ratio == 1.4  # line 943: about 40%
    assert risk.ratio_lower < risk.ratio < risk.ratio_upper


def test_indicators_of_actions_are_known():
    known = indicators.load()
    found = actions.load()
    for action in (*found.modelled, *found.unnumbered):
        assert set(action.indicators) <= set(known)


# --- the published gap ----------------------------------------------------------------------------


def test_the_printed_gaps():
    """Line 268, of England and Wales."""
    assert {gap.window: gap.percent for gap in national_gap.published()} == {
        "1997-99": 13,
        "2001-03": 19,
        "2002-04": 19,
        "2005-07": 16,
        "2006-08": 16,
        "2007-09": 12,
    }
    assert {gap.line for gap in national_gap.published()} == {268}


def test_the_gap_that_cannot_be_rebuilt_says_so():
    """D02, and the base of the modelled effects (line 298) is the printed 19%."""
    told = " ".join(national_gap.words())
    assert "13.6%" in told
    assert "11.2% to 16.1%" in told
    assert "England and Wales" in told
    (base,) = [g for g in national_gap.published() if g.window == actions.load().basis.window]
    assert base.percent == actions.load().basis.gap_percent
