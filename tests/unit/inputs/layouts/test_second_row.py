"""A second header row below areas, indicators or figures; figures are typed from the grids."""

from __future__ import annotations

import pytest
from tests.unit.inputs.layouts.test_across import IM, SMOKING, figures, read, refused

from imscore.errors import InputError

U18 = "under18_conceptions"


def across(*below, rows=(("Infant mortality rate", "2013-15", 9, 4.2, 4.1, 3.9),)):
    """An area profile as it is pasted: Bolton over two columns."""
    return [["Indicator", "Period", "Bolton", "", "North West", "England"], ["", "", *below], *rows]


def problems(grid):
    with pytest.raises(InputError) as caught:
        read(grid)
    return [(p.code, p.cell) for p in caught.value.problems]


# Areas across.


def test_an_area_profile_with_counts_and_values_below_an_area():
    found = read(across("Count", "Value", "Value", "Value"))
    assert figures(found) == {
        ("Bolton", IM, "2013-15", 9, None, 4.2),
        ("North West", IM, "2013-15", None, None, 4.1),
        ("England", IM, "2013-15", None, None, 3.9),
    }
    assert not found.problems


@pytest.mark.parametrize(
    ("words", "row", "expected"),
    [
        (("Number", "Rate"), ("Under 18s conception rate", "2015", 38, 22.1), (U18, 38, 22.1)),
        (("n", "%"), ("Smoking at delivery", "2015/16", 12, 15.2), (SMOKING, 12, 15.2)),
        (("Rate", "Deaths"), ("Infant mortality", "2013-15", 4.2, 9), (IM, 9, 4.2)),
    ],
)
def test_other_words_for_count_and_rate(words, row, expected):
    grid = [
        ["Indicator", "Period", "Bolton", "", "England"],
        ["", "", *words, words[0]],
        [*row, 38],
    ]
    bolton = next(each for each in figures(read(grid)) if each[0] == "Bolton")
    assert (bolton[1], bolton[3], bolton[5]) == expected


@pytest.mark.parametrize("order", [("Value", "Lower CI", "Upper CI"),
                                   ("Lower CI", "Value", "Upper CI")])  # fmt: skip
def test_limits_in_any_order(order):
    held = {"Value": 4.2, "Lower CI": 3.1, "Upper CI": 5.5}
    row = ["Infant mortality rate", "2013-15", *(held[name] for name in order), 3.9]
    header = ["Indicator", "Period", "Bolton", "", "", "England"]
    found = read([header, ["", "", *order, "Value"], row])
    frame = found.to_frame().set_index("area_name")
    assert tuple(frame.loc["Bolton", ["value", "lower_ci", "upper_ci"]]) == (4.2, 3.1, 5.5)


def test_years_down_and_areas_across_with_deaths_and_rates():
    found = read([["Infant mortality"], ["Year", "Bolton", "", "Bury", ""],
                  ["", "Deaths", "Rate", "Deaths", "Rate"],
                  ["2006-08", 9, 6.1, 7, 4.4]])  # fmt: skip
    assert figures(found) == {
        ("Bolton", IM, "2006-08", 9, None, 6.1),
        ("Bury", IM, "2006-08", 7, None, 4.4),
    }


@pytest.mark.parametrize(
    ("words", "own", "code"),
    [
        (("Target", "Actual"), "Actual", "unread_column"),
        (("Value", "England"), "Value", "unread_column"),
        (("Male", "Persons"), "Persons", "unread_column"),
        (("Rate", "Previous"), "Rate", "unread_column"),
    ],
)
def test_what_is_not_the_areas_own_figure_is_set_aside_at_its_cell(words, own, code):
    row = ["Infant mortality rate", "2013-15", 5.2, 4.2, 4.1, 3.9]
    found = read(across(*words, own, own, rows=[row]))
    values = {each[0]: each[5] for each in figures(found)}
    assert values == {"Bolton": row[2 + words.index(own)], "North West": 4.1, "England": 3.9}
    other = "CD"[1 - words.index(own)]
    assert [(p.code, p.cell, p.severity) for p in found.problems] == [
        (code, f"{other}2", "warning")
    ]


