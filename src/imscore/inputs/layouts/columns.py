"""What the columns of a table with periods across hold: the headings above and below a period."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from imscore.inputs.layouts import fields
from imscore.inputs.layouts.blocks import Block
from imscore.inputs.layouts.column_areas import areas_of, is_area
from imscore.inputs.layouts.column_headings import Found, Headings, is_plain
from imscore.inputs.layouts.groups import is_group, is_no_observation
from imscore.inputs.layouts.header_cells import is_filled
from imscore.inputs.layouts.headings import understand
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.phrases import Tokens, listed, tokens
from imscore.inputs.layouts.quarters import QUARTER, Span
from imscore.inputs.layouts.table import Fixed
from imscore.inputs.layouts.title_lines import is_about_the_making
from imscore.inputs.layouts.titles import unclear
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue, plain

HEADER_ROWS = 3
_FLAGS = {"", "u", "*", "p", "r", "c", "x", "z", "[u]", "[c]", "[x]", "[z]"}


@dataclass(frozen=True)
class Reader:
    """Reads the headings of one block.

    Attributes:
        about: the id of the indicator that the titles name, "" for none.
        places: names of the table's own areas.
        unread: headings that are not understood, by row and column.
        unclear: problems of those among them that may name an indicator.
    """

    sheet: Sheet
    layout: Layout
    block: Block
    catalogue: Catalogue
    about: str
    places: Collection[Tokens]
    unread: dict[tuple[int, int], str] = field(default_factory=dict)
    unclear: list[Problem] = field(default_factory=list)

    def read(self, span: Span) -> list[Found]:
        """What the columns of a period hold; `unread` gathers what is not understood."""
        above = self._above(span)
        if above.strange:
            self.unread[(above.strange.row, above.strange.column)] = above.strange.text
            return []
        about = self._owner(above.indicator) or self.about
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
        for column, below in texts.items():
            self._add(found, column, below, above, about)
        for key, group in found.items():
            flags = self._flags(span, group.figures)
            found[key] = replace(group, figures={**group.figures, **flags})
        return list(found.values())

    def _add(
        self,
        found: dict[str, Found],
        column: int,
        below: Sequence[Fixed],
        above: Headings,
        about: str,
    ) -> None:
        """Adds a column to those of its indicator, where its own headers are understood."""
        if not below:
            return
        says = [fields.read(b.text, self.layout, self.catalogue, about, self.places) for b in below]
        named = [(b, s) for b, s in zip(below, says, strict=True) if s]
        strange = [b for b, s in zip(below, says, strict=True) if s is None and not is_plain(b)]
        measures = {s.measure for _, s in named} - {""}
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
        if (measure or "") in group.figures:
            self.unread.setdefault((below[0].row, below[0].column), below[0].text)
            return
        found[key] = replace(group, figures={**group.figures, measure: column})

    def _bare(self, span: Span, above: Headings) -> list[Found]:
        """A period over one column without a header of its own."""
        further = any(
            is_filled(cell)
            for column in range(span.first + 1, span.last)
            for cell in self.sheet.columns[column][self.block.first_data : self.block.end]
        )
        if further:
            self.unread.setdefault((self.block.row, span.first), span.period)
            return []
        return [Found({"": span.first}, above.indicator, above.area, above.measure)]

    def _above(self, span: Span) -> Headings:
        """Headings above a column, nearest first: each reaches right to where the next starts."""
        said = Headings()
        for row in range(self.block.row - 1, max(-1, self.block.row - 1 - HEADER_ROWS), -1):
            heading = self._reaching(row, span.first)
            if heading is None:
                continue
            if self._is_title(heading):
                break
            self._take(said, heading, nearest=row == self.block.row - 1)
            if said.strange:
                break
        return said

    def _take(self, said: Headings, heading: Fixed, *, nearest: bool) -> None:
        if is_plain(heading) or is_about_the_making(heading.text):
            return
        if said.area is None and is_area(self.sheet, heading, self.catalogue, self.places):
            said.area = heading
            return
        about = self._owner(said.indicator) or self.about
        named = self.layout.headers.get(heading.text.casefold())
        found = fields.read(heading.text, self.layout, self.catalogue, about, self.places)
        if found is None and not named:
            loose = understand(heading.text, self.catalogue, self.places, about)
            bad = is_group(heading.text) or is_no_observation(heading.text)
            if loose.unknown and (nearest or bad or loose.about_a_measure):
                said.strange = heading
            if said.strange and loose.indicator:
                where = (heading.text, heading.row, heading.column)
                self.unclear.append(unclear(self.sheet, *where, loose))
            return
        if found and found.indicator and said.indicator is None:
            said.indicator = replace(heading, text=found.indicator)
        if found and found.measure:
            said.measure = said.measure or found.measure

    def _take_own(self, above: Headings, span: Span, about: str) -> bool:
        """Takes the measure that stands in the period's own cell; whether it is understood."""
        found = fields.read(span.measure, self.layout, self.catalogue, about, self.places)
        if found is None or (above.measure and found.measure not in ("", above.measure)):
            self.unread[(self.block.row, span.first)] = f"{span.period} {span.measure}"
            return False
        above.measure = found.measure or above.measure
        return True

    def _reaching(self, row: int, column: int) -> Fixed | None:
        for place in range(column, self.block.spans[0].first - 1, -1):
            text = str(self.sheet.columns[place][row]).strip()
            if text:
                return Fixed(text, row, place)
        return None

    def _is_title(self, heading: Fixed) -> bool:
        """Whether a heading is the only cell of its row, over all periods: a title line."""
        alone = sum(is_filled(cells[heading.row]) for cells in self.sheet.columns) == 1
        return alone and heading.column <= self.block.spans[0].first

    def _below(self, column: int) -> list[Fixed]:
        cells = self.sheet.columns[column]
        return [
            Fixed(str(cells[row]).strip(), row, column)
            for row in range(self.block.row + 1, self.block.first_data)
            if is_filled(cells[row]) and not QUARTER.fullmatch(str(cells[row]).strip())
        ]

    def _flags(self, span: Span, found: Mapping[str, int]) -> dict[str, int]:
        """A column of marks beside the value, without a header of its own."""
        beside = found.get("value", span.last) + 1
        if beside >= span.last or beside in found.values() or self._below(beside):
            return {}
        data = self.sheet.columns[beside][self.block.first_data : self.block.end]
        cells = {str(cell).strip().casefold() for cell in data}
        return {} if not cells <= _FLAGS or cells == {""} else {"marker": beside}

    def _owner(self, named: Fixed | None) -> str:
        if named is None:
            return ""
        return self.catalogue.spellings[plain(named.text)][0]
