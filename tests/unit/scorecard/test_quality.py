"""The marks for the data behind a row, held against the rules as they are written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from imscore.model import Mark, Problem, Quality
from imscore.periods import parse

SMOKING, CONCEPTIONS, RATE = "smoking_at_delivery", "under18_conceptions", "infant_mortality"
OTHER = {"code": "5ZY", "name": "Othertown"}


def quarters(first_year: int, last: str, **also: object) -> list[dict[str, object]]:
    """Every quarter from the first one of a financial year to the last one named."""
    names = [
        f"{year}/{(year + 1) % 100:02d} Q{number}"
        for year in range(first_year, 2011)
        for number in (1, 2, 3, 4)
    ]
    rows = {"indicator": SMOKING, "numerator": 100, "denominator": 600}
    return [{**rows, "period": name, **also} for name in names[: names.index(last) + 1]]


def years(first: int, last: int, **also: object) -> list[dict[str, object]]:
    rows = {"indicator": CONCEPTIONS, "numerator": 200, "denominator": 4000}
    return [{**rows, "period": str(year), **also} for year in range(first, last + 1)]


def of(made, rows, england=(), problems=(), **choice) -> Quality:
    observations = replace(made.observed(*rows), problems=tuple(problems))
    return made.only_row(observations, list(england), **{"area": "5ZZ", **choice}).quality


def warning(code: str, cell: str) -> Problem:
    return Problem("warning", code, "pct.xlsx", "Data", cell, "", "", "", "")


# Timeliness.


@pytest.mark.parametrize(
    ("newest", "mark", "said"),
    [
        ("2010/11 Q1", "good", "there is no newer one"),
        ("2010/11 Q2", "fair", "ends 3 months before"),
        ("2011/12 Q1", "fair", "ends 1 year before"),
        ("2011/12 Q2", "poor", "ends 1 year and 3 months before"),
    ],
)
def test_a_quarter_is_held_against_the_england_series_newest(made, newest, mark, said):
    england = [made.england(SMOKING, "2009/10 Q1", 14.0), made.england(SMOKING, newest, 13.6)]
    found = of(made, quarters(2009, "2010/11 Q1"), england).timeliness
    assert found.mark == mark
    assert said in found.reason
    assert f"the England series' newest, {newest}" in found.reason


@pytest.mark.parametrize(("newest", "mark"), [("2008", "good"), ("2009", "fair"), ("2010", "poor")])
def test_a_year_is_held_against_what_other_areas_of_the_file_have(made, newest, mark):
    rows = [*years(2004, 2008), *years(2004, int(newest), **OTHER)]
    found = of(made, rows).timeliness
    assert found.mark == mark
    assert f"the file's newest, {newest}" in found.reason


def test_the_newer_of_file_and_england_series_counts(made):
    rows = [*years(2004, 2008), *years(2004, 2009, **OTHER)]
    assert of(made, rows, [made.england(CONCEPTIONS, "2010", 35.0)]).timeliness.mark == "poor"
    assert of(made, rows, [made.england(CONCEPTIONS, "2007", 35.0)]).timeliness.mark == "fair"


def test_with_as_of_nothing_that_ends_later_is_expected(made):
    england = [made.england(CONCEPTIONS, year, 35.0) for year in ("2008", "2009", "2021")]
    found = of(made, years(2004, 2008), england, as_of=parse("2008/09")).timeliness
    assert found.mark == "good"
    assert "of what ends by 2008/09" in found.reason
    assert of(made, years(2004, 2008), england, as_of=parse("2009")).timeliness.mark == "fair"


@pytest.mark.parametrize(
    ("as_of", "mark"), [("2008/09", "good"), ("2009/10", "fair"), ("2010/11", "poor")]
)
def test_as_of_stands_in_where_nothing_else_says_what_to_expect(made, as_of, mark):
    # The last whole calendar years by March 2009, 2010 and 2011 are 2008, 2009 and 2010.
    assert of(made, years(2004, 2008), as_of=parse(as_of)).timeliness.mark == mark


def test_a_file_of_one_area_says_nothing_of_what_could_be_expected(made):
    assert of(made, years(2004, 2008)).timeliness.mark == "not known"


def test_figures_of_another_kind_of_period_do_not_make_a_quarter_late(made):
    england = [made.england(SMOKING, "2010/11 Q1", 13.6), made.england(SMOKING, "2015/16", 11.0)]
    assert of(made, quarters(2009, "2010/11 Q1"), england).timeliness.mark == "good"


# Completeness.


def without(rows, *periods):
    return [row for row in rows if row["period"] not in periods]


def held_back(rows, *periods):
    nothing = {"value": float("nan"), "marker": "suppressed"}
    return [{**row, **nothing} if row["period"] in periods else row for row in rows]


@pytest.mark.parametrize(
    ("gone", "mark"),
    [
        ([], "good"),
        (["2009/10 Q1"], "fair"),
        (["2009/10 Q1", "2008/09 Q1", "2007/08 Q1", "2006/07 Q1"], "fair"),  # 4 of 20
        (["2009/10 Q1", "2008/09 Q1", "2007/08 Q1", "2006/07 Q1", "2006/07 Q2"], "poor"),
        (["2005/06 Q1"], "good"),  # more than five years back
    ],
)
@pytest.mark.parametrize("take", [without, held_back])
def test_the_last_twenty_quarters_count(made, gone, mark, take):
    found = of(made, take(quarters(2004, "2010/11 Q1"), *gone)).completeness
    assert found.mark == mark
    for period in gone[:1] if mark != "good" else ():
        assert f"{len(gone)} of the 20 quarters 2005/06 Q2 to 2010/11 Q1" in found.reason
        assert period in found.reason


def test_a_run_starts_no_earlier_than_the_file_does_for_any_area(made):
    assert of(made, years(2006, 2008)).completeness == Mark(
        "good", "none of the 3 years 2006 to 2008 is missing"
    )
    found = of(made, [*years(2006, 2008), *years(2004, 2008, **OTHER)]).completeness
    assert found.mark == "poor"
    assert "2 of the 5 years 2004 to 2008 are missing: 2004 and 2005" in found.reason


def test_a_figure_held_back_is_poor_whatever_stands_before_it(made):
    found = of(made, held_back(years(2000, 2008), "2008"))
    assert found.completeness == Mark("poor", "2008 is suppressed in the file")
    assert found.validity == Mark("not known", "there is no figure to check")


def test_one_period_alone_shows_no_gaps(made):
    assert of(made, years(2008, 2008)).completeness.mark == "not known"


def test_a_year_by_another_definition_is_not_missing(made):
    rows = [
        {"indicator": SMOKING, "period": f"{y}/{y - 1999}", "numerator": 90, "denominator": 700}
        for y in range(2014, 2019)
    ]
    assert of(made, rows).completeness.mark == "good"


@pytest.mark.parametrize(
    ("unknown", "mark"), [(30, "good"), (31, "fair"), (90, "fair"), (91, "poor"), (None, "good")]
)
def test_status_not_known_counts_where_the_file_gives_it(made, unknown, mark):
    observations = made.observed(*quarters(2009, "2010/11 Q1"))
    column = [float("nan") if unknown is None else float(unknown)] * len(observations.frame)
    told = replace(observations, frame=observations.frame.assign(not_known=column))
    found = made.only_row(told, []).quality.completeness
    assert found.mark == mark
    assert ("not known of" in found.reason) is (unknown is not None)


def test_a_rate_pooled_of_years_has_the_not_known_of_all_three(made):
    rows = [
        {"indicator": RATE, "period": str(year), "numerator": 17, "denominator": 3000}
        for year in (2006, 2007, 2008, 2009)
    ]
    observations = made.observed(*rows)
    told = replace(
        observations, frame=observations.frame.assign(not_known=[0.0, 90.0, 180.0, 270.0])
    )
    found = made.only_row(told, []).quality.completeness
    assert "540 for a denominator of 9,000 (6.0%)" in found.reason
    assert found.mark == "fair"


def test_gaps_count_beside_a_good_share(made):
    observations = made.observed(*without(quarters(2009, "2010/11 Q1"), "2009/10 Q2"))
    frame = observations.frame.assign(not_known=0.0)
    found = made.only_row(replace(observations, frame=frame), []).quality.completeness
    assert found.mark == "fair"
    assert "2009/10 Q2" in found.reason
    assert "0 for a denominator of 600 (0.0%)" in found.reason


# Validity. The rows stand from row 2 on; of 2004 to 2008 the last is row 6.


@pytest.mark.parametrize(
    ("code", "cell", "mark"),
    [
        ("value_disagrees", "G6", "poor"),
        ("implausible", "G6", "poor"),
        ("interval_off", "H6", "poor"),
        ("value_disagrees", "G4", "fair"),
        ("jump", "G6", "fair"),
        ("part_count", "E6", "fair"),
        ("duplicate_same", "G6", "good"),  # no doubt about the figure
        ("value_disagrees", "G60", "good"),  # no figure of this area's
        ("value_disagrees", "Z6", "good"),  # another table's column
    ],
)
def test_warnings_at_the_cells_of_the_run_count(made, code, cell, mark):
    found = of(made, years(2004, 2008), problems=[warning(code, cell)]).validity
    assert found.mark == mark
    assert (f"Data!{cell}" in found.reason) is (mark != "good")


def test_warnings_about_another_area_or_an_old_figure_do_not_count(made):
    rows = [*years(2000, 2008), *years(2000, 2008, **OTHER)]
    problems = [warning("value_disagrees", "G19"), warning("jump", "G2")]
    assert of(made, rows, problems=problems).validity.mark == "good"


@pytest.mark.parametrize(("at", "mark"), [(4, "fair"), (2, "fair"), (0, "good")])
def test_provisional_figures_are_fair(made, at, mark):
    rows = years(2003, 2008)
    rows[at + 1 if at else 0]["remark"] = "Provisional"
    assert of(made, rows).validity.mark == mark


def test_a_window_that_disagrees_with_its_years_is_poor(made):
    rows = [
        {"indicator": RATE, "period": str(year), "numerator": 17, "denominator": 3000}
        for year in (2007, 2008, 2009)
    ]
    window = {"indicator": RATE, "period": "2007-09", "numerator": 50, "denominator": 9000}
    found = of(made, [*rows, window]).validity
    assert found.mark == "poor"
    assert found.reason == "the window and its years disagree (pct.xlsx: Data!G5)"


@pytest.mark.parametrize("cell", ["G2", "G3", "G4"])
def test_doubts_about_the_years_are_doubts_about_the_rate_pooled_of_them(made, cell):
    rows = [
        {"indicator": RATE, "period": str(year), "numerator": 17, "denominator": 3000}
        for year in (2007, 2008, 2009)
    ]
    assert of(made, rows, problems=[warning("implausible", cell)]).validity.mark == "poor"


def test_a_value_without_counts_cannot_be_checked(made):
    rows = [{"indicator": CONCEPTIONS, "period": "2008", "value": 45.0}]
    assert of(made, rows).validity.mark == "not known"


# The three together.


@pytest.mark.parametrize(
    ("marks", "overall"),
    [
        (("good", "good", "good"), "good"),
        (("good", "fair", "not known"), "fair"),
        (("poor", "fair", "good"), "poor"),
        (("good", "good", "not known"), "not known"),
    ],
)
def test_the_lowest_mark_stands_for_all(marks, overall):
    assert Quality(*(Mark(mark, "") for mark in marks)).overall == overall
