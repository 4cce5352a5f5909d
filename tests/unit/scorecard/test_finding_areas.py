"""Which area is meant, and what is said where that is not clear."""

from __future__ import annotations

import pytest

from imscore.errors import UsageError


def of(code, name, **more):
    return dict(
        indicator="smoking_at_delivery",
        period="2010/11 Q1",
        numerator=160,
        denominator=807,
        code=code,
        name=name,
        **more,
    )


LONDON = of("E12000007", "London region")
ENGLAND = of("E92000001", "England")
HACKNEY, CITY = of("E09000012", "Hackney"), of("E09000001", "City of London")


def card(made, *rows, **choice):
    (found,) = made.scores(made.observed(*rows), **choice)
    return found


def test_the_only_local_area_needs_no_name(made):
    found = card(made, ENGLAND, LONDON, HACKNEY)
    assert (found.area_code, found.area_name, found.area_type) == (
        "E09000012",
        "Hackney",
        "London borough",
    )


@pytest.mark.parametrize("wanted", ["Hackney", "hackney", " HACKNEY ", "E09000012", "e09000012"])
def test_a_code_or_a_name_finds_its_area(made, wanted):
    assert card(made, CITY, HACKNEY, area=wanted).area_code == "E09000012"


def test_a_region_can_be_asked_for(made):
    assert card(made, HACKNEY, LONDON, area="London region").area_code == "E12000007"


def test_several_areas_are_listed_as_they_are_spelt(made):
    with pytest.raises(UsageError) as error:
        made.scores(made.observed(ENGLAND, LONDON, CITY, HACKNEY))
    text = str(error.value)
    assert text.startswith("The input holds 2 areas: ")
    assert "E09000001 (City of London), E09000012 (Hackney)" in text
    assert "--area" in text
    assert "--all-areas" in text


def test_a_misspelt_area_brings_the_nearest(made):
    with pytest.raises(UsageError, match=r"no area 'Hackny'.*Did you mean Hackney\?"):
        made.scores(made.observed(CITY, HACKNEY), area="Hackny")


def test_an_area_like_no_other_brings_the_list_alone(made):
    with pytest.raises(UsageError) as error:
        made.scores(made.observed(CITY, HACKNEY), area="Zzzz")
    assert "Did you mean" not in str(error.value)
    assert "E09000012 (Hackney)" in str(error.value)


@pytest.mark.parametrize("wanted", ["England", "E92000001"])
def test_england_is_no_local_area(made, wanted):
    with pytest.raises(UsageError, match="England is what areas are held against"):
        made.scores(made.observed(ENGLAND, HACKNEY), area=wanted)


def test_england_alone_makes_no_scorecard(made):
    with pytest.raises(UsageError, match="England only"):
        made.scores(made.observed(ENGLAND))
    with pytest.raises(UsageError, match="no local area"):
        made.scores(made.observed(ENGLAND, LONDON), all_areas=True)


def test_two_areas_of_one_name_are_told_apart_by_code(made):
    rows = [of("E07000001", "Newtown"), of("E07000002", "Newtown")]
    with pytest.raises(UsageError, match=r"name of 2 areas: E07000001 .*, E07000002 "):
        made.scores(made.observed(*rows), area="newtown")
    assert card(made, *rows, area="E07000002").area_code == "E07000002"


def test_areas_without_codes_go_by_their_names(made):
    rows = [of("", "Bolton"), of("", "Bury")]
    found = card(made, *rows, area="Bolton")
    assert (found.area_code, found.area_name) == ("", "Bolton")
    with pytest.raises(UsageError, match="There is no area ''"):
        made.scores(made.observed(*rows), area="")


def test_a_long_list_is_cut_and_counted(made):
    rows = [of(f"E0700{n:04}", f"Town {n}") for n in range(15)]
    with pytest.raises(UsageError, match=r"holds 15 areas: .* and 3 more\."):
        made.scores(made.observed(*rows))


def test_all_areas_are_the_local_ones_by_name(made):
    cards = made.scores(made.observed(ENGLAND, LONDON, HACKNEY, CITY), all_areas=True)
    assert [found.area_name for found in cards] == ["City of London", "Hackney"]
