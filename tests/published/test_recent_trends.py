"""Recent trends as Fingertips prints them, and of boroughs worked out by another program."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from scipy import optimize, stats

import imscore
from imscore.pipeline import score_areas
from imscore.scorecard.build import Choice

MANCHESTER = Path(__file__).parents[2] / "sample_data" / "greater_manchester.csv"
SMOKING = "smoking_at_delivery"
WORDS = {
    "Decreasing and getting better": "improving",
    "Increasing and getting worse": "worsening",
    "No significant change": "no_change",
    "Cannot be calculated": "not_tested",
}


@pytest.fixture(scope="module")
def cards():
    return score_areas(imscore.read(MANCHESTER), Choice(all_areas=True))


def five_years(area: str) -> np.ndarray:
    """Value and half the interval's width, in standard errors as Fingertips takes them."""
    with MANCHESTER.open(encoding="utf-8", newline="") as stream:
        rows = [
            row
            for row in csv.DictReader(stream)
            if (row["area_name"], row["indicator"]) == (area, SMOKING)
            and "2011/12" <= row["period"] <= "2015/16"
        ]
    assert len(rows) == 5
    return np.array(
        [
            (float(row["value"]), (float(row["upper_ci"]) - float(row["lower_ci"])) / 3.92)
            for row in sorted(rows, key=lambda row: row["period"])
        ]
    )


def line(points: np.ndarray, places: np.ndarray) -> tuple[float, float]:
    """Slope and χ² by scipy's least squares with known standard errors."""
    found, covariance = optimize.curve_fit(
        lambda t, a, b: a + b * t, places, points[:, 0], sigma=points[:, 1], absolute_sigma=True
    )
    return float(found[1]), float(found[1] ** 2 / covariance[1, 1])


@pytest.mark.parametrize(
    ("area", "trend"),
    [
        ("Bolton", "improving"),
        ("Bury", "improving"),
        ("Wigan", "no_change"),
        ("Trafford", "no_change"),
    ],
)
def test_boroughs_trends_are_those_of_another_program(cards, area, trend):
    points, places = five_years(area), np.arange(1.0, 6.0)
    slope, chi_squared = line(points, places)
    kept = [line(np.delete(points, i, 0), np.delete(places, i))[0] for i in range(5)]
    steady = len({np.sign(slope), *np.sign(kept)}) == 1
    moves = steady and chi_squared > stats.chi2.ppf(0.998, 1)
    assert moves == (trend == "improving")
    (row,) = [
        row for card in cards if card.area_name == area for row in card.rows
        if row.indicator == SMOKING
    ]  # fmt: skip
    assert row.trend == trend
    assert slope < 0
    assert f"falls by {-slope:.2f} a year" in row.trend_reason
    assert f"χ² is {chi_squared:.2f}, and above 9.55" in row.trend_reason
    assert "2011/12 to 2015/16" in row.trend_reason


@pytest.mark.published
def test_published_trends_of_smoking_are_given(published_files):
    # File: Fingertips, indicator 93085, 2018/19 to 2023/24; the trend printed is of 2023/24.
    path = published_files / "fingertips_next_93085_part.csv"
    with path.open(encoding="utf-8-sig", newline="") as stream:
        said = {
            row["AreaCode"]: WORDS[row["Trend"]]
            for row in csv.DictReader(stream)
            if row["Trend"] and not row["CategoryType"].strip('" ')
        }
    cards = score_areas(imscore.read(path), Choice(all_areas=True))
    ours = {card.area_code: card.rows[0].trend for card in cards}
    assert len(ours) == 19
    # Sub-area 01K's rows stand there twice, once without 2021/22: the trend printed is of the five
    # years left when that one is left out. Over the five years to 2023/24 there is none.
    assert {area for area in ours if ours[area] != said[area]} == {"E38000228"}
    assert (ours["E38000228"], said["E38000228"]) == ("no_change", "improving")


@pytest.mark.published
def test_a_withheld_year_is_in_every_reason(published_files):
    # Public Health Outcomes Framework, London: smoking of 2014/15 is withheld in some boroughs.
    path = published_files / "PHOF_london_datastore_2015-11.xlsx"
    rows = [
        row
        for card in score_areas(imscore.read(path), Choice(all_areas=True))
        for row in card.rows
        if any(point.value is None for point in row.series[-5:])
    ]
    assert len(rows) > 10
    for row in rows:
        assert row.trend == "not_tested"
        assert "not available in the file" in row.trend_reason or "no figure" in row.trend_reason
