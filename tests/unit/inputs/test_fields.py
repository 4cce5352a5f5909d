"""The quick road through a text file: it reads as the csv module does, or says it cannot."""

import csv
import io

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from imscore.errors import InputError
from imscore.inputs import field_codes, fields, text_table
from imscore.inputs.sheets import open_file

PIECES = st.sampled_from(
    ["a", "b", "é", " ", ",", ",", "\n", "\n", '"', '"', "\r", "\r\n", "0.5", "longer than a word",
     "x" * 63, "x" * 64, "y" * 70]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map("".join)
CELLS = st.sampled_from(["", "a", 'b"', "q,r", "l\nm", "twelve letters", "e é", '""', "z" * 70])
TABLES = st.lists(st.lists(CELLS, max_size=4), max_size=6)


def by_csv(content):
    """The columns by the csv module, None where it refuses the text."""
    stream = io.StringIO(content.decode(), newline="")
    try:
        rows = list(csv.reader(stream, strict=True))
    except csv.Error:
        return None
    width = max(map(len, rows), default=0)
    padded = [row + [""] * (width - len(row)) for row in rows]
    return [list(column) for column in zip(*padded, strict=True)]


def check(content):
    found = fields.read(content, 0, ",")
    if found is None:
        return False
    cells = [[column[row] for row in range(found.height)] for column in found.columns()]
    assert cells == [column.tolist() for column in found.columns()]
    # Few rows are coded cell by cell: here by whole arrays too, as many rows are.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fields, "_SHORT", 0)
        assert cells == [column.tolist() for column in found.columns()]
    expected = by_csv(content)
    assert expected is not None
    if any(cell for column in cells for cell in column):
        assert cells == expected
    return True


@settings(max_examples=1500, deadline=None)
@given(text=TEXTS)
@example(text='"x,"b"')
@example(text='a,"b""c"\r\nd,e')
@example(text='""\n"')
@example(text='"a"b,c\n')
def test_any_text_is_read_as_the_csv_module_reads_it_or_not_at_all(text):
    check(text.encode())


@settings(max_examples=300, deadline=None)
@given(rows=TABLES, end=st.sampled_from(["\n", "\r\n"]), every=st.booleans(), cut=st.booleans())
def test_what_a_program_writes_is_always_read(rows, end, every, cut):
    stream = io.StringIO()
    style = csv.QUOTE_ALL if every else csv.QUOTE_MINIMAL
    csv.writer(stream, lineterminator=end, quoting=style).writerows(rows)
    text = stream.getvalue().removesuffix(end) if cut else stream.getvalue()
    assert check(text.encode())


@pytest.mark.parametrize("block", [1, 2, 7])
def test_where_blocks_are_cut_makes_no_difference(monkeypatch, block):
    content = b'a,"b\nc","d""e"\r\n"",f,g\n"h,i",,"j"'
    monkeypatch.setattr(fields, "_BLOCK", block)
    assert check(content)


@settings(max_examples=500, deadline=None)
@given(text=TEXTS)
@example(text='"a""b",é\n0.5,"c"')
def test_texts_made_of_bytes_at_once_are_the_same(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(field_codes, "_MANY", 1)
        check(text.encode())


@settings(max_examples=500, deadline=None)
@given(text=TEXTS)
def test_columns_of_which_nearly_all_differ_are_the_same(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(field_codes, "_SAMPLE", 1)
        patch.setattr(field_codes, "_DIFFERENT", 0.3)
        check(text.encode())


def test_a_long_column_of_different_fields_and_some_equal_ones():
    numbers = [f"{row / 7:.9f}" for row in range(70_000)]
    numbers[40_000:40_010] = ["0.5"] * 10
    (column,) = fields.read("\n".join(numbers).encode(), 0, ",").columns()
    assert column.tolist() == numbers
    assert column.equals("0.5").sum() == 10
    assert len(column.present()) == len(set(numbers))


@pytest.mark.parametrize("text", ["a,b\rc,d\r", 'a,b"c"\n', '"a\n', '"a" ,b\n', "a\r\nb\rc\n"])
def test_unusual_text_is_left_to_the_csv_module(text):
    assert fields.read(text.encode(), 0, ",") is None


def test_a_field_longer_than_the_csv_module_takes_is_refused():
    content = b"a," + b"x" * (csv.field_size_limit() + 1) + b"\n"
    assert fields.read(content, 0, ",") is None
    with pytest.raises(InputError):
        open_file("t.csv", content)


def test_a_marked_beginning_and_rows_of_different_lengths():
    found = text_table.read("t.csv", b"\xef\xbb\xbfsep=;\na;b\n\nc\n")
    assert [column.tolist() for column in found.columns] == [["a", "", "c"], ["b", "", ""]]
    assert (found.separator, found.notes, found.doubts) == (";", [], ())


def test_which_records_are_short_and_which_fields_hold_line_ends():
    found = fields.read(b'a,"b\nc"\n\n"d\r\ne",f\n"g""\n\nh"\n', 0, ",")
    assert found.sizes.tolist() == [2, 0, 2, 1]
    assert found.broken() == [(0, 1, "b\nc"), (2, 0, "d\r\ne"), (3, 0, 'g"\n\nh')]
    assert fields.read(b"a,b\nc\n", 0, ",").broken() == []


def test_each_different_field_has_one_code():
    rows = np.arange(5000) % 7
    content = "".join(f"{row},{'long ' * 20}{row}\n" for row in rows).encode()
    first, second = fields.read(content, 0, ",").columns()
    assert len(first.distinct) == len(second.distinct) == 7
    assert first.codes.tolist() == second.codes.tolist() == rows.tolist()
