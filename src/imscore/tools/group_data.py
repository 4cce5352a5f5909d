"""A group of areas before and after, as data: JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from imscore import __version__
from imscore.model import Problem
from imscore.tools.before_after import Course, Point
from imscore.tools.changes import Change
from imscore.tools.members import Members
from imscore.tools.nouns import Counted
from imscore.tools.tables import named, to_csv, to_json

_COUNTED = ("events", "people", "value")
_ENDS = ("", "_lower", "_upper")
COLUMNS = (
    *("what", "group", "indicator", "definition", "unit", "period", "base_period"),
    *(f"group_{name}" for name in _COUNTED),
    *(f"england_{name}" for name in _COUNTED),
    "missing",
    *(f"group_change{end}" for end in _ENDS),
    *(f"england_change{end}" for end in _ENDS),
    *(f"difference_in_change{end}" for end in _ENDS),
    "note",
    "disclosure",
)


@dataclass(frozen=True)
class GroupAnswer:
    """What `imscore group` found.

    Attributes:
        inputs: as `record.inputs` gives them. problems, notes: of the input.
        disclosure: which rule on small numbers was applied, "" where none was.
    """

    members: Members
    courses: tuple[Course, ...]
    inputs: Sequence[Mapping[str, str]]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    disclosure: str = ""


def json_text(answer: GroupAnswer) -> str:
    """Writes `{"group", "areas", "indicators": [...], "notes", "problems", "made_with"}`.

    Under a rule on small numbers also `disclosure`.
    """
    members = answer.members
    line = {"disclosure": answer.disclosure} if answer.disclosure else {}
    return to_json(
        {
            "group": members.title,
            "areas": [
                {"area": key, "area_name": name}
                for key, name in zip(members.keys, members.names, strict=True)
            ],
            "indicators": [_course(course) for course in answer.courses],
            "notes": [*members.notes, *answer.notes],
            "problems": [problem.to_dict() for problem in answer.problems],
            "made_with": {"imscore": __version__, "inputs": [*answer.inputs]},
            **line,
        }
    )


def _course(course: Course) -> Mapping[str, Any]:
    about = course.indicator
    return {
        "indicator": about.id,
        "definition": course.definition,
        "unit": about.unit,
        "polarity": about.polarity,
        "period_kind": course.kind,
        "points": [
            named(point, "period") | {"period": point.period.text} for point in course.points
        ],
        "change": _change(course.change) if course.change else None,
        "reason": course.reason,
    }


def _change(change: Change) -> dict[str, Any]:
    return named(change) | {"base": change.base.text, "end": change.end.text}


def csv_text(answer: GroupAnswer) -> str:
    """Writes a line for each period and one for each change, columns as in `COLUMNS`."""
    title = answer.members.title
    rows = (line for course in answer.courses for line in _lines(course, title))
    lines = [[*line, answer.disclosure] for line in rows]
    return to_csv(COLUMNS, lines)


def _lines(course: Course, title: str) -> Iterator[list[Any]]:
    about = course.indicator
    key = [title, about.id, course.definition, about.unit]
    for point in course.points:
        missing = "; ".join(point.missing)
        figures = [*_figures(point.group), *_figures(point.england)]
        yield ["period", *key, point.period.text, "", *figures, missing, *[None] * 9, ""]
    change = course.change
    if change is None:
        yield ["change", *key, "", "", *[None] * 6, "", *[None] * 9, course.reason]
        return
    sides = (*change.group.sides, *change.england.sides, *change.difference.sides)
    ends = [change.end.text, change.base.text]
    end = next(point for point in course.points if point.period == change.end)
    yield ["change", *key, *ends, *_both(end), "", *sides, change.note]


def _both(point: Point) -> list[float | None]:
    return [*_figures(point.group), *_figures(point.england)]


def _figures(figures: Counted | None) -> list[float | None]:
    return [figures.events, figures.people, figures.value] if figures else [None] * 3
