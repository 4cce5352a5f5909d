"""Marks in a column of their own, which say that a figure is suppressed or unreliable."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache, partial
from pathlib import Path

import numpy as np

from imscore.columns import Column, as_column, coded
from imscore.inputs import cells, kinds, layouts, markers
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import BoolArray, distinct_rows
from imscore.inputs.selection import Selection, count_rows, some
from imscore.reference.indicators import plain

_LAYOUTS = ("plain", "imscore_tidy", "groups")
_FIGURES = ("numerator", "denominator", "value")
_PROVISIONAL = frozenset({"p", "[p]", "provisional", "e", "[e]", "estimate", "estimated", "draft"})
# A remark that is about the whole figure, and not about some of what it is made of.
_WITHHELD = re.compile(
    r"(?:the )?(?:values?|figures?|counts?|data|rate|number)?\s*"
    r"(?:is|are|was|were|has been|have been)?\s*"
    r"(?:suppressed|withheld|not published|redacted|disclosive)\b.*",
    re.I,
)
_SUPPRESSED, _UNRELIABLE = "suppressed", "unreliable"


def join(selection: Selection, given: Column) -> Column:
    """The markers of the rows, with what columns of marks say where a row has none.

    Marks are looked for in tables of our own layouts and of a user's. Those that are not known are
    problems at the column's header: an error where they may say that a figure is not to be shown.

    Args:
        selection: the rows still wanted.
        given: their markers, "" where there is none.
    """
    layout = selection.table.layout
    if layout.shape != "rows" or not (layout.own or layout.id in _LAYOUTS):
        return given
    for header, said in _columns(selection):
        given = _with_marks(selection, given, header, said)
    return given


def _columns(selection: Selection) -> Iterator[tuple[str, Column]]:
    """The header of each column of marks, and for each row the marker that its mark amounts to."""
    table = selection.table
    used = set(table.positions.values())
    for position, column in enumerate(table.sheet.columns):
        header = cells.text(column[table.header_row - 1])
        group = group_of(header)
        if group and position not in used:
            texts = cells.texts(as_column(column).take(table.rows[selection.rows]))
            _tell_unclear(selection, position, group, texts.take(_has_figures(selection)))
            yield header, texts.map(partial(_marker_of, group))
    if "remark" in table.positions:
        header = cells.text(table.sheet.columns[table.positions["remark"]][table.header_row - 1])
        yield header, selection.texts("remark").map(_of_remark)


def _has_figures(selection: Selection) -> BoolArray:
    found: BoolArray = np.logical_or.reduce([selection.filled(name) for name in _FIGURES])
    return found


def _with_marks(selection: Selection, given: Column, header: str, said: Column) -> Column:
    if said.holds_only(""):
        return given
    marked: BoolArray = given.equals("") & ~said.equals("") & _has_figures(selection)
    if not marked.any():
        return given
    what = some(said.take(marked))
    selection.note(f"{count_rows(int(marked.sum()))} taken as {what}, as column {header!r} says")
    codes, distinct = distinct_rows(given, said, marked)
    return coded(codes, [mark if is_so else own for own, mark, is_so in distinct])


def group_of(header: str) -> str:
    """The list of columns of marks that a header is on, "" where on none."""
    return _groups().get(plain(header).strip(" .:*"), "")


def is_known(header: str, text: str) -> bool:
    """Whether a text is a known mark in a column with this header: N under `suppressed`."""
    group = group_of(header)
    return bool(group) and _meaning(group, text) is not None


def _meaning(group: str, text: str) -> str | None:
    """The marker that a mark amounts to, "" for none; None where it is not known."""
    said = plain(text)
    if not said or said in _listed(group, "good") or _is_number(said, group):
        return ""
    if said in _listed(group, "bad"):
        return group
    if group == "marks":
        bracketed = markers.marker(text) if said[0] == "[" or len(said) > 1 else ""
        return bracketed or None
    return None


def _is_number(said: str, group: str) -> bool:
    """Whether a cell is a measure of quality, such as a completeness of 98%."""
    return group == _UNRELIABLE and bool(re.fullmatch(r"\d+(\.\d+)?%?", said)) and said not in "01"


def _marker_of(group: str, text: str) -> str:
    return _meaning(group, text) or ""


def _tell_unclear(selection: Selection, position: int, group: str, texts: Column) -> None:
    unclear = [text for text in texts.present() if _meaning(group, text) is None]
    soft = [text for text in unclear if plain(text) in _PROVISIONAL]
    hard = [text for text in unclear if text not in soft]
    table, sheet = selection.table, selection.table.sheet
    cell = f"{column_letters(position)}{table.header_row}"
    header = repr(cells.text(sheet.columns[position][table.header_row - 1]))
    where = (sheet.file, sheet.name, cell)
    if soft:
        found = f"column {header} ({some(soft)})"
        selection.problems.append(kinds.DRAFT.at(*where, found=found))
    if hard:
        symbols = group == _SUPPRESSED or any(markers.marker(text) for text in hard)
        kind = kinds.UNCLEAR_MARKS if symbols else kinds.UNKNOWN_MARKS
        selection.problems.append(kind.at(*where, found=header, marks=some(map(repr, hard))))


def _of_remark(text: str) -> str:
    if not _WITHHELD.fullmatch(text):
        return ""
    return markers.remark_marker(text) if "not published" in text.casefold() else _SUPPRESSED


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, list[str]]]:
    path = Path(layouts.__file__).parent / "words" / "marks.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    """From a header's plain spelling to the list that it is on."""
    return {plain(h): name for name, group in _words().items() for h in group["headers"]}


@lru_cache(maxsize=16)
def _listed(group: str, which: str) -> frozenset[str]:
    return frozenset(map(plain, _words()[group][which]))
