"""Text that came from a file, made safe to show: the one place for each such rule."""

from __future__ import annotations

import re
import unicodedata

EXCEL_CELL_LIMIT = 32_767
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")

# Control characters, marks that turn the reading direction, characters of no width, tags, and
# halves of pairs that no encoding can hold.
UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e0fff]"
)
_SPACES = re.compile(r"[\s\u2800]+")


def harmless(text: str, longest: int | None = None) -> str:
    r"""Makes text from a file safe to show in a terminal, a page or a cell.

    White space of any kind becomes single spaces. What cannot be seen, or would steer a terminal
    or the reading direction, is spelled out: an escape character becomes the four characters
    `\x1b`, so that tampering shows.

    Args:
        text: any text.
        longest: the most characters to return, a mark included that says how many were cut.

    >>> harmless("Any\x1b[31mtown\nPCT"), harmless("abcdefghijklmnopqrstuvwxyz" * 2, longest=30)
    ('Any\\x1b[31mtown PCT', 'abcdefghijk... (41 characters)')
    """
    if not text.isprintable() or "  " in text or text != text.strip():
        text = UNSEEN.sub(_spelled, _SPACES.sub(" ", text)).strip()
    return text if longest is None else shortened(text, longest)


def shortened(text: str, longest: int) -> str:
    """Cuts text to a length, ending in a mark that says how many characters are gone.

    >>> shortened("abc", 5)
    'abc'
    """
    if len(text) <= longest:
        return text
    room = longest - len(f"... ({len(text)} characters)")
    cut = f"... ({len(text) - room} characters)"
    return text[: longest - len(cut)] + cut


def cell_text(text: str) -> str:
    r"""Makes text from a file safe in a cell of a CSV file that a spreadsheet will open.

    A leading `=`, `+`, `-` or `@` would be run as a formula, so it gets an apostrophe before it;
    the program's own reader takes that apostrophe off again. Text longer than a cell holds is cut
    with a mark. Numbers never pass through here.

    >>> cell_text("=cmd()"), cell_text("Anytown"), cell_text("\t@x")
    ("'=cmd()", 'Anytown', "'@x")
    """
    shown = harmless(text, EXCEL_CELL_LIMIT - 1)
    return f"'{shown}" if shown.startswith(_FORMULA_STARTS) else shown


def encodable(text: str, encoding: str) -> str:
    r"""Spells out the characters that an encoding does not have; `é` becomes `e` where need be.

    >>> encodable("Zoë ≈", "ascii")
    'Zoe \\u2248'
    """
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_in_encoding(character, encoding) for character in text)
    return text


def _in_encoding(character: str, encoding: str) -> str:
    for stand_in in (character, unicodedata.normalize("NFKD", character)):
        kept = stand_in.encode(encoding, "ignore").decode(encoding)
        if kept:
            return kept
    return character.encode(encoding, "backslashreplace").decode(encoding)


def _spelled(match: re.Match[str]) -> str:
    return match.group().encode("unicode_escape").decode("ascii")
