"""Marks in a column of their own are read as markers, or said where they are not known."""

from __future__ import annotations

import pytest


def table(tables, header, *marks):
    places = [("E08000001", "Bolton"), ("E08000002", "Bury")]
    figures = ("smoking_at_delivery", "2010/11", 716, 3821, 18.7)
    lines = [(*place, *figures, mark) for place, mark in zip(places, marks, strict=True)]
    return tables.csv((*tables.HEADER, header), *lines)


SUPPRESSED = [
    *(("suppressed", "Y"), ("Suppressed?", "yes"), ("suppression_flag", "TRUE"), ("flag", "[c]")),
    *(("disclosure", "disclosive"), ("value note", "Value suppressed"), ("flag", "suppressed")),
    *(("note", "Suppressed for disclosure control"), ("remark", "figure withheld"),),
]  # fmt: skip


@pytest.mark.parametrize(("header", "mark"), SUPPRESSED)
def test_a_figure_that_its_column_calls_suppressed_is_not_passed_on(read, tables, header, mark):
    frame = read(table(tables, header, mark, "")).to_frame()
    assert frame["marker"].tolist() == ["suppressed", ""]
    assert frame["numerator"].isna().tolist() == [True, False]
    assert frame["value"].isna().tolist() == [True, False]


def test_it_is_said_and_by_which_column(read, tables):
    notes = read(table(tables, "suppressed", "Y", "N")).notes
    assert any("1 row taken as suppressed, as column 'suppressed' says" in note for note in notes)


@pytest.mark.parametrize(
    ("header", "mark"),
    [("data quality", "fail"), ("Data_Quality", "Poor"), ("valid", "no"), ("flag", "unreliable"),
     ("validation status", "not validated"), ("flag", "[u]")],
)  # fmt: skip
def test_a_figure_that_failed_its_check_is_unreliable(read, tables, header, mark):
    frame = read(table(tables, header, mark, "ok")).to_frame()
    assert frame["marker"].tolist() == ["unreliable", ""]
    # 716 of 3,821.
    assert frame["value"].tolist()[0] == pytest.approx(18.7385, abs=1e-4)


HARMLESS = [
    *(("suppressed", "N"), ("suppressed", "no"), ("suppressed", "0"), ("data quality", "pass")),
    *(("data quality", "98%"), ("data quality", "97"), ("flag", "r"), ("flag", "green")),
    *(("note", "No figures are suppressed"), ("note", "some wards were suppressed in 2008")),
    *(("note", "Not suppressed"), ("comment", "see the note on suppressed counts")),
]


@pytest.mark.parametrize(("header", "mark"), HARMLESS)
def test_other_marks_leave_the_figure_as_it_is(read, tables, header, mark):
    found = read(table(tables, header, mark, mark))
    assert found.to_frame()["marker"].tolist() == ["", ""]
    assert found.to_frame()["value"].notna().all()


@pytest.mark.parametrize(
    ("header", "mark"),
    [("flag", "*"), ("symbol", "c"), ("flag", "x"), ("suppressed", "perhaps"), ("marks", "s")],
)
def test_marks_that_may_hide_a_figure_are_refused_at_the_header(problems, tables, header, mark):
    (problem,) = problems(table(tables, header, mark, ""))
    assert (problem.code, problem.severity, problem.cell) == ("unknown_marker", "error", "H1")
    assert repr(mark) in problem.message


@pytest.mark.parametrize(("header", "mark"), [("flag", "†"), ("data quality", "see file")])
def test_other_unknown_marks_are_warned_of_once(read, tables, header, mark):
    found = read(table(tables, header, mark, mark))
    assert [(p.code, p.severity, p.cell) for p in found.problems] == [
        ("unknown_marks", "warning", "H1")
    ]
    assert repr(mark) in found.problems[0].message


@pytest.mark.parametrize("mark", ["p", "provisional", "[p]", "estimated"])
def test_provisional_marks_are_warned_of(read, tables, mark):
    found = read(table(tables, "flag", mark, ""))
    assert [(p.code, p.cell) for p in found.problems] == [("provisional", "H1")]


def test_a_column_of_markers_hides_the_count_as_well(read, tables):
    frame = read(table(tables, "marker", "suppressed", "unreliable")).to_frame()
    assert frame["numerator"].isna().tolist() == [True, False]


@pytest.mark.parametrize("header", ["mother country of birth", "Mother's country of birth"])
def test_where_mothers_were_born_narrows_the_rows(problems, tables, header):
    found = problems(table(tables, header, "Pakistan", "Pakistan"))
    assert [(p.code, p.cell) for p in found] == [("narrowing_column", "H1")]


@pytest.mark.parametrize("header", ["flag", "suppressed", "data quality"])
def test_a_column_of_marks_may_narrow_its_rows_as_any_other(problems, tables, header):
    found = problems(table(tables, header, "Target", "Target"))
    assert ("narrowing_column", "H1") in [(p.code, p.cell) for p in found]
