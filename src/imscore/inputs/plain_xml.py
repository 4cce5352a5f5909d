"""The XML of a workbook spelt as nearly every writer spells it, so that all who read it agree.

The fast reader takes a value up to the first comment, and passes over a digit that is written as
a reference; a spreadsheet program shows the whole of it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

# A part made by a program has none or few; each takes its time.
_MOST_MARKS = 500_000
# Where an XML declaration may begin, a byte order mark before it.
_DECLARATION = 4
_WIDE = (
    *((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")),
    *((b"<\x00?\x00", "utf-16-le"), (b"\x00<\x00?", "utf-16-be")),
)
_SAYS = re.compile(rb"""^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([A-Za-z][\w.-]*)["'][^>]*\?>""")
_OWN = frozenset({"utf-8", "utf8", "us-ascii", "ascii"})
# What is not closed reaches to the end: none is looked for twice.
_MARK = re.compile(
    rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[(?P<text>.*?)(?:\]\]>|\Z)"
    rb"|&#(?P<digits>[xX]?[0-9A-Fa-f]{1,8});",
    re.S,
)
_REFERENCE = re.compile(rb"&#([xX]?[0-9A-Fa-f]{1,8});")
# Letters, digits and signs that need no reference anywhere.
_NEEDLESS = frozenset(range(0x21, 0x7F)) - frozenset(b"&<>\"'")
_AMP, _LESS, _MORE = (b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;")
_DRAWN, _DRAWN_END = re.compile(rb"<table:shapes(?:\s[^>]*)?(?<!/)>"), b"</table:shapes>"
_CELL_EXTENDED = re.compile(rb"</(?:\w+:)?extLst>(?=\s*</(?:\w+:)?c>)")
_EXTENDS = re.compile(rb"<(?:\w+:)?extLst[\s>]")


def decoded(part: bytes) -> bytes:
    """A part in UTF-8 where it is in another encoding that it names, or UTF-16; else as it is.

    Raises:
        LookupError, ValueError: where there is no such encoding, or it is not in it.
    """
    for mark, encoding in _WIDE:
        if part.startswith(mark):
            return _SAYS.sub(b"", part.decode(encoding).encode())
    said = _SAYS.match(part.removeprefix(b"\xef\xbb\xbf")[:500])
    if said is None or said.group(1).decode().casefold() in _OWN:
        return part
    return _SAYS.sub(b"", part.decode(said.group(1).decode()).encode())


def plain(part: bytes) -> bytes:
    """A part without comments and instructions, its marked texts and plain references written out.

    Tables that are drawn on a sheet and what other programs add to a cell are left out too: they
    are none of its cells.

    Raises:
        ValueError: where it holds more of them than any program writes.
    """
    if _has_marks(part):
        if part.count(b"<!") + part.count(b"<?") + part.count(b"&#") > _MOST_MARKS:
            raise ValueError(f"it has more than {_MOST_MARKS:,} comments and references")
        part = _MARK.sub(_written_out, part)
    if _DRAWN_END in part:
        part = _without_drawn(part)
    return _without_extensions(part) if b"extLst>" in part else part


def rewritten(content: bytes, changed: Mapping[str, bytes]) -> bytes:
    """An archive with some of its parts changed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for entry in old.infolist():
            part = changed.get(entry.filename)
            new.writestr(entry, old.read(entry) if part is None else part)
    return stream.getvalue()


def _has_marks(part: bytes) -> bool:
    if b"<!" in part or part.find(b"<?", _DECLARATION) > 0:
        return True
    return b"&#" in part and any(map(_is_needless, _REFERENCE.findall(part)))


def _is_needless(digits: bytes) -> bool:
    return _number(digits) in _NEEDLESS


def _number(digits: bytes) -> int:
    if digits[:1] in b"xX":
        return int(digits[1:] or b"0", 16)
    return int(digits) if digits.isdigit() else 0


def _written_out(mark: re.Match[bytes]) -> bytes:
    text, digits = mark["text"], mark["digits"]
    if text is not None:
        return text.replace(*_AMP).replace(*_LESS).replace(*_MORE)
    if digits is None:
        return b""
    return bytes([_number(digits)]) if _is_needless(digits) else mark.group()


def _without_drawn(part: bytes) -> bytes:
    """Without the drawings of each sheet: the fast reader takes a table in one for the sheet's."""
    kept, place = [], 0
    for start in _DRAWN.finditer(part):
        end = part.find(_DRAWN_END, start.end())
        if start.start() >= place and end >= 0:
            kept.append(part[place : start.start()])
            place = end + len(_DRAWN_END)
    return b"".join([*kept, part[place:]])


def _without_extensions(part: bytes) -> bytes:
    """Without what other programs add to a cell: the fast reader knows no such tag in one."""
    kept, place, looked = [], 0, 0
    for end in _CELL_EXTENDED.finditer(part):
        starts = [found.start() for found in _EXTENDS.finditer(part, looked, end.start())]
        looked = end.end()
        if starts:
            kept.append(part[place : starts[-1]])
            place = looked
    return b"".join([*kept, part[place:]])
