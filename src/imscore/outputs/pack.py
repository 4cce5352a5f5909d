"""A pack: one area's scorecard in several formats, in a folder whose name is always safe."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from imscore.outputs import REPORT_FORMATS, render

if TYPE_CHECKING:
    from pathlib import Path

    from imscore.model import Scorecard

STEM, INDEX = "scorecard", "index.html"
_PAGE = "html"
_LONGEST = 80
# A name that is cut or lost letters is told apart by so many of its hash.
_MARK, _LEAST_ROOM = 8, 20
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
        Windows keeps for itself: no area's name can lead anywhere else. An area has the same name
        whatever others there are, so that next quarter's pack never replaces another area's;
        only areas whose names differ by capitals alone, and have no codes, are told apart when
        they meet.
    """
    plain = [_plain_name(card.area_name, card.area_code) for card in scorecards]
    met = Counter(plain)
    names: list[str] = []
    for card, name in zip(scorecards, plain, strict=True):
        own = name if met[name] == 1 else _told_apart(name, card.area_name, card.area_code)
        names.append(_unless_taken(own, {*names, *(met.keys() - {name})}))
    return names


def _plain_name(area_name: str, area_code: str) -> str:
    """An area's own folder, whatever other areas there are: its code is never cut or guessed."""
    code = _slug(area_code)
    room = _LONGEST - len(code) - 1
    if area_code and room >= _LEAST_ROOM and area_code.lower() == code:
        return _safe("-".join(filter(None, (_slug(area_name)[:room].strip("-"), code))))
    name = _slug(f"{area_name} {area_code}")
    # Nothing is lost but capitals: no other area without a code could have the same.
    kept = "-" not in area_name and area_name.lower().replace(" ", "-") == name
    if kept and not area_code and len(name) <= _LONGEST:
        return _safe(name)
    return _told_apart(name, area_name, area_code)


def _told_apart(slug: str, area_name: str, area_code: str) -> str:
    """A slug with a mark made of the very letters of the area's name and code."""
    exact = f"{area_name}\0{area_code}".encode("utf-8", "backslashreplace")
    mark = hashlib.sha256(exact).hexdigest()[:_MARK]
    return _safe("-".join(filter(None, (slug[: _LONGEST - _MARK - 6].strip("-"), mark))))


def _unless_taken(name: str, taken: set[str]) -> str:
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name[: _LONGEST - len(str(number)) - 1]}-{number}"
    return free


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "").lower()).strip("-")


def _safe(slug: str) -> str:
    return f"area-{slug}".strip("-") if not slug or _RESERVED.fullmatch(slug) else slug


def file_name(format_name: str) -> str:
    """Such as `scorecard.accessible.xlsx`."""
    return f"{STEM}{REPORT_FORMATS[format_name].extension}"


def left_over(root: Path, folders: Sequence[str], formats: Sequence[str]) -> list[str]:
    """What an earlier run left beside new packs, which say nothing of how old it is.

    Args:
        root: the folder of the packs.
        folders: the new packs' names, "" for one that stands in `root` itself.
        formats: what each of them holds.

    Returns:
        Files and folders relative to `root`, in order.
    """
    names, new = {file_name(name) for name in REPORT_FORMATS}, {file_name(n) for n in formats}
    old = [
        path.relative_to(root).as_posix()
        for folder in folders
        for path in (root / folder / name for name in names - new)
        if path.is_file()
    ]
    if folders != [""]:
        old += [
            f"{path.name}/"
            for path in root.iterdir()
            if path.is_dir()
            and path.name not in folders
            and any((path / n).is_file() for n in names)
        ]
        old += [INDEX] if _PAGE not in formats and (root / INDEX).is_file() else []
    return sorted(old)


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
