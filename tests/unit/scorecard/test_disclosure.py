"""Small numbers: what the rules hide, and that nothing hidden can be worked out again."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imscore.errors import UsageError
from imscore.scorecard.disclosure import disclose
from imscore.scorecard.disclosure_profiles import PROFILES, Profile
from imscore.scorecard.pool import add_pooled

SMOKING, DEATHS = "smoking_at_delivery", "infant_mortality"
FEEDING = "breastfeeding_initiation"
ENGLAND = ("E92000001", "England")
NAMES = {"A": "Ayton", "B": "Beeton", "C": "Ceeton", "D": "Deeton"}
# The same rules, but few enough values to try every one.
UP_TO_2 = Profile("up_to_2", "Counts of 1 and 2 are hidden.", hides_up_to=2)
UP_TO_3 = Profile("up_to_3", "Counts of 1 to 3 are hidden.", hides_up_to=3)


def row(code: str, period: str, count: float, of: float = 1000, **more: Any) -> dict[str, Any]:
    name = {"E92000001": "England"}.get(code, NAMES.get(code, code))
    given = {"indicator": SMOKING, "period": period, "code": code, "name": name}
    return {**given, "numerator": count, "denominator": of, "area_type": kind(code), **more}


def kind(code: str) -> str:
    return "England" if code == "E92000001" else "Primary care trust"


def shown(disclosed: Any) -> dict[tuple[str, str], float]:
    frame = disclosed.frame
    return dict(zip(zip(frame["area"], frame["period"], strict=True), frame["numerator"],
                    strict=True))  # fmt: skip


def hidden_in(disclosed: Any) -> set[tuple[str, str]]:
    return {key for key, count in shown(disclosed).items() if np.isnan(count)}


# What each rule says.


def test_none_changes_nothing(made):
    frame = made.observed(row("A", "2009/10", 2)).frame
    pd.testing.assert_frame_equal(disclose(frame, "none", made.catalogue).frame, frame)


@pytest.mark.parametrize(("count", "is_hidden"), [(0, 0), (1, 1), (4, 1), (5, 0)])
def test_under5_hides_1_to_4_and_all_that_is_computed_from_them(made, count, is_hidden):
    given = row("A", "2009/10", count, lower_ci=0.0, upper_ci=9.0)
    found = disclose(made.observed(given).frame, "under5", made.catalogue)
    (line,) = found.frame.itertuples()
    figures = [line.numerator, line.denominator, line.value, line.lower_ci, line.upper_ci]
    assert np.isnan(figures).all() == bool(is_hidden)
    assert line.marker == ("suppressed" if is_hidden else "")
    assert ("under5" in line.remark) == bool(is_hidden)
    assert found.hidden.tolist() == [bool(is_hidden)]
    assert "under5" in found.line


def test_the_few_without_the_characteristic_are_as_small_a_count(made):
    rows = [row("A", "2009/10", 998), row("B", "2009/10", 900)]
    assert hidden_in(disclose(made.observed(*rows).frame, "under5", made.catalogue)) == {
        ("A", "2009/10")
    }


def test_a_second_area_is_hidden_where_the_total_would_tell(made):
    rows = [row("A", "2009/10", 3), row("B", "2009/10", 40), row("C", "2009/10", 200)]
    total = row(ENGLAND[0], "2009/10", 243, 3000)
    found = disclose(made.observed(*rows, total).frame, "under5", made.catalogue)
    assert hidden_in(found) == {("A", "2009/10"), ("B", "2009/10")}
    # Nothing says which of the two was hidden for its own count.
    words = found.frame.set_index("area").loc[["A", "B"], ["marker", "remark"]]
    assert words.drop_duplicates().shape[0] == 1


def test_a_total_of_other_areas_hides_nothing_further(made):
    rows = [row("A", "2009/10", 3), row("B", "2009/10", 40)]
    total = row(ENGLAND[0], "2009/10", 90_000, 650_000)
    found = disclose(made.observed(*rows, total).frame, "under5", made.catalogue)
    assert hidden_in(found) == {("A", "2009/10")}


def test_a_quarter_takes_another_quarter_with_it_but_not_the_year(made):
    rows = [row("A", f"2009/10 Q{n}", c, 250) for n, c in ((1, 3), (2, 30), (3, 40), (4, 50))]
    year = row("A", "2009/10", 123, 1000)
    found = disclose(made.observed(*rows, year).frame, "under5", made.catalogue)
    assert len(hidden_in(found)) == 2
    assert ("A", "2009/10 Q1") in hidden_in(found)
    assert ("A", "2009/10") not in hidden_in(found)


def test_a_year_of_overlapping_windows_cannot_be_had_from_their_differences(made):
    deaths = {"indicator": DEATHS, "area_type": "Primary care trust"}
    years = [
        row("A", str(2001 + n), c, 1000, **deaths) for n, c in enumerate((9, 8, 3, 9, 12, 11, 10))
    ]
    frame = add_pooled(made.observed(*years).frame, made.catalogue)
    found = disclose(frame, "under5", made.catalogue)
    left = {key[1] for key in shown(found)} - {key[1] for key in hidden_in(found)}
    assert "2003" not in left
    # By hand: where 2002 to 2004 are hidden, what is left must not hold 2003 alone.
    assert not {"2001", "2002", "2001-03"} <= left
    assert not {"2004", "2005", "2003-05"} <= left
    assert not {"2002", "2004", "2002-04"} <= left


def test_pool_notes_that_tell_counts_go(made):
    deaths = {"indicator": DEATHS}
    years = [row("A", str(2001 + n), c, 1000, **deaths) for n, c in enumerate((9, 8, 3))]
    window = row("A", "2001-03", 21, 3000, **deaths)
    frame = add_pooled(made.observed(*years, window).frame, made.catalogue)
    assert frame["pool_note"].str.contains("20 of 3,000").any()
    found = disclose(frame, "under5", made.catalogue)
    assert (found.frame[["pool_note", "pool_found", "pool_expected"]] == "").all().all()


def test_a_group_made_here_is_hidden_itself_and_hides_no_area(made):
    rows = [row(code, "2009/10", count) for code, count in zip("ABCD", (3, 40, 200, 50),
                                                               strict=True)]  # fmt: skip
    groups = [
        row("one", "2009/10", 243, 3000, area_type="Group"),
        row("two", "2009/10", 240, 2000, area_type="Group"),
    ]
    members = {"one": "ABC", "two": "BC"}
    frame = made.observed(*rows, *groups).frame
    found = disclose(frame, "under5", made.catalogue, {}, members)
    assert hidden_in(found) == {("A", "2009/10"), ("one", "2009/10")}


@pytest.mark.parametrize("made_of", [{"one": "ABC"}, {"one": "BC"}, {"one": "ABD"}, {}])
@pytest.mark.parametrize("rule", ["under5", "nhs_1_7"])
def test_what_is_hidden_of_areas_does_not_hang_on_the_group(made, made_of, rule):
    counts = dict(zip("ABCD", (3, 40, 200, 50), strict=True))
    rows = [row(code, "2009/10", count) for code, count in counts.items()]
    rows.append(row(ENGLAND[0], "2009/10", 293, 4000))
    alone = disclose(made.observed(*rows).frame, rule, made.catalogue).frame
    rows += [
        row(name, "2009/10", sum(counts[a] for a in areas), 1000 * len(areas), area_type="Group")
        for name, areas in made_of.items()
    ]
    beside = disclose(made.observed(*rows).frame, rule, made.catalogue, {}, made_of).frame
    figures = ["numerator", "denominator", "value", "marker", "remark"]
    pd.testing.assert_frame_equal(alone[figures], beside[figures].iloc[:5])


def test_a_region_is_the_total_of_the_areas_that_lie_in_it(made):
    # Bolton and Bury lie in the North West, Leeds does not.
    rows = [row("E08000001", "2009/10", 3), row("E08000002", "2009/10", 40),
            row("E08000035", "2009/10", 30)]  # fmt: skip
    region = row("E12000002", "2009/10", 43, 2000, area_type="Region", name="North West")
    found = disclose(made.observed(*rows, region).frame, "under5", made.catalogue)
    assert hidden_in(found) == {("E08000001", "2009/10"), ("E08000002", "2009/10")}
    assert any("North West: taken to be the total" in note for note in found.notes)


def test_a_region_of_more_areas_than_are_here_hides_none_further(made):
    rows = [row("E08000001", "2009/10", 3), row("E08000002", "2009/10", 40)]
    region = row("E12000002", "2009/10", 9_000, 80_000, area_type="Region", name="North West")
    found = disclose(made.observed(*rows, region).frame, "under5", made.catalogue)
    assert hidden_in(found) == {("E08000001", "2009/10")}
    assert not any("North West" in note for note in found.notes)


def test_a_county_is_the_total_of_its_districts(made):
    # Chorley and Burnley lie in Lancashire; a county is an area of its own as well.
    rows = [row("E07000118", "2009/10", 3, area_type="District"),
            row("E07000117", "2009/10", 40, area_type="District"),
            row("E10000017", "2009/10", 43, 2000, area_type="County")]  # fmt: skip
    found = disclose(made.observed(*rows).frame, "under5", made.catalogue)
    assert {("E07000118", "2009/10")} < hidden_in(found)


def test_by_two_definitions_the_events_are_the_same(made):
    both = [row("A", "2009/10", 3, definition=d) for d in ("all_maternities", "known_status")]
    others = [row("B", "2009/10", 40, definition="all_maternities"),
              row("B", "2009/10", 40, definition="known_status")]  # fmt: skip
    total = row(ENGLAND[0], "2009/10", 43, 2000, definition="all_maternities")
    found = disclose(made.observed(*both, *others, total).frame, "under5", made.catalogue)
    hidden = found.frame[found.hidden]
    assert len(hidden[hidden["area"] == "B"]) in (0, 2)


def test_what_the_file_hides_alone_in_a_sum_is_protected(made):
    gone = row("A", "2009/10", np.nan, np.nan, value=np.nan, marker="suppressed", remark="[c]")
    rows = [gone, row("B", "2009/10", 40), row("C", "2009/10", 200)]
    total = row(ENGLAND[0], "2009/10", 243, 3000)
    found = disclose(made.observed(*rows, total).frame, "under5", made.catalogue)
    assert hidden_in(found) == {("A", "2009/10"), ("B", "2009/10")}
    assert found.frame["remark"][0] == "[c]"


def test_a_value_without_counts_is_hidden_unless_its_interval_tells_them(made):
    none = {"numerator": np.nan, "denominator": np.nan}
    # Wilson, by PHEindicatormethods: 200 of 1,000 is 17.6 to 22.6; 3 of 50 is 2.1 to 16.2.
    rows = [
        row("A", "2009/10", 0, value=12.0) | none,
        row("B", "2009/10", 0, value=20.0, lower_ci=17.64, upper_ci=22.59) | none,
        row("C", "2009/10", 0, value=6.0, lower_ci=2.06, upper_ci=16.22) | none,
        row("E92000001", "2009/10", 0, value=14.0) | none,
    ]
    found = disclose(made.observed(*rows).frame, "under5", made.catalogue)
    assert found.frame["marker"].tolist() == ["suppressed", "", "suppressed", ""]
    assert any("1 figure has neither counts" in note for note in found.notes)


def test_a_rate_with_an_interval_tells_its_count(made):
    none = {"numerator": np.nan, "denominator": np.nan, "indicator": DEATHS}
    # Exact Poisson: 4 events are 1.090 to 10.242, 6 are 2.202 to 13.059.
    rows = [
        row("A", "2007-09", 0, value=4.0, lower_ci=1.1, upper_ci=10.2) | none,
        row("B", "2007-09", 0, value=6.0, lower_ci=2.2, upper_ci=13.1) | none,
    ]
    found = disclose(made.observed(*rows).frame, "under5", made.catalogue)
    assert found.hidden.tolist() == [True, False]


def test_ons_deaths_shows_no_rate_below_3_and_marks_those_below_20(made):
    rows = [row("A", f"{2001 + n}", c, indicator=DEATHS) for n, c in enumerate((2, 3, 19, 20))]
    found = disclose(made.observed(*rows).frame, "ons_deaths", made.catalogue).frame
    assert found["value"].isna().tolist() == [True, False, False, False]
    assert found["marker"].tolist() == ["suppressed", "unreliable", "unreliable", ""]
    assert found["numerator"].tolist() == [2, 3, 19, 20]


def test_ons_deaths_is_about_deaths_alone(made):
    frame = made.observed(row("A", "2009/10", 2)).frame
    pd.testing.assert_frame_equal(disclose(frame, "ons_deaths", made.catalogue).frame, frame)


def test_nhs_1_7_hides_and_rounds(made):
    counts = [(0, 1003), (7, 1003), (8, 1003), (12, 1003), (13, 1003)]
    rows = [row(f"X{n}", "2009/10", c, of) for n, (c, of) in enumerate(counts)]
    found = disclose(made.observed(*rows).frame, "nhs_1_7", made.catalogue).frame
    assert found["numerator"].fillna(-1).tolist() == [0, -1, 10, 10, 15]
    assert found["denominator"].fillna(-1).tolist() == [1005, -1, 1005, 1005, 1005]
    assert found["value"][2] == pytest.approx(100 * 10 / 1005)


def test_nhs_1_7_shows_no_value_that_was_not_rounded(made):
    none = {"numerator": np.nan, "denominator": np.nan}
    rows = [row("B", "2009/10", 0, value=20.0, lower_ci=17.64, upper_ci=22.59) | none]
    found = disclose(made.observed(*rows).frame, "nhs_1_7", made.catalogue)
    assert found.frame["marker"].tolist() == ["suppressed"]
    assert found.hidden.all()


def test_a_region_whose_areas_are_not_known_is_said(made):
    rows = [row("A", "2009/10", 3), row("B", "2009/10", 40)]
    region = row("Q30", "2009/10", 500, 4000, area_type="Strategic health authority")
    found = disclose(made.observed(*rows, region).frame, "under5", made.catalogue)
    assert any("Q30" in note for note in found.notes)


def test_an_unknown_rule_is_refused():
    from imscore.scorecard.disclosure_profiles import find_profile

    with pytest.raises(UsageError, match="Did you mean under5"):
        find_profile("under_5")
    assert set(PROFILES) == {"none", "ons_deaths", "under5", "nhs_1_7"}


# By brute force: every table that agrees with what is shown.


def feasible(
    frame: pd.DataFrame, disclosed: Any, most: int, groups: dict[str, Any]
) -> list[set[int]]:
    """For each row all counts that it may have, every cell of areas × quarters being tried."""
    local = sorted(set(frame["area"]) - {"E92000001", *groups})
    made_of = {"E92000001": local, **groups}
    months = sorted(set(frame["period_start"]) | set(frame["period_end"]))
    cells = list(itertools.product(local, itertools.pairwise(months)))
    parts = np.array(
        [
            [
                area in (line.area, *made_of.get(line.area, ()))
                and line.period_start <= first
                and last <= line.period_end
                for area, (first, last) in cells
            ]
            for line in frame.itertuples()
        ]
    )
    true = frame["numerator"].to_numpy()
    seen = ~disclosed.hidden.to_numpy()
    # No cell is more than a count that is shown and holds it.
    tops = [int(min(true[seen & column])) if (seen & column).any() else most for column in parts.T]
    every = np.array(list(itertools.product(*(range(top + 1) for top in tops))), dtype=np.int16)
    counts = every @ parts.T.astype(np.int16)
    agree = (counts[:, seen] == true[seen]).all(axis=1)
    # Noughts are shown: a reader knows that what is hidden is none, unless it was hidden beside.
    ones = ~seen & (true > 0)
    agree &= (counts[:, ones] >= 1).all(axis=1)
    return [set(column.tolist()) for column in counts[agree].T]


def assert_safe(
    made: Any,
    rows: list[dict[str, Any]],
    rule: Profile,
    most: int,
    groups: dict[str, Any] | None = None,
    pooled: dict[str, Any] | None = None,
) -> None:
    frame = made.observed(*rows).frame
    disclosed = disclose(frame, rule, made.catalogue, groups, pooled)
    groups = (groups or {}) | (pooled or {})
    possible = feasible(frame, disclosed, most, groups or {})
    for line, values in zip(frame.itertuples(), possible, strict=True):
        if not 1 <= line.numerator <= rule.hides_up_to:
            continue
        assert disclosed.hidden[line.Index]
        assert len(values) > 1, (line.area, line.period)
        within = frame[disclosed.hidden & (frame["period_start"] >= line.period_start)
                       & (frame["period_end"] <= line.period_end)]  # fmt: skip
        alone = len(within[(within["area"] == line.area) & (within["numerator"] > 0)]) == 1
        if alone and line.area not in {"E92000001", *(groups or {})}:
            assert values >= set(range(1, rule.hides_up_to + 1)), (line.area, line.period)


COUNT = st.integers(0, 6)


@settings(max_examples=60, deadline=None)
@given(counts=st.lists(COUNT, min_size=2, max_size=5), whole=st.booleans())
def test_no_area_can_be_solved_from_the_total(made, counts, whole):
    rows = [row("ABCDE"[n], "2009/10", c) for n, c in enumerate(counts)]
    rows.append(row(ENGLAND[0], "2009/10", sum(counts), 1000 * len(counts)))
    assert_safe(made, rows, UP_TO_3, 8)


@settings(max_examples=60, deadline=None)
@given(
    counts=st.lists(COUNT, min_size=4, max_size=4),
    windows=st.lists(st.booleans(), min_size=3, max_size=3),
)
def test_no_quarter_can_be_solved_from_years_and_quarters(made, counts, windows):
    rows = [row("A", f"2009/10 Q{n + 1}", c, 250) for n, c in enumerate(counts) if n or windows[0]]
    rows.append(row("A", "2009/10", sum(counts), 1000))
    assert_safe(made, rows, UP_TO_3, 10)


@settings(max_examples=60, deadline=None)
@given(
    counts=st.lists(st.integers(0, 5), min_size=6, max_size=6),
    gone=st.sets(st.integers(0, 9), max_size=4),
)
def test_no_year_can_be_solved_from_rolling_windows(made, counts, gone):
    deaths = {"indicator": DEATHS}
    rows = [row("A", str(2001 + n), c, 1000, **deaths) for n, c in enumerate(counts)]
    rows += [
        row("A", f"{2001 + n}-{n + 3:02d}", sum(counts[n : n + 3]), 3000, **deaths)
        for n in range(4)
    ]
    assert_safe(made, [r for n, r in enumerate(rows) if n not in gone] or rows, UP_TO_2, 7)


@settings(max_examples=60, deadline=None)
@given(counts=st.lists(st.integers(0, 5), min_size=6, max_size=6), gone=st.sets(st.integers(0, 8)))
def test_no_cell_can_be_solved_from_areas_and_periods_together(made, counts, gone):
    rows = []
    for a, code in enumerate("AB"):
        own = counts[3 * a : 3 * a + 3]
        rows += [row(code, str(2001 + n), c, 1000, indicator=DEATHS) for n, c in enumerate(own)]
        rows.append(row(code, "2001-03", sum(own), 3000, indicator=DEATHS))
    both = [counts[n] + counts[3 + n] for n in range(3)]
    totals = [row(ENGLAND[0], str(2001 + n), c, 2000, indicator=DEATHS) for n, c in enumerate(both)]
    totals.append(row(ENGLAND[0], "2001-03", sum(both), 6000, indicator=DEATHS))
    kept = [r for n, r in enumerate(totals) if n not in gone]
    assert_safe(made, rows + kept, UP_TO_2, 7)


# Warnings.


def test_a_warning_in_a_series_with_a_hidden_figure_is_not_told(made):
    from imscore.model import Problem
    from imscore.scorecard.quiet import in_series, may_be_told

    rows = [row("A", "2009/10", 3), row("A", "2010/11", 40), row("B", "2009/10", 40)]
    observations = made.observed(*rows)
    found = disclose(observations.frame, "under5", made.catalogue)
    secret = in_series(found.frame, found.hidden)
    told = may_be_told(found.frame, secret, observations.blocks)

    def at(cell, code="jump"):
        return Problem("warning", code, "pct.xlsx", "Data", cell, "0.9", "0.3", "0.3", "0.3")

    assert [told(at(f"G{n}")) for n in (2, 3, 4)] == [False, False, True]
    # A row that no observation comes from may repeat a hidden one; a header has no figure.
    assert not told(at("G5", "duplicate_same"))
    assert told(at("G1", "near_column"))


@settings(max_examples=60, deadline=None)
@given(
    counts=st.lists(st.integers(0, 5), min_size=4, max_size=4),
    groups=st.lists(
        st.sets(st.sampled_from("ABCD"), min_size=2, max_size=4), min_size=1, max_size=3
    ),
)
def test_no_area_can_be_solved_from_groups_that_overlap(made, counts, groups):
    known = dict(zip("ABCD", counts, strict=True))
    rows = [row(code, "2009/10", c) for code, c in known.items()]
    members = {f"G{n}": sorted(group) for n, group in enumerate(groups)}
    rows += [
        row(name, "2009/10", sum(known[a] for a in group), 1000 * len(group), area_type="Group")
        for name, group in members.items()
    ]
    assert_safe(made, rows, UP_TO_3, 9, pooled=members)


@settings(max_examples=60, deadline=None)
@given(counts=st.lists(st.integers(0, 6), min_size=4, max_size=4))
def test_no_area_can_be_solved_from_regions_and_england(made, counts):
    known = dict(zip("ABCD", counts, strict=True))
    rows = [row(code, "2009/10", c) for code, c in known.items()]
    regions = {"Q1": "AB", "Q2": "CD"}
    rows += [
        row(name, "2009/10", sum(known[a] for a in areas), 2000, area_type="Region")
        for name, areas in regions.items()
    ]
    rows.append(row(ENGLAND[0], "2009/10", sum(counts), 4000))
    assert_safe(made, rows, UP_TO_3, 9, regions)


def test_a_mark_that_a_rule_sets_is_not_called_the_files(made):
    rows = [row("A", str(2001 + n), 5, indicator=DEATHS) for n in range(3)]
    marked = made.only_row(made.observed(*rows), area="A", disclosure="ons_deaths")
    plain = made.only_row(made.observed(*rows), area="A", disclosure="none")
    assert marked.marker == "unreliable"
    assert marked.quality.validity == plain.quality.validity


def test_years_hidden_for_one_reason_are_told_together(made):
    rows = [row("A", f"{2005 + n}/{6 + n:02d}", 3) for n in range(5)]
    found = made.only_row(made.observed(*rows), area="A", disclosure="under5")
    assert found.trend_reason.count("hidden by the rule") == 1
    assert "2005/06, 2006/07, 2007/08, 2008/09 and 2009/10 are hidden" in found.trend_reason


def test_the_sha256_is_not_given_under_a_rule(made):
    from dataclasses import replace

    from imscore.model import InputFile
    from imscore.record import inputs

    observations = replace(made.observed(row("A", "2009/10", 3)), inputs=(InputFile("a", "f0"),))
    assert inputs(observations, "") == [{"file": "a", "sha256": "f0"}]
    assert inputs(observations, "under5") == [
        {"file": "a", "sha256": "not given under the rule under5"}
    ]
