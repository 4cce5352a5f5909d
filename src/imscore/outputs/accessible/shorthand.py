"""What stands in a cell that has no number: never nothing, always explained on the cover."""

from __future__ import annotations

from imscore.outputs.harmless import EXCEL_CELL_LIMIT, harmless

CONFIDENTIAL, NOT_AVAILABLE, NOT_APPLICABLE, UNRELIABLE = "[c]", "[x]", "[z]", "[u]"
MEANINGS = {
    CONFIDENTIAL: "confidential: the figure is suppressed so that nobody can be made out",
    NOT_AVAILABLE: "not available: there is no figure, or it cannot be worked out",
    NOT_APPLICABLE: "not applicable: nothing could stand here",
    UNRELIABLE: "of low reliability: the figure beside it rests on few events",
}
_MARKERS = {
    "suppressed": CONFIDENTIAL,
    "not_available": NOT_AVAILABLE,
    "not_applicable": NOT_APPLICABLE,
    "unreliable": UNRELIABLE,
}

Cell = str | float


def number(value: float | None, marker: str = "") -> Cell:
    """A figure as it is, or why there is none."""
    if value is None:
        return _MARKERS.get(marker, NOT_AVAILABLE)
    return float(value)


def remark(marker: str) -> str:
    """The shorthand for a marker beside a figure, `[z]` where there is none."""
    return _MARKERS.get(marker, NOT_APPLICABLE)


def text(said: str | None, otherwise: str = NOT_APPLICABLE) -> str:
    """A text, or shorthand where there is none."""
    return harmless(said or "", EXCEL_CELL_LIMIT) or otherwise


def note_marks(numbers: tuple[int, ...]) -> str:
    """The numbers of notes as they stand in a cell.

    >>> note_marks((1, 3)), note_marks(())
    ('[note 1] [note 3]', '[z]')
    """
    return " ".join(f"[note {number}]" for number in numbers) or NOT_APPLICABLE
