"""A tartan rug: areas down, indicators across, each cell a figure and a word on a colour."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from imscore.model import Row, Scorecard
from imscore.outputs import figures, words
from imscore.outputs.figures import TYPESET
from imscore.outputs.harmless import harmless
from imscore.outputs.svg import described
from imscore.outputs.svg.elements import PAPER, RULE, Attribute, element, label, picture

_NAMES, _HEAD, _CELL, _LINE = 170.0, 62.0, 104.0, 36.0
_GAP = 2.0
_NAME_LETTERS, _HEAD_LETTERS, _HEAD_LINES = 26, 16, 4


def columns(scorecards: Sequence[Scorecard]) -> dict[str, str]:
    """The indicators of some scorecards: from their ids to their names, each once, in order."""
    found: dict[str, str] = {}
    for card in scorecards:
        for row in card.rows:
            found.setdefault(row.indicator, harmless(described.indicator(row), 60))
    return found


def cell(row: Row | None) -> tuple[str, str]:
    """What stands in a cell: a figure, and a symbol with a word.

    Args:
        row: None where the area has no such indicator.
    """
    if row is None:
        return "", "no data"
    unit = "%" if row.unit == "%" else ""
    figure = figures.value(row, unit, TYPESET)
    return harmless(figure, 16), words.status(row, TYPESET)


def rug(scorecards: Sequence[Scorecard]) -> str:
    """Draws several areas' indicators as a rug.

    Returns:
        SVG text, or "" where there are fewer than two areas or no indicator.
    """
    heads = columns(scorecards)
    if len(scorecards) < 2 or not heads:
        return ""
    width = _NAMES + _CELL * len(heads)
    height = _HEAD + _LINE * len(scorecards)
    names = {words.benchmark(card) for card in scorecards if card.rows}
    held = names.pop() if len(names) == 1 else "the benchmark"
    about = described.rug(len(scorecards), len(heads), held)
    parts = [*_heads(list(heads.values()))]
    for place, card in enumerate(scorecards):
        parts += _line(card, list(heads), _HEAD + place * _LINE)
    return picture(width, height, f"Areas against {held} by indicator", about, parts)


def _heads(names: Sequence[str]) -> Iterator[str]:
    for place, name in enumerate(names):
        found = textwrap.wrap(harmless(name, 60), _HEAD_LETTERS)
        lines = found[:_HEAD_LINES]
        x = _NAMES + place * _CELL + _CELL / 2
        for number, said in enumerate(reversed(lines)):
            y = _HEAD - 6 - 13 * number
            yield label(said, x, y, text_anchor="middle", font_weight="bold")


def _line(card: Scorecard, heads: Sequence[str], y: float) -> Iterator[str]:
    name = textwrap.shorten(harmless(described.area(card), 200), 60, placeholder="…")
    shown = textwrap.wrap(name, _NAME_LETTERS)[:2]
    middle = y + _LINE / 2
    for number, said in enumerate(shown):
        yield label(said, 0, middle + 4 + 13 * (number - (len(shown) - 1) / 2), font_weight="bold")
    rows = {row.indicator: row for row in card.rows}
    for place, indicator in enumerate(heads):
        yield from _cell(rows.get(indicator), _NAMES + place * _CELL, y)


def _cell(row: Row | None, x: float, y: float) -> Iterator[str]:
    look = words.LOOKS[row.status] if row else words.LOOKS["not_compared"]
    size = {"width": _CELL - _GAP, "height": _LINE - _GAP}
    fill = {"fill": look.fill} if row else {"fill": PAPER, "stroke": RULE}
    yield element("rect", x=x, y=y, **fill, **size)
    figure, said = cell(row)
    middle = x + (_CELL - _GAP) / 2
    lines = [text for text in (figure, said) if text]
    for number, text in enumerate(lines):
        top = y + _LINE / 2 + 3 + 14 * (number - (len(lines) - 1) / 2)
        bold = "bold" if number == 0 and figure else None
        fills: dict[str, Attribute] = {"fill": look.ink, "class_": None}
        yield label(text, middle, top, text_anchor="middle", font_weight=bold, **fills)
