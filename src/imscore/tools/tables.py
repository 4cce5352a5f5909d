"""What a tool found as data: CSV and JSON, figures unrounded, missing ones empty or null."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from imscore.outputs import Format
from imscore.outputs.harmless import cell_text
from imscore.outputs.tables import plain, seen

if TYPE_CHECKING:
    from rich.console import Console

# The makers are the tools' own: only names and extensions are used.
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "terminal": Format(".txt", ""),
        "csv": Format(".csv", ""),
        "json": Format(".json", ""),
    }
)

# A tool that has something to draw.
FORMATS_WITH_CHART: Mapping[str, Format] = MappingProxyType({**FORMATS, "svg": Format(".svg", "")})


def to_json(document: Mapping[str, Any]) -> str:
    """Writes a document as JSON: anything that `outputs.tables.plain` understands."""
    text = json.dumps(plain(document), ensure_ascii=False, allow_nan=False, indent=1)
    return seen(text) + "\n"


def to_csv(columns: Sequence[str], records: Iterable[Sequence[Any]]) -> str:
    """Writes records as CSV; text that a spreadsheet would run gets an apostrophe before it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for record in records:
        writer.writerow([cell_text(c) if isinstance(c, str) else plain(c) for c in record])
    return stream.getvalue()


def named(thing: Any, *left_out: str) -> dict[str, Any]:
    """A dataclass's fields by name, without some of them."""
    return {f.name: getattr(thing, f.name) for f in fields(thing) if f.name not in left_out}


def as_text(render: Callable[[Console], None]) -> str:
    """What a renderer prints, as text: 80 columns wide unless COLUMNS is set."""
    from imscore.outputs.terminal import console_for

    stream = io.StringIO()
    render(console_for(stream))
    return stream.getvalue()
