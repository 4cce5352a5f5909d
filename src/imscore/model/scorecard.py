"""The assembled result for one area: what every output renders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from imscore.model.problems import Problem
from imscore.model.row import Row, Source

if TYPE_CHECKING:
    import pandas as pd

# How a note begins on targets that were not used.
TARGETS_OF = "Targets of "


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a scorecard beside its table: what changed, where it is blind, what was advised.

    Attributes:
        code: a stable name: `changes`, `actions`, `priority`, `advice` or `balance`.
        heading: in words.
        paragraphs: before the table; alone where there is none.
        headers: of the table's columns, () where there is no table.
        rows: as many cells each as there are headers; whole numbers and text.
        notes: what has to be said below.
    """

    code: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    rows: tuple[tuple[str | int, ...], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Action:
    """A line of the area's own follow-up sheet, kept from quarter to quarter.

    Attributes:
        theme, action, lead, due, status: as written; `lead` is a role.
        source: its first cell in last quarter's file, None where the program proposes the line.
    """

    theme: str
    action: str
    lead: str = ""
    due: str = ""
    status: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class DomainSummary:
    """How many indicators of a domain stand where; what it is blind to.

    Attributes:
        domain: its id; `name`: its words.
        counts: from a status to how many rows have it.
        without_data: names of its indicators that the input has nothing on.
        core: whether the report counts it among those every area looks at.
    """

    domain: str
    name: str
    core: bool
    counts: Mapping[str, int]
    without_data: tuple[str, ...]


@dataclass(frozen=True)
class Scorecard:
    """The assembled result for one area: what every output renders.

    Attributes:
        notes, input_problems: of the input as a whole, and shared by all scorecards made of it.
        own_problems: warnings found in judging this area and what it is held against.
        disclosure: which small-number rule was applied, in a sentence; "" where none was.
        sections: what every output shows beside the table, in that order.
        actions: the follow-up sheet's lines.
    """

    area_code: str
    area_name: str
    area_type: str
    rows: tuple[Row, ...]
    domains: tuple[DomainSummary, ...]
    notes: tuple[str, ...] = ()
    input_problems: tuple[Problem, ...] = ()
    made_with: Mapping[str, Any] = field(default_factory=dict)
    own_problems: tuple[Problem, ...] = ()
    disclosure: str = ""
    sections: tuple[Section, ...] = ()
    actions: tuple[Action, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every warning: those of the input, then the area's own."""
        return self.input_problems + self.own_problems

    def counts(self) -> dict[str, int]:
        """How many rows have each status, over all domains."""
        return add_counts(domain.counts for domain in self.domains)

    def to_frame(self) -> pd.DataFrame:
        """The rows as a table, columns named as in the JSON and CSV outputs."""
        import pandas as pd

        return pd.DataFrame([asdict(row) for row in self.rows])


def problems_of(scorecards: Iterable[Scorecard]) -> list[Problem]:
    """Every warning of some scorecards once, in the order in which they give them.

    What the scorecards share is gone through once, not once for each of thousands of areas.
    """
    parts = {
        id(part): part for card in scorecards for part in (card.input_problems, card.own_problems)
    }
    return list(dict.fromkeys(problem for part in parts.values() for problem in part))


def notes_of(scorecards: Iterable[Scorecard]) -> list[str]:
    """Every note on the input as a whole once, in the order in which scorecards give them."""
    parts = {id(card.notes): card.notes for card in scorecards}
    return list(dict.fromkeys(note for part in parts.values() for note in part))


def add_counts(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Adds up counts by status.

    >>> add_counts([{"worse": 1}, {"worse": 2, "better": 1}])
    {'worse': 3, 'better': 1}
    """
    total: dict[str, int] = {}
    for part in counts:
        for status, number in part.items():
            total[status] = total.get(status, 0) + number
    return total