@pytest.mark.parametrize(
    "words",
    [
        ("Previous", "Current"),
        ("Males", "Females"),
        ("Lower CI", "Upper CI"),
        ("Rank", "RAG"),
        ("Local", "Peers"),
        ("per 100,000", "per 10,000"),
        ("Provisional", "Revised in 2016"),
    ],
)
def test_an_area_without_a_figure_that_is_understood_is_refused(words):
    row = ["Infant mortality rate", "2013-15", 5.2, 4.2, 4.1, 3.9]
    assert problems(across(*words, "Value", "Value", rows=[row])) == [("second_header", "C2")]


@pytest.mark.parametrize("unit", ["per 100,000", "%", "per 10,000"])
def test_a_row_of_units_that_are_not_the_indicators_is_refused(unit):
    grid = [["Indicator", "Period", "Bolton", "England"], ["", "", unit, unit],
            ["Infant mortality rate", "2007-09", 6.1, 4.7]]  # fmt: skip
    problem = refused(grid)
    assert (problem.code, problem.cell) == ("second_header", "C2")
    assert "not this row alone" in problem.hint


def test_a_row_of_the_indicators_own_unit_is_read_over():
    found = read([["Indicator", "Period", "Bolton", "England"], ["", "", "%", "%"],
                  ["Smoking at delivery", "2010/11", 18.7, 13.5]])  # fmt: skip
    assert {each[5] for each in figures(found)} == {18.7, 13.5}


def test_a_second_row_named_at_its_left_is_no_row_of_data():
    row = ["Smoking at delivery (%)", "2010/11", 19.9, 18.7, 16.0, 13.5]
    grid = across("Previous", "Current", "Current", "Current", rows=[row])
    grid[1][0] = "Maternity"
    assert ("second_header", "C2") in problems(grid)


def test_a_third_row_of_headers_is_refused():
    grid = across("Count", "Value", "Value", "Value")
    grid.insert(2, ["", "", "all", "final", "final", "final"])
    assert problems(grid) == [("second_header", "C3")]


def test_a_first_row_whose_figures_are_withheld_is_a_row_of_data():
    found = read([["Indicator", "Period", "Bolton", "England"],
                  ["Infant mortality rate", "2007-09", "suppressed", "not available"],
                  ["Smoking at delivery (%)", "2010/11", 18.7, 13.5]])  # fmt: skip
    markers = found.to_frame()["marker"].tolist()
    assert sorted(filter(None, markers)) == ["not_available", "suppressed"]


@pytest.mark.parametrize("blank", [2, 3, 4])
def test_a_column_of_figures_without_a_header_beside_an_area_is_refused(blank):
    header = ["Indicator", "Period", "Bolton", "Bury", "England"]
    column = "ABCDEF"[blank]
    header.insert(blank, "")
    grid = [header, ["Infant mortality rate", "2007-09", 9.1, 6.1, 5.1, 4.7]]
    assert problems(grid) == [("headerless_column", f"{column}1")]


def test_a_figure_far_from_the_table_is_left_alone():
    found = read([["Indicator", "Period", "Bolton", "England", "", ""],
                  ["Infant mortality rate", "2007-09", 6.1, 4.7, "", 1.3]])  # fmt: skip
    assert len(figures(found)) == 2


def test_a_period_row_below_the_areas_that_a_period_column_contradicts():
    grid = [["Indicator", "Period", "Bolton", "Bury", "England"],
            ["", "", "2009/10", "2009/10", "2010/11"],
            ["Smoking at delivery (%)", "2010/11", 18.7, 16.4, 13.5]]  # fmt: skip
    assert problems(grid) == [("contradicting_words", "C2"), ("contradicting_words", "D2")]
    assert "2010/11 in B3" in refused(grid).message


@pytest.mark.parametrize("period", ["2010/11", "", "Annual"])
def test_a_period_row_that_no_period_column_contradicts_is_read(period):
    found = read([["Indicator", "Period", "Bolton", "England"], ["", "", "2010/11", "2010/11"],
                  ["Smoking at delivery (%)", period, 18.7, 13.5]])  # fmt: skip
    assert {each[2] for each in figures(found)} == {"2010/11"}


# Indicators across.


def indicators(*below, rows=(("Bolton", "2009", 9, 6.1, 30, 41.0),)):
    names = ["Infant mortality", "", "Under 18 conception rate", ""]
    return [["Area", "Period", *names], ["", "", *below], *rows]


