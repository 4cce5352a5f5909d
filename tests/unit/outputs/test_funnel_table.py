"""A funnel in a terminal, as CSV and as JSON."""

import csv
import io
import json
from dataclasses import replace

import pytest

from imscore.errors import UsageError
from imscore.model import FunnelArea, FunnelCard
from imscore.outputs import funnel_table, render_funnel

HIGH = FunnelArea("5ZZ", "=Alpha()", 200.0, 1000.0, 20.0, 8.0, 12.0, 7.0, 13.0,
                  "higher", "higher", "worse")  # fmt: skip
NEAR = FunnelArea("", "Beta [x]", 12.5, 100.0, 12.5, 4.1, 12.4, 0.0, 20.0,
                  "higher", "similar", "similar")  # fmt: skip


@pytest.fixture
def card() -> FunnelCard:
    return FunnelCard(
        indicator="smoking_at_delivery", name="Smoking at the time of delivery", unit="%",
        polarity="low_is_good", period="2009/10", definition="all_maternities", baseline=10.0,
        baseline_name="England", adjusted=False, dispersion=3.2, areas=(HIGH, NEAR),
        notes=("The middle of the funnel is 10%, England.",), disclosure="A rule.",
    )  # fmt: skip


def test_a_terminal_shows_areas_limits_and_where_they_lie(card):
    text = funnel_table.to_text(card)
    assert "2 areas about England's value; outside the 99.8% limits: 1 worse." in text
    assert "=Alpha()" in text
    assert "200 of 1,000" in text
    assert "7.0 to 13.0" in text
    assert "Beta [x]" in text
    assert "(outside 95%)" in " ".join(text.split())
    assert "A rule." in text


def test_none_outside_is_said(card):
    text = funnel_table.to_text(replace(card, areas=(NEAR,)))
    assert "none outside 99.8%" in text


def test_json_holds_every_figure_unrounded(card):
    found = json.loads(funnel_table.to_json(card))
    assert found["areas"][0]["numerator"] == 200
    assert found["areas"][1]["numerator"] == 12.5
    assert (found["baseline"], found["disclosure"]) == (10.0, "A rule.")


def test_csv_makes_text_harmless(card):
    lines = list(csv.DictReader(io.StringIO(funnel_table.to_csv(card))))
    assert [line["area_name"] for line in lines] == ["'=Alpha()", "Beta [x]"]
    assert lines[0]["outlier"] == "worse"
    assert lines[0]["baseline_name"] == "England"


def test_a_format_that_is_not_there_is_refused(card):
    with pytest.raises(UsageError, match="no format png"):
        render_funnel(card, "png")
