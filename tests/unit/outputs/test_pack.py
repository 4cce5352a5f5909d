"""Packs: names that are safe everywhere, and what is in them."""

import os
import re
from dataclasses import replace

import pytest

from imscore.errors import UsageError
from imscore.model import Scorecard
from imscore.outputs import pack


def named(scorecard: Scorecard, *names: str) -> list[str]:
    return pack.folder_names([replace(scorecard, area_name=n, area_code="") for n in names])


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("Bolton", "bolton"),
        ("", "area"),
        ("Central Anytown", "central-anytown"),
        ("CON", "area-con"),
        ("nul", "area-nul"),
        ("LPT1", "area-lpt1"),
    ],
)
def test_a_name_becomes_a_safe_folder(scorecard: Scorecard, name: str, folder: str) -> None:
    assert named(scorecard, name) == [folder]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("St. Helens & Knowsley", "st-helens-knowsley-"),
        ("King's Lynn", "kings-lynn-"),
        ("Zoë's Ynys Môn", "zoes-ynys-mon-"),
        ("../../etc/passwd", "etc-passwd-"),
        ("..", ""),
        ("/", ""),
        ("com1.txt", "com1-txt-"),
        ("東京", ""),
        ("a\u202eb\x00c\nd", "ab-c-d-"),
        ("index.html", "index-html-"),
        ("-rf", "rf-"),
        ("a:b|c?d*e", "a-b-c-d-e-"),
    ],
)
def test_a_name_that_loses_letters_is_told_apart(
    scorecard: Scorecard, name: str, plain: str
) -> None:
    (folder,) = named(scorecard, name)
    assert re.fullmatch(f"{plain}[0-9a-f]{{8}}", folder)


def test_a_code_is_enough_to_tell_areas_apart_and_never_cut(scorecard: Scorecard) -> None:
    areas = [("King's Lynn", "5ZZ"), ("n" * 300, "E06000001"), ("n" * 300, "E06000002")]
    cards = [replace(scorecard, area_name=name, area_code=code) for name, code in areas]
    first, second, third = pack.folder_names(cards)
    assert first == "kings-lynn-5zz"
    assert second == f"{'n' * 70}-e06000001"
    assert third == f"{'n' * 70}-e06000002"


@pytest.mark.parametrize("codes", [("X/1", "X-1", "x 1"), ("n" * 90 + "1", "n" * 90 + "2")])
def test_an_area_keeps_its_folder_whatever_others_there_are(
    scorecard: Scorecard, codes: tuple[str, ...]
) -> None:
    """The order of areas in a file, or one that goes, must not lead into another's folder."""
    cards = [replace(scorecard, area_name="Ash", area_code=code) for code in codes]
    together = pack.folder_names(cards)
    assert len(set(together)) == len(codes)
    assert pack.folder_names(cards[::-1]) == together[::-1]
    assert [pack.folder_names([card])[0] for card in cards] == together


def test_the_code_is_in_the_name(scorecard: Scorecard) -> None:
    assert pack.folder_names([scorecard]) == ["anytown-pct-made-up-5zz"]


def test_names_that_would_meet_are_told_apart(scorecard: Scorecard) -> None:
    """By capitals alone only where they meet, then by their letters and not by their order."""
    names = ("Ash", "ASH", "ash!", "Ash 2", "Ash 2")
    found = named(scorecard, *names)
    assert len(set(found)) == len(names)
    assert named(scorecard, *names[1::-1]) == found[1::-1]


def test_long_names_fit_and_stay_different(scorecard: Scorecard) -> None:
    found = named(scorecard, "x" * 300, "x" * 300, "é" * 40_000)
    assert len(set(found)) == 3
    assert all(len(os.fsencode(name)) <= 80 for name in found)
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9-]*", name) for name in found)


def test_contents_are_the_formats_asked_for(scorecard: Scorecard) -> None:
    made = pack.contents(scorecard, ["xlsx", "accessible", "html", "md"], "../index.html")
    assert list(made) == [
        *("scorecard.xlsx", "scorecard.accessible.xlsx", "scorecard.html", "scorecard.md")
    ]
    assert made["scorecard.xlsx"].startswith(b"PK")
    assert b'href="../index.html"' in made["scorecard.html"]


def test_an_unknown_format_is_refused(scorecard: Scorecard) -> None:
    with pytest.raises((UsageError, KeyError)):
        pack.contents(scorecard, ["pptx"])


def test_the_index_leads_to_each_folder(scorecard: Scorecard) -> None:
    text = pack.index([scorecard], ["anytown"], ["html", "pdf"])
    assert 'href="anytown/scorecard.html"' in text
    assert 'href="anytown/scorecard.pdf"' in text
