"""All areas are judged at once, as columns: whatever holds them, and found where they stand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imscore.errors import UsageError
from imscore.model import OBSERVATION_COLUMNS
from imscore.scorecard import build
from imscore.scorecard.series import matched, numbered

TEXTS = [name for name in OBSERVATION_COLUMNS if name not in ("block", "row")]


@pytest.mark.parametrize("kind", ["category", "str"])
def test_how_the_columns_are_held_changes_nothing(made, kind):
    rows = [
        {"indicator": "smoking_at_delivery", "period": f"{year}/{year - 1999}", "code": code,
         "name": f"Area {code}", "numerator": 90 + year % 7, "denominator": 700}
        for code in ("5ZZ", "5ZY", "E92000001")
        for year in range(2010, 2016)
    ]  # fmt: skip
    observations = made.observed(*rows)
    texts = [name for name in TEXTS if observations.frame[name].dtype.kind not in "fi"]
    frame = observations.frame.astype(dict.fromkeys(texts, kind))
    other = made.scores(replace(observations, frame=frame), all_areas=True)
    assert other == made.scores(observations, all_areas=True)


def columns(lines: list[tuple[str, str]]) -> list[np.ndarray]:
    return [np.array([line[side] for line in lines], dtype=object) for side in (0, 1)]


words = st.sampled_from(["", "a", "b", "ab"])
lines = st.lists(st.tuples(words, words), max_size=12)


@given(wanted=lines, known=lines)
def test_a_line_is_found_where_the_first_one_like_it_stands(wanted, known):
    expected = [known.index(line) if line in known else -1 for line in wanted]
    assert matched(columns(wanted), columns(known)).tolist() == expected


@given(several=lines)
def test_numbers_are_the_same_for_lines_that_are(several):
    code, first = numbered(columns(several))
    assert len(first) == len(set(several))
    assert [several[first[number]] for number in code] == several


def test_more_areas_than_there_are_in_england_are_refused(monkeypatch):
    assert build.MOST_AREAS > 7_264  # middle layer areas of 2021, Office for National Statistics
    monkeypatch.setattr(build, "MOST_AREAS", 2)
    with pytest.raises(UsageError, match=r"3 local areas.*--area"):
        build._not_too_many(["a", "b", "c"])
    assert build._not_too_many(["a", "b"]) == ["a", "b"]
