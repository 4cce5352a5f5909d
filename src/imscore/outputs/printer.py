"""A console together with what its encoding can show."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from imscore.outputs.figures import PLAIN, TYPESET, Signs
from imscore.outputs.harmless import encodable
from imscore.outputs.shown import Shown
from imscore.outputs.words import LOOKS

_NEEDED = "✘≈✔▲▼–−▁▂▃▄▅▆▇█"


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

    def line(self, content: str, style: str = "", indent: int = 0) -> None:
        """Prints a paragraph, wrapped, every line of it indented."""
        self.console.print(Padding(self.text(content, style), (0, 0, 0, indent), expand=False))

    def blank(self) -> None:
        """Prints an empty line."""
        self.console.print()

    def status(self, shown: Shown) -> Text:
        """A status on its colour, followed by whether it holds at 99.8%."""
        look = LOOKS[shown.row.status]
        cell = self.text(f" {shown.status} ", f"{look.ink} on {look.fill}")
        return cell.append(f" {shown.also}", "default on default") if shown.also else cell
