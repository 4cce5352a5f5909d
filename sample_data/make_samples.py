"""Make the made-up sample files again: the workbook of Anytown, its ``.csv`` and its groups.

Run ``python sample_data/make_samples.py``. A second run gives the same bytes.
``greater_manchester.csv`` holds real figures and is left alone.
"""

import csv
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import xlsxwriter
from made_up import AREA_CODE, AREA_NAME, Row, Sheet, make_sheets
from made_up_groups import GroupRow, make_groups
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

SUPPRESSED = "*"
COLUMNS = {
    "PCT code": 10,
    "PCT name": 24,
    "Indicator": 36,
    "Period": 12,
    "Numerator": 12,
    "Denominator": 13,
    "Value": 10,
}
CSV_COLUMNS = (
    "area_code",
    "area_name",
    "indicator",
    "period",
    "numerator",
    "denominator",
    "value",
)
GROUP_COLUMNS = (*CSV_COLUMNS[:2], "category_type", "category", *CSV_COLUMNS[2:])
TARGETS = (
    ("infant_mortality", "2008-10", 5.2),
    ("smoking_at_delivery", "2009/10 Q1", 20.0),
    ("smoking_at_delivery", "2011/12 Q1", 18.0),
    ("breastfeeding_initiation", "2010/11 Q1", 60.0),
    ("under18_conceptions", "2008", 40.0),
)
COMMENTARY = (
    (
        "infant_mortality",
        "2007-09",
        "Director of public health",
        "Nine deaths more than at England's rate, over three years: few enough to be chance. "
        "Each death is reviewed with the maternity unit (made up).",
    ),
    (
        "smoking_at_delivery",
        "2010/11 Q1",
        "Head of midwifery",
        "Carbon monoxide is measured at every booking since April; four in ten of those referred "
        "reach the stop smoking service. A second adviser starts in October (made up).",
    ),
    (
        "breastfeeding_initiation",
        "2009/10 Q4",
        "Infant feeding coordinator",
        "Peer supporters are in place on both wards (made up).",
    ),
    (
        "under18_conceptions",
        "2008",
        "Children's trust manager",
        "Falling since 2004 (made up).",
    ),
)
# A date that stands still: the writer would otherwise stamp the time of the run into the file.
CREATED = datetime(2010, 12, 1)
ABOUT = (
    "About this workbook",
    "Anytown PCT and its code 5ZZ are made up. There was no such primary care trust.",
    "Every figure on the other sheets came from a random generator. None describes a real place.",
    "Each sheet is laid out as an analyst might keep it: title lines, a blank line, one table.",
    "Percentages are stored as fractions and shown as percentages. Rates are per 1,000.",
    "A star means that a figure is suppressed because the count is small. It does not mean zero.",
    "England is not in this workbook. Its figures come from the series that imscore carries.",
    "There is nothing about housing, so that the scorecard has a gap to show.",
)


def make_formats(workbook: xlsxwriter.Workbook) -> dict[str, Format]:
    """Make the cell formats, by what they are for."""
    header = {"bold": True, "bottom": 1, "bg_color": "#E8EDF2"}
    return {
        "title": workbook.add_format({"bold": True, "font_size": 13}),
        "note": workbook.add_format({"italic": True}),
        "text header": workbook.add_format(header),
        "number header": workbook.add_format({**header, "align": "right"}),
        "count": workbook.add_format({"num_format": "#,##0"}),
        "percentage": workbook.add_format({"num_format": "0.0%"}),
        "rate": workbook.add_format({"num_format": "0.0"}),
        "marker": workbook.add_format({"align": "right"}),
    }


def write_numbers(worksheet: Worksheet, at: int, row: Row, formats: dict[str, Format]) -> None:
    """Write the counts and the value; a percentage is a fraction with a percent format."""
    worksheet.write_number(at, 5, row.denominator, formats["count"])
    if row.numerator is None or row.tenths is None:
        worksheet.write_string(at, 4, SUPPRESSED, formats["marker"])
        worksheet.write_string(at, 6, SUPPRESSED, formats["marker"])
        return
    worksheet.write_number(at, 4, row.numerator, formats["count"])
    if row.multiplier == 100:
        worksheet.write_number(at, 6, row.tenths / 1000, formats["percentage"])
    else:
        worksheet.write_number(at, 6, row.tenths / 10, formats["rate"])


