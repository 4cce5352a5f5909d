"""`imscore report`: spreadsheets in, scorecard out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from imscore.cli import options

if TYPE_CHECKING:
    from imscore.asking import Asked
    from imscore.model import Scorecard
    from imscore.scorecard.choice import Choice

EPILOG = """Examples:

imscore report sample_data/anytown_pct.xlsx

imscore report sample_data/greater_manchester.csv --area Bolton

imscore report sample_data/anytown_pct.xlsx -o scorecard.xlsx

imscore report sample_data/greater_manchester.csv --all-areas --format csv

imscore report sample_data/anytown_pct.xlsx --formats xlsx,html -o pack

imscore report sample_data/anytown_pct.xlsx --disclosure under5
"""


def report(
    files: options.FilesOrNone = None,
    area: Annotated[
        str | None,
        typer.Option(
            "--area",
            metavar="CODE-OR-NAME",
            help="The area to report on; needed where the input holds several.",
            show_default=False,
        ),
    ] = None,
    all_areas: Annotated[
        bool, typer.Option("--all-areas", help="A scorecard for every local area.")
    ] = False,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="PERIOD",
            help="For each indicator the latest figure that ends no later than PERIOD does.",
            show_default=False,
        ),
    ] = None,
    exact_periods: Annotated[
        bool,
        typer.Option(
            "--exact-periods",
            help="Never hold a quarter against England's financial year.",
        ),
    ] = False,
    benchmark: options.Benchmark = None,
    group: options.Group = None,
    groups: options.Groups = None,
    leave_out: options.LeaveOut = False,
    targets: options.Targets = None,
    commentary: options.Commentary = None,
    disclosure: options.Disclosure = None,
    follow_up: options.FollowUp = None,
    rebase: options.Rebase = None,
    baseline: options.Baseline = None,
    store: Annotated[
        str | None,
        typer.Option(
            "--store",
            metavar="FILE",
            help="The store of imscore run: say what changed since its last run.",
            show_default=False,
        ),
    ] = None,
    as_known_on: Annotated[
        str | None,
        typer.Option(
            "--as-known-on",
            metavar="DATE",
            help="Without FILE: the scorecard as the store knew it then; or a run's number.",
            show_default=False,
        ),
    ] = None,
    sheet: options.Sheet = None,
    layout: options.Layout = None,
    definitions: options.Definitions = None,
    england: options.England = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            help="terminal, xlsx, csv, json, md, html, pdf or accessible.",
            show_default=False,
        ),
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--formats",
            metavar="NAME,NAME",
            help="Several formats at once, into the folder that -o names.",
            show_default=False,
        ),
    ] = None,
    output: options.OutputOrFolder = None,
    strict: options.Strict = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Compare local indicators with England and print or export the scorecard."""
    from imscore.cli import from_store
    from imscore.cli.deliver import pick_format
    from imscore.cli.kept_actions import deliver_scorecards
    from imscore.cli.messages import show_remarks
    from imscore.cli.packs import parse_formats, write_packs
    from imscore.errors import ExitCode, UsageError
    from imscore.model import notes_of, problems_of
    from imscore.outputs import REPORT_FORMATS

    if area is not None and all_areas:
        raise UsageError("Give --area or --all-areas, not both.")
    read_by = {"--sheet": sheet, "--layout": layout}
    judged_by = {"--indicators": definitions, "--england": england}
    from_store.refuse(files, as_known_on, {**read_by, **judged_by})
    several = parse_formats(formats, output, format_) if formats is not None else ()
    name = "" if several else pick_format(format_, output, "terminal", REPORT_FORMATS)

    from imscore import pipeline
    from imscore.asking import Asked
    from imscore.scorecard.choice import Choice

    asked = Asked(
        benchmark=benchmark,
        group=group or (),
        groups_file=groups,
        leave_out=leave_out,
        targets=targets,
        commentary=commentary,
        disclosure=disclosure,
        follow_up=follow_up,
        rebase=rebase or (),
        baseline=baseline or (),
    )
    choice = Choice(area, all_areas, pipeline.to_period(as_of, "--as-of"), exact_periods)
    if as_known_on is not None:
        scorecards = from_store.known(store, as_known_on, choice, asked)
    else:
        given = (sheet, layout), (definitions, england)
        scorecards = _scorecards(files or [], choice, asked, *given, store)
    all_areas = all_areas or len(scorecards) > 1
    if several:
        write_packs(scorecards, several, str(output), all_areas=all_areas, quiet=quiet)
    elif name == "terminal" and output is None:
        _print(scorecards)
    else:
        deliver_scorecards(scorecards, name, output)
    problems = problems_of(scorecards)
    show_remarks(problems, notes_of(scorecards), quiet=quiet, verbose=verbose)
    if strict and problems:
        raise typer.Exit(ExitCode.WARNINGS)


def _scorecards(
    files: list[str],
    choice: Choice,
    asked: Asked,
    reading: tuple[str | None, Path | None],
    named: tuple[Path | None, Path | None],
    store: str | None,
) -> list[Scorecard]:
    """Reads files and makes their scorecards; with a store, what changed since its last run."""
    from imscore import pipeline
    from imscore.asking import complete
    from imscore.cli.from_store import since_last_run

    reference = pipeline.load_reference(*named)
    completed = complete(choice, asked, reference.catalogue)
    observations = pipeline.read_with(
        reference.catalogue, files, *reading, disclosure=completed.disclosure
    )
    scorecards = pipeline.score_areas(observations, completed, reference)
    if store is None:
        return scorecards
    return since_last_run(store, observations, scorecards, (choice, asked), named)


def _print(scorecards: list[Scorecard]) -> None:
    from imscore.outputs import terminal

    terminal.render(scorecards, terminal.console_for(sys.stdout))
