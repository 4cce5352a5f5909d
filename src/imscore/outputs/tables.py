"""The report as data: CSV and JSON, every figure unrounded, missing ones empty or null."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from imscore.model import Row, Scorecard, Standing, Target, problems_of
from imscore.outputs.harmless import UNSEEN, cell_text
from imscore.outputs.quality import SIDES

_ROW_FIELDS = tuple(field.name for field in fields(Row))
# What is relied on from outside, in its order: the JSON's fields and the CSV's columns.
CONTRACT = _ROW_FIELDS[: _ROW_FIELDS.index("sources") + 1]
AREA_COLUMNS = ("area_code", "area_name", "area_type")
COUNTS = ("numerator", "denominator")
COLUMNS = (
    *AREA_COLUMNS,
    *CONTRACT,
    *("name", "definition", "unit", "marker"),
    *("previous_period", "change_since_previous"),
    *("year_before_period", "change_since_year_before"),
    *(f"quality_{side}" for side in SIDES),
    *(f"target{name}" for name in ("", "_period", "_status", "_interval_status")),
    *("to_reach_target", "target_note"),
    *("rank", "rank_shared_by", "rank_of", "rank_among"),
    *("best_value", "best_area", "worst_value", "worst_area"),
    *("percentile_25", "percentile_75"),
    *("disclosure", "as_known_on"),
    *("lead", "commentary", "commentary_other_period", "commentary_status"),
)


def to_json(scorecards: Sequence[Scorecard]) -> str:
    r"""Writes scorecards as JSON.

    Returns:
        `{"scorecards": [...], "problems": [...], "made_with": {...}}`: numbers unrounded, null
        where there is none, whole counts as whole numbers, text as it is in the input with what
        cannot be seen as `\u` escapes.
    """
    problems = problems_of(scorecards)
    document = {
        "scorecards": [_card(card) for card in scorecards],
        "problems": [problem.to_dict() for problem in problems],
        "made_with": plain(scorecards[0].made_with) if scorecards else {},
    }
    return seen(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)) + "\n"


def to_csv(scorecards: Sequence[Scorecard]) -> str:
    """Writes the rows of scorecards as CSV, one line a row, columns as in `COLUMNS`.

    Text that a spreadsheet would run as a formula gets a leading apostrophe (`cell_text`); numbers
    are never changed. Notes and sources are joined by "; "; a control chart is JSON in its cell.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    for card in scorecards:
        writer.writerows(records(card))
    return stream.getvalue()


def records(
    card: Scorecard, safe: Callable[[str], str] = cell_text
) -> list[list[str | float | None]]:
    """A scorecard's rows as cells under `COLUMNS`.

    Args:
        card: whose rows.
        safe: makes a text safe for the kind of cell.

    Returns:
        One list a row; numbers are finite or None.
    """
    area = [getattr(card, name) for name in AREA_COLUMNS]
    known = str(card.made_with.get("as_known_on", ""))
    return [
        [
            safe(cell) if isinstance(cell, str) else plain(cell)
            for cell in (*area, *_values(row), card.disclosure, known, *_commentary(row))
        ]
        for row in card.rows
    ]


def _values(row: Row) -> list[Any]:
    before, year = row.since_previous, row.since_year_before
    named = {
        **plain_fields(row, CONTRACT),
        "spc": json.dumps(plain(row.spc), ensure_ascii=False) if row.spc else None,
        "notes": "; ".join(row.notes),
        "sources": "; ".join(source.text for source in row.sources),
    }
    return [
        *named.values(),
        *(row.name, row.definition, row.unit, row.marker),
        *((before.period, before.difference) if before else ("", None)),
        *((year.period, year.difference) if year else ("", None)),
        *(getattr(row.quality, side).mark if row.quality else "" for side in SIDES),
        *_target(row.target),
        *_standing(row.standing),
    ]


def _target(target: Target | None) -> Sequence[Any]:
    if target is None:
        return (None, "", "", "", None, "")
    judged = (target.value, target.period, target.status, target.interval_status)
    return (*judged, target.to_reach, target.note)


def _standing(found: Standing | None) -> Sequence[Any]:
    if found is None:
        return (None, None, None, "", None, "", None, "", None, None)
    ends = (found.best, found.best_area, found.worst, found.worst_area)
    quartiles = (found.percentile_25, found.percentile_75)
    return (found.rank, found.shared_by, found.areas, found.among, *ends, *quartiles)


def _commentary(row: Row) -> Sequence[str]:
    said = row.commentary
    if said is None:
        return ("", "", "", "")
    status = "needed" if said.missing else "given"
    return (said.lead, said.text, said.other_period, status)


def _card(card: Scorecard) -> dict[str, Any]:
    return {
        **{name: getattr(card, name) for name in AREA_COLUMNS},
        "rows": [_row(row) for row in card.rows],
        "domains": plain(card.domains),
        "notes": list(card.notes),
        "disclosure": card.disclosure,
        "sections": plain(card.sections),
        "actions": plain(card.actions),
    }


def _row(row: Row) -> dict[str, Any]:
    found = plain_fields(row, _ROW_FIELDS)
    if row.commentary is not None:
        found["commentary"]["missing"] = row.commentary.missing
    return found


def plain_fields(row: Row, names: Sequence[str]) -> dict[str, Any]:
    """The named fields of a row as plain values, whole counts as whole numbers."""
    found = {name: plain(getattr(row, name)) for name in names}
    return found | {name: whole(found[name]) for name in COUNTS if name in found}


def whole(value: float | None) -> float | None:
    """A count without its `.0`; what is not whole stays as it is."""
    return int(value) if value is not None and value == int(value) else value


def plain(value: Any) -> Any:
    """Turns anything that a scorecard holds into what JSON has a word for.

    Returns:
        Dictionaries, lists, texts, truths and finite numbers; None for a number that is none.
    """
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int | float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {str(name): plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    # A number of numpy's own, which is no Python number, knows how to become one.
    return plain(value.item()) if hasattr(value, "item") else str(value)


def seen(document: str) -> str:
    r"""Spells out what cannot be seen in a finished JSON text, as JSON itself would.

    >>> seen('"a\u202eb"')
    '"a\\u202eb"'
    """
    return UNSEEN.sub(_escaped, document)


def _escaped(match: Any) -> str:
    character = match.group()
    if character == "\n":  # the document's own line ends
        return "\n"
    return json.dumps(character)[1:-1] if character != "\x7f" else "\\u007f"
