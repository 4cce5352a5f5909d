"""What an analyst fills in: an empty workbook in the plain layout, and its header row as CSV."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from imscore.model import ENGLAND_CODE
from imscore.outputs.workbook import FONT, new_workbook, safe_cell
from imscore.periods import KIND_WORDS

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from imscore.reference.definitions import Indicator
    from imscore.reference.indicators import Catalogue

    _Formats = Mapping[str, Format]
    _Cells = Sequence[str | float]

DATA, COMMENTARY, INSTRUCTIONS, EXAMPLE = "Data", "Commentary", "Instructions", "Example"
LISTS = "Lists"
_TITLES = {INSTRUCTIONS: "How to fill in this workbook.", EXAMPLE: "Made-up rows, to look at."}
_TITLES |= {LISTS: f"The indicators that the sheet {DATA} takes."}
_NOT_READ = "imscore does not read a sheet whose first cell begins with #."
# Headings, with the widths of their columns in characters.
COLUMNS = {"area_code": 14, "area_name": 32, "indicator": 42, "period": 14}
COLUMNS |= {"numerator": 15, "denominator": 15, "value": 13}
COMMENTARY_COLUMNS = {"indicator": 42, "area": 14, "period": 14, "lead": 30, "commentary": 80}
_EXAMPLE_COLUMNS = COLUMNS | {"what this row shows": 50}
_LIST_COLUMNS = {"indicator": 42, "name": 34, "unit": 23, "periods": 48}
_LIST_COLUMNS |= {"numerator": 44, "denominator": 44}
_INSTRUCTIONS_WIDTH = 104
_PICK = f"Pick an id from the list in the cell; column A of the sheet {LISTS} has them all."
_VALUE = f"Blank where both counts are given. Else in the unit on {LISTS}: 18.7 for 18.7%."
# What a spreadsheet would otherwise take for a date (2007-09) or a number (5E1).
TEXT_COLUMNS = ("area_code", "indicator", "period", "area", "lead")
ROWS_TO_FILL = 2_000
MARKERS = ("*", "[c]", "[x]", "[z]", "[u]")
_MARKERS = "* or [c] (suppressed), [x] (not available), [z] (not applicable) or [u] (unreliable)"
_INDENTED = {"align": "left", "indent": 1}
_FILLED = {"bg_color": "#0B0C0C", "font_color": "#FFFFFF"}
_FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 13, "valign": "vcenter"},
    "heading": {"bold": True, "text_wrap": True, "valign": "vcenter", **_INDENTED, **_FILLED},
    "step": {"text_wrap": True},
    "set in": {"text_wrap": True, "align": "left", "indent": 3},
    "cell": {"text_wrap": True, "bottom": 1, "bottom_color": "#B1B4B6", **_INDENTED},
    "text": {"num_format": "@"},
    "plain": {},
}
_LINE_HEIGHT = 15.0  # points that a line of text at size 11 takes
_EXAMPLE_AREA = ("5ZZ", "Exampletown PCT (made up)")
_SUDI = "sudden_unexpected_deaths_in_infancy"
_EXAMPLES: Sequence[_Cells] = (
    ("smoking_at_delivery", "2010/11 Q1", 150, 800, "", "Counts only: the best kind."),
    ("smoking_at_delivery", "2010/11 Q2", "", "", 19.4, "Value only, 19.4%: shown, not judged."),
    ("under18_conceptions", "2009", 160, 4000, 40, "Both: value checked against the counts."),
    ("infant_mortality", "2007-09", 48, 9600, "", "Three calendar years, their counts added up."),
    ("infant_mortality", "2009", 17, 3200, "", "One calendar year."),
    (_SUDI, "2007-09", "*", 9600, "*", "Suppressed: too few to publish. Not 0."),
    (_SUDI, "2008", 0, 3180, "", "A true nought: counted, and there were none."),
    ("breastfeeding_initiation", "2010/11 Q1", "", "", "", "Not known: blank, shown as missing."),
)
# One paragraph a row; a line that begins with spaces goes on from the one before it.
_STEPS = f"""\
1. On the sheet {DATA}, give one row to each area, indicator and period. Keep the headings in row 1.
2. Pick the indicator from the list in its cell. The sheet {LISTS} says what each one counts.
3. Give counts wherever you have them: numerator and denominator. The value is worked out from
   them, with its confidence interval. A value without counts is shown, but not judged.
