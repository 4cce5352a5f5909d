"""Joins the parts of `imscore selfcheck`: the form as filled in, and the figures beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from imscore import pipeline
from imscore.errors import InputError, UsageError
from imscore.inputs import kinds
from imscore.inputs.files import STANDARD_INPUT, load_inputs
from imscore.inputs.self_check import read_self_check
from imscore.model import SelfCheck
from imscore.reference.same_area import in_words, same_area
from imscore.tools.self_check_figures import Figures, figures


@dataclass(frozen=True, slots=True)
class Beside:
    """Files whose figures are to stand beside a self-check.

    Attributes:
        before, after: spreadsheets. area: code or name, None where each holds one local area.
        definitions, england: the user's own, None for the built-in ones.
    """

    before: str
    after: str
    area: str | None
    definitions: Path | None
    england: Path | None


def read(path: str) -> SelfCheck:
    """Reads a self-check from a file or from standard input.

    Raises:
        InputError: with every problem, where it cannot be read or something in it is wrong.
    """
    files, unopened = load_inputs([path])
    if unopened:
        raise InputError("The self-check cannot be read.", unopened)
    return read_self_check(*files[0])


def beside(check: SelfCheck, asked: Beside) -> Figures:
    """The area's figures before and after.

    Raises:
        UsageError: where the area is not there or not clear, or a file is standard input.
        InputError: where a file has errors, or the figures are of another area.
    """
    _refuse_standard_input([asked.before, asked.after])
    reference = pipeline.load_reference(asked.definitions, asked.england)
    read_one = [
        pipeline.read_with(reference.catalogue, [path]) for path in (asked.before, asked.after)
    ]
    found = figures(read_one[0], read_one[1], reference, asked.area)
    own = (check.area_name, check.area_code)
    if not same_area(own, found.area):
        words = {"found": in_words(own), "area": in_words(found.area)}
        problem = kinds.OTHER_AREA_FIGURES.at(check.file, check.sheet, check.cell, **words)
        raise InputError("The self-check and the figures are of different areas.", [problem])
    return found


def _refuse_standard_input(paths: Sequence[str]) -> None:
    if STANDARD_INPUT in paths:
        raise UsageError("Figures before and after are read from files: name them.")
