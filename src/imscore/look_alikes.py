"""Letters of other alphabets that look like Latin ones, told by their code points."""

from __future__ import annotations

import re
import unicodedata

_LAST_LATIN = 0x24F
_WORD = re.compile(r"[^\W\d_]+")


def look_alikes(text: str) -> str:
    r"""The letters of a text that are not Latin, each with its code point; "" for none.

    >>> look_alikes("numer\u0430tor"), look_alikes("numerator")
    ('U+0430 CYRILLIC SMALL LETTER A', '')
    """
    foreign = [letter for letter in text if letter.isalpha() and ord(letter) > _LAST_LATIN]
    return ", ".join(
        f"U+{ord(letter):04X} {unicodedata.name(letter, 'without a name')}"
        for letter in dict.fromkeys(foreign)
    )


def holds_look_alikes(text: str) -> str:
    r"""A sentence that names such letters and ends in a space, or "" where there are none.

    >>> holds_look_alikes("numer\u0430tor")
    'It holds U+0430 CYRILLIC SMALL LETTER A. '
    """
    found = look_alikes(text)
    return f"It holds {found}. " if found else ""


def is_mixed(text: str) -> bool:
    r"""Whether a text has Latin letters beside others: no language is written so.

    >>> is_mixed("numer\u0430tor"), is_mixed("\u0434\u0430\u0442\u0430")
    (True, False)
    """
    words = _WORD.findall(text)
    return bool(look_alikes(text)) and any(ord(c) <= _LAST_LATIN for word in words for c in word)
