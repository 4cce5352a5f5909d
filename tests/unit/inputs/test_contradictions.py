"""Figures of one row that cannot be of one thing. All of it is worked out by hand."""

import math

import pytest


def row(tables, **fields):
    about = {"indicator": "infant_mortality", "period": "2007-09"}
    blank = {"numerator": "", "denominator": "", "value": ""}
    return tables.changed(**about | blank | fields)


@pytest.mark.parametrize(
    ("numerator", "denominator", "value"),
    # 0 of 2,100 is 0%; 412 of 2,100 is 19.6%; 2,000 of 2,100 is 95.2%.
    [(0, 2100, 19.6), (412, 2100, 0), (412, 2100, 45), (412, 2100, 9), (2000, 2100, 101)],
)
def test_counts_and_a_value_of_different_things_are_an_error(
    errors, tables, numerator, denominator, value
):
    changed = tables.changed(numerator=numerator, denominator=denominator, value=value)
    assert errors(tables.csv(tables.HEADER, changed)) == [("value_contradicts", "G2")]


@pytest.mark.parametrize("value", [18.0, 22.0, 38.0, 10.5])
def test_a_disagreement_within_a_factor_of_two_is_a_warning(rows, tables, value):
    read = rows(tables.changed(numerator=412, denominator=2100, value=value))
    assert [p.code for p in read.problems] == ["value_disagrees"]
    assert read.frame["value"].tolist() == pytest.approx([100 * 412 / 2100])


def test_a_printed_nought_may_be_rounded(rows, tables):
    # 1 of 4,000 is 0.025%.
    read = rows(tables.changed(numerator=1, denominator=4000, value="0.0"), tables.changed(
        period="2009/10"))  # fmt: skip
    assert "value_contradicts" not in {p.code for p in read.problems}


def test_a_denominator_that_cannot_carry_its_value_is_an_error_that_names_both(problems, tables):
    # 4.4 per 1,000 of 9 births would be 0.04 deaths.
    (found,) = problems(tables.csv(tables.HEADER, row(tables, denominator=9, value=4.4)))
    assert (found.code, found.cell) == ("denominator_short", "F2")
    assert "value 4.4 beside it (G2)" in found.message


def test_one_event_within_rounding_is_enough(rows, tables):
    # 0.4 per 1,000 of 2,300 births is 0.92 deaths, and 1 of 2,300 is 0.43: printed as 0.4.
    read = rows(row(tables, indicator="sudden_unexpected_deaths_in_infancy", period="2009",
                    denominator=2300, value=0.4))  # fmt: skip
    assert "denominator_short" not in {p.code for p in read.problems}


LIMITS = ("lower_ci", "upper_ci")


@pytest.mark.parametrize(
    ("births", "told"),
    # 4.4 per 1,000 of 9,000 births are 40 deaths: 4.4 (3.1 to 6.0) by Byar's method.
    [(9000, []), (700, ["denominator_doubtful"]), (300_000, ["denominator_doubtful"])],
)
def test_an_interval_tells_of_how_many_it_is(read, tables, births, told):
    line = (*row(tables, denominator=births, value=4.4), 3.1, 6.0)
    found = read(tables.csv((*tables.HEADER, *LIMITS), line)).problems
    assert [p.code for p in found] == told
    assert all(p.cell == "F2" for p in found)


@pytest.mark.parametrize(
    ("spelt", "deaths"),
    [("<5", 9000), ("≤5", 9000), ("5 or fewer", 9000), ("fewer than 10", 9000), ("<5", 800)],
)
def test_a_hidden_count_that_its_value_lifts_over_its_bound_is_an_error(
    errors, tables, spelt, deaths
):
    # 6.4 per 1,000 of 9,000 are 58 deaths, of 800 5.1: more than the 4 that <5 allows.
    line = row(tables, numerator=spelt, denominator=deaths, value=6.4)
    assert errors(tables.csv(tables.HEADER, line)) == [("hidden_contradicts", "D2")] or errors(
        tables.csv(tables.HEADER, line)
    ) == [("hidden_contradicts", "E2")]


@pytest.mark.parametrize("spelt", ["[c]", "*", "<5"])
def test_a_value_that_would_tell_a_hidden_count_is_kept_back_with_a_note(read, tables, spelt):
    # 6.4 per 1,000 of 470 births are 3 deaths.
    line = (*row(tables, numerator=spelt, denominator=470, value=6.4), 1.3, 18.7)
    found = read(tables.csv((*tables.HEADER, *LIMITS), line))
    (shown,) = found.frame.to_dict("records")
    assert shown["marker"] == "suppressed"
    assert all(math.isnan(shown[name]) for name in ("value", *LIMITS))
    assert any("1 row with a hidden count beside the value" in note for note in found.notes)


def test_a_value_beside_a_hidden_count_alone_tells_nothing(rows, tables):
    found = rows(row(tables, numerator="*", value=6.4))
    assert found.frame["value"].tolist() == [6.4]


def test_a_rate_under_the_header_of_a_count_is_an_error(errors, tables):
    # 4.3988 "deaths" of 9 "births" is 489 per 1,000.
    line = row(tables, numerator=4.39883, denominator=9)
    assert errors(tables.csv(tables.HEADER, line)) == [("not_counts", "E2")]


def test_five_times_the_most_ever_seen_is_an_error_but_for_a_handful_of_events(
    errors, rows, tables
):
    # The most seen is 25 per 1,000. One death of nine births is 111, and chance.
    line = row(tables, numerator=20, denominator=100)
    assert errors(tables.csv(tables.HEADER, line)) == [("too_large", "G2")]
    few = rows(row(tables, numerator=2, denominator=9))
    assert [p.code for p in few.problems] == ["implausible"]
