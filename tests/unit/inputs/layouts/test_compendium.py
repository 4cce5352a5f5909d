"""Headers of the health compendium and of programs, and a column of measures; typed by hand."""

from __future__ import annotations

import pytest
from tests.unit.inputs.layouts.test_across import IM, SMOKING, figures, read, refused, values

WHO = ["ORG CODE", "ORG TITLE"]
ROW = ["5ZZ", "Anytown PCT"]
# 1,000 times 52 / 9,155 is 5.67996.
FIGURES = [52, 9155, 5.68, 4.2, 7.4]
TITLE = (
    "Mortality in infancy: deaths under 1 year per 1,000 live births, 2007-2009 (pooled), persons"
)


@pytest.mark.parametrize(
    "grid",
    [
        [[TITLE], [*WHO, "OBS", "POP", "RATE", "LL", "UL"], [*ROW, *FIGURES]],
        [[*WHO, "INDICATOR", "PERIOD", "OBS", "POP", "RATE", "LL", "UL"],
         [*ROW, "Infant mortality", "2007-09", *FIGURES]],
        [["OrgCode", "OrgTitle", "IndicatorName", "ReportingPeriod", "Obs", "Pop", "Rate",
          "LowerCI", "UpperCI"], [*ROW, "Infant mortality", "2007-09", *FIGURES]],
        [["Org_Code", "Org_Title", "Indicator_Name", "Reporting_Period", "Obs", "Pop", "Rate",
          "Lower_CI", "Upper_CI"], [*ROW, "Infant mortality", "2007-09", *FIGURES]],
    ],
)  # fmt: skip
def test_the_short_headers_of_the_compendium_are_read(grid):
    found = read(grid)
    assert list(figures(found)) == [
        ("Anytown PCT", IM, "2007-09", 52, 9155, pytest.approx(5.67996, abs=1e-5))
    ]
    assert found.to_frame()[["lower_ci", "upper_ci"]].to_numpy().tolist() == [[4.2, 7.4]]
    assert not found.problems


def test_without_a_rate_beside_it_pop_may_be_a_population():
    grid = [
        [*WHO, "INDICATOR", "PERIOD", "OBS", "POP"],
        [*ROW, "Infant mortality", "2007-09", 52, 26650],
    ]
    problem = refused(grid)
    assert (problem.code, problem.cell) == ("contradicting_words", "F1")


def test_a_population_that_the_rate_contradicts_is_refused():
    grid = [[TITLE], [*WHO, "OBS", "POP", "RATE"], [*ROW, 52, 26650, 5.1]]
    problem = refused(grid)
    assert (problem.code, problem.cell) == ("value_contradicts", "E3")


def test_limits_of_a_ratio_are_none_of_the_percentage():
    grid = [[*WHO, "INDICATOR", "PERIOD", "OBS", "POP", "SMR", "LL", "UL"],
            [*ROW, "Smoking at delivery", "2008/09", 120, 650, 86, 70, 104]]  # fmt: skip
    found = read(grid)
    assert {(p.code, p.cell) for p in found.problems} == {("unread_column", "G1"),
                                                          ("interval_off", "H2")}  # fmt: skip


@pytest.mark.parametrize(
    ("header", "cell"), [("AgeBand", "Under 20"), ("EthnicGroup", "White"), ("Qtr", "Q1")]
)
def test_columns_of_parts_are_known_when_their_words_run_together(header, cell):
    grid = [["OrgCode", "OrgName", "FinancialYear", "Indicator", header, "Value"],
            [*ROW, "2010/11", "Smoking at delivery", cell, 18.4]]  # fmt: skip
    problem = refused(grid)
    assert (problem.code, problem.cell) == ("narrowing_column", "E1")


@pytest.mark.parametrize("header", ["DateOfBirth", "PatientName", "NHSNumber"])
def test_personal_headers_are_known_when_their_words_run_together(header):
    grid = [["OrgCode", "OrgName", "FinancialYear", "Indicator", header, "Value"],
            [*ROW, "2010/11", "Smoking at delivery", "x", 18.4]]  # fmt: skip
    assert refused(grid).code == "personal_data"


@pytest.mark.parametrize("header", ["Reportingperiod", "REPORTINGPERIOD", "ReportingPeriods"])
def test_nothing_is_guessed_where_no_capital_letter_begins_a_known_word(header):
    grid = [["OrgCode", "OrgName", header, "Indicator", "Value"],
            [*ROW, "2010/11", "Smoking at delivery", 18.4]]  # fmt: skip
    assert refused(grid).code == "missing_column"


def test_headers_across_may_run_together():
    grid = [["Smoking at delivery (%)"], ["OrgCode", "OrgName", "2008/09", "2009/10"],
            [*ROW, 20.1, 19.5]]  # fmt: skip
    assert values(read(grid)) == {
        ("Anytown PCT", "2008/09"): 20.1,
        ("Anytown PCT", "2009/10"): 19.5,
    }


# A row for each measure.

