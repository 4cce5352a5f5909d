"""The figures of Anytown, a primary care trust that never was, drawn from a seeded generator.

The seed and the chances were chosen to tell a story: smoking worse than England and falling,
breastfeeding worse, infant deaths too few to tell from chance. They describe no real place.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

SEED = 4079
AREA_CODE = "5ZZ"  # no primary care trust had this code
AREA_NAME = "Anytown PCT (made up)"
MADE_UP = "The place and every figure on this sheet are made up."


@dataclass(frozen=True)
class Row:
    """One observation: a count (None where it is suppressed) out of a denominator."""

    indicator: str
    period: str
    numerator: int | None
    denominator: int
    multiplier: int = 100

    @property
    def tenths(self) -> int | None:
        """The value in tenths of its unit, halves rounded up; whole numbers keep it exact."""
        if self.numerator is None:
            return None
        return (20 * self.multiplier * self.numerator + self.denominator) // (2 * self.denominator)


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, title lines, rows, and its words for indicators (else their ids)."""

    name: str
    titles: tuple[str, ...]
    rows: tuple[Row, ...]
    words: dict[str, str]


def draw(label: str, number: int, chance: float) -> int:
    """Draw a binomial count; each label has a stream of its own, so adding one moves no other."""
    stream = random.Random(f"{SEED} {label}")  # noqa: S311 (made-up figures, no secrets)
    return sum(stream.random() < chance for _ in range(number))


def draw_about(label: str, mean: int) -> int:
    """Draw a count that is near enough Poisson: many chances of one in twenty-five."""
    return draw(label, 25 * mean, 0.04)


def series(
    indicator: str, denominators: dict[str, int], first: float, last: float, multiplier: int = 100
) -> tuple[Row, ...]:
    """Draw one row per period, the chance moving in a straight line from first to last."""
    steps = max(len(denominators) - 1, 1)
    rows = []
    for step, (period, number) in enumerate(denominators.items()):
        count = draw(f"{indicator} {period}", number, first + (last - first) * step / steps)
        rows.append(Row(indicator, period, count, number, multiplier))
    return tuple(rows)


def maternities() -> dict[str, int]:
    """Draw about 750 maternities in each of the twenty quarters 2005/06 Q2 to 2010/11 Q1."""
    quarters = [f"{y}/{(y + 1) % 100:02d} Q{q}" for y in range(2005, 2011) for q in range(1, 5)]
    return {q: draw_about(f"maternities {q}", 730 + 3 * i) for i, q in enumerate(quarters[1:21])}


def live_births(delivered: dict[str, int]) -> dict[str, int]:
    """Draw the live births of 2001 to 2009, from 2006 on in step with the maternities."""
    means = {str(year): 2850 + 20 * (year - 2001) for year in range(2001, 2006)}
    births = {year: draw_about(f"births {year}", mean) for year, mean in means.items()}
    quarters = list(delivered)
    for year in range(2006, 2010):
        first = quarters.index(f"{year - 1}/{year % 100:02d} Q4")
        mothers = sum(delivered[quarter] for quarter in quarters[first : first + 4])
        births[str(year)] = mothers + draw(f"births {year}", mothers, 0.01)
    return births


