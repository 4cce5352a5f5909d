"""Something wrong or doubtful in an input, and where."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong or doubtful in an input, at a place.

    Attributes:
        severity: `error` (nothing is written) or `warning`.
        code: a stable name of the kind of problem.
        file: the input's name; `sheet`: its sheet, "" in a text file; `cell`: such as `G8`, or "".
        found: what is there. expected: what should be. hint: what to do.
        message: one sentence for people, without the place.
    """

    severity: Severity
    code: str
    file: str
    sheet: str
    cell: str
    found: str
    expected: str
    hint: str
    message: str

    @property
    def place(self) -> str:
        """The place as a person would write it: `pct.xlsx: Data!G8`."""
        return place(self.file, self.sheet, self.cell)

    @property
    def text(self) -> str:
        """The problem on one line: place, severity, sentence, hint."""
        return f"{self.place}: {self.severity}: {self.message}. {self.hint}".rstrip()

    def to_dict(self) -> dict[str, str]:
        """The fields that `--format json` gives; the sentence for people is left out."""
        fields = asdict(self)
        del fields["message"]
        return fields


def place(file: str, sheet: str, cell: str) -> str:
    """Names a place in an input.

    >>> place("pct.xlsx", "Data", "G8"), place("pct.csv", "", "G8"), place("pct.csv", "", "")
    ('pct.xlsx: Data!G8', 'pct.csv: G8', 'pct.csv')
    """
    spot = f"{sheet}!{cell}" if sheet and cell else sheet or cell
    return f"{file}: {spot}" if spot else file
