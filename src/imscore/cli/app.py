"""The commands, put together. Their modules import nothing heavy until they are called."""

from __future__ import annotations

from typing import Annotated

import typer

from imscore import __version__
from imscore.cli import check, explain, indicators, layout, report, template, tidy

app = typer.Typer(
    name="imscore",
    help="A balanced infant-mortality scorecard from the spreadsheets that an area already has.",
    epilog="Start with: imscore report FILE. Every command has examples under -h.",
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Plain help starts in half the time, and a screen reader is spared the boxes.
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"imscore {__version__}")
        raise typer.Exit


@app.callback()
def _imscore(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and stop.", callback=_version, is_eager=True
        ),
    ] = False,
) -> None:
    pass


app.command(short_help="Print or export the scorecard.", epilog=report.EPILOG)(report.report)
app.command(short_help="Explain one judgement in words.", epilog=explain.EPILOG)(explain.explain)
app.command(short_help="List every problem of a file.", epilog=check.EPILOG)(check.check)
app.command(short_help="Turn any readable file into one table.", epilog=tidy.EPILOG)(tidy.tidy)
app.command(short_help="Write a spreadsheet to fill in.", epilog=template.EPILOG)(template.template)
app.command(short_help="List the indicators, or show one.", epilog=indicators.EPILOG)(
    indicators.indicators
)
app.add_typer(layout.app, name="layout", short_help="Describe a file that no layout fits.")
