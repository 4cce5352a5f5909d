"""Counts on one sheet, rates on another: what completes each other becomes one observation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from imscore.inputs import duplicates, kinds, series
from imscore.inputs.cells import BoolArray
from imscore.inputs.figures import add_figures
from imscore.inputs.selection import count_rows
from imscore.inputs.series import IndexArray, tables
from imscore.inputs.together import FIELDS, Group, Joined, put
from imscore.model import Block, Problem, place
from imscore.records import Records, combined
from imscore.reference.indicators import Catalogue

_KEY = ("area", "indicator", "definition", "period")
_BITS = {"value": 4, "numerator": 2, "denominator": 1}


@dataclass(frozen=True)
class Completed:
    """What is left once rows of different tables are put together.

    Attributes:
        used: which of the rows, as they came, were put together, or are of people alone.
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
    of_blocks = _roles(blocks, fields)
    if not _partners(of_blocks) and not (of_blocks == _BITS["denominator"]).any():
        return Completed(records, tuple(blocks), np.zeros(len(records), dtype=bool))
    roles = of_blocks[records.numbers("block")]
    repeated, doubts = _repeated(records, roles, blocks)
    groups = list(_groups(records, np.where(repeated, 0, roles)))
    used = repeated.copy()
    used[[row for rows in groups for row in rows.values()]] = True
    alone = (roles == _BITS["denominator"]) & ~used
    if not (used | alone).any():
        return Completed(records, tuple(blocks), used)
    keep = ~(used | alone)
    all_blocks, done = [*blocks], records
    problems = [*doubts, *_alone(records, alone, blocks)]
    if groups:
        joined = Joined.of(records, blocks, groups)
        add_figures(joined, catalogue, b"")
        done = put(records, joined, groups, all_blocks)
        keep[[rows["base"] for rows in groups]] = True
        problems += joined.problems
    return Completed(
        done.take(keep),
        tuple(all_blocks),
        used | alone,
        tuple(problems),
        _notes(groups, records, blocks),
    )


def _alone(records: Records, alone: BoolArray, blocks: Sequence[Block]) -> Iterator[Problem]:
    """A warning for each table of people that belong to no count and no value."""
    table = tables(blocks)[records.numbers("block")]
    for number in np.unique(table[alone]):
        rows = np.flatnonzero(alone & (table == number))
        row = records.row(int(rows[0]))
        where = blocks[int(row["block"])].spot("denominator", int(row["row"]))
        words = {"found": count_rows(len(rows)), "indicator": row["indicator"]}
        if where:
            yield kinds.PEOPLE_ALONE.at(*where, **words)


def _roles(blocks: Sequence[Block], fields: Sequence[set[str]]) -> IndexArray:
    """For each block what its table has columns for, as bits of `_BITS`."""
    table = tables(blocks)
    roles = np.zeros(int(table.max()) + 1 if len(table) else 0, dtype=np.intp)
    for number, names in zip(table, fields, strict=True):
        roles[number] |= sum(bit for name, bit in _BITS.items() if name in names)
    found: IndexArray = roles[table]
    return found


def _partners(roles: IndexArray) -> list[int]:
    """The roles that another of them may complete."""
    known = np.unique(roles[roles > 0])
    return [int(role) for role in known if ((known & role) == 0).any()]


def _in_parts(records: Records, roles: IndexArray) -> tuple[IndexArray, IndexArray]:
    """The rows of tables that another may complete, and a number for each one's observation."""
    rows = np.flatnonzero(np.isin(roles, _partners(roles)))
    return rows, combined([records.text(name).take(rows) for name in _KEY])[0].astype(np.intp)


def _repeated(
    records: Records, roles: IndexArray, blocks: Sequence[Block]
) -> tuple[BoolArray, list[Problem]]:
    """The rows that repeat or contradict another of like tables, where others complete them."""
    dropped = np.zeros(len(records), dtype=bool)
    rows, codes = _in_parts(records, roles)
    if not len(rows):
        return dropped, []
    low, high = (np.full(int(codes.max()) + 1, start) for start in (1 << 3, 0))
    np.minimum.at(low, codes, roles[rows])
    np.maximum.at(high, codes, roles[rows])
    several = (low != high)[codes]
    problems: list[Problem] = []
    for role in np.unique(roles[rows[several]]):
        mine = rows[several & (roles[rows] == role)]
        wanted, doubts = duplicates.find(series.in_order(records.take(mine)), blocks)
        dropped[mine[~wanted]] = True
        problems += doubts
    return dropped, problems


def _groups(records: Records, roles: IndexArray) -> Iterator[Group]:
    """For each observation to be put together the row of each field, and of its `base`."""
    rows, codes = _in_parts(records, roles)
    if not len(rows):
        return
    role, count = roles[rows], int(codes.max()) + 1
    together, once = np.zeros(count, dtype=np.intp), np.zeros(count, dtype=np.intp)
    np.bitwise_or.at(together, codes, role)
    np.add.at(once, codes, role)
    several = np.bincount(codes, minlength=count) > 1
    # Each bit once over all rows of an observation: their sum is their union.
    wanted = (several & (together == once))[codes]
    found: dict[int, dict[int, int]] = {}
    for row, code, bits in zip(rows[wanted], codes[wanted], role[wanted], strict=True):
        found.setdefault(int(code), {})[int(bits)] = int(row)
    for by_role in found.values():
        own = {n: row for n in FIELDS for has, row in by_role.items() if has & _BITS[n]}
        yield own | {"base": next(own[name] for name in FIELDS if name in own)}


def _notes(groups: Sequence[Group], records: Records, blocks: Sequence[Block]) -> tuple[str, ...]:
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
