"""Text that was damaged on the way: rows swallowed by a quotation mark, a last row cut."""

from __future__ import annotations

import pytest

HEAD = "area_code,area_name,indicator,period,numerator,denominator,value"
BOLTON = "E08000001,Bolton,smoking_at_delivery,2010/11,716,3821,18.7"
REST = "smoking_at_delivery,2010/11"


def text(*lines: str, end: str = "\n") -> bytes:
    return ("\n".join((HEAD, *lines)) + end).encode()


SWALLOWED = {
    "one row": [BOLTON, f'E08000002,"Bury,{REST},407,2484,16.4',
                f'E08000003,Manchester",{REST},1125,7947,14.2'],
    "two rows": [BOLTON, f'E08000002,"Bury,{REST},407,2484,16.4',
                 f"E08000003,Manchester,{REST},1125,7947,14.2",
                 f'E08000004,Oldham",{REST},545,3173,17.2', BOLTON.replace("0001,Bol", "0005,Hul")],
    "closes in another column": [BOLTON, f'E08000002,Bury,{REST},407,2484,"16.4',
                                 f'E08000003,Manchester,{REST},1125",7947,14.2'],
    "into the next code": [BOLTON, f'E08000002,Bury,{REST},407,2484,"16.4',
                           f'E08000003",Manchester,{REST},1125,7947,14.2'],
}  # fmt: skip


@pytest.mark.parametrize("lines", SWALLOWED.values(), ids=SWALLOWED)
def test_rows_that_a_quotation_mark_swallowed_are_an_error_at_the_line(problems, lines):
    found = [p for p in problems(text(*lines)) if p.code == "swallowed_rows"]
    assert [p.severity for p in found] == ["error"]
    assert found[0].cell.endswith("3")
    assert "line 3 of the file" in found[0].message


def test_the_line_counts_those_inside_earlier_cells(problems):
    lines = ['E08000001,"Bolton\nPCT",smoking_at_delivery,2010/11,716,3821,18.7']
    (found,) = problems(text(*lines, *SWALLOWED["one row"][1:]))
    assert found.cell == "B3"
    assert "begins on line 4 of the file" in found.message


@pytest.mark.parametrize("returns", ["\r\n", "\r"])
def test_other_line_ends_swallow_as_well(problems, returns):
    content = text(*SWALLOWED["two rows"]).replace(b"\n", returns.encode())
    assert "swallowed_rows" in [p.code for p in problems(content)]


HONEST = {
    "a name in two lines": '"Bolton\nMetropolitan Borough"',
    "a name with a comma": '"Bolton, Metropolitan\nBorough, the"',
    "an address": '"Town Hall, Victoria Square, Bolton, BL, UK\nopen, 9 to 5, daily"',
    "three lines": '"Bolton\n(North West)\n[note 1]"',
}


@pytest.mark.parametrize("name", HONEST.values(), ids=HONEST)
def test_honest_line_ends_in_a_cell_stay_readable(read, name):
    found = read(text(f",{name},{REST},716,3821,18.7", f",Bury,{REST},407,2484,16.4"))
    assert len(found.to_frame()) == 2
    assert not found.problems


def test_an_honest_note_of_several_lines_stays_readable(read):
    head = f"{HEAD},note\n"
    note = '"Revised in 2011,\nafter 12, then 14, late forms"'
    assert len(read((head + f"{BOLTON},{note}\n").encode()).to_frame()) == 1


@pytest.mark.parametrize("cut", ["E08000003,Manchester,smoking_at_deliver", "E0800", "E08000003",
                                 "Manchester,smoking"])  # fmt: skip
def test_a_file_cut_inside_its_last_row_is_warned_of_there(read, cut):
    found = read(text(BOLTON, cut, end=""))
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("cut_row", "warning")
    assert problem.cell.endswith("3")
    assert not any("words but no fig" in n for n in found.notes)


def test_a_wide_file_cut_inside_its_last_row_is_warned_of(read):
    lines = "Smoking at delivery (%),,,\nArea,2008/09,2009/10,2010/11\nBolton,19.2,18.1,17"
    found = read(f"{lines}\nBury,18.1,17.2,16.4\nMancheste".encode())
    assert not found.problems
    found = read(f"{lines}\nBury,18.1,17.2,16.4\nManchester,18".encode())
    assert [p.code for p in found.problems] == ["cut_row"]


@pytest.mark.parametrize(
    "last", ["Source: ONS, 2011", "Bury", BOLTON.replace("0001,Bol", "0002,B")]
)
def test_footnotes_and_whole_rows_need_no_line_end(read, last):
    assert "cut_row" not in [p.code for p in read(text(BOLTON, last, end="")).problems]


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_a_row_with_another_separator_is_warned_of(read, mark):
    row = f"E08000003,Manchester,{REST},1125,7947,14.2".replace(",", mark)
    found = read(text(BOLTON, row))
    assert [(p.code, p.cell) for p in found.problems] == [("lost_rows", "A3")]
    assert not any("hold words but no figures" in note for note in found.notes)


def test_rows_that_lost_their_figures_are_warned_of_once(read):
    row = "E08000003,Manchester,smoking_at_delivery,,,,"
    found = read(text(BOLTON, row, row.replace("3,Manchester", "4,Oldham")))
    assert [(p.code, p.cell) for p in found.problems] == [("lost_rows", "A3")]
    assert "nor in 1 row more" in found.problems[0].message


@pytest.mark.parametrize(
    "line",
    ["Notes,,,,,,", "E12000002,North West,,,,,", '"Source: ONS; births 2010; deaths 2011",,,,,,',
     "Counts are of 2010; see note 3; and 4,,,,,,", "1,All figures are of residents,x,,,,"],
)  # fmt: skip
def test_footnotes_and_headings_are_a_note_as_before(read, line):
    found = read(text(BOLTON, line))
    assert not found.problems
    assert any("words but no figures were not read: 3" in note for note in found.notes)
