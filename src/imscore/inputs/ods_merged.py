"""The merged cells of an .ods workbook, which the reader of its values does not tell.

Elements: OASIS OpenDocument 1.3, part 3, section 9.1.
"""

from __future__ import annotations

from xml.parsers import expat

from imscore.inputs.merged import Range
from imscore.inputs.package import Package

_SPANNED = b"number-rows-spanned"
_ROWS, _COLUMNS = "number-rows-spanned", "number-columns-spanned"


def ranges_of(package: Package) -> dict[str, list[Range]]:
    """The cells merged over several rows, by the name of their sheet.

    Args:
        package: the file's parts.

    Returns:
        First and last row and column of each, from 0; nothing for a file of another kind, or for
        one whose parts are not as they should be.
    """
    part = package.part("content.xml")
    if _SPANNED not in part:
        return {}
    try:
        return _parsed(part)
    except (expat.ExpatError, ValueError):
        return {}


def _parsed(part: bytes) -> dict[str, list[Range]]:
    found: dict[str, list[Range]] = {}
    sheet, row, column, again = "", 0, 0, 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal sheet, row, column, again
        own = {name.rpartition(":")[2]: value for name, value in attributes.items()}
        kind = tag.rpartition(":")[2]
        if kind == "table":
            sheet, row, again = own.get("name", ""), 0, 0
        elif kind == "table-row":
            row, column, again = row + again, 0, int(own.get("number-rows-repeated", 1))
        elif kind in ("table-cell", "covered-table-cell"):
            if int(own.get(_ROWS, 1)) > 1:
                end = row + int(own[_ROWS]) - 1, column + int(own.get(_COLUMNS, 1)) - 1
                found.setdefault(sheet, []).append(((row, column), end))
            column += int(own.get("number-columns-repeated", 1))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.Parse(part, True)
    return found
