"""Names and codes of areas seen together: one name for many codes, letters that only look Latin."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from imscore.inputs import kinds
from imscore.model import Block, Problem
from imscore.reference import place_names, places

_Row = Mapping[str, Any]
# A trust and an authority share a name, and so does a place whose code was changed.
_MANY = 3
_LISTED = 3
_LAST_OF_LATIN = 0x24F
_CYRILLIC = "аеіјорсухѕһԁԛԝАВЕІЈКМНОРЅТСУХ"
_GREEK = "ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
_LATIN = str.maketrans(_CYRILLIC + _GREEK, "aeijopcyxshdqwABEIJKMHOPSTCYX" + "ovABEZHIKMNOPTYX")


def problems(distinct: Sequence[_Row], blocks: Sequence[Block]) -> Iterator[Problem]:
    """Finds names and codes that are doubtful beside each other.

    Args:
        distinct: a row for each different code, name and type of area, with its block and row.
        blocks: the tables that they came from.

    Returns:
        An error for a name that three codes or more have, where it is not the name of all of their
        places; an error for areas that differ only in letters of another script that look Latin, a
        warning for such letters alone.
    """
    yield from _one_name_for_many(distinct, blocks)
    for field in ("area_code", "area_name"):
        yield from _look_alikes(distinct, blocks, field)


def _one_name_for_many(distinct: Sequence[_Row], blocks: Sequence[Block]) -> Iterator[Problem]:
    rows: dict[str, dict[str, _Row]] = {}
    for row in distinct:
        if row["area_code"] and row["area_name"]:
            named = rows.setdefault(row["area_name"].casefold(), {})
            named.setdefault(row["area_code"].casefold(), row)
    for named in rows.values():
        codes = [row["area_code"] for row in named.values()]
        first = next(iter(named.values()))
        if len(codes) >= _MANY and not all(_is_called(c, first["area_name"]) for c in codes):
            more = f" and {len(codes) - _LISTED} more" if len(codes) > _LISTED else ""
            words = {"codes": ", ".join(codes[:_LISTED]) + more, "number": len(codes)}
            yield _at(first, blocks, "area_name", kinds.ONE_NAME, found=first["area_name"], **words)


def _is_called(code: str, name: str) -> bool:
    place = places.find(code)
    return place is not None and place_names.alike(place.name, name)


def _look_alikes(
    distinct: Sequence[_Row], blocks: Sequence[Block], field: str
) -> Iterator[Problem]:
    spelt = {row[field].casefold(): row for row in reversed(distinct) if row[field]}
    plain = {text: row for text, row in spelt.items() if not _foreign(text)}
    for row in reversed(spelt.values()):
        letters = _foreign(row[field])
        if not letters:
            continue
        latin = plain.get(row[field].translate(_LATIN).casefold())
        words = {"found": repr(row[field]), "letters": letters}
        if latin is None:
            yield _at(row, blocks, field, kinds.LOOK_ALIKE, **words)
        else:
            yield _at(row, blocks, field, kinds.LOOK_ALIKE_AREA, other=repr(latin[field]), **words)


def _foreign(text: str) -> str:
    """The letters and digits of a text that are not Latin, each with its code point."""
    if text.isascii():
        return ""
    found = dict.fromkeys(
        letter
        for letter in text
        if letter.isalnum()
        and ord(letter) > _LAST_OF_LATIN
        and not unicodedata.name(letter, "").startswith("LATIN")
    )
    return ", ".join(
        f"U+{ord(letter):04X} {unicodedata.name(letter, '').lower()}".rstrip() for letter in found
    )


def _at(row: _Row, blocks: Sequence[Block], field: str, kind: kinds.Kind, **words: Any) -> Problem:
    block = blocks[int(row["block"])]
    letters = block.columns.get(field, "A")
    return kind.at(block.file, block.sheet, f"{letters}{row['row']}", **words)
