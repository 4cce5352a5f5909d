"""Places, their links and the report's 43 areas: counts and cases that are known otherwise."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from imscore.reference import places, priority, tables


def kinds() -> Counter[str]:
    return Counter(place.kind for place in places.all_places().values())


def test_how_many_there_are():
    """151 trusts under 10 authorities; 9 regions; 42 boards and 106 locations under 7 regions."""
    found = kinds()
    assert found["Primary care trust"] == 151
    assert found["Strategic health authority"] == 10
    assert found["Region"] == 9
    assert (found["NHS region"], found["Integrated care board"]) == (7, 42)
    assert found["Sub-ICB location"] == 106


def test_296_lower_and_single_tier_authorities_stand_since_april_2023():
    """164 districts, 63 unitary, 36 metropolitan and 33 London authorities, the City included."""
    tiers = {"Unitary authority", "District", "Metropolitan borough", "London borough"}
    standing = [p for p in places.all_places().values() if p.kind in tiers and not p.former]
    assert len(standing) == 296


def test_every_place_lies_in_a_known_one():
    known = {*places.all_places(), "E92000001"}
    assert [p.code for p in places.all_places().values() if p.within not in known] == []


def test_successors_are_known_and_no_place_comes_after_itself():
    for place in places.all_places().values():
        assert set(place.successors) <= set(places.all_places())
        assert place not in places.became(place)


@pytest.mark.parametrize("code", ["5HQ", "E16000148", " 5hq "])
def test_codes_of_the_nhs_and_of_the_statistics_office_find_one_place(code):
    place = places.find(code)
    assert place is not None
    assert place.name == "Bolton PCT"


def test_every_trust_has_a_link_and_says_how_it_was_made():
    linked = {link.pct.code for link in places.all_links()}
    trusts = {p.code for p in places.all_places().values() if p.kind == "Primary care trust"}
    assert linked == trusts
    assert {link.relation for link in places.all_links()} == set(places.RELATIONS)
    for link in places.all_links():
        words = places.link_words(link)
        assert places.BY_NAME in words or not link.usable


def test_birmingham_had_several_trusts():
    """Line 608 of the report names Heart of Birmingham; there were two more."""
    birmingham = places.find("E08000025")
    assert birmingham is not None
    names = [link.pct.name for link in places.links_of(birmingham)]
    assert len(names) == 3
    assert any(name.startswith("Heart of Birmingham") for name in names)


def test_a_doubtful_link_is_no_match():
    """Reading and Wokingham: listed with Berkshire East, which their later groups contradict."""
    for name in ("E06000038", "E06000041"):
        place = places.find(name)
        assert place is not None
        (link,) = places.links_of(place)
        assert not link.usable
        assert "doubtful" in places.link_words(link)


def test_a_new_code_keeps_the_link_of_the_old_one():
    """Gateshead's code was E08000020 in the trusts' time and is E08000037."""
    old, new = places.find("E08000020"), places.find("E08000037")
    assert old is not None
    assert new is not None
    assert places.became(old) == [new]
    assert [link.pct.name for link in places.links_of(new)] == ["Gateshead PCT"]
    assert "has since had another code" in places.spoken_of(old)[0]


def test_a_merger_is_told_from_both_ends():
    """Bournemouth, Christchurch and Poole since 2019."""
    bournemouth, merged = places.find("E06000028"), places.find("E06000058")
    assert bournemouth is not None
    assert merged is not None
    assert merged in places.became(bournemouth)
    assert "replaced by" in places.spoken_of(bournemouth)[0]
    assert "Figures from before are of those" in places.spoken_of(merged)[0]


def test_regions_of_three_kinds_are_kept_apart():
    found = {code: places.region_of(code) for code in ("E08000001", "5HQ", "E54000057", "5ZZ")}
    named = {code: (place.name, place.kind) for code, place in found.items() if place}
    assert named == {
        "E08000001": ("North West", "Region"),
        "5HQ": ("North West", "Strategic health authority"),
        "E54000057": ("North West NHS Region", "NHS region"),
    }


def test_derbyshire_and_lincolnshire_are_in_the_east_midlands():
    """A list that the data come from had both counties elsewhere."""
    for code in ("E10000007", "E10000019"):
        region = places.region_of(code)
        assert region is not None
        assert region.name == "East Midlands"


def test_a_district_lies_in_its_county_and_then_in_its_region():
    preston = places.find("E07000123")
    assert preston is not None
    assert [place.name for place in places.chain(preston)] == ["Lancashire", "North West"]


def test_search_puts_whole_names_first_and_minds_no_case():
    assert places.search("LEEDS")[0].name == "Leeds"
    assert {p.name for p in places.search("wigan")} == {"Wigan", "Ashton, Leigh & Wigan PCT"}
    assert places.search("st helens")[0].name.startswith("St")
    assert places.search("nowhere at all") == []


# --- the annex ------------------------------------------------------------------------------------


def test_there_are_43_priority_areas():
    """Line 245 of the report gives the number, its annex the names."""
    areas = priority.all_areas()
    assert len(areas) == 43
    assert [area.order for area in areas] == list(range(1, 44))
    assert len({area.authority.code for area in areas}) == 43
    assert {areas[0].name, areas[22].name} == {"Birmingham", "Liverpool"}


def test_names_as_printed_and_the_authority_meant():
    by_name = {area.name: area.authority.name for area in priority.all_areas()}
    assert by_name["Medway Towns"] == "Medway"
    assert by_name["Bristol"] == "City of Bristol"
    assert by_name["Kingston upon Hull"] == "Kingston upon Hull"


@pytest.mark.parametrize(
    ("code", "how"),
    [
        ("E08000001", "itself"),
        ("5HQ", "linked"),
        ("5PG", "linked"),
        ("E07000154", "itself"),
        ("E06000062", "successor"),
        ("E10000017", "part"),
        ("E10000021", "part"),
    ],
)
def test_how_a_place_stands_to_the_list(code, how):
    (found,) = priority.standings(code)
    assert found.how == how
    assert "43 priority areas" in found.words


@pytest.mark.parametrize("code", ["E08000002", "5ZZ", "", "E12000002"])
def test_others_do_not_stand_on_it(code):
    """Bury, an unknown code, no code, a region."""
    assert priority.standings(code) == []


def test_no_trust_is_called_a_priority_area_itself():
    """D30: the annex is of authorities."""
    for place in places.all_places().values():
        if place.kind == "Primary care trust":
            assert {s.how for s in priority.standings(place.code)} <= {"linked", "part"}


# --- the files ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["places", "pct_authorities", "priority_areas", "advice", "advice_tables", "national_gap"],
)
def test_every_table_names_its_source_and_lies_in_the_package(name):
    said = " ".join(tables.sources(name))
    assert "Source" in said or "HSCIC" in said
    assert files("imscore.reference").joinpath("data", f"{name}.csv").is_file()
    assert tables.rows(name)
