"""Headers and titles with periods written too short to be told, such as 08/09 or FY09."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import is_date
from imscore.inputs.cells import text as text_of
from imscore.inputs.layouts.blocks import LEFT, field_of
from imscore.inputs.layouts.header_cells import period_in
from imscore.inputs.layouts.headings import understand
from imscore.inputs.layouts.layout import all_layouts
from imscore.inputs.layouts.title_lines import lines_of
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue

_ROWS_SEARCHED, _FEWEST = 60, 2
_PAIR = re.compile(r"'?(\d{1,2})\s*([/–-]?)\s*(\d\d)")
_WITH_LETTERS = re.compile(r"(?:fy|cy|yr?)\s*'?(?:\d\d|\d{4})(?:\s*[/-]\s*\d\d)?|['’]\d\d", re.I)
_ONE_DIGIT = re.compile(r"\d{4}\s*[/–-]\s*\d")
_IN_TEXT = re.compile(
    r"(?<![\d/.-])(?<!aged )(?<!ages )(?:'?\d\d\s?[/-]?\s?\d\d|FY\s?'?\d{2}(?:\d\d)?)"
    r"(?![\d/.-])",
    re.I,
)
_ROW = re.compile(r"\D")
_CENTURY, _A_YEAR, _A_WINDOW = 100, 1, 2


def find(sheet: Sheet) -> Iterator[Problem]:
    """The problem of the first row whose headers look so, or are dates.

    What they mean is not guessed: 08/09 may be a financial year or a month of one, and FY09 the
    year that starts or that ends in 2009. Of a spreadsheet's date the text that was typed is gone.

    Args:
        sheet: as it stands, in which no table was found.
    """
    for row in range(min(sheet.height, _ROWS_SEARCHED)):
        cells = [(c, column[row]) for c, column in enumerate(sheet.columns) if text_of(column[row])]
        dates = [(c, text_of(cell)) for c, cell in cells if is_date(cell)]
        short = [(c, text_of(cell)) for c, cell in cells if is_short(text_of(cell))]
        others = cells[len(cells) - len(short) :] if short else []
        numbers = any(not isinstance(cell, str) for _, cell in others)
        if numbers and [c for c, _ in others] != [c for c, _ in short]:
            # A row of figures, some of which look so.
            continue
        beside = _is_header(sheet, row, (dates or short)[0][0]) if dates or short else False
        if len(dates) >= _FEWEST or (dates and beside):
            place = f"{column_letters(dates[0][0])}{row + 1}"
            yield kinds.PERIOD_IS_DATE.at(sheet.file, sheet.name, place, found=dates[0][1])
            return
        if len(short) >= _FEWEST or (short and beside):
            place = f"{column_letters(short[0][0])}{row + 1}"
            found = ", ".join(repr(text) for _, text in short)
            yield kinds.SHORT_PERIODS.at(sheet.file, sheet.name, place, found=found)
            return


def is_short(text: str) -> bool:
    """Whether a text may be a period of which too little is written.

    >>> [is_short(text) for text in ("08/09", "0809", "809", "FY09", "06-08", "2008/09", "0810")]
    [True, True, True, True, True, False, False]
    """
    if _WITH_LETTERS.fullmatch(text) or _ONE_DIGIT.fullmatch(text):
        return True
    pair = _PAIR.fullmatch(text)
    if pair is None:
        return False
    apart = (int(pair[3]) - int(pair[1])) % _CENTURY
    return apart == _A_YEAR or (apart == _A_WINDOW and bool(pair[2]))


def in_titles(sheet: Sheet, faults: Sequence[Problem], catalogue: Catalogue) -> list[Problem]:
    """What is wrong with a table of no period, where a title may give one that is too short.

    Args:
        sheet: as it stands.
        faults: what is wrong with its table, a period that it lacks among them.
        catalogue: the known indicators.

    Returns:
        The title's problem in place of the period that is lacking, and of words that were not
        understood for this alone; the faults as they were where no title has one.
    """
    lacking = [fault for fault in faults if fault.expected == "a column called period"]
    header = int(_ROW.sub("", lacking[0].cell)) - 1 if lacking else 0
    for text, row, column in lines_of(sheet, range(header)):
        short = next((found for found in _IN_TEXT.findall(text) if is_short(found)), "")
        if short:
            cell = f"{column_letters(column)}{row + 1}"
            clear = not understand(text.replace(short, " "), catalogue).unknown
            rest = [f for f in faults if f not in lacking and not (clear and f.cell == cell)]
            spelt = repr(" ".join(text.split()))
            kind = kinds.SHORT_PERIOD_IN_TITLE
            return [kind.at(sheet.file, sheet.name, cell, found=spelt), *rest]
    return list(faults)


def _is_header(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a cell stands right of a header of areas, or beside a whole period."""
    wide = next(layout for layout in all_layouts() if layout.shape == "wide")
    texts = [text_of(cells[row]) for cells in sheet.columns]
    return any(field_of(text, wide) in LEFT for text in texts[:column]) or any(
        period_in(text, None) for text in texts if text
    )
