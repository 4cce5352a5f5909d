"""Columns as codes: what they give must be what a plain list of cells would give."""

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from imscore import columns as columns_module
from imscore.codes import first_of_each
from imscore.columns import Column, concatenated, load
from imscore.records import Records, combined

DAY = datetime.date(2008, 4, 1)
CELLS = st.sampled_from(["", "a", "b", "1", 0, 1, 1.0, 2.5, True, False, DAY])
ROWS = st.lists(CELLS, max_size=12)


def kinds(cells):
    """The cells with what tells True from 1; 1 and 1.0 are the same number."""
    return [(isinstance(cell, (bool, np.bool_)), cell) for cell in cells]


@given(rows=ROWS)
def test_cells_come_back_as_they_went_in(rows):
    for column in (Column.of(rows), concatenated([Column.of(rows[:5]), Column.of(rows[5:])])):
        assert len(column) == len(rows)
        assert kinds(column) == kinds(rows)
        assert kinds(column[place] for place in range(len(rows))) == kinds(rows)
        assert kinds(column[::2]) == kinds(rows[::2])
        assert len(set(map(str, kinds(column.distinct)))) == len(column.distinct)


@given(rows=ROWS)
def test_a_cell_is_found_before_and_after_the_codes_are_worked_out(rows):
    column = Column.of(rows)
    before = [column[place] for place in range(len(rows))]
    assert len(column.codes) == len(rows)
    assert kinds(before) == kinds(column[place] for place in range(len(rows)))


@given(rows=ROWS, data=st.data())
def test_rows_are_picked_and_no_other_cell_is_kept(rows, data):
    mask = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows))), bool
    )
    picked = Column.of(rows).take(mask)
    assert kinds(picked) == kinds(cell for cell, kept in zip(rows, mask, strict=True) if kept)
    assert len(picked.distinct) == len(set(map(str, kinds(picked))))
    assert picked.present() == list(dict.fromkeys(picked))


@given(rows=st.lists(st.text("aAbB ", max_size=3), max_size=12))
def test_a_function_sees_each_cell_once(rows):
    seen = []
    folded = Column.of(rows).map(lambda cell: (seen.append(cell), cell.casefold())[1])
    assert folded.tolist() == [cell.casefold() for cell in rows]
    assert sorted(seen) == sorted(set(rows))
    assert len(folded.distinct) == len(set(folded))


@given(
    rows=st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.sampled_from("xy")), max_size=20)
)
def test_different_rows_are_numbered_in_the_order_of_the_rows(rows):
    columns = [np.array([r[0] for r in rows], int), np.array([r[1] for r in rows], bool),
               Column.of([r[2] for r in rows])]  # fmt: skip
    codes, count = combined(columns)
    order = list(dict.fromkeys(rows))
    assert codes.tolist() == [order.index(row) for row in rows]
    assert count == len(order)
    assert [rows[place] for place in first_of_each(codes)[0]] == order


def test_a_cell_put_into_some_rows():
    column = Column.of(["a", "b", "a"]).put(np.array([1]), "")
    assert column.tolist() == ["a", "", "a"]
    assert list(column.distinct) == ["a", ""]


def test_comparing_is_row_by_row():
    column = Column.of(["a", "b", "a"])
    assert (column == "a").tolist() == [True, False, True]
    assert (column != "a").tolist() == [False, True, False]
    assert column.holds_only("a") is False
    assert Column.full(3, "a").holds_only("a") is True


def test_records_as_a_frame_and_back():
    records = Records({"area": Column.of(["a", "b", "a"]), "value": np.array([1.0, np.nan, 2.5])})
    frame = records.to_frame()
    assert frame["area"].tolist() == ["a", "b", "a"]
    again = Records.of_frame(frame).take(np.array([True, False, True]))
    assert again.text("area").tolist() == ["a", "a"]
    assert again.numbers("value").tolist() == [1.0, 2.5]
    assert again.row(1) == {"area": "a", "value": 2.5}
    with pytest.raises(TypeError):
        records.text("value")


@given(tables=st.lists(ROWS, max_size=5))
def test_columns_worked_out_at_once_are_the_same(tables):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns_module, "_LONG", 0)
        columns = [Column.of(rows) for rows in tables]
        load([*columns, *columns])
    assert [kinds(column) for column in columns] == [kinds(rows) for rows in tables]
    assert all(column._make is None for column in columns)
