"""Which figure counts, and every figure that must be refused. Expected values by hand."""

import math

import pytest


def values(observations):
    return observations.frame["value"].tolist()


def codes(observations):
    return [(p.code, p.cell) for p in observations.problems]


def test_counts_give_the_value_unrounded(rows, tables):
    read = rows(tables.ROW)
    assert values(read) == [pytest.approx(100 * 120 / 650, rel=1e-15)]
    assert codes(read) == []


def test_a_value_beyond_its_own_rounding_is_a_warning_and_the_counts_win(rows, tables):
    read = rows(tables.changed(value=18.7))
    assert codes(read) == [("value_disagrees", "G2")]
    assert values(read) == [pytest.approx(18.4615384615, abs=1e-9)]


def test_a_value_within_its_own_rounding_is_no_warning(rows, tables):
    assert (
        codes(rows(tables.changed(value="18.46"), tables.changed(area_code="B", value=18.5))) == []
    )


def test_whole_values_stand_for_themselves_rounded(rows, tables):
    assert codes(rows(tables.changed(value=18))) == []
    assert codes(rows(tables.changed(value=19))) == [("value_disagrees", "G2")]


@pytest.mark.parametrize("value", [1.846, 184.6, 0.01846])
def test_a_value_off_by_a_power_of_ten_is_an_error(errors, tables, value):
    assert errors(tables.csv(tables.HEADER, tables.changed(value=value))) == [("wrong_unit", "G2")]


def test_a_rate_per_hundred_beside_counts_per_thousand_is_an_error(errors, tables):
    row = tables.changed(
        indicator="infant_mortality", period="2007-09", numerator=64, denominator=10_000, value=0.64
    )
    assert errors(tables.csv(tables.HEADER, row)) == [("wrong_unit", "G2")]


def test_counts_without_value_and_value_without_counts(rows, tables):
    read = rows(
        tables.changed(value=""), tables.changed(area_code="B", numerator="", denominator="")
    )
    assert values(read) == [pytest.approx(18.4615384615), 18.5]
    assert math.isnan(read.frame["numerator"][1])


def test_the_files_own_interval_is_kept(read, tables):
    header = (*tables.HEADER, "lower_ci", "upper_ci")
    row = (*tables.changed(numerator="", denominator=""), 15.7, 21.6)
    frame = read(tables.csv(header, row)).frame
    assert frame[["lower_ci", "upper_ci"]].values.tolist() == [[15.7, 21.6]]


def test_an_interval_that_does_not_hold_its_value_is_a_warning(read, tables):
    header = (*tables.HEADER, "lower_ci", "upper_ci")
    row = (*tables.changed(numerator="", denominator=""), 21.6, 15.7)
    assert codes(read(tables.csv(header, row))) == [("interval_off", "H2")]


@pytest.mark.parametrize(
    ("marker", "meaning"),
    [
        ("*", "suppressed"),
        ("[c]", "suppressed"),
        ("<5", "suppressed"),
        ("fewer than 5", "suppressed"),
        ("-", "not_available"),
        ("—", "not_available"),
        ("..", "not_available"),
        ("n/a", "not_available"),
        ("[z]", "not_applicable"),
        ("Value not published for data quality reasons", "not_available"),
    ],
)
def test_markers_are_never_nought(rows, tables, marker, meaning):
    read = rows(tables.changed(numerator="", denominator="", value=marker))
    assert math.isnan(values(read)[0])
    assert read.frame["marker"].tolist() == [meaning]


@pytest.mark.parametrize("marker", ["*", "[x]", "suppressed"])
def test_a_withheld_value_is_not_worked_out_from_the_counts_beside_it(rows, tables, marker):
    read = rows(tables.changed(value=marker))
    assert math.isnan(values(read)[0])
    assert read.frame["marker"][0] != ""


def test_a_note_that_withholds_a_blank_value_holds_too(read, tables):
    header = (*tables.HEADER, "Value note")
    note = "Value not published for data quality reasons"
    frame = read(tables.csv(header, (*tables.changed(value=""), note))).frame
    assert math.isnan(frame["value"][0])
    assert frame["marker"][0] == "not_available"
    assert frame["remark"][0] == note


def test_nought_is_a_figure(rows, tables):
    assert values(rows(tables.changed(numerator=0, value=0))) == [0.0]


