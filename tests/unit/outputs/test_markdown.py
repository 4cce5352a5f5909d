import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from imscore.model import Scorecard
from imscore.outputs.markdown import escaped, to_markdown


def test_title_headline_table_and_notes(scorecard: Scorecard) -> None:
    lines = to_markdown([scorecard]).splitlines()
    assert lines[0].startswith("# Infant mortality scorecard: Anytown PCT")
    assert lines[2].startswith("3 of 9 indicators worse than England")
    assert (
        "| Smoking at delivery \\[2,3\\] | 2010/11 Q1 | 153 of 770 maternities | 19.9% | "
        "17.2 to 22.8 | 13.5% (2010/11) | +6.4 | ✘ worse, also at 99.8% | "
        "not tested | −1.3 since 2009/10 Q4; −0.7 since 2009/10 Q1 | 50 fewer mothers smoking | "
        "completeness fair |"
    ) in lines
    assert "No data: Housing: Overcrowding" in lines
    assert (
        "- Data quality: Smoking at delivery: completeness fair: 1 of the 20 quarters"
        in "".join(lines)
    )
    assert any("the value 18.2 does not agree" in line for line in lines)


def test_what_stands_where_by_domain(scorecard: Scorecard) -> None:
    lines = to_markdown([scorecard]).splitlines()
    start = lines.index(
        "| Domain | Worse | Similar | Better | Higher or lower | Not compared | No data |"
    )
    assert lines[start - 1] == ""
    assert "| Nutrition | 1 | 1 | 0 | 0 | 0 | 1 |" in lines[start:]
    assert "| Ethnicity and access | 0 | 0 | 1 | 1 | 0 | 1 |" in lines[start:]


def test_one_table_an_area_and_the_method_once(scorecard: Scorecard) -> None:
    text = to_markdown([scorecard, replace(scorecard, area_name="Othertown")])
    assert text.count("\n| --- | --- |") == 2
    assert text.count("\n| --- | ---: |") == 2
    assert text.count("## How it was judged") == 1
    assert text.endswith(".\n")


def test_warnings_about_the_input_stand_once_and_an_areas_own_with_it(scorecard: Scorecard) -> None:
    (shared,) = scorecard.problems
    own = replace(shared, cell="G99")
    others = [replace(scorecard, area_name=name) for name in ("Othertown", "Thirdtown")]
    text = to_markdown([scorecard, replace(others[0], own_problems=(own,)), others[1]])
    areas, warnings = text.split("## Warnings about the input")
    assert escaped(shared.text) in warnings
    assert escaped(shared.text) not in areas
    assert areas.index("# Infant mortality scorecard: Othertown") < areas.index("G99")
    assert areas.count("G99") == 1
    assert "G99" not in warnings
    alone = to_markdown([scorecard])
    assert escaped(shared.text) in alone
    assert "## Warnings" not in alone


def test_hostile_text_is_plain_words_once_rendered(
    hostile: Callable[[str], Scorecard], hostile_text: str
) -> None:
    text = to_markdown([hostile(hostile_text)])
    assert not any(mark in text for mark in ("\x1b", "\u202e", "\x07", "\r", "\t"))
    html = MarkdownIt("commonmark").enable("table").render(text)
    assert "<script" not in html
    assert not re.search(r"<(a|img|em|strong|code|pre|hr)\b", html)
    # Commentary, two sections, notes and method.
    assert (html.count("<h1>"), html.count("<h2>")) == (1, 5)
    heads = re.findall(r"<thead>.*?</thead>", html, re.DOTALL)
    bodies = re.findall(r"<tbody>.*?</tbody>", html, re.DOTALL)
    assert [len(re.findall("<th[ >]", head)) for head in heads][1:] == [12, 3, 2, 2]
    assert [body.count("<td") for body in bodies][1:] == [12, 3, 4, 4]
    assert html.count("<ul>") == 4


@pytest.mark.parametrize("note", ["# big", "- item", "1. first", "12) twelfth", "+ plus", "==="])
def test_a_note_cannot_start_a_heading_or_a_list(scorecard: Scorecard, note: str) -> None:
    html = MarkdownIt().render(to_markdown([replace(scorecard, rows=(), notes=(note,))]))
    assert f"<li>{note}</li>" in html


def test_escaping_round_trips_through_a_renderer() -> None:
    text = r"a|b `c` <i> *d* _e_ [f](g) \ & ~~h~~ ![i](j)"
    html = MarkdownIt().render(escaped(text))
    assert html == ("<p>a|b `c` &lt;i&gt; *d* _e_ [f](g) \\ &amp; ~~h~~ ![i](j)</p>\n")
