"""The accessible workbook written: cover, contents, notes, and a sheet for each table."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from imscore.model import Scorecard
from imscore.outputs import words
from imscore.outputs.accessible.sheets import all_notes, all_tables
from imscore.outputs.accessible.shorthand import MEANINGS, Cell, note_marks, text
from imscore.outputs.accessible.table import Table
from imscore.outputs.harmless import harmless
from imscore.outputs.language import with_language
from imscore.outputs.reach import reach
from imscore.outputs.workbook import new_workbook, safe_cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

COVER, CONTENTS, NOTES = "Cover", "Contents", "Notes"
_MANY = "Infant mortality scorecards"
_NARROWEST, _WIDEST, _COVER_WIDTH = 12.0, 60.0, 100.0
_SIZE, _LINE_HEIGHT, _HIGHEST = 12, 15.5, 409.0
# So many columns still can be read when they share the width of one sheet of paper.
_MOST_ACROSS = 12
# Column widths count letters of a smaller font than the cells have.
_LETTERS_PER_WIDTH = 0.82
_COUNTED = {"Count", "Out of", "Step"}


class _Styles:
    """The few looks that guidance allows: size, bold, wrapping and number formats, no fills."""

    def __init__(self, workbook: Workbook) -> None:
        common = {"font_name": "Arial", "font_size": _SIZE, "valign": "top"}
        self.title: Format = workbook.add_format(common | {"bold": True, "font_size": 16})
        self.text: Format = workbook.add_format(common | {"text_wrap": True})
        self.line: Format = workbook.add_format(common)
        self.head: Format = workbook.add_format(common | {"text_wrap": True, "bold": True})
        self.right: Format = workbook.add_format(common | {"align": "right"})
        self.whole: Format = workbook.add_format(common | {"num_format": "#,##0"})
        self.tenths: Format = workbook.add_format(common | {"num_format": "#,##0.0"})
        link = {"underline": 1, "font_color": "#0B5394"}
        self.link: Format = workbook.add_format(common | link)


def render(scorecards: Sequence[Scorecard]) -> bytes:
    """Makes the accessible workbook of one or many areas.

    Returns:
        An .xlsx file, the same bytes for the same scorecards; no cell is a formula.
    """
    stream = io.BytesIO()
    title = words.title(scorecards[0]) if len(scorecards) == 1 else _MANY
    workbook = new_workbook(stream, title)
    styles = _Styles(workbook)
    tables = _sheets(scorecards)
    _cover(workbook.add_worksheet(COVER), scorecards, title, styles)
    _contents(workbook.add_worksheet(CONTENTS), tables, styles)
    for name, table in tables.items():
        _write_table(workbook.add_worksheet(name), name, table, styles)
    workbook.close()
    return with_language(stream.getvalue())


def _sheets(scorecards: Sequence[Scorecard]) -> dict[str, Table]:
    """The tables by the names of their sheets; the notes come first where there are any."""
    noted: list[tuple[Cell, ...]] = [
        (f"note {number}", text) for text, number in all_notes(scorecards).items()
    ]
    found = {NOTES: Table("Notes", ("Note number", "Note text"), noted)} if noted else {}
    for place, table in enumerate(all_tables(scorecards), start=1):
        found[f"Table {place}"] = table
    return found


def _cover(sheet: Worksheet, scorecards: Sequence[Scorecard], title: str, styles: _Styles) -> None:
    lines = [words.headline(card) for card in scorecards] if len(scorecards) == 1 else []
    lines.append(reach(scorecards))
    lines += dict.fromkeys(card.disclosure for card in scorecards if card.disclosure)
    lines += [
        f"Areas: {len(scorecards)}." if len(scorecards) > 1 else "",
        "Each table is on a sheet of its own; the sheet Contents leads to each of them.",
        "Figures show one decimal and are not rounded underneath.",
        "Marks such as [note 1] stand for the texts on the sheet Notes.",
        *_of_all(scorecards),
        "Shorthand stands where there is no figure, or beside one:",
        *(f"{mark} means {meaning}." for mark, meaning in MEANINGS.items()),
    ]
    _say(sheet, [title, *(line for line in lines if line)], styles.title, styles.text)
    sheet.set_column(0, 0, _COVER_WIDTH)
    _print_settings(sheet)


def _of_all(scorecards: Sequence[Scorecard]) -> list[str]:
    """The notes that belong to the input as a whole, by their numbers."""
    numbers = all_notes(scorecards)
    said = dict.fromkeys(text(note) for card in scorecards for note in card.notes)
    marks = note_marks(tuple(numbers[note] for note in said))
    return [f"About the input as a whole: {marks}."] if said else []


def _say(sheet: Worksheet, lines: Sequence[str], first: Format, others: Format) -> None:
    for place, line in enumerate(lines):
        shown = harmless(line, 2000)
        sheet.write_string(place, 0, shown, others if place else first)
        if others.text_wrap:
            _set_height(sheet, place, [shown], [_COVER_WIDTH / (1 if place else 1.5)])


def _set_height(
    sheet: Worksheet, line: int, cells: Sequence[Cell], widths: Sequence[float]
) -> None:
    """Makes a row as high as its longest text needs; programs differ in doing it themselves."""
    needed = max(
        len(textwrap.wrap(cell, max(int(width * _LETTERS_PER_WIDTH), 1)) or [""])
        if isinstance(cell, str)
        else 1
        for cell, width in zip(cells, widths, strict=True)
    )
    sheet.set_row(line, min(needed * _LINE_HEIGHT + 3, _HIGHEST))


def _print_settings(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _contents(sheet: Worksheet, tables: dict[str, Table], styles: _Styles) -> None:
    rows: list[tuple[Cell, ...]] = [(name, table.title) for name, table in tables.items()]
    _write_table(sheet, CONTENTS, Table("Contents", ("Sheet", "What it holds"), rows), styles)
    for place, name in enumerate(tables):
        # The table starts under the title and one sentence.
        sheet.write_url(place + 3, 0, f"internal:'{name}'!A1", styles.link, string=name)


def _write_table(sheet: Worksheet, name: str, table: Table, styles: _Styles) -> None:
    title = table.title if table.title == name else f"{name}: {table.title}"
    _say(sheet, [title, _about(table)], styles.title, styles.line)
    widths = _widths(table)
    first, last = 2, len(table.headings) - 1
    sheet.add_table(
        first,
        0,
        first + len(table.rows),
        last,
        {
            "name": name.replace(" ", "_") + "_table",
            "style": None,
            "autofilter": False,
            "columns": [{"header": h, "header_format": styles.head} for h in table.headings],
        },
    )
    for line, row in enumerate(table.rows, start=first + 1):
        for place, cell in enumerate(row):
            counted = table.headings[place] in _COUNTED or isinstance(cell, int)
            figure = styles.whole if counted else styles.tenths
            _write(sheet, line, place, cell, styles, figure)
        _set_height(sheet, line, row, widths)
    _set_height(sheet, first, table.headings, widths)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    if len(table.headings) <= _MOST_ACROSS:
        _print_settings(sheet)


def _about(table: Table) -> str:
    used = {cell for row in table.rows for cell in row if isinstance(cell, str)}
    said = "This sheet contains one table."
    if any("[note " in cell for cell in used):
        said += " Marks such as [note 1] stand for the texts on the sheet Notes."
    marks = [mark for mark in MEANINGS if mark in used]
    return f"{said} Shorthand used: {', '.join(marks)}; the cover explains it." if marks else said


def _write(
    sheet: Worksheet, line: int, place: int, cell: Cell, styles: _Styles, figure: Format
) -> None:
    if isinstance(cell, str):
        style = styles.right if cell in MEANINGS else styles.text
        sheet.write_string(line, place, safe_cell(cell), style)
    else:
        whole = cell == round(cell)
        sheet.write_number(line, place, cell, figure if whole else styles.tenths)


def _widths(table: Table) -> list[float]:
    """For each column a width that holds most of its cells on few lines."""
    columns = zip(*table.rows, strict=True)
    longest = [
        max(max(map(_letters, column)), max(map(len, heading.split())))
        for heading, column in zip(table.headings, columns, strict=True)
    ]
    wanted = [(length + 1) / _LETTERS_PER_WIDTH for length in longest]
    return [min(max(width, _NARROWEST), _WIDEST) for width in wanted]


def _letters(cell: Cell) -> int:
    return len(cell) if isinstance(cell, str) else len("1,000,000")
