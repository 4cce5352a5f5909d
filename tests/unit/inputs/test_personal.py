"""Columns about people are refused; columns about areas never are."""

import io
from pathlib import Path

import numpy as np
import pytest
import xlsxwriter

from imscore.errors import InputError
from imscore.inputs import personal, personal_values
from imscore.inputs.sheets import Sheet, open_file

SAMPLES = Path(__file__).parents[3] / "sample_data"
# 943 476 5919 is the example of the NHS Data Dictionary; 999... numbers are kept for tests.
NHS = ["943 476 5919", "9990000018", "999 000 0026"]


def found(*cells):
    column = np.array(cells, dtype=object)
    return [(p.cell, p.found) for p in personal.problems(Sheet("t.csv", "", [column]))]


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("NHS number", "NHS numbers"),
        ("NHS_No", "NHS numbers"),
        ("Mother's NHS Number", "NHS numbers"),
        ("Forename", "names of people"),
        ("SURNAME", "names of people"),
        ("patient name", "names of people"),
        ("Baby surname", "names of people"),
        ("First name(s)", "names of people"),
        ("Date of birth", "dates of birth"),
        ("DOB", "dates of birth"),
        ("Mother's date of birth", "dates of birth"),
    ],
)
def test_headers(header, what):
    assert found("a title", header, "x") == [("A2", what)]


@pytest.mark.parametrize(
    "header",
    ["Area name", "Name", "name of PCT", "NHS area", "NHS organisation code", "Births",
     "Birth rate", "Organisation name", "Number", "Indicator name", "Date", "Surname rate",
     "Postcode"],
)  # fmt: skip
def test_headers_about_areas(header):
    assert found(header, "Bolton", "Bury") == []


@pytest.mark.parametrize("number", NHS)
def test_nhs_numbers_have_a_check_digit(number):
    assert personal_values.is_nhs_number(number)
    assert not personal_values.is_nhs_number(number[:-1] + str((int(number[-1]) + 1) % 10))


def test_columns_of_nhs_numbers_and_postcodes():
    assert found("id", *NHS) == [("A2", "NHS numbers")]
    assert found("id", *(float(n.replace(" ", "")) for n in NHS)) == [("A2", "NHS numbers")]
    assert found("where", "SW1A 1AA", "M1 1AE", "B33 8TH") == [("A2", "full postcodes")]
    assert found("Postcode", "SW1A1AA") == [("A2", "full postcodes")]


@pytest.mark.parametrize("text", ["943 476 5919", "943-476-5919", "Ref. 943 476 5919"])
def test_one_nhs_number_as_it_is_written_on_paper_is_enough(text):
    assert found("Ref", "x", text) == [("A3", "NHS numbers")]


@pytest.mark.parametrize(
    "text",
    # A wrong check digit; a telephone number; ten digits in one piece; two figures side by side.
    ["943 476 5918", "0300 123 4567", "9434765919", "1943 476 5919", "943 476 59190"],
)
def test_other_spaced_digits_are_not_nhs_numbers(text):
    assert found("Ref", text) == []


@pytest.mark.parametrize("header", ["Mother", "Mothers", "Baby", "Patient", "child"])
@pytest.mark.parametrize("name", ["Ann Example", "EXAMPLE, Ann", "A. Example", "Ann-May O'Example"])
def test_names_of_people_below_such_a_header(header, name):
    assert found("a title", header, name) == [("A2", "names of people")]


@pytest.mark.parametrize("cells", [(120, 650), ("120", "1,234"), ("*", ".."), ("Leeds", "Bury"),
                                   ("Tower Hamlets", "Milton Keynes")])  # fmt: skip
def test_counts_and_places_below_such_a_header_are_no_names(cells):
    assert found("Mothers", *cells) == []


@pytest.mark.parametrize("header", ["Lead", "Contact", "Chief officer", "Author"])
def test_who_leads_the_work_is_no_matter(header):
    assert found(header, "Ann Example", "Bob Example", "Cy Example") == []


def test_e_mail_addresses():
    assert found("E-mail", "ann@example.org") == [("A2", "e-mail addresses")]
    assert found("who", *(f"{n}@example.org" for n in "abc")) == [("A2", "e-mail addresses")]
    assert found("Notes", "x", "Questions to someone@example.org", "y", "z") == []


@pytest.mark.parametrize(
    "cells",
    [
        ("5E1", "00AB", "RXF", "Q30", "5ZZ"),
        ("E08000001", "E54000048", "E92000001", "E38000007"),
        ("P82001", "P82002", "Y02319", "RW3MR"),
        ("SW1A", "M1", "B33", "OL9"),
        (9434765919.0, 18725, 12.5, 3000),
        ("1234567890", "1234567891", "1234567892", "1234567893"),
        ("2008/09 Q1", "2007-09", "2008"),
        ("E01000001", "E02000001", "E05000650"),
    ],
)
def test_codes_of_areas_are_not_about_people(cells):
    assert found("code", *cells) == []


def test_the_values_are_never_quoted():
    (problem,) = personal.problems(Sheet("t.csv", "", [np.array(["id", *NHS], dtype=object)]))
    assert not any(number in str(problem.to_dict()) + problem.message for number in NHS)


@pytest.mark.parametrize("name", ["anytown_pct.xlsx", "anytown_pct.csv", "greater_manchester.csv"])
def test_the_samples_hold_none(name):
    opened = open_file(name, (SAMPLES / name).read_bytes())
    assert [p for sheet in opened.sheets for p in personal.problems(sheet)] == []