MEASURES = ["OrgCode", "OrgName", "ReportingPeriod", "Indicator", "Measure", "Value"]


def measured(*rows: tuple[str, object]) -> list[list[object]]:
    return [MEASURES, *[[*ROW, "2010/11", "Smoking at delivery", *row] for row in rows]]


@pytest.mark.parametrize(
    "names", [("Numerator", "Denominator", "Rate"), ("Count", "Maternities", "%")]
)
def test_the_measures_of_one_area_and_period_are_one_observation(names):
    grid = measured(*zip(names, (120, 650, 18.5), strict=True))
    found = read(grid)
    assert list(figures(found)) == [
        ("Anytown PCT", SMOKING, "2010/11", 120, 650, pytest.approx(18.46154, abs=1e-5))
    ]
    assert any("column E says whether" in note for note in found.notes)


@pytest.mark.parametrize("other", ["Target", "Rate per 1,000", "Missing", "England %"])
def test_a_measure_not_understood_is_refused_at_its_cell(other):
    problem = refused(measured(("Numerator", 120), ("Denominator", 650), (other, 18.5)))
    assert (problem.code, problem.cell) == ("duplicate_column", "E4")
    assert "take the rows of anything else out" in problem.hint


def test_the_way_out_of_a_measure_not_understood_is_to_take_its_rows_out():
    assert len(figures(read(measured(("Numerator", 120), ("Denominator", 650))))) == 1


def test_one_measure_twice_with_other_figures_is_refused():
    problem = refused(measured(("Rate", 18.5), ("Rate", 17.5)))
    assert problem.code == "duplicate_different"


# Tables published with more than one measure.


def test_the_teenage_pregnancy_tables_are_read_without_their_change():
    grid = [["Under-18 conception data for top-tier Local Authorities, 1998-2010"],
            ["", "", "1998", "", "2010", "", "% change in rate 1998-2010"],
            ["LA Code", "Local authority", "Number", "Rate*", "Number", "Rate*"],
            ["00ZZ", "Anytown", 127, 47.8, 89, 40.2, -15.9]]  # fmt: skip
    found = read(grid)
    assert {row[2:] for row in figures(found)} == {
        ("1998", 127, None, 47.8),
        ("2010", 89, None, 40.2),
    }
    assert [(p.code, p.cell) for p in found.problems] == [("unread_column", "G2")]


VITAL = ["Area code", "Area name", "Live births", "TFR", "Deaths",
         "Infant mortality rate (deaths under 1 year per 1,000 live births)"]  # fmt: skip


def test_vital_statistics_of_no_period_lack_that_alone():
    problem = refused(
        [["VS1 Vital statistics: 2010"], VITAL, ["E08000001", "Bolton", 3900, 2.1, 2500, 5.1]]
    )
    assert (problem.code, problem.expected) == ("missing_column", "a column called period")


def test_deaths_of_all_ages_beside_an_infant_rate_are_refused_and_the_way_out_works():
    header = [*VITAL[:2], "Period", *VITAL[2:]]
    row = ["E08000001", "Bolton", "2010", 3900, 2.1, 2500, 5.1]
    problem = refused([header, row])
    assert (problem.code, problem.cell) == ("value_contradicts", "G2")
    assert "deaths at all ages, say so in their header" in problem.hint
    found = read([[*header[:5], "Deaths at all ages", header[6]], row])
    assert {r[3:] for r in figures(found)} == {(None, 3900, 5.1)}


LOW_INCOME = "children_in_low_income_families"
COUNTS = "Number of children in families in receipt of CTC (<60% median income) or IS/JSA"
SHARE = "% of Children in low-income families"


def test_children_in_low_income_of_two_ages_are_refused_and_the_way_out_works():
    above = ["", "", COUNTS, "", SHARE, ""]
    header = ["Local Authority Code", "Local Authority", *["Under 16", "All Children"] * 2]
    problem = refused([above, header, ["E08000001", "Bolton", 11000, 12760, 21.3, 20.6]])
    assert (problem.code, problem.cell) == ("missing_column", "C1")
    assert "take the other columns out, and add a column called period" in problem.hint
    mended = [["", "", "", COUNTS, SHARE], [*header[:2], "Period", "Number", "Percent"],
              ["E08000001", "Bolton", 2014, 11000, 21.3]]  # fmt: skip
    assert figures(read(mended)) == {("Bolton", LOW_INCOME, "2014", 11000, None, 21.3)}


def test_limits_of_a_rate_that_is_not_read_are_not_kept():
    grid = [
        ["Infant mortality"],
        ["Code", "Area", "2005-07", "", "", ""],
        ["", "", "Observed", "DSR", "LL", "UL"],
        ["E08000001", "Bolton", 38, 4.4, 3, 5.8],
    ]
    found = read(grid)
    assert {row[3:] for row in figures(found)} == {(38, None, None)}
    assert found.to_frame()[["lower_ci", "upper_ci"]].isna().all(axis=None)
