"""The PDF set by typst: tagged, by the PDF/UA-1 standard, from data and never from markup."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from imscore.errors import UsageError
from imscore.model import Scorecard
from imscore.outputs.pdf.sheets import filling

STANDARD = "ua-1"
_HERE = Path(__file__).parent
_FONTS = _HERE.parent / "fonts"
# A PDF carries the time at which it was made; a fixed one keeps reruns alike byte for byte.
_MADE = 946_684_800  # 2000-01-01
_MISSING = (
    "A PDF needs the package typst, which is not installed. Install it with "
    "python3 -m pip install 'imscore[pdf]', or choose html and print the page."
)


def render(scorecards: Sequence[Scorecard]) -> bytes:
    """Makes a tagged PDF of two sheets an area.

    Args:
        scorecards: in the order in which they are to stand.

    Returns:
        A PDF/UA-1 file, the same bytes for the same scorecards; typst refuses to make one that
        breaks the standard's rules which it can check.

    Raises:
        UsageError: where typst is not installed.
    """
    made: bytes = _set(scorecards, format="pdf", pdf_standards=[STANDARD], timestamp=_MADE)
    return made


def pictures(scorecards: Sequence[Scorecard], dots: int) -> list[bytes]:
    """Makes a PNG of every sheet of the PDF, `dots` to the inch."""
    made: bytes | list[bytes] = _set(scorecards, format="png", ppi=dots)
    return [made] if isinstance(made, bytes) else made


def _set(scorecards: Sequence[Scorecard], **wanted: Any) -> Any:
    """Sets the sheets in the form that is wanted."""
    template = (_HERE / "scorecard.typ").read_bytes()
    inputs = {"data": json.dumps(filling(scorecards))}
    return _compiler().compile(template, sys_inputs=inputs, **wanted)


def require() -> None:
    """Makes sure that typst is there before anything is written.

    Raises:
        UsageError: where it is not installed.
    """
    _compiler()


@lru_cache
def _compiler() -> Any:
    """One compiler for the process: reading fonts takes longer than setting a page."""
    try:
        import typst
    except ImportError:
        raise UsageError(_MISSING) from None
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(_FONTS)])
    return typst.Compiler(font_paths=fonts, ignore_system_fonts=True)
