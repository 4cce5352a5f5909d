"""Kinds of area, by the ONS coding system's entity codes and the NHS codes of the time."""

import pytest

from imscore.reference.areas import NOT_LOCAL_TYPES, SET_ASIDE_TYPES, area_type, is_england


@pytest.mark.parametrize(
    ("code", "name", "given", "kind"),
    [
        ("E92000001", "England", "", "England"),
        ("E12000007", "London", "", "Region"),
        ("E08000001", "Bolton", "", "Metropolitan borough"),
        ("e08000001", "Bolton", "", "Metropolitan borough"),
        ("E09000001", "City of London", "County & UA", "London borough"),
        ("E06000001", "Hartlepool", "", "Unitary authority"),
        ("E54000057", "an integrated care board", "", "Integrated care board"),
        ("5HQ", "Bolton", "", "Primary care trust"),
        ("TAC", "Northumberland", "", "Primary care trust"),
        ("Q31", "North West", "", "Strategic health authority"),
        ("P82001", "a practice", "", "General practice"),
        ("U12345", "a network", "", "Primary care network"),
        ("E05000650", "a ward", "", "Ward"),
        ("E01000001", "a small area", "", "Small area"),
        ("W06000001", "Isle of Anglesey", "", "Other country"),
        ("K04000001", "England and Wales", "", "Other country"),
        ("", "England & Wales", "", "Other country"),
        ("", "Bolton", "Region", "Region"),
        ("", "Bolton", "PCTs", "Primary care trust"),
        ("", "Bolton", "something else", "something else"),
        ("", "", "", ""),
    ],
)
def test_kinds(code, name, given, kind):
    assert area_type(code, name, given) == kind


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("E92000001", "", True),
        ("e92000001", "anything", True),
        ("", "ENGLAND", True),
        ("", "England (total)", True),
        ("", "England - average", True),
        ("E12000007", "England", False),
        ("", "New England", False),
        ("", "England and Wales", False),
        ("", "England North", False),
        ("", "", False),
    ],
)
def test_england(code, name, expected):
    assert is_england(code, name) is expected


def test_what_is_set_aside_is_never_a_yardstick():
    assert not SET_ASIDE_TYPES & NOT_LOCAL_TYPES
