"""Doubtful structure: headers, merged and hidden cells, several sheets, areas, totals, names.

One file each; what is expected was settled before the program was run.
"""

from __future__ import annotations

import pytest
from tests.builders.doubtful import ANY, Case, figure, parameters, shown, verify
from tests.builders.made import HEADER, ROW, as_csv, as_xlsx, changed

LATER = changed(period="2009/10")
BOTH = [figure(), figure(period="2009/10")]
NO_COUNTS = {"numerator": "", "denominator": ""}


def named(**names: str) -> tuple[str, ...]:
    """The header with some columns called otherwise."""
    return tuple(names.get(name, name) for name in HEADER)


def without(*columns: str) -> list[tuple[object, ...]]:
    """Header and standard row, some columns left out."""
    kept = [place for place, name in enumerate(HEADER) if name not in columns]
    return [tuple(row[place] for place in kept) for row in (HEADER, ROW)]


def book(*rows, sheet="Data", also=None, **more):
    return as_xlsx({sheet: rows, **more}, also=also)


def on_page(call):
    """A workbook of two rows, its page changed by a function."""
    return book(HEADER, ROW, LATER, also=lambda workbook, pages: call(pages[0]))


def merged_names() -> bytes:
    def also(workbook, pages):
        pages[0].merge_range("A2:A3", "5ZZ")
        pages[0].merge_range("B2:B3", "Anytown")

    blank = changed(area_code="", area_name="", period="2009/10")
    return book(HEADER, changed(area_code="", area_name=""), blank, also=also)


def merged_figures() -> bytes:
    def also(workbook, pages):
        pages[0].merge_range("E2:E3", 120)

    return book(HEADER, changed(numerator=""), changed(numerator="", period="2009/10"), also=also)


def with_chart_sheet() -> bytes:
    def also(workbook, pages):
        chart = workbook.add_chart({"type": "column"})
        chart.add_series({"values": "=Data!$G$2:$G$2"})
        workbook.add_chartsheet("Picture").set_chart(chart)

    return book(HEADER, ROW, also=also)


def hidden_sheet(how: str) -> bytes:
    def also(workbook, pages):
        getattr(pages[1], how)()

    old = changed(numerator=60, value="")
    return as_xlsx({"Data": [HEADER, ROW], "Old": [HEADER, old]}, also=also)


def beside(*cells: object) -> bytes:
    """The table with a further column: its heading and its cells."""
    heading, *rest = cells
    rows = [changed(area_code=f"5Z{n}", area_name=f"Town {n}") for n in range(len(rest))]
    lines = [(*row, cell) for row, cell in zip(rows, rest, strict=True)]
    return as_csv((*HEADER, heading), *lines)


