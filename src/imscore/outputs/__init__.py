"""What the program writes: a table of formats, and the one way in to each.

Adding a format is one module and one line here. Nothing heavy is imported until it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from imscore.errors import UsageError

if TYPE_CHECKING:
    from imscore.model import FunnelCard, Observations, Scorecard
    from imscore.reference.indicators import Catalogue


class Format(NamedTuple):
    """An output format: file extension, `module:function` that makes it, bytes or text."""

    extension: str
    maker: str
    binary: bool = False


REPORT_FORMATS: dict[str, Format] = {
    "terminal": Format(".txt", "terminal:to_text"),
    "xlsx": Format(".xlsx", "board:render", binary=True),
    "csv": Format(".csv", "tables:to_csv"),
    "json": Format(".json", "tables:to_json"),
    "md": Format(".md", "markdown:to_markdown"),
    "html": Format(".html", "page:to_html"),
    "pdf": Format(".pdf", "pdf:render", binary=True),
    "accessible": Format(".accessible.xlsx", "accessible:render", binary=True),
}
TIDY_FORMATS: dict[str, Format] = {
    "csv": Format(".csv", "observations:csv_pieces"),
    "json": Format(".json", "observations:to_json"),
    "xlsx": Format(".xlsx", "observations:to_xlsx", binary=True),
}
FUNNEL_FORMATS: dict[str, Format] = {
    "terminal": Format(".txt", "funnel_table:to_text"),
    "csv": Format(".csv", "funnel_table:to_csv"),
    "json": Format(".json", "funnel_table:to_json"),
}
TEMPLATE_FORMATS: dict[str, Format] = {
    "xlsx": Format(".xlsx", "template:render_workbook", binary=True),
    "csv": Format(".csv", "template:render_csv"),
}

SELF_CHECK_FORMATS: dict[str, Format] = {
    "xlsx": Format(".xlsx", "self_check:render_self_check", binary=True),
}


def require(formats: Sequence[str]) -> None:
    """Refuses formats that need what is not installed, before any work is done.

    Args:
        formats: keys of `REPORT_FORMATS`.

    Raises:
        UsageError: where one cannot be made; it says what to install.
    """
    if "pdf" in formats:
        from imscore.outputs import pdf

        pdf.require()


def render(scorecards: Sequence[Scorecard], format_name: str) -> bytes | str:
    """Makes a report of one or many areas in a named format.

    Args:
        scorecards: in the order in which they are to stand.
        format_name: a key of `REPORT_FORMATS`.

    Returns:
        Bytes where the format is binary, text otherwise.

    Raises:
        UsageError: where there is no such format.
    """
    made: bytes | str = _make(REPORT_FORMATS, format_name, scorecards)
    return made


def render_observations(
    observations: Observations, format_name: str
) -> bytes | str | Iterator[bytes]:
    """Makes the tidy table of everything read, in a key of `TIDY_FORMATS`.

    Returns:
        Bytes where the format is binary, text otherwise; CSV as bytes piece by piece.

    Raises:
        UsageError: where there is no such format.
    """
    made: bytes | str | Iterator[bytes] = _make(TIDY_FORMATS, format_name, observations)
    return made


def render_funnel(card: FunnelCard, format_name: str) -> bytes | str:
    """Makes a funnel's table, in a key of `FUNNEL_FORMATS`.

    Returns:
        Text.

    Raises:
        UsageError: where there is no such format.
    """
    made: bytes | str = _make(FUNNEL_FORMATS, format_name, card)
    return made


def render_template(catalogue: Catalogue, format_name: str) -> bytes | str:
    """Makes the spreadsheet to fill in, in a key of `TEMPLATE_FORMATS`.

    Args:
        catalogue: the indicators that may be filled in; a CSV file has headings only.
        format_name: which format.

    Returns:
        Bytes where the format is binary, text otherwise.

    Raises:
        UsageError: where there is no such format.
    """
    made: bytes | str = _make(
        TEMPLATE_FORMATS, format_name, *([catalogue] if format_name == "xlsx" else [])
    )
    return made


def format_for(path: PurePath | str, formats: Mapping[str, Format] = REPORT_FORMATS) -> str:
    """Names the format that a path's extension asks for.

    Args:
        path: such as `board.xlsx`; capitals do not matter.
        formats: one of the tables above.

    Raises:
        UsageError: with the extensions known, where there is none for it.

    >>> format_for("Board.XLSX"), format_for("card.md")
    ('xlsx', 'md')
    """
    filename = PurePath(path).name.lower()
    extension = PurePath(path).suffix.lower()
    # The longest first: `.accessible.xlsx` ends in `.xlsx` too.
    for name, known in sorted(formats.items(), key=lambda pair: -len(pair[1].extension)):
        if extension and filename.endswith(known.extension):
            return name
    known_ones = ", ".join(known.extension for known in formats.values())
    found = f"the extension {extension}" if extension else "no extension"
    raise UsageError(f"{path} has {found}. Use one of {known_ones}, or say --format.")


def _make(formats: Mapping[str, Format], name: str, *what: Any) -> Any:
    if name not in formats:
        raise UsageError(f"There is no format {name}. Use one of {', '.join(formats)}.")
    module, function = formats[name].maker.split(":")
    return getattr(import_module(f"{__name__}.{module}"), function)(*what)
