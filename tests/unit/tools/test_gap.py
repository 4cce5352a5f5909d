"""Gaps from files: comparators, sums, rounded rates, windows, the audit. Counts are made up unless
a line of the report's text is named."""

from __future__ import annotations

import pytest

from imscore.errors import InputError, UsageError
from imscore.reference import indicators
from imscore.tools import gap_answer, group_places, group_rows
from imscore.tools.gap import Asked
from imscore.tools.gap_data import Answer
from imscore.tools.group_names import kind_of

CATALOGUE = indicators.load()
HEADER = "area_name,category_type,category,indicator,period,numerator,denominator,value\n"
OCCUPATION = "Occupation of the parents"
BOTH = "Births registered by both parents"


def read(rows: str, header: str = HEADER) -> group_rows.Groups:
    content = (header + rows).encode()
    return group_rows.read([("t.csv", content)], [], CATALOGUE)


def answer(
    rows: str,
    header: str = HEADER,
    *,
    incomplete: bool = False,
    area: str | None = None,
    group: str | None = None,
    against: str | None = None,
) -> Answer:
    groups = read(rows, header)
    place = group_places.choose_place(groups, area)
    return gap_answer.answer(groups, place, CATALOGUE, Asked(group, against), incomplete=incomplete)


def codes(rows: str, **asked: object) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        answer(rows, **asked)  # type: ignore[arg-type]
    return [(problem.code, problem.cell) for problem in caught.value.problems]


def ew(group: str, *figures: object, period: str = "2007-09", grouping: str = OCCUPATION) -> str:
    told = ",".join("" if figure is None else str(figure) for figure in figures)
    return f"England and Wales,{grouping},{group},infant_mortality,{period},{told}\n"


def smoking(group: str, events: object, people: object, grouping: str = "Age") -> str:
    return f"Anytown,{grouping},{group},smoking_at_delivery,2009/10,{events},{people},\n"


# --- the report's gap -----------------------------------------------------------------------------


def test_the_gap_of_2007_09_from_counts():
    """Line 251 gives the deaths and both rates, line 268 a gap of 12%; the births fit all four."""
    found = answer(
        ew("Routine and manual", 3650, 736600, "5.0") + ew(BOTH, 8698, 1966000, "4.4")
    ).series[0]
    (point,) = found.points
    assert (found.area, found.group, found.against) == (
        "England and Wales",
        "Routine and manual",
        "births registered by both parents",
    )
    assert round(point.relative.value) == 12
    assert point.relative.lower < 12 < point.relative.upper
    assert point.absolute.value == pytest.approx(1000 * (3650 / 736600 - 8698 / 1966000))


def test_the_gap_of_2007_09_from_printed_rates_is_refused_with_its_range():
    """Lines 251 and 268, D02: 13.6% from 5.0 and 4.4, and anything from 11.2% to 16.1%."""
    with pytest.raises(InputError) as caught:
        answer(ew("Routine and manual", None, None, "5.0") + ew(BOTH, None, None, "4.4"))
    (problem,) = caught.value.problems
    assert problem.code == "too_rounded"
    assert "11.2% to 16.1%" in problem.message
    assert "5.0 and 4.4" in problem.message


def test_rates_fine_enough_give_a_gap_without_an_interval():
    found = answer(ew("Routine and manual", None, None, "4.9552") + ew(BOTH, None, None, "4.4242"))
    (point,) = found.series[0].points
    assert point.relative.value == pytest.approx(12.0021, abs=1e-3)
    assert point.relative.lower is None
    assert "without counts" in point.note


def test_all_births_are_no_comparator():
    """Lines 225 and 251, D02: 9,537 deaths include 839 of births registered by one parent."""
    rows = ew("Routine and manual", 3650, 736600, "") + ew("", 9537, 2119000, "", grouping="")
    assert codes(rows) == [("sole_registrations", "H3")]


def test_two_indicators_are_read_as_a_group_and_all_and_refused_likewise():
    header = "area_name,indicator,period,numerator,denominator\n"
    rows = "England,infant_mortality,2007-09,9537,2119000\n"
    rows += "England,routine_and_manual_infant_mortality,2007-09,3650,736600\n"
    with pytest.raises(InputError) as caught:
        answer(rows, header)
    assert [problem.code for problem in caught.value.problems] == ["sole_registrations"]


def test_all_births_serve_where_the_groups_prove_that_they_hold_no_sole_registrations():
    rows = ew("Routine and manual", 40, 8000, "") + ew("All other", 50, 12000, "")
    found = answer(rows + ew("All", 90, 20000, "", grouping=""))
    (point,) = found.series[0].points
    assert point.against.events == 90
    assert "without sole registrations" in point.note


