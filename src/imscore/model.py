"""The nouns that every room speaks: problems, observations and the scorecard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd

Severity = Literal["error", "warning"]
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


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that was read: its name as shown, and its SHA-256 in hexadecimal."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Block:
    """A table on a sheet: where its figures' cells are.

    Attributes:
        file: the input's name; `sheet`: "" in a text file.
        columns: from a field such as `numerator` to its column's letters.
    """

    file: str
    sheet: str
    columns: Mapping[str, str]


@dataclass(frozen=True)
class Observations:
    """Everything read from one or many files, England rows included.

    Attributes:
        frame: one row an observation, columns as in `OBSERVATION_COLUMNS`.
        blocks: the tables that the rows came from.
        problems: warnings; errors never get this far.
        notes: what was inferred or set aside, in sentences with the place.
        inputs: the files read.
    """

    frame: pd.DataFrame
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    inputs: tuple[InputFile, ...] = ()

    def cells(self, what: str = "value") -> pd.Series:
        """The cell that holds each observation's figure, such as `G8`, aligned with `frame`.

        Args:
            what: `value`, `numerator` or another field. Where a table has no such column, the
                value's or else the numerator's column stands in.
        """
        letters = {
            number: next(
                (block.columns[f] for f in (what, "value", "numerator") if f in block.columns), ""
            )
            for number, block in enumerate(self.blocks)
        }
        return self.frame["block"].map(letters).astype(str) + self.frame["row"].astype(str)

    def to_frame(self) -> pd.DataFrame:
        """The observations with file, sheet and cell spelled out: what `tidy` writes."""
        frame = self.frame.copy()
        for name in ("file", "sheet"):
            frame[name] = frame["block"].map(
                {number: getattr(block, name) for number, block in enumerate(self.blocks)}
            )
        return frame.assign(cell=self.cells())


@dataclass(frozen=True, slots=True)
class Source:
    """The cell that one figure came from."""

    what: str
    file: str
    sheet: str
    cell: str

    @property
    def text(self) -> str:
        """Such as `numerator: pct.xlsx: Data!E8`."""
        return f"{self.what}: {place(self.file, self.sheet, self.cell)}"


@dataclass(frozen=True, slots=True)
class Change:
    """How a value differs from an earlier one of the same indicator, area and definition.

    Attributes:
        period: the earlier period.
        value: its value in the indicator's unit, None where there is none.
        difference: value now minus value then, None where either is missing.
        reason: why there is no difference, "" where there is one.
    """

    period: str
    value: float | None
    difference: float | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a row's own series; `value` is None where the file shows no figure."""

    period: str
    value: float | None
    status: str


@dataclass(frozen=True)
class Row:
    """One indicator of one area, judged.

    Values, limits, benchmark and differences are in the indicator's unit, unrounded; None where
    there is none. The first block of names is relied on from outside: keep it.
    """

    indicator: str
    domain: str
    period: str
    numerator: float | None
    denominator: float | None
    value: float | None
    lower_ci: float | None
    upper_ci: float | None
    lower_ci_998: float | None
    upper_ci_998: float | None
    method: str
    benchmark_name: str
    benchmark_period: str | None
    benchmark_value: float | None
    benchmark_source: str | None
    difference: float | None
    status: str
    status_998: str
    trend: str
    trend_reason: str
    spc: Mapping[str, Any] | None
    to_reach_benchmark: float | None
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    name: str
    short_name: str
    definition: str
    unit: str
    polarity: str
    events: str
    population: str
    marker: str
    since_previous: Change | None
    since_year_before: Change | None
    series: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class DomainSummary:
    """How many indicators of a domain stand where; what it is blind to.

    Attributes:
        domain: its id; `name`: its words.
        counts: from a status to how many rows have it.
        without_data: names of its indicators that the input has nothing on.
        core: whether the report counts it among those every area looks at.
    """

    domain: str
    name: str
    core: bool
    counts: Mapping[str, int]
    without_data: tuple[str, ...]


@dataclass(frozen=True)
class Scorecard:
    """The assembled result for one area: what every output renders."""

    area_code: str
    area_name: str
    area_type: str
    rows: tuple[Row, ...]
    domains: tuple[DomainSummary, ...]
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    made_with: Mapping[str, Any] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """How many rows have each status, over all domains."""
        return add_counts(domain.counts for domain in self.domains)

    def to_frame(self) -> pd.DataFrame:
        """The rows as a table, columns named as in the JSON and CSV outputs."""
        import pandas as pd

        return pd.DataFrame([asdict(row) for row in self.rows])


def add_counts(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Adds up counts by status.

    >>> add_counts([{"worse": 1}, {"worse": 2, "better": 1}])
    {'worse': 3, 'better': 1}
    """
    total: dict[str, int] = {}
    for part in counts:
        for status, number in part.items():
            total[status] = total.get(status, 0) + number
    return total
