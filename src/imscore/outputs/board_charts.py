"""A sheet for each domain with a chart for each of its indicators, native to the spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from imscore.model import Row, Scorecard
from imscore.outputs import notes
from imscore.outputs.board_chart_figures import (
    APART,
    BAND,
    EARLIER,
    HEADINGS,
    HELD,
    HIGH,
    JUDGED,
    LOW,
    LOWER,
    MEAN,
    PERIOD,
    UPPER,
    VALUE,
    Block,
    records,
    write_figures,
)
from imscore.outputs.board_styles import Styles
from imscore.outputs.harmless import harmless
from imscore.outputs.svg import described
from imscore.outputs.svg.elements import BAND as BAND_COLOUR
from imscore.outputs.svg.elements import INK, LINE, QUIET
from imscore.outputs.svg.places import limits_of as chart_of
from imscore.outputs.svg.places import marks_of, put
from imscore.outputs.workbook import safe_cell

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

FIGURES = "Chart figures"
_ENDING, _LONGEST_SHEET = " charts", 31
# Pixels of one chart: two of them, or one alone, fill the width of a sheet of paper.
_SIZE, _ALONE = (620, 320), (1240, 560)
_ROWS_APART, _COLUMNS_APART, _FEWEST_ROWS = 17, 10, 30
_GRID = {"color": "#DEE0E2", "width": 0.5}


def write_charts(workbook: Workbook, scorecard: Scorecard, styles: Styles) -> None:
    """Adds a sheet of charts for each domain that has any, and the sheet of their figures.

    A chart shows the area's figures with their interval, the benchmark, control limits, and
    figures by another definition apart; a period without a figure is a gap.

    Args:
        workbook: being written; the sheets come after those that it has.
        scorecard: of one area. Rows with fewer than two figures have no chart.
        styles: the workbook's.
    """
    drawn = [
        (harmless(domain.name), [scorecard.rows[p] for p in places if _known(scorecard.rows[p])])
        for domain, places in notes.sections(scorecard)
    ]
    names = sheet_names([name for name, rows in drawn if rows], workbook.sheetnames)
    sheets = [workbook.add_worksheet(name) for name in names]
    if not sheets:
        return
    figures = workbook.add_worksheet(FIGURES)
    line = 0
    for sheet, (name, rows) in zip(sheets, (d for d in drawn if d[1]), strict=True):
        sheet.write_string(
            0, 0, safe_cell(f"{name}: {described.area(scorecard)}")[:200], styles.section
        )
        for place, row in enumerate(rows):
            block = write_figures(figures, row, line, styles)
            line = block.last + 3
            chart = _chart(workbook, block)
            width, height = _SIZE if len(rows) > 1 else _ALONE
            chart.set_size({"width": width, "height": height})
            where = (2 + place // 2 * _ROWS_APART, place % 2 * _COLUMNS_APART)
            sheet.insert_chart(*where, chart, {"description": _told(row), "object_position": 2})
        _print_settings(sheet, 2 + max(-(-len(rows) // 2) * _ROWS_APART, _FEWEST_ROWS))
    figures.set_column(0, len(HEADINGS) - 1, 18)
    _print_settings(figures, 0)


def sheet_names(domains: Sequence[str], taken: Sequence[str] | dict[str, object]) -> list[str]:
    """Names for sheets of charts, all different, such as `Smoking charts`."""
    found: list[str] = []
    used = {name.casefold() for name in taken} | {FIGURES.casefold()}
    for domain in domains:
        plain = " ".join(re.sub(r"[\[\]:*?/\\]", " ", domain).split()).strip(" '") or "Domain"
        number, ending = 1, _ENDING
        name = plain[: _LONGEST_SHEET - len(ending)].strip(" '") + ending
        while name.casefold() in used:
            number += 1
            ending = f"{_ENDING} {number}"
            name = plain[: _LONGEST_SHEET - len(ending)].strip(" '") + ending
        used.add(name.casefold())
        found.append(name)
    return found


def _known(row: Row) -> bool:
    return sum(point.value is not None for point in (*row.earlier, *row.series)) > 1


def _told(row: Row) -> str:
    return harmless(f"{described.trend_name(row)}. {described.trend(row)}", 2000)


def _chart(workbook: Workbook, block: Block) -> Chart:
    row = block.row
    lines = workbook.add_chart({"type": "line"})
    whole = not row.earlier and all(p.lower_ci is not None for p in row.series)
    if whole:
        chart = workbook.add_chart({"type": "area", "subtype": "stacked"})
        chart.add_series(_series(block, LOWER, {"fill": {"none": True}, "line": {"none": True}}))
        look = {"fill": {"color": BAND_COLOUR}, "line": {"none": True}}
        chart.add_series(_series(block, BAND, look))
        chart.combine(lines)
        banded = 2
    else:
        chart = lines
        banded = 2 if any(point.lower_ci is not None for point in row.series) else 0
        if banded:
            for limit in (LOWER, UPPER):
                lines.add_series(_series(block, limit, _stroke("#9DB8D2", 1, "square_dot")))
    for column, colour, width, dash in _strokes(row):
        look = _stroke(colour, width, dash)
        if column in (HELD, JUDGED, EARLIER):
            # One period alone makes no line: its mark has to be seen.
            look |= {"marker": {"type": "long_dash", "size": 7, "fill": {"color": colour}}}
        lines.add_series(_series(block, column, look))
    points = {"marker": {"type": "circle", "size": 5, "fill": {"color": LINE}}}
    lines.add_series(_series(block, VALUE, _stroke(LINE, 2.25, "solid") | points))
    others = APART if row.spc and row.spc.get("earlier_stretches") else 0
    _dress(chart, block, hidden=[*([0] if whole else []), *range(banded, banded + others)])
    return chart


def _strokes(row: Row) -> list[tuple[int, str, float, str]]:
    found: list[tuple[int, str, float, str]] = []
    if row.spc and row.spc.get("mean") is not None:
        # The other stretches come first: their lines look alike, and stay out of the legend.
        apart = (APART, 0) if row.spc.get("earlier_stretches") else (0,)
        for step in apart:
            found.append((MEAN + step, QUIET, 1, "solid"))
            found += [(column + step, QUIET, 1, "dash") for column in (LOW, HIGH)]
    if any(record[HELD] is not None for record in records(row)):
        found.append((HELD, INK, 1.75, "solid"))
    if any(record[JUDGED] is not None for record in records(row)):
        found.append((JUDGED, INK, 1.75, "solid"))
    if row.earlier:
        found.append((EARLIER, QUIET, 2, "solid"))
    return found


def _stroke(colour: str, width: float, dash: str) -> dict[str, object]:
    line = {"color": colour, "width": width, "dash_type": dash}
    return {"line": line, "marker": {"type": "none"}}


def _series(block: Block, column: int, look: dict[str, object]) -> dict[str, object]:
    """A series by its cells: no text from a file can be taken for a formula."""
    return {
        "name": [FIGURES, block.title + 1, column],
        "categories": [FIGURES, block.first, PERIOD, block.last, PERIOD],
        "values": [FIGURES, block.first, column, block.last, column],
        **look,
    }


def _dress(chart: Chart, block: Block, hidden: list[int]) -> None:
    row = block.row
    font = {"name": "Arial", "size": 9}
    placed = put((*row.earlier, *row.series), len(row.earlier), (0.0, 1.0))
    marks = marks_of(row, placed, chart_of(row, placed))
    chart.set_title(
        {
            "name": [FIGURES, block.title, 0],
            "name_font": {"name": "Arial", "size": 12},
            "overlay": False,
        }
    )
    chart.set_x_axis({"num_font": font, "label_position": "low"})
    axis = {"min": marks[0], "max": marks[-1], "major_unit": marks[1] - marks[0]}
    chart.set_y_axis(
        {"num_font": font, "major_gridlines": {"visible": True, "line": _GRID}, **axis}
    )
    chart.set_legend({"position": "bottom", "font": font, "delete_series": hidden})
    chart.show_blanks_as("gap")


def _print_settings(sheet: Worksheet, rows: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    if rows:
        sheet.print_area(0, 0, rows, 2 * _COLUMNS_APART - 1)
