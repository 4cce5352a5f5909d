"""Every kind of problem has a code, a place to say it, and an explanation."""

import tomllib
from pathlib import Path

import pytest

import imscore.inputs
from imscore.errors import UsageError
from imscore.inputs import explained, kinds

KINDS = [kind for kind in vars(kinds).values() if isinstance(kind, kinds.Kind)]


@pytest.mark.parametrize("code", sorted({kind.code for kind in KINDS}))
def test_every_code_is_explained(code):
    found = explained.explain(code)
    assert found.code == code
    assert found.severity in {"error", "warning"}
    assert all(text.endswith(".") for text in (found.means, found.matters, found.example))


def test_nothing_is_explained_that_does_not_exist():
    path = Path(imscore.inputs.__file__).with_name("explanations.toml")
    assert set(tomllib.loads(path.read_text(encoding="utf-8"))) == set(explained.all_codes())


def test_a_code_has_one_severity():
    assert len({(kind.code, kind.severity) for kind in KINDS}) == len(explained.all_codes())


def test_an_unknown_code_suggests_one():
    with pytest.raises(UsageError, match="Did you mean wrong_unit"):
        explained.explain("wrong_unti")


def test_a_very_long_cell_is_cut_in_a_message():
    problem = kinds.NEGATIVE.at("t.csv", "", "A1", found="9" * 30_000, column="value")
    assert len(problem.message) < 500
    assert "(30,000 characters)" in problem.message
