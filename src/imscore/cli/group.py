"""`imscore group`: areas pooled from counts, before and after, against England."""

from __future__ import annotations

from typing import Annotated

import typer

from imscore.cli import options

EPILOG = """Examples:

imscore group sample_data/greater_manchester.csv

imscore group sample_data/greater_manchester.csv --area Bolton --area Bury

imscore group sample_data/greater_manchester.csv --priority --base 2012/13

imscore group sample_data/greater_manchester.csv --disclosure under5
"""


def group(
    files: options.Files,
    area: Annotated[
        list[str] | None,
        typer.Option(
            "--area",
            metavar="CODE-OR-NAME",
            help="An area of the group; give it once for each. All local areas where left out.",
            show_default=False,
        ),
    ] = None,
    region: Annotated[
        str | None,
        typer.Option(
            "--region",
            metavar="CODE-OR-NAME",
            help="Those in a region, county, health authority or board (imscore areas lists them).",
            show_default=False,
        ),
    ] = None,
    priority: Annotated[
        bool, typer.Option("--priority", help="Those on the report's list of 43 areas.")
    ] = False,
    base: Annotated[
        str | None,
        typer.Option(
            "--base",
            metavar="PERIOD",
            help="From this period; the earliest like the last where left out.",
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="PERIOD",
            help="To this period; the latest where left out.",
            show_default=False,
        ),
    ] = None,
    indicator: Annotated[
        str | None,
        typer.Option("--indicator", metavar="ID", help="This indicator alone.", show_default=False),
    ] = None,
    disclosure: options.Disclosure = None,
    groups: options.Groups = None,
    sheet: options.Sheet = None,
    layout: options.Layout = None,
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
    """Pool areas from counts and hold their change against England's."""
    from imscore import pipeline
    from imscore.asking import Asked, complete, refuse_idle_groups
    from imscore.cli.deliver import pick_format
    from imscore.cli.ending import Ending, finish
    from imscore.scorecard.choice import Choice
    from imscore.tools import group_answer
    from imscore.tools.before_after import Span
    from imscore.tools.tables import FORMATS

    name = pick_format(format_, output, "terminal", FORMATS)
    span = Span(pipeline.to_period(base, "--base"), pipeline.to_period(to, "--to"))
    asked = group_answer.GroupAsked(tuple(area or ()), region, priority, indicator, span)
    refuse_idle_groups(groups is not None, disclosure)
    reference = pipeline.load_reference(definitions, england)
    beyond = Asked(disclosure=disclosure, groups_file=groups)
    choice = complete(Choice(), beyond, reference.catalogue)
    observations = pipeline.read_with(
        reference.catalogue, files, sheet, layout, disclosure=choice.disclosure
    )
    answer = group_answer.answer(observations, reference, asked, choice)
    from imscore.tools import group_data, group_text

    finish(
        Ending(name, output, strict, quiet, verbose),
        lambda: group_data.json_text(answer) if name == "json" else group_data.csv_text(answer),
        answer.problems,
        answer.notes,
        lambda console: group_text.render(answer, console),
    )
