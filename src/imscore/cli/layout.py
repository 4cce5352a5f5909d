"""`imscore layout`: starts a description of a file that no known layout fits."""

from __future__ import annotations

from typing import Annotated

import typer

from imscore.cli import options
from imscore.cli.command import Command

EPILOG = """Examples:

imscore layout new sample_data/greater_manchester.csv

imscore layout new sample_data/greater_manchester.csv -o boroughs.toml

README.md says what each key of a description means.
"""

app = typer.Typer(
    help="Describe a file that no known layout fits.",
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.callback()
def _layout() -> None:
    pass


@app.command(cls=Command, short_help="Write a starting description.", epilog=EPILOG)
def new(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file to describe.")],
    sheet: options.Sheet = None,
    output: options.Output = None,
) -> None:
    """Write a description to complete: what is understood, and FILL IN where a person must say."""
    from imscore import pipeline
    from imscore.cli.deliver import deliver

    deliver(pipeline.starting_layout(file, sheet), output)
