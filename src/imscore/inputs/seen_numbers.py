"""What a reader sees of a number: the words its format sets around it are part of the cell."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from imscore.inputs import markers, number_formats, numbers
from imscore.inputs.format_sections import TEXT, Section, section_for, sections, text_section
from imscore.inputs.rounding import plain_number

# What stands between a number and how it is shown, where that is another number.
OTHERWISE = ", shown "


def speaks(parts: tuple[Section, ...]) -> bool:
    """Whether some part of a format shows words beside a cell, or another figure."""
    shown = any(part.shows and part.adds for part in parts[:TEXT])
    return shown or any(not part.shows or part.adds for part in parts[TEXT:])


def seen(number_format: str, cell: object) -> str | None:
    r"""What stands in a cell as a reader sees it, None where that is the cell as it is stored.

    The number itself keeps all its digits, but for one that words stand before: `<4.6` would tell
    what `<5` does not. Where what the format makes of it cannot be told, that is said, and is no
    number.

    >>> seen('"<"0', 5), seen('0.0" u"', 18.71), seen('0.0"%"', 4.4), seen("#,##0.0", 18.71)
    ('<5', '18.71 u', '4.4%', None)
    >>> seen("0,", 716000), seen('0.0;-0.0;0.0;"n/a"', "18.7"), seen('0"/11"', 2010.0)
    ('716000, shown otherwise', 'n/a', '2010/11')
    """
    if isinstance(cell, str):
        return _seen_text(number_format, cell)
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        return None
    section = section_for(number_format, float(cell))
    if section is None or not section.shows or not section.adds:
        return None
    if not section.certain or (section.negative and cell < 0):
        return f"{plain_number(float(cell))}{OTHERWISE}otherwise"
    return _around(section, Decimal(repr(cell)))


def seen_in_full(number_format: str, cell: object) -> str | None:
    """As `seen`, and what formats show that hide numbers or show them as percentages."""
    hidden = number_formats.covered(number_format, cell)
    if hidden is not None:
        return hidden or ("suppressed" if _is_number(cell) else "")
    found = seen(number_format, cell)
    if found is not None or isinstance(cell, (bool, str)) or not isinstance(cell, (int, float)):
        return found
    section = section_for(number_format, float(cell))
    if section is None or not (section.certain and section.percent):
        return None
    return f"{plain(Decimal(repr(cell)) * 100)}%"


def _seen_text(number_format: str, text: str) -> str | None:
    if len(sections(number_format)) > TEXT:
        words = number_formats.covered(number_format, text)
        if words is not None:
            return words or ("suppressed" if _is_number(text) else None)
    section = text_section(number_format)
    if section is None or not section.shows or not (section.before + section.after).strip():
        return None
    return f"{section.before}{text}{section.after}"


def _around(section: Section, number: Decimal) -> str:
    number = number * 100 if section.percent else number
    digits = plain(number)
    if section.before.strip() and section.decimals is not None:
        digits = f"{number.quantize(Decimal(1).scaleb(-section.decimals), ROUND_HALF_UP):f}"
    whole, point, rest = digits.partition(".")
    digits = f"{whole.zfill(section.width)}{point}{rest}"
    return f"{section.before}{digits}{section.after}".strip()


def plain(number: Decimal) -> str:
    """A number with all its digits, without noughts behind the last and without a power of ten."""
    return f"{number.normalize():f}"


def _is_number(cell: object) -> bool:
    if not isinstance(cell, str):
        return True
    read = numbers.read([cell], counts=False)  # type: ignore[arg-type]
    return not read.bad[0] and not markers.of_cell(cell.strip().casefold())
