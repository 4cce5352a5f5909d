"""A tartan rug: areas down, indicators across, each cell a figure and a word on a colour."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from imscore.model import Row, Scorecard
from imscore.outputs import figures, words
from imscore.outputs.figures import TYPESET
from imscore.outputs.harmless import harmless
from imscore.outputs.svg import described
from imscore.outputs.svg.elements import PAPER, RULE, Attribute, element, label, picture

_NAMES, _HEAD, _CELL, _LINE, _DEEP_LINE = 170.0, 75.0, 104.0, 36.0, 50.0
_IN_CELLS = "periods differ"
_GAP = 2.0
_NAME_LETTERS, _HEAD_LETTERS, _HEAD_LINES = 26, 16, 4


def columns(scorecards: Sequence[Scorecard]) -> dict[str, str]:
    """The indicators of some scorecards: from their ids to their names, each once, in order."""
    found: dict[str, str] = {}
    for card in scorecards:
        for row in card.rows:
            found.setdefault(row.indicator, harmless(described.indicator(row), 60))
    return found


def periods(scorecards: Sequence[Scorecard]) -> dict[str, str]:
    """The period of each indicator whose figures are all of one; the others are left out.

    A benchmark's figure is of the row's period or named in the row: where either differs between
    areas, what looks alike may be judged against different figures.
    """
    found: dict[str, set[str]] = {}
    for card in scorecards:
        for row in card.rows:
            found.setdefault(row.indicator, set()).add(row.period)
    return {key: harmless(min(told), 24) for key, told in found.items() if len(told) == 1}


def cell(row: Row | None, common: Mapping[str, str]) -> tuple[str, str, str]:
    """What stands in a cell: a figure, a symbol with a word, and the period if it needs saying.

    Args:
        row: None where the area has no such indicator.
        common: the periods that stand in the headings, from `periods`.
    """
    if row is None:
        return "", "no data", ""
    unit = "%" if row.unit == "%" else ""
    figure = figures.value(row, unit, TYPESET)
    own = "" if row.indicator in common else harmless(row.period, 24)
    return harmless(figure, 16), words.status(row, TYPESET), own


def rug(scorecards: Sequence[Scorecard]) -> str:
    """Draws several areas' indicators as a rug.

    Returns:
        SVG text, or "" where there are fewer than two areas or no indicator.
    """
    heads = columns(scorecards)
    if len(scorecards) < 2 or not heads:
        return ""
    width = _NAMES + _CELL * len(heads)
    common = periods(scorecards)
    deep = _LINE if len(common) == len(heads) else _DEEP_LINE
    height = _HEAD + deep * len(scorecards)
    names = {words.benchmark(card) for card in scorecards if card.rows}
    held = names.pop() if len(names) == 1 else "the benchmark"
    about = described.rug(len(scorecards), len(heads), held)
    parts = [*_heads(heads, common)]
    for place, card in enumerate(scorecards):
        parts += _line(card, list(heads), common, (_HEAD + place * deep, deep))
    return picture(width, height, f"Areas against {held} by indicator", about, parts)


def _heads(names: Mapping[str, str], common: Mapping[str, str]) -> Iterator[str]:
    for place, (key, name) in enumerate(names.items()):
        lines = textwrap.wrap(harmless(name, 60), _HEAD_LETTERS)[:_HEAD_LINES]
        x = _NAMES + place * _CELL + _CELL / 2
        for number, said in enumerate(reversed(lines), start=1):
            y = _HEAD - 6 - 13 * number
            yield label(said, x, y, text_anchor="middle", font_weight="bold")
        yield label(common.get(key, _IN_CELLS), x, _HEAD - 6, text_anchor="middle")


def _line(
    card: Scorecard,
    heads: Sequence[str],
    common: Mapping[str, str],
    place_down: tuple[float, float],
) -> Iterator[str]:
    y, deep = place_down
    name = textwrap.shorten(harmless(described.area(card), 200), 60, placeholder="…")
    shown = textwrap.wrap(name, _NAME_LETTERS)[:2]
    middle = y + deep / 2
    for number, said in enumerate(shown):
        yield label(said, 0, middle + 4 + 13 * (number - (len(shown) - 1) / 2), font_weight="bold")
    rows = {row.indicator: row for row in card.rows}
    for place, indicator in enumerate(heads):
        row = rows.get(indicator)
        yield from _cell(row, cell(row, common), (_NAMES + place * _CELL, y), deep)


def _cell(
    row: Row | None, said: Sequence[str], corner: tuple[float, float], deep: float
) -> Iterator[str]:
    x, y = corner
    look = words.LOOKS[row.status] if row else words.LOOKS["not_compared"]
    size = {"width": _CELL - _GAP, "height": deep - _GAP}
    fill = {"fill": look.fill} if row else {"fill": PAPER, "stroke": RULE}
    yield element("rect", x=x, y=y, **fill, **size)
    middle = x + (_CELL - _GAP) / 2
    lines = [text for text in said if text]
    for number, text in enumerate(lines):
        top = y + deep / 2 + 3 + 14 * (number - (len(lines) - 1) / 2)
        bold = "bold" if text == said[0] else None
        fills: dict[str, Attribute] = {"fill": look.ink, "class_": None}
        yield label(text, middle, top, text_anchor="middle", font_weight=bold, **fills)
