"""Groups of areas before and after: like with like, what is missing, and the report's own slips.

Line numbers are those of the report's text; D numbers those of the list of its discrepancies.
"""

from __future__ import annotations

import pytest

from imscore.errors import UsageError
from imscore.inputs.read import read_files
from imscore.periods import parse
from imscore.pipeline import load_reference
from imscore.reference import places
from imscore.tools import group_answer
from imscore.tools.before_after import Course, Span, unlike
from imscore.tools.group_answer import GroupAsked
from imscore.tools.group_data import GroupAnswer
from imscore.tools.members import find_whole

REFERENCE = load_reference()
HEADER = "area_code,area_name,indicator,period,numerator,denominator\n"
AREAS = {"E08000001": "Bolton", "E08000002": "Bury", "E08000025": "Birmingham"}


def answer(rows: str, **asked: object) -> GroupAnswer:
    read = read_files([("t.csv", (HEADER + rows).encode())], REFERENCE.catalogue)
    return group_answer.answer(read, REFERENCE, GroupAsked(**asked))  # type: ignore[arg-type]


def smoking(period: str, *counts: tuple[int, int], codes: tuple[str, ...] = ()) -> str:
    chosen = codes or tuple(AREAS)[: len(counts)]
    return "".join(
        f"{code},{AREAS[code]},smoking_at_delivery,{period},{events},{people}\n"
        for code, (events, people) in zip(chosen, counts, strict=True)
    )


def england(period: str, events: int, people: int) -> str:
    return f"E92000001,England,smoking_at_delivery,{period},{events},{people}\n"


def only(found: GroupAnswer) -> Course:
    (course,) = found.courses
    return course


# --- like with like -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "end", "why"),
    [
        # D11, line 393: the visited areas' base is a year, their end a quarter.
        ("2008/09", "2010/11 Q1", "compare like with like"),
        # D11, line 393: England goes from a third quarter to a first.
        ("2008/09 Q3", "2010/11 Q1", "different quarters of the year"),
        # D13, lines 399 and 401: the two ends that are printed for smoking.
        ("2009/10 Q1", "2008/09", "compare like with like"),
        ("2006-08", "2007-09", "share months"),
        ("2010/11", "2008/09", "the first is the later one"),
    ],
)
def test_periods_that_are_not_alike(base, end, why):
    assert why in unlike(parse(base, ["financial_quarter"]), parse(end, ["financial_quarter"]))


@pytest.mark.parametrize(
    ("base", "end"), [("2008/09 Q1", "2010/11 Q1"), ("2004-06", "2007-09"), ("2007", "2008")]
)
def test_periods_that_are_alike(base, end):
    kinds = ["financial_quarter"]
    assert unlike(parse(base, kinds), parse(end, kinds)) == ""


def test_the_report_s_own_spans_are_refused():
    """Lines 393 and 399: neither side's base and end are of one kind."""
    with pytest.raises(UsageError, match="like with like"):
        Span(parse("2008/09"), parse("2010/11 Q1"))


def feeding(period: str, visited: float, england: float) -> str:
    """Made-up counts that give percentages to two decimals, of two areas and England."""
    name = f"breastfeeding_initiation,{period}"
    rows = [f"{code},{AREAS[code]},{name},{visited * 100:.0f},10000" for code in list(AREAS)[:2]]
    return "\n".join([*rows, f"E92000001,England,{name},{england * 10_000:.0f},1000000"]) + "\n"


