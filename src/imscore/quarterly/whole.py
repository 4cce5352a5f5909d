"""Whether a file's bytes are all there, as far as the bytes can tell."""

from __future__ import annotations

import codecs
import io
import re
import zipfile

_ZIP = b"PK\x03\x04"
_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_BINARY = (_ZIP, b"\xd0\xcf\x11\xe0")
_QUOTED = re.compile(r'"[^"]*"')
_TAIL = 1 << 16


def cut_short(content: bytes) -> str:
    r"""Says why a file is not whole, "" where nothing shows that it is not.

    A workbook's list of parts stands at its end. A table of text ends in a line end; without one,
    it is cut short where a quoted text is still open or its last line has fewer cells than the line
    before it, and may be where it ends in a digit: 4591 of 45918 looks like any other figure.

    >>> cut_short(b"a,b\n1,2\n3"), cut_short(b"a,b\n1,2\n"), cut_short(b"a,b\n1,x")
    ('its last line has fewer cells than the one before it, and no line end', '', '')
    >>> cut_short(b"a,b\n1,2").partition(":")[0]
    'it ends in a number without a line end, so digits may be missing'
    """
    if not content:
        return "it is empty"
    if content.startswith(_ZIP):
        try:
            zipfile.ZipFile(io.BytesIO(content)).close()
        except (zipfile.BadZipFile, OSError, ValueError):
            return "its end is missing"
    return _cut_text(content) if unended(content) else ""


def unended(content: bytes) -> bool:
    """Whether a text's last line has no line end."""
    return not content.startswith(_BINARY) and not _text(content[-4:], content).endswith(
        ("\n", "\r")
    )


def _cut_text(content: bytes) -> str:
    if _text(content, content).count('"') % 2:
        return "a quoted text is still open at its end"
    *before, last = _text(content[-_TAIL:], content).splitlines()
    previous = next((line for line in reversed(before) if line.strip()), "")
    plain, plain_last = _QUOTED.sub("", previous), _QUOTED.sub("", last)
    sign = max(",;\t", key=plain.count)
    if plain_last.count(sign) < plain.count(sign):
        return "its last line has fewer cells than the one before it, and no line end"
    if plain_last.rstrip(" \0")[-1:].isdigit():
        return (
            "it ends in a number without a line end, so digits may be missing: end the line, or "
            "copy it again"
        )
    return ""


def _text(part: bytes, whole: bytes) -> str:
    encoding = _WIDE.get(whole[:2], "latin-1")
    if encoding == "utf-16" and part is not whole:
        part = whole[:2] + part[len(part) % 2 :]
    return part.decode(encoding, "replace")
