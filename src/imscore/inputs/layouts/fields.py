"""Which measure a short text names: a header below a period, or the label of a row."""

from __future__ import annotations

import re
from collections.abc import Collection

from imscore.inputs.layouts.blocks import FIGURES
from imscore.inputs.layouts.headings import Heading, understand
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.limits import is_of_another_level
from imscore.inputs.layouts.phrases import Tokens, listed, tokens
from imscore.reference.indicators import Catalogue, plain

_BRACKETS = re.compile(r"[(\[](.*?)[)\]]")
_PER = re.compile(r"\b(?:per|/)\s*(\d[\d,]*|thousand)\b", re.I)
_SHARE = re.compile(r"%|\bper\s?cent|\bpercentage", re.I)
# Everybody's deaths are no indicator's counts, though each word of them is understood.
_OF_ALL_AGES = re.compile(
    r"\bdeaths?\b.*\ball[\s-]*(?:ages?|causes?)\b|\ball[\s-]*(?:ages?|causes?)\b.*\bdeaths?\b"
    r"|\ball deaths\b",
    re.I,
)
_OF_INFANTS = re.compile(r"\binfants?\b|\bunder (?:1|one|28)\b|\bneonatal\b", re.I)
_LIMITS = ("lower_ci", "upper_ci", "limits")


def read(
    text: str,
    layout: Layout,
    catalogue: Catalogue,
    about: str = "",
    places: Collection[Tokens] = (),
) -> Heading | None:
    """What a label or a header says: an indicator, a measure or both.

    Args:
        text: such as `Number of conceptions`, `Rate per 1,000`, `Smoking at delivery (%)`.
        layout: its headers name measures.
        catalogue: the known indicators.
        about: the id of the indicator that the table is about, as far as that is known.
        places: names of the table's own areas.

    Returns:
        What it says, `measure` being a field such as `numerator` or `upper_ci`; None where some of
        it is not understood, it names neither, or its unit is not the indicator's.
    """
    if _OF_ALL_AGES.search(text) and not _OF_INFANTS.search(text):
        return None
    found = understand(text, catalogue, places, about)
    named = _owner(found.indicator, catalogue) or about
    field = field_named(text, layout, catalogue, about)
    if field and not found.is_clear:
        if field == "denominator" and named and not _is_of_its_people(text, found.measure):
            return None
        return Heading(measure=field) if has_right_unit(text, field, named, catalogue) else None
    if found.unknown or not (found.indicator or found.measure):
        return None
    return found


def field_named(text: str, layout: Layout, catalogue: Catalogue, about: str = "") -> str:
    """The field that a layout has for a header, what stands in brackets being understood too."""
    spelt = re.sub(r"(?<=[a-z)])[\d,]+$", "", text.strip())
    for whole in (text, spelt):
        found = layout.field(whole)
        if found in _LIMITS and is_of_another_level(text):
            return ""
        if found in FIGURES:
            return found
    bare = layout.field(_BRACKETS.sub(" ", spelt))
    if bare not in FIGURES or (bare in _LIMITS and is_of_another_level(text)):
        return ""
    aside = " ".join(_BRACKETS.findall(spelt))
    is_understood = not understand(aside, catalogue, (), about).unknown or not aside.strip(
        "0123456789, "
    )
    unitless = not about and bool(_PER.search(aside))
    return bare if is_understood or unitless else ""


def has_right_unit(text: str, field: str, about: str, catalogue: Catalogue) -> bool:
    """Whether a unit that a header gives is the indicator's own; so where either is not told."""
    if not about or field in _LIMITS:
        return True
    per = [
        1000 if n.casefold() == "thousand" else int(n.replace(",", "")) for n in _PER.findall(text)
    ]
    if field == "value" and not per and _SHARE.search(text):
        per = [100]
    return all(number == catalogue[about].multiplier for number in per)


def names_a_unit(text: str) -> bool:
    """Whether a header gives a unit: a percentage, or a rate per so many."""
    return bool(_PER.search(text) or _SHARE.search(text))


def _is_of_its_people(text: str, measure: str) -> bool:
    """Whether a header of a denominator names the indicator's own people, or nobody's."""
    bare = tokens(_BRACKETS.sub(" ", text))
    return measure == "denominator" or bare in listed("denominators")


def _owner(named: str, catalogue: Catalogue) -> str:
    return catalogue.spellings[plain(named)][0] if named else ""
