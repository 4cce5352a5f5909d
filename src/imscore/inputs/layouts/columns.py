"""What the columns of a table with periods across hold: the headings above and below a period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from imscore.inputs.layouts import fields
from imscore.inputs.layouts.blocks import is_figure
from imscore.inputs.layouts.column_areas import areas_of
from imscore.inputs.layouts.column_headings import Found, Headings, is_plain
from imscore.inputs.layouts.header_cells import is_filled
from imscore.inputs.layouts.over_periods import OverPeriods
from imscore.inputs.layouts.phrases import listed, tokens
from imscore.inputs.layouts.quarters import QUARTER, Span
from imscore.inputs.layouts.table import Fixed

_FLAGS = {"", "u", "*", "p", "r", "c", "x", "z", "[u]", "[c]", "[x]", "[z]"}


@dataclass(frozen=True)
class Disputed:
    """A column under a period that may not be what its header says.

    Attributes:
        span: the period.
        at: its header.
        measure: the field that it would be.
        first: the header of the column that is that field already; None where the header names
            another place than the row does.
    """

    span: Span
    at: Fixed
    measure: str = ""
    first: Fixed | None = None


@dataclass(frozen=True)
class Reader(OverPeriods):
    """Reads the headings of one block.

    Attributes:
        disputed: columns that name another place, or a measure that another column is already.
        names: columns that name the indicator of each row.
    """

    disputed: list[Disputed] = field(default_factory=list)
    names: list[int] = field(default_factory=list)

    def read(self, span: Span) -> list[Found]:
        """What the columns of a period hold; `unread` gathers what is not understood."""
        above = self.above(span)
        if above.names and not self._has_figures(span.first):
            self.names.append(span.first)
            return []
        if above.strange:
            self.unread[(above.strange.row, above.strange.column)] = above.strange.text
            return []
        about = self.owner(above.indicator) or self.about
        if span.measure and not self._take_own(above, span, about):
            return []
        texts = {c: self._below(c) for c in range(span.first, span.last)}
        if not any(texts.values()):
            return self._bare(span, above)
        by_area = areas_of(texts, self.catalogue, self.places) if above.area is None else {}
        if by_area:
            return [
                Found({"": c}, above.indicator, area, above.measure) for c, area in by_area.items()
            ]
        found: dict[str, Found] = {}
        for below in texts.values():
            self._add(found, span, below, above, about)
        for key, group in found.items():
            flags = self._flags(span, group.figures)
            found[key] = replace(group, figures={**group.figures, **flags})
        return list(found.values())

    def _add(
        self,
        found: dict[str, Found],
        span: Span,
        below: Sequence[Fixed],
        above: Headings,
        about: str,
    ) -> None:
        """Adds a column to those of its indicator, where its own headers are understood."""
        if not below:
            return
        other = next((b for b in below if self.is_of_others(b, about)), None)
        if other:
            self.disputed.append(Disputed(span, other))
            return
        says = [fields.read(b.text, self.layout, self.catalogue, about, self.places) for b in below]
        named = [(b, s) for b, s in zip(below, says, strict=True) if s]
        strange = [b for b, s in zip(below, says, strict=True) if s is None and not is_plain(b)]
        measures = {s.measure for _, s in named} - {""}
        # Over limits that have a column each, `95% CI` says no more than they do.
        measures -= {"limits"} if len(measures) > 1 else set()
        passed = [b for b in below if tokens(b.text) in listed("beside_periods", "passed")]
        limits = [b for b in below if tokens(b.text) in listed("beside_periods", "limits")]
        strange = [b for b in strange if b not in passed and (b not in limits or not named)]
        if strange or len(measures) > 1 or not (named or passed):
            first = (strange or list(below))[0]
            self.unread.setdefault((first.row, first.column), first.text)
            return
        indicator = next((replace(b, text=s.indicator) for b, s in named if s.indicator), None)
        measure = next(iter(measures), "") or above.measure
        key = indicator.text if indicator else ""
        group = found.get(key) or Found({}, indicator or above.indicator, above.area)
        if measure in group.figures:
            first = self._below(group.figures[measure])[0]
            self.disputed.append(Disputed(span, below[0], measure, first))
            return
        found[key] = replace(group, figures={**group.figures, measure: below[0].column})

    def _bare(self, span: Span, above: Headings) -> list[Found]:
        """A period over one column without a header of its own, and perhaps limits beside it."""
        if span.limits:
            figures = {"": span.first, **dict(span.limits)}
            return [Found(figures, above.indicator, above.area, above.measure)]
        further = any(
            is_filled(cell)
            for column in range(span.first + 1, span.last)
            for cell in self.sheet.columns[column][self.block.first_data : self.block.end]
        )
        if further:
            self.unread.setdefault((self.block.row, span.first), span.period)
            return []
        return [Found({"": span.first}, above.indicator, above.area, above.measure)]

    def _below(self, column: int) -> list[Fixed]:
        cells = self.sheet.columns[column]
        return [
            Fixed(str(cells[row]).strip(), row, column)
            for row in range(self.block.row + 1, self.block.first_data)
            if is_filled(cells[row]) and not QUARTER.fullmatch(str(cells[row]).strip())
        ]

    def _has_figures(self, column: int) -> bool:
        data = self.sheet.columns[column][self.block.first_data : self.block.end]
        return any(is_filled(c) and (not isinstance(c, str) or is_figure(c)) for c in data)

    def _flags(self, span: Span, found: Mapping[str, int]) -> dict[str, int]:
        """A column of marks beside the value, without a header of its own."""
        beside = found.get("value", span.last) + 1
        if beside >= span.last or beside in found.values() or self._below(beside):
            return {}
        data = self.sheet.columns[beside][self.block.first_data : self.block.end]
        cells = {str(cell).strip().casefold() for cell in data}
        return {} if not cells <= _FLAGS or cells == {""} else {"marker": beside}
