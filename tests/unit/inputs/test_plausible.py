"""Values outside what England's areas had at the time.

Under-18 conceptions: table 6 of ONS, Conceptions in England and Wales 2017, gives 9.3 (Chiltern,
2004) to 97.8 (Lambeth, 2002) for 1998 to 2009, and 3.3 (South Cambridgeshire, 2016) to 43.8 for
2014 to 2017.
"""

import pytest


@pytest.fixture
def told(rows, tables):
    def of(period, value, indicator="under18_conceptions"):
        row = tables.changed(
            indicator=indicator, period=period, numerator="", denominator="", value=value
        )
        return [(p.code, p.cell, p.message) for p in rows(row).problems]

    return of


@pytest.mark.parametrize(("period", "value"), [("2009", 4.1), ("2008", 125), ("2012", 4.1)])
def test_a_value_no_area_had_is_warned_of_once(told, period, value):
    ((code, cell, message),) = told(period, value)
    assert (code, cell) == ("implausible", "G2")
    assert f"of {value} is outside" in message


def test_the_ends_and_the_years_are_told(told):
    ((_, _, message),) = told("2009", 4.1)
    assert "9.3 to 97.8 per 1,000 females aged 15-17, in areas of England from 1998 to 2009" in (
        message
    )


@pytest.mark.parametrize(
    ("period", "value"),
    # A record is no slip; rates fell, so that 4.1 was real in 2016; nought may be real anywhere.
    [("2004", 9.0), ("2002", 101.0), ("2016", 4.1), ("2009", 0), ("2021", 4.1)],
)
def test_what_areas_had_or_might_have_had_is_not(told, period, value):
    assert told(period, value) == []


@pytest.mark.parametrize(
    ("indicator", "period", "value", "perhaps"),
    [
        ("infant_mortality", "2007-09", 0.44, "if it is per 100, write 4.4 per 1,000 live births."),
        ("infant_mortality", "2007-09", 44, "if it is per 10,000, write 4.4 per 1,000"),
        ("under18_conceptions", "2009", 4.1, "if it is per 100, write 41 per 1,000 females"),
        ("smoking_at_delivery", "2009/10", 79, "if it is per 1,000, write 7.9%."),
    ],
)
def test_the_unit_that_would_make_it_usual_is_named(
    rows, tables, indicator, period, value, perhaps
):
    row = tables.changed(
        indicator=indicator, period=period, numerator="", denominator="", value=value
    )
    (problem,) = rows(row).problems
    assert problem.code == "implausible"
    assert perhaps in problem.hint


def test_what_counts_give_is_of_no_other_unit(rows, tables):
    row = tables.changed(
        indicator="infant_mortality", period="2007-09", numerator=4, denominator=9000, value=""
    )
    (problem,) = rows(row).problems
    assert problem.hint == "Check the figure and its unit."
