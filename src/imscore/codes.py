"""Cells as whole numbers: one for each different cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

ObjectArray: TypeAlias = NDArray[np.object_]
Codes: TypeAlias = NDArray[np.integer[Any]]


def as_objects(cells: Sequence[object] | ObjectArray) -> ObjectArray:
    """Cells as an array of objects, whatever they are: tuples stay whole."""
    if isinstance(cells, np.ndarray) and cells.dtype == object:
        return cells
    array = np.empty(len(cells), dtype=object)
    array[:] = cells if isinstance(cells, (list, tuple)) else list(cells)
    return array


def factorise(cells: NDArray[Any]) -> tuple[Codes, ObjectArray]:
    """Codes and distinct cells of an array; of equal ones, only True and 1 are told apart."""
    import pandas as pd

    codes, distinct = pd.factorize(cells, use_na_sentinel=False)
    narrow, found = codes.astype(np.int32), as_objects(distinct.tolist())
    if cells.dtype != object:
        return narrow, found
    for value in (0, 1):
        for place in (i for i, cell in enumerate(found) if _is(cell, value)):
            rows = np.flatnonzero(narrow == place)
            truths = np.array([isinstance(cells[row], (bool, np.bool_)) for row in rows])
            found[place] = value if truths.any() and not truths.all() else found[place]
            if truths.any() and not truths.all():
                narrow[rows[truths]] = len(found)
                found = as_objects([*found, bool(value)])
    return narrow, found


def _is(cell: object, value: int) -> bool:
    return isinstance(cell, (bool, int, float, np.bool_)) and cell == value


def first_of_each(codes: Codes) -> tuple[NDArray[np.intp], Codes]:
    """The row in which each code first stands, and those codes, in the order of the rows."""
    first = np.full(int(codes.max()) + 1 if len(codes) else 0, -1, dtype=np.intp)
    # The last assignment holds, so that going backwards leaves the first row.
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    found = np.flatnonzero(first >= 0)
    found = found[np.argsort(first[found])]
    return first[found], found
