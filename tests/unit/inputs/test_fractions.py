"""Percentages stored as fractions: told by counts or format, or refused. By hand."""

import pytest

BF = "breastfeeding_initiation"


def bare(tables, *values, indicator=BF):
    return [
        tables.changed(
            area_code=f"A{n}",
            area_name=f"Area {n}",
            indicator=indicator,
            numerator="",
            denominator="",
            value=value,
        )
        for n, value in enumerate(values)
    ]


def test_counts_prove_a_fraction(rows, tables):
    read = rows(tables.changed(value=0.1846))
    assert read.frame["value"].tolist() == [pytest.approx(18.4615384615)]
    assert read.problems == ()
    assert "stored as fractions" in read.notes[0]


def test_a_percent_format_makes_a_fraction_a_percentage(read, tables):
    content = tables.xlsx(tables.HEADER, *bare(tables, 0.717, 0.5), formats={6: "0.0%"})
    found = read(content)
    assert found.frame["value"].tolist() == [pytest.approx(71.7), pytest.approx(50)]
    assert "formatted as percentages" in found.notes[0]


def test_a_percent_format_holds_for_smoking_too_where_small_values_occur(read, tables):
    content = tables.xlsx(
        tables.HEADER, *bare(tables, 0.187, indicator="smoking_at_delivery"), formats={6: "0%"}
    )
    assert read(content).frame["value"].tolist() == [pytest.approx(18.7)]


def test_above_one_in_a_percent_format_is_over_100(errors, tables):
    content = tables.xlsx(tables.HEADER, *bare(tables, 0.717, 1.2), formats={6: "0.0%"})
    assert errors(content) == [("number_format", "G3")]


@pytest.mark.parametrize(
    ("stored", "shape", "shown"),
    [(12, "0.0%", "1200.0%"), (12, "0%", "1200%"), (1.2, "0.00%", "120.00%")],
)
def test_a_percentage_on_show_that_cannot_be_is_refused(problems, tables, stored, shape, shown):
    smoking = bare(tables, stored, indicator="smoking_at_delivery")
    (problem,) = problems(tables.xlsx(tables.HEADER, *smoking, formats={6: shape}))
    assert (problem.code, problem.cell, problem.found) == ("number_format", "G2", str(stored))
    assert shown in problem.message
    assert shape in problem.message


@pytest.mark.parametrize("stored", [5.2, 0.0052])
def test_a_rate_shown_as_a_percentage_is_refused(problems, tables, stored):
    row = tables.changed(
        indicator="infant_mortality", period="2007-09", numerator="", denominator="", value=stored
    )
    (problem,) = problems(tables.xlsx(tables.HEADER, row, formats={6: "0.0%"}))
    assert (problem.code, problem.cell) == ("number_format", "G2")


@pytest.mark.parametrize("shape", ['0.0" per 1,000"', '"1"0.0', '0.0"‰"', '0.0"k"'])
def test_digits_or_a_unit_that_the_format_adds_are_refused(problems, tables, shape):
    smoking = bare(tables, 18.5, indicator="smoking_at_delivery")
    (problem,) = problems(tables.xlsx(tables.HEADER, *smoking, formats={6: shape}))
    assert (problem.code, problem.cell) == ("number_format", "G2")


@pytest.mark.parametrize("shape", ["0.0", "0.0_)", '0.0"%"', "#,##0.00", "[Red]0.0"])
def test_formats_that_add_nothing_do_no_harm(read, tables, shape):
    smoking = bare(tables, 18.5, indicator="smoking_at_delivery")
    assert read(tables.xlsx(tables.HEADER, *smoking, formats={6: shape})).problems == ()


def test_a_percent_format_elsewhere_does_no_harm(read, tables):
    content = tables.xlsx(tables.HEADER, tables.changed(value=18.5), formats={4: "0%", 5: "0%"})
    assert read(content).problems == ()


def test_a_value_shown_as_1850_percent_is_refused_beside_its_counts_too(errors, tables):
    content = tables.xlsx(tables.HEADER, tables.changed(value=18.5), formats={6: "0%"})
    assert errors(content) == [("number_format", "G2")]


def test_the_interval_is_scaled_with_its_value(read, tables):
    header = (*tables.HEADER, "lower_ci", "upper_ci")
    rows = [(*row, 0.69, 0.74) for row in bare(tables, 0.717)]
    frame = read(tables.xlsx(header, *rows, formats={6: "0.0%"})).frame
    assert frame[["lower_ci", "upper_ci"]].values.tolist() == [
        [pytest.approx(69), pytest.approx(74)]
    ]


def test_a_whole_column_that_cannot_be_percentages(rows, tables):
    read = rows(*bare(tables, 0.717, 0.684, 1))
    assert read.frame["value"].tolist() == [pytest.approx(v) for v in (71.7, 68.4, 100)]
    assert "none of the column can be a percentage" in read.notes[0]


def test_counts_beside_others_of_the_column_prove_it(rows, tables):
    read = rows(
        tables.changed(area_code="X", area_name="X", value=0.1846),
        *bare(tables, 0.187, indicator="smoking_at_delivery"),
    )
    assert read.frame["value"].tolist() == [pytest.approx(18.4615384615), pytest.approx(18.7)]


@pytest.mark.parametrize("indicator", [BF, "smoking_at_delivery"])
def test_a_fraction_among_percentages_is_an_error(errors, tables, indicator):
    content = tables.csv(
        tables.HEADER, *bare(tables, 71.7 if indicator == BF else 17, 0.187, indicator=indicator)
    )
    assert errors(content) == [("ambiguous_fraction", "G3")]


def test_a_fraction_beside_percent_text_is_an_error(errors, tables):
    content = tables.csv(tables.HEADER, *bare(tables, "71.7%", 0.684))
    assert errors(content) == [("ambiguous_fraction", "G3")]


def test_a_column_that_may_be_either_is_an_error_at_each_cell(errors, tables):
    content = tables.csv(tables.HEADER, *bare(tables, 0.187, 1, indicator="smoking_at_delivery"))
    assert errors(content) == [("ambiguous_fraction", "G2"), ("ambiguous_fraction", "G3")]


def test_noughts_neither_prove_nor_disprove(rows, tables):
    read = rows(*bare(tables, 0, 0.717))
    assert read.frame["value"].tolist() == [0, pytest.approx(71.7)]


def test_a_small_percentage_with_counts_is_itself(rows, tables):
    read = rows(tables.changed(numerator=5, denominator=700, value=0.7))
    assert read.frame["value"].tolist() == [pytest.approx(0.7142857142857)]
    assert read.problems == ()


def test_a_bare_quotient_of_a_rate_is_an_error(errors, tables):
    row = tables.changed(
        indicator="infant_mortality", period="2007-09", numerator="", denominator="", value=0.0057
    )
    assert errors(tables.csv(tables.HEADER, row)) == [("ambiguous_fraction", "G2")]


@pytest.mark.parametrize("number_format", ['0.0"%"', r"0.0\%"])
def test_a_percent_sign_that_is_only_words_makes_no_fraction(read, tables, number_format):
    rows = bare(tables, 0.7, 1, indicator="smoking_at_delivery")
    content = tables.xlsx(tables.HEADER, *rows, formats={6: number_format})
    assert read(content).frame["value"].tolist() == [0.7, 1]
