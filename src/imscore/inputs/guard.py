"""Refuses a workbook that would not fit into memory, before it is opened."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from imscore.errors import InputError
from imscore.inputs import kinds

# The largest downloads that are read unpack to a few hundred megabytes.
_MOST_BYTES = 2_000_000_000
# Excel's own limit is 17,000 million cells; a million rows of forty columns are room enough.
_MOST_CELLS = 40_000_000
_SIZE = re.compile(rb"""<(?:\w+:)?dimension\s+ref=["'][A-Z]+\d+:([A-Z]+)(\d+)["']""")
_NOTED_WITHIN = 4_096


def check(name: str, content: bytes) -> None:
    """Looks at the sizes that a zipped workbook notes of itself.

    Args:
        name: the file's name as shown in messages.
        content: its bytes; what cannot be looked into is left to the reader to refuse.

    Raises:
        InputError: where it unpacks to more than 2 GB, or a sheet spans more than 40 million cells.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
            spans = [_span(archive, n) for n in archive.namelist() if "worksheets/" in n]
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError,
            RuntimeError, LookupError):  # fmt: skip
        return
    if size > _MOST_BYTES:
        _refuse(name, f"it unpacks to {size / 1e9:,.0f} GB")
    if max(spans, default=0) > _MOST_CELLS:
        _refuse(name, f"a sheet spans {max(spans):,} cells")


def _span(archive: zipfile.ZipFile, sheet: str) -> int:
    with archive.open(sheet) as stream:
        noted = _SIZE.search(stream.read(_NOTED_WITHIN))
    if noted is None:
        return 0
    columns = 0
    for letter in noted.group(1):
        columns = columns * 26 + letter - ord("A") + 1
    return columns * int(noted.group(2))


def _refuse(name: str, what: str) -> None:
    hint = "Clear stray cells far from the table, or save the table alone."
    problem = kinds.UNREADABLE.at(name, found=f"the file is too large: {what}", hint=hint)
    raise InputError("The input cannot be read.", [problem])
