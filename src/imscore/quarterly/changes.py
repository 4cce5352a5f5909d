"""What changed between two runs: as data, a sentence each, worst first."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from imscore.model import ENGLAND_CODE
from imscore.quarterly import runs, sentences
from imscore.quarterly.missing import skipped
from imscore.quarterly.moves import move, turn
from imscore.quarterly.reference_changes import reference_changes
from imscore.quarterly.sentences import Names

# Every kind, the worst first: what needs somebody to act, what may be wrong, good news, the rest.
KINDS = (
    *("now_worse", "now_worsening", "less_good", "figure_gone", "indicator_gone", "not_compared"),
    *("new_problem", "definition_changed", "england_revised", "revised"),
    *("period_gone", "period_missing"),
    *("other_move", "now_better", "less_bad", "now_improving", "trend_changed"),
    *("new_indicator", "new_period", "england_new", "program_changed"),
)
_JUDGED = """SELECT area_key, indicator, period, value, status, trend, benchmark_name,
  benchmark_value, marker, ends
  FROM judged WHERE run = ? ORDER BY area_key, indicator, definition"""
# Versions that held after one run and not after the other, with what took their place.
_REVISED = """
SELECT s.area, s.indicator, p.text, old.value, old.numerator, old.denominator, old.marker,
  new.value, new.numerator, new.denominator, new.marker, new.series IS NULL
FROM observation old JOIN series s ON s.id = old.series JOIN period p ON p.id = old.period
LEFT JOIN observation new ON new.series = old.series AND new.period = old.period
  AND new.from_run <= :now AND (new.until_run IS NULL OR new.until_run > :now)
WHERE old.from_run <= :before AND old.until_run > :before AND old.until_run <= :now
ORDER BY s.area, s.indicator, p.ends, p.id"""
_NEW = """
SELECT s.indicator, p.text, count(DISTINCT s.area), min(s.area)
FROM observation new JOIN series s ON s.id = new.series JOIN period p ON p.id = new.period
WHERE new.from_run > :before AND new.from_run <= :now
  AND (new.until_run IS NULL OR new.until_run > :now) AND s.area <> :england
  AND NOT EXISTS (SELECT 1 FROM observation old WHERE old.series = new.series
    AND old.period = new.period AND old.from_run <= :before
    AND (old.until_run IS NULL OR old.until_run > :before))
GROUP BY s.indicator, p.id ORDER BY s.indicator, p.ends, p.id"""


@dataclass(frozen=True, slots=True)
class RunChange:
    """One thing that is not as it was at an earlier run.

    Attributes:
        kind: one of `KINDS`.
        area_code: what tells the area apart; `area_name`, `indicator`, `period`: all "" where the
            change concerns none.
        before, now: a status, trend, value or text, None where there was or is none.
        sentence: for people.
    """

    kind: str
    area_code: str
    area_name: str
    indicator: str
    period: str
    before: str | float | None
    now: str | float | None
    sentence: str

    def to_dict(self) -> dict[str, Any]:
        """The fields as `--format json` and `run.json` give them."""
        return asdict(self)


def between(connection: sqlite3.Connection, before: runs.Run, now: runs.Run) -> list[RunChange]:
    """Everything that changed from one run to a later one.

    Args:
        connection: of the store.
        before: the earlier run.
        now: the later run.

    Returns:
        The changes, worst first, then by area and indicator.
    """
    names = sentences.names(connection)
    found = [
        *_moves(connection, before, now, names),
        *_figures(connection, before, now, names),
        *_problems(before, now),
        *(RunChange(*fields) for fields in reference_changes(connection, before, now, names)),
        *_program(before, now),
    ]
    return sorted(found, key=lambda change: KINDS.index(change.kind))


def _moves(
    connection: sqlite3.Connection, before: runs.Run, now: runs.Run, names: Names
) -> Iterator[RunChange]:
    """Statuses and trends that are not what they were, and indicators that came or went."""
    old, new = ({r[:2]: r for r in connection.execute(_JUDGED, (run.id,))} for run in (before, now))
    for key in sorted({*old, *new}):
        area, indicator = key
        make = _maker(area, indicator, names)
        if key not in new:
            yield make(
                "indicator_gone", old[key][2], old[key][4], None, sentences.gone(names, old[key])
            )
        elif key not in old:
            yield make(
                "new_indicator", new[key][2], None, new[key][4], sentences.came(names, new[key])
            )
        else:
            yield from _moved(old[key], new[key], make, names)
    later = [(old[key], new[key]) for key in old.keys() & new.keys() if new[key][9] > old[key][9]]
    for area, indicator, period in sorted(skipped(connection, now.id, later)):
        text = sentences.skipped(names, area, indicator, period)
        yield _maker(area, indicator, names)("period_missing", period, None, None, text)


def _maker(area: str, indicator: str, names: Names) -> Callable[..., RunChange]:
    def make(
        kind: str, period: str, was: str | float | None, is_: str | float | None, text: str
    ) -> RunChange:
        return RunChange(kind, area, names.area(area), indicator, period, was, is_, text)

    return make


def _moved(
    old: Sequence[Any], new: Sequence[Any], make: Callable[..., RunChange], names: Names
) -> Iterator[RunChange]:
    was, is_ = str(old[4]), str(new[4])
    if was != is_:
        yield make(move(was, is_), new[2], was, is_, sentences.moved(names, old, new))
    if new[9] < old[9]:
        yield make("period_gone", old[2], old[2], new[2], sentences.older(names, old, new))
    was, is_ = str(old[5]), str(new[5])
    if was != is_:
        yield make(turn(is_), new[2], was, is_, sentences.turned(names, old, new))


def _figures(
    connection: sqlite3.Connection, before: runs.Run, now: runs.Run, names: Names
) -> Iterator[RunChange]:
    """Old figures that were revised or are gone, and periods that are new."""
    span = {"before": before.id, "now": now.id}
    for area, indicator, period, *figures, gone in connection.execute(_REVISED, span):
        old, new = figures[:4], figures[4:]
        if not gone and old == new:
            continue  # a name or a limit changed, not the figure
        kind = "figure_gone" if gone else "england_revised" if area == ENGLAND_CODE else "revised"
        text = sentences.revised(names, (area, indicator, period), old, None if gone else new)
        yield _maker(area, indicator, names)(kind, period, old[0], new[0], text)
    span_of_areas = span | {"england": ENGLAND_CODE}
    for indicator, period, areas, area in connection.execute(_NEW, span_of_areas):
        text = sentences.new_period(names, indicator, period, area, areas)
        where = area if areas == 1 else ""
        yield _maker(where, indicator, names)("new_period", period, None, period, text)


def _problems(before: runs.Run, now: runs.Run) -> Iterator[RunChange]:
    """Problems that the earlier run did not have: alike in kind, sheet and what was found."""
    known = Counter(_alike(problem) for problem in before.problems)
    for problem in [*now.refused, *now.problems]:
        key = _alike(problem)
        known[key] -= 1
        if known[key] < 0:
            text = sentences.new_problem(problem)
            yield RunChange("new_problem", "", "", "", "", None, problem["code"], text)


def _alike(problem: dict[str, str]) -> tuple[str, str, str]:
    return problem["code"], problem["sheet"], problem["found"]


def _program(before: runs.Run, now: runs.Run) -> Iterator[RunChange]:
    was, is_ = before.imscore, now.imscore
    if was != is_:
        text = f"imscore is of version {is_}, it was {was}."
        yield RunChange("program_changed", "", "", "", "", was, is_, text)
