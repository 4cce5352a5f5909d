"""Did you mean: the nearest known name to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable

from imscore.look_alikes import holds_look_alikes

# Above this the share of letters in common, in order, is enough by itself.
_ALIKE = 0.8
_LETTERS_A_SLIP, _TRIED = 3, 3


def nearest(text: str, known: Iterable[str], cutoff: float = 0.75) -> str | None:
    """The known name most like `text`, letters' case aside, or None where none is close.

    A word that shares many letters with a name but is no slip of it is not close: `housing` is
    neither Hastings nor smoking.

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
        for found in difflib.get_close_matches(folded, spelt, n=_TRIED, cutoff=cutoff):
            if _is_slip(folded, found):
                return spelt[found]
    return None


def _is_slip(text: str, name: str) -> bool:
    """Whether one may be meant by the other: much alike, or few letters wrong for their length."""
    import difflib

    longest = max(len(text), len(name))
    if difflib.SequenceMatcher(None, text, name).ratio() >= _ALIKE:
        return True
    return slips(text, name) <= max(1, longest // _LETTERS_A_SLIP)


def slips(text: str, name: str) -> int:
    """The fewest letters to put in, leave out, change, or swap with the next (Damerau's measure).

    >>> slips("wrong_unti", "wrong_unit"), slips("boltn", "bolton")
    (1, 1)
    """
    before: list[int] = []
    last = list(range(len(name) + 1))
    for i, letter in enumerate(text, start=1):
        row = [i]
        for j, other in enumerate(name, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            swapped = i > 1 and j > 1 and letter == name[j - 2] and text[i - 2] == other
            row.append(min(cost, before[j - 2] + 1) if swapped else cost)
        before, last = last, row
    return last[-1]


def did_you_mean(text: str, known: Iterable[str], cutoff: float = 0.75) -> str:
    """A question that ends in a space, or "" where nothing is close.

    Letters that only look Latin are named before it, by their code points.

    >>> did_you_mean("smokng at delivery", ["Smoking at delivery"])
    'Did you mean Smoking at delivery? '
    """
    name = nearest(text, known, cutoff)
    question = f"Did you mean {name}? " if name else ""
    return f"{holds_look_alikes(text)}{question}"
