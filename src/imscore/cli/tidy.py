"""`imscore tidy`: any readable file becomes the plain layout."""

from __future__ import annotations

from typing import Annotated

import typer

from imscore.cli import options

EPILOG = """Examples:

imscore tidy sample_data/anytown_pct.xlsx

imscore tidy sample_data/anytown_pct.xlsx -o tidy.csv

imscore tidy sample_data/anytown_pct.xlsx --format json
"""


def tidy(
    files: options.Files,
    sheet: options.Sheet = None,
    layout: options.Layout = None,
    definitions: options.Definitions = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="NAME", help="csv, json or xlsx.", show_default=False),
    ] = None,
    output: options.Output = None,
    strict: options.Strict = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Turn spreadsheets into one table in the plain layout, each figure with its cell.

    Figures are shown as they are: this command takes no rule on small numbers.
    """
    from imscore.cli.deliver import pick_format
    from imscore.cli.ending import Ending, finish
    from imscore.outputs import TIDY_FORMATS, render_observations

    name = pick_format(format_, output, "csv", TIDY_FORMATS)

    from imscore import pipeline

    observations = pipeline.read(*files, sheet=sheet, definitions=definitions, layout=layout)
    finish(
        Ending(name, output, strict, quiet, verbose),
        lambda: render_observations(observations, name),
        observations.problems,
        observations.notes,
    )
