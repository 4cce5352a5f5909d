"""Figures in the colour of their cell are as hidden as those that a number format hides."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from imscore.inputs.examine import examine
from imscore.inputs.read import read_files
from imscore.model import Observations
from imscore.reference.indicators import load

HEADERS = ["area_code", "area_name", "indicator", "period", "numerator", "denominator", "value"]
WHITE: dict[str, Any] = {"font_color": "#FFFFFF"}


def book(
    style: dict[str, Any], smokers: int = 3, rule: tuple[str, dict[str, Any]] | None = None
) -> bytes:
    """A workbook whose count of 2010/11, in E2, has a style, or whose cells have a rule."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as made:
        sheet = made.add_worksheet("Data")
        sheet.write_row(0, 0, HEADERS, made.add_format({"font_color": "white", "bg_color": "navy"}))
        sheet.write_row(1, 0, ["5ZZ", "Anytown PCT", "smoking_at_delivery", "2010/11"])
        sheet.write(1, 4, smokers, made.add_format(style) if style else None)
        sheet.write(1, 5, 500)
        sheet.write_row(2, 0, ["5ZZ", "Anytown PCT", "smoking_at_delivery", "2011/12", 90, 500])
        if rule:
            place, format_ = rule
            below = {
                "type": "cell",
                "criteria": "<",
                "value": 5,
                "format": made.add_format(format_),
            }
            sheet.conditional_format(place, below)
    return stream.getvalue()


def read(content: bytes) -> Observations:
    return read_files([("a.xlsx", content)], load())


def first(found: Observations) -> tuple[Any, ...]:
    row = found.frame.iloc[0]
    return tuple(None if x != x else x for x in row[["numerator", "value", "marker"]])


def warnings(found: Observations) -> list[tuple[str, str]]:
    # 3 beside 90 of 500 may be doubted for other reasons.
    return [(p.code, p.cell) for p in found.problems if p.code.startswith("unseen")]


@pytest.mark.parametrize(
    "style",
    [
        WHITE,
        {"font_color": "#FEFDFF"},
        {"font_color": "#1F497D", "bg_color": "#1F497D", "pattern": 1},
        {**WHITE, "bg_color": "#FFFFFF", "pattern": 1},
        {**WHITE, "num_format": "0.0"},
    ],
    ids=["white", "all but white", "blue on blue", "white on white", "with a number format"],
)
def test_a_figure_in_the_colour_of_its_cell_is_not_read(style: dict[str, Any]):
    found = read(book(style))
    assert first(found) == (None, None, "suppressed")
    assert warnings(found) == [("unseen_figure", "E2")]
    assert not any("3" in (p.message + p.found) for p in found.problems)


@pytest.mark.parametrize(
    "style",
    [
        {},
        {"font_color": "#000000"},
        {**WHITE, "bg_color": "#00703C", "pattern": 1},
        {"font_color": "#BFBFBF"},
        {"font_color": "#FFDD00"},
        {"font_color": "#000000", "bg_color": "#404040", "pattern": 1},
    ],
    ids=["plain", "black", "white on green", "grey", "amber", "black on dark grey"],
)
def test_a_figure_that_can_be_seen_is_read(style: dict[str, Any]):
    found = read(book(style))
    assert first(found) == (3, 0.6, "")
    assert warnings(found) == []


def test_a_nought_that_is_not_seen_is_no_nought():
    assert first(read(book(WHITE, smokers=0)))[0::2] == (None, "suppressed")


def test_the_first_colour_of_a_theme_is_that_of_the_paper():
    made = openpyxl.load_workbook(io.BytesIO(book({})))
    made.active["E2"].font = openpyxl.styles.Font(color=openpyxl.styles.colors.Color(theme=0))
    made.active["E3"].font = openpyxl.styles.Font(
        color=openpyxl.styles.colors.Color(theme=0, tint=-0.5)
    )
    stream = io.BytesIO()
    made.save(stream)
    found = read(stream.getvalue())
    assert first(found)[2] == "suppressed"
    # Half as dark again, it is grey.
    assert found.frame["numerator"].iloc[1] == 90


def test_the_marked_copy_does_not_show_it():
    found = examine([("a.xlsx", book(WHITE))], load())
    (sheet,) = found.sheets
    assert sheet.columns[4][1] == "(hidden)"
    assert sheet.columns[4][2] == 90


@pytest.mark.parametrize(
    ("place", "style", "warned"),
    [
        ("E2:E3", WHITE, ["E2"]),
        ("E2:E3", {**WHITE, "bg_color": "#FFFFFF"}, ["E2"]),
        ("E2:G3", {"num_format": ";;;"}, ["E2"]),
        ("E2:E3", {"font_color": "#D4351C"}, []),
        ("E2:E3", {**WHITE, "bg_color": "#D4351C"}, []),
        ("E2:E3", {"bg_color": "#FFFFFF"}, []),
        ("A2:D3", WHITE, []),
    ],
    ids=["white", "on white", "no number", "red", "on red", "a fill alone", "no figures"],
)
def test_a_conditional_format_that_may_hide_figures_is_warned_of(
    place: str, style: dict[str, Any], warned: list[str]
):
    found = read(book({}, rule=(place, style)))
    assert warnings(found) == [("unseen_by_rule", cell) for cell in warned]
    assert first(found) == (3, 0.6, "")
