"""The options that `imscore run` alone has; `options` holds those that it shares."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        metavar="FILE",
        help="Settings; without it IMSCORE_CONFIG, then imscore.toml here.",
        show_default=False,
    ),
]
Init = Annotated[
    bool, typer.Option("--init", help="Write a commented settings file to complete, and stop.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be done, and write nothing.")
]
Force = Annotated[bool, typer.Option("--force", help="Make a pack even if unchanged.")]
Wait = Annotated[
    float,
    typer.Option("--wait", metavar="SECONDS", min=0, help="Wait for another run to end."),
]
Inputs = Annotated[
    list[str] | None,
    typer.Option(
        "--input", metavar="GLOB", help="Files to read; quote a pattern.", show_default=False
    ),
]
Take = Annotated[
    str | None,
    typer.Option("--take", metavar="WHICH", help="newest or all.", show_default=False),
]
Area = Annotated[
    list[str] | None,
    typer.Option(
        "--area", metavar="CODE-OR-NAME", help="An area, or a group's.", show_default=False
    ),
]
AllAreas = Annotated[bool, typer.Option("--all-areas", help="Every local area.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="PERIOD", help="As for report.", show_default=False),
]
ExactPeriods = Annotated[bool, typer.Option("--exact-periods", help="As for report.")]
Folder = Annotated[
    str | None,
    typer.Option("--output", "-o", metavar="DIR", help="Where packs go.", show_default=False),
]
Format = Annotated[
    list[str] | None,
    typer.Option("--format", metavar="NAME", help="A format of report.", show_default=False),
]
Formats = Annotated[
    str | None,
    typer.Option("--formats", metavar="NAME,NAME", help="Several formats.", show_default=False),
]
PerArea = Annotated[bool, typer.Option("--per-area", help="A folder for each area, and an index.")]
Store = Annotated[
    Path | None,
    typer.Option("--store", metavar="FILE", help="The store.", show_default=False),
]
Keep = Annotated[
    str | None,
    typer.Option(
        "--keep",
        metavar="HOW-MANY",
        help="Packs to keep: 20, or '5 years'.",
        show_default=False,
    ),
]
FailOn = Annotated[
    list[str] | None,
    typer.Option(
        "--fail-on",
        metavar="WHAT",
        help="Exit with 4 on worse, newly-worse, worsening or new-problem.",
        show_default=False,
    ),
]
Log = Annotated[
    Path | None,
    typer.Option("--log", metavar="FILE", help="Add what happens here.", show_default=False),
]
LogFormat = Annotated[
    str | None,
    typer.Option("--log-format", metavar="NAME", help="text or json.", show_default=False),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing where all is well.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Tell every step.")]