@pytest.mark.parametrize(
    ("base", "end", "changes"),
    [
        # The printed levels: 2.0 and 1.7 where 2.1 and 1.6 are printed, and 0.3 between them.
        ((64.8, 71.7), (66.8, 73.4), (2.0, 1.7, 0.3)),
        # Levels that print alike and give the printed changes: both are within rounding.
        ((64.76, 71.74), (66.84, 73.36), (2.1, 1.6, 0.5)),
    ],
)
def test_the_report_s_changes_in_breastfeeding(base, end, changes):
    """Line 393, D10: 64.8 to 66.8 is printed as 2.1 points, England's 71.7 to 73.4 as 1.6.

    The periods are one quarter of two years here: the report's own are refused (D11).
    """
    course = only(answer(feeding("2008/09 Q1", *base) + feeding("2010/11 Q1", *end)))
    levels = [(round(p.group.value, 1), round(p.england.value, 1)) for p in course.points]
    assert levels == [(64.8, 71.7), (66.8, 73.4)]
    found = (course.change.group, course.change.england, course.change.difference)
    assert tuple(round(estimate.value, 1) for estimate in found) == changes


def test_the_report_s_spans_of_breastfeeding_give_no_change():
    """D11: from the year 2008/09, and from its third quarter, to the first quarter of 2010/11."""
    rows = feeding("2008/09", 64.8, 71.7) + feeding("2010/11 Q1", 66.8, 73.4)
    found = answer(rows).courses
    assert [course.change for course in found] == [None, None]
    third = feeding("2008/09 Q3", 64.8, 71.7) + feeding("2010/11 Q1", 66.8, 73.4)
    assert only(answer(third)).change is None


def test_a_quarter_is_held_against_the_same_quarter():
    rows = "".join(
        smoking(f"{year} Q{q}", (100 + q, 500), (80, 400))
        for year in ("2008/09", "2009/10", "2010/11")
        for q in (1, 2, 3)
        if (year, q) < ("2010/11", 2)
    )
    change = only(answer(rows)).change
    assert (change.base.text, change.end.text) == ("2008/09 Q1", "2010/11 Q1")


# --- pooling --------------------------------------------------------------------------------------


def test_the_group_is_a_sum_of_counts_not_a_mean_of_rates():
    """D24: 100 of 400 and 100 of 1,600 are 10%, not the mean of 25% and 6.25%."""
    rows = smoking("2009/10", (100, 400), (100, 1600)) + smoking("2010/11", (80, 400), (100, 1600))
    course = only(answer(rows))
    assert [point.group.value for point in course.points] == [pytest.approx(10), pytest.approx(9)]
    assert course.change.group.value == pytest.approx(-1.0)


def test_a_period_in_which_an_area_is_missing_is_left_out_and_said():
    rows = smoking("2008/09", (100, 500), codes=("E08000001",))
    rows += smoking("2009/10", (90, 500), (80, 400)) + smoking("2010/11", (85, 500), (70, 400))
    course = only(answer(rows))
    assert [point.missing for point in course.points] == [("Bury",), (), ()]
    assert course.points[0].group is None
    assert course.change.base.text == "2009/10"


def test_a_suppressed_area_is_missing_too():
    rows = smoking("2009/10", (90, 500), (80, 400))
    rows += "E08000001,Bolton,smoking_at_delivery,2010/11,*,500\n"
    rows += "E08000002,Bury,smoking_at_delivery,2010/11,70,400\n"
    course = only(answer(rows))
    assert course.points[1].missing == ("Bolton",)
    assert course.change is None
    assert "no earlier period" in course.reason


def test_windows_are_pooled_and_do_not_share_years():
    rows = "".join(
        f"{code},{name},infant_mortality,{year},{events},3000\n"
        for code, name, events in (("E08000001", "Bolton", 20), ("E08000002", "Bury", 16))
        for year in range(2001, 2010)
    )
    change = only(answer(rows)).change
    assert (change.base.text, change.end.text) == ("2001-03", "2007-09")


# --- against England ------------------------------------------------------------------------------


def test_both_sides_have_both_periods_or_there_is_no_comparison():
    rows = smoking("2000/01", (100, 500), (80, 400)) + smoking("2001/02", (90, 500), (80, 400))
    rows += england("2000/01", 5000, 50000)
    change = only(answer(rows, span=Span(parse("2000/01"), parse("2001/02")))).change
    assert change.group.value is not None
    assert (change.england.value, change.difference.value) == (None, None)
    assert "England has no figure of 2001/02" in change.note


