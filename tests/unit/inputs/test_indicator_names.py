"""Names of indicators in a column: published, numbered, understood word by word, or refused."""

from __future__ import annotations

import pytest

from imscore.errors import InputError
from imscore.inputs.read import read_files
from imscore.model import Observations
from imscore.reference.indicators import load

FINGERTIPS = "Indicator Name,Area Code,Area Name,Time period,Count,Denominator,Value"
FIRST = "smoking_at_delivery", "2010/11"
DEATHS = "infant_mortality", "2007 - 09"


def plain(name: str, period: str) -> Observations:
    text = f'Area,Indicator,Period,Value\nAnytown,"{name}",{period},12.1\n'
    return read_files([("t.csv", text.encode())], load())


def fingertips(*rows: str, number: bool = False) -> Observations:
    head = f"Indicator ID,{FINGERTIPS}" if number else FINGERTIPS
    return read_files([("t.csv", "\n".join([head, *rows]).encode())], load())


@pytest.mark.parametrize(
    ("name", "indicator", "period"),
    [
        ("SATOD (%)", *FIRST),
        ("C06 - Smoking status at time of delivery", *FIRST),
        ("Women smoking at time of delivery", *FIRST),
        ("% of women smoking at time of delivery", *FIRST),
        ("Breastfeeding initiation (%)", "breastfeeding_initiation", "2010/11"),
        ("E01 - Infant mortality rate", *DEATHS),
        ("Infant mortality (rate per 1,000 live births)", *DEATHS),
        ("IMR per 1,000", *DEATHS),
        ("Teenage conception rate", "under18_conceptions", "2009"),
        ("C02a - Under 18s conception rate / 1,000", "under18_conceptions", "2009"),
        ("C04 - Low birth weight of term babies", "low_birth_weight_term", "2009"),
    ],
)
def test_a_name_with_what_spreadsheets_add_is_its_indicator(name, indicator, period):
    assert plain(name, period).to_frame()["indicator"].tolist() == [indicator]


def test_a_name_taken_by_its_words_is_told():
    (note,) = [n for n in plain("SATOD (%)", "2010/11").notes if "taken by" in n]
    assert "SATOD (%) for Smoking at delivery" in note
    numbered = plain("C06 - Smoking status at time of delivery", "2010/11")
    assert not any("taken by" in note for note in numbered.notes)


@pytest.mark.parametrize(
    "name",
    [
        *("Number of infant deaths", "Infant deaths", "Infant mortality (%)", "SATOD target"),
        *("Women not smoking at time of delivery", "England infant mortality rate"),
        *("Infant mortality per 10,000", "Infant mortality 2004-06", "SATOD Q1"),
        *("Neonatal and infant mortality", "Infant mortality - 3 year average", "Bolton IMR (%)"),
        *("Smoking at delivery in Bolton", "SATOD (provisional)"),
        *("Teenage conception rate: under 16", "Infant mortality in England"),
        *("Smoking at delivery (historical method)", "C06 - Smoking at booking"),
        *("Infant mortality rate, North West", "Infant mortality, males", "F01 - IMR rank"),
    ],
)  # fmt: skip
def test_a_name_that_says_more_or_something_else_is_refused(name):
    with pytest.raises(InputError) as caught:
        plain(name, "2007-09" if "fant" in name or "IMR" in name else "2010/11")
    assert [p.code for p in caught.value.problems] == ["unknown_indicator"]


@pytest.mark.parametrize(
    "name", ["C06 - Smoking status at time of delivery", "C06 - SATOD (%)", "SATOD (%)"]
)
def test_a_number_that_contradicts_a_name_is_an_error_with_and_without_its_prefix(name):
    with pytest.raises(InputError) as caught:
        fingertips(f"20201,{name},E1,Anytown,2010/11,10,100,10", number=True)
    assert [p.code for p in caught.value.problems] == ["two_indicators"]


def test_a_name_is_not_understood_beside_a_number_that_is_not_known():
    found = fingertips(
        "20201,Breastfeeding initiation,E08000001,Bolton,2010/11,64,100,64",
        "99999,IMR (crude rate),E08000001,Bolton,2010/11,64,100,64",
        number=True,
    )
    assert found.to_frame()["indicator"].tolist() == ["breastfeeding_initiation"]


def test_rows_of_a_download_without_numbers_are_read_by_todays_names():
    found = fingertips(
        "E01 - Infant mortality rate,E08000001,Bolton,2007 - 09,55,10000,5.5",
        "C06 - Smoking status at time of delivery,E08000001,Bolton,2010/11,20,100,20",
        "E13 - Hip fractures in people aged 65 and over,E08000001,Bolton,2010/11,20,100,20",
    )
    assert sorted(found.to_frame()["indicator"]) == ["infant_mortality", "smoking_at_delivery"]
    assert not found.problems
    assert any("1 row of other indicators set aside (E13" in note for note in found.notes)


def test_a_name_that_is_nearly_a_known_one_is_warned_of_under_its_number():
    found = fingertips(
        "E01 - Infant mortalty rate,E08000001,Bolton,2007 - 09,55,10000,5.5",
        "C06 - Smoking status at time of delivery,E08000001,Bolton,2010/11,20,100,20",
    )
    (problem,) = found.problems
    assert (problem.code, problem.severity, problem.cell) == ("near_indicator", "warning", "A2")
