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
from imscore.inputs import cells, kinds, layouts, marks, narrowing_cells
from imscore.inputs.case_changes import cut
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import distinct_rows
from imscore.inputs.needless import is_needless
from imscore.inputs.selection import Selection
from imscore.reference.definitions import Indicator
from imscore.reference.indicators import Catalogue, plain

_LAYOUTS = ("plain", "imscore_tidy", "groups")
_HUNDRED = 100
# A word alone in the column of remarks is no remark.
_WORDS_ONLY = frozenset({"remark"})
# Whatever the header: looked at where there are no more different cells than this.
_ANY, _FEW_CELLS, _SAMPLE = "anywhere", 60, 1_000
_SHARE = re.compile(r"%|\bper ?cent(age)?s?\b|\bproportions?\b")
# A percentage of something else than the people that the indicator is about.
_OTHER = re.compile(r"\b(changes?|points?|differences?|targets?)\b")
_PER = re.compile(r"(?:\bper|/|^x)\s*(\d[\d, ]*)")
_DEPRIVED = re.compile(r"depriv|affluent|quintile|decile")
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
    """The columns on the list, and not read otherwise: position, group and header.

    And those of any header whose cells are known to say what the figures are.
    """
    table = selection.table
    used = {place for name, place in table.positions.items() if name not in _WORDS_ONLY}
    for position, column in enumerate(table.sheet.columns):
        header = cells.text(column[table.header_row - 1])
        named = table.layout.field(header)
        if position in used or (named and named not in _WORDS_ONLY):
            continue
        group = group_of(header)
        if group or _says_something(as_column(column), header):
            yield position, group or _ANY, header


def _says_something(column: Column, header: str) -> bool:
    """Whether cells under a header that is not on a list say what their rows are."""
    words = set(plain(header).split())
    if words & set(narrowing_cells.listed()["not_under"]) or is_needless(header):
        return False
    # Most columns of many different cells are known by their first rows, without loading them.
    if len(set(column[:_SAMPLE])) > _FEW_CELLS or len(column.distinct) > _FEW_CELLS:
        return False
    said = (plain(cells.text(cell)) for cell in column.distinct if isinstance(cell, str))
    return any(narrowing_cells.kind_of(t) and not marks.is_known(header, t) for t in said)


def group_of(header: str) -> str:
    """The list of columns that may narrow their rows that a header is on, "" where on none."""
    spelt = (plain(each).strip(" .:*") for each in (header, cut(header)))
    return next((_groups()[each] for each in spelt if each in _groups()), "")


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
    about = selection.known_texts("indicator")
    if group == _ANY and not _may_be_wrong(said, about, catalogue):
        return
    when = selection.texts("period")
    who = selection.texts("area_code"), selection.texts("area_name")
    valued = Column.of(selection.filled("value"))
    codes, distinct = distinct_rows(said, about, when, valued, *who)
    bad = np.array(
        [
            plain(text) not in _own_place(group, *place)
            and not _fits(text, group, catalogue[i], p, has_value=v)
            for text, i, p, v, *place in distinct
        ],
        dtype=bool,
    )
    wrong = np.flatnonzero(bad[codes]) if len(distinct) else np.zeros(0, dtype=np.intp)
    if not len(wrong):
        return
    if _may_be_of_areas(group, header, said.take(wrong)) and _tells_areas_apart(said, when, *who):
        selection.note(f"column {header!r} is the same in all rows of an area: taken to be of it")
        return
    # Refused for this: what else they would clash with is no news.
    selection.faulty.update(int(row) for row in selection.rows[wrong])
    cell = f"{column_letters(position)}{header_row}"
    example = said[int(wrong[0])]
    of_unit = group == "units" or (
        group == _ANY and narrowing_cells.kind_of(plain(example)) in ("unit", "count")
    )
    kind = kinds.NARROWING_UNIT if of_unit else kinds.NARROWING_COLUMN
    words = {"example": repr(example), "unit": catalogue[about[int(wrong[0])]].unit}
    found = repr(header) if header else column_letters(position)
    selection.problems.append(kind.at(sheet.file, sheet.name, cell, found=found, **words))


def _may_be_wrong(said: Column, about: Column, catalogue: Catalogue) -> bool:
    """Whether a cell would not fit in some row: a few texts are looked at, and no rows."""
    return any(
        not _fits(text, _ANY, catalogue[name], "", has_value=True)
        for text in said.present()
        for name in about.present()
    )


def _may_be_of_areas(group: str, header: str, wrong: Column) -> bool:
    """Whether a column may tell something of each area as a whole, such as its deprivation."""
    if group == _ANY:
        return all(_DEPRIVED.search(text.casefold()) for text in wrong.present())
    return plain(cut(header)).strip(" .:*") in _of_areas(group)


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


def _fits(text: str, group: str, indicator: Indicator, period: str, *, has_value: bool) -> bool:
    """Whether a cell leaves its row what it would be without the column."""
    said = plain(text)
    initials = [sex[:1] for sex in indicator.sexes]
    own = {plain(name) for name in (*indicator.sexes, *initials, *indicator.ages)}
    if not said or said in _accepted(group) or (group == "people" and said in own):
        return True
    if group == _ANY:
        kind = narrowing_cells.kind_of(said)
        group = {"unit": "units", "quarter": "quarters"}.get(kind, kind)
        if not group or said in own or narrowing_cells.is_own(said, indicator):
            return True
        if group == "count":
            return not has_value
    if group == "units":
        return said == plain(indicator.unit) or _is_unit(said, int(indicator.multiplier))
    return group == "quarters" and f"q{narrowing_cells.quarter_of(said)}" in plain(period).split()


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
