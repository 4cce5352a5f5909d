"""Counts that several columns make together; every figure is added up by hand."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from imscore.errors import DefinitionError, InputError
from imscore.inputs.layouts.layout import load
from imscore.inputs.read import read_files
from imscore.model import Observations
from imscore.reference.indicators import Catalogue

TITLE = "Breastfeeding prevalence at 6-8 weeks: PCT, Quarter 1 2010/11"
HEADER = (
    "Code",
    "Name",
    "Number of infants due a 6-8 week check",
    "Number totally breastfed",
    "Number partially breastfed",
    "Number not at all breastfed",
    "Number status not known",
    "Coverage (%)",
    "Prevalence (%)",
)
# 280 + 120 of 1,000 are 40%.
BOLTON = ("5HQ", "Bolton PCT", 1000, 280, 120, 560, 40, 96, 40)
OWN_HEADER = ("Code", "Name", "Infants due", "Wholly", "Partly", "Prevalence (%)")
OWN_ROW = (*BOLTON[:5], 40)
OWN = """
id = "own"
name = "our table"
shape = "rows"
other_indicators = "error"
[columns]
area_code = ["Code"]
area_name = ["Name"]
denominator = ["Infants due"]
value = ["Prevalence (%)"]
[sums]
numerator = ["Wholly", "Partly"]
"""


def swapped(row: tuple[object, ...], **cells: object) -> tuple[object, ...]:
    places = {f"c{number}": number for number in range(len(row))}
    return tuple(cells.get(name, row[place]) for name, place in places.items())


def figures(found: Observations) -> list[tuple[Any, ...]]:
    names = ["indicator", "period", "numerator", "denominator", "value", "marker"]
    rows = found.to_frame()[names].itertuples(index=False)
    return [tuple(None if x != x else x for x in row) for row in rows]


def test_totally_and_partially_breastfed_are_added_up(read: Any, tables: SimpleNamespace):
    found = read(tables.xlsx((TITLE,), (), HEADER, BOLTON))
    assert figures(found) == [("breastfeeding_6_8_weeks", "2010/11 Q1", 400, 1000, 40.0, "")]
    assert found.problems == ()
    assert found.notes[-1] == (
        "t.xlsx: Data: numerator is 'Number totally breastfed' (D3) + "
        "'Number partially breastfed' (E3)"
    )
    assert found.blocks[0].spots("numerator", 4) == [
        ("t.xlsx", "Data", "D4"),
        ("t.xlsx", "Data", "E4"),
    ]


@pytest.mark.parametrize(
    ("cell", "marker"), [("*", "suppressed"), ("[c]", "suppressed"), ("..", "")]
)
def test_no_sum_is_made_of_a_part(read: Any, tables: SimpleNamespace, cell: str, marker: str):
    # A hidden count would follow from the percentage and the infants due.
    found = figures(read(tables.xlsx((TITLE,), (), HEADER, swapped(BOLTON, c4=cell))))
    assert found[0][2] is None
    assert found[0][4:] == ((None, marker) if marker else (40.0, ""))


def test_a_number_format_that_hides_a_part_hides_the_sum(read: Any, tables: SimpleNamespace):
    row = swapped(BOLTON, c4=3)
    content = tables.xlsx((TITLE,), (), HEADER, row, formats={4: '[<5]"*";0'})
    assert figures(read(content))[0][2:] == (None, 1000, None, "suppressed")


def test_a_part_that_is_no_number_is_told_at_its_cell(errors: Any, tables: SimpleNamespace):
    content = tables.xlsx((TITLE,), (), HEADER, swapped(BOLTON, c4="12 or so"))
    assert errors(content) == [("not_a_number", "E4")]


def test_a_prevalence_of_those_totally_breastfed_alone_is_warned_of(
    read: Any, tables: SimpleNamespace
):
    found = read(tables.xlsx((TITLE,), (), HEADER, swapped(BOLTON, c8=28)))
    assert [(p.code, p.cell) for p in found.problems] == [("value_disagrees", "I4")]
    assert figures(found)[0][4] == 40.0


@pytest.mark.parametrize(
    ("title", "header", "refused"),
    [
        pytest.param("Breastfeeding initiation: PCT, Quarter 1 2010/11", HEADER,
                     ("contradicting_words", "C3"), id="initiation"),
        pytest.param("Breastfeeding at 10 days: PCT, Quarter 1 2010/11", HEADER,
                     ("missing_column", "A3"), id="another age"),
        pytest.param(TITLE, swapped(HEADER, c2="Maternities"),
                     ("contradicting_words", "C3"), id="other people"),
        pytest.param(TITLE.replace(":", ", mothers under 20:"), HEADER,
                     ("missing_column", "A1"), id="some mothers"),
        pytest.param(TITLE, (*HEADER, "Number partially breastfed"),
                     ("duplicate_column", "J3"), id="one part twice"),
    ],
)  # fmt: skip
def test_what_is_nearly_that_table_is_refused(
    errors: Any, tables: SimpleNamespace, title: str, header: Any, refused: tuple[str, str]
):
    content = tables.xlsx((title,), (), header, (*BOLTON, 5)[: len(header)])
    assert errors(content) == [refused]


def own(tmp_path: Path, text: str, catalogue: Catalogue, content: bytes) -> Observations:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return read_files([("t.xlsx", content)], catalogue, layout=load(path))


def test_a_layout_names_columns_to_be_added_up(
    tmp_path: Path, catalogue: Catalogue, tables: SimpleNamespace
):
    found = own(tmp_path, OWN, catalogue, tables.xlsx((TITLE,), (), OWN_HEADER, OWN_ROW))
    assert figures(found) == [("breastfeeding_6_8_weeks", "2010/11 Q1", 400, 1000, 40.0, "")]


def test_a_sum_of_which_a_column_is_lacking_is_refused(
    tmp_path: Path, catalogue: Catalogue, tables: SimpleNamespace
):
    content = tables.xlsx((TITLE,), (), OWN_HEADER, OWN_ROW)
    with pytest.raises(InputError) as caught:
        own(tmp_path, OWN.replace('"Partly"', '"In part"'), catalogue, content)
    assert [(p.code, p.cell) for p in caught.value.problems] == [("missing_column", "A3")]
    assert "'in part', to be added up to numerator" in caught.value.problems[0].message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('numerator = ["Wholly", "Partly"]', 'value = ["Wholly", "Partly"]', "only counts"),
        ('["Wholly", "Partly"]', '["Wholly"]', "two or more headers"),
        ('["Wholly", "Partly"]', '"Wholly"', "two or more headers"),
        ('shape = "rows"', 'shape = "wide"', 'only where shape = "rows"'),
        ("[columns]", '[columns]\nnumerator = ["Wholly"]', "stands under [columns] too"),
    ],
)
def test_sums_that_cannot_be_are_refused_with_the_layout(
    tmp_path: Path, old: str, new: str, said: str
):
    (tmp_path / "own.toml").write_text(OWN.replace(old, new), encoding="utf-8")
    with pytest.raises(DefinitionError, match=said.replace("[", r"\[").replace("]", r"\]")):
        load(tmp_path / "own.toml")
