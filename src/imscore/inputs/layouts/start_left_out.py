"""The line of a description to begin with that leaves out one of two columns of indicators."""

from __future__ import annotations

from dataclasses import dataclass

from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.attempt import Attempt
from imscore.inputs.layouts.headers import best_candidate
from imscore.inputs.layouts.layout import all_layouts
from imscore.inputs.layouts.layout_faults import FILL_IN
from imscore.inputs.layouts.two_indicators import left_out
from imscore.inputs.sheets import Sheet
from imscore.reference.indicators import Catalogue, plain

_LONGEST, _MOST_SAID = 30, 3


@dataclass(frozen=True)
class LeftOutLine:
    """A column that says nothing more of the rows than another of its field; `line` of it."""

    column: int
    line: str


def left_out_line(sheet: Sheet, found: Attempt, catalogue: Catalogue) -> LeftOutLine | None:
    """The second of two columns of indicators, where their headers tell them apart."""
    candidate = best_candidate(sheet, all_layouts()) if found.shape == "rows" else None
    places = candidate.positions.get("indicator", []) if candidate and not found.table else []
    if candidate is None or len(places) != 2:
        return None
    texts = [str(sheet.columns[c][candidate.row]).strip() for c in places]
    if plain(texts[0]) == plain(texts[1]):
        return None
    left = left_out(sheet, candidate, catalogue)
    header = texts[places.index(left.column)]
    where = f"{column_letters(left.column)}{candidate.row + 1}"
    such = on_one_line("; ".join(left.said[:_MOST_SAID]))[:_LONGEST]
    if left.is_sure:
        line = f"not_read = [{quoted(header)}]  # {where}, which says {such}"
    else:
        what = f"{on_one_line(header)} ({where}) if {such} changes nothing of its figures"
        line = f'not_read = ["{FILL_IN}"]  # {what}; else mend the sheet'
    return LeftOutLine(left.column, line)


def on_one_line(text: str) -> str:
    """A text on one line: a comment ends where its line does."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def quoted(text: str) -> str:
    """A text as TOML writes one."""
    escaped = on_one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
