"""Deaths that a lower share of a risk would avoid: hand calculations and limits."""

import numpy as np
import pytest

from imscore.stats.impact import Triple, events_avoided, fraction_avoided


def test_the_fraction_by_hand():
    """With 20% smoking and 1.4 times the deaths, of 1,080 shares 80 are the excess; half at 10%."""
    assert fraction_avoided(0.2, 0.0, 1.4) == pytest.approx(0.08 / 1.08)
    assert fraction_avoided(0.2, 0.1, 1.4) == pytest.approx(0.04 / 1.08)


def test_the_fraction_by_counting_deaths():
    """Deaths of smokers and others summed before and after, 1 per 1,000 without the risk."""
    before = 0.3 * 1.4 + 0.7
    after = 0.12 * 1.4 + 0.88
    assert fraction_avoided(0.3, 0.12, 1.4) == pytest.approx(1 - after / before)


def test_nothing_is_avoided_at_the_target_or_below():
    deaths, ratio = Triple(52, 39, 68), Triple(1.4, 1.2, 1.6)
    assert events_avoided(deaths, Triple(0.13, 0.1, 0.16), 0.136, ratio) == (0, 0, 0)
    assert events_avoided(Triple(0, 0, 3.7), Triple(0.2, 0.1, 0.3), 0.1, ratio) == (0, 0, 0)


def test_the_lower_limit_is_nought_where_the_share_may_be_at_the_target():
    found = events_avoided(
        Triple(52, 39, 68), Triple(0.2, 0.12, 0.28), 0.136, Triple(1.4, 1.2, 1.6)
    )
    assert found.lower == 0
    assert 0 < found.value < found.upper


def test_limits_against_a_simulation_of_the_three_inputs():
    deaths, smokers, number, target = 300, 800, 4000, 0.136
    random = np.random.default_rng(7)
    x, y = random.poisson(deaths, 200_000), random.binomial(number, smokers / number, 200_000)
    ratio = np.exp(random.normal(np.log(1.4), np.log(1.6 / 1.4) / 1.96, 200_000))
    drawn = x * fraction_avoided(y / number, target, ratio)
    share = 0.2, 0.2 - 0.0124, 0.2 + 0.0124  # 1.96 standard errors of 800 of 4,000
    count = 300, 300 - 33.9, 300 + 33.9
    spread = Triple(1.4, 1.4 * 1.4 / 1.6, 1.6)
    found = events_avoided(Triple(*count), Triple(*share), target, spread)
    assert found.value == pytest.approx(np.median(drawn), rel=0.02)
    assert found.lower == pytest.approx(np.quantile(drawn, 0.025), rel=0.12)
    assert found.upper == pytest.approx(np.quantile(drawn, 0.975), rel=0.05)
