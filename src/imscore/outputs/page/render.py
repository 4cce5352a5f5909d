"""Templates filled: one page of one or many areas, and the index of a folder of packs."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from imscore.model import Problem, Row, Scorecard, problems_of
from imscore.outputs import notes, words
from imscore.outputs.figures import TYPESET
from imscore.outputs.harmless import harmless
from imscore.outputs.page import view
from imscore.outputs.reach import reach
from imscore.outputs.svg import rug

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"
_MANY = "Infant mortality scorecards"


class Link(NamedTuple):
    """Where an area's files are: the page's address, and pairs of a name and an address."""

    page: str
    files: tuple[tuple[str, str], ...] = ()


class _Listed(NamedTuple):
    """One area in the index."""

    name: str
    code: str
    headline: str
    cells: tuple[tuple[str, str, str, str], ...]
    reach: str
    link: Link


def to_html(scorecards: Sequence[Scorecard]) -> str:
    """Makes one file with every scorecard in it; an index and a rug where there are several.

    Returns:
        HTML that asks for nothing from elsewhere, the same for the same scorecards.
    """
    return render(scorecards)


def render(scorecards: Sequence[Scorecard], home: str = "") -> str:
    """Makes a page of one or many areas.

    Args:
        scorecards: in the order in which they are to stand.
        home: the address of the index that lists it, "" where there is none.
    """
    alone = len(scorecards) == 1
    areas = [
        view.area(card, f"area-{place}", card.problems if alone else card.own_problems)
        for place, card in enumerate(scorecards, start=1)
    ]
    links = [Link(f"#{area.key}") for area in areas]
    return _fill(
        "scorecard.html",
        scorecards,
        title=areas[0].title if alone else _MANY,
        areas=areas,
        home=home,
        listed=[] if alone else _listed(scorecards, links),
        problems=[] if alone else _of_the_input(scorecards),
    )


def index(scorecards: Sequence[Scorecard], links: Sequence[Link]) -> str:
    """Makes the page that lists areas whose own pages are elsewhere.

    Args:
        scorecards: in the order in which they are to stand.
        links: for each where its page is, relative to this one; addresses are this program's.
    """
    return _fill(
        "index.html",
        scorecards,
        title=_MANY,
        home="",
        listed=_listed(scorecards, links),
        problems=_of_the_input(scorecards),
    )


def _of_the_input(scorecards: Sequence[Scorecard]) -> list[str]:
    """The warnings that scorecards share, once and not below each of hundreds of areas."""
    own: set[Problem] = {problem for card in scorecards for problem in card.own_problems}
    shared = [problem for problem in problems_of(scorecards) if problem not in own]
    return [harmless(problem.text, notes.LONGEST_NOTE) for problem in shared]


def _listed(scorecards: Sequence[Scorecard], links: Sequence[Link]) -> list[_Listed]:
    heads, common = list(rug.columns(scorecards)), rug.periods(scorecards)
    found = []
    for card, link in zip(scorecards, links, strict=True):
        rows = {row.indicator: row for row in card.rows}
        cells = tuple(_cell(rows.get(head), common) for head in heads)
        name = harmless(card.area_name or card.area_code or "area not named", 120)
        code = harmless(card.area_code, 60)
        headline = harmless(words.headline(card), 360)
        found.append(_Listed(name, code, headline, cells, reach([card]), link))
    return found


def _cell(row: Row | None, common: Mapping[str, str]) -> tuple[str, str, str, str]:
    figure, word, period = rug.cell(row, common)
    return figure, word, period, row.status if row is not None else "no_data"


def _heads(scorecards: Sequence[Scorecard]) -> list[tuple[str, str]]:
    """The rug's indicators, and the period of those that have one for all areas."""
    common = rug.periods(scorecards)
    return [(name, common.get(key, "")) for key, name in rug.columns(scorecards).items()]


def _fill(template: str, scorecards: Sequence[Scorecard], **what: Any) -> str:
    names = {words.benchmark(card) for card in scorecards if card.rows}
    script = _read("search.js") if what["listed"] else ""
    shared = {
        "heads": _heads(scorecards) if what["listed"] else [],
        # Made by this program from figures; every text in it is escaped there.
        "rug": Markup(rug.rug(scorecards) if what["listed"] else ""),  # noqa: S704
        "benchmark": harmless(names.pop(), 60) if len(names) == 1 else "the benchmark",
        "reach": reach(scorecards),
        "method": notes.method(scorecards),
        "made_with": notes.made_with(scorecards),
        "styles": Markup(_read("page.css")),  # noqa: S704
        "script": Markup(script),  # noqa: S704
        "script_hash": _hash(script),
        "looks": words.LOOKS,
        "dash": TYPESET.dash,
    }
    return _environment().get_template(template).render(**shared, **what)


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


@lru_cache
def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


@lru_cache
def _environment() -> Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
