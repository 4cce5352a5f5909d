"""Loads the England series: one figure in use for each indicator, definition and period."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from imscore.errors import DefinitionError, PeriodError
from imscore.periods import parse
from imscore.reference.definitions import Indicator
from imscore.reference.indicators import built_in_folder

_NEEDED = ("indicator", "period", "value", "source")
_KNOWN = (
    *_NEEDED,
    "definition",
    "numerator",
    "denominator",
    "vintage",
    "in_use",
    "published",
    "note",
)


@dataclass(frozen=True, slots=True)
class EnglandFigure:
    """One published England figure.

    Attributes:
        value: in the indicator's unit; computed from the counts where both are known.
        half_unit: half of the last digit that the source printed, 0.0 where counts are known.
        vintage: when this version of the figure was published, as sortable text.
        in_use: False for an older or other version, kept so that it can be recognised.
        source: official publication or data set; `where`: the file and line it stands in here.
    """

    indicator: str
    definition: str
    period: str
    value: float
    numerator: float | None
    denominator: float | None
    half_unit: float
    vintage: str
    in_use: bool
    source: str
    note: str
    where: str


def load(indicators: Mapping[str, Indicator], path: Path | None = None) -> list[EnglandFigure]:
    """Reads the England series.

    Args:
        indicators: the known ones by id.
        path: the user's own series in place of the built-in one; columns `indicator, period,
            value, source` and, where wanted, `definition, numerator, denominator, vintage,
            in_use, published, note`.

    Returns:
        Every figure in the file's order, those not in use included.

    Raises:
        DefinitionError: with every fault of the file, each with its line.
    """
    path = path or built_in_folder() / "england.csv"
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return _read(stream, path.name, indicators)
    except OSError as error:
        raise DefinitionError(f"{path}: cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise DefinitionError(f"{path.name}: not a UTF-8 text file: save it as CSV UTF-8.") from None


def _read(
    stream: Iterator[str], name: str, indicators: Mapping[str, Indicator]
) -> list[EnglandFigure]:
    reader = csv.DictReader(stream)
    headers = [header or "" for header in reader.fieldnames or ()]
    missing = [column for column in _NEEDED if column not in headers]
    unknown = [header for header in headers if header not in _KNOWN]
    if missing or unknown:
        wrong = [f"no column {c!r}" for c in missing] + [f"unknown column {c!r}" for c in unknown]
        raise DefinitionError(f"{name}: line 1: {'; '.join(wrong)}.")
    figures, faults = [], []
    for record in reader:
        where = f"{name}: line {reader.line_num}"
        try:
            figures.append(_figure(record, where, indicators))
        except ValueError as error:
            faults.append(f"{where}: {error}")
    faults += _clashes(figures)
    if faults:
        raise DefinitionError("\n".join(faults))
    return figures


def _figure(
    record: Mapping[str, str | None], where: str, indicators: Mapping[str, Indicator]
) -> EnglandFigure:
    cells = {key: (text or "").strip() for key, text in record.items() if key is not None}
    indicator = indicators.get(cells["indicator"])
    if indicator is None:
        raise ValueError(f"indicator: {cells['indicator']!r} is not a known id")
    try:
        period = parse(cells["period"])
    except PeriodError as error:
        raise ValueError(f"period: {cells['period']!r} {error}") from None
    if period.kind not in indicator.periods:
        raise ValueError(f"period: {period.text} is not of a kind that {indicator.id} allows")
    definition = cells.get("definition") or indicator.definition_in(period)
    if definition and definition not in {d.id for d in indicator.definitions}:
        raise ValueError(f"definition: {definition!r} is not one of {indicator.id}'s")
    if not cells["source"]:
        raise ValueError("source: is empty; name the publication")
    return _with_value(cells, where, indicator, period.text, definition)


def _with_value(
    cells: Mapping[str, str], where: str, indicator: Indicator, period: str, definition: str
) -> EnglandFigure:
    numerator, denominator = _number(cells, "numerator"), _number(cells, "denominator")
    printed = _number(cells, "value")
    value, half_unit = printed, _half_unit(cells["value"])
    if numerator is not None and denominator:
        value, half_unit = numerator / denominator * indicator.multiplier, 0.0
    if value is None:
        raise ValueError("value: is empty and cannot be computed from counts")
    if printed is not None and abs(value - printed) > _half_unit(cells["value"]) * 1.2 + 1e-9:
        raise ValueError(f"value: {printed} is not what the counts give ({value:.4f})")
    return EnglandFigure(
        indicator.id,
        definition,
        period,
        value,
        numerator,
        denominator,
        half_unit,
        cells.get("vintage", ""),
        cells.get("in_use", "yes") != "no",
        cells["source"],
        cells.get("note", ""),
        where,
    )


def _number(cells: Mapping[str, str], column: str) -> float | None:
    text = cells.get(column, "")
    try:
        return float(text) if text else None
    except ValueError:
        raise ValueError(f"{column}: {text!r} is not a number") from None


def _half_unit(text: str) -> float:
    decimals = len(text.partition(".")[2])
    return 0.5 * 10.0**-decimals if text else 0.0


def _clashes(figures: list[EnglandFigure]) -> list[str]:
    seen: dict[tuple[str, str, str], EnglandFigure] = {}
    faults = []
    for figure in figures:
        if figure.in_use:
            key = (figure.indicator, figure.definition, figure.period)
            first = seen.setdefault(key, figure)
            if first is not figure:
                faults.append(f"{figure.where}: {' '.join(key)} is also in {first.where}")
    return faults
