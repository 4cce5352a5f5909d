"""Limits that are headed in the row of periods itself, right behind the period they are of."""

from __future__ import annotations

from dataclasses import replace

from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.quarters import Span
from imscore.inputs.sheets import Sheet

_LIMITS = ("lower_ci", "upper_ci", "limits")


def with_limits(
    sheet: Sheet, layout: Layout, row: int, spans: tuple[Span, ...]
) -> tuple[Span, ...]:
    """The spans with the limits whose headers stand right behind each period, in its own row.

    Where there are several periods each must be followed by the same limits: those behind the last
    one alone may be of any.

    Args:
        sheet: as it stands.
        layout: its headers.
        row: of the periods, with figures right below it.
        spans: the periods.
    """
    ends = [*(span.first for span in spans[1:]), len(sheet.columns)]
    found = []
    for span, end in zip(spans, ends, strict=True):
        limits: dict[str, int] = {}
        for column in range(span.first + 1, end):
            # With what stands in brackets: it may be another level.
            name = layout.field(str(sheet.columns[column][row])) or ""
            if name not in _LIMITS or name in limits:
                break
            limits[name] = column
        found.append(limits)
    if not found[0] or any([*each] != [*found[0]] for each in found):
        return spans
    return tuple(
        replace(span, limits=tuple(limits.items()), last=max(limits.values()) + 1)
        for span, limits in zip(spans, found, strict=True)
    )
