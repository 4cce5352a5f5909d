"""What title lines and sheet names say for a whole table: its indicator, period or area."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.layouts.headings import Heading, understand
from imscore.inputs.layouts.phrases import Tokens, listed, tokens
from imscore.inputs.layouts.table import OTHER_SHEET, Fixed
from imscore.inputs.layouts.title_lines import Lines, is_about_the_making, lines_of
from imscore.inputs.layouts.title_places import area, has_unheaded_texts, period
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue, plain


@dataclass(frozen=True)
class About:
    """What the lines above a table, and the sheet's name, say of it.

    Attributes:
        indicator: what they name for certain, and where.
        measure: what the figures are, as `Heading.measure`.
        provisional: whether they say that figures may change.
        refusal: a text that may name an indicator and is not understood, so that none is told.
    """

    indicator: Fixed | None = None
    measure: str = ""
    provisional: bool = False
    refusal: Problem | None = None


def fill(
    sheet: Sheet, header_row: int, missing: Sequence[str], catalogue: Catalogue
) -> tuple[dict[str, Fixed], tuple[str, ...], list[Problem]]:
    """Finds in the lines above a header row, or in the sheet's name, what no column is for.

    Args:
        sheet: as it stands.
        header_row: from 0.
        missing: the fields lacking, in words, as `Candidate.missing` gives them.
        catalogue: the known indicators.

    Returns:
        The fields found, a note for each that says where, and what was not understood.
    """
    fixed: dict[str, Fixed] = {}
    lines = lines_of(sheet, range(header_row))
    lacking = {name for column in missing for name in column.split(" or ")}
    said = about(sheet, lines, catalogue) if "indicator" in lacking else About()
    if said.indicator:
        fixed["indicator"] = said.indicator
    if "period" in lacking and (found := period(sheet, lines)):
        fixed["period"] = found
    if "area_name" in lacking:
        found = area(sheet, lines, catalogue, has_unheaded_texts(sheet, header_row))
        fixed |= {"area_name": found} if found else {}
    refusals = [said.refusal] if said.refusal else []
    return fixed, tuple(note(name, found) for name, found in fixed.items()), refusals


def note(name: str, found: Fixed) -> str:
    """The sentence that says where a field was taken from.

    >>> note("area_name", Fixed("Anytown PCT", 0, 0))
    'the area, Anytown PCT, is taken from the title in A1'
    """
    return f"the {name.removesuffix('_name')}, {found.text}, is taken from {where(found)}"


def where(found: Fixed) -> str:
    """The place of what was found, in words."""
    if found.row >= 0:
        return f"the title in {column_letters(found.column)}{found.row + 1}"
    return "the sheet's name" if found.column == 0 else "the file's name"


def about(
    sheet: Sheet, lines: Lines, catalogue: Catalogue, places: Collection[Tokens] = ()
) -> About:
    """Which indicator the nearest title line names, else the sheet's name; and what measure.

    A nearer line that is about something else rules out what a line further off says; the sheet's
    name is ruled out by any line that is not understood.

    Args:
        sheet: as it stands.
        lines: as `lines_of` gives them.
        catalogue: the known indicators.
        places: names of the table's own areas, which a title may name.
    """
    measure, provisional = "", False
    passed: list[tuple[str, int, int]] = []
    for text, row, column in [*reversed(lines), (sheet.name, -1, 0)]:
        if is_about_the_making(text):
            continue
        found = understand(text, catalogue, places)
        provisional |= found.provisional
        if found.indicator:
            owner = catalogue.spellings[plain(found.indicator)][0]
            nearer = [(line, _said_of(line[0], catalogue, places, owner)) for line in passed]
            measure = measure or next((said.measure for _, said in nearer if said.measure), "")
            against = next((each for each in nearer if _rules_out(each[1], row < 0)), None)
            if against:
                return About(refusal=unclear(sheet, *against[0], against[1]))
            if not found.is_clear:
                return About(refusal=unclear(sheet, text, row, column, found))
            told = Fixed(found.indicator, row, column)
            return About(told, measure or found.measure, provisional)
        if found.unknown:
            passed.append((text, row, column))
        else:
            measure = measure or found.measure
    return About(measure=measure, provisional=provisional)


def _said_of(text: str, catalogue: Catalogue, places: Collection[Tokens], owner: str) -> Heading:
    """What a line below a title says: the rest of the title, or what it says by itself."""
    rest = understand(text, catalogue, places, owner)
    if rest.unknown or rest.measure not in ("", "value"):
        return understand(text, catalogue, places)
    return rest


def _rules_out(said: Heading, by_sheet: bool) -> bool:
    """Whether a line nearer to the table is about something else than the title further off."""
    foreign = said.about_a_measure or _is_not_observed(said)
    return bool(said.unknown) and (foreign or by_sheet)


def counts_of(
    indicator: Fixed, sheet: Sheet, lines: Lines, catalogue: Catalogue, places: Collection[Tokens]
) -> About:
    """What the nearest line says where it names the counts or the people of an indicator alone.

    Args:
        indicator: the one that the rest of the sheet is about; where another sheet names it, the
            sheet's own name may say what the figures are of.
        sheet: as it stands.
        lines: as `lines_of` gives them.
        catalogue: the known indicators.
        places: names of the table's own areas.

    Returns:
        The indicator with that measure; what `about` gives, where the line says anything else.
    """
    owner = catalogue.spellings[plain(indicator.text)][0]
    name = [(sheet.name, -1, 0)] if indicator.row == OTHER_SHEET else []
    for text, row, column in [*reversed(lines), *name]:
        found = understand(text, catalogue, places, owner)
        if found.measure and found.measure != "both" and not found.unknown:
            told = Fixed(indicator.text, row, column)
            return About(told, found.measure, found.provisional)
        if found.unknown:
            break
    return about(sheet, lines, catalogue, places)


def not_observed(sheet: Sheet, lines: Lines, catalogue: Catalogue) -> Problem | None:
    """The problem of a line that says that the figures are targets, or of one sex; else None."""
    for text, row, column in [*lines, (sheet.name, -1, 0)]:
        found = understand(text, catalogue)
        if found.unknown and not found.indicator and _is_not_observed(found):
            cell = f"{column_letters(column)}{row + 1}" if row >= 0 else ""
            spelt = repr(" ".join(text.split()))
            return kinds.NOT_OBSERVED.at(sheet.file, sheet.name, cell, found=spelt)
    return None


def unclear(sheet: Sheet, text: str, row: int, column: int, found: Heading) -> Problem:
    """The problem of a text of which some words are not understood."""
    return kinds.HEADING_UNCLEAR.at(
        sheet.file,
        sheet.name,
        f"{column_letters(column)}{row + 1}" if row >= 0 else "",
        found=repr(" ".join(text.split())),
        words=", ".join(repr(word) for word in found.unknown),
    )


def _is_not_observed(found: Heading) -> bool:
    return all(tokens(word) in listed("never_observed") for word in found.unknown)
