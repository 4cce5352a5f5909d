"""One indicator of one area, judged, and the parts of the judgement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from imscore.model.problems import place

# From the lowest on.
QUALITY_MARKS = ("poor", "fair", "not known", "good")
# A row's note on few events begins so.
FEW_EVENTS = "Unreliable"


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


@dataclass(frozen=True, slots=True)
class Commentary:
    """What an area itself says about one of its figures.

    Attributes:
        lead: the role that answers for it, "" where none is given.
        text: the area's own words, "" where there are none.
        needed: whether words are asked for, because the row is worse than its benchmark.
        source: the cell of the words, None where there are none.
        other_period: the period that the words are about, where it is not the row's own.
    """

    lead: str
    text: str
    needed: bool
    source: Source | None = None
    other_period: str = ""

    @property
    def missing(self) -> bool:
        """Whether words are asked for and there are none about the row's own period."""
        return self.needed and (not self.text or self.other_period != "")


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
    commentary: Commentary | None = None

    @property
    def unreliable(self) -> bool:
        """Whether the figure rests on few events, by the file's own mark or by its count."""
        return self.marker == "unreliable" or any(n.startswith(FEW_EVENTS) for n in self.notes)
