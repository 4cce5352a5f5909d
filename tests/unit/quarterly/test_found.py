"""Finding inputs: which files count, which is the newest, what is not whole."""

from __future__ import annotations

import io
import os
import zipfile

import pytest

from imscore.errors import InputError
from imscore.quarterly.found import look
from imscore.quarterly.settings import Inputs
from imscore.quarterly.whole import cut_short, unended


def put(folder, name, content="a,b\n1,2\n", age=100.0):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    os.utime(path, (1_700_000_000 - age,) * 2)
    return path


def names(folder, *patterns, take="newest"):
    files = [str(folder / pattern) for pattern in patterns]
    looked = look(Inputs(files=files, take=take, settle_seconds=0.0))
    return [found.name for found in looked.files], looked


def test_the_newest_by_the_dates_in_the_names(tmp_path):
    put(tmp_path, "births_2026-09.csv", age=500)
    put(tmp_path, "births_2026-06.csv", age=1)
    put(tmp_path, "smoking.csv")
    found, looked = names(tmp_path, "*.csv")
    assert found == ["births_2026-09.csv", "smoking.csv"]
    assert looked.notes == (
        "births_2026-09.csv is taken as the newest by the dates in their names; "
        "not read: births_2026-06.csv. Set take = all where these are files of their own",
    )
    assert looked.warnings == looked.notes
    assert looked.passed_over
    assert len(names(tmp_path, "*.csv", take="all")[0]) == 3


def test_the_newest_by_when_they_were_changed(tmp_path):
    put(tmp_path, "births 01-09-2026.csv", age=500)
    put(tmp_path, "births 30-06-2026.csv", age=1)
    found, looked = names(tmp_path, "*.csv")
    assert found == ["births 30-06-2026.csv"]
    assert "by when they were changed" in looked.notes[0]


def test_files_in_use_are_passed_over(tmp_path):
    for name in ("~$book.xlsx", ".~lock.book.csv", "big.csv.part", "book.csv"):
        put(tmp_path, name)
    found, looked = names(tmp_path, "*", ".*")
    assert found == ["book.csv"]
    assert len(looked.notes) == 3


def test_a_pattern_without_a_file_is_said(tmp_path):
    put(tmp_path, "book.csv")
    _, looked = names(tmp_path, "*.csv", "*.xlsx")
    assert [problem.file for problem in looked.refused] == [str(tmp_path / "*.xlsx")]
    with pytest.raises(InputError, match="no input to read"):
        names(tmp_path, "*.xls")


def test_a_name_with_signs_of_patterns_in_it(tmp_path):
    put(tmp_path, "pct [final].csv")
    assert names(tmp_path, "pct [final].csv")[0] == ["pct [final].csv"]


def test_files_of_one_name_are_told_apart(tmp_path):
    one, two = put(tmp_path, "a/pct.csv"), put(tmp_path, "b/pct.csv")
    assert names(tmp_path, "*/pct.csv")[0] == [str(one), str(two)]


def test_a_text_without_an_end_is_noted(tmp_path):
    put(tmp_path, "pct.csv", "a,b\n1,x")
    looked = names(tmp_path, "pct.csv")[1]
    assert "has no line end" in looked.notes[0]
    assert looked.warnings == looked.notes


@pytest.mark.parametrize(
    ("files", "taken"),
    [
        (("ward1.csv", "ward2.csv"), (0, 1)),
        (("ward 1 2026-06.csv", "ward 2 2026-06.csv"), (0, 1)),
        (("E08000001_2026.csv", "E08000002_2026.csv"), (0, 1)),
        (("E08002010.csv", "E08002011.csv"), (0, 1)),
        (("ward 1 2026-06.csv", "ward 1 2026-09.csv"), (1,)),
        (("smoking 2026 Q2.csv", "smoking 2026 Q3.csv"), (1,)),
        (("pct_20260930.csv", "pct_20261231.csv"), (1,)),
        (("pct_2025-26.csv", "pct_2026-27.csv"), (1,)),
        (("pct_20260930_0630.csv", "pct_20260930_0930.csv"), (1,)),
        (("pct Q4 2025.csv", "pct Q1 2026.csv"), (1,)),
        (("pct 30-06-2026.csv", "pct 01-09-2026.csv"), (1,)),
        (("pct_2026-09 v1.csv", "pct_2026-09 v2.csv"), (0, 1)),
    ],
    ids=lambda value: value[0] if isinstance(value[0], str) else "",
)
def test_which_names_are_versions_of_one_another(tmp_path, files, taken):
    for age, name in zip((500, 1), files, strict=True):
        put(tmp_path, name, age=age)
    found, looked = names(tmp_path, "*.csv")
    assert found == [files[place] for place in taken]
    assert looked.passed_over == (len(taken) == 1)
    assert bool(looked.notes)


def test_packs_are_no_inputs(tmp_path):
    put(tmp_path, "pct.csv")
    for name in ("2026-11-23/scorecard.csv", "2026-11-23/run.json", "2026-11-23/bolton/x.csv",
                 "own/pct2.csv"):  # fmt: skip
        put(tmp_path, f"deep/{name}")
    (tmp_path / "deep" / "latest").symlink_to("2026-11-23")
    inputs = Inputs(files=[str(tmp_path / "**/*.csv")], take="all", settle_seconds=0.0)
    looked = look(inputs, tmp_path / "deep")
    assert [found.name for found in looked.files] == ["pct2.csv", "pct.csv"]
    assert looked.notes == (f"not read, 4 files in packs of earlier runs in {tmp_path / 'deep'}",)


def workbook() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("part.xml", "<a/>" * 500)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        (b"a,b\n1,2\n", True),
        (b"a,b\r1,2\r", True),
        (b"a,b\n1,2", False),
        (b"a,b\n1,Supp", True),
        ("a,b\n1,2".encode("utf-16"), False),
        (b"a,b\n1", False),
        (b'a,b\n1,"2 and', False),
        (b'a,b\n"1,1","2, 3, 4"\n5,x', True),
        (b"a;b;c\n1,5;2;3\n1,5;2", False),
        (b"", False),
        ("a,b\n1,2\n".encode("utf-16"), True),
        ("a,b\n1,2\n3".encode("utf-16"), False),
        (workbook(), True),
        (workbook()[:-1], False),
        (workbook()[:100], False),
    ],
    # Named by number: a workbook holds the time at which it was made.
    ids=range(15),
)
def test_whether_a_file_is_whole(content, whole):
    assert (cut_short(content) == "") == whole


def test_a_workbook_has_no_line_ends():
    assert not unended(workbook())
