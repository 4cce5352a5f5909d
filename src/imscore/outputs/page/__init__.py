"""The page: one self-contained file that needs no network and, to be read, no script."""

from imscore.outputs.page.render import Link, index, render, to_html

__all__ = ["Link", "index", "render", "to_html"]
