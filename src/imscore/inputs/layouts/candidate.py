"""A row that may be the header of a table with one row an observation; what is wrong in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.title_lines import lines_of
from imscore.inputs.layouts.title_places import lone_year
from imscore.inputs.sheets import Sheet
from imscore.look_alikes import holds_look_alikes
from imscore.model import Problem
from imscore.reference.indicators import plain
from imscore.suggest import nearest

# What a table must have: at least one of each.
NEEDS: tuple[tuple[str, ...], ...] = (
    ("area_code", "area_name"),
    ("indicator", "indicator_id"),
    ("period",),
    ("numerator", "value"),
)
_MAY_REPEAT = frozenset({"area_type", "remark", "sex", "age", "category", "category_type"})


@dataclass(frozen=True)
class Candidate:
    """A row that may be a header row: which columns it names, and what it leaves out.

    Attributes:
        last: the second header row below it, where one is read; else -1.
        notes: what was inferred from that.
    """

    layout: Layout
    row: int
    positions: Mapping[str, list[int]]
    last: int = -1
    notes: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """The first row below the header, from 0."""
        return max(self.row, self.last) + 1

    @property
    def missing(self) -> list[str]:
        """The fields that no column is for, in words."""
        there = set(self.positions) | set(self.layout.says)
        return [" or ".join(need) for need in NEEDS if not there & set(need)]


def faults_of(sheet: Sheet, found: Candidate, missing: list[str]) -> list[Problem]:
    """The columns that a header lacks, or has twice."""
    headers = [str(column[found.row]).strip() for column in sheet.columns]
    faults = [_missing(sheet, found, headers, column) for column in missing]
    for field, places in found.positions.items():
        if len(places) > 1 and field not in _MAY_REPEAT:
            differ = len({plain(headers[place]) for place in places}) == len(places)
            kind = kinds.TWICE_OTHERWISE_CALLED if differ else kinds.DUPLICATE_COLUMN
            kind = kinds.TWO_PERIOD_COLUMNS if field == "period" else kind
            row = found.row + 1
            cells = " and ".join(f"{column_letters(place)}{row}" for place in places)
            second = f"{column_letters(places[1])}{row}"
            faults.append(kind.at(sheet.file, sheet.name, second, found=cells, column=field))
    return [*faults, *_not_all(sheet, found, headers)]


def _not_all(sheet: Sheet, found: Candidate, headers: list[str]) -> Iterator[Problem]:
    """The sums of a user's layout of which the header row does not have every column."""
    there = set(map(plain, headers))
    for field, wanted in found.layout.sums.items() if found.layout.own else ():
        lacking = [min(spelt) for spelt in wanted if not spelt & there]
        if lacking:
            named = ", ".join(f"{header!r}, to be added up to {field}" for header in lacking)
            yield _missing(sheet, found, headers, named)


def _missing(sheet: Sheet, found: Candidate, headers: list[str], column: str) -> Problem:
    known = [header for header, field in found.layout.headers.items() if field in column]
    slips = [(h, near) for h in headers if h and (near := nearest(plain(h), known, 0.8))]
    return kinds.MISSING_COLUMN.at(
        sheet.file,
        sheet.name,
        f"A{found.row + 1}",
        found=", ".join(header for header in headers if header),
        column=column,
        suggestion="".join(
            f"Is {header!r} meant to be {near!r}? {holds_look_alikes(header)}"
            for header, near in slips[:1]
        )
        + (about_lone_year(sheet, found.row) if column == "period" else ""),
    )


def about_lone_year(sheet: Sheet, header: int) -> str:
    """What to do with a year that the title above a header names alone, "" where none does."""
    year = lone_year(lines_of(sheet, range(header)))
    if year is None:
        return ""
    first = int(year.text)
    before, after = (f"{y}/{(y + 1) % 100:02}" for y in (first - 1, first))
    return (
        f"The title in {column_letters(year.column)}{year.row + 1} has {first} alone, which may be "
        f"the calendar year, {before} or {after}: write which it is into a column called period, "
        'or as period under [says] in a layout ("imscore layout new", --layout). '
    )
