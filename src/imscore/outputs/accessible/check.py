"""Checks a finished workbook against the rules for accessible spreadsheets."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from imscore.outputs.accessible.shorthand import MEANINGS

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

COVER, CONTENTS, NOTES = "Cover", "Contents", "Notes"
_NOTE = re.compile(r"\[note (\d+)\]")


def breaches(content: bytes) -> dict[str, list[str]]:
    """Finds what breaks a rule.

    Args:
        content: an .xlsx file.

    Returns:
        From the names of broken rules to what is wrong and where; empty where all is well.
    """
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content))
    found = {name: list(rule(book, content)) for name, rule in RULES.items()}
    return {name: wrong for name, wrong in found.items() if wrong}


def _core(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read("docProps/core.xml").decode("utf-8")


def _title(book: Workbook, content: bytes) -> Iterator[str]:
    if not (book.properties.title or "").strip():
        yield "the document has no title"


def _language(book: Workbook, content: bytes) -> Iterator[str]:
    if not re.search(r"<dc:language>[a-z]{2}(-[A-Z]{2})?</dc:language>", _core(content)):
        yield "the document names no language"


def _order(book: Workbook, content: bytes) -> Iterator[str]:
    if book.sheetnames[:2] != [COVER, CONTENTS]:
        yield f"the sheets start with {book.sheetnames[:2]}"


def _links(book: Workbook, content: bytes) -> Iterator[str]:
    if CONTENTS not in book.sheetnames:
        return
    cells = [cell for row in book[CONTENTS] for cell in row if cell.hyperlink is not None]
    reached = {str(cell.hyperlink.location).split("!")[0].strip("'") for cell in cells}
    for name in book.sheetnames:
        if name not in (COVER, CONTENTS) and name not in reached:
            yield f"the contents have no link to {name}"


def _first_cell(book: Workbook, content: bytes) -> Iterator[str]:
    for sheet in book:
        if not sheet["A1"].value:
            yield f"{sheet.title}: A1 is empty"


def _one_table(book: Workbook, content: bytes) -> Iterator[str]:
    for sheet in book:
        wanted = 0 if sheet.title == COVER else 1
        if len(sheet.tables) != wanted:
            yield f"{sheet.title}: {len(sheet.tables)} marked tables"


def _nothing_beside(book: Workbook, content: bytes) -> Iterator[str]:
    for sheet, (first, last_column, last) in _spans(book):
        if sheet.max_row != last or sheet.max_column != last_column:
            yield f"{sheet.title}: something stands below or beside the table"
        if any(sheet.cell(row, 2).value is not None for row in range(1, first)):
            yield f"{sheet.title}: something stands beside the lines above the table"


def _no_blanks(book: Workbook, content: bytes) -> Iterator[str]:
    for sheet in book:
        lines = range(1, sheet.max_row + 1)
        yield from (f"{sheet.title}: row {n} is empty" for n in lines if _empty(sheet[n]))
    for sheet, (first, last_column, last) in _spans(book):
        for row in sheet.iter_rows(first, last, 1, last_column):
            yield from (f"{sheet.title}: {c.coordinate} is empty" for c in row if _empty([c]))


def _empty(cells: Any) -> bool:
    return all(cell.value is None or not str(cell.value).strip() for cell in cells)


def _spans(book: Workbook) -> Iterator[tuple[Worksheet, tuple[int, int, int]]]:
    """Each sheet that has a table, with its first row, last column and last row."""
    from openpyxl.utils.cell import range_boundaries

    for sheet in book:
        for table in sheet.tables.values():
            _, first, last_column, last = range_boundaries(table.ref)
            if first is not None and last_column is not None and last is not None:
                yield sheet, (first, last_column, last)


def _no_merges(book: Workbook, content: bytes) -> Iterator[str]:
    for sheet in book:
        yield from (f"{sheet.title}: {span} is merged" for span in sheet.merged_cells.ranges)


def _no_fills(book: Workbook, content: bytes) -> Iterator[str]:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.fill is not None and cell.fill.fill_type is not None:
                    yield f"{sheet.title}: {cell.coordinate} has a fill"
        for table in sheet.tables.values():
            if table.tableStyleInfo is not None and table.tableStyleInfo.name:
                yield f"{sheet.title}: the table's style brings fills"


def _no_panes(book: Workbook, content: bytes) -> Iterator[str]:
    yield from (f"{sheet.title}: panes are frozen" for sheet in book if sheet.freeze_panes)


def _no_margins(book: Workbook, content: bytes) -> Iterator[str]:
    for sheet in book:
        for place in ("oddHeader", "oddFooter", "evenHeader", "evenFooter"):
            part = getattr(sheet, place)
            if any(getattr(part, side).text for side in ("left", "center", "right")):
                yield f"{sheet.title}: it has a header or footer"


def _nothing_hidden(book: Workbook, content: bytes) -> Iterator[str]:
    for sheet in book:
        if sheet.sheet_state != "visible":
            yield f"{sheet.title} is hidden"
        sizes = [*sheet.row_dimensions.values(), *sheet.column_dimensions.values()]
        if any(size.hidden for size in sizes):
            yield f"{sheet.title}: rows or columns are hidden"


def _no_formulas(book: Workbook, content: bytes) -> Iterator[str]:
    for sheet, cell in _cells(book):
        if cell.data_type == "f":
            yield f"{sheet.title}: {cell.coordinate} is a formula"


def _cells(book: Workbook) -> Iterator[tuple[Worksheet, Any]]:
    for sheet in book:
        for row in sheet.iter_rows():
            yield from ((sheet, cell) for cell in row if cell.value is not None)


def _headings(book: Workbook, content: bytes) -> Iterator[str]:
    for sheet, (first, last_column, _) in _spans(book):
        said = [sheet.cell(first, place).value for place in range(1, last_column + 1)]
        if len(set(said)) != len(said) or not all(said):
            yield f"{sheet.title}: headings are empty or stand twice"


def _notes(book: Workbook, content: bytes) -> Iterator[str]:
    used = {
        number
        for sheet, cell in _cells(book)
        if sheet.title != NOTES
        # The sentences that explain the marks name the first as an example.
        for number in _NOTE.findall(str(cell.value).replace("such as [note 1]", ""))
    }
    rows = list(book[NOTES].iter_rows(values_only=True)) if NOTES in book.sheetnames else []
    told = {str(row[0]).removeprefix("note ") for row in rows if str(row[0]).startswith("note ")}
    yield from (f"[note {number}] is not explained" for number in sorted(used - told))
    yield from (f"note {number} is used nowhere" for number in sorted(told - used))


def _shorthand(book: Workbook, content: bytes) -> Iterator[str]:
    cover = " ".join(str(row[0]) for row in book.worksheets[0].iter_rows(values_only=True))
    used = {str(cell.value) for _, cell in _cells(book)}
    marks = {text for text in used if re.fullmatch(r"\[[a-z]{1,4}\]", text)} | set(MEANINGS)
    for mark in sorted(marks & used):
        if f"{mark} means" not in cover:
            yield f"{mark} is not explained on the first sheet"


def _cursor(book: Workbook, content: bytes) -> Iterator[str]:
    if book.active is not book.worksheets[0]:
        yield "it does not open on the first sheet"
    for sheet in book:
        if any(view.activeCell not in (None, "A1") for view in sheet.sheet_view.selection):
            yield f"{sheet.title}: the cursor is not at A1"


Rule = Callable[["Workbook", bytes], Iterator[str]]
RULES: dict[str, Rule] = {
    "title": _title,
    "language": _language,
    "cover and contents come first": _order,
    "contents link to every sheet": _links,
    "A1 holds a title": _first_cell,
    "one marked table a sheet": _one_table,
    "nothing beside the table": _nothing_beside,
    "nothing blank": _no_blanks,
    "nothing merged": _no_merges,
    "no fills": _no_fills,
    "no frozen panes": _no_panes,
    "no headers or footers": _no_margins,
    "nothing hidden": _nothing_hidden,
    "no formulas": _no_formulas,
    "headings differ": _headings,
    "notes are explained and used": _notes,
    "shorthand is explained": _shorthand,
    "cursor at A1": _cursor,
}
