"""What must hold of every scorecard, whatever the figures."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imscore.reference.indicators import Catalogue

SMOKING, FEEDING = "smoking_at_delivery", "breastfeeding_initiation"
DEATHS, CONCEPTIONS = "infant_mortality", "under18_conceptions"
PERIODS = {
    SMOKING: ["2008/09", "2009/10", "2009/10 Q4", "2010/11 Q1", "2016/17", "2017/18"],
    FEEDING: ["2008/09 Q3", "2009/10 Q3", "2010/11 Q1", "2010/11"],
    DEATHS: ["2005", "2006", "2007", "2008", "2005-07", "2006-08"],
    CONCEPTIONS: ["2006", "2007", "2008"],
}
KEYS = [(indicator, period) for indicator, periods in PERIODS.items() for period in periods]
AREAS = [("5ZZ", "Anytown"), ("5ZY", "Othertown"), ("E92000001", "England")]


@st.composite
def tables(draw: st.DrawFn, areas: int = 3) -> list[dict[str, Any]]:
    """Rows of up to three areas, England among them, some of them suppressed or without counts."""
    keys = st.tuples(st.sampled_from(AREAS[:areas]), st.sampled_from(KEYS))
    chosen = draw(st.lists(keys, unique=True, min_size=1, max_size=25))
    rows = []
    for (code, name), (indicator, period) in [((AREAS[0]), KEYS[0]), *chosen]:
        denominator = draw(st.integers(1, 5000))
        row = {
            "indicator": indicator,
            "period": period,
            "code": code,
            "name": name,
            "numerator": draw(st.integers(0, denominator)),
            "denominator": denominator,
        }
        shape = draw(st.sampled_from(["counts"] * 4 + ["suppressed", "value"]))
        if shape == "suppressed":
            row |= {"value": float("nan"), "marker": "suppressed"}
        if shape == "value":
            row = {**row, "value": 12.5, "numerator": float("nan"), "denominator": float("nan")}
        rows.append(row)
    known = {(row["code"], row["indicator"], row["period"]): row for row in rows}
    return list(known.values())


def figures(card: Any) -> list[Any]:
    """Everything of a scorecard but the cells, which move with the rows."""
    return [replace(row, sources=(), benchmark_source="") for row in card.rows]


def judged(card: Any) -> list[Any]:
    """Everything but the cells, and what holds a row against the other areas of a file."""
    return [replace(row, quality=None, standing=None) for row in figures(card)]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_order_of_the_rows_changes_nothing(made, data):
    rows = data.draw(tables())
    mixed = data.draw(st.permutations(rows))
    first, second = (made.scores(made.observed(*r), all_areas=True) for r in (rows, mixed))
    assert [figures(card) for card in first] == [figures(card) for card in second]
    assert [card.domains for card in first] == [card.domains for card in second]


@settings(max_examples=60, deadline=None)
@given(rows=tables())
def test_adding_an_area_changes_no_other_areas_row(made, rows):
    without = [row for row in rows if row["code"] != "5ZY"]
    (alone,) = made.scores(made.observed(*without), area="5ZZ")
    (among,) = made.scores(made.observed(*rows), area="5ZZ")
    assert judged(alone) == judged(among)


@settings(max_examples=60, deadline=None)
@given(rows=tables())
def test_an_area_among_all_is_the_same_as_asked_for_alone(made, rows):
    observations = made.observed(*rows)
    together = made.scores(observations, all_areas=True)
    alone = [made.scores(observations, area=card.area_code)[0] for card in together]
    assert together == alone


@settings(max_examples=60, deadline=None)
@given(rows=tables())
def test_turning_the_polarity_swaps_better_and_worse_and_nothing_else(made, rows):
    other = {"low_is_good": "high_is_good", "high_is_good": "low_is_good"}
    turned = Catalogue(
        {
            i: about.model_copy(update={"polarity": other[about.polarity]})
            for i, about in made.catalogue.items()
        }
    )
    (before,) = made.scores(made.observed(*rows), area="5ZZ")
    (after,) = made.scores(made.observed(*rows), catalogue=turned, area="5ZZ")
    swap = {"better": "worse", "worse": "better"}
    swap |= {"improving": "worsening", "worsening": "improving"}
    for one, two in zip(before.rows, after.rows, strict=True):
        assert two.status == swap.get(one.status, one.status)
        assert two.trend == swap.get(one.trend, one.trend)
        assert two.status_998 == swap.get(one.status_998, one.status_998)
        same = {
            "status": "",
            "status_998": "",
            "polarity": "",
            "trend": "",
            "spc": None,
            "to_reach_benchmark": None,
            "series": (),
            "earlier": (),
            "standing": None,
            "commentary": None,
        }
        assert replace(one, **same) == replace(two, **same)
        # What one has to reach the other has passed: one of the two is always nought.
        if one.to_reach_benchmark is not None and two.to_reach_benchmark is not None:
            assert 0.0 in (one.to_reach_benchmark, two.to_reach_benchmark)
        else:
            assert one.to_reach_benchmark is two.to_reach_benchmark


@settings(max_examples=60, deadline=None)
@given(
    numerator=st.integers(10, 500),
    more=st.integers(1, 5000),
    times=st.integers(2, 50),
    benchmark=st.floats(1, 99),
)
def test_more_of_the_same_only_makes_the_verdict_surer(made, numerator, more, times, benchmark):
    england = [made.england(SMOKING, "2015/16", benchmark)]
    counts = {"numerator": numerator, "denominator": numerator + more}
    row = {"indicator": SMOKING, "period": "2015/16"}
    small = made.only_row(made.observed({**row, **counts}), england)
    large = made.only_row(
        made.observed({**row, **{name: n * times for name, n in counts.items()}}), england
    )
    assert large.value == pytest.approx(small.value, rel=1e-12)
    assert large.difference == pytest.approx(small.difference, abs=1e-9)
    assert large.to_reach_benchmark == pytest.approx(
        small.to_reach_benchmark * times, rel=1e-9, abs=1e-6
    )
    assert small.status in (large.status, "similar")


@settings(max_examples=60, deadline=None)
@given(rows=tables())
def test_statuses_and_figures_agree(made, rows):
    for card in made.scores(made.observed(*rows), all_areas=True):
        for row in card.rows:
            if row.status == "not_compared":
                assert row.marker or row.notes
            else:
                assert row.lower_ci <= row.value <= row.upper_ci
            if row.status in ("better", "worse"):
                wholly = row.lower_ci > row.benchmark_value or row.upper_ci < row.benchmark_value
                assert wholly
            if row.status == "better" and row.to_reach_benchmark is not None:
                assert row.to_reach_benchmark == 0.0
            if row.marker == "suppressed":
                assert (row.value, row.numerator, row.denominator) == (None, None, None)
