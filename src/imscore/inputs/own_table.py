"""A table that an area keeps itself beside its figures: its targets, or its commentary."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from imscore.errors import InputError, PeriodError
from imscore.inputs import cells, kinds, personal
from imscore.inputs.cell_names import column_letters
from imscore.inputs.kinds import Kind
from imscore.inputs.sheets import Sheet, open_file
from imscore.model import Problem
from imscore.periods import KIND_WORDS, Period, parse
from imscore.reference.definitions import Indicator
from imscore.reference.indicators import Catalogue, plain
from imscore.suggest import did_you_mean

_HEADER_ROWS = 60
_FEW = 2


@dataclass(frozen=True)
class Form:
    """What such a table looks like.

    Attributes:
        name: its sheet's name, and what messages call it.
        columns: from a field to the headings that it may have.
        optional: fields whose column may be missing.
    """

    name: str
    columns: Mapping[str, tuple[str, ...]]
    optional: frozenset[str] = frozenset()

    @property
    def wanted(self) -> str:
        """The columns that it must have, in words."""
        *most, last = (name for name in self.columns if name not in self.optional)
        return f"{', '.join(most)} and {last}"


@dataclass
class OwnTable:
    """Such a table while it is read.

    Attributes:
        header: the header row, from 0; `columns`: from a field to its column, from 0.
        found: what its rows hold.
    """

    sheet: Sheet
    header: int
    columns: dict[str, int]
    problems: list[Problem] = field(default_factory=list)
    found: list[dict[str, object]] = field(default_factory=list)

    def cell(self, name: str, row: int) -> str:
        """The place of a field in a row counted from 0, such as `D8`."""
        return f"{column_letters(self.columns[name])}{row + 1}"

    def problem(self, kind: Kind, name: str, row: int, **words: object) -> None:
        """Records a problem at a field's cell."""
        cell = self.cell(name, row)
        self.problems.append(kind.at(self.sheet.file, self.sheet.name, cell, **words))

    def raw(self, name: str, row: int) -> object:
        """What stands in a field's cell, "" where there is no such column."""
        return self.sheet.columns[self.columns[name]][row] if name in self.columns else ""

    def text(self, name: str, row: int) -> str:
        """The same as trimmed text."""
        return cells.text(self.raw(name, row))

    def indicator(self, row: int, catalogue: Catalogue) -> Indicator | None:
        """The indicator of a row; a problem is recorded where it is none."""
        spelt = self.text("indicator", row)
        known = catalogue.spellings.get(plain(spelt))
        if known:
            return catalogue[known[0]]
        names = [name for i in catalogue.values() for name in (i.short_name, i.name, i.id)]
        hint = did_you_mean(spelt, names, 0.6)
        self.problem(kinds.UNKNOWN_INDICATOR, "indicator", row, found=repr(spelt), suggestion=hint)
        return None

    def period(self, row: int, about: Indicator) -> Period | None:
        """The period of a row; a problem is recorded where it is none of the indicator's."""
        cell, spelt = self.raw("period", row), self.text("period", row)
        if cells.is_date(cell):
            self.problem(kinds.PERIOD_IS_DATE, "period", row, found=spelt)
            return None
        try:
            period = parse(spelt, about.periods)
        except PeriodError as error:
            self.problem(kinds.BAD_PERIOD, "period", row, found=spelt, reason=str(error))
            return None
        if period.kind not in about.periods:
            wanted = " or ".join(KIND_WORDS[kind] for kind in about.periods)
            words = {"found": spelt, "indicator": about.short_name, "expected_kind": wanted}
            self.problem(kinds.PERIOD_KIND, "period", row, **words)
            return None
        return period


