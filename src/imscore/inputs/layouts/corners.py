"""The corner of a header with periods across: what stands over the areas, or over their codes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.blocks import LEFT, Block, field_of
from imscore.inputs.layouts.header_cells import is_filled
from imscore.inputs.layouts.headings import understand
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.line_words import Judged, judged
from imscore.inputs.layouts.part_years import has_part_months, quarters_in
from imscore.inputs.layouts.phrases import Tokens, listed, tokens
from imscore.inputs.layouts.quiet_lines import is_sentence
from imscore.inputs.layouts.table import Fixed
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.areas import is_england_name
from imscore.reference.indicators import Catalogue

_COUNTS = ("numerator", "denominator")


@dataclass(frozen=True)
class Around:
    """What is known of the figures: the indicator's id, their measure, the names of the areas."""

    about: str
    measure: str
    places: Collection[Tokens]


@dataclass(frozen=True)
class Corner:
    """What there is to say of a corner; where there is a fault the block is not to be read."""

    notes: tuple[str, ...] = ()
    doubts: tuple[Problem, ...] = ()
    fault: Problem | None = None


def read(
    sheet: Sheet,
    layout: Layout,
    block: Block,
    left: Mapping[str, int],
    catalogue: Catalogue,
    around: Around,
) -> Corner:
    """Judges a corner that no layout knows, as a line by the table is judged.

    Args:
        sheet: as it stands.
        layout: its headers.
        block: with its periods.
        left: from a field to its column, to the left of the periods.
        catalogue: the known indicators.
        around: what the titles and the areas say.
    """
    notes, doubts = [], []
    for cell in _cells(sheet, layout, block, left):
        place = f"{column_letters(cell.column)}{cell.row + 1}"
        if cell.column == left.get("area_name"):
            notes.append(f"{cell.text} ({place}) is taken to head the areas")
        said = _judged(cell.text, catalogue, around)
        kind = kinds.NARROWING_LINE if said.narrows else kinds.CORNER_UNCLEAR
        if _is_of_a_part_year(cell.text, block):
            kind, said = kinds.PART_OF_YEARS, Judged((cell.text,), True)
        if not said.words:
            continue
        words = {"found": repr(cell.text), "words": ", ".join(map(repr, said.words))}
        problem = kind.at(sheet.file, sheet.name, place, **words)
        if said.narrows and "indicator" not in layout.says:
            return Corner(fault=problem)
        doubts.append(_as_doubt(problem))
    return Corner(tuple(notes), tuple(doubts))


def _as_doubt(problem: Problem) -> Problem:
    """What contradicts a layout that says the indicator is told, and the layout followed."""
    if problem.severity == "warning":
        return problem
    return kinds.LAYOUT_CONTRADICTED.at(
        problem.file, problem.sheet, problem.cell, found=problem.found, says="indicator"
    )


def _cells(sheet: Sheet, layout: Layout, block: Block, left: Mapping[str, int]) -> Iterator[Fixed]:
    """The texts over the columns of areas, from the row of periods to the first figures."""
    for name in ("area_code", "area_name"):
        column = left.get(name, -1)
        rows = range(block.row, block.first_data) if column >= 0 else ()
        cells = [Fixed(str(sheet.columns[column][row]).strip(), row, column) for row in rows]
        texts = [cell for cell in cells if is_filled(cell.text)]
        if not any(field_of(cell.text, layout) in LEFT for cell in texts):
            yield from texts


def _judged(text: str, catalogue: Catalogue, around: Around) -> Judged:
    if is_england_name(text):
        return Judged((text,))
    if tokens(text) in listed("lines", "area_headers") or is_sentence(text):
        return Judged()
    said = judged(text, catalogue, around.places, [around.about] if around.about else ())
    if said.words:
        return said
    measure = understand(text, catalogue, around.places, around.about).measure
    return Judged((text,)) if measure in _COUNTS and measure != around.measure else said


def _is_of_a_part_year(text: str, block: Block) -> bool:
    if not (quarters_in(text) or has_part_months(text)):
        return False
    periods = [span.period for span in block.spans]
    return not any(quarters_in(period) or has_part_months(period) for period in periods)
