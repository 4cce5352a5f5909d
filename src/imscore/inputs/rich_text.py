"""Raised digits of a workbook's texts: a footnote's 2 behind 18.2 would be read as 18.22."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Mapping, Sequence
from xml.etree.ElementTree import Element

from imscore.codes import ObjectArray
from imscore.columns import Column, as_column
from imscore.inputs.package import UNREADABLE, Package, as_package

_PARTS = re.compile(r"^xl/(sharedStrings|worksheets/[^/]+)\.xml$")
_RAISES = re.compile(rb"""vertAlign\s+val\s*=\s*["']superscript["']""")
_MAIN = re.compile(r"^\{[^}]*\}")
RAISED = str.maketrans("0123456789abdefhpr", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᵈᵉᶠʰᵖʳ")
# Only these could pass for a number.
NUMBER_LIKE = re.compile(r"^\s*-?[\d.,]*\d%?\s*$")


def raised(columns: Sequence[Column | ObjectArray], content: bytes | Package) -> Mapping[str, str]:
    """Texts in which a part is raised, each with that part in raised characters.

    Args:
        columns: the cells that matter: where none of them is a text that could pass for a number,
            the file is not looked at.
        content: the file's bytes or parts.

    Returns:
        From the text as the fast reader gives it; empty for files that are no .xlsx. Where the
        same text stands elsewhere with nothing raised, which of the two a cell holds cannot be
        told: it then becomes both with "or" between them, which is no number.
    """
    package = as_package(content)
    if not package.names or not any(_has_text(as_column(column)) for column in columns):
        return {}
    found: dict[str, set[str]] = {}
    with contextlib.suppress(*UNREADABLE):
        for name in package.names:
            if _PARTS.match(name) and _RAISES.search(part := package.part(name)):
                _add_texts(part, found)
    return {
        plain: " or ".join(sorted(shown, key=len))
        for plain, shown in found.items()
        if shown != {plain}
    }


def _has_text(column: Column) -> bool:
    return any(isinstance(cell, str) and NUMBER_LIKE.match(cell) for cell in column.distinct)


def _add_texts(part: bytes, found: dict[str, set[str]]) -> None:
    from defusedxml.ElementTree import iterparse

    for _, element in iterparse(io.BytesIO(part)):
        if _local(element) in ("si", "is"):
            plain, shown = _texts(element)
            found.setdefault(plain, set()).add(shown)
            element.clear()


def _texts(entry: Element) -> tuple[str, str]:
    plain = shown = ""
    for run in entry:
        if _local(run) not in ("r", "t"):
            continue
        words = "".join(t.text or "" for t in run.iter() if _local(t) == "t")
        up = any(_local(e) == "vertAlign" and e.get("val") == "superscript" for e in run.iter())
        plain += words
        shown += words.translate(RAISED) if up else words
    return plain, shown


def _local(element: Element) -> str:
    return _MAIN.sub("", element.tag)
