"""What changed between two runs: as data, a sentence each, worst first."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from imscore.model import ENGLAND_CODE
from imscore.quarterly import runs, sentences
from imscore.quarterly.missing import skipped
from imscore.quarterly.moves import move, turn
from imscore.quarterly.reference_changes import reference_changes
from imscore.quarterly.screen import Screen, rule_of
from imscore.quarterly.sentences import Names
from imscore.quarterly.settings_changes import setting_changes

# Every kind, the worst first: what needs somebody to act, what may be wrong, good news, the rest.
KINDS = (
    *("now_worse", "now_worsening", "less_good", "figure_gone", "indicator_gone", "not_compared"),
    *("new_problem", "setting_changed", "definition_changed", "england_revised", "revised"),
    *("period_gone", "period_missing"),
    *("other_move", "now_better", "less_bad", "now_improving", "trend_changed"),
    *("new_indicator", "new_period", "england_new", "program_changed"),
)
_JUDGED = """SELECT area_key, indicator, period, value, status, trend, benchmark_name,
  benchmark_value, marker, ends, definition
  FROM judged WHERE run = ? ORDER BY area_key, indicator, definition"""
# Versions that held after one run and not after the other, with what took their place.
_REVISED = """
SELECT s.area, s.indicator, p.text, old.value, old.numerator, old.denominator, old.marker,
  new.value, new.numerator, new.denominator, new.marker, new.series IS NULL, s.definition
FROM observation old JOIN series s ON s.id = old.series JOIN period p ON p.id = old.period
LEFT JOIN observation new ON new.series = old.series AND new.period = old.period
  AND new.from_run <= :now AND (new.until_run IS NULL OR new.until_run > :now)
WHERE old.from_run <= :before AND old.until_run > :before AND old.until_run <= :now
ORDER BY s.area, s.indicator, p.ends, p.id"""
_NEW = """
SELECT DISTINCT s.indicator, p.text, s.area
FROM observation new JOIN series s ON s.id = new.series JOIN period p ON p.id = new.period
WHERE new.from_run > :before AND new.from_run <= :now
  AND (new.until_run IS NULL OR new.until_run > :now) AND s.area <> :england
  AND NOT EXISTS (SELECT 1 FROM observation old WHERE old.series = new.series
    AND old.period = new.period AND old.from_run <= :before
    AND (old.until_run IS NULL OR old.until_run > :before))
