"""Lines around a table that say that its figures may change, or are none at all."""

from __future__ import annotations

import re
from dataclasses import replace

from imscore.inputs import kinds
from imscore.inputs.layouts.around import Line, lines
from imscore.inputs.layouts.table import Table
from imscore.model import Problem

_FIGURES = r"(?:data|figures?|numbers?|values?)"
_DRAFT = re.compile(
    r"\b(?:draft|provisional|unvalidated|not real|for testing"
    rf"|(?:dummy|test|fictitious|fake|illustrative|simulated|invented) {_FIGURES}"
    r"|not (?:yet )?(?:final|validated|quality[ -]assured|signed off))\b",
    re.I,
)
_SO = r"\b(?:draft|provisional|unvalidated)\b"
# That the figures are so no more, or how those that are so are marked.
_NOT_SO = re.compile(
    r"\b(?:no longer|not|non|replaces?d?|supersedes?d?|previous(?:ly)?|earlier|were)\b[^.;]*"
    rf"{_SO}|{_SO}[^.;]*\b(?:replaced|superseded|marked|shown (?:by|with|in))"
    rf"|[=:]\s*{_SO}|[(\[]p[)\]]|\b(?:denotes?|indicates?|marks?)\b",
    re.I,
)


def checked(table: Table) -> Table:
    """The table, with a warning at the first line that says that its figures are not final."""
    if any("provisional" in _period(part.fixed) for part in table.parts):
        return table
    found = next((line for line in lines(table) if _is_draft(line.text)), None)
    return replace(table, doubts=(*table.doubts, _doubt(table, found))) if found else table


def _period(fixed: object) -> str:
    period = fixed.get("period") if isinstance(fixed, dict) else None
    return period.text.casefold() if period else ""


def _is_draft(text: str) -> bool:
    return bool(_DRAFT.search(text)) and not _NOT_SO.search(text)


def _doubt(table: Table, line: Line) -> Problem:
    sheet, spelt = table.sheet, repr(" ".join(line.text.split()))
    return kinds.DRAFT.at(sheet.file, sheet.name, line.cell, found=spelt)
