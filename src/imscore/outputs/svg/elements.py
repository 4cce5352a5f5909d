"""SVG as text: the one place where elements are written, and everything in them escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from xml.sax.saxutils import escape

from imscore.outputs.harmless import harmless

INK, QUIET, RULE, BAND, PAPER = "#0B0C0C", "#505A5F", "#B1B4B6", "#DCE6F0", "#FFFFFF"
LINE = "#1D70B8"
FONTS = "Arial, Liberation Sans, Helvetica, sans-serif"
Attribute = str | float | None
_LONGEST = 1000
_SPECIAL, _QUOTES = re.compile(r"""[&<>"\n\r\t]"""), {'"': "&quot;"}


def element(tag: str, content: str = "", /, **attributes: Attribute) -> str:
    """Writes one element.

    Args:
        tag: its name, from this program.
        content: elements made here, or text from `text_of`; never raw text.
        attributes: underscores become hyphens, `class_` becomes `class`; None leaves one out.

    >>> element("rect", x=1.25, class_="a<b")
    '<rect x="1.25" class="a&lt;b"/>'
    """
    said = "".join(
        f' {_name(name)}="{_quoted(value) if isinstance(value, str) else _plain(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{said}>{content}</{tag}>" if content else f"<{tag}{said}/>"


def text_of(text: str) -> str:
    """Text from anywhere, harmless and escaped, to stand inside an element."""
    return escape(harmless(text, _LONGEST))


def label(text: str, x: float, y: float, **attributes: Attribute) -> str:
    """A text at a place; `text_anchor` says which end of it stands there."""
    settings: dict[str, Attribute] = {"font_size": 12, "fill": INK, "class_": "ink"}
    return element("text", text_of(text), x=x, y=y, **(settings | attributes))


def line(x1: float, y1: float, x2: float, y2: float, **attributes: Attribute) -> str:
    """A straight line."""
    settings: dict[str, Attribute] = {"stroke": RULE, "stroke_width": 1, "class_": "rule"}
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, **(settings | attributes))


def path(points: Iterable[tuple[float, float]], *, closed: bool = False, **attributes: str) -> str:
    """A line through points, or the area that they enclose."""
    joined = "L".join(f"{_plain(x)} {_plain(y)}" for x, y in points)
    return element("path", d=f"M{joined}{'Z' if closed else ''}", **attributes)


def dots(points: Iterable[tuple[float, float]], size: float, **attributes: str) -> str:
    """Round dots of one size, all of them one element."""
    joined = "".join(f"M{_plain(x)} {_plain(y)}h.01" for x, y in points)
    look: dict[str, Attribute] = {"stroke_width": size, "stroke_linecap": "round", "fill": "none"}
    return element("path", d=joined, **(look | attributes))


def picture(width: float, height: float, name: str, words: str, parts: Iterable[str]) -> str:
    """A whole picture with its name and description.

    Args:
        width: in pixels at its natural size; it scales.
        height: likewise.
        name: what it shows, in a few words.
        words: what can be seen, in sentences.
        parts: its elements.
    """
    said = element("title", text_of(name)) + element("desc", text_of(words))
    return element(
        "svg",
        said + "".join(parts),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_plain(width)} {_plain(height)}",
        width=width,
        height=height,
        role="img",
        aria_label=f"{harmless(name, _LONGEST)}. {harmless(words, _LONGEST)}",
        font_family=FONTS,
    )


def _quoted(value: str) -> str:
    """Text as it stands between double quotes."""
    return escape(value, _QUOTES) if _SPECIAL.search(value) else value


@lru_cache
def _name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _plain(value: float) -> str:
    """A number with at most two decimals, never `-0`."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown
