"""The library face, and the sample's scorecard against figures worked by hand."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

import imscore
from imscore.errors import InputError, OutputError, UsageError
from imscore.periods import parse

SAMPLES = Path(__file__).parents[2] / "sample_data"
WORKBOOK = SAMPLES / "anytown_pct.xlsx"
# The contract of `report --format json`, in its order.
CONTRACT = [
    *("indicator", "domain", "period", "numerator", "denominator", "value"),
    *("lower_ci", "upper_ci", "lower_ci_998", "upper_ci_998", "method"),
    *("benchmark_name", "benchmark_period", "benchmark_value", "benchmark_source", "difference"),
    *("status", "status_998", "trend", "trend_reason", "spc", "to_reach_benchmark"),
    *("notes", "sources"),
]


@pytest.fixture(scope="module")
def card():
    return imscore.score(imscore.read(WORKBOOK))


# Period, counts, value, England's period and value, difference, status, what it would take, change
# since the period before and since the same quarter a year before. Worked out in exact fractions
# from the counts in sample_data/anytown_pct.csv and England's published figures: smoking 13.6% and
# breastfeeding 73.4% in the report of December 2010; at 6-8 weeks 309,303 of 670,391; conceptions
# 38,783 of 977,696; infant deaths 4.7 per 1,000; low income 21.5729730208804%; booking 90.8%.
WORKED = [
    (
        "smoking_at_delivery",
        ("2010/11 Q1", 160, 807, 19.826518),
        ("2010/11 Q1", 13.6, 6.226518, "worse", "worse", -50.248),
        (1.575567, 0.281672),
    ),
    (
        "breastfeeding_initiation",
        ("2010/11 Q1", 506, 807, 62.701363),
        ("2010/11 Q1", 73.4, -10.698637, "worse", "worse", 86.338),
        (0.597434, 0.050761),
    ),
    (
        "breastfeeding_6_8_weeks",
        ("2010/11 Q1", 328, 826, 39.709443),
        ("2010/11", 46.137702, -6.428259, "worse", "worse", 53.097416),
        (1.295565, 5.936356),
    ),
    (
        "under18_conceptions",
        ("2008", 226, 4591, 49.226748),
        ("2008", 39.667749, 9.558999, "worse", "worse", -43.885362),
        (-1.676734, None),
    ),
    (
        "infant_mortality",
        ("2007-09", 52, 9155, 5.679956),
        ("2007-09", 4.7, 0.979956, "similar", "similar", -8.9715),
        (-0.525030, None),
    ),
    (
        "low_birth_weight",
        ("2009", 208, 3056, 6.806283),
        (None, None, None, "not_compared", "not_compared", None),
        (-1.214930, None),
    ),
    (
        "children_in_low_income_families",
        ("2008", 12360, 46135, 26.790940),
        ("2008", 21.572973, 5.217967, "worse", "worse", -2407.308897),
        (-0.317819, None),
    ),
    (
        "early_access_to_maternity_care",
        ("2010/11 Q1", 746, 785, 95.031847),
        ("2010/11", 90.8, 4.231847, "better", "better", 0.0),
        (1.034248, 4.983303),
    ),
    (
        "sudden_unexpected_deaths_in_infancy",
        ("2005-07", 7, 8922, 0.784577),
        (None, None, None, "not_compared", "not_compared", None),
        (None, None),
    ),
    (
        "maternal_obesity",
        ("2009/10", 547, 3075, 17.788618),
        (None, None, None, "not_compared", "not_compared", None),
        (None, None),
    ),
]


@pytest.mark.parametrize(("indicator", "figure", "england", "changes"), WORKED)
def test_the_sample_against_figures_worked_by_hand(card, indicator, figure, england, changes):
    (row,) = [row for row in card.rows if row.indicator == indicator]
    assert (row.period, row.numerator, row.denominator, row.value) == pytest.approx(
        figure, abs=1e-6
    )
    assert (
        row.benchmark_period,
        row.benchmark_value,
        row.difference,
        row.status,
        row.status_998,
        row.to_reach_benchmark,
    ) == pytest.approx(england, abs=1e-6)
    since = (row.since_previous, row.since_year_before)
    assert tuple(change and change.difference for change in since) == pytest.approx(
        changes, abs=1e-6
    )


def test_the_sample_has_no_other_rows(card):
    assert sorted(row.indicator for row in card.rows) == sorted(name for name, *_ in WORKED)


def test_the_samples_counts_by_status(card):
    assert card.counts() == {"worse": 5, "similar": 1, "better": 1, "not_compared": 3}
    housing = next(domain for domain in card.domains if domain.domain == "housing")
    assert (housing.core, dict(housing.counts)) == (True, {})


def test_the_samples_suppressed_window_is_a_gap_and_a_reason(card):
    (row,) = [row for row in card.rows if row.domain == "safeguarding_and_sudi"]
    assert [point.value is None for point in row.series] == [True, False]
    assert row.since_previous.reason == "2004-06 is suppressed in the file"


def test_the_samples_cells_hold_the_figures(card):
    import openpyxl

    book = openpyxl.load_workbook(WORKBOOK, data_only=True)
    for row in card.rows:
        found = {source.what: book[source.sheet][source.cell].value for source in row.sources}
        assert found["numerator"] == row.numerator, row.indicator
        assert found["denominator"] == row.denominator, row.indicator


def test_the_workbook_and_the_plain_text_give_the_same_scorecard(card):
    plain = imscore.score(imscore.read(SAMPLES / "anytown_pct.csv"))
    one, two = card.to_frame(), plain.to_frame()
    told = ["value", "lower_ci_998", "status", "benchmark_source", "to_reach_benchmark"]
    assert one[["indicator", "period", *told]].equals(two[["indicator", "period", *told]])


def test_as_a_table_the_columns_are_named_as_in_the_json(card):
    frame = card.to_frame()
    assert list(frame.columns[: len(CONTRACT)]) == CONTRACT
    assert len(frame) == len(card.rows)


def test_what_it_was_made_with_is_recorded(card):
    made = card.made_with
    assert made["imscore"] == imscore.__version__
    assert made["inputs"] == [
        {
            "file": "anytown_pct.xlsx",
            "sha256": hashlib.sha256(WORKBOOK.read_bytes()).hexdigest(),
        }
    ]
    series = SAMPLES.parent / "indicators" / "england.csv"
    assert made["england"] == {
        "file": "england.csv",
        "sha256": hashlib.sha256(series.read_bytes()).hexdigest(),
    }
    assert (made["as_of"], made["exact_periods"]) == (None, False)


def test_an_england_series_of_ones_own_is_used_and_recorded(tmp_path):
    from imscore.pipeline import load_reference, read, score

    own = tmp_path / "own.csv"
    own.write_text(
        "indicator,period,value,source\nsmoking_at_delivery,2010/11 Q1,19.9,Ours\n",
        encoding="utf-8",
    )
    card = score(read(WORKBOOK), reference=load_reference(england_file=own))
    (row,) = [row for row in card.rows if row.indicator == "smoking_at_delivery"]
    assert (row.benchmark_value, row.status) == (19.9, "similar")
    assert row.benchmark_source == "Ours (own.csv: line 2)"
    assert card.made_with["england"] == {
        "file": "own.csv",
        "sha256": hashlib.sha256(own.read_bytes()).hexdigest(),
    }


def test_definitions_of_ones_own_change_the_record(tmp_path):
    from imscore.pipeline import load_reference, read, score

    source = SAMPLES.parent / "indicators" / "smoking_at_delivery.toml"
    text = source.read_text(encoding="utf-8").replace("low_is_good", "high_is_good")
    (tmp_path / source.name).write_text(text, encoding="utf-8")
    own = score(read(WORKBOOK, definitions=tmp_path), reference=load_reference(tmp_path))
    built_in = score(read(WORKBOOK))
    (row,) = [row for row in own.rows if row.indicator == "smoking_at_delivery"]
    assert row.status == "better"
    assert own.made_with["indicators"] != built_in.made_with["indicators"]


def test_as_of_and_exact_periods():
    observations = imscore.read(WORKBOOK)
    card = imscore.score(observations, as_of=parse("2009"), exact_periods=True)
    by_id = {row.indicator: row for row in card.rows}
    assert by_id["smoking_at_delivery"].period == "2009/10 Q3"
    assert by_id["smoking_at_delivery"].status == "not_compared"
    assert by_id["under18_conceptions"].status == "worse"
    assert card.made_with["as_of"] == "2009"
    assert card.made_with["exact_periods"] is True


def test_several_files_make_one_scorecard(tmp_path):
    header = "area_code,area_name,indicator,period,numerator,denominator,value\n"
    local, england = tmp_path / "local.csv", tmp_path / "england_rows.csv"
    local.write_text(header + "5ZZ,Anytown,smoking_at_delivery,2008/09,200,1000,20\n")
    england.write_text(header + "E92000001,England,smoking_at_delivery,2008/09,180,1000,18\n")
    card = imscore.score(imscore.read(local, england))
    assert card.rows[0].benchmark_value == pytest.approx(18.0)
    assert "england_rows.csv" in card.rows[0].benchmark_source
    assert [found["file"] for found in card.made_with["inputs"]] == [
        "local.csv",
        "england_rows.csv",
    ]


def test_standard_input_is_read(monkeypatch):
    content = (SAMPLES / "anytown_pct.csv").read_bytes()
    stream = io.TextIOWrapper(io.BytesIO(content))
    monkeypatch.setattr(sys, "stdin", stream)
    card = imscore.score(imscore.read("-"))
    assert len(card.rows) == len(WORKED)
    assert {source.file for row in card.rows for source in row.sources} == {"standard input"}


def test_nothing_or_standard_input_twice_is_a_usage_error():
    with pytest.raises(UsageError, match="at least one file"):
        imscore.read()
    with pytest.raises(UsageError, match="once only"):
        imscore.read("-", "-")


def test_a_file_that_is_not_there_brings_the_nearest():
    with pytest.raises(InputError) as error:
        imscore.read(SAMPLES / "anytwn_pct.xlsx")
    (problem,) = error.value.problems
    assert "anytown_pct.xlsx" in problem.text


@pytest.mark.parametrize("extension", ["xlsx", "csv", "json", "md", "txt"])
def test_a_scorecard_is_written_in_the_format_of_its_extension(card, tmp_path, extension):
    target = tmp_path / f"card.{extension}"
    imscore.write(card, target)
    content = target.read_bytes()
    assert content
    if extension == "json":
        assert len(json.loads(content)["scorecards"][0]["rows"]) == len(card.rows)
    assert content.startswith(b"PK") == (extension == "xlsx")
    imscore.write([card, card], target)
    assert target.read_bytes() != content


def test_a_scorecard_that_cannot_be_written_is_said_to_be_so(card, tmp_path):
    with pytest.raises(UsageError, match=r"\.docx"):
        imscore.write(card, tmp_path / "card.docx")
    with pytest.raises(OutputError):
        imscore.write(card, tmp_path / "nowhere" / "card.json")


def test_importing_imscore_imports_nothing_heavy():
    code = (
        "import sys, imscore; imscore.__version__; "
        "print([m for m in ('pandas', 'numpy', 'typer', 'rich', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_has_no_other_attributes():
    with pytest.raises(AttributeError, match="nothing"):
        _ = imscore.nothing
    assert set(imscore.__all__) == {"__version__", "read", "score", "write"}


def test_one_period_to_start_a_chart_anew_need_be_no_list() -> None:
    one, several = (
        imscore.score(imscore.read(WORKBOOK), rebase=asked).rows
        for asked in ("2008/09 Q1", ["2008/09 Q1"])
    )
    assert one == several
