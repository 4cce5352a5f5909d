"""Periods: spellings, order, and what is no period. Expected values by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imscore.errors import PeriodError
from imscore.periods import PERIOD_KINDS, parse, three_years_from


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
        *(
            (text, "not a period")
            for text in (
                "",
                "Sep-07",
                "2007-09-01",
                "08/09",
                "200809",
                "2008.5",
                "20O8",
                "2008/9",
                "2008//09",
                "2008/09 Q",
                "Q3",
            )
        ),
    ],
)
def test_impossible_periods_say_why(spelt, reason):
    with pytest.raises(PeriodError, match=reason):
        parse(spelt)


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