WITH_SOLE = ew("Other", 50, 12000, "") + ew("Sole registered", 20, 2000, "")
NAMES = ("R and M", "RM", "routine/manual", "Manual and routine", "Manual", "NS-SEC 5-7")


@pytest.mark.parametrize("name", NAMES)
def test_sole_registrations_are_taken_off_all_where_the_groups_add_up_to_it(name):
    """110 deaths of 22,000 births less 20 of 2,000."""
    rows = ew(name, 40, 8000, "") + WITH_SOLE + ew("All", 110, 22000, "", grouping="")
    (point,) = answer(rows, group=name).series[0].points
    assert (point.against.events, point.against.people) == (90, 20000)
    assert "less sole registrations" in point.note


@pytest.mark.parametrize("name", NAMES)
def test_under_any_name_the_group_is_not_held_against_all_births(name):
    rows = ew(name, 40, 8000, "") + WITH_SOLE + ew("All", 115, 23000, "", grouping="")
    with pytest.raises(InputError) as caught:
        answer(rows, group=name, incomplete=True)
    assert [problem.code for problem in caught.value.problems] == ["sole_registrations"]


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_the_group_alone_tells_that_it_is_of_occupation(name):
    rows = ew(name, 40, 8000, "", grouping="Group") + ew("All", 115, 23000, "", grouping="")
    assert codes(rows, group=name) == [("sole_registrations", "H3")]


@pytest.mark.parametrize("other", ["Managerial", "Inside marriage"])
def test_groups_without_a_row_of_all_are_no_row_of_all(other):
    rows = ew("Routine and manual", 30, 6000, "") + ew(other, 20, 6000, "")
    (point,) = answer(rows).series[0].points
    assert (point.against, point.relative.value) == (None, None)
    assert "the groups may overlap or leave some out" in point.note


def test_groups_that_overlap_are_not_added_up():
    rows = smoking("Asian", 50, 300) + smoking("Pakistani", 30, 100) + smoking("White", 100, 700)
    (point,) = answer(rows, group="Pakistani").series[0].points
    assert point.against is None


def test_sole_registrations_are_no_part_of_births_registered_by_both_parents():
    with pytest.raises(UsageError, match="no part of births registered by both parents"):
        Asked("Sole registrations")
    assert Asked("Sole registrations", "Other").sibling == "Other"


def test_the_sample_of_births_and_the_overlap_of_windows_are_said():
    """Line 284: births by occupation come from one in ten."""
    rows = "".join(
        ew(group, events, births, "", period=period)
        for period in ("2006-08", "2007-09")
        for group, events, births in (("Routine and manual", 40, 8000), (BOTH, 90, 20000))
    )
    notes = " ".join(answer(rows).series[0].notes)
    assert "one birth in ten" in notes
    assert "not independent" in notes


def test_windows_are_pooled_from_single_years():
    """0.5% of 3 x 8,000 births against 0.45% of 3 x 20,000: sums, not means of rates."""
    deaths = {"2007": (30, 95), "2008": (40, 90), "2009": (50, 85)}
    rows = "".join(
        ew("Routine and manual", own, 8000, "", period=year)
        + ew(BOTH, everyone, 20000, "", period=year)
        for year, (own, everyone) in deaths.items()
    )
    (point,) = answer(rows).series[0].points
    assert (point.period, point.group.events, point.group.people) == ("2007-09", 120, 24000)
    assert point.relative.value == pytest.approx(100 * ((120 / 24000) / (270 / 60000) - 1))


def test_a_year_missing_leaves_no_window():
    rows = "".join(
        ew("Routine and manual", 30, 8000, "", period=year) + ew(BOTH, 90, 20000, "", period=year)
        for year in ("2006", "2007", "2009")
    )
    assert [point.period for point in answer(rows).series[0].points] == ["2006", "2007", "2009"]


# --- sums -----------------------------------------------------------------------------------------

ALL = smoking("", 300, 1000, "")


def test_groups_that_fall_short_of_all_are_refused():
    rows = ALL + smoking("Under 20", 100, 200) + smoking("20 and over", 180, 800)
    assert codes(rows) == [("groups_do_not_add_up", "F2")]


def test_groups_that_are_more_than_all_are_refused():
    rows = ALL + smoking("Under 20", 100, 200) + smoking("20 and over", 210, 813)
    assert codes(rows) == [("groups_do_not_add_up", "F2"), ("groups_do_not_add_up", "G2")]
    assert len(codes(rows, incomplete=True)) == 2


