"""Names in a column that are not known: told one by one, or many of them in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from imscore.columns import Column
from imscore.inputs.kinds import Kind
from imscore.inputs.selection import Selection

# What is meant by a name takes a while to find; nobody reads on for so long.
_TOLD_SINGLY = 15


def tell(
    selection: Selection,
    field: str,
    spelt: Column,
    unknown: Sequence[str],
    kinds: tuple[Kind, Kind],
    words: Callable[[str], dict[str, str]],
) -> None:
    """Reports unknown names in the cells of a field.

    Args:
        selection: the rows still wanted.
        field: whose cells they are.
        spelt: those cells' texts, one a row still wanted.
        unknown: the names, each once.
        kinds: of a problem with one name, and with many of them.
        words: what fills in the problem with a name.
    """
    one, many = kinds
    for name in unknown[:_TOLD_SINGLY]:
        selection.problem(one, field, selection.rows[spelt.equals(name)], **words(name))
    rest = unknown[_TOLD_SINGLY:]
    if not rest:
        return
    where = selection.rows[spelt.numbers(frozenset(rest).__contains__, bool)]
    others = f"{rest[0]!r} and {len(rest) - 1:,} other names" if rest[1:] else repr(rest[0])
    selection.problem(many, field, where[:1], **(words(rest[0]) | {"found": others}))
    selection.faulty.update(map(int, where))
