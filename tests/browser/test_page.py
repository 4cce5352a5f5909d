"""The page in a real browser: quiet, self-contained, for everybody, at every width and on paper."""

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from imscore.model import Row, Scorecard
from imscore.outputs.page import to_html

pytestmark = [
    pytest.mark.browser,
    # Playwright's own event loop is left for the interpreter to close.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
WIDTHS = (320, 768, 1440)
BOTH = pytest.mark.parametrize("name", ["one", "many"])
_SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"


@BOTH
def test_nothing_is_said_and_nothing_is_asked_for(pages: dict, visit: Callable, name: str) -> None:
    opened = visit(pages[name])
    opened.page.evaluate(_OPEN)
    assert opened.said == []
    assert opened.asked == [pages[name].as_uri()]


@BOTH
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation(pages: dict, visit: Callable, name: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit(pages[name], color_scheme=scheme).page
    page.evaluate(_OPEN)
    # The content policy keeps scripts out; axe comes in through the debugger, past it.
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_axe_finds_a_planted_violation(pages: dict, visit: Callable, tmp_path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    text = pages["one"].read_text(encoding="utf-8").replace('<html lang="en-GB">', "<html>")
    (tmp_path / "bad.html").write_text(text, encoding="utf-8")
    assert Axe().run(visit(tmp_path / "bad.html").page).violations_count == 1


@BOTH
@pytest.mark.parametrize("width", WIDTHS)
def test_no_sideways_scrolling(pages: dict, visit: Callable, name: str, width: int) -> None:
    page = visit(pages[name], width).page
    assert page.evaluate(_SIDEWAYS) == 0
    page.evaluate(_OPEN)
    assert page.evaluate(_SIDEWAYS) == 0


@BOTH
def test_every_picture_has_a_name_and_a_description(
    pages: dict, visit: Callable, name: str
) -> None:
    page = visit(pages[name]).page
    pictures = page.evaluate(
        "[...document.querySelectorAll('svg')].map(s => [s.getAttribute('role'), "
        "s.getAttribute('aria-label'), s.querySelector('title')?.textContent, "
        "s.querySelector('desc')?.textContent])"
    )
    assert len(pictures) > 10
    assert all(role == "img" and all(said) for role, *said in pictures)
    assert len(page.get_by_role("img").all()) == len(pictures)


@BOTH
def test_the_keyboard_reaches_everything(pages: dict, visit: Callable, name: str) -> None:
    page = visit(pages[name]).page
    page.evaluate(_OPEN)
    wanted = page.evaluate(
        "[...document.querySelectorAll('a, summary, input, [tabindex=\"0\"]')]"
        ".map((e, i) => { e.dataset.place = i; return i; })"
    )
    reached = []
    for _ in wanted:
        page.keyboard.press("Tab")
        reached.append(int(page.evaluate("document.activeElement.dataset.place ?? -1")))
    assert reached == wanted


def test_the_skip_link_leads_to_the_scorecard(pages: dict, visit: Callable) -> None:
    page = visit(pages["one"]).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the scorecard"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_details_open_by_keyboard(pages: dict, visit: Callable) -> None:
    page = visit(pages["one"]).page
    page.locator("summary", has_text="How this was judged").first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("Chance").first.is_visible()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("", 10), ("bol", 1), ("E08000003", 1), ("BURY", 1), ("xyz", 0), ("trafford e08", 1)],
)
def test_search_on_the_index(pages: dict, visit: Callable, typed: str, shown: int) -> None:
    page = visit(pages["many"]).page
    page.get_by_label("Find an area by name or code").fill(typed)
    assert page.locator("#areas tbody tr:visible").count() == shown
    assert page.locator("#search-told").inner_text() == f"{shown} of 10 areas shown"


def test_all_is_there_without_a_script(pages: dict, visit: Callable) -> None:
    page = visit(pages["many"], java_script_enabled=False).page
    assert page.locator("#areas tbody tr").count() == 10
    assert not page.locator("#search").is_visible()


def test_a_link_of_the_index_leads_to_the_area(pages: dict, visit: Callable) -> None:
    page = visit(pages["many"]).page
    page.get_by_role("link", name="Bolton").click()
    assert (
        page.locator("section.area:target h2")
        .inner_text()
        .startswith("Infant mortality scorecard: Bolton")
    )


def test_the_sample_prints_on_one_sheet_an_area(pages: dict, visit: Callable) -> None:
    from pypdf import PdfReader

    printed = PdfReader(io.BytesIO(visit(pages["one"]).page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    assert [round(float(side)) for side in printed.pages[0].mediabox[2:]] == [595, 842]  # A4
    many = PdfReader(io.BytesIO(visit(pages["many"]).page.pdf(prefer_css_page_size=True)))
    assert len(many.pages) == 1 + 10
    assert "Bolton" in many.pages[1].extract_text()


def test_hostile_names_run_nothing(
    visit: Callable, tmp_path: Path, samples_card: Scorecard
) -> None:
    evil = '"><img src=x onerror=console.log(1)><script>console.log(2)</script>\u202e{{ 7*7 }}'

    def spoilt(row: Row) -> Row:
        return replace(row, name=evil, short_name=evil, notes=(evil,), benchmark_name=evil)

    card = replace(
        samples_card,
        area_name=evil,
        area_code=evil,
        notes=(evil, "=1+1", "x" * 40_000),
        rows=tuple(spoilt(row) for row in samples_card.rows),
    )
    (tmp_path / "evil.html").write_text(to_html([card, card]), encoding="utf-8")
    opened = visit(tmp_path / "evil.html", 320)
    opened.page.evaluate(_OPEN)
    assert opened.said == []
    assert len(opened.asked) == 1
    assert opened.page.locator("img[src]").count() == 0
    assert opened.page.evaluate(_SIDEWAYS) == 0
