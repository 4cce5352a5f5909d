"""`imscore gap`: a group against all, or two groups, over time; the widest gaps first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from imscore.cli import options

if TYPE_CHECKING:
    from imscore.tools.gap import Asked
    from imscore.tools.gap_data import Answer

EPILOG = """The file has a column that names the group (group, category, ethnic group, ...), blank
or All where a row is of everyone, beside the usual columns. The gap of routine and manual groups
is against a row called Births registered by both parents.

Examples:

imscore gap sample_data/anytown_groups.csv

imscore gap sample_data/anytown_groups.csv --group "Under 20"

imscore gap sample_data/anytown_groups.csv --format json

imscore gap sample_data/anytown_groups.csv -o gap.svg
"""


def gap(
    files: options.Files,
    area: Annotated[
        str | None,
        typer.Option(
            "--area",
            metavar="CODE-OR-NAME",
            help="The area; needed where the input has groups of several.",
            show_default=False,
        ),
    ] = None,
    group: Annotated[
        str | None,
        typer.Option(
            "--group",
            metavar="NAME",
            help="The group to follow over time; routine and manual where left out.",
            show_default=False,
        ),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="NAME",
            help="Another group to hold it against; all where left out.",
            show_default=False,
        ),
    ] = None,
    incomplete: Annotated[
        bool,
        typer.Option("--incomplete", help="Let groups fall short of all: some are not in it."),
    ] = False,
    sheet: options.Sheet = None,
    definitions: options.Definitions = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="NAME", help="terminal, csv, json or svg.", show_default=False
        ),
    ] = None,
    output: options.Output = None,
    strict: options.Strict = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Show the gap between groups over time, and the widest gaps first.

    Figures are shown as they are: this command takes no rule on small numbers.
    """
    from imscore.cli.deliver import pick_format
    from imscore.cli.ending import Ending, finish
    from imscore.errors import UsageError
    from imscore.tools.tables import FORMATS_WITH_CHART

    if against is not None and group is None:
        raise UsageError("Say with --group which group is to be held against it.")
    name = pick_format(format_, output, "terminal", FORMATS_WITH_CHART)

    from imscore.tools import gap_chart, gap_data, gap_text
    from imscore.tools.gap import Asked

    answer = _answer(files, area, Asked(group, against), (sheet, definitions), incomplete)
    make = {"json": gap_data.json_text, "csv": gap_data.csv_text, "svg": gap_chart.to_svg}
    finish(
        Ending(name, output, strict, quiet, verbose),
        lambda: make[name](answer),
        answer.problems,
        answer.notes,
        lambda console: gap_text.render(answer, console),
    )


def _answer(
    files: list[str],
    area: str | None,
    asked: Asked,
    where: tuple[str | None, Path | None],
    incomplete: bool,
) -> Answer:
    from imscore.inputs.files import load_inputs
    from imscore.reference import indicators
    from imscore.tools import gap_answer, group_places, group_rows

    catalogue = indicators.load(where[1])
    inputs, unopened = load_inputs(files)
    groups = group_rows.read(inputs, unopened, catalogue, where[0])
    place = group_places.choose_place(groups, area)
    return gap_answer.answer(groups, place, catalogue, asked, incomplete=incomplete)
