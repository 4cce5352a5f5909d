"""What changed, as a section of each area's scorecard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace

from imscore.model import ENGLAND_CODE, Scorecard, Section
from imscore.quarterly.change_words import FIRST, NOTHING, counted, heading_of
from imscore.quarterly.changes import KINDS, RunChange
from imscore.quarterly.screen import Screen, area_key
from imscore.quarterly.sentences import new_problem

CODE = "changes"
_MOST = 20
_HEADERS = ("What", "In words")


def with_changes(
    cards: Sequence[Scorecard], changes: Sequence[RunChange], since: str, screen: Screen
) -> list[Scorecard]:
    """Puts what changed first among the sections of every scorecard.

    Args:
        cards: as they were made.
        changes: of all areas, worst first.
        since: the earlier run's name, "" where there is none.
        screen: what was kept back.
    """
    by_area: dict[str, list[RunChange]] = {}
    for change in changes:
        for area in change.areas or (change.area_code,):
            by_area.setdefault(area, []).append(change)
    own_problems = _own_problems(cards) if by_area.get("") else [frozenset[str]()] * len(cards)
    others = frozenset().union(*own_problems)
    made = []
    for card, problems in zip(cards, own_problems, strict=True):
        shared = [c for c in by_area.get("", ()) if c.sentence not in others - problems]
        england = _of_card(by_area.get(ENGLAND_CODE, ()), card)
        mine = [*by_area.get(area_key(card), ()), *shared, *england]
        section = _section(sorted(mine, key=_rank), since, screen, card.area_name)
        made.append(replace(card, sections=(section, *card.sections)))
    return made


def _own_problems(cards: Sequence[Scorecard]) -> list[frozenset[str]]:
    """What is said of new problems that concern one area."""
    return [
        frozenset(new_problem(asdict(problem)) for problem in card.own_problems) for card in cards
    ]


def _of_card(changes: Sequence[RunChange], card: Scorecard) -> Iterator[RunChange]:
    """England's changes of the indicators that a scorecard has."""
    shown = {row.indicator for row in card.rows}
    return (change for change in changes if change.indicator in shown)


def _rank(change: RunChange) -> int:
    return KINDS.index(change.kind)


def _section(changes: Sequence[RunChange], since: str, screen: Screen, area: str) -> Section:
    heading = f"What changed since {since}" if since else "What changed"
    if not since:
        return Section(CODE, heading, (FIRST,))
    notes = (screen.said,) if screen.rule else ()
    if not changes:
        return Section(CODE, heading, (NOTHING,), notes=notes)
    summary = counted(changes)
    said = f"{summary[0].upper()}{summary[1:]}."
    return Section(CODE, heading, (said,), _HEADERS, tuple(_rows(changes, area)), notes)


def _rows(changes: Sequence[RunChange], area: str) -> Iterator[tuple[str, str]]:
    """A line a change; of each kind a few, and how many more there are."""
    totals = Counter(change.kind for change in changes)
    told: Counter[str] = Counter()
    for change in changes:
        told[change.kind] += 1
        title = heading_of(change.kind, 1)
        if told[change.kind] <= _MOST:
            yield title, change.sentence.removeprefix(f"{change.area_name or area}: ")
        elif told[change.kind] == totals[change.kind]:
            more = totals[change.kind] - _MOST
            yield title, f"... and {more:,} more: imscore changes -v lists them all"
