"""Groups whose areas hold the same people are refused, by their places or by their counts."""

from __future__ import annotations

import pandas as pd
import pytest

from imscore.errors import UsageError
from imscore.scorecard.overlap import refuse_overlap


def frame(**figures: tuple[float, float]) -> pd.DataFrame:
    """Two periods of made-up areas, the second with one event more for each thousand people."""
    rows = []
    for name, (events, people) in figures.items():
        for number, period in enumerate(("2010/11", "2011/12")):
            rows.append(
                {
                    "area": name,
                    "area_code": "",
                    "area_name": name,
                    "area_type": "",
                    "indicator": "smoking_at_delivery",
                    "definition": "",
                    "period": period,
                    "numerator": events + number * people / 1000,
                    "denominator": people,
                }
            )
    return pd.DataFrame(rows)


MADE_UP = {"Anyshire": (200.0, 2000.0), "Westthorpe": (120.0, 1200.0), "Eastthorpe": (80.0, 800.0)}


def test_an_area_with_the_counts_of_all_others_is_their_sum():
    with pytest.raises(UsageError, match="counts of Anyshire are those of Westthorpe, Eastthorpe"):
        refuse_overlap(frame(**MADE_UP), [*MADE_UP], "This group")


def test_so_it_is_where_the_group_has_only_some_of_them():
    with pytest.raises(UsageError, match="twice"):
        refuse_overlap(frame(**MADE_UP), ["Anyshire", "Eastthorpe"], "This group")


def test_the_parts_alone_are_apart():
    refuse_overlap(frame(**MADE_UP), ["Westthorpe", "Eastthorpe"], "This group")


def test_areas_that_merely_come_near_are_apart():
    near = MADE_UP | {"Anyshire": (201.0, 2000.0)}
    refuse_overlap(frame(**near), [*near], "This group")


def test_two_areas_with_equal_counts_are_no_sum():
    equal = {"Westthorpe": (80.0, 800.0), "Eastthorpe": (80.0, 800.0)}
    refuse_overlap(frame(**equal), [*equal], "This group")
