"""The cells of one indicator on the board's sheet."""

from __future__ import annotations

from imscore.model import Row
from imscore.outputs import figures, sections, words
from imscore.outputs.board_lines import Cell
from imscore.outputs.board_styles import Styles
from imscore.outputs.figures import TYPESET
from imscore.outputs.harmless import harmless
from imscore.outputs.shown import LONGEST_NAME, Shown


def row_cells(shown: Shown, mark: str, styles: Styles) -> list[Cell]:
    """The cells of a row from the indicator's name to the data's quality.

    Args:
        shown: the row as texts.
        mark: the numbers of its notes, such as `[1,3]`.
        styles: the workbook's.
    """
    row = shown.row
    period = shown.period
    if shown.benchmark_period:
        period = f"{period}; {harmless(row.benchmark_name, 30)} {shown.benchmark_period}"
    unit = "" if row.unit == "%" else harmless(row.unit, LONGEST_NAME)
    return [
        Cell(_stacked(f"{shown.name} {mark}".rstrip(), unit), styles.name),
        Cell(_stacked(period, shown.counts), styles.cell),
        _value(shown, styles),
        Cell(shown.interval, styles.set_in),
        _figure(row.benchmark_value, row, styles),
        _difference(row.difference, styles),
        Cell(_stacked(shown.status, shown.also), styles.status[row.status]),
        Cell(_trend(shown), styles.set_in),
        Cell(_stacked(shown.previous, shown.year_before), styles.set_in),
        Cell(_stacked(shown.take, _goal(shown), _rank(shown)), styles.cell),
        Cell(shown.bare_data, styles.cell),
    ]


def said_cell(row: Row, styles: Styles) -> Cell:
    """Who answers for a row and what the area says of it, or that it should say something."""
    spoken = ": ".join(filter(None, (sections.lead(row), _room_for(sections.words(row)))))
    told = _stacked(spoken, sections.needed(row))
    style = styles.needed if told == sections.needed(row) else styles.set_in
    return Cell(told, style)


def _room_for(words: str) -> str:
    if len(words) <= sections.LONGEST_IN_TABLE:
        return words
    begun = words[: sections.LONGEST_IN_TABLE - 100].rsplit(" ", 1)[0]
    return f"{begun} … (whole: sheet {sections.COMMENTARY})"


def _goal(shown: Shown) -> str:
    return f"Target {shown.bare_target}" if shown.bare_target else ""


def _rank(shown: Shown) -> str:
    return f"Rank {shown.bare_standing}" if shown.bare_standing else ""


def _trend(shown: Shown) -> str:
    return shown.trend.replace(", ", ",\n", 1) or words.TREND_WORDS["not_tested"]


def _stacked(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _value(shown: Shown, styles: Styles) -> Cell:
    if shown.row.value is None or shown.row.marker:
        return Cell(shown.value, styles.right)
    return _figure(shown.row.value, shown.row, styles)


def _figure(value: float | None, row: Row, styles: Styles) -> Cell:
    if value is None:
        return Cell(TYPESET.dash, styles.right)
    return Cell(value, styles.percent if row.unit == "%" else styles.rate)


def _difference(difference: float | None, styles: Styles) -> Cell:
    """A difference that shows as 0.0 is written as 0: spreadsheets would show minus 0.0."""
    if difference is None:
        return Cell(TYPESET.dash, styles.right)
    nothing = figures.number(difference) == "0.0"
    return Cell(0.0 if nothing else difference, styles.difference)
