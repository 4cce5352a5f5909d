"""What the headings of a column say, and the columns that are read together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from imscore.inputs.layouts.table import Fixed
from imscore.periods import parse_marked


@dataclass(frozen=True)
class Found:
    """Columns of one period that are read together.

    Attributes:
        figures: from a field to its column.
        indicator, area: what a heading names, and where.
        measure: of a column without a header of its own; "" where nothing says it.
    """

    figures: Mapping[str, int]
    indicator: Fixed | None = None
    area: Fixed | None = None
    measure: str = ""


@dataclass
class Headings:
    """Everything said above a column.

    Attributes:
        strange: a heading that is not understood, so that the column is not read.
        names: whether it says that the column names the indicator of each row.
    """

    indicator: Fixed | None = None
    area: Fixed | None = None
    measure: str = ""
    strange: Fixed | None = None
    names: bool = False


def is_plain(heading: Fixed) -> bool:
    """Whether a heading is a period or a mere number: it says nothing more of the column."""
    try:
        parse_marked(heading.text)
    except ValueError:
        return not any(letter.isalpha() or letter == "%" for letter in heading.text)
    return True
