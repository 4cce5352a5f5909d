"""The words, symbols and colours for a status, and sentences made of a row's figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from imscore.model import Change, Row, Scorecard
from imscore.outputs import figures
from imscore.outputs.figures import PLAIN, Signs
from imscore.outputs.harmless import harmless


@dataclass(frozen=True, slots=True)
class Look:
    """How one status is said and shown.

    Attributes:
        word: for people. symbol, ascii_symbol: beside the word.
        fill, ink: colours behind and of the text, `#RRGGBB`.
        joint: what joins the word to the benchmark's name.
    """

    word: str
    symbol: str
    ascii_symbol: str
    fill: str
    ink: str
    joint: str = "than"


LOOKS: dict[str, Look] = {
    "worse": Look("worse", "✘", "x", "#D4351C", "#FFFFFF"),
    "better": Look("better", "✔", "+", "#00703C", "#FFFFFF"),
    "similar": Look("similar", "≈", "=", "#FFDD00", "#000000", "to"),
    "higher": Look("higher", "▲", "^", "#1D70B8", "#FFFFFF"),
    "lower": Look("lower", "▼", "v", "#1D70B8", "#FFFFFF"),
    "not_compared": Look("not compared", "–", "-", "#F3F2F1", "#000000"),
}
JUDGED = tuple(LOOKS)[:-1]
TREND_WORDS: dict[str, str] = {
    "improving": "improving",
    "worsening": "worsening",
    "increasing": "increasing",
    "decreasing": "decreasing",
    "no_change": "no change",
    "not_tested": "not tested",
}
_GETTING = {"improving": "getting better", "worsening": "getting worse"}
_UPWARDS = {
    ("improving", "high_is_good"): True,
    ("improving", "low_is_good"): False,
    ("worsening", "high_is_good"): False,
    ("worsening", "low_is_good"): True,
}
_MOST_NAMED, _LONGEST_NAMED = 3, 40


def status(row: Row, signs: Signs = PLAIN) -> str:
    """A symbol and a word: `✘ worse`."""
    look = LOOKS[row.status]
    return f"{look.symbol if signs.symbols else look.ascii_symbol} {look.word}"


def also_at_998(row: Row) -> str:
    """Says where the 99.8% interval gives the same judgement, "" where it does not."""
    judged = row.status in JUDGED and row.status != "similar"
    return "also at 99.8%" if judged and row.status_998 == row.status else ""


def upwards(row: Row) -> bool | None:
    """Whether a row's figures go up, or None where they go neither way or were not tested."""
    if row.trend in ("increasing", "decreasing"):
        return row.trend == "increasing"
    return _UPWARDS.get((row.trend, row.polarity))


def trend(row: Row, signs: Signs = PLAIN, *, short: bool = False) -> str:
    """Says where a row is going, with an arrow; "" where that was not tested.

    Args:
        row: any row.
        signs: whether the arrow may be outside ASCII.
        short: whether one word has to do.

    Returns:
        Such as `↓ decreasing, getting better`; of a control chart whose last point stands out
        without a steady climb or fall, `↑ higher, getting worse`.
    """
    if row.trend == "not_tested":
        return ""
    up, word = upwards(row), TREND_WORDS.get(row.trend, row.trend)
    arrows = "↑↓→" if signs.symbols else "^v="
    if up is None:
        return f"{arrows[2]} {word}" if row.trend == "no_change" else word
    if not short:
        steady = not row.spc or row.spc.get("rule") == "trend_of_seven"
        ways = ("increasing", "decreasing") if steady else ("higher", "lower")
        word = ", ".join(part for part in (ways[not up], _GETTING.get(row.trend, "")) if part)
    return f"{arrows[not up]} {word}"


def benchmark(scorecard: Scorecard) -> str:
    """What the rows are held against: its name, or `the benchmark` where they differ."""
    names = {row.benchmark_name for row in scorecard.rows if row.benchmark_name}
    return names.pop() if len(names) == 1 else "the benchmark"


