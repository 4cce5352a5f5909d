"""What is expected of one broken or doubtful file, and whether reading it comes out so."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from tests.builders.made import ROW

from imscore.errors import InputError
from imscore.inputs.read import read_files
from imscore.model import Observations, Problem
from imscore.reference import indicators

Figure = tuple[Any, ...]
FIELDS = ("area", "indicator", "period", "numerator", "denominator", "value", "marker")
MADE_FROM_COUNTS = 120 / 650 * 100
# Other words for an outcome: any code will do, or any cell.
ANY = "*"


@dataclass(frozen=True)
class Case:
    """A file and what is expected of it.

    Attributes:
        name: what is wrong with it, in words.
        content: its bytes, or what makes them.
        refused: the code and cell of an error that has to be among those given; `ANY` for either.
        figures: what has to be read, and nothing else.
        warned: codes and cells of warnings that have to be given.
        noted: words that a note, or a warning, has to have.
        file: its name.
        fault: why it is not so yet; "" where it is.

    Where both `refused` and `figures` are given, either outcome is right.
    """

    name: str
    content: bytes | Callable[[], bytes]
    refused: tuple[str, str] | None = None
    figures: Sequence[Figure] | None = None
    warned: Sequence[tuple[str, str]] = ()
    noted: str = ""
    file: str = ""
    fault: str = ""


def figure(
    area: str = "5ZZ",
    indicator: str = ROW[2],
    period: str = ROW[3],
    numerator: float | None = 120,
    denominator: float | None = 650,
    value: float | None = MADE_FROM_COUNTS,
    marker: str = "",
) -> Figure:
    """An observation that is expected, the standard row's unless told otherwise."""
    return (area, indicator, period, numerator, denominator, value, marker)


def shown(value: float | None, marker: str = "", **changes: Any) -> Figure:
    """An expected observation without counts."""
    return figure(**{"numerator": None, "denominator": None, **changes}, value=value, marker=marker)


def parameters(cases: Sequence[Case]) -> list[Any]:
    """The cases for `pytest.mark.parametrize`; a name that stands twice is a slip."""
    names = [case.name for case in cases]
    assert len(names) == len(set(names)), sorted(n for n in names if names.count(n) > 1)
    return [
        pytest.param(
            case,
            id=case.name,
            marks=[pytest.mark.xfail(reason=case.fault, strict=True)] if case.fault else [],
        )
        for case in cases
    ]


def verify(case: Case) -> None:
    """Reads a case's file and holds the outcome against what is expected."""
    try:
        found = read_files([(file_of(case), content_of(case))], CATALOGUE)
    except InputError as error:
        _verify_refusal(case, error.problems)
    else:
        _verify_reading(case, found)


def content_of(case: Case) -> bytes:
    return case.content if isinstance(case.content, bytes) else case.content()


def file_of(case: Case) -> str:
    return case.file or ("t.xlsx" if content_of(case).startswith(b"PK") else "t.csv")


def _verify_refusal(case: Case, problems: Sequence[Problem]) -> None:
    errors = [(p.code, p.cell) for p in problems if p.severity == "error"]
    assert errors
    assert all(p.text.isprintable() for p in problems)
    assert case.refused is not None, f"refused: {[p.text for p in problems]}"
    code, cell = case.refused
    fits = [e for e in errors if code in (ANY, e[0]) and cell in (ANY, e[1])]
    assert fits, f"expected {case.refused}, got {[p.text for p in problems]}"


def _verify_reading(case: Case, found: Observations) -> None:
    frame = found.frame[list(FIELDS)]
    rows = [tuple(row) for row in frame.itertuples(index=False)]
    assert case.figures is not None, f"read: {rows}; {found.notes} {found.problems}"
    here, wanted = (sorted(map(_plain, part), key=repr) for part in (rows, case.figures))
    assert here == wanted, f"expected {wanted}, got {here}; {found.notes} {found.problems}"
    warned = {(p.code, p.cell) for p in found.problems}
    for code, cell in case.warned:
        assert any(code in (ANY, c) and cell in (ANY, at) for c, at in warned), (code, cell, warned)
    said = " ".join([*found.notes, *(p.text for p in found.problems)])
    assert case.noted.casefold() in said.casefold(), said


def _plain(row: Figure) -> Figure:
    """Numbers to twelve digits, so that the order in which they were worked out does not count."""
    return tuple(_number(cell) if isinstance(cell, (int, float)) else cell for cell in row)


def _number(cell: float) -> float | None:
    return None if math.isnan(cell) else float(f"{cell:.12g}")


CATALOGUE = indicators.load()
