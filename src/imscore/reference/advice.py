"""What the support team advised other areas, by theme and by indicator, with how often.

Counts are of recommendations, not of areas, and come from 15 visited areas: they say what was
advised, not what works. The report's own slips of addition are carried as notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from imscore.reference import tables

SOURCE = "Infant Mortality National Support Team report, December 2010"
COUNTED = (
    "Counts are of recommendations to the 15 areas that the national support team visited. They "
    "say what was advised there, not what works."
)
OTHER = "Other"


@dataclass(frozen=True, slots=True)
class AdviceTable:
    """One of the report's seven tables.

    Attributes:
        total_printed: as the report prints it. added_up: what its rows add up to.
        areas: how many areas it is of, "" where that is not said.
        note: where the table contradicts itself, "" where it does not.
    """

    number: int
    theme: str
    total_printed: int
    added_up: int
    line: int
    areas: str
    note: str


@dataclass(frozen=True, slots=True)
class Advice:
    """One row of a table.

    Attributes:
        row: its number in the table. within: the row that it is part of, None for a heading.
        words: in the project's own words.
        count: recommendations. percent_printed: of the printed total, None where not printed.
        indicators: ids of what it speaks to.
        note: what is doubtful about the count, "" for nothing.
    """

    table: AdviceTable
    row: int
    within: int | None
    words: str
    count: int
    percent_printed: float | None
    line: int
    indicators: tuple[str, ...]
    note: str

    @property
    def percent(self) -> float:
        """The count in per cent of what the table's rows add up to."""
        return 100 * self.count / self.table.added_up

    @property
    def cited(self) -> str:
        """Where it stands: `report of December 2010, Table 6 (line 957 of the text)`."""
        return f"report of December 2010, Table {self.table.number} (line {self.line} of the text)"


@cache
def all_tables() -> dict[int, AdviceTable]:
    """The seven tables by their number."""
    added: dict[str, int] = {}
    for row in tables.rows("advice"):
        if not row["within"]:
            added[row["table"]] = added.get(row["table"], 0) + int(row["count"])
    return {
        int(row["table"]): AdviceTable(
            int(row["table"]),
            row["theme"],
            int(row["total_printed"]),
            added[row["table"]],
            int(row["line"]),
            row["areas"],
            row["note"],
        )
        for row in tables.rows("advice_tables")
    }


@cache
def all_advice() -> tuple[Advice, ...]:
    """Every row of every table, in the report's order."""
    return tuple(
        Advice(
            all_tables()[int(row["table"])],
            int(row["row"]),
            int(row["within"]) if row["within"] else None,
            row["words"],
            int(row["count"]),
            float(row["percent_printed"]) if row["percent_printed"] else None,
            int(row["line"]),
            tuple(row["indicators"].split()),
            row["note"],
        )
        for row in tables.rows("advice")
    )


def headings() -> list[Advice]:
    """The headings of all tables in the report's order, without what it calls other."""
    return [a for a in all_advice() if a.within is None and a.words != OTHER]


def advice_for(indicator: str) -> list[Advice]:
    """What other areas were advised about an indicator, the most frequent first.

    A heading whose parts are listed gives way to its parts; what the report calls other is left
    out.

    Args:
        indicator: an id.

    Returns:
        Empty where the report has no table that speaks to it.

    >>> [advice.count for advice in advice_for("smoking_at_delivery")][:3]
    [15, 11, 10]
    """
    mine = [a for a in all_advice() if indicator in a.indicators and a.words != OTHER]
    whole = {(a.table.number, a.within) for a in mine if a.within is not None}
    parts = [a for a in mine if (a.table.number, a.row) not in whole]
    return sorted(parts, key=lambda advice: -advice.count)


def notes_for(indicator: str) -> list[str]:
    """What has to be said beside the advice on an indicator: counts that do not agree."""
    found = advice_for(indicator)
    notes = [f"Table {t.number}: {t.note}" for t in dict.fromkeys(a.table for a in found) if t.note]
    doubtful: dict[str, list[str]] = {}
    for advice in found:
        if advice.note:
            doubtful.setdefault(advice.note, []).append(advice.words)
    return notes + [
        f"{names[0]}: {note}" if len(names) == 1 else f"{len(names)} of the counts: {note}"
        for note, names in doubtful.items()
    ]
