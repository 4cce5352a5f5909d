"""One thing that changed between two runs, and the kinds there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from imscore.quarterly.sentences import Names

# Every kind, the worst first: what needs somebody to act, what may be wrong, good news, the rest.
KINDS = (
    *("now_worse", "new_worse", "now_worsening", "less_good", "figure_gone", "indicator_gone"),
    *("not_read", "not_compared"),
    *("new_problem", "setting_changed", "definition_changed", "england_revised", "revised"),
    *("period_gone", "period_missing"),
    *("other_move", "now_better", "less_bad", "now_improving", "trend_changed"),
    *("new_indicator", "new_period", "england_new", "program_changed"),
)


@dataclass(frozen=True, slots=True)
class RunChange:
    """One thing that is not as it was at an earlier run.

    Attributes:
        kind: one of `KINDS`.
        area_code: what tells the area apart; `area_name`, `indicator`, `period`: all "" where the
            change concerns none.
        before, now: a status, trend, value or text, None where there was or is none.
        sentence: for people.
        areas: what tells those areas apart that it is about, where they are several.
    """

    kind: str
    area_code: str
    area_name: str
    indicator: str
    period: str
    before: str | float | None
    now: str | float | None
    sentence: str
    areas: frozenset[str] = frozenset()

    def to_dict(self) -> dict[str, Any]:
        """The fields as `--format json` and `run.json` give them."""
        fields = asdict(self)
        del fields["areas"]
        return fields


def maker(area: str, indicator: str, names: Names) -> Callable[..., RunChange]:
    """What makes changes of one area and indicator.

    Args:
        area: what tells it apart, "" where the change is of none or several.
        indicator: its id.
        names: of areas and indicators.
    """

    def make(
        kind: str, period: str, was: str | float | None, is_: str | float | None, text: str
    ) -> RunChange:
        return RunChange(kind, area, names.area(area), indicator, period, was, is_, text)

    return make
