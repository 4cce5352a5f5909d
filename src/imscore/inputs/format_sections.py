"""The parts of a number format: which of them is for a number, and what it shows of it."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

# Quoted words, escaped, repeated and skipped characters, and what stands in square brackets.
_TOKENS = re.compile(
    r'"(?P<words>[^"]*)"|\\(?P<kept>.)|\*(?P<fill>.)|_.|\[(?P<bracket>[^\]]*)\]|(?P<plain>.)', re.S
)
_CONDITION = re.compile(r"^(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "<>": operator.ne,
}  # fmt: skip
_SHOWS = frozenset("0#?@")
_DATE = frozenset("ymdhs")
# A fourth part is of texts.
TEXT = 3
# Words and spaces among the signs of a format, each as one character.
_WORD, _SPACE = "\x00", "\x01"
_NUMBER = re.compile(
    r"[^0#?@g]*?(?P<number>(?=[.,]*[0#?])(?:[0#?](?:[0#?,\x01]*[0#?])?)?(?:\.[0#?]*)?(?:e[+-][0#?]+)?"
    r"|general|@)[^0#?@g]*"
)
# Leaders up to the edge of the cell are no words.
_LEADERS = frozenset(" .-_–")


class _Sign(NamedTuple):
    """One sign of a format as it is parsed, and what it shows."""

    sign: str
    shown: str


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a format: the words it shows, whether it shows the number, and for which.

    Attributes:
        words: all that it shows but the digits.
        before, after: what stands on either side of the number.
        decimals: how many it shows, None where it shows all.
        width: how many digits it shows at least before the point.
        certain: whether what it shows is just the number between `before` and `after`.
        negative: whether it is the part that shows negative numbers without their sign.
    """

    words: str
    shows: bool
    percent: bool
    condition: tuple[str, float] | None
    before: str = ""
    after: str = ""
    decimals: int | None = None
    width: int = 0
    certain: bool = True
    negative: bool = False

    @property
    def adds(self) -> bool:
        """Whether it shows anything of its own, or another figure than is stored."""
        if not self.certain:
            return True
        around = (self.before.strip(), self.after.replace("%", "", self.percent).strip())
        if self.negative:
            return around not in {("-", ""), ("−", ""), ("(", ")"), ("-(", ")")}
        return around not in {("", ""), ("+", "")}


def section_for(number_format: str, number: float) -> Section | None:
    """The part of a format that is for a number."""
    parts = sections(number_format)
    stated = [s for s in parts[:TEXT] if s.condition]
    for section in stated:
        compare, limit = section.condition or ("=", 0.0)
        if _COMPARE[compare](number, limit):
            return section
    rest = [s for s in parts[:TEXT] if not s.condition]
    if not rest:
        return None
    if stated or len(rest) == 1:
        return rest[0]
    if len(rest) == 2:
        return rest[0] if number >= 0 else rest[1]
    return rest[0] if number > 0 else rest[1] if number < 0 else rest[2]


def text_section(number_format: str) -> Section | None:
    """The part of a format that is for texts, None where it has none."""
    parts = sections(number_format)
    if len(parts) > TEXT:
        return parts[TEXT]
    return parts[-1] if number_format.rstrip().endswith("@") or "@" in parts[-1].words else None


# As many as a workbook may have: all of them are asked for, again and again.
@lru_cache(maxsize=1 << 16)
def sections(number_format: str) -> tuple[Section, ...]:
    """The parts of a format, at most four."""
    if number_format.casefold() in ("general", "standard", ""):
        return (Section("", shows=True, percent=False, condition=None),)
    parts: list[list[_Sign]] = [[]]
    conditions: list[tuple[str, float] | None] = [None]
    for token in _TOKENS.finditer(number_format):
        if token["plain"] == ";":
            parts.append([])
            conditions.append(None)
        elif token["bracket"] is not None:
            match = _CONDITION.match(token["bracket"])
            conditions[-1] = (match[1], float(match[2])) if match else conditions[-1]
            parts[-1] += _bracketed(token["bracket"])
        else:
            parts[-1] += _signs(token)
    unconditional = not any(conditions)
    return tuple(
        _made(signs, condition, negative=unconditional and number == 1)
        for number, (signs, condition) in enumerate(zip(parts, conditions, strict=True))
        if number <= TEXT
    )


def _signs(token: re.Match[str]) -> list[_Sign]:
    if token["plain"]:
        return [_Sign(token["plain"].casefold(), token["plain"])]
    if token["fill"]:
        return [] if token["fill"] in _LEADERS else [_Sign(_WORD, token["fill"])]
    words = token["words"] or token["kept"] or ""
    return [_Sign(_SPACE if character.isspace() else _WORD, character) for character in words]


def _bracketed(words: str) -> list[_Sign]:
    """What square brackets show: a currency; hours past 24, as in [h]:mm."""
    if words.startswith("$"):
        return [_Sign(_WORD, character) for character in words[1:].split("-")[0]]
    date = set(words.casefold()) <= _DATE
    return [_Sign(character, character) for character in words.casefold()] if date else []


def _made(
    signs: Sequence[_Sign], condition: tuple[str, float] | None, *, negative: bool
) -> Section:
    shape = "".join(sign.sign for sign in signs).replace(" ", _SPACE)
    plain, general = set(shape), "general" in shape
    date = bool(plain & _DATE) and not general
    shows = bool(plain & (_SHOWS | _DATE)) or general
    words = "".join(sign.shown for sign in signs)
    found = _NUMBER.fullmatch(shape)
    if not found or date:
        return Section(words, shows, "%" in plain, condition, certain=False, negative=negative)
    start, end = found.span("number")
    number = found["number"]
    return Section(
        words,
        shows,
        "%" in plain,
        condition,
        before="".join(sign.shown for sign in signs[:start]),
        after="".join(sign.shown for sign in signs[end:]),
        decimals=None if number in ("general", "@") or "e" in number else _decimals(number),
        width=number.partition(".")[0].count("0"),
        certain=_is_certain(signs[:start], signs[end:]),
        negative=negative,
    )


def _is_certain(before: Sequence[_Sign], after: Sequence[_Sign]) -> bool:
    """Whether the number is not scaled, and no digit of the format's own touches it."""
    # A comma behind the last digit leaves out thousands.
    scaled = bool(after) and after[0].sign == ","
    touching = [*(sign.shown for sign in before[-1:]), *(sign.shown for sign in after[:1])]
    return not scaled and not any(sign.isdigit() for sign in touching)


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])
