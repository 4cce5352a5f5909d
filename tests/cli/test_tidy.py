"""`imscore tidy`: what it writes reads back as what it read."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import imscore
from imscore.cli.main import run
from imscore.outputs import atomic, render_observations

SAMPLES = Path(__file__).parents[2] / "sample_data"
HEADER = "area_code,area_name,indicator,period,numerator,denominator,value"
# What a tidy table keeps of an observation; places are of the file it was read from.
KEPT = [
    "area",
    "area_code",
    "area_name",
    "area_type",
    "indicator",
    "definition",
    "period",
    "numerator",
    "denominator",
    "value",
    "lower_ci",
    "upper_ci",
    "marker",
]


def tidied(folder, observations, kind):
    content = render_observations(observations, kind)
    path = folder / f"tidied.{kind}"
    atomic.write(path, content)
    return imscore.read(path)


def kept(observations):
    return observations.frame[KEPT].reset_index(drop=True)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", ["anytown_pct.xlsx", "anytown_pct.csv", "greater_manchester.csv"])
def test_the_samples_read_back_as_they_were(tmp_path, name, kind):
    first = imscore.read(SAMPLES / name)
    again = tidied(tmp_path, first, kind)
    assert kept(again).equals(kept(first))
    assert tidied(tmp_path, again, kind).frame.equals(again.frame)


NAMES = st.one_of(
    st.sampled_from(["Anytown", "=cmd()", "+1", "-x", "@x", "'=y", "a;b", 'q"t', "Zoë"]),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=8),
)


@st.composite
def lines(draw):
    names = draw(st.lists(NAMES, min_size=1, max_size=4))
    found = []
    for number, name in enumerate(names):
        denominator = draw(st.integers(100, 5000))
        numerator = draw(st.integers(0, denominator // 2))
        value = round(100 * numerator / denominator, 1)
        figures = draw(
            st.sampled_from(
                [
                    (numerator, denominator, value),
                    (numerator, denominator, ""),
                    ("", "", f"{value}%"),
                    ("*", denominator, "*"),
                    (numerator, denominator, "[x]"),
                    ("", "", "[u]"),
                    (numerator, "", ""),
                ]
            )
        )
        found.append([f"5Z{number}", name, "smoking_at_delivery", "2008/09", *figures])
    return found


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=lines(), kind=st.sampled_from(["csv", "xlsx"]))
def test_anything_that_reads_reads_back_the_same(tmp_path, rows, kind):
    import csv

    path = tmp_path / "source.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER.split(","), *rows])
    try:
        first = imscore.read(path)
    except imscore.errors.InputError:
        return
    again = tidied(tmp_path, first, kind)
    # What cannot be seen in a name is spelled out when it is first written, and then stays.
    same = [column for column in KEPT if column != "area_name"]
    assert kept(again)[same].equals(kept(first)[same])
    assert kept(tidied(tmp_path, again, kind)).equals(kept(again))


def test_percentages_below_one_are_not_doubted_once_settled(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(f"{HEADER}\n5ZZ,Anytown,smoking_at_delivery,2008/09,,,0.7%\n")
    for kind in ("csv", "xlsx"):
        assert tidied(tmp_path, imscore.read(path), kind).frame["value"].tolist() == [0.7]


def test_json_gives_null_and_marker_for_what_is_not_there(capfd, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(f"{HEADER}\n5ZZ,Anytown,smoking_at_delivery,2008/09,*,650,*\n")
    assert run(["tidy", str(path), "--format", "json"]) == 0
    (observation,) = json.loads(capfd.readouterr().out)["observations"]
    assert observation["numerator"] is None
    assert observation["value"] is None
    assert observation["marker"] == "suppressed"
    assert observation["denominator"] == 650
    assert (observation["file"], observation["sheet"], observation["cell"]) == ("t.csv", "", "G2")


def test_england_rows_are_there(capfd, tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(f"{HEADER}\n,England,smoking_at_delivery,2008/09,,,14.4\n")
    assert run(["tidy", str(path)]) == 0
    lines = capfd.readouterr().out.splitlines()
    assert lines[0].startswith(HEADER)
    assert lines[1].startswith("E92000001,England,smoking_at_delivery,2008/09,,,14.4,")


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_the_same_input_gives_the_same_bytes(tmp_path, kind):
    for name in ("a", "b"):
        output = tmp_path / f"{name}.{kind}"
        assert run(["tidy", str(SAMPLES / "anytown_pct.xlsx"), "-o", str(output), "-q"]) == 0
    assert (tmp_path / f"a.{kind}").read_bytes() == (tmp_path / f"b.{kind}").read_bytes()


def test_a_withheld_figure_stays_withheld(tmp_path):
    path = tmp_path / "t.csv"
    note = "Value not published for data quality reasons"
    path.write_text(f"{HEADER},note\n5ZZ,Anytown,smoking_at_delivery,2008/09,120,650,,{note}\n")
    first = imscore.read(path)
    for kind in ("csv", "xlsx"):
        assert math.isnan(tidied(tmp_path, first, kind).frame["value"][0])
