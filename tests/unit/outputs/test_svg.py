"""Pictures drawn from figures: where marks stand, what is said, and that nothing else comes in."""

import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace

import pytest

from imscore.model import Point, Row, Scorecard, Standing
from imscore.outputs.svg.rug import rug
from imscore.outputs.svg.scale import Scale, ticks
from imscore.outputs.svg.spine import spine
from imscore.outputs.svg.trend import trend
from imscore.outputs.words import LOOKS

SVG = "{http://www.w3.org/2000/svg}"


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314


def of_class(picture: ET.Element, name: str) -> list[ET.Element]:
    return [part for part in picture.iter() if part.get("class") == name]


def years(*values: float | None, start: int = 2000, **what: object) -> tuple[Point, ...]:
    return tuple(Point(str(start + n), value, "", **what) for n, value in enumerate(values))


def range_of(row: Row, best: float, worst: float) -> Row:
    found = Standing("local areas", 10, 4, 1, best, "Best", worst, "Worst", None, None)
    return replace(row, standing=found)


@pytest.mark.parametrize("draw", [spine, trend])
def test_a_picture_has_a_role_a_name_and_a_description(
    smoking: Row, draw: Callable[[Row], str]
) -> None:
    picture = parsed(draw(smoking))
    assert picture.get("role") == "img"
    title, said = picture[0], picture[1]
    assert (title.tag, said.tag) == (f"{SVG}title", f"{SVG}desc")
    assert "Smoking at delivery" in str(title.text)
    assert "19.9%" in str(said.text)
    assert "England: 13.5%" in str(said.text)
    assert draw(smoking) == draw(smoking)


@pytest.mark.parametrize(
    ("polarity", "side"), [("low_is_good", -1), ("high_is_good", 1), ("no_judgement", 1)]
)
def test_the_bad_side_of_a_spine_is_left(smoking: Row, polarity: str, side: int) -> None:
    """19.9 lies above England's 13.5: that is left of the middle where low is good."""
    picture = parsed(spine(replace(smoking, polarity=polarity)))
    (mark,) = of_class(picture, "mark")
    middle = float(str(picture.get("width"))) / 2
    assert (float(str(mark.get("cx"))) - middle) * side > 0
    (england,) = of_class(picture, "england")
    assert float(str(england.get("x1"))) == float(str(england.get("x2"))) == middle
    assert mark.get("fill") == LOOKS["worse"].fill


def test_a_spine_keeps_proportions(smoking: Row) -> None:
    """England 10, area 12, best 6, worst 14: the area is half as far out as the worst."""
    row = range_of(replace(smoking, benchmark_value=10.0, value=12.0, lower_ci=11.0), 6.0, 14.0)
    picture = parsed(spine(replace(row, upper_ci=13.0)))
    middle = float(str(picture.get("width"))) / 2
    (mark,), (bar,) = of_class(picture, "mark"), of_class(picture, "range")
    left, width = float(str(bar.get("x"))), float(str(bar.get("width")))
    assert left + width / 2 == pytest.approx(middle, abs=0.02)
    assert (middle - float(str(mark.get("cx")))) == pytest.approx((middle - left) / 2, abs=0.02)


def test_a_spine_says_the_ends_of_the_range(smoking: Row) -> None:
    said = str(parsed(spine(range_of(smoking, 9.0, 21.0)))[1].text)
    assert "4th of 10 local areas" in said
    assert "Best 9.0%" in said
    assert "Worst 21.0%" in said


@pytest.mark.parametrize("missing", ["value", "benchmark_value"])
def test_no_spine_without_a_figure_or_a_benchmark(smoking: Row, missing: str) -> None:
    assert spine(replace(smoking, **{missing: None})) == ""


def test_no_trend_of_fewer_than_two_figures(smoking: Row) -> None:
    assert trend(replace(smoking, series=())) == ""
    assert trend(replace(smoking, series=years(1.0, None))) == ""


def lines_of(picture: ET.Element) -> list[ET.Element]:
    return [part for part in of_class(picture, "own") if part.get("stroke-linecap") is None]


