"""Parts of a scorecard beside its table, and the area's commentary as one of them."""

from __future__ import annotations

from dataclasses import replace

from imscore.model import Row, Scorecard, Section
from imscore.outputs.harmless import EXCEL_CELL_LIMIT, harmless

NEEDED = "! commentary needed"
COMMENTARY = "Commentary"
_LONGEST, _LONGEST_NAME = 2000, 120
# Longer words would push the rows of a table over many pages.
LONGEST_IN_TABLE = 600


def sections(card: Scorecard) -> tuple[Section, ...]:
    """A scorecard's sections with every text harmless, each row as long as the headings."""
    return tuple(_harmless(section) for section in card.sections)


def with_commentary(card: Scorecard, *, marked: bool = False) -> tuple[Section, ...]:
    """The same after the area's commentary, where there is some or some is needed.

    Args:
        card: whose.
        marked: whether the table of figures itself shows where commentary is needed.
    """
    said = _commentary(card, marked=marked)
    return (*([said] if said else []), *sections(card))


def whole_commentary(card: Scorecard) -> Section | None:
    """The area's commentary as a section of its own, where some is too long for a table's cell."""
    too_long = any(len(words(row)) > LONGEST_IN_TABLE for row in card.rows)
    return _commentary(card, marked=True) if too_long else None


def lead(row: Row) -> str:
    """The role that answers for a row, "" where none is given."""
    return harmless(row.commentary.lead, _LONGEST_NAME) if row.commentary else ""


def words(row: Row) -> str:
    """What the area says of a row, whole; words on another period begin with that period."""
    said = row.commentary
    if said is None or not said.text:
        return ""
    text = harmless(said.text, EXCEL_CELL_LIMIT - 200)
    other = harmless(said.other_period, _LONGEST_NAME)
    return f"(on {other}) {text}" if other else text


def needed(row: Row) -> str:
    """Says that words are asked for and not there, "" where they are there or not asked for."""
    said = row.commentary
    if said is None or not said.missing:
        return ""
    return f"{NEEDED} on {harmless(row.period, _LONGEST_NAME)}" if said.other_period else NEEDED


def numeric(section: Section) -> tuple[bool, ...]:
    """For each column whether it holds whole numbers alone."""
    return tuple(
        bool(section.rows) and all(isinstance(row[place], int) for row in section.rows)
        for place in range(len(section.headers))
    )


def _commentary(card: Scorecard, *, marked: bool) -> Section | None:
    rows = [(_name(row), row) for row in card.rows if row.commentary]
    told = tuple(
        (name, lead(row), " ".join(filter(None, (words(row), needed(row)))))
        for name, row in rows
        if lead(row) or words(row)
    )
    silent = [name for name, row in rows if needed(row) and not (lead(row) or words(row))]
    silent = [] if marked else silent
    if not told and not silent:
        return None
    asked = (f"{NEEDED} on {', '.join(silent)}.",) if silent else ()
    headers = ("Indicator", "Lead", COMMENTARY) if told else ()
    return Section("commentary", COMMENTARY, asked, headers, told)


def _name(row: Row) -> str:
    return harmless(row.short_name or row.name or row.indicator, _LONGEST_NAME)


def _harmless(section: Section) -> Section:
    headers = tuple(harmless(header, _LONGEST_NAME) for header in section.headers)
    width = len(headers)
    return replace(
        section,
        heading=harmless(section.heading, _LONGEST_NAME),
        paragraphs=_texts(section.paragraphs),
        headers=headers,
        rows=tuple(
            tuple(_cell(cell) for cell in (*row, *[""] * width)[:width]) for row in section.rows
        )
        if headers
        else (),
        notes=_texts(section.notes),
    )


def _texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(harmless(text, _LONGEST) for text in texts if text)


def _cell(cell: str | int) -> str | int:
    return cell if isinstance(cell, int) else harmless(cell, _LONGEST)