def test_the_difference_in_change_by_hand_where_england_has_counts():
    rows = smoking("2009/10", (100, 400), (100, 600)) + smoking("2010/11", (80, 400), (80, 600))
    rows += england("2009/10", 7000, 50000) + england("2010/11", 6500, 50000)
    change = only(answer(rows)).change
    assert change.group.value == pytest.approx(-4.0)
    assert change.england.value == pytest.approx(-1.0)
    assert change.difference.value == pytest.approx(-3.0)
    assert change.difference.lower < -3.0 < change.difference.upper
    # Two samples of 1,000 near 18% have a standard error of 1.7 points in their difference.
    width = change.difference.upper - change.difference.lower
    assert width == pytest.approx(2 * 1.96 * 1.7, rel=0.06)
    assert "hold these as well" in change.note


def test_england_without_counts_is_taken_as_it_is_and_its_rounding_is_said():
    """Breastfeeding initiation of 2007/08 and 2009/10 is in the England series without counts."""
    rows = "".join(
        f"{code},{name},breastfeeding_initiation,{period},{events},1000\n"
        for code, name in (("E08000001", "Bolton"), ("E08000002", "Bury"))
        for period, events in (("2007/08", 600), ("2009/10", 640))
    )
    change = only(answer(rows)).change
    assert change.england.value == pytest.approx(72.7 - 69.9)
    assert change.england.lower is None
    assert change.difference.value == pytest.approx(4.0 - 2.8)
    assert "0.05" in change.note


def test_two_sources_of_england_s_figures_are_said():
    rows = smoking("2009/10", (100, 400), (100, 600)) + smoking("2010/11", (80, 400), (80, 600))
    rows += england("2010/11", 6500, 50000)
    assert "from the input and from the series" in only(answer(rows)).change.note


def test_an_england_smaller_than_the_group_is_not_split():
    rows = smoking("2009/10", (100, 400), (100, 600)) + smoking("2010/11", (80, 400), (80, 600))
    rows += england("2009/10", 70, 500) + england("2010/11", 65, 500)
    assert "no counts here" in only(answer(rows)).change.note


# --- which areas ----------------------------------------------------------------------------------

THREE = smoking("2009/10", (90, 500), (80, 400), (70, 300))


def test_all_local_areas_named_ones_those_of_a_region_and_the_report_s_own():
    assert answer(THREE).members.names == ("Birmingham", "Bolton", "Bury")
    assert answer(THREE, areas=("bolton", "E08000002")).members.names == ("Bolton", "Bury")
    region = answer(THREE, region="North West").members
    assert (region.names, region.title) == (("Bolton", "Bury"), "2 areas of North West")
    first = answer(THREE, priority=True).members
    assert first.names == ("Birmingham", "Bolton")
    assert "2 of the report's 43" in first.notes[0]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"areas": ("Bolton",)}, "needs two areas"),
        ({"areas": ("Bolton", "E08000001")}, "Named twice"),
        ({"areas": ("Bolton", "Nowhere")}, "no area 'Nowhere'"),
        ({"region": "Atlantis"}, "no region"),
        ({"region": "West Midlands"}, "there is 1 here"),
        ({"region": "London"}, "are none here"),
        ({"indicator": "smoking_at_delivry"}, "Did you mean smoking_at_delivery"),
        ({"indicator": "infant_mortality"}, "no counts of infant_mortality"),
        ({"span": Span(parse("2009"))}, "for a calendar year"),
    ],
)
def test_what_is_not_there_is_a_usage_error(asked, said):
    with pytest.raises(UsageError, match=said):
        answer(THREE, **asked)


def test_a_health_authority_and_a_region_of_one_name_are_told_apart():
    assert find_whole("North West").kind == "Region"
    assert find_whole("Q31").kind == "Strategic health authority"
    assert find_whole("E40000010").kind == "NHS region"
    trust = places.find("5HQ")
    assert trust is not None
    assert find_whole("Q31") in places.chain(trust)
    assert find_whole("North West") not in places.chain(trust)
