"""What the columns below each area or indicator are, where a second header row names measures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import fields
from imscore.inputs.layouts.blocks import FIGURES
from imscore.inputs.layouts.comparators import is_of_others
from imscore.inputs.layouts.down_header import Column, Header
from imscore.inputs.layouts.groups import is_group, is_no_observation
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.phrases import listed, tokens
from imscore.inputs.layouts.second_row import is_harmless, not_understood
from imscore.inputs.layouts.table import Fixed
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue, plain

_OF_ITSELF = ("value", "numerator")


@dataclass
class Read:
    """The columns that are read.

    Attributes:
        columns: each with its measure.
        faults: cells of the second row without which nothing can be read below their heading.
        doubts: those that are set aside beside others that are read.
        harmless: those over notes, ranks and the like.
    """

    columns: list[Column] = field(default_factory=list)
    faults: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)
    harmless: list[str] = field(default_factory=list)


def read(
    sheet: Sheet,
    layout: Layout,
    catalogue: Catalogue,
    header: Header,
    over: Callable[[Column], tuple[str, str]],
) -> Read:
    """Reads the second header row; without one, the columns are as they were.

    Args:
        sheet: as it stands.
        layout: its headers name measures.
        catalogue: the known indicators.
        header: its columns are one for each cell of the second row.
        over: the id of the indicator that a column is of, and the measure that it is under; each
            "" where nothing says it.
    """
    result = Read()
    for at in dict.fromkeys(column.at for column in header.columns):
        mine = [column for column in header.columns if column.at == at]
        if all(column.below is None for column in mine):
            result.columns += mine
            continue
        told = [(column, _measure(column, layout, catalogue, *over(column))) for column in mine]
        _settle(sheet, told, result)
    # The same words below each area are one fault.
    result.faults = list({problem.message: problem for problem in result.faults[::-1]}.values())
    return replace(result, faults=result.faults[::-1])


def _measure(
    column: Column, layout: Layout, catalogue: Catalogue, about: str, over: str
) -> str | None:
    """The measure of a column below a heading: "" for the heading's own, None if not understood."""
    if column.below is None:
        return ""
    text = column.below.text
    says = fields.read(text, layout, catalogue, about)
    if says is None or is_of_others(text, catalogue, about):
        return None
    named = catalogue.spellings[plain(says.indicator)][0] if says.indicator else about
    if named != about or says.measure not in ("", *FIGURES):
        return None
    if over in ("", "value", says.measure):
        return says.measure
    # A count's own heading over `Value`: the value of a count is the count.
    return over if tokens(text) in listed("beside_periods", "passed") else None


def _settle(sheet: Sheet, told: Sequence[tuple[Column, str | None]], result: Read) -> None:
    """Adds the columns below one heading to those that are read, or says why they are not."""
    understood = [(column, measure) for column, measure in told if measure is not None]
    rest = [column.below for column, measure in told if measure is None and column.below]
    doubtful = [cell for cell in rest if not is_harmless(cell.text)]
    sure = any(measure in _OF_ITSELF for _, measure in understood)
    if not sure and (own := _own_figures(told, doubtful)):
        understood, doubtful = [(own, "")], [cell for cell in doubtful if cell != own.below]
    if not (understood and (sure or {"" for _, m in understood if not m})):
        cell = next(iter(doubtful or rest or [c.below for c, _ in told if c.below]))
        result.faults.append(not_understood(sheet, cell))
        return
    result.columns += [replace(c, says=replace(c.says, measure=m or c.says.measure))
                       for c, m in understood]  # fmt: skip
    result.doubts += [_doubt(sheet, cell) for cell in doubtful]
    harmless = (cell for cell in rest if cell not in doubtful and is_harmless(cell.text))
    result.harmless += [f"{cell.text} ({column_letters(cell.column)})" for cell in harmless]


def _own_figures(
    told: Sequence[tuple[Column, str | None]], doubtful: Sequence[Fixed]
) -> Column | None:
    """The one column called `Actual`, or `Persons` beside the sexes, where nothing else counts."""
    if any(measure is not None for _, measure in told):
        return None
    own = [column for column, _ in told if column.below and _is_passed(column.below.text)]
    others = [cell for cell in doubtful if not own or cell != own[0].below]
    known = all(is_group(cell.text) or is_no_observation(cell.text) for cell in others)
    return own[0] if len(own) == 1 and known else None


def _is_passed(text: str) -> bool:
    words = tokens(text)
    return words in listed("beside_periods", "passed") | listed("beside_periods", "everybody")


def _doubt(sheet: Sheet, cell: Fixed) -> Problem:
    kind = kinds.UNREAD_TARGET if is_no_observation(cell.text) else kinds.UNREAD_HEADER
    where = f"{column_letters(cell.column)}{cell.row + 1}"
    return kind.at(sheet.file, sheet.name, where, found=repr(" ".join(cell.text.split())))


def spread(header: Header, cells: Sequence[Fixed], reach: Mapping[int, range]) -> Header:
    """The header with one column for each cell of a second row.

    Args:
        header: as its first row gives it.
        cells: of the second row.
        reach: the columns that each cell of the first stands over.
    """
    if not cells:
        return header
    columns = [each for c in header.columns for each in _below(c, cells, reach[c.at.column])]
    return replace(header, columns=tuple(columns), last=cells[0].row)


def _below(column: Column, cells: Sequence[Fixed], reach: range) -> Iterator[Column]:
    mine = [cell for cell in cells if cell.column in reach]
    if not any(cell.column == column.at.column for cell in mine):
        yield column
    yield from (replace(column, below=cell) for cell in mine)
