"""XML spelt in unusual ways says the same when it is spelt plainly; what is plain stays as it is.

What it says is told by a parser of its own.
"""

from __future__ import annotations

import pytest
from defusedxml.ElementTree import fromstring

from imscore.inputs import plain_xml


def said(part: bytes) -> list[tuple[str, str]]:
    return [(element.tag, "".join(element.itertext())) for element in fromstring(part).iter()]


@pytest.mark.parametrize(
    "part",
    [
        b"<a><v>71<!-- <v>9</v> -->6</v></a>",
        b"<a><v>7<![CDATA[1]]>6</v><t><![CDATA[x < & > y]]></t></a>",
        b"<a><v>7<?x <!-- ?>16</v><!-- --></a>",
        b"<a><v>&#55;&#x31;6</v><t>&#38;#55; &#60; caf&#233;&#10;</t></a>",
        b"<a><!-- <![CDATA[ --><v>1</v><![CDATA[<!-- 2 -->]]></a>",
    ],
)
def test_it_says_the_same(part):
    plain = plain_xml.plain(part)
    assert said(plain) == said(part)
    assert not any(mark in plain for mark in (b"<!", b"<?", b"&#5", b"&#x3"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "iso-8859-1"])
def test_other_encodings_become_utf_8(encoding):
    text = f'<?xml version="1.0" encoding="{encoding}"?><a>Bólton</a>'
    assert plain_xml.decoded(text.encode(encoding)) == "<a>Bólton</a>".encode()


def test_what_is_plain_is_handed_on_as_it_is():
    part = b'<?xml version="1.0" encoding="UTF-8"?><a><t>x &amp; y&#10;z</t></a>'
    assert plain_xml.plain(plain_xml.decoded(part)) is part


def test_a_drawing_that_holds_nothing_takes_no_rows_with_it():
    part = b"<a><table:shapes/><b/><table:shapes ><c/></table:shapes><d/></a>"
    assert plain_xml.plain(part) == b"<a><table:shapes/><b/><d/></a>"


def test_only_a_cell_s_extensions_are_left_out():
    part = b"<s><c><v>1</v><extLst><ext/></extLst></c><extLst><ext/></extLst></s>"
    assert plain_xml.plain(part) == b"<s><c><v>1</v></c><extLst><ext/></extLst></s>"
