"""Codes that were changed on the way are warned of; codes of an area's own are left alone."""

from __future__ import annotations

import pytest

FIGURES = ("smoking_at_delivery", "2010/11", 716, 3821, 18.7)


# Bolton, Bury and Hammersmith are places of the Office for National Statistics' list, 5HQ is the
# code of Bolton PCT and 5E1 that of North Tees PCT in the list of the Organisation Data Service.
DAMAGED = [
    ("50", "Bolton", "code_is_number"),
    ("39448", "Bury", "code_is_number"),
    ("5.0", "Bury", "code_is_number"),
    ("Jan-08", "Bolton", "code_is_number"),
    ("01-Jan", "Bolton", "code_is_number"),
    ("01/12/2008", "Bolton", "code_is_number"),
    ("0AB", "Bolton", "malformed_code"),
    ("00B", "Bury", "malformed_code"),
    ("EO8000001", "Bolton", "malformed_code"),
    ("E0800000l", "Anytown", "malformed_code"),
    ("E0800OOO3", "Manchester", "malformed_code"),
    ("-5E1", "Anytown", "malformed_code"),
    ("+5HQ", "Bolton", "malformed_code"),
]


@pytest.mark.parametrize(("code", "name", "kind"), DAMAGED)
def test_a_damaged_code_is_warned_of_at_its_cell(rows, code, name, kind):
    (problem,) = rows((code, name, *FIGURES)).problems
    assert (problem.code, problem.severity, problem.cell) == (kind, "warning", "A2")
    assert code.lstrip("'") in problem.message


@pytest.mark.parametrize(
    ("code", "meant"), [("EO8000001", "E08000001"), ("E0800000l", "E08000001"), ("-5E1", "5E1")]
)
def test_the_code_that_is_perhaps_meant_is_named(rows, code, meant):
    (problem,) = rows((code, "Anytown", *FIGURES)).problems
    assert f"perhaps {meant}:" in problem.message


def test_numbers_and_dates_are_told_once(rows):
    found = rows(("39448", "Bolton", *FIGURES), ("39479", "Bury", *FIGURES))
    assert [p.cell for p in found.problems] == ["A2"]


def test_a_number_beside_the_codes_of_known_places_is_doubted_whatever_its_name(rows):
    found = rows(("50", "x", *FIGURES), ("5HQ", "Bolton PCT", *FIGURES))
    assert [(p.code, p.cell) for p in found.problems] == [("code_is_number", "A2")]


OWN = [
    # Made-up places numbered by their council, codes of commissioning groups and of trusts, codes
    # of an area's own beside the name of a place.
    ("101", "Anytown"), ("Area1", "Anytown"), ("5ZZ", "Anytown"), ("00T", "NHS Bolton CCG"),
    ("00C", "NHS Darlington CCG"), ("RMC", "Bolton NHS Foundation Trust"), ("BOL", "Bolton"),
    ("E08000001", "Bolton"), ("5HQ", "Bolton PCT"), ("0AB", "Anytown"), ("Jan-08", "Anytown"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "name"), OWN)
def test_other_codes_are_left_alone(rows, code, name):
    assert not rows((code, name, *FIGURES)).problems


def test_and_is_the_same_as_its_sign_in_a_name(errors, tables):
    one = ("", "Hammersmith & Fulham", *FIGURES)
    other = ("", "Hammersmith and Fulham", *FIGURES[:2], 700, 3821, "")
    assert errors(tables.csv(tables.HEADER, one, other)) == [("duplicate_different", "G3")]


def test_a_name_with_and_gets_the_code_that_it_has_elsewhere(rows):
    later = ("smoking_at_delivery", "2009/10", 716, 3821, 18.7)
    found = rows(("E09000013", "Hammersmith & Fulham", *FIGURES),
                 ("", "Hammersmith and Fulham", *later))  # fmt: skip
    assert set(found.to_frame()["area_code"]) == {"E09000013"}


@pytest.mark.parametrize("other", ["Bolton & Bury", "Boltonand", "Andover"])
def test_other_names_stay_other_areas(rows, other):
    found = rows(("", "Bolton", *FIGURES), ("", other, *FIGURES))
    assert len(set(found.to_frame()["area_name"])) == 2


@pytest.mark.parametrize("code", ["E08000001", "5HQ", "E12000002"])
@pytest.mark.parametrize("name", ["England", "ENGLAND", "England average"])
def test_englands_name_on_another_places_code_is_refused(errors, tables, code, name):
    content = tables.csv(tables.HEADER, (code, name, *FIGURES))
    assert errors(content) == [("different_areas", "B2")]


@pytest.mark.parametrize(
    ("code", "name"), [("E92000001", "England"), ("", "England"), ("ENG", "England"),
                       ("5ZZ", "New England"), ("E08000001", "Bolton")],
)  # fmt: skip
def test_england_and_other_places_under_their_own_codes_are_read(rows, code, name):
    assert not [p for p in rows((code, name, *FIGURES)).problems if p.severity == "error"]
