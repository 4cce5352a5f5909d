"""The road from files to outputs, joined up: what the commands and notebooks call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from imscore.asking import Asked, complete, with_own_sheets, without_figures
from imscore.errors import InputError, PeriodError, UsageError
from imscore.following import with_follow_up
from imscore.inputs.files import load_inputs
from imscore.inputs.layouts.layout import load as load_layout
from imscore.inputs.read import read_files
from imscore.model import ENGLAND_NAME, Observations, Scorecard
from imscore.periods import Period, parse
from imscore.record import made_with
from imscore.reference import england, indicators
from imscore.reference.indicators import Catalogue
from imscore.scorecard.build import Choice, Reference, build

if TYPE_CHECKING:
    import pandas as pd

PathLike = str | Path


def read(
    *paths: PathLike,
    sheet: str | None = None,
    definitions: PathLike | None = None,
    layout: PathLike | None = None,
) -> Observations:
    """Reads one or many spreadsheets.

    Args:
        paths: .xlsx, .xls, .xlsb, .ods or .csv files, or `-` for standard input.
        sheet: read this sheet alone.
        definitions: a folder with more indicators, or the user's own versions of them.
        layout: a description of the tables, in place of the layouts that are known.

    Returns:
        The observations, England rows included, with warnings and notes.

    Raises:
        InputError: with every problem of every file, where one of them is an error.
    """
    return read_with(indicators.load(_path(definitions)), paths, sheet, layout)


def read_with(
    catalogue: Catalogue,
    paths: Sequence[PathLike],
    sheet: str | None = None,
    layout: PathLike | None = None,
    *,
    disclosure: str = "",
) -> Observations:
    """Reads as `read` does, by indicators that are loaded already.

    Under a rule on small numbers errors name kinds and cells, and no figures.
    """
    files, unopened = load_inputs(paths)
    own = load_layout(Path(layout)) if layout is not None else None
    try:
        return read_files(files, catalogue, sheet, unopened, own)
    except InputError as error:
        if disclosure:
            raise without_figures(error, disclosure) from None
        raise


def load_reference(
    definitions: PathLike | None = None, england_file: PathLike | None = None
) -> Reference:
    """Loads the indicators and the England series, built-in or the user's own."""
    own = _path(definitions)
    catalogue = indicators.load(own)
    series = _path(england_file) or indicators.built_in_folder() / "england.csv"
    folders = [indicators.built_in_folder(), *([own] if own else [])]
    return Reference(catalogue, england.load(catalogue, series), series, folders)


def score(
    observations: Observations,
    area: str | None = None,
    *,
    as_of: Period | str | None = None,
    exact_periods: bool = False,
    benchmark: str = ENGLAND_NAME,
    groups: Mapping[str, Sequence[str]] | PathLike | None = None,
    leave_out: bool = False,
    targets: PathLike | pd.DataFrame | None = None,
    commentary: PathLike | pd.DataFrame | None = None,
    disclosure: str | None = None,
    follow_up: PathLike | None = None,
    rebase: str | Sequence[str] = (),
    baseline: str | Sequence[str] = (),
    reference: Reference | None = None,
) -> Scorecard:
    """Makes the scorecard of one area.

    Args:
        observations: from `read`.
        area: code or name; needed only where there are several local areas.
        as_of: for each indicator the latest observation that ends no later than this period does,
            such as `2008/09`.
        exact_periods: no other period of England's stands in for a quarter.
        benchmark: what the area is held against: England, the code or name of a region in the
            input, or the name of a group.
        groups: from a group's name to its areas' codes or names, or a groups.toml.
        leave_out: take the area out of the group that it is held against.
        targets: a spreadsheet of targets, or a table with `indicator, area, period, target`; where
            left out, the sheet called `targets` of the input, if there is one.
        commentary: the same for commentary: `indicator, area, period, lead, commentary`, and the
            sheet called `commentary`.
        disclosure: a rule on small numbers: none, ons_deaths, under5 or nhs_1_7.
        follow_up: last quarter's board workbook, whose sheet of actions is taken over.
        rebase: where control charts begin anew: `2009/10 Q1`, or `indicator=2009/10 Q1`.
        baseline: the last quarter that the limits of control charts rest on, in the same way.
        reference: from `load_reference`; the built-in one where left out. Where `read` was given
            definitions, the reference has to be loaded with the same ones.

    Raises:
        UsageError: where the area, benchmark, group or rule is not there or not clear, or a period
            is none.
        InputError: where the targets or the commentary have errors.
        DefinitionError: where the groups.toml is wrong.
    """
    used = reference or load_reference()
    asked = Asked(
        benchmark=benchmark,
        groups_file=_path(groups) if isinstance(groups, str | Path) else None,
        groups=groups if isinstance(groups, Mapping) else {},
        leave_out=leave_out,
        targets=targets,
        commentary=commentary,
        disclosure=disclosure,
        follow_up=follow_up,
        rebase=[rebase] if isinstance(rebase, str) else rebase,
        baseline=[baseline] if isinstance(baseline, str) else baseline,
    )
    choice = Choice(area, False, to_period(as_of), exact_periods)
    return score_areas(observations, complete(choice, asked, used.catalogue), used)[0]


def to_period(as_of: Period | str | None, name: str = "as_of") -> Period | None:
    """A period from its text; a period, or None, as it is.

    Args:
        as_of: such as `2008/09`.
        name: what the message calls it.

    Raises:
        UsageError: where the text is no period.
    """
    if not isinstance(as_of, str):
        return as_of
    try:
        return parse(as_of)
    except PeriodError as error:
        raise UsageError(f"{name}: {as_of!r} {error}.") from None


def score_areas(
    observations: Observations, choice: Choice, reference: Reference | None = None
) -> list[Scorecard]:
    """Makes the scorecards asked for, with a record of what they were made with."""
    used = reference or load_reference()
    choice = with_own_sheets(choice, observations)
    cards = build(observations, used, choice, made_with(observations, choice, used))
    return with_follow_up(cards, choice.follow_up)


def starting_layout(path: PathLike, sheet: str | None = None) -> str:
    """A layout file to complete, from what is understood of a file, or of one sheet of it.

    Raises:
        InputError: where the file cannot be read.
    """
    from imscore.inputs.layouts.start import starting_layout as start
    from imscore.inputs.sheets import open_file
    from imscore.outputs.harmless import harmless

    files, unopened = load_inputs([path])
    if unopened:
        raise InputError("The input cannot be read.", unopened)
    # The names go into a file that a program reads again.
    name, content = harmless(files[0][0]), files[0][1]
    opened = open_file(name, content, sheet)
    return start(opened.sheets, indicators.load(), Path(name).stem)


def write(scorecard: Scorecard | Sequence[Scorecard], path: PathLike) -> None:
    """Writes scorecards to a file, whole or not at all; the extension picks the format.

    Raises:
        UsageError: where the extension is not one of an output.
        OutputError: where the file could not be written; what stood there is untouched.
    """
    from imscore import outputs
    from imscore.outputs import atomic

    target = Path(path)
    scorecards = [scorecard] if isinstance(scorecard, Scorecard) else list(scorecard)
    atomic.write(target, outputs.render(scorecards, outputs.format_for(target)))


def _path(path: PathLike | None) -> Path | None:
    return None if path is None else Path(path)
