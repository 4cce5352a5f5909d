"""The Public Health Outcomes Framework's data file for London of 3 November 2015.

File: Public Health England, as shared by the London Datastore. Sheets "County & UA", "Region" and
"England", columns Value, Lower CI, Upper CI, Count, Denominator, Note.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import imscore
from imscore.pipeline import load_reference
from imscore.scorecard.build import judge_all

pytestmark = pytest.mark.published
NAME = "PHOF_london_datastore_2015-11.xlsx"
WITHHELD = "Value not published for data quality reasons"
INITIATION = "2.02i - Breastfeeding - Breastfeeding initiation"
AT_6_8_WEEKS = "2.02ii - Breastfeeding - Breastfeeding prevalence at 6-8 weeks after birth"
SMOKING = "2.03 - Smoking status at time of delivery"
IDS = {
    INITIATION: "breastfeeding_initiation",
    AT_6_8_WEEKS: "breastfeeding_6_8_weeks",
    SMOKING: "smoking_at_delivery",
    "2.04 - Under 18 conceptions": "under18_conceptions",
    "4.01 - Infant mortality": "infant_mortality",
}


@pytest.fixture(scope="module")
def observations(published_files: Path):
    return imscore.read(published_files / NAME)


@pytest.fixture(scope="module")
def judged(observations):
    frame = judge_all(observations, load_reference()).frame
    return {(r.area_code, r.indicator, r.period): r for r in frame.itertuples()}


@pytest.fixture(scope="module")
def published(published_files: Path):
    """From sheet and indicator to the rows as they stand."""
    import openpyxl

    book = openpyxl.load_workbook(published_files / NAME, read_only=True)
    found: dict[tuple[str, str], list[tuple]] = {}
    for sheet in ("County & UA", "Region", "England"):
        for row in book[sheet].iter_rows(values_only=True):
            if row[0] in IDS:
                found.setdefault((sheet, row[0]), []).append(row)
    return found


def period(text: str) -> str:
    return text.replace(" ", "")


# How many rows have a value with an interval and counts, counted in the file itself: what is
# compared is all there is.
INTERVALS = {
    ("County & UA", SMOKING): 149,
    ("County & UA", INITIATION): 137,
    ("County & UA", AT_6_8_WEEKS): 78,
    ("Region", SMOKING): 5,
    ("Region", INITIATION): 4,
    ("Region", AT_6_8_WEEKS): 3,
    ("England", SMOKING): 5,
    ("England", INITIATION): 5,
    ("England", AT_6_8_WEEKS): 5,
}


@pytest.mark.parametrize(("sheet", "name"), INTERVALS)
def test_every_published_interval_of_proportions_is_reproduced(judged, published, sheet, name):
    counted = [row for row in published[sheet, name] if None not in row[6:11]]
    assert len(counted) == INTERVALS[sheet, name]
    for row in counted:
        ours = judged[row[4], IDS[name], period(row[1])]
        assert (ours.value, ours.lower_ci, ours.upper_ci) == pytest.approx(row[6:9], abs=0.01)
        assert ours.method == "Wilson score"


@pytest.mark.parametrize("sheet", ["Region", "England"])
@pytest.mark.parametrize(
    ("name", "how_many"), [("4.01 - Infant mortality", 11), ("2.04 - Under 18 conceptions", 16)]
)
def test_englands_and_londons_rates_and_intervals_are_reproduced(
    judged, published, sheet, name, how_many
):
    rows = published[sheet, name]
    assert len(rows) == how_many
    for row in rows:
        ours = judged[row[4], IDS[name], period(row[1])]
        assert (ours.value, ours.lower_ci, ours.upper_ci) == pytest.approx(row[6:9], abs=0.01)
        assert ours.method == "Byar's"


def test_every_withheld_value_stays_withheld(judged, published):
    seen = 0
    for (_, name), rows in published.items():
        for row in rows:
            if row[6] is None:
                ours = judged[row[4], IDS[name], period(row[1])]
                assert ours.value != ours.value
                assert ours.lower_ci != ours.lower_ci
                assert (ours.marker != "", ours.status) == (True, "not_compared")
                seen += 1
    assert seen > 10


def test_hackneys_blank_has_its_published_reason(observations):
    # Sheet "County & UA": row 4765 (2013/14) is blank; row 4798 (2014/15) has 3,228 of 3,961,
    # 81.4946%, 80.2549 to 82.6732.
    card = imscore.score(observations, area="Hackney")
    (row,) = [row for row in card.rows if row.indicator == "breastfeeding_6_8_weeks"]
    assert (row.period, row.numerator, row.denominator) == ("2014/15", 3228, 3961)
    assert (row.value, row.lower_ci, row.upper_ci) == pytest.approx(
        (81.4946, 80.2549, 82.6732), abs=5e-5
    )
    assert (row.since_previous.period, row.since_previous.difference) == ("2013/14", None)
    assert WITHHELD in row.since_previous.reason
    assert [point.value is None for point in row.series] == [False, False, False, True, False]
    # England's row stands in the file, "England" row 163: 276,688 of 631,353, 43.8246%.
    assert row.benchmark_value == pytest.approx(43.8246, abs=5e-5)
    assert row.benchmark_source == f"England row of the input, {NAME}: England!G163"
    assert (row.status, row.to_reach_benchmark) == ("better", 0.0)


def test_hackneys_combined_figure_says_so(observations):
    card = imscore.score(observations, area="E09000012")
    (row,) = [row for row in card.rows if row.indicator == "smoking_at_delivery"]
    assert row.period == "2014/15"
    assert any("Value for Hackney and City of London combined" in note for note in row.notes)


def test_city_of_londons_withheld_value_is_not_worked_out_from_its_counts(observations):
    # Row 4787: Value blank, 50 of 58 beside it, "Value not published for data quality reasons".
    card = imscore.score(observations, area="City of London")
    (row,) = [row for row in card.rows if row.indicator == "breastfeeding_6_8_weeks"]
    assert (row.period, row.marker) == ("2014/15", "not_available")
    assert (row.value, row.numerator, row.denominator, row.lower_ci) == (None, None, None, None)
    assert (row.status, row.difference, row.to_reach_benchmark) == ("not_compared", None, None)
    assert any(WITHHELD in note for note in row.notes)
    # 2013/14 was published: 60 of 73, 82.19%.
    assert row.since_previous.value == pytest.approx(82.1918, abs=5e-5)
    assert row.since_previous.difference is None
    assert "86.2" not in str(row)  # 50 / 58


def test_every_verdict_follows_from_the_published_interval(judged, published):
    """The published limits against the published England value give the same word."""
    nation = {
        (row[0], row[1]): row[6]
        for (sheet, _), rows in published.items()
        if sheet == "England"
        for row in rows
    }
    good_side = {"smoking_at_delivery": "below"}
    compared = 0
    for name in (SMOKING, INITIATION, AT_6_8_WEEKS):
        for row in published["County & UA", name]:
            england = nation.get((row[0], row[1]))
            if row[7] is None or england is None:
                continue
            below, above = row[8] < england, row[7] > england
            good, bad = (below, above) if IDS[name] in good_side else (above, below)
            word = "better" if good else "worse" if bad else "similar"
            assert judged[row[4], IDS[name], period(row[1])].status == word, row
            compared += 1
    assert compared > 300


def test_all_33_boroughs_have_a_scorecard(observations):
    from imscore.pipeline import score_areas
    from imscore.scorecard.build import Choice

    cards = score_areas(observations, Choice(all_areas=True))
    assert len(cards) == 33
    assert {card.area_type for card in cards} == {"London borough"}
