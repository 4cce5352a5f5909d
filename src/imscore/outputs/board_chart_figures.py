"""The cells that the board's charts draw: one block of lines for each indicator."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from imscore.model import Point, Row
from imscore.outputs import tables, words
from imscore.outputs.board_styles import Styles
from imscore.outputs.svg import described
from imscore.outputs.workbook import safe_cell

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

HEADINGS = (
    *("Period", "Value", "By another definition", "Lower 95% limit", "Interval", "Upper 95% limit"),
    *("", "", "Mean of the control chart", "Lower control limit", "Upper control limit"),
    *("Mean, other stretch", "Lower limit, other stretch", "Upper limit, other stretch"),
)
(PERIOD, VALUE, EARLIER, LOWER, BAND, UPPER, HELD, JUDGED, MEAN, LOW, HIGH) = range(11)
# Lines of one column would join neighbouring stretches: every other one has columns of its own.
APART = 3
_NONE = (None, None, None)
Record = list[str | float | None]


class Block(NamedTuple):
    """One indicator's figures: its row, its title's line, and the lines of its points."""

    row: Row
    title: int
    first: int
    last: int


def write_figures(sheet: Worksheet, row: Row, line: int, styles: Styles) -> Block:
    """Writes what one chart draws; an empty line stands between two definitions."""
    look = words.LOOKS.get(row.status, words.LOOKS["not_compared"])
    judged = f"{look.word} {look.joint} {row.benchmark_name}"
    judged = "not compared" if row.status == "not_compared" else judged
    sheet.write_string(line, 0, safe_cell(f"{described.indicator(row)}: {judged}"), styles.section)
    for place, heading in enumerate(HEADINGS[: _columns(row)]):
        said = heading or _held_name(row, place)
        sheet.write_string(line + 1, place, safe_cell(said), styles.bold)
    first = at = line + 2
    for record in records(row):
        for place, cell in enumerate(record):
            if isinstance(cell, str):
                sheet.write_string(at, place, safe_cell(cell), styles.plain)
            elif cell is not None:
                sheet.write_number(at, place, cell, styles.rate)
        at += 1
    return Block(row, line, first, at - 1)


def _held_name(row: Row, place: int) -> str:
    name = row.benchmark_name or "Benchmark"
    return f"{name}, {row.benchmark_period or 'period not known'}" if place == JUDGED else name


def records(row: Row) -> list[Record]:
    """A chart's lines under `HEADINGS`: one a period, an empty one between two definitions."""
    found: list[Record] = []
    for point in row.earlier:
        value, held = tables.plain(point.value), tables.plain(point.benchmark_value)
        found.append([point.period, None, value, *_NONE, held, None, *_NONE, *_NONE])
    if found:
        found.append([None] * len(HEADINGS))
    for point, chart in zip(row.series, _limits(row), strict=True):
        lower, upper = tables.plain(point.lower_ci), tables.plain(point.upper_ci)
        width = upper - lower if lower is not None and upper is not None else None
        value, held = tables.plain(point.value), tables.plain(point.benchmark_value)
        judged = tables.plain(_judged(point, row))
        found.append([point.period, value, None, lower, width, upper, held, judged, *chart])
    return [record[: _columns(row)] for record in found]


def _columns(row: Row) -> int:
    """How many columns a chart's figures take: more where its limits begin anew."""
    return len(HEADINGS) - (0 if (row.spc or {}).get("earlier_stretches") else APART)


def _limits(row: Row) -> Iterator[Record]:
    """For each point of a row's series the lines of its stretch, none outside any."""
    spc = row.spc or {}
    stretches = [*spc.get("earlier_stretches", ()), spc]
    place, inside = 0, not spc.get("first_period")
    for point in row.series:
        for number, stretch in enumerate(stretches):
            if point.period == stretch.get("first_period"):
                place, inside = number, True
        lines = [stretches[place].get(name) for name in ("mean", "lower_limit", "upper_limit")]
        drawn = lines if inside and all(line is not None for line in lines) else _NONE
        # The last stretch has the columns that every chart has.
        yield [*drawn, *_NONE] if (len(stretches) - place) % 2 else [*_NONE, *drawn]
        inside = inside and point.period != stretches[place].get("last_period")


def _judged(point: Point, row: Row) -> float | None:
    """What the row is held against, where that is of another period, such as the quarter's year.

    It stands apart: no line may join it to the benchmark's figures for quarters.
    """
    own = point.benchmark_value is not None or point.period != row.period
    return None if own else row.benchmark_value
