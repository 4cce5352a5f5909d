"""What `imscore check` found, for people and for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from imscore.model import Problem
from imscore.outputs import Format
from imscore.outputs.harmless import harmless
from imscore.outputs.tables import seen

CHECK_FORMATS: dict[str, Format] = {
    "text": Format(".txt", "checked:to_text"),
    "json": Format(".json", "checked:to_json"),
    "xlsx": Format(".xlsx", "marked:to_xlsx", binary=True),
}
_SHOWN_OF_A_KIND = 20
_LONGEST = 2_000


@dataclass(frozen=True)
class Summary:
    """How much was read.

    Attributes:
        rows: rows with figures; read and set_aside are None where errors stand in the way.
        wrong: rows with an error.
    """

    files: int
    rows: int
    read: int | None
    set_aside: int | None
    wrong: int
    errors: int
    warnings: int


def summarise(
    problems: Sequence[Problem], *, files: int, rows: int, read: int | None, wrong: int
) -> Summary:
    """Counts errors and warnings, and what is neither read nor wrong."""
    severities = Counter(problem.severity for problem in problems)
    aside = None if read is None else max(rows - read, 0)
    errors, warnings = severities["error"], severities["warning"]
    return Summary(files, rows, read, aside, wrong, errors, warnings)


def to_json(problems: Sequence[Problem], notes: Sequence[str], summary: Summary) -> str:
    """Writes `{"problems": [...], "notes": [...], "summary": {...}}`, every problem listed."""
    document = {
        "problems": [problem.to_dict() for problem in problems],
        "notes": list(notes),
        "summary": {name: getattr(summary, name) for name in Summary.__dataclass_fields__},
    }
    return seen(json.dumps(document, ensure_ascii=False, indent=1)) + "\n"


def to_text(
    problems: Sequence[Problem], notes: Sequence[str], summary: Summary, *, whole: bool = False
) -> str:
    """Writes the problems by file and sheet, errors first, then notes and one line of totals.

    Args:
        problems: as they were found.
        notes: what was inferred or set aside.
        summary: the totals.
        whole: list every problem, not only the first twenty of a kind on a sheet.
    """
    lines: list[str] = []
    by_file = _grouped(problems, "file")
    for file, in_file in by_file.items():
        lines.append(file)
        for sheet, on_sheet in _grouped(in_file, "sheet").items():
            lines += [f"  {sheet}"] if sheet else []
            lines += _listed(on_sheet, whole)
        lines.append("")
    if notes:
        lines += ["Notes", *(f"  {note}" for note in notes), ""]
    lines.append(total(summary))
    return "\n".join(_safe(line) for line in lines) + "\n"


def total(summary: Summary) -> str:
    """One line: what was read, set aside and wrong.

    >>> total(Summary(1, 12, 10, 2, 0, 0, 1))
    '1 file, 12 rows with figures: 10 read, 2 set aside, 0 wrong. 0 errors, 1 warning.'
    """
    start = f"{_many(summary.files, 'file')}, {_many(summary.rows, 'row')} with figures: "
    if summary.read is None:
        how = f"{summary.wrong:,} wrong; nothing is read until the errors are put right."
    else:
        how = f"{summary.read:,} read, {summary.set_aside:,} set aside, {summary.wrong:,} wrong."
    counts = f"{_many(summary.errors, 'error')}, {_many(summary.warnings, 'warning')}."
    return f"{start}{how} {counts}"


def explanation(about: Mapping[str, str]) -> str:
    """Writes what a kind of problem means; `about` has code, severity, means, matters, example."""
    return (
        f"{about['code']} ({about['severity']})\n\n"
        f"What it means:  {about['means']}\n"
        f"Why it matters: {about['matters']}\n"
        f"For example:    {about['example']}\n"
    )


def _listed(problems: Iterable[Problem], whole: bool) -> list[str]:
    lines: list[str] = []
    ordered = sorted(problems, key=lambda problem: (problem.severity != "error", problem.code))
    for code, group in groupby(ordered, key=lambda problem: problem.code):
        kind = list(group)
        shown = kind if whole else kind[:_SHOWN_OF_A_KIND]
        for problem in shown:
            lines += _entry(problem)
        if len(kind) > len(shown):
            more = f"{len(kind) - len(shown):,} more of this kind ({code})"
            lines.append(f"    ... and {more}: -v lists them all")
    return lines


def _entry(problem: Problem) -> list[str]:
    where = f"{problem.cell}: " if problem.cell else ""
    lines = [f"    {where}{problem.severity}: {problem.message} [{problem.code}]"]
    lines += [f"        expected: {problem.expected}"] if problem.expected else []
    lines += [f"        to do: {problem.hint}"] if problem.hint else []
    return lines


def _grouped(problems: Iterable[Problem], what: str) -> dict[str, list[Problem]]:
    groups: dict[str, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(getattr(problem, what), []).append(problem)
    return groups


def _safe(line: str) -> str:
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + harmless(line, _LONGEST + indent) if line.strip() else ""


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
