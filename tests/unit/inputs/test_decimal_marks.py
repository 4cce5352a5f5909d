"""Decimal marks other than a point are read where a whole column agrees, and else refused."""

import pytest

HEAD = "area_code;area_name;indicator;period;numerator;denominator;value"


def lines(values, separator=";"):
    rows = [f"5Z{n};Town {n};infant_mortality;2007-09;;;{v}" for n, v in enumerate(values)]
    return "\n".join([HEAD, *rows]).replace(";", separator).encode()


def test_decimal_commas_between_semicolons(read):
    found = read(lines(["4,9", "5,1", "4,875"]))
    assert found.frame["value"].tolist() == [4.9, 5.1, 4.875]
    assert any("decimal mark" in note and "4,9" in note for note in found.notes)


@pytest.mark.parametrize("separator", [";", ","])
def test_raised_points(read, separator):
    found = read(lines(["5·3", "4·9"], separator))
    assert found.frame["value"].tolist() == [5.3, 4.9]


@pytest.mark.parametrize(
    "values", [["4,9", "5.1"], ["4,9", "5·1"], ["1,234", "2,345"], ["4,9", "1,2,3"]]
)
def test_marks_that_do_not_agree_or_may_part_thousands_are_errors(errors, values):
    found = errors(lines(values))
    assert {code for code, _ in found} == {"not_a_number"}
    assert found[0][1] == "G2"


def test_a_comma_between_commas_is_never_a_decimal_one(errors, tables):
    rows = [tables.changed(value="18,5"), tables.changed(area_code="5ZY", value="16,9")]
    assert [code for code, _ in errors(tables.csv(tables.HEADER, *rows))] == ["not_a_number"] * 2


def test_counts_whose_thousands_points_may_part_are_errors(errors):
    row = "5ZZ;Anytown;smoking_at_delivery;2008/09;1.234;6.500;"
    assert errors("\n".join([HEAD, row]).encode()) == [
        ("not_a_number", "E2"), ("not_a_number", "F2")
    ]  # fmt: skip
