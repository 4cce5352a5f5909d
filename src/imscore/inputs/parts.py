"""What the parts of a workbook say of each other, looked at before a reader believes it."""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterable

from imscore.inputs import binary_reach

# Excel itself becomes unusable long before.
_MOST_SHEETS = 5_000
# A reader makes a tree of these; Excel's own limit of 64,000 formats needs half as many tags.
_MOST_TAGS = 600_000
_TREES = re.compile(r"(styles|workbook|theme\d*)\.xml|.*\.rels|\[content_types\]\.xml")
_SHEET = re.compile(rb"""<(?:\w+:)?sheet\s[^>]*?\b\w+:id\s*=\s*["']([^"']*)""")
_TARGET = re.compile(rb"""\bTarget\s*=\s*["']([^"']*)""")
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Z]+[0-9]+)""")
# A sheet made by hand is small; in a large one the search would cost as much as reading it.
_MOST_SEARCHED = 4_000_000
# The number of a text begins with a digit; a reader passes over what it cannot make out. Only how
# nearly every writer spells it is looked for: it is found at speed.
_NO_NUMBER = re.compile(rb't="s"><v>(?![\d\s])')

# A reader makes room for as many texts as the list says that it holds.
_ANNOUNCED = re.compile(rb"""uniqueCount\s*=\s*["']\s*[+]?(\d+)""")
# A number has no such sign: a reader takes what stands before it.
_CUT_SHORT = re.compile(
    rb"""<(?:\w+:)?c(?![^>]*\bt\s*=\s*["'](?:str|d|inlineStr)["'])(?:\s[^>]*)?>"""
    rb"(?:<(?:\w+:)?f[\s>/][^<]*(?:</(?:\w+:)?f>)?)?<(?:\w+:)?v[^>]*>[^<&]{0,400}&"
)
# Excel's own limit; what looks through a format takes a time that grows with its square.
_LONGEST_FORMAT = 255
_FORMAT = re.compile(rb"""formatCode\s*=\s*(?:"([^"]{256,})"|'([^']{256,})')""")
_LOCKED = b":encryption-data"


def repeated(entries: Iterable[zipfile.ZipInfo]) -> str:
    """The name of a part that is there twice, "" where none is; case makes no difference.

    Which of the two is read differs from program to program.
    """
    times = Counter(entry.filename.lstrip("/").casefold() for entry in entries)
    name, most = times.most_common(1)[0] if times else ("", 0)
    return name if most > 1 else ""


def fault(name: str, part: bytes) -> str:
    """What is wrong with a part by itself, "" where nothing is found.

    Args:
        name: its name in the archive.
        part: its bytes.
    """
    base = posixpath.basename(name).casefold()
    if _TREES.fullmatch(base) and part.count(b"<") > _MOST_TAGS:
        return f"its part {name} has {part.count(b'<'):,} tags, more than any spreadsheet needs"
    if b"formatCode" in part and any(map(_is_too_long, _FORMAT.findall(part))):
        return f"its part {name} has a number format of more than {_LONGEST_FORMAT} characters"
    if base in ("workbook.xml", "workbook.bin"):
        listed = _sheets(part) if base.endswith(".xml") else binary_reach.sheets_of_xlsb(part)
        return _fault_of_sheets(listed)
    if base in ("workbook.xml.rels", "workbook.bin.rels"):
        targets = [posixpath.normpath(t.decode("utf-8", "replace")) for t in _TARGET.findall(part)]
        return _fault_of_sheets([t for t in targets if "sheet" in t.casefold()])
    fault = _fault_of_texts(name, part) if b"uniqueCount" in part else ""
    return fault or (_fault_of_cells(name, part) if b"sheetData" in part else "")


def is_locked(name: str, part: bytes) -> bool:
    """Whether a part is the list of an .ods file's parts, and says that some need a password."""
    return posixpath.basename(name).casefold() == "manifest.xml" and _LOCKED in part


def _is_too_long(found: tuple[bytes, bytes]) -> bool:
    return len(html.unescape(b"".join(found).decode("utf-8", "replace"))) > _LONGEST_FORMAT


def _fault_of_texts(name: str, part: bytes) -> str:
    most = max((int(digits[:30]) for digits in _ANNOUNCED.findall(part)), default=0)
    if most > len(part):
        return f"its part {name} announces {most:,} texts and has no room for them"
    return ""


def _fault_of_cells(name: str, part: bytes) -> str:
    if _NO_NUMBER.search(part):
        return f"in its part {name} a cell names a text that cannot be found"
    if b"&" in part and _CUT_SHORT.search(part):
        return f"in its part {name} a number holds a sign that no number has"
    cells = _CELL.findall(part) if len(part) <= _MOST_SEARCHED else []
    if len(set(cells)) < len(cells):
        twice = next(cell for cell, times in Counter(cells).items() if times > 1).decode()
        return f"in its part {name} the cell {twice} is there twice"
    return ""


def _sheets(part: bytes) -> list[str]:
    return [found.decode("utf-8", "replace") for found in _SHEET.findall(part)]


def _fault_of_sheets(listed: list[str]) -> str:
    if len(listed) > _MOST_SHEETS:
        return f"it lists {len(listed):,} sheets, and {_MOST_SHEETS:,} are the most that are read"
    if len(set(listed)) < len(listed):
        return "several of its sheets are one and the same part of the file"
    return ""
