"""Names without codes in two spellings: one area where only case differs, else a warning."""

from __future__ import annotations

from typing import Any

import pytest

S = "smoking_at_delivery"


def row(name: str, period: str, code: str = "") -> tuple[object, ...]:
    return (code, name, S, period, 100, 500, 20)


def warned(found: Any) -> list[tuple[str, str]]:
    return [(p.code, p.cell) for p in found.problems if p.code == "near_names"]


@pytest.mark.parametrize("other", ["bolton", "BOLTON", " Bolton ", "Bolton\N{NBSP}"])
def test_case_and_spaces_are_one_area(rows: Any, other: str) -> None:
    found = rows(row("Bolton", "2009/10"), row(other, "2010/11"))
    assert found.frame["area"].nunique() == 1
    assert warned(found) == []


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Bolton PCT", "Bolton"),
        ("Bolton", "Boltn"),
        ("Stoke-on-Trent", "Stoke on Trent"),
        ("St Helens", "St. Helens"),
        ("Anytown PCT", "Anytown Primary Care Trust"),
    ],
)
def test_names_that_may_be_one_area_are_warned_of_and_kept_apart(
    rows: Any, name: str, other: str
) -> None:
    found = rows(row(name, "2009/10"), row(other, "2010/11"))
    assert warned(found) == [("near_names", "B3")]
    assert found.frame["area"].nunique() == 2


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("East Sussex", "West Sussex"),
        ("Northampton", "Northamptonshire"),
        ("Bolton", "Bury"),
        ("Anytown", "Newtown"),
    ],
)
def test_names_of_two_places_are_not(rows: Any, name: str, other: str) -> None:
    assert warned(rows(row(name, "2009/10"), row(other, "2010/11"))) == []


def test_two_names_with_a_figure_each_of_one_period_are_two_areas(rows: Any) -> None:
    found = rows(row("Bolton PCT", "2009/10"), row("Bolton", "2009/10"), row("Bolton", "2010/11"))
    assert warned(found) == []


def test_names_with_codes_are_told_apart_by_these(rows: Any) -> None:
    found = rows(row("Bolton PCT", "2009/10", "5HQ"), row("Bolton", "2010/11", "E08000001"))
    assert warned(found) == []
