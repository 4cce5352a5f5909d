"""Counts on one sheet, rates on another: what completes each other becomes one observation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from imscore.columns import Column
from imscore.inputs import kinds
from imscore.inputs.cells import BoolArray
from imscore.inputs.figures import add_figures
from imscore.inputs.layouts.layout import all_layouts
from imscore.inputs.layouts.table import Part, Table
from imscore.inputs.selection import Selection, count_rows
from imscore.inputs.series import IndexArray, tables
from imscore.inputs.sheets import Sheet
from imscore.model import Block, Elsewhere, Problem, place
from imscore.records import Records, combined
from imscore.reference.indicators import Catalogue

_KEY = ("area", "indicator", "definition", "period")
# In the order in which a table is the one that the observation stands in.
_FIELDS = {"value": 4, "numerator": 2, "denominator": 1}
_LIMITS = ("lower_ci", "upper_ci")
_FIGURES = ("numerator", "denominator", "value", *_LIMITS)
_NEVER = ("suppressed", "not_applicable")


@dataclass(frozen=True)
class Completed:
    """What is left once rows of different tables are put together.

    Attributes:
        used: which of the rows, as they came, were put together or put into another.
    """

    records: Records
    blocks: tuple[Block, ...]
    used: BoolArray
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def settle(
    records: Records, blocks: Sequence[Block], fields: Sequence[set[str]], catalogue: Catalogue
) -> Completed:
    """Puts rows of one area, indicator, definition and period on different sheets together.

    Only where their tables have no field of counts and value in common: a table of counts and one
    of rates complete each other, two that both have rates are left to be compared. What they give
    together is checked as one row is.

    Args:
        records: of all tables.
        blocks: the tables that they came from.
        fields: for each block what it has columns for.
        catalogue: the indicators.
    """
    used = np.zeros(len(records), dtype=bool)
    groups = list(_groups(records, blocks, fields))
    if not groups:
        return Completed(records, tuple(blocks), used)
    bases = np.array([rows["base"] for rows in groups], dtype=np.intp)
    joined = _Joined.of(records, blocks, groups)
    add_figures(joined, catalogue, b"")
    all_blocks = [*blocks]
    done = _put(records, joined, groups, all_blocks)
    others = np.unique([row for rows in groups for row in rows.values()])
    used[others] = True
    keep = ~used
    keep[bases] = True
    return Completed(
        done.take(keep),
        tuple(all_blocks),
        used,
        tuple(joined.problems),
        _notes(groups, records, blocks),
    )


def _groups(
    records: Records, blocks: Sequence[Block], fields: Sequence[set[str]]
) -> Iterator[Mapping[str, int]]:
    """For each observation to be put together the row of each field, and of its `base`."""
    table = tables(blocks)
    roles = np.zeros(int(table.max()) + 1 if len(table) else 0, dtype=np.int64)
    for number, names in zip(table, fields, strict=True):
        roles[number] |= sum(bit for name, bit in _FIELDS.items() if name in names)
    apart = np.array([bool(((roles & role) == 0).any()) for role in roles], dtype=bool)
    if not apart.any():
        return
    mine = table[records.numbers("block")]
    rows = np.flatnonzero(apart[mine])
    codes, count = combined([records.text(name).take(rows) for name in _KEY])
    role = roles[mine[rows]]
    together, once = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    np.bitwise_or.at(together, codes, role)
    np.add.at(once, codes, role)
    several = np.bincount(codes, minlength=count) > 1
    # Each bit once over all rows of an observation: their sum is their union.
    wanted = (several & (together == once))[codes]
    found: dict[int, dict[int, int]] = {}
    for row, code, bits in zip(rows[wanted], codes[wanted], role[wanted], strict=True):
        found.setdefault(int(code), {})[int(bits)] = int(row)
    for by_role in found.values():
        own = {n: row for n, bit in _FIELDS.items() for has, row in by_role.items() if has & bit}
        yield own | {"base": next(own[name] for name in _FIELDS if name in own)}


@dataclass
class _Joined(Selection):
    """Rows put together from several tables, each figure with the cell that it stands in."""

    spots: Sequence[Mapping[str, tuple[str, str, str]]] = field(default_factory=list)

    @classmethod
    def of(
        cls, records: Records, blocks: Sequence[Block], groups: Sequence[Mapping[str, int]]
    ) -> _Joined:
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
            self.problems.append(kind.at(*self._spot(name, int(row)), **words))

    def _spot(self, name: str, row: int) -> tuple[str, str, str]:
        known = self.spots[row]
        return known.get(name) or next(known[each] for each in _FIELDS if each in known)


def _row_of(group: Mapping[str, int], name: str) -> int | None:
    return group.get("value") if name in _LIMITS else group.get(name)


def _cell(records: Records, group: Mapping[str, int], name: str) -> object:
    """A figure, or the marker that stands in its place."""
    row = _row_of(group, name)
    if row is None:
        return ""
    figure, marker = float(records.numbers(name)[row]), str(records.text("marker")[row])
    if name not in _LIMITS and (marker in _NEVER or np.isnan(figure)):
        return marker
    return "" if np.isnan(figure) else figure


def _marker(records: Records, group: Mapping[str, int]) -> str:
    return str(records.text("marker")[group["value"]]) if "value" in group else ""


def _spots(
    records: Records, blocks: Sequence[Block], group: Mapping[str, int]
) -> dict[str, tuple[str, str, str]]:
    found = {}
    for name in _FIGURES:
        row = _row_of(group, name)
        if row is not None:
            at = int(records.numbers("row")[row])
            spot = blocks[int(records.numbers("block")[row])].spot(name, at)
            found |= {name: spot} if spot else {}
    return found


def _put(
    records: Records, joined: _Joined, groups: Sequence[Mapping[str, int]], blocks: list[Block]
) -> Records:
    """The records with what was put together in the rows of the bases; adds the blocks of these."""
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


def _remark(records: Records, group: Mapping[str, int]) -> str:
    said = (str(records.text("remark")[row]) for row in dict.fromkeys(group.values()))
    return "; ".join(dict.fromkeys(filter(None, said)))


def _blocks(
    records: Records, groups: Sequence[Mapping[str, int]], blocks: list[Block]
) -> IndexArray:
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


def _notes(
    groups: Sequence[Mapping[str, int]], records: Records, blocks: Sequence[Block]
) -> tuple[str, ...]:
    """A sentence for each set of tables that were put together."""
    found: dict[tuple[str, ...], int] = {}
    for group in groups:
        told = []
        for name, row in group.items():
            if name != "base":
                block = blocks[int(records.numbers("block")[row])]
                told.append(f"{name} of {place(block.file, block.sheet, '')}")
        found[tuple(told)] = found.get(tuple(told), 0) + 1
    return tuple(
        f"{count_rows(number)} put together from several sheets: {', '.join(told)}"
        for told, number in found.items()
    )
