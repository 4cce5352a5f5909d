"""`--disclosure`: no output, message or hidden sheet carries a figure that a rule hides."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HEADER = "area_code,area_name,indicator,period,numerator,denominator,value,not known\n"
PROGRAM = [sys.executable, "-c", "from imscore.cli.main import main; main()"]
# Hidden under `under5`: Alpha's 4 of 1,237 and 2 of 1,289, and infant deaths of 3 of 1,931; with
# denominators that stand nowhere else, so that any trace of them can be looked for.
SMALL = {
    ("5ZZ", "smoking_at_delivery", "2009/10"): (4, 1237),
    ("5ZZ", "smoking_at_delivery", "2007/08"): (2, 1289),
    ("5ZY", "infant_mortality", "2008"): (3, 1931),
}
NAMES = {"5ZZ": "Alpha", "5ZY": "Beta", "5ZX": "Gamma", "Q1": "North Region"}


def _rows() -> Iterator[str]:
    for n, (code, name) in enumerate(NAMES.items()):
        if code == "Q1":
            continue
        for year in range(2005, 2010):
            period = f"{year}/{(year + 1) % 100:02d}"
            key = (code, "smoking_at_delivery", period)
            count, of = SMALL.get(key, (200 + 7 * n + year % 5, 1000 + 11 * n + year % 7))
            yield f"{code},{name},smoking_at_delivery,{period},{count},{of},,3\n"
            deaths, births = SMALL.get(
                (code, "infant_mortality", str(year)), (10 + n + year % 3, 2000 + 13 * n + year % 9)
            )
            yield f"{code},{name},infant_mortality,{year},{deaths},{births},,\n"
    # A row that is there twice is warned of; so is a value that its counts do not give.
    yield "5ZZ,Alpha,smoking_at_delivery,2009/10,4,1237,,3\n"
    yield "5ZY,Beta,breastfeeding_initiation,2009/10,4,1777,0.3,\n"
    yield "5ZX,Gamma,breastfeeding_initiation,2009/10,400,801,49.0,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "areas.csv").write_text(HEADER + "".join(_rows()), encoding="utf-8")
    (tmp_path / "targets.csv").write_text(
        "indicator,area,period,target\nsmoking_at_delivery,5ZZ,2009/10,15\n"
        "infant_mortality,5ZY,2007-09,4\n",
        encoding="utf-8",
    )
    return tmp_path


@pytest.fixture
def imscore(folder: Path) -> Callable[..., str]:
    """Runs `imscore` and gives all that it writes, to both streams."""

    def run(*arguments: str, code: int = 0) -> str:
        done = subprocess.run(
            [*PROGRAM, *arguments], cwd=folder, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == code, done.stderr
        return done.stdout + done.stderr

    return run


def traces(text: str) -> list[str]:
    """Where a hidden figure shows: its denominator, its value, or the first digits of either."""
    found = []
    for (_, indicator, _), (count, of) in {**SMALL, ("", "breastfeeding", ""): (4, 1777)}.items():
        value = count / of * (1000 if indicator == "infant_mortality" else 100)
        signs = (str(of), f"{of:,}", f"{value:.10f}"[:7], f"{value / 100:.10f}"[:8])
        found += [sign for sign in signs if re.search(rf"(?<![\d.]){re.escape(sign)}", text)]
    return found


FORMATS = ("terminal", "csv", "json", "md", "html")
SHARED = ("areas.csv", "--disclosure", "under5", "--targets", "targets.csv", "-v")
GROUP = ("--benchmark", "Both", "--group", "Both=5ZZ,5ZY,5ZX")


def test_the_traces_are_there_without_a_rule(imscore):
    text = imscore("report", "areas.csv", "--all-areas", "--format", "json", "-v")
    assert {"1237", "0.32336"} <= set(traces(text))


@pytest.mark.parametrize("rule", ["under5", "nhs_1_7"])
@pytest.mark.parametrize("benchmark", [(), GROUP], ids=["England", "group"])
@pytest.mark.parametrize("format_", FORMATS)
def test_no_text_carries_a_hidden_figure(imscore, format_, benchmark, rule):
    shared = [rule if word == "under5" else word for word in SHARED]
    text = imscore("report", *shared, "--all-areas", "--format", format_, *benchmark)
    assert traces(text) == []
    assert f"Small numbers ({rule})" in text.replace("\\", "")


@pytest.mark.parametrize("benchmark", [(), GROUP], ids=["England", "group"])
@pytest.mark.parametrize("name", ["board.xlsx", "board.accessible.xlsx"])
def test_no_sheet_of_a_workbook_does(imscore, folder, name, benchmark):
    imscore("report", *SHARED, "--all-areas", "-o", name, *benchmark)
    with zipfile.ZipFile(folder / name) as package:
        parts = {name: package.read(name).decode("utf-8") for name in package.namelist()}
    assert {name: found for name, text in parts.items() if (found := traces(text))} == {}
    assert any("Small numbers (under5)" in text for text in parts.values())


@pytest.mark.parametrize("benchmark", [(), GROUP], ids=["England", "group"])
def test_neither_the_text_nor_the_structure_of_a_pdf_does(imscore, folder, benchmark):
    pypdf = pytest.importorskip("pypdf")
    pytest.importorskip("typst")
    imscore("report", *SHARED, "--all-areas", "-o", "board.pdf", *benchmark)
    reader = pypdf.PdfReader(folder / "board.pdf")
    text = "\n".join(page.extract_text() for page in reader.pages)
    assert "Small numbers (under5)" in " ".join(text.split())
    assert traces(text) == []
    assert traces("\n".join(words_in(reader.trailer["/Root"], set()))) == []


def words_in(found: object, seen: set[int]) -> Iterator[str]:
    """Every text of a PDF's structure that a reader may say or show: alternatives, titles."""
    import pypdf.generic as kinds

    found = found.get_object() if isinstance(found, kinds.IndirectObject) else found
    if id(found) in seen:
        return
    if isinstance(found, dict | list):
        seen.add(id(found))
        for part in found.values() if isinstance(found, dict) else found:
            yield from words_in(part, seen)
    elif isinstance(found, str):
        yield str(found)


