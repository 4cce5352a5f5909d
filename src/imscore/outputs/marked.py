"""A copy of the sheets with the doubtful cells marked, to send back to whoever sent them."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Protocol

from imscore.errors import OutputError
from imscore.model import Problem
from imscore.outputs.harmless import harmless
from imscore.outputs.workbook import new_workbook, safe_cell

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MOST_ROWS, _MOST_COLUMNS, _MOST_COMMENTS = 1_048_576, 16_384, 2_000
_HEADINGS = ("Severity", "File", "Sheet", "Cell", "What is wrong", "Found", "Expected",
             "What to do", "Code")  # fmt: skip
_WIDTHS = (10, 24, 18, 8, 50, 24, 30, 50, 22)
# Each is said in words as well; text on fill at 5:1 and more.
_FILLS: dict[str, dict[str, object]] = {
    "error": {"bg_color": "#D4351C", "font_color": "#FFFFFF", "bold": True},
    "warning": {"bg_color": "#FFDD00", "font_color": "#000000"},
}
_DATES: dict[type, str] = {datetime: "yyyy-mm-dd hh:mm:ss", date: "yyyy-mm-dd"}
_CELL = re.compile(r"([A-Z]+)(\d+)")
_PERSONAL = "personal_data"
_REMOVED = "(removed)"
_Place = tuple[int, int]


class Cells(Protocol):
    """A sheet as it stands: its file, its name, and its cells by column."""

    @property
    def file(self) -> str: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def columns(self) -> Sequence[Any]: ...  # noqa: D102


def to_xlsx(sheets: Sequence[Cells], problems: Sequence[Problem]) -> bytes:
    """Writes a workbook: a sheet that lists the problems, then a copy of every sheet's values.

    A doubtful cell is filled (errors red, warnings yellow) and has a comment that says what is
    wrong. Texts stay texts, formulas are not copied, and columns of personal data are left out.

    Raises:
        OutputError: where a sheet is larger than a workbook can hold.
    """
    stream = io.BytesIO()
    workbook = new_workbook(stream, "Problems found by imscore")
    titles = _titles(sheets)
    first = workbook.add_worksheet(titles[("", "")])
    pages = [workbook.add_worksheet(titles[(sheet.file, sheet.name)]) for sheet in sheets]
    formats = _Formats(workbook)
    _list_problems(first, problems, formats)
    for sheet, page in zip(sheets, pages, strict=True):
        mine = [p for p in problems if (p.file, p.sheet) == (sheet.file, sheet.name)]
        _copy(sheet, page, mine, formats)
    workbook.close()
    return stream.getvalue()


class _Formats:
    """The formats in use: by severity, and by the kind of date."""

    def __init__(self, workbook: Any) -> None:
        self.bold = workbook.add_format({"bold": True})
        self.wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.fills: dict[str, Format] = {
            name: workbook.add_format(how) for name, how in _FILLS.items()
        }
        self._dates: dict[tuple[type, str], Format] = {
            (kind, name): workbook.add_format({"num_format": shown} | _FILLS.get(name, {}))
            for kind, shown in _DATES.items()
            for name in ("", *_FILLS)
        }

    def of(self, value: object, severity: str) -> Format | None:
        """The format of a cell; only dates need one where there is nothing to mark."""
        return self._dates.get((type(value), severity), self.fills.get(severity))


def _list_problems(page: Worksheet, problems: Sequence[Problem], formats: _Formats) -> None:
    page.write_row(0, 0, _HEADINGS, formats.bold)
    for place, width in enumerate(_WIDTHS):
        page.set_column(place, place, width)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(problems), 1), len(_HEADINGS) - 1)
    ordered = sorted(problems, key=lambda problem: problem.severity != "error")
    for row, p in enumerate(ordered[: _MOST_ROWS - 1], start=1):
        page.write_string(row, 0, p.severity, formats.fills[p.severity])
        texts = (p.file, p.sheet, p.cell, p.message, p.found, p.expected, p.hint, p.code)
        for place, text in enumerate(texts, start=1):
            if text:
                page.write_string(row, place, safe_cell(text), formats.wrap)


def _copy(sheet: Cells, page: Worksheet, problems: Sequence[Problem], formats: _Formats) -> None:
    height = len(sheet.columns[0]) if sheet.columns else 0
    if height > _MOST_ROWS or len(sheet.columns) > _MOST_COLUMNS:
        raise OutputError(f"{sheet.file} is larger than a workbook can hold. Write .json instead.")
    marks, removed = _marks(problems)
    for column, cells in enumerate(sheet.columns):
        hides = column in removed
        for row, value in enumerate(cells):
            shown = _REMOVED if hides and value != "" and row > removed[column] else value
            severity = marks[row, column][0].severity if (row, column) in marks else ""
            if shown != "" or severity:
                _write(page, row, column, shown, formats.of(shown, severity))
    for (row, column), mine in list(marks.items())[:_MOST_COMMENTS]:
        page.write_comment(row, column, _comment(mine), {"x_scale": 2.5, "y_scale": 1.5})


def _write(page: Worksheet, row: int, column: int, value: Any, style: Format | None) -> None:
    if isinstance(value, bool):
        page.write_boolean(row, column, value, style)
    elif isinstance(value, (int, float)) and math.isfinite(value):
        page.write_number(row, column, value, style)
    elif type(value) in _DATES:
        page.write_datetime(row, column, value, style)
    elif value == "":
        page.write_blank(row, column, None, style)
    else:
        page.write_string(row, column, safe_cell(str(value)), style)


def _marks(problems: Iterable[Problem]) -> tuple[dict[_Place, list[Problem]], dict[int, int]]:
    """The problems by cell, errors first; and the columns to leave out below a row."""
    marks: dict[_Place, list[Problem]] = {}
    removed: dict[int, int] = {}
    for problem in sorted(problems, key=lambda problem: problem.severity != "error"):
        found = _CELL.fullmatch(problem.cell)
        if found is None:
            continue
        place = int(found.group(2)) - 1, _column(found.group(1))
        marks.setdefault(place, []).append(problem)
        if problem.code == _PERSONAL:
            removed[place[1]] = place[0]
    return marks, removed


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _comment(problems: Sequence[Problem]) -> str:
    lines = [
        f"{p.severity.upper()}: {p.message}. Expected: {p.expected}. {p.hint}" for p in problems
    ]
    return safe_cell(" / ".join(lines))


def _titles(sheets: Sequence[Cells]) -> dict[tuple[str, str], str]:
    """A name for each sheet that a workbook takes: no odd letters, 31 at most, each once."""
    titles = {("", ""): "Problems"}
    taken = {"problems", "history"}
    for sheet in sheets:
        shown = harmless(sheet.name or sheet.file)
        bare = re.sub(r"[\[\]:*?/\\]", "_", shown).strip("' ") or "Sheet"
        number, title = 1, bare[:31]
        while title.casefold() in taken:
            number += 1
            title = f"{bare[:26]} ({number})"
        taken.add(title.casefold())
        titles[(sheet.file, sheet.name)] = title
    return titles
