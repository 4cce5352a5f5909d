"""Which area, indicator and period a row is of; and the same thing given twice. By hand."""

import pytest


def codes(observations):
    return [(p.code, p.cell) for p in observations.problems]


def areas(observations):
    return observations.frame["area"].tolist()


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("E92000001", "England"),
        ("e92000001 ", "ENGLAND"),
        ("", "England"),
        ("", " england "),
        ("", "England (total)"),
        ("", "England average"),
        ("ENG", ""),
        ("E92000001", ""),
    ],
)
def test_england_is_one_area_however_it_is_written(rows, tables, code, name):
    read = rows(tables.ROW, tables.changed(area_code=code, area_name=name))
    assert areas(read) == ["5ZZ", "E92000001"]
    assert read.frame["area_name"][1] == "England"
    assert read.frame["area_type"][1] == "England"


@pytest.mark.parametrize("name", ["New England", "England and Wales", "North of England"])
def test_what_only_sounds_like_england_is_not(rows, tables, name):
    read = rows(tables.ROW, tables.changed(area_code="", area_name=name))
    assert "E92000001" not in areas(read)


def test_englands_code_beside_another_name_is_a_warning(rows, tables):
    read = rows(tables.changed(area_code="E92000001", area_name="Bolton"))
    assert codes(read) == [("two_names", "B2")]


def test_letters_case_and_spaces_do_not_tell_codes_apart(rows, errors, tables):
    read = rows(tables.ROW, tables.changed(area_code="5zz\u200b ", period="2009/10"))
    assert areas(read) == ["5ZZ", "5ZZ"]
    again = tables.changed(area_code="5zz", numerator=130, value="")
    assert errors(tables.csv(tables.HEADER, tables.ROW, again)) == [("duplicate_different", "G3")]


def test_a_name_here_and_a_code_there_are_one_area(read, tables):
    named = tables.changed(area_code="", period="2009/10")
    found = read(
        a_csv=tables.csv(tables.HEADER, tables.ROW), b_csv=tables.csv(tables.HEADER, named)
    )
    assert areas(found) == ["5ZZ", "5ZZ"]
    assert found.frame["area_code"].tolist() == ["5ZZ", "5ZZ"]
    assert found.frame["area_type"].nunique() == 1
    assert codes(found) == [("taken_as_code", "B2")]


def test_a_name_with_two_codes_stays_apart(rows, tables):
    read = rows(tables.ROW, tables.changed(area_code="E08000001"), tables.changed(area_code=""))
    assert areas(read) == ["5ZZ", "E08000001", "Anytown"]


def test_a_code_with_two_names_is_a_warning(rows, tables):
    read = rows(tables.ROW, tables.changed(area_name="Othertown", period="2009/10"))
    assert codes(read) == [("two_names", "B3")]


@pytest.mark.parametrize(
    "spelling",
    [
        "smoking_at_delivery",
        "Smoking at the time of delivery",
        "SMOKING AT DELIVERY",
        " Smoking  at\ndelivery ",
        "SATOD",
        "Smoking status at time of delivery",
    ],
)
def test_spellings_of_one_indicator(rows, tables, spelling):
    assert rows(tables.changed(indicator=spelling)).frame["indicator"].tolist() == [
        "smoking_at_delivery"
    ]


def test_one_indicator_under_two_names_is_one(errors, tables):
    content = tables.csv(
        tables.HEADER, tables.ROW, tables.changed(indicator="SATOD", numerator=130, value="")
    )
    assert errors(content) == [("duplicate_different", "G3")]


def test_an_unknown_indicator_asks_what_was_meant(problems, tables):
    (problem,) = problems(tables.csv(tables.HEADER, tables.changed(indicator="Smokng at delivery")))
    assert (problem.code, problem.cell) == ("unknown_indicator", "C2")
    assert "Did you mean Smoking at delivery?" in problem.hint


