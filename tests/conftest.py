"""What several folders of tests share: samples, published files, LibreOffice, golden files.

Environment variables:
    IMSCORE_PUBLISHED_FILES: a folder with the published spreadsheets.
    IMSCORE_REQUIRE_ALL: where it is 1, a test that would be skipped for want of them, of
        LibreOffice or of Chromium, fails instead, and tests that install packages are run too.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parents[1] / "sample_data"
GOLDEN = Path(__file__).parent / "golden"
PUBLISHED = "IMSCORE_PUBLISHED_FILES"
REQUIRE_ALL = "IMSCORE_REQUIRE_ALL"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden",
        action="store_true",
        help="Write tests/golden/ anew from what the program gives now; then look at the changes.",
    )


def _no_published_files() -> str:
    folder = os.environ.get(PUBLISHED, "")
    if not folder:
        return f"{PUBLISHED} does not name the folder of the published spreadsheets"
    return "" if Path(folder).is_dir() else f"{PUBLISHED}: {folder} is not a folder"


def _no_office() -> str:
    return "" if shutil.which("soffice") else "LibreOffice (soffice) is not on the PATH"


def chromium() -> str:
    """The path of a Chromium that is installed, "" where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((found for name in names if (found := shutil.which(name))), "")


def _no_browser() -> str:
    if find_spec("playwright") is None or find_spec("axe_playwright_python") is None:
        return "playwright and axe-playwright-python are not installed"
    return "" if chromium() else "Chromium is not on the PATH"


def _no_poppler() -> str:
    return "" if shutil.which("pdftoppm") else "pdftoppm (poppler-utils) is not on the PATH"


def _no_index() -> str:
    wanted = os.environ.get(REQUIRE_ALL) == "1"
    return "" if wanted else f"it installs packages: set {REQUIRE_ALL}=1 to run it"


LACKING: dict[str, Callable[[], str]] = {
    "published": _no_published_files,
    "office": _no_office,
    "browser": _no_browser,
    "poppler": _no_poppler,
    "network": _no_index,
}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips what cannot be run here, or fails it where everything has to be run."""
    for marker, lacking in LACKING.items():
        if item.get_closest_marker(marker) and (reason := lacking()):
            if os.environ.get(REQUIRE_ALL) == "1":
                pytest.fail(f"{REQUIRE_ALL} is 1, but {reason}", pytrace=False)
            pytest.skip(reason)


@pytest.fixture(scope="session")
def published_files() -> Path:
    """The folder of the published spreadsheets, for tests marked `published`."""
    return Path(os.environ[PUBLISHED])


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """A folder that holds a copy of `sample_data`, for commands that are run as documented."""
    shutil.copytree(SAMPLES, tmp_path / "sample_data")
    return tmp_path


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with a file in `tests/golden/`; writes it under `--renew-golden`."""
    renew = request.config.getoption("--renew-golden")

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if renew:
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"{name} is missing: pytest --renew-golden writes it"
        assert text == path.read_bytes().decode("utf-8")

    return compare
