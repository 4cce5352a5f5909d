"""Trends of years and of three-year rates: when they are tested, on what, and what is said."""

from __future__ import annotations

import math

import pytest

from imscore.periods import parse
from imscore.reference.indicators import Catalogue

SMOKING, FEEDING, DEATHS = "smoking_at_delivery", "breastfeeding_initiation", "infant_mortality"
NONE = math.nan
# 10, 13, 16, 19 and 22% of 1,000: each step is three standard errors, far beyond chance.
CLIMB = (100, 130, 160, 190, 220)


def years(numerators, indicator=SMOKING, first=2009, denominator=1000, **more):
    return [
        dict(
            indicator=indicator,
            period=f"{year}/{(year + 1) % 100:02d}",
            numerator=numerator,
            denominator=denominator,
            **more,
        )
        for year, numerator in enumerate(numerators, start=first)
    ]


def deaths(numerators, first=2001, denominator=3000, **more):
    return [
        dict(
            indicator=DEATHS,
            period=str(year),
            numerator=numerator,
            denominator=denominator,
            **more,
        )
        for year, numerator in enumerate(numerators, start=first)
    ]


def window(period, numerator):
    return {"indicator": DEATHS, "period": period, "numerator": numerator, "denominator": 9000}


def without_counts(period):
    return {"indicator": SMOKING, "period": period, "value": 12.5}


def hidden(row):
    return {**row, "value": NONE, "marker": "suppressed"}


@pytest.mark.parametrize(
    ("indicator", "numerators", "trend"),
    [
        (SMOKING, CLIMB, "worsening"),
        (SMOKING, CLIMB[::-1], "improving"),
        (FEEDING, CLIMB, "improving"),
        (FEEDING, CLIMB[::-1], "worsening"),
        (SMOKING, (200, 210, 190, 205, 195), "no_change"),
    ],
)
def test_the_word_follows_from_direction_and_polarity(made, indicator, numerators, trend):
    row = made.only_row(made.observed(*years(numerators, indicator)))
    assert row.trend == trend
    assert "2009/10 to 2013/14" in row.trend_reason
    assert row.spc is None


@pytest.mark.parametrize(
    ("numerators", "trend"), [(CLIMB, "increasing"), (CLIMB[::-1], "decreasing")]
)
def test_without_judgement_it_only_rises_or_falls(made, numerators, trend):
    neutral = made.catalogue[SMOKING].model_copy(update={"polarity": "no_judgement"})
    catalogue = Catalogue({**made.catalogue.by_id, SMOKING: neutral})
    row = made.only_row(made.observed(*years(numerators)), catalogue=catalogue)
    assert row.trend == trend


def test_the_reason_names_the_years_their_values_and_the_test(made):
    # Equal steps of 3 points: whatever the weights, the line rises by 3.00 a year.
    reason = made.only_row(made.observed(*years(CLIMB))).trend_reason
    assert "2009/10 to 2013/14 (10.0, 13.0, 16.0, 19.0, 22.0) rises by 3.00 a year" in reason
    assert "9.55" in reason


def test_only_the_latest_five_count_and_never_a_later_one(made):
    rows = years((900, *CLIMB, 50))
    row = made.only_row(made.observed(*rows), as_of=parse("2014/15"))
    assert row.period == "2014/15"
    assert row.trend == "worsening"
    assert "2010/11 to 2014/15 (10.0," in row.trend_reason


def test_one_year_alone_cannot_make_a_trend(made):
    # Flat but for the last: the line is steep enough, and flat without that year.
    row = made.only_row(made.observed(*years((1000, 1000, 1000, 1000, 2000), denominator=10_000)))
    assert row.trend == "no_change"
    assert row.trend_reason.endswith(
        "with one of the years left out the line no longer runs the same way."
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (years(CLIMB[:4], first=2010), "2009/10 to 2013/14: no figure for 2009/10."),
        (
            [r for r in years((90, *CLIMB)) if r["period"] not in ("2011/12", "2012/13")],
            "no figure for 2011/12 and 2012/13.",
        ),
        (
            [hidden(r) if r["period"] == "2012/13" else r for r in years(CLIMB)],
            "2012/13 is suppressed in the file.",
        ),
        (
            [*years(CLIMB[:4]), hidden(years((9,), first=2013)[0])],
            "2013/14 is suppressed in the file",
        ),
        (
            years((*CLIMB, 90), first=2013),
            "by another definition are 2014/15, 2015/16 and 2016/17.",
        ),
        (years((1000, *CLIMB[1:])), "2009/10 to 2013/14 hold a count equal to its denominator."),
        (
            [without_counts(f"{year}/{year - 1999:02d}") for year in range(2009, 2014)],
            "hold a point without a usable interval.",
        ),
    ],
)  # fmt: skip
def test_what_bars_the_test_is_said(made, rows, said):
    row = made.only_row(made.observed(*rows))
    assert (row.trend, row.spc) == ("not_tested", None)
    assert said in row.trend_reason


