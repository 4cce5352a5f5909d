"""Raised digits of a workbook's texts: a footnote's 2 behind 18.2 would be read as 18.22."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence

from imscore.codes import ObjectArray
from imscore.columns import Column, as_column
from imscore.inputs.package import Package, as_package

_PARTS = re.compile(r"^xl/(sharedStrings|worksheets/[^/]+)\.xml$")
_RAISES = re.compile(rb"""vertAlign\s+val\s*=\s*["']superscript["']""")
# The guard has seen to it that neither comments nor marked texts stand between.
_ENTRY = re.compile(rb"<((?:\w+:)?)(si|is)(?:\s[^>]*)?(?<!/)>(.*?)(?:</\1\2\s*>|\Z)", re.S)
_PHONETIC = re.compile(rb"<((?:\w+:)?)rPh[\s>].*?(?:</\1rPh\s*>|\Z)", re.S)
_RUN_ENDS = re.compile(rb"</(?:\w+:)?r\s*>")
_WORDS = re.compile(rb"<(?:\w+:)?t(?:\s[^>]*)?(?<!/)>([^<]*)<")
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
    for entry in _ENTRY.finditer(part):
        plain, shown = _texts(_PHONETIC.sub(b"", entry.group(3)))
        found.setdefault(plain, set()).add(shown)


def _texts(entry: bytes) -> tuple[str, str]:
    if not _RAISES.search(entry):
        plain = _words(entry)
        return plain, plain
    runs = [(_words(run), bool(_RAISES.search(run))) for run in _RUN_ENDS.split(entry)]
    shown = (words.translate(RAISED) if up else words for words, up in runs)
    return "".join(words for words, _ in runs), "".join(shown)


def _words(run: bytes) -> str:
    return html.unescape(b"".join(_WORDS.findall(run)).decode("utf-8", "replace"))
