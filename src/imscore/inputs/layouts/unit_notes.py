"""Lines around a table that give its figures another unit or scale than that of its indicators."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from imscore.inputs import kinds
from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts.around import Line, lines
from imscore.inputs.layouts.table import Table
from imscore.model import Problem
from imscore.reference.indicators import Catalogue, plain

_HUNDRED = 100
_FIGURES = r"(?:rates?|figures?|values?|data|numbers?|results?|indicators?)"
_PER = re.compile(r"\b(?:rates?|figures?|values?|expressed)\b.*?\bper\s+(1[\d,]*0)\b", re.I)
# What a line says of all figures, and not of some that it names.
_OF_ALL = re.compile(
    rf"\W*(?:notes?\W+|\d\W+)?(?:(?:all|the|these|please note)\s+)*{_FIGURES}\b"
    r"(?:\s+(?:are|is|were|all|shown|given|expressed|presented|calculated|here|below|above|as|in|an?"
    r"|rates?|crude|the|this|table|figures?|values?|and))*\s+"
    r"(?:per\s+1[\d,]*0\b|(?:percentages?|per ?cent|%|proportions?)(?!\w))",
    re.I,
)
_SHARES = re.compile(
    rf"\b{_FIGURES}\b.*\b(?:are|is|as|in)\s+(?:an?\s+)?(?:percentages?|per ?cent|%)(?!\w)", re.I
)
_SCALED = re.compile(
    r"\bin\s+(?:thousands|hundreds|millions|['’]?0?00s?)(?!\w)"
    r"|\((?:in\s+)?(?:thousands|hundreds|millions|['’]?000['’]?s?)\)",
    re.I,
)
_COUNTS = {"numerator", "denominator"}


def checked(table: Table, catalogue: Catalogue) -> Table | list[Problem]:
    """The table, unless a line around it gives all its figures another unit, or scales its counts.

    A line that does so of some figures, which may be others, is a warning.

    Args:
        table: of any layout but a published one, or a user's own description.
        catalogue: the known indicators.
    """
    units = {round(catalogue[name].multiplier) for name in indicators_of(table, catalogue)}
    found = list(_problems(table, units)) if units else []
    if any(problem.severity == "error" for problem in found):
        return found
    return replace(table, doubts=(*table.doubts, *found)) if found else table


def indicators_of(table: Table, catalogue: Catalogue) -> set[str]:
    """The ids of the indicators that a table names."""
    cells = table.cells("indicator") if table.height else None
    texts = [text_of(cell) for cell in cells.distinct] if cells is not None else []
    return {catalogue.spellings.get(plain(text), ("", ""))[0] for text in texts} - {""}


def _problems(table: Table, units: Collection[int]) -> Iterator[Problem]:
    for line in lines(table):
        kind = _unit_kind(line.text, units) or _scale_kind(line.text, table)
        if kind:
            yield _at(kind, table, line, units)


def _at(kind: kinds.Kind, table: Table, line: Line, units: Collection[int]) -> Problem:
    sheet, spelt = table.sheet, repr(" ".join(line.text.split()))
    per = " or ".join(f"{unit:,}" for unit in sorted(units))
    return kind.at(sheet.file, sheet.name, line.cell, found=spelt, unit=per)


def _unit_kind(text: str, units: Collection[int]) -> kinds.Kind | None:
    """What a line is that gives a unit, None where that is the table's own or none is given."""
    said = {int(number.replace(",", "")) for number in _PER.findall(text)}
    if _SHARES.search(text):
        said.add(_HUNDRED)
    if not said or said & set(units):
        return None
    return kinds.OTHER_UNIT if _OF_ALL.match(text) else kinds.OTHER_UNIT_NOTE


def _scale_kind(text: str, table: Table) -> kinds.Kind | None:
    if not _SCALED.search(text):
        return None
    there = {name for part in table.parts for name in (*part.positions, *part.elsewhere)}
    return kinds.SCALED_COUNTS if there & _COUNTS else kinds.SCALED_NOTE
