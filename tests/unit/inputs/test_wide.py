"""Tables with periods across; every expected figure is typed by hand from the grid above it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
import xlsxwriter

from imscore.errors import InputError
from imscore.inputs.read import read_files
from imscore.model import Observations
from imscore.reference.indicators import load

CATALOGUE = load()
Grid = Sequence[Sequence[object]]


def workbook(**sheets: Grid) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        for name, grid in sheets.items():
            sheet = book.add_worksheet(name.replace("_", " "))
            for row, cells in enumerate(grid):
                for column, cell in enumerate(cells):
                    if cell not in ("", None):
                        sheet.write(row, column, cell)
    return stream.getvalue()


def read(**sheets: Grid) -> Observations:
    return read_files([("wide.xlsx", workbook(**sheets))], CATALOGUE)


def figures(observations: Observations) -> list[tuple[object, ...]]:
    frame = observations.to_frame()
    columns = ["area_name", "indicator", "period", "numerator", "denominator", "value", "cell"]
    rows = frame[columns].astype(object).where(frame[columns].notna(), None)
    return [tuple(row) for row in rows.itertuples(index=False)]


def test_period_merged_over_count_rate_and_limits():
    found = read(
        Table_1=[
            ["Table 1: Infant mortality rate (per 1,000 live births), 2008-2010 to 2009-2011"],
            [],
            ["", "", "2008 to 2010", "", "", "", "2009 to 2011", "", "", ""],
            ["", "", *["Number of deaths", "Crude rate (per 1,000 live births)",
              "Lower 95% Confidence Interval", "Upper 95% Confidence Interval"] * 2],
            ["", "Adur", 9, 4.4, 2.0, 8.4, 6, 2.9, 1.1, 6.3],
            [],
            ["", "England", 9001, 4.43, 4.34, 4.52, 8771, 4.29, 4.20, 4.38],
            ["", "Source: a benchmarking tool"],
        ]
    )  # fmt: skip
    assert figures(found) == [
        ("Adur", "infant_mortality", "2008-10", 9, None, 4.4, "D5"),
        ("England", "infant_mortality", "2008-10", 9001, None, 4.43, "D7"),
        ("Adur", "infant_mortality", "2009-11", 6, None, 2.9, "H5"),
        ("England", "infant_mortality", "2009-11", 8771, None, 4.29, "H7"),
    ]
    assert found.frame["upper_ci"].tolist() == [8.4, 4.52, 6.3, 4.38]
    assert any("column B was taken for area names" in note for note in found.notes)
    assert any("infant_mortality, is taken from A1" in note for note in found.notes)


def test_one_row_an_area_one_column_a_period():
    found = read(
        Smoking_at_delivery=[
            ["Area code", "Area", "2010/11", "2011/12", "2012/13"],
            ["E08000001", "Bolton", 18.7, 18.3, "*"],
            ["E08000002", "Bury", 16.4, 16.6, 15.3],
        ]
    )
    assert figures(found) == [
        ("Bolton", "smoking_at_delivery", "2010/11", None, None, 18.7, "C2"),
        ("Bury", "smoking_at_delivery", "2010/11", None, None, 16.4, "C3"),
        ("Bolton", "smoking_at_delivery", "2011/12", None, None, 18.3, "D2"),
        ("Bury", "smoking_at_delivery", "2011/12", None, None, 16.6, "D3"),
        ("Bolton", "smoking_at_delivery", "2012/13", None, None, None, "E2"),
        ("Bury", "smoking_at_delivery", "2012/13", None, None, 15.3, "E3"),
    ]
    assert found.frame["marker"].tolist() == ["", "", "", "", "suppressed", ""]


def test_one_row_an_indicator_of_a_labelled_area():
    found = read(
        Sheet1=[
            ["Area: Anytown PCT"],
            ["Indicator", "2008/09 Q1", "2008/09 Q2"],
            ["Smoking at delivery", 21.4, 20.9],
            ["Breastfeeding initiation", 61.0, 62.5],
        ]
    )
    assert figures(found) == [
        ("Anytown PCT", "smoking_at_delivery", "2008/09 Q1", None, None, 21.4, "B3"),
        ("Anytown PCT", "breastfeeding_initiation", "2008/09 Q1", None, None, 61.0, "B4"),
        ("Anytown PCT", "smoking_at_delivery", "2008/09 Q2", None, None, 20.9, "C3"),
        ("Anytown PCT", "breastfeeding_initiation", "2008/09 Q2", None, None, 62.5, "C4"),
    ]


def test_measures_merged_above_the_periods():
    found = read(
        Smoking_at_delivery=[
            ["", "Count", "", "Denominator", ""],
            ["Area name", "2010/11", "2011/12", "2010/11", "2011/12"],
            ["Bolton", 716, 712, 3821, 3886],
        ]
    )
    value = {"2010/11": 716 / 3821 * 100, "2011/12": 712 / 3886 * 100}
    for area, _, period, numerator, denominator, shown, _ in figures(found):
        assert area == "Bolton"
        assert (numerator, denominator) in ((716, 3821), (712, 3886))
        assert shown == pytest.approx(value[str(period)])


def test_indicators_side_by_side_over_the_same_periods():
    found = read(
        Sheet1=[
            ["", "Smoking at delivery", "", "Breastfeeding initiation", ""],
            ["Area name", "2009/10", "2010/11", "2009/10", "2010/11"],
            ["Anytown", 20.1, 19.8, 61.2, 62.7],
        ]
    )
    assert figures(found) == [
        ("Anytown", "smoking_at_delivery", "2009/10", None, None, 20.1, "B3"),
        ("Anytown", "smoking_at_delivery", "2010/11", None, None, 19.8, "C3"),
        ("Anytown", "breastfeeding_initiation", "2009/10", None, None, 61.2, "D3"),
        ("Anytown", "breastfeeding_initiation", "2010/11", None, None, 62.7, "E3"),
    ]


def test_blocks_stacked_on_one_sheet():
    found = read(
        Sheet1=[
            ["Smoking at delivery"],
            ["Area name", "2009/10", "2010/11"],
            ["Anytown", 20.1, 19.8],
            [],
            ["Breastfeeding initiation"],
            ["Area name", "2009/10", "2010/11"],
            ["Anytown", 61.2, 62.7],
        ]
    )
    assert figures(found) == [
        ("Anytown", "smoking_at_delivery", "2009/10", None, None, 20.1, "B3"),
        ("Anytown", "smoking_at_delivery", "2010/11", None, None, 19.8, "C3"),
        ("Anytown", "breastfeeding_initiation", "2009/10", None, None, 61.2, "B7"),
        ("Anytown", "breastfeeding_initiation", "2010/11", None, None, 62.7, "C7"),
    ]


def test_a_table_with_rows_takes_indicator_and_period_from_its_title():
    found = read(
        Q3=[
            ["Smoking at the time of delivery, Q3 2011/12"],
            ["Organisation code", "Organisation name", "Maternities", "Smokers", "Percentage"],
            ["5HQ", "Bolton PCT", 950, 171, 18.0],
        ]
    )
    assert figures(found) == [
        ("Bolton PCT", "smoking_at_delivery", "2011/12 Q3", 171, 950, 18.0, "E3")
    ]


def test_a_year_with_a_footnote_digit_is_read_where_its_neighbours_bear_it_out():
    found = read(
        Table_6=[
            ["Table 6: Under 18 conceptions (numbers and rates)"],
            ["Area of usual residence", "", "20175", "", "", "20165", "", "", 2015],
            ["", "", *["Number of conceptions", "Conception rate (per 1,000)", ""] * 3],
            ["K04000001", "ENGLAND AND WALES6", 16740, 17.9, "", 18086, 18.9, "", 20351, 21.0, ""],
            ["E06000017", "Rutland", 5, 6.1, "u", 4, 4.7, "u", 25, 30.5, ""],
        ]
    )  # fmt: skip
    assert figures(found) == [
        ("Rutland", "under18_conceptions", "2017", 5, None, 6.1, "D5"),
        ("Rutland", "under18_conceptions", "2016", 4, None, 4.7, "G5"),
        ("Rutland", "under18_conceptions", "2015", 25, None, 30.5, "J5"),
    ]
    assert found.frame["marker"].tolist() == ["unreliable", "unreliable", ""]


def test_a_year_with_a_digit_that_nothing_bears_out_is_an_error_with_what_would_be_lost():
    grid = [
        ["Table 6: Under 18 conceptions (numbers and rates)"],
        ["Area of usual residence", "2017p", "", "", "20165", "", ""],
        ["", *["Number of conceptions", "Conception rate (per 1,000)", ""] * 2],
        ["Rutland", 5, 6.1, "u", 4, 4.7, "u"],
        ["Anytown", 50, 16.1, "", 40, 14.7, ""],
    ]
    with pytest.raises(InputError) as refused:
        read(Table_6=grid)
    (problem,) = [p for p in refused.value.problems if p.severity == "error"]
    assert (problem.code, problem.cell) == ("nearly_a_period", "E2")
    assert "the 4 figures below it would be lost" in problem.message


def test_another_measure_with_a_like_name_is_not_taken_for_the_indicator():
    grid = [
        ["Under 18 conceptions: conceptions in those aged under 16"],
        ["Area name", "2009", "2010"],
        ["Anytown", 7.2, 6.9],
    ]
    with pytest.raises(InputError) as refused:
        read(Sheet1=grid)
    (problem,) = refused.value.problems
    assert (problem.code, problem.cell) == ("missing_column", "A1")
    assert "'aged under 16'" in problem.message


def test_counts_that_look_like_years_are_not_taken_for_a_header():
    grid = [["Area name", "2008", "2009"], ["Anytown", 2008, 2009], ["Bigtown", 4.1, 4.2]]
    with pytest.raises(InputError) as refused:
        read(Infant_mortality=grid)
    places = [(problem.code, problem.cell) for problem in refused.value.problems]
    assert places == [("too_large", "B2"), ("too_large", "C2")]


def test_years_merged_over_their_quarters():
    found = read(
        Smoking_at_delivery=[
            ["", "2008/09", "", "", "", "2009/10", ""],
            ["Area name", "Q1", "Q2", "Q3", "Q4", "Q1", "Q2"],
            ["Anytown", 21.1, 21.2, 21.3, 21.4, 22.1, 22.2],
        ]
    )
    assert [(row[2], row[5], row[6]) for row in figures(found)] == [
        ("2008/09 Q1", 21.1, "B3"),
        ("2008/09 Q2", 21.2, "C3"),
        ("2008/09 Q3", 21.3, "D3"),
        ("2008/09 Q4", 21.4, "E3"),
        ("2009/10 Q1", 22.1, "F3"),
        ("2009/10 Q2", 22.2, "G3"),
    ]


def test_columns_that_are_not_understood_are_not_taken_for_the_value():
    grid = [
        ["", "2008/09", "", "2009/10", ""],
        ["Area name", "Boys", "Girls", "Boys", "Girls"],
        ["Anytown", 21.1, 21.2, 22.1, 22.2],
    ]
    with pytest.raises(InputError) as refused:
        read(Smoking_at_delivery=grid)
    (problem,) = refused.value.problems
    assert (problem.code, problem.cell) == ("missing_column", "B2")
    assert "'Boys', 'Girls'" in problem.message


def test_a_period_over_two_bare_columns_is_not_read():
    grid = [
        ["Area name", "2008/09", "", "2009/10", ""],
        ["Anytown", 21.1, 500, 22.1, 510],
    ]
    with pytest.raises(InputError) as refused:
        read(Smoking_at_delivery=grid)
    (problem,) = refused.value.problems
    assert (problem.code, problem.cell) == ("missing_column", "B1")
    assert "'2008/09', '2009/10'" in problem.message
