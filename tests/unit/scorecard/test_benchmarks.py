"""Scorecards against something else than England; ranks and targets of their rows."""

import json

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imscore.errors import UsageError
from imscore.outputs import tables

SMOKING = "smoking_at_delivery"
GROUP = {"benchmark": "Both", "groups": {"Both": ["5ZZ", "Beta"]}}


def row(code, name, count, of=1000, period="2009/10", indicator=SMOKING, **more):
    return {"indicator": indicator, "period": period, "code": code, "name": name,
            "numerator": count, "denominator": of} | more  # fmt: skip


@pytest.fixture
def areas(made):
    return made.observed(
        row("5ZZ", "Alpha", 200),
        row("5ZY", "Beta", 300, 2000),
        row("5ZX", "Gamma", 90, 900),
        row("Q31", "North West", 700, 5000, area_type="Strategic health authority"),
    )


def test_a_group_is_pooled_from_counts(made, areas):
    # (200 + 300) / (1000 + 2000), not the mean of 20% and 15%.
    (card,) = made.scores(areas, area="Gamma", **GROUP)
    (found,) = card.rows
    assert found.benchmark_value == pytest.approx(500 / 3000 * 100)
    assert (found.benchmark_name, found.benchmark_period) == ("Both", "2009/10")
    assert found.status == "better"
    assert found.series[-1].benchmark_value == pytest.approx(500 / 3000 * 100)
    assert not any("holds this area" in note for note in found.notes)


def test_an_area_in_its_group_says_so(made, areas):
    (card,) = made.scores(areas, area="Alpha", **GROUP)
    assert "Both holds this area itself." in card.rows[0].notes


def test_an_area_can_be_left_out_of_its_group(made, areas):
    (card,) = made.scores(areas, area="Alpha", leave_out=True, **GROUP)
    assert card.rows[0].benchmark_value == pytest.approx(15.0)
    assert any("this one is left out of it" in note for note in card.rows[0].notes)


@pytest.mark.parametrize("name", ["North West", "q31"])
def test_a_region_of_the_input(made, areas, name):
    (card,) = made.scores(areas, area="Alpha", benchmark=name)
    (found,) = card.rows
    assert (found.benchmark_name, found.benchmark_value) == ("North West", pytest.approx(14.0))
    assert any("it may hold this one" in note for note in found.notes)


def test_a_region_is_not_held_against_itself(made, areas):
    with pytest.raises(UsageError, match="not held against itself"):
        made.scores(areas, area="North West", benchmark="North West")


def test_without_a_figure_of_the_benchmark_the_note_names_it(made):
    observations = made.observed(
        row("5ZZ", "Alpha", 200),
        row("5ZY", "Beta", 300, period="2008/09"),
        row("5ZZ", "Alpha", 300, period="2008/09"),
    )
    (card,) = made.scores(observations, area="Alpha", **GROUP)
    assert card.rows[0].status == "not_compared"
    assert any(note.startswith("No Both figure is known") for note in card.rows[0].notes)
    assert any("Both was not made for" in note for note in card.notes)


def test_a_group_with_a_hidden_area_is_hidden_itself_and_that_is_said(made):
    observations = made.observed(row("5ZZ", "Alpha", 3), row("5ZY", "Beta", 300))
    alone = made.scores(observations, all_areas=True, disclosure="under5")
    for more in ({}, {"leave_out": True}):
        beside = made.scores(observations, all_areas=True, disclosure="under5", **GROUP, **more)
        assert [card.rows[0].value for card in beside] == [card.rows[0].value for card in alone]
        beta = next(card for card in beside if card.area_name == "Beta")
        assert (beta.rows[0].status, beta.rows[0].benchmark_value) == ("not_compared", None)
        assert any("hides one of its areas'" in note for note in beta.rows[0].notes)


def test_a_group_without_any_figure_is_refused(made):
    observations = made.observed(row("5ZZ", "Alpha", 200), row("5ZY", "Beta", 3, period="2008/09"))
    with pytest.raises(UsageError, match="has no figure"):
        made.scores(observations, area="Alpha", **GROUP)


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"leave_out": True}, "--leave-out takes an area out of a group"),
        ({"leave_out": True, "benchmark": "North West"}, "--benchmark names none"),
        ({"benchmark": "Alpha"}, "is a local area"),
        ({"benchmark": "Bath"}, "Did you mean Both"),
        ({"disclosure": "under6"}, "Did you mean under5"),
    ],
)
def test_what_cannot_be_is_refused(made, areas, choice, words):
    groups = {"groups": GROUP["groups"]}
    with pytest.raises(UsageError, match=words):
        made.scores(areas, area="Gamma", **(groups | choice))


