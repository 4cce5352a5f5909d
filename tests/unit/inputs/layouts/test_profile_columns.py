"""Area profiles: local figures beside England's; every figure is typed by hand from its grid."""

from __future__ import annotations

import pytest
from tests.unit.inputs.layouts.test_across import IM, SMOKING, figures, read, refused

HEADER = ["Indicator", "Period", "Local no.", "Local value", "Eng. ave.", "Eng. worst", "Eng. best"]
TITLE = "Bolton Child Health Profile"
CONCEPTIONS = ["Under 18 conceptions", "2013", 145, 28.3, 24.3, 44.0, 7.6]
AT_DELIVERY = ["Smoking status at time of delivery", "2013/14", 640, 16.2, 12.0, 27.5, 1.9]
WINDOW = ["Infant mortality", "2011-13", 20, 5.1, 4.1, 7.7, 2.2]


def test_local_and_english_values_are_rows_of_their_own():
    found = read([[TITLE], HEADER, CONCEPTIONS, AT_DELIVERY])
    assert figures(found) == {
        ("Bolton", "under18_conceptions", "2013", 145, None, 28.3),
        ("Bolton", SMOKING, "2013/14", 640, None, 16.2),
        ("England", "under18_conceptions", "2013", None, None, 24.3),
        ("England", SMOKING, "2013/14", None, None, 12.0),
    }
    assert not found.problems
    assert any("Eng. worst (F2); Eng. best (G2)" in note for note in found.notes)
    assert any("England in column E are read as rows of England" in note for note in found.notes)


@pytest.mark.parametrize("header", ["Local no.", "Local No. per year", "Local No / Year"])
def test_a_yearly_number_is_no_numerator_of_three_years(header):
    grid = [[TITLE], [*HEADER[:2], header, *HEADER[3:]], WINDOW, AT_DELIVERY]
    found = read(grid)
    assert ("Bolton", IM, "2011-13", None, None, 5.1) in figures(found)
    assert ("Bolton", SMOKING, "2013/14", 640, None, 16.2) in figures(found)
    (doubt,) = found.problems
    assert (doubt.code, doubt.cell) == ("unread_column", "C2")
    assert "2011-13" in doubt.message


def test_the_way_out_of_a_yearly_number_is_to_call_it_numerator():
    found = read([[TITLE], [*HEADER[:2], "numerator", *HEADER[3:]], WINDOW])
    assert ("Bolton", IM, "2011-13", 20, None, 5.1) in figures(found)


def test_a_profile_without_periods_lacks_those_alone():
    header, row = [HEADER[0], *HEADER[2:]], [WINDOW[0], *WINDOW[2:]]
    problem = refused([[f"{TITLE} March 2015"], header, row])
    assert (problem.code, problem.expected) == ("missing_column", "a column called period")


def test_englands_value_beside_each_area_counts_once():
    grid = [["Area", *HEADER], ["Bolton", *AT_DELIVERY], ["Bury", *AT_DELIVERY]]
    found = read(grid)
    assert sorted(row[0] for row in figures(found)) == ["Bolton", "Bury", "England"]
    assert not found.problems


def test_two_values_of_england_for_one_period_are_refused():
    other = [*AT_DELIVERY[:4], 13.0, *AT_DELIVERY[5:]]
    problem = refused([["Area", *HEADER], ["Bolton", *AT_DELIVERY], ["Bury", *other]])
    assert (problem.code, problem.cell) == ("duplicate_different", "F3")


def test_a_blank_for_england_makes_no_row():
    found = read([[TITLE], HEADER, [*AT_DELIVERY[:4], ""]])
    assert [row[0] for row in figures(found)] == ["Bolton"]


@pytest.mark.parametrize("other", ["Regional ave.", "Eng. ave. (2012/13)", "Eng. median"])
def test_another_average_is_not_englands(other):
    found = read([[TITLE], [*HEADER[:4], other], AT_DELIVERY[:5]])
    assert [row[0] for row in figures(found)] == ["Bolton"]
    assert [(p.code, p.cell) for p in found.problems] == [("unread_column", "E2")]


def test_a_header_that_stands_again_makes_no_row_of_england():
    found = read([[TITLE], HEADER, CONCEPTIONS, HEADER, AT_DELIVERY])
    assert len(figures(found)) == 4