4. Where a figure cannot be given, write {_MARKERS}.
   Leave the cell blank where the figure is not known. Never write 0 for any of these: 0 means
   that there were none.
5. Write the period in one of these ways; {LISTS} says which of them an indicator takes:
{{kinds}}
6. Rows for England (code {ENGLAND_CODE}) are optional. Where you give them they are used;
   otherwise the published series that comes with imscore is.
7. Put in no personal data: no names of people, no NHS numbers, no postcodes.
8. On the sheet {COMMENTARY} an area may say what stands behind a figure: indicator, area (code
   or name), period, lead (a role, no name) and commentary. It stands beside the figure.
9. The sheet {EXAMPLE} shows rows of each kind. The lists and checks in the cells reach down to
   row {ROWS_TO_FILL + 1:,}; rows below it are read all the same.
10. Save, and look at what imscore reads from the file (put the file's name in place of FILE):
imscore tidy FILE
11. Make the scorecard:
imscore report FILE -o scorecard.xlsx"""


def render_csv() -> str:
    """Gives the header row of the plain layout, and nothing else."""
    return ",".join(COLUMNS) + "\n"


def render_workbook(catalogue: Catalogue) -> bytes:
    """Makes the workbook to fill in.

    Args:
        catalogue: the indicators that `Data` offers and `Lists` explains.

    Returns:
        An .xlsx file, the same bytes for the same catalogue: `Data` and `Commentary` (empty under
        their headings), then `Instructions`, `Example` and `Lists`, which the reader skips: they
        begin with `#`.
    """
    stream = io.BytesIO()
    workbook = new_workbook(stream, "imscore template: indicators to fill in")
    common = {"font_name": FONT, "font_size": 11, "valign": "top"}
    formats = {name: workbook.add_format(common | own) for name, own in _FORMATS.items()}
    data, said, *others = (workbook.add_worksheet(name) for name in (DATA, COMMENTARY, *_TITLES))
    for sheet in (data, said, *others):
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
    for sheet, title in zip(others, _TITLES.values(), strict=True):
        sheet.write_string(0, 0, f"# {title} {_NOT_READ}", formats["title"])
        sheet.set_row(0, 2 * _LINE_HEIGHT)
    _write_data(data, len(catalogue), formats)
    _write_commentary(said, len(catalogue), formats)
    _write_instructions(others[0], formats)
    made_up = [[*_EXAMPLE_AREA, *cells] for cells in _EXAMPLES]
    _write_table(others[1], _EXAMPLE_COLUMNS, made_up, formats)
    known = [_explained(indicator) for indicator in catalogue.values()]
    _write_table(others[2], _LIST_COLUMNS, known, formats)
    workbook.close()
    return stream.getvalue()


def _write_data(sheet: Worksheet, indicators: int, formats: _Formats) -> None:
    _headings(sheet, 0, COLUMNS, formats)
    for name, rule in _rules(indicators).items():
        place = list(COLUMNS).index(name)
        sheet.data_validation(1, place, ROWS_TO_FILL, place, rule)
    # Text such as 2008 is meant: no green corner on it.
    sheet.ignore_errors({"number_stored_as_text": f"A1:D{ROWS_TO_FILL + 1}"})


def _write_commentary(sheet: Worksheet, indicators: int, formats: _Formats) -> None:
    _headings(sheet, 0, COMMENTARY_COLUMNS, formats)
    sheet.set_column(len(COMMENTARY_COLUMNS) - 1, len(COMMENTARY_COLUMNS) - 1,
                     COMMENTARY_COLUMNS["commentary"], formats["step"])  # fmt: skip
    sheet.data_validation(1, 0, ROWS_TO_FILL, 0, _choice(indicators))
    sheet.ignore_errors({"number_stored_as_text": f"A1:C{ROWS_TO_FILL + 1}"})


def _choice(indicators: int) -> dict[str, str]:
    return {
        "validate": "list",
        "source": f"={LISTS}!$A$3:$A${indicators + 2}",
        "error_title": "Not an indicator id",
        "error_message": _PICK,
    }


def _rules(indicators: int) -> dict[str, dict[str, str]]:
    kinds = "\n".join(words[0].upper() + words[1:] for words in KIND_WORDS.values())
    periods = f"{kinds}\nThe sheet {LISTS} says which of them an indicator takes."
    return {
        "indicator": _choice(indicators),
        "period": {"validate": "any", "input_title": "Period", "input_message": periods},
        "numerator": _figure("E", "Numerator", f"A count, or {_MARKERS}."),
        "denominator": _figure("F", "Denominator", f"A count above 0, or {_MARKERS}."),
        "value": _figure("G", "Value", _VALUE),
    }


def _figure(column: str, title: str, message: str) -> dict[str, str]:
    """At least 0, or a marker: a rule for decimals alone would turn every marker away."""
    cell = f"{column}2"
    markers = ",".join(f'{cell}="{marker}"' for marker in MARKERS)
    return {
        "validate": "custom",
        "value": f"=OR(AND(ISNUMBER({cell}),{cell}>=0),{markers})",
        "input_title": title,
        "input_message": message,
        "error_title": "Not a number of 0 or more",
        "error_message": f"Write a number that is not negative, or {_MARKERS}. Leave the cell "
        "blank where the figure is not known.",
    }


def _write_instructions(sheet: Worksheet, formats: _Formats) -> None:
    sheet.set_column(0, 0, _INSTRUCTIONS_WIDTH)
    kinds = "\n".join(f"– {words}" for words in KIND_WORDS.values())
    paragraphs = re.sub(r"\n +", " ", _STEPS.format(kinds=kinds)).split("\n")
    for row, paragraph in enumerate(paragraphs, start=1):
        kind = formats["step" if paragraph[0].isdigit() else "set in"]
        _line(sheet, row, [paragraph], [_INSTRUCTIONS_WIDTH], kind)


def _explained(about: Indicator) -> list[str]:
    periods = " or ".join(KIND_WORDS[kind] for kind in about.periods)
    texts = (about.id, about.name, about.unit, periods, about.numerator, about.denominator)
    return [safe_cell(text) for text in texts]


def _write_table(
    sheet: Worksheet, widths: Mapping[str, int], rows: Iterable[_Cells], formats: _Formats
) -> None:
    _headings(sheet, 1, widths, formats)
    for row, cells in enumerate(rows, start=2):
        _line(sheet, row, cells, widths.values(), formats["cell"])


def _headings(sheet: Worksheet, row: int, widths: Mapping[str, int], formats: _Formats) -> None:
    for place, (name, width) in enumerate(widths.items()):
        sheet.set_column(place, place, width, formats["text" if name in TEXT_COLUMNS else "plain"])
        sheet.write_string(row, place, name, formats["heading"])
    sheet.set_row(row, 1.5 * _LINE_HEIGHT)
    sheet.freeze_panes(row + 1, 0)
    sheet.repeat_rows(row)


def _line(sheet: Worksheet, row: int, cells: _Cells, widths: Iterable[int], style: Format) -> None:
    """Writes a row as high as its tallest cell needs, with two characters to spare in a line."""
    lines = 1
    for place, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        if not isinstance(cell, str):
            sheet.write_number(row, place, cell, style)
        elif cell:
            lines = max(lines, len(textwrap.wrap(cell, width - 2)))
            sheet.write_string(row, place, cell, style)
        else:
            sheet.write_blank(row, place, None, style)
    sheet.set_row(row, lines * _LINE_HEIGHT + 3)
