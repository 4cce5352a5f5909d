"""The container that .xls files and password-protected workbooks are kept in (OLE2).

Layout: [MS-CFB], Compound File Binary File Format, published by Microsoft.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST = 0xFFFFFFFA  # from here on a sector number is a mark, not a place
_HEADER, _ENTRY, _MOST_DIRECTORY = 512, 128, 8_000_000
_IN_HEADER = 109
_STREAM, _ROOT = 2, 5


class DamagedError(ValueError):
    """The container contradicts itself."""


@dataclass(frozen=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class Container:
    """A compound file, its sectors followed with care: none is gone through twice.

    Raises:
        DamagedError: where sectors are missing or run in a circle.
    """

    def __init__(self, content: bytes) -> None:
        if len(content) < _HEADER:
            raise DamagedError("it ends within its first sector")
        self._content = content
        shift, mini = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini != 6:
            raise DamagedError("its sectors have no usual size")
        self._size, self._mini_size = 1 << shift, 1 << mini
        directory, self._cutoff, mini_fat = struct.unpack_from("<I4xII", content, 48)
        self._fat = self._read_fat()
        self._entries = self._read_directory(self._chain(directory))
        root = next((entry for entry in self._entries if entry.kind == _ROOT), None)
        self._mini = self._chain(root.start) if root else b""
        self._mini_fat = _numbers(self._chain(mini_fat))

    @property
    def names(self) -> set[str]:
        """The names of everything in it."""
        return {entry.name for entry in self._entries}

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream, None where there is none of that name."""
        for entry in self._entries:
            if entry.name == name and entry.kind == _STREAM:
                small = entry.size < self._cutoff
                found = self._small(entry.start) if small else self._chain(entry.start)
                return found[: entry.size]
        return None

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        return self._content[start : start + self._size]

    def _read_fat(self) -> list[int]:
        listed = list(struct.unpack_from(f"<{_IN_HEADER}I", self._content, 76))
        following = struct.unpack_from("<I", self._content, 68)[0]
        seen: set[int] = set()
        while following < _LAST:
            _note(following, seen)
            *more, following = _numbers(self._sector(following)) or [_LAST]
            listed += more
        table: list[int] = []
        # Each once: a short list of the same sector would grow without end.
        once: set[int] = set()
        for number in listed:
            if number < _LAST:
                _note(number, once)
                table += _numbers(self._sector(number))
        return table

    def _chain(self, number: int) -> bytes:
        return b"".join(self._sector(n) for n in _followed(number, self._fat))

    def _small(self, number: int) -> bytes:
        size = self._mini_size
        return b"".join(
            self._mini[n * size : (n + 1) * size] for n in _followed(number, self._mini_fat)
        )

    @staticmethod
    def _read_directory(data: bytes) -> list[_Entry]:
        entries = []
        if len(data) > _MOST_DIRECTORY:
            raise DamagedError("its directory is longer than any spreadsheet's")
        for place in range(0, len(data) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", data, place + 64)
            start, size = struct.unpack_from("<II", data, place + 116)
            name = data[place : place + max(0, min(length, 64) - 2)]
            entries.append(_Entry(name.decode("utf-16-le", "replace"), kind, start, size))
        return entries


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))


def _followed(number: int, table: list[int]) -> list[int]:
    seen: set[int] = set()
    order = []
    while number < _LAST:
        _note(number, seen)
        order.append(number)
        if number >= len(table):
            raise DamagedError("a sector is missing")
        number = table[number]
    return order


def _note(number: int, seen: set[int]) -> None:
    if number in seen:
        raise DamagedError("its sectors run in a circle")
    seen.add(number)
