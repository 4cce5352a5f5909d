"""Sheets of one file that give the same indicator: whether their names tell them apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from imscore.inputs import kinds
from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts.line_words import judged
from imscore.inputs.layouts.own_names import is_looked_at, owners_of, places_of
from imscore.inputs.layouts.table import Table
from imscore.model import Problem
from imscore.reference.indicators import Catalogue, plain

_Key = tuple[str, str, str]


def problems(tables: Sequence[Table], catalogue: Catalogue) -> Iterator[Problem]:
    """Finds sheets whose names are not understood and that add to what another sheet gives.

    Where they give the same areas and periods their figures are held against each other anyway.

    Args:
        tables: of one file.
        catalogue: the known indicators.
    """
    if len(tables) == 1:
        return
    for table in tables:
        if not is_looked_at(table) or "indicator" in table.layout.says:
            continue
        said = judged(table.sheet.name, catalogue, places_of(table), owners_of(table, catalogue))
        others = [other for other in tables if other.sheet.name != table.sheet.name]
        if said.words and _adds(table, others, catalogue):
            words = ", ".join(map(repr, said.words))
            found = repr(table.sheet.name)
            yield kinds.SHEET_UNCLEAR.at(
                table.sheet.file, table.sheet.name, found=found, words=words
            )


def _adds(table: Table, others: Sequence[Table], catalogue: Catalogue) -> bool:
    """Whether a table has an area or a period that no other has, of an indicator that one has."""
    own = _keys(table, catalogue)
    known = set(chain.from_iterable(_keys(other, catalogue) for other in others))
    shared = {key[0] for key in own} & {key[0] for key in known}
    return any(key[0] in shared for key in own - known)


def _keys(table: Table, catalogue: Catalogue) -> set[_Key]:
    columns = [table.cells(name) for name in ("indicator", "area_name", "period")]
    names = [[text_of(c) for c in column] if column is not None else [""] * table.height
             for column in columns]  # fmt: skip
    return {
        (catalogue.spellings.get(plain(about), (about,))[0], plain(area), plain(period))
        for about, area, period in set(zip(*names, strict=True))
    }
