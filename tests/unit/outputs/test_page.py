"""The page's bytes: the same each time, self-contained, escaped, with real tables."""

import base64
import hashlib
import itertools
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

import imscore
from imscore.model import Row, Scorecard
from imscore.outputs.page import Link, index, to_html

SAMPLE = Path(__file__).parents[3] / "sample_data" / "anytown_pct.xlsx"
_VOID = {"meta", "input", "br", "hr", "img", "link"}


class Elements(HTMLParser):
    """Every element with its attributes and text; ends that do not fit are faults."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def test_the_sample(golden: Callable[[str, str], None]) -> None:
    card = replace(imscore.score(imscore.read(SAMPLE)), made_with={})
    golden("anytown_pct.html", to_html([card]))


def test_the_same_twice(scorecard: Scorecard) -> None:
    assert to_html([scorecard]) == to_html([scorecard])


def test_nothing_comes_from_elsewhere(scorecard: Scorecard) -> None:
    other = replace(scorecard, area_name="Othertown")
    for cards in ([scorecard], [scorecard, other]):
        text = to_html(cards)
        page = Elements(text)
        for gone in ("link", "img", "iframe", "object", "embed", "form", "base"):
            assert not page.all(gone)
        assert not re.search(r"url\(|@import", text)
        addresses = [a.get("href") for a in page.all("a")] + [
            s.get("src") for s in page.all("script")
        ]
        assert all(str(address or "#").startswith("#") for address in addresses)


def test_the_policy_allows_the_one_script_and_no_other(scorecard: Scorecard) -> None:
    text = to_html([scorecard, replace(scorecard, area_name="Othertown")])
    (script,) = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in text
    assert "script-src 'none'" in to_html([scorecard])
    assert "<script" not in to_html([scorecard])


def test_ids_are_different_and_links_lead_somewhere(scorecard: Scorecard) -> None:
    page = Elements(to_html([scorecard, scorecard, scorecard]))
    ids = [a["id"] for _, a in page.found if "id" in a]
    assert len(ids) == len(set(ids))
    assert {str(a["href"])[1:] for a in page.all("a")} <= set(ids)
    named = " ".join(str(a["aria-labelledby"]) for _, a in page.found if "aria-labelledby" in a)
    assert set(named.split()) <= set(ids)


def test_tables_have_captions_and_scopes(scorecard: Scorecard) -> None:
    page = Elements(to_html([scorecard]))
    assert len(page.all("table")) == len(page.all("caption"))
    assert {head.get("scope") for head in page.all("th")} == {"col", "row", "rowgroup"}


def test_a_row_as_it_reads(scorecard: Scorecard) -> None:
    text = " ".join(re.sub(r"<[^>]+>", " ", to_html([scorecard])).split())
    assert "Smoking at delivery [2,3] 2010/11 Q1 19.9% 17.2 to 22.8 153 of 770 maternities" in text
    assert "✘ worse also at 99.8%" in text
    assert "50 fewer mothers smoking" in text
    assert "Nothing in the input on" in text


def test_an_area_without_rows_or_name_has_a_page() -> None:
    text = to_html([Scorecard("", "", "", (), ())])
    assert "area not named" in text
    assert "No indicator has a figure" in text


def test_hostile_text_is_escaped(hostile_text: str, hostile: Callable[[str], Scorecard]) -> None:
    card = hostile(hostile_text)
    for text in (to_html([card]), to_html([card, card]), index([card], [Link("x/y.html")])):
        page = Elements(text)
        assert len(page.all("script")) == (1 if 'id="search-box"' in text else 0)
        assert not page.all("i")
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e\ud800-\udfff]", text)
        text.encode("utf-8")


def test_markup_and_templates_in_names_stay_text(scorecard: Scorecard, smoking: Row) -> None:
    evil = '"><script>alert(1)</script><img src=x>{{ 7*7 }}{% raw %}'
    row = replace(smoking, name=evil, short_name=evil, benchmark_name=evil)
    page = Elements(to_html([replace(scorecard, area_name=evil, rows=(row,), notes=(evil,))]))
    assert not page.all("script")
    assert not page.all("img")


def test_an_index_leads_to_pages_and_files(scorecard: Scorecard) -> None:
    links = [Link("a/scorecard.html", (("PDF", "a/scorecard.pdf"),)), Link("b/scorecard.html")]
    page = Elements(index([scorecard, scorecard], links))
    wanted = {"#main", "a/scorecard.html", "a/scorecard.pdf", "b/scorecard.html"}
    assert {a["href"] for a in page.all("a")} == wanted


@pytest.mark.parametrize("cards", [1, 2])
def test_headings_go_down_one_step_at_a_time(scorecard: Scorecard, cards: int) -> None:
    found = Elements(to_html([scorecard] * cards)).found
    levels = [int(tag[1]) for tag, _ in found if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
