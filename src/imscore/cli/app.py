"""The commands, put together. Their modules import nothing heavy until they are called."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from imscore import __version__
from imscore.cli import (
    actions,
    areas,
    changes,
    check,
    explain,
    funnel,
    gap,
    group,
    history,
    indicators,
    layout,
    report,
    run,
    schedule,
    selfcheck,
    template,
    tidy,
)
from imscore.cli.command import Command
from imscore.cli.text_command import LazyGroup, TextCommand

app = typer.Typer(
    name="imscore",
    cls=LazyGroup,
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


_command = partial(app.command, cls=Command)
_command(short_help="Print or export the scorecard.", epilog=report.EPILOG)(report.report)
_command(short_help="Explain one judgement in words.", epilog=explain.EPILOG)(explain.explain)
_command(short_help="Hold all areas against a funnel.", epilog=funnel.EPILOG)(funnel.funnel)
_command(short_help="List every problem of a file.", epilog=check.EPILOG)(check.check)
_command(short_help="Turn any readable file into one table.", epilog=tidy.EPILOG)(tidy.tidy)
_command(short_help="Write a spreadsheet to fill in.", epilog=template.EPILOG)(template.template)
_command(short_help="List the indicators, or show one.", epilog=indicators.EPILOG)(
    indicators.indicators
)
_command(short_help="List the report's modelled actions.", epilog=actions.EPILOG)(actions.actions)
_command(short_help="Show gaps between groups.", epilog=gap.EPILOG)(gap.gap)
_command(short_help="Follow areas pooled together.", epilog=group.EPILOG)(group.group)
_command(short_help="Sum up a self-check.", epilog=selfcheck.EPILOG)(selfcheck.selfcheck)
_command(short_help="Look up places and regions.", epilog=areas.EPILOG)(areas.areas)
_command(short_help="Run once a quarter, unattended.", epilog=run.EPILOG)(run.run)
_command(short_help="Print units for a scheduler.", epilog=schedule.EPILOG)(schedule.schedule)
_text_command = partial(app.command, cls=TextCommand)
_text_command(short_help="Say what changed between runs.", epilog=changes.EXAMPLES)(changes.changes)
_text_command(short_help="Show a series with revisions.", epilog=history.EXAMPLES)(history.history)
app.add_typer(layout.app, name="layout", short_help="Describe a file that no layout fits.")
