"""Marks that publishers set behind a figure or a period: footnotes, provisional, revised."""

from __future__ import annotations

import re

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ"
# A digit has to stand before a lone letter: `p` alone, or the end of a word, is no mark. Digits
# in round brackets are left alone: they may as well be a second figure, or a quarter.
_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:(?<=[\d%])\s?p|\s*[\[(](?:p|prov\.?|provisional)[\])]"
                r"|(?<![a-z])\s*(?:prov\.?|provisional)|\s?ᵖ)$"), "provisional"),
    (re.compile(r"(?:(?<=[\d%])\s?r|\s*[\[(](?:r|rev\.?|revised)[\])]"
                r"|(?<![a-z])\s*(?:rev\.|revised)|\s?ʳ)$"), "revised"),
    (re.compile(r"(?:(?<=[\d%])\s?u|\s*[\[(](?:u|unreliable)[\])])$"), "unreliable"),
    (re.compile(r"(?:\s*[\[(](?:e|est\.?|estimated?)[\])]|(?<![a-z])\s*(?:est\.|estimated?))$"),
     "estimated, so provisional"),
    (re.compile(r"\s*\[b\]$"), "break in the series"),
    (re.compile(r"\s*\[low\]$"), "low"),
    (re.compile(rf"\s*([{_RAISED}]+(?:[,⁾⁽ ]?[{_RAISED}]+)*)$"), "footnote {}"),
    (re.compile(r"\s*(\[(?:notes?\s*)?\d{1,2}(?:\s*,\s*\d{1,2})*\])$"), "footnote {}"),
    # Behind a figure, never alone: alone a star holds a figure back.
    (re.compile(r"(?<=[\d%)\]])\s*([*†‡§]+)$"), "footnote {}"),
    # Left out are letters that stand for a figure held back.
    (re.compile(r"\s*(\([abdf-oqtvwy]\))$"), "footnote {}"),
)  # fmt: skip
_FIRST = re.compile(r"^(provisional|revised):?\s+")


def split(spelt: str) -> tuple[str, tuple[str, ...]]:
    """Takes the marks off the end of a text.

    Args:
        spelt: in lower case, without white space around it.

    Returns:
        The text without them, and what each says; where nothing else would be left, or there are
        none, the text as it was.

    >>> split("18.2²"), split("2008/09 (provisional) [1]"), split("20175")
    (('18.2', ('footnote ²',)), ('2008/09', ('provisional', 'footnote [1]')), ('20175', ()))
    """
    rest, found = spelt, []
    first = _FIRST.match(rest)
    if first:
        rest, found = rest[first.end() :], [first.group(1)]
    while said := _last(rest):
        rest = said[0]
        found.insert(0, said[1])
    return (rest, tuple(found)) if rest and found else (spelt, ())


def _last(spelt: str) -> tuple[str, str] | None:
    for pattern, words in _MARKS:
        match = pattern.search(spelt)
        if match and match.group():
            return spelt[: match.start()].rstrip(), words.format(*match.groups())
    return None
