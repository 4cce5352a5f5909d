"""What stands under the figures: notes, what there is no data on, sources and method."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from imscore.model import DomainSummary, Row, Scorecard, Source
from imscore.outputs import words
from imscore.outputs.harmless import harmless

LONGEST_NAME, LONGEST_NOTE = 60, 1000
HOW_JUDGED = (
    "An indicator is better or worse than {benchmark} where its whole 95% confidence interval lies "
    "on one side of {benchmark}'s value, and similar where the interval holds or touches that "
    'value. "99.8%" beside it means that the wider 99.8% interval gives the same answer.',
    "Higher and lower are said where neither direction is good or bad in itself.",
    "Figures are rounded to one decimal after every calculation. Differences between percentages "
    "are in percentage points.",
    "The trend of years is a straight line through the latest five, weighted by their "
    "confidence intervals: increasing or decreasing where it is significant at 99.8% and no single "
    "year decides its direction, as in the new Fingertips. For three-year rates, which overlap, it "
    "is the line through the single years.",
    "The trend of quarters is what an XmR control chart says of the last one, as in NHS Making "
    "Data Count: higher, lower, increasing or decreasing where it is more than usual variation.",
    "Data is the lowest of three marks for the data behind a row: timeliness, completeness and "
    "validity, each good, fair, poor or not known.",
    "A target is the area's own, and no part of the comparison with {benchmark}: met or not by the "
    "value; the whole 95% interval says whether chance could have made the difference.",
    "A rank counts areas by their values as they are, the best first (the highest where neither "
    "direction is good or bad): it does not allow for chance.",
    "What it would take is the change in the number of events, in the period shown, that would "
    "bring the area level with {benchmark}'s value.",
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """Notes with numbers from 1, each text once.

    Attributes:
        texts: the notes in order of first use.
        marks: for each row of the scorecard, in order, the numbers that belong to it.
        everywhere: notes that belong to every row, where there are several; they need no number.
    """

    texts: tuple[str, ...]
    marks: tuple[tuple[int, ...], ...]
    everywhere: tuple[str, ...] = ()

    def mark(self, row: int) -> str:
        """A row's numbers as they stand beside its name, such as `[1,3]`, or ""."""
        numbers = ",".join(map(str, self.marks[row]))
        return f"[{numbers}]" if numbers else ""

    def listed(self) -> list[str]:
        """The notes as they stand in a list: `[1] ...`, then those of every row."""
        numbers = [f"[{number}] {text}" for number, text in enumerate(self.texts, start=1)]
        return [*numbers, *(f"All rows: {text}" for text in self.everywhere)]


def numbered(rows: Sequence[Row]) -> Numbered:
    """Gives each different note of these rows a number."""
    by_row = [row_notes(row) for row in rows]
    everywhere = (
        [note for note in by_row[0] if all(note in found for found in by_row)]
        if len(by_row) > 1
        else []
    )
    order: dict[str, int] = {}
    marks = [
        tuple(sorted(order.setdefault(n, len(order) + 1) for n in found if n not in everywhere))
        for found in by_row
    ]
    return Numbered(tuple(order), tuple(marks), tuple(everywhere))


def row_notes(row: Row) -> list[str]:
    """A row's own notes, and why a trend or a change is missing from it."""
    found = [*row.notes]
    if row.target is not None and row.target.note:
        found.append(row.target.note)
    if row.trend == "not_tested" and row.trend_reason:
        found.append(f"Trend not tested: {row.trend_reason}")
    found += [
        f"No change since {earlier.period} is given: {earlier.reason}"
        for earlier in (row.since_previous, row.since_year_before)
        if earlier is not None and earlier.difference is None and earlier.reason
    ]
    return list(dict.fromkeys(harmless(note, LONGEST_NOTE) for note in found if note))


def sections(scorecard: Scorecard) -> Iterator[tuple[DomainSummary, list[int]]]:
    """The domains that have rows, in the scorecard's order, with their rows' positions.

    A row of a domain that the scorecard does not list still has its place, at the end.
    """
    known = {domain.domain: domain for domain in scorecard.domains}
    for row in scorecard.rows:
        known.setdefault(row.domain, DomainSummary(row.domain, row.domain, False, {}, ()))
    for domain in known.values():
        positions = [i for i, row in enumerate(scorecard.rows) if row.domain == domain.domain]
        if positions:
            yield domain, positions


