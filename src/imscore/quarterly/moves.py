"""Which kind of change a move from one status or trend to another is."""

from __future__ import annotations

_GOODNESS = {"worse": 0, "similar": 1, "better": 2}


def move(was: str, is_: str) -> str:
    """The kind of a move from one status to another.

    >>> move("similar", "worse"), move("better", "similar"), move("worse", "similar")
    ('now_worse', 'less_good', 'less_bad')
    """
    if is_ == "worse":
        return "now_worse"
    if is_ == "not_compared":
        return "not_compared"
    if is_ == "better":
        return "now_better"
    if was in _GOODNESS and is_ in _GOODNESS:
        return "less_good" if _GOODNESS[is_] < _GOODNESS[was] else "less_bad"
    return "other_move"


def turn(is_: str) -> str:
    """The kind of a turn to another trend."""
    return {"worsening": "now_worsening", "improving": "now_improving"}.get(is_, "trend_changed")
