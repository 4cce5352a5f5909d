"""What stands in cells of a form beside their text: formulas, error values, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from imscore.inputs import kinds
from imscore.inputs.kinds import Kind
from imscore.inputs.package import UNREADABLE, Package
from imscore.inputs.reach import column_number
from imscore.inputs.second_look import looks

_COMMENTS = re.compile(r"/(threadedC|c)omments\d*\.xml$|/comments/comment\d+\.xml$", re.I)
_PLACE = re.compile(r"([A-Z]+)(\d+)")
_ANNOTATION = b"<office:annotation"


class Found(NamedTuple):
    """Something beside the text of a cell: row and column from 0, what it is and what it says."""

    row: int
    column: int
    kind: Kind
    text: str


def beside_text(content: bytes, sheet: str, width: int) -> list[Found]:
    """What the first columns of a sheet hold that is no text, and every comment on the sheet.

    Args:
        content: a file's bytes; of an .xlsx workbook all is found, of an .ods one that it has
            comments (at its first cell), of others nothing.
        sheet: its name.
        width: how many columns are read as text.
    """
    package = Package(content)
    return [*_values(package.sheet(sheet), width), *_comments(package, sheet)]


def _values(part: bytes, width: int) -> Iterator[Found]:
    for column, row, seen in looks(part, width):
        if seen.formula:
            yield Found(row, column, kinds.FORM_FORMULA, seen.formula)
        elif seen.error:
            yield Found(row, column, kinds.FORM_ERROR_VALUE, seen.error)


def _comments(package: Package, sheet: str) -> Iterator[Found]:
    if _ANNOTATION in package.part("content.xml"):
        yield Found(0, 0, kinds.FORM_COMMENT, "a comment in this file")
    told: dict[str, str] = {}
    for name in package.linked(sheet):
        if _COMMENTS.search(name):
            # A conversation is there a second time as a comment for older programs: one is told.
            told = dict(_comments_of(package.part(name))) | told
    for cell, text in told.items():
        place = _PLACE.fullmatch(cell)
        row, column = (int(place[2]) - 1, column_number(place[1]) - 1) if place else (0, 0)
        yield Found(row, column, kinds.FORM_COMMENT, repr(text))


def _comments_of(part: bytes) -> Iterator[tuple[str, str]]:
    from defusedxml.ElementTree import fromstring

    try:
        tree = fromstring(part)
    except UNREADABLE:
        return
    for entry in tree.iter():
        if entry.get("ref"):
            words = "".join(e.text or "" for e in entry.iter() if e.tag.endswith(("}t", "}text")))
            yield str(entry.get("ref")), " ".join(words.split())
