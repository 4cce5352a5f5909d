"""The indicators in a terminal: all of them in a table, or one in full with England's series."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from imscore.outputs.printer import Printer
from imscore.periods import KIND_WORDS, parse
from imscore.reference import advice
from imscore.reference.definitions import DOMAIN_NAMES, Indicator, Spelling
from imscore.reference.england import EnglandFigure
from imscore.reference.indicators import Catalogue

POLARITY_WORDS = {
    "low_is_good": "low is good",
    "high_is_good": "high is good",
    "no_judgement": "no judgement: higher or lower than England",
}
KIND_OF_MEASURE = {
    "proportion": "proportion, Wilson score interval",
    "crude_rate": "crude rate, Byar's interval (exact Poisson under 10 events)",
    "pooled_rate": "rate pooled over three years, Byar's interval (exact Poisson under 10 events)",
}


def listing(catalogue: Catalogue, england: Sequence[EnglandFigure], console: Console) -> None:
    """Prints every indicator by domain, with how far England's series reaches."""
    printer = Printer(console)
    for domain, name in DOMAIN_NAMES.items():
        mine = [indicator for indicator in catalogue.values() if indicator.domain == domain]
        if not mine:
            continue
        printer.line(name, "bold")
        for indicator in mine:
            printer.line(f"{indicator.id}{' (core)' if indicator.core else ''}", indent=2)
            printer.line(
                f"{indicator.name}, {indicator.unit}; {POLARITY_WORDS[indicator.polarity]}; "
                f"{', '.join(indicator.balance.words())}; {_reach(indicator, england)}",
                "dim",
                indent=4,
            )
        printer.blank()
    printer.line("imscore indicators ID shows one in full, with England's figures.")


def _reach(indicator: Indicator, england: Sequence[EnglandFigure]) -> str:
    used = [f for f in england if f.indicator == indicator.id and f.in_use]
    if not used:
        return "no England series"
    periods = sorted((parse(figure.period) for figure in used), key=lambda p: (p.end, p.start))
    if len(used) == 1:
        return f"England {periods[0].text} only"
    return f"England {periods[0].text} to {periods[-1].text} ({len(used)} figures)"


def page(indicator: Indicator, england: Sequence[EnglandFigure], console: Console) -> None:
    """Prints one indicator: definition, judgement, why it matters, names, England's series."""
    printer = Printer(console)
    printer.line(indicator.name, "bold")
    for label, words in _facts(indicator):
        printer.line(f"{label}: {words}", indent=2)
    printer.blank()
    _advised(indicator, printer)
    _series(indicator, [f for f in england if f.indicator == indicator.id], printer)


def _facts(indicator: Indicator) -> list[tuple[str, str]]:
    definitions = [
        (
            "Definition",
            f"{d.id}{f' from {d.since}' if d.since else ''}{f' until {d.until}' if d.until else ''}"
            f": {d.words}",
        )
        for d in indicator.definitions
    ]
    names = dict.fromkeys(_spelt(spelling) for spelling in indicator.spellings)
    low, high = indicator.plausible
    return [
        ("id", indicator.id),
        ("Domain", DOMAIN_NAMES[indicator.domain]),
        ("Measured as", f"{KIND_OF_MEASURE[indicator.kind]}; shown as {indicator.unit}"),
        ("Counted", indicator.numerator),
        ("Out of", indicator.denominator),
        ("Judged", POLARITY_WORDS[indicator.polarity]),
        ("Balance", ", ".join(indicator.balance.words())),
        ("Periods", "; ".join(KIND_WORDS[kind] for kind in indicator.periods)),
        ("Warned of outside", f"{low:g} to {high:g} {indicator.unit}"),
        *(
            (f"Areas, {seen.since} to {seen.until}", f"{low:g} to {high:g} ({seen.source})")
            for seen in indicator.seen
            for low, high in [seen.range]
        ),
        *definitions,
        ("Why it matters", indicator.why_it_matters),
        ("As told by", indicator.why_source),
        ("Source of figures", indicator.source),
        *([("Also called", "; ".join(names))] if names else []),
    ]


def _spelt(spelling: Spelling) -> str:
    if spelling.system == "other":
        return spelling.name
    return f"{spelling.name} ({spelling.system}{f' {spelling.id}' if spelling.id else ''})"


def _advised(indicator: Indicator, printer: Printer) -> None:
    """All that the report says other areas were advised, the most frequent first."""
    found = advice.advice_for(indicator.id)
    if not found:
        return
    printer.line("What other areas were advised", "bold")
    printer.line(f"{advice.SOURCE}. {advice.COUNTED}")
    for line in found:
        where = f"Table {line.table.number}, line {line.line}"
        printer.line(f"{line.count:>3}  {line.words} ({where})", indent=2)
    for note in advice.notes_for(indicator.id):
        printer.line(note, "dim", indent=2)
    printer.blank()


def _series(indicator: Indicator, figures: Sequence[EnglandFigure], printer: Printer) -> None:
    if not figures:
        printer.line("No England figure is known: give England rows in your file, or --england.")
        return
    printer.line(f"England, {indicator.unit}", "bold")
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    table.add_column("Period", no_wrap=True)
    table.add_column("Value", justify="right", no_wrap=True)
    if indicator.definitions:
        table.add_column("Definition")
    table.add_column("Source")
    for figure in sorted((f for f in figures if f.in_use), key=_order):
        cells = [figure.period, _value(figure)]
        cells += [figure.definition] if indicator.definitions else []
        counts = (
            f" ({figure.numerator:,.10g} of {figure.denominator:,.10g})"
            if figure.numerator is not None and figure.denominator
            else ""
        )
        table.add_row(
            *(printer.text(cell) for cell in [*cells, f"{figure.source}, {figure.vintage}{counts}"])
        )
    printer.show(table)
    older = sum(not figure.in_use for figure in figures)
    if older:
        printer.line(f"{older} older or other versions are kept in england.csv and not used.")


def _order(figure: EnglandFigure) -> tuple[str, int, int]:
    period = parse(figure.period)
    return figure.definition, period.end, period.start


def _value(figure: EnglandFigure) -> str:
    return f"{figure.value:.2f}" if figure.half_unit < 0.05 else f"{figure.value:.1f}"
