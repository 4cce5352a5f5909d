"""The rows of a table while they are narrowed down to what the scorecard is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from imscore.codes import as_objects
from imscore.columns import Column, as_column, compact
from imscore.inputs import cells, kinds
from imscore.inputs.cells import BoolArray
from imscore.inputs.layouts import Table
from imscore.model import Problem, place

_KEYS = ("area_code", "area_name", "indicator_id", "indicator", "period")
_FIGURES = ("numerator", "denominator", "value")
_LISTED = 5


@dataclass
class Selection:
    """A table's rows still wanted, what is known of them, and what was found on the way.

    Attributes:
        rows: which of the table's records are still wanted.
        known: columns worked out so far, each aligned with `rows`.
        faulty: positions of rows with an error: a mere doubt about them is not worth a line.
        wordy: the table's records that hold words and no figures, and are no whole rows.
    """

    table: Table
    rows: NDArray[np.intp]
    known: dict[str, Column | NDArray[Any]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faulty: set[int] = field(default_factory=set)
    wordy: NDArray[np.intp] = field(default_factory=lambda: np.zeros(0, dtype=np.intp))
    _texts: dict[str, Column] = field(default_factory=dict)
    _told: set[tuple[str, str]] = field(default_factory=set)

    def texts(self, name: str) -> Column:
        """A field's cells as text over the rows still wanted, "" where there is no column."""
        if name not in self._texts:
            self._texts[name] = cells.texts(self._all(name))
        return self._wanted(self._texts[name])

    def replace_texts(self, name: str, texts: Column | Iterable[object]) -> None:
        """Puts other texts in a field's place, over the rows still wanted."""
        self.texts(name)
        new, old = as_column(texts), self._texts[name]
        codes = old.codes.astype(np.int32)
        codes[self.rows] = new.codes + len(old.distinct)
        self._texts[name] = compact(codes, as_objects([*old.distinct, *new.distinct])).map(str)

    def cells(self, name: str) -> Column:
        """A field's cells as they stand over the rows still wanted, "" where there is no column."""
        return self._wanted(self._all(name))

    def filled(self, name: str) -> BoolArray:
        """In which of the rows still wanted something stands in a field's cell."""
        return cells.filled(self.cells(name))

    def _all(self, name: str) -> Column:
        found = self.table.cells(name)
        return Column.full(self.table.height, "") if found is None else found

    def _wanted(self, column: Column) -> Column:
        return column if len(self.rows) == len(column) else column.take(self.rows)

    def known_texts(self, name: str) -> Column:
        """A column of texts worked out so far."""
        return as_column(self.known[name])

    def keep(self, wanted: BoolArray) -> None:
        """Narrows the rows down, and with them what is known of them."""
        if wanted.all():
            return
        self.rows = self.rows[wanted]
        self.known = {
            name: column.take(wanted) if isinstance(column, Column) else column[wanted]
            for name, column in self.known.items()
        }

    def is_faulty(self) -> BoolArray:
        """Which of the rows still wanted have an error."""
        found = np.zeros(self.table.height, dtype=bool)
        found[np.fromiter(self.faulty, dtype=np.intp, count=len(self.faulty))] = True
        return found[self.rows]

    def set_aside(self, unwanted: BoolArray, names: Column, what: str) -> None:
        """Drops rows and says how many and of what."""
        dropped = names.take(unwanted)
        if len(dropped):
            self.note(f"{count_rows(len(dropped))} set aside: {what} ({some(dropped)})")
            self.keep(~unwanted)

    def note(self, sentence: str) -> None:
        """Records what was inferred or set aside, with the sheet it was found on."""
        self.notes.append(f"{place(self.table.sheet.file, self.table.sheet.name, '')}: {sentence}")

    def cell(self, name: str, row: int) -> str:
        """The place of a field in a row still wanted, such as `G8`."""
        return self.table.place(name, row)

    def problem(self, kind: kinds.Kind, name: str, where: Iterable[int], **words: object) -> None:
        """Records a problem at a field's cell, for each row in `where`; once only for a cell."""
        sheet = self.table.sheet
        for row in where:
            cell = self.cell(name, int(row))
            if kind.severity == "error":
                self.faulty.add(int(row))
            if (kind.code, cell) not in self._told:
                self._told.add((kind.code, cell))
                self.problems.append(kind.at(sheet.file, sheet.name, cell, **words))


def start(table: Table) -> Selection:
    """All rows of a table that are neither blank nor a footnote."""
    selection = Selection(table, np.arange(table.height))
    selection.problems += table.doubts
    for sentence in table.notes:
        selection.note(sentence)
    if table.layout.shape == "rows" and "period" in table.parts[0].positions:
        _drop_repeated_headers(selection)
    filled = {name: selection.filled(name) for name in (*_KEYS, *_FIGURES)}
    figures = np.logical_or.reduce([filled[name] for name in _FIGURES])
    keys = np.logical_or.reduce([filled[name] for name in _KEYS])
    whole = (
        (filled["area_code"] | filled["area_name"])
        & (filled["indicator"] | filled["indicator_id"])
        & filled["period"]
    )
    prose = keys & ~figures & ~whole
    selection.wordy = selection.rows[prose]
    selection.keep(figures | whole)
    return selection


def _drop_repeated_headers(selection: Selection) -> None:
    """Drops header rows that stand again further down; one with other columns is an error."""
    table = selection.table
    names = table.layout.field
    again: BoolArray = selection.texts("period").numbers(lambda t: names(t) is not None, bool)
    if not again.any():
        return
    same = again.copy()
    for name, position in table.parts[0].positions.items():
        first = cells.text(table.sheet.columns[position][table.header_row - 1])
        same &= selection.texts(name).equals(first)
    selection.problem(kinds.SECOND_HEADER, "period", np.flatnonzero(again & ~same))
    selection.keep(~again)
    if same.any():
        selection.note(f"{count_rows(int(same.sum()))} that repeat the header were not read")


def count_rows(number: int) -> str:
    """A number of rows in words.

    >>> count_rows(1), count_rows(1200)
    ('1 row', '1,200 rows')
    """
    return f"{number:,} row" if number == 1 else f"{number:,} rows"


def some(names: Iterable[object]) -> str:
    """The first few distinct names, and how many more there are."""
    different = names.present() if isinstance(names, Column) else dict.fromkeys(names)
    distinct = [str(name) for name in different if name]
    more = len(distinct) - _LISTED
    listed = "; ".join(distinct[:_LISTED])
    return f"{listed}; and {more} more" if more > 0 else listed
