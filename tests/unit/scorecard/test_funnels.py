"""Funnels over the areas of an input."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from imscore.errors import UsageError
from imscore.scorecard.funnels import funnel

SMOKING, DEATHS, FEEDING = "smoking_at_delivery", "infant_mortality", "breastfeeding_initiation"


def row(code: str, count: float, of: float, indicator: str = SMOKING, **more: Any) -> Any:
    period = "2007-09" if indicator == DEATHS else "2009/10"
    kind = {"E92000001": "England", "Q31": "Strategic health authority"}.get(code, "PCT")
    return {"indicator": indicator, "period": period, "code": code, "name": code,
            "numerator": count, "denominator": of, "area_type": kind, **more}  # fmt: skip


def test_a_proportions_limits_and_outliers(made):
    rows = [row("A", 150, 1000), row("B", 100, 1000), row("C", 128, 1000),
            row("E92000001", 15_000, 100_000), row("Q31", 900, 6000)]  # fmt: skip
    made_ = funnel(made.observed(*rows).frame, made.catalogue, SMOKING, "2009/10")
    # By hand: 15 ± 1.959964 × 100 × sqrt(0.15 × 0.85 / 1000), and 3.090232 for 99.8%.
    error = 100 * np.sqrt(0.15 * 0.85 / 1000)
    assert made_.areas["lower_95"].tolist() == pytest.approx([15 - 1.959964 * error] * 3, abs=1e-6)
    assert made_.areas["upper_998"].tolist() == pytest.approx([15 + 3.090232 * error] * 3, abs=1e-6)
    assert made_.areas["funnel_95"].tolist() == ["similar", "lower", "similar"]
    assert made_.areas["outlier"].tolist() == ["similar", "better", "similar"]
    assert made_.areas["area"].tolist() == ["A", "B", "C"]
    assert "Left out: E92000001, Q31 (totals" in " ".join(made_.notes)
    assert made_.baseline_name == "England"


def test_a_rates_outlier_is_by_poisson(made):
    rows = [row(code, c, 2000, DEATHS) for code, c in (("A", 10), ("B", 30), ("C", 11))]
    made_ = funnel(made.observed(*rows).frame, made.catalogue, DEATHS, "2007-09", baseline=5.0)
    expected = [
        "higher" if stats.poisson.sf(c - 1, 10) < 0.001 else "similar" for c in (10, 30, 11)
    ]
    assert made_.areas["funnel_998"].tolist() == expected
    assert made_.areas["outlier"].tolist() == ["similar", "worse", "similar"]


def test_a_rates_limits_are_at_each_areas_own_population(made):
    births = (10_000, 10_000, 100)
    rows = [row(code, c, of, DEATHS) for code, c, of in zip("ABC", (100, 20, 0), births,
                                                            strict=True)]  # fmt: skip
    made_ = funnel(made.observed(*rows).frame, made.catalogue, DEATHS, "2007-09", baseline=4.9)
    # About 49 expected deaths 35 or fewer are outside at 95%, 36 are not; 64 are, 63 are not.
    assert stats.poisson.cdf(35, 49) < 0.025 < stats.poisson.cdf(36, 49)
    assert stats.poisson.sf(63, 49) < 0.025 < stats.poisson.sf(62, 49)
    lower, upper = (made_.areas[f"{side}_95"].tolist() for side in ("lower", "upper"))
    assert lower[0] == lower[1]
    assert upper[0] == upper[1]
    assert 3.5 < lower[0] <= 3.6
    assert 6.3 <= upper[0] < 6.4
    # An area without a death has both limits as well.
    assert (lower[2], made_.areas["funnel_95"][2]) == (0, "similar")
    assert 20 < upper[2] < 30
    assert any("own population" in note for note in made_.notes)


def test_without_england_the_middle_is_the_areas_together(made):
    frame = made.observed(row("A", 150, 1000), row("B", 50, 1000)).frame
    made_ = funnel(frame, made.catalogue, SMOKING, "2009/10")
    assert (made_.baseline, made_.baseline_name) == (10, "the areas together")


def test_wider_limits_where_the_areas_differ_more_than_chance(made):
    counts = (50, 400, 100, 300, 150, 250)
    frame = made.observed(*(row(f"X{n}", c, 1000) for n, c in enumerate(counts))).frame
    plain, wide = (
        funnel(frame, made.catalogue, SMOKING, "2009/10", adjust=adjust) for adjust in (False, True)
    )
    assert wide.adjusted
    assert not plain.adjusted
    assert (wide.areas["upper_95"] > plain.areas["upper_95"]).all()
    assert "do not allow for it" in plain.notes[-1]
    assert "widened" in wide.notes[-1]


def test_limits_are_not_widened_where_nothing_asks_for_it(made):
    frame = made.observed(*(row(f"X{n}", 100 + n, 1000) for n in range(4))).frame
    plain, asked = (
        funnel(frame, made.catalogue, SMOKING, "2009/10", adjust=adjust) for adjust in (False, True)
    )
    assert not asked.adjusted
    assert asked.areas.equals(plain.areas)
    assert "not widened" in asked.notes[-1]


def test_areas_without_counts_are_left_out_and_said(made):
    gone = row("C", np.nan, np.nan, value=np.nan, marker="suppressed")
    frame = made.observed(row("A", 150, 1000), row("B", 50, 1000), gone).frame
    made_ = funnel(frame, made.catalogue, SMOKING, "2009/10")
    assert "Left out: C (no counts are shown)." in made_.notes
    assert len(made_.areas) == 2


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([row("A", 150, 1000)], "two areas or more"),
        ([row("A", 0, 1000), row("B", 0, 1000)], "no room for chance"),
        (
            [row("A", 1, 9, definition=d) for d in ("all_maternities", "known_status")],
            "2 definitions",
        ),
    ],
)
def test_what_is_refused(made, rows, says):
    with pytest.raises(UsageError, match=says):
        funnel(made.observed(*rows).frame, made.catalogue, SMOKING, "2009/10")


@settings(max_examples=40, deadline=None)
@given(counts=st.lists(st.integers(0, 200), min_size=2, max_size=8))
def test_adding_an_area_changes_no_others_verdict_about_a_given_middle(made, counts):
    rows = [row(f"X{n}", c, 1000) for n, c in enumerate(counts)]
    told = [
        funnel(made.observed(*chosen).frame, made.catalogue, SMOKING, "2009/10", baseline=10.0)
        for chosen in (rows, [*rows, row("New", 500, 1000)])
    ]
    assert told[0].areas["outlier"].tolist() == told[1].areas["outlier"].tolist()[: len(rows)]


@settings(max_examples=40, deadline=None)
@given(counts=st.lists(st.integers(1, 200), min_size=2, max_size=8))
def test_polarity_turns_better_and_worse_and_nothing_else(made, counts):
    found = []
    for indicator in (SMOKING, FEEDING):
        rows = [row(f"X{n}", c, 1000, indicator) for n, c in enumerate(counts)]
        frame = made.observed(*rows).frame
        found.append(funnel(frame, made.catalogue, indicator, "2009/10", baseline=10.0).areas)
    swap = {"better": "worse", "worse": "better", "similar": "similar"}
    assert [swap[word] for word in found[0]["outlier"]] == found[1]["outlier"].tolist()
    assert found[0].drop(columns="outlier").equals(found[1].drop(columns="outlier"))
