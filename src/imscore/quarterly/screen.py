"""What may be told of figures under a rule on small numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from imscore.model import Row, Scorecard
from imscore.quarterly.runs import Run

# Area, indicator, definition, period.
Key = tuple[str, str, str, str]


@dataclass(frozen=True)
class Screen:
    """What changes may tell: everything, or under a rule only of figures that are shown.

    A pack shows a figure or hides it; what changed between two packs must not give away what either
    of them hides. So under a rule no earlier figure is told, nor that a figure which the present
    scorecards do not show is another one.

    Attributes:
        rule: its name, "" where everything may be told.
        figures: what the present scorecards show; not used without a rule.
    """

    rule: str = ""
    figures: frozenset[Key] = frozenset()

    def shows(self, area: str, indicator: str, definition: str, period: str) -> bool:
        """Whether something may be told of a figure."""
        return not self.rule or (area, indicator, definition, period) in self.figures

    @property
    def said(self) -> str:
        """What a reader has to know of it, "" where nothing is kept back."""
        if not self.rule:
            return ""
        return (
            f"Under the rule {self.rule} on small numbers earlier figures are left out here, and "
            "nothing is told of revisions of figures that these scorecards do not show."
        )


def rule_of(settings: dict[str, dict[str, str | None]]) -> str:
    """The rule that hides something, as a run's recorded settings name it; "" where none does."""
    from imscore.scorecard.disclosure_profiles import find_profile

    name = settings.get("scorecards", {}).get("disclosure") or ""
    rule = find_profile(name) if name else None
    return name if rule and (rule.hides_up_to or rule.no_rate_below) else ""


def screen_of(run: Run, cards: Iterable[Scorecard]) -> Screen:
    """What may be told of a run.

    Args:
        run: its settings name the rule.
        cards: the scorecards that it made.
    """
    rule = rule_of(run.settings)
    return Screen(rule, frozenset(_shown(cards))) if rule else Screen()


def area_key(card: Scorecard) -> str:
    """What tells a scorecard's area apart, as in the store."""
    return card.area_code or card.area_name


def _shown(cards: Iterable[Scorecard]) -> Iterator[Key]:
    for card in cards:
        for row in card.rows:
            for definition, period in _of_row(row):
                yield area_key(card), row.indicator, definition, period


def _of_row(row: Row) -> Iterator[tuple[str, str]]:
    if row.value is not None:
        yield row.definition, row.period
    for point in (*row.series, *row.earlier):
        if point.value is not None:
            yield point.definition or row.definition, point.period
