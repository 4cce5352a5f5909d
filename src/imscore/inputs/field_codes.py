"""The fields of one column of a text as codes and the different ones among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from imscore.codes import Codes, ObjectArray, as_objects, first_of_each

_WORD, _LONG = 8, 64
# So many different fields of no more than so many bytes are worth a quicker way.
_MANY, _SHORT = 10_000, 24
# Where of so many fields, picked evenly, so large a part differs, nearly all of the column do.
_SAMPLE, _DIFFERENT = 1 << 15, 0.95
_NOT_ASCII, _FIRST, _QUOTE = (np.uint64(n) for n in (0x8080808080808080, 0xFF, ord('"')))
_MASKS = np.array([(1 << (8 * size)) - 1 for size in range(_WORD + 1)], dtype=np.uint64)
Places = NDArray[Any]


def text_of(raw: bytes) -> str:
    """A field's text, out of its quotation marks."""
    text = raw.decode()
    return text[1:-1].replace('""', '"') if text.startswith('"') else text


class Piece(NamedTuple):
    """The fields of some rows of a column, but for those that are as the one above.

    Attributes:
        rows: their rows; `starts` and `lengths`: where they are.
        words: up to `_LONG` of their bytes, eight at a time.
    """

    rows: NDArray[np.intp]
    starts: Places
    lengths: Places
    words: list[NDArray[np.uint64]]


def piece_of(content: bytes, begin: int, starts: Places, lengths: Places) -> Piece:
    """The fields of some rows, from row `begin` on, by where each starts and how long it is."""
    longest = int(lengths.max())
    words = [
        _words(content, starts + offset if offset else starts, lengths, offset)
        for offset in range(0, max(min(longest, _LONG), 1), _WORD)
    ]
    # Sorted tables repeat a field row after row: only where it changes is it looked at closely.
    changes = np.zeros(len(starts), dtype=bool)
    changes[0] = True
    for word in words:
        changes[1:] |= word[1:] != word[:-1]
    if longest > _LONG:
        changes |= lengths > _LONG
        changes[1:] |= lengths[:-1] > _LONG
    rows = np.flatnonzero(changes)
    return Piece(rows + begin, starts[rows], lengths[rows], [word[rows] for word in words])


def factorised(content: bytes, pieces: Sequence[Piece]) -> tuple[Codes, ObjectArray]:
    """Codes of fields, and the different ones; of many that differ, a few may stand there twice."""
    if not pieces:
        return np.zeros(0, dtype=np.int32), as_objects([])
    starts = np.concatenate([piece.starts for piece in pieces])
    lengths = np.concatenate([piece.lengths for piece in pieces])
    words = [_word(pieces, n) for n in range(max(len(piece.words) for piece in pieces))]
    if _seldom_alike(words):
        # To find the few that are equal would take longer than to do all twice.
        return np.arange(len(starts), dtype=np.int32), _all_texts(content, starts, lengths, words)
    codes = _codes(words)
    if lengths.max() > _LONG:
        codes = pd.factorize(_with_long(content, starts, lengths, codes, len(codes)))[0]
    # They are numbered in the order in which they first stand.
    first = first_of_each(codes)[0]
    words = [word[first] for word in words]
    return codes.astype(np.int32), _all_texts(content, starts[first], lengths[first], words)


def _codes(words: Sequence[NDArray[np.uint64]]) -> NDArray[Any]:
    """Codes of fields that have all their words alike."""
    codes, _ = pd.factorize(words[0])
    for word in words[1:]:
        part, distinct = pd.factorize(word)
        if len(distinct) > 1:
            codes = pd.factorize(codes.astype(np.int64) * len(distinct) + part)[0]
    return codes


def _seldom_alike(words: Sequence[NDArray[np.uint64]]) -> bool:
    """Whether of some fields from all over the column hardly two are equal."""
    step = len(words[0]) // _SAMPLE
    if not step:
        return False
    sample = [np.ascontiguousarray(word[::step]) for word in words]
    return first_of_each(_codes(sample))[0].size > _DIFFERENT * len(sample[0])


def _all_texts(
    content: bytes, starts: Places, lengths: Places, words: Sequence[NDArray[np.uint64]]
) -> ObjectArray:
    """The texts of some fields, by their bytes where they are many and short."""
    if len(starts) < _MANY or lengths.max() > _SHORT:
        return _texts(content, starts, lengths)
    return _short_texts(content, starts, lengths, np.column_stack(words))


def _texts(content: bytes, starts: Places, lengths: Places) -> ObjectArray:
    spans = zip(starts.tolist(), lengths.tolist(), strict=True)
    return as_objects([text_of(content[start : start + length]) for start, length in spans])


def _short_texts(
    content: bytes, starts: Places, lengths: Places, words: NDArray[np.uint64]
) -> ObjectArray:
    """As `_texts` by the bytes of the fields, which is three times as quick for plain ones."""
    odd = ((words & _NOT_ASCII) != 0).any(axis=1) | ((words[:, 0] & _FIRST) == _QUOTE)
    raw = np.ascontiguousarray(words, dtype="<u8").view(f"S{words.itemsize * words.shape[1]}")
    raw[odd] = b""
    found = np.empty(len(words), dtype=object)
    for start in range(0, len(words), _MANY):
        # Texts of one width take four times the room of their bytes: not all of them at once.
        block = raw[start : start + _MANY, 0]
        found[start : start + _MANY] = block.astype(f"U{block.itemsize}")
    found[odd] = _texts(content, starts[odd], lengths[odd])
    return found


def _word(pieces: Sequence[Piece], number: int) -> NDArray[np.uint64]:
    return np.concatenate(
        [
            piece.words[number]
            if number < len(piece.words)
            else np.zeros(len(piece.rows), dtype=np.uint64)
            for piece in pieces
        ]
    )


def _words(content: bytes, starts: Places, lengths: Places, offset: int) -> NDArray[np.uint64]:
    """Eight bytes of each field from an offset on as one number, noughts beyond the field's end."""
    if len(content) < _WORD:
        content = content.ljust(_WORD, b"\0")
    every = np.ndarray((len(content) - _WORD + 1,), dtype="<u8", buffer=content, strides=(1,))
    last = len(every) - 1
    beyond = np.flatnonzero(starts > last)
    words = every[np.minimum(starts, last) if len(beyond) else starts]
    if len(beyond):
        missing = np.minimum(starts[beyond] - last, _WORD - 1)
        words[beyond] >>= (8 * missing).astype(np.uint64)
    words &= _MASKS.take(lengths - offset, mode="clip")
    result: NDArray[np.uint64] = words
    return result


def _with_long(
    content: bytes, starts: Places, lengths: Places, codes: NDArray[Any], count: int
) -> NDArray[Any]:
    """Codes of their own for fields longer than are compared word by word."""
    rows = np.flatnonzero(lengths > _LONG)
    found: dict[bytes, int] = {}
    spans = zip(starts[rows].tolist(), lengths[rows].tolist(), strict=True)
    codes = codes.copy()
    codes[rows] = [count + found.setdefault(content[s : s + n], len(found)) for s, n in spans]
    return codes
