"""A full disk, and folders that may not be written to: nothing old is lost, the path is named."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from places import Place

resource = pytest.importorskip("resource")

# Leaves room for this many bytes in any one file; Python turns the signal into an error.
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))
sys.argv[1:] = {arguments!r}
from imscore.cli.main import main
main()
"""


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system of one megabyte, where one can be mounted."""
    with tempfile.TemporaryDirectory() as name:
        mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", name]
        try:
            done = subprocess.run(mount, capture_output=True)
        except FileNotFoundError:
            pytest.skip("there is no mount here")
        if done.returncode:
            pytest.skip("no file system may be mounted here; the limit on files is tested instead")
        try:
            yield Path(name)
        finally:
            subprocess.run(["umount", name], check=True)


def refused(place: Place, done: subprocess.CompletedProcess[str], before: dict[str, str]) -> None:
    assert done.returncode == 5, (done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    assert str(place.packs) in done.stderr or str(place.store) in done.stderr
    assert place.held() == before
    hidden = [p.name for p in place.packs.iterdir() if p.name[0] == "."]
    assert [name for name in hidden if not name.endswith(".lock")] == []


@pytest.mark.parametrize("room", [0, 3_000, 30_000])
def test_a_full_disk(tmp_path, small_disk, room):
    place = Place(tmp_path, small_disk / "store.sqlite", small_disk / "packs")
    assert place.run().returncode == 0
    before = place.held()
    filler = small_disk / "filler"
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as stream:
        while True:
            stream.write(b"0" * 4_096)
    os.truncate(filler, max(0, filler.stat().st_size - room))
    place.put(1)
    refused(place, place.run(), before)
    filler.unlink()
    assert place.run().returncode == 0
    assert len([p for p in place.packs.iterdir() if p.name[0] != "."]) == 3


@pytest.mark.parametrize("most", [0, 4_000, 20_000])
def test_files_that_may_not_grow(place, most):
    assert place.run().returncode == 0
    before = place.held()
    place.put(1)
    code = LIMITED.format(most=most, arguments=place.command("--format", "xlsx")[3:])
    done = subprocess.run(
        [sys.executable, "-c", code], env=place.environment(), capture_output=True,
        encoding="utf-8", timeout=60,
    )  # fmt: skip
    refused(place, done, before)
    assert place.run().returncode == 0


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Makes a folder read-only: by its bits, or for one whom bits do not hold, by a mount."""
    if os.getuid():
        folder.chmod(0o555)
        yield
        folder.chmod(0o755)
        return
    for arguments in (["--bind"], ["-o", "remount,ro,bind"]):
        mount = ["mount", *arguments, str(folder), str(folder)]
        if not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
            pytest.skip("this user may write anywhere, and nothing may be mounted")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.skipif(os.name == "nt", reason="needs permission bits")
@pytest.mark.parametrize("what", ["packs", "store"])
def test_a_read_only_folder(tmp_path, what):
    (tmp_path / "kept").mkdir()
    place = Place(tmp_path, tmp_path / "kept" / "store.sqlite")
    assert place.run().returncode == 0
    before = place.held()
    place.put(1)
    locked = place.packs if what == "packs" else place.store.parent
    with read_only(locked):
        done = place.run()
    assert done.returncode == 5, (done.stdout, done.stderr)
    assert str(locked) in done.stderr
    assert "Traceback" not in done.stderr
    assert place.held() == before
    assert place.run().returncode == 0
