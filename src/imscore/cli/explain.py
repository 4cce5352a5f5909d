"""`imscore explain`: one indicator's judgement in plain English, with the numbers put in."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from imscore.cli import options

if TYPE_CHECKING:
    from imscore.model import Observations, Row, Scorecard
    from imscore.scorecard.build import Choice, Reference

EPILOG = """Examples:

imscore explain sample_data/anytown_pct.xlsx infant_mortality

imscore explain sample_data/greater_manchester.csv --area Bolton SATOD
"""


def explain(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A spreadsheet: .xlsx, .xls, .xlsb, .ods or .csv; - reads standard input.",
            show_default=False,
        ),
    ],
    indicator: Annotated[
        str,
        typer.Argument(metavar="INDICATOR", help="Its id or name.", show_default=False),
    ],
    area: Annotated[
        str | None,
        typer.Option(
            "--area",
            metavar="CODE-OR-NAME",
            help="The area; needed where the input holds several.",
            show_default=False,
        ),
    ] = None,
    also: Annotated[
        list[str] | None,
        typer.Option("--also", metavar="FILE", help="A further file.", show_default=False),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="PERIOD",
            help="The latest figure that ends no later than PERIOD does.",
            show_default=False,
        ),
    ] = None,
    exact_periods: Annotated[
        bool,
        typer.Option(
            "--exact-periods", help="Never hold a quarter against England's financial year."
        ),
    ] = False,
    benchmark: options.Benchmark = None,
    group: options.Group = None,
    groups: options.Groups = None,
    leave_out: options.LeaveOut = False,
    targets: options.Targets = None,
    disclosure: options.Disclosure = None,
    rebase: options.Rebase = None,
    baseline: options.Baseline = None,
    sheet: options.Sheet = None,
    layout: options.Layout = None,
    definitions: options.Definitions = None,
    england: options.England = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Explain one indicator's judgement in plain English, with the numbers put in."""
    from imscore import pipeline
    from imscore.asking import Asked, complete, find_indicator
    from imscore.cli.messages import show_remarks
    from imscore.outputs import explanation
    from imscore.outputs.terminal import console_for
    from imscore.scorecard.build import Choice

    reference = pipeline.load_reference(definitions, england)
    asked = Asked(
        benchmark=benchmark,
        group=group or (),
        groups_file=groups,
        leave_out=leave_out,
        targets=targets,
        disclosure=disclosure,
        rebase=rebase or (),
        baseline=baseline or (),
    )
    wanted = find_indicator(reference.catalogue, indicator)
    choice = Choice(area, False, pipeline.to_period(as_of, "--as-of"), exact_periods)
    choice = complete(choice, asked, reference.catalogue)
    observations = pipeline.read_with(
        reference.catalogue,
        [file, *(also or [])],
        sheet,
        layout,
        disclosure=choice.disclosure,
    )
    (card,) = _scored(observations, choice, reference)
    explanation.render(card, _row(card, wanted), console_for(sys.stdout))
    show_remarks(card.input_problems, card.notes, quiet=quiet, verbose=verbose)


def _scored(observations: Observations, choice: Choice, reference: Reference) -> list[Scorecard]:
    """Scores one area; `--all-areas`, which others may be offered, is not an option here."""
    from imscore import pipeline
    from imscore.errors import UsageError

    try:
        return pipeline.score_areas(observations, choice, reference)
    except UsageError as error:
        raise UsageError(
            str(error).replace(" (imscore report takes --all-areas too)", "")
        ) from None


def _row(card: Scorecard, wanted: str) -> Row:
    from imscore.errors import UsageError

    for row in card.rows:
        if row.indicator == wanted:
            return row
    area = card.area_name or card.area_code
    there = ", ".join(row.indicator for row in card.rows)
    raise UsageError(f"The input has nothing on {wanted} for {area}. It has: {there}.")