def test_counts_and_rates_below_each_indicator():
    found = read(indicators("Deaths", "Rate", "Conceptions", "Rate"))
    assert figures(found) == {
        ("Bolton", IM, "2009", 9, None, 6.1),
        ("Bolton", U18, "2009", 30, None, 41.0),
    }


def test_targets_below_each_indicator_are_set_aside():
    found = read(indicators("Target", "Actual", "Target", "Actual"))
    assert {each[5] for each in figures(found)} == {6.1, 41.0}
    assert [p.cell for p in found.problems] == ["C2", "E2"]


@pytest.mark.parametrize(
    "words", [("England", "Local"), ("Ward", "Town"), ("Deprived", "Affluent")]
)
def test_an_indicator_without_a_figure_that_is_understood_is_refused(words):
    rows = [["Bolton", "2009", 9.1, 6.1, 30, 41.0]]
    assert problems(indicators(*words, "Conceptions", "Rate", rows=rows)) == [
        ("second_header", "C2")
    ]


def test_a_second_header_row_is_never_called_a_row_with_figures():
    problem = refused(indicators("England", "Local", "England", "Local"))
    assert "second header row" in problem.message
    assert "clear the row" not in problem.hint


def test_clearing_the_second_row_does_not_make_a_count_a_rate():
    grid = indicators("", "", "", "")
    assert problems(grid) == [("headerless_column", "D1"), ("headerless_column", "F1")]


# Plain tables.

DELIVERY = "Smoking status at time of delivery, Quarter 2 2018/19"
KNOWN = "% of maternities with known smoking status"


def measured(*below, title=DELIVERY):
    smokers = "Women known to be smokers at time of delivery"
    header = ["Org code", "Org name", "Number of maternities", smokers, "", "Women with unknown"]
    return [[title], [], header, ["", "", "", *below, "Number"],
            ["5HQ", "Bolton PCT", 3841, 716, 18.7, 20]]  # fmt: skip


def test_number_and_percentage_below_a_measure():
    found = read(measured("Number", KNOWN))
    # 3,841 are all maternities: 716 of them are 18.6%, and 18.7% of those whose status is known.
    assert figures(found) == {("Bolton PCT", SMOKING, "2018/19 Q2", 716, None, 18.7)}
    assert any("C3) is not read" in note for note in found.notes)
    assert [p.cell for p in found.problems] == ["F3"]


@pytest.mark.parametrize("share", ["England %", "Target", "per 1,000", "Males"])
def test_what_is_not_the_share_of_a_measure_is_refused(share):
    assert problems(measured("Number", share)) == [("second_header", "D3")]


def test_a_unit_below_the_value_of_several_indicators_is_refused():
    grid = [["Area", "Indicator", "Period", "Value", ""], ["", "", "", "Number", "%"],
            ["Bolton", "Infant mortality", "2007-09", 24, 6.1]]  # fmt: skip
    assert problems(grid) == [("second_header", "D1")]


def test_number_rate_and_limits_below_the_value():
    found = read([["Area", "Indicator", "Period", "Value", "", ""],
                  ["", "", "", "Number", "Rate", "Lower CI"],
                  ["Bolton", "Infant mortality", "2007-09", 24, 6.1, 4.2]])  # fmt: skip
    assert figures(found) == {("Bolton", IM, "2007-09", 24, None, 6.1)}
    assert found.to_frame()["lower_ci"].tolist() == [4.2]


def test_one_word_below_a_rate_is_a_second_header_row():
    grid = [["Area", "Indicator", "Period", "Rate"], ["", "", "", "England"],
            ["Bolton", "Infant mortality", "2007-09", 4.7]]  # fmt: skip
    assert problems(grid) == [("second_header", "D2")]


def test_a_note_beside_withheld_figures_makes_no_second_header_row():
    header = ["Area", "Smokers", "Maternities", "%", "Note"]
    rows = [["Bolton", "*", "*", "*", "small numbers"], ["Bury", 100, 1000, 10.0]]
    found = read([["Smoking at delivery 2010/11"], header, *rows])
    assert {each[0] for each in figures(found)} == {"Bolton", "Bury"}
