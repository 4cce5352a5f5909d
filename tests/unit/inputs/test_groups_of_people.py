"""Columns of sex and age: cells that have slipped in are errors, unknown words are told."""

import pytest

HEADER_MORE = ("sex", "age")


@pytest.fixture
def table(tables):
    def made(*pairs):
        lines = [
            (*tables.changed(area_code=f"5Z{n}", area_name=f"Town {n}"), sex, age)
            for n, (sex, age) in enumerate(pairs)
        ]
        return tables.csv((*tables.HEADER, *HEADER_MORE), *lines)

    return made


@pytest.mark.parametrize(
    ("sex", "age", "cell"),
    [("1766", "All ages", "H2"), ("3345.8", "All ages", "H2"), ("15-44 yrs", "All ages", "H2"),
     ("Female", "Female", "I2"), ("Female", "2453", "I2"), ("Female", "12.5", "I2")],
)  # fmt: skip
def test_what_is_no_sex_or_age_is_an_error_and_not_set_aside(errors, table, sex, age, cell):
    assert errors(table((sex, age), ("Female", "All ages"))) == [("no_sex_or_age", cell)]


def test_it_is_told_once_with_the_number_of_rows(problems, table):
    found = problems(table(("1766", "Female"), ("2453", "Female"), ("Female", "All ages")))
    assert [(p.code, p.cell) for p in found] == [("no_sex_or_age", "H2"), ("no_sex_or_age", "I2")]
    assert "(and so in 1 row more)" in found[0].message


def test_single_years_of_age_and_other_sexes_are_groups(read, table):
    found = read(table(("Female", "All ages"), ("Male", "All ages"), ("Female", "17")))
    assert not found.problems
    assert found.frame["area_code"].tolist() == ["5Z0"]


def test_most_rows_under_unknown_words_are_warned_of(read, table):
    found = read(table(("Gesamt", ""), ("Gesamt", ""), ("Female", "")))
    ((code, cell, message),) = [(p.code, p.cell, p.message) for p in found.problems]
    assert (code, cell) == ("groups_not_known", "H2")
    assert "2 rows of 3 were set aside" in message


def test_most_rows_of_a_known_other_sex_are_no_doubt(read, table):
    assert not read(table(("Male", ""), ("Male", ""), ("Female", ""))).problems
