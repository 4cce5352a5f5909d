"""What stands over the areas where periods stand across, and rows that are no areas."""

from __future__ import annotations

import pytest
from tests.unit.inputs.layouts.test_across import read, refused, values
from tests.unit.inputs.layouts.test_lone_lines import NARROWING, READ, SMOKING, YEARS

from imscore.inputs.layouts.groups import is_never_an_area


def under(corner: str) -> list[list[object]]:
    return [[SMOKING], [corner, "2009/10", "2010/11"], *YEARS[1:]]


@pytest.mark.parametrize(
    "corner", [*NARROWING, "Target", "Males", "Quarter 1 only", "April to December"]
)
def test_a_corner_that_narrows_is_refused(corner: str) -> None:
    problem = refused(under(corner))
    assert problem.cell == "A2"
    assert repr(corner) in problem.message


@pytest.mark.parametrize(
    "corner",
    ["Area", "PCT", "Local authority", "Name", "Organisation", "Town", "Financial year", "Period",
     "Percentage", "Smoking at delivery", "% of maternities", "Organisation name", "Region"],
)  # fmt: skip
def test_a_corner_that_heads_areas_or_fits_the_figures_is_no_news(corner: str) -> None:
    found = read(under(corner))
    assert values(found) == READ
    assert found.problems == ()


@pytest.mark.parametrize("corner", ["Blue cohort", "England", "Phase two"])
def test_a_corner_that_is_not_understood_is_warned_of(corner: str) -> None:
    found = read(under(corner))
    assert values(found) == READ
    assert [(p.code, p.cell) for p in found.problems] == [("line_unclear", "A2")]
    assert "head the areas" in found.problems[0].message


NO_AREAS = ["LAA target", "Bolton target", "England target", "Confidence limit", "Target", "Males",
            "Stretch trajectory", "Regional average", "Upper confidence limit"]  # fmt: skip


@pytest.mark.parametrize("name", NO_AREAS)
@pytest.mark.parametrize("shape", ["periods across", "one row each"])
def test_a_row_called_as_a_target_is_no_area(name: str, shape: str) -> None:
    if shape == "periods across":
        found = read([[SMOKING], *YEARS, [name, 12.0, 11.0]])
    else:
        rows = [[a, "smoking_at_delivery", p, v] for (a, p), v in READ.items()]
        header = ["area_name", "indicator", "period", "value"]
        found = read([header, *rows, [name, "smoking_at_delivery", "2010/11", 11.0]])
    assert values(found) == READ
    assert any("set aside" in note and name in note for note in found.notes)


@pytest.mark.parametrize("name", ["LAA target", "Bolton target", "Confidence limit"])
def test_a_column_called_as_a_target_is_no_area(name: str) -> None:
    found = read([[SMOKING], ["Year", "Bolton", "Bury", name], ["2009/10", 18.3, 16.1, 12.0]])
    assert values(found) == {("Bolton", "2009/10"): 18.3, ("Bury", "2009/10"): 16.1}
    assert [p.cell for p in found.problems] == ["D2"]


@pytest.mark.parametrize("name", ["New Forest", "Planning area 3", "Rankinshire", "Forest Heath"])
def test_names_that_only_look_so_are_areas(name: str) -> None:
    assert not is_never_an_area(name)
    assert (name, "2009/10") in values(read([[SMOKING], *YEARS, [name, 12.0, 11.0]]))