def test_groups_may_be_incomplete_where_that_is_said():
    rows = ALL + smoking("Under 20", 100, 200) + smoking("20 to 24", 80, 300)
    (row,) = answer(rows, incomplete=True).audited
    assert row.worst.name == "Under 20"
    # At 26.7% of 500 there would be 133 smokers: 47 fewer of 180, and of all 300 it is 15.6%.
    assert row.share.value == pytest.approx(100 * (180 - 500 * 80 / 300) / 180)
    assert not row.of_all


def test_the_share_is_of_all_where_the_groups_add_up_to_it():
    rows = ALL + smoking("Under 20", 100, 200) + smoking("20 and over", 200, 800)
    assert answer(rows).audited[0].of_all


def test_nothing_to_compare_is_said():
    rows = ALL + smoking("Under 20", "*", 200) + smoking("20 and over", 180, 800)
    found = answer(rows, incomplete=True)
    assert "Nothing could be compared" in found.notes[-1]


def test_a_row_for_those_in_no_group_makes_them_whole_and_is_not_compared():
    rows = ALL + smoking("Under 20", 100, 200) + smoking("20 and over", 180, 700)
    found = answer(rows + smoking("Not stated", 20, 100))
    assert found.audited[0].number == 2
    assert kind_of("Not stated") == "no_group"


def test_a_part_larger_than_all_is_refused_at_its_own_cell():
    rows = ALL + smoking("Under 20", 301, 2000)
    assert codes(rows) == [("part_exceeds_all", "F3"), ("part_exceeds_all", "G3")]


def test_a_share_over_1_is_refused():
    assert [cell for _, cell in codes(ALL + smoking("Under 20", 210, 200))] == ["F3"]


def test_a_withheld_group_is_not_held_against_the_sum():
    rows = ALL + smoking("Under 20", "*", 200) + smoking("20 and over", 180, 800)
    found = answer(rows + smoking("Unknown", 15, 40, "Deprivation"), incomplete=True)
    assert found.audited == ()


def test_rounded_populations_may_miss_their_sum_by_the_rounding_and_it_is_said():
    rows = ew("Routine and manual", 40, 7400, "") + ew("Other", 50, 12500, "")
    found = answer(rows + ew(BOTH, 90, 20000, ""))
    assert [problem.code for problem in found.problems] == ["groups_rounded"]
    assert "19,900 live births" in found.problems[0].message


def test_events_have_to_add_up_exactly():
    rows = ew("Routine and manual", 40, 7400, "") + ew("Other", 60, 12600, "")
    assert codes(rows + ew(BOTH, 90, 20000, "")) == [("groups_do_not_add_up", "F4")]


# --- reading --------------------------------------------------------------------------------------


def test_a_fingertips_download_is_read_with_its_categories():
    header = "Indicator ID,Indicator Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,"
    header += "Category,Time period,Value,Count,Denominator\n"
    start = "20401,Under 18s conception rate / 1000,E92000001,England,England,Female,<18 yrs"
    rows = f"{start},,,2008,40,400,10000\n"
    rows += f"{start},Deprivation,Most deprived decile,2008,60,300,5000\n"
    rows += f"{start},Deprivation,Least deprived decile,2008,20,100,5000\n"
    (row,) = answer(rows, header).audited
    assert (row.area, row.grouping, row.worst.name) == (
        "England",
        "Deprivation",
        "Most deprived decile",
    )
    assert row.ratio.value == pytest.approx(3.0)


def test_a_header_names_the_grouping():
    header = "area_name,ethnic group,indicator,period,numerator,denominator\n"
    rows = "Anytown,A,smoking_at_delivery,2009/10,30,100\n"
    rows += "Anytown,B,smoking_at_delivery,2009/10,10,100\n"
    (row,) = answer(rows, header).audited
    assert row.grouping == "ethnic group"


def test_two_columns_of_groups_are_refused():
    header = "area_name,ethnic group,age group,indicator,period,numerator,denominator\n"
    with pytest.raises(InputError) as caught:
        read("Anytown,A,B,smoking_at_delivery,2009/10,30,100\n", header)
    assert [p.code for p in caught.value.problems] == ["two_group_columns"]


def test_a_file_without_groups_says_so():
    with pytest.raises(InputError) as caught:
        read("Anytown,,,smoking_at_delivery,2009/10,30,100,\n")
    assert [p.code for p in caught.value.problems] == ["no_groups"]


