"""`imscore actions`: the report's modelled actions, and where an area stands to each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from imscore.cli import options

if TYPE_CHECKING:
    from imscore.model import Scorecard

EPILOG = """Examples:

imscore actions

imscore actions sample_data/anytown_pct.xlsx

imscore actions sample_data/greater_manchester.csv --area Bolton
"""


def actions(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="Spreadsheets with an area's figures; without one, the actions alone.",
            show_default=False,
        ),
    ] = None,
    area: Annotated[
        str | None,
        typer.Option(
            "--area",
            metavar="CODE-OR-NAME",
            help="The area; needed where the input holds several.",
            show_default=False,
        ),
    ] = None,
    sheet: options.Sheet = None,
    definitions: options.Definitions = None,
    england: options.England = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="NAME", help="terminal, csv or json.", show_default=False),
    ] = None,
    output: options.Output = None,
    strict: options.Strict = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """List the modelled actions, with an area's own figures and distances beside them.

    Figures are shown as they are: this command takes no rule on small numbers.
    """
    from imscore.cli.deliver import pick_format
    from imscore.cli.ending import Ending, finish
    from imscore.errors import UsageError
    from imscore.tools.tables import FORMATS

    if area is not None and not files:
        raise UsageError("Name the file that has the area's figures.")
    name = pick_format(format_, output, "terminal", FORMATS)
    card = _card(files, area, sheet, (definitions, england)) if files else None
    from imscore.tools import actions_data, actions_text

    finish(
        Ending(name, output, strict, quiet, verbose),
        lambda: actions_data.json_text(card) if name == "json" else actions_data.csv_text(card),
        card.problems if card else (),
        card.notes if card else (),
        lambda console: actions_text.render(card, console),
    )


def _card(
    files: list[str], area: str | None, sheet: str | None, where: tuple[Path | None, Path | None]
) -> Scorecard:
    from imscore import pipeline

    reference = pipeline.load_reference(*where)
    observations = pipeline.read_with(reference.catalogue, files, sheet)
    return pipeline.score(observations, area, reference=reference)
