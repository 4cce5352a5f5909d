"""A headless Chromium that may ask for nothing but the page itself."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import imscore
from imscore import pipeline
from imscore.model import Scorecard
from imscore.outputs.page import to_html
from imscore.scorecard.build import Choice

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SAMPLES = Path(__file__).parents[2] / "sample_data"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Opened:
    """A page with what it said and asked for while it was open."""

    def __init__(self, page: "Page") -> None:
        self.page, self.said, self.asked = page, [], []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.asked.append(request.url))


def scorecards(name: str) -> list[Scorecard]:
    observations = imscore.read(SAMPLES / name)
    return pipeline.score_areas(observations, Choice(None, True, None, False))


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for name, sample in {"one": "anytown_pct.xlsx", "many": "greater_manchester.csv"}.items():
        made[name] = folder / f"{name}.html"
        made[name].write_text(to_html(scorecards(sample)), encoding="utf-8")
    return made


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    path = next(found for name in NAMES if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        # A container's root user has no sandbox of its own.
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: "Browser") -> Iterator[Callable[..., Opened]]:
    contexts = []

    def visit(path: Path, width: int = 1440, **settings: object) -> Opened:
        size = {"width": width, "height": 900}
        contexts.append(context := browser.new_context(viewport=size, **settings))
        opened = Opened(context.new_page())
        opened.page.goto(path.as_uri())
        return opened

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def samples_card() -> Scorecard:
    return scorecards("anytown_pct.xlsx")[0]
