"""The section on advice: what the report says other areas were told, where this one does worse."""

from __future__ import annotations

from collections.abc import Sequence

from imscore.model import Row, Section
from imscore.reference import advice
from imscore.reference.advice import Advice

HEADING = "What other areas were advised"
HEADERS = ("For", "Most often advised (times)")
MOST = 3
_Picked = tuple[tuple[Advice, ...], list[Row]]


def advice_section(rows: Sequence[Row]) -> Section | None:
    """Lists the advice on every indicator that is worse than its benchmark or getting worse.

    Args:
        rows: of one area.

    Returns:
        A line for indicators that the same advice is about, with the `MOST` most frequent pieces,
        in the order of their rows; None where none is worse.
    """
    picked = worse(rows)
    if not picked:
        return None
    groups = _by_advice(picked)
    lines = tuple(_line(found, mine) for found, mine in groups if found)
    return Section(
        code="advice",
        heading=HEADING,
        headers=HEADERS if lines else (),
        rows=lines,
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


def _line(found: Sequence[Advice], mine: Sequence[Row]) -> tuple[str, str]:
    most, left = found[:MOST], len(found) - MOST
    said = "; ".join(f"{piece.words} ({piece.count})" for piece in most)
    table = most[0].table
    said += f"; {left} more" if left > 0 else ""
    return "; ".join(map(_why, mine)), f"Table {table.number}, {table.theme}: {said}"


def _notes(groups: Sequence[_Picked], any_lines: bool) -> tuple[str, ...]:
    notes = [f"{advice.SOURCE}. {advice.COUNTED}"] if any_lines else []
    if any(len(found) > MOST for found, _ in groups):
        notes.append("The others: imscore indicators, with an indicator's name.")
    for found, mine in groups:
        if not found:
            names = "; ".join(row.short_name for row in mine)
            notes.append(f"The report has no table of advice on {names}.")
        notes += advice.notes_for(mine[0].indicator)
    return tuple(dict.fromkeys(notes))
