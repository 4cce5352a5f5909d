"""`imscore funnel`: which areas of a file lie outside what chance alone would give."""

from __future__ import annotations

from typing import Annotated

import typer

from imscore.cli import options

EPILOG = """Examples:

imscore funnel sample_data/greater_manchester.csv smoking_at_delivery

imscore funnel sample_data/greater_manchester.csv SATOD --adjust

imscore funnel sample_data/greater_manchester.csv SATOD -o funnel.csv
"""


def funnel(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A spreadsheet with several areas; - reads standard input.",
            show_default=False,
        ),
    ],
    indicator: Annotated[
        str, typer.Argument(metavar="INDICATOR", help="Its id or name.", show_default=False)
    ],
    period: Annotated[
        str | None,
        typer.Option(
            "--period", metavar="PERIOD", help="Which; else the latest.", show_default=False
        ),
    ] = None,
    definition: Annotated[
        str | None,
        typer.Option(
            "--definition",
            metavar="ID",
            help="Which of the indicator's definitions; else the one in force.",
            show_default=False,
        ),
    ] = None,
    adjust: Annotated[
        bool, typer.Option("--adjust", help="Widen the limits for overdispersion.")
    ] = False,
    disclosure: options.Disclosure = None,
    group: options.PartsOf = None,
    groups: options.Groups = None,
    also: Annotated[
        list[str] | None,
        typer.Option("--also", metavar="FILE", help="A further file.", show_default=False),
    ] = None,
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
    """Hold every area of a file against funnel limits at its own size."""
    from imscore.cli.deliver import pick_format
    from imscore.cli.ending import Ending, finish
    from imscore.outputs import FUNNEL_FORMATS, render_funnel

    name = pick_format(format_, output, "terminal", FUNNEL_FORMATS)

    from imscore import pipeline
    from imscore.asking import Asked, complete, find_indicator, refuse_idle_groups
    from imscore.funnels import make_funnel
    from imscore.scorecard.choice import Choice

    refuse_idle_groups(bool(group or groups), disclosure)
    reference = pipeline.load_reference(definitions, england)
    wanted = find_indicator(reference.catalogue, indicator)
    asked = Asked(disclosure=disclosure, group=group or (), groups_file=groups)
    choice = complete(Choice(), asked, reference.catalogue)
    observations = pipeline.read_with(
        reference.catalogue, [file, *(also or [])], sheet, layout, disclosure=choice.disclosure
    )
    card = make_funnel(
        observations,
        reference,
        wanted,
        period,
        definition=definition,
        adjust=adjust,
        disclosure=choice.disclosure,
        groups=choice.groups,
    )
    from imscore.outputs import funnel_table

    finish(
        Ending(name, output, strict, quiet, verbose),
        lambda: render_funnel(card, name),
        card.problems,
        (),
        lambda console: funnel_table.render(card, console),
    )
