"""Help: quick, complete, and with examples that run as they stand."""

from __future__ import annotations

import importlib
import os
import pkgutil
import re
import shlex
import subprocess
import sys

import pytest

import imscore.cli

PROGRAM = [sys.executable, "-c", "from imscore.cli.main import main; main()"]
COMMANDS = sorted(
    name
    for _, name, _ in pkgutil.iter_modules(imscore.cli.__path__)
    if hasattr(importlib.import_module(f"imscore.cli.{name}"), "EPILOG")
)


def epilog(command: str) -> str:
    return importlib.import_module(f"imscore.cli.{command}").EPILOG


EXAMPLES = [
    (command, line)
    for command in COMMANDS
    for line in epilog(command).splitlines()
    if line.startswith("imscore ")
]


def help_of(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *command, "-h"],
        env=os.environ | {"COLUMNS": "200", "NO_COLOR": "1", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_the_commands_are_all_there():
    done = help_of()
    assert (done.returncode, done.stderr) == (0, "")
    assert set(COMMANDS) >= {"report", "tidy", "template", "indicators"}
    for command in COMMANDS:
        assert re.search(rf"^\W*{command}\b", done.stdout, re.MULTILINE), command
    assert "imscore report FILE" in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself_with_examples(command):
    done = help_of(command)
    assert (done.returncode, done.stderr) == (0, "")
    mine = [line for name, line in EXAMPLES if name == command]
    assert mine
    assert [line for line in mine if line not in done.stdout] == []


@pytest.mark.parametrize(("command", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_every_example_runs_as_it_stands(samples, command, line):
    words = shlex.split(line)
    assert words[:2] == ["imscore", command]
    done = subprocess.run(
        [*PROGRAM, *words[1:]],
        cwd=samples,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    written = set(samples.iterdir()) - {samples / "sample_data"}
    assert done.stdout or written
    if "-o" in words:
        assert written == {samples / words[words.index("-o") + 1]}


def test_help_imports_nothing_heavy():
    code = (
        "import sys\n"
        "from imscore.cli.main import run\n"
        "run(['report', '-h'])\n"
        "heavy = [m for m in ('pandas', 'numpy', 'openpyxl', 'xlsxwriter') if m in sys.modules]\n"
        "print('heavy:', heavy)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "heavy: []"


def test_the_version():
    done = subprocess.run([*PROGRAM, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"imscore {imscore.__version__}\n"
