"""Reads a sheet that was filled in by hand, and refuses what was written in the wrong place.

Such a sheet is written anew each time: whatever is not read is lost. So nothing may stand where
it is not read.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from imscore.errors import InputError
from imscore.inputs import cells, compound, file_types, kinds, personal
from imscore.inputs.cell_names import column_letters
from imscore.inputs.form_cells import beside_text
from imscore.inputs.kinds import Kind
from imscore.inputs.package import Package
from imscore.inputs.sheets import Sheet, open_file
from imscore.model import Problem
from imscore.reference.forms import Form
from imscore.reference.indicators import plain
from imscore.suggest import did_you_mean

_HEADER_ROWS = 60
_FACTS = 3  # columns that a fact takes: its label, the fact, the code


@dataclass
class Filled:
    """A form as it was filled in.

    Attributes:
        header: row of the headings, from 0.
        facts: from a label above the table to the texts beside it, from column B on; and its row.
        problems: of this sheet so far.
    """

    form: Form
    sheet: Sheet
    header: int
    facts: dict[str, tuple[int, list[str]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Each row of the table that is not blank: its place from 0, and its texts as written."""
        columns = self.sheet.columns[: len(self.form.columns)]
        for row in range(self.header + 1, self.sheet.height):
            texts = [_kept(column[row]) for column in columns]
            if any(text.strip() for text in texts):
                self._say_unseen(row, texts)
                yield row, texts

    def _say_unseen(self, row: int, texts: list[str]) -> None:
        for place, text in enumerate(texts):
            unseen = next((c for c in text if not (c.isprintable() or c.isspace())), "")
            if unseen:
                self.say(kinds.FORM_UNSEEN, row, place, found=f"U+{ord(unseen):04X}")

    def say(self, kind: Kind, row: int, place: int, /, **words: object) -> None:
        """Records a problem at a cell, its row and column from 0."""
        self.problems.append(_at(self.sheet, kind, row, place, **words))


def read_form(form: Form, name: str, content: bytes) -> Filled:
    """Finds the form in a file and checks that it is as it was written.

    Args:
        form: which.
        name: the file's name as shown.
        content: its bytes.

    Raises:
        InputError: with every problem of headings, merged cells, text in the wrong place and
            personal data.
    """
    sheet = _sheet(form, name, content)
    header = _header(form, sheet)
    filled = Filled(form, sheet, header)
    filled.problems += personal.problems(sheet)
    _check_headings(filled)
    _check_merged(filled, content)
    for found in beside_text(content, sheet.name, len(form.columns)):
        filled.say(found.kind, found.row, found.column, found=found.text)
    _read_above(filled)
    _check_beside(filled)
    refuse(filled)
    return filled


def refuse(filled: Filled) -> None:
    """Raises InputError with all problems of a form where one of them is an error."""
    errors = sum(problem.severity == "error" for problem in filled.problems)
    if errors:
        what = "1 error" if errors == 1 else f"{errors:,} errors"
        message = f"The sheet {filled.form.sheet} has {what}; nothing was written."
        raise InputError(message, filled.problems)


def _sheet(form: Form, name: str, content: bytes) -> Sheet:
    sheets = open_file(name, content).sheets
    named = [sheet for sheet in sheets if plain(sheet.name) == plain(form.sheet)]
    chosen = named or [sheet for sheet in sheets if len(sheets) == 1]
    if len(chosen) != 1:
        listed = ", ".join(sheet.name for sheet in sheets) or "none"
        hint = did_you_mean(form.sheet, [sheet.name for sheet in sheets])
        kind = kinds.HIDDEN_FORM if Package(content).sheet(form.sheet) else kinds.NO_SUCH_SHEET
        problem = kind.at(name, found=form.sheet, sheets=listed, suggestion=hint)
        raise InputError(f"There is no sheet {form.sheet}.", [problem])
    return chosen[0]


def _header(form: Form, sheet: Sheet) -> int:
    """The row that has the most of the form's headings, at least half of them."""
    wanted = {plain(heading) for heading in form.columns}
    found = [
        len(wanted & {plain(cells.text(column[row])) for column in sheet.columns})
        for row in range(min(sheet.height, _HEADER_ROWS))
    ]
    best = max(found, default=0)
    if best * 2 < len(wanted):
        headings = ", ".join(form.columns)
        kind = replace(
            kinds.NO_TABLE,
            message=f"no row of headings was found for {form.sheet}: {{found}}",
            expected=headings,
            hint=f"Put the headings back as they were: {headings}.",
        )
        problem = kind.at(sheet.file, sheet.name, found=f"{best} of {len(wanted)} are there")
        raise InputError(f"The sheet {form.sheet} cannot be read; nothing was written.", [problem])
    return found.index(best)


def _check_headings(filled: Filled) -> None:
    for place, heading in enumerate(filled.form.columns):
        found = _text(filled.sheet, filled.header, place)
        if plain(found) != plain(heading):
            words = {"found": repr(found) if found else "blank", "heading": heading}
            everything = ", ".join(filled.form.columns)
            filled.say(kinds.SHEET_HEADING, filled.header, place, all=everything, **words)


def _check_merged(filled: Filled, content: bytes) -> None:
    for (top, left), (bottom, right) in _merged(filled.sheet.name, content):
        if bottom >= filled.header:
            first, last = (f"{column_letters(c)}{r + 1}" for r, c in ((top, left), (bottom, right)))
            filled.say(kinds.MERGED_ROWS, top, left, found=f"{first}:{last}")


def _merged(sheet: str, content: bytes) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Merged cells of a workbook that has been opened, and so looked at, before."""
    if not content.startswith((file_types.ZIP, compound.SIGNATURE)):
        return []
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return list(workbook.get_sheet_by_name(sheet).merged_cell_ranges or ())


def _read_above(filled: Filled) -> None:
    """Facts are read; title and guidance are known; nothing else may stand there."""
    form, sheet = filled.form, filled.sheet
    known = {plain(text) for text in (form.title, *form.guidance)}
    labels = {plain(label): label for label in form.facts}
    for row in range(filled.header):
        texts = [_text(sheet, row, place) for place in range(len(sheet.columns))]
        label = labels.pop(plain(texts[0]), "")
        if label:
            filled.facts[label] = row, texts[1:_FACTS]
        expected = _FACTS if label else 1 if plain(texts[0]) in known else 0
        for place, text in enumerate(texts[expected:], start=expected):
            if text:
                filled.say(kinds.TEXT_OUTSIDE, row, place, found=repr(text))


def _check_beside(filled: Filled) -> None:
    sheet, width = filled.sheet, len(filled.form.columns)
    for place in range(width, len(sheet.columns)):
        for row in range(filled.header, sheet.height):
            text = _text(sheet, row, place)
            if text:
                filled.say(kinds.TEXT_OUTSIDE, row, place, found=repr(text))


def _text(sheet: Sheet, row: int, place: int) -> str:
    return cells.text(_kept(sheet.columns[place][row])) if place < len(sheet.columns) else ""


def _kept(cell: object) -> str:
    """A cell as written: text as it is, a day without the hour that a spreadsheet gives it."""
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        return cell.date().isoformat()
    return cell if isinstance(cell, str) else cells.text(cell)


def _at(sheet: Sheet, kind: Kind, row: int, place: int, /, **words: object) -> Problem:
    return kind.at(sheet.file, sheet.name, f"{column_letters(place)}{row + 1}", **words)
