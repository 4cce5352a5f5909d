"""What is doubtful at the cells behind each observation: warnings, marks and disagreements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

from imscore.model import Observations, Problem, place
from imscore.scorecard.disclosure_words import UNRELIABLE
from imscore.scorecard.series import BoolArray, matched

# Kinds of problem that throw doubt on a figure, in words; the first ones on the figure as a whole.
GRAVE = {
    "value_disagrees": "counts and value disagree",
    "window_disagrees": "the window and its years disagree",
    "year_disagrees": "the year and its quarters disagree",
    "implausible": "outside what has been seen, perhaps of another unit",
    "interval_off": "value and interval cannot both be right",
}
LIGHT = {
    "jump": "a jump beyond chance",
    "part_count": "a count that is not whole",
    "unsaved_formula": "a formula whose result was not saved",
    "provisional": "marked provisional",
    "unreliable": "marked unreliable",
}
_WORDS = GRAVE | LIGHT
_CELL = re.compile(r"^([A-Z]+)([0-9]+)$")


class Doubt(NamedTuple):
    """A doubt about an observation: its kind, and the cell."""

    code: str
    place: str

    @property
    def words(self) -> str:
        """Such as `a jump beyond chance (pct.xlsx: Data!G8)`."""
        return f"{_WORDS[self.code]} ({self.place})" if self.place else _WORDS[self.code]


class Doubts:
    """The doubts about every observation.

    Attributes:
        any: for each observation whether there is one, and a last place for none.
    """

    def __init__(self, frame: pd.DataFrame, observations: Observations) -> None:
        self._observations = observations
        self._at = _by_cell(observations)
        self._frame = frame
        self._block, self._row = (frame[name].to_numpy() for name in ("block", "row"))
        self._marked = {
            "provisional": _provisional(frame),
            "unreliable": (frame["marker"].to_numpy(object) == "unreliable")
            & ~_says(frame, "remark", UNRELIABLE.partition("{")[0]),
            "window_disagrees": frame["pool_found"].to_numpy(object) != "",
        }
        doubtful = np.logical_or.reduce([self._warned(), *self._marked.values()])
        self.any: BoolArray = np.append(doubtful, False)

    def _warned(self) -> BoolArray:
        if not self._at:
            return np.zeros(len(self._frame), dtype=bool)
        known = [np.array(column) for column in zip(*self._at, strict=True)]
        return np.asarray(matched([self._block, self._row], known) >= 0)

    def about(self, positions: Iterable[int]) -> list[Doubt]:
        """The doubts about some observations, each once, in their order."""
        found: dict[Doubt, None] = {}
        for position in positions:
            if self.any[position]:
                found |= dict.fromkeys(self._of(position))
        return list(found)

    def _of(self, position: int) -> list[Doubt]:
        number, row = int(self._block[position]), int(self._row[position])
        block = self._observations.blocks[number]
        letters = block.columns.get("value") or block.columns.get("numerator", "")
        cell = place(block.file, block.sheet, f"{letters}{row}")
        own = [Doubt(code, cell) for code, marked in self._marked.items() if marked[position]]
        return [*own, *self._at.get((number, row), ())]


def _provisional(frame: pd.DataFrame) -> BoolArray:
    """Rows that are marked themselves: of a window of years it is said at the cells of its years.

    A window of the file that takes its counts from its years has its own place among its parts.
    """
    said, parts = _says(frame, "remark", "provisional"), frame["parts"].to_numpy(object)
    for at in np.flatnonzero(said):
        said[at] = not parts[at] or at in parts[at]
    return said


def _says(frame: pd.DataFrame, column: str, word: str) -> BoolArray:
    codes, distinct = pd.factorize(frame[column].to_numpy(object))
    return np.array([word in str(text).casefold() for text in distinct], dtype=bool)[codes]


def _by_cell(observations: Observations) -> dict[tuple[int, int], list[Doubt]]:
    """The warnings by block and row of the figure that they are about."""
    blocks: dict[tuple[str, str], list[tuple[int, int, set[str]]]] = {}
    for number, block in enumerate(observations.blocks):
        blocks.setdefault((block.file, block.sheet), []).append(
            (number, 0, set(block.columns.values()))
        )
        for other in block.elsewhere.values():
            blocks.setdefault((other.file, other.sheet), []).append(
                (number, other.below, {other.letters})
            )
    found: dict[tuple[int, int], list[Doubt]] = {}
    for problem in _doubtful(observations.problems):
        cell = _CELL.match(problem.cell)
        places = blocks.get((problem.file, problem.sheet), ()) if cell else ()
        for number, below, columns in places:
            if cell and cell[1] in columns:
                key = (number, int(cell[2]) - below)
                found.setdefault(key, []).append(Doubt(problem.code, problem.place))
    return found


def _doubtful(problems: Sequence[Problem]) -> Iterable[Problem]:
    # A provisional figure is told by its own mark: the warning names the first of them alone.
    return (p for p in problems if p.code in _WORDS and p.code != "provisional")
