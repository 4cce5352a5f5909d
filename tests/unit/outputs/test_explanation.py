"""A judgement in plain English: every sentence's numbers, and why it is this word."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.console import Console

from imscore.model import Row, Scorecard
from imscore.outputs import explanation
from imscore.outputs.figures import PLAIN, TYPESET
from imscore.outputs.verdict import verdict


def paragraphs(row: Row) -> dict[str, str]:
    return dict(explanation.explain(row, TYPESET))


def test_every_paragraph_has_its_numbers(worsening: Row) -> None:
    said = paragraphs(worsening)
    assert list(said) == [
        *("Figure", "Chance", "Judgement", "What it would take", "Change", "Trend", "Data"),
        *("Notes", "Cells", "Source of England's figure"),
    ]
    assert said["Figure"] == (
        "19.9%: 153 mothers smoking out of 770 maternities; 153 ÷ 770 × 100 = 19.9."
    )
    assert said["Chance"] == (
        "the 95% confidence interval is 17.2 to 22.8 (Wilson's score method for a proportion); "
        "the wider 99.8% interval is 15.8 to 24.7."
    )
    # 153 - 49.05 = 103.95.
    assert said["What it would take"] == (
        "50 fewer mothers smoking in the period. At England's value there would have been 104.0, "
        "which is 49.1 fewer than 153; people are rounded up."
    )
    assert said["Change"].startswith("−1.3 since 2009/10 Q4 (then 21.2). −0.7 since 2009/10 Q1")
    assert said["Trend"].startswith("↑ higher, getting worse. Tested by an XmR control chart")
    assert said["Trend"].endswith("Above the limit.")
    assert said["Cells"] == "pct.xlsx: Smoking: numerator E24, denominator F24."
    assert said["Source of England's figure"].startswith("NHS Information Centre")


def test_a_line_through_years_is_named_as_such(worsening: Row) -> None:
    row = replace(worsening, spc=None)
    assert (
        "weighted straight line, as the new Fingertips tests recent trends"
        in paragraphs(row)["Trend"]
    )
    row = replace(row, trend="not_tested", trend_reason="five years are needed.")
    assert paragraphs(row)["Trend"] == "not tested. Five years are needed."


def test_a_rate_on_few_events_says_which_method(smoking: Row) -> None:
    row = replace(
        smoking,
        numerator=7.0,
        denominator=8922.0,
        value=7 / 8922 * 1000,
        unit="per 1,000 live births",
        population="live births",
        events="infant deaths",
        method="exact Poisson",
    )
    said = paragraphs(row)
    assert said["Figure"].startswith("0.8 per 1,000: 7 infant deaths in 8,922 live births; 7 ÷ ")
    assert "fewer than 10 events" in said["Chance"]


def test_why_similar_and_not_worse(smoking: Row) -> None:
    row = replace(
        smoking, status="similar", lower_ci=12.0, upper_ci=16.0, value=13.9, difference=0.4
    )
    said = verdict(row, TYPESET)
    assert said.startswith("similar to England. England's value for 2010/11, the period that holds")
    assert "The 95% interval, 12.0 to 16.0, holds or touches England's 13.5" in said
    assert "worse only if the lower end, 12.0, lay above 13.5" in said
    assert "better only if the upper end, 16.0, lay below it" in said
    turned = verdict(replace(row, polarity="high_is_good"), TYPESET)
    assert "better only if the lower end, 12.0" in turned
    neutral = verdict(replace(row, polarity="no_judgement"), TYPESET)
    assert "higher if 12.0 lay above 13.5, lower if 16.0 lay below" in neutral


@pytest.mark.parametrize(
    ("status", "limits", "polarity", "said"),
    [
        ("worse", (17.2, 22.8), "low_is_good", "above England's 13.5 (its lower end is 17.2); low"),
        ("better", (9.1, 11.2), "low_is_good", "below England's 13.5 (its upper end is 11.2); low"),
        ("higher", (17.2, 22.8), "no_judgement", "(its lower end is 17.2); neither direction"),
    ],
)
def test_why_better_worse_higher(
    smoking: Row, status: str, limits: tuple[float, float], polarity: str, said: str
) -> None:
    row = replace(smoking, status=status, lower_ci=limits[0], upper_ci=limits[1], polarity=polarity)
    assert said in verdict(row, PLAIN)


def test_the_wider_interval_agrees_or_does_not(smoking: Row) -> None:
    assert "99.8% interval, 15.8 to 24.7, lies on that side as well." in verdict(smoking, PLAIN)
    row = replace(smoking, lower_ci_998=13.0, status_998="similar")
    assert "99.8% interval, 13.0 to 24.7, holds or touches England's value" in verdict(row, PLAIN)


def test_numbers_that_one_decimal_would_make_alike_get_more(smoking: Row) -> None:
    row = replace(smoking, lower_ci=13.5204)
    assert "17" not in verdict(row, PLAIN).split("95% interval, ")[1].split(" to ")[0]
    assert "lies above England's 13.50 (its lower end is 13.52)" in verdict(row, PLAIN)


@pytest.mark.parametrize(
    ("lacking", "said"),
    [
        ({"value": None}, "there is no figure for 2010/11 Q1."),
        ({"benchmark_value": None}, "no figure of England's is known for 2010/11 Q1"),
        ({"lower_ci": None}, "neither counts nor an interval"),
    ],
)
def test_why_not_compared(smoking: Row, lacking: dict[str, None], said: str) -> None:
    row = replace(smoking, status="not_compared", **lacking)
    assert said in verdict(row, PLAIN)


def test_every_row_of_the_scorecard_can_be_explained(scorecard: Scorecard) -> None:
    for row in scorecard.rows:
        stream = io.StringIO()
        explanation.render(scorecard, row, Console(file=stream, width=80))
        text = stream.getvalue()
        assert text.startswith(f"{row.name}: Anytown PCT (made up), {row.period}\n")
        assert "None" not in text.replace("None is given", "")
        assert not re.search(r"\bnan\b", text)


def test_hostile_text_is_harmless(hostile: Callable[[str], Scorecard], hostile_text: str) -> None:
    card = hostile(hostile_text)
    stream = io.StringIO()
    explanation.render(card, card.rows[0], Console(file=stream, width=80, markup=False))
    text = stream.getvalue()
    assert not any(mark in text for mark in ("\x1b", "\u202e", "\x07", "\r", "\t"))
    assert len(text) < 50_000


def test_counts_that_a_rule_keeps_are_said_though_there_is_no_rate(worsening: Row) -> None:
    row = replace(worsening, value=None, numerator=2.0, denominator=3071.0, marker="suppressed")
    assert paragraphs(row)["Figure"] == "suppressed; the counts are 2 of 3,071 maternities."


def test_a_count_of_one_has_no_noun_in_the_plural_behind_it(worsening: Row) -> None:
    row = replace(worsening, value=100.0, numerator=1.0, denominator=1.0)
    assert paragraphs(row)["Figure"].startswith("100.0%: mothers smoking 1, maternities 1; 1 ÷ 1")


def test_a_value_that_is_the_benchmarks_is_no_work_of_chance(worsening: Row) -> None:
    row = replace(
        worsening, status="similar", difference=0.0, value=19.9, benchmark_value=19.9,
        lower_ci=17.2, upper_ci=22.8,
    )  # fmt: skip
    said = paragraphs(row)["Judgement"]
    assert "holds or touches England's 19.9, which is the value itself." in said
    assert "chance" not in said


def test_a_period_that_stands_alone_has_no_change(worsening: Row) -> None:
    row = replace(worsening, series=worsening.series[-1:], earlier=())
    assert paragraphs(row)["Change"] == f"None is given: there is no such period but {row.period}."
