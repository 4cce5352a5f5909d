"""A table in every benchmark, and every pool of its areas: no hidden count can be solved."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from imscore.scorecard.build import Choice, Reference
from imscore.scorecard.prepare import judge_all
from imscore.tools.before_after import Span, courses
from imscore.tools.members import choose

SMOKING, PERIOD, MOST = "smoking_at_delivery", "2009/10", 4
CODES = {"A": "5ZZ", "B": "5ZY", "C": "5ZX", "D": "5ZW"}
Sums = dict[frozenset[str], float]


def row(code: str, count: int, of: int) -> dict[str, Any]:
    return {"indicator": SMOKING, "period": PERIOD, "code": code, "name": code,
            "numerator": count, "denominator": of}  # fmt: skip


def told_by(frame: Any, made_of: dict[str, frozenset[str]]) -> Sums:
    """The counts that a table shows, by the areas that they are of."""
    rows = frame[frame["numerator"].notna()]
    counts = zip(rows["area"], rows["numerator"], strict=True)
    return {made_of.get(area, frozenset([area])): count for area, count in counts}


def all_told(made: Any, observations: Any, groups: dict[str, list[str]], total: Any) -> list[Sums]:
    """What each benchmark's table shows, and the pool of every two areas or more."""
    reference = Reference(made.catalogue, ())
    made_of = {name: frozenset(areas) for name, areas in groups.items()} | total
    found = []
    for name in ("England", *groups):
        choice = Choice(benchmark=name, groups=groups, disclosure="under5")
        frame = judge_all(observations, reference, choice).frame
        found.append(told_by(frame, made_of))
    for size in range(2, len(CODES) + 1):
        for areas in itertools.combinations(CODES.values(), size):
            members = choose(observations.frame, areas, None, False)
            for course in courses(frame, members, made.catalogue, (), Span()):
                pooled = course.points[0].group
                found.append({frozenset(areas): pooled.events} if pooled else {})
    return found


@settings(max_examples=40, deadline=None)
@given(
    counts=st.lists(st.integers(0, 9), min_size=4, max_size=4),
    groups=st.lists(st.sets(st.sampled_from("ABCD"), min_size=2), min_size=1, max_size=3),
    with_total=st.booleans(),
)
def test_no_hidden_count_can_be_solved_from_all_outputs_together(made, counts, groups, with_total):
    known = dict(zip(CODES.values(), counts, strict=True))
    rows = [row(code, count, 200) for code, count in known.items()]
    total = {}
    if with_total:
        rows.append(row("E92000001", sum(counts), 800))
        total = {"E92000001": frozenset(known)}
    named = {f"G{n}": [CODES[a] for a in sorted(group)] for n, group in enumerate(groups)}
    found = all_told(made, made.observed(*rows), named, total)
    # What is shown of areas is the same in every table.
    single = [{k: v for k, v in sums.items() if len(k) == 1} for sums in found[: 1 + len(named)]]
    assert all(each == single[0] for each in single)
    together: Sums = {}
    for sums in found:
        together |= sums
    assert all(
        count == sum(known[a] for a in areas) and not (len(areas) == 1 and 1 <= count <= MOST)
        for areas, count in together.items()
    )
    codes = list(known)
    # Every table of counts that agrees; noughts are shown, so what is hidden is 1 or more.
    tops = [range(int(together[frozenset([c])]), int(together[frozenset([c])]) + 1)
            if frozenset([c]) in together else range(0 if known[c] == 0 else 1, 40)
            for c in codes]  # fmt: skip
    every = np.array(list(itertools.product(*tops)))
    for areas, count in together.items():
        inside = [codes.index(area) for area in areas]
        every = every[every[:, inside].sum(axis=1) == count]
    for n, code in enumerate(codes):
        if 1 <= known[code] <= MOST:
            assert len(set(every[:, n].tolist())) > 1, (code, known, named)
