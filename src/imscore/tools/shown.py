"""How the tools write figures: estimates with their limits, headings, lists, bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from imscore.outputs import figures
from imscore.outputs.figures import Signs
from imscore.outputs.harmless import harmless
from imscore.outputs.printer import Printer
from imscore.reference.definitions import Indicator
from imscore.tools.nouns import Counted, Measured

_LONGEST = 100


def estimate(measured: Measured, signs: Signs, *, unit: str = "", signed: bool = False) -> str:
    """An estimate and its limits, such as `+13.4% (3.1 to 24.0)`.

    Args:
        measured: what was estimated.
        signs: how minus and dash are drawn.
        unit: put behind the figure.
        signed: whether a plus stands before a figure above nought.
    """
    value, lower, upper = measured.sides
    if value is None and lower is None:
        return signs.dash
    shown = (
        signs.dash
        if value is None
        else figures.with_unit(figures.number(value, signs, signed=signed), unit)
    )
    if lower is None and upper is None:
        return shown
    ends = [signs.dash if end is None else figures.number(end, signs) for end in (lower, upper)]
    inner = f"{ends[0]} or more" if upper is None else f"{ends[0]} to {ends[1]}"
    return f"{shown} ({inner})"


def figure(value: float | None, signs: Signs) -> str:
    """A figure with one decimal, a dash where there is none."""
    return signs.dash if value is None else figures.number(value, signs)


def counts(counted: Counted, about: Indicator) -> str:
    """Such as `34 in 3,736`, "" where there are no counts."""
    if counted.counts is None:
        return ""
    joint = "of" if about.unit == "%" else "in"
    return f"{figures.count(counted.counts[0])} {joint} {figures.count(counted.counts[1])}"


def unit(about: Indicator) -> str:
    """An indicator's unit as it follows a title: `per 1,000 live births`, `%`."""
    return "in per cent" if about.unit == "%" else about.unit


def points(about: Indicator) -> str:
    """The unit of a difference: `points` for a percentage, "" for a rate."""
    return "points" if about.unit == "%" else ""


def heading(printer: Printer, text: str) -> None:
    """A line that stands out, after an empty one."""
    printer.blank()
    printer.line(harmless(text, 3 * _LONGEST), "bold")


def listed(printer: Printer, title: str, lines: Iterable[str]) -> None:
    """A heading and lines under it; nothing where there are no lines."""
    told = list(dict.fromkeys(lines))
    if told:
        heading(printer, title)
        for line in told:
            printer.line(harmless(line, 6 * _LONGEST), indent=2)


def columns(
    printer: Printer, titles: Sequence[str], rows: Iterable[Sequence[str]], *, left: bool = False
) -> None:
    """A table: the first column to the left, all others to the right unless `left`."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", show_edge=False)
    for place, title in enumerate(titles):
        table.add_column(
            Text(title), justify="right" if place and not left else "left", overflow="fold"
        )
    for row in rows:
        table.add_row(*(printer.text(harmless(cell, _LONGEST)) for cell in row))
    printer.show(table)


def bars(
    printer: Printer, points: Sequence[tuple[str, float | None]], suffix: str, width: int = 44
) -> None:
    """A chart of bars, one a line, with the figure behind each; below nought they are hollow.

    Args:
        printer: where to.
        points: a name and a value each, in order; None where there is no figure.
        suffix: behind each figure.
        width: of the longest bar, in characters.
    """
    most = max((abs(value) for _, value in points if value is not None), default=0.0)
    label = max((len(name) for name, _ in points), default=0)
    full, hollow = ("█", "░") if printer.signs.symbols else ("#", ".")
    for name, value in points:
        if value is None:
            printer.line(f"{name.ljust(label)}  no figure")
            continue
        length = round(width * abs(value) / most) if most else 0
        bar = (hollow if value < 0 else full) * length
        shown = figures.number(value, printer.signs)
        printer.line(f"{name.ljust(label)}  {bar}{' ' if bar else ''}{shown}{suffix}")
