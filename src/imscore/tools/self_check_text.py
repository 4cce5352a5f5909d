"""A self-check in a terminal: levels by theme, what moved, the indicators before and after."""

from __future__ import annotations

from rich.console import Console

from imscore.dates import in_words as day_in_words
from imscore.model import Rating, SelfCheck
from imscore.outputs.harmless import harmless
from imscore.outputs.printer import Printer
from imscore.reference.forms import LEVELS
from imscore.reference.same_area import in_words
from imscore.tools import shown
from imscore.tools.group_text import change_lines
from imscore.tools.self_check import against_visit, months_after, moved, notes, themes
from imscore.tools.self_check_figures import Figure, Figures

_LONGEST = 300
_METHOD = (
    "The levels are the area's own judgement, in imscore's words: the report asks for such a "
    "self-assessment 6 to 12 months after a visit and words no levels.",
    "A period is held against one of its own kind, as imscore group does it.",
    "Levels and figures stand side by side: neither says that one made the other.",
)


def render(check: SelfCheck, figures: Figures | None, console: Console) -> None:
    """Prints a self-check.

    Args:
        check: as read.
        figures: the indicators before and after, None where no files were named.
        console: its width wraps the lines, its encoding picks the signs.
    """
    printer = Printer(console)
    area = in_words((check.area_name, check.area_code)) or "area not named"
    printer.line(harmless(f"Self-check: {area}", _LONGEST), "bold")
    _when(check, printer)
    printer.blank()
    _levels(check, printer)
    for title, up in (("Moved on", True), ("Moved back", False)):
        told = [_move(r) for r in check.ratings if (m := moved(r)) and (m > 0) == up]
        shown.listed(printer, title, told)
    remarks = [f"{r.theme}: {r.advice}: {r.remark}" for r in check.ratings if r.remark.strip()]
    shown.listed(printer, "Remarks", remarks)
    if figures:
        shown.heading(printer, "The indicators before and after")
        for figure in figures.found:
            printer.blank()
            _figure(figure, printer)
            seen = against_visit(
                figure.before.period if figure.before else None, figure.after.period, check.visit
            )
            if seen:
                printer.line(harmless(f"{seen}.", _LONGEST), indent=2)
    shown.listed(printer, "Notes", notes(check))
    shown.listed(printer, "How to read it", _METHOD)


def _when(check: SelfCheck, printer: Printer) -> None:
    days = (("visit", check.visit), ("filled in", check.filled_in))
    said = [f"{label} {day_in_words(day)}" for label, day in days if day]
    months = months_after(check)
    after = f", {months} months after" if months is not None else ""
    if said:
        text = f"{', '.join(said)}{after}."
        printer.line(f"{text[0].upper()}{text[1:]}")


def _levels(check: SelfCheck, printer: Printer) -> None:
    titles = ("Theme", *(level.capitalize() for level in LEVELS), "Not said", "On", "Back")
    rows = []
    for theme in themes(check):
        unsaid = theme.rows - sum(theme.now.values())
        numbers = [*theme.now.values(), unsaid, theme.moved_on, theme.moved_back]
        rows.append((theme.name.capitalize(), *map(str, numbers)))
    shown.columns(printer, titles, rows)
    printer.blank()
    printer.line(
        "Pieces of advice by their level now. On, back: how many stand higher or lower than at the "
        "visit, of those with both levels."
    )


def _move(rating: Rating) -> str:
    return f"{rating.theme}: {rating.advice}: {rating.before}, now {rating.now}"


def _figure(figure: Figure, printer: Printer) -> None:
    about, after = figure.indicator, figure.after
    definition = f" ({figure.definition.replace('_', ' ')})" if figure.definition else ""
    told = [
        f"{shown.figure(point.group.value, printer.signs)} in {point.period.text}"
        for point in (figure.before, after)
        if point and point.group
    ]
    printer.line(f"{about.short_name}{definition}, {shown.unit(about)}: {', '.join(told)}", "bold")
    if figure.change:
        change_lines(figure.change, shown.points(about), printer, "area")
    else:
        printer.line(harmless(f"no change is given: {figure.reason}.", _LONGEST), indent=2)
