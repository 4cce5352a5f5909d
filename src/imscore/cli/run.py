"""`imscore run`: what a scheduler calls."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from imscore.cli import options
from imscore.cli import run_options as given

if TYPE_CHECKING:
    from imscore.quarterly.outcome import Outcome
    from imscore.quarterly.settings import Settings

EPILOG = """Examples:

imscore run --init

imscore run --input sample_data/anytown_pct.xlsx --output packs

imscore run --input sample_data/anytown_pct.xlsx --dry-run

Exit codes: 0 done, or unchanged; 3 the input has errors, nothing was written; 4 done, and what
--fail-on names holds; 5 a pack or the store could not be written; 6 another run is at work; 7 done
in part: a file that could not be opened was left out.
"""


def run(
    config: given.Config = None,
    init: given.Init = False,
    dry_run: given.DryRun = False,
    force: given.Force = False,
    wait: given.Wait = 0,
    inputs: given.Inputs = None,
    take: given.Take = None,
    area: given.Area = None,
    all_areas: given.AllAreas = False,
    as_of: given.AsOf = None,
    exact_periods: given.ExactPeriods = False,
    benchmark: options.Benchmark = None,
    group: options.Group = None,
    groups: options.Groups = None,
    leave_out: options.LeaveOut = False,
    targets: options.Targets = None,
    commentary: options.Commentary = None,
    follow_up: options.FollowUp = None,
    disclosure: options.Disclosure = None,
    rebase: options.Rebase = None,
    baseline: options.Baseline = None,
    sheet: options.Sheet = None,
    layout: options.Layout = None,
    definitions: options.Definitions = None,
    england: options.England = None,
    output: given.Folder = None,
    format_: given.Format = None,
    formats: given.Formats = None,
    per_area: given.PerArea = False,
    store: given.Store = None,
    keep: given.Keep = None,
    fail_on: given.FailOn = None,
    log: given.Log = None,
    log_format: given.LogFormat = None,
    quiet: given.Quiet = False,
    verbose: given.Verbose = False,
) -> None:
    """Read, judge, compare with the last run, write a dated pack, record it. For schedulers."""
    import os

    from imscore.quarterly import sources

    if init:
        _init(config or Path(sources.FILE_NAME))
        return
    said: dict[str, Any] = {
        "inputs.files": inputs,
        "inputs.take": take,
        "inputs.sheet": sheet,
        "inputs.layout": _text(layout),
        "inputs.indicators": _text(definitions),
        "inputs.england": _text(england),
        "scorecards.areas": area,
        "scorecards.all_areas": all_areas or None,
        "scorecards.as_of": as_of,
        "scorecards.exact_periods": exact_periods or None,
        "scorecards.benchmark": benchmark,
        "scorecards.group": group,
        "scorecards.groups": _text(groups),
        "scorecards.leave_out": leave_out or None,
        "scorecards.targets": targets,
        "scorecards.commentary": commentary,
        "scorecards.follow_up": _text(follow_up),
        "scorecards.disclosure": disclosure,
        "scorecards.rebase": rebase,
        "scorecards.baseline": baseline,
        "output.folder": output,
        "output.formats": _formats(format_, formats),
        "output.per_area": per_area or None,
        "store.file": _text(store),
        "retention.keep": int(keep) if keep and keep.isdecimal() else keep,
        "alerts.fail_on": fail_on,
        "alerts.log": _text(log),
        "alerts.log_format": log_format,
    }
    settings = sources.load(config, said, os.environ)
    if dry_run:
        from imscore.cli.deliver import deliver
        from imscore.quarterly.plan import plan

        deliver("\n".join(plan(settings, force=force)) + "\n", None)
        return
    outcome = _run(settings, force=force, wait=wait, verbose=verbose, quiet=quiet)
    if outcome.exit_code:
        raise typer.Exit(outcome.exit_code)


def _formats(several: list[str] | None, listed: str | None) -> list[str] | None:
    """The formats by either option; both say the same thing."""
    from imscore.errors import UsageError

    if several and listed is not None:
        raise UsageError("Give --format or --formats, not both.")
    return several if listed is None else [part.strip() for part in listed.split(",")]


def _text(path: Path | None) -> str | None:
    return None if path is None else str(path)


def _init(path: Path) -> None:
    """Writes the example, never over anything."""
    from imscore.cli.deliver import deliver
    from imscore.errors import UsageError
    from imscore.quarterly import sources

    if path.exists():
        raise UsageError(f"{path} is there already. Name another with --config.")
    deliver(sources.example(), str(path))


def _run(settings: Settings, *, force: bool, wait: float, verbose: bool, quiet: bool) -> Outcome:
    import signal
    import sys

    from imscore.errors import ImscoreError
    from imscore.quarterly import stopping
    from imscore.quarterly.journal import Journal, say
    from imscore.quarterly.ping import ping
    from imscore.quarterly.start import run as run_once

    stopping.listen()
    if hasattr(signal, "SIGPIPE"):
        # A reader that goes away, or a web server that hangs up, must not end a run half-way.
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    alerts = settings.alerts
    path = Path(alerts.log) if alerts.log else None
    with Journal(path, as_json=alerts.log_format == "json", verbose=verbose) as journal:

        def tell(outcome: Outcome) -> None:
            note = journal.warning if quiet and outcome.exit_code else journal.info
            note(outcome.line, exit=int(outcome.exit_code))
            if not quiet:
                say(outcome.line, sys.stdout)
            ping(alerts.ping, "fail" if outcome.exit_code else "", journal)

        try:
            ping(alerts.ping, "start", journal)
            return run_once(settings, journal, tell=tell, force=force, wait=wait)
        except ImscoreError as error:
            journal.error(error)
            ping(alerts.ping, "fail", journal)
            raise typer.Exit(error.exit_code) from None
        except BaseException as error:
            journal.info(f"stopped: {error!r}")
            ping(alerts.ping, "fail", journal)
            raise
