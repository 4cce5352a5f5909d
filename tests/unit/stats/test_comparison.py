"""Verdicts against another program's, and what must hold of any verdict."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imscore.stats.comparison import compare

REFERENCE = Path(__file__).parents[2] / "reference_values" / "compare_benchmark.csv"

# The reference's polarity codes; its code -1, no comparison at all, has no counterpart here.
POLARITIES = {"0": "low_is_good", "1": "high_is_good", "99": "no_judgement"}
# With no judgement it prints Better for higher and Worse for lower.
UNJUDGED = {"better": "higher", "worse": "lower", "similar": "similar"}
SINGLE = {"Better": "better", "Worse": "worse", "Same": "similar"}
DOUBLE = {
    "Best": ("better", "better"),
    "Better": ("better", "similar"),
    "Same": ("similar", "similar"),
    "Worse": ("worse", "similar"),
    "Worst": ("worse", "worse"),
}


def reference_rows() -> list[dict[str, str]]:
    lines = REFERENCE.read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert len(rows) > 80
    return [row for row in rows if row["polarity"] in POLARITIES]


def verdicts(rows: list[dict[str, str]], level: str) -> list[str]:
    lower, upper, benchmark = (
        np.array([float(row[name]) for row in rows])
        for name in (f"lo{level}", f"hi{level}", "bench")
    )
    polarity = [POLARITIES[row["polarity"]] for row in rows]
    found: list[str] = compare(lower, upper, benchmark, polarity=polarity).tolist()
    return found


def in_words(row: dict[str, str], word: str) -> str:
    return UNJUDGED[word] if row["polarity"] == "99" else word


def test_every_reference_verdict_at_95() -> None:
    rows = reference_rows()
    assert len(rows) > 80
    assert verdicts(rows, "95") == [in_words(row, SINGLE[row["single95"]]) for row in rows]


def test_every_reference_verdict_on_two_levels() -> None:
    rows = reference_rows()
    found = list(zip(verdicts(rows, "95"), verdicts(rows, "998"), strict=True))
    expected = [DOUBLE[row["single95_998"]] for row in rows]
    assert found == [
        (in_words(row, inner), in_words(row, outer))
        for row, (inner, outer) in zip(rows, expected, strict=True)
    ]
    assert {"Best", "Worst"} <= {row["single95_998"] for row in rows}


@pytest.mark.parametrize(
    ("benchmark", "expected"),
    [
        (8.999999, ("worse", "better", "higher")),
        (9.0, ("similar", "similar", "similar")),
        (10.0, ("similar", "similar", "similar")),
        (11.0, ("similar", "similar", "similar")),
        (11.000001, ("better", "worse", "lower")),
    ],
)
def test_an_interval_of_9_to_11_by_definition(benchmark: float, expected: tuple[str, ...]) -> None:
    found = compare(
        np.full(3, 9.0), np.full(3, 11.0), benchmark, polarity=list(POLARITIES.values())
    )
    assert tuple(found.tolist()) == expected


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("polarity", POLARITIES.values())
def test_what_is_missing_is_not_compared(place: int, bad: float, polarity: str) -> None:
    columns = [np.array([1.0, 1.0]), np.array([2.0, 2.0]), np.array([9.0, 9.0])]
    columns[place][0] = bad
    found = compare(*columns, polarity=polarity)
    assert found[0] == "not_compared"
    assert found[1] in {"better", "worse", "lower"}


def test_limits_the_wrong_way_round_are_not_compared() -> None:
    found = compare(np.array([11.0]), np.array([9.0]), 10.0, polarity="low_is_good")
    assert found.tolist() == ["not_compared"]


def test_an_interval_of_one_point_is_compared() -> None:
    found = compare(np.array([9.0]), np.array([9.0]), 10.0, polarity="low_is_good")
    assert found.tolist() == ["better"]


@pytest.mark.parametrize("polarity", ["low", "", None, "LOW_IS_GOOD", ["low_is_good", "x", "x"]])
def test_an_unknown_polarity_is_refused(polarity: Any) -> None:
    with pytest.raises(ValueError, match="polarity must be one of"):
        compare(np.ones(3), np.ones(3), 1.0, polarity=polarity)


def test_shapes_that_do_not_agree_are_refused() -> None:
    with pytest.raises(ValueError, match="upper"):
        compare(np.ones(3), np.ones(2), 1.0, polarity="low_is_good")
    with pytest.raises(ValueError, match="benchmark"):
        compare(np.ones(3), np.ones(3), np.ones(1), polarity="low_is_good")
    with pytest.raises(ValueError, match="polarity has shape"):
        compare(np.ones(3), np.ones(3), 1.0, polarity=["low_is_good"])


def test_no_rows_give_no_verdicts() -> None:
    assert compare(np.ones(0), np.ones(0), 1.0, polarity="low_is_good").tolist() == []


# Few distinct numbers, so that limits often touch the benchmark.
NUMBERS = st.one_of(st.integers(0, 4).map(float), st.floats(0, 4), st.just(np.nan))
Triples = list[tuple[float, float, float]]
TRIPLES = st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=20)


def as_columns(triples: Triples) -> list[np.ndarray]:
    table = np.array(triples)
    return [np.minimum(table[:, 0], table[:, 1]), np.maximum(table[:, 0], table[:, 1]), table[:, 2]]


@given(triples=TRIPLES)
def test_swapping_the_polarity_swaps_better_and_worse_and_nothing_else(triples: Triples) -> None:
    columns = as_columns(triples)
    swap = {"better": "worse", "worse": "better"}
    low = compare(*columns, polarity="low_is_good").tolist()
    high = compare(*columns, polarity="high_is_good").tolist()
    assert high == [swap.get(word, word) for word in low]
    unjudged = {"better": "lower", "worse": "higher"}
    assert compare(*columns, polarity="no_judgement").tolist() == [
        unjudged.get(word, word) for word in low
    ]


@given(triples=TRIPLES, data=st.data())
def test_the_order_of_rows_changes_nothing(triples: Triples, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(triples))))
    columns = as_columns(triples)
    polarity = np.array(
        data.draw(
            st.lists(
                st.sampled_from(sorted(POLARITIES.values())),
                min_size=len(triples),
                max_size=len(triples),
            )
        )
    )
    found = compare(*columns, polarity=polarity)
    moved = compare(*(part[order] for part in columns), polarity=polarity[order])
    assert moved.tolist() == found[order].tolist()


@given(triples=TRIPLES, extra=st.floats(0, 3))
def test_a_wider_interval_never_gives_a_verdict_the_narrower_did_not(
    triples: Triples, extra: float
) -> None:
    low, high, benchmark = as_columns(triples)
    narrow = compare(low, high, benchmark, polarity="low_is_good")
    wide = compare(low - extra, high + extra, benchmark, polarity="low_is_good")
    assert ((wide == narrow) | (wide == "similar")).all()
