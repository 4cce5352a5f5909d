"""Years that their own quarters contradict. Sums and percentages by hand."""

from __future__ import annotations

import pytest

YEAR = "2008/09"
QUARTERS = [f"{YEAR} Q{n}" for n in (1, 2, 3, 4)]
# 150 and 140 and 160 and 130 make 580; 600 of each quarter make 2,400: 24.17%.
COUNTS = [(150, 600), (140, 600), (160, 600), (130, 600)]


@pytest.fixture
def doubts(rows, tables):
    """The warnings about years, as cell and message; jumps and gaps are no matter here."""

    def found(year, quarters, **fields):
        lines = [
            tables.changed(period=when, numerator=n, denominator=d, value=v, **fields)
            for when, (n, d, v) in zip([*QUARTERS, YEAR], [*quarters, year], strict=True)
            if (n, d, v) != (None, None, None)
        ]
        told = rows(*lines).problems
        return [(p.cell, p.message) for p in told if p.code == "year_disagrees"]

    return found


def counts(*pairs):
    return [(*pair, "") for pair in pairs]


def values(*numbers):
    return [("", "", number) for number in numbers]


def test_quarters_that_add_up_are_no_matter(doubts):
    assert doubts((580, 2400, ""), counts(*COUNTS)) == []
    assert doubts((580, 2400, 24.2), counts(*COUNTS)) == []


@pytest.mark.parametrize(
    ("year", "given"),
    [((581, 2400), "581 of 2,400"), ((580, 2399), "580 of 2,399"), ((700, 2400), "700 of 2,400")],
)
def test_a_year_whose_counts_are_not_the_sums_is_told_at_its_cell(doubts, year, given):
    ((cell, message),) = doubts((*year, ""), counts(*COUNTS))
    assert cell == "G6"
    assert f"is {given}, but its four quarters add up to 580 of 2,400" in message


@pytest.mark.parametrize(("value", "told"), [(24.2, 0), (24.17, 0), (24, 0), (24.3, 1), (25, 1)])
def test_a_years_value_is_what_the_sums_make_in_its_own_rounding(doubts, value, told):
    found = doubts(("", "", value), counts(*COUNTS))
    assert len(found) == told
    assert all("580 of 2,400, which is 24.17" in message for _, message in found)


@pytest.mark.parametrize(("value", "told"), [(15.0, 0), (14.5, 0), (13.1, 0), (16.5, 1), (12.1, 1)])
def test_a_value_outside_those_of_its_quarters_cannot_be(doubts, value, told):
    found = doubts(("", "", value), values(13.2, 15.1, 14.9, 16.3))
    assert len(found) == told
    assert all("its four quarters are 13.2 to 16.3" in message for _, message in found)


def test_a_years_counts_beside_values_of_quarters_are_held_against_their_range(doubts):
    # 480 of 2,400 is 20%.
    assert len(doubts((480, 2400, ""), values(13.2, 15.1, 14.9, 16.3))) == 1
    assert doubts((360, 2400, ""), values(13.2, 15.1, 14.9, 16.3)) == []


def test_three_quarters_can_be_less_than_the_year_and_never_more(doubts):
    three = [*counts(*COUNTS[:3]), (None, None, None)]
    assert doubts((580, 2400, ""), three) == []
    ((cell, message),) = doubts((440, 2400, ""), three)
    assert cell == "G5"
    assert "450 of 1,800" in message


def test_where_a_quarter_is_withheld_no_more_is_said_than_can_be_known(doubts):
    withheld = [*values(13.2, 15.1, 14.9), ("", "", "*")]
    assert doubts(("", "", 25.0), withheld) == []
    assert doubts(("", "", "*"), counts(*COUNTS)) == []


def test_quarters_of_another_year_or_area_are_not_its_own(rows, tables):
    lines = [
        tables.changed(period=f"2009/10 Q{n}", numerator=150, denominator=600, value="")
        for n in (1, 2, 3, 4)
    ]
    other = [(("5ZY"), "Othertown", *line[2:3], f"2008/09 Q{n}", *line[4:])
             for n, line in enumerate(lines, start=1)]  # fmt: skip
    read = rows(*lines, *other, tables.changed(numerator=580, denominator=2400, value=""))
    assert [p.code for p in read.problems if p.code == "year_disagrees"] == []


def test_many_years_that_disagree_are_told_in_one_line(rows, tables):
    lines = []
    for area in range(12):
        who = {"area_code": f"A{area:02d}", "area_name": f"Area {area}", "value": ""}
        lines += [
            tables.changed(period=q, numerator=n, denominator=d, **who)
            for q, (n, d) in zip(QUARTERS, COUNTS, strict=True)
        ]
        lines.append(tables.changed(numerator=581, denominator=2400, **who))
    (problem,) = rows(*lines).problems
    assert (problem.code, problem.cell) == ("year_disagrees", "G6")
    assert "11 more years" in problem.message
