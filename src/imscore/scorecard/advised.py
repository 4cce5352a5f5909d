"""The section on advice: what the report says other areas were told, where this one does worse."""

from __future__ import annotations

from collections.abc import Sequence

from imscore.model import Row, Section
from imscore.reference import advice
from imscore.reference.advice import Advice

HEADING = "What other areas were advised"
HEADERS = ("For", "Theme", "Advice", "Times", "Where it stands")
MOST = 5
_Picked = tuple[tuple[Advice, ...], list[Row]]


def advice_section(rows: Sequence[Row]) -> Section | None:
    """Lists the advice on every indicator that is worse than its benchmark or getting worse.

    Args:
        rows: of one area.

    Returns:
        At most `MOST` lines for indicators that the same advice is about, the most frequent first,
        indicators in the order of their rows; None where none is worse.
    """
    picked = worse(rows)
    if not picked:
        return None
    groups = _by_advice(picked)
    lines = [line for found, mine in groups for line in _lines(found, mine)]
    return Section(
        code="advice",
        heading=HEADING,
        paragraphs=(f"About {'; '.join(_why(row) for row in picked)}.",),
        headers=HEADERS if lines else (),
        rows=tuple(lines),
        notes=_notes(groups, bool(lines)),
    )


def worse(rows: Sequence[Row]) -> list[Row]:
    """The rows that are worse than their benchmark, or getting worse."""
    return [row for row in rows if row.status == "worse" or row.trend == "worsening"]


def _why(row: Row) -> str:
    said = []
    if row.status == "worse":
        said.append(f"worse than {row.benchmark_name}")
    if row.trend == "worsening":
        said.append("getting worse")
    return f"{row.short_name} ({' and '.join(said)})"


def _by_advice(picked: Sequence[Row]) -> list[_Picked]:
    """Indicators that the very same advice is about stand together: it is listed once."""
    groups: dict[tuple[Advice, ...], list[Row]] = {}
    for row in picked:
        groups.setdefault(tuple(advice.advice_for(row.indicator)), []).append(row)
    return list(groups.items())


def _names(rows: Sequence[Row]) -> str:
    return "; ".join(row.short_name for row in rows)


def _lines(found: Sequence[Advice], mine: Sequence[Row]) -> list[tuple[str | int, ...]]:
    return [
        (
            _names(mine),
            line.table.theme,
            line.words,
            line.count,
            f"Table {line.table.number}, line {line.line}",
        )
        for line in found[:MOST]
    ]


def _notes(groups: Sequence[_Picked], any_lines: bool) -> tuple[str, ...]:
    notes = [f"{advice.SOURCE}; lines are those of its text. {advice.COUNTED}"] if any_lines else []
    for found, mine in groups:
        if not found:
            notes.append(f"The report has no table of advice on {_names(mine)}.")
        elif len(found) > MOST:
            more = f"{len(found) - MOST} more: imscore indicators {mine[0].indicator} lists them"
            notes.append(f"{_names(mine)}: and {more}.")
        notes += advice.notes_for(mine[0].indicator)
    return tuple(dict.fromkeys(notes))