def write_header(worksheet: Worksheet, at: int, formats: dict[str, Format]) -> None:
    """Write the header row, set the widths and keep the header in view and on every page."""
    for column, (text, width) in enumerate(COLUMNS.items()):
        worksheet.set_column(column, column, width)
        kind = "text header" if column < 4 else "number header"
        worksheet.write_string(at, column, text, formats[kind])
    worksheet.freeze_panes(at + 1, 0)
    worksheet.repeat_rows(at)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 0)


def write_table(worksheet: Worksheet, sheet: Sheet, formats: dict[str, Format]) -> None:
    """Write the title lines, a blank line, the header row and the rows."""
    for line, title in enumerate(sheet.titles):
        worksheet.write_string(line, 0, title, formats["note" if line else "title"])
    header = len(sheet.titles) + 1
    write_header(worksheet, header, formats)
    for at, row in enumerate(sheet.rows, start=header + 1):
        name = sheet.words.get(row.indicator, row.indicator)
        for column, text in enumerate((AREA_CODE, AREA_NAME, name, row.period)):
            worksheet.write_string(at, column, text)
        write_numbers(worksheet, at, row, formats)


def write_about(worksheet: Worksheet, formats: dict[str, Format]) -> None:
    """Write the sheet that holds only prose."""
    worksheet.set_column(0, 0, 100)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    for line, text in enumerate(ABOUT):
        worksheet.write_string(line, 0, text, None if line else formats["title"])


def write_workbook(path: Path, sheets: Iterable[Sheet]) -> None:
    """Write the workbook: a sheet of prose, then one sheet per table."""
    workbook = xlsxwriter.Workbook(str(path))
    workbook.set_properties({"title": f"{AREA_NAME}: sample workbook", "created": CREATED})
    formats = make_formats(workbook)
    write_about(workbook.add_worksheet("About"), formats)
    for sheet in sheets:
        write_table(workbook.add_worksheet(sheet.name), sheet, formats)
    workbook.close()


def csv_line(row: Row) -> tuple[str | int, ...]:
    """Put one row in the plain layout, the value in its unit to one decimal place."""
    place = (AREA_CODE, AREA_NAME, row.indicator, row.period)
    if row.numerator is None or row.tenths is None:
        return (*place, SUPPRESSED, row.denominator, SUPPRESSED)
    return (*place, row.numerator, row.denominator, f"{row.tenths // 10}.{row.tenths % 10}")


def write_csv(path: Path, sheets: Iterable[Sheet]) -> None:
    """Write the same observations as plain text."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(CSV_COLUMNS)
        writer.writerows(csv_line(row) for sheet in sheets for row in sheet.rows)


def write_targets(path: Path) -> None:
    """Write made-up targets: for a period, or a trajectory of two points."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("indicator", "area", "period", "target"))
        writer.writerows((indicator, AREA_CODE, *goal) for indicator, *goal in TARGETS)


def write_commentary(path: Path) -> None:
    """Write made-up commentary: on latest periods, on an earlier one, on some figures none."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("indicator", "area", "period", "lead", "commentary"))
        writer.writerows((indicator, AREA_CODE, *said) for indicator, *said in COMMENTARY)


def write_groups(path: Path, rows: Iterable[GroupRow]) -> None:
    """Write the groups in the plain layout, with the two columns that name them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(GROUP_COLUMNS)
        for found in rows:
            line = csv_line(found.row)
            writer.writerow((*line[:2], found.grouping, found.group, *line[2:]))


def main() -> None:
    """Write the files beside this one."""
    folder = Path(__file__).parent
    sheets = make_sheets()
    write_workbook(folder / "anytown_pct.xlsx", sheets)
    write_csv(folder / "anytown_pct.csv", sheets)
    write_groups(folder / "anytown_groups.csv", make_groups())
    write_targets(folder / "anytown_targets.csv")
    write_commentary(folder / "anytown_commentary.csv")


if __name__ == "__main__":
    main()
