import errno
import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from imscore.errors import ExitCode, OutputError
from imscore.outputs import atomic

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="permission bits and links")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def raising(error: BaseException) -> Callable[..., None]:
    def stand_in(*_: Any, **__: Any) -> None:
        raise error

    return stand_in


@pytest.mark.parametrize(
    ("content", "data"), [("Zoë\n", b"Zo\xc3\xab\n"), (b"\x00\xff", b"\x00\xff")]
)
def test_text_and_bytes_arrive_whole(tmp_path: Path, content: str | bytes, data: bytes) -> None:
    target = tmp_path / "card.csv"
    atomic.write(target, content)
    assert target.read_bytes() == data
    assert names(tmp_path) == ["card.csv"]


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "card.csv"
    target.write_text("old and longer")
    atomic.write(str(target), "new")
    assert target.read_text() == "new"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "open in another program"),
        (OSError(errno.ENOSPC, "No space left on device"), "Free some space"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
    ],
)
@pytest.mark.parametrize("step", ["replace", "fsync"])
def test_a_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str, step: str
) -> None:
    target = tmp_path / "card.csv"
    target.write_text("old")
    monkeypatch.setattr(os, step, raising(error))
    with pytest.raises(OutputError, match=words) as caught:
        atomic.write(target, "new")
    assert str(target) in str(caught.value)
    assert caught.value.exit_code == ExitCode.OUTPUT
    assert target.read_text() == "old"
    assert names(tmp_path) == ["card.csv"]


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit])
def test_an_interruption_goes_on_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, interruption: type[BaseException]
) -> None:
    monkeypatch.setattr(os, "fsync", raising(interruption()))
    with pytest.raises(interruption):
        atomic.write(tmp_path / "card.csv", "new")
    assert names(tmp_path) == []


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"is a folder\. Name a file inside it\."):
        atomic.write(tmp_path, "new")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"there is no folder .*reports"):
        atomic.write(tmp_path / "reports" / "card.csv", "new")
    assert names(tmp_path) == []


@on_posix
def test_what_is_no_ordinary_file_is_left_alone(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(OutputError, match="not an ordinary file"):
        atomic.write(pipe, "new")
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@on_posix
def test_permissions_of_the_old_file_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "card.csv"
    target.write_text("old")
    target.chmod(0o604)
    atomic.write(target, "new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o604


@on_posix
def test_a_new_file_has_the_permissions_that_the_user_asked_for(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        atomic.write(tmp_path / "card.csv", "new")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "card.csv").stat().st_mode) == 0o640


@on_posix
def test_a_link_keeps_standing_and_its_target_is_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "card.csv", tmp_path / "latest.csv"
    target.write_text("old")
    link.symlink_to(target.name)
    atomic.write(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"


@on_posix
def test_a_loop_of_links_is_explained(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.symlink_to(second)
    second.symlink_to(first)
    with pytest.raises(OutputError, match="cannot be written"):
        atomic.write(first, "new")


@on_posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_read_only_folder_is_explained(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="check that you may write there"):
            atomic.write(tmp_path / "card.csv", "new")
    finally:
        tmp_path.chmod(0o700)


def test_a_name_too_long_is_explained(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        atomic.write(tmp_path / ("x" * 300 + ".csv"), "new")


def test_a_failure_between_two_pieces_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"new"
        raise ZeroDivisionError

    target = tmp_path / "card.csv"
    target.write_text("old")
    with pytest.raises(ZeroDivisionError):
        atomic.write(target, pieces())
    assert target.read_text() == "old"
    assert names(tmp_path) == ["card.csv"]


def test_pieces_arrive_in_order(tmp_path: Path) -> None:
    atomic.write(tmp_path / "card.csv", iter([b"a", b"", b"b\n"]))
    assert (tmp_path / "card.csv").read_bytes() == b"ab\n"
