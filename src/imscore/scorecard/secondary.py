"""Hides further figures until no hidden count can be worked out from those that are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from imscore.scorecard.hidden_ranges import Counts

_CANDIDATES = 30


@dataclass(frozen=True)
class Protection:
    """How much a table may tell of its hidden counts: no more than the rule itself says.

    Attributes:
        counts: one indicator's.
        most: counts from 1 to this are hidden; each hidden one has to be able to be any of them.
    """

    counts: Counts
    most: int

    def hide_seconds(self, targets: Sequence[int]) -> None:
        """Hides further rows until each of these can still be anything from 1 to `most`.

        What is hidden for one only loosens what binds the others, so each is looked at once.

        Args:
            targets: rows hidden for their own count, or by the file, in any order.
        """
        for target in sorted(targets):
            own = {str(self.counts.area[target]): 1}
            if not self._is_safe(target, own, alone=True):
                self._hide_in_time(target, own)
            if not self._is_total(target) and not self._is_safe(target, own):
                if not self._find_companion(target):
                    self._hide_totals(target)
            elif self._is_total(target):
                self._secure_total(target)

    def _is_safe(self, target: int, signs: dict[str, int], *, alone: bool = False) -> bool:
        return self._shortfall(target, signs, alone=alone) <= 0

    def _shortfall(self, target: int, signs: dict[str, int], *, alone: bool = False) -> float:
        """By how many values the range of a hidden count falls short of what it has to hold."""
        low, high = self.counts.moves(target, signs, alone=alone)
        count = float(self.counts.count[target])
        if np.isnan(count):
            return float(max(self.most - 1 - (high - low), 0.0))
        lacking = max(self.most - count - high, 0.0) if count <= self.most else 0.0
        if count > self.most or self._is_total(target):
            # What it is made of has a least of its own, so only one other value is asked for.
            return max(lacking, 1.0 - (high - low))
        return max(low - (self._least(target) - count), 0.0) + lacking

    def _least(self, target: int) -> float:
        """1, or as many hidden counts as lie side by side within a longer period."""
        counts = self.counts
        rows = counts.rows_of[str(counts.area[target])]
        within = (counts.start[rows] >= counts.start[target]) & (
            counts.end[rows] <= counts.end[target]
        )
        inner = sorted(
            (int(counts.end[r]), int(counts.start[r]))
            for r in rows[within]
            if r != target and counts.is_hidden(r) and counts.least(r)
        )
        side_by_side, reached = 0, -1
        for end, start in inner:
            if start >= reached:
                side_by_side, reached = side_by_side + 1, end
        return float(max(side_by_side, 1))

    def _is_total(self, row: int) -> bool:
        return row in self.counts.relations_of

    def _hide_in_time(self, target: int, own: dict[str, int]) -> None:
        """Hides periods of the same area that overlap, those that help most and are short first."""
        added: list[int] = []
        shortfall = self._shortfall(target, own, alone=True)
        while shortfall > 0:
            shown = [row for row in self._cluster(target) if not self.counts.is_hidden(row)]
            if not shown:
                break
            row = self._most_helpful(target, own, shown[:_CANDIDATES], shortfall)
            self._hide([row])
            added.append(row)
            shortfall = self._shortfall(target, own, alone=True)
        for row in reversed(added[:-1]):
            self._show(row)
            if not self._is_safe(target, own, alone=True):
                self._hide([row])

    def _most_helpful(
        self, target: int, own: dict[str, int], rows: Sequence[int], shortfall: float
    ) -> int:
        """The first row that leaves the smallest shortfall once it is hidden."""
        best = rows[0]
        for row in rows:
            self._hide([row])
            left = self._shortfall(target, own, alone=True)
            self._show(row)
            if left < shortfall:
                best, shortfall = row, left
            if left <= 0:
                break
        return best

    def _cluster(self, target: int) -> list[int]:
        """The area's other rows that overlap, each with the next; short ones first."""
        counts = self.counts
        rows = counts.rows_of[str(counts.area[target])]
        chosen = np.zeros(len(rows), dtype=bool)
        first, last = int(counts.start[target]), int(counts.end[target])
        while True:
            more = (counts.start[rows] < last) & (counts.end[rows] > first)
            if (more == chosen).all():
                break
            chosen = more
            first, last = int(counts.start[rows[more]].min()), int(counts.end[rows[more]].max())
        return sorted(
            (int(row) for row in rows[chosen] if row != target),
            key=lambda row: (
                counts.end[row] - counts.start[row],
                counts.count[row] == 0,
                abs(counts.end[row] - counts.end[target]),
                row,
            ),
        )

    def _find_companion(self, target: int) -> bool:
        """Hides the same periods of another area, so that the two can make up for each other."""
        counts = self.counts
        periods = [target, *(row for row in self._cluster(target) if counts.is_hidden(row))]
        for rows in self._companions(target, periods):
            other = str(counts.area[rows[0]])
            new = [row for row in rows if not counts.is_hidden(row)]
            self._hide(new)
            signs = {str(counts.area[target]): 1, other: -1}
            if self._is_safe(target, signs):
                return True
            for row in new:
                self._show(row)
        return False

    def _companions(self, target: int, periods: Sequence[int]) -> Iterator[list[int]]:
        """Rows of other areas in the same totals, those that cost fewest figures first."""
        counts = self.counts
        names = counts.totals_of[target]
        if not names:
            return
        rows = np.array([counts.number[part] for part in counts.relations[names[0]][1]])
        room = counts.count[rows] - 1 >= self.most - np.nan_to_num(counts.count[target])
        rows = rows[room & (rows != target)]
        order = np.lexsort((rows, counts.count[rows], ~counts.hidden[counts.place[rows]]))
        wanted = [(int(counts.start[row]), int(counts.end[row])) for row in periods]
        found = 0
        for row in rows[order]:
            if found >= _CANDIDATES:
                return
            if counts.totals_of[row] == names:
                found += 1
                same = {
                    (int(counts.start[r]), int(counts.end[r])): int(r)
                    for r in counts.rows_of[str(counts.area[row])]
                }
                yield [int(row), *(same[p] for p in wanted[1:] if p in same)]

    def _hide_totals(self, target: int) -> None:
        """Hides every total that holds the target, or a hidden period that overlaps with it."""
        counts = self.counts
        open_ = [target, *(row for row in self._cluster(target) if counts.is_hidden(row))]
        while open_:
            row = open_.pop()
            for name in counts.totals_of[row]:
                total = counts.number[counts.relations[name][0]]
                if not counts.is_hidden(total):
                    self._hide([total])
                    open_ += [total, *self._hidden_beside(total)]

    def _hidden_beside(self, total: int) -> list[int]:
        """Hides what overlaps with a total: its own periods would give it away."""
        beside = self._cluster(total)
        self._hide(beside)
        return beside

    def _secure_total(self, target: int) -> None:
        """A total that is small itself: the parts behind it have to be able to move."""
        counts = self.counts
        names = counts.relations_of[target]
        parts = [counts.number[part] for name in names for part in counts.relations[name][1]]
        hidden = [row for row in parts if counts.is_hidden(row)]
        if any(self._is_safe(target, {str(counts.area[row]): 1}) for row in hidden):
            return
        self._hide(parts)
        self._hide_totals(target)

    def _hide(self, rows: Sequence[int]) -> None:
        self.counts.hidden[self.counts.place[list(rows)]] = True

    def _show(self, row: int) -> None:
        self.counts.hidden[self.counts.place[row]] = False
