"""Bytes from a file or a stream, read in pieces and never more than there is room for.

How much is read depends on what the first bytes are:
    workbooks: 100 MiB (the largest honest ones have about half of that);
    text with noughts in it, such as UTF-16: 128 MiB;
    other text: 1 GiB from a file, 256 MiB where nobody says beforehand how much will come.
"""

from __future__ import annotations

import io
import os
import re
import stat
from pathlib import Path
from typing import BinaryIO

from imscore.errors import InputError
from imscore.inputs import compound, file_types, guard

_MIB = 1 << 20
MOST_WORKBOOK, MOST_WIDE_TEXT, MOST_STREAM, MOST_TEXT = 100 * _MIB, 128 * _MIB, 256 * _MIB, 1 << 30
_FIRST, _PIECE = 1 << 16, 1 << 23
_WORKBOOKS = (file_types.ZIP, file_types.EMPTY_ZIP, compound.SIGNATURE)
# How shells name the other end of `<(command)`, which is as good as standard input.
_PIPE_OF_A_SHELL = re.compile(r"/dev/(fd/\d+|stdin)|/proc/\w+/fd/\d+")
_ODD = (
    (stat.S_ISDIR, "it is a folder"),
    (stat.S_ISCHR, "it is a device"),
    (stat.S_ISBLK, "it is a device"),
    (stat.S_ISSOCK, "it is a socket"),
)
_NAME_A_FILE = "Name a file that can be read."
_SAVE_LESS = "Save the table alone, or split it into several files and name them all."


def read_path(path: Path) -> bytes:
    """Reads a file.

    Raises:
        OSError: where it cannot be opened or read.
        InputError: where it is a folder, a device or a pipe with a name, or has too many bytes.
    """
    # Before it is opened: opening a pipe waits for somebody to write to it.
    _refuse_odd(path, path.stat().st_mode)
    with path.open("rb") as stream:
        status = os.fstat(stream.fileno())
        size = status.st_size if stat.S_ISREG(status.st_mode) else None
        return _read(str(path), stream, size)


def read_stream(name: str, stream: BinaryIO) -> bytes:
    """Reads standard input, or another stream.

    Args:
        name: what messages call it.
        stream: where from.

    Raises:
        InputError: where it cannot be read, or more comes than there is room for.
    """
    try:
        return _read(name, stream, None)
    except OSError as error:
        what = "it is a folder" if isinstance(error, IsADirectoryError) else str(error.strerror)
        raise guard.unreadable(name, what, "Name a file, or send one in.") from None


def is_workbook(content: bytes) -> bool:
    """Whether bytes begin as those of a workbook do: a zip archive or a compound file."""
    return content.startswith(_WORKBOOKS)


def _refuse_odd(path: Path, mode: int) -> None:
    for is_one, what in _ODD:
        if is_one(mode):
            raise guard.unreadable(str(path), what, _NAME_A_FILE)
    if stat.S_ISFIFO(mode) and not _PIPE_OF_A_SHELL.fullmatch(str(path)):
        raise guard.unreadable(str(path), "it is a pipe", "Send it to standard input and name -.")


def _read(name: str, stream: BinaryIO, size: int | None) -> bytes:
    first = stream.read(_FIRST)
    most = _most(first, size)
    if size is not None and size > most:
        raise _too_large(name, f"{size / _MIB:,.0f} MiB", most)
    # It grows in place: pieces joined at the end would take the room twice.
    whole = io.BytesIO()
    piece = first
    if size is not None:
        stream.seek(0)
        # One more than there should be: the file may be growing.
        piece = stream.read(size + 1)
        if len(piece) <= size:
            return piece
    while piece:
        whole.write(piece)
        if whole.tell() > most:
            raise _too_large(name, f"more than {most // _MIB:,} MiB", most)
        piece = stream.read(_PIECE)
    return whole.getvalue()


def _most(first: bytes, size: int | None) -> int:
    if is_workbook(first):
        return MOST_WORKBOOK
    if b"\x00" in first:
        return MOST_WIDE_TEXT
    return MOST_STREAM if size is None else MOST_TEXT


def _too_large(name: str, size: str, most: int) -> InputError:
    return guard.unreadable(
        name, f"it has {size}, and {most // _MIB:,} MiB is the most that is read", _SAVE_LESS
    )
