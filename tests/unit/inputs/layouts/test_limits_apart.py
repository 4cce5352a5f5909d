"""Both limits of an interval in one column; figures are typed by hand from the grids."""

from __future__ import annotations

import pytest
from tests.unit.inputs.layouts.test_across import IM, figures, read, refused

from imscore.model import Observations

PLAIN = ["area", "indicator", "period", "rate"]
ROW = ["Anytown", "infant mortality", "2007-09", 5.7]


def plain(header: str, *limits: object) -> list[list[object]]:
    names = ("Anytown", "Bigtown", "Othertown")
    return [
        [*PLAIN, header],
        *[[n, *ROW[1:], each] for n, each in zip(names, limits, strict=False)],
    ]


def wide(header: str, first: object, second: object) -> list[list[object]]:
    return [["Infant mortality"], ["Area", "2006-08", "", "2007-09", ""],
            ["", *["Rate", header] * 2], ["Anytown", 5.7, first, 5.6, second]]  # fmt: skip


def limits(found: Observations) -> list[tuple[float, float]]:
    frame = found.to_frame()[["lower_ci", "upper_ci"]]
    return [tuple(row) for row in frame.dropna().to_numpy().tolist()]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("4.2-7.4", "4.1-7.3"), ("4.2 to 7.4", "4.1 to 7.3"), ("(4.2, 7.4)", "(4.1, 7.3)"),
        ("[4.2 – 7.4]", "[4.1 – 7.3]"), ("4.2; 7.4", "4.1; 7.3"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "header", ["95% CI", "95% confidence interval", "CI", "95% Confidence Limits"]
)
def test_a_pair_is_the_lower_and_the_upper_limit(header, first, second):
    assert limits(read(plain(header, first, second))) == [(4.2, 7.4), (4.1, 7.3)]
    found = read(wide(header, first, second))
    assert limits(found) == [(4.2, 7.4), (4.1, 7.3)]
    assert any("taken out of columns C, E" in note for note in found.notes)


@pytest.mark.parametrize("marker", ["-", "*", "", "n/a"])
def test_a_marker_beside_pairs_is_no_pair(marker):
    found = read(plain("95% CI", "4.2-7.4", marker))
    assert limits(found) == [(4.2, 7.4)]
    assert not found.problems


@pytest.mark.parametrize(
    "cell",
    [
        "7.4-4.2",
        "±1.5",
        "1.5",
        1.5,
        "4,2-7,4",
        "4.2 7.4",
        "4.2-7.4 (p<0.05)",
        "(4.2-7.4",
        "-1.2-3.4",
        "4-Jul",
    ],
)
def test_a_column_with_a_cell_that_is_no_certain_pair_is_left_out(cell):
    found = read(plain("95% CI", "4.2-7.4", cell))
    assert limits(found) == []
    assert [(p.code, p.cell) for p in found.problems] == [("unread_column", "E3")]
    found = read(wide("95% CI", "4.2-7.4", cell))
    assert limits(found) == [(4.2, 7.4)]
    assert [(p.code, p.cell) for p in found.problems] == [("unread_column", "E4")]


@pytest.mark.parametrize(
    "header", ["99.8% CI", "CI (99.8%)", "90% confidence interval", "Control limits"]
)
def test_limits_of_another_level_are_warned_of(header):
    found = read(plain(header, "4.2-7.4"))
    assert limits(found) == []
    assert [(p.code, p.cell) for p in found.problems] == [("unread_column", "E1")]


@pytest.mark.parametrize("header", ["99.8% CI", "CI (99.8%)", "Range"])
def test_limits_of_another_level_below_periods_are_noted(header):
    found = read(wide(header, "4.2-7.4", "4.1-7.3"))
    assert limits(found) == []
    assert any(header in note for note in found.notes)


def test_a_pair_that_does_not_hold_its_value_is_warned_of_at_its_own_cell():
    found = read(plain("95% CI", "6.2-7.4"))
    assert [(p.code, p.cell) for p in found.problems] == [("interval_off", "E2")]


def test_limits_written_as_percentages_stay_so_beside_a_fraction():
    grid = [[*PLAIN, "95% CI"], ["Anytown", "smoking at delivery", "2008/09", 0.184, "16.1%-20.9%"]]
    found = read(grid)
    assert limits(found) == [(16.1, 20.9)]
    assert found.to_frame()["value"].tolist() == [pytest.approx(18.4)]


def test_rows_of_limits_below_rows_of_rates():
    grid = [["Infant mortality, Anytown PCT"], ["", "2006-08", "2007-09"], ["Rate", 5.7, 5.6],
            ["95% CI", "4.2-7.4", "4.1-7.3"]]  # fmt: skip
    assert limits(read(grid)) == [(4.2, 7.4), (4.1, 7.3)]


def test_the_header_over_two_columns_of_limits_says_nothing_new():
    grid = [["Infant mortality"], ["Area", "2006-08", "", ""], ["", "Rate", "95% CI", ""],
            ["", "", "Lower", "Upper"], ["Anytown", 5.7, 4.2, 7.4]]  # fmt: skip
    found = read(grid)
    assert (limits(found), found.problems) == ([(4.2, 7.4)], ())


def test_one_header_over_two_columns_without_their_own_is_refused():
    grid = [["Infant mortality"], ["Area", "2006-08", "", ""], ["", "Rate", "95% CI", ""],
            ["Anytown", 5.7, 4.2, 7.4]]  # fmt: skip
    assert (refused(grid).code, refused(grid).cell) == ("headerless_column", "D2")


def test_periods_between_the_rows_share_their_columns():
    grid = [["Infant mortality"], ["Area", "Deaths", "95% CI", "Rate"], ["2006-08"],
            ["Anytown", 52, "4.2-7.4", 5.7], ["2007-09"],
            ["Anytown", 51, "4.1-7.3", 5.6]]  # fmt: skip
    found = read(grid)
    assert figures(found) == {
        ("Anytown", IM, "2006-08", 52, None, 5.7), ("Anytown", IM, "2007-09", 51, None, 5.6)
    }  # fmt: skip
    assert (limits(found), found.problems) == ([(4.2, 7.4), (4.1, 7.3)], ())
