"""Which area, indicator and period a row is of; and the same thing given twice. By hand."""

from datetime import date

import pytest

from imscore.errors import InputError
from imscore.inputs import period_rows


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


@pytest.mark.parametrize("name", ["Bolton", "Anytown"])
def test_englands_code_beside_another_name_is_an_error(errors, tables, name):
    row = tables.changed(area_code="E92000001", area_name=name)
    assert errors(tables.csv(tables.HEADER, row)) == [("different_areas", "B2")]


@pytest.mark.parametrize("name", ["English average", "England as was", "National"])
def test_englands_code_beside_another_name_for_it_is_a_warning(rows, tables, name):
    # England's published figure is 14.4%.
    row = tables.changed(area_code="E92000001", area_name=name, numerator=94, value=14.5)
    assert codes(rows(tables.ROW, row)) == [("two_names", "B3")]


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


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Anytown", "Anytown PCT"),
        ("Anytown", "NHS ANYTOWN"),
        ("Anytown and Othertown", "Anytown & Othertown Teaching PCT"),
        ("Anytown", "Anytown City Council"),
        ("Anytown", "Anytwon"),
        ("Nottinghamshire", "Notts"),
        ("Bath and North East Somerset", "Bath & NE Somerset"),
        ("Hull Teaching PCT", "Kingston upon Hull"),
    ],
)
def test_a_code_with_two_spellings_of_a_name_is_a_warning(rows, tables, name, other):
    read = rows(tables.changed(area_name=name), tables.changed(area_name=other, period="2009/10"))
    assert codes(read) == [("two_names", "B3")]
    assert set(areas(read)) == {"5ZZ"}


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Anytown", "Othertown"),
        ("Hartlepool", "Leeds"),
        ("Leicester", "Leicestershire"),
        ("East Sussex", "West Sussex"),
        ("Manchester", "Greater Manchester"),
        ("Bournemouth", "Bournemouth, Christchurch and Poole"),
        ("Area 1", "Area 2"),
    ],
)
def test_a_code_with_the_names_of_two_areas_is_an_error(errors, tables, name, other):
    lines = tables.changed(area_name=name), tables.changed(area_name=other, period="2009/10")
    assert errors(tables.csv(tables.HEADER, *lines)) == [("different_areas", "B3")]


def test_a_code_beside_the_name_of_another_known_place_is_an_error(problems, tables):
    row = tables.changed(area_code="E06000001", area_name="Leeds")
    (problem,) = problems(tables.csv(tables.HEADER, row))
    assert (problem.code, problem.cell) == ("different_areas", "B2")
    assert "E06000001 is that of Hartlepool" in problem.message


@pytest.mark.parametrize(
    ("code", "other", "name", "known"),
    [
        # Northumberland's code was changed in 2013; 5HQ and E16000148 are Bolton's trust.
        ("E06000048", "E06000057", "Northumberland", "E06000048 was replaced by E06000057"),
        ("E06000057", "E06000048", "Northumberland", "E06000048 was replaced by E06000057"),
        ("5HQ", "E16000148", "Bolton", "both are of the same place"),
        ("5ZZ", "5ZY", "Anytown", "they may be one area or two"),
    ],
)
def test_a_name_with_two_codes_is_a_warning(rows, tables, code, other, name, known):
    read = rows(
        tables.changed(area_code=code, area_name=name),
        tables.changed(area_code=other, area_name=name, period="2009/10"),
    )
    assert codes(read) == [("two_codes", "B3")]
    assert known in read.problems[0].message
    assert areas(read) == [code, other]


def test_two_codes_of_one_place_are_told_under_other_spellings_too(rows, tables):
    read = rows(
        tables.changed(area_code="5HQ", area_name="Bolton"),
        tables.changed(area_code="E16000148", area_name="Bolton PCT", period="2009/10"),
    )
    assert codes(read) == [("two_codes", "B3")]


def test_a_trust_and_a_council_of_one_name_are_two_areas(rows, tables):
    read = rows(
        tables.changed(area_code="5HQ", area_name="Bolton"),
        tables.changed(area_code="E08000001", area_name="Bolton", period="2009/10"),
    )
    assert codes(read) == []


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


@pytest.mark.parametrize(
    ("day", "period", "over"),
    [
        ((2027, 3, 31), "2026/27", "1 April 2027"),
        ((2026, 4, 1), "2026/27", "1 April 2027"),
        ((2027, 3, 31), "2026/27 Q4", "1 April 2027"),
        ((2026, 6, 30), "2026/27 Q1", "1 July 2026"),
    ],
)
def test_a_period_that_is_not_over_is_an_error(problems, tables, monkeypatch, day, period, over):
    monkeypatch.setattr(period_rows, "today", lambda: date(*day))
    (problem,) = problems(tables.csv(tables.HEADER, tables.changed(period=period)))
    assert (problem.code, problem.cell) == ("future_period", "D2")
    assert over in problem.message