@pytest.mark.parametrize(
    ("field", "cell"), [("numerator", "E2"), ("denominator", "F2"), ("value", "G2")]
)
@pytest.mark.parametrize(
    "text",
    [
        "12,5",
        "1 234",
        "18.2 approx",
        "inf",
        "-inf",
        "nan",
        "1e400",
        "#DIV/0!",
        "1,23",
        "12.5.1",
        "0x1F",
        "TRUE",
        "twelve",
        "18.2!",
        "1,234.5,6",
        "£5",
        "5 (6)",
        "18..5",
    ],
)
def test_what_is_not_a_number_is_an_error_at_its_cell(errors, tables, field, cell, text):
    found = errors(tables.csv(tables.HEADER, tables.changed(**{field: text})))
    assert found == [("not_a_number", cell)]


def test_a_comma_is_a_thousand_in_counts_and_an_error_in_values(errors, rows, tables):
    row = tables.changed(numerator="1,200", denominator="6,500", value="")
    assert values(rows(row)) == [pytest.approx(18.4615384615)]
    assert errors(tables.csv(tables.HEADER, tables.changed(value="18,462"))) == [
        ("not_a_number", "G2")
    ]


def test_hints_never_tell_a_wrong_number(problems, tables):
    def hint(**fields):
        return problems(tables.csv(tables.HEADER, tables.changed(**fields)))[0].hint

    assert hint(value="18.2 approx").startswith("Write 18.2,")
    assert hint(numerator="1 234") == "Write one number, without spaces."
    assert hint(numerator="412 413") == "Write one number, without spaces."
    # The letter may stand for a nought.
    assert hint(numerator="41O") == "Correct the cell."
    assert "decimal point" in hint(value="12,5")
    assert "12" not in hint(value="12.5.1")


def test_percent_signs_in_cells(rows, errors, tables):
    assert values(rows(tables.changed(numerator="", denominator="", value="71.7 %"))) == [71.7]
    assert values(rows(tables.changed(numerator="", denominator="", value="0.7%"))) == [0.7]
    found = errors(tables.csv(tables.HEADER, tables.changed(numerator="18%")))
    assert found == [("not_a_number", "E2")]


def test_a_percent_sign_on_a_rate_is_an_error(errors, tables):
    row = tables.changed(
        indicator="infant_mortality", period="2007-09", value="5.7%", numerator="", denominator=""
    )
    assert errors(tables.csv(tables.HEADER, row)) == [("not_a_number", "G2")]


@pytest.mark.parametrize("minus", ["-5", "\N{MINUS SIGN}5", "–5"])
@pytest.mark.parametrize("field", ["numerator", "denominator", "value"])
def test_negative_numbers_are_errors_however_the_minus_is_written(errors, tables, minus, field):
    found = errors(tables.csv(tables.HEADER, tables.changed(**{field: minus})))
    assert ("negative", {"numerator": "E2", "denominator": "F2", "value": "G2"}[field]) in found


def test_counts_that_cannot_be(errors, tables):
    def refused(**fields):
        return errors(tables.csv(tables.HEADER, tables.changed(value="", **fields)))

    assert refused(numerator=651) == [("numerator_over_denominator", "E2")]
    assert refused(denominator=0) == [("zero_denominator", "F2")]
    assert ("too_large", "F2") in refused(denominator="650000000000")


@pytest.mark.parametrize("value", ["", "0"])
def test_a_row_of_nobody_is_set_aside_and_the_rest_read(read, tables, value):
    nobody = tables.changed(period="2009/10", numerator=0, denominator=0, value=value)
    found = read(tables.csv(tables.HEADER, tables.ROW, nobody))
    assert [(p.code, p.severity, p.cell) for p in found.problems] == [
        ("nobody_to_count", "warning", "F3")
    ]
    rows = found.frame.set_index("period")
    assert rows.loc["2008/09", "numerator"] == 120
    assert rows.loc["2009/10", "marker"] == "not_applicable"
    assert rows.loc["2009/10", ["numerator", "denominator", "value"]].isna().all()


def test_a_value_beside_0_of_0_is_an_error(errors, tables):
    row = tables.changed(numerator=0, denominator=0, value=3.2)
    assert ("zero_denominator", "F2") in errors(tables.csv(tables.HEADER, row))


@pytest.mark.parametrize("least", [">=716", "> 716", "more than 101"])
def test_a_least_count_is_no_way_of_holding_one_back(errors, tables, least):
    row = tables.changed(numerator=least, value="")
    assert ("not_a_number", "E2") in errors(tables.csv(tables.HEADER, row))


def test_a_share_of_nearly_all_is_held_back(read, tables):
    row = tables.changed(numerator="", denominator="", value=">95%")
    assert read(tables.csv(tables.HEADER, row)).frame["marker"].tolist() == ["suppressed"]


