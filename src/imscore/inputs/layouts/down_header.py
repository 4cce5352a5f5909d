"""The header of a table with areas or indicators across."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from imscore.columns import as_column
from imscore.errors import PeriodError
from imscore.inputs.layouts import fields
from imscore.inputs.layouts.above import headings_above
from imscore.inputs.layouts.blocks import FIGURES, field_of
from imscore.inputs.layouts.comparators import is_of_others
from imscore.inputs.layouts.groups import (
    is_group,
    is_header_of_groups,
    is_never_an_area,
    is_no_observation,
)
from imscore.inputs.layouts.headings import Heading, understand
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.phrases import is_known_place, tokens
from imscore.inputs.layouts.table import Fixed
from imscore.inputs.sheets import Sheet
from imscore.periods import parse_marked
from imscore.reference.areas import is_england_name
from imscore.reference.indicators import Catalogue, plain

LEFT = ("area_code", "area_name", "area_type", "indicator", "period")
_WITH_PERIOD = re.compile(
    r"^(?P<area>.*?[A-Za-z)])[\s,:(-]+(?P<period>(?:q[1-4]\s+)?\d{4}.*?)\)?$", re.I
)


@dataclass(frozen=True)
class Column:
    """What one column holds: each is "" or None where the header does not say it.

    Attributes:
        heading: the cell above `at` that names the indicator, where it is not `at` itself.
        below: the cell of a second header row that is over the figures.
    """

    at: Fixed
    says: Heading
    area: str = ""
    period: str = ""
    heading: Fixed | None = None
    below: Fixed | None = None

    @property
    def place(self) -> int:
        """The column of its figures, from 0."""
        return (self.below or self.at).column


@dataclass(frozen=True)
class Header:
    """A header row: the columns to the left, those of figures, and those not understood.

    Attributes:
        last: the second header row, where there is one; else -1.
    """

    row: int
    left: Mapping[str, int]
    columns: tuple[Column, ...]
    unread: tuple[Fixed, ...]
    last: int = -1

    @property
    def end(self) -> int:
        """The first row below it, from 0."""
        return max(self.row, self.last) + 1


def find_header(sheet: Sheet, layout: Layout, row: int, catalogue: Catalogue) -> Header | None:
    """What a row is as such a header; None where it is none."""
    cells = [
        Fixed(str(column[row]).strip(), row, c)
        for c, column in enumerate(sheet.columns)
        if isinstance(column[row], str) and column[row].strip()
    ]
    left: dict[str, int] = {}
    rest = []
    for cell in cells:
        name = field_of(cell.text, layout)
        if name in LEFT and name not in left:
            left[name] = cell.column
        elif not is_header_of_groups(cell.text):
            rest.append(cell)
    if not left or not rest or len(rest) + len(left) < len(cells):
        return None
    own = [cell for cell in rest if not _is_of_others(sheet, cell, left, catalogue)]
    columns = (
        list(_indicators(own, layout, catalogue))
        or list(_below_indicators(sheet, rest, layout, catalogue))
        or list(_areas(rest, left, catalogue))
    )
    read = {column.at.column for column in columns}
    unread = tuple(cell for cell in rest if cell.column not in read)
    return Header(row, left, tuple(columns), unread) if columns else None


def _is_of_others(sheet: Sheet, cell: Fixed, left: Mapping[str, int], catalogue: Catalogue) -> bool:
    """Whether a header with an indicator names a place that is not the one of all rows."""
    if "area_name" not in left or not understand(cell.text, catalogue).indicator:
        return False
    below = as_column(sheet.columns[left["area_name"]][cell.row + 1 :]).distinct
    places = [tokens(str(name)) for name in below if str(name).strip()]
    return is_of_others(cell.text, catalogue, "", places)


def _indicators(cells: Sequence[Fixed], layout: Layout, catalogue: Catalogue) -> Iterator[Column]:
    """The columns whose headers name indicators; with the counts of the one, if it is one."""
    named = [understand(cell.text, catalogue) for cell in cells]
    owners = {catalogue.spellings[plain(n.indicator)][0] for n in named if n.is_clear}
    if not owners:
        return
    about = next(iter(owners)) if len(owners) == 1 else ""
    for cell in cells:
        says = fields.read(cell.text, layout, catalogue, about)
        if says and (says.indicator or (about and says.measure in FIGURES)):
            yield Column(cell, says if says.indicator else replace(says, indicator=about))


def _below_indicators(
    sheet: Sheet, cells: Sequence[Fixed], layout: Layout, catalogue: Catalogue
) -> Iterator[Column]:
    """The columns that are measures, each below the indicator that reaches over it."""
    above = headings_above(sheet, cells[0].row, cells[0].column)
    for cell in cells:
        heading = next((h for h in reversed(above) if h.column <= cell.column), None)
        named = understand(heading.text, catalogue) if heading else Heading()
        if not named.is_clear:
            continue
        owner = catalogue.spellings[plain(named.indicator)][0]
        says = fields.read(cell.text, layout, catalogue, owner)
        if says and says.measure in FIGURES and not says.indicator:
            yield Column(cell, replace(says, indicator=named.indicator), heading=heading)


def _areas(
    cells: Sequence[Fixed], left: Mapping[str, int], catalogue: Catalogue
) -> Iterator[Column]:
    """The columns whose headers are areas, where one of them is so for certain."""
    if {"area_name", "area_code"} & {*left}:
        return
    split = [_split(cell.text) for cell in cells]
    if "period" in left and any(period for _, period in split):
        return
    if len({bool(period) for _, period in split}) > 1:
        return
    if not any(is_england_name(area) or is_known_place(area) for area, _ in split):
        return
    for cell, (area, period) in zip(cells, split, strict=True):
        if is_england_name(area) or _may_be_area(area, catalogue):
            yield Column(cell, Heading(), area, period)


def _split(text: str) -> tuple[str, str]:
    found = _WITH_PERIOD.match(text)
    if not found:
        return text, ""
    try:
        parse_marked(found["period"])
    except PeriodError:
        return text, ""
    return found["area"].strip(" ,:-("), found["period"]


def _may_be_area(text: str, catalogue: Catalogue) -> bool:
    if is_never_an_area(text) or is_group(text) or is_no_observation(text):
        return False
    if not re.search(r"[A-Za-z]", text):
        return False
    found = understand(text, catalogue)
    return not found.about_a_measure and bool(found.unknown or found.places)