def test_one_group_twice_with_other_figures_is_refused():
    rows = smoking("Under 20", 30, 100) + smoking("under  20", 31, 100)
    with pytest.raises(InputError) as caught:
        read(rows)
    assert [p.code for p in caught.value.problems] == ["duplicate_different"]


def test_several_areas_have_to_be_told_apart():
    rows = smoking("Under 20", 30, 100) + smoking("Others", 10, 100)
    rows += rows.replace("Anytown", "Othertown")
    with pytest.raises(UsageError, match="Anytown, Othertown"):
        answer(rows)
    assert answer(rows, area="othertown").area == "Othertown"
    with pytest.raises(UsageError, match="no groups of 'Nowhere'"):
        answer(rows, area="Nowhere")


# --- two groups and the audit ---------------------------------------------------------------------


def test_two_groups_are_held_against_each_other():
    rows = smoking("Under 20", 60, 200) + smoking("Others", 80, 800)
    (series,) = answer(rows, group="under 20", against="OTHERS").series
    (point,) = series.points
    assert not series.part
    assert point.relative.value == pytest.approx(200.0)
    assert point.absolute.value == pytest.approx(20.0)


def test_everyone_by_any_name_is_what_a_group_is_part_of():
    """Held against it as against a group apart, the interval would be wrong."""
    rows = ew("Routine and manual", 3650, 736600, "") + ew(BOTH, 8698, 1966000, "")
    alone, named = (answer(rows, group="Routine and manual", against=n) for n in (None, BOTH))
    assert named.series == alone.series
    assert alone.series[0].part


@pytest.mark.parametrize("asked", [("All", None), (BOTH, None), ("Under 20", "under 20")])
def test_everyone_and_a_group_itself_have_no_gap(asked):
    with pytest.raises(UsageError, match=r"part of|against itself"):
        Asked(*asked)


def test_two_areas_of_one_name_stay_two():
    header = "area_code,area_name,category,indicator,period,numerator,denominator\n"
    rows = "".join(
        f"{code},Anytown,{group},smoking_at_delivery,2009/10,{events},100\n"
        for code in ("E07000001", "E10000001")
        for group, events in (("A", 10), ("B", 20))
    )
    with pytest.raises(UsageError, match="several areas"):
        answer(rows, header)
    assert answer(rows, header, area="E10000001").area == "Anytown (E10000001)"


def test_groups_that_are_not_there_are_a_usage_error():
    rows = smoking("Under 20", 60, 200) + smoking("Others", 80, 800)
    with pytest.raises(UsageError, match="Did you mean Under 20"):
        answer(rows, group="Under 2O")


def test_the_audit_lists_the_widest_ratio_first():
    rows = smoking("Under 20", 60, 200) + smoking("Others", 160, 800)
    rows += smoking("Most deprived", 150, 500, "Deprivation")
    rows += smoking("Least deprived", 50, 500, "Deprivation")
    found = answer(rows).audited
    assert [row.grouping for row in found] == ["Deprivation", "Age"]
    assert found[0].ratio.value == pytest.approx(3.0)
    # At 10% of all 1,000 there would be 100 smokers, not 200.
    assert found[0].avoidable == pytest.approx(100)
    assert found[0].share.value == pytest.approx(50.0)


def test_where_high_is_good_the_worst_is_the_lowest():
    rows = "".join(
        f"Anytown,Age,{group},breastfeeding_initiation,2009/10,{events},200,\n"
        for group, events in (("Under 20", 80), ("30 and over", 160))
    )
    (row,) = answer(rows).audited
    assert (row.worst.name, row.best.name) == ("Under 20", "30 and over")
    # 80% of all 400 is 320, 80 more than the 240 that there are.
    assert row.avoidable == pytest.approx(80)
    assert row.share.value == pytest.approx(100 * 80 / 240)


def test_a_best_group_without_events_has_no_ratio_and_comes_first():
    rows = smoking("Under 20", 60, 200) + smoking("Others", 20, 100)
    rows += smoking("A", 80, 200, "Ethnic group") + smoking("B", 0, 100, "Ethnic group")
    first = answer(rows).audited[0]
    assert first.grouping == "Ethnic group"
    assert first.ratio.value is None
    assert first.ratio.lower > 1


def test_the_number_of_groups_stands_beside_a_picked_pair():
    rows = smoking("A", 60, 200) + smoking("B", 20, 100) + smoking("C", 10, 100)
    assert "3 groups" in answer(rows).audited[0].notes[0]
