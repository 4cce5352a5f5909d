"""One table of the accessible workbook, and the columns that say whose a line is."""

from __future__ import annotations

from dataclasses import dataclass

from imscore.model import Scorecard
from imscore.outputs.accessible.shorthand import NOT_AVAILABLE, Cell, text

AREA = ("Area code", "Area name")


@dataclass(frozen=True)
class Table:
    """One sheet's table.

    Attributes:
        title: says what it holds. headings: all different. rows: each as long as the headings,
            never with an empty cell.
    """

    title: str
    headings: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


def area_cells(card: Scorecard) -> tuple[str, str]:
    """An area's cells under `AREA`."""
    return text(card.area_code, NOT_AVAILABLE), text(card.area_name, NOT_AVAILABLE)
