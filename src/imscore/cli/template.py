"""`imscore template`: a spreadsheet to fill in."""

from __future__ import annotations

from typing import Annotated

import typer

from imscore.cli import options

EPILOG = """Examples:

imscore template

imscore template -o indicators.xlsx

imscore template -o indicators.csv
"""
DEFAULT_NAME = "imscore-template.xlsx"


def template(
    output: options.Output = DEFAULT_NAME,
    definitions: options.Definitions = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write a spreadsheet to fill in: columns, lists to choose from, instructions, an example."""
    from imscore.cli.deliver import STANDARD_OUTPUT, deliver_new, pick_format
    from imscore.outputs import TEMPLATE_FORMATS, render_template
    from imscore.reference import indicators

    target = output or DEFAULT_NAME
    name = pick_format(
        "csv" if target == STANDARD_OUTPUT else None, target, "csv", TEMPLATE_FORMATS
    )
    deliver_new(lambda: render_template(indicators.load(definitions), name), target, force=force)
