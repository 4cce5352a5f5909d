"""No more is read than there is room for, and nothing that is no file."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from imscore.errors import InputError
from imscore.inputs import bounded, guard, reach

on_posix = pytest.mark.skipif(os.name != "posix", reason="needs devices and pipes")


class Endless(io.RawIOBase):
    """Bytes that never end; counts how many were taken."""

    def __init__(self, content: bytes) -> None:
        self.content, self.taken = content, 0

    def read(self, size: int = -1) -> bytes:
        assert size > 0, "read without a bound"
        start = self.taken % len(self.content)
        self.taken += size
        return (self.content * (size // len(self.content) + 2))[start : start + size]


def words(error: pytest.ExceptionInfo[InputError]) -> str:
    return error.value.problems[0].message


@pytest.mark.parametrize(
    ("content", "most"),
    [
        (b"PK\x03\x04", bounded.MOST_WORKBOOK),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bounded.MOST_WORKBOOK),
        (b"\x00", bounded.MOST_WIDE_TEXT),
        (b"y\n", bounded.MOST_STREAM),
    ],
)
def test_a_stream_that_never_ends_is_read_up_to_its_bound(monkeypatch, content, most):
    for name in ("MOST_WORKBOOK", "MOST_WIDE_TEXT", "MOST_STREAM"):
        monkeypatch.setattr(bounded, name, getattr(bounded, name) >> 6)
    monkeypatch.setattr(bounded, "_PIECE", 1 << 17)
    stream = Endless(content)
    with pytest.raises(InputError) as caught:
        bounded.read_stream("standard input", stream)
    assert "is the most that is read" in words(caught)
    assert stream.taken <= (most >> 6) + (1 << 18)


def test_what_fits_is_read_whole(tmp_path):
    content = os.urandom(300_000).replace(b"\x00", b"x")
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    assert bounded.read_path(path) == content
    assert bounded.read_stream("-", io.BytesIO(content)) == content
    path.write_bytes(b"")
    assert bounded.read_path(path) == b""


def test_a_file_that_is_too_large_is_refused_unread(tmp_path):
    path = tmp_path / "t.xlsx"
    with path.open("wb") as stream:
        stream.write(b"PK\x03\x04")
        stream.truncate(bounded.MOST_WORKBOOK + 1)
    with pytest.raises(InputError) as caught:
        bounded.read_path(path)
    assert "100 MiB is the most that is read" in words(caught)


@on_posix
def test_folders_devices_and_pipes_are_refused_by_name(tmp_path):
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    for path, what in ((tmp_path, "a folder"), (Path("/dev/null"), "a device"), (pipe, "a pipe")):
        with pytest.raises(InputError) as caught:
            bounded.read_path(path)
        assert f"it is {what}" in words(caught)
        assert caught.value.problems[0].file == str(path)


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="needs /dev/fd")
def test_the_pipe_of_a_shell_is_as_good_as_standard_input():
    out, into = os.pipe()
    os.write(into, b"a,b\n1,2\n")
    os.close(into)
    try:
        assert bounded.read_path(Path(f"/dev/fd/{out}")) == b"a,b\n1,2\n"
    finally:
        os.close(out)


def test_a_stream_that_fails_is_a_problem():
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(InputError, match="cannot be read") as caught:
        bounded.read_stream("standard input", Broken())
    assert "Input/output error" in words(caught)


def test_text_of_two_million_rows_passes_the_guard():
    line = b"E08000001,Bolton,smoking_at_delivery,2008/09,120,650,18.5\n"
    guard.check_text("t.csv", line * 2_000_000)


def test_a_million_lines_of_separators_pass_the_guard():
    guard.check_text("t.csv", b",,,,,,,,,\r\n" * 1_048_576)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"x" * 5_000_000, "million characters"),
        (b"\x00" * 5_000_000, "it is not a text file"),
        (b",,,,\n" * 3_000_000, "few of them filled"),
        (b"1;2;3;4\n" * 11_000_000, "44,000,000 fields"),
    ],
)
def test_text_that_is_no_table_is_refused_by_its_bytes(content, told):
    with pytest.raises(InputError) as caught:
        guard.check_text("t.csv", content)
    assert told in words(caught)


def test_bytes_are_counted_over_pieces():
    content = b"a,b\n" * 700_000
    assert reach.of_text(content) == (1_400_000, 1_400_000)
