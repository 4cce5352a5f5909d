"""Regions and groups of areas as what others are held against, and ranks among them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imscore.errors import UsageError
from imscore.scorecard.against import hold_against
from imscore.scorecard.comparators import Comparator, find_comparator, group_rows
from imscore.scorecard.judge import judge
from imscore.scorecard.ranks import add_ranks

SMOKING = "smoking_at_delivery"
NAMES = {"A": "Ayton", "B": "Beeton", "C": "Ceeton", "E92000001": "England", "Q31": "North West"}
TYPES = {"E92000001": "England", "Q31": "Strategic health authority"}


def row(code: str, count: float, of: float = 1000, period: str = "2009/10", **more: Any) -> Any:
    given = {"indicator": SMOKING, "period": period, "code": code, "name": NAMES.get(code, code)}
    area_type = TYPES.get(code, "Primary care trust")
    return {**given, "numerator": count, "denominator": of, "area_type": area_type, **more}


ROWS = [row("A", 180), row("B", 120, 500), row("C", 40, 400), row("Q31", 900, 6000)]


@pytest.fixture
def frame(made):
    return made.observed(*ROWS).frame


def test_what_a_name_may_mean(frame):
    groups = {"Neighbours": ("A", "Beeton")}
    assert find_comparator(frame, "england", {}) == Comparator("England", "E92000001")
    assert find_comparator(frame, "north west", {}) == Comparator("North West", "Q31")
    found = find_comparator(frame, "neighbours", groups)
    assert found == Comparator("Neighbours", "Neighbours", ("A", "B"))


@pytest.mark.parametrize(
    ("wanted", "groups", "says"),
    [
        ("Norht West", {}, "Did you mean North West"),
        ("Ayton", {}, "is a local area"),
        ("G", {"G": ("A", "Bee")}, "cannot be made: There is no area 'Bee'"),
        ("G", {"G": ("A", "Ayton")}, "twice"),
        ("G", {"G": ("A", "Q31")}, "made of areas"),
        ("Ayton", {"Ayton": ("B", "C")}, "both a group and an area"),
    ],
)
def test_what_is_refused(frame, wanted, groups, says):
    with pytest.raises(UsageError, match=says):
        find_comparator(frame, wanted, groups)


def test_a_group_is_pooled_from_counts(made, frame):
    group = Comparator("G", "G", ("A", "B"))
    rows, notes = group_rows(frame, group, made.catalogue)
    # 300 of 1,500, and not the mean of 18% and 24%.
    assert rows["value"].tolist() == [20.0]
    assert rows[["area", "area_type", "numerator"]].to_numpy().tolist() == [["G", "Group", 300]]
    assert notes == ()
    assert list(rows.columns) == list(frame.columns)


def test_a_period_that_one_area_lacks_is_not_made_and_said(made):
    rows = [*ROWS, row("A", 170, period="2010/11"), row("B", np.nan, np.nan, period="2010/11",
            value=np.nan, marker="suppressed")]  # fmt: skip
    made_rows, notes = group_rows(
        made.observed(*rows).frame, Comparator("G", "G", ("A", "B")), made.catalogue
    )
    assert made_rows["period"].tolist() == ["2009/10"]
    assert notes == ("G was not made for smoking_at_delivery in 2010/11 (no counts of B).",)


def test_held_against_a_group_that_holds_the_area(made, frame):
    group = Comparator("G", "G", ("A", "B"))
    rows, _ = group_rows(frame, group, made.catalogue)
    held = hold_against(frame, rows, group, made.catalogue).set_index("area")
    assert held["benchmark_value"].tolist() == [20.0] * 4
    assert held.loc["A", "benchmark_note"] == "G holds this area itself."
    assert held.loc["C", "benchmark_note"] == ""
    left = hold_against(frame, rows, group, made.catalogue, leave_out=True).set_index("area")
    # Without itself: A against B's 24%, B against A's 18%.
    assert left["benchmark_value"].tolist() == pytest.approx([24.0, 18.0, 20.0, 20.0])
    assert "left out" in left.loc["A", "benchmark_note"]


def test_nothing_is_held_against_itself(made, frame):
    region = find_comparator(frame, "Q31", {})
    held = hold_against(frame, frame[frame["area"] == "Q31"], region, made.catalogue)
    held = held.set_index("area")
    assert np.isnan(held.loc["Q31", "benchmark_value"])
    assert held.loc["A", "benchmark_value"] == 15.0
    assert held.loc["A", "benchmark_source"] == "North West's row of the input"


def test_the_verdict_is_by_the_areas_interval_against_the_groups_value(made, frame):
    group = Comparator("G", "G", ("A", "B"))
    rows, _ = group_rows(frame, group, made.catalogue)
    judged = judge(hold_against(frame, rows, group, made.catalogue), made.catalogue)
    # Wilson: 180/1000 is 15.7 to 20.5, 120/500 is 20.5 to 27.9, 40/400 is 7.4 to 13.3.
    assert judged["status"].tolist()[:3] == ["similar", "worse", "better"]


def test_ranks_best_first_and_upper_rows_left_out(made, frame):
    ranked = add_ranks(frame, made.catalogue).set_index("area")
    assert ranked.loc[["A", "B", "C"], "rank"].tolist() == [2, 3, 1]
    assert np.isnan(ranked.loc["Q31", "rank"])
    assert ranked.loc["A", ["best_area", "worst_area"]].tolist() == ["Ceeton", "Beeton"]
    assert ranked.loc["A", ["best_value", "worst_value", "rank_of"]].tolist() == [10, 24, 3]


def test_ties_share_a_rank_and_are_all_named(made):
    frame = made.observed(row("A", 18, 100), row("B", 180), row("C", 300)).frame
    ranked = add_ranks(frame, made.catalogue)
    assert ranked["rank"].tolist() == [1, 1, 3]
    assert ranked["rank_shared_by"].tolist() == [2, 2, 1]
    assert ranked["best_area"].tolist() == ["Ayton; Beeton"] * 3


def test_an_area_without_a_value_has_no_rank_and_is_counted(made):
    gone = row("C", np.nan, np.nan, value=np.nan, marker="suppressed")
    ranked = add_ranks(made.observed(row("A", 18, 100), row("B", 90), gone).frame, made.catalogue)
    assert ranked["rank"].fillna(-1).tolist() == [2, 1, -1]
    assert ranked["rank_without"].tolist() == [1, 1, 1]


def test_ranks_among_a_group_only(made, frame):
    ranked = add_ranks(frame, made.catalogue, ("A", "B")).set_index("area")
    assert ranked["rank"].fillna(-1).to_dict() == {"A": 1, "B": 2, "C": -1, "Q31": -1}


COUNTS = st.lists(st.integers(0, 100), min_size=3, max_size=6)


@settings(max_examples=40, deadline=None)
@given(counts=COUNTS)
def test_turning_the_polarity_turns_the_ranks(made, counts):
    rows = [row(f"X{n}", c, 100) for n, c in enumerate(counts)]
    turned = {"low_is_good": "high_is_good", "high_is_good": "low_is_good"}
    about = made.catalogue[SMOKING]
    other = {SMOKING: about.model_copy(update={"polarity": turned[about.polarity]})}
    frame = made.observed(*rows).frame
    one, two = add_ranks(frame, made.catalogue), add_ranks(frame, other)
    assert one["best_area"].tolist() == two["worst_area"].tolist()
    # An area's two ranks and those that share it add up to one more than there are areas.
    total = one["rank"] + two["rank"] + one["rank_shared_by"] - 1
    assert (total == len(counts) + 1).all()


@settings(max_examples=40, deadline=None)
@given(counts=COUNTS)
def test_adding_an_area_changes_no_other_areas_status_against_a_group(made, counts):
    rows = [row(f"X{n}", c, 100) for n, c in enumerate(counts)]
    group = Comparator("G", "G", ("X0", "X1"))
    judged = []
    for chosen in (rows, [*rows, row("New", 50, 100)]):
        frame = made.observed(*chosen).frame
        pooled, _ = group_rows(frame, group, made.catalogue)
        held = hold_against(frame, pooled, group, made.catalogue)
        judged.append(judge(held, made.catalogue)["status"].tolist()[: len(rows)])
    assert judged[0] == judged[1]
