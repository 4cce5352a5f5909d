"""Headers of counts that name other people, or other events, than the indicator's own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from imscore.columns import as_column
from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import text as text_of
from imscore.inputs.indicator_names import MOST_NAMES, published, understood
from imscore.inputs.layouts.period_words import split
from imscore.inputs.layouts.phrases import Tokens, listed, lists, tokens
from imscore.inputs.layouts.table import Part, Table
from imscore.model import Problem
from imscore.reference.definitions import Indicator
from imscore.reference.indicators import Catalogue

_HOW_MANY = re.compile(
    r"^(?:(?:total|all)\s+)?(?:number|no\.?|count)s?\s+of\s+|^(?:total|all)\s+", re.I
)
_LISTS = {"numerator": "counted", "denominator": "populations"}
_OF_BIRTHS = "births"
_POP = ("pop",)
_LAYOUTS = ("plain", "wide", "nhs_6_8_weeks")
_POPULATION = frozenset({("population",), ("populations",), ("total", "population")})


def checked(table: Table, catalogue: Catalogue) -> Table | list[Problem]:
    """The table, unless a header of counts says that they are not the indicator's.

    That is: what only another indicator counts, or is of; or a population for what is of births.

    Args:
        table: of any layout but a published one, or a user's own description.
        catalogue: the known indicators.
    """
    if not table.parts or table.layout.own or table.layout.id not in _LAYOUTS:
        return table
    found = [p for part in table.parts if len(part.rows) for p in _of_part(table, part, catalogue)]
    return list({problem.cell: problem for problem in found}.values()) or table


def _of_part(table: Table, part: Part, catalogue: Catalogue) -> Iterator[Problem]:
    about = [catalogue[name] for name in indicators_of(table, part, catalogue)]
    for field in _LISTS:
        column = part.positions.get(field)
        if column is None:
            continue
        for row in _header_rows(table, part):
            text = text_of(table.sheet.columns[column][row])
            rated = "value" in part.positions
            other = next((i for i in about if _is_of_others(text, field, i, rated)), None)
            if text and other:
                yield _problem(table, row, column, field, text, other)


def _header_rows(table: Table, part: Part) -> range:
    period = part.fixed.get("period")
    row = max(table.header_row - 1, period.row if period else 0)
    first = int(part.rows.min())
    return range(row if row < first else table.header_row - 1, min(first, row + 4))


def indicators_of(table: Table, part: Part, catalogue: Catalogue) -> list[str]:
    """The ids of the indicators of a part's rows, as far as they are known."""
    if "indicator" in part.fixed:
        texts = [part.fixed["indicator"].text]
    else:
        column = part.positions.get("indicator", -1)
        if column < 0:
            return []
        cells = as_column(table.sheet.columns[column])
        # What stands elsewhere in the column of a sheet's only table is no indicator's name.
        alone = len(table.parts) == 1
        texts = [text_of(c) for c in (cells if alone else cells.take(part.picked)).distinct]
    found = (
        published(t, catalogue)[0] or understood(t, catalogue)[0] for t in texts[:MOST_NAMES] if t
    )
    return [name for name in dict.fromkeys(found) if name]


def _is_of_others(text: str, field: str, about: Indicator, rated: bool) -> bool:
    """Whether a header is known to be of another indicator's counts, and not of this one's.

    The short `POP` of the health compendium is whatever its rates are out of: so it is refused
    only where no rate beside it (`rated`) can bear that out.
    """
    bare = re.sub(r"[(\[].*?[)\]]|\*+$", " ", split(text)[1] or text).strip()
    words = tokens(_HOW_MANY.sub("", bare))
    if words in _own(field, about):
        return False
    if field == "denominator" and (words in _POPULATION or (words == _POP and not rated)):
        return any(_OF_BIRTHS in phrase for phrase in _own(field, about))
    return words in _known(field)


def _own(field: str, about: Indicator) -> frozenset[Tokens]:
    named = (about.events, about.numerator) if field == "numerator" else (
        about.population, about.denominator)  # fmt: skip
    return listed(_LISTS[field], about.id) | {tokens(name) for name in named}


@lru_cache(maxsize=2)
def _known(field: str) -> frozenset[Tokens]:
    return frozenset(
        tokens(phrase) for phrases in lists()[_LISTS[field]].values() for phrase in phrases
    )


def _problem(
    table: Table, row: int, column: int, field: str, text: str, about: Indicator
) -> Problem:
    own = about.events if field == "numerator" else about.population
    cell = f"{column_letters(column)}{row + 1}"
    return kinds.OTHER_COUNTS.at(
        table.sheet.file, table.sheet.name, cell, found=repr(" ".join(text.split())),
        indicator=about.short_name, own=own, column=field,
    )  # fmt: skip
