"""Loads the England series: one figure in use for each indicator, definition and period."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from imscore.errors import DefinitionError, PeriodError
from imscore.periods import parse
from imscore.reference.definitions import Indicator
from imscore.reference.indicators import Catalogue, built_in_folder

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
_NUMBER = re.compile(r"^[0-9]{1,9}(\.[0-9]{0,30})?$")


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


def load(catalogue: Catalogue, path: Path | None = None) -> list[EnglandFigure]:
    """Reads the England series.

    The built-in series is of the built-in definitions: its figures for an indicator that the user
    has their own version of stay only where unit, definition and kind of period are the same.

    Args:
        catalogue: the known indicators.
        path: the user's own series in place of the built-in one; columns `indicator, period,
            value, source` and, where wanted, `definition, numerator, denominator, vintage,
            in_use, published, note`.

    Returns:
        Every figure in the file's order, those not in use included.

    Raises:
        DefinitionError: with every fault of the file, each with its line.
    """
    built_in = built_in_folder() / "england.csv"
    path = path or built_in
    own = path != built_in
    indicators = catalogue.by_id if own else {**catalogue.by_id, **catalogue.replaced}
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            figures = _read(stream, path.name, indicators)
        return figures if own else [f for f in figures if _still_fits(f, catalogue)]
    except csv.Error as error:
        raise DefinitionError(f"{path.name}: its text is no table ({error}).") from None
    except OSError as error:
        raise DefinitionError(f"{path}: cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        message = f"{path.name}: not a UTF-8 text file: save it as CSV UTF-8."
        raise DefinitionError(message) from None


def _still_fits(figure: EnglandFigure, catalogue: Catalogue) -> bool:
    old, new = catalogue.replaced.get(figure.indicator), catalogue[figure.indicator]
    if old is None:
        return True
    same = (old.kind, old.multiplier, old.unit) == (new.kind, new.multiplier, new.unit)
    definitions = {definition.id for definition in new.definitions} or {""}
    return same and figure.definition in definitions and parse(figure.period).kind in new.periods


def _read(
    stream: Iterator[str], name: str, indicators: Mapping[str, Indicator]
) -> list[EnglandFigure]:
    reader = csv.DictReader(stream, strict=True)
    headers = [header or "" for header in reader.fieldnames or ()]
    wrong = [f"no column {column!r}" for column in _NEEDED if column not in headers]
    wrong += [f"unknown column {header!r}" for header in headers if header not in _KNOWN]
    wrong += [f"two columns {header!r}" for header in _KNOWN if headers.count(header) > 1]
    if wrong:
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
    if None in record:
        raise ValueError("more fields than there are columns")
    cells = {key: (text or "").strip() for key, text in record.items()}
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
    if cells.get("in_use", "") not in ("", "yes", "no"):
        raise ValueError(f"in_use: {cells['in_use']!r} is neither yes nor no")
    return _with_value(cells, where, indicator, period.text, definition)


def _with_value(
    cells: Mapping[str, str], where: str, indicator: Indicator, period: str, definition: str
) -> EnglandFigure:
    numerator, denominator = _number(cells, "numerator"), _number(cells, "denominator")
    printed = _number(cells, "value")
    value, half_unit = printed, _half_unit(cells["value"])
    if denominator == 0:
        raise ValueError("denominator: is 0")
    if numerator is not None and denominator is not None:
        value, half_unit = numerator / denominator * indicator.multiplier, 0.0
    if value is None:
        raise ValueError("value: is empty and cannot be computed from counts")
    if indicator.kind == "proportion" and value > indicator.multiplier:
        raise ValueError(f"value: {value} is more than {indicator.multiplier}%")
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
    if not text:
        return None
    if not _NUMBER.match(text):
        raise ValueError(f"{column}: {text!r} is not a number")
    return float(text)


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
