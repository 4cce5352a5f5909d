"""Settings: strict, the same from file, environment and options, and in that order."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from imscore.errors import UsageError
from imscore.quarterly import settings, sources

MINIMAL = '[inputs]\nfiles = ["data/*.csv"]\n'


@pytest.fixture
def load(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def of(text: str = MINIMAL, options=None, environment=None, folder="sub"):
        (tmp_path / folder).mkdir(exist_ok=True)
        path = tmp_path / folder / "imscore.toml"
        path.write_text(text, encoding="utf-8")
        return sources.load(path, options or {}, environment or {})

    return of


def test_paths_are_seen_from_the_file(load, tmp_path):
    found = load(MINIMAL + '[store]\nfile = "../kept.sqlite"\n')
    assert found.inputs.files == [str(tmp_path / "sub/data/*.csv")]
    assert found.store.file == str(tmp_path / "kept.sqlite")
    assert found.output.folder == str(tmp_path / "sub/scorecards")


def test_options_go_over_the_environment_and_both_over_the_file(load, tmp_path):
    text = MINIMAL + '[output]\nfolder = "a"\nname = "a"\npattern = "a"\n'
    environment = {"IMSCORE_OUTPUT_FOLDER": "b", "IMSCORE_OUTPUT_NAME": "b", "HOME": "/"}
    found = load(text, {"output.folder": "c", "output.formats": None}, environment)
    assert found.output.folder == str(tmp_path / "c")
    assert (found.output.name, found.output.pattern) == ("b", "a")


def test_kinds_in_the_environment(load):
    found = load(
        environment={
            "IMSCORE_INPUTS_FILES": "/a/*.csv;/b.csv",
            "IMSCORE_INPUTS_SETTLE_SECONDS": "0",
            "IMSCORE_SCORECARDS_ALL_AREAS": "true",
            "IMSCORE_RETENTION_KEEP": "7",
            "IMSCORE_ALERTS_FAIL_ON": "worse;new-problem",
        }
    )
    assert found.inputs.files == ["/a/*.csv", "/b.csv"]
    assert (found.inputs.settle_seconds, found.scorecards.all_areas) == (0, True)
    assert (found.retention.keep, found.alerts.fail_on) == (7, ["worse", "new-problem"])


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("IMSCORE_OUTPUT_FOLDERS", "Did you mean IMSCORE_OUTPUT_FOLDER"),
        ("IMSCORE_OUPUT_FOLDER", "Did you mean IMSCORE_OUTPUT_FOLDER"),
        ("IMSCORE_STORE_X", "is no setting"),
    ],
)
def test_a_slip_in_the_environment_is_refused(load, name, said):
    with pytest.raises(UsageError, match=said):
        load(environment={name: "x"})


@pytest.mark.parametrize("number", ["2.5", "\N{SUPERSCRIPT TWO}", "-1", "0", "many"])
def test_a_number_in_the_environment_that_is_none(load, number):
    with pytest.raises(UsageError, match=r"environment: retention\.keep"):
        load(environment={"IMSCORE_RETENTION_KEEP": number})


def test_numbers_in_the_environment(load):
    found = load(
        environment={"IMSCORE_RETENTION_KEEP": "20", "IMSCORE_INPUTS_SETTLE_SECONDS": "0.5"}
    )
    assert (found.retention.keep, found.inputs.settle_seconds) == (20, 0.5)


def test_other_variables_are_none_of_its_business(load):
    assert load(environment={"IMSCORE_REQUIRE_ALL": "1", "IMSCORE_PUBLISHED_FILES": "/x"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "inputs.files: Field required"),
        ("[inputs]\nfiles = []\n", "inputs.files"),
        (MINIMAL + "[outputs]\nfolder = 'x'\n", "outputs: there is no such setting; did you mean"),
        (MINIMAL + "[output]\nfoldr = 'x'\n", "output.foldr: there is no such .* mean folder"),
        (MINIMAL + "[output]\nformats = ['docx']\n", "no format 'docx'; use terminal, xlsx"),
        (MINIMAL + "[output]\npattern = '%Y/%m'\n", "which is no name for a file or folder"),
        (MINIMAL + "[output]\npattern = 'latest'\n", "which is no name"),
        (MINIMAL + "[output]\npattern = '%Q-%Y'\n", "which is no name"),
        (MINIMAL + "[alerts]\nping = 'example.org'\n", "begins with http:// or https://"),
        ("[inputs]\nfiles = 'x.csv'\n", r'a list, such as \["one"'),
        (MINIMAL + "[output]\npattern = '../up'\n", "which is no name"),
        (MINIMAL + "[output]\nname = 'run'\n", "every pack has a file run of its own"),
        (
            MINIMAL + "[output]\npattern = '%Q'\nname = 'Changes'\n",
            "(?s)output.pattern: .*output.name: every pack has a file Changes of its own",
        ),
        (MINIMAL + "[retention]\nkeep = 0\n", "at least 1"),
        (MINIMAL + "[retention]\nkeep = 'some'\n", "5 years"),
        (MINIMAL + "[alerts]\nping = 'file:///etc/passwd'\n", "alerts.ping"),
        (MINIMAL + "[alerts]\nfail_on = ['better']\n", "alerts.fail_on.0"),
        (MINIMAL + "[scorecards]\nareas = ['x']\nall_areas = true\n", "give one of the two"),
        (MINIMAL + "[inputs\n", "is not valid TOML"),
        (MINIMAL + "[scorecards]\nall_areas = 'yes'\n", "scorecards.all_areas"),
    ],
)
def test_a_fault_is_named(load, text, said):
    with pytest.raises(UsageError, match=said):
        load(text)


def test_an_area_asked_for_goes_over_all_areas(load):
    found = load(MINIMAL + "[scorecards]\nall_areas = true\n", {"scorecards.areas": ["Bolton"]})
    assert (found.scorecards.areas, found.scorecards.all_areas) == (["Bolton"], False)


def test_without_a_file_options_have_to_say_what_to_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="imscore run --init"):
        sources.load(None, {}, {})
    found = sources.load(None, {"inputs.files": ["x.csv"]}, {})
    assert found.store.file == str(tmp_path / "imscore.sqlite")
    with pytest.raises(UsageError, match="cannot be read"):
        sources.load(Path("none.toml"), {"inputs.files": ["x.csv"]}, {})


def test_the_example_is_right_and_names_every_setting():
    text = sources.example()
    settings.Settings.model_validate(tomllib.loads(text))
    # With every comment that is a setting switched on, it is right as well.
    whole = re.sub(r"^# (?=[a-z_]+ = )", "", text, flags=re.M)
    tree = tomllib.loads(whole)
    named = {(section, key) for section, part in tree.items() for key in part}
    known = {(section, key) for section, key, _ in sources._all_settings()}
    assert named == known
    areas = tree["scorecards"].pop("areas")
    settings.Settings.model_validate(tree)
    assert areas == ["Bolton", "Bury"]


def test_what_the_example_says_holds_where_nothing_is_said():
    text = sources.example()
    bare = settings.Settings.model_validate({"inputs": {"files": ["x"]}}).model_dump()
    shown = tomllib.loads(re.sub(r"^# (?=[a-z_]+ = )", "", text, flags=re.M))
    same = {
        **{("inputs", key): None for key in ("take", "settle_seconds")},
        **{("scorecards", key): None for key in ("all_areas", "exact_periods")},
        **{("output", key): None for key in ("folder", "pattern", "name")},
        ("store", "file"): None,
        ("alerts", "log_format"): None,
    }
    assert {k: shown[k[0]][k[1]] for k in same} == {k: bare[k[0]][k[1]] for k in same}


def test_a_fault_says_where_it_was_said(load):
    text = MINIMAL + "[retention]\nkeep = 0\n"
    options = {"scorecards.disclosure": "under6"}
    environment = {"IMSCORE_OUTPUT_FORMATS": "docx"}
    with pytest.raises(UsageError) as error:
        load(text, options, environment)
    lines = str(error.value).splitlines()
    assert [line.partition(": ")[::2][0] for line in lines] == [
        "the command line", "the environment", "imscore.toml",
    ]  # fmt: skip
