"""A table found on a sheet, whatever its shape: records, and the cell behind each figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from imscore.columns import Column, as_column, concatenated, load
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.sheets import Sheet
from imscore.model import Problem

IndexArray = NDArray[np.intp]
# The row of what another sheet says; the sheet's own name stands at -1.
OTHER_SHEET = -2


@dataclass(frozen=True)
class Fixed:
    """What one cell says for all records of a part: a merged header, a title line.

    Attributes:
        text: what it says, such as a period or an indicator's name.
        row, column: where it stands, from 0; the sheet's name stands at row -1.
    """

    text: str
    row: int
    column: int


@dataclass(frozen=True)
class Part:
    """Rows of a sheet read with one set of columns; a table with periods across has many.

    Attributes:
        rows: the sheet's rows, from 0.
        positions: from a field to its column's position, from 0.
        fixed: fields that are the same for every row.
        elsewhere: fields whose cells stand in other rows, as counts and rates below each other do:
            the column, and each record's row.
    """

    rows: IndexArray
    positions: Mapping[str, int]
    fixed: Mapping[str, Fixed] = field(default_factory=dict)
    elsewhere: Mapping[str, tuple[int, IndexArray]] = field(default_factory=dict)

    @cached_property
    def picked(self) -> IndexArray | slice:
        """Its rows, as a slice where they follow each other."""
        return as_slice(self.rows)


@dataclass(frozen=True)
class Table:
    """Everything on a sheet that is read, as records one below the other.

    Attributes:
        header_row: the row number, from 1, of the first header row.
        notes: what had to be inferred to read it.
        doubts: warnings about its headers.
    """

    sheet: Sheet
    layout: Layout
    header_row: int
    parts: tuple[Part, ...]
    notes: tuple[str, ...] = ()
    doubts: tuple[Problem, ...] = ()

    def load(self) -> None:
        """Works out the codes of the columns that are read, several at once."""
        positions = {place for part in self.parts for place in part.positions.values()}
        load(as_column(self.sheet.columns[place]) for place in positions)

    @property
    def height(self) -> int:
        """How many records there are."""
        return sum(len(part.rows) for part in self.parts)

    @cached_property
    def positions(self) -> dict[str, int]:
        """The columns that the table has: from a field to its position in the first part."""
        found: dict[str, int] = {}
        for part in self.parts:
            for name, column in part.positions.items():
                found.setdefault(name, column)
            for name, fixed in part.fixed.items():
                found.setdefault(name, fixed.column)
            for name, (column, _) in part.elsewhere.items():
                found.setdefault(name, column)
        return found

    @cached_property
    def rows(self) -> IndexArray:
        """Each record's row on the sheet, from 0."""
        rows = [part.rows for part in self.parts]
        return rows[0] if len(rows) == 1 else np.concatenate(rows)

    @cached_property
    def part_numbers(self) -> IndexArray:
        """Which part each record is of."""
        if len(self.parts) == 1:
            return np.broadcast_to(np.zeros((), dtype=np.intp), (self.height,))
        return np.repeat(np.arange(len(self.parts)), [len(part.rows) for part in self.parts])

    def cells(self, name: str) -> Column | None:
        """A field's cells, one a record, None where the table has no such field."""
        if name not in self.positions:
            return None
        if name not in self._found:
            self._found[name] = concatenated([self._piece(part, name) for part in self.parts])
        return self._found[name]

    @cached_property
    def _found(self) -> dict[str, Column]:
        return {}

    def _piece(self, part: Part, name: str) -> Column:
        if name in part.fixed:
            return Column.full(len(part.rows), part.fixed[name].text)
        if name in part.elsewhere:
            column, rows = part.elsewhere[name]
            return as_column(self.sheet.columns[column]).take(as_slice(rows))
        if name in part.positions:
            return as_column(self.sheet.columns[part.positions[name]]).take(part.picked)
        return Column.full(len(part.rows), "")

    def columns_of(self, name: str) -> IndexArray:
        """The column of each record's cell for a field, from 0; -1 where it has none."""
        places = [part.positions.get(name, -1) for part in self.parts]
        return np.array(places, dtype=np.intp)[self.part_numbers]

    def letters_of(self, name: str) -> set[str]:
        """The letters of all columns in which cells for a field stand."""
        parts = [part for part in self.parts if len(part.rows) and name in part.positions]
        return {column_letters(part.positions[name]) for part in parts}

    def place(self, name: str, record: int) -> str:
        """The cell behind a field of a record, such as `G8`."""
        part = self.parts[int(self.part_numbers[record])]
        fixed = part.fixed.get(name)
        if fixed is not None:
            return f"{column_letters(fixed.column)}{fixed.row + 1}" if fixed.row >= 0 else ""
        if name in part.elsewhere:
            column, rows = part.elsewhere[name]
            if rows is part.rows:
                # What stands in the same row was taken out of the cell of the value, or of limits.
                column = part.positions.get("limits", part.positions.get("value", column))
            elif "limits" in part.elsewhere and name in ("lower_ci", "upper_ci"):
                column = part.elsewhere["limits"][0]
            first = int(np.flatnonzero(self.part_numbers == self.part_numbers[record])[0])
            return f"{column_letters(column)}{int(rows[record - first]) + 1}"
        column = part.positions.get(name, next(iter(part.positions.values())))
        return f"{column_letters(column)}{int(self.rows[record]) + 1}"


def as_slice(rows: IndexArray) -> IndexArray | slice:
    """Rows that follow each other as a slice, which copies nothing."""
    if len(rows) and rows[-1] - rows[0] == len(rows) - 1 and bool((np.diff(rows) == 1).all()):
        return slice(int(rows[0]), int(rows[-1]) + 1)
    return rows