def pooled(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Add yearly rows up to three-year windows; the counts are the exact sums."""
    windows = []
    for three in zip(rows, rows[1:], rows[2:], strict=False):
        deaths = sum(row.numerator or 0 for row in three)
        births = sum(row.denominator for row in three)
        period = f"{three[0].period}-{three[2].period[2:]}"
        windows.append(Row(rows[0].indicator, period, deaths, births, rows[0].multiplier))
    return tuple(windows)


def smoking_and_breastfeeding(delivered: dict[str, int]) -> Sheet:
    """Make the quarterly sheet: smoking falls slowly, breastfeeding rises slowly."""
    titles = (
        f"{AREA_NAME}: smoking at delivery and breastfeeding initiation",
        MADE_UP,
        "Quarters of financial years. Numerator and denominator are numbers of mothers.",
    )
    smoking = series("smoking_at_delivery", delivered, 0.23, 0.195)
    feeding = series("breastfeeding_initiation", delivered, 0.56, 0.625)
    words = {
        "smoking_at_delivery": "Smoking at delivery",
        "breastfeeding_initiation": "Breastfeeding initiation",
    }
    return Sheet("Smoking and breastfeeding", titles, smoking + feeding, words)


def teenage_conceptions() -> Sheet:
    """Make the yearly sheet of conceptions under 18."""
    titles = (f"{AREA_NAME}: conceptions under 18 per 1,000 females aged 15 to 17", MADE_UP)
    means = {str(year): 4350 + 25 * (year - 1998) for year in range(1998, 2009)}
    girls = {year: draw_about(f"girls {year}", mean) for year, mean in means.items()}
    rows = series("under18_conceptions", girls, 0.07, 0.049, 1000)
    return Sheet(
        "Teenage conceptions", titles, rows, {"under18_conceptions": "Under-18 conceptions"}
    )


def infant_deaths(births: dict[str, int]) -> Sheet:
    """Make the sheet of infant deaths: single years, then the windows pooled from them."""
    titles = (
        f"{AREA_NAME}: deaths under 1 year of age per 1,000 live births",
        MADE_UP,
        "Single calendar years first, then three years pooled.",
    )
    years = series("infant_mortality", births, 0.0068, 0.0057, 1000)
    words = {"infant_mortality": "Infant mortality"}
    return Sheet("Infant deaths", titles, years + pooled(years), words)


def sudden_deaths(births: dict[str, int]) -> tuple[Row, Row]:
    """Make two windows of sudden unexpected deaths, the first of them suppressed."""
    name = "sudden_unexpected_deaths_in_infancy"
    before = sum(births[str(year)] for year in (2004, 2005, 2006))
    after = sum(births[str(year)] for year in (2005, 2006, 2007))
    return (
        Row(name, "2004-06", None, before, 1000),
        Row(name, "2005-07", draw(name, after, 0.0008), after, 1000),
    )


def children_in_low_income_families() -> tuple[Row, ...]:
    """Make three years of low-income families, both counts to the nearest 5 as published."""
    name = "children_in_low_income_families"
    rows = []
    for year in ("2006", "2007", "2008"):
        children = draw_about(f"children {year}", 46500)
        poor = draw(f"{name} {year}", children, 0.27)
        rows.append(Row(name, year, 5 * round(poor / 5), 5 * round(children / 5)))
    return tuple(rows)


def other_indicators(delivered: dict[str, int], births: dict[str, int]) -> Sheet:
    """Make the sheet that names its indicators by their ids."""
    titles = (f"{AREA_NAME}: other indicators, named by their ids", MADE_UP)
    weighed = {y: n - draw(f"weighed {y}", n, 0.004) for y, n in births.items() if y >= "2005"}
    due = {q: n + draw(f"due {q}", n, 0.02) for q, n in delivered.items() if q >= "2009/10 Q1"}
    booked = {q: draw_about(f"booked {q}", 800) for q in due}
    in_year = sum(n for q, n in booked.items() if q.startswith("2009/10"))
    measured = {"2009/10": draw("measured", in_year, 0.93)}
    rows = (
        *series("low_birth_weight", weighed, 0.076, 0.074),
        *series("breastfeeding_6_8_weeks", due, 0.352, 0.362),
        *children_in_low_income_families(),
        *series("early_access_to_maternity_care", booked, 0.915, 0.9417),
        *sudden_deaths(births),
        *series("maternal_obesity", measured, 0.19, 0.19),
    )
    return Sheet("Other indicators", titles, rows, {})


def make_sheets() -> tuple[Sheet, ...]:
    """Make every sheet that holds a table, in the order of the workbook."""
    delivered = maternities()
    births = live_births(delivered)
    return (
        smoking_and_breastfeeding(delivered),
        teenage_conceptions(),
        infant_deaths(births),
        other_indicators(delivered, births),
    )
