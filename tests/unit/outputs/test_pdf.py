"""The PDF: tagged by PDF/UA-1, two sheets, the same bytes, refusing clearly without typst."""

import io
import itertools
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

import imscore
from imscore.model import Scorecard
from imscore.outputs.pdf import render

SAMPLE = Path(__file__).parents[3] / "sample_data" / "anytown_pct.xlsx"


@pytest.fixture(scope="module")
def sample() -> PdfReader:
    card = replace(imscore.score(imscore.read(SAMPLE)), made_with={})
    return PdfReader(io.BytesIO(render([card])))


def tags(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every element of the tag tree, in reading order."""
    waiting: list[Any] = [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        part = waiting.pop().get_object()
        if isinstance(part, list):
            waiting.extend(reversed(part))
        elif isinstance(part, DictionaryObject):
            if "/S" in part:
                yield part
            if "/K" in part and part.get("/Type") != "/MCR":
                waiting.append(part["/K"])


def test_the_samples_text(sample: PdfReader, golden: Callable[[str, str], None]) -> None:
    # Where lines break is typst's affair, and may change with it.
    pages = ("\n".join(textwrap.wrap(page.extract_text(), 100)) for page in sample.pages)
    golden("anytown_pct_pdf.txt", "\n\n".join(pages) + "\n")


def test_the_sample_has_two_sheets_of_a4(sample: PdfReader) -> None:
    assert len(sample.pages) == 2
    assert [round(float(side)) for side in sample.pages[0].mediabox[2:]] == [595, 842]


def test_it_declares_what_it_is(sample: PdfReader) -> None:
    root = sample.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    xmp = root["/Metadata"].get_object().get_data().decode("utf-8")
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "Infant mortality scorecard: Anytown PCT (made up)" in xmp


def test_the_tag_tree(sample: PdfReader) -> None:
    """Headings start at one and skip none, header cells have a scope, pictures are told."""
    found = list(tags(sample))
    levels = [
        int(str(t["/S"])[2:]) for t in found if str(t["/S"])[:2] == "/H" and len(t["/S"]) == 3
    ]
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))
    heads = [t for t in found if t["/S"] == "/TH"]
    # Eight columns, a line for each of the seven domains with a row, and the sections' columns.
    card = imscore.score(imscore.read(SAMPLE))
    assert len(heads) == 8 + 7 + sum(len(section.headers) for section in card.sections)
    assert all("/A" in head for head in heads)
    pictures = [t for t in found if t["/S"] == "/Figure"]
    assert len(pictures) >= 14
    assert all(str(picture["/Alt"]).strip() for picture in pictures)
    assert sum("over time" in str(picture["/Alt"]) for picture in pictures) >= 8


def test_every_font_is_inside(sample: PdfReader) -> None:
    for page in sample.pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor.get_object())


def test_the_same_bytes_twice(scorecard: Scorecard) -> None:
    assert render([scorecard]) == render([scorecard])


def test_no_rows_and_no_name() -> None:
    text = PdfReader(io.BytesIO(render([Scorecard("", "", "", (), ())]))).pages[0].extract_text()
    assert "area not named" in text


def test_a_loose_sheet_says_whose_it_is(scorecard: Scorecard) -> None:
    """The first sheet has the title; each other one has it in small letters at its head."""
    other = replace(scorecard, area_name="Othertown", area_code="X1")
    reader = PdfReader(io.BytesIO(render([scorecard, other])))
    owner = ""
    for sheet in reader.pages:
        text = sheet.extract_text()
        title = next(line for line in text.splitlines() if "scorecard:" in line)
        owner = "Othertown" if "Othertown" in title else "Anytown"
        assert owner in title
        assert text.count("Infant mortality scorecard:") == 1
    assert owner == "Othertown"


def test_an_endless_word_is_not_lost_at_the_edge(scorecard: Scorecard) -> None:
    """All of its letters are there, and none lies beyond the sheet."""
    reader = PdfReader(io.BytesIO(render([replace(scorecard, area_name="N" * 300)])))
    beyond: list[float] = []
    found = 0

    def look(text: str, _: Any, place: Any, __: Any, ___: Any) -> None:
        nonlocal found
        found += text.count("N") if "NN" in text else 0
        beyond.extend([place[4]] if place[4] > 595 else [])

    reader.pages[0].extract_text(visitor_text=look)
    longest = max(len(line) for line in reader.pages[0].extract_text().split("\n"))
    assert found >= 200
    assert longest < 200
    assert not beyond


def test_two_sheets_for_each_of_several_areas(scorecard: Scorecard) -> None:
    made = PdfReader(io.BytesIO(render([scorecard, replace(scorecard, area_name="Othertown")])))
    assert "Othertown" in made.pages[len(made.pages) // 2].extract_text()


def test_hostile_text_is_text(hostile_text: str, hostile: Callable[[str], Scorecard]) -> None:
    made = PdfReader(io.BytesIO(render([hostile(hostile_text)])))
    root = made.trailer["/Root"]
    assert "/OpenAction" not in root
    assert "/JavaScript" not in root.get("/Names", {})
    assert all("/Annots" not in page for page in made.pages)


@pytest.mark.parametrize(
    "name", ["東京", "עיר", "Zoë €5", "#panic()", "$x$ *b* _i_ @ref <l>", "\U0001f37c"]
)
def test_letters_without_a_font_are_spelled_out(scorecard: Scorecard, name: str) -> None:
    made = render([replace(scorecard, area_name=name, notes=(name,))])
    text = PdfReader(io.BytesIO(made)).pages[0].extract_text()
    shown = name if name.isascii() or name.startswith("Zo") else ascii(name).strip("'")
    assert shown in text


def test_without_typst_it_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['typst'] = None; from imscore.cli.main import run; "
        f"sys.exit(run(['report', {str(SAMPLE)!r}, '-o', {str(tmp_path / 'x.pdf')!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "pip install 'imscore[pdf]'" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_fonts_licence_is_shipped() -> None:
    folder = Path(imscore.__file__).parent / "outputs" / "fonts"
    assert len(list(folder.glob("*.ttf"))) == 2
    assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text(encoding="utf-8")
