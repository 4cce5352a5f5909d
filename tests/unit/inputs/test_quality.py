"""Gaps and jumps. Intervals were worked out with scipy, the rest by hand.

99.8% Wilson limits: 118 of 650 is 14.0 to 23.3% and 59 of 650 is 6.2 to 13.2%.
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from imscore.inputs import jumps, quality
from imscore.inputs.read import read_files
from imscore.reference import indicators

CATALOGUE = indicators.load()
QUARTERS = [f"{y}/{(y + 1) % 100:02d} Q{q}" for y in range(2005, 2010) for q in (1, 2, 3, 4)]


@pytest.fixture
def doubts(read, catalogue, tables):
    """The problems that `quality` finds, as code, cell and message."""

    def found(*rows, header=tables.HEADER, **files):
        observations = read(**files) if files else read(tables.csv(header, *rows))
        problems = quality.problems(observations.frame, observations.blocks, catalogue)
        assert all(p.severity == "warning" for p in problems)
        return [(p.code, p.cell, p.message) for p in problems]

    return found


def series(tables, counts, periods=QUARTERS, **fields):
    """One row a period of 650, the count as given; none where it is None."""
    return [
        tables.changed(period=p, numerator=n, denominator=650, value="", **fields)
        for p, n in zip(periods, counts, strict=False)
        if n is not None
    ]


def test_the_limits_that_these_tests_rest_on():
    def wilson(count, total):
        interval = stats.binomtest(count, total).proportion_ci(0.998, method="wilson")
        return round(100 * interval.low, 1), round(100 * interval.high, 1)

    assert wilson(118, 650)[0] > wilson(59, 650)[1]
    assert wilson(8, 40)[0] < wilson(4, 40)[1]
    assert wilson(1190, 6500)[0] > wilson(800, 6500)[1]
    assert wilson(60, 650)[0] > wilson(0, 650)[1]


def test_a_steady_series_has_nothing_to_doubt(doubts, tables):
    assert doubts(*series(tables, [120, 118, 125, 110, 121])) == []


def test_missing_quarters_are_told_at_the_quarter_behind_the_gap(doubts, tables):
    ((code, cell, message),) = doubts(*series(tables, [120, 118, None, None, 121, 119]))
    assert (code, cell) == ("missing_quarters", "G4")
    assert "no 2005/06 Q3, 2005/06 Q4 in Anytown" in message


def test_a_suppressed_quarter_is_not_missing(doubts, tables):
    rows = series(tables, [120, 118, "*", 121, 119])
    assert doubts(*rows) == []


def test_the_order_of_the_rows_does_not_matter(doubts, tables):
    rows = series(tables, [120, 118, None, 121, 119])
    (one,), (other,) = doubts(*rows), doubts(*rows[::-1])
    assert one[2] == other[2]


def test_a_gap_of_many_areas_is_told_once(doubts, tables):
    rows = [
        row
        for number in range(3)
        for row in series(
            tables, [120, 118, None, 121, 119], area_code=f"5Z{number}", area_name=f"Area {number}"
        )
    ]
    ((_, cell, message),) = doubts(*rows)
    assert cell == "G4"
    assert "in 3 areas" in message


def test_quarters_chosen_one_a_year_are_no_gaps(doubts, tables):
    assert doubts(*series(tables, [120, None, None, None, 118, None, None, None, 121])) == []


def test_years_and_quarters_are_series_of_their_own(doubts, tables):
    rows = series(tables, [120, 118, 121, 119]) + [
        tables.changed(period=p, numerator=480, denominator=2600, value="")
        for p in ("2004/05", "2008/09")
    ]
    assert doubts(*rows) == []


def test_a_value_that_halves_beyond_chance_is_a_jump(doubts, tables):
    ((code, cell, message),) = doubts(*series(tables, [120, 118, 59]))
    assert (code, cell) == ("jump", "G4")
    assert "of Anytown goes from 18.2% in 2005/06 Q2 to 9.1% in 2005/06 Q3" in message


def test_a_value_that_halves_within_chance_is_none(doubts, tables):
    rows = [
        tables.changed(period=p, numerator=n, denominator=40, value="")
        for p, n in zip(QUARTERS, (8, 4), strict=False)
    ]
    assert doubts(*rows) == []


def test_a_lasting_change_by_a_third_is_none(doubts, tables):
    rows = [
        tables.changed(period=p, numerator=n, denominator=6500, value="")
        for p, n in zip(QUARTERS, (1200, 1190, 800, 790, 780), strict=False)
    ]
    assert doubts(*rows) == []


def test_a_change_by_a_third_for_one_quarter_alone_is_one_jump(doubts, tables):
    rows = [
        tables.changed(period=p, numerator=n, denominator=6500, value="")
        for p, n in zip(QUARTERS, (1200, 1190, 800, 1180, 1210), strict=False)
    ]
    ((code, cell, _),) = doubts(*rows)
    assert (code, cell) == ("jump", "G4")


def test_thousands_of_jumps_on_a_sheet_are_told_in_one_line(doubts, tables, monkeypatch):
    monkeypatch.setattr(jumps, "_TOLD_SINGLY", 2)
    rows = [*series(tables, [15, 80, 300, 640]), *series(tables, [60, 60], area_code="X2")]
    ((code, cell, message),) = doubts(*rows)
    assert (code, cell) == ("jump", "G3")
    assert "3 values differ" in message
    assert "(the first at G3, G4, G5)" in message
    assert len(doubts(*rows[:3])) == 2


def test_no_jump_is_seen_across_a_gap_an_area_or_a_definition(doubts, tables):
    assert doubts(*series(tables, [120, None, 40])) == []
    assert doubts(tables.changed(value=""), tables.changed(area_code="B", area_name="B",
                  period="2009/10", numerator=40, value="")) == []  # fmt: skip
    changed = [
        tables.changed(period=p, numerator=n, value="")
        for p, n in (("2016/17", 120), ("2017/18", 40))
    ]
    assert doubts(*changed) == []


def test_a_jump_from_nought_is_seen_and_a_value_without_counts_is_not(doubts, tables):
    assert [d[:2] for d in doubts(*series(tables, [0, 60]))] == [("jump", "G3")]
    rows = [
        tables.changed(period=p, numerator="", denominator="", value=v)
        for p, v in zip(QUARTERS, (18.5, 6.2), strict=False)
    ]
    assert doubts(*rows) == []


def test_nothing_read_is_nothing_to_doubt(read, tables, catalogue):
    frame = read(tables.csv(tables.HEADER, tables.ROW)).frame
    assert quality.problems(frame.iloc[:0], (), catalogue) == []


@settings(deadline=None, max_examples=30)
@given(
    counts=st.lists(st.one_of(st.none(), st.integers(0, 650)), min_size=2, max_size=12),
    areas=st.integers(1, 3),
    seed=st.integers(0, 2**32 - 1),
)
def test_areas_do_not_change_each_others_jumps(counts, areas, seed):
    lines = ["area_code,area_name,indicator,period,numerator,denominator,value"]
    lines += [
        f"A{a},Area {a},smoking_at_delivery,{p},{n},650,"
        for a in range(areas)
        for p, n in zip(QUARTERS, counts, strict=False)
        if n is not None
    ]
    if len(lines) == 1:
        return
    content = "\n".join(lines).encode()
    observations = read_files([("t.csv", content)], CATALOGUE)
    shuffled = observations.frame.sample(frac=1, random_state=np.random.default_rng(seed))

    def told(frame):
        problems = quality.problems(frame, observations.blocks, CATALOGUE)
        return sorted(p.message for p in problems if p.code == "jump")

    all_areas, first = told(shuffled), told(observations.frame.query("area == 'A0'"))
    assert len(all_areas) == areas * len(first)
    assert set(first) <= set(all_areas)
