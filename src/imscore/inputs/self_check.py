"""Reads a self-check back: each piece of advice once, levels of the list, days in order."""

from __future__ import annotations

from datetime import date

from imscore.dates import a_day, in_words
from imscore.inputs import kinds
from imscore.inputs.cell_names import column_letters
from imscore.inputs.forms import Filled, read_form, refuse
from imscore.model import Rating, SelfCheck, Source
from imscore.reference.advice import headings
from imscore.reference.forms import AREA, FILLED_IN, LEVELS, SELF_CHECK, VISIT
from imscore.reference.indicators import plain
from imscore.suggest import did_you_mean

_ADVICE, _BEFORE, _NOW = 1, 2, 3
_Key = tuple[str, str]


def read_self_check(name: str, content: bytes) -> SelfCheck:
    """Reads the sheet `Self-check` of a workbook, or a file that has nothing but its table.

    Args:
        name: the file's name as shown.
        content: its bytes.

    Raises:
        InputError: with every problem, each at its cell, where one of them is an error.
    """
    filled = read_form(SELF_CHECK, name, content)
    ratings = _ratings(filled)
    visit, filled_in = (_day(filled, label) for label in (VISIT, FILLED_IN))
    if visit and filled_in and filled_in < visit:
        words = {"found": in_words(filled_in), "visit": in_words(visit)}
        filled.say(kinds.DAYS_CROSSED, filled.facts[FILLED_IN][0], 1, **words)
    refuse(filled)
    row, facts = filled.facts.get(AREA, (0, []))
    area_name, area_code = [*facts, "", ""][:2]
    cell = f"B{row + 1}" if area_name or area_code else ""
    sheet = filled.sheet
    return SelfCheck(
        *(sheet.file, sheet.name, cell, area_name, area_code, visit, filled_in),
        tuple(ratings),
        tuple(filled.problems),
    )


def _ratings(filled: Filled) -> list[Rating]:
    form = {(plain(a.table.theme), plain(a.words)): (a.table.theme, a.words) for a in headings()}
    found: dict[_Key, Rating] = {}
    for row, texts in filled.rows():
        key = plain(texts[0]), plain(texts[_ADVICE])
        rating = _rating(filled, row, texts)
        if key not in form:
            hint = did_you_mean(texts[_ADVICE], [words for _, words in form.values()], 0.6)
            what = f"{texts[0]}: {texts[_ADVICE]}"
            filled.say(kinds.UNKNOWN_ADVICE, row, _ADVICE, found=repr(what), suggestion=hint)
        elif key in found:
            words = {"found": repr(texts[_ADVICE]), "first": found[key].source.cell}
            filled.say(kinds.ADVICE_TWICE, row, _ADVICE, **words)
        else:
            found[key] = rating
    _check_missing(filled, [words for key, words in form.items() if key not in found])
    return [found[key] for key in form if key in found]


def _check_missing(filled: Filled, missing: list[tuple[str, str]]) -> None:
    every = [advice.table.theme for advice in headings()]
    for theme in dict.fromkeys(theme for theme, _ in missing):
        mine = [words for of, words in missing if of == theme]
        told = "all of them" if len(mine) == every.count(theme) else "; ".join(mine)
        filled.say(kinds.MISSING_ADVICE, filled.header, 0, theme=repr(theme), found=told)


def _rating(filled: Filled, row: int, texts: list[str]) -> Rating:
    theme, advice, before, now, remark = texts
    levels = [_level(filled, row, place, text) for place, text in ((_BEFORE, before), (_NOW, now))]
    where = f"{column_letters(_NOW)}{row + 1}"
    source = Source("level", filled.sheet.file, filled.sheet.name, where)
    return Rating(theme.strip(), advice.strip(), levels[0], levels[1], remark, source)


def _level(filled: Filled, row: int, place: int, text: str) -> str:
    level = plain(text)
    if level and level not in LEVELS:
        words = {"found": repr(text), "levels": ", ".join(LEVELS)}
        hint = did_you_mean(text, LEVELS, 0.5)
        filled.say(kinds.UNKNOWN_LEVEL, row, place, suggestion=hint, **words)
    return level


def _day(filled: Filled, label: str) -> date | None:
    row, facts = filled.facts.get(label, (0, [""]))
    text = facts[0] if facts else ""
    day = a_day(text)
    if text and day is None:
        filled.say(kinds.NOT_A_DAY, row, 1, found=repr(text))
    return day
