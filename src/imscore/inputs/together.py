"""Figures of one observation that stand on several sheets, read and checked as one row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from imscore.columns import Column
from imscore.inputs import kinds
from imscore.inputs.layouts.layout import all_layouts
from imscore.inputs.layouts.table import Part, Table
from imscore.inputs.selection import Selection
from imscore.inputs.series import IndexArray
from imscore.inputs.sheets import Sheet
from imscore.model import Block, Elsewhere, place
from imscore.records import Records

# In the order in which a table is the one that the observation stands in.
FIELDS = ("value", "numerator", "denominator")
_LIMITS = ("lower_ci", "upper_ci")
_FIGURES = (*FIELDS, *_LIMITS)
_NEVER = ("suppressed", "not_applicable")
# For each field the row that gives it; `base` is the row that the observation stands in.
Group = Mapping[str, int]


@dataclass
class Joined(Selection):
    """Rows put together from several tables, each figure with the cell that it stands in."""

    spots: Sequence[Mapping[str, tuple[str, str, str]]] = field(default_factory=list)

    @classmethod
    def of(cls, records: Records, blocks: Sequence[Block], groups: Sequence[Group]) -> Joined:
        """The rows of some groups, with what is known of each one's base."""
        cells = {name: [_cell(records, group, name) for group in groups] for name in _FIGURES}
        cells["marker"] = [_marker(records, group) for group in groups]
        columns = [Column.of(found) for found in cells.values()]
        rows = np.arange(len(groups))
        part = Part(rows, {name: number for number, name in enumerate(cells)})
        plain = next(each for each in all_layouts() if each.id == "plain")
        # What is a fraction was found out where it stands.
        layout = replace(plain, may_hold_fractions=False)
        table = Table(Sheet("", "", columns), layout, 0, (part,))
        bases = np.array([group["base"] for group in groups], dtype=np.intp)
        known = {n: column for n, column in records.take(bases).columns.items() if n not in cells}
        known.pop("remark")
        return cls(table, rows, known, spots=[_spots(records, blocks, g) for g in groups])

    def cell(self, name: str, row: int) -> str:
        """The cell of a figure, with its sheet."""
        return place(*self._spot(name, row))

    def problem(self, kind: kinds.Kind, name: str, where: Iterable[int], **words: object) -> None:
        """Records a problem at a figure's own cell."""
        for row in where:
            if kind.severity == "error":
                self.faulty.add(int(row))
            file, sheet, cell = self._spot(name, int(row))
            self.problems.append(kind.at(file, sheet, cell, **words))

    def _spot(self, name: str, row: int) -> tuple[str, str, str]:
        known = self.spots[row]
        return known.get(name) or next(known[each] for each in FIELDS if each in known)


def _row_of(group: Group, name: str) -> int | None:
    return group.get("value") if name in _LIMITS else group.get(name)


def _cell(records: Records, group: Group, name: str) -> object:
    """A figure, or the marker that stands in its place."""
    row = _row_of(group, name)
    if row is None:
        return ""
    figure, marker = float(records.numbers(name)[row]), str(records.text("marker")[row])
    if name not in _LIMITS and (marker in _NEVER or np.isnan(figure)):
        return marker
    return "" if np.isnan(figure) else figure


def _marker(records: Records, group: Group) -> str:
    return str(records.text("marker")[group["value"]]) if "value" in group else ""


def _spots(
    records: Records, blocks: Sequence[Block], group: Group
) -> dict[str, tuple[str, str, str]]:
    found: dict[str, tuple[str, str, str]] = {}
    for name in _FIGURES:
        row = _row_of(group, name)
        if row is not None:
            at = int(records.numbers("row")[row])
            spot = blocks[int(records.numbers("block")[row])].spot(name, at)
            found |= {name: spot} if spot else {}
    return found


def put(records: Records, joined: Joined, groups: Sequence[Group], blocks: list[Block]) -> Records:
    """The records with what was put together in the rows of the bases.

    Args:
        records: of all tables.
        joined: with its figures known.
        groups: what it was made of.
        blocks: the tables; those of the rows put together are added.
    """
    columns = dict(records.columns)
    bases = np.array([group["base"] for group in groups], dtype=np.intp)
    for name in _FIGURES:
        numbers = records.numbers(name).copy()
        numbers[bases] = np.asarray(joined.known[name], dtype=float)
        columns[name] = numbers
    remarks = [_remark(records, group) for group in groups]
    for name, new in (("marker", joined.known_texts("marker")), ("remark", remarks)):
        texts = records.text(name)[:].copy()
        texts[bases] = new[:]
        columns[name] = Column.of(texts)
    columns["block"] = _blocks(records, groups, blocks)
    return Records(columns)


def _remark(records: Records, group: Group) -> str:
    said = (str(records.text("remark")[row]) for row in dict.fromkeys(group.values()))
    return "; ".join(dict.fromkeys(filter(None, said)))


def _blocks(records: Records, groups: Sequence[Group], blocks: list[Block]) -> IndexArray:
    """The number of each row's block; one for each pair of tables and distance of their rows."""
    numbers = records.numbers("block").copy()
    place_of = records.numbers("row")
    made: dict[tuple[Any, ...], int] = {}
    for group in groups:
        base = group["base"]
        key = tuple(
            (name, int(records.numbers("block")[row]), int(place_of[row] - place_of[base]))
            for name, row in group.items()
        )
        if key not in made:
            made[key] = len(blocks)
            blocks.append(_block(key, blocks))
        numbers[base] = made[key]
    return numbers


def _block(key: Sequence[tuple[str, int, int]], blocks: Sequence[Block]) -> Block:
    own = blocks[next(number for name, number, _ in key if name == "base")]
    elsewhere = {
        name: Elsewhere(other.file, other.sheet, other.columns[name], below)
        for name, number, below in key
        if name != "base" and name not in own.columns
        if name in (other := blocks[number]).columns
    }
    return replace(own, elsewhere=elsewhere)
