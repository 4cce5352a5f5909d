"""What the PDF's template is filled with: texts that its fonts can set, and pictures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from imscore.model import Row, Scorecard, place
from imscore.outputs import notes, words
from imscore.outputs.harmless import harmless
from imscore.outputs.page import view
from imscore.outputs.pdf.letters import breakable, settable
from imscore.outputs.svg import described

_NARROWEST, _WIDEST = 8, 70
_NOT_SET = {"svg", "alt", "fill", "ink"}
_MANY = "Infant mortality scorecards"


def filling(scorecards: Sequence[Scorecard]) -> dict[str, Any]:
    """Everything that the template shows, ready for JSON; every text can be set."""
    alone = len(scorecards) == 1
    areas = [_area(card, card.problems if alone else card.own_problems) for card in scorecards]
    title = areas[0]["title"] if alone else _MANY
    made = {"title": title, "areas": areas, "method": notes.method(scorecards)}
    settled = settable(made)
    return {**_breakable(settled), "title": settled["title"]}


def _breakable(made: Any, name: str = "") -> Any:
    """Lets lines break within endless words, but in pictures and what is only read aloud."""
    if isinstance(made, str):
        return made if name in _NOT_SET else breakable(made)
    if isinstance(made, dict):
        return {key: _breakable(part, key) for key, part in made.items()}
    if isinstance(made, list | tuple):
        return [_breakable(part, name) for part in made]
    return made


def _area(card: Scorecard, problems: Any) -> dict[str, Any]:
    seen = view.area(card, "area", problems)
    held = seen.benchmark
    legend = (
        f"In the picture the long bar runs from the worst to the best of {seen.others}, the short "
        "one within it holds the middle half of them; each row has its own scale."
        if seen.others
        else f"In the picture the line down the middle is {held}, the mark is the area with its "
        "interval; each row has its own scale."
    )
    return {
        "title": seen.title,
        "headline": seen.headline,
        "reach": seen.reach,
        "running": f"{words.title(_short(card))}. {seen.reach}",
        "benchmark": held,
        "middle": held if len(held) <= 12 else "",
        "legend": f"{legend} Where neither direction is good, lower stands to the left. Charts "
        "come after the notes.",
        "chart_legend": f"The line without dots is {held}, intervals are shaded, broken lines "
        "are control limits, a dotted line is a change of definition or a new start of the limits.",
        "disclosure": seen.disclosure,
        "sections": [
            {"name": section.name, "rows": [_row(line) for line in section.lines]}
            for section in seen.sections
        ],
        "no_data": [text + ("" if core else " (beyond the core)") for text, core in seen.no_data],
        "beside": [
            {
                "heading": part.heading,
                "paragraphs": part.paragraphs,
                "headers": part.headers,
                "numeric": part.numeric,
                "widths": _widths(part),
                "rows": [[str(cell) for cell in row] for row in part.rows],
                "notes": part.notes,
            }
            for part in seen.beside
        ],
        "notes": seen.notes,
        "quality": seen.quality,
        "problems": seen.problems,
        "sources": [*map(harmless, _cells(card.rows)), *notes.benchmark_sources(card.rows)],
    }


def _short(card: Scorecard) -> Scorecard:
    """A name that leaves room on its line for the code."""
    return replace(
        card, area_name=harmless(card.area_name, 40), area_code=harmless(card.area_code, 24)
    )


def _cells(rows: Sequence[Row]) -> list[str]:
    """The cells of every row, by table: what each is of stands on the page and in the board."""
    tables: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        for source in notes.all_cells(row):
            table = tables.setdefault(place(source.file, source.sheet, ""), {})
            table.setdefault(row.short_name or row.name, []).append(source.cell)
    return [
        f"{table}: " + "; ".join(f"{name} {', '.join(cells)}" for name, cells in found.items())
        for table, found in tables.items()
    ]


def _widths(part: view.Beside) -> list[float]:
    """Shares of the sheet's width: of what a column's longest cell needs, within bounds."""
    columns = zip(*([str(cell) for cell in row] for row in (part.headers, *part.rows)), strict=True)
    return [min(max(max(map(len, column)), _NARROWEST), _WIDEST) for column in columns]


def _row(line: view.Line) -> dict[str, Any]:
    shown, row = line.shown, line.shown.row
    look = words.LOOKS.get(row.status, words.LOOKS["not_compared"])
    trend = shown.trend or words.TREND_WORDS["not_tested"]
    spine = f"{described.spine_name(row)}. {described.spine(row)}"
    chart = f"{described.trend_name(row)}. {described.trend(row)}"
    return {
        "name": shown.name,
        "mark": line.mark,
        "period": shown.period,
        "value": shown.value,
        "interval": shown.interval,
        "counts": shown.counts,
        "benchmark": shown.benchmark,
        "benchmark_period": f"in {shown.benchmark_period}" if shown.benchmark_period else "",
        "difference": f"difference {shown.difference}",
        "status": shown.status,
        "also": shown.also,
        "needed": line.needed,
        "fill": look.fill,
        "ink": look.ink,
        "standing": line.standing,
        "trend": trend,
        "changes": line.changes,
        "take": shown.take,
        "data": shown.data or "–",
        "target": f"Target {line.target}" if line.target else "",
        "caption": f"{trend}{f'; {line.unit}' if line.unit else ''}",
        "spine": {"svg": str(line.spine), "alt": spine} if line.spine else None,
        "chart": {"svg": str(line.trend), "alt": chart} if line.trend else None,
    }
