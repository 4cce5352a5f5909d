"""Figures that nothing calls counts or rates: whether they may be either."""

from __future__ import annotations

from collections.abc import Iterable

from imscore.inputs import kinds
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue, plain


def are_whole(cells: Iterable[object]) -> bool:
    """Whether no figure has a part behind the point: they may be counts as well as rates."""
    numbers = [number for number in map(_number, cells) if number is not None]
    return bool(numbers) and all(number.is_integer() for number in numbers)


def _number(cell: object) -> float | None:
    """The number in a cell; a percent sign makes it no whole one."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, (int, float)):
        return float(cell)
    text = str(cell).strip().replace(",", "")
    try:
        return float(text)
    except ValueError:
        return 0.5 if text.endswith("%") else None


def ask(sheet: Sheet, cell: str, indicator: str, catalogue: Catalogue) -> Problem:
    """The problem of figures that may be counts or rates."""
    about = catalogue[catalogue.spellings[plain(indicator)][0]]
    name = about.short_name
    return kinds.COUNT_OR_RATE.at(
        sheet.file, sheet.name, cell, found=name, name=name, unit=about.unit
    )
