"""Tables of facts that come with the program: CSV files whose `#` lines name their sources."""

from __future__ import annotations

import csv
import io
from pathlib import Path

_FOLDER = Path(__file__).parent / "data"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table, every cell as text.

    Args:
        name: the file's name without `.csv`.

    >>> len(rows("priority_areas"))
    43
    """
    lines = _text(name).splitlines(keepends=True)
    return list(csv.DictReader(io.StringIO("".join(x for x in lines if not x.startswith("#")))))


def sources(name: str) -> tuple[str, ...]:
    """What a table says of itself and of its sources, a sentence or two each."""
    return tuple(line[1:].strip() for line in _text(name).splitlines() if line.startswith("#"))


def _text(name: str) -> str:
    return (_FOLDER / f"{name}.csv").read_text(encoding="utf-8")
