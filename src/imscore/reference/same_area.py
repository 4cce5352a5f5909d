"""Whether two names and codes are of one area."""

from __future__ import annotations

from imscore.reference import places
from imscore.reference.indicators import plain


def same_area(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two areas, each a name and a code, are one; codes decide where both have one.

    The code of the NHS and that of the Office for National Statistics are one place's. An area
    with neither name nor code may be any.

    >>> same_area(("Anytown", "5ZZ"), ("Anytown as was", "5zz"))
    True
    >>> same_area(("Anytown", "5ZZ"), ("Anytown", "5ZY"))
    False
    """
    if one[1] and other[1]:
        return _same_code(one[1], other[1])
    return not (one[0] and other[0]) or plain(one[0]) == plain(other[0])


def _same_code(one: str, other: str) -> bool:
    if one.casefold() == other.casefold():
        return True
    place = places.find(one)
    return place is not None and place == places.find(other)


def in_words(area: tuple[str, str]) -> str:
    """Such as `Anytown PCT (5ZZ)`."""
    name, code = area
    return " ".join(filter(None, (name, f"({code})" if code and name else code)))