def test_rank_among_the_local_areas(made, areas):
    (card,) = made.scores(areas, area="Beta")
    found = card.rows[0].standing
    assert (found.rank, found.areas, found.among) == (2, 3, "local areas in the input")
    assert (found.best_area, found.best) == ("Gamma", pytest.approx(10.0))
    assert (found.worst_area, found.worst) == ("Alpha", pytest.approx(20.0))


def test_rank_among_the_group_for_its_own_areas(made, areas):
    ranked = {
        card.area_name: card.rows[0].standing
        for card in made.scores(areas, all_areas=True, **GROUP)
    }
    assert (ranked["Alpha"].rank, ranked["Alpha"].areas, ranked["Alpha"].among) == (
        *(2, 2),
        "areas of Both",
    )
    assert (ranked["Gamma"].rank, ranked["Gamma"].areas) == (1, 3)


def test_areas_of_two_kinds_are_ranked_apart(made):
    observations = made.observed(
        row("5ZZ", "Alpha", 200), row("5ZY", "Beta", 300),
        row("E10000001", "Shire", 100), row("E10000002", "Vale", 110),
    )  # fmt: skip
    found = made.scores(observations, area="Alpha")[0].rows[0].standing
    assert (found.rank, found.areas) == (1, 2)
    assert found.among == "areas in the input of the type Primary care trust"


def test_one_area_has_no_rank(made):
    assert made.only_row(made.observed(row("5ZZ", "Alpha", 200))).standing is None


def targets(**more):
    end = {"2009/10": (24111, 24123)}["2009/10"]
    line = {"area": "5ZZ", "indicator": SMOKING, "period": "2009/10",
            "period_kind": "financial_year", "period_start": end[0], "period_end": end[1],
            "target": 18.0, "file": "t.csv", "sheet": "", "cell": "D2"}  # fmt: skip
    return pd.DataFrame([line | more])


def test_a_target_stands_apart_from_the_benchmark(made, areas):
    (plain,) = made.scores(areas, area="Alpha")
    (card,) = made.scores(areas, area="Alpha", targets=targets())
    found = card.rows[0].target
    assert (found.value, found.status, found.interval_status) == (18.0, "not_met", "cannot_tell")
    # 18% of 1,000 are 180: 20 fewer than 200.
    assert found.to_reach == pytest.approx(-20.0)
    assert card.rows[0].status == plain.rows[0].status
    assert card.rows[0].to_reach_benchmark == plain.rows[0].to_reach_benchmark


def test_targets_of_an_area_that_is_not_there_are_said(made, areas):
    (card,) = made.scores(areas, area="Alpha", targets=targets(area="Gama"))
    assert card.rows[0].target is None
    assert any("Did you mean Gamma" in note for note in card.notes)


@settings(max_examples=40, deadline=None)
@given(
    counts=st.lists(st.integers(0, 12), min_size=12, max_size=12),
    rule=st.sampled_from(["under5", "nhs_1_7"]),
    grouped=st.booleans(),
)
def test_no_figure_that_is_hidden_is_in_the_data(made, counts, rule, grouped):
    # A denominator of its own for each count: a value tells which count it came from.
    sizes = [1009, 1013, 1019, 1021, 1031, 1033, 1039, 1049, 1051, 1061, 1063, 1069]
    names = [("5ZZ", "Alpha"), ("5ZY", "Beta"), ("5ZX", "Gamma")]
    rows = [
        row(*names[n % 3], count, of, f"{2006 + n // 3}/{7 + n // 3:02d}")
        for n, (count, of) in enumerate(zip(counts, sizes, strict=True))
    ]
    choice = GROUP if grouped else {}
    cards = made.scores(made.observed(*rows), all_areas=True, disclosure=rule, **choice)
    document = json.dumps(json.loads(tables.to_json(cards)))
    highest = 4 if rule == "under5" else 7
    for count, of in zip(counts, sizes, strict=True):
        if 0 < count <= highest:
            assert f"{count / of * 100:.10f}"[:9] not in document
            assert f" {of}," not in document
    for found in (r for card in cards for r in card.rows):
        assert found.numerator is None or not 0 < found.numerator <= highest
