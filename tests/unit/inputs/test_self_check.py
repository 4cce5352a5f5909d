"""A self-check read back: each row once, levels of the list, days in order, all faults at once."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from imscore.errors import InputError
from imscore.inputs.self_check import read_self_check
from imscore.outputs.self_check import render_self_check

SAMPLE = Path(__file__).parents[3] / "sample_data" / "anytown_selfcheck.csv"
LINES = list(csv.reader(io.StringIO(SAMPLE.read_text(encoding="utf-8"))))
# Headings of the report's Tables 1 to 7 without "other": lines 428-471, 552-562, 639-647, 709-722,
# 824-846, 956-970 and 1051-1063 of its text.
HEADINGS = 7 + 5 + 9 + 5 + 5 + 5 + 11


def content(change=None):
    lines = [list(line) for line in LINES]
    if change:
        change(lines)
    stream = io.StringIO()
    csv.writer(stream).writerows(lines)
    return stream.getvalue().encode()


def refused(change):
    with pytest.raises(InputError) as caught:
        read_self_check("check.csv", content(change))
    return [(problem.cell, problem.code) for problem in caught.value.problems]


def put(row, column, text):
    """Changes a cell, counted as a spreadsheet counts rows, columns from A."""

    def change(lines):
        lines[row - 1]["ABCDE".index(column)] = text

    return change


def test_the_sample():
    found = read_self_check("check.csv", content())
    assert (found.area_name, found.area_code, found.cell) == ("Anytown PCT (made up)", "5ZZ", "B2")
    assert (found.visit, found.filled_in) == (date(2009, 11, 16), date(2010, 9, 30))
    assert len(found.ratings) == HEADINGS
    first = found.ratings[0]
    assert (first.before, first.now, first.source.cell) == ("not begun", "under way", "D6")


def test_a_template_has_every_row_and_can_be_read_as_it_is():
    found = read_self_check("template.xlsx", render_self_check())
    assert len(found.ratings) == HEADINGS
    assert {(rating.before, rating.now) for rating in found.ratings} == {("", "")}
    assert (found.area_name, found.visit, found.problems) == ("", None, ())


def test_rows_in_another_order_are_put_in_the_form_s():
    def backwards(lines):
        lines[5:] = lines[:4:-1]

    assert [r.advice for r in read_self_check("c.csv", content(backwards)).ratings] == [
        r.advice for r in read_self_check("c.csv", content()).ratings
    ]


def without_housing(lines):
    lines[:] = [line for line in lines if line[0] != "housing"]


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        (put(6, "D", "green"), [("D6", "unknown_level")]),
        (put(6, "C", "Under Way"), []),
        (put(6, "B", "Know the figures"), [("B6", "unknown_advice"), ("A5", "missing_advice")]),
        (put(6, "A", "leadership"), [("B6", "unknown_advice"), ("A5", "missing_advice")]),
        (lambda lines: lines.append(lines[5]), [("B53", "advice_twice")]),
        (without_housing, [("A5", "missing_advice")]),
        (put(3, "B", "last spring"), [("B3", "not_a_day")]),
        (put(3, "B", "March 2010"), [("B3", "not_a_day")]),
        (put(3, "B", "2010-10-01"), [("B4", "not_a_day")]),
        (put(5, "C", "Before"), [("C5", "sheet_heading")]),
        (lambda lines: lines[5].append("more"), [("F6", "text_outside")]),
        (lambda lines: lines.insert(3, ["We did well"]), [("A4", "text_outside")]),
    ],
)
def test_what_is_wrong_is_told_at_its_cell(change, problems):
    if problems:
        assert refused(change) == problems
    else:
        assert read_self_check("check.csv", content(change)).ratings


def test_a_theme_without_rows_is_named_once():
    with pytest.raises(InputError) as caught:
        read_self_check("check.csv", content(without_housing))
    (problem,) = caught.value.problems
    assert "'housing': all of them" in problem.message


def test_all_faults_at_once():
    def change(lines):
        put(6, "D", "green")(lines)
        put(9, "C", "amber")(lines)
        lines.append(list(lines[7]))

    assert refused(change) == [
        ("D6", "unknown_level"),
        ("C9", "unknown_level"),
        ("B53", "advice_twice"),
    ]
