"""Doubtful cells, one file each; what is expected was settled before the program was run."""

from __future__ import annotations

import datetime

import pytest
from tests.builders.doubtful import ANY, Case, figure, parameters, shown, verify
from tests.builders.made import HEADER, SHEET, as_csv, as_xlsx, changed, rezipped

NO_COUNTS = {"numerator": "", "denominator": ""}


def text(**fields: object) -> bytes:
    return as_csv(HEADER, changed(**fields))


def book(formats: dict[int, str] | None = None, **fields: object) -> bytes:
    return as_xlsx({"Data": [HEADER, changed(**fields)]}, formats)


def alone(value: object, **fields: object) -> bytes:
    """A value without counts."""
    return text(**NO_COUNTS, value=value, **fields)


def with_cell(xml: str, column: str = "G") -> bytes:
    """A workbook whose cell in row 2 is replaced by XML of its own, and has no counts."""
    content = as_xlsx({"Data": [HEADER, changed(**NO_COUNTS, value=99.5)]})
    old = b'<c r="G2"><v>99.5</v></c>'

    def change(part: bytes) -> bytes:
        assert old in part
        return part.replace(old, xml.replace("@", f"{column}2").encode())

    return rezipped(content, {SHEET: change})


def superscript(digits: str, raised: str) -> bytes:
    def also(workbook, pages):
        up = workbook.add_format({"font_script": 1})
        pages[0].write_rich_string("G2", digits, up, raised)

    return as_xlsx({"Data": [HEADER, changed(**NO_COUNTS, value="")]}, also=also)


def unsaved(counts: bool) -> bytes:
    fields = {} if counts else NO_COUNTS

    def change(part: bytes) -> bytes:
        return part.replace(b"<v>18.5</v>", b"<f>100*E2/F2</f>")

    return rezipped(as_xlsx({"Data": [HEADER, changed(**fields)]}), {SHEET: change})


