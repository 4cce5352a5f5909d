"""Groups inside Anytown: its made-up births, infant deaths and smokers, split at random.

The groups of every grouping add up to the figures of ``anytown_pct.csv``. They describe no place.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from made_up import SEED, Row, infant_deaths, live_births, maternities, smoking_and_breastfeeding

BOTH_PARENTS = "Births registered by both parents"
SOLE = "Sole registrations"
# Share of the births, and how many times the usual chance of death.
OCCUPATIONS = {
    "Routine and manual": (0.40, 1.25),
    "Intermediate": (0.21, 0.9),
    "Managerial and professional": (0.27, 0.7),
    "Other occupations": (0.06, 1.1),
    SOLE: (0.06, 1.5),
}
AGES = {
    "Under 20": (0.09, 1.6),
    "20 to 24": (0.23, 1.2),
    "25 to 29": (0.28, 0.9),
    "30 to 34": (0.24, 0.8),
    "35 and over": (0.16, 1.0),
}
FIFTHS = {
    "Most deprived fifth": (0.38, 1.4),
    "Second fifth": (0.25, 1.1),
    "Third fifth": (0.16, 0.8),
    "Fourth fifth": (0.12, 0.7),
    "Least deprived fifth": (0.09, 0.6),
}
SMOKING_BY_AGE = {"Under 20": 2.2, "20 to 24": 1.4, "25 to 29": 0.9, "30 to 34": 0.6}


@dataclass(frozen=True)
class GroupRow:
    """One observation of a group; grouping and group are blank for everyone."""

    grouping: str
    group: str
    row: Row


def split(label: str, number: int, weights: Sequence[float]) -> list[int]:
    """Share out a number at random by weights; the parts add up to it."""
    stream = random.Random(f"{SEED} groups {label}")  # noqa: S311 (made-up figures, no secrets)
    parts = [0] * len(weights)
    for chosen in stream.choices(range(len(weights)), weights, k=number):
        parts[chosen] += 1
    return parts


def by_group(
    grouping: str, chances: Mapping[str, tuple[float, float]], rows: Sequence[Row]
) -> list[GroupRow]:
    """Split every row's counts among groups: people by share, events by share times chance."""
    found = []
    for row in rows:
        label = f"{grouping} {row.indicator} {row.period}"
        shares = [share for share, _ in chances.values()]
        people = split(f"{label} people", row.denominator, shares)
        risks = [
            number * times for number, (_, times) in zip(people, chances.values(), strict=True)
        ]
        events = split(f"{label} events", row.numerator or 0, risks)
        for group, count, number in zip(chances, events, people, strict=True):
            made = Row(row.indicator, row.period, count, number, row.multiplier)
            found.append(GroupRow(grouping, group, made))
    return found


def both_parents(rows: Sequence[GroupRow]) -> list[GroupRow]:
    """Add up the groups of each year that are not sole registrations."""
    years = dict.fromkeys(found.row.period for found in rows)
    made = []
    for year in years:
        inside = [f.row for f in rows if f.row.period == year and f.group != SOLE]
        deaths = sum(row.numerator or 0 for row in inside)
        births = sum(row.denominator for row in inside)
        row = Row(inside[0].indicator, year, deaths, births, inside[0].multiplier)
        made.append(GroupRow(rows[0].grouping, BOTH_PARENTS, row))
    return made


def make_groups() -> list[GroupRow]:
    """Make every row: yearly infant deaths in three groupings, a year's smoking in one."""
    delivered = maternities()
    rows = infant_deaths(live_births(delivered)).rows
    years = [row for row in rows if len(row.period) == 4]
    (window,) = [row for row in rows if row.period == "2007-09"]
    quarters = smoking_and_breastfeeding(delivered).rows
    smoking = [
        r for r in quarters if r.indicator == "smoking_at_delivery" and r.period[:7] == "2009/10"
    ]
    year = Row(
        "smoking_at_delivery",
        "2009/10",
        sum(row.numerator or 0 for row in smoking),
        sum(row.denominator for row in smoking),
    )
    occupations = by_group("Occupation of the parents", OCCUPATIONS, years)
    smokers = {age: (share, SMOKING_BY_AGE.get(age, 0.5)) for age, (share, _) in AGES.items()}
    return [
        *(GroupRow("", "", row) for row in (*years, window, year)),
        *occupations,
        *both_parents(occupations),
        *by_group("Age of the mother", AGES, [window]),
        *by_group("Deprivation", FIFTHS, [window]),
        *by_group("Age of the mother", smokers, [year]),
    ]
