"""Against scipy's own inverses of the same tails, which search each count by itself."""

import numpy as np
import pytest
from scipy import special, stats

from imscore.stats.poisson_counts import high_count, low_count

MEANS = np.concatenate([np.geomspace(1e-3, 1e7, 2001), [6.999999, 7.0, 7.000001]])


@pytest.mark.parametrize("tail", [0.025, 0.001, 0.0005])
def test_counts_are_those_of_the_slower_inverses(tail):
    some = np.exp(-MEANS) < tail
    assert low_count(MEANS, tail)[some] == pytest.approx(special.pdtrik(tail, MEANS[some]), 1e-9)
    assert high_count(MEANS, tail) == pytest.approx(special.gdtrib(1.0, tail, MEANS), 1e-9)


@pytest.mark.parametrize("tail", [0.025, 0.001])
def test_whole_counts_stand_at_the_tails_of_the_distribution(tail):
    """The chance of as few, and of as many, worked out by summing the probabilities."""
    means = np.array([12.0, 52.5, 400.0])
    few, many = np.floor(low_count(means, tail)), np.ceil(high_count(means, tail))
    assert (stats.poisson.cdf(few, means) <= tail).all()
    assert (stats.poisson.cdf(few + 1, means) > tail).all()
    assert (stats.poisson.sf(many - 1, means) <= tail).all()
    assert (stats.poisson.sf(many - 2, means) > tail).all()


def test_what_cannot_be_computed_spoils_nothing_else():
    low, high = (f(np.array([np.nan, 20.0, 1.0]), 0.025) for f in (low_count, high_count))
    assert np.isnan([low[0], high[0]]).all()
    assert np.isfinite([low[1:], high[1:]]).all()
    assert low[2] == 0  # none at all has a chance of e^-1, above 2.5%
    assert low_count(np.array([]), 0.025).shape == (0,)