# What stands in a numerator's place, by what it means.
MARKERS = {
    "suppressed": ["*", "[c]", "<5", "suppressed", "Suppressed", "[C]", "fewer than 5"],
    "not_available": [
        *("-", "–", "—", "..", ":", "x", "[x]", "n/a", "N/A", "[X]"),
        "not published for data quality reasons",
    ],
    "not_applicable": ["z", "[z]"],
    "unreliable": ["u", "[u]"],
}
MARKED = [
    Case(f"marker {spelt}", alone(spelt), figures=[shown(None, marker)])
    for marker, spellings in MARKERS.items()
    for spelt in spellings
]
READ = [
    Case("percent sign", alone("18.5%"), figures=[shown(18.5)]),
    Case("percent sign after a space", alone("18.5 %"), figures=[shown(18.5)]),
    Case("thousands commas", text(numerator="1,234", denominator="5,678", value=""),
         figures=[figure(numerator=1234, denominator=5678, value=1234 / 5678 * 100)]),
    Case("non-breaking spaces around", alone("\N{NBSP}18.5\N{NBSP}"), figures=[shown(18.5)]),
    Case("tabs and spaces around", alone("\t 18.5 "), figures=[shown(18.5)]),
    Case("numbers kept as text", book(numerator="120", denominator="650", value="18.5"),
         figures=[figure()]),
    Case("percent format", book({6: "0.0%"}, **NO_COUNTS, value=0.185), figures=[shown(18.5)]),
    Case("percent format, long fraction", book({6: "0%"}, **NO_COUNTS, value=0.181),
         figures=[shown(18.1)]),
    Case("percent format with text behind", book({6: '0.0"%"'}, **NO_COUNTS, value=18.5),
         figures=[shown(18.5)]),
    Case("superscript two glued on", alone("18.5²"), figures=[shown(18.5)]),
    Case("count with a superscript", text(numerator="120³"), figures=[figure()]),
    Case("raised digit in rich text", lambda: superscript("18.5", "2"), figures=[shown(18.5)]),
    Case("nought is no gap", text(numerator="0", value="0"),
         figures=[figure(numerator=0, value=0)]),
    Case("code in quotation marks of an export", text(area_code='="5E1"'),
         figures=[figure("5E1")]),
    Case("code 5E1 as text", text(area_code="5E1"), figures=[figure("5E1")]),
    Case("code 00AB as text", text(area_code="00AB"), figures=[figure("00AB")]),
    Case("code 5E1 as text in a workbook", book(area_code="5E1"), figures=[figure("5E1")]),
    Case("code with spaces around", text(area_code=" 5ZZ\N{NBSP}"), figures=[figure()]),
    Case("bare fraction beside counts", text(value="0.185"), figures=[figure()], noted="fraction"),
    Case("counts without a value", text(value=""), figures=[figure()]),
    Case("value in scientific form", alone("1.85E+01"), figures=[shown(18.5)],
         refused=("not_a_number", "G2")),
]  # fmt: skip
# Refused, or read as the only figure that can be meant.
EITHER = [
    Case("plus sign", alone("+18.5"), ("not_a_number", "G2"), [shown(18.5)]),
    Case("middle dot", alone("18·5"), ("not_a_number", "G2"), [shown(18.5)]),
    Case("full-width digits", alone("１８.５"), (ANY, "G2"), [shown(18.5)]),
    Case("Arabic-Indic digits", text(numerator="١٢٠"), ("not_a_number", "E2"), [figure()]),
    Case("ordinary space in thousands", text(numerator="1 234", denominator="5678", value=""),
         ("not_a_number", "E2"),
         [figure(numerator=1234, denominator=5678, value=1234 / 5678 * 100)]),
    Case("Swiss thousands", text(numerator="1'234", denominator="5678", value=""),
         ("not_a_number", "E2"),
         [figure(numerator=1234, denominator=5678, value=1234 / 5678 * 100)]),
    Case("zero-width space inside", alone("18\u200b.5"), ("not_a_number", "G2"), [shown(18.5)]),
    Case("minus nought", text(numerator="-0", value=""), ("negative", "E2"),
         [figure(numerator=0, value=0)]),
    Case("fraction alone, below what is plausible", alone("0.185"), ("ambiguous_fraction", "G2"),
         [shown(18.5)]),
    Case("soft hyphen before the number", alone("\N{SOFT HYPHEN}18.5"), (ANY, "G2"),
         [shown(18.5)]),
    Case("value with its interval in one cell", alone("18.5 (15.6-21.7)"),
         ("not_a_number", "G2"), [shown(18.5)]),
    Case("boolean as text", text(numerator="TRUE"), ("not_a_number", "E2"), None),
    Case("#N/A as text", alone("#N/A"), ("not_a_number", "G2"), [shown(None, "not_available")]),
    Case("#DIV/0! as text", alone("#DIV/0!"), ("not_a_number", "G2"),
         [shown(None, "not_available")]),
    Case("#DIV/0! as an error value", lambda: with_cell('<c r="@" t="e"><v>#DIV/0!</v></c>'),
         ("not_a_number", "G2"), [shown(None, "not_available")]),
    Case("#N/A as an error value", lambda: with_cell('<c r="@" t="e"><v>#N/A</v></c>'),
         ("not_a_number", "G2"), [shown(None, "not_available")]),
    Case("mark beside the number", alone("18.5 *"), ("not_a_number", "G2"),
         [shown(18.5)]),
    Case("provisional mark glued on", alone("18.5p"), ("not_a_number", "G2"), [shown(18.5)]),
    Case("unreliable mark glued on", alone("18.5u"), ("not_a_number", "G2"),
         [shown(18.5, "unreliable")]),
    Case("number format that shows nothing", book({4: ";;;"}, numerator=3, value=""),
         (ANY, ANY), [figure(numerator=None, value=None, marker="suppressed")]),
]  # fmt: skip
HIDDEN_COUNT = figure(numerator=None, value=None, marker="suppressed")
DISCLOSURE = [
    Case("format that shows a star over a count", book({4: '"*"'}, numerator=3, value=""),
         figures=[HIDDEN_COUNT]),
    Case("format that shows a star in each part", book({4: '"*";"*";"*"'}, numerator=3, value=""),
         figures=[HIDDEN_COUNT]),
    Case("format with a condition, small count", book({4: '[<5]"*";0'}, numerator=3, value=""),
         figures=[HIDDEN_COUNT]),
    Case("format with a condition, usual count", book({4: '[<5]"*";0'}, value=""),
         figures=[figure()]),
    Case("format that shows [c] over a value", book({6: '"[c]"'}, **NO_COUNTS, value=0.6),
         figures=[shown(None, "suppressed")]),
]  # fmt: skip
WARNED = [
    Case("formula whose result was not saved", lambda: unsaved(False), ("no_rows", "A1")),
    Case("formula not saved beside counts", lambda: unsaved(True), figures=[figure()],
         warned=[("unsaved_formula", "G2")]),
    Case("value that its counts do not give", text(value="17.0"), figures=[figure()],
         warned=[("value_disagrees", "G2")]),
    Case("part of a count", text(numerator="120.5", value=""),
         figures=[figure(numerator=120.5, value=120.5 / 6.5)], warned=[("part_count", "E2")]),
    Case("value beyond what has been seen", alone("75"), figures=[shown(75)],
         warned=[("implausible", "G2")]),
    Case("numerator alone", text(denominator="", value=""),
         figures=[figure(denominator=None, value=None, marker="not_available")],
         warned=[("incomplete_counts", ANY)]),
    Case("number where 5E1 was", book(area_code=50), figures=[figure("50")],
         warned=[("code_is_number", "A2")]),
    Case("5.00E+01 where 5E1 was", text(area_code="5.00E+01"), (ANY, "A2"),
         [figure("5.00E+01")], warned=[("code_is_number", "A2")]),
]  # fmt: skip
REFUSED = [
    Case("words in a number", alone("18.2 approx"), ("not_a_number", "G2")),
    Case("decimal comma", alone("18,5"), ("not_a_number", "G2")),
    Case("point for thousands, comma for decimals", alone("1.018,5"), ("not_a_number", "G2")),
    Case("two points", alone("18.5.1"), ("not_a_number", "G2")),
    Case("two numbers", alone("18.5/19.1"), ("not_a_number", "G2")),
    Case("range of numbers", alone("18-19"), ("not_a_number", "G2")),
    Case("letter O for nought", text(numerator="12O"), ("not_a_number", "E2")),
    Case("letter l for one", text(numerator="l20"), ("not_a_number", "E2")),
    Case("comma in the wrong place", text(numerator="1,23"), ("not_a_number", "E2")),
    Case("comma before four digits", text(numerator="1,2000"), ("not_a_number", "E2")),
    Case("infinity", alone("inf"), ("not_a_number", "G2")),
    Case("huge exponent", alone("1e400"), ("not_a_number", "G2")),
    Case("hexadecimal", alone("0x12"), ("not_a_number", "G2")),
    Case("currency", alone("£18.5"), ("not_a_number", "G2")),
    Case("brackets for a negative", text(numerator="(120)"), ("not_a_number", "E2")),
    Case("about", alone("~18"), ("not_a_number", "G2")),
    Case("per mille sign", alone("18.5‰"), ("not_a_number", "G2")),
    Case("one half as a sign", alone("18½"), ("not_a_number", "G2")),
    Case("query behind", text(numerator="120?"), ("not_a_number", "E2")),
    Case("count as a percentage", text(numerator="12%"), ("not_a_number", "E2")),
    Case("Unicode minus", text(numerator="−120"), ("negative", "E2")),
    Case("non-breaking hyphen as minus", text(numerator="\u2011120"), ("negative", "E2")),
    Case("boolean cell", book(numerator=True), ("not_a_number", "E2")),
    Case("date in a count", book({4: "d mmm"}, numerator=datetime.date(2008, 5, 1)),
         ("not_a_number", "E2")),
    Case("more events than people", text(numerator="1200"), ("numerator_over_denominator", "E2")),
    Case("nobody at risk", text(denominator="0"), ("zero_denominator", "F2")),
    Case("value per thousand in a percentage", text(value="184.6"), (ANY, "G2")),
    Case("value a tenth of what it should be", text(value="1.85"), ("wrong_unit", "G2")),
    Case("share beyond everyone", alone("150"), ("too_large", "G2")),
    Case("fraction that may be a percentage", alone("0.7"), ("ambiguous_fraction", "G2")),
    Case("fractions and percentages in one column",
         as_csv(HEADER, changed(**NO_COUNTS, value="0.7"),
                changed(**NO_COUNTS, period="2009/10", value="18.5")),
         ("ambiguous_fraction", "G2")),
    Case("number format over text", book({6: "0.0"}, **NO_COUNTS, value="see note"),
         ("not_a_number", "G2")),
]  # fmt: skip


@pytest.mark.parametrize(
    "case", parameters([*MARKED, *READ, *EITHER, *DISCLOSURE, *WARNED, *REFUSED])
)
def test_doubtful_cell(case):
    verify(case)
