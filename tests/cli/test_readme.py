"""Every command and every promise of layout in the README, run as it stands there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```bash\n(.*?)```", README, flags=re.S)
    for line in block.splitlines()
    if line
]
SET_UP = [command for command in COMMANDS if command.startswith("python3 -m venv")]
DEVELOPERS = [command for command in COMMANDS if command.startswith(("ruff", "python tests"))]
TOUR = [command for command in COMMANDS if command not in SET_UP + DEVELOPERS]
RUN = next(command for command in TOUR if command.startswith("imscore run --input"))
AFTER_A_RUN = ("imscore changes", "imscore history")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "sample_data", tmp_path / "sample_data")
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "COLUMNS": "80", "PYTHONUTF8": "1"}
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_set_up_is_two_commands() -> None:
    assert len(SET_UP) == 2
    assert len(TOUR) >= 10


@pytest.mark.parametrize("command", TOUR)
def test_command_of_the_tour_runs(command: str, folder: Path) -> None:
    if command.startswith(AFTER_A_RUN) or "--store imscore.sqlite" in command:
        assert run(RUN, folder).returncode == 0
    done = run(command, folder)
    assert done.returncode == 0, done.stderr
    written = re.search(r"(?:-o|--output) (\w\S*)|--(init)", command)
    if written:
        path = folder / (written.group(1) or "imscore.toml")
        assert any(path.iterdir()) if path.is_dir() else path.stat().st_size > 0
    else:
        assert done.stdout.strip()


@pytest.mark.parametrize(
    ("command", "figures"),
    [
        ("imscore report sample_data/anytown_pct.xlsx", {"5 of 10 indicators worse": "five"}),
        (
            "imscore gap sample_data/anytown_groups.csv",
            {
                "2007-09 7.6 5.7 +1.9 (0.1 to 4.1) +33.8% (1.3 to 63.9)": "7.6 per 1,000, and 5.7 "
                "for all births registered by both parents: a gap of 34%, and by its interval "
                "anything from 1% to 64%",
                "ratio 4.7": "nearly five times",
            },
        ),
        (
            "imscore actions sample_data/anytown_pct.xlsx",
            {
                "201 fewer mothers smoking a year": "Two hundred fewer mothers smoking a year",
                "1.2 fewer (0.4 to 2.0)": "about one infant death in three years (0.4 to 2.0)",
            },
        ),
        (
            "imscore group sample_data/greater_manchester.csv",
            {
                "group −3.9 points": "fell by 3.9 points",
                "difference in change −1.0 points (−1.5 to −0.5)": "1.0 more than in England (0.5 "
                "to 1.5)",
            },
        ),
        (
            "imscore selfcheck sample_data/anytown_selfcheck.csv",
            {"10 months after": "Ten months after a visit"},
        ),
    ],
)
def test_figures_of_the_example_are_those_printed(
    command: str, figures: dict[str, str], folder: Path
) -> None:
    told = " ".join(README.split("## An example")[1].split("## What it reads")[0].split())
    printed = " ".join(run(command, folder).stdout.split())
    for output, words in figures.items():
        assert output in printed
        assert words in told


def test_python_of_the_tour_runs(folder: Path) -> None:
    (block,) = re.findall(r"```python\n(.*?)```", README, flags=re.S)
    done = run(f"python - <<'END'\n{block}\nEND", folder)
    assert done.returncode == 0, done.stderr
    assert "smoking_at_delivery" in done.stdout
    assert (folder / "bolton.xlsx").stat().st_size > 0


def test_picture_is_the_top_of_what_the_first_command_prints(folder: Path) -> None:
    picture = re.search(r"<!-- picture: .*? -->\n```text\n(.*?)```", README, flags=re.S)
    assert picture is not None
    printed = run("imscore report sample_data/anytown_pct.xlsx", folder).stdout
    assert len(picture.group(1).splitlines()) > 20
    assert printed.startswith(picture.group(1))


@pytest.mark.network
def test_first_command_works_from_a_copy_of_the_repository(tmp_path: Path) -> None:
    copy = tmp_path / "imscore"
    skip = shutil.ignore_patterns(".venv", ".git", "*cache*", "*.egg-info", "dist", "build")
    shutil.copytree(ROOT, copy, ignore=skip)
    done = run(SET_UP[0], copy)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Infant mortality scorecard: Anytown PCT (made up)")
    # The wheel carries all it needs: the command works elsewhere, with the checkout gone.
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.move(copy / "sample_data" / "anytown_pct.csv", elsewhere / "mine.csv")
    for name in ("src", "indicators", "sample_data"):
        shutil.rmtree(copy / name)
    done = run(f"{copy}/.venv/bin/imscore report mine.csv --format json", elsewhere)
    assert done.returncode == 0, done.stderr
