"""What the names of rows say that they are: areas, measures, groups of people, targets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts import fields
from imscore.inputs.layouts.groups import is_group, is_never_an_area, is_no_observation
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.phrases import is_known_place
from imscore.inputs.layouts.table import IndexArray
from imscore.inputs.sheets import Sheet
from imscore.reference.areas import is_like_england
from imscore.reference.indicators import Catalogue

MIXED = "areas and measures in one column"


def sorted_rows(
    sheet: Sheet, layout: Layout, rows: IndexArray, column: int, catalogue: Catalogue, about: str
) -> tuple[np.ndarray, str]:
    """Which rows have areas for names; and what all rows are where none has."""
    cells = sheet.columns[column][rows]
    names = [text_of(cell) for cell in cells]
    kinds = {name: _kind(name, layout, catalogue, about) for name in dict.fromkeys(names)}
    kinds |= dict.fromkeys(_sub_rows(cells, kinds), "groups")
    found = set(kinds.values()) - {"nothing"}
    if "measures" in found and "areas" in found:
        return np.ones(len(rows), dtype=bool), MIXED
    kept = np.array([kinds[name] in ("areas", "nothing") for name in names], dtype=bool)
    if "areas" in found or not found:
        return kept, ""
    return kept, "measures" if "measures" in found else "groups of people, or no observations"


def _sub_rows(cells: Iterable[object], kinds: Mapping[str, str]) -> Iterator[str]:
    """Names set in below others, which may be parts of those above them; not known places."""
    texts = [cell for cell in cells if isinstance(cell, str)]
    indented = [text for text in texts if text[:2].isspace() and text.strip()]
    if len(indented) == len(texts):
        return
    for text in indented:
        name = text_of(text)
        if kinds[name] == "areas" and not is_known_place(name) and not is_like_england("", name):
            yield name


def _kind(name: str, layout: Layout, catalogue: Catalogue, about: str) -> str:
    if not name:
        return "nothing"
    if is_never_an_area(name):
        return "targets"
    # England's row, and what may be meant for it, is settled where areas are.
    if is_like_england("", name):
        return "areas"
    if is_no_observation(name):
        return "targets"
    # "Smokers" is a measure under smoking, and "Births" one anywhere.
    if fields.read(name, layout, catalogue, about) is not None:
        return "measures"
    return "groups" if is_group(name) else "areas"
