"""The one period or area that title lines give for a whole table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from imscore.errors import PeriodError
from imscore.inputs.layouts.headings import understand
from imscore.inputs.layouts.part_years import has_part_months, quarters_in, said_of
from imscore.inputs.layouts.phrases import listed, tokens, words_of
from imscore.inputs.layouts.table import Fixed
from imscore.inputs.layouts.title_lines import Lines, is_about_the_making
from imscore.inputs.sheets import Sheet
from imscore.periods import Period, parse_marked
from imscore.reference.indicators import Catalogue, plain

AREA_LABELS = ("area", "area name", "pct", "organisation", "local authority", "geography")
_PERIODS = re.compile(
    r"\b\d{4}\s*(?:/|-|–|to)\s*\d{2,4}\b(?:\s*q[1-4]\b)?|\bq[1-4]\s+\d{4}\s*/\s*\d{2,4}\b", re.I
)
_YEAR = re.compile(r"(?<![\d/–-])(?:19|20)\d\d(?![\d/–-])")
# A title with one of these is over several places, those in the place that it names.
_OF_MANY = re.compile(
    r"\b(?:by|authorities|pcts|trusts|areas|districts|groups|ccgs|icbs|boards|boroughs|councils"
    r"|counties|regions|wards|organisations|providers|neighbours)\b",
    re.I,
)
# Beside a year these make it another period, or one that is not over yet.
_PART_OF_A_YEAR = re.compile(
    r"\b(?:to date|ytd|year to|part[ -]year|so far|months?|h[12]|half"
    r"|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|forecast|projected|projection|plan|planned|target|trajectory"
    r"|q[1-4]\s*(?:-|–|to)\s*q?[1-4])\b",
    re.I,
)
# What a report, or a day, is of: when it was published, never when anything was observed.
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_PUBLISHED_BEFORE = re.compile(
    r"\b(?:published|publication|issued?|released?|updated?|printed|produced|prepared|created"
    r"|revised|as (?:at|of)|(?:data|figures) (?:to|as at)|available|accessed|downloaded|extracted"
    rf"|reports?|edition|version)(?:\W+(?:in|on|of|for|to|from|the|date|{_MONTH}|\d{{1,2}}))*\W*$",
    re.I,
)
_PUBLISHED_AFTER = re.compile(
    r"^\W*(?:(?:annual|public|health|performance|board|final|interim|statistical)\s+)*"
    r"(?:reports?|edition|release|publication|update|issue|bulletin)\b",
    re.I,
)


def period(sheet: Sheet, lines: Lines) -> Fixed | None:
    """The period that the title lines or the sheet's name give, where they give just one.

    A quarter may stand beside its year, in another line or in the sheet's name. None where the
    text makes it another part of a year, or a plan; a mark such as `provisional` stays.
    """
    found: dict[str, Fixed] = {}
    said = list(said_of(sheet, lines))
    quarters = {number for text, _, _ in said for number in quarters_in(text)}
    if len(quarters) > 1 or any(has_part_months(text) for text, _, _ in said):
        return None
    for text, row, column in [*lines, (sheet.name, -1, 0)]:
        if is_about_the_making(text):
            continue
        for match in _named(text):
            try:
                spelt = _of_quarter(parse_marked(match)[0], quarters)
            except PeriodError:
                continue
            if _PART_OF_A_YEAR.search(text.replace(match, " ")):
                return None
            marked = any((w.text,) in listed("provisional") for w in words_of(text))
            shown = f"{spelt} (provisional)" if marked else spelt
            found.setdefault(spelt, Fixed(shown, row, column))
    return next(iter(found.values())) if len(found) == 1 else None


def years_in(text: str) -> list[str]:
    """The pairs of years that a text names, financial years and windows of three years.

    >>> years_in("Smoking at delivery, 2008/09 and 2009-10 (published 2011)")
    ['2008/09', '2009/10']
    """
    found = []
    for match in _named(text):
        try:
            found.append(parse_marked(match)[0].text)
        except PeriodError:
            continue
    return found


def lone_year(lines: Lines) -> Fixed | None:
    """A year that a title line names alone, which may be a calendar or a financial year."""
    for text, row, column in reversed(lines):
        years = _YEAR.findall(text)
        if len(years) == 1 and not _PERIODS.search(text) and not is_about_the_making(text):
            return Fixed(years[0], row, column)
    return None


def _named(text: str) -> Iterator[str]:
    """The pairs of years, and quarters, that a text names, but for dates of publication."""
    for found in _PERIODS.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if not (_PUBLISHED_BEFORE.search(before) or _PUBLISHED_AFTER.search(after)):
            yield found.group()


def _of_quarter(period: Period, quarters: set[int]) -> str:
    """The quarter of a year that the lines name, else the period itself.

    Raises:
        PeriodError: where a quarter is of no year.
    """
    if not quarters or period.kind.endswith("quarter"):
        return period.text
    return parse_marked(f"{period.text} Q{min(quarters)}")[0].text


def area(
    sheet: Sheet, lines: Lines, catalogue: Catalogue, labelled_only: bool = False
) -> Fixed | None:
    """The one area that a table is about, where its titles tell it.

    That is: a labelled line, `Area: Anytown`, or the label and then a cell; else the one place
    that a line names by itself, or behind the indicator: a known one, or one that says what kind
    of place it is, such as `Anytown PCT`; else the same in the file's name.
    """
    labelled = _labelled(sheet, lines)
    if labelled or labelled_only:
        return labelled
    for texts in (lines, [(sheet.name, -1, 0)], [(PurePath(sheet.file).stem, -1, 1)]):
        named = {
            " ".join(tokens(place)): Fixed(place, row, column)
            for text, row, column in texts
            for place in _places(text, catalogue)
        }
        if named:
            return next(iter(named.values())) if len(named) == 1 else None
    return None


def says_area(sheet: Sheet, lines: Lines) -> bool:
    """Whether a line such as `Area: Anytown` says outright of which area a table is."""
    found = _labelled(sheet, [line for line in lines if ":" in line[0]])
    return found is not None


def has_unheaded_texts(sheet: Sheet, header_row: int) -> bool:
    """Whether a column has words and no header: it may be that of the areas."""
    return any(
        not str(cells[header_row]).strip()
        and any(isinstance(cell, str) and cell.strip() for cell in cells[header_row + 1 :])
        for cells in sheet.columns
    )


def _labelled(sheet: Sheet, lines: Lines) -> Fixed | None:
    for text, row, column in lines:
        label, colon, rest = text.partition(":")
        if plain(label) not in AREA_LABELS:
            continue
        if colon and rest.strip():
            return Fixed(rest.strip(), row, column)
        for further in range(column + 1, len(sheet.columns)):
            beside = str(sheet.columns[further][row]).strip()
            if beside:
                return Fixed(beside, row, further)
    return None


def _places(text: str, catalogue: Catalogue) -> Iterator[str]:
    """The place in a text of nothing else, or one behind a break and an indicator, as written."""
    found = understand(text.replace("_", " "), catalogue)
    if len(found.places) != 1 or found.unknown or _OF_MANY.search(text):
        return
    spelt = re.search(r"\W+".join(map(re.escape, found.places[0].split())), text, re.I)
    if spelt:
        yield " ".join(spelt.group().split())
