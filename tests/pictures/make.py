"""Makes the README's pictures of the sample's scorecard: `python tests/pictures/make.py`.

Needs Chromium, LibreOffice, poppler-utils and the extra `dev`; writes beside this file.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import imscore
from imscore.model import Scorecard

if TYPE_CHECKING:
    from playwright.sync_api import Page

HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "sample_data" / "anytown_pct.xlsx"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TERMINAL = """<!doctype html><style>
body {{ margin: 0; background: #fff; color: #1a1a1a }}
pre {{ margin: 0; padding: 16px; font: 14px/1.25 "DejaVu Sans Mono", monospace; width: 80ch }}
</style><pre>{code}</pre>"""
TERMINAL_HEIGHT = 1000
# At this many dots an inch an A4 sheet is about 800 wide upright and 1,170 lying.
DOTS = 100


def main(folder: Path = HERE) -> list[Path]:
    """Writes every picture into a folder and gives their paths."""
    scorecard = imscore.score(imscore.read(SAMPLE))
    with _page(728, TERMINAL_HEIGHT) as page:
        page.set_content(_terminal(scorecard))
        page.screenshot(path=folder / "terminal.png")
    with _page(1280, 1000) as page, tempfile.TemporaryDirectory() as scratch:
        written = Path(scratch) / "scorecard.html"
        imscore.write(scorecard, written)
        page.goto(written.as_uri())
        page.screenshot(path=folder / "page.png")
    _workbook(scorecard, folder / "workbook.png")
    _pdf(scorecard, folder / "pdf.png")
    return [folder / f"{name}.png" for name in ("terminal", "page", "workbook", "pdf")]


def _terminal(scorecard: Scorecard) -> str:
    from rich.console import Console

    from imscore.outputs import terminal

    console = Console(
        record=True, width=80, file=io.StringIO(), force_terminal=True, color_system="truecolor",
        markup=False, highlight=False, emoji=False, force_jupyter=False,
    )  # fmt: skip
    terminal.render([scorecard], console)
    return console.export_html(code_format=TERMINAL, inline_styles=True)


@contextmanager
def _page(width: int, height: int) -> Iterator[Page]:
    from playwright.sync_api import sync_playwright

    path = next((found for name in CHROMIUM if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        # A container's root user has no sandbox of its own.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": width, "height": height})
        browser.close()


def _workbook(scorecard: Scorecard, picture: Path) -> None:
    """The first sheet as LibreOffice prints it."""
    with tempfile.TemporaryDirectory() as scratch:
        written = Path(scratch) / "workbook.xlsx"
        imscore.write(scorecard, written)
        profile = f"-env:UserInstallation={(Path(scratch) / 'profile').as_uri()}"
        _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", scratch, written)
        printed, drawn = written.with_suffix(".pdf"), picture.with_suffix("")
        _run("pdftoppm", "-png", "-r", DOTS, "-f", 1, "-l", 1, "-singlefile", printed, drawn)


def _run(*words: str | int | Path) -> None:
    subprocess.run([str(word) for word in words], check=True, capture_output=True, timeout=180)


def _pdf(scorecard: Scorecard, picture: Path) -> None:
    """The first sheet of the PDF, set as a picture by what sets the PDF."""
    from imscore.outputs.pdf.render import pictures

    picture.write_bytes(pictures([scorecard], DOTS)[0])


if __name__ == "__main__":
    for made in main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE):
        print(made.name, made.stat().st_size)
