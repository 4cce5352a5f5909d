"""What could still stand behind a hidden count, given every figure that is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from imscore.stats.feasible import Bound, one_solution, reach

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]
Relation = tuple[int, tuple[int, ...]]
NOTHING_MOVES = (0.0, 0.0)


@dataclass
class Counts:
    """The counts of one indicator by one definition, in every area and period.

    Attributes:
        place: positions of the rows in the whole table, ascending.
        area: each row's area; `start`, `end`: the months of its period.
        count: NaN where it is not known.
        hidden: over the whole table; shared, and grown by whoever hides a figure.
        relations: totals and their parts, by position in the whole table.
    """

    place: NDArray[np.intp]
    area: NDArray[np.object_]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    count: FloatArray
    hidden: BoolArray
    relations: Sequence[Relation]
    _running: dict[tuple[str, tuple[int, ...]], FloatArray | None] = field(default_factory=dict)

    @cached_property
    def number(self) -> dict[int, int]:
        """From a position in the whole table to a row of this one."""
        return {int(place): row for row, place in enumerate(self.place)}

    @cached_property
    def rows_of(self) -> dict[str, NDArray[np.intp]]:
        """From an area to its rows."""
        codes, names = pd.factorize(self.area)
        order = np.argsort(codes, kind="stable")
        ends = np.cumsum(np.bincount(codes, minlength=len(names)))
        return {str(n): rows for n, rows in zip(names, np.split(order, ends[:-1]), strict=True)}

    @cached_property
    def totals_of(self) -> list[list[int]]:
        """For each row the numbers of the relations that it is a part of."""
        found: list[list[int]] = [[] for _ in self.place]
        for name, (_, parts) in enumerate(self.relations):
            for part in parts:
                found[self.number[part]].append(name)
        return found

    @cached_property
    def relations_of(self) -> dict[int, list[int]]:
        """From the row of a total to its relations."""
        found: dict[int, list[int]] = {}
        for name, (total, _) in enumerate(self.relations):
            found.setdefault(self.number[total], []).append(name)
        return found

    def is_hidden(self, row: int) -> bool:
        """Whether a row's count is not shown."""
        return bool(self.hidden[self.place[row]])

    def least(self, row: int) -> float:
        """The least that a reader holds possible: noughts are shown, so a hidden count is none."""
        return 1.0 if self.count[row] >= 1 else 0.0

    def moves(self, target: int, signs: Mapping[str, int], *, alone: bool) -> tuple[float, float]:
        """How far a hidden count can move down and up while all that is shown stays as it is.

        Args:
            target: its row.
            signs: areas whose counts move by as much, with 1, or the other way, with -1.
            alone: leave the totals that hold the areas out of account.

        Returns:
            The furthest below nought and the furthest above it, whole or infinite: every whole
            number between is a way the counts could be. Nothing moves where the periods do not
            add up.
        """
        moved, still = (dict(signs), []) if alone else self._carried(signs)
        rows = np.concatenate([self.rows_of[area] for area in moved])
        months = np.unique(np.concatenate([self.start[rows], self.end[rows]]))
        at = {int(month): n for n, month in enumerate(months)}
        bounds = [Bound(at[int(a)], at[int(b)], 0.0, 0.0) for a, b in still if a in at and b in at]
        for area, sign in moved.items():
            if area in signs:
                running = self._running_totals(area, months)
                if running is None:
                    return NOTHING_MOVES
                bounds += _never_falls(running, sign)
            bounds += [b for row in self.rows_of[area] for b in self._bound(int(row), sign, at)]
        table = reach(len(months), bounds)
        if table is None:
            return NOTHING_MOVES
        first, last = at[int(self.start[target])], at[int(self.end[target])]
        sign = moved.get(str(self.area[target]), 0)
        low, high = -float(table[last, first]), float(table[first, last])
        ends = (low * sign, high * sign) if sign else NOTHING_MOVES
        return min(ends), max(ends)

    def _bound(self, row: int, sign: int, at: Mapping[int, int]) -> list[Bound]:
        count = self.count[row]
        first, last = at[int(self.start[row])], at[int(self.end[row])]
        if np.isnan(count):
            return []
        if not self.is_hidden(row):
            return [Bound(first, last, 0.0, 0.0)]
        room = float((count - self.least(row)) // abs(sign))
        return [
            Bound(first, last, -room, np.inf) if sign > 0 else Bound(first, last, -np.inf, room)
        ]

    def _carried(self, signs: Mapping[str, int]) -> tuple[dict[str, int], list[tuple[int, int]]]:
        """Which hidden totals move along, and in which periods nothing may move."""
        moved = dict(signs)
        while True:
            net: dict[int, int] = {}
            for area, sign in moved.items():
                for row in self.rows_of[area]:
                    for name in self.totals_of[row]:
                        net[name] = net.get(name, 0) + sign
            new = {}
            for name, sign in net.items():
                total = self.number[self.relations[name][0]]
                if sign and self.is_hidden(total) and self.area[total] not in moved:
                    new[str(self.area[total])] = sign
            if not new:
                return moved, self._still(moved, net)
            moved |= new

    def _still(self, moved: Mapping[str, int], net: Mapping[int, int]) -> list[tuple[int, int]]:
        names = set(net)
        for area in moved:
            names.update(n for row in self.rows_of[area] for n in self.relations_of.get(row, ()))
        still = []
        for name in names:
            total = self.number[self.relations[name][0]]
            if net.get(name, 0) != moved.get(str(self.area[total]), 0):
                still.append((int(self.start[total]), int(self.end[total])))
        return still

    def _running_totals(self, area: str, months: NDArray[np.int64]) -> FloatArray | None:
        """Counts from the first month on that agree with all that the area's rows say."""
        key = (area, tuple(int(month) for month in months))
        if key not in self._running:
            at = {month: n for n, month in enumerate(key[1])}
            bounds = [Bound(n, n + 1, 0.0, np.inf) for n in range(len(months) - 1)]
            for row in self.rows_of[area]:
                if not np.isnan(self.count[row]):
                    ends = at[int(self.start[row])], at[int(self.end[row])]
                    bounds.append(Bound(*ends, float(self.count[row]), float(self.count[row])))
            table = reach(len(months), bounds)
            self._running[key] = None if table is None else one_solution(table)
        return self._running[key]


def _never_falls(running: FloatArray, sign: int) -> list[Bound]:
    """No stretch of months may come to hold fewer events than none."""
    return [
        Bound(n, n + 1, -float(step), np.inf) if sign > 0 else Bound(n, n + 1, -np.inf, float(step))
        for n, step in enumerate(np.diff(running))
    ]
