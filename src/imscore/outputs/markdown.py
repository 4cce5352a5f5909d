"""A short report for a paper or an e-mail: one table an area, in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from imscore.model import Problem, Scorecard, Section, notes_of, problems_of
from imscore.outputs import notes, quality, words
from imscore.outputs.figures import TYPESET
from imscore.outputs.harmless import harmless
from imscore.outputs.reach import reach
from imscore.outputs.sections import numeric, with_commentary
from imscore.outputs.shown import Shown, show
from imscore.outputs.standings import domain_names, standings

_SPECIAL = re.compile(r"([\\`*_\[\]|~])")
# What starts a heading, a list or a rule, where it stands first.
_STARTS = re.compile(r"^(?=[#+=-])|(?<=^\d)(?=[.)])|(?<=^\d\d)(?=[.)])")
_HEADINGS = (
    *("Indicator", "Period", "Count", "Value", "95% interval", "{benchmark}", "Difference"),
    *("Judgement", "Trend", "Change", "What it would take", "Data"),
)
# Columns that stand only where a row has something in them: heading, and the text of a row.
_ALSO = (("Target", "target"), ("Rank", "standing"))


def to_markdown(scorecards: Sequence[Scorecard]) -> str:
    """Writes scorecards as Markdown: title, headline, domains, rows and notes for each.

    Returns:
        Text with a line end at its end; where there are several, what is wrong with the input
        as a whole stands after them; what came from a file is escaped, so that it can neither
        break the table nor make a link, a heading or HTML.
    """
    alone = len(scorecards) == 1
    parts = [
        _scorecard(card, card.problems if alone else card.own_problems, with_notes=alone)
        for card in scorecards
    ]
    if not alone:
        parts += _of_the_input(scorecards)
    method = "\n".join(f"- {escaped(line)}" for line in notes.method(scorecards))
    return "\n\n".join([*parts, f"## How it was judged\n\n{method}"]) + "\n"


def escaped(text: str, longest: int | None = notes.LONGEST_NOTE) -> str:
    r"""Makes any text plain words in Markdown, cut where it is longer than that.

    >>> escaped("a|b <i> *c*")
    'a\\|b &lt;i&gt; \\*c\\*'
    """
    shown = _SPECIAL.sub(r"\\\1", harmless(text, longest).replace("&", "&amp;"))
    return shown.replace("<", "&lt;").replace(">", "&gt;")


def _paragraph(text: str) -> str:
    return _STARTS.sub("\\\\", escaped(text))


def _of_the_input(scorecards: Sequence[Scorecard]) -> list[str]:
    """The notes and warnings that scorecards share, once and not below each of many areas."""
    own = {problem for card in scorecards for problem in card.own_problems}
    shared = [problem for problem in problems_of(scorecards) if problem not in own]
    said = {
        "Notes on the input": notes_of(scorecards),
        "Warnings about the input": [problem.text for problem in shared],
    }
    return [
        f"## {heading}\n\n" + "\n".join(f"- {_paragraph(line)}" for line in lines)
        for heading, lines in said.items()
        if lines
    ]


def _scorecard(scorecard: Scorecard, problems: Sequence[Problem], *, with_notes: bool) -> str:
    blocks = [f"# {escaped(words.title(scorecard))}", _paragraph(words.headline(scorecard))]
    blocks += [_paragraph(reach([scorecard]))]
    blocks += [_paragraph(scorecard.disclosure)] if scorecard.disclosure else []
    marked = notes.numbered(scorecard.rows)
    if scorecard.rows:
        blocks.append("\n".join(_by_domain(scorecard)))
        shown = [show(row, TYPESET) for row in scorecard.rows]
        also = [extra for extra in _ALSO if any(getattr(row, extra[1]) for row in shown)]
        lines = [_line(row, marked.mark(i), also) for i, row in enumerate(shown)]
        blocks.append("\n".join([*_heading(scorecard, also), *lines]))
    for text, core in notes.no_data(scorecard):
        blocks.append(_paragraph(f"No data{'' if core else ' (beyond the core)'}: {text}"))
    blocks += [block for section in with_commentary(scorecard) for block in _section(section)]
    listed = [_paragraph(note) for note in marked.listed()]
    said = scorecard.notes if with_notes else ()
    listed += [_paragraph(note) for note in dict.fromkeys(said)]
    listed += [_paragraph(problem.text) for problem in problems]
    listed += [_paragraph(f"Data quality: {line}") for line in quality.below_good(scorecard.rows)]
    listed += [_paragraph(source) for source in notes.benchmark_sources(scorecard.rows)]
    if listed:
        blocks += ["## Notes and sources", "\n".join(f"- {line}" for line in listed)]
    return "\n\n".join(block for block in blocks if block)


def _section(section: Section) -> Iterator[str]:
    """A part beside the table: heading, paragraphs, its own table, notes."""
    yield f"## {escaped(section.heading)}"
    yield from map(_paragraph, section.paragraphs)
    if section.rows:
        rules = ["---:" if right else "---" for right in numeric(section)]
        rows = [[escaped(str(cell), None) for cell in row] for row in section.rows]
        heads = [escaped(header) for header in section.headers]
        yield "\n".join(map(_joined, (heads, rules, *rows)))
    yield "\n".join(f"- {_paragraph(note)}" for note in section.notes)


def _by_domain(scorecard: Scorecard) -> Iterator[str]:
    """How many indicators of each domain stand where, as a table."""
    found = standings(scorecard)
    yield _joined(["Domain", *(standing.heading for standing in found)])
    yield _joined(["---", *["---:"] * len(found)])
    for place, name in enumerate(domain_names(scorecard)):
        yield _joined([escaped(name), *(str(standing.counts[place]) for standing in found)])


def _heading(scorecard: Scorecard, also: Sequence[tuple[str, str]]) -> list[str]:
    benchmark = words.benchmark(scorecard).removeprefix("the ")
    name = escaped(benchmark[:1].upper() + benchmark[1:])
    named = [heading.format(benchmark=name) for heading in _HEADINGS]
    named += [heading for heading, _ in also]
    return [_joined(named), _joined(["---"] * len(named))]


def _line(shown: Shown, mark: str, extra: Sequence[tuple[str, str]]) -> str:
    also = f", {shown.also}" if shown.also else ""
    benchmark_period = f" ({shown.benchmark_period})" if shown.benchmark_period else ""
    changes = "; ".join(change for change in (shown.previous, shown.year_before) if change)
    cells = (
        *(f"{shown.name} {mark}".rstrip(), shown.period, shown.counts, shown.value, shown.interval),
        *(shown.benchmark + benchmark_period, shown.difference, shown.status + also),
        *(shown.trend or words.TREND_WORDS["not_tested"], changes, shown.take),
        shown.data,
        *(getattr(shown, name) for _, name in extra),
    )
    return _joined([escaped(cell) for cell in cells])


def _joined(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
