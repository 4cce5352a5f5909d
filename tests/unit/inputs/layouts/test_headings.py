"""Texts that name an indicator, and texts that only hold its name. Judged by hand, text by text."""

from __future__ import annotations

import pytest

from imscore.inputs.layouts.headings import understand
from imscore.inputs.layouts.phrases import tokens
from imscore.reference.indicators import load

CATALOGUE = load()
OWN_AREAS = [tokens("Anytown"), tokens("Otherham")]


@pytest.mark.parametrize(
    ("text", "indicator", "measure"),
    [
        ("Smoking at delivery (%)", "smoking_at_delivery", "value"),
        ("Smoking at the time of delivery, Q3 2011/12", "smoking_at_delivery", ""),
        ("Number of women smoking at delivery", "smoking_at_delivery", "numerator"),
        ("Smokers at delivery", "smoking_at_delivery", "numerator"),
        ("% of maternities smoking at delivery", "smoking_at_delivery", "value"),
        ("Infant mortality rate per 1,000 live births, 2007-09", "infant_mortality", "value"),
        ("Infant mortality (per 1,000 live births)", "infant_mortality", "value"),
        ("Infant mortality rate (95% CI)", "infant_mortality", "value"),
        ("Infant mortality, three-year rolling average", "infant_mortality", ""),
        ("Number of infant deaths", "infant_mortality", "numerator"),
        ("Infant mortality by local authority, England", "infant_mortality", ""),
        ("Table 3a: Infant mortality in West Sussex", "infant_mortality", ""),
        ("Under 18 conceptions (rate)", "under18_conceptions", "value"),
        ("Under 18 conceptions (counts)", "under18_conceptions", "numerator"),
        ("Under-18 conceptions: number and rate", "under18_conceptions", "both"),
        ("Under-18 conception rate per 1,000 females aged 15-17, Anytown",
         "under18_conceptions", "value"),
        ("Table 6: Under 18 conceptions (numbers and rates) 1,2,3,4 and outcome, 1998 to 2017",
         "under18_conceptions", "both"),
        ("Infant mortality in routine and manual groups",
         "routine_and_manual_infant_mortality", ""),
        ("Stillbirth rate per 1,000 total births", "stillbirths", "value"),
    ],
)  # fmt: skip
def test_a_text_of_which_every_word_is_understood_names_its_indicator(text, indicator, measure):
    found = understand(text, CATALOGUE, OWN_AREAS)
    assert (found.is_clear, found.indicator, found.measure) == (True, indicator, measure)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Women not smoking at delivery (%)", "not"),
        ("Under-18 conceptions leading to abortion (%)", "leading"),
        ("Under 18 conceptions: maternity rate", "maternity"),
        ("Under-18 conceptions: rank", "rank"),
        ("Under-18 conceptions, % change since 1998", "change"),
        ("Infant mortality target", "target"),
        ("Smoking at delivery plan", "plan"),
        ("Infant mortality forecast", "forecast"),
        ("Infant mortality trajectory (planned)", "trajectory"),
        ("Smoking at delivery: data completeness (%)", "completeness"),
        ("Breastfeeding initiation: not known (%)", "known"),
        ("Breastfeeding at 6-8 weeks: coverage", "coverage"),
        ("Quit rate among women smoking at delivery", "quit"),
        ("Infant mortality, males", "males"),
        ("Infant mortality (boys only)", "boys"),
        ("Infant mortality by deprivation quintile, most deprived", "deprived"),
        ("Infant mortality (under 28 days)", "28"),
        ("Infant mortality between 1 and 4 years", "4"),
        ("Low birth weight of term babies, singletons", "singletons"),
        ("Breastfeeding initiation among teenage mothers", "teenage"),
        ("Smoking at delivery, women aged under 20 (%)", "20"),
        ("Infant mortality per 100,000 live births", "100000"),
        ("Under-18 conception rate per 10,000", "10000"),
        ("Smoking at delivery per 1,000 maternities", "1000"),
        ("Infant mortality (%)", "%"),
        ("Under-18 conception rate per 1,000 females aged 13-15", "13"),
        ("Infant mortality: standardised mortality ratio", "standardised"),
        ("Infant mortality, England and Wales", "wales"),
        ("Stillbirths and neonatal deaths", "neonatal"),
        ("Perinatal and infant mortality", "perinatal"),
        ("Infant mortality of babies of mothers born in Pakistan", "pakistan"),
        ("Infant mortality: lower confidence limit", "lower"),
        ("Number of under-18 conceptions by ward cluster, Anytown", "ward"),
    ],
)
def test_a_text_with_a_word_more_names_none_and_says_which_word(text, word):
    found = understand(text, CATALOGUE, OWN_AREAS)
    assert not found.is_clear
    assert word in found.unknown


def test_a_provisional_title_says_so_and_is_understood():
    found = understand("Smoking at delivery (%), provisional", CATALOGUE)
    assert found.is_clear
    assert found.provisional


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Infant mortality - Anytown PCT", ("anytown pct",)),
        ("Smoking at delivery, Somewhere Hospital", ("somewhere hospital",)),
        ("Infant mortality in Bolton", ("bolton",)),
        ("Infant mortality, hospital trust", ()),
        ("Infant mortality, excess region", ()),
    ],
)
def test_places_are_known_ones_or_say_of_what_kind_they_are(text, places):
    assert understand(text, CATALOGUE).places == places
