"""Spelt, impossible and ambiguous periods, one file each; expectations settled beforehand."""

from __future__ import annotations

import datetime

import pytest
from tests.builders.doubtful import ANY, Case, figure, parameters, shown, verify
from tests.builders.made import HEADER, as_csv, as_xlsx, changed

INFANT, TEENAGE = "infant_mortality", "under18_conceptions"
# What differs from the standard row: 48 of 9,600 is 5 per 1,000; 160 of 4,000 is 40.
FIGURES = {
    "smoking_at_delivery": {},
    INFANT: {"indicator": INFANT, "numerator": 48, "denominator": 9600, "value": 5.0},
    TEENAGE: {"indicator": TEENAGE, "numerator": 160, "denominator": 4000, "value": 40.0},
}


def of(indicator: str, period: object) -> bytes:
    return as_csv(HEADER, changed(**FIGURES[indicator], period=period))


def smoking(period: object) -> bytes:
    return of("smoking_at_delivery", period)


def cell(period: object, shape: str = "General") -> bytes:
    return as_xlsx({"Data": [HEADER, changed(period=period)]}, {3: shape})


# What is meant by each spelling, by the indicator that has it.
SPELT = [
    ("smoking_at_delivery", "2008/09",
     ["2008-09", "2008/2009", "2008-2009", "2008/9", "2008–09", "2008 - 09", "2008 to 2009",
      "FY 2008/09", "FY2008/09", "financial year 2008/09", "Apr 2008 - Mar 2009",
      "April 2008 to March 2009", "year ending March 2009", " 2008/09 ",
      "2008\N{NBSP}/\N{NBSP}09"]),
    ("smoking_at_delivery", "2008/09 Q3",
     ["Q3 2008/09", "2008/09Q3", "2008-09 Q3", "Quarter 3 2008/09", "2008/09 quarter 3",
      "Oct-Dec 2008", "October to December 2008", "q3 2008-2009", "2008/09 Q3 (Oct-Dec)"]),
    (INFANT, "2007-09",
     ["2007 - 09", "2007–09", "2007—2009", "2007 to 2009", "2007-2009", "2007‑09",
      "Jan 2007 - Dec 2009"]),
    (TEENAGE, "2009", ["CY 2009", "Jan-Dec 2009", "calendar year 2009"]),
]  # fmt: skip
READ = [
    Case(f"{spelt} is {meant}", of(indicator, spelt),
         figures=[figure(**FIGURES[indicator], period=meant)])
    for indicator, meant, spellings in SPELT
    for spelt in spellings
] + [
    Case("a year held as a number",
         as_xlsx({"Data": [HEADER, changed(**FIGURES[TEENAGE], period=2009)]}),
         figures=[figure(**FIGURES[TEENAGE], period="2009")]),
    Case("turn of the century", smoking("1999/00"), figures=[figure(period="1999/00")]),
    Case("window over the turn of the century", of(INFANT, "1998-00"),
         figures=[figure(**FIGURES[INFANT], period="1998-00")]),
]  # fmt: skip
REFUSED = [
    *(
        Case(f"impossible: {period}", smoking(period), ("bad_period", "D2"))
        for period in (
            *("2008/09 Q5", "2008/09 Q0", "2009/11", "2009/08", "2009-2008", "2008/09 Q3 Q4"),
            *("2008/09 H1", "2008/09 (to Dec)", "2008/09 YTD", "20089", "200809", "2008.5"),
            *("Sep-07", "01/09/2007", "2007-09-01", "08/09", "Q3", "soon", "2008//09", "2008?"),
            *("2008/09 plan", "12 months to Sep 2008", "2008/09 Q1-Q3", "2008/09 and 2009/10"),
        )
    ),
    *(
        Case(f"of another kind: {period} for {indicator}", of(indicator, period),
             ("period_kind", "D2"))
        for indicator, period in [
            (INFANT, "2008-09"), (INFANT, "2008/09 Q3"), ("smoking_at_delivery", "2008"),
            ("smoking_at_delivery", "2008 Q3"), ("smoking_at_delivery", "2007-09"),
            (TEENAGE, "2008/09"), (TEENAGE, "2007-09"),
        ]
    ),
    Case("five years for three", of(INFANT, "2005-09"), (ANY, "D2")),
    Case("three financial years for three calendar ones", of(INFANT, "2007/08-2009/10"),
         (ANY, "D2")),
    Case("window that runs backwards", of(INFANT, "2009-07"), (ANY, "D2")),
    Case("not begun yet", smoking("2098/99"), ("future_period", "D2")),
    Case("window that ends far ahead", of(INFANT, "2096-98"), ("future_period", "D2")),
    Case("blank", smoking(""), ("missing_cell", "D2")),
    Case("a dash for the period", smoking("-"), (ANY, "D2")),
    Case("quarter whose months are another's", smoking("2008/09 Q3 (Jul-Sep)"),
         ("bad_period", "D2")),
    Case("calendar and financial quarter at once", smoking("Jan-Mar 2009 Q1"), (ANY, "D2")),
    Case("a date that was 2007-09", cell(datetime.date(2007, 9, 1), "mmm-yy"),
         ("period_is_date", "D2")),
    Case("a date shown as a year", cell(datetime.date(2008, 1, 1), "yyyy"),
         ("period_is_date", "D2")),
    Case("serial number of a date", cell(39326), ("bad_period", "D2")),
]  # fmt: skip
# Understood as the one thing that can be meant, or refused: never another period.
EITHER = [
    Case("star behind the year", smoking("2008/09*"), ("bad_period", "D2"), [figure()]),
    Case("footnote number in brackets", smoking("2008/09 [1]"), ("bad_period", "D2"), [figure()]),
    Case("raised footnote digit", smoking("2008/09²"), ("bad_period", "D2"), [figure()]),
    Case("footnote digit glued on", smoking("2008/091"), ("bad_period", "D2"), None),
    Case("slash for a window", of(INFANT, "2007/09"), (ANY, "D2"),
         [figure(**FIGURES[INFANT], period="2007-09")]),
    Case("year and month words", of(TEENAGE, "2009 (Jan-Dec)"), ("bad_period", "D2"),
         [figure(**FIGURES[TEENAGE], period="2009")]),
    Case("full-width digits", smoking("２００８/０９"), ("bad_period", "D2"), [figure()]),
    Case("letter O in the year", smoking("2OO8/09"), ("bad_period", "D2"), None),
    Case("fraction slash", smoking("2008⁄09"), ("bad_period", "D2"), [figure()]),
]  # fmt: skip
WARNED = [
    Case("provisional in words", smoking("2008/09 (provisional)"), figures=[figure()],
         warned=[("provisional", ANY)]),
    Case("provisional as a letter", smoking("2008/09 (p)"), ("bad_period", "D2"), [figure()],
         warned=[("provisional", ANY)]),
    Case("quarters with one missing",
         as_csv(HEADER, *(changed(period=f"2008/09 Q{q}") for q in (1, 2, 4)),
                changed(period="2009/10 Q1")),
         figures=[*(figure(period=f"2008/09 Q{q}") for q in (1, 2, 4)),
                  figure(period="2009/10 Q1")],
         warned=[("missing_quarters", ANY)]),
    Case("jump beyond what chance allows",
         as_csv(HEADER, *(changed(period=f"{y}/{y % 100 + 1:02d}", numerator=n, denominator=6500,
                                  value="")
                          for y, n in zip(range(2002, 2009), [1200] * 6 + [400], strict=True))),
         figures=[figure(period=f"{y}/{y % 100 + 1:02d}", numerator=n, denominator=6500,
                         value=n / 65)
                  for y, n in zip(range(2002, 2009), [1200] * 6 + [400], strict=True)],
         warned=[("jump", ANY)]),
    Case("same row twice", as_csv(HEADER, changed(), changed()), figures=[figure()],
         warned=[("duplicate_same", "G3")]),
    Case("same row twice, spelt differently",
         as_csv(HEADER, changed(), changed(period="2008-2009")), figures=[figure()],
         warned=[("duplicate_same", "G3")]),
    Case("same key, other figures", as_csv(HEADER, changed(), changed(numerator=121)),
         ("duplicate_different", "G3")),
    Case("same key, counts against a value that agrees",
         as_csv(HEADER, changed(), changed(numerator="", denominator="")),
         ("duplicate_different", ANY), [figure()], warned=[("duplicate_same", ANY)]),
    Case("year and its quarters", as_csv(
        HEADER, changed(numerator="", denominator=""),
        *(changed(period=f"2008/09 Q{q}", numerator="", denominator="") for q in (1, 2))),
        figures=[shown(18.5), *(shown(18.5, period=f"2008/09 Q{q}") for q in (1, 2))]),
]  # fmt: skip


@pytest.mark.parametrize("case", parameters([*READ, *REFUSED, *EITHER, *WARNED]))
def test_doubtful_period(case):
    verify(case)
