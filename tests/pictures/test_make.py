"""The README's pictures can be made again, and are those that it shows."""

import importlib.util
import re
import struct
from pathlib import Path

import pytest

HERE = Path(__file__).parent
README = HERE.parents[1] / "README.md"


def size(picture: Path) -> tuple[int, int]:
    start = picture.read_bytes()[:24]
    assert start[:8] == b"\x89PNG\r\n\x1a\n", picture.name
    width, height = struct.unpack(">II", start[16:24])
    return width, height


def test_readme_shows_every_picture_with_words_for_who_cannot_see_it() -> None:
    shown = dict(
        re.findall(r"!\[([^\]]+)\]\((?:tests/pictures/)([^)]+)\)", README.read_text("utf-8"))
    )
    assert sorted(shown.values()) == sorted(path.name for path in HERE.glob("*.png"))
    assert all(len(words) > 20 for words in shown)


@pytest.mark.browser
@pytest.mark.office
@pytest.mark.poppler
def test_command_makes_every_picture_in_the_size_it_has(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_pictures", HERE / "make.py")
    assert spec is not None
    assert spec.loader is not None
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    made = {path.name: size(path) for path in make.main(tmp_path)}
    assert made == {path.name: size(path) for path in HERE.glob("*.png")}
