"""`imscore history`: a series with its revisions, and all of it for other programs."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import imscore
from imscore.cli.history import EXAMPLES
from imscore.cli.main import run

HEADER = "area_code,area_name,indicator,period,numerator,denominator,value\n"
FIGURES = (
    "5ZZ,Anytown,smoking_at_delivery,2008/09,{},1000,\n"
    "5ZZ,Anytown,smoking_at_delivery,2009/10,190,1000,\n"
    "5YY,=cmd(),smoking_at_delivery,2009/10,,,*\n"
)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder in which two runs have been, the second with a revised figure."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("IMSCORE_INPUTS_SETTLE_SECONDS", "0")
    for count in (200, 210):
        Path("in.csv").write_text(HEADER + FIGURES.format(count), encoding="utf-8")
        assert run(["run", "--input", "in.csv", "--all-areas", "-q"]) == 0
    return tmp_path


def test_the_series_with_its_revision(place, capfd):
    assert run(["history", "smoking_at_delivery", "--area", "anytown"]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[0] == "Smoking at the time of delivery, %: Anytown"
    assert lines[1] == "1 earlier version, marked ~"
    cells = [line.split("  ") for line in lines[4:]]
    plain = [[cell.strip() for cell in row if cell] for row in cells]
    assert [row[:3] for row in plain] == [
        ["2008/09", "21.0", "210 of 1,000"],
        ["~ 2008/09", "20.0", "200 of 1,000"],
        ["2009/10", "19.0", "190 of 1,000"],
    ]


def test_an_indicator_by_what_files_call_it(place, capfd):
    assert run(["history", "SATOD", "--area", "anytown"]) == 0
    assert capfd.readouterr().out.startswith("Smoking at the time of delivery")
    assert run(["history", "infant_mortality", "--area", "anytown"]) == 2
    assert "The store has no indicator" in capfd.readouterr().err


def test_as_csv_and_json(place, capfd):
    assert run(["history", "Smoking at delivery", "--area", "5ZZ", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capfd.readouterr().out)))
    assert [(r["period"], r["numerator"], r["until_run"]) for r in rows] == [
        ("2008/09", "200.0", "2"), ("2008/09", "210.0", ""), ("2009/10", "190.0", ""),
    ]  # fmt: skip
    assert run(["history", "smoking_at_delivery", "--area", "5ZZ", "--format", "json"]) == 0
    figures = json.loads(capfd.readouterr().out)["figures"]
    assert [f["value"] for f in figures] == [20.0, 21.0, 19.0]


def test_export(place, capfd):
    assert run(["history", "--export", "all.csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(Path("all.csv").read_text(encoding="utf-8"))))
    assert len(rows) == 4
    assert {row["area_name"] for row in rows} == {"Anytown", "'=cmd()"}
    assert [row["marker"] for row in rows if row["area_code"] == "5YY"] == ["suppressed"]
    assert run(["history", "--export", "all.ods"]) == 2


def test_what_is_not_there(place, capfd):
    assert run(["history", "smoking_at_delivry", "--area", "5ZZ"]) == 2
    assert "Did you mean smoking_at_delivery?" in capfd.readouterr().err
    assert run(["history", "smoking_at_delivery"]) == 2
    assert "There are 2 areas: say which with --area" in capfd.readouterr().err
    assert run(["history", "smoking_at_delivery", "--area", "Anytwn"]) == 2
    assert "Did you mean Anytown?" in capfd.readouterr().err
    assert run(["history"]) == 2
    assert run(["history", "smoking_at_delivery", "--store", "none.sqlite"]) == 3


def test_the_examples_run(place):
    for line in EXAMPLES.splitlines():
        if line.startswith("imscore "):
            words = line.split()[1:]
            more = [] if "--area" in words or "--export" in words else ["--area", "5ZZ"]
            assert run([*words, *more]) == 0, line


def test_nothing_heavy_is_imported(place):
    code = (
        "import sys\nfrom imscore.cli.main import run\n"
        "run(['history', 'smoking_at_delivery', '--area', '5ZZ'])\n"
        "heavy = ('pandas', 'numpy', 'pydantic', 'openpyxl')\n"
        "print('heavy:', [m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "heavy: []"


@pytest.mark.network
def test_parquet(place):
    """In a folder of its own: with pyarrow about, pandas would hold text otherwise."""
    target = place / "packages"
    install = [sys.executable, "-m", "pip", "install", "-q", "--target", str(target), "pyarrow"]
    subprocess.run(install, check=True)
    source = Path(imscore.__file__).parents[1]
    path = os.pathsep.join([str(target), str(source)])
    code = (
        "from imscore.cli.main import run\n"
        "assert run(['history', '--export', 'all.parquet']) == 0\n"
        "import pyarrow.parquet as pq\n"
        "print(pq.read_table('all.parquet').column('numerator').to_pylist())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": path},
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.stdout.split() == ["[None,", "200.0,", "210.0,", "190.0]"], done.stderr


def test_parquet_without_its_library(place, capfd, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert run(["history", "--export", "all.parquet"]) == 2
    assert "pip install 'imscore[parquet]'" in capfd.readouterr().err
