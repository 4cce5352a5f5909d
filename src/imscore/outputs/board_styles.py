"""The cell styles of the board's workbook, each made once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from imscore.outputs.words import LOOKS
from imscore.outputs.workbook import FONT

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.format import Format

TEXT_SIZE = 11
LINE_HEIGHT = 14.25  # points that one line of text at TEXT_SIZE takes
_RULE = {"bottom": 1, "bottom_color": "#B1B4B6"}


class Styles:
    """Cell styles by what they are for.

    Args:
        workbook: that will use them.
    """

    def __init__(self, workbook: xlsxwriter.Workbook) -> None:
        def style(**settings: Any) -> Format:
            common = {"font_name": FONT, "font_size": TEXT_SIZE, "valign": "top"}
            return workbook.add_format(common | settings)

        self.title = style(bold=True, font_size=18, valign="vcenter")
        self.headline = style(font_size=13, valign="vcenter")
        head = {"bold": True, "text_wrap": True, "valign": "vcenter"}
        head |= {"bg_color": "#0B0C0C", "font_color": "#FFFFFF"}
        self.heading = style(**head)
        self.heading_right = style(align="right", **head)
        self.heading_set_in = style(align="left", indent=1, **head)
        self.domain = style(bold=True, bg_color="#DBDEE0", valign="vcenter")
        self.plain = style()
        self.wrapped = style(text_wrap=True)
        self.bold = style(bold=True, text_wrap=True)
        self.section = style(bold=True, font_size=13)
        self.name = style(bold=True, text_wrap=True, **_RULE)
        self.cell = style(text_wrap=True, **_RULE)
        self.needed = style(text_wrap=True, bold=True, align="left", indent=1, **_RULE)
        self.right = style(text_wrap=True, align="right", **_RULE)
        # After a column that stands to the right.
        self.set_in = style(text_wrap=True, align="left", indent=1, **_RULE)
        self.percent = style(num_format='0.0"%"', align="right", **_RULE)
        self.rate = style(num_format="#,##0.0", align="right", **_RULE)
        self.whole = style(num_format="#,##0", align="right", **_RULE)
        self.difference = style(num_format="+0.0;−0.0;0.0", align="right", **_RULE)
        self.status = {
            status: style(
                bold=True,
                text_wrap=True,
                align="left",
                indent=1,
                bg_color=look.fill,
                font_color=look.ink,
                **_RULE,
            )
            for status, look in LOOKS.items()
        }
