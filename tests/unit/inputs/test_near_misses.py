"""What is nearly, but not quite, what it should be: read as meant, warned of or refused."""

from __future__ import annotations

import pytest

from imscore.errors import InputError
from imscore.inputs.read import read_files
from imscore.model import Observations
from imscore.reference.indicators import load

HEAD = "area_code,area_name,indicator,period,numerator,denominator,value"
LOCAL = "E06000001,Foo,smoking_at_delivery,2010/11,100,500,"


def read(text: str) -> Observations:
    return read_files([("near.csv", text.encode())], load())


@pytest.mark.parametrize(
    "who",
    [
        *("-,England", "X,England", "n/a,England", "921,England", "GB-ENG,England"),
        *("E 92000001,England", "E92000001,", "ENG,", ",ENG", ",england", ",England*"),
        *(",England [1]", ",England2", ",England (average)"),
    ],
)
def test_england_under_the_names_and_codes_that_files_give_it(who):
    found = read(f"{HEAD}\n{LOCAL}\n{who},smoking_at_delivery,2010/11,,,10\n")
    assert found.frame["area_type"].tolist()[1] == "England"
    assert found.frame["area_code"].tolist()[1] == "E92000001"


@pytest.mark.parametrize("who", [",English average", ",National"])
def test_a_name_that_may_mean_england_is_warned_of(who):
    found = read(f"{HEAD}\n{LOCAL}\n{who},smoking_at_delivery,2010/11,,,10\n")
    assert [(p.code, p.cell) for p in found.problems] == [("near_england", "B3")]


def test_england_and_wales_is_another_country_whatever_follows_its_name():
    row = ',"England and Wales, total",smoking_at_delivery,2010/11,,,10'
    assert read(f"{HEAD}\n{LOCAL}\n{row}\n").frame["area_name"].tolist() == ["Foo"]


def test_a_region_called_england_by_mistake_is_refused():
    with pytest.raises(InputError) as caught:
        read(f"{HEAD}\n{LOCAL}\nE12000007,England,smoking_at_delivery,2010/11,,,10\n")
    assert [(p.code, p.cell) for p in caught.value.problems] == [("different_areas", "B3")]


def test_a_column_of_row_numbers_headed_by_a_hash_does_not_hide_the_table():
    assert len(read(f"#,{HEAD}\n1,{LOCAL}\n").frame) == 1


def test_a_misspelt_column_of_counts_is_warned_of():
    head = HEAD.replace("denominator", "denominater")
    found = read(f"{head}\nE06000001,Foo,smoking_at_delivery,2010/11,100,500,20\n")
    near = [problem for problem in found.problems if problem.code == "near_column"]
    assert [(problem.cell, problem.found) for problem in near] == [("F1", "'denominater'")]


def test_a_calendar_year_and_a_quarter_in_two_columns_are_refused_with_the_remedy():
    head = "area_name,indicator,year,quarter,numerator,denominator"
    with pytest.raises(InputError) as refused:
        read(f"{head}\nFoo,smoking_at_delivery,2010,Q1,100,500\n")
    (problem,) = refused.value.problems
    assert problem.code == "two_period_columns"
    assert "2010/11 Q1" in problem.expected


def test_a_rate_that_is_a_bare_quotient_is_refused():
    row = "E06000001,Foo,under18_conceptions,2008,,,0.06"
    with pytest.raises(InputError) as refused:
        read(f"{HEAD}\n{row}\n")
    assert [problem.code for problem in refused.value.problems] == ["ambiguous_fraction"]


def test_an_interval_that_cannot_be_is_not_used():
    row = "E06000001,Foo,smoking_at_delivery,2010/11,,,13,-2,28"
    found = read(f"{HEAD},lower_ci,upper_ci\n{row}\n")
    assert [problem.code for problem in found.problems] == ["interval_off"]


@pytest.mark.parametrize("limits", ["19,22", "22,15", "0.15,0.22", "-1,22"])
@pytest.mark.parametrize("counts", [",", "120,650"])
def test_limits_that_do_not_hold_their_value_are_warned_of(limits: str, counts: str) -> None:
    row = f"E06000001,Foo,smoking_at_delivery,2010/11,{counts},18.5,{limits}"
    found = read(f"{HEAD},lower_ci,upper_ci\n{row}\n")
    assert [(p.code, p.cell) for p in found.problems] == [("interval_off", "H2")]


@pytest.mark.parametrize("cell", ["12k", "1.5m", "12½", "12.3<", "12 to 15", "3 dozen"])
def test_no_other_number_is_proposed_for_what_is_none(cell: str) -> None:
    with pytest.raises(InputError) as refused:
        read(f"{HEAD}\nE06000001,Foo,smoking_at_delivery,2010/11,{cell},6000,\n")
    (problem,) = refused.value.problems
    assert (problem.code, problem.hint) == ("not_a_number", "Correct the cell.")
