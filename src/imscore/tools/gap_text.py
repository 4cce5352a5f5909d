"""The gap and the equity audit in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from imscore.outputs import figures
from imscore.outputs.harmless import harmless
from imscore.outputs.printer import Printer
from imscore.reference import national_gap
from imscore.tools import gap_data, shown
from imscore.tools.audit import PARTIAL, AuditRow
from imscore.tools.gap import GapSeries
from imscore.tools.gap_data import Answer
from imscore.tools.group_names import is_routine_and_manual

_METHOD = (
    "Relative gap = (group - all) / all; of two groups apart, (one - other) / other. It is worked "
    "out from counts.",
    "95% limits. Of a group and all that it is part of: from the group's rate over that of the "
    "rest, as group and rest are independent and group and all are not. Rates: the group's share "
    "of events by Wilson's score method; proportions: Wilson limits put together by Donner and "
    "Zou's method; differences by Newcombe's.",
)


def render(answer: Answer, console: Console) -> None:
    """Prints the gaps over time, then the widest gap of each grouping.

    Args:
        answer: what was found.
        console: its width wraps the lines, its encoding picks the signs.
    """
    printer = Printer(console)
    printer.line(harmless(f"Gaps between groups: {answer.area}", 200), "bold")
    for series in answer.series:
        _series(series, printer)
    if answer.audited:
        _audit(answer.audited, printer)
    if not answer.series and not answer.audited:
        printer.line(gap_data.NOTHING)
    if any(is_routine_and_manual(series.group) for series in answer.series):
        shown.listed(printer, "Published gap of routine and manual groups", national_gap.words())
    notes = [note for series in answer.series for note in series.notes]
    shown.listed(printer, "Notes", notes)
    shown.listed(printer, "How it was worked out", _METHOD)


def _series(series: GapSeries, printer: Printer) -> None:
    about, signs = series.indicator, printer.signs
    shown.heading(printer, f"{about.name}, {shown.unit(about)}")
    printer.line(harmless(f"{series.group} against {series.against}", 200))
    printer.blank()
    rows = [
        (
            point.period,
            shown.figure(point.group.value, signs),
            shown.figure(point.against.value if point.against else None, signs),
            shown.estimate(point.absolute, signs, signed=True),
            shown.estimate(point.relative, signs, unit="%", signed=True),
        )
        for point in series.points
    ]
    all_or_other = "All" if series.part else "Other"
    titles = ("Period", "Group", all_or_other, "Gap (95% limits)", "Relative gap (95% limits)")
    shown.columns(printer, titles, rows)
    for point in series.points:
        if point.absolute.value is None:
            printer.line(harmless(f"{point.period}: {point.note}", 200))
    if len(series.points) > 1:
        printer.blank()
        printer.line("Relative gap over time")
        points = [(point.period, point.relative.value) for point in series.points]
        shown.bars(printer, points, "%")


def _audit(rows: Sequence[AuditRow], printer: Printer) -> None:
    shown.heading(printer, "Widest gap of each grouping, widest first")
    for row in rows:
        printer.blank()
        printer.line(harmless(f"{row.grouping}: {row.indicator.name}, {row.period}", 200))
        for line in _audited(row, printer):
            printer.line(harmless(line, 300), indent=2)


def _audited(row: AuditRow, printer: Printer) -> list[str]:
    signs, about = printer.signs, row.indicator
    words = ("higher", "lower") if about.polarity == "no_judgement" else ("worst", "best")
    unit = "%" if about.unit == "%" else ""
    said = []
    for word, group in zip(words, (row.worst, row.best), strict=True):
        value = figures.with_unit(shown.figure(group.value, signs), unit)
        said.append(f"{word}: {group.name}, {value} ({shown.counts(group, about)})")
    ratio = shown.estimate(row.ratio, signs)
    difference = shown.estimate(row.difference, signs, unit=shown.points(about), signed=True)
    said.append(f"ratio {ratio}; difference {difference}")
    if row.avoidable is not None and row.share.value is not None:
        said.append(_avoidable(row, row.avoidable, printer))
    if row.notes:
        said.append(f"{words[0]} and {words[1]} were {'; '.join(row.notes)}")
    if row.left_out:
        said.append(f"without counts, not compared: {', '.join(row.left_out)}")
    return said


def _avoidable(row: AuditRow, number: float, printer: Printer) -> str:
    way = "more" if row.indicator.polarity == "high_is_good" else "fewer"
    people, events = figures.people(number), row.indicator.events
    share = shown.estimate(row.share, printer.signs, unit="%")
    whole = "all" if row.of_all else PARTIAL
    return f"at the value of {row.best.name}: {people:,} {way} {events}, {share} of {whole}"
