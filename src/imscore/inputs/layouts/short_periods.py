"""Headers that look like periods written too short to be told, such as 08/09 or FY09."""

from __future__ import annotations

import re
from collections.abc import Iterator

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.cells import text as text_of
from imscore.inputs.sheets import Sheet
from imscore.model import Problem

_ROWS_SEARCHED, _FEWEST = 60, 2
_PAIR = re.compile(r"(\d\d)\s*[/-]?\s*(\d\d)")
_WITH_LETTERS = re.compile(r"(?:fy|cy|yr?)\s*'?(?:\d\d|\d{4})(?:\s*[/-]\s*\d\d)?|['’]\d\d", re.I)
_ONE_DIGIT = re.compile(r"\d{4}\s*[/–-]\s*\d")
_CENTURY = 100


def find(sheet: Sheet) -> Iterator[Problem]:
    """The problem of the first row in which several headers look so.

    What they mean is not guessed: 08/09 may be a financial year or a month of one, and FY09 the
    year that starts or that ends in 2009.

    Args:
        sheet: as it stands, in which no table was found.
    """
    for row in range(min(sheet.height, _ROWS_SEARCHED)):
        cells = [(c, text_of(column[row])) for c, column in enumerate(sheet.columns)]
        short = [(c, text) for c, text in cells if _is_short(text)]
        if len(short) >= _FEWEST:
            place = f"{column_letters(short[0][0])}{row + 1}"
            found = ", ".join(repr(text) for _, text in short)
            yield kinds.SHORT_PERIODS.at(sheet.file, sheet.name, place, found=found)
            return


def _is_short(text: str) -> bool:
    if _WITH_LETTERS.fullmatch(text) or _ONE_DIGIT.fullmatch(text):
        return True
    pair = _PAIR.fullmatch(text)
    return pair is not None and int(pair[2]) == (int(pair[1]) + 1) % _CENTURY
