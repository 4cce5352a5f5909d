"""Titles that name no indicator and say that a whole table is of a part, or is no observation."""

from __future__ import annotations

import re
from collections.abc import Collection

_OF_ONE_SEX = (
    r"\W*{sex}(?:\s+(?:only|alone|infants?|bab(?:y|ies)|live|births?|rates?|figures?|data|table))*\W*"
    r"|.*\b{sex} only\W*"
)
_MEN = re.compile(_OF_ONE_SEX.replace("{sex}", r"(?:males?|boys?|men)"), re.I)
_WOMEN = re.compile(_OF_ONE_SEX.replace("{sex}", r"(?:females?|girls?|women)"), re.I)
_ETHNIC = (
    r"(?:asian|black|white|mixed|chinese|indian|pakistani|bangladeshi|african|caribbean|bme|bame|"
    r"(?:ethnic )?minorit(?:y|ies)|gypsy|traveller|polish|roma)"
)
_SEVERAL = r"(?!.*\b(?:by|all|every|each|and white|compared|versus|vs)\b)"
_WHO = r"(?:mothers?|women|bab(?:y|ies)|infants?|births|people|residents|maternities|figures|data)"
_ONE_ETHNIC_GROUP = re.compile(
    rf"{_SEVERAL}\W*{_WHO}?\W*(?:of |from |to |in |for )*{_ETHNIC}\b.*"
    r"\b(?:ethnic|origin|background|heritage|groups?|mothers?|women|only|people)\b.*"
    rf"|\W*{_ETHNIC}(?: only| british)?\W*",
    re.I,
)
_NO_OBSERVATION = (
    r"(?:targets?|trajector(?:y|ies)|forecasts?|projections?|projected figures|planned figures|"
    r"ambitions?|goals)"
)
_NOT_OBSERVED = re.compile(
    r"\W*(?:(?:our|the|all|local|national|regional|agreed|annual|quarterly|stretch|draft|final|pct|"
    rf"laa|these are|figures are|values are)\s+)*{_NO_OBSERVATION}"
    r"(?:\s+(?:agreed|set|signed|only|for|to|from|as|by|in|of)\b.*)?\W*",
    re.I,
)


def is_of_a_part(text: str, sexes: Collection[str] = ()) -> bool:
    """Whether a title says of a whole table that it is of one sex, one ethnic group, or targets.

    Args:
        text: the title.
        sexes: whom the table's indicators are of; where all are of women, such words say no
            more.

    >>> is_of_a_part("Males only"), is_of_a_part("Mothers of Asian ethnic origin")
    (True, True)
    >>> is_of_a_part("Local targets agreed with the SHA"), is_of_a_part("Targets and outcomes")
    (True, False)
    >>> is_of_a_part("Males and females"), is_of_a_part("Mothers by ethnic group")
    (False, False)
    """
    line = " ".join(text.split())
    women = "Female" in sexes
    patterns = (_MEN, _ONE_ETHNIC_GROUP, _NOT_OBSERVED, *(() if women else (_WOMEN,)))
    return any(pattern.fullmatch(line) for pattern in patterns)
