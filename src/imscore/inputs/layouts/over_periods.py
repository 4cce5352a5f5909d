"""The headings above a period: each reaches right to where the next starts."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

from imscore.inputs.layouts import fields
from imscore.inputs.layouts.blocks import Block, field_of
from imscore.inputs.layouts.column_areas import is_area
from imscore.inputs.layouts.column_headings import Headings, is_plain
from imscore.inputs.layouts.comparators import is_of_others
from imscore.inputs.layouts.groups import is_group, is_no_observation
from imscore.inputs.layouts.header_cells import is_filled
from imscore.inputs.layouts.headings import understand
from imscore.inputs.layouts.layout import Layout
from imscore.inputs.layouts.phrases import Tokens
from imscore.inputs.layouts.quarters import Span
from imscore.inputs.layouts.table import Fixed
from imscore.inputs.layouts.title_lines import is_about_the_making
from imscore.inputs.layouts.titles import unclear
from imscore.inputs.sheets import Sheet
from imscore.model import Problem
from imscore.reference.indicators import Catalogue, plain

HEADER_ROWS = 3


@dataclass(frozen=True)
class OverPeriods:
    """Reads the headings above the periods of one block.

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

    def above(self, span: Span) -> Headings:
        """What stands above a column, the nearest first; each reaches right to the next."""
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
        about = self.owner(said.indicator) or self.about
        named = field_of(heading.text, self.layout)
        found = fields.read(heading.text, self.layout, self.catalogue, about, self.places)
        if named == "indicator":
            said.names = True
            return
        if not (found and found.indicator) and self.is_of_others(heading, about):
            said.strange = heading
            return
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
        named = self.owner(Fixed(found.indicator, 0, 0)) if found.indicator else ""
        if named and about and named != about:
            self.unread[(self.block.row, span.first)] = f"{span.period} {span.measure}"
            return False
        if named and above.indicator is None:
            above.indicator = Fixed(found.indicator, self.block.row, span.first)
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

    def is_of_others(self, heading: Fixed, about: str) -> bool:
        """Whether a heading says that the figures are of another place than their row."""
        return is_of_others(heading.text, self.catalogue, about, self.places)

    def owner(self, named: Fixed | None) -> str:
        """The id of an indicator that a heading names, "" for none."""
        if named is None:
            return ""
        return self.catalogue.spellings[plain(named.text)][0]
