"""`imscore history`: an indicator's series as the store knows it, with every revision."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

# Not EPILOG, whose examples run on the sample data alone: these need a run before them.
EXAMPLES = """Examples, after `imscore run`:

imscore history smoking_at_delivery

imscore history smoking_at_delivery --area 5ZZ --format csv

imscore history --export figures.csv
"""


def history(
    indicator: Annotated[
        str | None,
        typer.Argument(metavar="INDICATOR", help="Its id or short name.", show_default=False),
    ] = None,
    area: Annotated[
        str | None,
        typer.Option(
            "--area",
            metavar="CODE-OR-NAME",
            help="The area; needed where the store holds several.",
            show_default=False,
        ),
    ] = None,
    export: Annotated[
        str | None,
        typer.Option(
            "--export",
            metavar="PATH",
            help="Write every version of every figure to a .csv or .parquet file.",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="NAME", help="text, csv or json.")
    ] = "text",
    store: Annotated[
        str | None,
        typer.Option("--store", metavar="FILE", help="The store.", show_default=False),
    ] = None,
    config: Annotated[
        str | None,
        typer.Option("--config", metavar="FILE", help="Settings of the run.", show_default=False),
    ] = None,
) -> None:
    """Show an indicator's series with its revisions, or export all that was ever known."""
    from imscore.cli.deliver import deliver
    from imscore.errors import UsageError
    from imscore.quarterly import history as past
    from imscore.quarterly.journal import say
    from imscore.quarterly.store import reading
    from imscore.quarterly.where import store_file

    if indicator is None and export is None:
        raise UsageError("Name an indicator, or --export a file.")
    if format_ not in past.FORMATS:
        raise UsageError(f"There is no format {format_!r}. Use one of {', '.join(past.FORMATS)}.")
    with reading(store_file(store, config)) as connection:
        series = past.find(connection, indicator, area)
        if export is not None:
            from pathlib import Path

            from imscore.quarterly.export import write

            write(connection, series, Path(export))
        else:
            deliver(past.render(connection, series, format_), None)
        if rule := past.rule_of_last_run(connection):
            say(
                f"note: these are exact figures, whatever the rule: scorecards are under {rule}.",
                sys.stderr,
            )
