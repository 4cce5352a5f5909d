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
        ("St. Helens & Knowsley", "st-helens-knowsley"),
        ("King's Lynn", "kings-lynn"),
        ("Zoë's Ynys Môn", "zoes-ynys-mon"),
        ("../../etc/passwd", "etc-passwd"),
        ("..", "area"),
        ("/", "area"),
        ("", "area"),
        ("CON", "area-con"),
        ("nul", "area-nul"),
        ("LPT1", "area-lpt1"),
        ("com1.txt", "com1-txt"),
        ("東京", "area"),
        ("a\u202eb\x00c\nd", "ab-c-d"),
        ("index.html", "index-html"),
        ("-rf", "rf"),
        ("a:b|c?d*e", "a-b-c-d-e"),
    ],
)
def test_a_name_becomes_a_safe_folder(scorecard: Scorecard, name: str, folder: str) -> None:
    assert named(scorecard, name) == [folder]


def test_the_code_is_in_the_name(scorecard: Scorecard) -> None:
    assert pack.folder_names([scorecard]) == ["anytown-pct-made-up-5zz"]


def test_names_that_would_meet_get_numbers(scorecard: Scorecard) -> None:
    assert named(scorecard, "Ash", "ASH", "ash!", "Ash 2", "..", "/") == [
        *("ash", "ash-2", "ash-3", "ash-2-2", "area", "area-2")
    ]


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
