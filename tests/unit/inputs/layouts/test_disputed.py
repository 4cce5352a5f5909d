"""Columns under a period that are another place's, given twice, or without a header."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest

from imscore.inputs.examine import Examined, examine
from imscore.reference.indicators import load

TITLE = ["Smoking at delivery, percentage of maternities, Bolton and Bury"]


def read(*rows: Sequence[object]) -> Examined:
    stream = io.StringIO()
    csv.writer(stream).writerows([TITLE, [], *rows])
    return examine([("made_up.csv", stream.getvalue().encode())], load())


def values(found: Examined) -> dict[tuple[str, str], float]:
    rows = found.observations.frame
    keys = zip(rows["area_name"], rows["period"], strict=True)
    return dict(zip(keys, rows["value"], strict=True))


def told(found: Examined) -> list[tuple[str, str]]:
    return [(problem.code, problem.cell) for problem in found.problems]


@pytest.mark.parametrize(
    "other", ["England %", "National %", "Regional rate", "SHA %", "North West %", "Peer group %"]
)
def test_a_comparator_is_never_the_areas_own(other):
    # The areas' own: 18.7 and 16.4. The comparator's: 13.5.
    found = read(
        ["Area", "2010/11", ""],
        ["", other, "Local %"],
        ["Bolton", 13.5, 18.7],
        ["Bury", 13.5, 16.4],
    )
    assert values(found) == {("Bolton", "2010/11"): 18.7, ("Bury", "2010/11"): 16.4}
    assert told(found) == [("unread_column", "B4")]


def test_a_comparator_alone_is_refused():
    found = read(
        ["Area", "2010/11", "2011/12"], ["", "England %", "England %"], ["Bolton", 13.5, 13.2]
    )
    assert told(found) == [("comparator_column", "B4")]
    assert "(B4, C4)" in found.problems[0].message


@pytest.mark.parametrize(
    "headers",
    [
        ["Number", "Denominator", "England %", "Lower CI", "Upper CI"],
        ["England %", "Lower CI", "Upper CI", "Number", "Local %"],
    ],
)
def test_limits_that_may_be_the_comparators_are_refused(headers):
    figures = {"Number": 716, "Denominator": 3821, "England %": 13.5, "Lower CI": 13.4,
               "Upper CI": 13.6, "Local %": 18.7}  # fmt: skip
    found = read(["Area", "2010/11"], ["", *headers], ["Bolton", *[figures[h] for h in headers]])
    assert [code for code, _ in told(found)] == ["comparator_column"]


def test_limits_beside_the_areas_own_rate_are_read():
    found = read(
        ["Area", "2010/11"],
        ["", "Local %", "Lower CI", "Upper CI", "England %"],
        ["Bolton", 18.7, 17.5, 20.0, 13.5],
    )
    rows = found.observations.frame
    assert rows[["value", "lower_ci", "upper_ci"]].values.tolist() == [[18.7, 17.5, 20.0]]


def test_a_heading_above_the_periods_that_is_a_comparators():
    found = read(["", "Local", "National"], ["Area", "2010/11", "2011/12"], ["Bolton", 18.7, 13.2])
    assert values(found) == {("Bolton", "2010/11"): 18.7}
    assert told(found) == [("unread_column", "C3")]


def test_a_row_that_is_a_comparators_measure_is_not_the_areas():
    found = read(
        ["Area", "Measure", "2010/11"],
        ["Bolton", "%", 18.7],
        ["Bury", "England %", 13.5],
    )
    assert values(found) == {("Bolton", "2010/11"): 18.7}


@pytest.mark.parametrize(
    ("headers", "second"),
    [
        (["%", "%"], [("duplicate_column", "C4")]),
        (["Rate", "Rate"], [("duplicate_column", "C4")]),
        (["Number", "Number"], [("duplicate_column", "C4")]),
        (["%", "Lower", "Upper", "Lower", "Upper"],
         [("duplicate_column", "E4"), ("duplicate_column", "F4")]),
    ],
)  # fmt: skip
def test_a_measure_twice_under_a_period_is_refused_with_both_cells(headers, second):
    figures = [[18, 17, 20, 16, 21], [16, 15, 17, 14, 18]]
    cells = [row[: len(headers)] for row in figures]
    found = read(["Area", "2010/11"], ["", *headers], ["Bolton", *cells[0]], ["Bury", *cells[1]])
    assert told(found) == second
    assert all(" and " in problem.message for problem in found.problems)


def test_a_measure_twice_with_the_same_figures_is_noted():
    found = read(["Area", "2010/11"], ["", "%", "%"], ["Bolton", 18.7, 18.7], ["Bury", 16.4, 16.4])
    assert values(found) == {("Bolton", "2010/11"): 18.7, ("Bury", "2010/11"): 16.4}
    assert told(found) == []
    assert any("B4 and C4 hold the same" in note for note in found.notes)


def test_a_period_that_moved_leaves_two_of_a_measure():
    # The second period was to stand above D: 2009/10 has its own number and a stray percentage.
    found = read(
        ["Area", "2009/10", "", "", "2010/11"],
        ["", "Number", "%", "Number", "%"],
        ["Bolton", 700, 18.1, 716, 18.7],
    )
    assert told(found) == [("duplicate_column", "D4")]


@pytest.mark.parametrize(
    ("header", "figures", "cell"),
    [
        (["Area", "", "2010/11", "2011/12"], [18.7, 18.3, ""], "B3"),
        (["Area", "2010/11", "2011/12", ""], ["", 18.3, 17.1], "D3"),
    ],
)
def test_headers_shifted_against_their_figures_are_refused(header, figures, cell):
    found = read(header, ["Bolton", *figures], ["Bury", *figures])
    assert told(found) == [("headerless_column", cell)]
    empty = next(h for h, figure in zip(header[1:], figures, strict=True) if figure == "")
    assert repr(empty) in found.problems[0].message


def test_a_column_that_numbers_the_rows_needs_no_header():
    found = read(["Area", "", "2010/11"], ["Bolton", 1, 18.7], ["Bury", 2, 16.4])
    assert told(found) == []
    assert len(values(found)) == 2


def test_columns_under_no_period_are_refused():
    found = read(
        ["Area", "2009/10", "", "2010/11", "", "", ""],
        ["", "Number", "%", "Number", "%", "Number", "%"],
        ["Bolton", 700, 18.1, 716, 18.7, 712, 18.3],
    )
    assert told(found) == [("headerless_column", "F4"), ("headerless_column", "G4")]


def test_a_measure_that_a_period_lacks_is_said_to_be_unread_and_why():
    found = read(
        ["Area", "2010/11", "", "2011/12", ""],
        ["", "Number", "% per 10,000", "Number", "% per 10,000"],
        ["Bolton", 716, 1874, 712, 1832],
    )
    (unread,) = [problem for problem in found.problems if problem.code == "unread_column"]
    assert unread.cell == "C4"
    assert "its unit is not %" in unread.message


def test_many_rows_without_a_value_are_told_in_one_line():
    areas = [[f"Area {number}", 700 + number] for number in range(20)]
    found = read(["Area", "2010/11"], ["", "Number"], *areas)
    assert told(found) == [("incomplete_counts", "B5")]
    assert "20 rows" in found.problems[0].message


def test_quarters_in_any_order_under_their_own_year_are_read_without_a_warning():
    found = read(["Area", "2010/11"], ["", "Q4", "Q1", "Q2", "Q3"], ["Bolton", 18, 17, 16, 15])
    assert values(found) == {
        ("Bolton", "2010/11 Q4"): 18,
        ("Bolton", "2010/11 Q1"): 17,
        ("Bolton", "2010/11 Q2"): 16,
        ("Bolton", "2010/11 Q3"): 15,
    }
    assert told(found) == []


PIVOT = [
    ["", "Indicator Name", "", "Value", "", "Count", "", "Denominator", "", "Compared to England"],
    ["Time period", *["2010/11", "2011/12"] * 4, "2010/11"],
    ["Area Name"],
]
NAME = "Smoking status at time of delivery"


def pivot(*rows: Sequence[object]) -> Examined:
    stream = io.StringIO()
    csv.writer(stream).writerows([*PIVOT, *rows])
    return examine([("made_up.csv", stream.getvalue().encode())], load())


def test_a_pivot_with_the_measures_above_the_periods_and_names_in_its_cells_is_read():
    found = pivot(
        ["Bolton", NAME, NAME, 18.7, 18.3, 716, 712, 3821, 3886, "Worse"],
        ["Bury", NAME, NAME, 16.4, 16.6, 407, 410, 2484, 2473, "Worse"],
    )
    rows = found.observations.frame
    columns = ["area_name", "period", "numerator", "denominator"]
    assert rows["indicator"].unique().tolist() == ["smoking_at_delivery"]
    assert sorted(rows[columns].values.tolist()) == [
        ["Bolton", "2010/11", 716, 3821], ["Bolton", "2011/12", 712, 3886],
        ["Bury", "2010/11", 407, 2484], ["Bury", "2011/12", 410, 2473],
    ]  # fmt: skip
    assert told(found) == []


@pytest.mark.parametrize("other", ["Breastfeeding initiation", "Obesity at reception"])
def test_a_pivot_whose_cells_name_two_indicators_is_refused(other):
    found = pivot(
        ["Bolton", NAME, NAME, 18.7, 18.3, 716, 712, 3821, 3886, "Worse"],
        ["Bury", NAME, other, 16.4, 16.6, 407, 410, 2484, 2473, "Worse"],
    )
    assert told(found) == [("several_in_cells", "B4")]