# From the range that is kept for tests; the last digit is the check digit of modulus 11.
NHS_LIKE = ("999 000 0018", "999 000 0026", "999 000 0034")
HEADERS = [
    Case("title lines above, footnotes below",
         book(["Smoking in Anytown"], [], HEADER, ROW, [], ["Source: returns"]),
         figures=[figure()], noted="not read"),
    Case("header in the sixtieth row", book(*[["note"]] * 59, HEADER, ROW),
         ("no_table", ANY), [figure()]),
    Case("table away from the corner", book([], ["", "", *HEADER], ["", "", *ROW]),
         figures=[figure()]),
    Case("header with line breaks", book(named(area_code="Area\ncode", area_name="Area\nname"),
                                         ROW), figures=[figure()]),
    Case("header in capitals with spaces", as_csv(named(period=" PERIOD "), ROW),
         figures=[figure()]),
    Case("Cyrillic letter in a header", as_csv(named(period="р\u0435riod"), ROW),
         ("missing_column", ANY), noted="U+0440"),
    Case("Cyrillic letter in an indicator", as_csv(HEADER,
         changed(indicator="infant_m\u043ertality")),
         ("unknown_indicator", "C2")),
    Case("near miss of a needed column", as_csv(named(period="perod"), ROW),
         ("missing_column", "A1")),
    Case("near miss of a count's column", as_csv(named(numerator="numeratr"), ROW),
         (ANY, ANY), [figure(numerator=None, value=18.5)], warned=[("near_column", "E1")]),
    Case("near miss of an indicator", as_csv(HEADER, changed(indicator="smokin_at_delivery")),
         ("unknown_indicator", "C2")),
    Case("two columns of one name", as_csv((*HEADER, "value"), (*ROW, 18.5)),
         ("duplicate_column", "H1")),
    Case("two columns by synonym", as_csv((*HEADER, "rate"), (*ROW, 18.5)),
         ("duplicate_column", "H1")),
    Case("no column for the period", as_csv(*without("period")), ("missing_column", "A1")),
    Case("no column for the indicator", as_csv(*without("indicator")), ("missing_column", "A1")),
    Case("no column for the area", as_csv(*without("area_code", "area_name")),
         (ANY, ANY)),
    Case("no figures at all", as_csv(*without("numerator", "denominator", "value")),
         ("missing_column", "A1")),
    Case("header and no rows", as_csv(HEADER), ("no_rows", ANY)),
    Case("header repeated between", as_csv(HEADER, ROW, HEADER, LATER), figures=BOTH),
    Case("second header with columns swapped",
         as_csv(HEADER, ROW, named(numerator="denominator", denominator="numerator"), LATER),
         ("second_header", ANY)),
    Case("two tables side by side", as_csv((*HEADER, "", *HEADER), (*ROW, "", *LATER)),
         ("duplicate_column", ANY), BOTH),
    Case("year and quarter in two columns", as_csv((*HEADER, "quarter"), (*ROW, "Q3")),
         (ANY, ANY), [figure(period="2008/09 Q3")]),
    Case("transposed table", as_csv(*zip(HEADER, ROW, strict=True)), (ANY, ANY)),
    Case("header in another language",
         as_csv(("Gebiet", "Kennzahl", "Zeitraum", "Wert"), ("Anytown", "x", "2008/09", 18.5)),
         ("no_table", ANY)),
]  # fmt: skip
ROWS = [
    Case("blank rows between", as_csv(HEADER, ROW, [], [], LATER), figures=BOTH),
    Case("rows of spaces between", as_csv(HEADER, ROW, [" "] * 7, LATER), figures=BOTH),
    Case("totals row without keys", as_csv(HEADER, ROW, ["Total", "", "", "", 120, 650, 18.5]),
         ("missing_cell", ANY), [figure()], noted="total"),
    Case("totals row with keys",
         as_csv(HEADER, ROW, changed(area_code="", area_name="Total")),
         (ANY, ANY), [figure()], noted="set aside"),
    Case("row of averages",
         as_csv(HEADER, ROW, changed(area_code="", area_name="Average")),
         (ANY, ANY), [figure()], noted="set aside"),
    Case("one code with two spellings of a name", as_csv(HEADER, ROW,
         changed(area_name="Anytown PCT", period="2009/10")),
         figures=BOTH, warned=[("two_names", ANY)]),
    Case("one code with two names", as_csv(HEADER, ROW, changed(area_name="Othertown",
         period="2009/10")), ("different_areas", "B3")),
    Case("name without its code", as_csv(HEADER, ROW, changed(area_code="", period="2009/10")),
         (ANY, ANY), BOTH, warned=[("taken_as_code", ANY)]),
    Case("near miss of England", as_csv(HEADER, ROW, changed(area_code="", area_name="Englnd")),
         (ANY, ANY), [figure(), figure("Englnd")], warned=[("near_england", ANY)]),
    Case("England and Wales is not England",
         as_csv(HEADER, ROW, changed(area_code="K04000001", area_name="England and Wales")),
         (ANY, ANY), [figure()], noted="kind"),
    Case("short row", as_csv(HEADER, ROW, changed(period="2009/10")[:4]), figures=[
        figure(), figure(period="2009/10", numerator=None, denominator=None, value=None,
                         marker="not_available")]),
    Case("short row and no other", as_csv(HEADER, ROW[:4]), ("no_rows", "A1")),
    Case("row longer than its header", as_csv(HEADER, (*ROW, 99)), (ANY, ANY), [figure()]),
    Case("row shifted by one cell", as_csv(HEADER, ("", *ROW)), (ANY, ANY)),
    Case("code missing, name missing", as_csv(HEADER, changed(area_code="", area_name="")),
         ("missing_cell", "A2")),
    Case("indicator missing", as_csv(HEADER, changed(indicator="")), ("missing_cell", "C2")),
    Case("text that a spreadsheet would run", as_csv(HEADER, changed(area_code="",
         area_name="=cmd|' /C calc'!A0")), (ANY, ANY), [figure("=cmd|' /C calc'!A0")]),
    Case("markup in a name", as_csv(HEADER, changed(area_code="", area_name="[/red]<b>Anytown")),
         figures=[figure("[/red]<b>Anytown")]),
]  # fmt: skip
WORKBOOKS = [
    Case("merged area names", merged_names, figures=BOTH, noted="merged"),
    Case("merged figures are not repeated silently", merged_figures, (ANY, ANY),
         [figure(), figure(period="2009/10", numerator=None, value=18.5)], noted="merged"),
    Case("hidden row", lambda: on_page(lambda p: p.set_row(2, None, None, {"hidden": True})),
         figures=[figure()], noted="hidden"),
    Case("row of no height", lambda: on_page(lambda p: p.set_row(2, 0)), figures=[figure()],
         noted="hidden"),
    Case("hidden column", lambda: on_page(lambda p: p.set_column("G:G", None, None,
                                                                {"hidden": True})),
         figures=BOTH, noted="hidden"),
    Case("hidden column that is needed",
         lambda: on_page(lambda p: p.set_column("D:D", None, None, {"hidden": True})),
         (ANY, ANY), noted="hidden"),
    Case("rows filtered away", lambda: on_page(lambda p: (
        p.autofilter("A1:G3"), p.set_row(2, None, None, {"hidden": True}))),
         figures=[figure()], noted="hidden"),
    Case("hidden sheet", lambda: hidden_sheet("hide"), figures=[figure()], noted="Old"),
    Case("very hidden sheet", lambda: hidden_sheet("very_hidden"), figures=[figure()],
         noted="Old"),
    Case("chart sheet", with_chart_sheet, figures=[figure()]),
    Case("two sheets with the same figures", book(HEADER, ROW, Copy=[HEADER, ROW]),
         figures=[figure()], warned=[("duplicate_same", ANY)]),
    Case("two sheets that disagree", book(HEADER, ROW, Draft=[HEADER, changed(numerator=110)]),
         ("duplicate_different", ANY)),
    Case("sheet of notes beside the table", book(HEADER, ROW, About=[["Hello"]]),
         figures=[figure()], noted="About"),
    Case("table without a period beside one with", book(HEADER, ROW, Other=without("period")),
         figures=[figure()], warned=[("table_not_read", ANY)]),
    Case("empty workbook", as_xlsx({"Data": []}), ("no_table", ANY)),
]  # fmt: skip
SMOKING = "Smoking at delivery"
WIDE = [
    Case("periods across", book(["Area name", "2008/09", "2009/10"], ["Anytown", 18.5, 17.1],
                                sheet=SMOKING),
         figures=[shown(18.5, area="Anytown"), shown(17.1, area="Anytown", period="2009/10")]),
    Case("counts of smokers taken for a rate",
         book(["Number of women smoking at delivery"], ["Area name", "2008/09", "2009/10"],
              ["Anytown", 42, 38]), (ANY, ANY),
         [figure("Anytown", numerator=42, denominator=None, value=None, marker="not_available"),
          figure("Anytown", period="2009/10", numerator=38, denominator=None, value=None,
                 marker="not_available")],),
    Case("share that does not smoke", book(["Women not smoking at delivery (%)"],
         ["Area name", "2008/09", "2009/10"], ["Anytown", 81.5, 82.9]), (ANY, ANY),),
    Case("target beside the years", book(["Area name", "2008/09", "Target"],
         ["Anytown", 18.5, 15.0], sheet=SMOKING), (ANY, ANY),
         [shown(18.5, area="Anytown")], noted="Target"),
    Case("part of a year beside the years", book(["Area name", "2008/09", "2009/10 (to Dec)"],
         ["Anytown", 18.5, 15.0], sheet=SMOKING), (ANY, ANY),
         [shown(18.5, area="Anytown")], noted="to Dec"),
    Case("boys and girls for areas", book(["", "2008/09", "2009/10"], ["Boys", 18.5, 17.1],
         ["Girls", 18.4, 17.0], sheet=SMOKING), (ANY, ANY),),
    Case("counts and maternities for areas", book(["", "2008/09", "2009/10"],
         ["Smokers", 120, 110], ["Maternities", 650, 640], sheet=SMOKING), (ANY, ANY)),
    Case("per 100,000 for per 1,000", book(["Infant mortality rate per 100,000 live births"],
         ["Area name", "2006-08", "2007-09"], ["Anytown", 480, 500]), (ANY, ANY),),
    Case("change on the year before", book(["Smoking at delivery: % change"],
         ["Area name", "2008/09", "2009/10"], ["Anytown", 2.5, 1.1]), (ANY, ANY),),
]  # fmt: skip
PERSONAL = [
    Case(f"personal: {heading}", beside(heading, "x", "y", "z"), ("personal_data", "H1"))
    for heading in ("NHS number", "Patient name", "Surname", "Date of birth", "DOB")
] + [
    Case("NHS numbers under another heading", beside("ref", *NHS_LIKE), ("personal_data", ANY)),
    Case("full postcodes under another heading", beside("loc", "BL1 1AA", "BL1 2AB", "BL2 3DE"),
         ("personal_data", ANY)),
    Case("postcode districts are no person's", beside("loc", "BL1", "BL2", "BL3"),
         figures=[figure(f"5Z{n}") for n in range(3)]),
]  # fmt: skip


@pytest.mark.parametrize("case", parameters([*HEADERS, *ROWS, *WORKBOOKS, *WIDE, *PERSONAL]))
def test_doubtful_table(case):
    verify(case)
