"""Plain spaces between thousands: read where they can be nothing else, refused elsewhere."""

from __future__ import annotations

import pytest
from tests.unit.inputs.layouts.test_across import figures, read, refused

HEADER = [["Infant mortality"], ["Area", "2004-06", "", ""], ["", "Deaths", "Live births", "Rate"]]


def births(*counts: object) -> list[list[object]]:
    return [[f"Area {number}", 60, count, ""] for number, count in enumerate(counts)]


@pytest.mark.parametrize(
    ("counts", "read_as"),
    [
        # A second count would not begin with a nought.
        (("12 045", "120 650"), {12045, 120650}),
        (("1 000 650",), {1000650}),
        # A single number of like size beside it.
        (("12 345", 10200), {12345, 10200}),
        (("12 345", "10,200"), {12345, 10200}),
    ],
)
def test_spaces_that_can_only_part_thousands_are_read(counts, read_as):
    found = read([*HEADER, *births(*counts)])
    assert {row[4] for row in figures(found)} == read_as
    assert any("spaces between its thousands" in note for note in found.notes)


@pytest.mark.parametrize(
    "counts",
    [
        ("120 650",),
        ("12 345", "10 200"),
        # Not groups of three.
        ("12 34", 10200),
        # Of another size altogether.
        ("120 650", 1100),
    ],
)
def test_what_may_be_two_counts_is_refused_at_its_cell(counts):
    problem = refused([*HEADER, *births(*counts)])
    assert (problem.code, problem.cell) == ("not_a_number", "C4")