def test_swapped_counts_of_a_rate_are_an_error(errors, tables):
    row = tables.changed(
        indicator="infant_mortality", period="2007-09", numerator=9155, denominator=52, value=5.7
    )
    assert ("numerator_over_denominator", "E2") in errors(tables.csv(tables.HEADER, row))


def test_a_percentage_over_100_is_an_error(errors, tables):
    row = tables.changed(numerator="", denominator="", value=187)
    assert errors(tables.csv(tables.HEADER, row)) == [("too_large", "G2")]


def test_a_decimal_point_for_a_thousand_in_counts_is_pointed_out(rows, tables):
    read = rows(tables.changed(numerator="1.234", denominator="6.684", value=""))
    assert codes(read) == [("part_count", "E2"), ("part_count", "F2")]


def test_one_count_alone_is_a_warning(rows, tables):
    read = rows(tables.changed(denominator="", value=""))
    assert codes(read) == [("incomplete_counts", "E2")]
    assert math.isnan(values(read)[0])


def test_a_boolean_is_not_1(errors, tables):
    for field, cell in (("numerator", "E2"), ("denominator", "F2"), ("value", "G2")):
        row = tables.changed(**{field: True})
        ones = tables.changed(area_code="B", numerator=1, denominator=5, value=20)
        found = errors(tables.xlsx(tables.HEADER, row, ones))
        assert found == [("not_a_number", cell)]


def test_an_error_value_is_an_error_and_not_a_blank(errors, tables):
    import io

    import xlsxwriter

    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("Data")
    sheet.write_row(1, 0, tables.HEADER)
    sheet.write_row(2, 0, tables.changed(area_code="A"))
    sheet.write_row(4, 0, tables.ROW[:5])
    sheet.write_formula(4, 5, "=1/0", None, "#DIV/0!")
    sheet.write(4, 6, 18.5)
    book.close()
    assert errors(stream.getvalue()) == [("not_a_number", "F5")]


def test_a_date_in_a_number_cell_is_an_error(errors, tables):
    import datetime

    content = tables.xlsx(
        tables.HEADER, tables.changed(value=datetime.date(2008, 9, 1)), formats={6: "d mmm yyyy"}
    )
    assert errors(content) == [("not_a_number", "G2")]


def test_a_marker_column_is_read_and_checked(read, errors, tables):
    header = (*tables.HEADER, "marker")
    frame = read(tables.csv(header, (*tables.ROW, "suppressed"))).frame
    assert math.isnan(frame["value"][0])
    assert errors(tables.csv(header, (*tables.ROW, "supressed"))) == [("unknown_marker", "H2")]


def test_all_problems_come_at_once(errors, tables):
    found = errors(
        tables.csv(
            tables.HEADER,
            tables.changed(numerator="twelve"),
            tables.changed(indicator="smokng at delivery"),
            tables.changed(area_code="B", period="2008/09 Q5"),
            tables.changed(area_code="C", numerator=900, value=""),
        )
    )
    assert sorted(found) == [
        ("bad_period", "D4"),
        ("not_a_number", "E2"),
        ("numerator_over_denominator", "E5"),
        ("unknown_indicator", "C3"),
    ]


def test_a_very_long_cell_is_quoted_in_part(problems, tables):
    (problem,) = problems(tables.csv(tables.HEADER, tables.changed(value="y" * 30_000)))
    assert len(problem.text) < 1_000
    assert "30,000 characters" in problem.text


def test_a_formula_whose_result_was_not_saved_is_pointed_out(read, tables):
    import io

    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(tables.HEADER)
    sheet.append([*tables.ROW[:4], "=100+20", 650, 18.5])
    sheet.append([*tables.changed(area_code="B", area_name="B")[:6], None])
    stream = io.BytesIO()
    book.save(stream)
    found = read(stream.getvalue())
    assert codes(found) == [("unsaved_formula", "E2")]
    assert "=100+20" in found.problems[0].message
    assert values(found) == [18.5, pytest.approx(18.4615384615)]


def test_a_formula_that_gives_an_empty_text_is_blank(read, tables):
    import io
    import zipfile

    # As spreadsheet programs save =IF(E2="","","").
    empty = b'<c r="G2" t="str"><f>IF(E2="","","")</f><v></v></c>'
    plain = tables.xlsx(tables.HEADER, tables.changed(value=77))
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'<c r="G2"><v>77</v></c>', empty))
    assert empty in zipfile.ZipFile(stream).read("xl/worksheets/sheet1.xml")
    assert codes(read(stream.getvalue())) == []
