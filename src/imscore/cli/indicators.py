"""`imscore indicators`: what is measured, how, and the England series."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from imscore.cli import options

if TYPE_CHECKING:
    from imscore.reference.definitions import Indicator
    from imscore.reference.indicators import Catalogue

EPILOG = """Examples:

imscore indicators

imscore indicators smoking_at_delivery
"""


def _complete(incomplete: str) -> list[str]:
    from imscore.reference.indicators import built_in_folder

    names = sorted(path.stem for path in built_in_folder().glob("*.toml"))
    return [name for name in names if name.startswith(incomplete)]


def indicators(
    indicator: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="An indicator's id or name; all of them where left out.",
            autocompletion=_complete,
            show_default=False,
        ),
    ] = None,
    definitions: options.Definitions = None,
    england: options.England = None,
) -> None:
    """List the indicators, or show one: its definition, why it matters, the England series."""
    from imscore.outputs import indicator_pages, terminal
    from imscore.reference import england as england_series
    from imscore.reference import indicators as catalogue_of

    catalogue = catalogue_of.load(definitions)
    figures = england_series.load(catalogue, england)
    console = terminal.console_for(sys.stdout)
    if indicator is None:
        indicator_pages.listing(catalogue, figures, console)
    else:
        indicator_pages.page(_find(catalogue, indicator), figures, console)


def _find(catalogue: Catalogue, wanted: str) -> Indicator:
    from imscore.errors import UsageError
    from imscore.reference.indicators import plain
    from imscore.suggest import did_you_mean

    found = wanted if wanted in catalogue else catalogue.spellings.get(plain(wanted), ("", ""))[0]
    if not found:
        hint = did_you_mean(wanted, [*catalogue, *(i.name for i in catalogue.values())], 0.5)
        raise UsageError(
            f"There is no indicator {wanted!r}. {hint}`imscore indicators` lists them all."
        )
    return catalogue[found]