def test_a_gap_breaks_the_line_and_is_marked_and_said(smoking: Row) -> None:
    picture = parsed(trend(replace(smoking, series=years(10.0, 11.0, None, 12.0, 13.0))))
    assert len(lines_of(picture)) == 2
    assert len(of_class(picture, "break")) == 2  # the two strokes of a cross
    assert "No figure for 2002." in str(picture[1].text)


def test_another_definition_stands_apart(smoking: Row) -> None:
    old = years(20.0, 21.0, start=1995, definition="old")
    row = replace(smoking, series=years(10.0, 11.0, 12.0), earlier=old)
    picture = parsed(trend(row))
    assert len(lines_of(picture)) == 2
    (broken,) = of_class(picture, "break")
    assert broken.get("x1") == broken.get("x2")
    assert "Figures to 1996 are by another definition" in str(picture[1].text)


def test_a_year_that_is_not_in_the_file_is_no_change_of_definition(smoking: Row) -> None:
    """2002 stands for a line that is not there: it is a gap, not two new definitions."""
    known = years(20.0, 21.0, definition="a")
    after = years(22.0, start=2003, definition="a")
    gap = years(None, start=2002)
    row = replace(smoking, series=(*known, *gap, *after), spc=None)
    assert dotted(trend(row)) == 0
    changed = years(22.0, start=2003, definition="b")
    assert dotted(trend(replace(row, series=(*known, *gap, *changed)))) == 1
    with_words = (replace(gap[0], marker="suppressed", definition="a"),)
    assert dotted(trend(replace(row, series=(*known, *with_words, *after)))) == 0


def dotted(drawn: str) -> int:
    return sum(part.get("stroke-dasharray") == "2 3" for part in parsed(drawn).iter())


def test_time_is_kept_where_years_are_left_out(smoking: Row) -> None:
    """2000, 2001 and 2005: the second step is four times the first."""
    points = (Point("2000", 1.0, ""), Point("2001", 2.0, ""), Point("2005", 3.0, ""))
    (line,) = lines_of(parsed(trend(replace(smoking, series=points))))
    first, second, third = (float(x) for x in re.findall(r"[ML]([\d.]+) ", str(line.get("d"))))
    assert third - second == pytest.approx(4 * (second - first), abs=0.05)


def test_bands_england_and_limits(worsening: Row) -> None:
    ends = {"lower_ci": 9.0, "upper_ci": 14.0, "benchmark_value": 8.0}
    row = replace(worsening, series=years(10.0, 11.0, 12.0, **ends))
    picture = parsed(trend(row))
    assert len(of_class(picture, "band")) == 1
    assert len(of_class(picture, "england")) == 1
    mean, *limits = sorted(
        of_class(picture, "limit"), key=lambda p: p.get("stroke-dasharray") or ""
    )
    assert len(limits) == 2
    ys = sorted(float(str(part.get("y1"))) for part in limits)
    assert ys[0] < float(str(mean.get("y1"))) < ys[1]
    assert "Control limits 15.6 to 26.3" in str(picture[1].text)


def test_without_limits_no_chart(smoking: Row) -> None:
    assert not of_class(parsed(trend(smoking)), "limit")


def test_labels_do_not_stand_on_each_other(worsening: Row) -> None:
    chart = {"mean": 10.0, "lower_limit": 9.9, "upper_limit": 10.1}
    row = replace(worsening, spc=chart, series=years(10.0, 10.0, 10.0), benchmark_value=10.0)
    picture = parsed(trend(row))
    right = [
        float(str(part.get("y")))
        for part in picture.iter(f"{SVG}text")
        if part.get("text-anchor") is None
    ]
    assert len(right) == 4
    apart = [b - a for a, b in zip(sorted(right), sorted(right)[1:], strict=False)]
    assert min(apart) >= 12


def test_a_rug_has_a_cell_for_each_area_and_indicator(scorecard: Scorecard) -> None:
    other = replace(scorecard, area_name="Othertown", rows=scorecard.rows[:2])
    picture = parsed(rug([scorecard, other]))
    assert len(list(picture.iter(f"{SVG}rect"))) == 2 * len(scorecard.rows)
    texts = [str(part.text) for part in picture.iter(f"{SVG}text")]
    assert texts.count("no data") == len(scorecard.rows) - 2
    assert texts.count("✘ worse") == 3 + 1
    assert "suppressed" in texts
    assert rug([scorecard]) == ""