def no_data(scorecard: Scorecard) -> list[tuple[str, bool]]:
    """What the input has nothing on.

    Returns:
        Texts such as `Housing: Overcrowding`, with whether the domain is a core one; those first.
    """
    blind = [domain for domain in scorecard.domains if domain.without_data]
    return [
        (harmless(f"{domain.name}: {', '.join(domain.without_data)}", LONGEST_NOTE), domain.core)
        for domain in sorted(blind, key=lambda domain: not domain.core)
    ]


def sources(row: Row) -> str:
    """The cells that a row's figures and words came from, each table named once.

    Returns:
        Such as `pct.xlsx: Data: numerator E8, denominator F8`.
    """
    tables: dict[str, list[str]] = {}
    for source in all_cells(row):
        table = f"{source.file}: {source.sheet}" if source.sheet else source.file
        tables.setdefault(table, []).append(f"{source.what} {source.cell}".strip())
    joined = (f"{table}: {', '.join(cells)}" for table, cells in tables.items())
    return harmless("; ".join(joined), LONGEST_NOTE)


def all_cells(row: Row) -> tuple[Source, ...]:
    """Every cell that something of a row came from, that of its commentary included."""
    said = row.commentary.source if row.commentary else None
    return (*row.sources, *([said] if said else []))


def described(row: Row) -> str:
    """An indicator's full name, unit and definition, as the list of sources names it."""
    unit = "%" if row.unit == "%" else row.unit
    parts = [row.name or row.short_name or row.indicator, unit, row.definition]
    return harmless(", ".join(part for part in parts if part), LONGEST_NOTE)


def benchmark_sources(rows: Iterable[Row]) -> list[str]:
    """Where the benchmark's figures come from, each source once with its indicators' names."""
    by_source: dict[str, list[str]] = {}
    for row in rows:
        if row.benchmark_value is not None and row.benchmark_source:
            named = f"{row.short_name or row.indicator} {row.benchmark_period or ''}".strip()
            by_source.setdefault(f"{row.benchmark_name}: {row.benchmark_source}", []).append(named)
    return [
        harmless(f"{source} ({', '.join(names)})", LONGEST_NOTE)
        for source, names in by_source.items()
    ]


def method(scorecards: Sequence[Scorecard]) -> list[str]:
    """How rows were judged, in sentences, with the interval methods that were used."""
    names = {words.benchmark(scorecard) for scorecard in scorecards if scorecard.rows}
    name = harmless(names.pop(), LONGEST_NAME) if len(names) == 1 else "the benchmark"
    rows = [row for scorecard in scorecards for row in scorecard.rows]
    used = dict.fromkeys(row.method for row in rows if row.method)
    needed = {
        "Higher and lower": any(row.polarity == "no_judgement" for row in rows),
        "The trend of years": any(row.trend != "not_tested" and not row.spc for row in rows),
        "The trend of quarters": any(row.spc for row in rows),
        "Data is": any(row.quality for row in rows),
        "A target": any(row.target for row in rows),
        "A rank": any(row.standing for row in rows),
    }
    left_out = tuple(start for start, wanted in needed.items() if not wanted)
    lines = [line.format(benchmark=name) for line in HOW_JUDGED if not line.startswith(left_out)]
    if used:
        lines.append(harmless(f"Confidence intervals: {', '.join(used)}.", LONGEST_NOTE))
    return lines


def made_with(scorecards: Sequence[Scorecard]) -> list[tuple[str, str]]:
    """What the scorecards were made with, as pairs of a name and a text."""
    pairs: dict[str, str] = {}
    for scorecard in scorecards:
        for name, found in scorecard.made_with.items():
            pairs.setdefault(harmless(str(name)), harmless(_said(found), LONGEST_NOTE))
    return [(name, text) for name, text in pairs.items() if text]


def _said(found: Any) -> str:
    if isinstance(found, dict):
        return ", ".join(f"{name} {_said(part)}" for name, part in found.items())
    if isinstance(found, list | tuple):
        return "; ".join(_said(part) for part in found)
    if isinstance(found, bool):
        return "yes" if found else "no"
    return "" if found is None else str(found)
