"""What is asked for beyond the area: as it is given, and what is wrong with it."""

from pathlib import Path

import pandas as pd
import pytest

import imscore
from imscore.asking import Asked, complete, without_figures
from imscore.errors import DefinitionError, InputError, UsageError
from imscore.reference import indicators
from imscore.scorecard.choice import Choice

CATALOGUE = indicators.load()
MANCHESTER = Path(__file__).parents[2] / "sample_data" / "greater_manchester.csv"


def asked(**more):
    return complete(Choice(), Asked(**more), CATALOGUE)


def test_nothing_asked_for_changes_nothing():
    choice = Choice(area="Bolton")
    assert complete(choice, Asked(), CATALOGUE) is choice


def test_groups_come_from_the_command_line_a_call_and_a_file(tmp_path):
    (tmp_path / "groups.toml").write_text('["Far away"]\nareas = ["5A", "5B"]\n')
    found = asked(
        benchmark="near",
        group=["Near=5C,5D"],
        groups={"Third": ["5E", "5F"]},
        groups_file=tmp_path / "groups.toml",
    )
    assert {name: list(areas) for name, areas in found.groups.items()} == {
        "Third": ["5E", "5F"],
        "Far away": ["5A", "5B"],
        "Near": ["5C", "5D"],
    }


def test_a_group_made_twice_is_refused():
    with pytest.raises(UsageError, match="more than one group 'near'"):
        asked(benchmark="Near", group=["Near=5C,5D", "near=5E,5F"])


def test_a_group_that_nothing_is_held_against_is_refused():
    with pytest.raises(UsageError, match="nothing is held against it"):
        asked(group=["Near=5C,5D"])


def test_a_groups_file_with_faults_is_refused(tmp_path):
    (tmp_path / "groups.toml").write_text('["A"]\nareas = ["5A"]\narea = 1\n')
    with pytest.raises(DefinitionError, match="two areas or more"):
        asked(benchmark="A", groups_file=tmp_path / "groups.toml")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"rebase": ["soon"]}, "--rebase: 'soon' is not a period"),
        ({"baseline": ["2009/10 Q5"]}, "--baseline: '2009/10 Q5'"),
        ({"rebase": ["=2009/10"]}, "write PERIOD or INDICATOR=PERIOD"),
        ({"rebase": ["smoking=2009/10 Q1=x"]}, "There is no indicator"),
        ({"baseline": ["2008/09", "2009/10"]}, "given more than once"),
        ({"disclosure": "ons"}, "There is no disclosure rule 'ons'"),
        ({"targets": "-"}, "Targets are read from a file"),
        ({"group": ["Near"]}, "write NAME=CODE,CODE"),
    ],
)
def test_what_is_wrong_is_said(more, words):
    with pytest.raises(UsageError, match=words):
        asked(**more)


def test_a_chart_is_named_by_any_name_of_its_indicator():
    (found,) = asked(rebase=["SATOD=2009/10 Q1"]).stretches
    assert (found.indicator, found.period.text, found.fixes) == (
        *("smoking_at_delivery", "2009/10 Q1"),
        False,
    )


def test_targets_of_a_notebook_are_checked_as_those_of_a_file():
    table = pd.DataFrame(
        {"indicator": ["SATOD"], "area": ["Bolton"], "period": ["2015/16"], "target": ["low"]}
    )
    with pytest.raises(InputError) as error:
        asked(targets=table)
    assert [problem.cell for problem in error.value.problems] == ["D2"]
    card = imscore.score(
        imscore.read(MANCHESTER), area="Bolton", targets=table.assign(target=14.5),
        benchmark="Both", groups={"Both": ["Bolton", "Bury"]}, disclosure="none",
    )  # fmt: skip
    (row,) = [row for row in card.rows if row.indicator == "smoking_at_delivery"]
    assert (row.target.value, row.benchmark_name) == (14.5, "Both")
    assert card.disclosure == "Small numbers: none hidden (none)."
    assert card.made_with["targets"] == ["targets"]
    assert card.made_with["benchmark"] == "Both"


def test_errors_under_a_rule_keep_place_and_kind_and_lose_figures_alone():
    from imscore.inputs import kinds

    named = kinds.MISSING_COLUMN.at("a.csv", "", "A1", column="x", found="indicater", suggestion="")
    told = kinds.NOT_A_NUMBER.at("a.csv", "", "G7", column="value", found="0.3 or so",
                                 suggestion="")  # fmt: skip
    found = without_figures(InputError("The input has 2 errors.", [named, told]), "under5")
    assert found.problems[0] == named
    assert "0.3" not in found.problems[1].text
    assert found.problems[1].place == "a.csv: G7"
    assert "Figures are left out by the rule under5" in str(found)
    assert without_figures(found, "none") is found


def test_an_error_without_figures_is_told_whole_under_a_rule():
    from imscore.inputs import kinds

    error = InputError("There is no such file.", [kinds.EMPTY_FILE.at("a.csv", found="")])
    assert without_figures(error, "under5") is error
