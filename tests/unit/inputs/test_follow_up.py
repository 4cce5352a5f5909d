"""The follow-up sheet read back: kept as it is written, refused where something would be lost."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from openpyxl.comments import Comment

from imscore.errors import InputError
from imscore.inputs.follow_up import read_follow_up

HEADINGS = ["Theme", "Action", "Lead role", "Due", "Status"]
LINES = [
    [
        "smoking",
        "Train midwives to test for CO",
        "Head of midwifery",
        "2010-09-30",
        "Done",
    ],
    ["housing", "=SUM(1) is text\nand so is this", "", "March 2011", "under way"],
    ["", "  two spaces stay  ", "", "", ""],
]


def workbook(*rows, name="Actions", edit=None, **facts):
    """A workbook with the lines above the table that a board workbook has, then `rows`."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    sheet.append(["Actions"])
    sheet.append(["Area", facts.get("area", "Anytown PCT"), facts.get("code", "5ZZ")])
    sheet.append(["A lead is a role, not a person. Due: 2011-03-31, 31/03/2011, March 2011 or "
                  "2010/11 Q4."])  # fmt: skip
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    if edit:
        edit(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def refused(content, name="last.xlsx"):
    with pytest.raises(InputError) as caught:
        read_follow_up(name, content)
    return [(problem.cell, problem.code) for problem in caught.value.problems]


def test_every_line_is_kept_as_it_is_written():
    found = read_follow_up("last.xlsx", workbook(*LINES))
    told = [[a.theme, a.action, a.lead, a.due, a.status] for a in found.actions]
    assert told == LINES
    assert [a.source.cell for a in found.actions if a.source] == ["A5", "A6", "A7"]
    assert (found.area_name, found.area_code, found.cell) == ("Anytown PCT", "5ZZ", "B2")
    assert found.problems == ()


def test_a_day_that_a_spreadsheet_made_a_date_of_is_written_out():
    line = ["smoking", "Act", "", date(2011, 3, 31), "not started"]
    assert read_follow_up("last.xlsx", workbook(line)).actions[0].due == "2011-03-31"


def test_blank_rows_between_lines_lose_nothing():
    found = read_follow_up("last.xlsx", workbook(LINES[0], [None] * 5, LINES[1]))
    assert [a.source.cell for a in found.actions if a.source] == ["A5", "A7"]


def test_a_plain_table_without_an_area_is_read():
    text = "Theme,Action,Lead role,Due,Status\nsmoking,Act,,,done\n"
    found = read_follow_up("mine.csv", text.encode())
    assert (found.area_code, found.area_name, found.cell) == ("", "", "")
    assert found.actions[0].action == "Act"


def test_a_due_day_that_is_none_is_kept_with_a_warning():
    found = read_follow_up("last.xlsx", workbook(["smoking", "Act", "", "spring", "done"]))
    assert found.actions[0].due == "spring"
    assert [(p.cell, p.code, p.severity) for p in found.problems] == [
        ("D5", "unclear_due", "warning")
    ]


def put(cell, value):
    def edit(sheet):
        sheet[cell] = value

    return edit


def comment(cell):
    cell.comment = Comment("ask finance", "us")


def swap_columns(sheet):
    for row in sheet.iter_rows(min_row=4):
        row[2].value, row[3].value = row[3].value, row[2].value


@pytest.mark.parametrize(
    ("edit", "problems"),
    [
        (put("C4", "Owner"), [("C4", "sheet_heading")]),
        (put("C4", None), [("C4", "sheet_heading")]),
        (swap_columns, [("C4", "sheet_heading"), ("D4", "sheet_heading")]),
        (
            lambda sheet: sheet.delete_cols(4),
            [("D4", "sheet_heading"), ("E4", "sheet_heading")],
        ),
        (put("F6", "£4,000"), [("F6", "text_outside")]),
        (put("F4", "Cost"), [("F4", "text_outside")]),
        (put("D3", "Ring the council"), [("D3", "text_outside")]),
        (put("A1", "Our actions"), [("A1", "text_outside")]),
        (put("D2", "and Othertown"), [("D2", "text_outside")]),
        (put("A3", "Area"), [("A3", "text_outside")]),
        (lambda sheet: sheet.insert_rows(4), []),
        (lambda sheet: sheet.merge_cells("A5:A6"), [("A5", "merged_rows")]),
        (
            lambda sheet: sheet.merge_cells("A4:B4"),
            [("B4", "sheet_heading"), ("A4", "merged_rows")],
        ),
        (lambda sheet: sheet.merge_cells("A1:E1"), []),
        (put("E5", "in hand"), [("E5", "unknown_status")]),
        (put("B5", None), [("B5", "missing_cell")]),
        (put("D5", "=TODAY()+30"), [("D5", "form_formula")]),
        (put("B2", "=Data!A1"), [("B2", "form_formula")]),
        (lambda sheet: comment(sheet["B6"]), [("B6", "form_comment")]),
        (put("B5", "#N/A"), [("B5", "form_error_value")]),
        (lambda sheet: (put("B2", None)(sheet), put("C2", None)(sheet)), [("B2", "missing_cell")]),
    ],
)  # fmt: skip
def test_a_sheet_edited_in_the_wrong_place(edit, problems):
    content = workbook(*LINES, edit=edit)
    if problems:
        assert refused(content) == problems
    else:
        assert len(read_follow_up("last.xlsx", content).actions) == 3


def test_line_breaks_are_kept_and_what_cannot_be_seen_is_told():
    """U+202E turns the reading direction: a lead role may look like another one."""
    line = ["smoking", "Act\nand tell", "Head \u202eof", "", "done"]
    found = read_follow_up("last.xlsx", workbook(line))
    assert found.actions[0].action == "Act\nand tell"
    assert [(p.cell, p.code, p.found) for p in found.problems] == [("C5", "form_unseen", "U+202E")]


def test_all_problems_of_the_rows_at_once():
    rows = [["a", "", "", "", "finished"], ["b", "Act", "", "", "half"]]
    assert refused(workbook(*rows)) == [
        ("B5", "missing_cell"),
        ("E5", "unknown_status"),
        ("E6", "unknown_status"),
    ]


def test_a_column_of_people_is_refused():
    line = ["smoking", "Act", "943 476 5919", "", "done"]
    content = workbook(line, line, line, edit=put("C4", "NHS number"))
    assert ("C4", "personal_data") in refused(content)


def test_no_such_sheet_and_no_headings():
    book = openpyxl.load_workbook(io.BytesIO(workbook(*LINES, name="Acts")))
    book.create_sheet("Other")
    stream = io.BytesIO()
    book.save(stream)
    assert refused(stream.getvalue()) == [("", "no_such_sheet")]
    assert refused(workbook(*LINES, edit=lambda sheet: sheet.delete_rows(4))) == [("", "no_table")]


def test_a_hidden_sheet_is_said_to_be_hidden():
    def hide(sheet):
        sheet.sheet_state = "hidden"
        sheet.parent.create_sheet("Data")
        sheet.parent.create_sheet("Notes")

    with pytest.raises(InputError) as caught:
        read_follow_up("last.xlsx", workbook(*LINES, edit=hide))
    assert "is hidden" in caught.value.problems[0].message
