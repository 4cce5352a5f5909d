"""A balanced infant-mortality scorecard from the spreadsheets that an area already has.

Four steps for a notebook: `read`, `score`, `write`, and `Scorecard.to_frame()`. They are looked up
when first used, so that importing this package imports nothing heavy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from imscore.pipeline import read, score, write

__version__ = "0.1.0"
__all__ = ["__version__", "read", "score", "write"]


def __getattr__(name: str) -> Any:
    if name in ("read", "score", "write"):
        import importlib

        return getattr(importlib.import_module("imscore.pipeline"), name)
    raise AttributeError(f"module 'imscore' has no attribute {name!r}")
