"""`imscore areas`: places by code or name, what they lie in, and the report's 43 areas."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from imscore.cli import options

EPILOG = """Examples:

imscore areas bolton

imscore areas --priority

imscore areas --region "North West" --format csv
"""


def areas(
    search: Annotated[
        str | None,
        typer.Argument(
            metavar="[SEARCH]",
            help="A code, or a part of a name; without it, what kinds of place there are.",
            show_default=False,
        ),
    ] = None,
    priority: Annotated[
        bool, typer.Option("--priority", help="The report's list of 43 local authorities.")
    ] = False,
    region: Annotated[
        str | None,
        typer.Option(
            "--region",
            metavar="CODE-OR-NAME",
            help="Those in a region, county, health authority or board.",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="NAME", help="terminal, csv or json.", show_default=False),
    ] = None,
    output: options.Output = None,
) -> None:
    """Look up places: codes, regions, former codes, trusts and authorities."""
    from imscore.cli.deliver import deliver, pick_format
    from imscore.tools import area_data, area_list, area_text
    from imscore.tools.tables import FORMATS, as_text

    name = pick_format(format_, output, "terminal", FORMATS)
    found = area_list.find(search, region, only_priority=priority)
    if name == "json":
        return deliver(area_data.json_text(found), output)
    if name == "csv":
        return deliver(area_data.csv_text(found), output)
    everything = search is None and region is None and not priority
    if output is not None:
        return deliver(as_text(lambda console: area_text.render(found, console)), output)
    from imscore.outputs.terminal import console_for

    console = console_for(sys.stdout)
    return area_text.overview(console) if everything else area_text.render(found, console)
