"""Under a rule nothing that is written depends on a hidden count: every output byte for byte."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from imscore.cli.app import app
from imscore.errors import UsageError

HEADER = "area_code,area_name,indicator,period,numerator,denominator\n"
# 1 in 1,800 is an implausible rate and 2 to 4 are not; of 550 maternities 1 and 2 are implausible;
# 1 to 3 conceptions beside 18 are a jump, 4 is none. Beta has no total that would tell Alpha's.
FIXED = (
    "5ZY,Beta (made up),infant_mortality,2007-09,45,9000\n"
    "5ZY,Beta (made up),smoking_at_delivery,2009/10,140,1000\n"
    "5ZZ,Alpha (made up),smoking_at_delivery,2008/09,150,1000\n"
    + "".join(
        f"5ZZ,Alpha (made up),under18_conceptions,{year},{count},1000\n"
        for year, count in ((2004, 18), (2005, 19), (2006, 17), (2008, 18))
    )
    + "5ZY,Beta (made up),under18_conceptions,2008,40,1000\n"
)
PLACES = (
    ("infant_mortality", "2007-09", 1800),
    ("smoking_at_delivery", "2009/10", 550),
    ("under18_conceptions", "2007", 1000),
)
TOGETHER = ("--benchmark", "Both", "--group", "Both=5ZZ,5ZY")
RULE = ("--disclosure", "under5", "-v", "--strict")


def commands() -> Iterator[tuple[str, ...]]:
    report = ("report", "areas.csv", "--all-areas", *RULE)
    for format_ in ("terminal", "csv", "json", "md", "html"):
        yield (*report, "--format", format_)
        yield (*report, "--format", format_, *TOGETHER)
    for name in ("board.xlsx", "board.accessible.xlsx", "board.pdf"):
        yield (*report, "-o", name)
    for indicator, _, _ in PLACES:
        yield ("explain", "areas.csv", indicator, "--area", "Alpha (made up)", *RULE[:-1])
        yield ("funnel", "areas.csv", indicator, *RULE, "--format", "json")
    yield ("group", "areas.csv", *RULE)
    yield ("group", "areas.csv", *RULE, "--format", "json")
    yield ("group", "areas.csv", *RULE, "--format", "csv")


def invoked(arguments: tuple[str, ...]) -> tuple[Result, str]:
    """What a run gave, and the words that it was refused with, "" where it was not."""
    done = CliRunner().invoke(app, [*arguments])
    refused = isinstance(done.exception, UsageError)
    assert done.exit_code == 0 or refused, (arguments, done.exception, done.stderr)
    return done, str(done.exception) if refused else ""


def written(arguments: tuple[str, ...], folder: Path) -> tuple[str, bytes, bytes, bytes]:
    """The refusal, both streams, and the file that was written."""
    done, refused = invoked(arguments)
    named = folder / arguments[arguments.index("-o") + 1] if "-o" in arguments else None
    file = named.read_bytes() if named else b""
    return refused, done.stdout_bytes, done.stderr_bytes, file


@pytest.mark.parametrize("arguments", list(commands()), ids=" ".join)
def test_every_hidden_count_gives_the_same_bytes(tmp_path, monkeypatch, arguments):
    if "board.pdf" in arguments:
        pytest.importorskip("typst")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    found = set()
    for count in range(1, 5):
        hidden = "".join(f"5ZZ,Alpha (made up),{i},{p},{count},{of}\n" for i, p, of in PLACES)
        (tmp_path / "areas.csv").write_text(HEADER + hidden + FIXED, encoding="utf-8")
        found.add(written(arguments, tmp_path))
    assert len(found) == 1


def test_the_same_commands_do_differ_without_a_rule(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = set()
    for count in range(1, 5):
        hidden = "".join(f"5ZZ,Alpha (made up),{i},{p},{count},{of}\n" for i, p, of in PLACES)
        (tmp_path / "areas.csv").write_text(HEADER + hidden + FIXED, encoding="utf-8")
        done = CliRunner().invoke(app, ["report", "areas.csv", "--all-areas", "-v"])
        found.add(tuple(sorted(re.findall(r"[A-H]\d+: warning", done.stderr))))
    assert len(found) > 1


# What all outputs of one file tell together.

COUNTS = {"A": (3, 211), "B": (31, 307), "C": (47, 409), "D": (59, 503)}
GROUPS = {"North": "ABC", "South": "BC", "East": "AB", "West": "CD"}


def numbers(text: str) -> set[float]:
    """Every number in some CSV."""
    return {float(cell) for cell in re.split("[,\n]", text) if re.fullmatch(r"\d[\d.]*", cell)}


def runs(rule: str) -> Iterator[tuple[str, ...]]:
    """Reports in each benchmark, the funnel, and the pool of every two areas or more."""
    end = ("--disclosure", rule, "-q", "--format", "csv")
    report = ("report", "a.csv", "--all-areas", *end)
    yield report
    yield ("funnel", "a.csv", "SATOD", *end)
    for name in ("England", *GROUPS):
        yield (*report, "--groups", "groups.toml", "--benchmark", name)
    for size in range(2, len(COUNTS) + 1):
        for members in itertools.combinations(COUNTS, size):
            named = (word for area in members for word in ("--area", f"5Z{area}"))
            yield ("group", "a.csv", *named, *end)


@pytest.mark.parametrize("total", ["", "E92000001,England", "Q31,North West"])
def test_all_outputs_together_show_the_same_areas_and_no_sum_with_a_hidden_one(
    tmp_path, monkeypatch, total
):
    monkeypatch.chdir(tmp_path)
    lines = [f"5Z{area},{area} (made up),{count},{of}" for area, (count, of) in COUNTS.items()]
    if total:
        lines.append(f"{total},{sum(n for n, _ in COUNTS.values())},1430")
    (tmp_path / "a.csv").write_text(
        "area_code,area_name,numerator,denominator,indicator,period\n"
        + "".join(f"{line},smoking_at_delivery,2009/10\n" for line in lines),
        encoding="utf-8",
    )
    kept = (f"[{n}]\nareas = {[f'5Z{a}' for a in areas]}\n" for n, areas in GROUPS.items())
    (tmp_path / "groups.toml").write_text("".join(kept), encoding="utf-8")
    done = [invoked(run) for run in runs("under5")]
    told = [numbers(each.stdout) for each, _ in done]
    assert all("or they are hidden" in words for _, words in done if words)
    shown = [{area for area, (_, of) in COUNTS.items() if of in seen} for seen in told[:7]]
    # One is hidden for its count and, where a total would tell it, one more: in every run the same.
    hidden = set(COUNTS) - shown[0]
    assert all(each == shown[0] for each in shown)
    assert "A" in hidden
    assert len(hidden) == (2 if total else 1)
    for size in range(1, len(COUNTS) + 1):
        for members in itertools.combinations(COUNTS, size):
            # All together stand there where the file has a total.
            if hidden & set(members) and not (total and size == len(COUNTS)):
                count, of = (sum(COUNTS[area][n] for area in members) for n in (0, 1))
                assert not any(of in seen for seen in told), members
                assert not any(abs(v - 100 * count / of) < 1e-9 for seen in told for v in seen)
