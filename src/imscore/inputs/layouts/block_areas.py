"""The area that the rows of a block are of, where no column says it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from imscore.inputs import kinds
from imscore.inputs.layouts.rows import Reading
from imscore.inputs.layouts.table import Fixed
from imscore.inputs.layouts.title_lines import Lines
from imscore.inputs.layouts.title_places import area as area_of
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue

_AREA = ("area_code", "area_name")


def area_of_rows(
    sheet: Sheet,
    above: Lines,
    catalogue: Catalogue,
    reading: Reading,
    told: Mapping[str, Fixed],
    groups: Sequence[str],
) -> dict[str, Fixed] | str:
    """The area where no column has one; or what the rows are, where nothing tells it."""
    if reading.not_areas:
        return reading.not_areas
    if {*_AREA} & {*reading.positions, *told}:
        return {}
    groups = [*groups, *(name for name in ("sex", "age", "category") if name in reading.positions)]
    if groups:
        return those_of(groups)
    place = area_of(sheet, above, catalogue)
    return {"area_name": place} if place else "measures or indicators"


def lacks_area(sheet: Sheet, row: int, what: str) -> Problem:
    """The problem of rows, from one of the sheet's on, that are something else than areas."""
    return kinds.ROWS_NOT_AREAS.at(sheet.file, sheet.name, f"A{row + 1}", found=what)


def those_of(groups: Iterable[str]) -> str:
    """Rows of groups of people, by the headers of their columns, in words."""
    return f"those of {' and '.join(map(repr, groups))}"
