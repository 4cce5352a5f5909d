"""`imscore check`: every problem of some spreadsheets at once, and what each one means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from imscore.cli import options

if TYPE_CHECKING:
    from pathlib import Path

    from imscore.inputs.examine import Examined
    from imscore.outputs.checked import Summary

EPILOG = """Examples:

imscore check sample_data/anytown_pct.xlsx

imscore check sample_data/anytown_pct.csv --format json

imscore check sample_data/anytown_pct.xlsx -o marked.xlsx

imscore check --explain wrong_unit
"""


def check(
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...",
            help="Spreadsheets to check: .xlsx, .xls, .xlsb, .ods or .csv; - reads standard input.",
            show_default=False,
        ),
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="CODE",
            help="Say what a kind of problem means, and stop.",
            show_default=False,
        ),
    ] = None,
    sheet: options.Sheet = None,
    definitions: options.Definitions = None,
    layout: options.Layout = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="NAME", help="text or json.", show_default=False),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="Write there: .xlsx is a copy with the doubtful cells marked, to send back.",
            show_default=False,
        ),
    ] = None,
    strict: options.Strict = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """List every problem of spreadsheets: where, what is there, what was expected, what to do.

    Figures are shown as they are: this command takes no rule on small numbers.
    """
    from imscore.cli.deliver import deliver, pick_format
    from imscore.errors import ExitCode, UsageError
    from imscore.outputs.checked import CHECK_FORMATS, to_json, to_text

    if explain is not None:
        deliver(_explanation(explain), None)
        return
    if not files:
        raise UsageError("Name at least one file to check, or a kind of problem with --explain.")
    name = pick_format(format_, output, "text", CHECK_FORMATS)

    found, summary = _examine(files, sheet, definitions, layout)
    shown = [p for p in found.problems if p.severity == "error"] if quiet else found.problems
    text = to_text(shown, () if quiet else found.notes, summary, whole=verbose)
    if name == "json":
        deliver(to_json(found.problems, found.notes, summary), output)
    elif name == "text":
        deliver(text, output)
    else:
        from imscore.outputs.marked import to_xlsx

        deliver(to_xlsx(found.sheets, found.problems), output)
        deliver(text, None)
    if summary.errors:
        raise typer.Exit(ExitCode.INPUT)
    if strict and summary.warnings:
        raise typer.Exit(ExitCode.WARNINGS)


def _examine(
    files: list[str], sheet: str | None, definitions: Path | None, layout: Path | None
) -> tuple[Examined, Summary]:
    from imscore.cli.examining import examine_files
    from imscore.outputs.checked import summarise

    found = examine_files(files, sheet, definitions, layout)
    summary = summarise(
        found.problems, files=len(files), rows=found.rows, read=found.read, wrong=found.wrong
    )
    return found, summary


def _explanation(code: str) -> str:
    from dataclasses import asdict

    from imscore.inputs.explained import explain
    from imscore.outputs.checked import explanation

    return explanation(asdict(explain(code)))
