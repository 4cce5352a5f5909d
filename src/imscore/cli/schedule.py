"""`imscore schedule`: ready units for cron, systemd and Windows Task Scheduler."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

EPILOG = """Examples:

imscore schedule cron

imscore schedule systemd --day 20 --time 05:15

imscore schedule windows --config imscore.toml
"""


def schedule(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="cron, systemd or windows.")],
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="FILE", help="Settings of the run.", show_default=False),
    ] = None,
    day: Annotated[int, typer.Option("--day", min=1, max=28, help="Day of the month.")] = 15,
    months: Annotated[
        str, typer.Option("--months", metavar="LIST", help="Months, by number.")
    ] = "1,4,7,10",
    time: Annotated[str, typer.Option("--time", metavar="HH:MM", help="Time of day.")] = "06:30",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="DIR",
            help="Write the files there in place of printing them.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Print what makes a scheduler call `imscore run` each quarter; nothing is installed."""
    import sys

    import imscore.quarterly.schedule as units
    from imscore.cli.deliver import deliver
    from imscore.quarterly.journal import say
    from imscore.quarterly.sources import FILE_NAME

    settings = (config or Path(FILE_NAME)).resolve()
    when = units.When.of(day, months, time)
    files = units.make(kind, settings, when)
    if not settings.is_file():
        say(f"warning: there is no {settings} yet: `imscore run --init` writes one", sys.stderr)
    if output is None:
        deliver(units.shown(files), None)
        return
    for name, text in files.items():
        deliver(text, str(output / name))
        say(str(output / name), sys.stdout)
