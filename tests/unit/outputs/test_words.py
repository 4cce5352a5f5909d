from dataclasses import replace

import pytest

from imscore.model import Change, Row, Scorecard
from imscore.outputs import words
from imscore.outputs.figures import PLAIN, TYPESET


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it, from 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("status", words.LOOKS)
def test_text_on_every_fill_has_enough_contrast(status: str) -> None:
    look = words.LOOKS[status]
    light, dark = sorted((luminance(look.fill), luminance(look.ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_words_and_symbols_tell_every_status_apart() -> None:
    looks = words.LOOKS.values()
    for attribute in ("word", "symbol", "ascii_symbol"):
        assert len({getattr(look, attribute) for look in looks}) == len(words.LOOKS)
    assert all(look.ascii_symbol.isascii() for look in looks)


def with_statuses(card: Scorecard, row: Row, *statuses: str) -> Scorecard:
    return replace(card, rows=tuple(replace(row, status=status) for status in statuses))


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (
            ["worse"] * 2 + ["better"] + ["similar"] * 3 + ["not_compared"] * 3,
            "2 of 9 indicators worse than England, 1 better, 3 similar; 3 could not be compared.",
        ),
        (["worse"], "1 of 1 indicator worse than England."),
        (["similar", "similar"], "2 of 2 indicators similar to England."),
        (
            ["better", "not_compared"],
            "1 of 2 indicators better than England; 1 could not be compared.",
        ),
        (["higher", "lower", "lower"], "1 of 3 indicators higher than England, 2 lower."),
        (["not_compared"] * 2, "None of 2 indicators could be compared with England."),
        ([], "No indicator has a figure."),
    ],
)
def test_headline(scorecard: Scorecard, smoking: Row, statuses: list[str], expected: str) -> None:
    assert words.headline(with_statuses(scorecard, smoking, *statuses)) == expected


def test_headline_names_another_benchmark(scorecard: Scorecard, smoking: Row) -> None:
    region = replace(smoking, benchmark_name="North West")
    card = replace(scorecard, rows=(region,))
    assert words.headline(card) == "1 of 1 indicator worse than North West."
    mixed = replace(scorecard, rows=(region, smoking))
    assert words.headline(mixed) == "2 of 2 indicators worse than the benchmark."


@pytest.mark.parametrize(
    ("needed", "expected", "short"),
    [
        (-40.2, "41 fewer mothers smoking", "41 fewer"),
        (120.0, "120 more mothers smoking", "120 more"),
        (1234.5, "1,235 more mothers smoking", "1,235 more"),
        (-0.3, "1 fewer than 153 mothers smoking", "1 fewer"),
        (0.0, "at or beyond England's average", "none"),
        (None, "", ""),
    ],
)
def test_what_it_would_take(smoking: Row, needed: float | None, expected: str, short: str) -> None:
    row = replace(smoking, to_reach_benchmark=needed)
    assert words.take(row) == expected
    assert words.take(row, short=True) == short


def test_change() -> None:
    assert words.change(Change("2009/10 Q4", 17.0, 1.23)) == "+1.2 since 2009/10 Q4"
    assert words.change(Change("2008", 17.0, -1.23), TYPESET) == "−1.2 since 2008"
    assert words.change(Change("2008", 17.0, -0.01)) == "0.0 since 2008"
    assert words.change(Change("2008", None, None, "2008 is suppressed")) == "2008 is suppressed"
    assert words.change(None) == ""


def test_status(smoking: Row) -> None:
    assert words.status(smoking, TYPESET) == "✘ worse"
    assert words.status(smoking, PLAIN) == "x worse"
    assert words.also_at_998(smoking) == "also at 99.8%"
    assert words.also_at_998(replace(smoking, status_998="similar")) == ""
    similar = replace(smoking, status="similar", status_998="similar")
    assert words.also_at_998(similar) == ""


def test_trend_is_said_where_it_was_tested(smoking: Row) -> None:
    assert words.trend(smoking) == ""
    assert words.trend(replace(smoking, trend="no_change")) == "= no change"
    assert words.trend(replace(smoking, trend="no_change"), TYPESET) == "→ no change"


@pytest.mark.parametrize(
    ("trend", "polarity", "said", "short"),
    [
        ("worsening", "low_is_good", "↑ increasing, getting worse", "↑ worsening"),
        ("improving", "low_is_good", "↓ decreasing, getting better", "↓ improving"),
        ("worsening", "high_is_good", "↓ decreasing, getting worse", "↓ worsening"),
        ("improving", "high_is_good", "↑ increasing, getting better", "↑ improving"),
        ("increasing", "no_judgement", "↑ increasing", "↑ increasing"),
        ("decreasing", "no_judgement", "↓ decreasing", "↓ decreasing"),
    ],
)
def test_a_trend_has_arrow_direction_and_judgement(
    smoking: Row, trend: str, polarity: str, said: str, short: str
) -> None:
    row = replace(smoking, trend=trend, polarity=polarity)
    assert words.trend(row, TYPESET) == said
    assert words.trend(row, TYPESET, short=True) == short
    assert words.trend(row).isascii()


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("outside_limits", "↑ higher, getting worse"),
        ("two_of_three", "↑ higher, getting worse"),
        ("seven_on_one_side", "↑ higher, getting worse"),
        ("trend_of_seven", "↑ increasing, getting worse"),
    ],
)
def test_a_chart_says_higher_unless_it_climbs(worsening: Row, rule: str, said: str) -> None:
    charted = replace(worsening, spc={**(worsening.spc or {}), "rule": rule})
    assert words.trend(charted, TYPESET) == said


@pytest.mark.parametrize(
    ("trends", "expected"),
    [
        (["improving"], "; smoking at delivery improving."),
        (["no_change", "increasing", "not_tested"], "indicators worse than England."),
        (
            ["improving", "worsening"],
            "; smoking at delivery worsening, smoking at delivery improving.",
        ),
        (
            ["improving"] * 3 + ["worsening"] * 2,
            "; smoking at delivery worsening, smoking at delivery worsening, smoking at delivery "
            "improving, 2 more changing.",
        ),
    ],
)
def test_headline_names_what_gets_better_or_worse(
    scorecard: Scorecard, smoking: Row, trends: list[str], expected: str
) -> None:
    card = replace(scorecard, rows=tuple(replace(smoking, trend=trend) for trend in trends))
    assert words.headline(card).endswith(expected)


def test_headline_keeps_a_name_in_capitals(scorecard: Scorecard, smoking: Row) -> None:
    row = replace(smoking, trend="worsening", short_name="BMI over 30")
    assert words.headline(replace(scorecard, rows=(row,))).endswith("; BMI over 30 worsening.")


def test_title(scorecard: Scorecard) -> None:
    assert words.title(scorecard) == (
        "Infant mortality scorecard: Anytown PCT (made up) (5ZZ, primary care trust)"
    )
    unnamed = replace(scorecard, area_name="", area_type="")
    assert words.title(unnamed) == "Infant mortality scorecard: 5ZZ (5ZZ)"
