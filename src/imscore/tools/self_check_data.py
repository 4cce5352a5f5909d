"""A self-check as data: JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from imscore import __version__
from imscore.model import Problem, SelfCheck, place
from imscore.reference.forms import LEVELS
from imscore.tools.self_check import against_visit, months_after, moved, notes, themes
from imscore.tools.self_check_figures import Figure, Figures
from imscore.tools.tables import named, to_csv, to_json

_ENDS = ("", "_lower", "_upper")
COLUMNS = (
    *("what", "area_code", "area_name", "theme", "advice", "level_before", "level_now", "moved"),
    *("remark", "cell", "indicator", "definition", "unit"),
    *("before_period", "before_value", "after_period", "after_value"),
    *(f"change{end}" for end in _ENDS),
    *(f"england_change{end}" for end in _ENDS),
    *(f"difference_in_change{end}" for end in _ENDS),
    "note",
)


def json_text(check: SelfCheck, figures: Figures | None) -> str:
    """Writes `{"area_code", "levels", "themes", "ratings", "indicators", "made_with", ...}`."""
    inputs = [
        {"file": i.name, "sha256": i.sha256}
        for observations in (figures.observations if figures else ())
        for i in observations.inputs
    ]
    return to_json(
        {
            "area_code": check.area_code,
            "area_name": check.area_name,
            "visit": check.visit.isoformat() if check.visit else None,
            "filled_in": check.filled_in.isoformat() if check.filled_in else None,
            "months_after": months_after(check),
            "levels": list(LEVELS),
            "themes": themes(check),
            "ratings": [named(r) | {"moved": moved(r)} for r in check.ratings],
            "indicators": [_figure(f, check) for f in figures.found] if figures else [],
            "notes": notes(check),
            "problems": [problem.to_dict() for problem in problems(check, figures)],
            "made_with": {"imscore": __version__, "self_check": check.file, "inputs": inputs},
        }
    )


def problems(check: SelfCheck, figures: Figures | None) -> list[Problem]:
    """Every warning of the self-check and of the files beside it, once."""
    beside = figures.observations if figures else ()
    found = [*check.problems, *(p for observations in beside for p in observations.problems)]
    return list(dict.fromkeys(found))


def _figure(figure: Figure, check: SelfCheck) -> dict[str, Any]:
    about, change = figure.indicator, figure.change
    ends = {"base": change.base.text, "end": change.end.text} if change else {}
    return {
        "indicator": about.id,
        "definition": figure.definition,
        "unit": about.unit,
        "before": _point(figure.before),
        "after": _point(figure.after),
        "change": named(change) | ends if change else None,
        "reason": figure.reason,
        "visit_note": _visit_note(figure, check),
    }


def _visit_note(figure: Figure, check: SelfCheck) -> str:
    before = figure.before.period if figure.before else None
    return against_visit(before, figure.after.period, check.visit)


def _point(point: Any) -> dict[str, Any] | None:
    if point is None:
        return None
    return named(point, "period", "missing") | {"period": point.period.text}


def csv_text(check: SelfCheck, figures: Figures | None) -> str:
    """Writes a line for each piece of advice and each indicator, columns as in `COLUMNS`."""
    return to_csv(COLUMNS, _lines(check, figures))


def _lines(check: SelfCheck, figures: Figures | None) -> Iterator[list[Any]]:
    area = [check.area_code, check.area_name]
    blank = len(COLUMNS)
    for r in check.ratings:
        cell = place(r.source.file, r.source.sheet, r.source.cell)
        told = ["advice", *area, r.theme, r.advice, r.before, r.now, moved(r), r.remark, cell]
        yield [*told, *[None] * (blank - len(told))]
    for figure in figures.found if figures else ():
        yield ["indicator", *area, *[None] * 7, *_told(figure, check)]


def _told(figure: Figure, check: SelfCheck) -> list[Any]:
    about, change = figure.indicator, figure.change
    points = [
        part
        for point in (figure.before, figure.after)
        for part in (
            (point.period.text, point.group.value if point.group else None)
            if point
            else (None, None)
        )
    ]
    sides = (
        [*change.group.sides, *change.england.sides, *change.difference.sides]
        if change
        else [None] * 9
    )
    note = change.note if change else figure.reason
    note = "; ".join(filter(None, (note, _visit_note(figure, check))))
    return [about.id, figure.definition, about.unit, *points, *sides, note]
