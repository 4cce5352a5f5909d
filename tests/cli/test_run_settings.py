"""Each setting of `imscore run`: the option over the environment over the settings file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from imscore.cli import run as command
from imscore.cli.main import run
from imscore.quarterly.sources import _all_settings

# Setting, what is said in the file, in the environment and by options, and what then holds.
SAID = [
    ("inputs.files", ["a.csv"], "b.csv", ["--input", "c.csv"], ["c.csv"]),
    ("inputs.take", "all", "newest", ["--take", "all"], "all"),
    ("inputs.sheet", "a", "b", ["--sheet", "c"], "c"),
    ("inputs.layout", "a.toml", "b.toml", ["--layout", "c.toml"], "c.toml"),
    ("inputs.indicators", "a", "b", ["--indicators", "c"], "c"),
    ("inputs.england", "a.csv", "b.csv", ["--england", "c.csv"], "c.csv"),
    ("inputs.settle_seconds", 3.0, "4", None, 4.0),
    ("scorecards.areas", ["a"], "b;c", ["--area", "d", "--area", "e"], ["d", "e"]),
    ("scorecards.all_areas", False, "false", ["--all-areas"], True),
    ("scorecards.as_of", "2008", "2009", ["--as-of", "2010"], "2010"),
    ("scorecards.exact_periods", False, "no", ["--exact-periods"], True),
    ("scorecards.benchmark", "a", "b", ["--benchmark", "c"], "c"),
    ("scorecards.group", ["a=x,y"], "b=x,y", ["--group", "c=x,y"], ["c=x,y"]),
    ("scorecards.groups", "a.toml", "b.toml", ["--groups", "c.toml"], "c.toml"),
    ("scorecards.leave_out", False, "0", ["--leave-out"], True),
    ("scorecards.targets", "a.csv", "b.csv", ["--targets", "c.csv"], "c.csv"),
    ("scorecards.commentary", "a.csv", "b.csv", ["--commentary", "c.csv"], "c.csv"),
    ("scorecards.follow_up", "a.xlsx", "b.xlsx", ["--follow-up", "c.xlsx"], "c.xlsx"),
    ("scorecards.disclosure", "none", "under5", ["--disclosure", "nhs_1_7"], "nhs_1_7"),
    ("scorecards.rebase", ["2008 Q1"], "2008 Q2", ["--rebase", "2008 Q3"], ["2008 Q3"]),
    ("scorecards.baseline", ["2008 Q1"], "2008 Q2", ["--baseline", "2008 Q3"], ["2008 Q3"]),
    ("output.folder", "a", "b", ["--output", "c"], "c"),
    ("output.pattern", "a", "b", None, "b"),
    ("output.formats", ["md"], "csv;json", ["--formats", "xlsx,html"], ["xlsx", "html"]),
    ("output.name", "a", "b", None, "b"),
    ("output.per_area", False, "false", ["--per-area"], True),
    ("store.file", "a.sqlite", "b.sqlite", ["--store", "c.sqlite"], "c.sqlite"),
    ("retention.keep", 3, "4", ["--keep", "5"], 5),
    ("alerts.fail_on", ["worse"], "worsening", ["--fail-on", "new-problem"], ["new-problem"]),
    ("alerts.ping", "https://a.example/x", "https://b.example/x", None, "https://b.example/x"),
    ("alerts.log", "a.log", "b.log", ["--log", "c.log"], "c.log"),
    ("alerts.log_format", "json", "text", ["--log-format", "json"], "json"),
]
ENVIRONMENT = {"inputs.settle_seconds": 4.0, "retention.keep": 4}


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """Runs `imscore run` up to the run itself; gives one of its settings."""
    monkeypatch.chdir(tmp_path)

    def of(name: str, said: object, environment: str | None, *options: str) -> object:
        section, _, key = name.partition(".")
        tables = {"inputs": {"files": ["in.csv"]}}
        tables.setdefault(section, {})[key] = said
        lines = [f"[{s}]\n" + "".join(f"{k} = {json.dumps(v)}\n" for k, v in table.items())
                 for s, table in tables.items()]  # fmt: skip
        Path("imscore.toml").write_text("".join(lines), encoding="utf-8")
        if environment is not None:
            monkeypatch.setenv(f"IMSCORE_{section}_{key}".upper(), environment)
        found = []
        monkeypatch.setattr(
            command, "_run", lambda settings, **_: found.append(settings) or exit(0)
        )
        assert run(["run", *options]) == 0
        return getattr(getattr(found[0], section), key)

    return of


def seen(value: object) -> object:
    """A path as it was written: settings hold them whole."""
    names = [value] if isinstance(value, str) else value
    if isinstance(names, list) and names and str(names[0]).startswith(str(Path.cwd())):
        plain = [str(Path(name).relative_to(Path.cwd())) for name in names]
        return plain[0] if isinstance(value, str) else plain
    return value


@pytest.mark.parametrize(("name", "file", "environment", "options", "expected"), SAID)
def test_the_order(settings, name, file, environment, options, expected):
    assert seen(settings(name, file, None)) == file
    kept = seen(settings(name, file, environment))
    if isinstance(file, bool):
        assert kept is False
    elif name in ENVIRONMENT:
        assert kept == ENVIRONMENT[name]
    else:
        assert kept == (environment.split(";") if isinstance(file, list) else environment)
    if options:
        assert seen(settings(name, file, environment, *options)) == expected


@pytest.mark.parametrize("name", ["all_areas", "exact_periods", "leave_out"])
def test_the_environment_goes_over_a_truth_of_the_file(settings, name):
    assert settings(f"scorecards.{name}", True, None) is True
    assert settings(f"scorecards.{name}", True, "false") is False


def test_no_setting_is_left_out_here():
    assert [name for name, *_ in SAID] == [f"{s}.{k}" for s, k, _ in _all_settings()]
