"""No real place is taken for another one, for England, or for a slip."""

from __future__ import annotations

import itertools

import pytest

from imscore.reference import areas, place_names, places

PLACES = [*places.all_places().values()]


def test_no_place_is_like_england():
    names = [*(place.name for place in PLACES), "fenland", "NHS Fenland"]
    assert [name for name in names if areas.is_like_england("", name)] == []


def test_no_code_of_a_place_is_like_englands():
    codes = [code for p in PLACES for code in (p.code, p.other_code) if code]
    assert [code for code in codes if areas.is_like_england(code, "Anytown")] == []


@pytest.mark.parametrize("code", ["E92001", "E92000"])
def test_the_code_of_a_practice_is_not_like_englands(code):
    assert not areas.is_like_england(code, "Anytown Surgery")


def test_no_place_is_of_another_than_its_code():
    assert [p.name for p in PLACES if place_names.is_of_another(p.code, p.name)] == []


def test_no_two_places_of_a_kind_are_alike_but_those_with_a_new_code():
    """The five districts, Northumberland and Gateshead were given new codes, by ONS."""
    pairs = [
        one.name
        for one, other in itertools.combinations(PLACES, 2)
        if one.kind == other.kind and place_names.alike(one.name, other.name)
    ]
    assert sorted(pairs) == [
        *("East Hertfordshire", "Gateshead", "Northumberland"),
        *("St Albans", "Stevenage", "Welwyn Hatfield"),
    ]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        # As national statistics call them.
        ("E06000052", "Cornwall and Isles of Scilly"),
        ("E06000052", "Cornwall UA"),
        ("E09000012", "Hackney and City of London"),
        ("E38000006", "NHS Barnsley CCG"),
        ("E12000006", "East"),
        ("E06000023", "Bristol, City of"),
        ("E06000010", "Hull"),
        ("5HQ", "NHS Bolton"),
        ("E10000014", "Hampshire"),
        ("E06000019", "Herefordshire, County of"),
        ("E06000047", "Durham"),
        ("E06000002", "Middlesbrough"),
        # A council's own code, and a care trust's.
        ("TAN", "Tandridge"),
    ],
)
def test_other_names_of_a_place_are_not_those_of_another(code, name):
    assert not place_names.is_of_another(code, name)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("E06000001", "Northumberland"),
        ("E06000028", "Bournemouth, Christchurch and Poole"),
        ("E10000018", "Leicester"),
        ("E08000003", "Greater Manchester"),
        ("E10000011", "West Sussex"),
    ],
)
def test_names_of_another_place(code, name):
    assert place_names.is_of_another(code, name)


def test_the_code_of_a_commissioning_group_has_had_two_names():
    assert place_names.was_renamed("E38000006")
    assert not place_names.was_renamed("E06000001")
