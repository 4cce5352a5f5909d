"""One cell of an OpenDocument sheet: whether the text that it shows is what it stores."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from imscore.inputs import markers, number_formats
from imscore.inputs.rich_text import NUMBER_LIKE
from imscore.inputs.rounding import plain_number
from imscore.inputs.seen_numbers import OTHERWISE, plain

_NUMBERS = {"float", "percentage", "currency"}
_SPACES = "\N{NBSP}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'’ "
_NUMBER = re.compile(rf"[-−]?\d(?:[\d.,{_SPACES}]*\d)?(?:[Ee][+-]?\d+)?")
_DUST = 1e-9


@dataclass
class OdsSheet:
    """What is worth knowing of a sheet: what it hides, and the cells that may differ."""

    rows: list[range] = field(default_factory=list)
    columns: list[range] = field(default_factory=list)
    cells: list[OdsCell] = field(default_factory=list)


@dataclass
class OdsCell:
    """A cell or a run of equal ones, as it is stored and as it is shown.

    Attributes:
        column, row: of the first, from 0.
        columns, rows: how often it is repeated.
        covered: whether it stands under a merged cell.
        paragraphs: how many texts it holds.
        special: whether a reader of values may lose some of its text.
        text, unraised: what it shows, with raised digits told apart and without.
    """

    column: int
    row: int
    columns: int
    rows: int
    attributes: Mapping[str, str]
    covered: bool
    paragraphs: int = 0
    special: bool = False
    text: str = ""
    unraised: str = ""

    def add(self, text: str, unraised: str) -> None:
        """Adds to the text that is shown."""
        self.text += text
        self.unraised += unraised

    @property
    def kind(self) -> str:
        """The type of what is stored, "" where nothing is."""
        return self.attributes.get("office:value-type", "")

    @property
    def number(self) -> float:
        """The number that is stored, NaN where none is."""
        try:
            return float(self.attributes.get("office:value", "nan"))
        except ValueError:
            return math.nan

    def may_differ(self) -> bool:
        """Whether it may show other than it stores: quickly told of nearly all cells."""
        if self.covered or self.special:
            return bool(self.kind or self.paragraphs)
        if self.kind in _NUMBERS:
            return self.paragraphs > 0 and self.text != self.attributes.get("office:value")
        stored = self.attributes.get("office:string-value")
        return stored is not None and stored != self.text


def difference(cell: OdsCell, stored: object) -> str | None:
    """What a cell shows, None where that is what was read from it.

    Args:
        cell: as it stands in the file.
        stored: what was read from it.
    """
    if cell.kind in _NUMBERS:
        read = isinstance(stored, (int, float)) and not isinstance(stored, bool)
        # The cells of the two readings are not one and the same: then nothing can be said.
        if not read or float(stored) != cell.number:  # type: ignore[arg-type]
            return None
        return "" if cell.covered else of_number(cell.number, cell.text.strip())
    if cell.covered or not isinstance(stored, str) or cell.text in (stored, ""):
        return None
    raised = cell.text != cell.unraised and NUMBER_LIKE.match(cell.unraised)
    shown = cell.text if raised else cell.unraised
    return None if shown.split() == stored.split() else shown


def of_number(stored: float, shown: str) -> str | None:
    """The text that a reader sees of a number, its own digits in it; None where it says no more.

    >>> of_number(3, "*"), of_number(3, "<5"), of_number(18.71, "18.7 u"), of_number(0.187, "18.7%")
    ('*', '<5', '18.71 u', '18.7%')
    >>> of_number(3821, "3,821"), of_number(3821, "3.821"), of_number(18.71, "18,7")
    (None, None, None)
    >>> of_number(716000, "716"), of_number(79, "7.9"), of_number(2010, "2010/11")
    ("716000, shown as '716'", "79, shown as '7.9'", '2010/11')
    """
    # A column that is too narrow shows nothing else, whatever stands in it.
    if shown and not shown.strip("#"):
        return None
    if stored == 0 and number_formats.is_nought(shown):
        return None
    if not shown:
        return "suppressed"
    found = _NUMBER.search(shown)
    if markers.of_cell(shown.casefold()) or not found:
        return shown
    for factor in (1, 100) if "%" in shown else (1,):
        number = Decimal(repr(stored)) * factor
        if any(_agree(float(number), *reading) for reading in _readings(found.group())):
            before, after = shown[: found.start()], shown[found.end() :]
            alone = not before.strip(" +") and not after.strip()
            return None if alone else f"{before}{plain(number)}{after}"
    return f"{plain_number(stored)}{OTHERWISE}as {shown!r}"


def _readings(spelt: str) -> Iterator[tuple[float, float]]:
    """The numbers that a spelling may be, by different marks, each with half its last digit."""
    mantissa, _, power = spelt.replace("−", "-").casefold().partition("e")
    mantissa = re.sub(rf"[{_SPACES}]", "", mantissa)
    scale = 10.0 ** int(power) if len(power) < 4 and power else 1.0
    for thousands, point in (",.", ".,"):
        parts = mantissa.partition(point)
        if re.fullmatch(rf"-?\d+|-?\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+", parts[0]):
            digits = parts[0].replace(thousands, "")
            if parts[2].isdecimal() or not parts[1]:
                number = float(f"{digits}.{parts[2]}")
                yield number * scale, 0.5 * 10.0 ** -len(parts[2]) * scale


def _agree(stored: float, shown: float, tolerance: float) -> bool:
    return abs(stored - shown) <= tolerance + _DUST * max(1.0, abs(stored))
