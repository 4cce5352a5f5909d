"""Everything read from the inputs, as a table in which each figure has its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from imscore.model.problems import Problem

if TYPE_CHECKING:
    import pandas as pd

    from imscore.records import Records

ENGLAND_CODE, ENGLAND_NAME = "E92000001", "England"

# Columns of `Observations.frame`, with what each holds.
OBSERVATION_COLUMNS: dict[str, str] = {
    "area": "what tells areas apart: the code, or the name where there is no code",
    "area_code": "code as in the file, '' where none",
    "area_name": "name as in the file, '' where none",
    "area_type": "England, region, primary care trust, ... or '' where not known",
    "indicator": "an indicator's id",
    "definition": "which of the indicator's definitions, '' where it has only one",
    "period": "canonical text",
    "period_kind": "one of periods.PERIOD_KINDS",
    "period_start": "first month, counted from January of year 0",
    "period_end": "month after the last",
    "numerator": "count of events",
    "denominator": "count of the population at risk",
    "value": "numerator / denominator x multiplier, or as printed where there are no counts",
    "lower_ci": "lower 95% limit as printed in the file",
    "upper_ci": "upper 95% limit as printed in the file",
    "marker": "why there is no figure: one of MARKERS, '' where there is one",
    "remark": "the file's own words about this figure, '' where none",
    "block": "index into Observations.blocks",
    "row": "row number on the sheet, from 1",
}
MARKERS = ("suppressed", "not_available", "not_applicable", "unreliable")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read: its name as shown, and its SHA-256 in hexadecimal."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where a table's figures of one field are that stand on another sheet.

    Attributes:
        file, sheet, letters: the other sheet and its column.
        below: how many rows further down than the table's own row; less than 0 for further up.
    """

    file: str
    sheet: str
    letters: str
    below: int

    def cell(self, row: int) -> str:
        """The cell that belongs to a row of the table."""
        return f"{self.letters}{row + self.below}"


@dataclass(frozen=True, slots=True)
class Block:
    """A table on a sheet: where its figures' cells are.

    Attributes:
        file: the input's name; `sheet`: "" in a text file.
        columns: from a field such as `numerator` to its column's letters.
        elsewhere: from a field to where it is, where another sheet holds it.
    """

    file: str
    sheet: str
    columns: Mapping[str, str]
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)

    def spots(self, what: str, row: int) -> list[tuple[str, str, str]]:
        """The same of each column of a field that is added up from several."""
        added = [name for name in self.columns if name.startswith(f"{what} + ")]
        found = (self.spot(name, row) for name in (what, *added))
        return [spot for spot in found if spot]

    def spot(self, what: str, row: int) -> tuple[str, str, str] | None:
        """File, sheet and cell of a field in a row, None where the table has no such field."""
        if what in self.columns:
            return self.file, self.sheet, f"{self.columns[what]}{row}"
        other = self.elsewhere.get(what)
        return (other.file, other.sheet, other.cell(row)) if other else None


@dataclass(frozen=True)
class Observations:
    """Everything read from one or many files, England rows included.

    Attributes:
        frame: one row an observation, columns as in `OBSERVATION_COLUMNS`; of millions of rows it
            is made when it is first asked for.
        blocks: the tables that the rows came from.
        problems: warnings; errors never get this far.
        notes: what was inferred or set aside, in sentences with the place.
        inputs: the files read.
        targets: from a sheet called `targets`, as `inputs.targets_file.read_targets` gives them;
            None where there is no such sheet.
        commentary: the same of a sheet called `commentary`, as
            `inputs.commentary_file.read_commentary` gives it.
    """

    frame: pd.DataFrame
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    targets: pd.DataFrame | None = None
    commentary: pd.DataFrame | None = None

    @classmethod
    def of_records(
        cls,
        records: Records,
        blocks: tuple[Block, ...],
        problems: tuple[Problem, ...] = (),
        notes: tuple[str, ...] = (),
        inputs: tuple[InputFile, ...] = (),
        targets: pd.DataFrame | None = None,
        commentary: pd.DataFrame | None = None,
    ) -> Observations:
        """Observations from columns of codes."""
        made = cls(None, blocks, problems, notes, inputs, targets, commentary)  # type: ignore[arg-type]
        made.__dict__["records"] = records
        del made.__dict__["frame"]
        return made

    def __getattr__(self, name: str) -> Any:
        if name != "frame" or "records" not in self.__dict__:
            raise AttributeError(name)
        self.__dict__["frame"] = self.records.to_frame()
        return self.__dict__["frame"]

    @cached_property
    def records(self) -> Records:
        """The same rows as columns of codes, for what has to be quick with millions of them."""
        from imscore.records import Records

        return Records.of_frame(self.frame)

    def cells(self, what: str = "value") -> pd.Series:
        """The cell that holds each observation's figure, such as `G8`, aligned with `frame`.

        Args:
            what: `value`, `numerator` or another field. Where a table has no such column, the
                value's or else the numerator's column stands in.
        """
        letters = dict(enumerate(self.letters(what)))
        return self.frame["block"].map(letters).astype(str) + self.frame["row"].astype(str)

    def letters(self, what: str = "value") -> list[str]:
        """For each block the letters of the column that `cells` names."""
        return [
            next((block.columns[f] for f in (what, "value", "numerator") if f in block.columns), "")
            for block in self.blocks
        ]

    def to_frame(self) -> pd.DataFrame:
        """The observations with file, sheet and cell spelled out: what `tidy` writes."""
        frame = self.frame.copy()
        for name in ("file", "sheet"):
            frame[name] = frame["block"].map(
                {number: getattr(block, name) for number, block in enumerate(self.blocks)}
            )
        return frame.assign(cell=self.cells())
