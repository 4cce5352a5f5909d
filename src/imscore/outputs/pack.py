"""A pack: one area's scorecard in several formats, in a folder whose name is always safe."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from imscore.outputs import REPORT_FORMATS, render

if TYPE_CHECKING:
    from imscore.model import Scorecard

STEM, INDEX = "scorecard", "index.html"
_PAGE = "html"
_LONGEST = 80
# Names that Windows keeps for devices, whatever follows a dot.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_NAMES = {
    "xlsx": "Workbook",
    "accessible": "Accessible workbook",
    "pdf": "PDF",
    "md": "Markdown",
    "csv": "CSV",
    "json": "JSON",
    "terminal": "Text",
}


class Job(NamedTuple):
    """What one pack is made of: its folder's name, its scorecard, and the way to the index."""

    folder: str
    scorecard: Scorecard
    home: str


def folder_names(scorecards: Sequence[Scorecard]) -> list[str]:
    """Names a folder for each area, all different on every system.

    Returns:
        Of small letters a to z, digits and hyphens only, at most 80 of them, and none that
        Windows keeps for itself: no area's name can lead anywhere else.
    """
    names: list[str] = []
    taken: set[str] = set()
    for card in scorecards:
        stem = _safe(f"{card.area_name} {card.area_code}")
        name, number = stem, 1
        while name in taken:
            number += 1
            name = f"{stem[: _LONGEST - len(str(number)) - 1]}-{number}"
        taken.add(name)
        names.append(name)
    return names


def _safe(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    joined = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "").lower())[:_LONGEST].strip("-")
    return f"area-{joined}".strip("-") if not joined or _RESERVED.fullmatch(joined) else joined


def file_name(format_name: str) -> str:
    """Such as `scorecard.accessible.xlsx`."""
    return f"{STEM}{REPORT_FORMATS[format_name].extension}"


def contents(scorecard: Scorecard, formats: Sequence[str], home: str = "") -> Mapping[str, bytes]:
    """Makes one area's files.

    Args:
        scorecard: whose.
        formats: keys of `REPORT_FORMATS`.
        home: the address of the index from the area's page, "" where there is none.

    Returns:
        From a file's name to its bytes.

    Raises:
        UsageError: where there is no such format, or what it needs is not installed.
    """
    return {file_name(name): _made(scorecard, name, home) for name in formats}


def _made(scorecard: Scorecard, format_name: str, home: str) -> bytes:
    if format_name == _PAGE:
        from imscore.outputs import page

        made: bytes | str = page.render([scorecard], home)
    else:
        made = render([scorecard], format_name)
    return made.encode("utf-8", "backslashreplace") if isinstance(made, str) else made


def index(scorecards: Sequence[Scorecard], folders: Sequence[str], formats: Sequence[str]) -> str:
    """Makes the page that leads to every area's own.

    Args:
        scorecards: in the order in which they are to stand.
        folders: their packs' names.
        formats: what each pack holds, the page among it.
    """
    from imscore.outputs.page import Link
    from imscore.outputs.page import index as page_of

    links = [
        Link(
            f"{folder}/{file_name(_PAGE)}",
            tuple(
                (_NAMES.get(name, name), f"{folder}/{file_name(name)}")
                for name in formats
                if name != _PAGE
            ),
        )
        for folder in folders
    ]
    return page_of(scorecards, links)
