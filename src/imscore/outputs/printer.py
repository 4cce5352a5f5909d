"""A console together with what its encoding can show."""

from __future__ import annotations

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.segment import Segment, Segments
from rich.text import Text

from imscore.outputs.figures import PLAIN, TYPESET, Signs
from imscore.outputs.harmless import encodable
from imscore.outputs.shown import Shown
from imscore.outputs.words import LOOKS

# Text on fill where a console has not the colours of `LOOKS`. The sixteen colours are each
# terminal's own, so these pairs are apart in every usual palette; the 256 are fixed.
SIXTEEN: dict[str, str] = {
    "worse": "bright_white on red",
    "better": "black on green",
    "similar": "black on bright_yellow",
    "higher": "bright_white on blue",
    "lower": "bright_white on blue",
    "not_compared": "black on white",
}
CUBE: dict[str, str] = {
    "worse": "color(231) on color(160)",
    "better": "color(231) on color(22)",
    "similar": "color(16) on color(220)",
    "higher": "color(231) on color(25)",
    "lower": "color(231) on color(25)",
    "not_compared": "color(16) on color(255)",
}
_PAIRS = {"standard": SIXTEEN, "windows": SIXTEEN, "256": CUBE}
_NEEDED = "✘≈✔▲▼↑↓→–−▁▂▃▄▅▆▇█"


class Printer:
    """A console, and what its encoding can show.

    Attributes:
        console: where to. signs: which signs and symbols it can show.
    """

    def __init__(self, console: Console) -> None:
        self.console = console
        self.signs: Signs = TYPESET if self._can(_NEEDED) else PLAIN

    def _can(self, characters: str) -> bool:
        return encodable(characters, self.console.encoding) == characters

    def text(self, content: str, style: str = "") -> Text:
        """Text as this console can show it."""
        return Text(encodable(content, self.console.encoding), style=style)

    def show(self, renderable: RenderableType) -> None:
        """Prints anything, without the blanks that would fill its lines up to the width."""
        printed: list[Segment] = []
        for line in self.console.render_lines(renderable, pad=False):
            printed += [*_trimmed(line), Segment.line()]
        self.console.print(Segments(printed), end="")

    def line(self, content: str, style: str = "", indent: int = 0) -> None:
        """Prints a paragraph, wrapped, every line of it indented."""
        self.show(Padding(self.text(content, style), (0, 0, 0, indent), expand=False))

    def blank(self) -> None:
        """Prints an empty line."""
        self.console.print()

    def status(self, shown: Shown, text: str) -> Text:
        """A text that starts with a row's status, the status on its colour."""
        cell = self.text(text)
        cell.stylize(self._colours(shown.row.status), 0, len(chip(shown)))
        return cell

    def _colours(self, status: str) -> str:
        """A status's text and fill in what this console can show, as rich spells them."""
        pairs = _PAIRS.get(self.console.color_system or "")
        look = LOOKS[status]
        return pairs[status] if pairs else f"{look.ink} on {look.fill}"


def chip(shown: Shown) -> str:
    """A status with a blank on either side, for its colour to fill."""
    return f" {shown.status} "


def _trimmed(line: list[Segment]) -> list[Segment]:
    kept = list(line)
    while kept and not (kept[-1].style and kept[-1].style.bgcolor):
        text, style, control = kept.pop()
        if text.strip():
            return [*kept, Segment(text.rstrip(), style, control)]
    return kept
