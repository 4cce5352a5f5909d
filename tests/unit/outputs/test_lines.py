"""Lines put together as bytes must be what Python would write cell by cell."""

import math
import struct

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from imscore.columns import Column
from imscore.outputs import lines
from imscore.outputs.lines import Numbers, Texts

NOT_THERE = st.sampled_from([math.nan, math.inf, -math.inf])
FLOATS = st.lists(st.floats() | NOT_THERE, min_size=1, max_size=20)
COUNTS = st.lists(
    st.integers(0, 10**9).map(float) | st.floats(0, 1e20) | NOT_THERE, min_size=1, max_size=20
)
# Where a number begins to be written with an exponent, or needs all its digits.
HARD = [0.0, -0.0, 5e-324, 1e-5, 9.999999999999999e-05, 0.0001, 0.1 + 0.2, 1 / 3, 1e15, 1e16,
        9999999999999998.0, 1e22, 9007199254740993.0, 1.7976931348623157e308, -17.5]  # fmt: skip
WHOLE = [0.0, 1.0, 9_999.0, 10_000.0, 10_001.0, 99_999_999.0, 1e8, 2.0**53, 1e300]
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)


def written(numbers, *, counts):
    column = Numbers(np.array(numbers, dtype=float), "\n", counts=counts)
    return b"".join(lines.lines([column], len(numbers))).decode().split("\n")[:-1]


@settings(max_examples=500)
@given(numbers=FLOATS)
@example(numbers=HARD)
def test_numbers_are_written_as_python_writes_them(numbers):
    expected = [repr(number) if math.isfinite(number) else "" for number in numbers]
    assert written(numbers, counts=False) == expected


@settings(max_examples=500)
@given(counts=COUNTS)
@example(counts=WHOLE)
@example(counts=[*WHOLE[:6], math.nan])
@example(counts=[12.5, *WHOLE])
@example(counts=[-1.0, -20_000.0, 3.0])
def test_whole_counts_have_no_point(counts):
    expected = [
        "" if not math.isfinite(c) else str(int(c)) if c == int(c) else repr(c) for c in counts
    ]
    assert written(counts, counts=True) == expected


def test_any_bits_of_a_number_are_written_as_python_writes_them():
    bits = np.random.default_rng(2010).bytes(8 * 100_000)
    numbers = [n for (n,) in struct.iter_unpack("<d", bits) if math.isfinite(n)]
    # Few of those are of a size that a spreadsheet holds; these all are.
    numbers += [math.ldexp(math.frexp(n)[0], -12 + place % 60) for place, n in enumerate(numbers)]
    assert written(numbers, counts=False) == list(map(repr, numbers))


@given(rows=st.lists(st.tuples(TEXTS, st.integers(0, 10**6), TEXTS), max_size=12), data=st.data())
def test_rows_stand_in_their_order_however_they_are_cut(rows, data):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "_ROWS", data.draw(st.integers(1, 20)))
        patch.setattr(lines, "_ROOM", data.draw(st.integers(1, 200)))
        patch.setattr(lines, "_TABLE", data.draw(st.sampled_from([0, 1 << 19])))
        first, numbers, last = zip(*rows, strict=True) if rows else ((), (), ())
        columns = [
            Texts(Column.of(first), "|"),
            Numbers(np.array(numbers, dtype=float), "|", counts=True),
            Texts(Column.of(last), "\n"),
        ]
        found = b"".join(lines.lines(columns, len(rows)))
    assert found.decode() == "".join(f"{a}|{number}|{b}\n" for a, number, b in rows)


def test_one_long_text_does_not_make_room_for_as_long_ones_everywhere(monkeypatch):
    made = []
    put_together = lines._put_together
    monkeypatch.setattr(
        lines, "_put_together", lambda *given: made.append(given[1]) or put_together(*given)
    )
    texts = ["short"] * 5_000 + ["x" * 30_000] + ["short"] * 5_000
    found = b"".join(lines.lines([Texts(Column.of(texts), "\n")], len(texts)))
    assert found.decode().splitlines() == texts
    assert all((rows.stop - rows.start) * 30_001 <= lines._ROOM for rows in made)


def test_halves_of_pairs_are_spelled_out():
    column = Texts(Column.of(["a\udc80"]), "\n")
    assert b"".join(lines.lines([column], 1)) == b"a\\udc80\n"
