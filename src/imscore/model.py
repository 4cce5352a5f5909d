"""The nouns that every room speaks: problems, observations and the scorecard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pandas as pd

    from imscore.records import Records

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
# From the lowest on.
QUALITY_MARKS = ("poor", "fair", "not known", "good")
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
        frame: one row an observation, columns as in `OBSERVATION_COLUMNS`; of millions of rows it
            is made when it is first asked for.
        blocks: the tables that the rows came from.
        problems: warnings; errors never get this far.
        notes: what was inferred or set aside, in sentences with the place.
        inputs: the files read.
        targets: from a sheet called `targets`, as `inputs.targets_file.read_targets` gives them;
            None where there is no such sheet.
    """

    frame: pd.DataFrame
    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    inputs: tuple[InputFile, ...] = ()
    targets: pd.DataFrame | None = None

    @classmethod
    def of_records(
        cls,
        records: Records,
        blocks: tuple[Block, ...],
        problems: tuple[Problem, ...] = (),
        notes: tuple[str, ...] = (),
        inputs: tuple[InputFile, ...] = (),
        targets: pd.DataFrame | None = None,
    ) -> Observations:
        """Observations from columns of codes."""
        made = cls(None, blocks, problems, notes, inputs, targets)  # type: ignore[arg-type]
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
    """One period of a row's own series.

    Attributes:
        value, lower_ci, upper_ci: in the indicator's unit, None where the file shows no figure.
        benchmark_value: of the same period and definition, None where none is known.
        definition: by which it was counted, "" where the indicator has only one.
        marker: why there is no figure, "" where there is one or the file has no such period.
    """

    period: str
    value: float | None
    status: str
    lower_ci: float | None = None
    upper_ci: float | None = None
    benchmark_value: float | None = None
    definition: str = ""
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A local target for a row, kept apart from the comparison with the benchmark.

    Attributes:
        value: in the indicator's unit. period: which it is for.
        status, interval_status: by the value, and by the whole interval: `met`, `not_met`,
            `cannot_tell`, `not_compared` or `not_yet_due`.
        to_reach: how many more events would reach it, below nought for fewer; None where unknown.
        note: how it was found, "" where it was given for the very period.
    """

    value: float
    period: str
    status: str
    interval_status: str
    to_reach: float | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a row's area stands among others of the same period and definition.

    Attributes:
        among: the areas' name, such as `local areas in the input`. areas: how many have a value.
        rank: 1 is the best, or the highest where there is no judgement; None where the row has no
            value or is not among them. shared_by: how many areas share the rank.
        best, worst: values in the indicator's unit; best_area, worst_area: whose they are.
        percentile_25, percentile_75: of the values, None where too few areas have one.
    """

    among: str
    areas: int
    rank: int | None
    shared_by: int
    best: float
    best_area: str
    worst: float
    worst_area: str
    percentile_25: float | None
    percentile_75: float | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark for one side of the data's quality: `good`, `fair`, `poor` or `not known`; and why."""

    mark: str
    reason: str


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the data behind a row are.

    Attributes:
        timeliness: how new the figure is. completeness: what is missing from its last five years.
        validity: what is doubtful at its cells.
    """

    timeliness: Mark
    completeness: Mark
    validity: Mark

    @property
    def overall(self) -> str:
        """The lowest of the three marks; what is not known counts as less than good."""
        found = {self.timeliness.mark, self.completeness.mark, self.validity.mark}
        return next(mark for mark in QUALITY_MARKS if mark in found)


@dataclass(frozen=True)
class Row:
    """One indicator of one area, judged.

    Values, limits, benchmark and differences are in the indicator's unit, unrounded; None where
    there is none. The first block of names is relied on from outside: keep it. `series` is of the
    row's own definition, oldest first; `earlier` are the periods before it by other definitions,
    which are never joined to it.
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
    quality: Quality | None = None
    earlier: tuple[Point, ...] = ()
    target: Target | None = None
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class FunnelArea:
    """One area of a funnel: its counts, its value, the limits at its size, where it lies.

    Attributes:
        funnel_95, funnel_998: `lower`, `similar` or `higher` than the limits at 95% and 99.8%.
        outlier: at 99.8%: `better`, `worse`, `similar`, or `lower`, `higher` without judgement.
    """

    area_code: str
    area_name: str
    numerator: float
    denominator: float
    value: float
    lower_95: float
    upper_95: float
    lower_998: float
    upper_998: float
    funnel_95: str
    funnel_998: str
    outlier: str


@dataclass(frozen=True)
class FunnelCard:
    """A funnel over the areas of an input, ready to be shown.

    Attributes:
        baseline: the middle, in the indicator's unit; `baseline_name`: whose value it is.
        adjusted: whether the limits are widened for overdispersion.
        dispersion: how many times as much as chance alone the areas vary (phi).
        disclosure: which small-number rule was applied, "" where none was.
    """

    indicator: str
    name: str
    unit: str
    polarity: str
    period: str
    definition: str
    baseline: float
    baseline_name: str
    adjusted: bool
    dispersion: float
    areas: tuple[FunnelArea, ...]
    notes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    disclosure: str = ""


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
    """The assembled result for one area: what every output renders.

    Attributes:
        notes, input_problems: of the input as a whole, and shared by all scorecards made of it.
        own_problems: warnings found in judging this area and what it is held against.
        disclosure: which small-number rule was applied, in a sentence; "" where none was.
    """

    area_code: str
    area_name: str
    area_type: str
    rows: tuple[Row, ...]
    domains: tuple[DomainSummary, ...]
    notes: tuple[str, ...] = ()
    input_problems: tuple[Problem, ...] = ()
    made_with: Mapping[str, Any] = field(default_factory=dict)
    own_problems: tuple[Problem, ...] = ()
    disclosure: str = ""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every warning: those of the input, then the area's own."""
        return self.input_problems + self.own_problems

    def counts(self) -> dict[str, int]:
        """How many rows have each status, over all domains."""
        return add_counts(domain.counts for domain in self.domains)

    def to_frame(self) -> pd.DataFrame:
        """The rows as a table, columns named as in the JSON and CSV outputs."""
        import pandas as pd

        return pd.DataFrame([asdict(row) for row in self.rows])


def problems_of(scorecards: Iterable[Scorecard]) -> list[Problem]:
    """Every warning of some scorecards once, in the order in which they give them.

    What the scorecards share is gone through once, not once for each of thousands of areas.
    """
    parts = {
        id(part): part for card in scorecards for part in (card.input_problems, card.own_problems)
    }
    return list(dict.fromkeys(problem for part in parts.values() for problem in part))


def notes_of(scorecards: Iterable[Scorecard]) -> list[str]:
    """Every note on the input as a whole once, in the order in which scorecards give them."""
    parts = {id(card.notes): card.notes for card in scorecards}
    return list(dict.fromkeys(note for part in parts.values() for note in part))


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
