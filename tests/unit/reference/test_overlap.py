"""Places that hold the same people, by the publications that the list of places is made of."""

from __future__ import annotations

import pytest

from imscore.reference import places
from imscore.reference.overlap import known_place, lacking, why_shared


def shared(one: str, other: str) -> str:
    return why_shared(*(places.all_places()[code] for code in (one, other)))


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("E07000117", "E10000017", "Burnley (E07000117) lies in Lancashire (E10000017)"),
        ("E10000017", "E07000117", "Burnley (E07000117) lies in Lancashire (E10000017)"),
        ("E38000016", "E54000057", "lies in NHS Greater Manchester Integrated Care Board"),
        ("E06000062", "E07000154", "West Northamptonshire (E06000062) came after Northampton"),
        ("E16000148", "E08000001", "boundaries are not compared"),
        ("E08000001", "E08000001", "is there twice"),
    ],
)
def test_places_that_share_people(one, other, why):
    assert why in shared(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("E08000001", "E08000002"),  # Bolton and Bury
        ("E07000117", "E07000118"),  # two districts of Lancashire
        ("E16000148", "E16000043"),  # two trusts
        ("E07000154", "E06000061"),  # Northampton is in West, not in North Northamptonshire
    ],
)
def test_places_apart(one, other):
    assert shared(one, other) == ""


def test_a_place_by_its_name_only_where_one_place_has_it():
    assert known_place("", "burnley").code == "E07000117"
    assert known_place("", "Anytown") is None
    assert known_place("5ZZ", "Burnley") is None


def test_greater_manchester_lacks_none_once_its_ten_boroughs_are_there():
    """The North West of today has 35 authorities of the lowest kind: 15 metropolitan boroughs,
    8 unitary authorities (Cumberland, Westmorland and Furness among them), 12 districts."""
    region = places.all_places()["E12000002"]
    boroughs = [places.all_places()[f"E0800000{number}"] for number in range(1, 10)]
    assert len(lacking(region, boroughs)) == 26
    lancashire = places.all_places()["E10000017"]
    assert len(lacking(region, [*boroughs, lancashire])) == 14


def test_forest_heath_lies_in_suffolk():
    """The look-up of districts to regions of December 2018 has E07000201 in East of England."""
    found = [place.name for place in places.chain(places.all_places()["E07000201"])]
    assert found == ["Suffolk", "East of England"]