@pytest.mark.parametrize(
    ("day", "period"),
    [((2027, 4, 1), "2026/27"), ((2027, 4, 1), "2026/27 Q4"), ((2026, 7, 1), "2026/27 Q1")],
)
def test_a_period_is_over_on_the_day_after_it(rows, tables, monkeypatch, day, period):
    monkeypatch.setattr(period_rows, "today", lambda: date(*day))
    assert rows(tables.changed(period=period)).frame["period"].tolist() == [period]


def test_three_years_are_over_with_the_last_of_them(errors, rows, tables, monkeypatch):
    row = tables.changed(
        indicator="infant_mortality", period="2024-26", numerator=48, denominator=9600, value=5
    )
    monkeypatch.setattr(period_rows, "today", lambda: date(2026, 12, 31))
    assert errors(tables.csv(tables.HEADER, row)) == [("future_period", "D2")]
    monkeypatch.setattr(period_rows, "today", lambda: date(2027, 1, 1))
    assert len(rows(row).frame) == 1


@pytest.mark.parametrize("cell", ["", ".."])
def test_a_row_kept_free_for_a_period_to_come_is_set_aside(rows, tables, monkeypatch, cell):
    monkeypatch.setattr(period_rows, "today", lambda: date(2026, 11, 23))
    free = tables.changed(period="2026/27", numerator="", denominator="", value=cell)
    read = rows(tables.ROW, free)
    assert read.frame["period"].tolist() == ["2008/09"]
    assert "1 row without figures set aside: not over yet (2026/27)" in read.notes[0]


@pytest.mark.parametrize(
    ("indicator", "period", "hinted"),
    [
        ("smoking_at_delivery", "2008", True),
        ("smoking_at_delivery", "2007-09", False),
        ("smoking_at_delivery", "2008 Q3", False),
        ("under18_conceptions", "2008/09", False),
        ("infant_mortality", "2008/09 Q1", False),
    ],
)
def test_start_years_are_spoken_of_where_a_lone_year_may_start_a_financial_one(
    problems, tables, indicator, period, hinted
):
    row = tables.changed(indicator=indicator, period=period, value="")
    (problem,) = problems(tables.csv(tables.HEADER, row))
    assert problem.code == "period_kind"
    assert ("start_years" in problem.hint) == hinted


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


LIMITS = ("lower_ci", "upper_ci")


@pytest.mark.parametrize(
    ("here", "there", "same"),
    [
        ((120, 650, 18.5), (1200, 6500, 18.5), False),
        ((120, 650, 18.5), (120, 651, 18.4), False),
        ((120, 650, ""), (123, 650, ""), False),
        (("", "", 18.5), ("", "", 18.46), True),
        (("", "", 18.5), ("", "", 18.4), False),
        ((120, 650, ""), ("*", "*", "*"), False),
        (("*", 650, "*"), ("*", 650, "*"), True),
        (("*", 650, "*"), ("*", 651, "*"), False),
        (("", "", 18.5, 15, 22), ("", "", 18.5, 17, 20), False),
        (("", "", 18.5, 15.1, 22.4), ("", "", 18.5, 15.3, 22.4), False),
        (("", "", 18.5, 15, 22), ("", "", 18.5), True),
        # With counts on both sides the interval is worked out from them.
        ((120, 650, 18.5, 15, 22), (120, 650, 18.5, 16, 21), True),
    ],
)
def test_the_same_twice_with_other_figures_is_an_error_that_shows_both(
    read, tables, here, there, same
):
    def lines(figures):
        padded = [*figures, *("",) * (5 - len(figures))]
        return (*tables.ROW[:4], *padded)

    header = (*tables.HEADER, *LIMITS)
    files = {"a_csv": tables.csv(header, lines(here)), "b_csv": tables.csv(header, lines(there))}
    if same:
        assert {p.code for p in read(**files).problems} == {"duplicate_same"}
        return
    with pytest.raises(InputError) as caught:
        read(**files)
    (problem,) = caught.value.problems
    shown, other = problem.message.split(" here but ")
    assert problem.code == "duplicate_different"
    assert problem.file in ("a.csv", "b.csv")
    assert {"a.csv: G2", "b.csv: G2"} - {f"{problem.file}: {problem.cell}"} <= {
        other.rsplit(" in ", 1)[1]
    }
    assert shown.rsplit(" is ", 1)[1] != other.rsplit(" in ", 1)[0]


def test_a_start_year_that_may_be_two_periods_is_named_as_it_stands(problems, tables):
    header = ("IndicatorId", "AreaCode", "Year", "Count", "Denominator", "Value", "Sex", "Age")
    # Infant mortality is given for single years and for three pooled ones.
    line = (92196, "E08000001", 2007, 20, 4000, 5.0, "Persons", "<1 yr")
    (found,) = problems(tables.csv(header, line))
    assert (found.code, found.cell, found.found) == ("bad_period", "C2", "2007")
    assert "may be that year alone or the first of three" in found.message
