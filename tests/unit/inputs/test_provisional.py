"""Provisional marks: told once, at the mark."""

import pytest


@pytest.fixture
def told(read, tables):
    def of(*lines, header=()):
        found = read(tables.csv((*tables.HEADER, *header), *lines)).problems
        return [(p.code, p.cell, p.message) for p in found]

    return of


def test_they_are_told_once_a_sheet_and_indicator_at_the_first_mark(told, tables):
    lines = [
        tables.changed(period="2005/06 Q1"),
        tables.changed(period="2005/06 Q2", numerator="118p", value=""),
        tables.changed(period="2005/06 Q3 (provisional)", numerator=121, value=""),
    ]
    ((code, cell, message),) = told(*lines)
    assert (code, cell) == ("provisional", "E3")
    assert "2 figures are marked provisional" in message


def test_a_mark_on_the_period_is_told_at_the_figure(told, tables):
    assert [t[:2] for t in told(tables.changed(period="2008/09 (provisional)"))] == [
        ("provisional", "G2")
    ]


def test_a_publishers_note_may_say_provisional(told, tables):
    line = (*tables.ROW, "Provisional data")
    assert [t[:2] for t in told(line, header=("note",))] == [("provisional", "G2")]


def test_a_provisional_row_without_a_figure_is_not_told(told, tables):
    line = (*tables.changed(numerator="", denominator="", value="*"), "Provisional data")
    assert told(line, header=("note",)) == []