def test_a_year_marked_unreliable_counts_and_is_named(made):
    rows = years(CLIMB)
    rows[1]["marker"] = "unreliable"
    row = made.only_row(made.observed(*rows))
    assert row.trend == "worsening"
    assert row.trend_reason.endswith("; 2010/11 marked unreliable in the file.")


def test_a_series_published_backwards_by_the_new_definition_is_tested(made):
    row = made.only_row(made.observed(*years(CLIMB, first=2013, definition="known_status")))
    assert row.trend == "worsening"


def test_a_suppressed_count_is_in_no_word(made):
    rows = [hidden(r) if r["period"] == "2012/13" else r for r in years((100, 130, 160, 777, 220))]
    (card,) = made.scores(made.observed(*rows))
    assert "777" not in str(card)
    assert "77.7" not in str(card)


def test_three_year_rates_are_tested_on_their_single_years(made):
    # Six in a thousand more each year, by three standard errors.
    row = made.only_row(made.observed(*deaths((300, 360, 420, 480, 540), denominator=10_000)))
    assert (row.period, row.trend) == ("2003-05", "worsening")
    assert row.trend_reason.startswith("three-year windows overlap, so single years were tested:")
    assert "2001 to 2005 (30.0, 36.0, 42.0, 48.0, 54.0) rises by 6" in row.trend_reason
    assert "The trend is of the single years 2001 to 2005." in row.notes


def test_three_year_rates_without_their_years_are_not_tested(made):
    rows = [
        window(p, n)
        for p, n in (("2001-03", 90), ("2004-06", 81), ("2006-08", 70), ("2007-09", 63))
    ]
    row = made.only_row(made.observed(*rows))
    assert row.trend == "not_tested"
    assert "windows overlap" in row.trend_reason
    assert "2005 to 2009: no figure for 2005, 2006, 2007, 2008 and 2009." in row.trend_reason
    assert (
        "Windows that do not overlap, side by side: 2001-03 10.0, 2004-06 9.0, 2007-09 7.0 "
        "(per 1,000 live births)." in row.notes
    )


def test_a_withheld_window_stays_so_beside_the_others(made):
    rows = [window(p, n) for p, n in (("2004-06", 83), ("2007-09", 63))]
    row = made.only_row(made.observed(hidden(rows[0]), rows[1]))
    (note,) = [note for note in row.notes if "side by side" in note]
    assert "2004-06 suppressed in the file, 2007-09 7.0" in note
    assert "9.2" not in note


@pytest.mark.parametrize(("numerator", "noted"), [(0, True), (19, True), (20, False)])
def test_a_rate_on_fewer_than_20_deaths_is_marked_unreliable(made, numerator, noted):
    row = made.only_row(made.observed(window("2007-09", numerator)))
    assert (
        any(note.startswith(f"Unreliable: a rate on {numerator} ") for note in row.notes) == noted
    )


def test_few_smokers_are_not_few_deaths(made):
    row = made.only_row(made.observed(*years((5,))))
    assert not any(note.startswith("Unreliable") for note in row.notes)


@pytest.mark.parametrize("areas", [1, 30])
def test_all_areas_are_one_call(made, monkeypatch, areas):
    from imscore.stats import control_chart, trend

    calls = []
    for module, name in ((trend, "recent_trend"), (control_chart, "control_chart")):
        real = getattr(module, name)

        def counted(table, *rest, real=real, name=name, **more):
            calls.append((name, len(table)))
            return real(table, *rest, **more)

        monkeypatch.setattr(module, name, counted)
    rows = []
    for i in range(areas):
        about = {"code": f"Z{i:02d}", "name": f"Town {i}"}
        rows += years(CLIMB, **about) + deaths((30, 36, 42, 48, 54), **about)
        rows += [
            dict(indicator=FEEDING, period=f"2009/10 Q{q}", numerator=5, denominator=9, **about)
            for q in (1, 2, 3, 4)
        ]
    made.scores(made.observed(*rows), all_areas=True)
    assert sorted(calls) == [("control_chart", areas), ("recent_trend", 2 * areas)]
