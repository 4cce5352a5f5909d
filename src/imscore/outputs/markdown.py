"""A short report for a paper or an e-mail: one table an area, in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from imscore.model import Scorecard
from imscore.outputs import notes, words
from imscore.outputs.figures import TYPESET
from imscore.outputs.harmless import harmless
from imscore.outputs.shown import Shown, show
from imscore.outputs.standings import domain_names, standings

_SPECIAL = re.compile(r"([\\`*_\[\]|~])")
# What starts a heading, a list or a rule, where it stands first.
_STARTS = re.compile(r"^(?=[#+=-])|(?<=^\d)(?=[.)])|(?<=^\d\d)(?=[.)])")
_HEADINGS = (
    *("Indicator", "Period", "Count", "Value", "95% interval", "{benchmark}", "Difference"),
    *("Judgement", "Trend", "Change", "What it would take"),
)


def to_markdown(scorecards: Sequence[Scorecard]) -> str:
    """Writes scorecards as Markdown: title, headline, domains, rows and notes for each.

    Returns:
        Text with a line end at its end; what came from a file is escaped, so that it can neither
        break the table nor make a link, a heading or HTML.
    """
    parts = [_scorecard(scorecard) for scorecard in scorecards]
    method = "\n".join(f"- {escaped(line)}" for line in notes.method(scorecards))
    return "\n\n".join([*parts, f"## How it was judged\n\n{method}"]) + "\n"


def escaped(text: str) -> str:
    r"""Makes any text plain words in Markdown.

    >>> escaped("a|b <i> *c*")
    'a\\|b &lt;i&gt; \\*c\\*'
    """
    shown = _SPECIAL.sub(r"\\\1", harmless(text, notes.LONGEST_NOTE).replace("&", "&amp;"))
    return shown.replace("<", "&lt;").replace(">", "&gt;")


def _paragraph(text: str) -> str:
    return _STARTS.sub("\\\\", escaped(text))


def _scorecard(scorecard: Scorecard) -> str:
    blocks = [f"# {escaped(words.title(scorecard))}", _paragraph(words.headline(scorecard))]
    marked = notes.numbered(scorecard.rows)
    if scorecard.rows:
        blocks.append("\n".join(_by_domain(scorecard)))
        shown = [show(row, TYPESET) for row in scorecard.rows]
        lines = [_line(row, marked.mark(i)) for i, row in enumerate(shown)]
        blocks.append("\n".join([*_heading(scorecard), *lines]))
    for text, core in notes.no_data(scorecard):
        blocks.append(_paragraph(f"No data{'' if core else ' (beyond the core)'}: {text}"))
    listed = [_paragraph(note) for note in marked.listed()]
    listed += [_paragraph(note) for note in dict.fromkeys(scorecard.notes)]
    listed += [_paragraph(problem.text) for problem in scorecard.problems]
    listed += [_paragraph(source) for source in notes.benchmark_sources(scorecard.rows)]
    blocks.append("\n".join(f"- {line}" for line in listed))
    return "\n\n".join(block for block in blocks if block)


def _by_domain(scorecard: Scorecard) -> Iterator[str]:
    """How many indicators of each domain stand where, as a table."""
    found = standings(scorecard)
    yield _joined(["Domain", *(standing.heading for standing in found)])
    yield _joined(["---", *["---:"] * len(found)])
    for place, name in enumerate(domain_names(scorecard)):
        yield _joined([escaped(name), *(str(standing.counts[place]) for standing in found)])


def _heading(scorecard: Scorecard) -> list[str]:
    benchmark = words.benchmark(scorecard).removeprefix("the ")
    name = escaped(benchmark[:1].upper() + benchmark[1:])
    named = [heading.format(benchmark=name) for heading in _HEADINGS]
    return [_joined(named), _joined(["---"] * len(named))]


def _line(shown: Shown, mark: str) -> str:
    also = f", {shown.also}" if shown.also else ""
    benchmark_period = f" ({shown.benchmark_period})" if shown.benchmark_period else ""
    changes = "; ".join(change for change in (shown.previous, shown.year_before) if change)
    cells = (
        *(f"{shown.name} {mark}".rstrip(), shown.period, shown.counts, shown.value, shown.interval),
        *(shown.benchmark + benchmark_period, shown.difference, shown.status + also),
        *(shown.trend or words.TREND_WORDS["not_tested"], changes, shown.take),
    )
    return _joined([escaped(cell) for cell in cells])


def _joined(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
