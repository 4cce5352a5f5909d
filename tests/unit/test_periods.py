"""Periods: spellings, order, and what is no period. Expected values by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imscore.errors import PeriodError
from imscore.period_kinds import spelt_months
from imscore.periods import PERIOD_KINDS, parse, parse_marked, three_years_from


@pytest.mark.parametrize(
    ("spelt", "text", "kind"),
    [
        ("2008", "2008", "calendar_year"),
        ("2008.0", "2008", "calendar_year"),
        ("2008/09", "2008/09", "financial_year"),
        ("2008-09", "2008/09", "financial_year"),
        ("2008/2009", "2008/09", "financial_year"),
        ("1999/00", "1999/00", "financial_year"),
        ("2001 - 03", "2001-03", "three_calendar_years"),
        ("2001 to 2003", "2001-03", "three_calendar_years"),
        ("2001–03", "2001-03", "three_calendar_years"),
        ("1999-01", "1999-01", "three_calendar_years"),
        ("1998-2000", "1998-00", "three_calendar_years"),
        ("2008/09 Q3", "2008/09 Q3", "financial_quarter"),
        ("Q3 2008/09", "2008/09 Q3", "financial_quarter"),
        ("2008/09, quarter 3", "2008/09 Q3", "financial_quarter"),
        ("2008/09Q3", "2008/09 Q3", "financial_quarter"),
        ("2008 Q3", "2008 Q3", "calendar_quarter"),
        ("Qtr 3 2008", "2008 Q3", "calendar_quarter"),
        ("\N{NBSP}2008/09\N{NBSP}q3 ", "2008/09 Q3", "financial_quarter"),
        ("2008/9", "2008/09", "financial_year"),
        ("2008-9", "2008/09", "financial_year"),
        ("1998/9", "1998/99", "financial_year"),
        ("2018/9", "2018/19", "financial_year"),
        ("FY2008/09", "2008/09", "financial_year"),
        ("FY 2008-09", "2008/09", "financial_year"),
        ("FY08/09", "2008/09", "financial_year"),
        ("FY 99/00", "1999/00", "financial_year"),
        ("Financial year 2008/09", "2008/09", "financial_year"),
        ("2008 to 2009", "2008/09", "financial_year"),
        ("2008/09 annual", "2008/09", "financial_year"),
        ("Full year 2008/09", "2008/09", "financial_year"),
        ("April 2008 to March 2009", "2008/09", "financial_year"),
        ("Apr 2008 - Mar 2009", "2008/09", "financial_year"),
        ("Apr-08 to Mar-09", "2008/09", "financial_year"),
        ("1 April 2008 to 31 March 2009", "2008/09", "financial_year"),
        ("1st April 2008 – 31st March 2009", "2008/09", "financial_year"),
        ("2008/09 (Apr 2008 - Mar 2009)", "2008/09", "financial_year"),
        ("2008/09 Apr 2008 - Mar 2009", "2008/09", "financial_year"),
        ("April - March 2008/09", "2008/09", "financial_year"),
        ("year ending March 2009", "2008/09", "financial_year"),
        ("Year ended 31 March 2009", "2008/09", "financial_year"),
        ("12 months to March 2009", "2008/09", "financial_year"),
        ("y/e Mar 09", "2008/09", "financial_year"),
        ("year ending December 2008", "2008", "calendar_year"),
        ("Jan-Dec 2008", "2008", "calendar_year"),
        ("calendar year 2008", "2008", "calendar_year"),
        ("CY 2008", "2008", "calendar_year"),
        ("2007-2009", "2007-09", "three_calendar_years"),
        ("2007 - 09", "2007-09", "three_calendar_years"),
        ("2007-9", "2007-09", "three_calendar_years"),
        ("1997-9", "1997-99", "three_calendar_years"),
        ("2007 to 2009", "2007-09", "three_calendar_years"),
        ("2007-09 (pooled)", "2007-09", "three_calendar_years"),
        ("2007-09 (3 years pooled)", "2007-09", "three_calendar_years"),
        ("2007-09 three-year rolling average", "2007-09", "three_calendar_years"),
        ("January 2007 to December 2009", "2007-09", "three_calendar_years"),
        ("2008/09 (Q3)", "2008/09 Q3", "financial_quarter"),
        ("Qtr 3 2008/09", "2008/09 Q3", "financial_quarter"),
        ("Qtr. 3, 2008-09", "2008/09 Q3", "financial_quarter"),
        ("Q3 08/09", "2008/09 Q3", "financial_quarter"),
        ("Q3 99/00", "1999/00 Q3", "financial_quarter"),
        ("Q3 FY2008/09", "2008/09 Q3", "financial_quarter"),
        ("2008/09 - Q3", "2008/09 Q3", "financial_quarter"),
        ("2008-09-Q3", "2008/09 Q3", "financial_quarter"),
        ("2008-09_Q3", "2008/09 Q3", "financial_quarter"),
        ("third quarter 2008/09", "2008/09 Q3", "financial_quarter"),
        ("Q3 (Oct-Dec) 2008/09", "2008/09 Q3", "financial_quarter"),
        ("2008/09 Q3 (October to December)", "2008/09 Q3", "financial_quarter"),
        ("2008/09 Q3 (Oct - Dec 2008)", "2008/09 Q3", "financial_quarter"),
        ("Oct-Dec 2008/09", "2008/09 Q3", "financial_quarter"),
        ("Jan-Mar 2008/09", "2008/09 Q4", "financial_quarter"),
        ("Oct-Dec 2008 (Q3)", "2008/09 Q3", "financial_quarter"),
        ("Jan-Mar 2009 (Q4)", "2008/09 Q4", "financial_quarter"),
        ("Q3 (Oct-Dec) 2008", "2008/09 Q3", "financial_quarter"),
        ("Q3 (Jul-Sep) 2008", "2008 Q3", "calendar_quarter"),
        ("Oct-Dec 2008", "2008 Q4", "calendar_quarter"),
        ("October to December 2008", "2008 Q4", "calendar_quarter"),
        ("Oct - Dec '08", "2008 Q4", "calendar_quarter"),
        ("quarter ending December 2008", "2008 Q4", "calendar_quarter"),
        ("2008-Q3", "2008 Q3", "calendar_quarter"),
    ],
)
def test_spellings(spelt, text, kind):
    period = parse(spelt)
    assert (period.text, period.kind) == (text, kind)


@pytest.mark.parametrize(
    ("spelt", "first", "after"),
    [
        ("2008", (2008, 1), (2009, 1)),
        ("2008/09", (2008, 4), (2009, 4)),
        ("2007-09", (2007, 1), (2010, 1)),
        ("2008/09 Q1", (2008, 4), (2008, 7)),
        ("2008/09 Q4", (2009, 1), (2009, 4)),
        ("2008 Q4", (2008, 10), (2009, 1)),
    ],
)
def test_months(spelt, first, after):
    period = parse(spelt)
    assert (period.start, period.end) == tuple(
        year * 12 + month - 1 for year, month in (first, after)
    )


@pytest.mark.parametrize(
    ("spelt", "reason"),
    [
        ("2008/09 Q5", "quarter 5"),
        ("2008/09 Q0", "quarter 0"),
        ("2009/11", "no financial year"),
        ("2009/08", "runs backwards"),
        ("2009-2007", "runs backwards"),
        ("2001-04", "spans 4 years"),
        ("2009/09", "spans 1 year"),
        ("2007-09 Q1", "not a financial year"),
        ("1808", "outside"),
        ("9999", "outside"),
        ("Sep-07", "is one month; a spreadsheet program"),
        ("September 2007", "is one month"),
        ("2007-09-01", "is a date; a spreadsheet program"),
        ("01/09/2007", "is a date"),
        ("2007-09-01 00:00:00", "is a date"),
        ("08/09", "two digits"),
        ("08", "two digits"),
        ("Q3 08", "two digits"),
        ("FY08", "two digits"),
        ("200809", "runs its parts together"),
        ("20080300", "runs its parts together"),
        ("Q3", "has no year"),
        ("Oct-Dec", "not a period"),
        ("FY 2009", "2009/10 or 2008/09"),
        ("Q3 FY2009", "2009/10 or 2008/09"),
        ("FY 2007-09", "no financial year"),
        ("calendar year 2008/09", "no calendar year"),
        ("2007/08/09", "three years"),
        ("2007/08 to 2009/10", "several financial"),
        ("2007/08-2009/10", "several financial"),
        ("2008-09 (pooled)", "not three calendar years"),
        ("2008 (3 years)", "not three calendar years"),
        ("Q2 (Oct-Dec) 2008/09", "says 2008/09 Q2, but its months are October 2008 to December 20"),
        ("Q4 (Oct-Dec) 2008/09", "says 2008/09 Q4"),
        ("Oct-Dec 2008 (Q1)", "says quarter 1"),
        ("Q3 2008 (Oct-Dec 2008)", "says 2008 Q3"),
        ("2008/09 (Apr 2009 - Mar 2010)", "says 2008/09"),
        ("Q4 (Jan-Mar) 2008", "2007/08 Q4 .* or 2008/09 Q4"),
        ("April - March 2009", "runs over two years"),
        ("Mar-Apr 2008/09", "runs over two years"),
        ("Dec 2008 - Feb 2009", "December 2008 to February 2009: no quarter"),
        ("year ending June 2009", "July 2008 to June 2009: no quarter"),
        ("Apr-Sep 2008", "no quarter"),
        ("Apr 2009 - Mar 2009", "runs backwards"),
        ("2 April 2008 to 31 March 2009", "whole months"),
        ("1 April 2008 to 30 March 2009", "whole months"),
        ("2009/8", "runs backwards"),
        ("2009/0", "runs backwards"),
        ("2003-9", "spans 7 years"),
        ("Apr 1850 - Mar 1851", "outside"),
        *(
            (text, "not a period")
            for text in (
                "",
                "2008.5",
                "20O8",
                "20175",
                "39326",
                "2008//09",
                "2008/09 Q",
                "2008/09 Q3 Q4",
                "2008/09 Q1-Q3",
                "2008/09 Q12",
                "2008/09 (1)",
                "2008 Q3 09",
                "2008/09 YTD",
                "2008 approx",
                "2008 2009",
                "Marching 2008 - April 2009",
                "q",
            )
        ),
    ],
)
def test_impossible_periods_say_why(spelt, reason):
    with pytest.raises(PeriodError, match=reason):
        parse(spelt)


@pytest.mark.parametrize(
    ("spelt", "text"),
    [
        ("Oct-Dec 2008", "2008/09 Q3"),
        ("January to March 2009", "2008/09 Q4"),
        ("quarter ending June 2008", "2008/09 Q1"),
        ("2008 Q3", "2008 Q3"),
    ],
)
def test_named_months_are_a_financial_quarter_where_one_is_wanted(spelt, text):
    assert parse(spelt, ("financial_quarter", "financial_year")).text == text


@pytest.mark.parametrize(
    ("spelt", "text", "marks"),
    [
        ("2008p", "2008", ("provisional",)),
        ("2008 p", "2008", ("provisional",)),
        ("2008/09 (provisional)", "2008/09", ("provisional",)),
        ("2008/09 [p]", "2008/09", ("provisional",)),
        ("Provisional 2008/09", "2008/09", ("provisional",)),
        ("2008/09 Q3p", "2008/09 Q3", ("provisional",)),
        ("2008r", "2008", ("revised",)),
        ("2008 (Revised)", "2008", ("revised",)),
        ("2008 [1]", "2008", ("footnote [1]",)),
        ("2008/09 [note 2]", "2008/09", ("footnote [note 2]",)),
        ("2008¹", "2008", ("footnote ¹",)),
        ("2008/09²,³", "2008/09", ("footnote ²,³",)),
        ("2008 (a)", "2008", ("footnote (a)",)),
        ("2008p [1]", "2008", ("provisional", "footnote [1]")),
        ("2007-09 (pooled) ¹", "2007-09", ("footnote ¹",)),
        ("2009-11*", "2009-11", ("footnote *",)),
        ("2008/09 Q3 †", "2008/09 Q3", ("footnote †",)),
        ("2008-10 (est.)", "2008-10", ("estimated, so provisional",)),
        ("2008/09 estimate", "2008/09", ("estimated, so provisional",)),
        ("2008/09", "2008/09", ()),
    ],
)
def test_marks_behind_a_period_are_taken_off_and_told(spelt, text, marks):
    period, found = parse_marked(spelt)
    assert (period.text, found) == (text, marks)


@pytest.mark.parametrize(
    "spelt",
    ["2008 (1)", "20081", "2008 [c]", "p", "[1]", "¹", "*", "2008u", "2008/09 forecast",
     "2008/09 (to Dec)", "2008/09 YTD", "2008/09 target"],
)  # fmt: skip
def test_what_is_no_mark_is_not_taken_off(spelt):
    with pytest.raises(PeriodError):
        parse_marked(spelt)


def test_a_mark_is_refused_where_none_can_stand():
    with pytest.raises(PeriodError, match="not a period"):
        parse("2008/09 (provisional)")


def test_neighbours():
    assert parse("2008/09 Q1").before().text == "2007/08 Q4"
    assert parse("2008 Q1").before().text == "2007 Q4"
    assert parse("2008").before().text == "2007"
    assert parse("2007-09").before().text == "2006-08"
    assert parse("2008/09 Q4").year_before().text == "2007/08 Q4"
    assert parse("2007-09").year_before().text == "2006-08"
    assert parse("2000/01").year_before().text == "1999/00"
    assert parse("2008/09 Q4").financial_year().text == "2008/09"
    assert three_years_from(1999).text == "1999-01"


@st.composite
def periods(draw):
    year = draw(st.integers(1901, 2097))
    quarter = draw(st.integers(1, 4))
    return draw(
        st.sampled_from(
            [
                f"{year}",
                f"{year}/{(year + 1) % 100:02d}",
                f"{year}-{(year + 2) % 100:02d}",
                f"{year}/{(year + 1) % 100:02d} Q{quarter}",
                f"{year} Q{quarter}",
            ]
        )
    )


@given(periods())
def test_the_canonical_text_reads_back_as_itself(text):
    period = parse(text)
    assert period.text == text
    assert parse(period.text) == period
    assert period.kind in PERIOD_KINDS
    assert period.end > period.start


@given(periods())
def test_the_period_before_ends_before_and_is_of_the_same_length(text):
    period = parse(text)
    before = period.before()
    assert before.kind == period.kind
    assert before.end - before.start == period.end - period.start
    assert period.year_before().start == period.start - 12


@given(st.text(max_size=15))
def test_any_text_is_a_period_or_an_error_with_a_reason(text):
    try:
        period, reason = parse(text), ""
    except PeriodError as error:
        period, reason = None, str(error)
    assert reason or parse(period.text) == period


@given(st.integers(1900, 2096), st.integers(0, 11), st.integers(1, 40))
def test_months_in_words_are_a_period_of_just_those_months_or_refused(year, month, length):
    start = year * 12 + month
    text = spelt_months(start, start + length)
    try:
        period = parse(text)
    except PeriodError:
        standard = (3, month % 3) == (length, 0) or (length, month) in ((12, 0), (12, 3), (36, 0))
        assert not standard
    else:
        assert (period.start, period.end) == (start, start + length)


@given(periods(), st.sampled_from(["p", " r", " (provisional)", " [1]", "²", " (b)"]))
def test_a_mark_never_changes_the_period(text, mark):
    assert parse_marked(text + mark)[0] == parse(text)
