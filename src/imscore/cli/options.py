"""Arguments and options that several commands share: one wording, one meaning."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE",
        help="Spreadsheets to read: .xlsx, .xls, .xlsb, .ods or .csv; - reads standard input.",
        show_default=False,
    ),
]
FilesOrNone = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FILE",
        help="Spreadsheets to read: .xlsx, .xls, .xlsb, .ods or .csv; - reads standard input.",
        show_default=False,
    ),
]
Sheet = Annotated[
    str | None,
    typer.Option("--sheet", metavar="NAME", help="Read this sheet alone.", show_default=False),
]
Definitions = Annotated[
    Path | None,
    typer.Option(
        "--indicators",
        metavar="DIR",
        help="A folder with more indicators, or your own versions of them (<id>.toml).",
        show_default=False,
    ),
]
Layout = Annotated[
    Path | None,
    typer.Option(
        "--layout",
        metavar="FILE",
        help="Your own description of the tables (imscore layout new FILE starts one).",
        show_default=False,
    ),
]
England = Annotated[
    Path | None,
    typer.Option(
        "--england",
        metavar="FILE",
        help="Your own England series (CSV) in place of the built-in one.",
        show_default=False,
    ),
]
Benchmark = Annotated[
    str | None,
    typer.Option(
        "--benchmark",
        metavar="NAME",
        help="Hold areas against this in place of England: a region in the input, or a group.",
        show_default=False,
    ),
]
Group = Annotated[
    list[str] | None,
    typer.Option(
        "--group",
        metavar="NAME=CODE,CODE",
        help="Make a group of areas to hold against; may be given again.",
        show_default=False,
    ),
]
PartsOf = Annotated[
    list[str] | None,
    typer.Option(
        "--group",
        metavar="NAME=CODE,CODE",
        help="For --disclosure: which areas a total in the input is made of; may be given again.",
        show_default=False,
    ),
]
Groups = Annotated[
    Path | None,
    typer.Option("--groups", metavar="FILE", help="Named groups (.toml).", show_default=False),
]
LeaveOut = Annotated[
    bool,
    typer.Option("--leave-out", help="Take an area out of the group that it is held against."),
]
Targets = Annotated[
    str | None,
    typer.Option(
        "--targets",
        metavar="FILE",
        help="Targets: indicator, area, period, target. Else the input's sheet called targets.",
        show_default=False,
    ),
]
Commentary = Annotated[
    str | None,
    typer.Option(
        "--commentary",
        metavar="FILE",
        help="Commentary: indicator, area, lead, commentary. Else the input's own sheet of it.",
        show_default=False,
    ),
]
FollowUp = Annotated[
    Path | None,
    typer.Option(
        "--follow-up",
        metavar="FILE",
        help="Last quarter's board workbook: its sheet Actions is taken over.",
        show_default=False,
    ),
]
Disclosure = Annotated[
    str | None,
    typer.Option(
        "--disclosure",
        metavar="RULE",
        help="Hide small numbers: none, ons_deaths, under5 or nhs_1_7.",
        show_default=False,
    ),
]
Rebase = Annotated[
    list[str] | None,
    typer.Option(
        "--rebase",
        metavar="[INDICATOR=]PERIOD",
        help="Start control charts anew with this quarter; may be given again.",
        show_default=False,
    ),
]
Baseline = Annotated[
    list[str] | None,
    typer.Option(
        "--baseline",
        metavar="[INDICATOR=]PERIOD",
        help="Rest the limits of control charts on the quarters up to this one.",
        show_default=False,
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help="Write to this file; its extension picks the format.",
        show_default=False,
    ),
]
OutputOrFolder = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help="Write to this file; its extension picks the format. With --formats: a folder.",
        show_default=False,
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 4 where there are warnings.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="List every warning and note.")]
