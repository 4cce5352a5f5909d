"""The England series: strict checks that name the line; what a replaced definition keeps of it."""

import pytest

from imscore.errors import DefinitionError
from imscore.reference import england, indicators
from imscore.reference.indicators import built_in_folder

HEADER = "indicator,period,value,source"


@pytest.fixture(scope="module")
def catalogue():
    return indicators.load()


@pytest.fixture
def load(tmp_path, catalogue):
    def loading(*lines, header=HEADER):
        path = tmp_path / "own.csv"
        path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
        return england.load(catalogue, path)

    return loading


def refused(load, *args, **kwargs):
    with pytest.raises(DefinitionError) as caught:
        load(*args, **kwargs)
    return str(caught.value)


def test_a_small_series(load):
    (figure,) = load("infant_mortality,2007-09,4.7,Office for National Statistics")
    assert (figure.value, figure.half_unit, figure.period) == (4.7, pytest.approx(0.05), "2007-09")


def test_counts_give_the_value_unrounded(load):
    header = f"{HEADER},numerator,denominator"
    (figure,) = load("smoking_at_delivery,2008/09,14.4,s,93000,645000", header=header)
    assert figure.value == pytest.approx(100 * 93000 / 645000, rel=1e-15)
    assert figure.half_unit == 0


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("infant_mortalty,2007-09,4.7,s", "indicator: 'infant_mortalty'"),
        ("infant_mortality,2007-10,4.7,s", "period: '2007-10'"),
        ("infant_mortality,2008/09,4.7,s", "period: 2008/09"),
        ("infant_mortality,2007-09,,s", "value: is empty"),
        ("infant_mortality,2007-09,four,s", "value: 'four'"),
        ("infant_mortality,2007-09,nan,s", "value: 'nan'"),
        ("infant_mortality,2007-09,inf,s", "value: 'inf'"),
        ("infant_mortality,2007-09,-4.7,s", "value: '-4.7'"),
        ("infant_mortality,2007-09,4.7e400,s", "value: '4.7e400'"),
        ("smoking_at_delivery,2008/09,187,s", "value: 187"),
        ("infant_mortality,2007-09,4.7,", "source: is empty"),
        ('infant_mortality,2007-09,"4,7",s', "value: '4,7'"),
        ("infant_mortality,2007-09,4,7,s", "more fields"),
        ("", "own.csv"),
    ],
)
def test_faults_name_line_and_column(load, line, words):
    good = "infant_mortality,2006-08,4.8,s"
    message = refused(load, good, line or "infant_mortality,2006-08,4.8,s")
    assert "own.csv: line 3" in message
    assert words in message


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ("10,0", "denominator: is 0"),
        ("9300,645000", "is not what the counts give"),
        ("x,645000", "numerator: 'x'"),
    ],
)
def test_faults_of_counts(load, counts, words):
    header = f"{HEADER},numerator,denominator"
    assert words in refused(load, f"smoking_at_delivery,2008/09,14.4,s,{counts}", header=header)


@pytest.mark.parametrize("word", ["No", "false", "n", "maybe"])
def test_in_use_is_yes_or_no_and_nothing_else(load, word):
    header = f"{HEADER},in_use"
    assert "in_use" in refused(load, f"infant_mortality,2007-09,4.7,s,{word}", header=header)


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("indicator,period,value", "no column 'source'"),
        (f"{HEADER},colour", "unknown column 'colour'"),
        (f"{HEADER},value", "two columns 'value'"),
        ("", "no column 'indicator'"),
    ],
)
def test_faults_of_the_header(load, header, words):
    assert words in refused(load, header=header)


def test_the_same_period_twice_names_both_lines(load):
    message = refused(load, *["infant_mortality,2007-09,4.7,s"] * 2)
    assert "line 3" in message
    assert "line 2" in message


def test_all_faults_at_once(load):
    message = refused(load, "infant_mortality,2007-09,x,s", "nothing,2007-09,1,s")
    assert "line 2" in message
    assert "line 3" in message


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b'indicator,"period\n', b"indicator\x00,p\n"])
def test_a_file_that_is_no_series(tmp_path, catalogue, content):
    path = tmp_path / "own.csv"
    path.write_bytes(content)
    with pytest.raises(DefinitionError, match=r"own\.csv"):
        england.load(catalogue, path)


def test_a_file_that_is_not_there(tmp_path, catalogue):
    with pytest.raises(DefinitionError, match="cannot be read"):
        england.load(catalogue, tmp_path / "none.csv")


def replaced(tmp_path, *changes):
    text = (built_in_folder() / "smoking_at_delivery.toml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "smoking_at_delivery.toml").write_text(text, encoding="utf-8")
    return indicators.load(tmp_path)


def of(figures, indicator="smoking_at_delivery"):
    return [f for f in figures if f.indicator == indicator]


def test_a_replaced_definition_of_the_same_measure_keeps_the_built_in_series(tmp_path, catalogue):
    own = replaced(tmp_path, ('polarity = "low_is_good"', 'polarity = "no_judgement"'))
    assert england.load(own) == england.load(catalogue)


def test_a_replaced_definition_of_another_unit_takes_no_built_in_figure(tmp_path, catalogue):
    own = replaced(
        tmp_path,
        ('kind = "proportion"', 'kind = "crude_rate"'),
        ("multiplier = 100", "multiplier = 1000"),
        ('unit = "%"', 'unit = "per 1,000 maternities"'),
    )
    assert of(england.load(catalogue))
    assert of(england.load(own)) == []
    others = [f for f in england.load(catalogue) if f.indicator != "smoking_at_delivery"]
    assert england.load(own) == others


def test_kinds_of_period_left_out_of_a_replaced_definition_are_left_out(tmp_path):
    own = replaced(tmp_path, ('"financial_quarter", "financial_year"', '"financial_year"'))
    kept = of(england.load(own))
    assert kept
    assert not [f for f in kept if "Q" in f.period]
