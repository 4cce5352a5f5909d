"""The recent trend of yearly figures, and of the years behind three-year rates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from imscore.periods import Period, parse
from imscore.reference.indicators import Catalogue
from imscore.scorecard.disclosure_words import BY_RULE
from imscore.scorecard.notes import MARKER_WORDS, why_none
from imscore.scorecard.series import FloatArray, PlaceArray, figures, places
from imscore.scorecard.trend_words import NOT_TESTED, Finding, figure, listed, meaning, names_back
from imscore.scorecard.windows import WINDOW, side_by_side

if TYPE_CHECKING:
    from imscore.stats.trend import Trends

_YEAR = 12
_COLUMNS = ("value", "lower_ci", "upper_ci", "numerator", "denominator")


def find_in_years(
    shown: pd.DataFrame, frame: pd.DataFrame, catalogue: Catalogue
) -> Iterator[Finding]:
    """Tests the five years that end with each row's period, all series in one call.

    Three-year windows overlap, so that a line through them would find trends in chance alone: the
    single years up to the window's last are tested instead, where the input has them.

    Args:
        shown: rows to be shown, of years or of three-year windows.
        frame: every judged observation.
        catalogue: the indicators.

    Returns:
        A finding a row, in order.

    Source: Public Health England, Fingertips recent trends guidance.
    """
    from imscore.stats.trend import POINTS

    ends = _ends(shown)
    at = places(ends, frame, _YEAR, POINTS)
    rows: list[Any] = list(shown.itertuples())
    lasts = [_last_year(row) for row in rows]
    barred = _barred(at, ends, frame, lasts)
    tests = _test(at, frame, barred)
    beside = side_by_side(shown, frame, catalogue)
    values = frame["value"].to_numpy(float)
    markers, remarks = (frame[name].to_numpy(object) for name in ("marker", "remark"))
    for i, row in enumerate(rows):
        polarity = catalogue[row.indicator].polarity
        years = _Years(names_back(lasts[i], POINTS), row.period_kind == WINDOW, beside[i])
        if barred[i]:
            yield years.not_tested(f"five years in a row are needed, {years.span}: {barred[i]}")
        elif tests.reason[i]:
            yield years.not_tested(f"the five years {years.span} hold {tests.reason[i]}")
        else:
            doubtful = _doubtful(years.names, markers[at[i]], remarks[at[i]])
            yield years.tested(_Line.of(tests, i), values[at[i]], doubtful, polarity)


class _Line(NamedTuple):
    """What one series' test gave."""

    slope: float
    chi_squared: float
    direction: str

    @classmethod
    def of(cls, tests: Trends, i: int) -> _Line:
        return cls(float(tests.slope[i]), float(tests.chi_squared[i]), str(tests.direction[i]))

    @property
    def words(self) -> str:
        from imscore.stats.trend import CRITICAL

        by = f"by {figure(abs(self.slope), 2)} a year"
        way = f"rises {by}" if self.slope > 0 else f"falls {by}" if self.slope else "is level"
        said = (
            f"{way}; χ² is {figure(self.chi_squared, 2)}, "
            f"and above {figure(CRITICAL, 2)} is significant (99.8%)"
        )
        if self.chi_squared > CRITICAL and self.direction == "no_change":
            said += ", but with one of the years left out the line no longer runs the same way"
        return said


@dataclass(frozen=True, slots=True)
class _Years:
    """The years that stand behind a row.

    Attributes:
        names: the five of them. of_window: whether the row itself is a three-year window.
        notes: what is said beside the row whether they were tested or not.
    """

    names: list[str]
    of_window: bool
    notes: tuple[str, ...]

    @property
    def span(self) -> str:
        return f"{self.names[0]} to {self.names[-1]}"

    def not_tested(self, why: str) -> Finding:
        if self.of_window:
            why = f"three-year windows overlap, and to test single years instead {why}"
        return Finding(NOT_TESTED, f"{why}.", notes=self.notes)

    def tested(self, line: _Line, values: FloatArray, doubtful: str, polarity: str) -> Finding:
        told = ", ".join(figure(value) for value in values)
        said = f"a weighted straight line through {self.span} ({told}) {line.words}"
        if doubtful:
            said += f"; {doubtful}"
        notes = self.notes
        if self.of_window:
            said = f"three-year windows overlap, so single years were tested: {said}"
            notes = (f"The trend is of the single years {self.span}.", *notes)
        return Finding(meaning(line.direction, polarity), f"{said}.", notes=notes)


def _doubtful(names: list[str], markers: NDArray[np.object_], remarks: NDArray[np.object_]) -> str:
    """Which of some years are marked unreliable, and by whom; "" where none is."""
    by_whom: dict[str, list[str]] = {}
    for name, marker, remark in zip(names, markers, remarks, strict=True):
        if marker:
            words = remark if remark.startswith(BY_RULE) else MARKER_WORDS["unreliable"]
            by_whom.setdefault(words, []).append(name)
    return "; ".join(f"{listed(found)} {words}" for words, found in by_whom.items())


def _ends(shown: pd.DataFrame) -> pd.DataFrame:
    windows = shown["period_kind"] == WINDOW
    return shown[["area", "indicator", "definition"]].assign(
        period_kind=shown["period_kind"].mask(windows, "calendar_year"),
        last_start=shown["period_start"].mask(windows, shown["period_end"] - _YEAR),
    )


def _last_year(row: Any) -> Period:
    return parse(str((row.period_end - 1) // _YEAR) if row.period_kind == WINDOW else row.period)


def _test(at: PlaceArray, frame: pd.DataFrame, barred: list[str]) -> Trends:
    from imscore.stats.trend import recent_trend

    value, lower, upper, numerator, denominator = (figures(frame, name, at) for name in _COLUMNS)
    return recent_trend(
        *(value, lower, upper),
        numerator=numerator,
        denominator=denominator,
        suppressed=(at >= 0) & np.isnan(value),
        barred=np.array(barred, dtype=np.str_),
    )


def _barred(
    at: PlaceArray, ends: pd.DataFrame, frame: pd.DataFrame, lasts: list[Period]
) -> list[str]:
    """Why a series cannot be tested for want of figures, "" where it has all five."""
    withheld = (at >= 0) & np.isnan(figures(frame, "value", at))
    absent = at < 0
    reasons = [""] * len(lasts)
    if not (absent | withheld).any():
        return reasons
    marker_of, remark_of = (frame[name].to_numpy(object) for name in ("marker", "remark"))
    changed = absent & (places(ends, frame, _YEAR, at.shape[1], any_definition=True) >= 0)
    for i in np.flatnonzero((absent | withheld).any(axis=1)):
        names = np.array(names_back(lasts[i], at.shape[1]), dtype=object)
        gone = at[i][withheld[i]]
        said = _withheld(names[withheld[i]].tolist(), marker_of[gone], remark_of[gone])
        if changed[i].any():
            said.append(f"by another definition are {listed(names[changed[i]])}")
        if (absent & ~changed)[i].any():
            said.append(f"no figure for {listed(names[(absent & ~changed)[i]])}")
        reasons[i] = "; ".join(said)
    return reasons


def _withheld(
    names: list[str], markers: NDArray[np.object_], remarks: NDArray[np.object_]
) -> list[str]:
    """Which years have no figure and why, each reason once."""
    by_reason: dict[str, list[str]] = {}
    for name, marker, remark in zip(names, markers, remarks, strict=True):
        by_reason.setdefault(why_none(marker, remark), []).append(name)
    return [
        f"{listed(found)} {'is' if len(found) == 1 else 'are'} {words}"
        for words, found in by_reason.items()
    ]