def title(scorecard: Scorecard) -> str:
    """Such as `Infant mortality scorecard: Anytown PCT (5ZZ, primary care trust)`."""
    about = ", ".join(part for part in (scorecard.area_code, scorecard.area_type) if part)
    name = scorecard.area_name or scorecard.area_code or "area not named"
    suffix = f" ({about})" if about else ""
    return f"Infant mortality scorecard: {name}{suffix}"


def headline(scorecard: Scorecard) -> str:
    """Says in one sentence how many indicators stand where.

    There is no composite score: indicators are counted, never added up or weighted.

    Returns:
        Such as `2 of 9 indicators worse than England, 1 better; 3 could not be compared; smoking
        at delivery improving.` At most three that get better or worse are named.
    """
    parts = [_standing(scorecard), *_moving(scorecard)]
    return "; ".join(parts) + "."


def _standing(scorecard: Scorecard) -> str:
    found = Counter(row.status for row in scorecard.rows)
    total, name = len(scorecard.rows), benchmark(scorecard)
    indicators = "indicator" if total == 1 else "indicators"
    judged = [key for key in JUDGED if found[key]]
    if not total:
        return "No indicator has a figure"
    if not judged:
        return f"None of {total} {indicators} could be compared with {name}"
    first, *others = judged
    look = LOOKS[first]
    parts = [f"{found[first]} of {total} {indicators} {look.word} {look.joint} {name}"]
    parts += [f"{found[key]} {LOOKS[key].word}" for key in others]
    left = found["not_compared"]
    return ", ".join(parts) + (f"; {left} could not be compared" if left else "")


def _moving(scorecard: Scorecard) -> list[str]:
    """What gets better or worse, as one part of a sentence; what gets worse comes first."""
    found = [
        f"{_in_sentence(row.short_name or row.name or row.indicator)} {word}"
        for word in ("worsening", "improving")
        for row in scorecard.rows
        if row.trend == word
    ]
    more = len(found) - _MOST_NAMED
    named = [*found[:_MOST_NAMED], *([f"{more} more changing"] if more > 0 else [])]
    return [", ".join(named)] if named else []


def _in_sentence(name: str) -> str:
    shown = harmless(name, _LONGEST_NAMED)
    return shown if shown[1:2].isupper() else f"{shown[:1].lower()}{shown[1:]}"


def capital(text: str) -> str:
    """A text that begins with a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def take(row: Row, *, short: bool = False) -> str:
    """Says what it would take to stand level with the benchmark.

    Args:
        row: with `to_reach_benchmark` below nought for fewer events, above for more.
        short: whether to leave out what is counted.

    Returns:
        Such as `41 fewer mothers smoking`; "" where it cannot be said.
    """
    if row.to_reach_benchmark is None:
        return ""
    needed = figures.people(row.to_reach_benchmark)
    if not needed:
        return "none" if short else f"at or beyond {row.benchmark_name}'s average"
    direction = "fewer" if row.to_reach_benchmark < 0 else "more"
    return f"{needed:,} {direction}" + ("" if short else of_events(row, needed))


def of_events(row: Row, needed: int) -> str:
    """What a number of events more or fewer is of, whose name is only known in the plural.

    Returns:
        Such as ` infant deaths`, ` than 15 infant deaths` after a single one.
    """
    if needed != 1:
        return f" {row.events}"
    several = row.numerator is not None and row.numerator != 1
    return f" than {figures.count(row.numerator or 0)} {row.events}" if several else ""


def change(earlier: Change | None, signs: Signs = PLAIN) -> str:
    """Says how a value differs from an earlier one, or why that cannot be said.

    >>> change(Change("2009/10 Q4", 17.1, 1.23))
    '+1.2 since 2009/10 Q4'
    """
    if earlier is None:
        return ""
    if earlier.difference is None:
        return earlier.reason
    difference = figures.number(earlier.difference, signs, signed=True)
    return f"{difference} since {earlier.period}"