def test_a_rug_says_its_periods(smoking: Row, scorecard: Scorecard) -> None:
    """In the heading where all areas have the same one, else in every cell."""
    cards = [
        replace(scorecard, rows=(smoking, replace(smoking, indicator="b", period=other)))
        for other in ("2009/10", "2006/07")
    ]
    texts = [str(part.text) for part in parsed(rug(cards)).iter(f"{SVG}text")]
    assert texts.count("2010/11 Q1") == 1
    assert texts.count("periods differ") == 1
    assert (texts.count("2009/10"), texts.count("2006/07")) == (1, 1)


def test_hostile_text_stays_text(hostile_text: str, hostile: Callable[[str], Scorecard]) -> None:
    card = hostile(hostile_text)
    drawn = [rug([card, card]), *map(spine, card.rows), *map(trend, card.rows)]
    for text in filter(None, drawn):
        tags = {part.tag.removeprefix(SVG) for part in parsed(text).iter()}
        assert tags <= {"svg", "title", "desc", "text", "line", "path", "rect", "circle"}
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e]", text)


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("status", LOOKS)
def test_contrast_of_words_on_fills(status: str) -> None:
    dark, light = sorted((luminance(LOOKS[status].fill), luminance(LOOKS[status].ink)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_a_scale_holds_what_is_beyond_it_at_its_ends() -> None:
    scale = Scale(0.0, 10.0, 100.0, 0.0)
    assert [scale.at(value) for value in (0, 5, 10, 20, -1)] == [100, 50, 0, 0, 100]
    assert Scale(5.0, 5.0, 0.0, 10.0).at(5.0) == 5.0


@pytest.mark.parametrize(("low", "high"), [(0.4, 0.8), (15.0, 24.0), (0.0, 0.0), (99.9, 1234.5)])
def test_ticks_enclose_and_are_even(low: float, high: float) -> None:
    found = ticks([low, high])
    assert found[0] <= low <= high <= found[-1]
    steps = {round(b - a, 6) for a, b in itertools.pairwise(found)}
    assert len(steps) == 1
    assert 2 <= len(found) <= 8


def test_the_benchmark_of_a_longer_period_is_a_mark_of_its_own(smoking: Row) -> None:
    series = (
        Point("2009/10 Q3", 20.0, "", benchmark_value=14.1),
        Point("2009/10 Q4", 21.2, "", benchmark_value=14.0),
        Point("2010/11 Q1", 19.9, ""),
    )
    line, mark = of_class(parsed(trend(replace(smoking, series=series))), "england")
    assert str(line.get("d")).count("L") == str(mark.get("d")).count("L") == 1
    heights = re.findall(r" ([\d.]+)", str(mark.get("d")))
    assert heights[0] == heights[1]


def test_each_stretch_has_its_limits_and_the_break_shows(worsening: Row) -> None:
    before = {"mean": 15.0, "lower_limit": 12.0, "upper_limit": 18.0}
    before |= {"first_period": "2001", "last_period": "2002"}
    chart = {"mean": 10.0, "lower_limit": 9.0, "upper_limit": 11.0}
    chart |= {"first_period": "2003", "last_period": "2004"}
    row = replace(worsening, series=years(15.0, 16.0, 10.0, 10.5), earlier=())
    row = replace(row, series=tuple(replace(p, period=str(2001 + n))
                                    for n, p in enumerate(row.series)))  # fmt: skip
    alone = parsed(trend(replace(row, spc=chart | {"earlier_stretches": []})))
    both = parsed(trend(replace(row, spc=chart | {"earlier_stretches": [before]})))
    assert (len(of_class(alone, "limit")), len(of_class(both, "limit"))) == (3, 6)
    assert (len(of_class(alone, "break")), len(of_class(both, "break"))) == (0, 1)
    (edge,) = of_class(both, "break")
    x = float(str(edge.get("x1")))
    spans = [(float(str(p.get("x1"))), float(str(p.get("x2")))) for p in of_class(both, "limit")]
    assert sorted(end < x for _, end in spans) == sorted(start < x for start, _ in spans)
    assert sum(end < x for _, end in spans) == 3
    assert "From 2001 to 2002 they were 12.0 to 18.0" in str(both[1].text)
