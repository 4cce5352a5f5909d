"""England rows of a file held against what was published.

NHS Digital, smoking at delivery: 13.53% in 2010/11 (88,000 and odd of 650,000 maternities).
Office for National Statistics, conceptions 2017, table 6: 17.8 per 1,000 in 2017, 18.8 in 2016.
"""

import pytest


def england(tables, **fields):
    blank = {"numerator": "", "denominator": ""}
    return tables.changed(area_code="E92000001", area_name="England", **blank | fields)


def told(read):
    return [(p.code, p.cell) for p in read.problems if p.code == "england_differs"]


@pytest.mark.parametrize(
    ("value", "warned"),
    [(29.3, True), (1.35, True), (14.8, True), (13.5, False), (13.0, False), (14.0, False)],
)
def test_a_value_further_off_than_a_revision_is_warned_of(rows, tables, value, warned):
    found = rows(tables.changed(period="2010/11"), england(tables, period="2010/11", value=value))
    assert told(found) == ([("england_differs", "G3")] if warned else [])
    # The file's value holds all the same.
    assert found.frame["value"].tolist()[1] == value


def test_both_values_and_the_source_are_named(rows, tables):
    found = rows(england(tables, period="2010/11", value=29.3))
    (message,) = [p.message for p in found.problems if p.code == "england_differs"]
    assert "is 29.3 here, and the published series has 13.5" in message
    assert "NHS Digital, Statistics on Women's Smoking Status" in message


@pytest.mark.parametrize(("year", "value", "warned"), [("2017", 18.8, True), ("2016", 18.8, False)])
def test_figures_of_another_year_are_seen(rows, tables, year, value, warned):
    found = rows(england(tables, indicator="under18_conceptions", period=year, value=value))
    assert bool(told(found)) == warned


@pytest.mark.parametrize(("value", "warned"), [(28.0, True), (6.5, True), (15.5, False)])
def test_a_period_that_is_not_known_is_held_against_its_neighbour(rows, tables, value, warned):
    # The third quarter of 2010/11 was not kept; the year was 13.5%.
    found = rows(england(tables, period="2010/11 Q3", value=value))
    assert bool(told(found)) == warned


def test_a_period_far_from_any_that_is_known_says_nothing(rows, tables):
    found = rows(england(tables, indicator="maternal_obesity", period="2010/11", value=5))
    assert told(found) == []
