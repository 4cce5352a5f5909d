"""Observations as columns: texts as codes, numbers as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from imscore.codes import Codes, first_of_each
from imscore.columns import Column

if TYPE_CHECKING:
    import pandas as pd

_LARGEST_TABLE = 1 << 20


def combined(columns: Iterable[Column | NDArray[Any]]) -> tuple[Codes, int]:
    """One number for each different row of some columns.

    Returns:
        The numbers, from 0 in the order in which they first stand, and how many there are.
    """
    numbers: NDArray[np.int64] | None = None
    count = 1
    # Columns made of each other share their codes: one of them tells all that they do.
    different = {id(part): (part, size) for part, size in map(_numbered, columns)}
    for part, size in different.values():
        if numbers is None:
            numbers, count = part.astype(np.int64), size
        elif size > 1:
            if count * size > _LARGEST_TABLE:
                # Renumbered, they stay below the number of rows, and so their product in bounds.
                numbers, count = _renumbered(numbers, count)
            numbers, count = numbers * size + part, count * size
    found, count = _renumbered(np.zeros(0, dtype=np.int64) if numbers is None else numbers, count)
    return found.astype(np.int32), count


def _numbered(column: Column | NDArray[Any]) -> tuple[Codes, int]:
    import pandas as pd

    if isinstance(column, Column):
        return column.codes, len(column.distinct)
    if column.dtype == bool:
        return column.view(np.int8), 2 if column.any() else 1
    codes, distinct = pd.factorize(column, use_na_sentinel=False)
    return codes, len(distinct)


def _renumbered(numbers: NDArray[np.int64], most: int) -> tuple[NDArray[np.int64], int]:
    """Numbers below `most` in the order in which they first stand."""
    import pandas as pd

    if most > _LARGEST_TABLE:
        codes, distinct = pd.factorize(numbers)
        return codes.astype(np.int64), len(distinct)
    # A table of all of them is quicker than looking each one up, where it is not too large.
    found = first_of_each(numbers)[1]
    table = np.zeros(most, dtype=np.int64)
    table[found] = np.arange(len(found))
    return table[numbers], len(found)


class Records:
    """Rows as named columns: texts as `Column`, numbers as arrays."""

    def __init__(self, columns: Mapping[str, Column | NDArray[Any]]) -> None:
        self.columns = dict(columns)

    @classmethod
    def of_frame(cls, frame: pd.DataFrame) -> Records:
        """The records that a frame holds."""
        return cls(
            {
                str(name): series.to_numpy()
                if series.dtype.kind in "fiub"
                else Column.of(series.to_numpy(dtype=object))
                for name, series in frame.items()
            }
        )

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def text(self, name: str) -> Column:
        """A column of texts."""
        found = self.columns[name]
        if not isinstance(found, Column):
            raise TypeError(f"{name} holds numbers")
        return found

    def numbers(self, name: str) -> NDArray[Any]:
        """A column of numbers."""
        found = self.columns[name]
        return np.asarray(found[:], dtype=float) if isinstance(found, Column) else found

    def take(self, where: NDArray[Any]) -> Records:
        """The rows that an index or a mask picks."""
        return Records(
            {
                name: column.take(where) if isinstance(column, Column) else column[where]
                for name, column in self.columns.items()
            }
        )

    def row(self, place: int) -> dict[str, Any]:
        """One row by its columns' names."""
        return {name: column[place] for name, column in self.columns.items()}

    def rows(self, places: NDArray[np.intp], names: Sequence[str]) -> list[dict[str, Any]]:
        """Some columns of some rows, each row by its columns' names."""
        columns = [self.columns[name][places].tolist() for name in names]
        return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]

    def to_frame(self) -> pd.DataFrame:
        """A frame with columns of plain texts and numbers."""
        import pandas as pd

        return pd.DataFrame(
            {
                # Told the type, pandas does not look through every cell for a better one.
                name: pd.Series(column[:], dtype="object")
                if isinstance(column, Column)
                else pd.Series(column)
                for name, column in self.columns.items()
            }
        )
