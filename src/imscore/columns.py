"""Columns as codes into their distinct cells, so that each spelling is understood once.

A sheet of two million rows seldom holds more than some thousand different cells: whatever is done
with a text is done with the distinct ones, and what is done with rows is done with whole numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias, overload

import numpy as np
from numpy.typing import NDArray

from imscore.codes import Codes, ObjectArray, as_objects, factorise, first_of_each
from imscore.parallel import give_back_memory, in_order

Index: TypeAlias = NDArray[Any] | slice
# Fewer cells than this are fetched one by one rather than for the whole column.
_FEW = 2_000
# Codes of columns as long as this are worked out in several threads.
_LONG = 50_000


class Column:
    """Cells of one column.

    Attributes:
        codes: for each row the position of its cell in `distinct`.
        distinct: the different cells, each of which stands in some row; of a long column in which
            nearly all differ, equal ones may stand there twice.
    """

    __slots__ = ("_cell", "_codes", "_distinct", "_length", "_make")

    def __init__(self, codes: Codes, distinct: Sequence[object] | ObjectArray) -> None:
        self._codes, self._distinct = codes, as_objects(distinct)
        self._length = len(codes)
        self._make: Callable[[], tuple[Codes, ObjectArray]] | None = None
        self._cell: Callable[[int], object] | None = None

    @classmethod
    def lazy(
        cls,
        length: int,
        cell: Callable[[int], object],
        make: Callable[[], tuple[Codes, ObjectArray]],
    ) -> Column:
        """A column whose codes are worked out when they are first asked for.

        Args:
            length: how many rows.
            cell: gives the cell of one row.
            make: gives codes and distinct cells.
        """
        column = cls(np.zeros(0, dtype=np.int32), ())
        column._length, column._cell, column._make = length, cell, make
        return column

    @classmethod
    def of(cls, cells: Iterable[object]) -> Column:
        """A column from its cells, row by row; True and 1 stay apart, 1 and 1.0 are one cell."""
        array = cells if isinstance(cells, np.ndarray) else as_objects(list(cells))
        return cls.lazy(len(array), array.__getitem__, lambda: factorise(array))

    @classmethod
    def full(cls, length: int, cell: object) -> Column:
        """The same cell in every row, which takes no room."""
        codes = np.broadcast_to(np.zeros((), dtype=np.int32), (length,))
        return cls(codes, [cell] if length else ())

    @property
    def codes(self) -> Codes:
        """For each row the position of its cell in `distinct`."""
        self._load()
        return self._codes

    @property
    def distinct(self) -> ObjectArray:
        """The different cells."""
        self._load()
        return self._distinct

    def _load(self) -> None:
        if self._make is not None:
            self._codes, self._distinct = self._make()
            self._make = self._cell = None

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, where: int | np.integer[Any]) -> Any: ...
    @overload
    def __getitem__(self, where: Index) -> ObjectArray: ...
    def __getitem__(self, where: Any) -> Any:
        if isinstance(where, (int, np.integer)):
            cell = self._cell
            return self._distinct[self._codes[where]] if cell is None else cell(int(where))
        if self._cell is not None:
            rows = np.arange(self._length)[where]
            if len(rows) < _FEW:
                return as_objects([self._cell(int(row)) for row in rows])
        return self.distinct[self.codes[where]]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.distinct[self.codes])

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        return np.asarray(self.distinct[self.codes], dtype=dtype)

    def tolist(self) -> list[Any]:
        """The cells row by row."""
        return list(self)

    def take(self, where: Index) -> Column:
        """The rows that an index, a slice or a mask picks."""
        return compact(self.codes[where], self.distinct)

    def map(self, function: Callable[[Any], object]) -> Column:
        """The column that a function makes of each distinct cell, equal results brought together.

        Args:
            function: called once for each distinct cell; what it gives can be hashed.
        """
        return coded(self.codes, map(function, self.distinct))

    def numbers(self, function: Callable[[Any], object], kind: type) -> NDArray[Any]:
        """What a function makes of each cell as an array of numbers or truths, row by row."""
        found: NDArray[Any] = np.array([function(cell) for cell in self.distinct], dtype=kind)
        if len(found) == 1:
            # Noughts take no time: the system gives them when they are first looked at.
            return np.full(len(self), found[0]) if found[0] else np.zeros(len(self), dtype=kind)
        return found[self.codes]

    # As with arrays: row by row.
    def __eq__(self, other: object) -> Any:
        return self.equals(other) if not isinstance(other, Column) else self[:] == other[:]

    def __ne__(self, other: object) -> Any:
        return ~(self == other)

    __hash__ = None  # type: ignore[assignment]

    def equals(self, cell: object) -> NDArray[np.bool_]:
        """In which rows the cell stands."""
        return self.numbers(lambda other: other == cell, bool)

    def holds_only(self, cell: object) -> bool:
        """Whether the cell stands in every row."""
        return bool((self.distinct == cell).all())

    def present(self) -> list[Any]:
        """The different cells that stand in some row, in the order in which they first do."""
        return list(dict.fromkeys(self.distinct[first_of_each(self.codes)[1]]))

    def put(self, rows: NDArray[Any], cell: object) -> Column:
        """The column with one cell in some of its rows."""
        codes = self.codes.astype(np.int32)
        codes[rows] = len(self.distinct)
        return compact(codes, as_objects([*self.distinct, cell]))


def load(columns: Iterable[Column]) -> None:
    """Works out the codes of long columns, several at once."""
    waiting = {id(c): c for c in columns if c._make is not None and len(c) >= _LONG}
    for _ in in_order(Column._load, waiting.values()):
        pass
    if waiting:
        give_back_memory()


def as_column(cells: Column | Iterable[object]) -> Column:
    """A column from cells of any kind; a column as it is."""
    return cells if isinstance(cells, Column) else Column.of(cells)


def compact(codes: Codes, distinct: ObjectArray) -> Column:
    """A column without the cells that stand in no row."""
    used = np.zeros(len(distinct), dtype=bool)
    used[codes] = True
    if used.all():
        return Column(codes, distinct)
    renumbered = (np.cumsum(used) - 1).astype(np.int32)
    return Column(renumbered[codes], distinct[used])


def concatenated(columns: Sequence[Column]) -> Column:
    """Columns one below the other, equal cells brought together."""
    if len(columns) == 1:
        return columns[0]
    starts = np.cumsum([0, *(len(column.distinct) for column in columns)])
    codes = [c.codes.astype(np.int32) + start for c, start in zip(columns, starts, strict=False)]
    distinct = [(type(cell), cell) for column in columns for cell in column.distinct]
    merged = coded(np.concatenate([*codes, np.zeros(0, dtype=np.int32)]), distinct)
    return Column(merged.codes, [cell for _, cell in merged.distinct])


def coded(codes: Codes, values: Iterable[object]) -> Column:
    """A column from codes into values of which some may be equal."""
    found: dict[object, int] = {}
    merged = [found.setdefault(value, len(found)) for value in values]
    if len(merged) != len(found):
        codes = np.array(merged, dtype=np.int32)[codes]
    return Column(codes, list(found))
