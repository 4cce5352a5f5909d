"""The accessible workbook: tables that screen readers walk through, by official guidance.

The rules are those of the UK Government Analysis Function's guidance "Releasing statistics in
spreadsheets": a cover, contents with links, notes, one marked table a sheet, words for shorthand.
"""

from imscore.outputs.accessible.render import render

__all__ = ["render"]
