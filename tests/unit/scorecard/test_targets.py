"""Targets held against observations."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from imscore.errors import UsageError
from imscore.periods import parse
from imscore.scorecard.judge import judge
from imscore.scorecard.targets import add_targets, area_keys

SMOKING, FEEDING = "smoking_at_delivery", "breastfeeding_initiation"


def targets(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    lines = []
    for number, (area, indicator, text, target) in enumerate(rows, start=2):
        period = parse(text, ["financial_quarter"])
        lines.append(
            {
                "area": area,
                "indicator": indicator,
                "period": period.text,
                "period_kind": period.kind,
                "period_start": period.start,
                "period_end": period.end,
                "target": target,
                "cell": f"D{number}",
            }
        )
    return pd.DataFrame(lines)


@pytest.fixture
def held(made):
    def holding(rows: list[dict[str, Any]], *points: tuple[str, str, str, float]) -> pd.DataFrame:
        frame = made.observed(*rows).frame.assign(benchmark_value=np.nan, benchmark_half_unit=0.0)
        return add_targets(judge(frame, made.catalogue), targets(*points), made.catalogue)

    return holding


def row(indicator: str, period: str, count: float, of: float = 1000) -> dict[str, Any]:
    return {"indicator": indicator, "period": period, "numerator": count, "denominator": of}


def test_met_by_value_and_whether_that_is_certain(held):
    rows = [row(SMOKING, p, c) for p, c in (("2008/09", 100), ("2009/10", 145), ("2010/11", 250))]
    points = [("5ZZ", SMOKING, p, 15.0) for p in ("2008/09", "2009/10", "2010/11")]
    found = held(rows, *points)
    # Wilson: 100 of 1,000 is 8.3 to 12.0, 145 is 12.5 to 16.8, 250 is 22.4 to 27.8.
    assert found["target_status"].tolist() == ["met", "met", "not_met"]
    assert found["target_interval_status"].tolist() == ["met", "cannot_tell", "not_met"]
    assert found["to_reach_target"].tolist() == [0, 0, -100]


def test_a_high_target_is_the_other_way_round(held):
    found = held([row(FEEDING, "2009/10", 700)], ("5ZZ", FEEDING, "2009/10", 75.0))
    assert found["target_status"].tolist() == ["not_met"]
    assert found["to_reach_target"].tolist() == [50]


def test_a_later_target_is_not_yet_due_and_no_line_is_invented(held):
    found = held([row(SMOKING, "2009/10", 200)], ("5ZZ", SMOKING, "2010/11", 15.0))
    (line,) = found.itertuples()
    assert (line.target, line.target_period, line.target_status) == (15, "2010/11", "not_yet_due")
    assert line.target_interval_status == "not_yet_due"
    assert line.to_reach_target == -50
    assert "not yet due" in line.target_note


def test_between_two_points_the_target_is_on_the_line(held):
    points = [("5ZZ", SMOKING, "2008/09", 20.0), ("5ZZ", SMOKING, "2010/11", 16.0)]
    found = held([row(SMOKING, "2009/10", 185)], *points)
    (line,) = found.itertuples()
    assert (line.target, line.target_period, line.target_status) == (18, "2009/10", "not_met")
    assert "straight line between 20 for 2008/09 and 16 for 2010/11" in line.target_note


def test_after_the_last_point_there_is_no_target(held):
    found = held([row(SMOKING, "2010/11", 185)], ("5ZZ", SMOKING, "2009/10", 20.0))
    (line,) = found.itertuples()
    assert (line.target_status, line.target_interval_status) == ("no_target", "no_target")
    assert np.isnan(line.target)
    assert np.isnan(line.to_reach_target)


def test_a_years_target_is_no_quarters_target(held):
    found = held([row(SMOKING, "2009/10 Q4", 185)], ("5ZZ", SMOKING, "2009/10", 20.0))
    assert found["target_status"].tolist() == ["no_target"]


def test_a_hidden_figure_is_not_told_by_way_of_its_target(held):
    gone = {**row(SMOKING, "2009/10", 3), "value": np.nan, "marker": "suppressed"}
    found = held([gone], ("5ZZ", SMOKING, "2009/10", 20.0))
    assert found["target_status"].tolist() == ["not_compared"]
    assert found["to_reach_target"].isna().all()


def test_without_any_target_nothing_is_claimed(made, held):
    found = held([row(SMOKING, "2009/10", 185)], ("5ZY", SMOKING, "2009/10", 20.0))
    assert found["target_status"].tolist() == ["no_target"]


def test_areas_by_code_or_name_and_what_is_not_there(made):
    frame = made.observed(row(SMOKING, "2009/10", 185)).frame
    given = targets(("anytown", SMOKING, "2009/10", 20.0), ("Anytwn", SMOKING, "2010/11", 20.0))
    found, notes = area_keys(given, frame)
    assert found["area"].tolist() == ["5ZZ"]
    (note,) = notes
    assert "Anytwn is not in the input. Did you mean Anytown?" in note


def test_two_targets_for_one_area_by_code_and_name(made):
    frame = made.observed(row(SMOKING, "2009/10", 185)).frame
    given = targets(("Anytown", SMOKING, "2009/10", 20.0), ("5ZZ", SMOKING, "2009/10", 18.0))
    with pytest.raises(UsageError, match="20 in D2, 18 in D3"):
        area_keys(given, frame)
    alike = targets(("Anytown", SMOKING, "2009/10", 20.0), ("5ZZ", SMOKING, "2009/10", 20.0))
    assert len(area_keys(alike, frame)[0]) == 1
