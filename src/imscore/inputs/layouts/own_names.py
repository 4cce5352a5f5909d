"""The indicators and areas that a table names itself: what a line by it may repeat."""

from __future__ import annotations

from collections.abc import Collection

from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts.phrases import Tokens, tokens
from imscore.inputs.layouts.table import Table
from imscore.reference.indicators import Catalogue, plain

_SHAPES = ("plain", "wide")
_SHORTEST_NAME = 2


def is_looked_at(table: Table) -> bool:
    """Whether a title, a heading or a label names the indicator, in no published layout."""
    known = table.layout.own or table.layout.id in _SHAPES
    named = any("indicator" in part.fixed for part in table.parts)
    return bool(known and named and table.height)


def places_of(table: Table) -> Collection[Tokens]:
    """The names and codes of a table's own areas."""
    columns = [table.cells(name) for name in ("area_name", "area_code")]
    texts = {text_of(cell) for column in columns if column is not None for cell in column.distinct}
    return {tokens(text) for text in texts if len(text) > _SHORTEST_NAME}


def owners_of(table: Table, catalogue: Catalogue) -> list[str]:
    """The ids of the indicators that a table names in its titles, headings or labels."""
    texts = {part.fixed["indicator"].text for part in table.parts if "indicator" in part.fixed}
    owners = {catalogue.spellings.get(plain(text), ("",))[0] for text in texts}
    return sorted(owners - {""})
