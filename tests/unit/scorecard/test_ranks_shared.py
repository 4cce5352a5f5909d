"""Of thousands of areas that share a value each row names a few, and says how many there are."""

import numpy as np

from imscore.outputs.beside import _whose
from imscore.scorecard.ranks import _rank


def best(number):
    names = np.array([f"Made-up place {n:05}" for n in range(number)], dtype=object)
    numbers = ("rank", "rank_shared_by", "rank_of", "rank_without", "best_value", "worst_value")
    found = {n: np.full(number, np.nan) for n in (*numbers, "percentile_25", "percentile_75")}
    words = {name: np.full(number, "", dtype=object) for name in ("best_area", "worst_area")}
    _rank(np.full(number, 18.7), names, np.arange(number), True, found, words)
    return words["best_area"][0]


def test_a_hundred_are_named():
    assert best(100).count("Made-up place") == 100


def test_of_five_thousand_ten_are_named():
    said = best(5_000)
    assert said.count("Made-up place") == 10
    assert said.endswith("; and 4,990 more")


def test_a_sentence_counts_all_of_them():
    assert _whose(best(5_000)) == "Made-up place 00000, Made-up place 00001 and 4,998 more"
    assert _whose(best(100)).endswith(" and 98 more")
