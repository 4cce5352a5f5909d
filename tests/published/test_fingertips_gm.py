"""Greater Manchester's smoking and low birth weight as published, with their verdicts.

File: Fingertips, Public Health England, Child Health Profiles, indicators 20301 and 92531, ten
boroughs, six periods; the column "Compared to England value or percentiles" is the published
verdict.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import imscore
from imscore.pipeline import load_reference
from imscore.scorecard.build import judge_all

pytestmark = pytest.mark.published
NAME = "fingertips_GM_satod_lbw_2010-2015.xlsx"
WORDS = {"Better": "better", "Same": "similar", "Worse": "worse"}


@pytest.fixture(scope="module")
def observations(published_files: Path):
    return imscore.read(published_files / NAME)


@pytest.fixture(scope="module")
def judged(observations):
    frame = judge_all(observations, load_reference()).frame
    return {(r.area_name, r.indicator, r.period): r for r in frame.itertuples()}


def published(published_files: Path, sheet: str) -> list[tuple]:
    import openpyxl

    book = openpyxl.load_workbook(published_files / NAME, read_only=True)
    rows = list(book[sheet].iter_rows(values_only=True))
    assert rows[0][0] == "Area Name"
    assert rows[0][8] == "Compared to England value or percentiles"
    return rows[1:]


def test_boltons_scorecard(observations):
    # Typed from sheet gmsmoker, row 52: 558 of 3,727, 14.97%, 13.86 to 16.15, Worse. England:
    # 67,195 of 631,225, 10.6452% (NHS Digital). 0.106451740663 x 3,727 = 396.746; 161.254 fewer.
    card = imscore.score(observations, area="Bolton")
    assert [row.indicator for row in card.rows] == ["low_birth_weight", "smoking_at_delivery"]
    weight, smoking = card.rows
    assert (smoking.period, smoking.numerator, smoking.denominator) == ("2015/16", 558, 3727)
    assert smoking.value == pytest.approx(14.9718, abs=5e-5)
    assert (smoking.lower_ci, smoking.upper_ci) == pytest.approx((13.8624, 16.1534), abs=5e-5)
    assert (smoking.benchmark_period, smoking.definition) == ("2015/16", "all_maternities")
    assert smoking.benchmark_value == pytest.approx(10.6452, abs=5e-5)
    assert smoking.difference == pytest.approx(4.3267, abs=5e-5)
    assert (smoking.status, smoking.status_998) == ("worse", "worse")
    assert smoking.to_reach_benchmark == pytest.approx(-161.2544, abs=5e-4)
    assert smoking.since_previous.period == "2014/15"
    assert len(smoking.series) == 6
    # The same 558 and 3,727 stand in the pivot of the first sheet, 2015/16 and Bolton: AE4, AK4.
    assert {source.cell for source in smoking.sources} >= {"AE4", "AK4"}
    # Row 52 of gmlbw: 291 of 3,706, 7.85%; no England figure of all babies is in the series.
    assert (weight.period, weight.numerator, weight.denominator) == ("2015", 291, 3706)
    assert weight.value == pytest.approx(7.8521, abs=5e-5)
    assert (weight.status, weight.benchmark_value) == ("not_compared", None)


def test_every_published_smoking_verdict_is_given(judged, published_files):
    rows = published(published_files, "gmsmoker")
    assert len(rows) == 60
    ours = [judged[row[0], "smoking_at_delivery", row[2]].status for row in rows]
    assert ours == [WORDS[row[8]] for row in rows]
    assert len(set(ours)) == 3  # all three verdicts are among them


@pytest.mark.parametrize(
    ("sheet", "indicator"), [("gmsmoker", "smoking_at_delivery"), ("gmlbw", "low_birth_weight")]
)
def test_every_published_value_and_interval_is_reproduced(
    judged, published_files, sheet, indicator
):
    for row in published(published_files, sheet):
        ours = judged[row[0], indicator, row[2]]
        assert (ours.value, ours.lower_ci, ours.upper_ci) == pytest.approx(row[3:6], abs=1e-6)


def test_low_birth_weight_is_not_compared_and_says_why(observations, judged, published_files):
    rows = published(published_files, "gmlbw")
    assert len(rows) == 60
    for row in rows:
        ours = judged[row[0], "low_birth_weight", row[2]]
        # Held against nothing: the published verdict stands in the file, but no England value.
        assert (ours.status, ours.status_998, ours.benchmark_period) == (
            "not_compared",
            "not_compared",
            "",
        )
        assert ours.benchmark_value != ours.benchmark_value
        assert ours.to_reach_benchmark != ours.to_reach_benchmark
    for name in {row[0] for row in rows}:
        card = imscore.score(observations, area=name)
        assert card.rows[0].notes[0] == (
            "No England figure is known for 2015 by the same definition: not compared."
        )
