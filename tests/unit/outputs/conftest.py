"""Scorecards made by hand, over every kind of row that an output has to show."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.builders.sections import hostile_section

from imscore.model import (
    Change,
    Commentary,
    DomainSummary,
    Mark,
    Point,
    Problem,
    Quality,
    Row,
    Scorecard,
    Source,
)

CHART = {
    "mean": 20.9,
    "lower_limit": 15.6,
    "upper_limit": 26.3,
    "points": 20,
    "trial": False,
    "variation": "concern",
    "rule": "outside_limits",
    "assurance": None,
    "first_period": "2005/06 Q2",
    "last_period": "2010/11 Q1",
    "gaps": ["2006/07 Q3"],
}
HOSTILE = {
    "formula": "=cmd()",
    "markup": "[/x] [red]",
    "escape": "\x1b[31mred\x1b]0;title\x07",
    "bidi": "abc\u202edef",
    "pipe": "a|b `c` <script>*d*_e_\\",
    "newlines": "one\r\ntwo\nthree\tfour",
    "long": "x" * 40_000,
    "surrogate": "half\ud800",
    "plus": "+1",
    "at": "@SUM(A1)",
}

QUARTERS = (22.3, 23.2, 19.6, 23.8, 21.7, None, 25.3, 20.3, 22.2, 20.4)
QUARTERS += (22.6, 18.5, 20.3, 21.1, 21.3, 20.6, 19.9, 21.3, 21.2, 19.87)

SMOKING = Row(
    indicator="smoking_at_delivery",
    domain="smoking",
    period="2010/11 Q1",
    numerator=153.0,
    denominator=770.0,
    value=19.87012987012987,
    lower_ci=17.204331,
    upper_ci=22.834902,
    lower_ci_998=15.78,
    upper_ci_998=24.67,
    method="Wilson score",
    benchmark_name="England",
    benchmark_period="2010/11",
    benchmark_value=13.5,
    benchmark_source="NHS Information Centre, Statistics on women's smoking status at delivery",
    difference=6.37012987012987,
    status="worse",
    status_998="worse",
    trend="not_tested",
    trend_reason="quarters are not tested here",
    spc=None,
    to_reach_benchmark=-49.05,
    notes=("England's figure is for the financial year that holds this quarter",),
    sources=(
        Source("numerator", "pct.xlsx", "Smoking", "E24"),
        Source("denominator", "pct.xlsx", "Smoking", "F24"),
    ),
    name="Smoking at the time of delivery",
    short_name="Smoking at delivery",
    definition="all_maternities",
    unit="%",
    polarity="low_is_good",
    events="mothers smoking",
    population="maternities",
    marker="",
    since_previous=Change("2009/10 Q4", 21.2, -1.29787),
    since_year_before=Change("2009/10 Q1", 20.6, -0.73),
    series=tuple(Point(f"quarter {place}", value, "worse") for place, value in enumerate(QUARTERS)),
    quality=Quality(
        Mark("good", "there is no newer one"),
        Mark("fair", "1 of the 20 quarters is missing"),
        Mark("not known", "there are no counts"),
    ),
)


def _rows() -> tuple[Row, ...]:
    plain = replace(
        SMOKING,
        status_998="similar",
        benchmark_period="2008",
        notes=(),
        series=(),
        since_year_before=None,
        definition="",
        quality=None,
    )
    infant = replace(
        plain,
        indicator="infant_mortality",
        domain="outcome",
        period="2007-09",
        numerator=45.0,
        denominator=7812.0,
        value=5.760368663594470,
        lower_ci=4.2015,
        upper_ci=7.7081,
        method="Byar's",
        benchmark_period="2007-09",
        benchmark_value=4.7,
        difference=1.06036866359447,
        status="similar",
        to_reach_benchmark=-8.28,
        name="Infant mortality",
        short_name="Infant mortality",
        unit="per 1,000 live births",
        events="infant deaths",
        population="live births",
        since_previous=Change("2006-08", 5.9, -0.14),
        benchmark_source="Office for National Statistics, Child mortality statistics",
        trend_reason="three-year windows overlap",
        series=tuple(
            Point(f"{y}-{y + 2 - 2000:02d}", 7.0 - (y - 2001) * 0.2, "similar")
            for y in range(2001, 2008)
        ),
    )
    breastfeeding = replace(
        SMOKING,
        indicator="breastfeeding_initiation",
        domain="nutrition",
        numerator=478.0,
        value=62.0779220779,
        lower_ci=58.6,
        upper_ci=65.4,
        benchmark_value=73.7,
        difference=-11.622,
        to_reach_benchmark=89.49,
        name="Breastfeeding initiation",
        short_name="Breastfeeding initiation",
        polarity="high_is_good",
        events="mothers starting to breastfeed",
        benchmark_source="Department of Health, Breastfeeding initiation and prevalence",
        since_previous=Change("2009/10 Q4", None, None, "that quarter is suppressed"),
        since_year_before=Change("2009/10 Q1", 62.1, -0.02),
    )
    conceptions = replace(
        plain,
        indicator="under18_conceptions",
        domain="teenage_pregnancy",
        period="2008",
        numerator=151.0,
        denominator=3020.0,
        value=50.0,
        lower_ci=42.3,
        upper_ci=58.6,
        method="Byar's",
        benchmark_value=40.7,
        difference=9.3,
        to_reach_benchmark=-28.09,
        status_998="similar",
        name="Under-18 conceptions",
        short_name="Under-18 conceptions",
        unit="per 1,000 females aged 15-17",
        events="conceptions",
        population="females aged 15-17",
        since_previous=Change("2007", 48.8, 1.2),
    )
    suppressed = replace(
        plain,
        indicator="sudden_unexpected_deaths_in_infancy",
        domain="safeguarding_and_sudi",
        period="2005-07",
        numerator=None,
        denominator=8012.0,
        value=None,
        lower_ci=None,
        upper_ci=None,
        method="",
        benchmark_period="2005-07",
        benchmark_value=0.5,
        difference=None,
        status="not_compared",
        status_998="not_compared",
        to_reach_benchmark=None,
        notes=("The file suppresses this figure",),
        name="Sudden unexpected deaths in infancy",
        short_name="Sudden deaths in infancy",
        unit="per 1,000 live births",
        events="deaths",
        population="live births",
        marker="suppressed",
        since_previous=None,
        trend="not_tested",
        trend_reason="three-year windows overlap",
    )
    weight = replace(
        plain,
        indicator="low_birth_weight",
        domain="nutrition",
        period="2009",
        numerator=219.0,
        denominator=2961.0,
        value=7.396,
        lower_ci=6.5,
        upper_ci=8.4,
        benchmark_period="2009",
        benchmark_value=7.5,
        difference=-0.104,
        status="similar",
        to_reach_benchmark=0.0,
        name="Low birth weight of all babies",
        short_name="Low birth weight",
        events="babies of low birth weight",
        population="live births",
        unit="%",
        since_previous=Change("2008", 7.4, -0.004),
    )
    access = replace(
        weight,
        indicator="early_access_to_maternity_care",
        domain="ethnicity_and_access",
        period="2009/10 Q4",
        numerator=702.0,
        denominator=781.0,
        value=89.88,
        lower_ci=87.6,
        upper_ci=91.8,
        benchmark_period="2009/10 Q4",
        benchmark_value=84.4,
        difference=5.48,
        status="better",
        status_998="better",
        name="Early access to maternity care",
        short_name="Early access to maternity",
        events="women booked early",
        population="women",
        polarity="high_is_good",
        since_previous=Change("2009/10 Q3", 88.1, 1.78),
    )
    births = replace(
        access,
        indicator="births_to_mothers_born_abroad",
        status="higher",
        status_998="similar",
        name="Births to mothers born outside the United Kingdom",
        short_name="Mothers born abroad",
        polarity="no_judgement",
        to_reach_benchmark=None,
        period="2009",
        events="births",
        population="births",
        benchmark_period="2009",
        marker="unreliable",
    )
    poverty = replace(
        weight,
        indicator="children_in_low_income_families",
        domain="poverty",
        period="2008",
        numerator=None,
        denominator=None,
        value=24.1,
        lower_ci=None,
        upper_ci=None,
        benchmark_value=20.9,
        difference=3.2,
        status="not_compared",
        status_998="not_compared",
        to_reach_benchmark=None,
        name="Children in low-income families",
        short_name="Children in low income",
        method="",
        since_previous=None,
        notes=("The file gives neither counts nor an interval, so this cannot be judged",),
    )
    return infant, SMOKING, breastfeeding, weight, suppressed, conceptions, poverty, access, births


def _domains() -> tuple[DomainSummary, ...]:
    return (
        DomainSummary("outcome", "Infant deaths", True, {"similar": 1}, ()),
        DomainSummary("smoking", "Smoking", True, {"worse": 1}, ()),
        DomainSummary(
            "nutrition", "Nutrition", True, {"worse": 1, "similar": 1}, ("Maternal obesity",)
        ),
        DomainSummary(
            "safeguarding_and_sudi",
            "Safeguarding and sudden deaths",
            False,
            {"not_compared": 1},
            (),
        ),
        DomainSummary("housing", "Housing", True, {}, ("Overcrowding",)),
        DomainSummary("teenage_pregnancy", "Teenage pregnancy", True, {"worse": 1}, ()),
        DomainSummary("poverty", "Poverty", False, {"not_compared": 1}, ()),
        DomainSummary(
            "ethnicity_and_access",
            "Ethnicity and access",
            False,
            {"better": 1, "higher": 1},
            ("Routine and manual infant mortality",),
        ),
    )


PROBLEM = Problem(
    "warning",
    "value_differs",
    "pct.xlsx",
    "Smoking",
    "G8",
    "18.2",
    "18.3",
    "The counts are used.",
    "the value 18.2 does not agree with its counts, which give 18.3",
)
MADE_WITH = {
    "imscore": "0.1.0",
    "inputs": [{"name": "pct.xlsx", "sha256": "ab" * 32}],
    "as_of": None,
}


@pytest.fixture(params=list(HOSTILE.values()), ids=list(HOSTILE))
def hostile_text(request: pytest.FixtureRequest) -> str:
    text: str = request.param
    return text


@pytest.fixture
def smoking() -> Row:
    return SMOKING


@pytest.fixture
def worsening() -> Row:
    """Quarters whose last point stands out, and what is said of it."""
    return replace(SMOKING, trend="worsening", trend_reason="above the limit.", spc=CHART)


@pytest.fixture
def scorecard() -> Scorecard:
    return Scorecard(
        "5ZZ",
        "Anytown PCT (made up)",
        "primary care trust",
        _rows(),
        _domains(),
        ("2 rows for other sexes were set aside",),
        (PROBLEM,),
        MADE_WITH,
    )


@pytest.fixture
def hostile() -> Callable[[str], Scorecard]:
    """A scorecard with one hostile text in every place that a file's text can reach."""

    def make(text: str) -> Scorecard:
        texts: dict[str, Any] = dict.fromkeys(
            (
                "period",
                "method",
                "benchmark_name",
                "benchmark_source",
                "name",
                "short_name",
                "unit",
                "events",
                "population",
                "definition",
                "marker",
                "trend",
                "trend_reason",
            ),
            text,
        )
        row = replace(
            SMOKING,
            **texts,
            spc={"rule": text, "first_period": text, "gaps": [text]},
            notes=(text,),
            sources=(Source(text, text, text, text),),
            since_previous=Change(text, None, None, text),
            since_year_before=Change(text, 1.0, 1.0),
            quality=Quality(*[Mark("poor", text)] * 3),
            commentary=Commentary(text, text, True, Source(text, text, text, text), text),
        )
        domain = DomainSummary("smoking", text, True, {"worse": 1}, (text,))
        problem = Problem("warning", text, text, text, text, text, text, text, text)
        return Scorecard(
            text, text, text, (row,), (domain,), (text,), (problem,), {"imscore": text},
            sections=(hostile_section(text), hostile_section(text, "advice")),
        )  # fmt: skip

    return make
