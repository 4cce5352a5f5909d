"""Named groups of areas."""

import pytest

from imscore.errors import DefinitionError, UsageError
from imscore.inputs.groups_file import Group, parse_group, read_groups


@pytest.fixture
def groups(tmp_path):
    def reading(text):
        path = tmp_path / "groups.toml"
        path.write_text(text, encoding="utf-8")
        return read_groups(path)

    return reading


def test_a_file_of_groups(groups):
    found = groups('["Our neighbours"]\nareas = ["5ZZ", " Othertown "]\nsource = "A list of 2010"')
    assert found == {
        "Our neighbours": Group("Our neighbours", ("5ZZ", "Othertown"), "", "A list of 2010")
    }


def test_every_fault_at_once(groups):
    text = """
    [one]
    areas = ["5ZZ"]
    sorce = "x"
    [two]
    note = 3
    [three]
    areas = ["5ZZ", 5, "5zz"]
    """
    with pytest.raises(DefinitionError) as caught:
        groups(text)
    said = str(caught.value)
    for words in (
        "one.areas: a group is made of two areas or more",
        "one.sorce: is not a key. Did you mean source?",
        "two.areas: is missing",
        "two.note: must be a text",
        "three.areas: a code or a name in quotes is wanted, not 5",
        "three.areas: given twice: 5zz",
    ):
        assert f"groups.toml: {words}" in said


@pytest.mark.parametrize("text", ["", "x = [", 'one = ["A", "B"]'])
def test_what_is_no_file_of_groups(groups, text):
    with pytest.raises(DefinitionError, match=r"groups\.toml"):
        groups(text)


def test_a_missing_file(tmp_path):
    with pytest.raises(DefinitionError, match="cannot be read"):
        read_groups(tmp_path / "none.toml")


@pytest.mark.parametrize("text", ["Name", "=A,B", "Name=A", "Name=A,A", "Name=A,,B"])
def test_what_is_no_group_on_the_command_line(text):
    with pytest.raises(UsageError, match="--group"):
        parse_group(text)
