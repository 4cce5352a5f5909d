"""What the page's templates are filled with: texts that are ready to be shown, and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from imscore.model import Point, Problem, Row, Scorecard
from imscore.outputs import figures, notes, quality, words
from imscore.outputs.explanation import explain
from imscore.outputs.figures import TYPESET
from imscore.outputs.harmless import harmless
from imscore.outputs.reach import reach
from imscore.outputs.sections import needed, numeric, with_commentary
from imscore.outputs.shown import LONGEST_NAME, Shown, show
from imscore.outputs.standings import domain_names, standings
from imscore.outputs.svg.spine import spine
from imscore.outputs.svg.trend import trend

_LONGEST = 4 * notes.LONGEST_NOTE


@dataclass(frozen=True)
class Line:
    """One indicator: its texts, its pictures, and what opens beneath it.

    Attributes:
        key: an id of the page's own. mark: the numbers of its notes, such as `[1,3]`.
        look: the class name of its status. needed: asks for commentary, "" where that is there.
        spine, trend: SVG that this program made, "" where there is nothing to draw.
        told: pairs of a label and a text that explain the judgement.
        points: period, value, interval, benchmark and remark for each point.
    """

    key: str
    shown: Shown
    mark: str
    look: str
    note: str
    unit: str
    standing: str
    target: str
    needed: str
    changes: tuple[str, ...]
    spine: Markup
    trend: Markup
    told: tuple[tuple[str, str], ...]
    points: tuple[tuple[str, str, str, str, str], ...]


@dataclass(frozen=True)
class Section:
    """A domain and its lines."""

    name: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Beside:
    """A part of an area beside its table, such as what changed since the last run.

    Attributes:
        numeric: for each column whether it holds whole numbers.
    """

    key: str
    heading: str
    paragraphs: tuple[str, ...]
    headers: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[str | int, ...], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Area:
    """One area's part of a page, as the templates want it.

    Attributes:
        key: an id of the page's own.
        others: what the areas are called whose range a spine chart shows, "" where none does.
        ways, domains: headings, and for each domain its name with a count for each heading.
    """

    key: str
    title: str
    name: str
    code: str
    headline: str
    reach: str
    benchmark: str
    others: str
    sections: tuple[Section, ...]
    ways: tuple[str, ...]
    domains: tuple[tuple[str, tuple[int, ...]], ...]
    no_data: tuple[tuple[str, bool], ...]
    beside: tuple[Beside, ...]
    notes: tuple[str, ...]
    quality: tuple[str, ...]
    problems: tuple[str, ...]
    sources: tuple[str, ...]
    disclosure: str


def area(card: Scorecard, key: str, problems: Sequence[Problem]) -> Area:
    """Puts one scorecard into texts and pictures.

    Args:
        card: any scorecard.
        key: starts every id of this area's part of the page.
        problems: the warnings to list below it.
    """
    marked = notes.numbered(card.rows)
    lines = [
        _line(row, f"{key}-{place + 1}", marked.mark(place)) for place, row in enumerate(card.rows)
    ]
    said = [harmless(note, notes.LONGEST_NOTE) for note in dict.fromkeys(card.notes)]
    ways = standings(card)
    by_domain = zip(*(way.counts for way in ways), strict=True)
    among = {row.standing.among for row in card.rows if row.standing is not None}
    return Area(
        key=key,
        title=harmless(words.title(card), 3 * LONGEST_NAME),
        name=harmless(card.area_name or card.area_code or "area not named", LONGEST_NAME),
        code=harmless(card.area_code, LONGEST_NAME),
        headline=harmless(words.headline(card), 3 * LONGEST_NAME),
        reach=reach([card]),
        benchmark=harmless(words.benchmark(card), LONGEST_NAME),
        others=harmless(", ".join(sorted(among)), LONGEST_NAME),
        sections=tuple(
            Section(harmless(domain.name, LONGEST_NAME), tuple(lines[place] for place in places))
            for domain, places in notes.sections(card)
        ),
        ways=tuple(way.heading for way in ways),
        domains=tuple(zip(domain_names(card), by_domain, strict=True)),
        no_data=tuple(notes.no_data(card)),
        beside=tuple(_beside(card, key)),
        notes=(*marked.listed(), *said),
        quality=tuple(quality.below_good(card.rows)),
        problems=tuple(harmless(problem.text, _LONGEST) for problem in problems),
        sources=_sources(card),
        disclosure=harmless(card.disclosure, notes.LONGEST_NOTE),
    )


def _beside(card: Scorecard, key: str) -> Iterator[Beside]:
    for place, found in enumerate(with_commentary(card, marked=True), start=1):
        yield Beside(
            f"{key}-beside-{place}",
            found.heading,
            found.paragraphs,
            found.headers,
            numeric(found),
            found.rows,
            found.notes,
        )


def _sources(card: Scorecard) -> tuple[str, ...]:
    own = [f"{notes.described(row)}: {notes.sources(row) or 'not known'}" for row in card.rows]
    return (*own, *notes.benchmark_sources(card.rows))


def _line(row: Row, key: str, mark: str) -> Line:
    shown = show(row, TYPESET)
    told = (
        (harmless(label, LONGEST_NAME), harmless(text, _LONGEST))
        for label, text in explain(row, TYPESET)
    )
    return Line(
        key=key,
        shown=shown,
        mark=mark,
        look=row.status if row.status in words.LOOKS else "not_compared",
        note=harmless(row.benchmark_name, LONGEST_NAME),
        unit="" if row.unit == "%" else harmless(row.unit, LONGEST_NAME),
        standing=shown.standing,
        target=shown.target,
        needed=needed(row),
        changes=tuple(text for text in (shown.previous, shown.year_before) if text),
        # Made by this program from figures; every text in it is escaped there.
        spine=Markup(spine(row)),  # noqa: S704
        trend=Markup(trend(row)),  # noqa: S704
        told=tuple(told),
        points=(
            *(_point(point, "by another definition") for point in row.earlier),
            *(_point(point) for point in row.series),
        ),
    )


def _point(point: Point, added: str = "") -> tuple[str, str, str, str, str]:
    def figure(value: float | None) -> str:
        return "" if value is None else figures.number(value, TYPESET)

    remark = point.marker.replace("_", " ")
    if point.value is None and not remark:
        remark = figures.NO_FIGURE
    remark = "; ".join(part for part in (remark, added) if part)
    interval = figures.interval(point.lower_ci, point.upper_ci, TYPESET)
    texts = (point.period, figure(point.value), interval, figure(point.benchmark_value), remark)
    period, value, span, held, said = (harmless(text, LONGEST_NAME) for text in texts)
    return period, value, span, held, said
