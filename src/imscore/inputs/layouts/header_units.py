"""Headers of values that give a unit, or people, other than the indicators' own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts.header_people import indicators_of
from imscore.inputs.layouts.headings import understand
from imscore.inputs.layouts.table import Table
from imscore.model import Problem
from imscore.reference.definitions import Indicator
from imscore.reference.indicators import Catalogue, plain

_ANY_UNIT = frozenset({"value", "rate", "rate or percentage", "indicator value", "local value"})
_SHARE = re.compile(r"%|\b(?:prevalence|proportion|per ?cent|percentage)s?\b")
_PER_HUNDRED = re.compile(r"\bper\s+(?:100|hundred)\b(?![\d,])", re.I)
_HUNDRED = 100


def checked(table: Table, catalogue: Catalogue) -> Table | list[Problem]:
    """The table, unless the header of its values does not fit each of its indicators.

    Args:
        table: of any layout but a published one, or a user's own description.
        catalogue: the known indicators.
    """
    if not table.parts or table.layout.own or table.layout.id != "plain":
        return table
    return list({p.cell: p for p in _doubts(table, catalogue)}.values()) or table


def _doubts(table: Table, catalogue: Catalogue) -> Iterator[Problem]:
    for part in table.parts:
        column = part.positions.get("value", -1)
        header = text_of(table.sheet.columns[column][table.header_row - 1]) if column >= 0 else ""
        if not header or plain(header) in _ANY_UNIT or not len(part.rows):
            continue
        # England's own column is said by who it is of, and has the unit of the areas' own.
        if table.layout.field(header) not in (None, "value"):
            continue
        about = [catalogue[name] for name in indicators_of(table, part, catalogue)]
        other = next((i for i in about if not _fits(header, i, catalogue)), None)
        if other:
            cell = f"{column_letters(column)}{table.header_row}"
            where = (table.sheet.file, table.sheet.name, cell)
            words = {"indicator": other.short_name, "unit": other.unit}
            yield kinds.HEADER_UNIT.at(*where, found=repr(header), **words)


def _fits(header: str, about: Indicator, catalogue: Catalogue) -> bool:
    if _SHARE.search(plain(header)) and about.multiplier != _HUNDRED:
        return False
    # Out of a hundred is how a percentage is said, whatever the words beside it.
    spelt = _PER_HUNDRED.sub("%", header) if about.multiplier == _HUNDRED else header
    found = understand(spelt, catalogue, (), about.id)
    return not found.unknown and found.measure in ("", "value")
