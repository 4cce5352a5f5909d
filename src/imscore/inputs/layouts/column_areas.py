"""Areas across: headings that are areas, told by England's being among them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from imscore.inputs.layouts.groups import is_group, is_never_an_area, is_no_observation
from imscore.inputs.layouts.headings import understand
from imscore.inputs.layouts.phrases import Tokens
from imscore.inputs.layouts.table import Fixed
from imscore.inputs.sheets import Sheet
from imscore.reference.areas import is_england_name
from imscore.reference.indicators import Catalogue


def is_area(sheet: Sheet, heading: Fixed, catalogue: Catalogue, places: Collection[Tokens]) -> bool:
    """Whether a heading is one of a row of areas, told by England's being among them."""
    row = [str(cells[heading.row]).strip() for cells in sheet.columns]
    if not any(is_england_name(text) for text in row):
        return False
    return _may_be_area(heading.text, catalogue, places)


def areas_of(
    texts: Mapping[int, Sequence[Fixed]], catalogue: Catalogue, places: Collection[Tokens]
) -> dict[int, Fixed]:
    """The area of each column, where the headers below a period are areas, England among them.

    Args:
        texts: the headers of each column below the period.
        catalogue: the known indicators.
        places: names of the table's own areas.
    """
    last = {column: below[-1] for column, below in texts.items() if below}
    if not any(is_england_name(below.text) for below in last.values()):
        return {}
    good = all(_may_be_area(below.text, catalogue, places) for below in last.values())
    return last if good and all(len(below) <= 1 for below in texts.values()) else {}


def _may_be_area(text: str, catalogue: Catalogue, places: Collection[Tokens]) -> bool:
    if is_england_name(text):
        return True
    if is_group(text) or is_no_observation(text) or is_never_an_area(text):
        return False
    return not understand(text, catalogue, places).about_a_measure
