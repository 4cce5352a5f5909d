"""Did you mean: the nearest known name to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(text: str, known: Iterable[str], cutoff: float = 0.75) -> str | None:
    """The known name most like `text`, letters' case aside, or None where none is close.

    >>> nearest("Boltn", ["Bolton", "Bury"]), nearest("smokng", ["Smoking at delivery"])
    ('Bolton', 'Smoking at delivery')
    """
    import difflib

    folded, names = text.casefold(), list(known)
    beginning = len(folded.split()) or 1
    for spelt in (
        {name.casefold(): name for name in names},
        # A name may be cut short: then its first words are compared.
        {" ".join(name.casefold().replace("_", " ").split()[:beginning]): name for name in names},
    ):
        found = difflib.get_close_matches(folded, spelt, n=1, cutoff=cutoff)
        if found:
            return spelt[found[0]]
    return None


def did_you_mean(text: str, known: Iterable[str], cutoff: float = 0.75) -> str:
    """A question that ends in a space, or "" where nothing is close.

    >>> did_you_mean("smokng at delivery", ["Smoking at delivery"])
    'Did you mean Smoking at delivery? '
    """
    name = nearest(text, known, cutoff)
    return f"Did you mean {name}? " if name else ""
