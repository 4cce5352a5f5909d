"""The scorecard on paper: two tagged sheets an area, set by typst, which is an extra."""

from imscore.outputs.pdf.render import render, require

__all__ = ["render", "require"]
