"""Sections and commentary of a scorecard made by hand, to be shown by every output."""

from __future__ import annotations

from dataclasses import replace

from imscore.model import Commentary, Scorecard, Section, Source

CHANGES = Section(
    "changes",
    "What changed since 2010-09-30",
    ("2 indicators moved.",),
    ("Indicator", "Was", "Is now", "Places"),
    (("Smoking at delivery", "similar", "worse", 12), ("Low birth weight", "worse", "similar", 3)),
    ("1 old figure was revised.",),
)
BLIND = Section("balance", "Where it is blind", ("Nothing on housing.", "The outcome lags."))
ADVICE = Section(
    "advice",
    "What other areas were advised",
    (),
    ("Theme", "Times"),
    tuple((f"Theme {number}", number) for number in range(1, 21)),
)
SECTIONS = (CHANGES, BLIND, ADVICE)
SAID = Commentary(
    "Head of midwifery",
    "A second adviser starts in October.\nShe is paid for a year.",
    True,
    Source("commentary", "pct.xlsx", "commentary", "E3"),
)
OLD = replace(SAID, other_period="2009/10 Q4")
NOTHING = Commentary("", "", True)


def with_sections(card: Scorecard, *sections: Section) -> Scorecard:
    """The scorecard with these sections, or else with one of every kind."""
    return replace(card, sections=sections or SECTIONS)


def commented(card: Scorecard, *said: Commentary | None) -> Scorecard:
    """The scorecard with commentary on its rows from the first on."""
    rows = list(card.rows)
    for place, words in enumerate(said):
        rows[place] = replace(rows[place], commentary=words)
    return replace(card, rows=tuple(rows))


def hostile_section(text: str, code: str = "changes") -> Section:
    """A section with one text in every place."""
    return Section(code, text, (text,), (text, text), ((text, text), (text, 1)), (text,))
