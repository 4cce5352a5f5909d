"""An indicator's series as the store knows it, every revision with it."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from imscore.errors import UsageError
from imscore.model import ENGLAND_CODE
from imscore.outputs.harmless import cell_text, harmless

FORMATS = ("text", "csv", "json")
COLUMNS = (
    *("indicator", "definition", "area_code", "area_name", "area_type", "period"),
    *("numerator", "denominator", "value", "lower_ci", "upper_ci", "marker", "remark"),
    *("from_run", "known_from", "until_run", "known_until", "file", "sheet", "row"),
)
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Series:
    """What is meant: an indicator's id and what tells an area apart; None stands for all."""

    indicator: str | None
    area: str | None


def find(connection: sqlite3.Connection, indicator: str | None, area: str | None) -> Series:
    """Finds the indicator and the area meant.

    Args:
        connection: of the store.
        indicator: id, name or short name, letters' case aside; None for all.
        area: code or name likewise; None for the only local one, or for all where `indicator` is.

    Raises:
        UsageError: where one is not there or not clear; it lists those there are.
    """
    wanted = None if indicator is None else _indicator(connection, indicator)
    if area is None and wanted is None:
        return Series(None, None)
    return Series(wanted, _area(connection, wanted, area))


def _indicator(connection: sqlite3.Connection, wanted: str) -> str:
    known = connection.execute(
        "SELECT DISTINCT s.indicator, i.name, i.short_name FROM series s "
        "LEFT JOIN indicator i ON i.id = s.indicator ORDER BY s.indicator"
    ).fetchall()
    folded = wanted.strip().casefold()
    for names in known:
        if folded in [str(name).casefold() for name in names if name]:
            return str(names[0])
    by_definition = _by_definition(wanted)
    if by_definition in [names[0] for names in known]:
        return by_definition
    hint = _like(wanted, [str(name) for names in known for name in names if name])
    there = ", ".join(str(names[0]) for names in known) or "none"
    raise UsageError(f"The store has no indicator {wanted!r}. {hint}It has: {there}.")


def _by_definition(wanted: str) -> str:
    """The id of an indicator that files call so, "" where none do; only then worth its loading."""
    from imscore.asking import find_indicator
    from imscore.pipeline import load_reference

    try:
        return find_indicator(load_reference(None, None).catalogue, wanted)
    except UsageError:
        return ""


def _area(connection: sqlite3.Connection, indicator: str | None, wanted: str | None) -> str:
    known = connection.execute(
        "SELECT DISTINCT a.key, a.code, a.name FROM series s JOIN area a ON a.key = s.area "
        "WHERE s.indicator = :wanted OR :wanted IS NULL ORDER BY a.name, a.key",
        {"wanted": indicator},
    ).fetchall()
    folded = "" if wanted is None else wanted.strip().casefold()
    if wanted is None:
        found = {row[0] for row in known if row[0] != ENGLAND_CODE}
    else:
        found = {row[0] for row in known if folded in (row[1].casefold(), row[0].casefold())}
        found = found or {row[0] for row in known if folded == row[2].casefold()}
    if len(found) == 1:
        return str(found.pop())
    raise UsageError(_unclear(known, wanted, len(found)))


def _unclear(known: Sequence[Sequence[str]], wanted: str | None, found: int) -> str:
    areas = {row[0]: row[2] for row in known}
    words = [f"{key} ({name})" if name and name != key else key for key, name in areas.items()]
    more = f" and {len(words) - _LISTED} more" if len(words) > _LISTED else ""
    there = f"The store has {', '.join(words[:_LISTED])}{more}."
    if wanted is None:
        return f"There are {found} areas: say which with --area. {there}"
    if found:
        return f"{wanted!r} is the name of {found} areas. Give the code. {there}"
    by_definition = _by_definition(wanted)
    if by_definition in [names[0] for names in known]:
        return by_definition
    hint = _like(wanted, [text for row in known for text in row if text])
    return f"There is no area {wanted!r} there. {hint}{there}"


def _like(wanted: str, known: Sequence[str]) -> str:
    from imscore.suggest import did_you_mean

    return did_you_mean(wanted, known, 0.6)


def rows(connection: sqlite3.Connection, series: Series) -> sqlite3.Cursor:
    """Every version of every figure of a series, in the order of periods, then of runs."""
    clauses = [("indicator = ?", series.indicator), ("area_key = ?", series.area)]
    given = [(clause, value) for clause, value in clauses if value is not None]
    where = " AND ".join(clause for clause, _ in given) or "1"
    return connection.execute(
        f"SELECT {', '.join(COLUMNS)} FROM figure WHERE {where} "  # noqa: S608 - fixed texts
        "ORDER BY indicator, area_key, definition, starts, ends, from_run",
        [value for _, value in given],
    )


def render(connection: sqlite3.Connection, series: Series, format_name: str) -> str:
    """Makes the series as text for people, CSV or JSON."""
    found = rows(connection, series).fetchall()
    if format_name == "csv":
        return to_csv(found)
    records = [dict(zip(COLUMNS, row, strict=True)) for row in found]
    if format_name == "json":
        return json.dumps({"figures": records}, ensure_ascii=False, indent=1) + "\n"
    names = connection.execute(
        "SELECT name, unit FROM indicator WHERE id = ?", (series.indicator,)
    ).fetchone()
    name, unit = names or (series.indicator, "")
    return _text(records, f"{name}, {unit}" if unit else str(name))


def rule_of_last_run(connection: sqlite3.Connection) -> str:
    """The rule on small numbers of the last run's scorecards, "" where there is none."""
    found = connection.execute("SELECT settings FROM run ORDER BY id DESC LIMIT 1").fetchone()
    rule = json.loads(found[0]).get("scorecards", {}).get("disclosure") if found else None
    return rule if rule and rule != "none" else ""


def to_csv(found: Sequence[Sequence[Any]]) -> str:
    """CSV with columns as in `COLUMNS`; text that a spreadsheet would run is made harmless."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(
        [cell_text(cell) if isinstance(cell, str) else cell for cell in row] for row in found
    )
    return stream.getvalue()


def _text(records: Sequence[dict[str, Any]], title: str) -> str:
    """A table: the figure that holds for each period, what it was before below it."""
    last = records[-1]
    area = harmless(last["area_name"] or last["area_code"])
    head = ("Period", "Value", "Count", "Known from", "Until")
    lines = [head, *(_line(record) for record in _newest_first(records))]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    table = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    revised = sum(1 for record in records if record["until_run"] is not None)
    what = f"{revised:,} earlier version{'' if revised == 1 else 's'}, marked ~"
    return "\n".join([f"{title}: {area}", *([what] if revised else []), "", *table]) + "\n"


def _newest_first(records: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of each period the version that holds, then the earlier ones."""
    by_period: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for record in records:
        by_period.setdefault((record["definition"], record["period"]), []).append(record)
    return [record for group in by_period.values() for record in reversed(group)]


def _line(record: dict[str, Any]) -> tuple[str, ...]:
    from imscore.outputs.figures import NO_FIGURE, count, number

    held = record["until_run"] is None
    value, marker = record["value"], record["marker"] or ""
    figure = (marker or NO_FIGURE).replace("_", " ") if value is None else number(value)
    counts = (record["numerator"], record["denominator"])
    both = " of ".join("?" if part is None else count(part) for part in counts)
    return (
        record["period"] if held else f"~ {record['period']}",
        figure,
        both if any(part is not None for part in counts) else "",
        f"{record['known_from'][:10]} (run {record['from_run']})",
        "" if held else f"{record['known_until'][:10]} (run {record['until_run']})",
    )