@pytest.mark.parametrize(
    "period",
    [
        "2008/09 Q5",
        "2008/09 Q0",
        "2009/11",
        "2009/08",
        "2009-2007",
        "Sep-07",
        "2007-09-01",
        "01/09/2007",
        "200809",
        "20089",
        "1808/09",
        "2008.5",
        "Q3",
        "last year",
        "39326",
        "2001-04",
    ],
)
def test_impossible_periods(errors, tables, period):
    content = tables.csv(tables.HEADER, tables.changed(period=period))
    assert errors(content) == [("bad_period", "D2")]


@pytest.mark.parametrize("period", ["2008", "2007-09", "2008 Q3"])
def test_a_calendar_period_of_a_financial_indicator_is_an_error(errors, tables, period):
    content = tables.csv(tables.HEADER, tables.changed(period=period))
    assert errors(content) == [("period_kind", "D2")]


@pytest.mark.parametrize("period", ["2008/09", "2008-09", "2008/09 Q1"])
def test_a_financial_period_of_a_calendar_indicator_is_an_error(errors, tables, period):
    row = tables.changed(indicator="infant_mortality", period=period, value="")
    assert errors(tables.csv(tables.HEADER, row)) == [("period_kind", "D2")]


def test_a_period_to_come_is_an_error(errors, tables):
    content = tables.csv(tables.HEADER, tables.changed(period="2098/99"))
    assert errors(content) == [("future_period", "D2")]


def test_a_year_as_a_number(read, tables):
    row = tables.changed(
        indicator="infant_mortality", period=2008, numerator=50, denominator=9000, value=5.6
    )
    assert read(tables.xlsx(tables.HEADER, row)).frame["period"].tolist() == ["2008"]


def test_twice_the_same_counts_once_with_a_warning(rows, tables):
    read = rows(tables.ROW, tables.ROW)
    assert len(read.frame) == 1
    assert codes(read) == [("duplicate_same", "G3")]
    assert "t.csv: G2" in read.problems[0].message


def test_the_repeat_with_more_figures_is_kept(rows, tables):
    read = rows(tables.changed(numerator="", denominator=""), tables.ROW)
    assert read.frame["numerator"].tolist() == [120]
    assert codes(read) == [("duplicate_same", "G2")]


@pytest.mark.parametrize(
    "other",
    [
        {"numerator": 121, "value": ""},
        {"value": 18.9, "numerator": "", "denominator": ""},
        {"numerator": "*", "denominator": "*", "value": "*"},
    ],
)
def test_twice_and_different_names_both_cells(problems, tables, other):
    found = problems(tables.csv(tables.HEADER, tables.ROW, tables.changed(**other)))
    (problem,) = [p for p in found if p.severity == "error"]
    assert (problem.code, problem.cell) == ("duplicate_different", "G3")
    assert "t.csv: G2" in problem.message


def test_twice_over_two_files_and_sheets(problems, tables):
    found = problems(
        a_xlsx=tables.xlsx(tables.HEADER, tables.ROW),
        b_csv=tables.csv(tables.HEADER, tables.changed(numerator=130, value="")),
    )
    assert "a.xlsx: Data!G2" in found[0].message
    assert found[0].place == "b.csv: G2"


def test_a_definition_that_is_not_one_is_an_error(errors, tables):
    content = tables.csv((*tables.HEADER, "definition"), (*tables.ROW, "knwon"))
    assert errors(content) == [("unknown_definition", "H2")]


def test_hidden_characters_and_dashes_in_periods(rows, tables):
    assert rows(tables.changed(period="\N{NBSP}2008–09 ")).frame["period"].tolist() == ["2008/09"]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_code_that_a_spreadsheet_made_a_number_is_a_warning(read, tables, kind):
    row = tables.changed(area_code=50.0 if kind == "xlsx" else "5.00E+01")
    content = getattr(tables, kind)(tables.HEADER, row)
    assert codes(read(content)) == [("code_is_number", "A2")]


def test_a_code_with_an_e_is_a_code(rows, tables):
    assert codes(rows(tables.changed(area_code="5E1"))) == []
