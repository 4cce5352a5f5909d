"""`imscore selfcheck`: the self-assessment 6 to 12 months after a visit, and figures beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from imscore.cli import options

if TYPE_CHECKING:
    from imscore.tools.self_check_answer import Beside

EPILOG = """Examples:

imscore selfcheck --template -o selfcheck.xlsx

imscore selfcheck sample_data/anytown_selfcheck.csv

imscore selfcheck sample_data/anytown_selfcheck.csv --format json

--before FILE --after FILE puts the area's figures of before and after beside it.
"""
DEFAULT_NAME = "imscore-selfcheck.xlsx"


def selfcheck(
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", help="A self-check, filled in.", show_default=False),
    ] = None,
    template: Annotated[
        bool, typer.Option("--template", help="Write one to fill in, and stop.")
    ] = False,
    before: Annotated[
        str | None,
        typer.Option(
            "--before", metavar="FILE", help="Figures of before the visit.", show_default=False
        ),
    ] = None,
    after: Annotated[
        str | None,
        typer.Option(
            "--after",
            metavar="FILE",
            help="Figures of now; the same file will do, where it has both.",
            show_default=False,
        ),
    ] = None,
    area: Annotated[
        str | None,
        typer.Option(
            "--area",
            metavar="CODE-OR-NAME",
            help="The area; needed where those files hold several.",
            show_default=False,
        ),
    ] = None,
    definitions: options.Definitions = None,
    england: options.England = None,
    format_: Annotated[
        str | None,
        typer.Option("--format", metavar="NAME", help="terminal, csv or json.", show_default=False),
    ] = None,
    output: options.Output = None,
    force: Annotated[
        bool, typer.Option("--force", help="Let a template replace a file that is there.")
    ] = False,
    strict: options.Strict = False,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Sum up a self-check by theme: levels, what moved, and the indicators before and after."""
    from imscore.errors import UsageError

    if template == (file is not None):
        raise UsageError("Name a self-check that is filled in, or say --template.")
    if template:
        _write_template(output or DEFAULT_NAME, format_, force=force)
        return

    from imscore.cli.deliver import pick_format
    from imscore.cli.ending import Ending, finish
    from imscore.tools import self_check_answer, self_check_data, self_check_text
    from imscore.tools.tables import FORMATS

    name = pick_format(format_, output, "terminal", FORMATS)
    asked = _beside(before, after, area, (definitions, england))
    check = self_check_answer.read(str(file))
    found = self_check_answer.beside(check, asked) if asked else None
    notes = [note for one in (found.observations if found else ()) for note in one.notes]
    data = self_check_data.json_text if name == "json" else self_check_data.csv_text
    finish(
        Ending(name, output, strict, quiet, verbose),
        lambda: data(check, found),
        self_check_data.problems(check, found),
        list(dict.fromkeys(notes)),
        lambda console: self_check_text.render(check, found, console),
    )


def _beside(
    before: str | None,
    after: str | None,
    area: str | None,
    where: tuple[Path | None, Path | None],
) -> Beside | None:
    from imscore.errors import UsageError
    from imscore.tools.self_check_answer import Beside

    if before is not None and after is not None:
        return Beside(before, after, area, *where)
    if before is not None or after is not None:
        raise UsageError("Give both --before and --after, or neither. They may be one file.")
    if area is not None:
        raise UsageError("Name with --before and --after the files that have the area's figures.")
    return None


def _write_template(target: str, format_: str | None, *, force: bool) -> None:
    from imscore.cli.deliver import deliver_new, pick_format
    from imscore.outputs import SELF_CHECK_FORMATS
    from imscore.outputs.self_check import render_self_check

    pick_format(format_, target, "xlsx", SELF_CHECK_FORMATS)
    deliver_new(render_self_check, target, force=force)
