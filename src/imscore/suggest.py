"""Did you mean: the nearest known name to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(text: str, known: Iterable[str], cutoff: float = 0.75) -> str | None:
    """The known name most like `text`, letters' case aside, or None where none is close.

    >>> nearest("Boltn", ["Bolton", "Bury"])
    'Bolton'
    """
    import difflib

    by_fold = {name.casefold(): name for name in known}
    found = difflib.get_close_matches(text.casefold(), by_fold, n=1, cutoff=cutoff)
    return by_fold[found[0]] if found else None


def did_you_mean(text: str, known: Iterable[str], cutoff: float = 0.75) -> str:
    """A question that ends in a space, or "" where nothing is close.

    >>> did_you_mean("smokng at delivery", ["Smoking at delivery"])
    'Did you mean Smoking at delivery? '
    """
    name = nearest(text, known, cutoff)
    return f"Did you mean {name}? " if name else ""
