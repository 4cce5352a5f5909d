"""Columns about people are refused; columns about areas never are."""

from pathlib import Path

import numpy as np
import pytest

from imscore.inputs import personal
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
    assert personal.is_nhs_number(number)
    assert not personal.is_nhs_number(number[:-1] + str((int(number[-1]) + 1) % 10))


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