def read_rows(
    form: Form,
    name: str,
    content: bytes,
    only_sheet: str | None,
    read_row: Callable[[OwnTable, int], None],
) -> OwnTable:
    """Finds the table of a file and reads its rows.

    Args:
        form: what it looks like.
        name: the file's name as shown.
        content: its bytes.
        only_sheet: the sheet to read; without it the one called after the form, or the only one.
        read_row: reads one row, blank ones included, and records what it finds.

    Raises:
        InputError: where there is no such sheet, or no header row that can be read. Columns about
            people are errors among the table's problems.
    """
    sheet = _sheet(form, name, content, only_sheet)
    table = _columns(form, sheet)
    table.problems += personal.problems(sheet)
    for row in range(table.header + 1, sheet.height):
        read_row(table, row)
    return table


def refuse_errors(form: Form, problems: list[Problem]) -> None:
    """Raises InputError with every problem where one of them is an error."""
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        what = "1 error" if errors == 1 else f"{errors:,} errors"
        raise InputError(f"{what} in the {form.name}; nothing was written.", problems)


def _sheet(form: Form, name: str, content: bytes, only_sheet: str | None) -> Sheet:
    sheets = open_file(name, content, only_sheet).sheets
    named = [sheet for sheet in sheets if plain(sheet.name) == form.name]
    chosen = named or sheets
    if len(chosen) != 1:
        listed = ", ".join(sheet.name for sheet in sheets) or "none"
        hint = did_you_mean(form.name, [sheet.name for sheet in sheets])
        problem = kinds.NO_SUCH_SHEET.at(name, found=form.name, sheets=listed, suggestion=hint)
        raise InputError(f"There is no sheet of {form.name}.", [problem])
    return chosen[0]


def _columns(form: Form, sheet: Sheet) -> OwnTable:
    best: dict[str, list[int]] = {}
    header = 0
    for row in range(min(sheet.height, _HEADER_ROWS)):
        spelt = [plain(cells.text(column[row])) for column in sheet.columns]
        there = {
            field_: [n for n, text in enumerate(spelt) if text in names]
            for field_, names in form.columns.items()
        }
        there = {field_: places for field_, places in there.items() if places}
        if len(there) > len(best):
            best, header = there, row
    problems = _header_problems(form, sheet, header, best)
    if problems:
        raise InputError(f"There is no header row in the {form.name} that can be read.", problems)
    return OwnTable(sheet, header, {field_: places[0] for field_, places in best.items()})


def _header_problems(
    form: Form, sheet: Sheet, row: int, found: dict[str, list[int]]
) -> list[Problem]:
    if len(found) < _FEW:
        kind = replace(
            kinds.NO_TABLE,
            message=f"no table of {form.name} was found: {{found}}",
            expected=f"a header row with {form.wanted}",
            hint=f"Name the columns {form.wanted}.",
        )
        return [kind.at(sheet.file, sheet.name, found="no header row")]
    headers = [cells.text(column[row]) for column in sheet.columns]
    used = {place for places in found.values() for place in places}
    rest = [text for place, text in enumerate(headers) if text and place not in used]
    problems = []
    for name in form.columns:
        places = found.get(name, [])
        # A code and the name beside it say the same area: the code is the surer of the two.
        if name == "area" and len(places) > 1:
            places.sort(key=lambda place: "code" not in plain(headers[place]))
            continue
        where = f"{column_letters(places[1] if len(places) > 1 else 0)}{row + 1}"
        # A heading that is nearly an optional one is a slip of the pen, and not another column.
        hint = did_you_mean(name, rest) if not places else ""
        if not places and (hint or name not in form.optional):
            words = {"column": name, "found": ", ".join(filter(None, headers)), "suggestion": hint}
            problems.append(kinds.MISSING_COLUMN.at(sheet.file, sheet.name, where, **words))
        elif len(places) > 1:
            both = " and ".join(f"{column_letters(place)}{row + 1}" for place in places)
            problems.append(
                kinds.DUPLICATE_COLUMN.at(sheet.file, sheet.name, where, found=both, column=name)
            )
    return problems