ORDER BY s.indicator, p.ends, p.id, s.area"""


@dataclass(frozen=True, slots=True)
class RunChange:
    """One thing that is not as it was at an earlier run.

    Attributes:
        kind: one of `KINDS`.
        area_code: what tells the area apart; `area_name`, `indicator`, `period`: all "" where the
            change concerns none.
        before, now: a status, trend, value or text, None where there was or is none.
        sentence: for people.
        areas: what tells those areas apart that it is about, where they are several.
    """

    kind: str
    area_code: str
    area_name: str
    indicator: str
    period: str
    before: str | float | None
    now: str | float | None
    sentence: str
    areas: frozenset[str] = frozenset()

    def to_dict(self) -> dict[str, Any]:
        """The fields as `--format json` and `run.json` give them."""
        fields = asdict(self)
        del fields["areas"]
        return fields


def between(
    connection: sqlite3.Connection, before: runs.Run, now: runs.Run, screen: Screen
) -> list[RunChange]:
    """Everything that changed from one run to a later one.

    Args:
        connection: of the store.
        before: the earlier run.
        now: the later run.
        screen: what may be told under the later run's rule on small numbers.

    Returns:
        The changes, worst first, then by area and indicator.
    """
    names = sentences.names(connection)
    old, new = (runs.references(connection, run.id) for run in (before, now))
    found = [
        *_moves(connection, before, now, names, screen),
        *_figures(connection, before, now, names, screen),
        *_problems(before, now),
        *(_setting(*fields) for fields in setting_changes(before, now, old, new)),
        *(RunChange(*fields) for fields in reference_changes(old, new, names)),
        *_program(before, now),
    ]
    return sorted(found, key=lambda change: KINDS.index(change.kind))


def _moves(
    connection: sqlite3.Connection, before: runs.Run, now: runs.Run, names: Names, screen: Screen
) -> Iterator[RunChange]:
    """Statuses and trends that are not what they were, and indicators that came or went."""
    old, new = ({r[:2]: r for r in connection.execute(_JUDGED, (run.id,))} for run in (before, now))
    quiet = bool(screen.rule)
    alike = not quiet or rule_of(before.settings) == screen.rule
    for key in sorted({*old, *new}):
        area, indicator = key
        make = _maker(area, indicator, names)
        if key not in new:
            text = sentences.gone(names, old[key], quiet=quiet)
            yield make("indicator_gone", old[key][2], None if quiet else old[key][4], None, text)
        elif key not in old:
            text = sentences.came(names, new[key])
            yield make("new_indicator", new[key][2], None, new[key][4], text)
        elif alike:
            yield from _moved(old[key], new[key], make, names, screen)
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
    old: Sequence[Any],
    new: Sequence[Any],
    make: Callable[..., RunChange],
    names: Names,
    screen: Screen,
) -> Iterator[RunChange]:
    if new[9] < old[9]:
        yield make("period_gone", old[2], old[2], new[2], sentences.older(names, old, new))
    if screen.rule and not _may_tell(old, new, screen):
        yield from _hidden(old, new, make, names)
        return
    quiet = bool(screen.rule)
    was, is_ = str(old[4]), str(new[4])
    if was != is_:
        text = sentences.moved(names, old, new, quiet=quiet)
        yield make(move(was, is_), new[2], was, is_, text)
    was, is_ = str(old[5]), str(new[5])
    if was != is_ and not (quiet and None in (old[3], new[3])):
        yield make(turn(is_), new[2], was, is_, sentences.turned(names, old, new))


def _may_tell(old: Sequence[Any], new: Sequence[Any], screen: Screen) -> bool:
    """Whether an earlier judgement gives nothing away: it was none, or its figure still shows."""
    return new[3] is not None and (old[3] is None or screen.shows(old[0], old[1], old[10], old[2]))


def _hidden(
    old: Sequence[Any], new: Sequence[Any], make: Callable[..., RunChange], names: Names
) -> Iterator[RunChange]:
    """Of a move from or to what is hidden now, what has to be known and no more."""
    if new[3] is None and old[3] is not None:
        yield make("not_compared", new[2], None, None, sentences.withheld(names, new))
    elif new[4] == "worse":
        # It may have been worse before: better one alert too many than one too few.
        yield make("now_worse", new[2], None, "worse", sentences.worse(names, new))


def _figures(
    connection: sqlite3.Connection, before: runs.Run, now: runs.Run, names: Names, screen: Screen
) -> Iterator[RunChange]:
    """Old figures that were revised or are gone, and periods that are new."""
    span = {"before": before.id, "now": now.id}
    quiet = bool(screen.rule)
    for area, indicator, period, *figures, gone, definition in connection.execute(_REVISED, span):
        old, new = figures[:4], figures[4:]
        if not gone and old == new:
            continue  # a name or a limit changed, not the figure
        england = area == ENGLAND_CODE
        if not (gone or england or screen.shows(area, indicator, definition, period)):
            continue
        kind = "figure_gone" if gone else "england_revised" if england else "revised"
        place = area, indicator, period
        text = sentences.revised(names, place, old, None if gone else new, quiet=quiet)
        pair = (None, None) if quiet else (old[0], new[0])
        yield _maker(area, indicator, names)(kind, period, *pair, text)
    yield from _new_periods(connection, span, names)


def _new_periods(
    connection: sqlite3.Connection, span: dict[str, int], names: Names
) -> Iterator[RunChange]:
    found: dict[tuple[str, str], list[str]] = {}
    for indicator, period, area in connection.execute(_NEW, span | {"england": ENGLAND_CODE}):
        found.setdefault((indicator, period), []).append(area)
    for (indicator, period), areas in found.items():
        text = sentences.new_period(names, indicator, period, areas[0], len(areas))
        one = areas[0] if len(areas) == 1 else ""
        change = _maker(one, indicator, names)("new_period", period, None, period, text)
        yield change if one else replace(change, areas=frozenset(areas))


def _setting(was: str, is_: str, text: str) -> RunChange:
    return RunChange("setting_changed", "", "", "", "", was, is_, text)


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
