"""`imscore changes`: what changed between two runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import sqlite3

    from imscore.quarterly.runs import Run
    from imscore.quarterly.screen import Screen

# Not EPILOG, whose examples run on the sample data alone: these need a run before them.
EXAMPLES = """Examples, after `imscore run`:

imscore changes

imscore changes 1 2 --format md

A run is named by its number, the name of its pack, or a date (the last run known by then).
"""


def changes(
    first: Annotated[
        str | None,
        typer.Argument(metavar="[RUN]", help="The earlier run; or the later.", show_default=False),
    ] = None,
    second: Annotated[
        str | None,
        typer.Argument(metavar="[RUN]", help="The later run.", show_default=False),
    ] = None,
    store: Annotated[
        str | None,
        typer.Option("--store", metavar="FILE", help="The store.", show_default=False),
    ] = None,
    config: Annotated[
        str | None,
        typer.Option("--config", metavar="FILE", help="Settings of the run.", show_default=False),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", metavar="NAME", help="text, md or json.")
    ] = "text",
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="Write there.", show_default=False),
    ] = None,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="List every change of a kind.")
    ] = False,
) -> None:
    """Say what changed since the run before, or between two runs, worst first."""
    from imscore.cli.deliver import deliver
    from imscore.errors import UsageError
    from imscore.quarterly import change_words
    from imscore.quarterly.changes import between
    from imscore.quarterly.runs import all_runs
    from imscore.quarterly.store import reading
    from imscore.quarterly.where import store_file

    if format_ not in ("text", "md", "json"):
        raise UsageError(f"There is no format {format_!r}. Use one of text, md, json.")
    with reading(store_file(store, config)) as connection:
        bases, now = _pair(all_runs(connection), first, second)
        screen = _screen(connection, now)
        found = between(connection, bases, now, screen) if bases else []
    since = bases[0].as_base if bases else ""
    note = screen.said if bases else ""
    if format_ == "json":
        deliver(change_words.to_json(found, since, now.name, note), output)
    elif format_ == "md":
        deliver(change_words.to_markdown(found, since, note), output)
    else:
        import shutil

        most = None if verbose else 20
        width = shutil.get_terminal_size((80, 24)).columns
        deliver(change_words.to_text(found, since, now.name, most, note, width), output)


def _screen(connection: sqlite3.Connection, now: Run) -> Screen:
    """What may be told: only under a rule do the scorecards have to be made again to know."""
    from imscore.quarterly.screen import Screen, rule_of, screen_of

    if not rule_of(now.settings):
        return Screen()
    from imscore.quarterly.past import scorecards_of

    return screen_of(now, scorecards_of(connection, now))


def _pair(runs: list[Run], first: str | None, second: str | None) -> tuple[list[Run], Run]:
    """The earlier, as from `runs.baseline`, and the later run that are meant."""
    from imscore.errors import InputError
    from imscore.quarterly.which_run import baseline, find

    if not runs:
        raise InputError("The store has no run yet.")
    if first is not None and second is not None:
        pair = sorted((find(runs, first), find(runs, second)), key=lambda run: run.id)
        return [pair[0]], pair[1]
    now = find(runs, first) if first is not None else runs[-1]
    return baseline([run for run in runs if run.id < now.id], now.fingerprint), now
