"""Themes and moves of a self-check, and figures before and after held like with like."""

from __future__ import annotations

from datetime import date

import pytest

from imscore import pipeline
from imscore.model import Rating, SelfCheck, Source
from imscore.periods import parse
from imscore.tools.self_check import against_visit, months_after, moved, notes, themes
from imscore.tools.self_check_figures import figures

SOURCE = Source("level", "check.csv", "", "D6")
HEADER = "area_code,area_name,indicator,period,numerator,denominator\n"
SMOKING = "5ZZ,Anytown,smoking_at_delivery,{},{},{}\n"


def rating(before, now, theme="smoking"):
    return Rating(theme, "Train staff", before, now, "", SOURCE)


def check(*ratings, visit=None, filled_in=None):
    return SelfCheck("check.csv", "", "B2", "Anytown", "5ZZ", visit, filled_in, ratings)


@pytest.mark.parametrize(
    ("before", "now", "by"),
    [
        ("not begun", "in place", 2),
        ("in place", "under way", -1),
        ("under way", "under way", 0),
        ("", "in place", None),
        ("not begun", "", None),
    ],
)
def test_moves(before, now, by):
    assert moved(rating(before, now)) == by


def test_themes_in_order_with_their_counts():
    found = themes(
        check(
            rating("not begun", "under way"),
            rating("in place", "not begun"),
            rating("", "in place"),
            rating("", "", "housing"),
        )
    )
    assert [(t.name, t.rows, t.compared, t.moved_on, t.moved_back) for t in found] == [
        ("smoking", 3, 2, 1, 1),
        ("housing", 1, 0, 0, 0),
    ]
    assert found[0].now == {"not begun": 1, "under way": 1, "in place": 1}


@pytest.mark.parametrize(
    ("visit", "filled_in", "months"),
    [
        (date(2009, 11, 16), date(2010, 9, 30), 10),
        (date(2009, 11, 16), date(2010, 5, 15), 5),
        (date(2009, 11, 16), date(2010, 5, 16), 6),
        (None, date(2010, 5, 16), None),
    ],
)
def test_whole_months_from_the_visit_on(visit, filled_in, months):
    found = check(rating("", "in place"), visit=visit, filled_in=filled_in)
    assert months_after(found) == months
    # Line 378: 6 to 12 months.
    assert bool(notes(found)) == (months == 5)


def read(tmp_path, name, *rows):
    path = tmp_path / name
    path.write_text(HEADER + "".join(SMOKING.format(*row) for row in rows), encoding="utf-8")
    return pipeline.read(path)


def only(before, after):
    (found,) = figures(before, after, pipeline.load_reference(), None).found
    return found


def test_the_change_of_a_proportion_by_hand(tmp_path):
    """20% and 16% of 1,000: 4 points less, with a standard error of about 1.71."""
    before = read(tmp_path, "then.csv", ("2008/09", 200, 1000))
    found = only(before, read(tmp_path, "now.csv", ("2010/11", 160, 1000)))
    assert found.change.group.value == pytest.approx(-4.0)
    width = found.change.group.upper - found.change.group.lower
    assert width == pytest.approx(2 * 1.96 * 1.715, rel=0.01)


def test_a_quarter_is_held_against_the_same_quarter(tmp_path):
    quarters = [("2008/09 Q4", 50, 250), ("2009/10 Q1", 48, 250), ("2009/10 Q2", 47, 250)]
    before = read(tmp_path, "then.csv", *quarters)
    found = only(before, read(tmp_path, "now.csv", ("2010/11 Q1", 40, 250)))
    assert (found.before.period.text, found.after.period.text) == ("2009/10 Q1", "2010/11 Q1")


def test_one_file_may_hold_both(tmp_path):
    both = read(tmp_path, "both.csv", ("2008/09", 200, 1000), ("2009/10", 190, 1000))
    found = only(both, both)
    assert (found.before.period.text, found.after.period.text) == ("2008/09", "2009/10")


@pytest.mark.parametrize(
    ("then", "why"),
    [
        (("2009/10 Q2", 50, 250), "no earlier period is like 2010/11 Q1 and apart from it"),
        (("2010/11 Q1", 50, 250), "no earlier period is like 2010/11 Q1 and apart from it"),
        (("2008/09", 200, 1000), "the earlier file has no counts of it"),
    ],
)
def test_no_change_between_what_is_not_alike(tmp_path, then, why):
    now = read(tmp_path, "now.csv", ("2010/11 Q1", 40, 250))
    found = only(read(tmp_path, "then.csv", then), now)
    assert (found.change, found.reason) == (None, why)


def test_the_rounding_of_england_s_figures_is_that_of_their_source(tmp_path):
    """England's 5.0 (2004-06) and 4.7 (2007-09) have one decimal: half of it is 0.05."""
    rows = "5ZZ,Anytown,infant_mortality,2004-06,60,10000\n"
    path = tmp_path / "deaths.csv"
    path.write_text(HEADER + rows + rows.replace("2004-06,60", "2007-09,50"), encoding="utf-8")
    both = pipeline.read(path)
    assert "(0.05)" in only(both, both).change.note


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("2007", "2008", "no figure after the visit yet: 2008 ended on 31 December 2008"),
        ("2004-06", "2007-09", "1 of the 36 months of 2007-09 lies after the month of the visit"),
        ("2008", "2010", ""),
        (None, "2010/11", ""),
        ("2008/09", "2009/10", "4 of the 12 months of 2009/10 lie after the month of the visit"),
        ("2009/10", "2010/11", "2009/10 runs on after the visit of 16 November 2009"),
        ("2008", "2009 Q4", "1 of the 3 months of 2009 Q4 lies after the month of the visit"),
    ],
)
def test_what_periods_cannot_show_of_a_visit(before, after, said):
    """The visit was on 16 November 2009: months are counted from December on."""
    earlier = parse(before) if before else None
    assert against_visit(earlier, parse(after), date(2009, 11, 16)) == said
    assert against_visit(earlier, parse(after), None) == ""