@pytest.mark.parametrize("area", ["Alpha", "Beta", "Gamma"])
@pytest.mark.parametrize("indicator", ["smoking_at_delivery", "infant_mortality"])
def test_no_explanation_does(imscore, area, indicator):
    text = imscore("explain", *SHARED[:1], indicator, *SHARED[1:], "--area", area)
    assert traces(text) == []
    assert "Small numbers (under5)" in text


@pytest.mark.parametrize("format_", ["terminal", "csv", "json"])
@pytest.mark.parametrize("period", ["2009/10", "2007/08"])
def test_no_funnel_does(imscore, format_, period):
    words = ("--disclosure", "under5", "--period", period, "--format", format_, "-v")
    text = imscore("funnel", "areas.csv", "smoking_at_delivery", *words)
    assert traces(text) == []
    assert "Small numbers (under5)" in text


def test_no_count_from_1_to_4_is_left_in_the_data(imscore):
    shared = ("report", *SHARED[:-1], "--all-areas", "-q")
    document = json.loads(imscore(*shared, "--format", "json"))
    counts = [row["numerator"] for card in document["scorecards"] for row in card["rows"]]
    assert counts
    assert not any(count is not None and 0 < count < 5 for count in counts)
    lines = list(csv.DictReader(io.StringIO(imscore(*shared, "--format", "csv"))))
    assert not any(line["numerator"] in ("1", "2", "3", "4") for line in lines)
    assert {line["disclosure"][:22] for line in lines} == {"Small numbers (under5)"}


def test_the_hidden_figure_is_said_to_be_hidden_by_the_rule(imscore):
    text = imscore("report", *SHARED[:-1], "--area", "Alpha", "--format", "md")
    assert "2009/10 is hidden by the rule under5 on small numbers" in text
    assert "suppressed in the file" not in text


def test_errors_leave_figures_out_too(imscore, folder):
    path = folder / "areas.csv"
    path.write_text(path.read_text() + "5ZZ,Alpha,smoking_at_delivery,2009/10,3,1237,,\n")
    text = imscore("report", "areas.csv", "--disclosure", "under5", "--all-areas", code=3)
    assert traces(text) == []
    assert "areas.csv: G35" in text
    assert "duplicate different" in text


def test_rates_on_few_deaths_are_marked(imscore, folder):
    (folder / "few.csv").write_text(
        HEADER + "".join(f"5ZZ,Alpha,infant_mortality,{y},{d},1500,,\n" for y, d in
                         ((2005, 0), (2006, 1), (2007, 1), (2008, 6), (2009, 5))),
        encoding="utf-8",
    )  # fmt: skip
    shared = ("report", "few.csv", "--disclosure", "ons_deaths", "--format", "md")
    first = imscore(*shared, "--as-of", "2007")
    assert "shown without a rate by the rule ons" in first
    assert "2 in 4,500" in first
    second = imscore(*shared)
    assert "marked unreliable by the rule ons" in second
    assert "unreliable in the file" not in second
