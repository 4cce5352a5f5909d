"""Definitions: strict checks that name file and key; the user's folder over the built-in one."""

import tomllib

import pytest

from imscore.errors import DefinitionError, ExitCode
from imscore.reference import indicators
from imscore.reference.indicators import built_in_folder, load

CONTRACT = {
    "infant_mortality",
    "smoking_at_delivery",
    "breastfeeding_initiation",
    "under18_conceptions",
}


@pytest.fixture
def define(tmp_path):
    """Writes a definition like a built-in one, with lines replaced, into a folder of its own."""

    def writing(name="smoking_at_delivery", source="smoking_at_delivery", **lines):
        text = (built_in_folder() / f"{source}.toml").read_text(encoding="utf-8")
        for key, line in lines.items():
            old = next(t for t in text.splitlines() if t.startswith(f"{key} ="))
            text = text.replace(old, line, 1)
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return writing


def refused(folder):
    with pytest.raises(DefinitionError) as caught:
        load(folder)
    assert caught.value.exit_code == ExitCode.INPUT
    return str(caught.value)


def test_the_ids_relied_on_from_outside_are_there():
    assert set(load()) >= CONTRACT


def test_every_built_in_id_is_its_files_name_and_every_spelling_has_one_owner():
    catalogue = load()
    assert {path.stem for path in built_in_folder().glob("*.toml")} == set(catalogue)
    for name, indicator in catalogue.items():
        assert catalogue.spellings[indicators.plain(indicator.name)][0] == name
        for spelling in indicator.spellings:
            assert catalogue.spellings[indicators.plain(spelling.name)][0] == name


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("polarity", 'polarity = "sideways"'),
        ("balance", ""),
        ("balance", 'balance = { measure = "outcome" }'),
        (
            "balance",
            'balance = { measure = "outcome", cause = "weather", view = "level", stage = "result", '
            'effect = "slow" }',
        ),
        ("multiplier", "multiplier = 0"),
        ("multiplier", 'multiplier = "100"'),
        ("multiplier", "multiplier = 100.0"),
        ("multiplier", "multiplier = 1000"),
        ("core", 'core = "yes"'),
        ("order", "order = 1.5"),
        ("name", 'name = ""'),
        ("short_name", 'short_name = "far too long a name to stand in a narrow column"'),
        ("domain", 'domain = "weather"'),
        ("kind", 'kind = "guess"'),
        ("periods", "periods = []"),
        ("periods", 'periods = ["month"]'),
        ("plausible", "plausible = [60.0, 0.0]"),
        ("plausible", "plausible = [nan, 60.0]"),
        ("plausible", "plausible = [0.0, inf]"),
        ("plausible", "plausible = [0.0]"),
        ("sexes", 'sexes = "Female"'),
        ("until", 'until = "sometime"'),
        ("until", 'until = "2015/16"'),
    ],
)
def test_a_wrong_value_names_file_and_key(define, key, line):
    message = refused(define(**{key: line}))
    assert "smoking_at_delivery.toml" in message
    assert ("definitions" if key == "until" else key) in message


def test_an_unknown_key_names_file_and_key(define):
    message = refused(define(core="core = true\ncolour = 'red'"))
    assert "smoking_at_delivery.toml: colour" in message


def test_a_missing_key_names_file_and_key(define):
    assert "smoking_at_delivery.toml: unit" in refused(define(unit=""))


def test_a_period_that_is_none_in_an_only_definition(define):
    folder = define()
    path = folder / "infant_mortality.toml"
    built_in = (built_in_folder() / "infant_mortality.toml").read_text(encoding="utf-8")
    path.write_text(built_in + '\n[[definitions]]\nid = "new"\nwords = "w"\nsince = "soon"\n')
    assert "infant_mortality.toml" in refused(folder)


def test_an_id_that_is_not_the_files_name(define):
    message = refused(define(name="smoking"))
    assert "smoking.toml: id" in message
    assert "smoking_at_delivery.toml" in message


@pytest.mark.parametrize("content", [b"id = ", b"\xff\xfe", b"id = 'a'\nid = 'b'"])
def test_bad_toml(tmp_path, content):
    (tmp_path / "bad.toml").write_bytes(content)
    assert "bad.toml: not valid TOML" in refused(tmp_path)


def test_an_empty_file_names_what_is_missing(tmp_path):
    (tmp_path / "bad.toml").write_bytes(b"")
    assert "bad.toml: id" in refused(tmp_path)


def test_all_faults_of_a_folder_at_once(define, tmp_path):
    define(polarity='polarity = "sideways"')
    (tmp_path / "bad.toml").write_bytes(b"id = ")
    message = refused(tmp_path)
    assert "bad.toml" in message
    assert "polarity" in message


def test_a_folder_that_is_not_there(tmp_path):
    assert "is not a folder" in refused(tmp_path / "nowhere")
    (tmp_path / "file").write_text("")
    assert "is not a folder" in refused(tmp_path / "file")


def test_a_name_that_another_indicator_has(define, tmp_path):
    define(name="mine", id='id = "mine"')
    message = refused(tmp_path)
    assert "mine.toml" in message
    assert "smoking_at_delivery" in message


def test_the_users_version_replaces_the_built_in_one(define):
    catalogue = load(define(polarity='polarity = "no_judgement"'))
    assert catalogue["smoking_at_delivery"].polarity == "no_judgement"
    assert load()["smoking_at_delivery"].polarity == "low_is_good"
    assert len(catalogue) == len(load())


def test_the_users_folder_adds(define, tmp_path):
    text = (built_in_folder() / "smoking_at_delivery.toml").read_text(encoding="utf-8")
    own = text.split("[[", 1)[0].replace("smoking_at_delivery", "smoking_at_booking")
    own = own.replace("Smoking at the time of delivery", "Smoking at booking")
    own = own.replace('"Smoking at delivery"', '"Smoking, booking"')
    assert tomllib.loads(own)["id"] == "smoking_at_booking"
    (tmp_path / "smoking_at_booking.toml").write_text(own, encoding="utf-8")
    catalogue = load(tmp_path)
    assert len(catalogue) == len(load()) + 1
    assert catalogue.spellings["smoking at booking"] == ("smoking_at_booking", "")


def test_definitions_by_period():
    from imscore.periods import parse

    smoking = load()["smoking_at_delivery"]
    # NHS Digital changed the denominator in April 2017.
    assert smoking.definition_in(parse("2016/17")) == "all_maternities"
    assert smoking.definition_in(parse("2016/17 Q4")) == "all_maternities"
    assert smoking.definition_in(parse("2017/18 Q1")) == "known_status"