# Numbers of the range that is kept for tests, all with the right check digit.
TEST_NUMBERS = ["9990000018", "9990000026", "9990000034"]
WRITTEN = ["NHS{}", "NHS no. {}", "mother {}", "seen 2010, {}, again", "'{}", "{}.0", "id:{};"]


@pytest.mark.parametrize("written", WRITTEN)
def test_nhs_numbers_with_something_beside_them(written):
    assert found("ref", *map(written.format, TEST_NUMBERS)) == [("A2", "NHS numbers")]


@pytest.mark.parametrize("mark", ["\N{NBSP}", ".", "\N{THIN SPACE}", "\t"])
def test_nhs_numbers_spaced_otherwise(mark):
    number = mark.join(("943", "476", "5919"))
    assert found("ref", "x", number) == [("A3", "NHS numbers")]
    assert found("ref", "x", number[:-1] + "8") == []


def test_nhs_numbers_in_some_of_the_cells():
    assert found("ref", "x1", TEST_NUMBERS[0], "x2", TEST_NUMBERS[1], "x3", "x4", TEST_NUMBERS[0])
    assert found("ref", *(f"row {n}" for n in range(9)), *TEST_NUMBERS)


@pytest.mark.parametrize(
    "cells",
    [
        # Ten digits without the check digit; one right by chance among others; one alone; digits
        # of an unrounded value; telephones.
        ("9990000019", "9990000027", "9990000035"),
        ("9990000018", "9990000027", "9990000035", "9990000043"),
        ("9990000018", "", ""),
        ("18.9990000018", "17.9990000026", "16.9990000034"),
        ("09990000018", "09990000026", "09990000034"),
        ("1,999,000,001.8", "9,990,000,026", "9,990,000,034"),
    ],
)
def test_other_numbers_of_ten_digits_are_no_nhs_numbers(cells):
    assert found("count", *cells) == []


@pytest.mark.parametrize(
    ("header", "what"),
    [("DateOfBirth", "dates of birth"), ("MotherDateOfBirth", "dates of birth"),
     ("NHSNumber", "NHS numbers"), ("PatientName", "names of people"),
     ("FirstName", "names of people")],
)  # fmt: skip
def test_headers_in_one_word(header, what):
    assert found(header, "x") == [("A1", what)]


DAYS = ("01/02/1989", "13/07/1990", "29/11/1988")


@pytest.mark.parametrize(
    "header", ["born", "Birth", "Baby born", "Birthday", "note", "Ref", "Date of death"]
)
def test_days_below_a_header_that_tells_of_birth_or_of_nothing(header):
    assert found(header, *DAYS) == [("A1", "dates of birth")]
    assert found(header, *(np.datetime64(d[6:] + "-" + d[3:5] + "-" + d[:2]).item() for d in DAYS))


@pytest.mark.parametrize(
    "cells",
    [
        ("Date", *DAYS), ("Period end", *DAYS), ("Updated", *DAYS), ("born", 3821, 2484, 7947),
        ("Births", "3,821", "2,484"), ("note", *[DAYS[0]] * 9),
        ("note", "2008/09", "2009/10", "2010/11"),
        ("note", "March 2010", "April 2010", "May 2010"), ("note", "as of 01/02/1989", *DAYS[:2]),
    ],
)  # fmt: skip
def test_other_days_and_births_are_not(cells):
    assert found(*cells) == []


@pytest.mark.parametrize(
    "cells",
    [("BL1  1AA", "BL9  0AB", "M1   1AE"), ("BL1\N{NBSP}1AA", "BL9\N{NBSP}0AB", "M1\N{NBSP}1AE")],
)
def test_postcodes_of_eight_letters(cells):
    assert found("pcd8", *cells) == [("A2", "full postcodes")]


def test_addresses():
    assert found("place", "1 High St, BL1 1AA", "2 Low Rd BL9 0AB", "3 Mid Ln, M11AE.") == [
        ("A2", "addresses")
    ]


@pytest.mark.parametrize(
    "cells",
    [
        ("Bolton, BL1", "Bury, BL9", "Manchester, M1"),
        ("see 1 High St, BL1 1AA", "x", "y", "z", "Bury", "Oldham", "Wigan"),
        ("NHS Bolton 5HQ", "NHS Bury 5JX", "NHS Salford 5F5"),
        ("ward 1 E05000650", "ward 2 E05000651", "ward 3 E05000652"),
    ],
)
def test_other_ends_of_texts_are_no_addresses(cells):
    assert found("place", *cells) == []


@pytest.mark.parametrize("rows", [[["NHS number"]], [["ref"], *([n] for n in TEST_NUMBERS)]])
def test_hidden_sheets_are_looked_at_for_people(read, tables, rows):
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    for name, lines in {"Data": [tables.HEADER, tables.ROW], "Old": rows}.items():
        sheet = book.add_worksheet(name)
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    book.get_worksheet_by_name("Old").hide()
    book.close()
    with pytest.raises(InputError) as caught:
        read(stream.getvalue())
    assert [(p.code, p.sheet) for p in caught.value.problems] == [("personal_data", "Old")]


def test_other_hidden_sheets_do_no_harm(read, tables):
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    for name, line in {"Data": tables.HEADER, "Old": ["Area name", "Births"]}.items():
        book.add_worksheet(name).write_row(0, 0, line)
    book.get_worksheet_by_name("Data").write_row(1, 0, tables.ROW)
    book.get_worksheet_by_name("Old").hide()
    book.close()
    assert not read(stream.getvalue()).problems
