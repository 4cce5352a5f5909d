"""Further columns that say that a row is only of a part, or in another unit than its own."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from imscore.columns import Column, as_column
from imscore.inputs import cells, kinds, layouts
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import distinct_rows
from imscore.inputs.selection import Selection
from imscore.reference.definitions import Indicator
from imscore.reference.indicators import Catalogue, plain

_LAYOUTS = ("plain", "imscore_tidy", "groups")
_HUNDRED = 100
_SHARE = re.compile(r"%|\bper ?cent(age)?s?\b|\bproportions?\b")
# A percentage of something else than the people that the indicator is about.
_OTHER = re.compile(r"\b(changes?|points?|differences?|targets?)\b")
_PER = re.compile(r"(?:\bper|/|^x)\s*(\d[\d, ]*)")
_BARE = re.compile(r"\d[\d, ]*(\.0+)?")
_IN_WORDS = {
    "hundred thousand": "100000",
    "ten thousand": "10000",
    "thousand": "1000",
    "hundred": "100",
    "million": "1000000",
}


def refuse_narrowed(selection: Selection, catalogue: Catalogue) -> None:
    """Finds columns that say something of the rows still wanted that would change their meaning.

    They are looked for in tables of our own layouts and of a user's: a published one is known as a
    whole.
    """
    layout = selection.table.layout
    if layout.shape == "rows" and (layout.own or layout.id in _LAYOUTS):
        for position, group, header in _columns(selection):
            look_into(selection, position, group, header, catalogue, selection.table.header_row)


def _columns(selection: Selection) -> Iterator[tuple[int, str, str]]:
    """The columns on the list, and not read otherwise: position, group and header."""
    table = selection.table
    for position, column in enumerate(table.sheet.columns):
        header = cells.text(column[table.header_row - 1])
        group = group_of(header)
        if group and plain(header) not in table.layout.headers:
            yield position, group, header


def group_of(header: str) -> str:
    """The list of columns that may narrow their rows that a header is on, "" where on none."""
    return _groups().get(plain(header).strip(" .:*"), "")


def look_into(
    selection: Selection,
    position: int,
    group: str,
    header: str,
    catalogue: Catalogue,
    header_row: int,
) -> None:
    """Refuses a column of which a cell would change what its row is.

    Args:
        selection: rows with their indicator known.
        position: the column's, from 0.
        group: the list that its header is on.
        header: its header.
        catalogue: the known indicators.
        header_row: the header's row, from 1.
    """
    sheet, rows = selection.table.sheet, selection.table.rows[selection.rows]
    said = cells.texts(as_column(sheet.columns[position]).take(rows))
    about, when = selection.known_texts("indicator"), selection.texts("period")
    who = selection.texts("area_code"), selection.texts("area_name")
    codes, distinct = distinct_rows(said, about, when, *who)
    bad = np.array(
        [
            plain(text) not in _own_place(group, *place) and not _fits(text, group, catalogue[i], p)
            for text, i, p, *place in distinct
        ],
        dtype=bool,
    )
    wrong = np.flatnonzero(bad[codes]) if len(distinct) else np.zeros(0, dtype=np.intp)
    if not len(wrong):
        return
    if plain(header).strip(" .:*") in _of_areas(group) and _tells_areas_apart(said, when, *who):
        selection.note(f"column {header!r} is the same in all rows of an area: taken to be of it")
        return
    # Refused for this: what else they would clash with is no news.
    selection.faulty.update(int(row) for row in selection.rows[wrong])
    cell = f"{column_letters(position)}{header_row}"
    kind = kinds.NARROWING_UNIT if group == "units" else kinds.NARROWING_COLUMN
    words = {"example": repr(said[int(wrong[0])]), "unit": catalogue[about[int(wrong[0])]].unit}
    selection.problems.append(kind.at(sheet.file, sheet.name, cell, found=repr(header), **words))


def _own_place(group: str, code: str, name: str) -> set[str]:
    """What a column of places may hold for a row of a place: its own name or code."""
    return {plain(text) for text in (code, name) if text} if group == "places" else set()


def _tells_areas_apart(said: Column, when: Column, code: Column, name: Column) -> bool:
    """Whether a column is a fact about each area, such as its quintile of deprivation.

    It is one where each area has the same in all of its rows, at least two areas have rows of
    several periods, and not all areas have the same. One row an area proves nothing: it may as
    well be of a part of its people.
    """
    areas = np.array(distinct_rows(code, name)[0])
    pairs = np.unique(np.column_stack([areas, said.codes]), axis=0)
    periods = np.unique(np.column_stack([areas, when.codes]), axis=0)
    constant = len(pairs) == len(np.unique(areas))
    several = int((np.bincount(periods[:, 0]) > 1).sum()) > 1
    return constant and several and len(said.present()) > 1


def _fits(text: str, group: str, indicator: Indicator, period: str) -> bool:
    """Whether a cell leaves its row what it would be without the column."""
    said = plain(text)
    initials = [sex[:1] for sex in indicator.sexes]
    own = {plain(name) for name in (*indicator.sexes, *initials, *indicator.ages)}
    if not said or said in _accepted(group) or (group == "people" and said in own):
        return True
    if group == "units":
        return said == plain(indicator.unit) or _is_unit(said, int(indicator.multiplier))
    quarter = re.fullmatch(r"(?:q|qtr|quarter)? ?([1-4])", said) if group == "quarters" else None
    return bool(quarter and f"q{quarter[1]}" in plain(period).split())


def _is_unit(said: str, multiplier: int) -> bool:
    """Whether a text says the unit that has this multiplier.

    >>> _is_unit("per 1,000 live births", 1000), _is_unit("per 100", 1000), _is_unit("%", 100)
    (True, False, True)
    """
    for words, digits in _IN_WORDS.items():
        said = re.sub(rf"\b{words}\b", digits, said)
    per = _PER.findall(said) or ([said] if _BARE.fullmatch(said) else [])
    if per:
        return all(int(re.sub(r"\.0+$|\D", "", number)) == multiplier for number in per)
    is_share = bool(_SHARE.search(said)) and not _OTHER.search(said)
    return multiplier == _HUNDRED and is_share


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    path = Path(layouts.__file__).parent / "words" / "narrowing.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    """From a header's plain spelling to the list that it is on."""
    groups = {name: group for name, group in _words().items() if name != "accepted"}
    return {plain(h): name for name, group in groups.items() for h in group["headers"]}


@lru_cache(maxsize=16)
def _of_areas(group: str) -> frozenset[str]:
    """The headers of a list that may tell something of an area as a whole."""
    return frozenset(map(plain, _words()[group].get("of_areas", ())))


@lru_cache(maxsize=16)
def _accepted(group: str) -> frozenset[str]:
    """The plain texts that do no harm in the columns of a list."""
    words = _words()
    return frozenset(map(plain, [*words["accepted"], *words[group]["accepted"]]))
