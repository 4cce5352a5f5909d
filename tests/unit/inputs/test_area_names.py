"""Names and codes of areas held against each other. Codes are those of the national register."""

import pytest


def line(tables, code, name, period="2008/09"):
    return tables.changed(area_code=code, area_name=name, period=period)


@pytest.mark.parametrize("name", ["London region", "London", "Greater London", "North West"])
def test_a_regions_name_beside_a_boroughs_code_is_an_error(errors, tables, name):
    found = errors(tables.csv(tables.HEADER, line(tables, "E09000002", name)))
    assert found == [("different_areas", "B2")]


@pytest.mark.parametrize(
    ("code", "name"), [("E12000007", "London region"), ("E09000001", "City of London")]
)
def test_londons_own_names_are_right(rows, tables, code, name):
    assert not rows(line(tables, code, name)).problems


def test_one_name_for_many_codes_is_an_error(problems, tables):
    made_up = [line(tables, f"X{n}", "Madeupshire") for n in range(5)]
    (found,) = [p for p in problems(tables.csv(tables.HEADER, *made_up)) if p.severity == "error"]
    assert (found.code, found.cell) == ("different_areas", "B2")
    assert "5 area codes have one name, Madeupshire: X0, X1, X2 and 2 more" in found.message


@pytest.mark.parametrize("field", [0, 1])
def test_areas_that_differ_only_in_look_alike_letters_are_an_error(problems, tables, field):
    twin = ["E08000001", "Bolton"]
    twin[field] = twin[field].replace("E", "\u0415").replace("o", "\u043e")
    first = line(tables, *twin) if field else line(tables, twin[0], "Bolton")
    found = problems(tables.csv(tables.HEADER, first, line(tables, "E08000001", "Bolton")))
    told = [p for p in found if "look alike" in p.message]
    assert [(p.code, p.cell) for p in told] == [("different_areas", f"{'AB'[field]}2")]
    assert ("U+043E" if field else "U+0415") in told[0].message


def test_a_look_alike_letter_by_itself_is_a_warning(rows, tables):
    (found,) = rows(line(tables, "5ZZ", "Anyt\u043ewn")).problems
    assert (found.code, found.cell) == ("look_alike_letters", "B2")
    assert "U+043E cyrillic small letter o" in found.message


def test_letters_of_welsh_names_are_latin(rows, tables):
    assert not rows(line(tables, "5ZZ", "Tŷ Newydd")).problems
