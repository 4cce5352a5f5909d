"""A description of a file to begin with: what is understood of it, and what a person must say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap

from imscore.inputs import cells, kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts import titles
from imscore.inputs.layouts.attempt import Attempt, attempt
from imscore.inputs.layouts.blocks import FIGURES, field_of, find_blocks
from imscore.inputs.layouts.candidate import Candidate
from imscore.inputs.layouts.header_cells import headers_below, period_in
from imscore.inputs.layouts.headers import HEADER_ROWS_SEARCHED, best_candidate
from imscore.inputs.layouts.layout import all_layouts
from imscore.inputs.layouts.layout_faults import FIELDS, FILL_IN
from imscore.inputs.layouts.nearly import looks_like_a_table
from imscore.inputs.layouts.start_left_out import LeftOutLine, left_out_line, on_one_line, quoted
from imscore.inputs.layouts.table import Table
from imscore.inputs.sheets import Sheet
from imscore.reference.indicators import Catalogue

_HEADER_ROWS = 3
_FEWEST_HEADERS = 2
_LONGEST, _LOOKED_AT = 30, 20
# What is written for a field that is lacking; a person may put another of the same kind there.
_USUAL = {"area_code or area_name": "area_name", "numerator or value": "value"}
_SAY = {
    "area_name": "the area that all of it is of",
    "indicator": "an id of `imscore indicators`, if it is that measure as it stands there",
    "period": 'the one period of all of it, such as "2009/10" or "2009/10 Q1"',
    "measure": '"value" for percentages and rates, "numerator" for counts, "denominator" for the '
    "people that they are among",
}


def starting_layout(sheets: Sequence[Sheet], catalogue: Catalogue, name: str) -> str:
    """A layout file to complete, of the sheet that needs one most and of those like it.

    What is understood is written out; what nothing on the sheet says is `FILL IN`, which reading
    refuses; the rest is said in comments.

    Args:
        sheets: of one file, one or more, as they stand.
        catalogue: the known indicators.
        name: what to call the layout.

    Returns:
        The text of a TOML file.
    """
    tried = [(sheet, attempt(sheet, catalogue)) for sheet in sheets]
    unread = [each for each in tried if _is_unread(*each) and looks_like_a_table(each[0])]
    sheet, found = next(iter([*unread, *(t for t in tried if t[1].table), *tried]))
    alike = [s.name for s, a in unread if (a.shape, a.needs) == (found.shape, found.needs)]
    names = [title for title in alike or [sheet.name] if title]
    left = left_out_line(sheet, found, catalogue)
    return "\n".join(
        [
            *_top(sheet, found, names, name, left),
            *_columns(sheet, found, catalogue, left),
            *_sums(found),
            *_says(sheet, found, catalogue),
            *_read_as(found),
        ]
    )


def _is_unread(sheet: Sheet, found: Attempt) -> bool:
    return bool(found.needs) or found.table is None or bool(found.quarters)


def _top(
    sheet: Sheet, found: Attempt, names: Sequence[str], name: str, left: LeftOutLine | None
) -> Iterator[str]:
    yield f"# How {on_one_line(sheet.file)} is to be read. Put what is right in place of"
    yield f"# every {FILL_IN!r}, then give this file to imscore with --layout."
    yield f"id = {quoted(name)}"
    yield f"name = {quoted(f'layout of {sheet.file}')}"
    yield f'shape = "{found.shape}"  # "wide": periods, areas or indicators across; "rows": none is'
    if names:
        yield f"sheets = [{_listed(names)}]  # other sheets are read as without this file"
    yield 'other_indicators = "set aside"  # or "error": what to do with indicators not known'
    yield (
        left.line if left else 'not_read = []  # headers of columns to leave out, such as ["Rank"]'
    )
    yield "# start_years = true  # 2008 is the financial year 2008/09, where there are only those"
    for fault in found.faults:
        if left and fault.code == kinds.TWICE_OTHERWISE_CALLED.code:
            continue
        yield "# In the way, and to be mended on the sheet itself:"
        yield f"# {on_one_line(f'{fault.cell} {fault.message}')}."
    yield ""


def _columns(
    sheet: Sheet, found: Attempt, catalogue: Catalogue, left: LeftOutLine | None
) -> Iterator[str]:
    yield "[columns]  # from a field to its headers on the sheet"
    if found.table is not None and found.shape == "wide":
        by_field = _headers_across(sheet, found.table)
        yield from (f"{name} = [{_listed(texts)}]" for name, texts in by_field.items())
    elif found.shape == "rows":
        yield from _columns_of_rows(sheet, found, catalogue, left)
    else:
        yield from _columns_across(sheet)
    yield ""


def _columns_of_rows(
    sheet: Sheet, found: Attempt, catalogue: Catalogue, left: LeftOutLine | None
) -> Iterator[str]:
    candidate = _candidate(sheet)
    texts = [str(column[candidate.row]).strip() if sheet.height else "" for column in sheet.columns]
    taken = {place for places in candidate.positions.values() for place in places}
    for name, every in candidate.positions.items():
        if " + " in name:
            continue
        places = [place for place in every if left is None or place != left.column]
        headers = list(dict.fromkeys(texts[place] for place in places))
        twice = "  # stands twice: rename one on the sheet" if len(places) > 1 else ""
        below = headers_below(sheet.columns, candidate.row, places[0])
        if name in FIGURES and below:
            over = f"{headers[0]} stands over {', '.join(below)}: write one whole name into one row"
            yield f'{name} = ["{FILL_IN}"]  # {on_one_line(over)}'
            continue
        yield f"{name} = [{_listed(headers)}]{twice}"
    others = [place for place, text in enumerate(texts) if text and place not in taken]
    if found.table is None and others:
        for missing in _lacking(sheet, candidate, catalogue):
            field = _USUAL.get(missing, missing.split(" or ")[0])
            what = "one of the headers below" + ("" if field == "value" else ", or see [says]")
            yield f'{field} = ["{FILL_IN}"]  # {missing}: {what}'
    if others:
        yield "# Headers of the file that no field is for yet:"
    for place in others:
        yield f"# = [{quoted(texts[place])}]{_example(sheet, candidate.row, place)}"
    yield from wrap(f"Fields: {', '.join(FIELDS)}", initial_indent="# ", subsequent_indent="# ")


def _candidate(sheet: Sheet) -> Candidate:
    return best_candidate(sheet, all_layouts()) or Candidate(
        all_layouts()[0], _header_row(sheet), {}
    )


def _lacking(sheet: Sheet, candidate: Candidate, catalogue: Catalogue) -> list[str]:
    """The fields that neither a header nor a title has, in words."""
    told = titles.fill(sheet, candidate.row, candidate.missing, catalogue)[0]
    return [need for need in candidate.missing if not {*need.split(" or ")} & {*told}]


def _sums(found: Attempt) -> Iterator[str]:
    if found.shape == "rows":
        yield "[sums]  # counts that several columns make together, all of them to be added up"
        yield '# numerator = ["Totally breastfed", "Partially breastfed"]'
        yield ""


def _columns_across(sheet: Sheet) -> Iterator[str]:
    """What is to be said of headers over or under the periods, none of which is understood."""
    wide = next(layout for layout in all_layouts() if layout.shape == "wide")
    block = next(find_blocks(sheet, wide), None)
    rows = range(max(0, block.row - _HEADER_ROWS), block.first_data) if block else ()
    first = block.spans[0].first if block else 0
    cells_ = [(column[row], row, at) for row in rows for at, column in enumerate(sheet.columns)]
    texts = {
        cells.text(cell): f"{column_letters(at)}{row + 1}"
        for cell, row, at in reversed(cells_)
        if at >= first and cells.text(cell) and not period_in(cell, None)
    }
    if not texts:
        return
    yield f'value = ["{FILL_IN}"]  # one of the headers below; counts go under numerator'
    yield "# Headers of the file that no field is for yet:"
    yield from (f"# = [{quoted(text)}]  # {cell}" for text, cell in reversed(texts.items()))


def _headers_across(sheet: Sheet, table: Table) -> dict[str, list[str]]:
    """The headers that are known at the top of a table with something across, of what is read."""
    wide = next(layout for layout in all_layouts() if layout.shape == "wide")
    first = min((int(part.rows[0]) for part in table.parts if len(part.rows)), default=0)
    used = {column for part in table.parts for column in part.positions.values()}
    used |= {column for part in table.parts for column, _ in part.elsewhere.values()}
    found: dict[str, dict[str, None]] = {}
    for row in range(max(0, table.header_row - 1 - _HEADER_ROWS), max(first, table.header_row)):
        for column in sorted(used & {*range(len(sheet.columns))}):
            text = cells.text(sheet.columns[column][row])
            if field := field_of(text, wide):
                found.setdefault(field, {})[text] = None
    return {field: list(texts) for field, texts in found.items()}


def _says(sheet: Sheet, found: Attempt, catalogue: Catalogue) -> Iterator[str]:
    yield "[says]  # what holds for all of it, where no column says it"
    needs = set(found.needs)
    if found.table is None and found.shape == "rows":
        # What a header may hold stands as FILL IN there.
        needs = (
            set() if _headers_left(sheet) else _words(_lacking(sheet, _candidate(sheet), catalogue))
        )
    for name, what in _SAY.items():
        if name in needs:
            yield f'{name} = "{FILL_IN}"  # {what}'
        elif name != ("period" if found.shape == "wide" else "measure"):
            yield f'# {name} = "..."  # {what}'
    yield ""


def _headers_left(sheet: Sheet) -> bool:
    """Whether the header row has texts that no field is for."""
    candidate = _candidate(sheet)
    taken = {place for places in candidate.positions.values() for place in places}
    texts = [str(column[candidate.row]).strip() for column in sheet.columns] if sheet.height else []
    return any(text and place not in taken for place, text in enumerate(texts))


def _words(missing: Sequence[str]) -> set[str]:
    return {name for need in missing for name in need.split(" or ")}


def _read_as(found: Attempt) -> Iterator[str]:
    yield "[read_as]  # texts on the sheet to be read as others: periods, indicators, headers"
    for text in found.quarters:
        yield f'{quoted(text)} = "{FILL_IN}"  # such as "2010/11 {text}"'
    for doubt in found.table.doubts if found.table else ():
        yield f"# {on_one_line(f'{doubt.cell}: {doubt.message}')}"
    if not found.quarters:
        yield '# "April to June 2010" = "2010/11 Q1"'
    yield ""


def _header_row(sheet: Sheet) -> int:
    """The first row with several texts and no number: the likeliest header."""
    for row in range(min(sheet.height, HEADER_ROWS_SEARCHED)):
        there = [column[row] for column in sheet.columns if cells.text(column[row])]
        if len(there) >= _FEWEST_HEADERS and all(isinstance(cell, str) for cell in there):
            return row
    return 0


def _example(sheet: Sheet, header: int, place: int) -> str:
    """The first cell below a header, for a person who looks for what it holds."""
    below = sheet.columns[place][header + 1 : header + 1 + _LOOKED_AT]
    first = next(filter(None, map(cells.text, below)), "")
    cell = f"{column_letters(place)}{header + 1}"
    return f"  # {cell}" + (f", such as {on_one_line(first)[:_LONGEST]}" if first else "")


def _listed(texts: Sequence[str]) -> str:
    return ", ".join(map(quoted, texts))
