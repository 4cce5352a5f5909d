"""The picture of a gap over time: well formed, in words as well, each point at its place."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from imscore.reference import indicators
from imscore.tools import gap_answer, group_places, group_rows
from imscore.tools.gap import Asked
from imscore.tools.gap_chart import to_svg

SVG = "{http://www.w3.org/2000/svg}"
HEADER = "area_code,area_name,category_type,category,indicator,period,numerator,denominator\n"
GROUPS = {"Births registered by both parents": (100, 20_000), "Routine and manual": (60, 10_000)}


def drawn(*periods, groups=GROUPS):
    """The chart of an area whose rates are 5 and 6 per 1,000 in each period."""
    lines = [
        f'5ZZ,"Any & <town>",Occupation,{name},infant_mortality,{period},{events},{births}\n'
        for period in periods
        for name, (events, births) in groups.items()
    ]
    catalogue = indicators.load()
    inputs = [("groups.csv", (HEADER + "".join(lines)).encode())]
    found = group_rows.read(inputs, [], catalogue, None)
    place = group_places.choose_place(found, None)
    return to_svg(gap_answer.answer(found, place, catalogue, Asked(), incomplete=True))


def dots(svg):
    """The places of each run of dots: the group, all, then the gaps one by one."""
    runs = [e.get("d") or "" for e in ET.fromstring(svg).iter(f"{SVG}path")]  # noqa: S314
    found = [re.findall(r"M([\d.]+) ([\d.]+)h", run) for run in runs]
    return [[(float(x), float(y)) for x, y in run] for run in found if run]


def test_it_says_in_words_what_it_shows():
    """6 over 5 is a gap of 20%; the limits are those of the answer."""
    words = ET.fromstring(drawn("2001-03", "2004-06")).find(f"{SVG}desc").text  # noqa: S314
    assert words.startswith(
        "Infant mortality, Routine and manual against births registered by both parents: relative "
        "gap +20.0% ("
    )
    assert "in 2001-03" in words
    assert "in 2004-06" in words


def test_a_missing_period_leaves_its_place():
    group, all_, *gaps = dots(drawn("2001-03", "2002-04", "2005-07"))
    xs = [x for x, _ in group]
    assert xs[2] - xs[1] == pytest.approx(3 * (xs[1] - xs[0]), abs=0.1)
    assert [x for x, _ in all_] == xs
    assert [gap[0][0] for gap in gaps] == xs


def test_the_higher_rate_stands_higher():
    group, all_, *_ = dots(drawn("2001-03", "2004-06"))
    assert {round(y, 1) for _, y in group} != {round(y, 1) for _, y in all_}
    assert group[0][1] < all_[0][1]


def test_one_period_is_no_course_and_says_so():
    assert "No group has figures of two periods" in drawn("2001-03")


def test_names_from_a_file_are_escaped():
    svg = drawn("2001-03", "2004-06")
    assert "Any &amp; &lt;town&gt;" in svg
    assert "<town>" not in svg


def test_the_sample_draws_seven_windows():
    catalogue = indicators.load()
    path = Path(__file__).parents[3] / "sample_data" / "anytown_groups.csv"
    found = group_rows.read([(path.name, path.read_bytes())], [], catalogue, None)
    place = group_places.choose_place(found, None)
    group, all_, *gaps = dots(to_svg(gap_answer.answer(found, place, catalogue, Asked())))
    assert (len(group), len(all_), len(gaps)) == (7, 7, 7)


def test_the_area_and_where_the_axis_begins_can_be_seen():
    """Rates of 5 and 6 per 1,000: the axis of rates does not begin at nought."""
    texts = ["".join(e.itertext()) for e in ET.fromstring(drawn("2001-03", "2004-06")).iter(f"{SVG}text")]  # noqa: S314, E501 # fmt: skip
    assert any(text.startswith("Any & <town>") for text in texts)
    marks = [float(text) for text in texts if re.fullmatch(r"\d+(\.\d+)?", text)]
    assert f"This axis begins at {min(marks):g}" in [t.removesuffix(".0") for t in texts]
