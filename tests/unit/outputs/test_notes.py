from dataclasses import replace

from imscore.model import Row, Scorecard, Source
from imscore.outputs import notes


def test_a_note_on_several_rows_has_one_number(smoking: Row) -> None:
    first = replace(smoking, notes=("alpha", "beta"), trend_reason="", since_previous=None)
    second = replace(first, notes=("gamma", "beta"))
    third = replace(first, notes=())
    marked = notes.numbered([first, second, third])
    assert marked.texts == ("alpha", "beta", "gamma")
    assert [marked.mark(i) for i in range(3)] == ["[1,2]", "[2,3]", ""]


def test_a_note_on_every_row_needs_no_number(smoking: Row) -> None:
    first = replace(smoking, notes=("alpha", "beta"), trend_reason="")
    marked = notes.numbered([first, replace(first, notes=("beta",))])
    assert marked.listed() == ["[1] alpha", "All rows: beta"]
    assert marked.mark(1) == ""
    assert notes.numbered([first]).listed() == ["[1] alpha", "[2] beta"]
    assert notes.numbered([]).listed() == []


def test_reasons_become_notes(scorecard: Scorecard) -> None:
    breastfeeding = scorecard.rows[2]
    found = notes.row_notes(breastfeeding)
    assert "Trend not tested: quarters are not tested here" in found
    assert "No change since 2009/10 Q4 is given: that quarter is suppressed" in found


def test_every_row_stands_under_a_domain(scorecard: Scorecard) -> None:
    places = [place for _, found in notes.sections(scorecard) for place in found]
    assert sorted(places) == list(range(len(scorecard.rows)))
    without = replace(scorecard, domains=())
    assert sum(len(found) for _, found in notes.sections(without)) == len(scorecard.rows)


def test_core_domains_without_data_come_first(scorecard: Scorecard) -> None:
    assert notes.no_data(scorecard) == [
        ("Nutrition: Maternal obesity", True),
        ("Housing: Overcrowding", True),
        ("Ethnicity and access: Routine and manual infant mortality", False),
    ]


def test_sources_name_each_table_once(smoking: Row) -> None:
    assert notes.sources(smoking) == "pct.xlsx: Smoking: numerator E24, denominator F24"
    text_file = replace(smoking, sources=(Source("value", "pct.csv", "", "G8"),))
    assert notes.sources(text_file) == "pct.csv: value G8"


def test_benchmark_sources_say_which_indicators(smoking: Row) -> None:
    other = replace(smoking, short_name="Other")
    assert notes.benchmark_sources([smoking, other]) == [
        "England: NHS Information Centre, Statistics on women's smoking status at delivery "
        "(Smoking at delivery 2010/11, Other 2010/11)"
    ]


def test_method_names_the_intervals_used(scorecard: Scorecard) -> None:
    lines = notes.method([scorecard])
    assert lines[-1] == "Confidence intervals: Byar's, Wilson score."
    assert any(line.startswith("Higher and lower") for line in lines)
    plain = replace(scorecard, rows=scorecard.rows[:2])
    assert not any(line.startswith("Higher and lower") for line in notes.method([plain]))


def test_method_says_how_trends_were_tested_where_they_were(
    scorecard: Scorecard, worsening: Row
) -> None:
    def starts(*rows: Row) -> list[str]:
        lines = notes.method([replace(scorecard, rows=rows)])
        return [line[:22] for line in lines if line.startswith("The trend of ")]

    assert starts(*scorecard.rows) == []
    assert starts(worsening) == ["The trend of quarters "]
    line = replace(worsening, spc=None)
    assert starts(line, worsening) == ["The trend of years is ", "The trend of quarters "]


def test_made_with_leaves_out_what_is_not_set(scorecard: Scorecard) -> None:
    made = {**scorecard.made_with, "exact_periods": False}
    names = dict(notes.made_with([replace(scorecard, made_with=made)]))
    assert names["exact_periods"] == "no"
    assert names["imscore"] == "0.1.0"
    assert "pct.xlsx" in names["inputs"]
    assert "as_of" not in names
