"""The whole scorecard: domains, counts, what it is blind to, order and sources."""

from __future__ import annotations

import math

import pytest

from imscore.model import Problem, Source
from imscore.reference.definitions import DOMAIN_NAMES

# One row each: worse, better, similar (England as published: 14.3789%, 71.7%, 4.8 per 1,000).
SMOKING = {
    "indicator": "smoking_at_delivery",
    "period": "2008/09",
    "numerator": 200,
    "denominator": 1000,
}
FEEDING = {
    "indicator": "breastfeeding_initiation",
    "period": "2008/09",
    "numerator": 800,
    "denominator": 1000,
}
DEATHS = {
    "indicator": "infant_mortality",
    "period": "2006-08",
    "numerator": 48,
    "denominator": 10_000,
}
OBESITY = {
    "indicator": "maternal_obesity",
    "period": "2008/09",
    "numerator": 180,
    "denominator": 1000,
}


def card_of(made, *rows):
    (card,) = made.scores(made.observed(*rows))
    return card


def test_counts_by_domain_and_over_all(made):
    card = card_of(made, SMOKING, FEEDING, DEATHS, OBESITY)
    counts = {domain.domain: dict(domain.counts) for domain in card.domains if domain.counts}
    assert counts == {
        "outcome": {"similar": 1},
        "smoking": {"worse": 1},
        "nutrition": {"better": 1, "not_compared": 1},
    }
    assert card.counts() == {"similar": 1, "worse": 1, "better": 1, "not_compared": 1}


def test_every_domain_is_there_in_order_even_without_data(made):
    card = card_of(made, SMOKING)
    assert [domain.domain for domain in card.domains] == list(DOMAIN_NAMES)
    housing = next(domain for domain in card.domains if domain.domain == "housing")
    assert (housing.core, dict(housing.counts)) == (True, {})
    assert housing.without_data == ("Overcrowded households",)


def test_a_domain_names_the_indicators_it_has_nothing_on(made):
    card = card_of(made, FEEDING)
    nutrition = next(domain for domain in card.domains if domain.domain == "nutrition")
    assert nutrition.without_data == (
        "Breastfeeding at 6 to 8 weeks",
        "Obesity in early pregnancy",
    )


def test_a_suppressed_indicator_is_shown_and_counted_as_not_compared(made):
    hidden = {**SMOKING, "value": math.nan, "marker": "suppressed"}
    card = card_of(made, hidden)
    smoking = next(domain for domain in card.domains if domain.domain == "smoking")
    assert (dict(smoking.counts), smoking.without_data) == ({"not_compared": 1}, ())


def test_rows_stand_in_the_order_of_domains(made):
    card = card_of(made, OBESITY, FEEDING, SMOKING, DEATHS)
    assert [row.indicator for row in card.rows] == [
        "infant_mortality",
        "smoking_at_delivery",
        "breastfeeding_initiation",
        "maternal_obesity",
    ]


def test_each_row_names_the_cells_of_its_figures(made):
    card = card_of(made, SMOKING, FEEDING)
    assert made.row_of(card, "breastfeeding_initiation").sources == tuple(
        Source(what, "pct.xlsx", "Data", f"{letter}3")
        for what, letter in (
            ("numerator", "E"),
            ("denominator", "F"),
            ("value", "G"),
            ("lower_ci", "H"),
            ("upper_ci", "I"),
        )
    )


def test_a_table_without_a_value_column_names_its_counts(made):
    observations = made.observed(SMOKING, columns={"numerator": "C", "denominator": "D"})
    row = made.only_row(observations)
    assert [source.cell for source in row.sources] == ["C2", "D2"]


def test_a_row_carries_the_words_that_outputs_need(made):
    row = made.row_of(card_of(made, DEATHS), "infant_mortality")
    assert (row.unit, row.events, row.population) == (
        "per 1,000 live births",
        "infant deaths",
        "live births",
    )
    assert (row.polarity, row.domain, row.name) == ("low_is_good", "outcome", "Infant mortality")


def test_what_was_said_of_the_input_is_kept(made):
    from dataclasses import replace

    problem = Problem("warning", "x", "a.csv", "", "A1", "1", "2", "Look.", "Something")
    observations = replace(made.observed(SMOKING), problems=(problem,), notes=("2 rows set aside",))
    (card,) = made.scores(observations)
    assert (card.problems, card.notes) == ((problem,), ("2 rows set aside",))


def test_the_files_own_remark_stands_beside_its_figure(made):
    row = made.only_row(made.observed({**SMOKING, "remark": "Hackney and City combined"}))
    assert row.notes[0] == "The file says of this figure: “Hackney and City combined”."


def test_no_composite_score_is_made(made):
    (card,) = made.scores(made.observed(SMOKING, FEEDING))
    assert not [name for name in vars(card) if "score" in name or "index" in name]


def test_a_domain_without_data_makes_no_row(made):
    frame = card_of(made, SMOKING, FEEDING).to_frame()
    assert list(frame["indicator"]) == ["smoking_at_delivery", "breastfeeding_initiation"]
    assert frame["value"].tolist() == pytest.approx([20.0, 80.0])
