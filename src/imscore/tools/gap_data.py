"""The gap and the equity audit as data: JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from imscore import __version__
from imscore.model import Problem
from imscore.reference import national_gap
from imscore.reference.definitions import Indicator
from imscore.tools.audit import PARTIAL, AuditRow
from imscore.tools.gap import GapSeries
from imscore.tools.gap_points import GapPoint
from imscore.tools.group_rows import Groups
from imscore.tools.nouns import Counted
from imscore.tools.tables import named, to_csv, to_json

_COUNTED = ("events", "people", "value")
_MEASURED = ("", "_lower", "_upper")
COLUMNS = (
    *("what", "area", "indicator", "definition", "unit", "grouping", "period", "group"),
    *(f"group_{name}" for name in _COUNTED),
    "against",
    *(f"against_{name}" for name in _COUNTED),
    "part_of",
    *(f"absolute{end}" for end in _MEASURED),
    *(f"relative_percent{end}" for end in _MEASURED),
    *(f"ratio{end}" for end in _MEASURED),
    "avoidable",
    *(f"avoidable_percent{end}" for end in _MEASURED),
    "note",
)
NOTHING = (
    "Nothing could be compared: in no period has a grouping two groups with both counts, or the "
    "group asked for."
)


@dataclass(frozen=True)
class Answer:
    """What `imscore gap` found for one area.

    Attributes:
        series: gaps over time. audited: the widest gap of each grouping.
        problems: warnings of the input. notes: what was inferred or set aside in it.
    """

    area: str
    series: tuple[GapSeries, ...]
    audited: tuple[AuditRow, ...]
    groups: Groups
    problems: tuple[Problem, ...]

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be said of the input, and where nothing could be compared."""
        nothing = () if self.series or self.audited else (NOTHING,)
        return (*self.groups.observations.notes, *nothing)


def json_text(answer: Answer) -> str:
    """Writes one object with the area, `gaps`, `audit`, `notes`, `problems` and `made_with`."""
    observations = answer.groups.observations
    inputs = [{"file": i.name, "sha256": i.sha256} for i in observations.inputs]
    return to_json(
        {
            "area": answer.area,
            "area_code": answer.groups.called[answer.area][0],
            "area_name": answer.groups.called[answer.area][1],
            "gaps": [_about(s.indicator) | named(s, "area", "indicator") for s in answer.series],
            "audit": [_about(r.indicator) | named(r, "area", "indicator") for r in answer.audited],
            "published_gap": {
                "geography": national_gap.GEOGRAPHY,
                "source": national_gap.SOURCE,
                "percent": [named(gap) for gap in national_gap.published()],
            },
            "notes": list(answer.notes),
            "problems": [problem.to_dict() for problem in answer.problems],
            "made_with": {"imscore": __version__, "inputs": inputs},
        }
    )


def _about(indicator: Indicator) -> dict[str, Any]:
    return {"indicator": indicator.id, "unit": indicator.unit, "polarity": indicator.polarity}


def csv_text(answer: Answer) -> str:
    """Writes a line for each point of a gap and each row of the audit, columns as in `COLUMNS`."""
    lines = [list(_point(s, point)) for s in answer.series for point in s.points]
    return to_csv(COLUMNS, [*lines, *(list(_audited(row)) for row in answer.audited)])


def _point(series: GapSeries, point: GapPoint) -> Iterator[Any]:
    yield from ("gap", *_key(series), point.period)
    yield from (series.group, *_figures(point.group))
    yield from (series.against, *_figures(point.against), series.part)
    yield from (*point.absolute.sides, *point.relative.sides)
    yield from ([None] * 7)
    yield point.note


def _audited(row: AuditRow) -> Iterator[Any]:
    yield from ("audit", *_key(row), row.period)
    yield from (row.worst.name, *_figures(row.worst))
    yield from (row.best.name, *_figures(row.best), False)
    yield from row.difference.sides
    yield from row.ratio.times(100, -100.0).sides
    yield from (*row.ratio.sides, row.avoidable, *row.share.sides)
    left = [f"without counts: {', '.join(row.left_out)}"] if row.left_out else []
    share = [] if row.of_all else [f"per cent of {PARTIAL}, not of all"]
    yield "; ".join([*row.notes, *left, *share])


def _key(about: GapSeries | AuditRow) -> Sequence[str]:
    indicator = about.indicator
    return (about.area, indicator.id, about.definition, indicator.unit, about.grouping)


def _figures(figures: Counted | None) -> Sequence[float | None]:
    return (figures.events, figures.people, figures.value) if figures else (None, None, None)
