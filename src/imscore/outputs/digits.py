"""Many numbers as text at once: bytes of one width, noughts behind those that are shorter."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Octets: TypeAlias = NDArray[np.uint8]
_FOUR = 10_000


def octets(texts: NDArray[np.bytes_]) -> Octets:
    """Texts as (rows, width) bytes."""
    return texts.view(np.uint8).reshape(len(texts), texts.itemsize)


def whole_numbers(numbers: NDArray[Any], there: NDArray[np.bool_], end: bytes) -> Octets | None:
    """Whole numbers from 0 to 99,999,999 from a table of four digits; of any other, None.

    Args:
        numbers: finite.
        there: where nothing but the end is to stand, False.
        end: what stands behind each.
    """
    if not (numbers.min() >= 0 and numbers.max() < _FOUR**2 and (numbers % 1 == 0).all()):
        return None
    high, low = np.divmod(numbers.astype(np.int32), _FOUR)
    first, last = _tables(end)
    # Behind other digits noughts count; last of all comes what is not there.
    behind = np.where(there, low + np.where(high > 0, _FOUR, 0), 2 * _FOUR)
    if not high.any():
        return octets(last[behind])
    return np.concatenate([octets(first[high]), octets(last[behind])], axis=1)


@cache
def _tables(end: bytes) -> tuple[NDArray[np.bytes_], NDArray[np.bytes_]]:
    plain = [b"%d" % number for number in range(_FOUR)]
    first = np.array([b"", *plain[1:]])
    padded = [b"%04d" % number for number in range(_FOUR)]
    return first, np.array([digits + end for digits in [*plain, *padded, b""]])


def shown(
    numbers: list[Any], there: NDArray[np.bool_], others: Mapping[int, bytes], end: bytes
) -> Octets:
    """Numbers one below the other, each as the shortest text that reads back the same.

    The serialiser of pydantic writes them as `repr` does where there is no exponent, at an eighth
    of the time.

    Args:
        numbers: with an exponent none of them.
        there: where nothing but the end is to stand, False.
        others: by row, what stands there instead of the number.
        end: one byte that stands behind each.
    """
    from pydantic_core import to_json

    written = to_json(numbers)
    marks = np.frombuffer(written, dtype=np.uint8)
    ends = np.append(np.flatnonzero(marks == ord(",")), len(marks) - 1)
    starts = np.append(1, ends[:-1] + 1)
    lengths = np.where(there, ends - starts, 0)
    lengths[list(others)] = list(map(len, others.values()))
    width = int(lengths.max()) + 1
    # The text from each of its bytes on, of which those are taken where a number starts.
    room = written.ljust(len(written) + width)
    found = np.ndarray(len(written), dtype=f"S{width}", buffer=room, strides=(1,))[starts]
    for row, text in others.items():
        found[row] = text
    # For each length what stays, and what stands behind it.
    digits, last = np.tri(width, width, -1, dtype=bool), np.eye(width, dtype=np.uint8) * ord(end)
    kept = octets(found) & octets(_as_texts(digits * np.uint8(255))[lengths])
    return kept | octets(_as_texts(last)[lengths])


def _as_texts(table: Octets) -> NDArray[np.bytes_]:
    """The rows of a table as one item each, which are picked much quicker than rows of bytes."""
    return np.ascontiguousarray(table).view(f"S{table.shape[1]}").ravel()
