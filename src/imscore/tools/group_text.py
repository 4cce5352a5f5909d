"""A group of areas before and after, in a terminal."""

from __future__ import annotations

from rich.console import Console

from imscore.outputs import figures
from imscore.outputs.harmless import harmless
from imscore.outputs.printer import Printer
from imscore.tools import shown
from imscore.tools.before_after import Course, Point
from imscore.tools.changes import Change
from imscore.tools.group_data import GroupAnswer

_MOST = 12
_METHOD = (
    "The group is the sum of its areas' events over the sum of their populations, never a mean of "
    "their rates. A period in which an area has no counts is left out.",
    "A period is held against one of its own kind: a quarter against the same quarter of another "
    "year, windows that share no years. Both sides have both periods, or there is no comparison.",
    "95% limits: Wilson's score method for proportions, the Poisson score method for rates, put "
    "together for a change and for the difference of two.",
    "A difference in change does not say what made it: areas that stand high or low tend to move "
    "towards the middle by chance.",
)

_HIDDEN = (
    "Where the rule on small numbers hides a figure of one of the areas, the group has none either."
)


def render(answer: GroupAnswer, console: Console) -> None:
    """Prints each indicator's course, its change and the difference to England's.

    Args:
        answer: what was found.
        console: its width wraps the lines, its encoding picks the signs.
    """
    printer = Printer(console)
    members = answer.members
    printer.line(harmless(f"{members.title} together, against England", 200), "bold")
    printer.line(harmless(", ".join(members.names), 600))
    if answer.disclosure:
        printer.line(harmless(answer.disclosure, 400))
    for course in answer.courses:
        _course(course, printer)
    hidden = [_HIDDEN] if answer.disclosure else []
    shown.listed(printer, "Notes", [*members.notes, *_decimals(answer), *hidden])
    shown.listed(printer, "How it was worked out", _METHOD)


def _decimals(answer: GroupAnswer) -> list[str]:
    """A word where counts are no whole numbers, so that nobody takes it for a slip."""
    groups = (point.group for course in answer.courses for point in course.points)
    parted = any(g and g.events is not None and not g.events.is_integer() for g in groups)
    return ["Counts with decimals are sums of counts that the input gives so."] if parted else []


def _course(course: Course, printer: Printer) -> None:
    about = course.indicator
    definition = f" ({course.definition.replace('_', ' ')})" if course.definition else ""
    shown.heading(printer, f"{about.name}{definition}, {shown.unit(about)}")
    points = course.points[-_MOST:]
    if len(points) < len(course.points):
        printer.line(f"The last {_MOST} of {len(course.points)} periods.")
    titles = ("Period", "Group", "England", "Difference", "Counts of the group")
    shown.columns(printer, titles, [_cells(point, course, printer) for point in points])
    for point in points:
        if point.missing:
            names = ", ".join(point.missing)
            printer.line(harmless(f"{point.period.text} lacks {names}", 300))
    if course.change:
        change_lines(course.change, shown.points(about), printer)
    else:
        printer.line(harmless(f"No change is given: {course.reason}.", 300))


def _cells(point: Point, course: Course, printer: Printer) -> tuple[str, ...]:
    signs = printer.signs
    group, england = point.group, point.england
    value = group.value if group else None
    whole = england.value if england else None
    apart = None if value is None or whole is None else value - whole
    difference = signs.dash if apart is None else figures.number(apart, signs, signed=True)
    counts = shown.counts(group, course.indicator) if group else ""
    return (
        point.period.text,
        shown.figure(value, signs),
        shown.figure(whole, signs),
        difference,
        counts,
    )


def change_lines(change: Change, unit: str, printer: Printer, who: str = "group") -> None:
    """Prints a change, England's and how far the two differ.

    Args:
        change: what was found.
        unit: of a difference, "" for a rate.
        printer: where to.
        who: what changed.
    """
    signs = printer.signs
    printer.line(f"From {change.base.text} to {change.end.text}:")
    group = shown.estimate(change.group, signs, unit=unit, signed=True)
    printer.line(harmless(f"{who} {group}", 200), indent=2)
    if change.england.value is not None:
        england = shown.estimate(change.england, signs, unit=unit, signed=True)
        difference = shown.estimate(change.difference, signs, unit=unit, signed=True)
        printer.line(f"England {england}", indent=2)
        printer.line(f"difference in change {difference}", indent=2)
    printer.line(harmless(f"{change.note}.", 300), indent=2)
