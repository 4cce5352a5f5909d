"""`imscore layout new` and `--layout`: a file of one's own shape, described and read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

TABLE = """Place;What;When;Smokers seen;Mothers seen
Anytown;Smoking at delivery;2010/11;160;807
"""


def imscore(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "imscore", *arguments],
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_described_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(TABLE, encoding="utf-8")
    assert imscore("tidy", "own.csv", cwd=tmp_path).returncode == 3
    started = imscore("layout", "new", "own.csv", "-o", "own.toml", cwd=tmp_path)
    assert started.returncode == 0, started.stderr
    text = (tmp_path / "own.toml").read_text(encoding="utf-8")
    assert '# = ["Smokers seen"]' in text
    described = text.split("[columns]")[0] + (
        '[columns]\narea_name = ["Place"]\nindicator = ["What"]\nperiod = ["When"]\n'
        'numerator = ["Smokers seen"]\ndenominator = ["Mothers seen"]\n'
    )
    (tmp_path / "own.toml").write_text(described, encoding="utf-8")
    done = imscore("tidy", "own.csv", "--layout", "own.toml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Anytown,smoking_at_delivery,2010/11,160,807" in done.stdout


def test_what_no_column_says_can_be_said_for_the_whole_file(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("When,Seen,Of\n2010/11,160,807\n", encoding="utf-8")
    (tmp_path / "own.toml").write_text(
        'id = "own"\nname = "mine"\nother_indicators = "error"\n'
        '[columns]\nperiod = ["When"]\nnumerator = ["Seen"]\ndenominator = ["Of"]\n'
        '[says]\narea_name = "Anytown"\nindicator = "smoking_at_delivery"\n',
        encoding="utf-8",
    )
    done = imscore("tidy", "own.csv", "--layout", "own.toml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Anytown,smoking_at_delivery,2010/11,160,807" in done.stdout


def test_a_faulty_layout_is_refused_with_every_fault(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "own.toml").write_text(
        'id = "own"\nname = "mine"\nshape = "round"\nheaders = 3\n[columns]\nplace = ["Place"]\n',
        encoding="utf-8",
    )
    done = imscore("tidy", "own.csv", "--layout", "own.toml", cwd=tmp_path)
    assert done.returncode == 3
    for fault in ("other_indicators: is missing", "headers: is not a key", "shape: 'round'"):
        assert f"own.toml: {fault}" in done.stderr
    assert "own.toml: columns.place: is not a field" in done.stderr


MEASURES = "area_name,period,value,indicator,measure\nAnytown,2010/11,18.7,Smoking at delivery,{}\n"


def test_layout_new_leaves_out_the_second_of_two_columns_of_indicators(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(MEASURES.format("Persons"), encoding="utf-8")
    refused = imscore("tidy", "own.csv", cwd=tmp_path)
    assert refused.returncode == 3
    assert "own.csv: E1: error: two columns are indicator" in refused.stderr
    assert "not_read" in refused.stderr
    assert imscore("layout", "new", "own.csv", "-o", "own.toml", cwd=tmp_path).returncode == 0
    done = imscore("tidy", "own.csv", "--layout", "own.toml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Anytown,smoking_at_delivery,2010/11,,,18.7" in done.stdout


def test_layout_new_does_not_leave_out_what_changes_the_figures(tmp_path: Path) -> None:
    for said in ("Target", "Males", "per 1,000"):
        text = MEASURES.format(f'"{said}"')
        (tmp_path / "own.csv").write_text(text, encoding="utf-8")
        imscore("layout", "new", "own.csv", "-o", "own.toml", cwd=tmp_path)
        assert 'not_read = ["FILL IN"]  # measure (E1) if' in (tmp_path / "own.toml").read_text()
        (tmp_path / "own.toml").rename(tmp_path / "filled.toml")
        done = imscore("tidy", "own.csv", "--layout", "filled.toml", cwd=tmp_path)
        assert done.returncode == 3
        assert "not_read: 'FILL IN' still stands there" in done.stderr


PROFILE = (
    "Indicator,Period,Bolton,,England\n,,{},{},Value\nInfant mortality rate,2013-15,9,4.2,3.9\n"
)


def test_an_area_profile_with_a_second_header_row(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(PROFILE.format("Count", "Value"), encoding="utf-8")
    done = imscore("tidy", "own.csv", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Bolton,infant_mortality,2013-15,9,,4.2" in done.stdout
    (tmp_path / "own.csv").write_text(PROFILE.format("Previous", "Current"), encoding="utf-8")
    refused = imscore("tidy", "own.csv", cwd=tmp_path)
    assert (refused.returncode, refused.stdout) == (3, "")
    assert "own.csv: C2: error: row 2 holds words and no figures" in refused.stderr
