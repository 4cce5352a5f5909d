"""Headers of 95% limits: every usual spelling is one, and no other limit is."""

from __future__ import annotations

import pytest

from imscore.inputs.layouts.limits import is_of_another_level, limit_named
from imscore.inputs.read import read_files
from imscore.reference.indicators import load

LOWER = [
    *("LL", "LCL", "LCI", "95% LL", "95% LCL", "95%LCL", "LL 95", "L95", "Lower 95", "Lower bound"),
    *("95% Lower Confidence Limit", "Lower Confidence Limit (95%)", "95% CI (lower)", "LowerCI"),
    *("95% confidence interval - lower", "95% Confidence interval lower limit", "95% CI from"),
    *("CI low", "95%CI Lower", "95% C.I. Lower", "Lower conf. limit", "Lower CI 95.0 limit"),
    *("CI_lower", "lower_95_ci", "lower95ci", "LowerCI95", "Lower CI 95%", "Lower CL", "Low CI"),
    *("95% confidence interval: lower", "Lower limit of 95% CI", "95%LowerCI"),
]
OTHERS = [
    *("99.8% LCL", "Lower 99.8% CI", "Lower CI 90", "80% lower limit", "L99", "LL 998"),
    *("Lower control limit", "Lower quartile", "Lower warning limit", "Lower 2SD limit"),
    *("95% CI", "Lower and upper 95% CI", "Low", "L", "From", "To", "Min", "CI -", "Lower rate"),
    *("Lower tier", "Lower super output area", "Upper tier local authority", "High risk", ""),
]


@pytest.mark.parametrize("header", LOWER)
def test_a_lower_limit_in_any_usual_spelling(header):
    assert limit_named(header) == "lower_ci"


@pytest.mark.parametrize("header", ["UL", "95% UCL", "Upper bound", "95% CI to", "U95", "CI high"])
def test_an_upper_limit_in_any_usual_spelling(header):
    assert limit_named(header) == "upper_ci"


@pytest.mark.parametrize("header", OTHERS)
def test_what_is_no_95_percent_limit_is_never_taken_for_one(header):
    assert limit_named(header) is None


def test_a_footnote_is_no_level_and_a_level_in_brackets_is_one():
    assert is_of_another_level("Lower CI (99.8%)")
    assert not is_of_another_level("Lower CI [1]")
    assert not is_of_another_level("Lower CI (95%)")


def under_periods(lower: str, upper: str) -> bytes:
    rows = [
        "Infant mortality",
        "Code,Area,2006-08,,,,2007-09,,,",
        f",,Number,Rate,{lower},{upper},Number,Rate,{lower},{upper}",
        "E06000099,Anytown,19,6.1,3.7,9.5,15,4.8,2.7,7.9",
        "E06000098,Otherham,21,6.2,3.8,9.5,17,5.0,2.9,8.0",
    ]
    return "\n".join(rows).encode()


@pytest.mark.parametrize(
    ("lower", "upper"),
    [("LL", "UL"), ("95% LCL", "95% UCL"), ("95% CI (lower)", "95% CI (upper)"), ("L95", "U95")],
)
def test_limits_under_a_period_are_read(lower, upper):
    found = read_files([("t.csv", under_periods(lower, upper))], load())
    frame = found.to_frame()
    first = frame[(frame["area_name"] == "Anytown") & (frame["period"] == "2006-08")]
    assert first[["lower_ci", "upper_ci"]].to_numpy().tolist() == [[3.7, 9.5]]
    assert not found.problems


@pytest.mark.parametrize(
    ("lower", "upper"),
    [("99.8% LCL", "99.8% UCL"), ("Lower CI (99.8%)", "Upper CI (99.8%)"), ("LCL 90", "UCL 90"),
     ("Lower (90)", "Upper (90)"), ("Low", "High"), ("Lower control limit", "Upper control limit")],
)  # fmt: skip
def test_other_limits_under_a_period_are_not_read_and_each_is_warned_of_once(lower, upper):
    found = read_files([("t.csv", under_periods(lower, upper))], load())
    assert found.to_frame()["lower_ci"].isna().all()
    assert [(p.code, p.severity) for p in found.problems] == [("unread_column", "warning")] * 2
    assert [p.cell for p in found.problems] == ["E3", "F3"]


@pytest.mark.parametrize("header", ["Number of deaths at under 1 year", "Infants died"])
def test_counts_of_infants_who_died_under_a_period(header):
    content = under_periods("LL", "UL").replace(b"Number", header.encode())
    frame = read_files([("t.csv", content)], load()).to_frame()
    assert sorted(frame["numerator"]) == [15, 17, 19, 21]


def plain(lower: str, upper: str) -> bytes:
    return (
        f"Area,Indicator,Period,Value,{lower},{upper}\n"
        "Anytown,Infant mortality,2007-09,6.1,3.7,9.5\n"
    ).encode()


@pytest.mark.parametrize(
    ("lower", "upper"), [("95% LL", "95% UL"), ("Lower", "Upper"), ("CI low", "CI high")]
)
def test_limits_of_the_plain_layout(lower, upper):
    frame = read_files([("t.csv", plain(lower, upper))], load()).to_frame()
    assert frame[["lower_ci", "upper_ci"]].to_numpy().tolist() == [[3.7, 9.5]]


def test_a_limit_of_another_level_is_not_read_in_the_plain_layout():
    found = read_files([("t.csv", plain("99.8% LCL", "99.8% UCL"))], load())
    assert found.to_frame()[["lower_ci", "upper_ci"]].isna().all(axis=None)
    assert {p.cell for p in found.problems} == {"E1", "F1"}
