"""The England series against figures printed elsewhere, and the laws that its file keeps.

Expected values are those of the Infant Mortality National Support Team report of December 2010
(line numbers of its text beside each) and of the other publications named in the tests.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

ENGLAND = Path(__file__).parents[3] / "indicators" / "england.csv"
COLUMNS = (
    "indicator,definition,period,value,numerator,denominator,vintage,in_use,source,published,note"
)
PER_THOUSAND = {"infant_mortality", "neonatal_mortality", "stillbirths", "under18_conceptions"}
REPORT = "2010-12"
Row = dict[str, str]

with ENGLAND.open(encoding="utf-8", newline="") as stream:
    READER = csv.DictReader(stream)
    ROWS: list[Row] = list(READER)


def key(row: Row) -> tuple[str, str, str]:
    return row["indicator"], row["definition"], row["period"]


def rows(indicator: str, period: str, definition: str = "") -> list[Row]:
    return [r for r in ROWS if key(r) == (indicator, definition, period)]


def in_use(indicator: str, period: str, definition: str = "") -> Decimal:
    (row,) = [r for r in rows(indicator, period, definition) if r["in_use"] == "yes"]
    return Decimal(row["value"])


def of_vintage(indicator: str, period: str, vintage: str, definition: str = "") -> Row:
    (row,) = [r for r in rows(indicator, period, definition) if r["vintage"] == vintage]
    return row


def prints_as(value: Decimal, printed: str) -> bool:
    return abs(value - Decimal(printed)) <= half_unit(printed)


def half_unit(printed: str) -> Decimal:
    decimals = len(printed.partition(".")[2])
    return Decimal(10) ** -decimals / 2


def where(row: Row) -> str:
    return " ".join(row[c] for c in ("indicator", "definition", "period", "vintage"))


# --- the England figures of the 2010 report -------------------------------------------------------


IN_USE = """
breastfeeding_initiation,,2008/09 Q3,71.7,line 393
breastfeeding_initiation,,2010/11 Q1,73.4,line 393
smoking_at_delivery,all_maternities,2010/11 Q1,13.6,line 399
"""


@pytest.mark.parametrize("line", IN_USE.strip().splitlines())
def test_report_figure_is_the_one_in_use(line: str) -> None:
    indicator, definition, period, printed, _ = line.split(",")
    assert prints_as(in_use(indicator, period, definition), printed)
    assert of_vintage(indicator, period, REPORT, definition)["in_use"] == "yes"


def test_smoking_2008_09_in_the_report_is_not_what_was_published() -> None:
    """Line 399 has 14.0; every other publication seen, from 2010 to 2017, has 14.4."""
    report = of_vintage("smoking_at_delivery", "2008/09", REPORT, "all_maternities")
    assert (report["value"], report["in_use"]) == ("14.0", "no")
    used = in_use("smoking_at_delivery", "2008/09", "all_maternities")
    assert prints_as(used, "14.4")
    assert prints_as(used, "14.0") is False


def test_under_18_conceptions_2008_were_revised_after_the_census_of_2011() -> None:
    """Line 1088 has 40.4 on the older populations; Table 6 of ONS for 2017 prints 39.7."""
    report = of_vintage("under18_conceptions", "2008", REPORT)
    assert (report["value"], report["in_use"]) == ("40.4", "no")
    assert prints_as(in_use("under18_conceptions", "2008"), "39.7")


def test_infant_mortality_2007_09_of_the_report_is_not_an_england_figure() -> None:
    """Line 225 words 4.5 as England, line 251 gives it for England and Wales, linked deaths."""
    window = rows("infant_mortality", "2007-09")
    assert all(not prints_as(Decimal(row["value"]), "4.5") for row in window)
    assert prints_as(in_use("infant_mortality", "2007-09"), "4.7")
    earlier = of_vintage("infant_mortality", "2007-09", "2015-11")
    assert (earlier["numerator"], earlier["denominator"]) == ("9155", "1999224")
    assert prints_as(Decimal(earlier["value"]), "4.6")


def test_about_three_thousand_infant_deaths_a_year() -> None:
    """Line 221: about 3,000 a year in England."""
    deaths = Decimal(of_vintage("infant_mortality", "2007-09", "2015-11")["numerator"]) / 3
    assert round(deaths, -3) == 3000


def test_change_in_breastfeeding_initiation_is_within_the_rounding_of_its_ends() -> None:
    """Line 393 prints a rise of 1.6; its own ends, 71.7 and 73.4, are 1.7 apart."""
    start, end = (in_use("breastfeeding_initiation", p) for p in ("2008/09 Q3", "2010/11 Q1"))
    assert end - start == Decimal("1.7")
    assert abs(end - start - Decimal("1.6")) <= 2 * half_unit("0.1") + half_unit("0.1")


def test_change_in_smoking_rests_on_the_figure_that_was_not_published() -> None:
    """Line 399 prints a fall of 0.4, from 14.0; from the published 14.4 it is 0.8."""
    end = in_use("smoking_at_delivery", "2010/11 Q1", "all_maternities")
    report = of_vintage("smoking_at_delivery", "2008/09", REPORT, "all_maternities")
    assert Decimal(report["value"]) - end == Decimal("0.4")
    used = in_use("smoking_at_delivery", "2008/09", "all_maternities")
    assert prints_as(used - end, "0.8")


# --- figures of later publications ----------------------------------------------------------------


LATER = """
breastfeeding_initiation,,2009/10,72.7,Department of Health press release to March 2010
breastfeeding_6_8_weeks,nhs_return,2009/10 Q4,45.2,Department of Health press release to March 2010
smoking_at_delivery,all_maternities,2009/10,14.0,NHS Digital Quarter 3 2012/13: revised from 14.1
smoking_at_delivery,known_status,2006/07,15.8,NHS Digital Quarter 4 2017/18
smoking_at_delivery,known_status,2017/18,10.8,NHS Digital Quarter 4 2017/18
smoking_at_delivery,known_status,2020/21,9.6,NHS Digital: revised from 9.5 on 11 October 2021
under18_conceptions,,1998,46.6,ONS Conceptions 2017 Table 6
under18_conceptions,,2016,18.8,ONS Conceptions 2017 Table 6
under18_conceptions,,2021,13.1,ONS 30 March 2023
infant_mortality,,2014-16,3.9,Health Profile for England 2018
breastfeeding_initiation,,2016/17,74.5,Health Profile for England 2018
breastfeeding_6_8_weeks,local_authority_return,2016/17,44.4,Health Profile for England 2018
"""


@pytest.mark.parametrize("line", LATER.strip().splitlines())
def test_later_publications_agree(line: str) -> None:
    indicator, definition, period, printed, _ = line.split(",")
    assert prints_as(in_use(indicator, period, definition), printed)


def test_the_later_infant_mortality_series_replaces_the_earlier_one_whole() -> None:
    windows = [r for r in ROWS if r["indicator"] == "infant_mortality" and "-" in r["period"]]
    assert {r["in_use"] for r in windows if r["vintage"] < "2018"} == {"no"}
    assert {r["in_use"] for r in windows if r["vintage"] >= "2018"} == {"yes"}


def test_three_year_rates_lie_among_their_years() -> None:
    """Two separate publications, so a window is near the mean of its years, not equal to it."""
    used = [r for r in ROWS if r["indicator"] == "infant_mortality" and r["in_use"] == "yes"]
    years = {r["period"]: Decimal(r["value"]) for r in used if len(r["period"]) == 4}
    checked = 0
    for row in used:
        first = int(row["period"][:4])
        span = [years[str(y)] for y in range(first, first + 3) if str(y) in years]
        if "-" in row["period"] and len(span) == 3:
            mean = sum(span, Decimal(0)) / 3
            assert abs(mean - Decimal(row["value"])) < Decimal("0.1"), where(row)
            checked += 1
    assert checked == 16


# --- the laws of the file -------------------------------------------------------------------------


def broken(law: Callable[[Row], bool]) -> list[str]:
    return [where(row) for row in ROWS if not law(row)]


def test_columns_and_order() -> None:
    assert ",".join(READER.fieldnames or ()) == COLUMNS
    assert [key(r) for r in ROWS] == sorted(key(r) for r in ROWS)


def test_one_figure_in_use_for_each_indicator_definition_and_period() -> None:
    """None is in use where every figure known is withheld, and then each row says why."""
    used = Counter(key(r) for r in ROWS if r["in_use"] == "yes")
    assert max(used.values()) == 1
    assert broken(lambda r: key(r) in used or r["note"].startswith("Withheld: ")) == []


def test_every_row_names_its_source_and_vintage() -> None:
    assert broken(lambda r: len(r["source"]) > 10) == []
    assert broken(lambda r: bool(re.fullmatch(r"\d{4}(-\d\d)?", r["vintage"]))) == []
    assert broken(lambda r: bool(re.fullmatch(r"(\d{4}-\d\d(-\d\d)?)?", r["published"]))) == []
    assert broken(lambda r: r["in_use"] == "yes" or (r["in_use"] == "no" and r["note"] != "")) == []


def agrees_with_counts(row: Row) -> bool:
    if not (row["numerator"] and row["denominator"]):
        return True
    multiplier = 1000 if row["indicator"] in PER_THOUSAND else 100
    rate = Decimal(row["numerator"]) / Decimal(row["denominator"]) * multiplier
    # Published files carry binary fractions to 15 digits: the last one may be off by a few.
    return abs(rate - Decimal(row["value"])) <= half_unit(row["value"]) + Decimal("1e-12")


def test_values_are_positive_and_agree_with_whole_counts() -> None:
    assert broken(lambda r: Decimal(r["value"]) > 0) == []
    assert broken(lambda r: bool(re.fullmatch(r"\d*", r["numerator"] + r["denominator"]))) == []
    assert broken(agrees_with_counts) == []


def is_canonical(row: Row) -> bool:
    match = re.fullmatch(r"(\d{4})(?:/(\d\d)(?: Q[1-4])?|-(\d\d))?", row["period"])
    if not match:
        return False
    first, financial, window = match.groups()
    if financial:
        return int(financial) == (int(first) + 1) % 100
    return not window or int(window) == (int(first) + 2) % 100


def test_periods_are_canonical() -> None:
    assert broken(is_canonical) == []


def test_no_figure_is_of_england_and_wales() -> None:
    """Only the title of the conceptions tables, which print an England row, may say so."""
    title = "Conceptions in England and Wales 2017, Table 6"
    assert broken(lambda r: "wales" not in r["source"].replace(title, "").casefold()) == []
    # Counts that press notices and bulletins give for England and Wales in the same periods.
    both = {"2006-08": "9866", "2005-07": "9846", "2007-09": "9537", "2011": "31051"}
    assert broken(lambda r: r["numerator"] != both.get(r["period"])) == []


def test_definition_is_named_just_where_it_changed() -> None:
    changed = {"smoking_at_delivery", "breastfeeding_6_8_weeks"}
    assert broken(lambda r: bool(r["definition"]) == (r["indicator"] in changed)) == []
