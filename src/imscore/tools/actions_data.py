"""The modelled actions as data: JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from imscore import __version__
from imscore.model import Scorecard, place
from imscore.outputs.tables import plain
from imscore.reference import actions as known
from imscore.reference.actions import Action
from imscore.tools.actions import LocalFigure, Standing, standings, unnumbered
from imscore.tools.tables import named, to_csv, to_json

_ROW = ("indicator", "period", "numerator", "denominator", "value", "lower_ci", "upper_ci")
_BENCHMARK = ("benchmark_name", "benchmark_period", "benchmark_value", "status")
_LOCAL = ("people_to_england", "target", "to_target", "people_to_target", "target_reason")
_DEATHS = ("deaths_avoided", "deaths_avoided_lower", "deaths_avoided_upper", "deaths_reason")
COLUMNS = (
    *("area_code", "area_name", "action", "title", "effect_pp", "effect_window", "base", "goal"),
    *("comparator", "overlaps", "caution", "line"),
    *_ROW,
    *_BENCHMARK,
    *_LOCAL,
    *_DEATHS,
)


def json_text(card: Scorecard | None) -> str:
    """Writes `{"area", "basis", "actions": [...], "without_number": [...], "made_with"}`."""
    everything = known.load()
    area = {"area_code": card.area_code, "area_name": card.area_name} if card else None
    return to_json(
        {
            "area": area,
            "basis": named(everything.basis),
            "actions": [_told(standing) for standing in standings(card)],
            "without_number": [_told(standing) for standing in unnumbered(card)],
            "problems": [problem.to_dict() for problem in card.problems] if card else [],
            "made_with": card.made_with if card else {"imscore": __version__},
        }
    )


def _told(standing: Standing) -> dict[str, Any]:
    deaths = standing.deaths
    return {
        **plain(standing.action),
        "figures": [_local(figure) for figure in standing.figures],
        "deaths": named(deaths) if deaths else None,
        "deaths_not_estimated": standing.not_estimated.why if standing.not_estimated else None,
    }


def _local(figure: LocalFigure) -> dict[str, Any]:
    row = figure.row
    sources = [f"{s.what}: {place(s.file, s.sheet, s.cell)}" for s in row.sources]
    from_row = {name: getattr(row, name) for name in (*_ROW, *_BENCHMARK)}
    return from_row | named(figure, "row") | {"unit": row.unit, "sources": sources}


def csv_text(card: Scorecard | None) -> str:
    """Writes a line for each action and figure, columns as in `COLUMNS`."""
    every = [*standings(card), *unnumbered(card)]
    return to_csv(COLUMNS, (record for standing in every for record in _records(standing, card)))


def _records(standing: Standing, card: Scorecard | None) -> Iterator[list[Any]]:
    action, window = standing.action, known.load().basis.window
    area = (card.area_code, card.area_name) if card else ("", "")
    if isinstance(action, Action):
        effect: tuple[Any, ...] = (action.effect_pp, window, action.base, action.target)
        rest: tuple[Any, ...] = (action.comparator, " ".join(action.overlaps), action.caution)
    else:
        effect, rest = (None, "", "", ""), ("", "", "the report puts no number on it")
    deaths = standing.deaths
    told = [*deaths.estimate.sides, deaths.reason] if deaths else [None, None, None, _why(standing)]
    start = [*area, action.id, action.title, *effect, *rest, action.line]
    for figure in standing.figures or (None,):
        own = _cells(figure) if figure else [None] * len((*_ROW, *_BENCHMARK, *_LOCAL))
        yield [*start, *own, *told]


def _cells(figure: LocalFigure) -> list[Any]:
    from_row = [getattr(figure.row, name) for name in (*_ROW, *_BENCHMARK)]
    return [*from_row, *(getattr(figure, name) for name in _LOCAL)]


def _why(standing: Standing) -> str:
    return standing.not_estimated.why if standing.not_estimated else ""
