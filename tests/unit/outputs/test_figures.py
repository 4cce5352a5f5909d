from dataclasses import replace

import pytest

from imscore.model import Row
from imscore.outputs import figures
from imscore.outputs.figures import TYPESET


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (19.87012987012987, "19.9"),
        (20.25, "20.3"),  # a half goes up, as people round
        (5.35, "5.4"),  # held as 5.3499999999999996
        (2.675, "2.7"),
        (-0.04, "0.0"),
        (-0.0, "0.0"),
        (-0.05, "-0.1"),
        (1234567.89, "1,234,567.9"),
        (0.0, "0.0"),
        (99.95, "100.0"),
        (99.999999999999986, "100.0"),
    ],
)
def test_numbers_are_shown_with_one_decimal(value: float, expected: str) -> None:
    assert figures.number(value) == expected


def test_signs_are_a_choice() -> None:
    assert figures.number(-1.3, TYPESET) == "−1.3"
    assert figures.number(6.4, signed=True) == "+6.4"
    assert figures.number(0.01, signed=True) == "0.0"


@pytest.mark.parametrize(
    ("count", "expected"), [(612.0, "612"), (7812.0, "7,812"), (112.25, "112.3"), (0.0, "0")]
)
def test_counts_have_separators_and_only_the_decimals_they_need(
    count: float, expected: str
) -> None:
    assert figures.count(count) == expected


@pytest.mark.parametrize(
    ("needed", "people"), [(-49.05, 50), (41.0000000001, 41), (0.2, 1), (-1.0, 1), (0.0, 0)]
)
def test_people_are_whole_and_rounded_away_from_nought(needed: float, people: int) -> None:
    assert figures.people(needed) == people


def test_counts_say_what_is_counted(smoking: Row) -> None:
    assert figures.counts(smoking) == "153 of 770 maternities"
    assert figures.counts(smoking, bare=True) == "153 of 770"
    rate = replace(smoking, unit="per 1,000 live births", population="live births")
    assert figures.counts(replace(rate, numerator=45.0, denominator=7812.0)) == (
        "45 in 7,812 live births"
    )


def test_a_missing_count_is_never_nought(smoking: Row) -> None:
    assert figures.counts(replace(smoking, numerator=None)) == "770 maternities"
    assert figures.counts(replace(smoking, denominator=None)) == "153 mothers smoking"
    assert figures.counts(replace(smoking, numerator=None), bare=True) == "? of 770"
    assert figures.counts(replace(smoking, numerator=None, denominator=None)) == ""


@pytest.mark.parametrize(
    ("marker", "expected"),
    [
        ("suppressed", "suppressed"),
        ("not_available", "not available"),
        ("not_applicable", "not applicable"),
        ("", "no figure"),
    ],
)
def test_a_missing_value_says_why(smoking: Row, marker: str, expected: str) -> None:
    assert figures.value(replace(smoking, value=None, marker=marker), "%") == expected


def test_an_unreliable_value_is_shown_and_marked(smoking: Row) -> None:
    assert figures.value(replace(smoking, marker="unreliable"), "%") == "19.9% (unreliable)"


def test_units_and_intervals(smoking: Row) -> None:
    rate = replace(smoking, unit="per 1,000 live births", population="live births")
    assert figures.short_unit(rate) == "per 1,000"
    assert figures.short_unit(smoking) == "%"
    assert figures.with_unit("18.3", "%") == "18.3%"
    assert figures.interval(16.38, 20.24) == "16.4 to 20.2"
    assert figures.interval(-1.25, 0.4, TYPESET) == "−1.3 to 0.4"
    assert figures.interval(None, 20.2) == ""
