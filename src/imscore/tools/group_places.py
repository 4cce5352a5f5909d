"""Which place's groups are meant."""

from __future__ import annotations

from imscore.errors import UsageError
from imscore.tools.group_names import EVERYONE
from imscore.tools.group_rows import Groups


def choose_place(groups: Groups, wanted: str | None) -> str:
    """The place meant, by name or code.

    Args:
        groups: as read.
        wanted: None where the input has groups of one place only.

    Raises:
        UsageError: where it is not there, or not clear; it lists those there are.
    """
    frame = groups.frame
    there = list(dict.fromkeys(frame.loc[frame["group_kind"] != EVERYONE, "place"]))
    if wanted is None and len(there) == 1:
        return str(there[0])
    folded = (wanted or "").casefold().strip()
    found = [p for p in there if folded in {p.casefold(), *map(str.casefold, groups.called[p])}]
    if wanted and len(found) == 1:
        return str(found[0])
    listed = ", ".join(there[:12]) + (f" and {len(there) - 12} more" if len(there) > 12 else "")
    what = f"There are no groups of {wanted!r}" if wanted else "There are groups of several areas"
    raise UsageError(f"{what}. Say one of these with --area: {listed}.")
